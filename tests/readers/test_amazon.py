"""Amazon: the business report, whose day is in the file's name, and sponsored search terms."""

from datetime import date
from typing import Any

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Reading
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx
from tests.samples.market_headers import AMAZON_PRODUCTS, AMAZON_TERMS
from tests.samples.markets import cells

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 21)

BOX = {
    "(Parent) ASIN": "B0P0200300",
    "(Child) ASIN": "B0C0200301",
    "Title": "Storage box",
    "SKU": "SG-301",
    "Sessions - Total": "1,213",
    "Page Views - Total": "2,131",
    "Units Ordered": "146",
    "Unit Session Percentage": "12.04%",
    "Ordered Product Sales": "$12,905.25",
}


def report(name: str, *rows: dict[str, Any], names: tuple[str, ...] = AMAZON_PRODUCTS) -> Reading:
    return read(as_csv([names, *(cells(names, row) for row in rows)], "utf-8-sig"), name, TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "BusinessReport-11-21-26.csv",
        "BusinessReport-11-21-26 (1).csv",
        "report_2026-11-21.csv",
        "21 Nov 2026.csv",
    ],
)
def test_the_day_is_the_file_name_s(name: str) -> None:
    reading = report(name, BOX)
    days, products = reading.batches
    assert days.columns == ("day", "item_id", "visitors", "page_views", "paid_items", "paid_amount")
    assert days.rows == [(DAY, "B0C0200301", 1213, 2131, 146, 1290525)]
    assert products.rows == [("B0C0200301", "Storage box", "SG-301")]
    assert (reading.format, reading.problems) == ("amazon_products", ())
    assert reading.notes == ("day_from_outside", "other_currency")


def test_american_names_begin_with_the_month() -> None:
    assert report("BusinessReport-3-4-26.csv", BOX).first_day == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("BusinessReport-11-22-26.csv", "day_not_over"),  # as Amazon names what is downloaded today
        ("report_2026-11-22.csv", "day_not_over"),
        ("BusinessReport-02.12.25.csv", "no_day_in_file"),  # in Germany the day stands first
        ("BusinessReport.csv", "no_day_in_file"),
        ("BusinessReport-11-25-26.csv", "no_day_in_file"),  # that day has not come
        ("report_2026-11-15_2026-11-21.csv", "period_file"),
    ],
)
def test_without_one_day_in_the_name_it_is_asked_for(name: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        report(name, BOX)
    assert caught.value.reason == reason


def test_several_skus_of_an_item_are_added_up() -> None:
    blue = BOX | {"SKU": "SG-301-B", "Sessions - Total": "100", "Units Ordered": "4"}
    blue |= {"Unit Session Percentage": "4.00%", "Ordered Product Sales": "$10.75", "Page Views - Total": "0"}
    reading = report("2026-11-21.csv", BOX, blue)
    assert reading.batches[0].rows == [(DAY, "B0C0200301", 1313, 2131, 150, 1291600)]
    assert "rows_added_up" in reading.notes


def test_a_long_dash_in_the_names_and_yuan_in_the_cells() -> None:
    names = tuple(name.replace("Sessions - ", "Sessions – ") for name in AMAZON_PRODUCTS)
    row = {key.replace("Sessions - ", "Sessions – "): value for key, value in BOX.items()}
    reading = report("2026-11-21.csv", row | {"Ordered Product Sales": "￥1,234.50"}, names=names)
    assert reading.batches[0].rows == [(DAY, "B0C0200301", 1213, 2131, 146, 123450)]
    assert reading.notes == ("day_from_outside",)


TERM = {
    "Start Date": "Nov 21, 2026",
    "End Date": "Nov 21, 2026",
    "Currency": "USD",
    "Campaign Name": "Boxes",
    "Ad Group Name": "Core",
    "Match Type": "BROAD",
    "Customer Search Term": "storage box",
    "Impressions": 900,
    "Clicks": 45,
    "Click-Thru Rate (CTR)": 0.05,
    "Cost Per Click (CPC)": 0.4,
    "Spend": 18,
    "7 Day Total Sales ": 90.5,
    "Total Return on Advertising Spend (ROAS)": 5.03,
    "7 Day Total Orders (#)": 5,
}


def terms(*rows: dict[str, Any], names: tuple[str, ...] = AMAZON_TERMS) -> Reading:
    return read(as_xlsx([names, *(cells(names, row) for row in rows)]), "Search term report.xlsx", TODAY)


def test_a_term_however_it_was_matched_is_one_line_of_its_ad_group() -> None:
    reading = terms(TERM, TERM | {"Match Type": "EXACT"}, TERM | {"Ad Group Name": "New"})
    assert reading.batches[0].rows == [
        (DAY, "amazon", "amazon", "Boxes", "Core", "", "storage box", 1800, 90, 3600, 18100, 10),
        (DAY, "amazon", "amazon", "Boxes", "New", "", "storage box", 900, 45, 1800, 9050, 5),
    ]
    assert reading.batches[1].rows == [("scene", "amazon", "Amazon")]
    assert (reading.format, reading.problems) == ("amazon_terms", ())
    assert reading.notes == ("other_currency", "rows_added_up")


def test_the_daily_cut_has_one_date_and_yuan_need_no_remark() -> None:
    names = ("Date", *AMAZON_TERMS[2:])
    row = TERM | {"Date": "11/21/2026", "Currency": "CNY"}
    reading = terms(row, names=names)
    assert (reading.first_day, reading.notes, reading.rejected) == (DAY, (), 0)


def test_a_summary_of_several_days_is_left_out_and_said_so() -> None:
    reading = terms(TERM | {"Start Date": "Nov 15, 2026"}, TERM)
    assert (len(reading.batches[0].rows), reading.rejected) == (1, 1)
    assert "period_not_day" in reading.notes
    assert [(p.row, p.value, p.reason) for p in reading.problems] == [
        (2, "2026-11-15 – 2026-11-21", "period_not_day")
    ]
