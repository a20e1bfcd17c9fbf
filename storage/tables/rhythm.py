"""What a store has chosen, declared and planned, and figures of today that somebody said."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text

from storage.columns import Fen, Moment
from storage.tables.parts import id_column, metadata, store_column

setting = Table(  # metrics.settings.Settings, where it differs from the usual
    "setting",
    metadata,
    store_column(),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

calendar_day = Table(  # days that a store declared itself
    "calendar_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("works", Boolean, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("set_by", BigInteger, nullable=False),
)

target_draft = Table(  # targets that were shown and wait to be saved
    "target_draft",
    metadata,
    id_column(),
    store_column(key=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("body", Text, nullable=False),  # JSON
    Column("saved_at", Moment),
)

sales_reading = Table(  # what had been sold of today, as somebody said it
    "sales_reading",
    metadata,
    store_column(),
    Column("at", Moment, primary_key=True),
    Column("day", Date, nullable=False),
    Column("amount", Fen, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("user_name", Text, nullable=False),
    Index("ix_sales_reading_store_id_day", "store_id", "day"),
)
