"""What lies in the warehouses, and what goods cost."""

from sqlalchemy import BigInteger, Column, Date, Table, Text

from storage.columns import Fen
from storage.tables.parts import key, metadata, store_column, upload_column

stock_day = Table(  # figures may be negative: sold before it was booked in
    "stock_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("sku", Text, primary_key=True),
    key("warehouse"),
    Column("title", Text),
    Column("variant", Text),
    Column("on_hand", BigInteger),
    Column("sellable", BigInteger),
    Column("reserved", BigInteger),  # sold, not yet sent
    Column("on_the_way", BigInteger),
    Column("warning_low", BigInteger),
    Column("warning_high", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)

item_cost = Table(  # holds from its day on, until the next
    "item_cost",
    metadata,
    store_column(),
    key("item_id"),
    key("sku"),
    Column("from_day", Date, primary_key=True),
    Column("title", Text),
    Column("goods_cost", Fen),
    Column("shipping_cost", Fen),  # of one item
    Column("packaging_cost", Fen),  # of one item
    upload_column(),
    sqlite_with_rowid=False,
)
