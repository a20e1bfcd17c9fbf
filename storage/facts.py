"""Rows from a file into their table: the later upload wins, and only the columns the file has are touched."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    MetaData,
    Table,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable, DropTable

from metrics.packed import Packed
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
    if _is_untouched(connection, table, store_id, batch):
        names = ["store_id", "upload_id", *batch.columns]
        _fill(connection, table, names, _chunks(batch, store_id, upload_id))
        return Counts(len(batch.rows))
    staged = _stage(connection, table, batch)
    new = _count_new(connection, table, staged, store_id)
    written = _upsert(session, table, staged, store_id, upload_id)
    if _earlier_waits(connection, store_id, upload_id):
        _confirm(session, table, staged, store_id, upload_id)
    connection.execute(DropTable(staged))
    return Counts(new, written - new, len(batch.rows) - written)


def _is_untouched(connection: Connection, table: Table, store_id: int, batch: Batch) -> bool:
    """Whether the table knows nothing of the days (or whatever its key begins with) that the batch tells of.

    Mostly so: a new day's export. Then its rows need not be compared with any.
    """
    first = _keys(table)[0]
    told = batch.distinct(first.name)
    within = first.between(bindparam("least", min(told)), bindparam("most", max(told)))  # type: ignore[type-var]
    query = select(table.c.store_id).where(table.c.store_id == store_id, within).limit(1)
    return connection.execute(query).first() is None


def _stage(connection: Connection, table: Table, batch: Batch) -> Table:
    """A temporary table with the batch's rows."""
    staged = _incoming(table, batch.columns)
    connection.execute(CreateTable(staged))
    _fill(connection, staged, batch.columns, _chunks(batch))
    return staged


@lru_cache(maxsize=256)
def _incoming(table: Table, names: tuple[str, ...]) -> Table:
    """One object for the same columns: what SQLAlchemy compiles it keeps by its tables, hundreds of them."""
    columns = [Column(name, table.c[name].type) for name in names]
    return Table(f"incoming_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


def _chunks(batch: Batch, *constants: object) -> Iterator[list[Sequence[Any]]]:
    """The batch's columns behind the constants, some thousand rows at a time."""
    if isinstance(batch.rows, Packed):
        chunks: Iterator[list[Any]] = batch.rows.chunks()
    else:
        rows = iter(batch.rows)
        chunks = (list(zip(*chunk, strict=True)) for chunk in iter(lambda: list(islice(rows, CHUNK)), []))
    for columns in chunks:
        yield [*([constant] * len(columns[0]) for constant in constants), *columns]


def _fill(
    connection: Connection, target: Table, names: Sequence[str], chunks: Iterator[list[Sequence[Any]]]
) -> None:
    columns = [target.c[name] for name in names]
    listed = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in names)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(names))
        for figures in chunks:
            rows = list(_as_sqlite(columns, figures))
            statement = f"INSERT INTO {target.name} ({listed}) VALUES ({places})"  # noqa: S608 - our own names
            connection.exec_driver_sql(statement, rows)
    else:
        _fill_postgres(
            connection, f"COPY {target.name} ({listed}) FROM STDIN (FORMAT BINARY)", columns, chunks
        )


def _as_sqlite(columns: list[Column[Any]], figures: list[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Days and moments as the texts that SQLAlchemy keeps in SQLite; everything else is kept as it is."""
    for place, column in enumerate(columns):
        text = _moment_text if isinstance(column.type, Moment) else _day_text
        if isinstance(column.type, Date | Moment):
            texts = {value: text(value) for value in set(figures[place])}
            figures[place] = [texts[value] for value in figures[place]]
    return zip(*figures, strict=True)


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _fill_postgres(
    connection: Connection, statement: str, columns: list[Column[Any]], chunks: Iterator[list[Sequence[Any]]]
) -> None:
    types = [column.type.compile(connection.dialect).lower() for column in columns]
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([PSYCOPG_TYPES.get(name, name) for name in types])
        for figures in chunks:
            for row in zip(*figures, strict=True):
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
