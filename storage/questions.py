"""Questions about unknown tables, and what teams have said of theirs."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from metrics.questions import AskedColumn, AskedTable, Learned, Lesson, Question, RowKind
from storage.tables import learned, question
from storage.upsert import upsert


def open_question(session: Session, store_id: int, one: Question) -> None:
    values = {"store_id": store_id, "asked": _asked_json(one.asked), **_said(one.kind, one.columns)}
    upsert(session, question, {"upload_id": one.upload_id}, values)


def question_of(session: Session, store_id: int, upload_id: int) -> Question | None:
    query = select(question).where(question.c.upload_id == upload_id, question.c.store_id == store_id)
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    kind = RowKind(row.kind) if row.kind else None
    return Question(row.upload_id, _asked(row.asked), kind, json.loads(row.columns))


def note_said(session: Session, upload_id: int, kind: RowKind | None, columns: Mapping[str, int]) -> None:
    session.execute(update(question).where(question.c.upload_id == upload_id).values(_said(kind, columns)))


def close(session: Session, upload_id: int) -> None:
    session.execute(delete(question).where(question.c.upload_id == upload_id))


def learn(
    session: Session, store_id: int, one: Learned, file_name: str, by: int, name: str, now: datetime
) -> None:
    """What was said of the same header before is replaced."""
    values = {
        "kind": one.kind,
        "columns": json.dumps(dict(one.columns), ensure_ascii=False),
        "file_name": file_name,
        "taught_by": by,
        "taught_name": name,
        "at": now,
    }
    upsert(session, learned, {"store_id": store_id, "fingerprint": one.fingerprint}, values)


def lessons(session: Session, store_id: int) -> tuple[Lesson, ...]:
    """All that the team has explained, the newest first."""
    query = select(learned).where(learned.c.store_id == store_id)
    rows = session.execute(query.order_by(learned.c.at.desc(), learned.c.fingerprint))
    return tuple(
        Lesson(
            Learned(row.fingerprint, RowKind(row.kind), json.loads(row.columns)),
            row.file_name,
            row.taught_name,
            row.at,
        )
        for row in rows
    )


def forget(session: Session, store_id: int, fingerprint: str) -> bool:
    """Whether it was known."""
    gone = delete(learned).where(learned.c.store_id == store_id, learned.c.fingerprint == fingerprint)
    return session.execute(gone.returning(learned.c.fingerprint)).first() is not None


def _said(kind: RowKind | None, columns: Mapping[str, int]) -> dict[str, Any]:
    return {"kind": kind, "columns": json.dumps(dict(columns))}


def _asked_json(asked: AskedTable) -> str:
    columns = [[one.header, one.samples, one.personal] for one in asked.columns]
    guesses = {str(kind): dict(found) for kind, found in asked.guesses.items()}
    found = {"fingerprint": asked.fingerprint, "columns": columns, "guesses": guesses}
    return json.dumps(found, ensure_ascii=False)


def _asked(text: str) -> AskedTable:
    found = json.loads(text)
    columns = tuple(AskedColumn(header, tuple(shown), hidden) for header, shown, hidden in found["columns"])
    guesses = {RowKind(kind): guess for kind, guess in found["guesses"].items()}
    return AskedTable(found["fingerprint"], columns, guesses)
