"""Amazon: the business report by item, and what shoppers searched when a sponsored product was clicked."""

from metrics.ads import Cut, Report
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, DayOrder, DaySource, Format, Ratio
from readers.markets import item_days, note_currency
from readers.rows import Table
from readers.wxt import day_batch, name_batch

# ------------------------------------------------------------------------------------------- business report


def product_batches(table: Table) -> tuple[Batch, ...]:
    """An item sold under several SKUs has a row of each: they are added up."""
    note_currency(table)
    return item_days(table, ("visitors", "page_views", "paid_items", "paid_amount"))


PRODUCTS = Format(
    name="amazon_products",
    title="Amazon: business report by ASIN",
    example="BusinessReport-11-21-26.csv",
    columns=(
        Column("day", Cell.DAY, ("Date",), required=True),
        Column("item_id", Cell.ID, ("(Child) ASIN",), required=True),
        Column("title", Cell.TEXT, ("Title",), required=True, empty=True),
        Column("article", Cell.TEXT, ("SKU",)),
        Column("visitors", Cell.COUNT, ("Sessions - Total", "Sessions – Total"), required=True, empty=True),
        Column("page_views", Cell.COUNT, ("Page Views - Total", "Page Views – Total")),
        Column("paid_items", Cell.COUNT, ("Units Ordered",), required=True, empty=True),
        Column("paid_amount", Cell.MONEY, ("Ordered Product Sales",), required=True, empty=True),
        # not kept: the amounts' sign, and what to check the others by
        Column("signed", Cell.TEXT, ("Ordered Product Sales",)),
        Column("unit_rate", Cell.FIGURE, ("Unit Session Percentage",)),
    ),
    day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
    ended=True,  # Amazon names the file by the day it was downloaded
    identities=(Ratio("unit_rate", "paid_items", "visitors", step=0.0001),),
    batches=product_batches,
)

# --------------------------------------------------------------------------------------------- search terms


def term_batches(table: Table) -> tuple[Batch, ...]:
    """Campaigns and ad groups are only named; however a term was matched, it is one term."""
    note_currency(table)
    leave_out_periods(table)
    table.columns["scene_id"] = [Report.AMAZON.value] * len(table)
    table.columns["scene"] = ["Amazon"] * len(table)
    days = day_batch(table, Report.AMAZON, ("scene_id", "plan_id", "unit_id", "word_id"))
    return days, name_batch(table, (Cut.SCENE, "scene_id", "scene"))


def leave_out_periods(table: Table) -> None:
    """Rows of a summary from a first to a last day are of no day."""
    pairs = zip(table.column("day"), table.column("last_day"), strict=True)
    longer = {index for index, (first, last) in enumerate(pairs) if last is not None and last != first}
    for index in longer:
        first, last = table.column("day")[index], table.column("last_day")[index]
        table.doubt(index, "day", f"{first} – {last}", "period_not_day", rejected=True)
        table.notes.add("period_not_day")
    table.rejected += len(longer)
    table.keep(index for index in range(len(table)) if index not in longer)


TERMS = Format(
    name="amazon_terms",
    title="Amazon: sponsored search terms",
    example="Sponsored Products Search term report.xlsx",
    columns=(
        Column("day", Cell.DAY, ("Date", "Start Date"), required=True),
        Column("last_day", Cell.DAY, ("End Date",)),
        Column("currency", Cell.TEXT, ("Currency",)),
        Column("plan_id", Cell.TEXT, ("Campaign Name",), required=True),
        Column("unit_id", Cell.TEXT, ("Ad Group Name",), required=True, empty=True),
        Column("word_id", Cell.TEXT, ("Customer Search Term",), required=True),
        Column("impressions", Cell.COUNT, ("Impressions",), required=True),
        Column("clicks", Cell.COUNT, ("Clicks",), required=True),
        Column("spend", Cell.MONEY, ("Spend",), required=True),
        Column("ad_revenue", Cell.MONEY, ("7 Day Total Sales",), required=True),
        Column("ad_orders", Cell.COUNT, ("7 Day Total Orders (#)",), required=True),
        # not kept, only to check the others by
        Column("ctr", Cell.FIGURE, ("Click-Thru Rate (CTR)",)),
        Column("cpc", Cell.FIGURE, ("Cost Per Click (CPC)",)),
        Column("roi", Cell.FIGURE, ("Total Return on Advertising Spend (ROAS)",)),
    ),
    day_order=DayOrder.MDY,
    identities=(
        Ratio("ctr", "clicks", "impressions", step=0.0001),
        Ratio("cpc", "spend", "clicks", step=0.01, scale=0.01),
        Ratio("roi", "ad_revenue", "spend", step=0.01),
    ),
    batches=term_batches,
)
