"""Where a month may end: the weekday pattern, what is planned, and a range as wide as the store's history."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.forecast import FEWEST, Forecast, days_needed, month_end
from metrics.targets import month_of

WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)
AUGUST = month_of(date(2026, 8, 1))  # far from seasons and holidays
UPTO = date(2026, 8, 10)


def history(
    upto: date,
    count: int,
    factor: Callable[[date], float] = lambda day: 1.0,
    noise: float = 0.0,
    seed: int = 1,
) -> dict[date, Decimal]:
    chance = Random(seed)
    found = [upto - timedelta(days=i) for i in range(count - 1, -1, -1)]
    return {
        day: Decimal(WEEKDAYS[day.weekday()] * factor(day) * math.exp(chance.gauss(0, noise))).quantize(
            Decimal("0.01")
        )
        for day in found
    }


def foretold(days: dict[date, Decimal], calendar: Calendar | None = None, upto: date = UPTO) -> Forecast:
    found = month_end(days, {}, calendar or Calendar(), month_of(upto), upto)
    assert found is not None
    return found


def campaign(first: str, last: str, uplift: float | None = None, revenue: str | None = None) -> Campaign:
    return Campaign(
        "会员日",
        CampaignKind.MEMBERS,
        date.fromisoformat(first),
        date.fromisoformat(last),
        planned_revenue=None if revenue is None else Decimal(revenue),
        planned_uplift=uplift,
    )


def test_a_store_without_surprises_ends_where_its_weekdays_say() -> None:
    found = foretold(history(UPTO, 90))
    whole = sum(WEEKDAYS[day.weekday()] for day in AUGUST.days())
    assert found.low == found.middle == found.high == whole
    assert found.known == 56
    assert list(found.by_day) == [day for day in AUGUST.days() if day > UPTO]
    assert found.by_day[date(2026, 8, 15)] == 200


def test_the_middle_is_what_is_sold_and_what_is_expected() -> None:
    days = history(UPTO, 90, noise=0.2)
    found = foretold(days)
    sold = sum((amount for day, amount in days.items() if day in AUGUST), Decimal(0))
    assert found.middle == sold + sum(found.by_day.values())
    assert sold < found.low < found.middle < found.high


def test_a_planned_uplift_lifts_its_days_and_nothing_else() -> None:
    days = history(UPTO, 90)
    plain, lifted = foretold(days), foretold(days, Calendar((campaign("2026-08-20", "2026-08-21", 1.5),)))
    assert lifted.by_day[date(2026, 8, 20)] == plain.by_day[date(2026, 8, 20)] * Decimal("2.5")
    assert lifted.by_day[date(2026, 8, 19)] == plain.by_day[date(2026, 8, 19)]
    assert lifted.high > lifted.middle, "a plan may be wrong"


def test_of_two_campaigns_the_larger_counts() -> None:
    calendar = Calendar(
        (campaign("2026-08-20", "2026-08-20", 0.5), campaign("2026-08-19", "2026-08-21", 1.0))
    )
    assert foretold(history(UPTO, 90), calendar).by_day[date(2026, 8, 20)] == 260


def test_planned_revenue_is_taken_as_it_is() -> None:
    calendar = Calendar((campaign("2026-08-20", "2026-08-21", revenue="2700"),))
    found = foretold(history(UPTO, 90), calendar)
    assert found.by_day[date(2026, 8, 20)] + found.by_day[date(2026, 8, 21)] == 2700
    assert found.by_day[date(2026, 8, 20)] == 1300


def test_a_season_takes_what_the_same_day_made_last_year() -> None:
    upto = date(2026, 11, 5)

    def busy(day: date) -> float:
        return 4.0 if (day.month, day.day) == (11, 11) else 1.0

    found = foretold(history(upto, 540, busy), upto=upto)
    assert found.by_day[date(2026, 11, 11)] == 480
    assert found.by_day[date(2026, 11, 18)] == 120
    assert found.unplanned == ()


@pytest.mark.parametrize(
    "upto", ["2026-02-20", "2026-04-09", "2026-06-10", "2026-08-10", "2026-10-31", "2026-12-05"]
)
@pytest.mark.parametrize("campaigns", [(), (campaign("2026-08-15", "2026-08-17"),)])
def test_it_rests_on_the_days_needed_alone(upto: str, campaigns: tuple[Campaign, ...]) -> None:
    last, calendar = date.fromisoformat(upto), Calendar(campaigns=campaigns)
    whole = history(last, 580, lambda day: 3.0 if day.day in (11, 12, 18) else 1.0, noise=0.1)
    needed = days_needed(calendar, month_of(last), last)
    some = {day: amount for day, amount in whole.items() if any(day in period for period in needed)}
    assert foretold(some, calendar, last) == foretold(whole, calendar, last)
    if not campaigns:
        assert len(some) < 400


def test_what_may_have_been_chance_last_year_is_not_expected_again() -> None:
    upto = date(2026, 11, 5)
    peak = history(upto, 540, lambda day: 4.0 if (day.month, day.day) == (11, 11) else 1.0, noise=0.3, seed=5)
    found = foretold(peak, upto=upto)
    plain = foretold(history(upto, 540, noise=0.3, seed=5), upto=upto)
    assert 2 < found.by_day[date(2026, 11, 11)] / found.by_day[date(2026, 11, 18)] < 6
    assert 0.6 < plain.by_day[date(2026, 11, 11)] / plain.by_day[date(2026, 11, 18)] < 1.4


def test_special_days_without_any_plan_are_named() -> None:
    upto = date(2026, 11, 5)
    found = foretold(history(upto, 90), upto=upto)
    assert found.unplanned == tuple(date(2026, 11, day) for day in range(6, 12))
    assert found.by_day[date(2026, 11, 11)] == 120


def test_a_special_day_is_as_much_above_the_others_as_its_target_is() -> None:
    upto = date(2026, 11, 5)
    targets = dict.fromkeys(month_of(upto).days(), Decimal(1000)) | {date(2026, 11, 11): Decimal(5000)}
    found = month_end(
        history(upto, 90, lambda day: 100 / WEEKDAYS[day.weekday()]),
        targets,
        Calendar(),
        month_of(upto),
        upto,
    )
    assert found is not None
    assert found.by_day[date(2026, 11, 11)] == 500
    assert date(2026, 11, 11) not in found.unplanned


def test_a_day_that_is_not_known_is_expected_not_zero() -> None:
    days = {day: amount for day, amount in history(UPTO, 90).items() if day != date(2026, 8, 4)}
    found = foretold(days)
    assert found.by_day[date(2026, 8, 4)] == 110
    assert found.middle == sum(WEEKDAYS[day.weekday()] for day in AUGUST.days())


def test_a_store_that_grows_goes_on_growing() -> None:
    def growing(day: date) -> float:
        return float(1.003 ** (day - date(2026, 1, 1)).days)

    found = foretold(history(UPTO, 120, growing, noise=0.02))
    whole = sum(WEEKDAYS[day.weekday()] * growing(day) for day in AUGUST.days())
    assert abs(float(found.middle) / whole - 1) < 0.02
    straight = sum(WEEKDAYS[day.weekday()] * growing(UPTO - timedelta(days=28)) for day in AUGUST.days())
    assert float(found.middle) > straight


def test_a_trend_that_may_be_chance_does_not_go_on() -> None:
    found = [foretold(history(UPTO, 120, noise=0.3, seed=seed)) for seed in range(12)]
    whole = sum(WEEKDAYS[day.weekday()] for day in AUGUST.days()) * math.exp(0.3**2 / 2)
    errors = [abs(float(one.middle) / whole - 1) for one in found]
    assert sorted(errors)[6] < 0.1


def test_days_of_a_season_tell_how_the_store_stands_now() -> None:
    upto = date(2026, 11, 5)

    def busier(day: date) -> float:
        return 2.0 if day >= date(2026, 10, 20) else 1.0

    plain = foretold(history(upto, 540, noise=0.05), upto=upto)
    busy = foretold(history(upto, 540, busier, noise=0.05), upto=upto)
    after = date(2026, 11, 20)
    assert 1.5 < busy.by_day[after] / plain.by_day[after] < 2


@pytest.mark.parametrize("noise", [0.05, 0.15, 0.4])
def test_the_range_is_as_wide_as_the_scatter(noise: float) -> None:
    found = [foretold(history(UPTO, 150, noise=noise, seed=seed)) for seed in range(8)]
    width = sum(math.log(one.high / one.low) for one in found) / len(found)
    alone = 2 * 1.28 * noise * math.sqrt(1 / 21) * 21 / 31  # of 21 days of 31, if the level were certain
    assert alone < width < 4 * alone


def test_one_odd_day_changes_little() -> None:
    days = history(UPTO, 150, noise=0.1)
    odd = days | {UPTO - timedelta(days=2): Decimal(5000)}
    plain, with_odd = foretold(days), foretold(odd)
    rest = sum(plain.by_day.values()), sum(with_odd.by_day.values())
    assert abs(rest[1] / rest[0] - 1) < Decimal("0.03")


def test_too_little_is_known() -> None:
    assert month_end({}, {}, Calendar(), AUGUST, UPTO) is None
    assert month_end(history(UPTO, FEWEST - 1), {}, Calendar(), AUGUST, UPTO) is None
    assert month_end(history(UPTO, FEWEST), {}, Calendar(), AUGUST, UPTO) is not None


def test_a_store_that_sells_nothing() -> None:
    found = foretold({UPTO - timedelta(days=i): Decimal(0) for i in range(59, -1, -1)})
    assert (found.low, found.middle, found.high) == (0, 0, 0)


def test_a_month_that_is_over_ends_where_it_ended() -> None:
    upto = AUGUST.last
    found = foretold(history(upto, 90, noise=0.2), upto=upto)
    assert found.by_day == {}
    assert found.low == found.middle == found.high


def test_what_came_later_is_not_known_yet() -> None:
    days = history(UPTO, 90, noise=0.2)
    later = {UPTO + timedelta(days=1): Decimal(10**6)}
    assert foretold(days | later) == foretold(days)
