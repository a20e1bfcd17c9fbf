"""Searched words: by day, place and product."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_xls, as_xlsx

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
Read = Callable[[str], Reading]
HEADER = ["统计日期", "搜索词", "访客数", "加购人数", "支付买家数", "支付转化率", "支付金额"]
ROW = ["2026-11-20", "收纳箱", "1,000", "50", "40", "4.00%", "3,560.00"]


def words(*rows: list[str], name: str) -> Reading:
    return read(as_xls([*[["说明"]] * 5, HEADER, *rows]), name, TODAY)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("【生意参谋】选词助手-引流搜索词-店外-无线-20261121.xls", "店外"),
        ("【生意参谋】选词助手-引流搜索词-店内-无线-20261121.xls", "店内"),
        ("词.xls", ""),
    ],
)
def test_a_word_to_the_fen(name: str, place: str) -> None:
    reading = words(ROW, name=name)
    columns = ("day", "item_id", "place", "word", "visitors", "cart_buyers", "paid_buyers", "paid_amount")
    row = (DAY, "", place, "收纳箱", 1000, 50, 40, 356000)
    assert reading.batches == (Batch(Kind.WORD_DAY, columns, [row]),)
    assert (reading.format, reading.problems, reading.notes) == ("sycm_words", (), ())


def test_a_rate_that_contradicts_its_parts_is_told() -> None:
    reading = words([*ROW[:5], "5.00%", ROW[6]], name="词.xls")
    assert [(p.column, p.value, p.rejected) for p in reading.problems] == [
        ("支付转化率", "0.05 ≠ 0.04", False)
    ]


def test_the_day_in_the_sheet_beats_the_file_s_name() -> None:
    assert words(ROW, name="选词助手-引流搜索词-店外-无线-20261121.xls").last_day == DAY


def test_words_of_products_are_of_products() -> None:
    rows: list[list[object]] = [
        ["统计日期", "店铺名称", "商品ID", "搜索词类型", "搜索词", "归属原则", "访客数", "支付金额"],
        ["2026-11-20", "松果", 700100200301, "搜索", "收纳箱", "最后一次访问来源", 9, 89.0],
    ]
    reading = read(as_xlsx(rows), "商品-流量来源详情-分日-2026-11-21.xlsx", TODAY)
    assert reading.format == "sycm_words"
    assert reading.batches[0].rows == [(DAY, "700100200301", "", "收纳箱", 9, 8900)]


def test_chosen_columns_give_words_too(reading: Read) -> None:
    one = reading("sycm_words-chosen")
    assert one.problems == ()
    assert one.batches[0].columns[4:] == ("visitors", "paid_items", "paid_amount")
    assert len(one.batches[0].rows) == 6 * 5


def test_several_shops_are_asked_apart() -> None:
    rows = [["统计日期", "店铺名称", "关键词", "访客数"]]
    rows += [["2026-11-20", shop, "收纳箱", "5"] for shop in "甲乙"]
    with pytest.raises(Mistake) as caught:
        read(as_xlsx(rows), "词.xlsx", TODAY)
    assert caught.value.reason == "several_shops"


def test_an_ad_report_by_word_is_none(reading: Read) -> None:
    assert reading("wxt_words").format == "wxt_words"
