"""Briefs are claimed once, repeated after a crash, and never sent twice."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from metrics.brief import BriefDue, State
from metrics.readiness import PartialBrief
from metrics.stores import Store
from storage import briefs, tables
from storage.engine import open_database, writing
from tests.uploading import NOW, make_store

DAY = date(2026, 11, 21)
DEADLINE = NOW + timedelta(hours=2)


@pytest.fixture
def store(engine: Engine) -> Store:
    with writing(engine) as session:
        return make_store(session)


def fresh(store: Store, day: date = DAY) -> BriefDue:
    return BriefDue(store, day, State.NEW, NOW, DEADLINE)


def claim_in_thread(engine: Engine, seen: BriefDue, now: datetime) -> BriefDue | None:
    with writing(engine) as session:
        return briefs.claim(session, seen, now)


def claim_in_process(url: str, seen: BriefDue, now: datetime) -> BriefDue | None:
    engine = open_database(url)
    try:
        return claim_in_thread(engine, seen, now)
    finally:
        engine.dispose()


def both_states(store: Store, engine: Engine) -> list[BriefDue]:
    """One brief that nobody has begun, one that waits since a crash."""
    crashed = fresh(store, DAY - timedelta(days=1))
    claimed = claim_in_thread(engine, crashed, NOW - timedelta(hours=1))
    assert claimed is not None
    return [fresh(store), claimed]


def together(start: Callable[[], Future[BriefDue | None]]) -> list[BriefDue]:
    futures = [start() for _ in range(4)]
    return [claimed for future in futures if (claimed := future.result())]


def test_of_several_threads_one_has_it(engine: Engine, store: Store) -> None:
    for seen in both_states(store, engine):
        with ThreadPoolExecutor(4) as pool:
            won = together(lambda: pool.submit(claim_in_thread, engine, seen, NOW))  # noqa: B023
        assert [(one.day, one.next_at) for one in won] == [(seen.day, NOW + briefs.LEASE)]


def test_of_several_processes_one_has_it(engine: Engine, store: Store) -> None:
    url = engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("forkserver")) as pool:
        for seen in both_states(store, engine):
            won = together(lambda: pool.submit(claim_in_process, url, seen, NOW))  # noqa: B023
            assert len(won) == 1


def due_days(session: Session, now: datetime) -> list[date]:
    return [one.day for one in briefs.due(session, now)]


def test_a_claim_that_was_not_kept_runs_out(session: Session) -> None:
    store = make_store(session)
    assert briefs.claim(session, fresh(store), NOW)
    assert due_days(session, NOW) == []
    later = NOW + briefs.LEASE
    assert due_days(session, later) == [DAY]
    (seen,) = briefs.due(session, later)
    assert seen == BriefDue(store, DAY, State.WAITING, later, DEADLINE)
    assert briefs.claim(session, seen, later)
    assert briefs.claim(session, seen, later) is None


def test_what_is_sent_is_never_due_again(session: Session) -> None:
    claimed = briefs.claim(session, fresh(make_store(session)), NOW)
    assert claimed
    briefs.mark_sent(session, claimed, NOW, ["sycm_shop", "wxt_plans"])
    assert due_days(session, NOW + timedelta(hours=1)) == []
    briefs.mark_waiting(session, claimed, State.ASKED, DEADLINE)  # somebody slower
    row = session.execute(select(tables.brief)).one()
    assert (row.state, row.partial, row.sent_at) == ("sent", True, NOW)
    assert row.missing == "sycm_shop,wxt_plans"


def test_what_waits_for_a_file_is_due_at_its_deadline(session: Session) -> None:
    store = make_store(session)
    claimed = briefs.claim(session, fresh(store), NOW)
    assert claimed
    briefs.mark_waiting(session, claimed, State.ASKED, DEADLINE)
    assert due_days(session, DEADLINE - timedelta(seconds=1)) == []
    assert due_days(session, DEADLINE) == [DAY]
    assert [one.state for one in briefs.awaiting(session, store.id, NOW)] == [State.ASKED]
    assert briefs.awaiting(session, make_store(session, -101).id, NOW) == ()


def test_what_lay_too_long_is_no_longer_news(session: Session) -> None:
    store = make_store(session)
    claimed = briefs.claim(session, fresh(store), NOW)
    assert claimed
    briefs.mark_waiting(session, claimed, State.ASKED, DEADLINE)
    assert due_days(session, DEADLINE + timedelta(hours=6)) == []
    assert briefs.awaiting(session, store.id, DEADLINE + timedelta(hours=6)) == ()


def test_every_store_that_can_be_spoken_to_has_its_schedule(session: Session) -> None:
    store, silent = make_store(session), make_store(session, -101)
    session.execute(update(tables.chat).where(tables.chat.c.id == silent.chat_id).values(silenced_at=NOW))
    (schedule,) = briefs.schedules(session)
    assert (schedule.store.id, schedule.since, schedule.last_day) == (store.id, NOW, None)
    briefs.claim(session, fresh(store), NOW)
    briefs.claim(session, fresh(store, date(2026, 11, 3)), NOW)
    assert briefs.schedules(session)[0].last_day == DAY


def test_the_store_comes_along_as_it_is_now(session: Session) -> None:
    store = make_store(session)
    briefs.claim(session, fresh(store), NOW)
    session.execute(update(tables.store).values(brief_at=time(8)))
    (seen,) = briefs.due(session, NOW + briefs.LEASE)
    assert seen.store == replace(store, brief_at=time(8))


def test_the_days_right_before_that_never_went_out(engine: Engine, store: Store) -> None:
    with writing(engine) as session:
        session.execute(update(tables.store).values(created_at=NOW - timedelta(days=5)))
        made = briefs.unsent_days(session, store.id, DAY)
        assert made == tuple(DAY - timedelta(days=back) for back in (4, 3, 2, 1))  # not before it was made
        for back in (3, 6):
            seen = fresh(store, DAY - timedelta(days=back))
            claimed = briefs.claim(session, seen, NOW)
            assert claimed is not None
            briefs.mark_sent(session, claimed, NOW, ())
        assert briefs.unsent_days(session, store.id, DAY) == (
            DAY - timedelta(days=2),
            DAY - timedelta(days=1),
        )
        session.execute(update(tables.store).values(created_at=NOW - timedelta(days=500)))
        assert len(briefs.unsent_days(session, store.id, DAY + timedelta(days=30))) == 7


def sent(session: Session, store: Store, day: date, missing: Sequence[str] = ()) -> None:
    claimed = briefs.claim(session, fresh(store, day), NOW)
    assert claimed
    briefs.mark_sent(session, claimed, NOW, missing)


def test_what_went_out_without_files_is_found_until_they_have_come(session: Session) -> None:
    store, other = make_store(session), make_store(session, -101)
    sent(session, store, DAY, ["sycm_shop", "wxt_plans"])
    sent(session, store, DAY - timedelta(days=1))
    sent(session, other, DAY, ["reviews_rpa"])
    (seen,) = briefs.partial_briefs(session, store.id, NOW)
    assert seen == PartialBrief(store, DAY, DEADLINE, NOW, ("sycm_shop", "wxt_plans"))
    assert len(briefs.partial_briefs(session, None, NOW)) == 2
    assert briefs.partial_briefs(session, None, NOW + timedelta(days=1)) == ()
    assert briefs.note_missing(session, seen, ["wxt_plans"])
    assert not briefs.note_missing(session, seen, [])  # somebody slower
    (seen,) = briefs.partial_briefs(session, store.id, NOW)
    assert briefs.note_missing(session, seen, [])
    assert briefs.partial_briefs(session, store.id, NOW) == ()


def test_days_whose_brief_never_went_out(session: Session) -> None:
    store = make_store(
        session
    )  # at ten on the day after DAY: the first brief is told a day later, of that day
    assert briefs.unsent_days(session, store.id, DAY + timedelta(days=1)) == ()
    assert briefs.unsent_days(session, store.id, DAY + timedelta(days=3)) == (
        DAY + timedelta(days=1),
        DAY + timedelta(days=2),
    )
    sent(session, store, DAY + timedelta(days=1))
    briefs.claim(session, fresh(store, DAY + timedelta(days=2)), NOW)  # begun only
    assert briefs.unsent_days(session, store.id, DAY + timedelta(days=3)) == (DAY + timedelta(days=2),)
    assert len(briefs.unsent_days(session, store.id, DAY + timedelta(days=90))) == 7
