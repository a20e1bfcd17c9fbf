"""Budgets set, spend noted, ad money watched: from the tables to the alerts that are due."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from metrics.ads import Cut, Report
from metrics.alerts import Rule
from metrics.budgets import Budget, BudgetOff, Span, SpendSaid
from metrics.mistakes import Mistake
from metrics.spending import ALL
from metrics.stores import Store
from services import budgets
from tests.advertising import Files
from tests.uploading import NOW, make_store

TODAY = date(2026, 11, 22)  # NOW is ten o'clock
YESTERDAY = TODAY - timedelta(days=1)
DAILY = Budget("关键词推广", Span.DAY, Decimal(480))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def causes(session: Session, store: Store) -> set[tuple[Rule, str]]:
    return {finding.cause for finding in budgets.check(session, store, NOW).findings}


def test_setting_noting_and_taking_away(session: Session, store: Store) -> None:
    shown = budgets.change(session, store, DAILY, 42, NOW)
    assert [one.budget for one in shown.paces] == [DAILY]
    assert shown.paces[0].gone is None
    (noted,) = budgets.note(session, store, SpendSaid("关键词推广", Decimal(200), None), 42, NOW).paces
    assert (noted.gone, noted.projected) == (Decimal(200), Decimal(480))  # ten of 24 hours
    assert budgets.change(session, store, BudgetOff("关键词推广"), 42, NOW).paces == ()
    with pytest.raises(Mistake) as caught:
        budgets.change(session, store, BudgetOff("关键词推广"), 42, NOW)
    assert caught.value.reason == "no_such_budget"


def test_channels_that_files_name_are_offered(session: Session, store: Store) -> None:
    Files(session, store).names(Cut.SCENE, s1="关键词推广", s2="人群推广")
    assert budgets.shown(session, store, NOW).scenes == ("人群推广", "关键词推广")


def test_nothing_set_and_nothing_known_is_nothing_to_say(session: Session, store: Store) -> None:
    assert budgets.check(session, store, NOW).findings == []


def test_spending_too_fast_and_a_balance_that_ends(session: Session, store: Store) -> None:
    budgets.change(session, store, DAILY, 42, NOW)
    budgets.note(session, store, SpendSaid("关键词推广", Decimal(320), Decimal(100)), 42, NOW)
    assert causes(session, store) == {(Rule.BUDGET_OVER, "关键词推广"), (Rule.BALANCE_SHORT, "关键词推广")}


def test_yesterday_s_files_are_judged_when_they_have_come(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.ads(YESTERDAY - timedelta(days=1), Report.SCENE, {"scene_id": "s1", "spend": 100, "ad_revenue": 1})
    assert causes(session, store) == set()  # old news
    files.ads(YESTERDAY, Report.SCENE, {"scene_id": "s1", "spend": 100, "ad_revenue": 200})
    files.sold(YESTERDAY, 900)
    assert causes(session, store) == {(Rule.ROI_LOW, ALL), (Rule.SPEND_SHARE, ALL)}


def test_the_month_is_judged_by_its_files_channel_by_channel(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.names(Cut.SCENE, s1="关键词推广")
    for day in range(1, 11):
        rows = ({"scene_id": scene, "spend": 100, "ad_revenue": 900} for scene in ("s1", "s2"))
        files.ads(date(2026, 11, day), Report.SCENE, *rows)
    files.ads(date(2026, 10, 31), Report.SCENE, {"scene_id": "s1", "spend": 9999, "ad_revenue": 99999})
    for channel, amount in (("关键词推广", 2000), (ALL, 9000)):  # 3000 and 6000 are projected
        budgets.change(session, store, Budget(channel, Span.MONTH, Decimal(amount)), 42, NOW)
    assert causes(session, store) == {(Rule.MONTH_OVER, "关键词推广"), (Rule.MONTH_UNDER, ALL)}


def test_fourteen_known_days_teach_the_store_s_own_pace(session: Session, store: Store) -> None:
    """Four fifths of the money are always gone by ten: then 320 of 480 is slow, not fast."""
    files = Files(session, store)
    files.names(Cut.SCENE, s1="关键词推广")
    budgets.change(session, store, DAILY, 42, NOW)
    budgets.note(session, store, SpendSaid("关键词推广", Decimal(280), None), 42, NOW)
    for ago in range(1, 15):
        day = TODAY - timedelta(days=ago)
        files.ads(day, Report.SCENE, {"scene_id": "s1", "spend": 500, "ad_revenue": 5000})
        if ago == 14:
            assert causes(session, store) == {(Rule.BUDGET_OVER, "关键词推广")}
        said = SpendSaid("关键词推广", Decimal(400), None)
        budgets.note(session, store, said, 42, NOW - timedelta(days=ago))
    facts = budgets.load(session, store, NOW)
    assert facts.profile.known_days == 14
    assert facts.profile.at(10) == pytest.approx(0.8)
    assert causes(session, store) == {(Rule.BUDGET_UNDER, "关键词推广")}


def test_a_check_is_due_every_ten_minutes_and_made_once(session: Session, store: Store) -> None:
    budgets.change(session, store, DAILY, 42, NOW)
    budgets.note(session, store, SpendSaid("关键词推广", Decimal(500), None), 42, NOW)
    assert budgets.due(session, NOW) == (store,)
    found = budgets.check_due(session, store, NOW)
    assert found is not None
    assert [finding.rule for finding in found.findings] == [Rule.BUDGET_OVER]
    assert budgets.due(session, NOW + timedelta(minutes=9)) == ()
    assert budgets.check_due(session, store, NOW + timedelta(minutes=9)) is None
    later = NOW + timedelta(minutes=10)
    assert budgets.due(session, later) == (store,)
    assert budgets.check_due(session, store, later) == found
