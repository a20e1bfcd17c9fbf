"""Splitting targets: by last year's months, by weekday and plans, always to the cent."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.mistakes import Mistake
from metrics.pattern import pattern_of
from metrics.periods import DAY, Period
from metrics.plan import (
    ORDINARY,
    day_weights,
    month_weights,
    pinned_by_campaigns,
    share,
    uplift,
    uplifts,
)
from metrics.targets import month_of

WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)
AUGUST = month_of(date(2026, 8, 1))


def revenue(first: date, end: date, factor: Callable[[date], int] = lambda day: 1) -> dict[date, Decimal]:
    return {day: Decimal(WEEKDAYS[day.weekday()] * factor(day)) for day in Period(first, end).days()}


def campaign(
    first: str, last: str, *, uplift: float | None = None, revenue: str | None = None, name: str = "会员日"
) -> Campaign:
    return Campaign(
        name,
        CampaignKind.MEMBERS,
        date.fromisoformat(first),
        date.fromisoformat(last),
        planned_revenue=None if revenue is None else Decimal(revenue),
        planned_uplift=uplift,
    )


# --------------------------------------------------------------------------------------------------- shares

MONEY = st.decimals(min_value=0, max_value=10**10, places=2)
WEIGHTS = st.dictionaries(
    st.integers(1, 31), st.decimals(min_value="0.01", max_value=50, places=4), min_size=1, max_size=31
)


@given(amount=MONEY, weights=WEIGHTS, data=st.data())
def test_shares_add_up_to_the_cent_and_fixed_ones_stay(
    amount: Decimal, weights: dict[int, Decimal], data: st.DataObject
) -> None:
    fixed = data.draw(st.dictionaries(st.sampled_from(sorted(weights)), MONEY, max_size=len(weights) - 1))
    if sum(fixed.values(), Decimal(0)) > amount:
        with pytest.raises(Mistake) as mistake:
            share(amount, weights, fixed)
        assert mistake.value.reason == "pinned_above_target"
        return
    shares = share(amount, weights, fixed)
    assert list(shares) == list(weights)
    assert sum(shares.values(), Decimal(0)) == amount
    assert all(one >= 0 and one == one.quantize(Decimal("0.01")) for one in shares.values())
    assert {key: shares[key] for key in fixed} == fixed


@given(amount=MONEY, weights=WEIGHTS)
def test_who_weighs_more_gets_no_less(amount: Decimal, weights: dict[int, Decimal]) -> None:
    shares = share(amount, weights, {})
    for one in weights:
        for other in weights:
            if weights[one] > weights[other]:
                assert shares[one] >= shares[other] - Decimal("0.01")


def test_what_cannot_be_shared_is_said() -> None:
    weights = {1: Decimal(1), 2: Decimal(1)}
    with pytest.raises(Mistake) as above:
        share(Decimal(100), weights, {1: Decimal(101)})
    assert (above.value.reason, above.value.facts) == ("pinned_above_target", {"pinned": 101, "target": 100})
    with pytest.raises(Mistake) as below:
        share(Decimal(100), weights, {1: Decimal(40), 2: Decimal(50)})
    assert (below.value.reason, below.value.facts) == ("pinned_below_target", {"pinned": 90, "target": 100})
    assert share(Decimal(100), weights, {1: Decimal(100)}) == {1: 100, 2: 0}


# --------------------------------------------------------------------------------------------------- months


def test_a_year_is_split_as_last_year_sold() -> None:
    known = revenue(date(2025, 1, 1), date(2026, 1, 1), lambda day: 3 if day.month == 11 else 1)
    weights, by_last_year = month_weights(2026, known)
    assert by_last_year
    assert weights[11] / weights[9] == pytest.approx(Decimal(3), rel=Decimal("0.05"))
    assert weights[8] / weights[9] == pytest.approx(Decimal(31) / 30, rel=Decimal("0.05"))


def test_with_less_than_300_days_it_is_split_by_days() -> None:
    known = revenue(date(2025, 1, 1), date(2025, 1, 1) + 299 * DAY, lambda day: day.month)
    weights, by_last_year = month_weights(2026, known)
    assert not by_last_year
    assert (weights[1], weights[2], weights[4]) == (31, 28, 30)
    assert month_weights(2028, {})[0][2] == 29
    enough = revenue(date(2025, 1, 1), date(2025, 1, 1) + 300 * DAY, lambda day: day.month)
    assert month_weights(2026, enough)[1]


def test_a_month_that_is_not_known_is_like_the_others() -> None:
    known = revenue(date(2025, 1, 1), date(2025, 12, 4))  # next year is planned in December
    weights, by_last_year = month_weights(2026, known)
    assert by_last_year
    assert weights[12] / weights[10] == pytest.approx(Decimal(1), rel=Decimal("0.05"))
    assert min(weights.values()) > 0


# ----------------------------------------------------------------------------------------------------- days


def test_a_month_follows_the_weekdays_and_the_plans() -> None:
    known = revenue(AUGUST.start - 90 * DAY, AUGUST.start)
    calendar = Calendar((campaign("2026-08-20", "2026-08-20", uplift=1.5),))
    usual = pattern_of(known, calendar, AUGUST.start)
    shares = share(Decimal(100_000), day_weights(AUGUST, usual, uplifts(AUGUST, calendar, known)), {})
    thursday, saturday, campaigns = (shares[date(2026, 8, day)] for day in (6, 8, 20))
    assert saturday / thursday == pytest.approx(Decimal(200) / 130, rel=Decimal("0.001"))
    assert campaigns / thursday == pytest.approx(Decimal("2.5"), rel=Decimal("0.001"))
    assert sum(shares.values()) == 100_000


def test_with_nothing_known_only_plans_tell_days_apart() -> None:
    calendar = Calendar((campaign("2026-08-20", "2026-08-20", uplift=1),))
    weights = day_weights(AUGUST, pattern_of({}, calendar, AUGUST.start), uplifts(AUGUST, calendar, {}))
    assert {day.day: weight for day, weight in weights.items() if weight != 1} == {20: 2}


def test_a_day_that_sold_nothing_last_year_still_has_a_share() -> None:
    calendar = Calendar()
    known = revenue(
        date(2025, 8, 1), date(2025, 11, 20), lambda day: 0 if (day.month, day.day) == (11, 5) else 1
    )
    lifted = uplifts(month_of(date(2026, 11, 1)), calendar, known)
    assert lifted[date(2026, 11, 5)] == 0
    weights = day_weights(month_of(date(2026, 11, 1)), pattern_of(known, calendar, date(2026, 11, 1)), lifted)
    assert min(weights.values()) == Decimal("0.01")


# ------------------------------------------------------------------------------------------------- uplifts

LAST_YEAR = revenue(
    date(2025, 7, 1), date(2025, 12, 1), lambda day: {(11, 11): 5, (11, 10): 2}.get((day.month, day.day), 1)
)


@pytest.mark.parametrize(
    ("text", "campaigns", "factor", "why"),
    [
        ("2026-08-20", (), "1", "an ordinary day"),
        ("2026-08-20", (campaign("2026-08-20", "2026-08-21", uplift=0.5),), "1.5", "planned"),
        (
            "2026-08-20",
            (
                campaign("2026-08-20", "2026-08-21", uplift=0.5),
                campaign("2026-08-19", "2026-08-20", uplift=0.8),
            ),
            "1.8",
            "the largest",
        ),
        ("2026-08-20", (campaign("2026-08-20", "2026-08-20"),), "1", "nothing planned, nothing known"),
        ("2026-08-20", (campaign("2026-08-01", "2026-08-29", uplift=3),), "1", "29 days are no event"),
        ("2026-11-11", (), "5", "as the season's day last year"),
        ("2026-11-10", (), "2", "as the season's day last year"),
        ("2026-11-11", (campaign("2026-11-11", "2026-11-11", uplift=3),), "4", "the own plan counts more"),
        ("2026-10-25", (), "1", "the presale made what ordinary days do"),
        ("2026-06-18", (), "1", "nothing is known of last year's 618"),
    ],
)
def test_how_far_a_day_is_above_the_others(
    text: str, campaigns: tuple[Campaign, ...], factor: str, why: str
) -> None:
    assert uplift(date.fromisoformat(text), Calendar(campaigns), LAST_YEAR) == Decimal(factor), why


def test_a_presale_weighs_what_it_did_on_the_whole() -> None:
    presale = Period(date(2025, 10, 20), date(2025, 10, 31))
    known = {day: amount / 2 if day in presale else amount for day, amount in LAST_YEAR.items()}
    known[date(2025, 10, 25)] *= 40  # one odd day changes nothing
    assert uplift(date(2026, 10, 25), Calendar(), known) == Decimal("0.5")


def test_a_campaign_takes_what_it_made_the_last_time() -> None:
    first = campaign("2025-09-15", "2025-09-16", name="2025店庆")
    again = campaign("2026-09-14", "2026-09-15", name="2026店庆")
    known = {day: amount * 3 if day == date(2025, 9, 15) else amount for day, amount in LAST_YEAR.items()}
    calendar = Calendar((first, again))
    assert uplift(date(2026, 9, 14), calendar, known) == 3
    assert uplift(date(2026, 9, 15), calendar, known) == 1


def test_a_season_the_store_leaves_out_is_none() -> None:
    calendar = Calendar(seasons_off=frozenset({"double11"}))
    assert uplift(date(2026, 11, 11), calendar, LAST_YEAR) == ORDINARY


# ---------------------------------------------------------------------------------------------------- pins


def test_planned_revenue_is_split_over_its_days_by_weekday() -> None:
    known = revenue(AUGUST.start - 90 * DAY, AUGUST.start)
    calendar = Calendar((campaign("2026-07-31", "2026-08-01", revenue="34000.01"),))
    usual = pattern_of(known, calendar, AUGUST.start)
    pinned = pinned_by_campaigns(AUGUST, calendar, usual)
    assert pinned == {date(2026, 8, 1): Decimal("20000.01")}  # a Saturday; the Friday is another month's


def test_two_campaigns_on_a_day_add_up_and_an_uplift_pins_nothing() -> None:
    calendar = Calendar(
        (
            campaign("2026-08-05", "2026-08-05", revenue="100"),
            campaign("2026-08-05", "2026-08-05", revenue="50", name="直播"),
            campaign("2026-08-06", "2026-08-06", revenue="100", uplift=0.5),
            campaign("2026-08-01", "2026-08-31", revenue="100", name="长期"),
        )
    )
    pinned = pinned_by_campaigns(AUGUST, calendar, pattern_of({}, calendar, AUGUST.start))
    assert pinned == {date(2026, 8, 5): Decimal(150)}
