"""Questions about stores."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from metrics.stores import Store
from storage.tables import store


def all_stores(session: Session) -> tuple[Store, ...]:
    return tuple(_store(row) for row in session.execute(select(store).order_by(store.c.id)))


def store_by_id(session: Session, store_id: int) -> Store | None:
    row = session.execute(select(store).where(store.c.id == store_id)).first()
    return _store(row) if row else None


def lock_store(session: Session, store_id: int) -> None:
    """What must see each other's rows of a store is done one after the other: uploads are stored, alerts
    judged. SQLite's writers wait for each other anyway.

    Whoever has written a row of the store holds its key: two of them must not wait for each other here.
    """
    session.execute(select(store.c.id).where(store.c.id == store_id).with_for_update(key_share=True))


def store_of_chat(session: Session, chat_id: int) -> Store | None:
    """The store of a group (our chat id)."""
    row = session.execute(select(store).where(store.c.chat_id == chat_id).order_by(store.c.id)).first()
    return _store(row) if row else None


def stores_named(session: Session, name: str) -> tuple[Store, ...]:
    """Groups may carry the same title, so there may be several."""
    return tuple(_store(row) for row in session.execute(select(store).where(store.c.name == name)))


def founder(session: Session, store_id: int) -> int:
    """Who set the store up (Telegram's user id)."""
    founder: int = session.execute(select(store.c.created_by).where(store.c.id == store_id)).scalar_one()
    return founder


def add_store(session: Session, new: Store, created_by: int, at: datetime) -> Store:
    """`new` with the id it was given; its own id is not looked at."""
    values = _columns(new) | {"chat_id": new.chat_id, "created_by": created_by, "created_at": at}
    row = session.execute(insert(store).values(values).returning(store)).one()
    return _store(row)


def change_store(session: Session, changed: Store) -> None:
    """Writes all of a store's settings; its chat stays."""
    session.execute(update(store).where(store.c.id == changed.id).values(_columns(changed)))


def _columns(new: Store) -> dict[str, Any]:
    return {
        "name": new.name,
        "language": new.language,
        "zone": new.zone,
        "brief_at": new.brief_at,
        "brief_patience_minutes": int(new.brief_patience.total_seconds() // 60),
        "review_times": ",".join(f"{at:%H:%M}" for at in new.review_times),
    }


def _store(row: Row[Any]) -> Store:
    return Store(
        id=row.id,
        chat_id=row.chat_id,
        name=row.name,
        language=row.language,
        zone=row.zone,
        brief_at=row.brief_at,
        brief_patience=timedelta(minutes=row.brief_patience_minutes),
        review_times=tuple(time.fromisoformat(at) for at in row.review_times.split(",") if at),
    )
