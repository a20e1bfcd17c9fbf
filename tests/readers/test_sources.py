"""Traffic sources: subtotals, carriers, days and items from outside the table."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.sources import SourceLine, channels, leaves, path_of
from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_xls, as_xls_book, as_xlsx

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 21)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]
NAME = "【生意参谋平台】无线店铺流量来源-2026-11-21_2026-11-21.xls"
HEADER = [
    "流量载体",
    "一级来源",
    "二级来源",
    "三级来源",
    "四级来源",
    "访客数",
    "访客数环比",
    "支付金额",
    "支付金额环比",
]


def shop(*rows: list[str], name: str = NAME, above: str = "说明") -> Reading:
    return read(as_xls([*[[above]] * 5, HEADER, *rows]), name, TODAY)


def row(path: str, visitors: str, paid: str = "1,234.50", carrier: str = "全店流量") -> list[str]:
    levels = [*path.split("/"), "汇总", "汇总", "汇总"][:4]
    return [carrier, *levels, visitors, "59.02%", paid, "-"]


def lines(reading: Reading) -> list[SourceLine]:
    found = []
    for batch in reading.batches:
        for values in batch.rows:
            cells = dict(zip(batch.columns, values, strict=True))
            found.append(
                SourceLine(
                    cells["day"],  # type: ignore[arg-type]
                    path_of(str(cells["source"])),
                    str(cells["carrier"]),
                    str(cells["item_id"]),
                    cells["visitors"],  # type: ignore[arg-type]
                )
            )
    return found


def test_a_subtotal_s_path_ends_where_it_says_sum() -> None:
    reading = shop(row("付费推广", "652"), row("付费推广/关键词推广", "1,200", "0.00"))
    assert (reading.format, reading.problems, reading.rejected) == ("sycm_sources", (), 0)
    assert reading.batches == (
        Batch(
            Kind.SOURCE_DAY,
            ("day", "item_id", "carrier", "source", "visitors", "paid_amount"),
            [
                (DAY, "", "", "付费推广", 652, 123450),
                (DAY, "", "", "付费推广 > 关键词推广", 1200, 0),
            ],
        ),
    )
    assert (reading.first_day, reading.last_day) == (DAY, DAY)
    assert reading.notes == ("day_from_outside",)


def test_the_change_beside_a_metric_is_not_the_metric() -> None:
    assert shop(row("付费推广", "-")).batches[0].rows[0][4] is None


def test_carriers_are_kept_and_the_whole_shop_has_none() -> None:
    reading = shop(row("搜索", "9", carrier="淘宝APP"), row("搜索", "9"), row("搜索", "9", carrier="汇总"))
    assert [values[2] for values in reading.batches[0].rows] == ["淘宝APP", ""]


def test_a_row_above_all_sources_has_no_path() -> None:
    assert shop(row("汇总", "99")).batches[0].rows[0][3] == ""


def test_of_equal_rows_the_last_counts_and_the_other_is_told() -> None:
    reading = shop(row("搜索", "9"), row("搜索", "8"))
    assert [values[4] for values in reading.batches[0].rows] == [8]
    assert [problem.reason for problem in reading.problems] == ["repeated_row"]


def test_the_day_above_the_table_beats_the_file_s_name() -> None:
    reading = shop(row("搜索", "9"), above="统计日期：2026-11-19")
    assert reading.first_day == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("【生意参谋平台】无线店铺流量来源-2026-11-15_2026-11-21.xls", "period_file"),
        ("流量来源.xls", "no_day_in_file"),
    ],
)
def test_a_week_or_no_day_is_refused(name: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        shop(row("搜索", "9"), name=name)
    assert caught.value.reason == reason


def test_both_sheets_are_read_and_the_third_is_left_out(reading: Read) -> None:
    one = reading("sycm_sources")
    assert (one.format, one.problems) == ("sycm_sources", ())
    assert one.notes == ("day_from_outside", "sheets_ignored")
    by_carrier = [line.carrier for line in lines(one)]
    assert {carrier: by_carrier.count(carrier) for carrier in by_carrier} == {
        "": 10,
        "淘宝APP": 10,
        "天猫APP": 10,
    }


def test_nothing_is_counted_twice(reading: Read) -> None:
    found = lines(reading("sycm_sources"))
    named = {line.path: line.visitors for line in found if not line.carrier}
    assert [(one.name, one.visitors) for one in channels(found)] == [
        ("平台流量", named["平台流量",]),
        ("付费推广", named["付费推广",]),
        ("广告流量", named["广告流量",]),  # told without detail
        ("其他来源", named["其他来源", "站外", "微信"]),  # told without subtotals
    ]
    shop_wide = [line for line in leaves(found) if not line.carrier]
    assert [line.path[-1] for line in sorted(shop_wide, key=lambda line: -(line.visitors or 0))] == [
        *("手淘推荐", "货品全站推广", "关键词推广", "广告流量", "搜索直达", "图搜", "微信"),
    ]


def test_the_older_table_gives_the_same_visitors(reading: Read) -> None:
    new = {line.path: line.visitors for line in lines(reading("sycm_sources")) if not line.carrier}
    old = {line.path: line.visitors for line in lines(reading("sycm_sources-old"))}
    assert old == new


# ------------------------------------------------------------------------------------------------ one product

ITEM_HEADER = ["一级来源", "二级来源", "访客数", "浏览量", "支付金额"]
ITEM_ROW = ["搜索", "汇总", "90", "180", "89.00"]


def item(name: str, above: str = "说明") -> Reading:
    return read(as_xls([*[[above]] * 5, ITEM_HEADER, ITEM_ROW]), name, TODAY)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("无线商品流量来源-700100200301-2026-11-21_2026-11-21.xls", "说明"),
        ("无线商品流量来源详情-2026-11-21.xls", "商品ID：700100200301"),
        ("700100200301_20261121_20261122091500.xls", "统计日期：2026-11-21"),
    ],
)
def test_the_item_stands_in_the_name_or_above_the_table(name: str, above: str) -> None:
    reading = item(name, above)
    assert reading.format == "sycm_item_sources"
    assert reading.batches[0].rows == [(DAY, "700100200301", "", "搜索", 90, 180, 8900)]


@pytest.mark.parametrize("name", ["流量来源-2026-11-21.xls", "700100200301 700100200302 2026-11-21.xls"])
def test_no_item_or_two_are_refused(name: str) -> None:
    with pytest.raises(Mistake) as caught:
        item(name)
    assert (caught.value.reason, caught.value.facts) == ("no_item_in_file", {"format": "sycm_item_sources"})


def test_a_product_s_file_is_not_the_shop_s(reading: Read) -> None:
    one, chosen = reading("sycm_item_sources"), reading("sycm_item_sources-chosen")
    assert {line.item_id for line in lines(one)} == {"700100200301"}
    assert one.problems == chosen.problems == ()
    same = [line for line in lines(chosen) if line.item_id == "700100200301" and line.day == DAY]
    assert {line.path: line.visitors for line in same} == {line.path: line.visitors for line in lines(one)}
    assert len(lines(chosen)) == 8 * 6 * 10


def test_several_shops_are_asked_apart() -> None:
    header = ["统计日期", "店铺名称", "商品ID", "一级流量来源", "访客数"]
    rows = [["2026-11-20", "甲", "700100200301", "搜索", 5], ["2026-11-20", "乙", "700100200301", "搜索", 6]]
    with pytest.raises(Mistake) as caught:
        read(as_xlsx([header, *rows]), "x.xlsx", TODAY)
    assert caught.value.reason == "several_shops"


def test_a_workbook_with_an_empty_second_sheet() -> None:
    book = {"全店流量来源": [HEADER, row("搜索", "9")], "分载体流量来源": [HEADER]}
    assert len(read(as_xls_book(book), NAME, TODAY).batches[0].rows) == 1  # type: ignore[arg-type]
