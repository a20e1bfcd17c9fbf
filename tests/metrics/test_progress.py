"""How a month and a year stand: sums by day, the band in front of them, months side by side."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.calendar import Calendar
from metrics.forecast import Forecast
from metrics.progress import YearProgress, added_up, fan
from metrics.targets import month_of, year_of

NOVEMBER = month_of(date(2026, 11, 1))


def day(number: int) -> date:
    return date(2026, 11, number)


def test_sums_grow_and_end_where_nothing_more_is_known() -> None:
    sums = list(added_up({day(2): Decimal(5), day(4): Decimal(7)}, NOVEMBER))
    assert sums[:5] == [None, 5, 5, 12, None]
    assert len(sums) == 30
    assert set(added_up({}, NOVEMBER)) == {None}


def test_the_band_opens_from_today_to_the_months_end() -> None:
    by_day = {day(number): Decimal(10) for number in range(21, 31)}
    forecast = Forecast(Decimal(250), Decimal(300), Decimal(360), by_day, 56)
    low, high = fan(forecast, Decimal(200), NOVEMBER, day(21))
    assert low[:20] == (None,) * 20
    assert (low[20], high[20]) == (205, 216)
    assert (low[-1], high[-1]) == (250, 360)


def test_the_band_of_a_month_that_has_not_begun_opens_with_it() -> None:
    forecast = Forecast(
        Decimal(200), Decimal(300), Decimal(450), dict.fromkeys(NOVEMBER.days(), Decimal(10)), 56
    )
    low, high = fan(forecast, Decimal(0), NOVEMBER, date(2026, 10, 20))
    assert None not in low
    assert (low[-1], high[-1]) == (200, 450)
    nothing = Forecast(Decimal(0), Decimal(0), Decimal(0), dict.fromkeys(NOVEMBER.days(), Decimal(0)), 56)
    assert set(fan(nothing, Decimal(0), NOVEMBER, day(1))[0]) == {None}


@pytest.fixture
def year() -> YearProgress:
    october = month_of(date(2026, 10, 1))
    targets = dict.fromkeys((*october.days(), *NOVEMBER.days()), Decimal(100))
    sold = {one: Decimal(110) for one in october.days()} | {day(1): Decimal(50), date(2026, 3, 1): Decimal(7)}
    return YearProgress(year_of(2026), day(3), sold, targets, Calendar())


def test_months_side_by_side(year: YearProgress) -> None:
    months = {line.month.start.month: line for line in year.months}
    assert len(months) == 12
    assert (months[10].target, months[10].sold, months[10].reached) == (3100, 3410, Decimal("1.1"))
    assert (months[11].target, months[11].sold, months[11].due) == (3000, 50, 100)
    assert months[11].reached == Decimal(50) / 3000
    assert (months[3].target, months[3].sold, months[3].reached) == (None, 7, None)
    assert (months[1].target, months[1].sold) == (None, None)


def test_the_years_pace_counts_days_with_a_target_only(year: YearProgress) -> None:
    assert year.whole.sold == 3410 + 50 + 7
    assert year.pace == Decimal(3460) / 3200  # of the days that are known
    later = YearProgress(year.year, date(2026, 1, 1) - timedelta(days=1), {}, year.targets, Calendar())
    assert later.pace is None
