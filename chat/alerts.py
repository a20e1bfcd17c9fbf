"""Putting alert cards out: a card counts as sent in the transaction that gives it to the outbox."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from chat.house import House
from messages.alerts import alert_post
from metrics.alerts import Alert
from metrics.stores import Store
from services.alerts import mark_sent


async def put_out(house: House, store: Store, alerts: Iterable[Alert], day: date) -> None:
    """The cards of `day`, each once. After a crash in between, the next judge finds those still to go out."""
    for alert in alerts:
        await house.send(
            store.chat_id,
            alert_post(alert, house.texts(store)),
            dedupe=f"alert:{alert.id}:{day}",
            store_id=store.id,
            also=partial(mark_sent, alert_id=alert.id, day=day),
        )
