"""Promoted products, 钻展 and 直通车: percent points, ￥, totals, two rows of names."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Kind, Reading
from readers.promotion import plan_of
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx
from tests.samples.sources import ZTC

TODAY = date(2026, 11, 22)
Read = Callable[[str], Reading]


def figures(reading: Reading) -> list[tuple[object, ...]]:
    """Report, plan, unit, item; impressions, clicks, spend, revenue, orders."""
    (days,) = [batch for batch in reading.batches if batch.kind is Kind.AD_DAY]
    return [(row[1], row[3], row[4], row[5], *row[7:]) for row in days.rows]


def test_promoted_products_count_what_wanxiangtai_counts(reading: Read) -> None:
    promoted, items = reading("sycm_promoted"), reading("wxt_items-72")
    assert (promoted.format, promoted.problems, promoted.rejected) == ("sycm_promoted", (), 0)
    both = [{(row[0], *row[5:]) for row in one.batches[0].rows} for one in (promoted, items)]
    assert both[0] == both[1]
    assert {row[0] for row in figures(promoted)} == {"promoted"}


# ------------------------------------------------------------------------------------------------------ 钻展

ZUANZHAN = [
    "计划基本信息",
    "时间",
    "展现",
    "点击",
    "消耗",
    "点击率(%)",
    "成交订单量",
    "成交订单金额",
    "投资回报率",
]
PLAN = ["老客召回 计划ID：61200000301", "2021-03-05", 1000, 42, 84.5, 4.2, 3, 300.25, 3.55]


def zuanzhan(*rows: list[object]) -> Reading:
    return read(as_xlsx([ZUANZHAN, *rows]), "计划日报表.xlsx", TODAY)


def test_percent_points_agree_with_their_parts(reading: Read) -> None:
    one = zuanzhan(PLAN)
    assert (one.format, one.problems, one.first_day) == ("zuanzhan_plans", (), date(2021, 3, 5))
    assert figures(one) == [("zuanzhan", "61200000301", "", "", 1000, 42, 8450, 30025, 3)]
    wrong = zuanzhan([*PLAN[:5], 5.2, *PLAN[6:]])
    assert [problem.reason for problem in wrong.problems] == ["identity_broken"]
    assert reading("zuanzhan_plans").problems == ()


def test_the_platform_is_the_scene_of_its_plans() -> None:
    assert zuanzhan(PLAN).batches[1].rows == [
        ("scene", "zuanzhan", "钻展"),
        ("plan", "61200000301", "老客召回"),
    ]


def test_what_brought_nothing_is_zero_and_the_total_is_no_plan() -> None:
    one = zuanzhan(["测试", "2021-03-05", 100, "-", "1.00", "-", "-", "--", "-"], ["合计", *PLAN[1:]])
    assert figures(one) == [("zuanzhan", "测试", "", "", 100, 0, 100, 0, 0)]
    assert one.notes == ("totals_dropped",)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("老客召回", ("老客召回", "老客召回")),
        ("计划名称：老客召回  计划ID：61200000301", ("61200000301", "老客召回")),
        ("老客召回（ID:61200000301）", ("61200000301", "老客召回")),
        ("计划ID：61200000301", ("61200000301", "61200000301")),
        ("6月12日大促", ("6月12日大促", "6月12日大促")),
    ],
)
def test_a_plan_is_known_by_its_id_where_the_cell_holds_one(cell: str, expected: tuple[str, str]) -> None:
    assert plan_of(cell) == expected


# ---------------------------------------------------------------------------------------------------- 直通车

ROW = ["推广中", "收纳箱", "宝贝推广", "核心", "￥1.00", "1,000", "50", "5.00%", "￥1,050.00", "￥21.00"]
ROW += ["2.00%", "4.00", "￥4,200.00"]
TOTAL = ["", "", "", "", "", *ROW[5:]]
NAME = "直通车宝贝列表_2018-03-05.csv"


@pytest.mark.parametrize("total", [TOTAL, ["合计", *TOTAL[1:]], ["", "合计", *TOTAL[2:]]])
def test_a_page_s_table_without_its_total(total: list[str]) -> None:
    one = read(as_csv([ZTC, ROW, total], "gb18030"), NAME, TODAY)
    assert (one.format, one.problems, one.rejected) == ("ztc_items", (), 0)
    assert figures(one) == [("ztc", "核心", "收纳箱", "", 1000, 50, 105000, 420000, 0)]
    assert one.notes == ("day_from_outside", "totals_dropped")
    assert one.first_day == date(2018, 3, 5)


def test_groups_above_the_names_change_nothing(reading: Read) -> None:
    plain, grouped = reading("ztc_items"), reading("ztc_items-grouped")
    assert plain.problems == grouped.problems == ()
    assert plain.batches == grouped.batches
    assert len(plain.batches[0].rows) == 5


def test_names_may_stand_in_the_upper_row() -> None:
    upper = [*ZTC[:5], "展现", "", "", "花费", "", "转化", "", ""]
    lower = ["", "", "", "", "", *ZTC[5:]]
    assert figures(read(as_xlsx([upper, lower, ROW]), NAME, TODAY)) == [
        ("ztc", "核心", "收纳箱", "", 1000, 50, 105000, 420000, 0)
    ]


def test_a_table_without_any_day_is_refused() -> None:
    with pytest.raises(Mistake) as caught:
        read(as_csv([ZTC, ROW], "gb18030"), "直通车.csv", TODAY)
    assert caught.value.reason == "no_day_in_file"
