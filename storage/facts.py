"""Rows from a file into their table: the later upload wins, and only the columns the file has are touched."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    MetaData,
    Table,
    and_,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable, DropTable

from metrics.tables import Batch, Kind
from metrics.uploads import Counts
from storage import tables
from storage.columns import Moment
from storage.upsert import insert as insert_or_update

TABLES: dict[Kind, Table] = {
    Kind.SHOP_DAY: tables.shop_day,
    Kind.PRODUCT_DAY: tables.product_day,
    Kind.PRODUCT: tables.product,
    Kind.AD_DAY: tables.ad_day,
    Kind.AD_NAME: tables.ad_name,
    Kind.AD_BALANCE: tables.ad_balance,
    Kind.RIVAL_DAY: tables.rival_day,
    Kind.REVIEW: tables.review,
    Kind.SOURCE_DAY: tables.source_day,
    Kind.WORD_DAY: tables.word_day,
    Kind.VARIANT_DAY: tables.variant_day,
    Kind.AFFILIATE_DAY: tables.affiliate_day,
    Kind.SERVICE_DAY: tables.service_day,
    Kind.CONSULT_DAY: tables.consult_day,
    Kind.SCORE_DAY: tables.score_day,
    Kind.ORDER: tables.shop_order,
    Kind.ORDER_LINE: tables.order_line,
    Kind.REFUND: tables.refund,
    Kind.STOCK_DAY: tables.stock_day,
    Kind.COST: tables.item_cost,
    Kind.TARGET: tables.target_day,
    Kind.CAMPAIGN: tables.campaign,
    Kind.RIVAL_PRICE: tables.rival_price,
}
PSYCOPG_TYPES = {"timestamp with time zone": "timestamptz", "float": "float8"}
CHUNK = 5_000  # rows converted in one go: the bot's loop is never kept waiting longer than that takes


def merge(session: Session, store_id: int, upload_id: int, batch: Batch) -> Counts:
    """Store `batch` by business key. A row that a later upload (larger id) wrote is left as it is."""
    if not batch.rows:
        return Counts()
    table = TABLES[batch.kind]
    connection = session.connection()
    staged = _stage(connection, table, batch)
    new = _count_new(connection, table, staged, store_id)
    written = _upsert(session, table, staged, store_id, upload_id)
    if _earlier_waits(connection, store_id, upload_id):
        _confirm(session, table, staged, store_id, upload_id)
    connection.execute(DropTable(staged))
    return Counts(new, written - new, len(batch.rows) - written)


def _stage(connection: Connection, table: Table, batch: Batch) -> Table:
    """A temporary table with the batch's rows."""
    columns = [Column(name, table.c[name].type) for name in batch.columns]
    staged = Table(f"incoming_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    connection.execute(CreateTable(staged))
    if connection.dialect.name == "sqlite":
        _fill_sqlite(connection, staged, batch)
    else:
        _fill_postgres(connection, staged, batch)
    return staged


def _fill_sqlite(connection: Connection, staged: Table, batch: Batch) -> None:
    statement = str(insert(staged).compile(dialect=connection.dialect))
    rows = iter(batch.rows)
    while chunk := list(islice(rows, CHUNK)):
        connection.exec_driver_sql(statement, list(_as_sqlite(staged, chunk)))


def _as_sqlite(staged: Table, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Days and moments as the texts that SQLAlchemy keeps in SQLite; everything else is kept as it is."""
    figures: list[Any] = list(zip(*rows, strict=True))
    for place, column in enumerate(staged.columns):
        if isinstance(column.type, Date):
            figures[place] = map(_day_text, figures[place])
        elif isinstance(column.type, Moment):
            figures[place] = map(_moment_text, figures[place])
    return zip(*figures, strict=True)


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _fill_postgres(connection: Connection, staged: Table, batch: Batch) -> None:
    names = ", ".join(connection.dialect.identifier_preparer.quote(column.name) for column in staged.columns)
    types = [column.type.compile(connection.dialect).lower() for column in staged.columns]
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {staged.name} ({names}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types([PSYCOPG_TYPES.get(name, name) for name in types])
        for row in batch.rows:
            copy.write_row(row)


def _keys(table: Table) -> list[Column[Any]]:
    """The business key, without the store."""
    return [column for column in table.primary_key if column.name != "store_id"]


def _count_new(connection: Connection, table: Table, staged: Table, store_id: int) -> int:
    same = [table.c[column.name] == staged.c.get(column.name, literal("")) for column in _keys(table)]
    joined = staged.outerjoin(table, and_(table.c.store_id == store_id, *same))
    missing = select(func.count()).select_from(joined).where(table.c.store_id.is_(None))
    return int(connection.execute(missing).scalar_one())


def _upsert(session: Session, table: Table, staged: Table, store_id: int, upload_id: int) -> int:
    """How many rows were written: the new ones and those that differed."""
    statement = _insertion(session, table, staged, store_id, upload_id)
    keys = {column.name for column in table.primary_key}
    figures = [column.name for column in staged.columns if column.name not in keys]
    differs = or_(false(), *(table.c[name].is_distinct_from(statement.excluded[name]) for name in figures))
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: statement.excluded[name] for name in [*figures, "upload_id"]},
        where=and_(table.c.upload_id <= statement.excluded.upload_id, differs),
    )
    written: Any = session.execute(statement, execution_options={"preserve_rowcount": True})
    return int(written.rowcount)


def _earlier_waits(connection: Connection, store_id: int, upload_id: int) -> bool:
    upload = tables.upload.c
    earlier = select(upload.id).where(
        upload.store_id == store_id, upload.state == "waiting", upload.id < upload_id
    )
    return connection.execute(earlier.limit(1)).scalar_one_or_none() is not None


def _confirm(session: Session, table: Table, staged: Table, store_id: int, upload_id: int) -> None:
    """Rows that said the same already become this upload's: an earlier one, finished later, must not win.

    That costs a write per row, so it is done only while an earlier one waits.
    """
    statement = _insertion(session, table, staged, store_id, upload_id)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={"upload_id": statement.excluded.upload_id},
        where=table.c.upload_id < statement.excluded.upload_id,
    )
    session.execute(statement)


def _insertion(session: Session, table: Table, staged: Table, store_id: int, upload_id: int) -> Any:
    ordered = [staged.c[column.name] for column in _keys(table) if column.name in staged.c]
    rows = select(literal(store_id), literal(upload_id), *staged.columns).where(true()).order_by(*ordered)
    names = ["store_id", "upload_id", *(column.name for column in staged.columns)]
    return insert_or_update(session, table).from_select(names, rows)
