"""What `/roi` tells, and what it is asked."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.ads import AdDay, AdLine, AdTotals, Cut, Grade
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.roi import RoiReport, parse_roi, roi_report
from metrics.rules import Rules
from metrics.sales import StoreDay

FIRST, SECOND, THIRD, FOURTH = (date(2026, 11, day) for day in (1, 2, 3, 4))
PERIOD = Period(FIRST, FOURTH)
TODAY = date(2026, 11, 22)


def totals(spend: int, revenue: int, clicks: int = 100) -> AdTotals:
    return AdTotals(1000, clicks, Decimal(spend), Decimal(revenue), 1)


def line(name: str, spend: int, revenue: int, clicks: int = 100) -> AdLine:
    return AdLine(name, name, totals(spend, revenue, clicks))


def report(
    lines: list[AdLine], days: list[AdDay] | None = None, sales: list[StoreDay] | None = None
) -> RoiReport:
    return roi_report(PERIOD, Cut.PLAN, days or [], sales or [], lines, Rules())


def test_ratios_come_from_sums_and_days_without_a_file_are_gaps() -> None:
    days = [AdDay(FIRST, totals(100, 200)), AdDay(THIRD, totals(300, 1400))]
    made = report([], days)
    assert made.days == ((FIRST, days[0].totals), (SECOND, None), (THIRD, days[1].totals))
    assert made.missing == (SECOND,)
    assert made.totals.roi == 4  # not the mean of 2 and 4.67
    assert made.grade is Grade.GOOD


def test_store_roi_is_of_days_where_both_revenue_and_spend_are_known() -> None:
    sales = [
        StoreDay(FIRST, paid_amount=Decimal(1000), ad_spend=Decimal(125)),
        StoreDay(SECOND, paid_amount=Decimal(9999)),
        StoreDay(THIRD, ad_spend=Decimal(300)),
    ]
    made = report([], [AdDay(FIRST, totals(125, 500)), AdDay(THIRD, totals(300, 900))], sales)
    assert (made.store_roi, made.spend_share, made.days_with_sales, made.known_days) == (
        8,
        Decimal("0.125"),
        1,
        2,
    )
    assert made.is_over_share


def test_nothing_known_is_no_value() -> None:
    made = report([])
    assert (made.grade, made.store_roi, made.spend_share, made.covered) == (None, None, None, None)
    assert not made.is_over_share
    assert (made.best, made.worst) == ((), ())


@pytest.mark.parametrize(("count", "best", "worst"), [(0, 0, 0), (1, 1, 0), (3, 2, 1), (9, 5, 4), (12, 5, 5)])
def test_best_and_worst_never_overlap(count: int, best: int, worst: int) -> None:
    made = report([line(f"{n:02}", 100, n * 100) for n in range(count)])
    names = [one.line.name for one in made.best + made.worst]
    assert (len(made.best), len(made.worst)) == (best, worst)
    assert len(set(names)) == len(names)
    assert [one.line.name for one in made.best] == [f"{n:02}" for n in range(count - 1, count - 1 - best, -1)]
    assert [one.line.name for one in made.worst] == [f"{n:02}" for n in range(worst)]


def test_of_equal_roi_the_larger_spend_comes_first_on_both_ends() -> None:
    made = report([line("a", 100, 500), line("b", 200, 1000), line("c", 10, 0), line("d", 20, 0)])
    assert [one.line.name for one in made.best] == ["b", "a"]
    assert [one.line.name for one in made.worst] == ["d", "c"]


def test_few_clicks_are_listed_only_where_there_is_nothing_else() -> None:
    lucky = line("lucky", 1, 268, clicks=1)
    assert [one.line.name for one in report([lucky, line("a", 100, 300)]).best] == ["a"]
    assert [one.line.name for one in report([lucky]).best] == ["lucky"]
    assert report([line("free", 0, 0)]).best == ()


def test_what_is_to_be_done_is_counted_over_all_lines() -> None:
    lines = [line(f"x{n}", 100, 0) for n in range(20)] + [line("good", 50, 500)]
    made = report(lines, [AdDay(FIRST, totals(4100, 500))])
    assert (made.to_cut, made.to_raise, made.covered) == (20, 1, Decimal("0.5"))


@pytest.mark.parametrize(
    ("words", "start", "end", "name", "cut"),
    [
        ("", (11, 15), (11, 22), "7d", Cut.PLAN),
        ("30d word", (10, 23), (11, 22), "30d", Cut.WORD),
        ("SCENE today", (11, 22), (11, 23), "today", Cut.SCENE),
        ("商品 本月", (11, 1), (11, 22), "month", Cut.ITEM),
        ("30 词", (10, 23), (11, 22), "30d", Cut.WORD),
        ("30天 关键词", (10, 23), (11, 22), "30d", Cut.WORD),
        ("近7天 计划", (11, 15), (11, 22), "7d", Cut.PLAN),
        ("昨天", (11, 21), (11, 22), "1d", Cut.PLAN),
        ("场景 11-01至11-03", (11, 1), (11, 4), "2026-11-01..2026-11-03", Cut.SCENE),
        ("11-11 商品", (11, 11), (11, 12), "2026-11-11..2026-11-11", Cut.ITEM),
        ("2026-11-11", (11, 11), (11, 12), "2026-11-11..2026-11-11", Cut.PLAN),
        ("2026-11-01..2026-11-03", (11, 1), (11, 4), "2026-11-01..2026-11-03", Cut.PLAN),
    ],
)
def test_parse(words: str, start: tuple[int, int], end: tuple[int, int], name: str, cut: Cut) -> None:
    period = Period(date(2026, *start), date(2026, *end), name)
    assert parse_roi(words.split(), TODAY) == (period, cut)
    assert parse_roi([period.name, cut], TODAY) == (period, cut)  # as a button says it


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("plans nonsense", "unknown_roi"),
        ("9999d", "period_too_long"),
        ("13-01..13-02", "unknown_day"),
        ("13-01", "unknown_day"),
    ],
)
def test_mistakes(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_roi(words.split(), TODAY)
    assert caught.value.reason == reason
