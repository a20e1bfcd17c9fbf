"""生意参谋: products by day and the shop by day."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Problem, Reading
from playground.shop import headers
from playground.shop.sheets import product_rows
from readers.read import read
from tests.samples.containers import as_csv, as_html, as_xls, as_xlsx
from tests.samples.shop import days_up_to, item_days

TODAY = date(2026, 11, 22)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]

HEADER = [
    "统计日期",
    "商品ID",
    "商品名称",
    "商品状态",
    "商品访客数",
    "商品浏览量",
    "商品详情页跳出率",
    "支付买家数",
]
HEADER += [
    "支付件数",
    "支付金额",
    "商品支付转化率",
    "支付新买家数",
    "支付老买家数",
    "访客平均价值",
    "年累计支付金额",
]
ROW = ["2026-11-20", "700100200301", "收纳箱", "当前在线", "1,000", "2,000", "61.20%", "50"]
ROW += ["60", "5,340.00", "5.00%", "40", "10", "5.34", "999,999.00"]


def products(*rows: list[str], header: list[str] = HEADER) -> Reading:
    return read(as_xls([*[["说明"]] * 4, header, *rows]), "商品.xls", TODAY)


def changed(**cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)]


def test_a_product_row_to_the_fen() -> None:
    reading = products(ROW)
    days, names = reading.batches
    assert (reading.format, reading.problems, reading.rejected) == ("sycm_products", (), 0)
    assert dict(zip(days.columns, days.rows[0], strict=True)) == {
        "day": date(2026, 11, 20),
        "item_id": "700100200301",
        "visitors": 1000,
        "paid_amount": 534000,
        "page_views": 2000,
        "paid_buyers": 50,
        "paid_items": 60,
        "bounce_rate": 0.612,
        "new_buyers": 40,
        "returning_buyers": 10,
    }
    assert names == Batch(
        Kind.PRODUCT, ("item_id", "title", "status"), [("700100200301", "收纳箱", "当前在线")]
    )


@pytest.mark.parametrize("key", ["sycm_products", "sycm_products-36", "sycm_products-40"])
def test_all_variants_give_the_same_rows(key: str, reading: Read, batch: Pick) -> None:
    one, other = reading(key), reading("sycm_products")
    assert (one.format, one.problems) == ("sycm_products", ())
    assert (one.first_day, one.last_day) == (date(2026, 11, 16), date(2026, 11, 21))
    assert len(batch(one, Kind.PRODUCT_DAY).rows) == 6 * 8
    assert one.batches == other.batches


@pytest.mark.parametrize("container", [as_xls, as_xlsx, as_html, lambda rows: as_csv(rows, "gb18030")])
def test_the_container_does_not_matter(container: Callable[[object], bytes], reading: Read) -> None:
    rows = list(product_rows(item_days(days_up_to(date(2026, 11, 21), 6), 1), headers.PRODUCTS_38))
    assert read(container(rows), "表.xls", TODAY).batches == reading("sycm_products").batches


def test_numbers_after_a_save_in_excel_mean_the_same() -> None:
    saved = [
        "2026/11/20",
        700100200301,
        "收纳箱",
        "当前在线",
        1000,
        2000,
        0.612,
        50,
        60,
        5340.0,
        0.05,
        40,
        10,
        5.34,
        1,
    ]
    resaved = read(as_xlsx([HEADER, saved]), "x.xlsx", TODAY)
    assert (resaved.batches, resaved.problems) == (products(ROW).batches, ())


def test_missing_is_not_zero() -> None:
    days = products(changed(商品访客数="-", 支付金额="0.00", 支付买家数="--")).batches[0]
    row = dict(zip(days.columns, days.rows[0], strict=True))
    assert (row["visitors"], row["paid_amount"], row["paid_buyers"]) == (None, 0, None)


def test_bad_rows_are_told_by_row_column_value_and_reason() -> None:
    reading = products(
        ROW,
        changed(统计日期="2026-11-10~2026-11-16"),
        changed(统计日期="2026-12-24"),
        changed(商品ID="7.00100E+11"),
        changed(商品ID="-"),
        changed(支付件数="many", 统计日期="2026-11-19"),
        changed(支付金额="lots", 统计日期="2026-11-18"),
    )
    sheet = "【生意参谋平台】1"
    assert reading.problems == (
        Problem(sheet, 7, "统计日期", "2026-11-10~2026-11-16", "period_not_day"),
        Problem(sheet, 8, "统计日期", "2026-12-24", "future_day"),
        Problem(sheet, 9, "商品ID", "7.00100E+11", "destroyed_id"),
        Problem(sheet, 10, "商品ID", "", "missing_id"),
        Problem(sheet, 12, "支付金额", "lots", "not_a_number"),
        Problem(sheet, 11, "支付件数", "many", "not_a_number", rejected=False),
    )
    assert reading.rejected == 5
    assert [row[0] for row in reading.batches[0].rows] == [date(2026, 11, 20), date(2026, 11, 19)]
    assert reading.notes == ("period_not_day",)


def test_tomorrow_is_allowed_the_day_after_is_not() -> None:
    assert products(changed(统计日期="2026-11-23")).rejected == 0
    assert products(changed(统计日期="2026-11-24")).rejected == 1


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"支付新买家数": "41"}, ("支付买家数", "50 ≠ 51")),
        ({"商品支付转化率": "5.10%"}, ("商品支付转化率", "0.051 ≠ 0.05")),
        ({"访客平均价值": "5.40"}, ("访客平均价值", "5.4 ≠ 5.34")),
    ],
)
def test_figures_that_contradict_each_other_are_told_and_kept(
    cells: dict[str, str], told: tuple[str, str]
) -> None:
    reading = products(changed(**cells))
    assert [(p.column, p.value, p.reason, p.rejected) for p in reading.problems] == [
        (*told, "identity_broken", False)
    ]
    assert len(reading.batches[0].rows) == 1


def test_totals_and_blank_rows_are_no_rows() -> None:
    total = ["合计", "", "", *ROW[3:]]
    reading = products(total, ROW, [""] * 15, changed(统计日期="", 商品ID="总计", 商品名称="-"))
    assert (len(reading.batches[0].rows), reading.problems) == (1, ())
    assert reading.notes == ("totals_dropped",)


def test_of_equal_keys_the_last_counts_and_the_other_is_told() -> None:
    reading = products(ROW, changed(支付件数="61"), changed(支付件数="61"))
    assert [row[5] for row in reading.batches[0].rows if reading.batches[0].columns[6] == "paid_items"] == [
        50
    ]
    assert reading.batches[0].rows[0][6] == 61
    assert [(p.row, p.reason) for p in reading.problems] == [(6, "repeated_row")]


def test_headers_are_found_under_any_brackets_spaces_and_width() -> None:
    header = [" 统计日期", "商品ＩＤ ", "商品名称", *HEADER[3:]]
    assert products(ROW, header=header).batches == products(ROW).batches


def test_the_newest_title_counts() -> None:
    reading = products(changed(商品名称="新名字", 统计日期="2026-11-21"), changed(商品名称="旧名字"))
    assert [row[1] for row in reading.batches[1].rows] == ["新名字"]


# --------------------------------------------------------------------------------------------------- shop


def shop(rows: list[list[object]]) -> Reading:
    return read(as_xlsx(rows), "取数.xlsx", TODAY)


def test_the_shop_s_day_agrees_with_its_products(reading: Read, batch: Pick) -> None:
    shop_days = batch(reading("sycm_shop"), Kind.SHOP_DAY)
    items = batch(reading("sycm_products"), Kind.PRODUCT_DAY)
    amount, item_amount = shop_days.columns.index("paid_amount"), items.columns.index("paid_amount")
    for row in shop_days.rows:
        assert row[amount] == sum(item[item_amount] for item in items.rows if item[0] == row[0])  # type: ignore[misc]
    assert len(shop_days.rows) == 6
    assert reading("sycm_shop").problems == ()


def test_only_the_columns_that_are_there() -> None:
    reading = shop([["支付金额", "统计日期"], [1234.5, "2026-11-20"]])
    assert reading.batches == (Batch(Kind.SHOP_DAY, ("day", "paid_amount"), [(date(2026, 11, 20), 123450)]),)


def test_columns_in_any_order_and_a_period_is_refused() -> None:
    reading = shop(
        [
            ["跳失率", "访客数", "日期", "不认识的列"],
            ["61.5%", "1,200", "2026/11/20", "?"],
            [0.6, 9, "2026-11-09~2026-11-15", ""],
        ]
    )
    assert reading.batches[0].columns == ("day", "visitors", "bounce_rate")
    assert reading.batches[0].rows == [(date(2026, 11, 20), 1200, 0.615)]
    assert [problem.reason for problem in reading.problems] == ["period_not_day"]


def test_several_shops_are_asked_apart() -> None:
    with pytest.raises(Mistake) as caught:
        shop([["统计日期", "店铺名称", "访客数"], ["2026-11-20", "甲", 5], ["2026-11-20", "乙", 6]])
    assert (caught.value.reason, caught.value.facts) == ("several_shops", {"shops": ("乙", "甲")})


@pytest.mark.parametrize("more", ["小时", "旺旺昵称", "SKU ID", "关键词类型"])
def test_what_is_finer_than_a_shop_is_not_the_shop(more: str, refusal: Callable[..., Mistake]) -> None:
    rows: list[list[object]] = [["统计日期", "访客数", "支付金额", more], ["2026-11-20", 5, 6, "7"]]
    assert refusal(as_xlsx(rows)).reason == "unknown_table"


@pytest.mark.parametrize(
    ("more", "name"),
    [("商品ID", "sycm_items"), ("一级来源", "sycm_sources"), ("搜索词", "sycm_words")],
)
def test_what_is_finer_than_a_shop_is_what_it_is(more: str, name: str) -> None:
    assert shop([["统计日期", "访客数", "支付金额", more], ["2026-11-20", 5, 6, "7"]]).format == name


# --------------------------------------------------------------------------------------- 取数: items and SKUs


def test_chosen_columns_of_products_tell_what_the_whole_list_tells(reading: Read, batch: Pick) -> None:
    chosen, whole = reading("sycm_items"), reading("sycm_products")
    assert (chosen.format, chosen.problems, chosen.rejected) == ("sycm_items", (), 0)
    days, all_days = batch(chosen, Kind.PRODUCT_DAY), batch(whole, Kind.PRODUCT_DAY)
    known = {row[:2]: dict(zip(all_days.columns, row, strict=True)) for row in all_days.rows}
    for row in days.rows:
        cells = dict(zip(days.columns, row, strict=True))
        assert cells.pop("recommended_visitors") is not None
        assert cells.items() <= known[row[:2]].items()
    assert {item: title for item, title, *_ in batch(whole, Kind.PRODUCT).rows} == dict(
        batch(chosen, Kind.PRODUCT).rows  # type: ignore[arg-type]
    )


def test_products_without_their_names_are_products_too() -> None:
    reading = shop([["统计日期", "商品ID", "支付金额"], ["2026-11-20", 700100200301, 12.5]])
    assert reading.format == "sycm_items"
    assert reading.batches == (
        Batch(
            Kind.PRODUCT_DAY,
            ("day", "item_id", "paid_amount"),
            [(date(2026, 11, 20), "700100200301", 1250)],
        ),
    )


def test_products_of_several_shops_are_asked_apart() -> None:
    rows = [["2026-11-20", name, 700100200301, 5] for name in "甲乙"]
    with pytest.raises(Mistake) as caught:
        shop([["统计日期", "店铺名称", "商品ID", "支付金额"], *rows])
    assert caught.value.reason == "several_shops"


def test_a_row_per_sku(reading: Read, batch: Pick) -> None:
    one = reading("sycm_variants")
    assert (one.format, one.problems, one.rejected) == ("sycm_variants", (), 0)
    skus = batch(one, Kind.VARIANT_DAY)
    assert skus.columns == (
        *("day", "item_id", "sku_id", "variant", "cart_items", "paid_buyers", "paid_items", "paid_amount"),
    )
    items = batch(reading("sycm_products"), Kind.PRODUCT_DAY)
    place = items.columns.index("paid_amount")
    assert sum(row[7] for row in skus.rows) == sum(row[place] for row in items.rows)  # type: ignore[misc]


@pytest.mark.parametrize("more", ["关联商品ID", "时间类型", "退款原因"])
def test_other_reports_about_products_are_not_taken_for_their_days(
    more: str, refusal: Callable[..., Mistake]
) -> None:
    rows: list[list[object]] = [["统计日期", "商品ID", "支付金额", more], ["2026-11-20", 7001002003, 6, "7"]]
    assert refusal(as_xlsx(rows)).reason == "unknown_table"
