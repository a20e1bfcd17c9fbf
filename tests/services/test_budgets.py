"""Budgets set, spend noted, ad money watched: from the tables to the alerts that are due."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.ads import Cut, Report
from metrics.alerts import Level, Rule
from metrics.budgets import Budget, BudgetOff, Span, SpendSaid
from metrics.campaigns import CampaignWish
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period
from metrics.spending import ALL, plan_channel
from metrics.stores import Store
from services import budgets, campaigns
from storage import tables
from tests.advertising import Files
from tests.uploading import NOW, incoming, make_store

TODAY = date(2026, 11, 22)  # NOW is ten o'clock
YESTERDAY = TODAY - timedelta(days=1)
DAILY = Budget("关键词推广", Span.DAY, Decimal(480))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def causes(session: Session, store: Store) -> set[tuple[Rule, str]]:
    """What begins an alert."""
    found = budgets.check(session, store, NOW).findings
    return {finding.cause for finding in found if finding.level is Level.FIRING}


def test_setting_noting_and_taking_away(session: Session, store: Store) -> None:
    meant, shown = budgets.change(session, store, DAILY, 42, NOW)
    assert meant == DAILY
    assert [one.budget for one in shown.paces] == [DAILY]
    assert shown.paces[0].gone is None
    _, noted = budgets.note(session, store, SpendSaid("关键词推广", Decimal(200), None), 42, NOW)
    assert (noted.paces[0].gone, noted.paces[0].projected) == (Decimal(200), Decimal(480))  # ten of 24 hours
    assert budgets.change(session, store, BudgetOff("关键词推广"), 42, NOW)[1].paces == ()
    with pytest.raises(Mistake) as caught:
        budgets.change(session, store, BudgetOff("关键词推广"), 42, NOW)
    assert caught.value.reason == "no_such_budget"


def test_channels_that_files_name_are_offered(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.names(Cut.SCENE, s1="关键词推广", s2="人群推广")
    files.names(Cut.PLAN, p1="夏季")
    assert budgets.shown(session, store, NOW).channels == ("人群推广", "关键词推广", plan_channel("夏季"))


def test_nothing_set_and_nothing_known_is_nothing_to_say(session: Session, store: Store) -> None:
    assert causes(session, store) == set()


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


def test_a_part_of_yesterday_s_ads_is_no_day(session: Session, store: Store) -> None:
    """The report of words has come, that of plans, which comes every morning, has not."""
    files = Files(session, store)
    for back in range(1, 16):
        day, moment = TODAY - back * DAY, store.moment(TODAY - (back - 1) * DAY, time(9))
        if back == 5:  # it never came
            files.ads(day, Report.WORD, {"plan_id": "p1", "word_id": "w1", "spend": 40, "ad_revenue": 40})
        elif back > 1:
            files.ads(day, Report.PLAN, {"plan_id": "p1", "spend": 100, "ad_revenue": 900})
            told = {"state": "stored", "format": "wxt_plans", "first_day": day, "last_day": day}
            row = {**vars(incoming(store, 200 + back, at=moment)), "finished_at": moment, **told}
            session.execute(insert(tables.upload).values(row))
        files.sold(day, 9000)
    files.ads(YESTERDAY, Report.WORD, {"plan_id": "p1", "word_id": "w1", "spend": 40, "ad_revenue": 40})
    budgets.change(session, store, Budget(ALL, Span.MONTH, Decimal(3000)), 42, NOW)
    known = budgets.load(session, store, NOW)
    assert (known.yesterday, YESTERDAY in known.known(ALL)) == (None, False)
    assert TODAY - 5 * DAY not in known.known(ALL)
    assert causes(session, store) == set()
    files.ads(YESTERDAY, Report.PLAN, {"plan_id": "p1", "spend": 100, "ad_revenue": 200})
    arrived = {"state": "stored", "format": "wxt_plans", "first_day": YESTERDAY, "last_day": YESTERDAY}
    row = {**vars(incoming(store, 300, at=NOW)), "finished_at": NOW, **arrived}
    session.execute(insert(tables.upload).values(row))
    assert causes(session, store) == {(Rule.ROI_LOW, ALL)}


def test_the_month_is_judged_by_its_files_channel_by_channel(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.names(Cut.SCENE, s1="关键词推广")
    for day in range(1, 11):
        rows = ({"scene_id": scene, "spend": 100, "ad_revenue": 900} for scene in ("s1", "s2"))
        files.ads(date(2026, 11, day), Report.SCENE, *rows)
    for channel, amount in (("关键词推广", 2000), (ALL, 9000)):  # 3000 and 6000 are projected
        budgets.change(session, store, Budget(channel, Span.MONTH, Decimal(amount)), 42, NOW)
    assert causes(session, store) == {(Rule.MONTH_OVER, "关键词推广"), (Rule.MONTH_UNDER, ALL)}


def test_a_plan_has_a_budget_of_its_own_beside_its_scene(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.names(Cut.PLAN, p1="夏季", p2="冬季", p3="夏季")
    for day in range(1, 22):
        plans = ({"plan_id": plan, "spend": 100, "ad_revenue": 900} for plan in ("p1", "p2", "p3"))
        files.ads(date(2026, 11, day), Report.PLAN, *plans)
    wish, shown = budgets.change(session, store, Budget("夏季", Span.MONTH, Decimal(4000)), 42, NOW)
    assert wish.channel == plan_channel("夏季")
    (pace,) = shown.paces
    assert (pace.gone, pace.projected) == (Decimal(4200), Decimal(6000))  # both plans of that name
    said, shown = budgets.note(session, store, SpendSaid("计划 夏季", Decimal(80), None), 42, NOW)
    assert said.channel == plan_channel("夏季")
    assert shown.paces[0].gone == Decimal(4280)
    assert causes(session, store) == {(Rule.MONTH_OVER, plan_channel("夏季"))}
    with pytest.raises(Mistake):
        budgets.change(session, store, BudgetOff("冬季"), 42, NOW)
    assert budgets.change(session, store, BudgetOff("夏季"), 42, NOW)[1].paces == ()


def test_a_budget_set_before_any_file_stays_its_own(session: Session, store: Store) -> None:
    """What was meant then is not a plan because a file names one that is called so."""
    budgets.change(session, store, Budget("夏季", Span.DAY, Decimal(480)), 42, NOW)
    Files(session, store).names(Cut.PLAN, p1="夏季")
    assert budgets.shown(session, store, NOW).paces[0].budget.channel == "夏季"
    assert budgets.change(session, store, BudgetOff("夏季"), 42, NOW)[1].paces == ()


def test_the_month_knows_its_campaigns(session: Session, store: Store) -> None:
    files = Files(session, store)
    for day in range(1, 22):
        files.ads(date(2026, 11, day), Report.SCENE, {"scene_id": "s1", "spend": 100, "ad_revenue": 900})
    budgets.change(session, store, Budget(ALL, Span.MONTH, Decimal(5000)), 42, NOW)
    assert budgets.shown(session, store, NOW).paces[0].projected == Decimal(3000)
    days = Period(date(2026, 11, 27), date(2026, 11, 29))
    campaigns.plan(session, store, CampaignWish("Sale", days, uplift=0.5), TODAY)
    assert budgets.shown(session, store, NOW).paces[0].projected == Decimal(3100)


def test_an_account_s_list_of_yesterday_reminds_a_day_ahead(session: Session, store: Store) -> None:
    files = Files(session, store)
    for day in range(1, 22):
        files.ads(date(2026, 11, day), Report.SCENE, {"scene_id": "s1", "spend": 100, "ad_revenue": 900})
        files.sold(date(2026, 11, day), 9000)
    files.balance(NOW - timedelta(hours=10, minutes=30), 150)
    assert causes(session, store) == {(Rule.BALANCE_LOW, ALL)}
    files.balance(NOW, 1150)
    assert causes(session, store) == set()


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
    assert [one.rule for one in found.findings if one.level is Level.FIRING] == [Rule.BUDGET_OVER]
    assert budgets.due(session, NOW + timedelta(minutes=9)) == ()
    assert budgets.check_due(session, store, NOW + timedelta(minutes=9)) is None
    later = NOW + timedelta(minutes=10)
    assert budgets.due(session, later) == (store,)
    assert budgets.check_due(session, store, later) == found
