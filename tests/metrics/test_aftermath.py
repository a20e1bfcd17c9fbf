"""Before and after: which days are read, when, and whether it got better."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.aftermath import (
    Measure,
    Part,
    Trend,
    Watched,
    Wish,
    days_after,
    days_before,
    due_steps,
    is_ripe,
    part_of,
    read,
)
from metrics.alerts import Finding, Rule
from metrics.sales import StoreDay
from metrics.watched import channel_of, day_of, item_of, watched

MONDAY = date(2026, 11, 23)  # somebody acts on it
SUNDAY = date(2026, 11, 22)  # the day the alert was about
ROI = Watched(Measure.ROI, Wish.UP)
REVENUE = Watched(Measure.REVENUE, Wish.UP)


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ratios(days: dict[date, tuple[int, int]]) -> dict[date, Part]:
    return {day: Part(Decimal(top), Decimal(of)) for day, (top, of) in days.items()}


def amounts(days: dict[date, int]) -> dict[date, Part]:
    return {day: Part(Decimal(amount)) for day, amount in days.items()}


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [(3, later(1), later(2)), (7, later(1), later(6)), (14, later(7), later(13))],
)
def test_the_days_since_are_whole_and_a_week_at_most(step: int, first: date, last: date) -> None:
    days = days_after(MONDAY, step)
    assert (days.start, days.last) == (first, last)
    assert (days_before(SUNDAY).start, days_before(SUNDAY).last) == (ago(7), SUNDAY)


@pytest.mark.parametrize(
    ("days", "steps"), [(2, []), (3, [3]), (6, [3]), (7, [3, 7]), (8, [7]), (14, [14]), (18, [14]), (19, [])]
)
def test_readings_fall_due_and_are_not_told_long_after(days: int, steps: list[int]) -> None:
    assert list(due_steps(MONDAY, later(days))) == steps


@pytest.mark.parametrize(
    ("known", "days", "ripe"),
    [((1, 2), 3, True), ((1,), 3, False), ((1,), 4, False), ((1,), 5, True), ((), 5, True)],
)
def test_a_reading_waits_two_days_for_its_last_file(known: tuple[int, ...], days: int, ripe: bool) -> None:
    parts = amounts({later(day): 1 for day in known})
    assert is_ripe(parts, MONDAY, 3, later(days)) is ripe


def test_ratios_are_computed_from_their_added_parts() -> None:
    parts = ratios({ago(7): (300, 100), SUNDAY: (100, 100), later(1): (300, 100), later(2): (500, 100)})
    reading = read(ROI, parts, SUNDAY, MONDAY, 3)
    assert reading is not None
    assert (reading.before, reading.after, reading.days) == (Decimal(2), Decimal(4), 2)
    assert reading.trend is Trend.BETTER


def test_the_day_somebody_acts_on_belongs_to_neither_side() -> None:
    parts = ratios({SUNDAY: (100, 100), MONDAY: (9000, 100), later(1): (100, 100)})
    reading = read(ROI, parts, SUNDAY, MONDAY, 3)
    assert reading is not None
    assert (reading.before, reading.after, reading.trend) == (Decimal(1), Decimal(1), Trend.SAME)


def test_amounts_are_set_beside_the_same_weekdays() -> None:
    week = {ago(back): 100 for back in range(1, 8)} | {ago(6): 200, ago(5): 400}  # Tuesday, Wednesday
    reading = read(REVENUE, amounts(week | {later(1): 150, later(2): 450}), SUNDAY, MONDAY, 3)
    assert reading is not None
    assert (reading.before, reading.after, reading.trend) == (Decimal(300), Decimal(300), Trend.SAME)


def test_days_of_weekdays_that_were_not_known_before_do_not_count() -> None:
    reading = read(REVENUE, amounts({ago(6): 100, later(1): 150, later(2): 9000}), SUNDAY, MONDAY, 3)
    assert reading is not None
    assert (reading.before, reading.after, reading.days) == (Decimal(100), Decimal(150), 1)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        amounts({ago(6): 100}),
        amounts({later(1): 100}),
        amounts({ago(1): 100, later(1): 100}),  # a Sunday beside a Tuesday
        ratios({SUNDAY: (100, 0), later(1): (100, 100)}),
    ],
)
def test_without_figures_on_both_sides_nothing_is_read(parts: dict[date, Part]) -> None:
    assert read(REVENUE, parts, SUNDAY, MONDAY, 3) is None


@pytest.mark.parametrize(
    ("wish", "was", "now", "trend"),
    [
        (Wish.UP, 100, 105, Trend.BETTER),
        (Wish.UP, 100, 104, Trend.SAME),
        (Wish.UP, 100, 96, Trend.SAME),
        (Wish.UP, 100, 95, Trend.WORSE),
        (Wish.DOWN, 100, 95, Trend.BETTER),
        (Wish.DOWN, 100, 105, Trend.WORSE),
        (None, 100, 120, Trend.OTHER),
        (None, 100, 101, Trend.SAME),
        (Wish.UP, 0, 0, Trend.SAME),
        (Wish.UP, 0, 10, Trend.BETTER),
        (Wish.DOWN, 0, 10, Trend.WORSE),
    ],
)
def test_better_or_worse(wish: Wish | None, was: int, now: int, trend: Trend) -> None:
    parts = amounts({ago(6): was, later(1): now})
    reading = read(Watched(Measure.AD_SPEND, wish), parts, SUNDAY, MONDAY, 3)
    assert reading is not None
    assert reading.trend is trend


def test_scores_move_by_hundredths() -> None:
    parts = {ago(6): Part(Decimal("4.75")), later(1): Part(Decimal("4.77"))}
    reading = read(Watched(Measure.SCORE, Wish.UP), parts, SUNDAY, MONDAY, 3)
    assert reading is not None
    assert reading.trend is Trend.BETTER


DAY = StoreDay(
    SUNDAY,
    paid_amount=Decimal(1000),
    paid_buyers=10,
    visitors=200,
    refund_amount=Decimal(50),
    ad_spend=Decimal(100),
    ad_revenue=Decimal(400),
)


@pytest.mark.parametrize(
    ("measure", "part"),
    [
        (Measure.ROI, (400, 100)),
        (Measure.SPEND_SHARE, (100, 1000)),
        (Measure.REVENUE, (1000, None)),
        (Measure.VISITORS, (200, None)),
        (Measure.CONVERSION, (10, 200)),
        (Measure.AOV, (1000, 10)),
        (Measure.REFUNDS, (50, 1000)),
        (Measure.AD_SPEND, (100, None)),
    ],
)
def test_what_a_day_tells_of_a_figure(measure: Measure, part: tuple[int, int | None]) -> None:
    amount, of = part
    assert part_of(measure, DAY) == Part(Decimal(amount), None if of is None else Decimal(of))
    assert part_of(measure, StoreDay(SUNDAY)) is None


@pytest.mark.parametrize(
    ("rule", "subject", "expected", "channel"),
    [
        (Rule.ROI_LOW, "", Watched(Measure.ROI, Wish.UP), ""),
        (Rule.BUDGET_OVER, "直通车", Watched(Measure.AD_SPEND, Wish.DOWN), "直通车"),
        (Rule.BUDGET_UNDER, "直通车", Watched(Measure.AD_SPEND, Wish.UP), "直通车"),
        (Rule.UNUSUAL_LOW, "conversion", Watched(Measure.CONVERSION, Wish.UP), ""),
        (Rule.UNUSUAL_HIGH, "ad_spend", Watched(Measure.AD_SPEND, None), ""),
        (Rule.PRODUCT_FELL, "123", Watched(Measure.PRODUCT_SALES, Wish.UP), "123"),
        (Rule.PLAN_WASTE, "77", Watched(Measure.ROI, Wish.UP), "77"),
        (Rule.SCORE_LOW, "item", Watched(Measure.SCORE, Wish.UP), "item"),
        (Rule.BALANCE_EMPTY, "", None, ""),
        (Rule.RIVAL_LOOK, "shop", None, "shop"),
    ],
)
def test_each_rule_has_the_figure_that_tells_whether_it_helped(
    rule: Rule, subject: str, expected: Watched | None, channel: str
) -> None:
    finding = Finding(rule, subject)
    assert watched(finding) == expected
    assert channel_of(finding) == channel


def test_the_sales_of_our_item_are_read_where_another_shop_sells_it() -> None:
    assert item_of(Finding(Rule.SAME_ITEM_CHEAPER, "shop|1", {"our_item": "1"})) == "1"
    assert item_of(Finding(Rule.PRODUCT_FELL, "2")) == "2"


def test_the_alerts_day_is_that_of_its_figures() -> None:
    finding = Finding(Rule.ROI_LOW, "", {"day": "2026-11-22"}, of=MONDAY)
    assert day_of(finding, MONDAY) == SUNDAY
    assert day_of(Finding(Rule.BUDGET_OVER, "", of=SUNDAY), MONDAY) == SUNDAY
    assert day_of(Finding(Rule.BUDGET_OVER, ""), MONDAY) == MONDAY
