"""The messages that a post becomes."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

import storage.outbox
from charts.chart import RoiChart
from chat.errors import Kind, Trouble
from chat.outbox import BODY, Body, bodies, put_correction, put_edit, put_post
from chat.setbacks import pause_after, settle
from messages.post import Attachment, Button, Post
from storage import tables
from tests.uploading import NOW, make_store

CHART = RoiChart("zh", "店", (date(2026, 11, 21),), (1.0, None), (3.0,), ((3.0, "及格"),), "花费", "投产比")
FILE = Attachment("a.csv", b"a")
CAPTION, LONG, LONGER = "字" * 1024, "字" * 1025, "字" * 4097
KEYS = ((Button("x", "y:z"),),)


def shape(post: Post) -> list[str]:
    """Each message in short: p picture, f file, its number of characters, k keys, s silent."""
    return [
        ("p" if body.chart else "f" if data is not None else "")
        + str(len(body.text))
        + ("k" if body.buttons else "")
        + ("s" if body.silent else "")
        for body, data in bodies(post)
    ]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post("a"), ["1"]),
        (Post("a", KEYS, silent=True), ["1ks"]),
        (Post(LONGER, KEYS), ["4096", "1ks"]),
        (Post(CAPTION, KEYS, CHART), ["p1024k"]),
        (Post(LONG, KEYS, CHART), ["p0", "1025ks"]),
        (Post(LONGER, KEYS, CHART), ["p0", "4096s", "1ks"]),
        (Post("", KEYS, CHART), ["p0k"]),
        (Post(CAPTION, KEYS, None, FILE), ["f1024k"]),
        (Post(LONG, KEYS, None, FILE), ["1025k", "f0s"]),
        (Post("a", KEYS, CHART, FILE), ["p1k", "f0s"]),
        (Post("", (), None, FILE), ["f0"]),
        (Post("<b>" + CAPTION + "</b>", (), CHART), ["p1031"]),
    ],
)
def test_bodies(post: Post, expected: list[str]) -> None:
    assert shape(post) == expected


@pytest.mark.parametrize("text", ["", " \n", "<b> </b>"])
def test_nothing_to_say(text: str) -> None:
    with pytest.raises(ValueError, match="says nothing"):
        bodies(Post(text))


def test_a_body_survives_the_database() -> None:
    body = Body(text="<b>a</b>", buttons=((("x", "y:z"),),), chart=CHART, silent=True)
    assert BODY.validate_json(BODY.dump_json(body)) == body


@pytest.mark.parametrize(
    ("attempts", "chance", "seconds"),
    [
        (1, 0.5, 1),
        (2, 0.5, 2),
        (5, 0.5, 16),
        (9, 0.5, 256),
        (10, 0.5, 300),
        (99, 0.5, 300),
        (3, 0, 3),
        (3, 1, 5),
    ],
)
def test_pauses_grow(attempts: int, chance: float, seconds: float) -> None:
    assert pause_after(attempts, chance) == timedelta(seconds=seconds)


def rows(session: Session, state: str | None = None) -> list[Any]:
    query = select(tables.outbox).order_by(tables.outbox.c.id)
    return list(session.execute(query if state is None else query.where(tables.outbox.c.state == state)))


def test_a_correction_of_what_still_waits_finds_its_message_later(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("one"), now=NOW, dedupe="receipt:1")
    assert put_correction(session, "receipt:1", Post("two", KEYS), now=NOW)
    post, edit = rows(session)
    body = BODY.validate_json(edit.body)
    assert (edit.kind, edit.message_id, body.of, body.text, len(body.buttons)) == (
        *("edit", None, "receipt:1", "two", 1),
    )
    storage.outbox.mark_sent(session, post.id, 77, NOW)
    place = storage.outbox.put_out_as(session, "receipt:1")
    assert place == storage.outbox.Place(chat_id, 77, has_photo=False)


def test_of_several_corrections_that_wait_the_last_is_said(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("one", (), CHART), now=NOW, dedupe="brief_1")
    put_post(session, chat_id, Post("other"), now=NOW, dedupe="briefx1")
    for text in ("two", "three"):
        put_correction(session, "brief_1", Post(text), now=NOW)
        put_correction(session, "briefx1", Post(f"other {text}"), now=NOW)
    _, _, edit, other = rows(session)
    assert [BODY.validate_json(row.body).text for row in (edit, other)] == ["three", "other three"]
    assert BODY.validate_json(edit.body).has_photo
    session.execute(update(tables.outbox).where(tables.outbox.c.id == edit.id).values(state="sending"))
    put_correction(session, "brief_1", Post("four"), now=NOW)
    assert [BODY.validate_json(row.body).text for row in rows(session, "queued")][-1] == "four"


def test_what_a_message_says_already_is_not_put_out_again(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("one", KEYS), now=NOW, dedupe="card:1")
    assert put_correction(session, "card:1", Post("one", KEYS), now=NOW)
    assert len(rows(session)) == 1
    storage.outbox.mark_sent(session, rows(session)[0].id, 77, NOW)
    assert put_correction(session, "card:1", Post("one", KEYS), now=NOW)
    assert len(rows(session)) == 1
    assert put_correction(session, "card:1", Post("one"), now=NOW)
    assert put_correction(session, "card:1", Post("one"), now=NOW)
    assert [row.kind for row in rows(session)] == ["post", "edit"]


def test_a_card_that_somebody_has_opened_is_closed_again_by_its_correction(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("all"), now=NOW, dedupe="card:1")
    storage.outbox.mark_sent(session, rows(session)[0].id, 77, NOW)
    put_edit(session, chat_id, 77, Post("one of them"), now=NOW, has_photo=False)
    put_correction(session, "card:1", Post("all"), now=NOW)
    assert [BODY.validate_json(row.body).text for row in rows(session)] == ["all", "one of them", "all"]


def test_nothing_is_corrected_that_was_never_said(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("one"), now=NOW, dedupe="receipt:1")
    session.execute(update(tables.outbox).values(state="failed"))
    assert not put_correction(session, "receipt:1", Post("two"), now=NOW)
    assert not put_correction(session, "receipt:2", Post("two"), now=NOW)


def test_what_was_deleted_is_not_corrected(session: Session) -> None:
    chat_id = make_store(session).chat_id
    put_post(session, chat_id, Post("one"), now=NOW, dedupe="card:1")
    (post,) = rows(session)
    storage.outbox.mark_sent(session, post.id, 77, NOW)
    assert put_correction(session, "card:1", Post("two"), now=NOW)
    edit = storage.outbox.claim(session, [rows(session)[-1].id], NOW)[0]
    settle(session, edit, Trouble(Kind.GONE, "message to edit not found"), NOW, 0.5)
    assert [row.state for row in rows(session)] == ["sent", "failed"]
    assert not put_correction(session, "card:1", Post("three"), now=NOW)
