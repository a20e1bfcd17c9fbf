"""Drafts: a month and a year split, edited, split another way; always adding up to the cent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.calendar import Calendar, Phase
from metrics.campaigns import Campaign, CampaignKind
from metrics.drafts import GOOD_FOR, Draft, Mark, MonthPlan, Way, YearPlan, month_plan, year_plan
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.targets import month_of, year_of

TODAY = date(2026, 11, 22)
DECEMBER = month_of(date(2026, 12, 1))
WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)
KNOWN = {day: Decimal(WEEKDAYS[day.weekday()]) for day in Period(date(2025, 1, 1), date(2026, 11, 22)).days()}
MILLION = Decimal(1_000_000)


def december(amount: Decimal = MILLION, *campaigns: Campaign) -> MonthPlan:
    return month_plan(amount, DECEMBER, KNOWN, Calendar(campaigns), TODAY, {})


def campaign(day: int, *, uplift: float | None = None, revenue: str | None = None) -> Campaign:
    own = date(2026, 12, day)
    planned = None if revenue is None else Decimal(revenue)
    return Campaign("会员日", CampaignKind.MEMBERS, own, own, planned_revenue=planned, planned_uplift=uplift)


def reason_of(work: Callable[[], object]) -> str:
    with pytest.raises(Mistake) as mistake:
        work()
    return mistake.value.reason


def test_a_month_by_its_weekdays() -> None:
    plan = december()
    by_day = plan.by_day
    assert sum(by_day.values()) == MILLION
    assert list(by_day) == list(DECEMBER.days())
    assert by_day[date(2026, 12, 26)] / by_day[date(2026, 12, 24)] == pytest.approx(
        Decimal(200) / 130, rel=Decimal("0.001")
    )
    assert plan.known == 56
    assert (plan.way, plan.replaces) == (Way.PATTERN, None)


def test_special_days_are_marked() -> None:
    marks = december(MILLION, campaign(20, uplift=0.5)).marks
    assert marks[date(2026, 12, 20)] == Mark(campaign="会员日")
    assert marks[date(2026, 12, 12)] == Mark(season="double12", phase=Phase.MAIN)
    assert date(2026, 12, 21) not in marks


def test_planned_revenue_stands_and_the_others_share_the_rest() -> None:
    plan = december(MILLION, campaign(20, revenue="400000"))
    assert plan.by_day[date(2026, 12, 20)] == 400_000
    assert sum(plan.by_day.values()) == MILLION
    evenly = plan.with_way(Way.EVENLY).by_day
    assert max(evenly.values()) - min(evenly.values()) <= Decimal("0.01")
    assert sum(evenly.values()) == MILLION


def test_campaigns_that_want_more_than_the_month_are_a_mistake() -> None:
    assert reason_of(lambda: december(MILLION, campaign(20, revenue="1000000.01"))) == "pinned_above_target"


def test_an_edited_day_stands_whatever_comes_later() -> None:
    plan = december(MILLION, campaign(20, revenue="400000"))
    day, other = date(2026, 12, 20), date(2026, 12, 3)
    plan = plan.with_days({day: Decimal("300000.55")}).with_days({other: Decimal(0)})
    for way in (Way.PATTERN, Way.EVENLY):
        by_day = plan.with_way(way).by_day
        assert (by_day[day], by_day[other]) == (Decimal("300000.55"), 0)
        assert sum(by_day.values()) == MILLION


def test_edits_that_do_not_fit_are_mistakes() -> None:
    plan = december()
    first, second = date(2026, 12, 1), date(2026, 12, 2)
    assert reason_of(lambda: plan.with_days({first: MILLION, second: Decimal(1)})) == "pinned_above_target"
    every = dict.fromkeys(DECEMBER.days(), Decimal(1))
    assert reason_of(lambda: plan.with_days(every)) == "pinned_below_target"
    assert reason_of(lambda: plan.with_days({date(2027, 1, 1): Decimal(1)})) == "day_of_another_month"
    assert plan.with_days({first: MILLION}).by_day[second] == 0


def test_going_back_to_the_pattern_may_not_fit_any_more() -> None:
    plan = december(MILLION, campaign(20, revenue="400000")).with_way(Way.EVENLY)
    edited = plan.with_days({date(2026, 12, 1): Decimal(700_000)})
    assert reason_of(lambda: edited.with_way(Way.PATTERN)) == "pinned_above_target"


@settings(max_examples=60, deadline=None)
@given(
    amount=st.decimals(min_value=0, max_value=10**9, places=2),
    edits=st.dictionaries(
        st.sampled_from(list(DECEMBER.days())), st.decimals(0, 10**7, places=2), max_size=30
    ),
    way=st.sampled_from(list(Way)),
)
def test_a_month_always_adds_up(amount: Decimal, edits: dict[date, Decimal], way: Way) -> None:
    plan = PLAN.with_way(way)
    try:
        edited = replace(plan, amount=amount, planned={}).with_days(edits)
    except Mistake as mistake:
        assert mistake.reason == "pinned_above_target"  # noqa: PT017
        assert sum(edits.values(), Decimal(0)) > amount
        return
    assert sum(edited.by_day.values(), Decimal(0)) == amount
    assert edits.items() <= edited.by_day.items()


PLAN = december(MILLION, campaign(20, uplift=2), campaign(25, revenue="1000"))


def test_this_month_follows_the_days_before_it() -> None:
    november = month_of(TODAY)
    busy = {**KNOWN, **{day: Decimal(10**6) for day in Period(november.start, TODAY).days()}}
    plan = month_plan(MILLION, november, busy, Calendar(), TODAY, {})
    assert plan.by_day == month_plan(MILLION, november, KNOWN, Calendar(), TODAY, {}).by_day


def test_what_it_replaces() -> None:
    targets = {date(2026, 11, 30): Decimal(7), date(2026, 12, 1): Decimal(5), date(2026, 12, 31): Decimal(6)}
    assert month_plan(MILLION, DECEMBER, KNOWN, Calendar(), TODAY, targets).replaces == 11


# -------------------------------------------------------------------------------------------------- a year


def year(amount: Decimal = 12 * MILLION, number: int = 2027, **rest: object) -> YearPlan:
    targets = rest.get("targets", {})
    campaigns = rest.get("campaigns", ())
    return year_plan(amount, number, KNOWN, Calendar(campaigns), TODAY, targets)  # type: ignore[arg-type]


def test_a_year_over_its_months_and_days() -> None:
    plan = year()
    assert sum(plan.by_month.values()) == 12 * MILLION
    by_day = plan.by_day
    assert list(by_day) == list(year_of(2027).days())
    for month in range(1, 13):
        assert sum(amount for day, amount in by_day.items() if day.month == month) == plan.by_month[month]
    assert plan.by_last_year
    assert not year(number=2028).by_last_year


def test_an_edited_month_stands() -> None:
    plan = year().with_months({11: 2 * MILLION, 12: Decimal("1.01")})
    for way in (Way.PATTERN, Way.EVENLY):
        by_month = plan.with_way(way).by_month
        assert (by_month[11], by_month[12]) == (2 * MILLION, Decimal("1.01"))
        assert sum(by_month.values()) == 12 * MILLION
        assert sum(plan.with_way(way).by_day.values()) == 12 * MILLION
    even = [plan.with_way(Way.EVENLY).by_month[month] for month in range(1, 11)]
    assert max(even) - min(even) <= Decimal("0.01")


def test_months_that_are_over_keep_their_targets_day_by_day() -> None:
    kept = dict.fromkeys(month_of(date(2026, 3, 1)).days(), Decimal(3))
    some = {date(2026, 5, 4): Decimal(8)}
    coming = dict.fromkeys(DECEMBER.days(), Decimal(1))
    plan = year(number=2026, targets=kept | some | coming)
    assert plan.edited == {3: 93, 5: 8}
    by_day = plan.by_day
    assert kept.items() <= by_day.items()
    assert (by_day[date(2026, 5, 4)], by_day[date(2026, 5, 5)]) == (8, 0)
    assert by_day[date(2026, 12, 1)] > 1, "what is to come is split anew"
    assert sum(by_day.values()) == 12 * MILLION
    assert plan.replaces == 93 + 8 + 31


def test_a_month_whose_campaigns_want_more_is_named() -> None:
    big = Campaign(
        "周年庆", CampaignKind.OTHER, date(2027, 5, 4), date(2027, 5, 4), planned_revenue=20 * MILLION
    )
    with pytest.raises(Mistake) as mistake:
        year(campaigns=(big,))
    assert mistake.value.reason == "month_does_not_fit"
    assert mistake.value.facts["month"] == 5
    assert mistake.value.facts["pinned"] == 20 * MILLION


def test_months_that_do_not_fit_into_the_year() -> None:
    assert reason_of(lambda: year().with_months({1: 13 * MILLION})) == "pinned_above_target"
    assert (
        reason_of(lambda: year().with_months(dict.fromkeys(range(1, 13), MILLION / 2)))
        == "pinned_below_target"
    )


def test_a_draft_grows_old() -> None:
    made = datetime(2026, 11, 22, 1, tzinfo=UTC)
    draft = Draft(1, 2, made, PLAN)
    assert not draft.is_old(made + GOOD_FOR)
    assert draft.is_old(made + GOOD_FOR + timedelta(seconds=1))
