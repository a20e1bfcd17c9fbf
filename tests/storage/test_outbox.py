"""The outbox: once, in order per chat, one at a time, never lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from storage import drawn, leases, outbox, tables
from storage.chats import chat_for, silence
from storage.engine import reading, writing

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def chats(session: Session) -> tuple[int, int]:
    return chat_for(session, -1, "supergroup", "店").id, chat_for(session, 7, "private", "A").id


def put(session: Session, chat_id: int, body: str, dedupe: str | None = None, now: datetime = NOW) -> bool:
    return outbox.put(session, chat_id=chat_id, kind="post", body=body, now=now, dedupe=dedupe)


def taken(session: Session, now: datetime = NOW) -> list[str]:
    heads = outbox.ready(session, now)
    return [entry.body for entry in outbox.claim(session, [head.id for head in heads], now)]


def ids(session: Session) -> dict[str, int]:
    return {row.body: row.id for row in session.execute(select(tables.outbox.c.id, tables.outbox.c.body))}


def test_the_same_is_put_out_once(session: Session, chats: tuple[int, int]) -> None:
    assert put(session, chats[0], "a", "x")
    assert not put(session, chats[0], "b", "x")
    assert put(session, chats[0], "c")
    assert put(session, chats[0], "d")
    assert list(ids(session)) == ["a", "c", "d"]


def test_one_at_a_time_in_order(session: Session, chats: tuple[int, int]) -> None:
    for chat_id, body in ((chats[0], "a"), (chats[0], "b"), (chats[1], "c")):
        put(session, chat_id, body)
    assert taken(session) == ["a", "c"]
    assert taken(session) == []
    outbox.mark_sent(session, ids(session)["a"], 11, NOW)
    assert taken(session) == ["b"]


def test_what_a_claim_says(session: Session, chats: tuple[int, int]) -> None:
    outbox.put(
        session,
        chat_id=chats[1],
        kind="edit",
        body="{}",
        now=NOW,
        dedupe=None,
        thread_id=5,
        message_id=6,
        attachment=b"x",
    )
    (head,) = outbox.ready(session, NOW)
    assert (head.chat_id, head.telegram_id, head.private, head.kind) == (chats[1], 7, True, "edit")
    assert outbox.claim(session, [head.id], NOW) == (
        outbox.Entry(head.id, chats[1], 7, True, None, 5, "edit", 6, "{}", b"x", 1, NOW),
    )


def test_a_claim_runs_out_after_a_minute(session: Session, chats: tuple[int, int]) -> None:
    put(session, chats[0], "a")
    assert taken(session) == ["a"]
    assert taken(session, LATER - timedelta(seconds=1)) == []
    assert taken(session, LATER) == ["a"]


def test_what_is_postponed_holds_up_its_own_chat(session: Session, chats: tuple[int, int]) -> None:
    for chat_id, body in ((chats[0], "a"), (chats[0], "b"), (chats[1], "c")):
        put(session, chat_id, body)
    outbox.postpone(session, ids(session)["a"], LATER, "429")
    assert taken(session) == ["c"]
    assert taken(session, LATER) == ["a", "c"]


def test_what_has_failed_lets_the_next_pass(session: Session, chats: tuple[int, int]) -> None:
    put(session, chats[0], "a")
    put(session, chats[0], "b")
    outbox.fail(session, ids(session)["a"], "no")
    assert taken(session) == ["b"]


def test_a_chat_given_up_or_silenced(session: Session, chats: tuple[int, int]) -> None:
    put(session, chats[0], "a")
    put(session, chats[1], "b")
    assert silence(session, chats[0], "kicked", NOW)
    assert not silence(session, chats[0], "kicked", NOW)
    outbox.fail_chat(session, chats[0], "kicked")
    assert put(session, chats[0], "c", "x")
    assert not put(session, chats[0], "c", "x")
    assert taken(session) == ["b"]


def test_some_chats_can_be_passed_over(session: Session, chats: tuple[int, int]) -> None:
    put(session, chats[0], "a")
    put(session, chats[1], "b")
    assert [head.chat_id for head in outbox.ready(session, NOW, {chats[0]})] == [chats[1]]


def test_old_rows_are_forgotten_unsent_ones_never(session: Session, chats: tuple[int, int]) -> None:
    for body, age in (("sent", 29), ("unsent", 29), ("young", 27)):
        put(session, chats[0], body, now=NOW - timedelta(days=age))
    for body in ("sent", "young"):
        outbox.mark_sent(session, ids(session)[body], 1, NOW)
    assert outbox.forget_old(session, NOW) == 1
    assert sorted(ids(session)) == ["unsent", "young"]


@pytest.fixture
def many(engine: Engine) -> Engine:
    with writing(engine) as session:
        for i in range(20):
            chat = session.execute(
                insert(tables.chat).values(telegram_id=-i - 1, kind="group").returning(tables.chat.c.id)
            ).scalar_one()
            for j in range(5):
                put(session, chat, f"{i}:{j}")
    return engine


def test_four_that_claim_at_once_never_get_the_same(many: Engine) -> None:
    def work(_worker: int) -> list[str]:
        mine = []
        for _ in range(200):
            with reading(many) as session:
                heads = [head.id for head in outbox.ready(session, NOW, limit=7)]
            with writing(many) as session:
                claimed = outbox.claim(session, heads, NOW)
            with writing(many) as session:
                for entry in claimed:
                    outbox.mark_sent(session, entry.id, None, NOW)
            mine += [entry.body for entry in claimed]
            with reading(many) as session:
                if outbox.waiting(session) == 0:
                    break
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [body for mine in pool.map(work, range(4)) for body in mine]
    assert Counter(claimed) == Counter(f"{i}:{j}" for i in range(20) for j in range(5))


def test_a_lease_has_one_owner(session: Session) -> None:
    length = timedelta(seconds=10)
    assert leases.take_lease(session, "sender", "a", NOW, length)
    assert not leases.take_lease(session, "sender", "b", NOW, length)
    assert leases.take_lease(session, "sender", "a", NOW + timedelta(seconds=9), length)
    assert not leases.take_lease(session, "sender", "b", NOW + timedelta(seconds=18), length)
    assert leases.take_lease(session, "sender", "b", NOW + timedelta(seconds=19), length)
    leases.give_lease_back(session, "sender", "a")  # not theirs any more
    assert not leases.take_lease(session, "sender", "a", NOW + timedelta(seconds=20), length)
    leases.give_lease_back(session, "sender", "b")
    assert leases.take_lease(session, "sender", "a", NOW + timedelta(seconds=20), length)


def test_pictures_belong_to_their_bot(session: Session) -> None:
    drawn.remember_file(session, "d", 1, "f", NOW - timedelta(days=91))
    drawn.remember_file(session, "d", 2, "g", NOW)
    drawn.remember_file(session, "d", 2, "h", NOW)
    assert [drawn.file_of(session, "d", bot) for bot in (1, 2, 3)] == ["f", "h", None]
    drawn.forget_old_files(session, NOW)
    assert [drawn.file_of(session, "d", bot) for bot in (1, 2, 3)] == [None, "h", None]
    drawn.forget_file(session, "d", 2)
    assert drawn.file_of(session, "d", 2) is None
