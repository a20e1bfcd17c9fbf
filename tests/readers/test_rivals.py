"""Competitors: the platform's sheets with ranges, and our own."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.tables import Batch, Kind, Reading
from readers.read import read
from readers.template import competitors_template
from tests.samples.containers import as_csv, as_xlsx

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
Read = Callable[[str], Reading]


def sheet(*rows: list[object]) -> Reading:
    return read(as_xlsx(rows), "竞店.xlsx", TODAY)


def test_ranges_keep_low_and_high_and_the_own_shop_is_left_out() -> None:
    reading = sheet(
        ["统计日期", "店铺名称", "访客数", "支付金额", "支付件数", "支付转化率"],
        ["2026-11-20", "本店", "1,200", "3,000.00", 40, "3.00%"],
        ["2026-11-20", "云杉生活馆", "1万 ~ 2.5万", "5,000 ~ 1万", "100 ~ 200", "15% ~ 20%"],
        ["2026-11-20", "白桦日用", 900, 1000.5, "500+", "-"],
    )
    assert reading.format == "sycm_rivals"
    columns = (
        *("day", "shop", "item", "items_low", "items_high", "amount_low", "amount_high"),
        *("visitors_low", "visitors_high", "conversion_low", "conversion_high"),
    )
    assert reading.batches == (
        Batch(
            Kind.RIVAL_DAY,
            columns,
            [
                (DAY, "云杉生活馆", "", 100, 200, 500000, 1000000, 10000, 25000, 0.15, 0.2),
                (DAY, "白桦日用", "", 500, 500, 100050, 100050, 900, 900, None, None),
            ],
        ),
    )
    assert reading.notes == ("own_shop_skipped",)
    assert [(p.row, p.value, p.reason, p.rejected) for p in reading.problems] == [
        (4, "500+", "open_range", False)
    ]


def test_a_rival_s_item_stands_for_its_shop_where_no_shop_is_named() -> None:
    reading = sheet(
        ["日期", "竞品", "访客数"], ["2026-11-20", "云杉 收纳箱", "1000 ~ 2000"], ["2026-11-20", "", 5]
    )
    assert reading.batches[0].rows == [(DAY, "云杉 收纳箱", "", 1000, 2000)]
    assert [(p.row, p.reason) for p in reading.problems] == [(3, "missing_text")]
    assert reading.rejected == 1


def test_items_of_a_named_rival() -> None:
    reading = sheet(["日期", "竞店", "商品ID", "商品名称", "价格"], ["2026-11-20", "甲", 7001, "箱", 89])
    assert reading.batches[0].rows == [(DAY, "甲", "箱", 8900)]


def test_a_shop_sheet_without_any_sign_of_rivals_is_the_shop() -> None:
    assert sheet(["日期", "店铺名称", "访客数", "支付金额"], ["2026-11-20", "甲", 5, 6]).format == "sycm_shop"


@pytest.mark.parametrize(
    "header",
    [
        ["日期", "店铺", "商品", "链接", "价格", "销量", "访客数", "评分", "备注"],
        ["Day", "SHOP", " item", "Link", "Price", "Sales", "Visitors", "Rating", "Note"],
    ],
)
def test_our_own_sheet_in_both_languages(header: list[object]) -> None:
    row: list[object] = [
        "2026-11-20",
        "甲",
        "箱",
        "https://example.com/1",
        "¥89",
        "1000~1500",
        820,
        4.8,
        "直降",
    ]
    reading = sheet(header, row)
    assert reading.format == "rivals_simple"
    assert reading.batches[0].columns[:7] == ("day", "shop", "item", "link", "price", "rating", "note")
    assert reading.batches[0].rows == [
        (DAY, "甲", "箱", "https://example.com/1", 8900, 4.8, "直降", 1000, 1500, 820, 820)
    ]


def test_a_sheet_with_only_shop_and_price() -> None:
    data = as_csv([["日期", "店铺", "价格"], ["2026-11-20", "甲", "89"], ["2026-11-20", "", "1"]], "utf-8")
    reading = read(data, "x.csv", TODAY)
    assert reading.batches[0].rows == [(DAY, "甲", "", 8900)]
    assert [problem.reason for problem in reading.problems] == ["missing_text"]


@pytest.mark.parametrize("key", ["sycm_rivals", "rivals_simple"])
def test_samples_have_four_rivals_a_day(key: str, reading: Read) -> None:
    one = reading(key)
    assert (one.format, one.problems, len(one.batches[0].rows)) == (key, (), 6 * 4)


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
def test_the_template_reads_back_and_its_example_is_not_read(
    language: str, refusal: Callable[..., object]
) -> None:
    assert refusal(competitors_template(language)).reason == "no_rows"  # type: ignore[attr-defined]


def test_a_filled_in_template_is_read() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(competitors_template("zh")))
    page = book.worksheets[0]
    assert len(page.data_validations.dataValidation) == 3
    page.append([date(2026, 11, 20), "甲", "箱", "", 89, "100~200", "", 4.8, "红底", "", "满99减10", ""])
    body = BytesIO()
    book.save(body)
    reading = read(body.getvalue(), "竞店.xlsx", TODAY)
    assert reading.batches[0].rows == [
        (DAY, "甲", "箱", None, 8900, 4.8, "红底", None, "满99减10", None, 100, 200, None, None)
    ]
