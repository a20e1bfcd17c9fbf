"""Chats: found, renamed, moved, silenced."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from metrics.stores import Chat, Store
from storage import chats, outbox, tables
from storage.stores import add_store

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def stored(session: Session, chat_id: int) -> Store:
    return add_store(
        session, Store(0, chat_id, "店", "zh", "Asia/Shanghai", time(9), timedelta(), ()), 7, NOW
    )


def upload(session: Session, store: Store, chat_id: int, message_id: int) -> None:
    values: dict[str, Any] = {"user_id": 7, "user_name": "A", "file_id": "f", "file_name": "n", "size": 1}
    session.execute(
        insert(tables.upload).values(
            store_id=store.id,
            chat_id=chat_id,
            message_id=message_id,
            state="stored",
            received_at=NOW,
            **values,
        )
    )


def test_a_chat_is_found_again_under_its_new_title(session: Session) -> None:
    chat = chats.chat_for(session, -5, "group", "旧")
    assert chats.chat_for(session, -5, "group", "新") == Chat(chat.id, -5, "group", "新")
    assert chats.chat_for(session, -5, "group", "") == Chat(chat.id, -5, "group", "新")
    assert chats.chat_by_id(session, chat.id) == Chat(chat.id, -5, "group", "新")
    assert chats.chat_by_id(session, chat.id + 1) is None


def test_a_move_keeps_the_chat_and_forgets_message_ids(session: Session) -> None:
    chat = chats.chat_for(session, -5, "group", "店")
    store = stored(session, chat.id)
    upload(session, store, chat.id, 3)
    for _ in range(2):
        chats.migrate(session, -5, -1005)
    assert chats.chat_by_id(session, chat.id) == Chat(chat.id, -1005, "supergroup", "店")
    assert chats.chat_for(session, -5, "group", "店").id == chat.id  # late news from the old group
    upload(session, store, chat.id, 3)  # another message than the old group's third
    assert len(session.execute(select(tables.upload)).all()) == 2


def test_a_move_that_was_noticed_late(session: Session) -> None:
    old = chats.chat_for(session, -5, "group", "店")
    store = stored(session, old.id)
    new = chats.chat_for(session, -1005, "supergroup", "店")
    chats.greet_once(session, new.id, 9, NOW)
    upload(session, store, old.id, 3)
    upload(session, store, new.id, 3)
    outbox.put(session, chat_id=new.id, kind="post", body="a", now=NOW, dedupe=None)
    chats.migrate(session, -5, -1005)
    assert chats.chat_for(session, -1005, "supergroup", "店").id == old.id
    assert [head.chat_id for head in outbox.ready(session, NOW)] == [old.id]
    assert set(session.scalars(select(tables.upload.c.chat_id))) == {old.id}


def test_a_store_set_up_anew_in_the_supergroup_stays(session: Session) -> None:
    old, new = chats.chat_for(session, -5, "group", "店"), chats.chat_for(session, -1005, "supergroup", "店")
    stored(session, old.id)
    stored(session, new.id)
    chats.migrate(session, -5, -1005)
    assert chats.chat_for(session, -1005, "supergroup", "店").id == new.id


def test_a_move_ends_silence(session: Session) -> None:
    chat = chats.chat_for(session, -5, "group", "店")
    chats.silence(session, chat.id, "the group was upgraded", NOW)
    chats.migrate(session, -5, -1005)
    found = chats.chat_by_id(session, chat.id)
    assert found is not None
    assert not found.silenced


def test_silence_until_we_are_back(session: Session) -> None:
    chat = chats.chat_for(session, -5, "group", "店")
    assert chats.silence(session, chat.id, "kicked", NOW)
    assert chats.chat_for(session, -5, "group", "店").silenced
    chats.unsilence(session, chat.id)
    assert not chats.chat_for(session, -5, "group", "店").silenced


def test_everybody_is_greeted_once_a_chat(session: Session) -> None:
    one, two = chats.chat_for(session, -5, "group", "一"), chats.chat_for(session, -6, "group", "二")
    greeted = [chats.greet_once(session, chat.id, user, NOW) for chat in (one, one, two) for user in (7, 8)]
    assert greeted == [True, True, False, False, True, True]
