"""How the files of a brief stand, from the database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from metrics.brief import MissingFile
from metrics.periods import DAY
from metrics.stores import Store
from services import arrivals, readiness
from services import brief as briefs
from storage import briefs as stored
from storage import calendar, settings, tables
from tests.uploading import incoming, make_store

SATURDAY = date(2026, 11, 21)
SUNDAY = SATURDAY + DAY
SHOP, ADS, STOCK = "sycm_shop", "wxt_plans", "jst_stock"


@pytest.fixture
def store(session: Session) -> Store:
    """The shop file and the ads come every morning."""
    store = make_store(session)
    for back in range(1, 15):
        for number, (format, at) in enumerate(((SHOP, time(8, 30)), (ADS, time(8, 50)))):
            comes(session, store, format, SUNDAY - back * DAY, at, number)
    return store


def comes(
    session: Session, store: Store, format: str | None, on: date, at: time, number: int, state: str = "stored"
) -> None:
    moment = store.moment(on, at)
    told = {"state": state, "format": format, "first_day": on - DAY, "last_day": on - DAY}
    values = {**vars(incoming(store, on.toordinal() * 10 + number, at=moment)), "finished_at": moment, **told}
    session.execute(insert(tables.upload).values(values))
    if format == SHOP and state == "stored":
        figures = {"paid_amount": 100, "origin": "shop"}
        session.execute(insert(tables.store_day).values(store_id=store.id, day=on - DAY, **figures))
        upload_id = session.scalar(select(func.max(tables.upload.c.id)))
        row = {"store_id": store.id, "day": on - DAY, "paid_amount": 100, "upload_id": upload_id}
        session.execute(insert(tables.shop_day).values(row))


def at(store: Store, clock: str) -> datetime:
    return store.moment(SUNDAY, time.fromisoformat(clock)).astimezone(UTC)


def missing(session: Session, store: Store, now: str = "09:00", day: date = SATURDAY) -> list[MissingFile]:
    return list(briefs.load(session, store, day, at(store, now)).missing)


def test_what_the_brief_lacks_and_who_usually_sends_it(session: Session, store: Store) -> None:
    assert missing(session, store) == [MissingFile(SHOP, "小王"), MissingFile(ADS, "小王")]
    comes(session, store, ADS, SUNDAY, time(8, 55), 5, state="held")
    assert missing(session, store) == [MissingFile(SHOP, "小王"), MissingFile(ADS, "小王", held=True)]
    comes(session, store, SHOP, SUNDAY, time(9, 30), 6)
    comes(session, store, ADS, SUNDAY, time(9, 40), 7)
    assert missing(session, store) == []


def test_of_days_long_over_and_of_today_only_their_figures_tell(session: Session, store: Store) -> None:
    assert missing(session, store, day=SATURDAY - 3 * DAY) == []
    assert missing(session, store, day=SUNDAY) == [MissingFile(SHOP, "小王")]


def test_the_store_chooses_what_it_waits_for(session: Session, store: Store) -> None:
    settings.change(session, store.id, "expected", STOCK)
    found = readiness.look(session, store, SATURDAY, at(store, "09:00"))
    assert [one.format for one in found.lacking] == [STOCK]
    assert missing(session, store) == [MissingFile(SHOP, "小王"), MissingFile(STOCK)]


def test_what_somebody_was_asked_for_and_whether_the_day_is_off(session: Session, store: Store) -> None:
    now = at(store, "09:00")
    arrivals.mark_asked(session, store, [ADS], now)
    comes(session, store, None, SUNDAY, time(8, 59), 8, state="waiting")
    found = readiness.look(session, store, SATURDAY, now)
    assert (found.asked, found.reading, found.is_off) == ({ADS}, {42}, False)
    calendar.declare(session, store.id, SUNDAY, works=False, set_by=1)
    assert readiness.look(session, store, SATURDAY, now).is_off


@pytest.mark.parametrize(
    ("now", "formats"),
    [("07:59", set()), ("08:00", {SHOP, ADS}), ("10:59", {SHOP, ADS}), ("11:00", set())],
)
def test_what_the_brief_asks_for_itself(session: Session, store: Store, now: str, formats: set[str]) -> None:
    assert readiness.left_to_brief(session, store, at(store, now)) == formats


def test_a_brief_that_went_out_asks_for_nothing(session: Session, store: Store) -> None:
    (seen,) = (one for one in briefs.due(session, at(store, "10:00") + DAY))
    claimed = briefs.claim(session, seen, at(store, "10:00") + DAY)
    assert claimed
    now = at(store, "10:00") + DAY
    assert readiness.left_to_brief(session, store, now) == {SHOP, ADS}
    stored.mark_sent(session, claimed, now, [ADS])
    assert readiness.left_to_brief(session, store, now) == set()


def test_years_of_files_take_the_same_questions(session: Session, store: Store) -> None:
    other = make_store(session, -101)
    comes(session, other, SHOP, SUNDAY - DAY, time(8), 1)
    for back in range(15, 400):
        comes(session, store, ADS, SUNDAY - back * DAY, time(9), 3)

    def asked(of: Store) -> list[str]:
        said: list[str] = []

        def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            said.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", listen)
        readiness.lacking(session, of, SATURDAY)
        event.remove(session.get_bind(), "before_cursor_execute", listen)
        return said

    assert asked(store) == asked(other)
    known = readiness.files_known(session, store, SATURDAY, None)
    assert len(known.comings) == 14 * 2 + 14
    assert timedelta(0) <= known.comings[0].received_at - at(store, "09:00") + timedelta(days=28)
