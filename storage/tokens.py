"""Questions about the tokens of programs that send files: only their hashes are known."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from metrics.tokens import TokenLine
from storage.tables import store_token
from storage.upsert import upsert


def token_of(session: Session, store_id: int) -> TokenLine | None:
    query = select(store_token.c.made_by_name, store_token.c.made_at)
    row = session.execute(query.where(store_token.c.store_id == store_id)).one_or_none()
    return TokenLine(*row) if row else None


def keep_hash(session: Session, store_id: int, hash: str, user_id: int, name: str, now: datetime) -> None:
    """The store's only one: an earlier one no longer counts."""
    values = {"hash": hash, "made_by": user_id, "made_by_name": name, "made_at": now}
    upsert(session, store_token, {"store_id": store_id}, values)


def remove(session: Session, store_id: int) -> None:
    session.execute(delete(store_token).where(store_token.c.store_id == store_id))


def store_with(session: Session, hash: str) -> int | None:
    store_id: int | None = session.scalar(select(store_token.c.store_id).where(store_token.c.hash == hash))
    return store_id
