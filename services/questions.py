"""Asking about a table that nobody knows, and remembering the answer."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.undo
import storage.questions
import storage.uploads
from metrics.mistakes import Mistake
from metrics.questions import FIELDS, AskedTable, Learned, Lesson, Question, RowKind, missing
from metrics.stores import Store
from metrics.uploads import Upload, UploadLine, UploadState
from services.uploads import TakenOver

NOTHING = -1  # the place of a field that the table does not have


def ask(
    session: Session, store: Store, upload: Upload, owner: str, asked: AskedTable, now: datetime
) -> Question:
    """The question about the file, with what it most likely is as a first answer. Raises TakenOver."""
    if not storage.uploads.wait_for_answer(session, upload.id, owner, now):
        raise TakenOver
    kind = asked.likeliest()
    one = Question(upload.id, asked, kind, {} if kind is None else dict(asked.guesses[kind]))
    storage.questions.open_question(session, store.id, one)
    return one


def known(session: Session, store_id: int) -> tuple[Learned, ...]:
    """What the team has explained."""
    return tuple(lesson.learned for lesson in storage.questions.lessons(session, store_id))


def lessons(session: Session, store_id: int) -> tuple[Lesson, ...]:
    return storage.questions.lessons(session, store_id)


def forget(session: Session, store_id: int, fingerprint: str) -> tuple[Lesson, ...]:
    """What is still known then. Raises Mistake("unknown_lesson")."""
    if not storage.questions.forget(session, store_id, fingerprint):
        raise Mistake("unknown_lesson")
    return storage.questions.lessons(session, store_id)


def asked(session: Session, store_id: int, upload_id: int) -> tuple[UploadLine, Question]:
    """Raises Mistake("unknown_upload") or ("already_decided")."""
    line = services.undo.line(session, store_id, upload_id)
    one = storage.questions.question_of(session, store_id, upload_id)
    if one is None or line.state != UploadState.ASKED:
        raise Mistake("already_decided")
    return line, one


def choose_kind(
    session: Session, store_id: int, upload_id: int, kind: RowKind | None
) -> tuple[UploadLine, Question]:
    """Somebody says what a row is (None: asks to choose again); its fields begin with what we guess."""
    line, one = asked(session, store_id, upload_id)
    columns = {} if kind is None else dict(one.asked.guesses.get(kind, {}))
    storage.questions.note_said(session, upload_id, kind, columns)
    return line, replace(one, kind=kind, columns=columns)


def choose_column(
    session: Session, store_id: int, upload_id: int, field: str, place: int
) -> tuple[UploadLine, Question]:
    """Somebody says which column a field is. A column is one thing only. Raises Mistake("old_button")."""
    line, one = asked(session, store_id, upload_id)
    fits = one.kind is not None and field in FIELDS[one.kind] and NOTHING <= place < len(one.asked.columns)
    if not fits or (place >= 0 and one.asked.columns[place].personal):
        raise Mistake("old_button")
    columns = {name: other for name, other in one.columns.items() if name != field and other != place}
    if place != NOTHING:
        columns[field] = place
    storage.questions.note_said(session, upload_id, one.kind, columns)
    return line, replace(one, columns=columns)


def read_so(
    session: Session, store: Store, upload_id: int, user_id: int, name: str, now: datetime
) -> tuple[UploadLine, Question]:
    """Somebody says that it is right: it is remembered, and the file is read again.

    Raises Mistake("not_all_said") where something needed has no column.
    """
    line, one = asked(session, store.id, upload_id)
    if one.kind is None or missing(one.kind, one.columns):
        raise Mistake("not_all_said")
    headers = {
        field: one.asked.columns[one.columns[field]].header
        for field in FIELDS[one.kind]
        if field in one.columns
    }
    lesson = Learned(one.asked.fingerprint, one.kind, headers)
    storage.questions.learn(session, store.id, lesson, line.file_name, user_id, name, now)
    storage.questions.close(session, upload_id)
    if not storage.uploads.read_again(session, upload_id):
        raise Mistake("already_decided")
    return line, one


def discard(session: Session, store_id: int, upload_id: int, person: str, now: datetime) -> UploadLine:
    """Somebody says that the file is not for us."""
    line, _ = asked(session, store_id, upload_id)
    storage.questions.close(session, upload_id)
    if not storage.uploads.end(session, upload_id, UploadState.ASKED, UploadState.DISCARDED, person, now):
        raise Mistake("already_decided")
    return line
