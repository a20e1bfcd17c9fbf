"""Who looks after what, and who is told of an alert: with whoever stands in for those away."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

import storage.absences
import storage.chats
import storage.members
import storage.settings
import storage.stores
import storage.uploads
from metrics.absences import Who, instead
from metrics.alerts import Alert, Notice, Reason
from metrics.arrivals import NO_PERSON
from metrics.mistakes import Mistake
from metrics.owners import CARES, MANAGERS, Owners
from metrics.quiet import Hours, Stretch
from metrics.stores import Role, Store

MOST_PEOPLE = 12
AT_WORK = (Role.MANAGER, Role.STAFF)
SENT_WITHIN = timedelta(days=60)  # who has sent no file for longer may have left


def owners(session: Session, store: Store, now: datetime) -> Owners:
    settings = storage.settings.settings(session, store.id)
    today = store.today(now)

    def chosen(topic: str) -> Who | None:
        user_id = settings.owner(topic)
        return None if user_id is None else (user_id, settings.owner_name(topic) or "")

    by_topic = {topic: chosen(topic) for topic in CARES}
    people = dict.fromkeys(who for who in by_topic.values() if who is not None)
    return Owners(
        today,
        by_topic,
        away=storage.absences.absences(session, store.id, today),
        hours=settings.hours,
        unreached=tuple(
            name for user_id, name in people if storage.chats.private_with(session, user_id) is None
        ),
    )


def choose(session: Session, store: Store, topic: str, who: Who | None) -> None:
    """None: nobody in particular. Raises Mistake("old_button")."""
    if topic not in CARES:
        raise Mistake("old_button")
    user_id, name = (None, None) if who is None else (str(who[0]), who[1])
    storage.settings.change(session, store.id, f"owner.{topic}", user_id)
    storage.settings.change(session, store.id, f"owner.{topic}.name", name)


def set_hours(session: Session, store: Store, stretch: Stretch, hours: tuple[time, time]) -> None:
    """When alerts wait, or when people are expected to answer them."""
    for name, at in zip(("from", "until"), hours, strict=True):
        usual: time = getattr(Hours(), f"{stretch}_{name}")
        kept = None if at == usual else f"{at:%H:%M}"
        storage.settings.change(session, store.id, f"hours.{stretch}_{name}", kept)


# ---------------------------------------------------------------------------------------------------- people


def people(session: Session, store: Store, asking: Who, now: datetime) -> tuple[Who, ...]:
    """Who works for the store and is known to the bot: staff, its founder, who sends files, whoever asks.

    A group's admins are known only by what they do: nobody can be asked who they are.
    """
    members = storage.members.people_of(session, store.id)
    outside = {one.user_id for one in members if one.role not in AT_WORK}
    known = {one.user_id: one.name for one in members if one.role in AT_WORK}
    founder = storage.stores.founder(session, store.id)
    if name := _name(session, store, founder):
        known.setdefault(founder, name)
    for user_id, name in (*storage.uploads.senders(session, store.id, now - SENT_WITHIN), asking):
        if user_id not in outside and user_id not in NO_PERSON:
            known.setdefault(user_id, name)
    return tuple(known.items())[:MOST_PEOPLE]


def person(session: Session, store: Store, asking: Who, user_id: str, now: datetime) -> Who:
    """Raises Mistake("unknown_person")."""
    for one in people(session, store, asking, now):
        if str(one[0]) == user_id:
            return one
    raise Mistake("unknown_person")


# ------------------------------------------------------------------------------------------------ being told


def who_is_told(
    session: Session, store: Store, alert: Alert, notice: Notice, now: datetime
) -> tuple[Who, ...]:
    """Of an alert that nobody takes: who looks after its topic, then the managers, but nobody twice;
    whoever stands in for those away. Of a promise that is past: whoever made it.

    An empty name is one nobody knows.
    """
    has_promised = alert.reason is Reason.PROMISE_PAST and alert.person_id is not None
    holder = (alert.person_id or 0, alert.person or "") if has_promised else None
    owner = in_charge(session, store, alert.finding.nature.topic, now, holder)
    if notice is Notice.OWNER:
        return (owner,)
    managers = _there(session, store, _managers(session, store), now)
    return tuple(who for who in managers if who != owner)


def in_charge(session: Session, store: Store, topic: str, now: datetime, holder: Who | None = None) -> Who:
    """Who has it, else who looks after the topic, else whoever founded the store; or who stands in."""
    chosen = storage.settings.settings(session, store.id).owner(topic)
    wanted = (user_id for user_id in (holder[0] if holder else None, chosen) if user_id)
    return _there(session, store, [one for one in wanted if one not in NO_PERSON][:1], now)[0]


def _there(session: Session, store: Store, wanted: Sequence[int], now: datetime) -> tuple[Who, ...]:
    """Those of them who are there, or stand in; where nobody is, whoever founded the store."""
    today = store.today(now)
    absences = storage.absences.absences(session, store.id, today)
    founder = storage.stores.founder(session, store.id)
    named = [(user_id, _name(session, store, user_id)) for user_id in wanted or (founder,)]
    there = [one for one in (instead(absences, who, today) for who in named) if one is not None]
    return tuple(dict.fromkeys(there or [(founder, _name(session, store, founder))]))


def _managers(session: Session, store: Store) -> tuple[int, ...]:
    chosen = storage.settings.settings(session, store.id).owner(MANAGERS)
    if chosen is not None:
        return (chosen,)
    members = storage.members.people_of(session, store.id)
    managers = (one.user_id for one in members if one.role is Role.MANAGER)
    return tuple(dict.fromkeys((storage.stores.founder(session, store.id), *managers)))


def _name(session: Session, store: Store, user_id: int) -> str:
    """As chosen, as a member, or as they are called where they speak to us in private; else empty."""
    settings = storage.settings.settings(session, store.id)
    chosen = next((settings.owner_name(topic) for topic in CARES if settings.owner(topic) == user_id), None)
    if user_id == storage.stores.founder(session, store.id):
        chosen = chosen or settings.founder_name
    member = storage.members.person_in(session, store.id, user_id)
    private = storage.chats.private_with(session, user_id)
    return chosen or (member.name if member else "") or (private.title if private else "")
