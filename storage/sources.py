"""Questions about where visitors came from."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.sources import SourceLine, path_of
from storage.tables import source_day


def source_lines(
    session: Session, store_id: int, period: Period, item_id: str = ""
) -> tuple[SourceLine, ...]:
    """What is told of the shop's (or one item's) sources, subtotals too; the period's end is excluded."""
    return lines_on(session, store_id, tuple(period.days()), item_id)


def lines_on(
    session: Session, store_id: int, days: Collection[date], item_id: str = ""
) -> tuple[SourceLine, ...]:
    """The same of any days. A look at the key for each: other items' lines lie between those of two days."""
    query = (
        select(source_day)
        .where(
            source_day.c.store_id == store_id,
            source_day.c.day.in_(days),
            source_day.c.item_id == item_id,
        )
        .order_by(source_day.c.day, source_day.c.carrier, source_day.c.source)
    )
    return tuple(
        SourceLine(
            day=row.day,
            path=path_of(row.source),
            carrier=row.carrier,
            item_id=row.item_id,
            visitors=row.visitors,
            paid_buyers=row.paid_buyers,
            paid_amount=row.paid_amount,
        )
        for row in session.execute(query)
    )
