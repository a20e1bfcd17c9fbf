"""How budgets are being spent: the band, the projections, when the money ends, what lands on plan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.ad_facts import SpendFacts, Verdict
from metrics.alerts import Level, Rule
from metrics.budgets import Budget, Span
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.pacing import Ends, Landing, band, month_per_day, pace
from metrics.rules import Rules
from metrics.spending import ALL, EVEN, Profile, SpendReading
from tests.metrics.ad_money import (
    DAILY,
    MONTHLY,
    NOW,
    STEADY,
    TODAY,
    even,
    facts,
    found,
    levels,
    reading,
    verdicts,
)

FIRST = date(2026, 11, 1)
LAST = date(2026, 11, 30)
RULES = Rules()


@pytest.mark.parametrize(
    ("elapsed", "low", "high"),
    [
        (-1, "0.75", "1.25"),
        (0, "0.75", "1.25"),
        (0.25, "0.782", "1.218"),
        (0.5, "0.820", "1.180"),
        (0.75, "0.870", "1.130"),
        (0.9, "0.914", "1.086"),
        (0.99, "0.966", "1.034"),
        (1, "0.99", "1.01"),
        (2, "0.99", "1.01"),
    ],
)
def test_the_band_narrows_as_the_period_ends(elapsed: float, low: str, high: str) -> None:
    found = band(elapsed, RULES)
    assert (round(found.low, 3), round(found.high, 3)) == (Decimal(low), Decimal(high))


def test_the_band_never_widens() -> None:
    highs = [band(step / 100, RULES).high for step in range(101)]
    assert highs == sorted(highs, reverse=True)
    assert all(band(step / 100, RULES).high + band(step / 100, RULES).low == 2 for step in range(101))


@pytest.mark.parametrize(
    ("readings", "over", "under"),
    [
        ([], Verdict.NO_READING, Verdict.NO_READING),
        ([reading(3, 300)], Verdict.TOO_EARLY, Verdict.TOO_EARLY),  # an eighth of the day
        ([reading(3, 501)], Verdict.FOUND, Verdict.FINE),  # more than all of it, at any hour
        ([reading(12, 250)], Verdict.FINE, Verdict.FINE),
        ([reading(12, 313)], Verdict.FOUND, Verdict.FINE),  # 626 of 500: while nothing is learned, 125%
        ([reading(12, 312)], Verdict.BETWEEN, Verdict.FINE),  # above 115% it is not well again
        ([reading(12, 287)], Verdict.FINE, Verdict.FINE),
        ([reading(12, 187)], Verdict.FINE, Verdict.FINE),  # 0.748, but shops spend late: not by a guess
        ([reading(18, 282)], Verdict.FINE, Verdict.BETWEEN),  # 0.752 of it
        ([reading(18, 280)], Verdict.FINE, Verdict.FOUND),
        ([reading(24, 505)], Verdict.FINE, Verdict.FINE),
        ([reading(24, 506)], Verdict.FOUND, Verdict.FINE),  # over by more than 1%
        ([reading(12, 400, ALL)], Verdict.NO_READING, Verdict.NO_READING),  # not of this channel
    ],
)
def test_budget_of_the_day(readings: list[SpendReading], over: Verdict, under: Verdict) -> None:
    judged = verdicts(facts(*readings, budgets=(DAILY,)))
    assert judged[Rule.BUDGET_OVER, "直通车"] is over
    assert judged[Rule.BUDGET_UNDER, "直通车"] is under


@pytest.mark.parametrize(
    ("hour", "spend", "level"),
    [
        (12, 300, Level.FIRING),  # 600 of 500: 118% at noon
        (12, 290, Level.BETWEEN),  # 116%
        (12, 270, None),
        (21, 480, Level.FIRING),  # 549: 109.5% late in the evening
        (21, 470, Level.BETWEEN),  # 107%
        (21, 455, None),
    ],
)
def test_a_learned_day_is_judged_the_more_strictly_the_later_it_is(
    hour: float, spend: int, level: Level | None
) -> None:
    known = facts(reading(hour, spend), budgets=(DAILY,), profile=STEADY)
    assert levels(known).get((Rule.BUDGET_OVER, "直通车")) is level


MORNING = Profile(tuple(min(hour / 12, 1.0) for hour in range(25)), known_days=20)  # all is spent by noon


def test_the_store_s_own_day_decides_what_is_fast() -> None:
    assert found(facts(reading(12, 400), budgets=(DAILY,)), Rule.BUDGET_OVER) == {
        "spent": "400",
        "at": "12:00",
        "budget": "500",
        "projected": "800.00",
        "ends": "15:00",
        "learned_days": "0",
    }
    judged = verdicts(facts(reading(12, 400), budgets=(DAILY,), profile=MORNING))
    assert judged[Rule.BUDGET_OVER, "直通车"] is Verdict.FINE
    slow = facts(reading(12, 300), budgets=(DAILY,), profile=MORNING)
    assert found(slow, Rule.BUDGET_UNDER)["projected"] == "300.00"


@pytest.mark.parametrize(
    ("profile", "hour", "spend", "ends"),
    [
        (EVEN, 12, 400, 15.0),
        (EVEN, 12, 250, None),
        (EVEN, 12, 501, None),  # gone already
        (MORNING, 6, 400, 7.5),
        (MORNING, 12, 400, None),
    ],
)
def test_the_hour_the_day_s_money_ends(profile: Profile, hour: float, spend: int, ends: float | None) -> None:
    known = pace(facts(reading(hour, spend), profile=profile), DAILY).ends
    assert known == (None if ends is None else Ends(TODAY, pytest.approx(ends)))


def test_what_is_spent_over_the_budget_is_what_it_cost() -> None:
    assert found(facts(reading(20, 820), budgets=(DAILY,)), Rule.BUDGET_OVER)["cost"] == "320"
    assert "cost" not in found(facts(reading(12, 400), budgets=(DAILY,)), Rule.BUDGET_OVER)


# ------------------------------------------------------------------------------------------------ the month


@pytest.mark.parametrize(
    ("a_day", "days", "today", "over", "under"),
    [
        (0, 0, 0, Verdict.FEW_DAYS, Verdict.FEW_DAYS),
        (450, 2, 0, Verdict.FEW_DAYS, Verdict.FEW_DAYS),
        (1450, 2, 200, Verdict.FOUND, Verdict.FINE),  # all of it gone
        (100, 21, 0, Verdict.FINE, Verdict.FINE),
        (128, 21, 0, Verdict.FOUND, Verdict.FINE),  # 3840 of 3000
        (110, 21, 0, Verdict.BETWEEN, Verdict.FINE),  # not outside 114%, not within 108%
        (105, 21, 0, Verdict.FINE, Verdict.FINE),
        (80, 21, 0, Verdict.FINE, Verdict.FOUND),  # 2400
        (100, 15, 0, Verdict.FINE, Verdict.FINE),  # days without a file are not days without spend
    ],
)
def test_budget_of_the_month(a_day: int, days: int, today: int, over: Verdict, under: Verdict) -> None:
    readings = (reading(12, today, ALL),) if today else ()
    judged = verdicts(facts(*readings, budgets=(MONTHLY,), spends=even(a_day, FIRST, days)))
    assert judged[Rule.MONTH_OVER, ALL] is over
    assert judged[Rule.MONTH_UNDER, ALL] is under


def test_a_month_says_when_its_money_ends_and_what_lands_on_it() -> None:
    known = facts(budgets=(MONTHLY,), spends=even(128, FIRST, 21))
    assert found(known, Rule.MONTH_OVER) == {
        "spent": "2688",
        "budget": "3000",
        "projected": "3840.00",
        "ends": "2026-11-24",  # 312 left: the 22nd, the 23rd, and less than half of the 24th
        "land": "23",  # 312 less today's 128, over eight days
        "land_from": "2026-11-23",
    }
    assert month_per_day(known, MONTHLY) == Decimal("34.67")


def weekly(first: date, days: int) -> dict[str, dict[date, Decimal]]:
    """Weekends cost twice what other days do."""
    span = (first + timedelta(days=n) for n in range(days))
    return {ALL: {day: Decimal(200 if day.weekday() >= 5 else 100) for day in span}}


def test_the_month_follows_the_weekdays_not_a_straight_line() -> None:
    """November 2026 has nine days on weekends: 21 × 100 + 9 × 200. A line through 21 days sees 3857."""
    spends = weekly(FIRST - timedelta(days=61), 82)
    month = pace(facts(spends=spends), Budget(ALL, Span.MONTH, Decimal(3900)))
    assert month.gone == 15 * 100 + 6 * 200  # the 1st, 7th, 8th, 14th, 15th and 21st
    assert month.projected == Decimal(3900)


BUDGETED = Campaign(
    "双旦", CampaignKind.PLATFORM, date(2026, 11, 27), date(2026, 11, 28), budget=Decimal(1200)
)
UPLIFTED = Campaign(
    "会员日", CampaignKind.MEMBERS, date(2026, 11, 26), date(2026, 11, 26), planned_uplift=1.0
)


@pytest.mark.parametrize(
    ("campaigns", "lifts", "projected", "kept"),
    [
        ((), {}, 3000, 0),
        ((BUDGETED,), {}, 3000 + 1200 - 200, 1200),  # on its two days
        ((UPLIFTED,), {date(2026, 11, 26): Decimal(2)}, 3100, 200),
        ((BUDGETED, UPLIFTED), {date(2026, 11, 26): Decimal(2)}, 4100, 1400),
    ],
)
def test_campaigns_cost_what_is_planned(
    campaigns: tuple[Campaign, ...], lifts: dict[date, Decimal], projected: int, kept: int
) -> None:
    known = facts(spends=even(100, FIRST, 21), calendar=Calendar(campaigns), lifts=lifts)
    month = pace(known, Budget(ALL, Span.MONTH, Decimal(6000)))
    assert month.projected == projected
    assert month.landing is not None
    assert month.landing.kept == kept


def test_a_scene_has_its_share_of_a_campaign_s_budget() -> None:
    spends = {**even(400, FIRST, 21), **even(100, FIRST, 21, "a"), **even(300, FIRST, 21, "b")}
    known = facts(spends=spends, calendar=Calendar((BUDGETED,)))
    assert pace(known, Budget("a", Span.MONTH, Decimal(5000))).projected == 28 * 100 + 300
    assert pace(known, Budget("a", Span.MONTH, Decimal(5000))).gone == 2100


@pytest.mark.parametrize("budget", [2000, 2500, 2777, 3000, 3500, 5000, 9999])
@pytest.mark.parametrize("campaigns", [(), (BUDGETED,)])
def test_the_landing_budget_adds_up(budget: int, campaigns: tuple[Campaign, ...]) -> None:
    """Spent, today's rest, campaign days, the daily budget on the others: all but what whole yuan leave."""
    known = facts(reading(12, 60, ALL), spends=even(90, FIRST, 21), calendar=Calendar(campaigns))
    month = pace(known, Budget(ALL, Span.MONTH, Decimal(budget)))
    landing = month.landing
    assert landing is not None
    assert landing.first == TODAY + timedelta(days=1)
    assert month.gone is not None
    left = budget - (month.gone + 45 + landing.kept + landing.days * landing.amount)
    if landing.amount:
        assert 0 <= left < landing.days
    else:
        assert left < landing.days


