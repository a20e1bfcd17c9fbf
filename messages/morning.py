"""The brief's figures, section by section: revenue, the month, why, ads, reviews, rivals' moves."""

from decimal import ROUND_FLOOR, Decimal

from markupsafe import Markup

from messages.ads import grade_name
from messages.alerts import MARKS, headline
from messages.comparing import compared_day
from messages.texts import MISSING, NARROW, Texts, cells, shorten
from metrics.ads import grade
from metrics.alerts import Alert, Status
from metrics.brief import Brief, SpendReason, stretch
from metrics.numbers import ratio
from metrics.rivals import Move, Range, What
from metrics.sales import NoSplit

MOST_MOVES, MOST_ALERTS = 3, 4
PERSON = 8  # cells of a name behind an alert
NAME = 24  # cells of a plan's or shop's name within a sentence
WORDS = 18  # of what people wrote

# --------------------------------------------------------------------------------------------- the figures


def revenue_lines(brief: Brief, texts: Texts) -> list[Markup]:
    """Against the day it is compared with, against the target, and how the month goes."""
    said = [_revenue_line(brief, texts)]
    if brief.before is not None:
        before = compared_day(brief.comparison, brief.day, texts)
        before = before[:1].upper() + before[1:]
        said.append(
            texts.figures("{before}: {amount}", short=True, before=before, amount=brief.before.paid_amount)
        )
    if brief.target is not None:
        reached = reached_share(brief.reached, texts)
        said.append(
            texts.figures("Target {amount} · {reached}", short=True, amount=brief.target, reached=reached)
        )
    return [*said, *_month(brief, texts)]


def _revenue_line(brief: Brief, texts: Texts) -> Markup:
    if brief.change is None:
        return texts.figures("Revenue {amount}", short=True, amount=brief.revenue)
    change = texts.arrow(brief.change)
    return texts.figures("Revenue {amount} {change}", short=True, amount=brief.revenue, change=change)


def _month(brief: Brief, texts: Texts) -> list[Markup]:
    month, said = brief.month, list[Markup]()
    if month is not None and month.reached is not None:
        reached = reached_share(month.reached, texts)
        one = "Target days {amount} · {reached}" if month.without_target else "Month {amount} · {reached}"
        said.append(texts.figures(one, short=True, amount=month.revenue, reached=reached))
    if month is not None and month.needed_per_day:
        said.append(texts.figures("Still needed {amount} a day", short=True, amount=month.needed_per_day))
    if month is not None and month.days_left and (forecast := brief.forecast) is not None:
        low, high = (texts.money(end, compact=True) for end in (forecast.low, forecast.high))
        said.append(texts.t("Month's end {low} to {high}", low=low, high=high))
        if month.is_whole:
            said.append(texts.figures("… of a target of {amount}", short=True, amount=month.target))
    return said


def unsent_lines(brief: Brief, texts: Texts) -> list[Markup]:
    """Days whose brief never went out: a line each."""
    if not brief.facts.unsent:
        return []
    known, targets = brief.facts.revenue, brief.facts.targets
    said = [texts.t("Not told before:")]
    for day in brief.facts.unsent:
        amount, reached = known.get(day), ratio(known.get(day), targets.get(day))
        named = texts.day(day, weekday=True)
        if reached is None:
            said.append(texts.figures("{day}: {amount}", short=True, day=named, amount=amount))
        else:
            share = reached_share(reached, texts)
            said.append(
                texts.figures("{day}: {amount} · {share}", short=True, day=named, amount=amount, share=share)
            )
    return said


def stretch_lines(brief: Brief, texts: Texts, length: int) -> list[Markup]:
    days = stretch(brief.facts, length)
    if days.known < 2:
        return []
    if days.known < length:
        return [
            texts.figures("{count} known days {amount}", short=True, count=days.known, amount=days.revenue)
        ]
    if days.change is None:
        return [texts.figures("{count} days {amount}", short=True, count=length, amount=days.revenue)]
    change = texts.arrow(days.change)
    return [
        texts.figures(
            "{count} days {amount} {change}", short=True, count=length, amount=days.revenue, change=change
        )
    ]


