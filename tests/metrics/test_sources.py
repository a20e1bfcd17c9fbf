"""Sources: subtotals are never counted beside their parts, and stand in where the parts are missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.sources import Channel, SourceLine, channels, leaves, path_of, path_text

DAY = date(2026, 11, 21)


def line(path: str, visitors: int | None, carrier: str = "", day: date = DAY, yuan: int = 0) -> SourceLine:
    return SourceLine(day, path_of(path), carrier, "", visitors, visitors and visitors // 10, Decimal(yuan))


SEARCH = [
    line("平台", 90, yuan=900),
    line("平台 > 搜索", 60, yuan=500),
    line("平台 > 搜索 > 图搜", 20, yuan=200),
    line("平台 > 推荐", 50, yuan=400),
    line("广告", 10, yuan=100),
]


def test_leaves_count_everything_once() -> None:
    assert [path_text(one.path) for one in leaves(SEARCH)] == ["平台 > 搜索 > 图搜", "平台 > 推荐", "广告"]


def test_a_subtotal_stays_where_its_parts_are_missing() -> None:
    assert leaves([line("广告", 10), line("", 99)]) == [line("广告", 10)]
    assert leaves([line("", 99)]) == [line("", 99)]
    assert leaves([line("平台 > 搜索", 60)]) == [line("平台 > 搜索", 60)]


def test_other_days_and_carriers_are_no_detail() -> None:
    lines = [
        line("平台", 90),
        line("平台 > 搜索", 5, "APP"),
        line("平台 > 搜索", 6, day=DAY - timedelta(days=1)),
    ]
    assert leaves(lines) == lines


def test_names_that_begin_alike_are_not_parts_of_each_other() -> None:
    lines = [line("平台", 1), line("平台流量 > 搜索", 2)]
    assert leaves(lines) == lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ()),
        (SEARCH, (Channel("平台", 90, 9, Decimal(900)), Channel("广告", 10, 1, Decimal(100)))),
        (  # the channel's own line is missing: its parts are added up, people may count twice
            SEARCH[2:4],
            (Channel("平台", 70, 7, Decimal(600), is_summed=True),),
        ),
        ([line("平台", None)], (Channel("平台", None, None, Decimal(0)),)),
        ([line("", 99)], ()),
        (  # the whole shop and its carriers tell of the same people
            [line("平台", 90), line("平台", 60, "APP"), line("平台", 40, "WEB")],
            (Channel("平台", 90, 9, Decimal(0)),),
        ),
        (
            [line("平台", 60, "APP"), line("平台", 40, "WEB")],
            (Channel("平台", 100, 10, Decimal(0), is_summed=True),),
        ),
    ],
)
def test_channels(lines: list[SourceLine], expected: tuple[Channel, ...]) -> None:
    assert channels(lines) == expected


def test_each_day_counts_by_its_own_lines() -> None:
    earlier = DAY - timedelta(days=1)
    lines = [line("平台", 90), line("平台 > 搜索", 60), line("平台 > 搜索", 7, day=earlier)]
    assert channels(lines) == (Channel("平台", 97, 9, Decimal(0), is_summed=True),)
