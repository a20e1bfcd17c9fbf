"""The thresholds operators work by: the defaults, each changeable per store."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.mistakes import Mistake


@dataclass(frozen=True)
class Rules:
    """Defaults of the trade. ROI is a multiple (4 means 1:4), shares are fractions."""

    roi_pass: Decimal = Decimal(3)
    roi_good: Decimal = Decimal(4)
    roi_excellent: Decimal = Decimal(5)
    spend_share_limit: Decimal = Decimal("0.10")
    pace_low: Decimal = Decimal("0.75")  # projected spend / budget, early: below is under-spending
    pace_high: Decimal = Decimal("1.25")  # above is over-spending
    pace_end: Decimal = Decimal("0.01")  # how far it may be off when the day or month is over
    pace_recover: Decimal = Decimal("0.6")  # within this part of the band it is well again
    pace_known_days: int = 14  # until so many days are known, an even pace is assumed
    recover_margin: Decimal = Decimal(
        "0.05"
    )  # a ratio has to be so much better than its limit to be well again
    balance_days: int = 1  # the account has to last so many days beyond today
    waste_days: int = 7  # plans and words are judged by so many known days
    waste_spend: Decimal = Decimal(100)  # that cost so much
    waste_clicks: int = 30  # with so many clicks
    waste_roi: Decimal = Decimal("0.33")  # and a ROI below this part of the one that passes
    waste_age: int = 3  # a plan younger than so many days is left alone
    review_overdue_hours: int = 24
    review_topic_count: int = 3  # complaints of one kind about one product within 7 days
    peers_low: int = 3
    peers_high: int = 5
    rival_price_change: Decimal = Decimal("0.05")  # from the last announced price: from here on it moved
    rival_second_look: Decimal = Decimal("0.30")  # further than this it is believed when seen twice
    rival_sales_score: Decimal = Decimal(3)  # how many times its usual scatter a rival's sales have to be off
    rival_sales_change: Decimal = Decimal("0.30")  # and by what share of what is usual
    rival_sales_days: int = 14  # ordinary days that have to be known for that
    rival_rating_drop: Decimal = Decimal("0.1")
    same_item_cheaper: Decimal = Decimal("0.01")  # below our price: from here on another shop is cheaper
    bounce_pass: Decimal = Decimal("0.70")  # below these levels
    bounce_good: Decimal = Decimal("0.60")
    bounce_very_good: Decimal = Decimal("0.50")
    depth_pass: Decimal = Decimal("2.5")  # pages per visitor: from here on
    depth_good: Decimal = Decimal("3.5")  # above
    depth_very_good: Decimal = Decimal("4.0")
    order_value_factor: Decimal = Decimal("1.3")  # the store's aov beside its main product's, at least
    score_low: Decimal = Decimal("4.8")  # no DSR below
    unusual_score: Decimal = Decimal("2.7")  # how many times its usual scatter a figure has to be off
    unusual_change: Decimal = Decimal("0.20")  # and by what share of what is usual
    unusual_orders: int = 25  # and by so many orders' worth
    unusual_visitors: int = 100  # by so many visitors; conversion of fewer says nothing
    unusual_spend: Decimal = Decimal(100)  # by so much ad spend
    unusual_clicks: int = 100  # ROI of fewer says nothing
    product_orders: int = 10  # a main product has to have lost so many orders' worth

    @property
    def review_overdue(self) -> timedelta:
        return timedelta(hours=self.review_overdue_hours)


def with_changes(rules: Rules, changed: Mapping[str, str]) -> Rules:
    """The defaults of `rules`, but for what the store has changed (text, as stored)."""
    known = {field.name: type(getattr(rules, field.name)) for field in fields(rules)}
    return replace(rules, **{name: known[name](text) for name, text in changed.items() if name in known})


# ------------------------------------------------------------------------------------- changing them


class Group(StrEnum):
    """Under which thresholds are found."""

    SALES = "sales"
    ROI = "roi"
    BUDGETS = "budgets"
    WASTE = "waste"
    PAGES = "pages"
    REVIEWS = "reviews"
    RIVALS = "rivals"


class Unit(StrEnum):
    TIMES = "times"  # a multiple, or a score
    PERCENT = "percent"  # a fraction
    COUNT = "count"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True)
class Threshold:
    """A field of `Rules` that people may change: in steps, within bounds."""

    name: str
    group: Group
    unit: Unit
    step: Decimal
    lowest: Decimal
    highest: Decimal

    def value(self, rules: Rules) -> Decimal:
        return Decimal(getattr(rules, self.name))


def threshold(name: str, group: Group, unit: Unit, step: str, lowest: str, highest: str) -> Threshold:
    return Threshold(name, group, unit, Decimal(step), Decimal(lowest), Decimal(highest))


THRESHOLDS = (
    threshold("unusual_score", Group.SALES, Unit.TIMES, "0.1", "1.5", "6"),
    threshold("unusual_change", Group.SALES, Unit.PERCENT, "0.05", "0.10", "0.80"),
    threshold("unusual_orders", Group.SALES, Unit.COUNT, "5", "1", "1000"),
    threshold("unusual_visitors", Group.SALES, Unit.COUNT, "50", "10", "10000"),
    threshold("unusual_spend", Group.SALES, Unit.MONEY, "50", "10", "100000"),
    threshold("unusual_clicks", Group.SALES, Unit.COUNT, "50", "10", "10000"),
    threshold("product_orders", Group.SALES, Unit.COUNT, "5", "1", "1000"),
    threshold("roi_pass", Group.ROI, Unit.TIMES, "0.1", "0.5", "20"),
    threshold("roi_good", Group.ROI, Unit.TIMES, "0.1", "0.5", "20"),
    threshold("roi_excellent", Group.ROI, Unit.TIMES, "0.1", "0.5", "20"),
    threshold("spend_share_limit", Group.ROI, Unit.PERCENT, "0.01", "0.01", "0.60"),
    threshold("recover_margin", Group.ROI, Unit.PERCENT, "0.01", "0", "0.50"),
    threshold("pace_low", Group.BUDGETS, Unit.PERCENT, "0.05", "0.10", "0.99"),
    threshold("pace_high", Group.BUDGETS, Unit.PERCENT, "0.05", "1.01", "3"),
    threshold("pace_end", Group.BUDGETS, Unit.PERCENT, "0.01", "0", "0.25"),
    threshold("pace_recover", Group.BUDGETS, Unit.PERCENT, "0.05", "0.10", "1"),
    threshold("pace_known_days", Group.BUDGETS, Unit.DAYS, "1", "3", "60"),
    threshold("balance_days", Group.BUDGETS, Unit.DAYS, "1", "0", "14"),
    threshold("waste_days", Group.WASTE, Unit.DAYS, "1", "3", "30"),
    threshold("waste_spend", Group.WASTE, Unit.MONEY, "50", "10", "100000"),
    threshold("waste_clicks", Group.WASTE, Unit.COUNT, "10", "10", "10000"),
    threshold("waste_roi", Group.WASTE, Unit.PERCENT, "0.05", "0", "1"),
    threshold("waste_age", Group.WASTE, Unit.DAYS, "1", "0", "30"),
    threshold("bounce_pass", Group.PAGES, Unit.PERCENT, "0.05", "0.10", "0.99"),
    threshold("bounce_good", Group.PAGES, Unit.PERCENT, "0.05", "0.10", "0.99"),
    threshold("bounce_very_good", Group.PAGES, Unit.PERCENT, "0.05", "0.10", "0.99"),
    threshold("depth_pass", Group.PAGES, Unit.TIMES, "0.1", "1", "20"),
    threshold("depth_good", Group.PAGES, Unit.TIMES, "0.1", "1", "20"),
    threshold("depth_very_good", Group.PAGES, Unit.TIMES, "0.1", "1", "20"),
    threshold("order_value_factor", Group.PAGES, Unit.TIMES, "0.1", "0.5", "5"),
    threshold("score_low", Group.REVIEWS, Unit.TIMES, "0.05", "3", "5"),
    threshold("review_overdue_hours", Group.REVIEWS, Unit.HOURS, "4", "1", "168"),
    threshold("review_topic_count", Group.REVIEWS, Unit.COUNT, "1", "2", "50"),
    threshold("peers_low", Group.RIVALS, Unit.COUNT, "1", "1", "20"),
    threshold("peers_high", Group.RIVALS, Unit.COUNT, "1", "1", "30"),
    threshold("rival_price_change", Group.RIVALS, Unit.PERCENT, "0.01", "0.01", "0.50"),
    threshold("rival_second_look", Group.RIVALS, Unit.PERCENT, "0.05", "0.10", "0.90"),
    threshold("rival_sales_score", Group.RIVALS, Unit.TIMES, "0.1", "1.5", "6"),
    threshold("rival_sales_change", Group.RIVALS, Unit.PERCENT, "0.05", "0.10", "0.90"),
    threshold("rival_sales_days", Group.RIVALS, Unit.DAYS, "1", "7", "56"),
    threshold("rival_rating_drop", Group.RIVALS, Unit.TIMES, "0.05", "0.05", "2"),
    threshold("same_item_cheaper", Group.RIVALS, Unit.PERCENT, "0.01", "0", "0.50"),
)
RISING = (  # each must not be above the next
    ("roi_pass", "roi_good", "roi_excellent"),
    ("pace_low", "pace_high"),
    ("bounce_very_good", "bounce_good", "bounce_pass"),
    ("depth_pass", "depth_good", "depth_very_good"),
    ("peers_low", "peers_high"),
)
LONGEST = 20  # characters of what people write that are quoted
NUMBER = re.compile(
    r"[¥￥]?\s*(\d{1,7}(?:[.,]\d{1,3})?)\s*(%|％)?\s*(?:元|天|小时|h|days?|hours?)?", re.IGNORECASE
)


def threshold_of(name: str) -> Threshold:
    """Raises Mistake("unknown_threshold")."""
    for one in THRESHOLDS:
        if one.name == name:
            return one
    raise Mistake("unknown_threshold")


def changed(rules: Rules, one: Threshold, value: Decimal) -> Rules:
    """The rules with another value. Raises Mistake: threshold_out_of_range, threshold_out_of_order."""
    if not one.lowest <= value <= one.highest:
        lowest, highest = told(one.unit, one.lowest), told(one.unit, one.highest)
        raise Mistake("threshold_out_of_range", lowest=lowest, highest=highest)
    found = with_changes(rules, {one.name: plain(value)})
    for chain in RISING:
        values = [Decimal(getattr(found, name)) for name in chain]
        if one.name in chain and values != sorted(values):
            raise Mistake(
                "threshold_out_of_order", levels=" · ".join(told(one.unit, level) for level in values)
            )
    return found


def parse_value(one: Threshold, words: str) -> Decimal:
    """`12%`, `12` and `0.12` are the same share. Raises Mistake("unknown_value")."""
    match = NUMBER.fullmatch(words.strip())
    if match is None:
        raise Mistake("unknown_value", given=words.strip()[:LONGEST])
    value = Decimal(match[1].replace(",", "."))
    if one.unit is Unit.PERCENT:
        share = value / 100
        return share if match[2] or one.lowest <= share <= one.highest else value
    is_whole = one.unit in (Unit.COUNT, Unit.DAYS, Unit.HOURS)
    if match[2] or (is_whole and value != int(value)):
        raise Mistake("unknown_value", given=words.strip()[:LONGEST])
    return value


def plain(value: Decimal) -> str:
    """As it is kept and carried by buttons: without noughts at its end."""
    return f"{value.normalize():f}"


def told(unit: Unit, value: Decimal) -> str:
    """As people read it, in any language: shares in percent, money with its sign."""
    match unit:
        case Unit.PERCENT:
            return f"{plain(value * 100)}%"
        case Unit.MONEY:
            return f"¥{value:,.0f}"
    return plain(value)
