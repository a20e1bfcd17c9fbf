"""万相台无界: reports by item, plan, scene and word, and the account's cash flow."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import cast

import pytest

from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx, as_zip

TODAY = date(2026, 11, 22)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]
FIGURES = ["展现量", "点击量", "花费", "总成交金额", "总成交笔数"]
DAY = date(2026, 11, 20)


def ads(rows: Sequence[Sequence[object]], encoding: str = "gb18030") -> Reading:
    return read(as_csv(rows, encoding), "报表.csv", TODAY)


def per_day(batch: Batch) -> Counter[tuple[object, str]]:
    sums: Counter[tuple[object, str]] = Counter()
    for row in batch.rows:
        for name, value in zip(batch.columns[7:], row[7:], strict=True):
            sums[row[0], name] += cast("int", value)
    return sums


@pytest.mark.parametrize(
    ("key", "format_", "report"),
    [
        ("wxt_items", "wxt_items", "item_full"),
        ("wxt_items-72", "wxt_items", "item"),
        ("wxt_items-76", "wxt_items", "item"),
        ("wxt_items-83", "wxt_items", "item"),
        ("wxt_plans", "wxt_plans", "plan"),
        ("wxt_scenes", "wxt_scenes", "scene"),
    ],
)
def test_every_cut_and_container_adds_up_to_the_same_money(
    key: str, format_: str, report: str, reading: Read, batch: Pick
) -> None:
    one = reading(key)
    days = batch(one, Kind.AD_DAY)
    assert (one.format, one.problems, {row[1] for row in days.rows}) == (format_, (), {report})
    assert per_day(days) == per_day(batch(reading("wxt_items"), Kind.AD_DAY))


def test_words_add_up_to_their_plans(reading: Read, batch: Pick) -> None:
    words, plans = batch(reading("wxt_words"), Kind.AD_DAY), batch(reading("wxt_plans"), Kind.AD_DAY)
    of_keywords = Batch(plans.kind, plans.columns, [row for row in plans.rows if row[2] == "372"])
    assert per_day(words) == per_day(of_keywords)
    assert {row[6] for row in words.rows} == {"9001001", "9001002", "9001003", "9001004"}
    names = batch(reading("wxt_words"), Kind.AD_NAME)
    assert ("word", "9001002", "收纳箱 抽屉式") in names.rows
    assert ("plan", "61200000202", "关键词-大词测试") in names.rows


def test_an_item_several_times_a_day_is_added_up() -> None:
    header = ["日期", "主体ID", "主体类型", "主体名称", *FIGURES, "点击率"]
    reading = ads(
        [
            header,
            ["2026-11-20", "801\t", "商品", "箱", 1000, 50, "10.10", "40.00", 2, 0.05],
            ["2026-11-20", "801\t", "商品", "箱", 500, 10, "5.05", 0, 0, 0.02],
            ["2026-11-20", "802", "店铺", "首页", 10, 0, 0, 0, 0, 0],
            ["总计", "", "", "", 1510, 60, "15.15", "40", 2, 0.03],
        ]
    )
    days, names, products = reading.batches
    assert days.rows == [
        (DAY, "item", "", "", "", "801", "", 1500, 60, 1515, 4000, 2),
        (DAY, "item", "", "", "", "802", "", 10, 0, 0, 0, 0),
    ]
    assert names.rows == [("item", "802", "首页")]
    assert products.rows == [("801", "箱")]
    assert reading.notes == ("rows_added_up", "totals_dropped")
    assert reading.problems == ()


def test_cut_by_scene_but_not_by_plan_is_a_report_by_item() -> None:
    header = ["日期", "场景ID", "主体ID", "主体类型", "主体名称", *FIGURES]
    rows = [["2026-11-20", scene, "801", "商品", "箱", 10, 1, 1, 0, 0] for scene in ("1", "2")]
    assert ads([header, *rows]).batches[0].rows == [(DAY, "item", "", "", "", "801", "", 20, 2, 200, 0, 0)]


def test_a_needed_figure_that_is_missing_rejects_the_row() -> None:
    header = ["日期", "场景ID", "场景名字", *FIGURES]
    reading = ads(
        [header, ["2026-11-20", "1", "全站", 10, 1, "-", 0, 0], ["2026-11-19", "1", "全站", 10, 1, 2, 0, 0]]
    )
    assert [(p.row, p.column, p.reason, p.rejected) for p in reading.problems] == [
        (2, "花费", "missing_figure", True)
    ]
    assert len(reading.batches[0].rows) == 1


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("点击率", 0.06, "0.06 ≠ 0.05"),
        ("平均点击花费", 0.3, "0.3 ≠ 0.2"),
        ("千次展现花费", 11, "11 ≠ 10"),
        ("投入产出比", 5, "5 ≠ 4"),
        ("点击转化率", 0.5, "0.5 ≠ 0.04"),
        ("总成交成本", 6, "6 ≠ 5"),
        ("总成交金额", 41, "41 ≠ 40"),
    ],
)
def test_identities(name: str, wrong: float, told: str) -> None:
    right = {"展现量": 1000, "点击量": 50, "花费": 10, "总成交金额": 40, "总成交笔数": 2, "点击率": 0.05}
    right |= {
        "平均点击花费": 0.2,
        "千次展现花费": 10,
        "直接成交金额": 30,
        "间接成交金额": 10,
        "投入产出比": 4,
    }
    right |= {"点击转化率": 0.04, "总成交成本": 5}
    header = ["日期", "场景ID", "场景名字", *right]
    start = ["2026-11-20", "1", "全站"]
    assert ads([header, [*start, *right.values()]]).problems == ()
    problems = ads([header, [*start, *(right | {name: wrong}).values()]]).problems
    assert (name, told, "identity_broken", False) in [
        (p.column, p.value, p.reason, p.rejected) for p in problems
    ]


def test_rounding_breaks_no_identity() -> None:
    """One click of 0.004 yuan is shown as 0.00: everything computed from it is allowed to differ by that."""
    header = ["日期", "场景ID", "场景名字", *FIGURES, "平均点击花费", "千次展现花费", "投入产出比"]
    row = ["2026-11-20", "1", "全站", 3, 1, 0.01, 2.69, 1, 0.01, 3.33, 268.71]
    assert ads([header, row]).problems == ()


@pytest.mark.parametrize("name", ["词ID/词包ID", "词 ID/词包ID"])
def test_the_word_s_id_under_both_its_names(name: str) -> None:
    header = [
        "日期",
        "场景ID",
        "场景名字",
        "计划ID",
        "计划名字",
        "单元ID",
        "宝贝ID",
        name,
        "词名字/词包名字",
        *FIGURES,
    ]
    row = ["2026-11-20", "1", "关键词推广", "2", "计划", "3", "4", "5", "收纳", 10, 1, 1, 0, 0]
    assert ads([header, row]).format == "wxt_words"


def test_crowds_stand_where_other_reports_have_the_word(reading: Read, batch: Pick) -> None:
    crowds, items = reading("wxt_crowds"), reading("wxt_items")
    assert (crowds.format, crowds.rejected, crowds.problems) == ("wxt_crowds", 0, ())
    days = batch(crowds, Kind.AD_DAY)
    spend, word = days.columns.index("spend"), days.columns.index("word_id")
    assert {row[1] for row in days.rows} == {"crowd"}
    assert {row[word] for row in days.rows} == {"收藏加购人群"}
    whole = batch(items, Kind.AD_DAY)
    assert sum(row[spend] for row in days.rows) == sum(row[spend] for row in whole.rows)  # type: ignore[misc]
    assert ("crowd", "收藏加购人群", "收藏加购人群") in batch(crowds, Kind.AD_NAME).rows


def test_money_without_a_crowd_counts_too() -> None:
    header = ["日期", "场景ID", "计划ID", "人群名字", *FIGURES]
    days, names = ads(
        [header, *(["2026-11-20", "1", "2", crowd, 10, 1, 2, 0, 0] for crowd in ("-", "老客"))]
    ).batches
    assert [row[6:] for row in days.rows] == [("", 10, 1, 200, 0, 0), ("老客", 10, 1, 200, 0, 0)]
    assert names.rows == [("crowd", "老客", "老客")]


def test_the_later_file_of_an_archive_counts_and_equal_files_count_once() -> None:
    header = ["日期", "场景ID", "场景名字", *FIGURES]
    one = as_csv([header, ["2026-11-20", "1", "全站", 10, 1, 2, 0, 0]], "gb18030")
    two = as_csv([header, ["2026-11-20", "1", "全站", 10, 1, 3, 0, 0]], "utf-8")
    same = read(as_zip({"报表.csv": one, "报表 (1).csv": one}), "x.zip", TODAY)
    later = read(as_zip({"a.csv": one, "b.csv": two}), "x.zip", TODAY)
    assert [row[9] for row in same.batches[0].rows] == [200]
    assert [row[9] for row in later.batches[0].rows] == [300]


# --------------------------------------------------------------------------------------------------- cash

CASH = ["记账时间", "交易日期", "收支类型", "交易类型", "操作金额(元)", "操作后余额(元)", "备注"]


def test_cash_in_order_whichever_way_the_file_runs() -> None:
    lines = [
        ["2026-11-20 10:05:09", "2026-11-20", "收入", "充值", "5,000.00", "5,100.00", "-"],
        ["2026-11-20 23:30:00", "2026-11-20", "支出", "推广消耗", "900.50", "4,199.50", "-"],
        ["2026-11-20 23:30:00", "2026-11-20", "支出", "推广消耗", "100.00", "4,099.50", "-"],
    ]
    forwards, backwards = ads([CASH, *lines]), ads([CASH, *reversed(lines)])
    rows = forwards.batches[0].rows
    assert rows == [
        (datetime(2026, 11, 20, 2, 5, 9, tzinfo=UTC), "001 充值 5000.00", 500000, 510000),
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "001 推广消耗 -900.50", -90050, 419950),
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "002 推广消耗 -100.00", -10000, 409950),
    ]
    assert backwards.batches == forwards.batches
    assert max(rows)[3] == 409950
    assert (forwards.first_day, forwards.last_day) == (DAY, DAY)


def test_brackets_of_any_width_in_the_cash_headers() -> None:
    wide = [name.replace("(", "（").replace(")", "）") for name in CASH]
    assert ads([wide, ["2026-11-20 10:05:09", "", "收入", "充值", 1, 2, ""]]).format == "wxt_cash"


def test_a_plan_report_saved_by_excel() -> None:
    header = ["日期", "场景ID", "场景名字", "计划ID", "计划名字", *FIGURES]
    data = as_xlsx([header, [46346, 372, "关键词推广", 61200000201, "核心", 10, 1, 0.5, 0, 0]])
    (days, names) = read(data, "计划报表.xlsx", TODAY).batches
    assert days.rows == [(DAY, "plan", "372", "61200000201", "", "", "", 10, 1, 50, 0, 0)]
    assert names.rows == [("scene", "372", "关键词推广"), ("plan", "61200000201", "核心")]
