"""店铺DSR数据: two tables in one sheet, scores that are texts."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 21)
NAME = "店铺DSR数据_2026-11-21.xlsx"
HALF = [
    ["指标", "得分", "趋势", "行业均值", "与行业对比", "目标值", "距目标值差距"],
    ["描述相符", "4.83", "持平", "4.79", "高于同行 12.30%", "4.90", "0.07"],
    ["物流服务", "4.88分", "上升", "4.80", "高于同行 20.10%", "4.90", "0.02"],
    ["服务态度", "4.86", "下降", "-", "-", "4.90", "0.04"],
]
DAYS = [
    ["日期", "描述得分（较上日）", "物流得分（较上日）", "服务得分（较上日）"],
    ["2026-11-20", "4.81（↑0.01）", "4.88(-)", "4.85 持平"],
    ["2026-11-19", "4.80（-0.02）", "-", "4.84"],
]


def rows(reading: Reading) -> list[dict[str, object]]:
    assert {batch.kind for batch in reading.batches} == {Kind.SCORE_DAY}
    return [dict(zip(batch.columns, row, strict=True)) for batch in reading.batches for row in batch.rows]


@pytest.mark.parametrize("between", [[[""]], [[""], [""]], []])
def test_both_tables_are_read(between: list[list[str]]) -> None:
    reading = read(as_xlsx([["店铺DSR数据"], *HALF, *between, *DAYS]), NAME, TODAY)
    assert (reading.format, reading.problems, reading.rejected) == ("shop_scores", (), 0)
    half, newest, oldest = rows(reading)
    assert half == {
        "day": DAY,
        "half_item": 4.83,
        "peers_item": 4.79,
        "half_logistics": 4.88,
        "peers_logistics": 4.8,
        "half_service": 4.86,
        "peers_service": None,
    }
    assert newest == {"day": date(2026, 11, 20), "dsr_item": 4.81, "dsr_service": 4.85, "dsr_logistics": 4.88}
    assert oldest["dsr_logistics"] is None


def test_each_table_alone() -> None:
    assert len(rows(read(as_xlsx(HALF), NAME, TODAY))) == 1
    assert len(rows(read(as_xlsx(DAYS), "任意.xlsx", TODAY))) == 2


def test_a_score_above_five_is_left_out_and_told() -> None:
    reading = read(as_xlsx([DAYS[0], ["2026-11-20", "48.1", "4.8", "4.8"]]), NAME, TODAY)
    assert rows(reading)[0]["dsr_item"] is None
    assert [(p.column, p.reason, p.rejected) for p in reading.problems] == [
        ("描述得分（较上日）", "not_a_score", False)
    ]


def test_the_sample(reading: Callable[[str], Reading]) -> None:
    one = reading("shop_scores")
    assert (one.problems, one.notes) == ((), ("day_from_outside",))
    assert (one.first_day, one.last_day) == (date(2026, 11, 16), DAY)
    assert len(rows(one)) == 7
