"""What is wrong with a day's sales, its main products and the scores, as findings with their figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from metrics.alerts import Finding, Level, Rule
from metrics.numbers import cents
from metrics.rules import Rules
from metrics.service import ScoresHeadline
from metrics.unusual import (
    FACTORS,
    MONEY,
    RULE_OF,
    SOME_ORDER,
    TELLS,
    Figure,
    Judged,
    Known,
    Series,
    Verdict,
    Way,
    judge,
)

OF_FIGURES = frozenset({Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH})
OF_PRODUCTS = frozenset({Rule.PRODUCT_FELL, Rule.SOLD_OUT})
RULES = OF_FIGURES | OF_PRODUCTS | {Rule.SCORE_LOW}
MOST_PRODUCTS = 5
MAIN_SHARE = Decimal("0.03")  # of the store's revenue: a smaller product is no main one
SCORE_BACK = Decimal("0.02")  # above the limit: from there on a score is fine again
LOSES = frozenset(  # where money is lost by as much as the figure is off
    {(Figure.REVENUE, Way.FELL), (Figure.REFUNDS, Way.ROSE), (Figure.AD_SPEND, Way.ROSE)}
)


# -------------------------------------------------------------------------------------------------- figures


def figure_findings(judged: Sequence[Judged]) -> Iterator[Finding]:
    """What is there of each figure; where nothing can be said, that nothing is known of it."""
    for one in judged:
        yield from figure_finding(one, judged)


def figure_finding(one: Judged, judged: Sequence[Judged]) -> Iterator[Finding]:
    if one.verdict not in TELLS:
        yield from (Finding(rule, one.figure, level=Level.UNKNOWN, of=one.day) for rule in RULE_OF.values())
    elif one.verdict in (Verdict.UNUSUAL, Verdict.BETWEEN):
        level = Level.FIRING if one.verdict is Verdict.UNUSUAL else Level.BETWEEN
        facts = facts_of(one) | (factors(one, judged) if one.figure is Figure.REVENUE else {})
        yield Finding(RULE_OF[one.way], one.figure, facts, level, one.day)


def facts_of(one: Judged) -> dict[str, str]:
    """Its figures as text; refunds as money, on the sales that they belong to."""
    if one.value is None or one.usual is None or one.change is None:
        return {}
    figures = {
        "value": one.value,
        "usual": one.usual.middle,
        "low": one.usual.low,
        "high": one.usual.high,
    }
    facts = {name: said(one, value) for name, value in figures.items()}
    facts |= {"figure": one.figure, "change": f"{one.change:.4f}", "day": str(one.day)}
    facts |= {"known": str(one.usual.known), "beside": one.usual.beside}
    cost = {"cost": said(one, abs(one.value - one.usual.middle))} if (one.figure, one.way) in LOSES else {}
    return facts | cost | ({"in_a_row": "2"} if one.in_a_row else {})


def said(one: Judged, value: float) -> str:
    if one.figure is Figure.REFUNDS:
        value *= one.base
    if one.figure in MONEY:
        return str(cents(value))
    return f"{value:.0f}" if one.figure is Figure.VISITORS else f"{value:.6f}"


def factors(revenue: Judged, judged: Sequence[Judged]) -> dict[str, str]:
    """What moved the revenue: its factors that are unusual in the same way, and by how much."""
    return {
        f"by_{one.figure}": f"{one.change:.4f}"
        for one in judged
        if one.figure in FACTORS and one.verdict is Verdict.UNUSUAL and one.way is revenue.way
    }


# ------------------------------------------------------------------------------------------------- products


@dataclass(frozen=True)
class MainProduct:
    """One of the products that bring most: its days, and what lies in the warehouse (None: not known)."""

    item_id: str
    title: str
    revenue: Mapping[date, Decimal]
    visitors: Mapping[date, int]
    price: Decimal | None = None
    available: int | None = None

    @property
    def series(self) -> tuple[Series, Series]:
        price = float(self.price or SOME_ORDER)
        revenue = {day: float(value) for day, value in self.revenue.items()}
        visitors = {day: float(value) for day, value in self.visitors.items()}
        return (
            Series(Figure.REVENUE, revenue, price=price, item=self.item_id),
            Series(Figure.VISITORS, visitors, item=self.item_id),
        )


def product_findings(known: Known, products: Iterable[MainProduct], day: date) -> Iterator[Finding]:
    """Products sell on campaigns as they are promoted: only ordinary days are judged."""
    rules = replace(known.rules, unusual_orders=known.rules.product_orders)
    for product in products:
        judged = [judge(replace(known, rules=rules), series, day) for series in product.series]
        yield from product_finding(product, judged, day)
        yield from stock_finding(product, day)


def product_finding(product: MainProduct, judged: Sequence[Judged], day: date) -> Iterator[Finding]:
    """Revenue where that fell, else visitors."""
    if all(one.verdict not in TELLS for one in judged):
        yield Finding(Rule.PRODUCT_FELL, product.item_id, level=Level.UNKNOWN, of=day)
        return
    fallen = [one for one in judged if one.verdict in TELLS and one.way is Way.FELL]
    for verdict, level in ((Verdict.UNUSUAL, Level.FIRING), (Verdict.BETWEEN, Level.BETWEEN)):
        for one in fallen:
            if one.verdict is verdict:
                facts = facts_of(one) | {"title": product.title}
                yield Finding(Rule.PRODUCT_FELL, product.item_id, facts, level, day)
                return


def stock_finding(product: MainProduct, day: date) -> Iterator[Finding]:
    if product.available is None:
        yield Finding(Rule.SOLD_OUT, product.item_id, level=Level.UNKNOWN, of=day)
    elif product.available <= 0:
        sold = sum(product.revenue.values(), Decimal(0)) / max(len(product.revenue), 1)
        facts = {"title": product.title, "day": str(day), "a_day": str(cents(sold))}
        yield Finding(Rule.SOLD_OUT, product.item_id, facts, of=day)


# --------------------------------------------------------------------------------------------------- scores


def score_findings(scores: ScoresHeadline | None, rules: Rules) -> Iterator[Finding]:
    for about in ("item", "service", "logistics"):
        value = getattr(scores, about) if scores is not None else None
        if scores is None or value is None:
            yield Finding(Rule.SCORE_LOW, about, level=Level.UNKNOWN)
            continue
        score = Decimal(str(value))
        if score < rules.score_low + SCORE_BACK:
            level = Level.FIRING if score < rules.score_low else Level.BETWEEN
            facts = {"score": f"{score:.2f}", "limit": str(rules.score_low), "day": str(scores.day)}
            yield Finding(Rule.SCORE_LOW, about, facts, level, scores.day)
