"""Competitors and what is known of them by day."""

from sqlalchemy import BigInteger, Column, Date, Float, Table, Text, UniqueConstraint

from storage.columns import Fen, Moment
from storage.tables.parts import id_column, key, metadata, store_column, upload_column

rival = Table(
    "rival",
    metadata,
    id_column(),
    store_column(key=False),
    Column("name", Text, nullable=False),
    Column("followed_by", BigInteger, nullable=False),
    Column("followed_at", Moment, nullable=False),
    UniqueConstraint("store_id", "name"),
)

rival_day = Table(  # exact figures have low = high
    "rival_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("shop", Text, primary_key=True),
    key("item"),  # "" is the whole shop
    Column("link", Text),
    Column("price", Fen),
    Column("items_low", BigInteger),  # paid items ("sales")
    Column("items_high", BigInteger),
    Column("amount_low", Fen),
    Column("amount_high", Fen),
    Column("visitors_low", BigInteger),
    Column("visitors_high", BigInteger),
    Column("conversion_low", Float),
    Column("conversion_high", Float),
    Column("rating", Float),
    Column("note", Text),
    Column("picture", Text),  # the main picture, the video, discounts: as people describe them
    Column("video", Text),
    Column("discount", Text),
    upload_column(),
    sqlite_with_rowid=False,
)

rival_announced = Table(  # prices that the next ones are held against, so that small steps add up
    "rival_announced",
    metadata,
    store_column(),
    Column("subject", Text, primary_key=True),  # a shop and its item, or our item, a shop and a link
    Column("day", Date, primary_key=True),
    Column("reason", Text, nullable=False),  # metrics.announced.PriceReason
    Column("price", Fen, nullable=False),
    Column("previous", Fen),  # announced before it
    Column("before", Fen),  # where the price stood before it began to move this way
    Column("since", Date),
    sqlite_with_rowid=False,
)
