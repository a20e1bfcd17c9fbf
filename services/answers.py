"""A store's own answers to reviews: looked at, written, taken away."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

import storage.answers
import storage.stores
import storage.uploads
from metrics.answers import MOST, NEW, Drawer, checked, mark_of
from metrics.mistakes import Mistake
from metrics.reviews import ReviewTopic
from metrics.stores import Store


def own(session: Session, store_id: int, language: str) -> Mapping[ReviewTopic, tuple[str, ...]]:
    return storage.answers.templates(session, store_id, language)


def templates(session: Session, store_id: int, drawer: Drawer) -> tuple[str, ...]:
    return own(session, store_id, drawer.language).get(drawer.topic) or tuple(drawer.usual)


def write(
    session: Session, store: Store, drawer: Drawer, mark: str, text: str, person: str, now: datetime
) -> tuple[str, ...]:
    """In place of the template with this mark, or one more (NEW).

    Raises Mistake("old_button") where that template is no longer there, Mistake("too_many_answers"), and
    what `checked` raises.
    """
    storage.stores.lock_store(session, store.id)
    known, body = templates(session, store.id, drawer), checked(text)
    if mark == NEW:
        if len(known) >= MOST:
            raise Mistake("too_many_answers", most=MOST)
        bodies = (*known, body)
    else:
        place = _place(known, mark)
        bodies = (*known[:place], body, *known[place + 1 :])
    return _keep(session, store, drawer, bodies, person, now)


def remove(
    session: Session, store: Store, drawer: Drawer, mark: str, person: str, now: datetime
) -> tuple[str, ...]:
    """Without the template with this mark; without the last one, the usual ones hold again."""
    storage.stores.lock_store(session, store.id)
    known = templates(session, store.id, drawer)
    place = _place(known, mark)
    return _keep(session, store, drawer, (*known[:place], *known[place + 1 :]), person, now)


def usual_again(
    session: Session, store: Store, drawer: Drawer, person: str, now: datetime
) -> tuple[str, ...]:
    storage.stores.lock_store(session, store.id)
    return _keep(session, store, drawer, (), person, now)


def text_of(session: Session, store_id: int, drawer: Drawer, mark: str) -> str:
    """Raises Mistake("old_button")."""
    known = templates(session, store_id, drawer)
    return known[_place(known, mark)]


def _place(known: Sequence[str], mark: str) -> int:
    for place, one in enumerate(known):
        if mark_of(one) == mark:
            return place
    raise Mistake("old_button")


def _keep(
    session: Session, store: Store, drawer: Drawer, bodies: Sequence[str], person: str, now: datetime
) -> tuple[str, ...]:
    storage.answers.replace(session, store.id, drawer.language, drawer.topic, bodies, person, now)
    return templates(session, store.id, drawer)
