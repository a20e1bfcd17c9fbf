"""Column types: money as integer fen, moments as aware UTC, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, TypeDecorator


def to_fen(amount: Decimal) -> int:
    """Yuan to fen. Raises ValueError where a part of a fen would be lost."""
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"not whole fen: {amount}")
    return int(fen)


def from_fen(fen: int) -> Decimal:
    return Decimal(int(fen)).scaleb(-2)


class Fen(TypeDecorator[Decimal]):
    """CNY with two decimals: Decimal outside, integer fen inside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else to_fen(Decimal(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_fen(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment: datetime = value.astimezone(UTC)
        return moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment
