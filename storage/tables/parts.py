"""What all tables share: their metadata, and columns that many of them have."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = BigInteger().with_variant(Integer, "sqlite")


def id_column() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def store_column(key: bool = True) -> Column[int]:
    return Column("store_id", Id, ForeignKey("store.id"), primary_key=key, nullable=False)


def upload_column() -> Column[int]:
    return Column("upload_id", Id, ForeignKey("upload.id"), nullable=False)


def key(name: str) -> Column[str]:
    """A part of a business key; empty where the report does not have it."""
    return Column(name, Text, primary_key=True, server_default="", nullable=False)
