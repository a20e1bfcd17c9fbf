"""A look at a file before it counts: is it another shop, another unit, half a day?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import product

from sqlalchemy.orm import Session

import storage.preview
import storage.removal
from metrics.periods import DAY, Period
from metrics.preview import COMPARED, SIZES, USUAL_DAYS, Oddity, Overlap, Size, oddities
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading

MONEY = frozenset({"paid_amount", "spend"})
SAME = Decimal("0.01")  # relative: rounding is no change


def look(session: Session, store: Store, reading: Reading, now: datetime) -> tuple[Oddity, ...]:
    """What looks wrong with the file; nothing for kinds that have no usual size."""
    overlap, found, today = Overlap(0, 0), list[Size](), store.today(now)
    for batch in reading.batches:
        if batch.kind in COMPARED and batch.rows:
            overlap += overlap_of(session, store, batch)
            found += sizes_of(session, store, batch, today)
    return oddities(overlap, found)


def overlap_of(session: Session, store: Store, batch: Batch) -> Overlap:
    """Days that were not over when their figures came may change as they like."""
    places = {name: batch.columns.index(name) for name in COMPARED[batch.kind] if name in batch.columns}
    days = days_of(batch)
    rows = storage.preview.stored(session, store.id, batch.kind, Period(days[0], days[-1] + DAY), places)
    known = changed = 0
    if rows:
        at = batch.columns.index("day")
        for key, row in zip(storage.removal.keys_of(batch), batch.rows, strict=True):
            if (there := rows.get(key)) and store.today(there[0]) > row[at]:  # type: ignore[operator]
                for (name, place), before in zip(places.items(), there[1], strict=True):
                    known += before is not None
                    changed += before is not None and differs(before, amount(name, row[place]))
    return Overlap(known, changed)


def differs(before: Decimal | int, after: Decimal | None) -> bool:
    """A figure that the file leaves out replaces nothing."""
    if after is None:
        return False
    return abs(after - before) > SAME * max(abs(after), abs(Decimal(before)))


def sizes_of(session: Session, store: Store, batch: Batch, today: date) -> Iterator[Size]:
    """Whole days' sums in the file, beside what the four weeks before were."""
    reports = {str(report) for report in batch.distinct("report")} if batch.kind is Kind.AD_DAY else {""}
    figures = [figure for figure in SIZES[batch.kind] if figure in batch.columns]
    for report, figure in product(sorted(reports), figures):
        sums = day_sums(batch, figure, report)
        if not sums:
            continue
        period = storage.preview.window(sums, USUAL_DAYS)
        before = (
            storage.preview.spends(session, store.id, report, period)
            if report
            else storage.preview.sizes(session, store.id, figure, period)
        )
        for day, value in sums.items():
            usual = [size for other, size in before.items() if 0 < (day - other).days <= USUAL_DAYS]
            if day < today:
                yield Size(figure, day, value, usual)


def day_sums(batch: Batch, figure: str, report: str) -> dict[date, Decimal]:
    sums: dict[date, float] = defaultdict(int)
    reports = batch.column("report") if report else [report] * len(batch.rows)
    for day, name, value in zip(batch.column("day"), reports, batch.column(figure), strict=True):
        if name == report and isinstance(value, int | float) and isinstance(day, date):
            sums[day] += value
    return {day: amount(figure, value) or Decimal(0) for day, value in sums.items()}


def amount(figure: str, value: object) -> Decimal | None:
    """A batch's figure as it is stored: money there is in fen."""
    if value is None:
        return None
    number = Decimal(str(value))
    return number / 100 if figure in MONEY else number


def days_of(batch: Batch) -> list[date]:
    return sorted({day for day in batch.distinct("day") if isinstance(day, date)})
