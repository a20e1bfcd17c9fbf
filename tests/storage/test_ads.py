"""Advertising as stored: no money counted twice, names put to ids."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from metrics.ads import AdDay, AdTotals, Cut, Report
from metrics.periods import Period
from storage import ads
from tests.advertising import Files
from tests.uploading import make_store

DAY = date(2026, 11, 20)
NEXT = DAY + timedelta(days=1)
BOTH = Period(DAY, NEXT + timedelta(days=1))
FIRST = Period(DAY, NEXT)


@pytest.fixture
def files(session: Session) -> Files:
    return Files(session, make_store(session))


def spends(files: Files, period: Period, cut: Cut) -> list[tuple[str, Decimal]]:
    lines = ads.ad_lines(files.session, files.store.id, period, cut)
    return [(line.name, line.totals.spend) for line in lines]


def test_lines_add_up_over_days_and_are_called_by_their_names(files: Files) -> None:
    files.names(Cut.PLAN, p1="夏季", p2="冬季")
    files.ads(
        DAY,
        Report.PLAN,
        {"plan_id": "p1", "spend": 10, "ad_revenue": 30, "clicks": 4},
        {"plan_id": "p2", "spend": 5},
    )
    files.ads(NEXT, Report.PLAN, {"plan_id": "p1", "spend": 20, "ad_revenue": 50, "clicks": 6})
    first, second = ads.ad_lines(files.session, files.store.id, BOTH, Cut.PLAN)
    assert (first.key, first.name) == ("p1", "夏季")
    assert first.totals == AdTotals(0, 10, Decimal(30), Decimal(80), 0)
    assert (second.name, second.totals.spend) == ("冬季", Decimal(5))
    assert spends(files, FIRST, Cut.PLAN) == [("夏季", Decimal(10)), ("冬季", Decimal(5))]


def test_an_id_without_a_name_is_shown_as_it_is(files: Files) -> None:
    files.ads(DAY, Report.PLAN, {"plan_id": "p9", "spend": 10})
    assert spends(files, FIRST, Cut.PLAN) == [("p9", Decimal(10))]


def test_items_are_called_by_their_product_s_title(files: Files) -> None:
    files.products(i1="连衣裙")
    files.ads(DAY, Report.ITEM, {"item_id": "i1", "spend": 10})
    assert spends(files, FIRST, Cut.ITEM) == [("连衣裙", Decimal(10))]


def test_reports_that_count_the_same_money_are_not_added_up(files: Files) -> None:
    files.ads(DAY, Report.SCENE, {"scene_id": "s1", "spend": 100})
    files.ads(DAY, Report.PLAN, {"scene_id": "s1", "plan_id": "p1", "spend": 120})  # downloaded later
    files.ads(DAY, Report.ITEM_FULL, {"scene_id": "s1", "plan_id": "p1", "item_id": "i1", "spend": 110})
    files.ads(DAY, Report.ITEM, {"item_id": "i1", "spend": 130})
    files.ads(
        DAY, Report.WORD, {"scene_id": "s1", "plan_id": "p1", "item_id": "i1", "word_id": "w1", "spend": 500}
    )
    expected = {Cut.SCENE: ("s1", 120), Cut.PLAN: ("p1", 120), Cut.ITEM: ("i1", 130), Cut.WORD: ("w1", 500)}
    for cut, line in expected.items():
        assert spends(files, FIRST, cut) == [line]


def test_each_day_is_taken_from_its_own_best_report(files: Files) -> None:
    files.ads(DAY, Report.SCENE, {"scene_id": "s1", "spend": 10})
    files.ads(NEXT, Report.PLAN, {"scene_id": "s1", "plan_id": "p1", "spend": 20})
    assert spends(files, BOTH, Cut.SCENE) == [("s1", Decimal(30))]
    assert spends(files, BOTH, Cut.PLAN) == [("p1", Decimal(20))]


def test_of_equal_reports_the_first_is_taken(files: Files) -> None:
    files.ads(DAY, Report.ITEM_FULL, {"scene_id": "wrong", "item_id": "i1", "spend": 10})
    files.ads(DAY, Report.SCENE, {"scene_id": "right", "spend": 10})
    assert spends(files, FIRST, Cut.SCENE) == [("right", Decimal(10))]


def test_words_stand_in_where_nothing_else_has_come(files: Files) -> None:
    files.ads(DAY, Report.WORD, {"scene_id": "s1", "word_id": "w1", "spend": 7})
    files.ads(NEXT, Report.WORD, {"scene_id": "s1", "word_id": "w1", "spend": 70})
    files.ads(NEXT, Report.SCENE, {"scene_id": "s1", "spend": 3})
    assert spends(files, BOTH, Cut.SCENE) == [("s1", Decimal(10))]


def test_old_plans_stand_beside_the_new(files: Files) -> None:
    files.ads(DAY, Report.PLAN, {"scene_id": "s1", "plan_id": "p1", "spend": 100, "clicks": 5})
    files.ads(DAY, Report.ITEM, {"item_id": "i1", "spend": 90, "clicks": 4})
    files.ads(DAY, Report.ZTC, {"scene_id": "ztc", "plan_id": "z1", "spend": 40, "clicks": 3})
    files.ads(DAY, Report.ZUANZHAN, {"scene_id": "zuanzhan", "plan_id": "d1", "spend": 20, "clicks": 2})
    assert spends(files, FIRST, Cut.PLAN) == [("p1", Decimal(100)), ("z1", Decimal(40)), ("d1", Decimal(20))]
    assert spends(files, FIRST, Cut.SCENE) == [
        ("s1", Decimal(100)),
        ("ztc", Decimal(40)),
        ("zuanzhan", Decimal(20)),
    ]
    assert spends(files, FIRST, Cut.ITEM) == [("i1", Decimal(90))]
    (day,) = ads.ad_days(files.session, files.store.id, FIRST)
    assert (day.totals.spend, day.totals.clicks) == (Decimal(160), 10)


def test_crowds_count_the_same_money_as_words_and_plans(files: Files) -> None:
    files.names(Cut.CROWD, c1="收藏加购人群")
    files.ads(DAY, Report.CROWD, {"scene_id": "s1", "plan_id": "p1", "word_id": "c1", "spend": 8})
    assert spends(files, FIRST, Cut.CROWD) == [("收藏加购人群", Decimal(8))]
    assert spends(files, FIRST, Cut.PLAN) == [("p1", Decimal(8))]
    files.ads(DAY, Report.WORD, {"scene_id": "s2", "plan_id": "p2", "word_id": "w1", "spend": 9})
    assert spends(files, FIRST, Cut.PLAN) == [("p2", Decimal(9))]
    assert spends(files, FIRST, Cut.CROWD) == [("收藏加购人群", Decimal(8))]


def test_a_report_is_asked_once_however_many_days(files: Files) -> None:
    for n in range(5):
        files.ads(DAY - timedelta(days=n), Report.PLAN, {"plan_id": "p1", "spend": 1})
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = files.session.get_bind()
    event.listen(engine, "before_cursor_execute", count)
    lines = ads.ad_lines(files.session, files.store.id, Period(DAY - timedelta(days=9), NEXT), Cut.PLAN)
    event.remove(engine, "before_cursor_execute", count)
    assert lines[0].totals.spend == 5
    assert len(asked) == 3  # which reports there are, their sums, the names


def test_days_come_from_the_roll_up(files: Files) -> None:
    files.ads(DAY, Report.SCENE, {"scene_id": "s1", "spend": 10, "ad_revenue": 40, "clicks": 7})
    files.sold(NEXT, 100)  # a day without advertising
    assert ads.ad_days(files.session, files.store.id, BOTH) == (
        AdDay(DAY, AdTotals(0, 7, Decimal(10), Decimal(40), 0)),
    )
    assert ads.ad_days(files.session, files.store.id, Period(NEXT, BOTH.end)) == ()


def test_scenes_day_by_day(files: Files) -> None:
    files.names(Cut.SCENE, s1="关键词推广")
    files.ads(DAY, Report.PLAN, *({"scene_id": "s1", "plan_id": plan, "spend": 10} for plan in "ab"))
    files.ads(NEXT, Report.SCENE, {"scene_id": "s1", "spend": 5}, {"scene_id": "s2", "spend": 6})
    assert ads.scene_days(files.session, files.store.id, BOTH) == {
        (DAY, "关键词推广"): Decimal(20),
        (NEXT, "关键词推广"): Decimal(5),
        (NEXT, "s2"): Decimal(6),
    }
    assert ads.scene_names(files.session, files.store.id) == {"s1": "关键词推广"}


def test_plans_day_by_day_and_all_together(files: Files) -> None:
    files.names(Cut.PLAN, a="夏季", b="夏季")
    files.ads(DAY, Report.PLAN, *({"plan_id": plan, "spend": 10} for plan in "abc"))
    files.ads(NEXT, Report.SCENE, {"scene_id": "s1", "spend": 5})
    session, store_id = files.session, files.store.id
    assert ads.plan_days(session, store_id, BOTH) == {(DAY, "夏季"): Decimal(20), (DAY, "c"): Decimal(10)}
    assert ads.plan_names(session, store_id) == {"a": "夏季", "b": "夏季"}
    assert ads.spend_by_day(session, store_id, BOTH) == {DAY: Decimal(30), NEXT: Decimal(5)}
    assert ads.spend_by_day(session, store_id, FIRST) == {DAY: Decimal(30)}


def test_which_days_and_keys_are_known(files: Files) -> None:
    files.ads(DAY, Report.PLAN, {"plan_id": "a", "spend": 10})
    files.ads(NEXT, Report.SCENE, {"scene_id": "s1", "spend": 5})
    session, store_id = files.session, files.store.id
    assert ads.known_days(session, store_id, BOTH, Cut.PLAN) == (DAY,)
    assert ads.known_days(session, store_id, BOTH, Cut.SCENE) == (DAY, NEXT)
    assert ads.seen_keys(session, store_id, BOTH, Cut.PLAN, ["a", "b"]) == {"a"}
    assert ads.seen_keys(session, store_id, Period(NEXT, BOTH.end), Cut.PLAN, ["a"]) == frozenset()


def test_words_without_some_plans(files: Files) -> None:
    words = ({"plan_id": plan, "word_id": "w", "spend": 10} for plan in "ab")
    files.ads(DAY, Report.WORD, *words)
    for without, spend in (((), 20), (("a",), 10)):
        (line,) = ads.ad_lines(files.session, files.store.id, FIRST, Cut.WORD, without)
        assert line.totals.spend == spend
    assert ads.ad_lines(files.session, files.store.id, FIRST, Cut.WORD, ("a", "b")) == ()


def test_another_store_s_advertising_is_not_ours(files: Files) -> None:
    other = make_store(files.session, telegram_id=-200)
    files.ads(DAY, Report.PLAN, {"plan_id": "p1", "spend": 10})
    assert ads.ad_lines(files.session, other.id, BOTH, Cut.PLAN) == ()
    assert ads.ad_days(files.session, other.id, BOTH) == ()
    assert ads.scene_days(files.session, other.id, BOTH) == {}
