"""Targets are set, drafted, saved and shown."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from metrics.calendar import Phase
from metrics.drafts import GOOD_FOR, Draft, Mark, MonthPlan, Way, YearPlan
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Store
from metrics.targets import PlanWish, TargetChange, month_of, year_of
from services import targets as service
from storage.tables import campaign, store_day, target_draft
from storage.targets import set_targets, target_days
from tests.uploading import make_store, make_upload

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
TODAY = date(2026, 11, 22)
NOVEMBER, DECEMBER = month_of(TODAY), month_of(date(2026, 12, 1))
WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)
MILLION = Decimal(1_000_000)


@pytest.fixture
def store(session: Session) -> Store:
    """Two years of days up to yesterday."""
    store = make_store(session)
    days = Period(date(2024, 12, 1), TODAY).days()
    rows = [
        {"store_id": store.id, "day": day, "paid_amount": Decimal(WEEKDAYS[day.weekday()])} for day in days
    ]
    session.execute(insert(store_day), rows)
    return store


def plan_campaign(session: Session, store: Store, day: date, revenue: Decimal) -> None:
    upload = make_upload(session, store)
    row = {"store_id": store.id, "first_day": day, "last_day": day, "name": "店庆", "upload_id": upload.id}
    session.execute(insert(campaign).values(planned_revenue=revenue, **row))


def december(session: Session, store: Store, amount: Decimal = MILLION) -> Draft:
    return service.draft(session, store, PlanWish(amount, DECEMBER), 7, NOW)


def reason_of(work: Callable[[], object]) -> str:
    with pytest.raises(Mistake) as mistake:
        work()
    return mistake.value.reason


def test_days_are_set_at_once_and_the_month_shown(session: Session, store: Store) -> None:
    empty = service.month(session, store, NOVEMBER, NOW)
    assert empty.pace is None
    assert empty.sold == sum(WEEKDAYS[day.weekday()] for day in NOVEMBER.days() if day < TODAY)
    service.set_target(session, store.id, TargetChange(NOVEMBER, (Decimal(200),) * 30), 1)
    shown = service.month(session, store, NOVEMBER, NOW)
    assert shown.pace is not None
    assert (shown.pace.target, shown.pace.target_so_far, shown.pace.days_left) == (6000, 4200, 9)
    assert shown.pace.revenue == empty.sold
    assert shown.forecast is not None
    whole = sum(WEEKDAYS[day.weekday()] for day in NOVEMBER.days())
    assert shown.forecast.middle == whole
    assert service.month(session, store, DECEMBER, NOW).pace is None


def test_a_month_that_is_over_has_no_forecast(session: Session, store: Store) -> None:
    shown = service.month(session, store, month_of(date(2026, 10, 1)), NOW)
    assert shown.is_over
    assert shown.forecast is None
    assert len(shown.revenue) == 31


def test_what_is_sold_today_is_not_over(session: Session, store: Store) -> None:
    session.execute(insert(store_day).values(store_id=store.id, day=TODAY, paid_amount=Decimal(9999)))
    assert TODAY not in service.month(session, store, NOVEMBER, NOW).revenue


def test_a_store_on_its_first_day(session: Session) -> None:
    store = make_store(session)
    shown = service.month(session, store, NOVEMBER, NOW)
    assert (shown.pace, shown.forecast, shown.sold) == (None, None, None)
    plan = service.draft(session, store, PlanWish(Decimal("100.01"), DECEMBER), 7, NOW).plan
    assert sum(plan.by_day.values()) == Decimal("100.01")
    assert service.propose_month(session, store, DECEMBER, NOW) is None


def test_a_month_is_drafted_and_saved_once(session: Session, store: Store) -> None:
    draft = december(session, store)
    assert isinstance(draft.plan, MonthPlan)
    assert draft.plan.known == 56
    assert draft.plan.marks[date(2026, 12, 12)] == Mark(season="double12", phase=Phase.MAIN)
    assert target_days(session, store.id, DECEMBER) == {}, "nothing counts before it is saved"
    saved = service.save(session, store, draft.id, 8, NOW)
    assert target_days(session, store.id, DECEMBER) == draft.plan.by_day == saved.plan.by_day
    assert sum(target_days(session, store.id, DECEMBER).values()) == MILLION
    for again in (
        lambda: service.save(session, store, draft.id, 8, NOW),
        lambda: service.edit(session, store, draft.id, "11 5", NOW),
        lambda: service.choose_way(session, store, draft.id, Way.EVENLY, NOW),
        lambda: service.discard(session, store, draft.id, NOW),
    ):
        assert reason_of(again) == "draft_saved"


def test_a_draft_does_not_undo_what_was_set_after_it(session: Session, store: Store) -> None:
    older, newer = december(session, store), december(session, store)
    kept = service.save(session, store, newer.id, 8, NOW).plan.by_day
    assert reason_of(lambda: service.save(session, store, older.id, 8, NOW)) == "draft_outdated"
    assert target_days(session, store.id, DECEMBER) == kept
    moved = {date(2026, 12, 1): kept[date(2026, 12, 2)], date(2026, 12, 2): kept[date(2026, 12, 1)]}
    third = december(session, store)
    set_targets(session, store.id, moved, 1)  # as much in all, on other days
    assert reason_of(lambda: service.save(session, store, third.id, 8, NOW)) == "draft_outdated"
    set_targets(session, store.id, kept, 1)
    assert service.save(session, store, third.id, 8, NOW).saved_at == NOW


def test_a_draft_of_an_older_program_is_saved(session: Session, store: Store) -> None:
    draft = december(session, store)
    body = json.loads(session.scalars(select(target_draft.c.body)).one())
    older = {name: value for name, value in body.items() if name != "stood"}
    session.execute(target_draft.update().values(body=json.dumps(older)))
    assert service.save(session, store, draft.id, 8, NOW).plan.by_day == draft.plan.by_day


def test_what_was_shown_is_saved_though_facts_have_changed(session: Session, store: Store) -> None:
    draft = december(session, store)
    plan_campaign(session, store, date(2026, 12, 20), MILLION / 2)
    days = [{"store_id": store.id, "day": TODAY, "paid_amount": Decimal(10**6)}]
    session.execute(insert(store_day), days)
    service.edit(session, store, draft.id, "12-03 5", NOW)
    shown = draft.plan.with_days({date(2026, 12, 3): Decimal(5)})  # type: ignore[union-attr]
    service.save(session, store, draft.id, 8, NOW + timedelta(days=2))
    assert target_days(session, store.id, DECEMBER) == shown.by_day


def test_a_draft_is_edited_split_otherwise_and_saved(session: Session, store: Store) -> None:
    number = december(session, store).id
    service.edit(session, store, number, "12-12 300000\n3 0", NOW)
    service.choose_way(session, store, number, Way.EVENLY, NOW)
    service.save(session, store, number, 8, NOW)
    found = target_days(session, store.id, DECEMBER)
    assert found[date(2026, 12, 12)] == 300_000
    assert date(2026, 12, 3) not in found, "nothing to sell is no target"
    assert sum(found.values()) == MILLION
    rest = [amount for day, amount in found.items() if day != date(2026, 12, 12)]
    assert max(rest) - min(rest) <= Decimal("0.01")


def test_what_does_not_fit_changes_nothing(session: Session, store: Store) -> None:
    draft = december(session, store)
    assert (
        reason_of(lambda: service.edit(session, store, draft.id, "12 1000001", NOW)) == "pinned_above_target"
    )
    assert service.seen(session, store, draft.id, NOW) == draft
    plan_campaign(session, store, date(2026, 12, 20), MILLION + 1)
    assert reason_of(lambda: december(session, store)) == "pinned_above_target"
    year = PlanWish(24 * MILLION, year_of(2026))
    assert isinstance(service.draft(session, store, year, 7, NOW).plan, YearPlan)
    small = PlanWish(3 * MILLION, year_of(2026))
    assert reason_of(lambda: service.draft(session, store, small, 7, NOW)) == "month_does_not_fit"


def test_drafts_that_cannot_be_saved_any_more(session: Session, store: Store) -> None:
    draft, other = december(session, store), make_store(session, -101)
    service.discard(session, store, draft.id, NOW)
    late = december(session, store)
    for found, reason in (
        (reason_of(lambda: service.save(session, store, draft.id, 8, NOW)), "no_draft"),
        (reason_of(lambda: service.save(session, other, late.id, 8, NOW)), "no_draft"),
        (
            reason_of(lambda: service.save(session, store, late.id, 8, NOW + GOOD_FOR + timedelta(days=1))),
            "draft_old",
        ),
    ):
        assert found == reason
    assert target_days(session, store.id, DECEMBER) == {}


def test_a_year_is_drafted_saved_and_shown(session: Session, store: Store) -> None:
    draft = service.draft(session, store, PlanWish(12 * MILLION, year_of(2027)), 7, NOW)
    assert isinstance(draft.plan, YearPlan)
    assert draft.plan.by_last_year
    service.edit(session, store, draft.id, "11 2000000", NOW)
    service.save(session, store, draft.id, 8, NOW)
    shown = service.year(session, store, 2027, NOW)
    assert shown.whole.target == 12 * MILLION
    assert shown.months[10].target == 2 * MILLION
    assert shown.pace is None
    this = service.year(session, store, 2026, NOW)
    assert this.whole.target is None
    assert this.whole.sold is not None
    assert max(this.revenue) == TODAY - timedelta(days=1)


def test_the_next_month_is_proposed_where_it_has_no_target(session: Session, store: Store) -> None:
    draft = service.propose_month(session, store, DECEMBER, NOW)
    assert draft is not None
    expected = sum(WEEKDAYS[day.weekday()] for day in DECEMBER.days())
    assert expected <= draft.plan.amount <= expected * Decimal("1.01")
    assert draft.plan.amount % 10 == 0
    assert draft.made_by == 0
    set_targets(session, store.id, {date(2026, 12, 31): Decimal(1)}, 1)
    assert service.propose_month(session, store, DECEMBER, NOW) is None


def test_the_same_proposal_is_one_draft_until_something_changes(session: Session, store: Store) -> None:
    first = service.propose_month(session, store, DECEMBER, NOW)
    assert first is not None
    assert service.propose_month(session, store, DECEMBER, NOW + timedelta(hours=1)) == first
    december(session, store)  # somebody's own
    assert service.propose_month(session, store, DECEMBER, NOW) == first
    plan_campaign(session, store, date(2026, 12, 20), Decimal("500000.01"))
    second = service.propose_month(session, store, DECEMBER, NOW)
    assert second is not None
    assert second.id != first.id
    service.discard(session, store, second.id, NOW)
    third = service.propose_month(session, store, DECEMBER, NOW)
    assert third is not None
    assert third.id not in (first.id, second.id)


def test_a_proposal_holds_what_campaigns_plan(session: Session, store: Store) -> None:
    plan_campaign(session, store, date(2026, 12, 20), Decimal("500000.01"))
    draft = service.propose_month(session, store, DECEMBER, NOW)
    assert draft is not None
    assert draft.plan.by_day[date(2026, 12, 20)] == Decimal("500000.01")


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("1", "1"), ("0.05", "0.05"), ("4381", "4390"), ("1234567.89", "1240000"), ("999.91", "1000")],
)
def test_proposals_are_round_figures(amount: str, rounded: str) -> None:
    assert service.rounded_up(Decimal(amount)) == Decimal(rounded)
