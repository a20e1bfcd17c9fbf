"""Waste from the tables: which days count, words of wasteful plans, what is young or paused."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.ads import Cut, Report
from metrics.alerts import Finding, Level, Rule
from metrics.stores import Store
from services import ads, waste
from tests.advertising import Files
from tests.uploading import NOW, make_store

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def plans(files: Files, ago: int, **spends: tuple[int, int]) -> None:
    """Of each plan: what it cost and what it sold on a day."""
    rows = [{"plan_id": key, "spend": cost, "ad_revenue": sold} for key, (cost, sold) in spends.items()]
    files.ads(TODAY - timedelta(days=ago), Report.PLAN, *rows)


def told(session: Session, store: Store) -> list[tuple[Rule, str]]:
    found = waste.look(session, store, TODAY)
    return [one.cause for one in found if one.level is Level.FIRING]


def test_seven_known_days_are_judged(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.names(Cut.PLAN, p1="夏季")
    for ago in (1, 2, 3, 5, 6, 8, 9):  # two files never came
        plans(files, ago, p1=(100, 10), p2=(100, 900))
    plans(files, 12, p1=(9999, 99999))
    plans(files, 0, p1=(9999, 99999))  # today is not over
    (found,) = waste.look(session, store, TODAY)
    assert (found.rule, found.subject, found.of) == (Rule.PLAN_WASTE, "p1", TODAY - timedelta(days=1))
    assert (found.facts["name"], found.facts["spend"], found.facts["days"]) == ("夏季", "700.00", "7")
    assert (found.facts["a_day"], found.facts["revenue"]) == ("100.00", "70.00")


def test_a_young_plan_and_a_paused_one_are_left_alone(session: Session, store: Store) -> None:
    files = Files(session, store)
    for ago in (7, 6, 5, 4, 3):
        plans(files, ago, old=(100, 0), paused=(100, 0))
    plans(files, 2, old=(100, 0), young=(900, 0))
    plans(files, 1, old=(100, 0), young=(900, 0))
    assert told(session, store) == [(Rule.PLAN_WASTE, "old")]
    files.ads(TODAY, Report.PLAN, {"plan_id": "young", "spend": 900})
    assert waste.look(session, store, TODAY + timedelta(days=1))[0].subject == "young"  # three days old


def test_words_of_a_wasteful_plan_are_not_told_too(session: Session, store: Store) -> None:
    files = Files(session, store)
    for ago in range(1, 8):
        plans(files, ago, bad=(100, 0), good=(100, 900))
        day = TODAY - timedelta(days=ago)
        words = (
            {"plan_id": "bad", "word_id": "w1", "spend": 60},
            {"plan_id": "good", "word_id": "w2", "spend": 30},
            {"plan_id": "good", "word_id": "w3", "spend": 40, "ad_revenue": 400},
        )
        files.ads(day, Report.WORD, *words)
    assert told(session, store) == [(Rule.PLAN_WASTE, "bad"), (Rule.WORD_WASTE, "w2")]


def test_nothing_known_is_no_waste(session: Session, store: Store) -> None:
    assert waste.look(session, store, TODAY) == ()


def test_it_is_judged_once_a_day_when_the_morning_s_files_have_come(session: Session, store: Store) -> None:
    files = Files(session, store)
    for ago in range(1, 8):
        plans(files, ago, p1=(100, 0))
    assert waste.due(session, NOW - timedelta(minutes=1)) == ()
    assert waste.due(session, NOW) == (store,)  # ten o'clock
    found = waste.check_due(session, store, NOW)
    assert found is not None
    assert [one.subject for one in found.findings] == ["p1"]
    assert waste.check_due(session, store, NOW) is None
    assert waste.due(session, NOW + timedelta(hours=23)) == ()
    assert waste.due(session, NOW + timedelta(days=1)) == (store,)


def test_all_about_ads_is_judged_where_a_file_is_taken_back(session: Session, store: Store) -> None:
    files = Files(session, store)
    for ago in range(1, 8):
        plans(files, ago, p1=(100, 0))
    found = ads.check(session, store, NOW)
    assert {Rule.PLAN_WASTE, Rule.WORD_WASTE, Rule.BALANCE_LOW} <= set(found.rules)
    causes = {one.cause for one in found.findings if one.level is Level.FIRING}
    assert (Rule.PLAN_WASTE, "p1") in causes
    assert all(isinstance(one, Finding) for one in found.findings)
