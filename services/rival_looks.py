"""What is known of the followed shops: their looks, and their prices against those last announced."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.rivals
import storage.rules
from metrics.announced import Step
from metrics.calendar import Calendar
from metrics.names import folded
from metrics.periods import Period, before
from metrics.rival_alerts import subject_of
from metrics.rival_moves import History, history
from metrics.rivals import Rival, RivalDay, of_shop
from metrics.stores import Store
from metrics.tables import Kind
from storage.columns import to_fen

LOOK_BACK = 90  # days; what was seen earlier says nothing about now
SEEN_ANEW = timedelta(days=7)  # so long a second file about a day may come


def around(session: Session, store: Store, day: date) -> Calendar:
    """The calendar of the days looked back on."""
    return services.calendar.calendar(session, store, before(day, LOOK_BACK))


def histories(session: Session, store: Store, day: date) -> dict[Rival, History]:
    """What is known of each followed shop up to `day`: its looks, and its prices against those announced."""
    followed = storage.rivals.followed(session, store.id)
    period = before(day, LOOK_BACK)
    rows = rows_of(session, store, followed, period)
    announced = storage.rivals.announced(session, store.id, day)
    rules = storage.rules.rules(session, store.id)
    found = {}
    for rival in followed:
        kept = remembered(rival.name, announced)
        known = history(rival.name, rows[rival], rules, kept, period.start)
        if seen := _seen_twice(session, store, known, day):
            known = history(rival.name, rows[rival], rules, kept, period.start, seen)
        found[rival] = known
    return found


def remembered(shop: str, announced: Mapping[str, Sequence[Step]]) -> dict[str, Sequence[Step]]:
    """A shop's announced prices by item."""
    own = memory_of(shop, "")
    return {key.removeprefix(own): steps for key, steps in announced.items() if key.startswith(own)}


def memory_of(shop: str, item: str) -> str:
    """Under which the announced prices of an item are kept."""
    return subject_of(folded(shop), item)


def _seen_twice(session: Session, store: Store, known: History, day: date) -> dict[tuple[date, str], int]:
    """How many files said the prices that wait for a second look: another file of the day is one, too."""
    found: dict[tuple[date, str], int] = {}
    for item, steps in known.prices.items():
        last = steps[-1] if steps else None
        if last is None or last.doubted is None or last.doubted != last.price or day - last.day > SEEN_ANEW:
            continue
        rows = storage.rivals.told_by_files(session, store.id, Kind.RIVAL_DAY, last.day)
        fen = to_fen(last.doubted)
        same = {
            digest
            for digest, row in rows
            if row.get("price") == fen
            and folded(str(row.get("shop"))) == folded(known.shop)
            and row.get("item", "") == item
        }
        if len(same) > 1:
            found[last.day, item] = len(same)
    return found


def rows_of(
    session: Session, store: Store, followed: Sequence[Rival], period: Period
) -> dict[Rival, tuple[RivalDay, ...]]:
    """What was seen of each followed shop, under the name it is followed by."""
    names = {folded(rival.name) for rival in followed}
    spelled = [name for name in storage.rivals.shops(session, store.id, period) if folded(name) in names]
    rows = storage.rivals.rival_days(session, store.id, spelled, period)
    return {rival: of_shop(rows, rival.name) for rival in followed}
