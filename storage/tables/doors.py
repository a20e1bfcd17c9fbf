"""Who may send files without Telegram."""

from sqlalchemy import BigInteger, Column, Table, Text

from storage.columns import Moment
from storage.tables.parts import metadata, store_column

store_token = Table(
    "store_token",
    metadata,
    store_column(),
    Column("hash", Text, nullable=False, unique=True),  # SHA-256: the token itself is kept nowhere
    Column("made_by", BigInteger, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
