"""Campaigns planned in the chat: which run or come, planned, moved, taken away."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

import storage.plans
import storage.stores
import storage.uploads
from metrics.calendar import same_name
from metrics.campaigns import Campaign, CampaignKind, CampaignWish
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Store

AHEAD = timedelta(days=400)


def coming(session: Session, store: Store, today: date) -> tuple[Campaign, ...]:
    """Those that run or are still to come, the earliest first."""
    return storage.plans.campaigns(session, store.id, Period(today, today + AHEAD))


def marked(session: Session, store: Store, mark: str, today: date) -> Campaign:
    """The one that a button means. Raises Mistake("unknown_campaign")."""
    found = next((one for one in coming(session, store, today) if one.mark == mark), None)
    if found is None:
        raise Mistake("unknown_campaign")
    return found


def plan(session: Session, store: Store, wish: CampaignWish, today: date) -> Campaign:
    """Plans it, or changes what was planned; returns what now holds, or what was taken away.

    One of the same name on any of these days is moved; what is not said of it stays.
    Raises Mistake("unknown_campaign") where none is there to be taken away.
    """
    storage.stores.lock_store(session, store.id)
    known = [one for one in coming(session, store, today) if same_name(one.name, wish.name)]
    if wish.days is None:
        if not known:
            raise Mistake("unknown_campaign")
        storage.plans.remove_campaign(session, store.id, known[0])
        return known[0]
    first, last = wish.days.start, wish.days.last
    before = next((one for one in known if one.first_day <= last and one.last_day >= first), None)
    planned = replace(
        before or Campaign(wish.name, CampaignKind.OTHER, first, last), first_day=first, last_day=last
    )
    if wish.uplift is not None:
        planned = replace(planned, planned_uplift=wish.uplift)
    if wish.enrol_by is not None:
        planned = replace(planned, enrol_by=wish.enrol_by)
    if before is not None and before.first_day != first:
        storage.plans.remove_campaign(session, store.id, before)
    storage.plans.set_campaign(session, store.id, planned)
    return planned


def remove(session: Session, store: Store, mark: str, today: date) -> Campaign:
    """Raises Mistake("unknown_campaign")."""
    gone = marked(session, store, mark, today)
    storage.plans.remove_campaign(session, store.id, gone)
    return gone
