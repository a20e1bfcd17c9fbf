"""Tokens with which programs send a store's files: made, looked up and removed."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

import storage.stores
import storage.tokens
from metrics.stores import Store
from metrics.tokens import TokenLine

PREFIX = "zg_"  # so that it is told from other secrets, in logs too


def known(session: Session, store_id: int) -> TokenLine | None:
    return storage.tokens.token_of(session, store_id)


def make(session: Session, store_id: int, user_id: int, name: str, now: datetime) -> str:
    """A new token, in place of an earlier one. It can be shown now and never again."""
    token = PREFIX + secrets.token_urlsafe(32)
    storage.tokens.keep_hash(session, store_id, hash_of(token), user_id, name, now)
    return token


def remove(session: Session, store_id: int) -> None:
    storage.tokens.remove(session, store_id)


def store_of(session: Session, token: str) -> Store | None:
    """The store whose token it is."""
    store_id = storage.tokens.store_with(session, hash_of(token))
    return None if store_id is None else storage.stores.store_by_id(session, store_id)


def hash_of(token: str) -> str:
    """It is long and random, so a plain hash cannot be guessed back."""
    return sha256(token.encode()).hexdigest()
