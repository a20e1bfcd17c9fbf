"""Pictures Telegram already has: drawn and uploaded once, then sent by their file id."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.tables import drawn
from storage.upsert import insert

KEPT_FOR = timedelta(days=90)


def file_of(session: Session, digest: str, bot_id: int) -> str | None:
    """Telegram's file id of a picture that this bot has uploaded."""
    return session.scalar(select(drawn.c.file_id).where(drawn.c.digest == digest, drawn.c.bot_id == bot_id))


def remember_file(session: Session, digest: str, bot_id: int, file_id: str, now: datetime) -> None:
    statement = insert(session, drawn).values(digest=digest, bot_id=bot_id, file_id=file_id, at=now)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["digest", "bot_id"], set_={"file_id": file_id, "at": now}
        )
    )


def forget_file(session: Session, digest: str, bot_id: int) -> None:
    """Telegram no longer knows it."""
    session.execute(delete(drawn).where(drawn.c.digest == digest, drawn.c.bot_id == bot_id))


def forget_old_files(session: Session, now: datetime) -> None:
    session.execute(delete(drawn).where(drawn.c.at < now - KEPT_FOR))
