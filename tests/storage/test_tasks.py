"""Tasks as stored: written, listed, done once."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from metrics.tasks import Proposal, TaskKind
from storage import tasks
from tests.uploading import NOW, make_store

WANTED = Proposal(TaskKind.TOP_UP, date(2026, 11, 22), {"channel": "关键词推广", "amount": "3100"})


def test_a_task_is_open_until_it_is_done(session: Session) -> None:
    store, other = make_store(session), make_store(session, -200)
    first = tasks.add_task(session, store.id, WANTED, None, (42, "Li"), (43, "Wang"), NOW)
    second = tasks.add_task(session, store.id, WANTED, None, (42, "Li"), None, NOW)
    assert (first.kind, first.facts, first.made_by, first.owner, first.due) == (
        TaskKind.TOP_UP,
        WANTED.facts,
        "Li",
        (43, "Wang"),
        date(2026, 11, 22),
    )
    assert tasks.open_tasks(session, store.id) == (first, second)
    assert tasks.open_tasks(session, other.id) == ()
    assert tasks.task_by_id(session, other.id, first.id) is None
    later = NOW + timedelta(hours=1)
    assert tasks.mark_done(session, other.id, first.id, "Wang", later) is None
    done = tasks.mark_done(session, store.id, first.id, "Wang", later)
    assert done is not None
    assert (done.done_at, done.done_by) == (later, "Wang")
    assert tasks.mark_done(session, store.id, first.id, "Li", later) is None
    assert tasks.open_tasks(session, store.id) == (second,)
    assert tasks.task_by_id(session, store.id, first.id) == done
