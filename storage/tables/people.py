"""Stores, the people in them, and their chats."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text, Time

from storage.columns import Moment
from storage.tables.parts import Id, id_column, metadata, store_column

chat = Table(
    "chat",
    metadata,
    id_column(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("former_telegram_id", BigInteger, index=True),  # of the group it was before it became a supergroup
    Column("silenced_at", Moment),
    Column("silenced_reason", Text),
)

greeting = Table(  # who has had the one polite line, and where
    "greeting",
    metadata,
    Column("chat_id", Id, ForeignKey("chat.id"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False),
)

store = Table(
    "store",
    metadata,
    id_column(),
    Column("chat_id", Id, ForeignKey("chat.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("brief_at", Time, nullable=False),
    Column("brief_patience_minutes", Integer, nullable=False),
    Column("review_times", Text, nullable=False),  # "09:00,13:00,20:00"
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
)

rule = Table(  # a store's own thresholds, where they differ from metrics.rules.Rules
    "rule",
    metadata,
    store_column(),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

member = Table(
    "member",
    metadata,
    store_column(),
    Column("user_id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # metrics.stores.Role
    Column("decided_by", BigInteger),
    Column("at", Moment, nullable=False),
)
