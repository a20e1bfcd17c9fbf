"""What the shop and its products sold by day, the roll-up of it, and the targets."""

from sqlalchemy import BigInteger, Column, Date, Float, Table, Text

from storage.columns import Fen, Moment
from storage.tables.parts import metadata, store_column, upload_column


def people_and_money() -> list[Column[object]]:
    """The figures that a shop day, a product day and the roll-up share."""
    return [
        Column("visitors", BigInteger),
        Column("page_views", BigInteger),
        Column("paid_amount", Fen),
        Column("paid_buyers", BigInteger),
        Column("paid_items", BigInteger),
        Column("refund_amount", Fen),
    ]


def funnel() -> list[Column[object]]:
    return [
        Column("stay_seconds", Float),
        Column("bounce_rate", Float),  # fraction
        Column("favourites", BigInteger),
        Column("cart_buyers", BigInteger),
        Column("cart_items", BigInteger),
        Column("order_buyers", BigInteger),
        Column("order_items", BigInteger),
        Column("order_amount", Fen),
        Column("new_buyers", BigInteger),
        Column("returning_buyers", BigInteger),
        Column("returning_amount", Fen),
    ]


shop_day = Table(
    "shop_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    *people_and_money(),
    *funnel(),
    Column("paid_orders", BigInteger),
    Column("new_visitors", BigInteger),
    Column("returning_visitors", BigInteger),
    Column("affiliate_commission", Fen),
    Column("review_count", BigInteger),
    Column("member_count", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)

product_day = Table(
    "product_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("item_id", Text, primary_key=True),
    *people_and_money(),
    *funnel(),
    Column("search_visitors", BigInteger),
    Column("search_buyers", BigInteger),
    Column("recommended_visitors", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)

product = Table(
    "product",
    metadata,
    store_column(),
    Column("item_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("article", Text),  # 货号
    Column("status", Text),
    upload_column(),
    sqlite_with_rowid=False,
)

store_day = Table(  # the roll-up: written in the same transaction as the facts it adds up
    "store_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("origin", Text),  # metrics.sales.Origin; empty where only ads are known
    *people_and_money(),
    Column("ad_spend", Fen),
    Column("ad_revenue", Fen),
    Column("ad_report", Text),  # metrics.ads.Report that the two come from
    sqlite_with_rowid=False,
)

target_day = Table(
    "target_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("amount", Fen, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Column("upload_id", BigInteger, nullable=False, server_default="0"),  # 0: set by hand
    Column("set_by_name", Text),  # these two where it was set by hand
    Column("set_at", Moment),
    sqlite_with_rowid=False,
)
