"""Days that stand outside of tables, and periods."""

from datetime import date, datetime

import pytest

from readers.days import DayOrder, period, period_above, period_written
from readers.raw import Doubt

FIRST, LAST = date(2026, 7, 1), date(2026, 7, 7)


@pytest.mark.parametrize(
    "raw",
    [
        *("20260701至20260707", "2026-07-01~2026-07-07", "2026/7/1 - 2026/7/7", "20260701-20260707"),
        *(
            "2026.07.01-2026.07.07",
            "Jul 01, 2026 - Jul 07, 2026",
            "2026年7月1日 到 2026年7月7日",
            "1 Jul 2026 to 7 Jul 2026",
        ),
        *("2026-07-01 00:00:00～2026-07-07 23:59:59", "2026-07-01_2026-07-07"),
    ],
)
def test_periods_in_every_shape(raw: str) -> None:
    assert period(raw) == (FIRST, LAST)
    assert period_written(f"报表（{raw}）.xlsx" if "_" not in raw and "年" not in raw else raw) == (
        FIRST,
        LAST,
    )


def test_a_day_is_a_period_of_one() -> None:
    assert period("2026-07-01") == (FIRST, FIRST)
    assert period(46204) == (FIRST, FIRST)
    assert period("2026-07-07~2026-07-01") == Doubt("not_a_day")
    assert period("-") is None


def test_dates_above_a_table_are_taken_as_they_are() -> None:
    assert period_above([["店铺", 12], ["日期", datetime(2026, 7, 1, 8)]]) == (FIRST, FIRST)  # noqa: DTZ001
    assert period_above([["导出时间", None, date(2026, 7, 8)], ["日期", LAST]]) == (LAST, LAST)
    assert period_above([["导出时间", None, date(2026, 7, 8)], [46204.0]]) is None


def test_three_days_are_neither_a_day_nor_a_period() -> None:
    assert period_written("2026-07-01 2026-07-03 2026-07-07") is None


def test_names_of_files_in_the_order_of_their_makers() -> None:
    assert period_written("Report-07-01-26.csv") == (FIRST, FIRST)
    assert period_written("Report 01.07.2026.csv", DayOrder.DMY) == (FIRST, FIRST)
    assert period_written("Report 7.1.26.csv", DayOrder.MDY) == (FIRST, FIRST)
    assert period_written("order_4917123456789012.csv") is None
