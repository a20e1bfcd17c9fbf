"""Questions about targets: what a store means to sell on each day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.traces import NOBODY, Said
from storage.tables import target_day
from storage.upsert import upsert


def target_days(session: Session, store_id: int, period: Period) -> dict[date, Decimal]:
    """The targets of a period's days, its end excluded; days without a target are left out."""
    query = select(target_day.c.day, target_day.c.amount).where(
        target_day.c.store_id == store_id, target_day.c.day >= period.start, target_day.c.day < period.end
    )
    return {row.day: row.amount for row in session.execute(query.order_by(target_day.c.day))}


def drop_zeros(session: Session, store_id: int) -> None:
    """A target of nothing, as a file may have it, is none."""
    session.execute(delete(target_day).where(target_day.c.store_id == store_id, target_day.c.amount == 0))


def set_targets(
    session: Session, store_id: int, amounts: Mapping[date, Decimal], set_by: int, word: Said = NOBODY
) -> None:
    """Replaces the targets of these days; zero takes a day's target away. `word`: whose, and when."""
    gone = [day for day, amount in amounts.items() if amount == 0]
    session.execute(delete(target_day).where(target_day.c.store_id == store_id, target_day.c.day.in_(gone)))
    for day, amount in amounts.items():
        if amount != 0:
            said = {"set_by": set_by, "set_by_name": word.person, "set_at": word.at, "upload_id": 0}
            values = {"amount": amount, **said}
            upsert(session, target_day, {"store_id": store_id, "day": day}, values)
