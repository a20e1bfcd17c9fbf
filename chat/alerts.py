"""Telling alerts: judged, kept and put out in one transaction, on cards that are edited in place."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy.orm import Session

import services.alerts
import services.members
import storage.chats
import storage.stores
from chat.house import House
from chat.outbox import put_correction, put_post
from messages.alerts import card_post, notice_post
from messages.texts import Texts
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


def tell(session: Session, store: Store, judged: Judged, now: datetime) -> None:
    """Belongs into the transaction of the judgement: killed before its end, nothing has happened."""
    by_topic: dict[str, list[Alert]] = {}
    for alert in judged.told:
        by_topic.setdefault(alert.finding.nature.topic, []).append(alert)
    for alerts in by_topic.values():
        put_card(session, store, alerts, now)
    redraw(session, store, judged.cards, now)
    for alert, notice in judged.notices:
        put_notice(session, store, alert, notice, now)


def put_card(session: Session, store: Store, alerts: list[Alert], now: datetime) -> None:
    number = services.alerts.told(session, store, alerts, now)
    post = card_post(
        number, services.alerts.card(session, store.id, number), Texts(store.language, store.zone)
    )
    put_post(session, store.chat_id, post, now=now, dedupe=name_of(number), store_id=store.id)


def redraw(session: Session, store: Store, cards: Iterable[int], now: datetime) -> None:
    """The cards as their alerts stand now."""
    texts = Texts(store.language, store.zone)
    for number in cards:
        post = card_post(number, services.alerts.card(session, store.id, number), texts)
        put_correction(session, name_of(number), post, now=now)


def put_notice(session: Session, store: Store, alert: Alert, notice: Notice, now: datetime) -> None:
    """In private, to whom the bot may speak there; the card in the group stands for the others."""
    group = storage.chats.chat_by_id(session, store.chat_id)
    for user_id in services.alerts.who_is_told(session, store, alert, notice, now):
        chat = storage.chats.private_with(session, user_id)
        if chat is None or group is None:
            continue
        post = notice_post(alert, group.title or store.name, Texts(store.language, store.zone))
        dedupe = f"notice:{alert.id}:{notice}:{user_id}"
        put_post(session, chat.id, post, now=now, dedupe=dedupe, store_id=store.id)


def name_of(card_id: int) -> str:
    """What a card is put out as."""
    return f"card:{card_id}"
