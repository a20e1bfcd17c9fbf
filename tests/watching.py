"""Reviews and rivals for the tests: what uploads of them leave behind."""

from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from metrics.stores import Store
from storage import tables
from tests.uploading import make_upload


def add_review(
    session: Session, store: Store, key: str, posted_at: datetime, grade: str = "bad", **more: object
) -> None:
    row = {"store_id": store.id, "upload_id": upload_of(session, store), "review_key": key}
    session.execute(insert(tables.review).values({**row, "posted_at": posted_at, "grade": grade, **more}))


def add_case(session: Session, store: Store, key: str, **done: object) -> None:
    session.execute(insert(tables.review_case).values(store_id=store.id, review_key=key, **done))


def add_look(session: Session, store: Store, shop: str, day: date, **figures: object) -> None:
    """One look at a rival's shop, or at the `item` of it that is named."""
    row = {"store_id": store.id, "upload_id": upload_of(session, store), "day": day, "shop": shop}
    session.execute(insert(tables.rival_day).values({**row, **figures}))


def upload_of(session: Session, store: Store) -> int:
    """Any upload of the store; made where there is none."""
    known: int | None = session.scalar(
        select(tables.upload.c.id).where(tables.upload.c.store_id == store.id).limit(1)
    )
    return known or make_upload(session, store).id