NO_SPLIT_SENTENCES = {
    NoSplit.UNKNOWN: "No split: visitors or buyers are not known for both days.",
    NoSplit.ZERO: "No split: a figure of one of the days is zero.",
    NoSplit.MIXED: "No split: visitors were counted in another way.",
}


def why_lines(brief: Brief, texts: Texts) -> list[Markup]:
    """visitors × conversion × order value, and each one's part in the change."""
    day, parts = brief.compared or brief.figures, brief.split
    if day is None or brief.revenue is None:
        return []
    said = []
    if parts is not None:
        if parts.undefined is not None:
            said.append(texts.t(NO_SPLIT_SENTENCES[parts.undefined]))
        said.insert(0, texts.t("Why {change}:", change=_signed(parts.change, texts)))
    rows = (
        ("Visitors {value}", "Visitors {value}: {part}", texts.short(day.visitors), "visitors"),
        ("Conversion {value}", "Conversion {value}: {part}", texts.percent(day.conversion), "conversion"),
        ("AOV {value}", "AOV {value}: {part}", texts.money(day.aov, compact=True), "aov"),
    )
    for alone, with_part, value, name in rows:
        part = getattr(parts, name) if parts else None
        sentence = alone if part is None else with_part
        said.append(texts.t(sentence, value=value, part=_signed(part, texts)))
    if brief.sums_visitors:
        said.append(texts.t("Visitors are a sum over products: one person may count several times."))
    return said


def _signed(amount: Decimal | None, texts: Texts) -> str:
    return texts.money(amount, compact=True, signed=True)


SPEND_SENTENCES = {
    SpendReason.SPEND_ROSE: "Over the limit of {limit}: spend rose.",
    SpendReason.REVENUE_FELL: "Over the limit of {limit}: revenue fell.",
    SpendReason.BOTH: "Over the limit of {limit}: spend rose and revenue fell.",
    SpendReason.USUAL: "Over the limit of {limit}, as before.",
}


def ad_lines(brief: Brief, texts: Texts) -> list[Markup]:
    ads = brief.ads
    if ads is None:
        return []
    said = [_spend(texts, ads.spend, ads.share), _roi(brief, ads.roi, texts)]
    if ads.over_because is not None:
        limit = texts.percent(brief.facts.rules.spend_share_limit)
        said.append(texts.t(SPEND_SENTENCES[ads.over_because], limit=limit))
    return said


def _spend(texts: Texts, spend: Decimal, share: Decimal | None) -> Markup:
    return texts.figures("Ad spend {amount} ({share})", short=True, amount=spend, share=texts.percent(share))


def _roi(brief: Brief, roi: Decimal | None, texts: Texts) -> Markup:
    found = grade(roi, brief.facts.rules)
    if found is None:
        return texts.t("ROI {roi}", roi=texts.multiple(roi))
    return texts.t("ROI {roi}: {grade}", roi=texts.multiple(roi), grade=grade_name(found, texts))


def review_lines(brief: Brief, texts: Texts) -> list[Markup]:
    reviews = brief.facts.reviews
    if not reviews.count:
        return []
    if not reviews.overdue:
        return [texts.n("{count} review to answer", "{count} reviews to answer", reviews.count)]
    one, many = "{count} review open, {overdue} overdue", "{count} reviews open, {overdue} overdue"
    return [texts.n(one, many, reviews.count, overdue=texts.count(reviews.overdue))]


def alert_lines(brief: Brief, texts: Texts) -> list[Markup]:
    """What is not over: a line each, who has it behind it; the rest as a number."""
    alerts = brief.facts.alerts
    said = [alert_line(one, texts) for one in alerts[:MOST_ALERTS]]
    more = len(alerts) - len(said)
    return [*said, texts.n("… and {count} more", "… and {count} more", more)] if more else said