def test_no_landing_on_the_last_day() -> None:
    last = facts(spends=even(100, FIRST, 29), now=NOW + (LAST - TODAY))
    assert pace(last, MONTHLY).landing is None


def test_campaign_days_give_way_where_the_budget_is_too_small() -> None:
    known = facts(spends=even(90, FIRST, 21), calendar=Calendar((BUDGETED,)))
    assert pace(known, Budget(ALL, Span.MONTH, Decimal(2780))).landing == Landing(
        Decimal(100), TODAY + timedelta(days=1), 8
    )


def test_another_channel_s_days_are_known_by_their_files() -> None:
    spends = {**even(100, FIRST, 21), **even(60, FIRST, 10, "a"), **even(40, FIRST, 21, "b")}
    assert facts(spends=spends).known("a")[date(2026, 11, 15)] == 0
    assert len(facts(spends=spends).known("plan:x")) == 0


def test_a_pace_that_cannot_be_judged_has_no_projection() -> None:
    early = pace(facts(reading(3, 10)), DAILY)
    assert (early.reason, early.gone, early.projected, early.ratio) == (
        Verdict.TOO_EARLY,
        Decimal(10),
        None,
        None,
    )
    assert early.over(RULES) is early.under(RULES) is None
    assert not pace(facts(reading(14, 10), profile=EVEN), DAILY).is_under(RULES)
    assert pace(facts(reading(15, 10), profile=EVEN), DAILY).is_under(RULES)


def test_facts_know_their_month() -> None:
    known: SpendFacts = facts()
    assert (known.month.start, known.month.last) == (FIRST, LAST)
