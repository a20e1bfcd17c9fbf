"""Two people decide about the same file at once: the second is told so, and changes nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

import services.questions
import services.undo
import services.uploads
import storage.questions
import storage.uploads
from metrics.mistakes import Mistake
from metrics.questions import AskedColumn, AskedTable, Question, RowKind
from metrics.stores import Store
from metrics.uploads import UploadState
from storage import tables
from tests.uploading import NOW, make_store, make_upload

TABLE = AskedTable("abc", (AskedColumn("日期", ()), AskedColumn("成交额", ())), {})
Decide = Callable[[Session, Store, int], object]


def clear(session: Session, store: Store, upload_id: int) -> object:
    return services.uploads.clear(session, store.id, upload_id, "Li")


def discard_held(session: Session, store: Store, upload_id: int) -> object:
    return services.uploads.discard(session, store.id, upload_id, "Li", NOW)


def read_so(session: Session, store: Store, upload_id: int) -> object:
    return services.questions.read_so(session, store, upload_id, 1, "Li", NOW)


def discard_asked(session: Session, store: Store, upload_id: int) -> object:
    return services.questions.discard(session, store.id, upload_id, "Li", NOW)


@pytest.mark.parametrize(
    ("seen", "decide"),
    [
        (UploadState.HELD, clear),
        (UploadState.HELD, discard_held),
        (UploadState.ASKED, read_so),
        (UploadState.ASKED, discard_asked),
    ],
)
def test_somebody_else_was_quicker(
    session: Session, monkeypatch: pytest.MonkeyPatch, seen: UploadState, decide: Decide
) -> None:
    store = make_store(session)
    upload = make_upload(session, store, 1)
    one = Question(upload.id, TABLE, RowKind.SHOP_DAY, {"day": 0, "paid_amount": 1})
    storage.questions.open_question(session, store.id, one)
    session.execute(update(tables.upload).values(state=UploadState.DISCARDED, ended_by="Zhang"))
    stale = replace(services.undo.line(session, store.id, upload.id), state=seen)
    monkeypatch.setattr(services.undo, "line", lambda *_: stale)
    with pytest.raises(Mistake) as refused:
        decide(session, store, upload.id)
    assert refused.value.reason == "already_decided"
    found = storage.uploads.by_id(session, store.id, upload.id)
    assert found is not None
    assert found.state == UploadState.DISCARDED
