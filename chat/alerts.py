"""Telling alerts: judged, kept and put out in one transaction, on cards that are edited in place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.alerts
import services.owners
import storage.alerts
import storage.chats
import storage.outbox
import storage.stores
from chat.house import House
from chat.outbox import put_correction, put_post, put_reply
from messages.alerts import card_post
from messages.notices import mention_post, notice_post
from messages.texts import Texts
from metrics.absences import Who
from metrics.alerts import Alert
from metrics.stores import Store
from services.alerts import Found, Judged

Watch = Callable[[Session, Store, datetime], Found | None]


async def watch(house: House, store: Store, look: Watch, *, silent: bool = False) -> None:
    """What `look` finds is judged, and what there is to say of it goes out; `silent` where what it is about
    has just made a sound.
    """
    await house.run(look_and_tell, store, look, house.clock(), silent=silent)
    house.outbox.wake()


def look_and_tell(
    session: Session, store: Store, look: Watch, now: datetime, *, silent: bool = False
) -> None:
    found = look(session, store, now)
    if found is not None:
        tell(session, store, services.alerts.judge(session, store, found, now), now, silent=silent)


def tick_and_tell(session: Session, store: Store, now: datetime) -> None:
    """What time alone changes is kept and told."""
    tell(session, store, services.alerts.tick(session, store, now), now)


def tell(session: Session, store: Store, judged: Judged, now: datetime, *, silent: bool = False) -> None:
    """Belongs into the transaction of the judgement: killed before its end, nothing has happened."""
    if judged.is_summary:
        put_summary(session, store, judged, now)
    else:
        by_topic: dict[str, list[Alert]] = {}
        for alert in judged.told:
            by_topic.setdefault(alert.finding.nature.topic, []).append(alert)
        for alerts in by_topic.values():
            number = services.alerts.told(session, store, alerts, now)
            put_card(session, store, number, now, silent=silent)
    redraw(session, store, judged.cards, now)
    put_notices(session, store, judged, now)


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


def catch_up(session: Session, chat_id: int, now: datetime) -> None:
    """We may write to a chat of ours again: its cards tell how their alerts stand by now."""
    since = storage.chats.unsilence(session, chat_id)
    store = storage.stores.store_of_chat(session, chat_id)
    if since is not None and store is not None:
        redraw(session, store, storage.alerts.cards_changed_since(session, store.id, since), now)


def stands_at(session: Session, card_id: int, chat_id: int, message_id: int) -> bool:
    """Whether that message (our chat, Telegram's message) is the card."""
    place = storage.outbox.put_out_as(session, name_of(card_id))
    return place is not None and (place.chat_id, place.message_id) == (chat_id, message_id)


def may_speak(session: Session, store: Store) -> bool:
    chat = storage.chats.chat_by_id(session, store.chat_id)
    return chat is not None and not chat.silenced


def put_notices(session: Session, store: Store, judged: Judged, now: datetime) -> None:
    """In private, all that one has to hear together; who cannot be spoken to there is named in one silent
    line below the card.
    """
    heard: dict[Who, list[Alert]] = {}
    for alert, notice in judged.notices:
        for who in services.owners.who_is_told(session, store, alert, notice, now):
            heard.setdefault(who, []).append(alert)
    unreached = [who for who in heard if storage.chats.private_with(session, who[0]) is None]
    for who, alerts in heard.items():
        if who not in unreached:
            put_notice(session, store, who[0], alerts, now)
    if unreached and may_speak(session, store):
        put_mention(session, store, unreached, [alert for who in unreached for alert in heard[who]], now)


def put_notice(session: Session, store: Store, user_id: int, alerts: Sequence[Alert], now: datetime) -> None:
    group = storage.chats.chat_by_id(session, store.chat_id)
    chat = storage.chats.private_with(session, user_id)
    if chat is not None:
        title = group.title if group and group.title else store.name
        post = notice_post(alerts, title, Texts(store.language, store.zone))
        put_post(session, chat.id, post, now=now, dedupe=heard_as(alerts, user_id), store_id=store.id)


def put_mention(
    session: Session, store: Store, people: Sequence[Who], alerts: Sequence[Alert], now: datetime
) -> None:
    known = {alert.id: alert for alert in alerts}
    post = mention_post(list(known.values()), people, Texts(store.language, store.zone))
    card = name_of(alerts[0].card_id or 0)
    put_reply(session, card, post, now=now, dedupe=heard_as(alerts, store.chat_id), store_id=store.id)


def heard_as(alerts: Sequence[Alert], by: int) -> str:
    """What a notice is put out as: once for what has become of its first alert."""
    first = alerts[0]
    return f"notice:{first.id}:{first.version}:{first.reason}:{by}"


def name_of(card_id: int) -> str:
    """What a card is put out as."""
    return f"card:{card_id}"
