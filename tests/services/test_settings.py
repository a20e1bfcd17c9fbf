"""Choices of a store: its posts, and the files that its brief waits for."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.mistakes import Mistake
from metrics.settings import Loudness, Regular, mark_of
from metrics.stores import Store
from services import settings
from storage import tables
from tests.uploading import incoming, make_store

NOW = datetime.fromisoformat("2026-11-24T10:00:00+08:00")


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def send(session: Session, store: Store, format: str, days: int = 14) -> None:
    for n in range(1, days + 1):
        at = NOW - timedelta(days=n, hours=1)
        values = vars(incoming(store, hash((format, n)), at=at))
        session.execute(insert(tables.upload).values({**values, "state": "stored", "format": format}))


def test_a_post_is_turned_on_silent_and_off(session: Session, store: Store) -> None:
    turned = [settings.turn(session, store, "evening").loudness(Regular.EVENING) for _ in range(3)]
    assert turned == [Loudness.SILENT, Loudness.OFF, Loudness.ON]
    assert settings.settings(session, store.id).changed == {}
    assert settings.settings(session, make_store(session, -200).id).loudness(Regular.EVENING) is Loudness.ON
    with pytest.raises(Mistake):
        settings.turn(session, store, "hourly")


def test_a_post_has_another_time_until_the_usual_one_is_set(session: Session, store: Store) -> None:
    assert settings.set_time(session, store, "weekly", time(8)).at(Regular.WEEKLY) == time(8)
    assert settings.set_time(session, store, "weekly", time(9, 30)).changed == {}


def test_files_are_chosen_from_what_is_waited_for_by_habit(session: Session, store: Store) -> None:
    for format in ("sycm_shop", "wxt_plans", "campaigns", "reviews_rpa"):
        send(session, store, format)
    known = settings.files(session, store, NOW)
    assert set(known.formats) == {"sycm_shop", "wxt_plans", "reviews_rpa"}  # the brief shows no plans
    assert (known.waited_for, known.learned) == ({"sycm_shop", "wxt_plans", "reviews_rpa"}, True)
    less = settings.choose_file(session, store, mark_of("reviews_rpa"), NOW)
    assert (less.waited_for, less.learned) == ({"sycm_shop", "wxt_plans"}, False)
    assert set(settings.settings(session, store.id).expected or ()) == {"sycm_shop", "wxt_plans"}
    for format in ("sycm_shop", "wxt_plans"):
        less = settings.choose_file(session, store, mark_of(format), NOW)
    assert (less.waited_for, less.learned) == (frozenset(), False)
    assert settings.choose_file(session, store, mark_of("sycm_shop"), NOW).waited_for == {"sycm_shop"}
    assert settings.learn_files(session, store, NOW) == known
    with pytest.raises(Mistake):
        settings.choose_file(session, store, "strange", NOW)


def test_a_chosen_file_that_never_came_can_be_given_up(session: Session, store: Store) -> None:
    known = settings.files(session, store, NOW)  # nothing has come: revenue is waited for
    assert known.formats == ("sycm_shop",)
    assert settings.choose_file(session, store, mark_of("sycm_shop"), NOW).waited_for == frozenset()
