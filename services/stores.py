"""What can be done with stores: set one up, change its settings, find those somebody may act for."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

import storage.chats
import storage.settings
import storage.stores
from metrics.mistakes import Mistake
from metrics.setup import parse_name, parse_patience, parse_time, parse_times, parse_zone
from metrics.stores import LOCAL, Chat, Store
from storage.kept import keep, kept_value

ZONE = "Asia/Shanghai"
BRIEF_AT = time(9)
BRIEF_PATIENCE = timedelta(hours=2)
REVIEW_TIMES = (time(9), time(13), time(20))


def set_up(
    session: Session, chat: Chat, language: str, user_id: int, now: datetime, user_name: str = ""
) -> Store:
    """The group's store, made with the defaults where there is none yet."""
    known = storage.stores.store_of_chat(session, chat.id)
    if known is not None:
        return known
    new = Store(0, chat.id, chat.title, language, ZONE, BRIEF_AT, BRIEF_PATIENCE, REVIEW_TIMES)
    store = storage.stores.add_store(session, new, user_id, now)
    if user_name:
        storage.settings.change(session, store.id, "founder.name", user_name)
    return store


def create_local(session: Session, name: str, now: datetime) -> Store:
    """A store without a Telegram group, for the command line. Raises Mistake("bad_name").

    Its chat is silenced from the start, under an id that is no group's (theirs are far lower).
    """
    taken = min([chat.telegram_id for chat in storage.chats.chats_of_kind(session, LOCAL)], default=0)
    chat = storage.chats.chat_for(session, taken - 1, LOCAL, parse_name(name))
    storage.chats.silence(session, chat.id, LOCAL, now)
    return set_up(session, chat, "zh", 0, now)


def change(session: Session, store_id: int, setting: str, words: str) -> Store:
    """Reads `words` for one setting (name, language, zone, brief, patience, reviews) and keeps it.

    Raises Mistake where the words cannot be read, and Mistake("unknown_setting").
    """
    known = storage.stores.store_by_id(session, store_id)
    if known is None:
        raise LookupError(f"no store {store_id}")
    changed = _changed(known, setting, words)
    storage.stores.change_store(session, changed)
    return changed


def _changed(store: Store, setting: str, words: str) -> Store:
    match setting:
        case "name":
            return replace(store, name=parse_name(words))
        case "language" if words in ("zh", "en"):
            return replace(store, language=words)
        case "zone":
            return replace(store, zone=parse_zone(words))
        case "brief":
            return replace(store, brief_at=parse_time(words))
        case "patience":
            return replace(store, brief_patience=parse_patience(words))
        case "reviews":
            return replace(store, review_times=parse_times(words))
    raise Mistake("unknown_setting")


def named(session: Session, name: str) -> Store:
    """The one store of that name, or with that number.

    Raises Mistake("no_stores"), Mistake("unknown_store"), Mistake("several_stores").
    """
    found = storage.stores.stores_named(session, name)
    if not found and name.isdecimal():
        found = tuple(store for store in storage.stores.all_stores(session) if store.id == int(name))
    if not found:
        known = tuple(store.name for store in storage.stores.all_stores(session))
        raise Mistake("unknown_store" if known else "no_stores", given=name, known=known)
    if len(found) > 1:
        raise Mistake("several_stores", given=name, numbers=tuple(str(store.id) for store in found))
    return found[0]


def chosen_in_private(session: Session, user_id: int) -> int | None:
    """The store somebody last chose to work for in private."""
    value = kept_value(session, f"private_store:{user_id}")
    return int(value) if value else None


def choose_in_private(session: Session, user_id: int, store_id: int) -> None:
    keep(session, f"private_store:{user_id}", str(store_id))
