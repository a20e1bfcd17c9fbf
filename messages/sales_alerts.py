"""What alerts about sales, main products and scores say: the verdict, what is usual, what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from messages.texts import NARROW, Texts, cells, shorten
from metrics.alerts import Finding, Rule
from metrics.unusual import FACTORS, MONEY, Beside, Figure, Way

Lines = tuple[str | None, ...]
IN_LIST = NARROW - 5  # cells of a verdict where several share a card: what comes last is not to be cut off
FIGURE_NAMES = {
    Figure.REVENUE: "Revenue",
    Figure.VISITORS: "Visitors",
    Figure.CONVERSION: "Conversion",
    Figure.AOV: "AOV",
    Figure.REFUNDS: "Refunds",
    Figure.AD_SPEND: "Ad spend",
    Figure.ROI: "ROI",
}
SCORE_NAMES = {"item": "Item as described", "service": "Service", "logistics": "Logistics"}
TODO_SENTENCES = {
    (Figure.REVENUE, Way.FELL): "See what took it:",
    (Figure.REVENUE, Way.ROSE): "Check prices and stock:",
    (Figure.VISITORS, Way.FELL): "See which source fell:",
    (Figure.VISITORS, Way.ROSE): "See whether they are buyers:",
    (Figure.CONVERSION, Way.FELL): "Check prices, stock, pages:",
    (Figure.CONVERSION, Way.ROSE): "Is a price set too low?",
    (Figure.AOV, Way.FELL): "Is a price or discount wrong?",
    (Figure.AOV, Way.ROSE): "See which product it was:",
    (Figure.REFUNDS, Way.ROSE): "Look at the refunds' reasons.",
    (Figure.AD_SPEND, Way.FELL): "Did a plan stop, or run dry?",
    (Figure.AD_SPEND, Way.ROSE): "See which plan spent it:",
    (Figure.ROI, Way.FELL): "Stop what sells nothing:",
}
SCORE_SENTENCES = {
    "item": "Compare pages and bad reviews.",
    "service": "Go through yesterday's chats.",
    "logistics": "Check dispatch and the courier.",
}
WHY = frozenset({Figure.REVENUE, Figure.VISITORS, Figure.CONVERSION, Figure.AOV, Figure.ROI})


# -------------------------------------------------------------------------------------------------- figures


def unusual(finding: Finding, texts: Texts) -> Lines:
    figure, facts = Figure(finding.subject), finding.facts
    name, change = texts.t(FIGURE_NAMES[figure]), texts.arrow(Decimal(facts["change"]))
    head = texts.t("<b>{figure} {day} {change}</b>", figure=name, day=day(facts, texts), change=change)
    way = Way.FELL if Decimal(facts["change"]) < 0 else Way.ROSE
    return (
        head,
        *beside(figure, facts, texts),
        *(factor(one, facts, texts) for one in FACTORS if f"by_{one}" in facts),
        texts.t("The second day in a row") if "in_a_row" in facts else None,
        texts.t(TODO_SENTENCES[figure, way]),
        command(figure, facts),
    )


def beside(figure: Figure, facts: Mapping[str, str], texts: Texts) -> Lines:
    """What it was, what it usually is or was meant to be, and what that is known from."""
    value, usual = amount(figure, facts["value"], texts), amount(figure, facts["usual"], texts)
    low, high = (amount(figure, facts[name], texts, compact=True) for name in ("low", "high"))
    match facts["beside"]:
        case Beside.TARGET:
            return texts.t("It was {value}", value=value), texts.t("Target {amount}", amount=usual)
        case Beside.UPLIFT:
            return (
                texts.t("It was {value}", value=value),
                texts.t("Planned {amount}", amount=usual),
                texts.t("(its uplift on ordinary days)"),
            )
    return (
        texts.t("It was {value}", value=value),
        texts.t("{weekday} usually {amount}", weekday=weekday(facts, texts), amount=usual),
        texts.t("4 of 5 days {low}–{high}", low=low, high=high),
        texts.t("By {known} ordinary days before", known=facts["known"]),
    )


def factor(figure: Figure, facts: Mapping[str, str], texts: Texts) -> str:
    change = texts.arrow(Decimal(facts[f"by_{figure}"]))
    return texts.t("· {figure} {change}", figure=texts.t(FIGURE_NAMES[figure]), change=change)


def amount(figure: Figure, value: str, texts: Texts, *, compact: bool = False) -> str:
    number = Decimal(value)
    if figure in MONEY:
        return texts.money(number, compact=compact)
    match figure:
        case Figure.CONVERSION:
            return texts.percent(number)
        case Figure.ROI:
            return texts.multiple(number)
    return texts.short(number) if compact else texts.count(number)


def command(figure: Figure, facts: Mapping[str, str]) -> str | None:
    """What to send for more; days as people write them."""
    if figure is Figure.REFUNDS:
        return None
    asked = f"/why {figure}" if figure in WHY else "/roi"
    return f"{asked} {short_day(facts)}"


def short_day(facts: Mapping[str, str]) -> str:
    of = date.fromisoformat(facts["day"])
    return f"{of.month}-{of.day}"


def day(facts: Mapping[str, str], texts: Texts) -> str:
    return texts.day(date.fromisoformat(facts["day"]))


def weekday(facts: Mapping[str, str], texts: Texts) -> str:
    return str(format_date(date.fromisoformat(facts["day"]), "EEE", locale=texts.language))


# ------------------------------------------------------------------------------------------------- products


def product_fell(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    figure, change = Figure(facts["figure"]), texts.arrow(Decimal(facts["change"]))
    title = shorten(facts["title"], IN_LIST - cells(change) - 1)
    return (
        texts.t("<b>{title} {change}</b>", title=title, change=change),
        texts.t("{figure} on {day}", figure=texts.t(FIGURE_NAMES[figure]), day=day(facts, texts)),
        *beside(figure, facts, texts),
        texts.t("Check price, stock, reviews:"),
        f"/why products {short_day(facts)}",
    )


def sold_out(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    return (
        texts.t("<b>Sold out: {title}</b>", title=shorten(facts["title"], NARROW - 10)),
        texts.t("It sold {amount} a day", amount=texts.money(Decimal(facts["a_day"]))),
        texts.t("Restock, or stop its ads."),
    )


# --------------------------------------------------------------------------------------------------- scores


def score_low(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    limit = f"{Decimal(facts['limit']).normalize():f}"
    name = texts.t(SCORE_NAMES[finding.subject])
    return (
        texts.t("<b>DSR {score}: {name}</b>", score=facts["score"], name=name),
        texts.t("On {day}, limit {limit}", day=day(facts, texts), limit=limit),
        texts.t(SCORE_SENTENCES[finding.subject]),
    )


CARDS: Mapping[Rule, Callable[[Finding, Texts], Lines]] = {
    Rule.UNUSUAL_LOW: unusual,
    Rule.UNUSUAL_HIGH: unusual,
    Rule.PRODUCT_FELL: product_fell,
    Rule.SOLD_OUT: sold_out,
    Rule.SCORE_LOW: score_low,
}
