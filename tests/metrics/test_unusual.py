"""What is unusual of a day, and the reason for everything that is told or not."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from metrics.calendar import SEASONS, Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.numbers import cents
from metrics.periods import DAY
from metrics.rules import Rules
from metrics.sales import Origin, StoreDay
from metrics.unusual import (
    Beside,
    Figure,
    Judged,
    Known,
    Usual,
    Verdict,
    Way,
    judge_day,
    sales_before,
    scatter_of,
    series_of,
    usual_of,
    walk,
    weekday_habits,
)

TODAY = date(2026, 8, 12)  # a Wednesday, no season around
SEASONS_OFF = frozenset(SEASONS)
NO_SEASONS = Calendar(seasons_off=SEASONS_OFF)
WEEK = (1.0, 1.1, 1.0, 0.9, 1.0, 1.4, 1.3)


def store_day(day: date, scale: float = 1.0, **changed: object) -> StoreDay:
    """1,000 visitors, 50 buyers who pay ¥100 each, on a day of size one."""
    usual = {
        "visitors": round(1000 * scale),
        "paid_buyers": round(50 * scale),
        "paid_amount": cents(5000 * scale),
        "refund_amount": cents(400),
        "ad_spend": cents(500),
        "ad_revenue": cents(2000),
    }
    return StoreDay(day=day, origin=Origin.SHOP, **{**usual, **changed})  # type: ignore[arg-type]


def history(
    count: int = 80, size: float = 10.0, noise: float = 0.05, level: Callable[[int], float] = lambda _ago: 1.0
) -> dict[date, StoreDay]:
    """`count` days before today, with a weekly habit and a little luck."""
    chance = Random(7)
    found = {}
    for ago in range(count, 0, -1):
        day = TODAY - ago * DAY
        scale = size * WEEK[day.weekday()] * level(ago) * math.exp(chance.gauss(0, noise))
        found[day] = store_day(
            day,
            scale,
            refund_amount=cents(400 * size * math.exp(chance.gauss(0, noise))),
            ad_spend=cents(500 * size * math.exp(chance.gauss(0, noise))),
            ad_revenue=cents(2000 * size * math.exp(chance.gauss(0, noise))),
        )
    return found


def known(
    days: Mapping[date, StoreDay],
    calendar: Calendar = NO_SEASONS,
    rules: Rules | None = None,
    clicks: int = 500,
) -> Known:
    revenue = {day: one.paid_amount for day, one in days.items() if one.paid_amount is not None}
    return Known(calendar, rules or Rules(), days, dict.fromkeys(days, clicks), {}, revenue)


def judged(known: Known, figure: Figure, day: date = TODAY) -> Judged:
    return next(one for one in judge_day(known, day) if one.figure is figure)


def today(days: Mapping[date, StoreDay], scale: float = 10.0, **changed: object) -> dict[date, StoreDay]:
    steady = {"refund_amount": cents(4000), "ad_spend": cents(5000), "ad_revenue": cents(20000)}
    return {**days, TODAY: store_day(TODAY, scale, **{**steady, **changed})}


# ----------------------------------------------------------------------------------------------- the verdicts


@pytest.mark.parametrize(
    ("figure", "changed", "verdict", "way"),
    [
        (Figure.REVENUE, {}, Verdict.USUAL, None),
        (Figure.REVENUE, {"paid_amount": cents(25_000)}, Verdict.UNUSUAL, Way.FELL),
        (Figure.REVENUE, {"paid_amount": cents(80_000)}, Verdict.UNUSUAL, Way.ROSE),
        (Figure.REVENUE, {"paid_amount": cents(43_500)}, Verdict.BETWEEN, Way.FELL),  # 13% is not yet 20%
        (Figure.REVENUE, {"paid_amount": cents(0)}, Verdict.UNUSUAL, Way.FELL),
        (Figure.REVENUE, {"paid_amount": None}, Verdict.NO_FIGURE, None),
        (Figure.VISITORS, {"visitors": 5_000}, Verdict.UNUSUAL, Way.FELL),
        (Figure.VISITORS, {"visitors": 16_000}, Verdict.UNUSUAL, Way.ROSE),
        (Figure.CONVERSION, {"paid_buyers": 250}, Verdict.UNUSUAL, Way.FELL),
        (Figure.CONVERSION, {"visitors": 99, "paid_buyers": 1}, Verdict.FEW_PEOPLE, None),
        (Figure.AOV, {"paid_buyers": 250}, Verdict.UNUSUAL, Way.ROSE),
        (Figure.REFUNDS, {"refund_amount": cents(9_000)}, Verdict.UNUSUAL, Way.ROSE),
        (Figure.REFUNDS, {"refund_amount": cents(1_000)}, Verdict.WELCOME, None),
        (Figure.AD_SPEND, {"ad_spend": cents(2_000)}, Verdict.UNUSUAL, Way.FELL),
        (Figure.AD_SPEND, {"ad_spend": cents(9_000)}, Verdict.UNUSUAL, Way.ROSE),
        (Figure.ROI, {"ad_revenue": cents(8_000)}, Verdict.UNUSUAL, Way.FELL),
        (Figure.ROI, {"ad_revenue": cents(40_000)}, Verdict.WELCOME, None),
    ],
)
def test_each_figure_says_what_it_is(
    figure: Figure, changed: dict[str, object], verdict: Verdict, way: Way | None
) -> None:
    one = judged(known(today(history(), **changed)), figure)
    assert one.verdict is verdict
    if way is not None:
        assert one.way is way


def test_roi_of_few_clicks_says_nothing() -> None:
    one = judged(known(today(history(), ad_revenue=cents(8_000)), clicks=99), Figure.ROI)
    assert one.verdict is Verdict.FEW_PEOPLE


def test_what_is_rare_but_small_is_not_told() -> None:
    """A figure that hardly ever moves, off by a tenth."""
    still = history(noise=0.005)
    one = judged(known(today(still, paid_amount=cents(45_000))), Figure.REVENUE)
    assert (one.verdict, abs(one.score) > 2.7) == (Verdict.SMALL, True)


@pytest.mark.parametrize(("lost", "verdict"), [(26, Verdict.UNUSUAL), (20, Verdict.FLOOR)])
def test_a_change_has_to_be_worth_some_orders(lost: int, verdict: Verdict) -> None:
    """Of about 50 orders a day at ¥100."""
    small = history(size=1.0)
    usual = judged(known({**small, TODAY: store_day(TODAY)}), Figure.REVENUE).usual
    assert usual is not None
    fallen = {**small, TODAY: store_day(TODAY, paid_amount=cents(usual.middle - lost * 100))}
    assert judged(known(fallen), Figure.REVENUE).verdict is verdict


def test_a_noisy_figure_needs_more() -> None:
    fallen = {"paid_amount": cents(33_000)}
    assert judged(known(today(history(noise=0.05), **fallen)), Figure.REVENUE).verdict is Verdict.UNUSUAL
    assert judged(known(today(history(noise=0.30), **fallen)), Figure.REVENUE).verdict is Verdict.USUAL


@pytest.mark.parametrize(("count", "verdict"), [(21, Verdict.UNUSUAL), (20, Verdict.FEW_DAYS)])
def test_three_weeks_have_to_be_known(count: int, verdict: Verdict) -> None:
    days = today(history(count), paid_amount=cents(20_000))
    assert judged(known(days), Figure.REVENUE).verdict is verdict


def test_days_whose_files_never_came_are_no_zeros() -> None:
    days = today(history(), paid_amount=cents(50_000))
    gaps = {day: one for day, one in days.items() if day.day % 5}
    one = judged(known(gaps), Figure.REVENUE)
    assert (one.verdict, one.usual is not None and one.usual.known < 56) == (Verdict.USUAL, True)


# ------------------------------------------------------------------------------------------ two days in a row


def test_two_days_that_are_half_as_rare_are_as_rare_together() -> None:
    noisy = history(noise=0.15)
    one_day = today(noisy, paid_amount=cents(36_500))
    alone = judged(known(one_day), Figure.REVENUE)
    assert alone.verdict is Verdict.BETWEEN
    before = TODAY - DAY
    both = {**one_day, before: store_day(before, 11, paid_amount=cents(38_500))}
    told = judged(known(both), Figure.REVENUE)
    assert (told.verdict, told.in_a_row) == (Verdict.UNUSUAL, True)
    assert abs(told.score) > abs(alone.score)


def test_a_day_that_is_rare_enough_needs_no_other() -> None:
    before = TODAY - DAY
    days = {
        **today(history(), paid_amount=cents(20_000)),
        before: store_day(before, 11, paid_amount=cents(22_000)),
    }
    assert not judged(known(days), Figure.REVENUE).in_a_row


def test_a_day_on_the_other_side_does_not_count() -> None:
    noisy, before = history(noise=0.15), TODAY - DAY
    days = {
        **today(noisy, paid_amount=cents(36_500)),
        before: store_day(before, 11, paid_amount=cents(90_000)),
    }
    assert judged(known(days), Figure.REVENUE).verdict is Verdict.BETWEEN


# ----------------------------------------------------------------------------------------------- special days


def campaign(first: date, last: date, uplift: float | None) -> Campaign:
    return Campaign("店庆", CampaignKind.OTHER, first, last, planned_uplift=uplift)


def on_campaign(uplift: float | None, revenue: int, target: int | None = None) -> Judged:
    calendar = Calendar(seasons_off=SEASONS_OFF, campaigns=(campaign(TODAY, TODAY, uplift),))
    facts = known(today(history(), paid_amount=cents(revenue)), calendar)
    targets = {} if target is None else {TODAY: Decimal(target)}
    return judged(replace(facts, targets=targets), Figure.REVENUE)


@pytest.mark.parametrize(
    ("uplift", "target", "revenue", "verdict", "beside"),
    [
        (None, None, 20_000, Verdict.NO_PLAN, None),
        (1.0, None, 98_000, Verdict.USUAL, Beside.UPLIFT),
        (
            1.0,
            None,
            50_000,
            Verdict.UNUSUAL,
            Beside.UPLIFT,
        ),  # an ordinary day, where twice as much was planned
        (1.0, 60_000, 55_000, Verdict.USUAL, Beside.TARGET),  # its target comes first
        (None, 100_000, 45_000, Verdict.UNUSUAL, Beside.TARGET),
    ],
)
def test_a_campaign_is_judged_by_its_plan(
    uplift: float | None, target: int | None, revenue: int, verdict: Verdict, beside: Beside | None
) -> None:
    one = on_campaign(uplift, revenue, target)
    assert one.verdict is verdict
    assert (one.usual.beside if one.usual else None) is beside


def test_only_revenue_has_a_plan() -> None:
    calendar = Calendar(seasons_off=SEASONS_OFF, campaigns=(campaign(TODAY, TODAY, 1.0),))
    facts = known(today(history(), visitors=100), calendar)
    assert judged(facts, Figure.VISITORS).verdict is Verdict.NO_PLAN


def test_the_day_after_a_campaign_and_seasons_count_for_nothing_either() -> None:
    day_before = TODAY - DAY
    after = Calendar(seasons_off=SEASONS_OFF, campaigns=(campaign(day_before, day_before, None),))
    assert judged(known(today(history(), visitors=100), after), Figure.VISITORS).verdict is Verdict.NO_PLAN
    june = date(2026, 6, 10)
    in_june = {
        day + (june - TODAY): replace(one, day=day + (june - TODAY)) for day, one in today(history()).items()
    }
    assert judged(known(in_june, Calendar()), Figure.VISITORS, june).verdict is Verdict.NO_PLAN


def test_a_campaign_leaves_no_trace_in_what_is_usual() -> None:
    first = TODAY - 10 * DAY
    days = today(history())
    lifted = {
        day: replace(one, paid_amount=(one.paid_amount or 0) * 4) if first <= day <= first + 2 * DAY else one
        for day, one in days.items()
    }
    calendar = Calendar(seasons_off=SEASONS_OFF, campaigns=(campaign(first, first + 2 * DAY, 3.0),))
    usual = judged(known(lifted, calendar), Figure.REVENUE).usual
    assert usual is not None
    assert usual.middle == pytest.approx(50_000, rel=0.06)


def test_a_holiday_is_not_judged() -> None:
    holiday = date(2026, 5, 1)
    moved = {
        day + (holiday - TODAY): replace(one, day=day + (holiday - TODAY))
        for day, one in today(history()).items()
    }
    assert judged(known(moved), Figure.REVENUE, holiday).verdict is Verdict.HOLIDAY


# ------------------------------------------------------------------------------------------- what is usual


def test_each_weekday_has_its_own_usual() -> None:
    facts = known(history())
    series = next(one for one in series_of(facts) if one.figure is Figure.REVENUE)
    for ahead in range(7):
        day = TODAY + ahead * DAY
        usual = usual_of(series, NO_SEASONS, day)
        assert usual is not None
        assert usual.middle == pytest.approx(50_000 * WEEK[day.weekday()], rel=0.08)


def test_the_usual_follows_a_lasting_change_but_not_a_day() -> None:
    shifted = known(today(history(level=lambda ago: 0.7 if ago <= 21 else 1.0)))
    usual = judged(shifted, Figure.REVENUE).usual
    assert usual is not None
    assert usual.middle == pytest.approx(35_000, rel=0.08)
    once = known(today(history(level=lambda ago: 0.3 if ago == 3 else 1.0)))
    usual = judged(once, Figure.REVENUE).usual
    assert usual is not None
    assert usual.middle == pytest.approx(50_000, rel=0.06)


def test_four_of_five_days_lie_within_the_range() -> None:
    usual = Usual(100.0, 0.1, 56)
    assert (round(usual.low, 1), round(usual.high, 1)) == (88.0, 113.7)


def test_a_level_that_moves_makes_no_weekday() -> None:
    """Falling by 2% a day, every weekday alike."""
    falling = [(TODAY - ago * DAY, 0.02 * ago) for ago in range(1, 57)]
    assert all(abs(habit) < 0.005 for habit in weekday_habits(falling))


@pytest.mark.parametrize(("odd", "moved"), [(0.0, 0.0), (5.0, 0.01)])
def test_an_odd_day_moves_the_level_no_further_than_the_edge(odd: float, moved: float) -> None:
    level, errors, left = walk([0.0] * 20 + [odd])
    assert (level, left) == (pytest.approx(moved, abs=0.01), None)
    assert (len(errors), errors[-1]) == (14, pytest.approx(odd))


@pytest.mark.parametrize(
    ("after", "scale", "verdict"),
    [
        (1, 1.0, Verdict.BACK),
        (5, 1.0, Verdict.BACK),
        (1, 2.0, Verdict.USUAL),
        (1, 0.5, Verdict.UNUSUAL),  # lower than it has ever been
        (1, 4.0, Verdict.UNUSUAL),
    ],
)
def test_the_end_of_a_week_far_off_is_no_fall(after: int, scale: float, verdict: Verdict) -> None:
    """Ads cost twice as much for a week, then what they did before."""
    days = history()
    for ago in range(after, after + 7):
        day = TODAY - ago * DAY
        days[day] = replace(days[day], ad_spend=(days[day].ad_spend or Decimal(0)) * 2)
    days[TODAY] = store_day(TODAY, 10.0, ad_spend=cents(5000 * scale))
    (judged,) = (one for one in judge_day(known(days), TODAY) if one.figure is Figure.AD_SPEND)
    assert judged.verdict is verdict


def test_a_level_that_is_left_is_forgotten_after_a_fortnight() -> None:
    assert walk([0.0] * 20 + [1.0] * 7)[2] == pytest.approx(0.0, abs=0.01)
    assert walk([0.0] * 20 + [1.0] * 20)[2] == pytest.approx(0.0, abs=0.01)
    assert walk([0.0] * 20 + [1.0] * 21)[2] is None


def test_the_scatter_is_that_of_most_days() -> None:
    chance = Random(1)
    errors = [chance.gauss(0, 0.1) for _ in range(400)]
    assert scatter_of(errors) == pytest.approx(0.1, rel=0.1)
    assert scatter_of([*errors, *[9.0] * 20]) == pytest.approx(0.1, rel=0.15)
    assert scatter_of([0.0] * 20) == 0.03


def test_refunds_belong_to_the_sales_of_the_week_before() -> None:
    days = {TODAY - ago * DAY: store_day(TODAY - ago * DAY, paid_amount=cents(ago * 100)) for ago in range(5)}
    assert sales_before(days) == {TODAY: 250.0}  # a day with fewer known ones before it has none
