"""Ozon: products by day (analytics), and what promoting them cost (Performance, campaign by campaign)."""

import re

from metrics.ads import Cut, Report
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, DayOrder, Format, Ratio
from readers.markets import item_days, note_currency, products
from readers.rows import Table
from readers.wxt import day_batch, name_batch

# ------------------------------------------------------------------------------------------------- analytics

FIGURES = ("page_views", "cart_items", "order_items", "order_amount", "paid_items", "paid_amount")


def product_batches(table: Table) -> tuple[Batch, ...]:
    """What is ordered is paid at once; what is cancelled later, Ozon tells in pieces only, not in money."""
    note_currency(table, "RUB")
    for paid, ordered in (("paid_items", "order_items"), ("paid_amount", "order_amount")):
        table.columns[paid] = table.column(ordered)
    return item_days(table, FIGURES)


PRODUCTS = Format(
    name="ozon_products",
    title="Ozon: products by day",
    example="analytics_report_2026-11-22_09_15.xlsx",
    columns=(
        Column("day", Cell.DAY, ("День",), required=True),
        Column("item_id", Cell.ID, ("Ozon ID",), required=True),
        Column("title", Cell.TEXT, ("Товары",), required=True, empty=True),
        Column("order_items", Cell.COUNT, ("Заказано товаров",), required=True),
        Column("order_amount", Cell.MONEY, ("Заказано на сумму",), required=True),
        Column("article", Cell.TEXT, ("Артикул",)),
        Column("page_views", Cell.COUNT, ("Показы на карточке товара",)),
        Column("cart_items", Cell.COUNT, ("В корзину, всего",)),
    ),
    decimal_comma=True,
    day_order=DayOrder.DMY,
    described=2,
    skipped=(("title", "итого", "totals_dropped"), ("title", "всего", "totals_dropped")),
    batches=product_batches,
)

# ----------------------------------------------------------------------------------------------- performance

NUMBER = re.compile(r"№\s*(\d{3,})|(?<!\d)(\d{5,})_\d{2}\.\d{2}\.\d{4}").search


def ad_batches(table: Table) -> tuple[Batch, ...]:
    """By campaign and product. Sales are all that Ozon ascribes to it, those of the item's model included."""
    note_currency(table, "RUB")
    campaign = NUMBER(table.outside)
    key = next((part for part in campaign.groups() if part), "") if campaign else ""
    table.columns["scene_id"] = [Report.OZON.value] * len(table)
    table.columns["scene"] = ["Ozon"] * len(table)
    table.columns["plan_id"] = [key] * len(table)
    for total, parts in (("ad_revenue", ("sales", "model_sales")), ("ad_orders", ("sold", "model_sold"))):
        pairs = zip(*(table.column(name, missing=0) for name in parts), strict=True)
        table.columns[total] = [sum(pair) for pair in pairs]
    days = day_batch(table, Report.OZON, ("scene_id", "plan_id", "item_id"))
    return days, name_batch(table, (Cut.SCENE, "scene_id", "scene")), products(table)


ADS = Format(
    name="ozon_ads",
    title="Ozon: promotion by product",
    example="1234567_01.11.2026-21.11.2026.csv",
    columns=(
        Column("day", Cell.DAY, ("День",), required=True),
        Column("item_id", Cell.ID, ("sku",), required=True),
        Column("title", Cell.TEXT, ("Название товара",)),
        Column("impressions", Cell.COUNT, ("Показы",), required=True),
        Column("clicks", Cell.COUNT, ("Клики",), required=True),
        Column("spend", Cell.MONEY, ("Расход, ₽, с НДС", "Расход, ₽"), required=True),
        Column("sales", Cell.MONEY, ("Продажи в продвижении, ₽", "Продажи, ₽", "Выручка, ₽"), required=True),
        Column("model_sales", Cell.MONEY, ("Продажи в продвижении с заказов модели, ₽",)),
        Column("sold", Cell.COUNT, ("Продано товаров", "Заказы")),
        Column("model_sold", Cell.COUNT, ("Продано товаров модели",)),
        # not kept, only to check the others by
        Column("ctr", Cell.FIGURE, ("CTR, %", "CTR (%)"), points=("CTR, %", "CTR (%)")),
        Column("cpc", Cell.FIGURE, ("Средняя стоимость клика, ₽",)),
    ),
    any_of=(("sold",),),
    decimal_comma=True,
    day_order=DayOrder.DMY,
    identities=(
        Ratio("ctr", "clicks", "impressions", step=0.0001),
        Ratio("cpc", "spend", "clicks", step=0.01, scale=0.01),
    ),
    batches=ad_batches,
)
