"""Drafts of targets: kept as they were shown, changed and saved by one at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.drafts import Way, month_plan, year_plan
from metrics.targets import month_of
from storage import drafts
from tests.uploading import make_store

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
TODAY = date(2026, 11, 22)
SALE = Campaign(
    "大促 <&>🎉", CampaignKind.OTHER, date(2026, 12, 20), date(2026, 12, 20), planned_revenue=Decimal("99.99")
)
MONTH = month_plan(
    Decimal("1000000.01"),
    month_of(date(2026, 12, 1)),
    {},
    Calendar((SALE,)),
    TODAY,
    {date(2026, 12, 2): Decimal(5)},
)
YEAR = year_plan(Decimal(12_000_000), 2027, {}, Calendar(), TODAY, {})


def test_a_draft_comes_back_as_it_was_shown(session: Session) -> None:
    store, other = make_store(session), make_store(session, -101)
    edited = MONTH.with_days({date(2026, 12, 3): Decimal("0.07")}).with_way(Way.EVENLY)
    made = [drafts.add(session, store.id, plan, 7, NOW) for plan in (edited, YEAR)]
    for draft in made:
        assert drafts.draft(session, store.id, draft.id) == draft
        assert drafts.draft(session, other.id, draft.id) is None
    assert (made[0].made_by, made[0].made_at, made[0].saved_at) == (7, NOW, None)


def test_it_is_saved_once(session: Session) -> None:
    store = make_store(session)
    draft = drafts.add(session, store.id, MONTH, 7, NOW)
    assert drafts.mark_saved(session, draft, NOW)
    assert not drafts.mark_saved(session, draft, NOW)
    assert not drafts.change(session, draft, YEAR)
    assert not drafts.discard(session, draft)
    found = drafts.draft(session, store.id, draft.id)
    assert found == replace(draft, saved_at=NOW)


def test_whoever_has_not_seen_the_last_change_is_too_late(session: Session) -> None:
    store = make_store(session)
    seen = drafts.add(session, store.id, MONTH, 7, NOW)
    changed = MONTH.with_way(Way.EVENLY)
    assert drafts.change(session, seen, changed)
    assert not drafts.change(session, seen, YEAR)
    assert not drafts.mark_saved(session, seen, NOW)
    assert drafts.mark_saved(session, replace(seen, plan=changed), NOW)


def test_a_discarded_draft_is_gone_and_its_number_is_not_given_again(session: Session) -> None:
    store = make_store(session)
    draft = drafts.add(session, store.id, MONTH, 7, NOW)
    assert drafts.discard(session, draft)
    assert not drafts.discard(session, draft)
    assert drafts.draft(session, store.id, draft.id) is None
    assert drafts.add(session, store.id, MONTH, 7, NOW).id > draft.id


def test_drafts_of_long_ago_are_forgotten(session: Session) -> None:
    store = make_store(session)
    long_ago = NOW - drafts.KEPT - timedelta(seconds=1)
    old, last = (drafts.add(session, store.id, MONTH, 7, long_ago) for _ in range(2))
    drafts.forget_old(session, store.id, NOW)
    assert drafts.draft(session, store.id, old.id) is None
    assert drafts.draft(session, store.id, last.id) == last, "else the next one had its number"
    young = drafts.add(session, store.id, MONTH, 7, NOW - drafts.KEPT)
    newest = drafts.add(session, store.id, MONTH, 7, NOW)
    drafts.forget_old(session, store.id, NOW)
    found = [drafts.draft(session, store.id, draft.id) for draft in (last, young, newest)]
    assert found == [None, young, newest]
