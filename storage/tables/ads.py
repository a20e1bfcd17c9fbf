"""Advertising by day and cut, its money, budgets and readings."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text, false

from storage.columns import Fen, Moment
from storage.tables.parts import key, metadata, store_column, upload_column


def ad_figures() -> list[Column[object]]:
    return [
        Column("impressions", BigInteger, nullable=False, server_default="0"),
        Column("clicks", BigInteger, nullable=False, server_default="0"),
        Column("spend", Fen, nullable=False, server_default="0"),
        Column("ad_revenue", Fen, nullable=False, server_default="0"),
        Column("ad_orders", BigInteger, nullable=False, server_default="0"),
    ]


ad_day = Table(
    "ad_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("report", Text, primary_key=True),  # metrics.ads.Report
    key("scene_id"),
    key("plan_id"),
    key("unit_id"),
    key("item_id"),
    key("word_id"),  # of the crowd report: the crowd
    *ad_figures(),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_total = Table(  # roll-up of ad_day, one row a day and report
    "ad_total",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("report", Text, primary_key=True),
    *ad_figures(),
    Column("believed", Boolean, nullable=False, server_default=false()),  # metrics.ads.believed
    sqlite_with_rowid=False,
)

ad_name = Table(  # what people call a scene, plan or word
    "ad_name",
    metadata,
    store_column(),
    Column("cut", Text, primary_key=True),  # metrics.ads.Cut
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_balance = Table(  # 万相台 现金收支明细
    "ad_balance",
    metadata,
    store_column(),
    Column("at", Moment, primary_key=True),
    Column("entry", Text, primary_key=True),  # tells entries of the same second apart
    Column("amount", Fen, nullable=False),
    Column("balance", Fen, nullable=False),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_budget = Table(
    "ad_budget",
    metadata,
    store_column(),
    Column("channel", Text, primary_key=True),  # scene name; "" is all together
    Column("span", Text, primary_key=True),  # day, month
    Column("amount", Fen, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Column("set_at", Moment, nullable=False),
)

spend_reading = Table(  # how much of today's money is gone, by /spend or by an upload of today's report
    "spend_reading",
    metadata,
    store_column(),
    Column("channel", Text, primary_key=True),  # "" is all together
    Column("at", Moment, primary_key=True),
    Column("day", Date, nullable=False),
    Column("spend", Fen, nullable=False),
    Column("balance", Fen),
    Column("user_id", BigInteger),
    Index("ix_spend_reading_store_day", "store_id", "day"),
)