def alert_line(alert: Alert, texts: Texts) -> Markup:
    has = f" ({shorten(alert.person or MISSING, PERSON)})" if alert.state.status is Status.TAKEN else ""
    words = headline(alert.finding, texts, NARROW - 3 - cells(has))
    return Markup("{} {}{}").format(MARKS[alert.state.status], words, has)


# ------------------------------------------------------------------------------------------------- rivals

MOVE_SENTENCES = {
    What.PRICE_DOWN: "Price ▼ {before} → {after}",
    What.PRICE_UP: "Price ▲ {before} → {after}",
    What.SALES_UP: "Sales ▲ {before} → {after}",
    What.SALES_DOWN: "Sales ▼ {before} → {after}",
    What.RATING_DOWN: "Rating ▼ {before} → {after}",
    What.PRICE_BACK: "Price back at {after}",
    What.NEW_ITEM: "New item",
    What.PICTURE: "New main picture",
    What.VIDEO: "New video",
    What.DISCOUNT: "Discount: {after}",
}


def move_lines(brief: Brief, texts: Texts) -> list[Markup]:
    moves = brief.facts.moves
    said: list[Markup] = []
    for move in moves[:MOST_MOVES]:
        who = f"{move.shop} · {move.item}" if move.item else move.shop
        said.append(Markup("{}").format(shorten(who, NARROW)))
        before, after = _moved(move, move.before, texts), _moved(move, move.after, texts)
        said.append(texts.t(MOVE_SENTENCES[move.what], before=before, after=after))
    if more := len(moves[MOST_MOVES:]):
        one, many = "{count} more change: /competitors", "{count} more changes: /competitors"
        said.append(texts.n(one, many, more))
    return said


def _moved(move: Move, value: Decimal | Range | str | None, texts: Texts) -> str:
    if isinstance(value, str):
        return shorten(value, WORDS)
    if isinstance(value, Range):
        low, high = (
            texts.money(Decimal(end), compact=True) if move.in_money else _items(end, texts)
            for end in (value.low, value.high)
        )
        return low if value.is_exact else f"{low}–{high}"
    return f"{value}" if move.what is What.RATING_DOWN else texts.money(value)


def _items(count: Decimal | int, texts: Texts) -> str:
    return texts.count(count) if count < 10_000 else texts.short(count)


# ---------------------------------------------------------------------------------------------------- ads


def ads_view(brief: Brief, texts: Texts) -> list[Markup]:
    day = texts.day(brief.day, weekday=True)
    if brief.ads is None:
        said = [texts.t("<b>{day}: no ad figures.</b>", day=day)]
    else:
        said = [texts.t("<b>Ads on {day}</b>", day=day), *ad_lines(brief, texts)]
    for span in (7, 30):
        days = stretch(brief.facts, span)
        if days.spend is not None:
            said.append(Markup())
            if days.known_ads < span:
                known = texts.count(days.known_ads)
                said.append(texts.t("<b>{known} of {count} days</b>", known=known, count=span))
            else:
                said.append(texts.t("<b>{count} days</b>", count=span))
            said.extend((_spend(texts, days.spend, days.share), _roi(brief, days.roi, texts)))
    if brief.ads is not None and brief.ads.worst is not None:
        worst = brief.ads.worst
        said.append(Markup())
        said.append(texts.t("Look at first:"))
        said.append(texts.t("“{plan}”", plan=shorten(worst.name, NAME)))
        roi = texts.multiple(worst.totals.roi)
        said.append(
            texts.figures("Spend {amount}, ROI {roi}", short=True, amount=worst.totals.spend, roi=roi)
        )
    return said


def reached_share(fraction: Decimal | None, texts: Texts) -> str:
    """Rounded down: a target that was missed by a hair is not shown as 100%."""
    return texts.percent(None if fraction is None else fraction.quantize(Decimal("0.001"), ROUND_FLOOR))
