"""A store and uploads for the tests of facts, roll-ups and uploads."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.stores import Store
from metrics.uploads import Incoming, Upload
from storage import tables, uploads

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


def make_store(session: Session, telegram_id: int = -100) -> Store:
    chat_id = session.execute(
        insert(tables.chat)
        .values(telegram_id=telegram_id, kind="group", title="Team")
        .returning(tables.chat.c.id)
    ).scalar_one()
    values = {
        "chat_id": chat_id,
        "name": "Shop",
        "language": "zh",
        "zone": "Asia/Shanghai",
        "brief_at": time(9),
        "brief_patience_minutes": 120,
        "review_times": "09:00",
        "created_by": 1,
        "created_at": NOW,
    }
    store_id = session.execute(insert(tables.store).values(values).returning(tables.store.c.id)).scalar_one()
    return Store(store_id, chat_id, "Shop", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), (time(9),))


def incoming(store: Store, message_id: int | None = 7, *, by: str = "小王", at: datetime = NOW) -> Incoming:
    chat_id = None if message_id is None else store.chat_id
    return Incoming(store.id, chat_id, message_id, None, 42, by, f"file{message_id}", "a.csv", 100, at)


def make_upload(session: Session, store: Store, message_id: int | None = 7, *, by: str = "小王") -> Upload:
    found = uploads.write_down(session, incoming(store, message_id, by=by))
    assert found is not None
    return found
