"""Telling alerts: judged, kept and put out in one transaction, on cards that are edited in place."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.alerts
import services.owners
import storage.chats
import storage.outbox
from chat.house import House
from chat.outbox import put_correction, put_post, put_reply
from messages.alerts import card_post, mention_post, notice_post
from messages.texts import Texts
from metrics.absences import Who
from metrics.alerts import Alert, Notice
from metrics.stores import Store
from services.alerts import Found, Judged

Watch = Callable[[Session, Store, datetime], Found | None]


async def watch(house: House, store: Store, look: Watch) -> None:
    """What `look` finds is judged, and what there is to say of it goes out."""
    await house.run(look_and_tell, store, look, house.clock())
    house.outbox.wake()


def look_and_tell(session: Session, store: Store, look: Watch, now: datetime) -> None:
    found = look(session, store, now)
    if found is not None:
        tell(session, store, services.alerts.judge(session, store, found, now), now)


def tick_and_tell(session: Session, store: Store, now: datetime) -> None:
    """What time alone changes is kept and told."""
    tell(session, store, services.alerts.tick(session, store, now), now)


def tell(session: Session, store: Store, judged: Judged, now: datetime) -> None:
    """Belongs into the transaction of the judgement: killed before its end, nothing has happened."""
    if judged.is_summary:
        put_summary(session, store, judged, now)
    else:
        by_topic: dict[str, list[Alert]] = {}
        for alert in judged.told:
            by_topic.setdefault(alert.finding.nature.topic, []).append(alert)
        for alerts in by_topic.values():
            put_card(session, store, services.alerts.told(session, store, alerts, now), now)
    redraw(session, store, judged.cards, now)
    for alert, notice in judged.notices:
        put_notice(session, store, alert, notice, now)


def put_summary(session: Session, store: Store, judged: Judged, now: datetime) -> None:
    """One card for all that was held in quiet hours."""
    put_card(session, store, services.alerts.told(session, store, judged.told, now, judged.went), now)


def put_card(session: Session, store: Store, number: int, now: datetime, *, silent: bool = False) -> None:
    card = services.alerts.card(session, store, number)
    post = replace(card_post(card, Texts(store.language, store.zone)), silent=silent)
    put_post(session, store.chat_id, post, now=now, dedupe=name_of(number), store_id=store.id)


def redraw(session: Session, store: Store, cards: Iterable[int], now: datetime) -> None:
    """The cards as their alerts stand now.

    Where a card's message is gone (deleted, forgotten, left behind in a group that moved), what is not
    over goes on on a new one, without a sound.
    """
    texts = Texts(store.language, store.zone)
    for number in cards:
        card = services.alerts.card(session, store, number)
        if put_correction(session, name_of(number), card_post(card, texts), now=now):
            continue
        if not may_speak(session, store):
            continue
        new = services.alerts.carried_over(session, store, card, now)
        if new is not None:
            put_card(session, store, new, now, silent=True)


def stands_at(session: Session, card_id: int, chat_id: int, message_id: int) -> bool:
    """Whether that message (our chat, Telegram's message) is the card."""
    place = storage.outbox.put_out_as(session, name_of(card_id))
    return place is not None and (place.chat_id, place.message_id) == (chat_id, message_id)


def may_speak(session: Session, store: Store) -> bool:
    chat = storage.chats.chat_by_id(session, store.chat_id)
    return chat is not None and not chat.silenced


def put_notice(session: Session, store: Store, alert: Alert, notice: Notice, now: datetime) -> None:
    """In private; who cannot be spoken to there is named in one silent line below the card."""
    texts, dedupe = Texts(store.language, store.zone), f"notice:{alert.id}:{alert.version}:{notice}"
    group = storage.chats.chat_by_id(session, store.chat_id)
    title = group.title if group and group.title else store.name
    unreached: list[Who] = []
    for who in services.owners.who_is_told(session, store, alert, notice, now):
        chat = storage.chats.private_with(session, who[0])
        if chat is None:
            unreached.append(who)
            continue
        post = notice_post(alert, title, texts)
        put_post(session, chat.id, post, now=now, dedupe=f"{dedupe}:{who[0]}", store_id=store.id)
    if unreached and alert.card_id is not None:
        post = mention_post(alert, unreached, texts)
        put_reply(session, name_of(alert.card_id), post, now=now, dedupe=dedupe, store_id=store.id)


def name_of(card_id: int) -> str:
    """What a card is put out as."""
    return f"card:{card_id}"
