"""The thresholds operators work by: the defaults, each changeable per store."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal


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
