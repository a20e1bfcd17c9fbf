"""Uploads are written down once, worked on by one process at a time and finished once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from metrics.stores import Store
from metrics.uploads import Counts, Upload
from storage import tables, uploads
from storage.engine import writing
from tests.uploading import NOW, incoming, make_store, make_upload

SOON = NOW + timedelta(seconds=30)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def finish(session: Session, upload: Upload, owner: str = "me") -> bool:
    days = (NOW.date(), NOW.date())
    done = {"format": "sycm_shop", "days": days, "counts": Counts(1, 2, 3), "rejected": 4}
    return uploads.finish_stored(session, upload.id, owner, NOW, **done)  # type: ignore[arg-type]


def test_a_message_is_written_down_once(session: Session, store: Store) -> None:
    assert uploads.write_down(session, incoming(store, 7)) is not None
    assert uploads.write_down(session, incoming(store, 7)) is None
    assert uploads.write_down(session, incoming(store, 8)) is not None


def test_files_from_the_command_line_have_no_message(session: Session, store: Store) -> None:
    assert uploads.write_down(session, incoming(store, None)) is not None
    assert uploads.write_down(session, incoming(store, None)) is not None


def test_the_oldest_is_claimed_first_and_each_by_one_process(session: Session, store: Store) -> None:
    first, second = make_upload(session, store, 1), make_upload(session, store, 2)
    claimed = uploads.claim_next(session, "me", NOW, SOON)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (first.id, 1)
    other = uploads.claim_next(session, "other", NOW, SOON)
    assert other is not None
    assert other.id == second.id
    assert uploads.claim_next(session, "third", NOW, SOON) is None


def test_a_small_one_may_be_claimed_before_a_large_one(session: Session, store: Store) -> None:
    large = uploads.write_down(session, replace(incoming(store, 1), size=1001))
    small = uploads.write_down(session, replace(incoming(store, 2), size=1000))
    assert large is not None
    assert small is not None
    claimed = [uploads.claim_next(session, "me", NOW, SOON, most) for most in (1000, 1000, None)]
    assert [one and one.id for one in claimed] == [small.id, None, large.id]


def test_two_processes_at_the_same_moment_claim_different_uploads(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets only one process write at a time")
    with writing(engine) as session:
        store = make_store(session)
        make_upload(session, store, 1)
        make_upload(session, store, 2)
    with writing(engine) as one, writing(engine) as two:
        mine, theirs = (uploads.claim_next(each, "me", NOW, SOON) for each in (one, two))
        assert mine is not None
        assert theirs is not None
        assert mine.id != theirs.id


def test_a_claim_that_ran_out_is_taken_over_and_the_first_owner_is_too_late(
    session: Session, store: Store
) -> None:
    upload = make_upload(session, store)
    uploads.claim_next(session, "dead", NOW, SOON)
    again = uploads.claim_next(session, "me", SOON, SOON + timedelta(seconds=30))
    assert again is not None
    assert again.attempts == 2
    assert not uploads.renew(session, upload.id, "dead", SOON)
    assert not finish(session, upload, "dead")
    assert finish(session, upload)
    assert not finish(session, upload)
    assert uploads.claim_next(session, "me", SOON + timedelta(days=1), SOON + timedelta(days=2)) is None


def test_what_could_not_be_fetched_waits_without_counting_as_an_attempt(
    session: Session, store: Store
) -> None:
    upload = make_upload(session, store)
    uploads.claim_next(session, "me", NOW, SOON)
    assert uploads.put_back(session, upload.id, "me", SOON)
    assert uploads.claim_next(session, "me", NOW, SOON) is None
    again = uploads.claim_next(session, "me", SOON, SOON)
    assert again is not None
    assert again.attempts == 1


def test_what_was_stored_is_kept_with_the_upload(session: Session, store: Store) -> None:
    upload = make_upload(session, store)
    uploads.claim_next(session, "me", NOW, SOON)
    finish(session, upload)
    row = session.execute(select(tables.upload)).one()
    assert (row.state, row.format, row.first_day, row.last_day) == (
        "stored",
        "sycm_shop",
        NOW.date(),
        NOW.date(),
    )
    assert (row.rows_new, row.rows_changed, row.rows_unchanged, row.rows_rejected) == (1, 2, 3, 4)
    assert row.finished_at == NOW


def test_the_same_bytes_are_recognised_once_stored(session: Session, store: Store) -> None:
    until = SOON
    first = uploads.write_down_claimed(session, incoming(store, None), "ab12", "me", until)
    second = uploads.write_down_claimed(session, incoming(store, None), "ab12", "me", until)
    assert uploads.same_file(session, second) is None
    finish(session, first)
    found = uploads.same_file(session, second)
    assert found is not None
    assert found.id == first.id
    assert uploads.same_file(session, first) is None


def test_a_refused_file_keeps_its_reason(session: Session, store: Store) -> None:
    upload = make_upload(session, store)
    uploads.claim_next(session, "me", NOW, SOON)
    assert uploads.finish_refused(session, upload.id, "me", NOW, "unknown_table")
    row = session.execute(select(tables.upload)).one()
    assert (row.state, row.refusal) == ("refused", "unknown_table")


def test_who_usually_sends_a_format(session: Session, store: Store) -> None:
    for message_id, (name, age) in enumerate(
        [("小王", 1), ("小李", 2), ("小王", 3), ("老张", 40), ("老张", 41), ("老张", 42)]
    ):
        at = NOW - timedelta(days=age)
        upload = uploads.write_down(session, incoming(store, message_id, by=name, at=at))
        assert upload is not None
        uploads.claim_next(session, "me", NOW, SOON)
        finish(session, upload)
    assert uploads.usual_uploader(session, store.id, "sycm_shop", NOW) == "小王"
    assert uploads.usual_uploader(session, store.id, "sycm_products", NOW) is None
