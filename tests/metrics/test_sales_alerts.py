"""From a judged day to findings: figures, main products, stock, scores; and what explains what."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from metrics.alerts import Finding, Level, Rule, suppressor
from metrics.calendar import SEASONS, Calendar
from metrics.numbers import cents
from metrics.periods import DAY
from metrics.rules import Rules
from metrics.sales_alerts import MainProduct, figure_findings, product_findings, score_findings
from metrics.service import ScoresHeadline
from metrics.unusual import Figure, Judged, Known, Usual, Verdict

TODAY = date(2026, 8, 12)
USUAL = Usual(10_000.0, 0.1, 56)


def judged(figure: Figure = Figure.REVENUE, verdict: Verdict = Verdict.UNUSUAL, **changed: object) -> Judged:
    values = {"value": 5_000.0, "usual": USUAL, "score": -6.9, **changed}
    return Judged(figure, TODAY, verdict, **values)  # type: ignore[arg-type]


def levels(*all_of: Judged) -> dict[tuple[Rule, str], Level]:
    return {one.cause: one.level for one in figure_findings(all_of)}


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (judged(), {(Rule.UNUSUAL_LOW, "revenue"): Level.FIRING}),
        (judged(score=6.9, value=20_000.0), {(Rule.UNUSUAL_HIGH, "revenue"): Level.FIRING}),
        (judged(verdict=Verdict.BETWEEN), {(Rule.UNUSUAL_LOW, "revenue"): Level.BETWEEN}),
        *(
            (judged(verdict=one), {})
            for one in (Verdict.USUAL, Verdict.SMALL, Verdict.FLOOR, Verdict.WELCOME)
        ),
        *(
            (
                judged(verdict=one),
                {(Rule.UNUSUAL_LOW, "revenue"): Level.UNKNOWN, (Rule.UNUSUAL_HIGH, "revenue"): Level.UNKNOWN},
            )
            for one in (
                Verdict.FEW_DAYS,
                Verdict.FEW_PEOPLE,
                Verdict.NO_FIGURE,
                Verdict.NO_FILE,
                Verdict.NO_PLAN,
                Verdict.HOLIDAY,
            )
        ),
    ],
)
def test_each_verdict_is_a_finding_or_none(one: Judged, found: Mapping[tuple[Rule, str], Level]) -> None:
    assert levels(one) == found


def test_the_facts_say_what_was_what_is_usual_and_by_which_days() -> None:
    (finding,) = figure_findings([judged()])
    assert finding.facts == {
        "figure": "revenue",
        "day": "2026-08-12",
        "value": "5000.00",
        "usual": "10000.00",
        "low": "8797.13",
        "high": "11367.35",
        "change": "-0.5000",
        "known": "56",
        "beside": "ordinary",
        "cost": "5000.00",
    }
    assert finding.of == TODAY


def test_refunds_are_told_as_money() -> None:
    rate = judged(Figure.REFUNDS, value=0.2, usual=Usual(0.1, 0.1, 56), score=6.9, base=10_000.0)
    (finding,) = figure_findings([rate])
    assert (finding.facts["value"], finding.facts["usual"]) == ("2000.00", "1000.00")
    assert finding.facts["cost"] == "1000.00"


def test_the_second_day_in_a_row_says_so() -> None:
    (finding,) = figure_findings([judged(in_a_row=True)])
    assert finding.facts["in_a_row"] == "2"


def test_revenue_names_what_moved_it_and_explains_that() -> None:
    visitors = judged(Figure.VISITORS, value=600.0, usual=Usual(1000.0, 0.1, 56))
    conversion = judged(Figure.CONVERSION, Verdict.USUAL, value=0.05, usual=Usual(0.05, 0.1, 56), score=0.0)
    aov = judged(Figure.AOV, value=200.0, usual=Usual(100.0, 0.1, 56), score=6.9)
    found = tuple(figure_findings([judged(), visitors, conversion, aov]))
    revenue = found[0]
    assert {name: value for name, value in revenue.facts.items() if name.startswith("by_")} == {
        "by_visitors": "-0.4000"
    }
    explained = {one.subject: suppressor(one, found) for one in found}
    assert explained == {"revenue": None, "visitors": revenue, "aov": None}  # aov went the other way


def test_ads_that_cost_too_much_are_told_once() -> None:
    """The same money: its share of sales, that it is more than usual, and that it returned less."""
    spend = judged(Figure.AD_SPEND, value=2000.0, usual=Usual(1000.0, 0.1, 56), score=6.9)
    roi = judged(Figure.ROI, value=2.0, usual=Usual(4.0, 0.1, 56))
    more, less = figure_findings([spend, roi])
    share = Finding(Rule.SPEND_SHARE, "", {"day": more.facts["day"], "spend": "2000", "limit": "0.10"})
    assert (suppressor(less, (more, less)), suppressor(more, (more, less))) == (more, None)
    assert suppressor(more, (share, more)) == share
    another = Finding(Rule.SPEND_SHARE, "", {"day": "2026-08-01"})
    assert suppressor(more, (another, more)) is None


@pytest.mark.parametrize(
    ("spend", "day", "explained"), [("1000", "", True), ("1001", "", False), ("1000", "2026-08-01", False)]
)
def test_a_share_of_sales_that_fell_is_told_with_them(spend: str, day: str, *, explained: bool) -> None:
    (fell,) = figure_findings([judged()])  # ten thousand is usual
    facts = {"day": day or fell.facts["day"], "spend": spend, "limit": "0.10"}
    share = Finding(Rule.SPEND_SHARE, "", facts)
    assert (suppressor(share, (fell, share)) == fell) is explained


# ------------------------------------------------------------------------------------------------- products


def product(lost: float = 0.0, available: int | None = 40, **changed: object) -> MainProduct:
    """Sold ¥3,000 to 30 of 1,000 visitors on each of 60 days, a bit more on every second."""
    days = [TODAY - ago * DAY for ago in range(60, 0, -1)]
    revenue = {day: cents(3_000 * (1 + 0.04 * (day.day % 3))) for day in days} | {
        TODAY: cents(3_000 * (1 - lost))
    }
    visitors = dict.fromkeys(days, 1_000) | {TODAY: 1_000}
    values = {
        "revenue": revenue,
        "visitors": visitors,
        "price": Decimal(100),
        "available": available,
        **changed,
    }
    return MainProduct("9", "Winter coat", **values)  # type: ignore[arg-type]


def found(one: MainProduct, calendar: Calendar | None = None) -> dict[tuple[Rule, str], Finding]:
    known = Known(calendar or Calendar(seasons_off=frozenset(SEASONS)), Rules(), {})
    return {finding.cause: finding for finding in product_findings(known, [one], TODAY)}


FELL, OUT = (Rule.PRODUCT_FELL, "9"), (Rule.SOLD_OUT, "9")


def test_a_product_that_sells_as_ever_is_no_finding() -> None:
    assert found(product()) == {}


def test_a_product_that_fell_says_its_revenue() -> None:
    fell = found(product(0.6))[FELL]
    assert (fell.level, fell.facts["title"], fell.facts["figure"]) == (Level.FIRING, "Winter coat", "revenue")
    assert (fell.facts["value"], fell.facts["change"][:4]) == ("1200.00", "-0.6")


def test_or_its_visitors_where_revenue_did_not() -> None:
    one = product()
    fewer = replace(one, visitors={**one.visitors, TODAY: 400})
    assert found(fewer)[FELL].facts["figure"] == "visitors"


def test_a_product_that_sells_more_is_no_trouble() -> None:
    assert FELL not in found(product(-1.5))


def test_a_product_that_lost_few_orders_is_left_alone() -> None:
    small = product(0.6, price=Decimal(300))  # ¥1,800 less is six orders
    assert FELL not in found(small)


def test_on_special_days_products_are_not_judged() -> None:
    season = Calendar()
    in_june = date(2026, 6, 10)
    known = Known(season, Rules(), {})
    (fell, _) = product_findings(known, [product(available=None)], in_june)
    assert (fell.rule, fell.level) == (Rule.PRODUCT_FELL, Level.UNKNOWN)


@pytest.mark.parametrize(
    ("available", "level"), [(None, Level.UNKNOWN), (0, Level.FIRING), (-2, Level.FIRING), (1, None)]
)
def test_what_is_not_in_stock_is_sold_out(available: int | None, level: Level | None) -> None:
    finding = found(product(available=available)).get(OUT)
    assert (finding.level if finding else None) is level


def test_sold_out_explains_the_fall_and_so_does_the_whole_store() -> None:
    there = found(product(0.9, available=0))
    assert suppressor(there[FELL], there.values()) == there[OUT]
    store = Finding(Rule.UNUSUAL_LOW, "visitors")
    assert suppressor(there[FELL], [store]) == store
    assert suppressor(there[FELL], [replace(store, subject="aov")]) is None
    assert suppressor(there[FELL], [replace(there[OUT], subject="10")]) is None


# --------------------------------------------------------------------------------------------------- scores


@pytest.mark.parametrize(
    ("score", "level"),
    [(4.79, Level.FIRING), (4.8, Level.BETWEEN), (4.81, Level.BETWEEN), (4.82, None), (None, Level.UNKNOWN)],
)
def test_scores_fire_below_the_limit_and_recover_above_it(score: float | None, level: Level | None) -> None:
    scores = ScoresHeadline(TODAY, score, 4.9, 4.9)
    findings = {one.subject: one for one in score_findings(scores, Rules())}
    assert (findings["item"].level if "item" in findings else None) is level
    assert "service" not in findings


def test_without_a_score_file_nothing_is_known() -> None:
    assert [one.level for one in score_findings(None, Rules())] == [Level.UNKNOWN] * 3
