"""Which week is meant, what it is compared with, and how it is judged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.brief import SpendReason
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.mistakes import Mistake
from metrics.pages import Check, Pages
from metrics.periods import DAY, Period
from metrics.sales import NoSplit, Origin, StoreDay
from metrics.spans import (
    Against,
    SpanFacts,
    Todo,
    Verdict,
    best_and_worst_day,
    moved,
    product_movers,
    source_movers,
    summarise,
    summed,
)
from metrics.week import candidates, last_full_week, parse_week, week_of
from tests.weeks import before, day, days_of, product, source, span_facts

TODAY = date(2026, 11, 25)  # a Wednesday
WEEK = week_of(date(2026, 11, 23))
D11 = week_of(date(2026, 11, 11))


@pytest.mark.parametrize(
    ("words", "monday"),
    [
        ([], date(2026, 11, 16)),
        (["0"], date(2026, 11, 16)),
        (["1"], date(2026, 11, 9)),
        (["52"], date(2025, 11, 17)),
        (["2026-11-11"], date(2026, 11, 9)),
        (["20261115"], date(2026, 11, 9)),
        (["11-16"], date(2026, 11, 16)),
        (["today"], date(2026, 11, 23)),
        (["昨天"], date(2026, 11, 23)),
    ],
)
def test_which_week_is_meant(words: list[str], monday: date) -> None:
    assert parse_week(words, TODAY) == Period(monday, monday + timedelta(days=7), "week")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["soon"], "unknown_week"),
        (["-1"], "unknown_week"),
        (["2026-13-01"], "unknown_week"),
        (["999"], "week_too_long_ago"),
        (["0001-01-01"], "week_too_long_ago"),
        (["2022-11-11"], "week_too_long_ago"),
        (["2026-12-01"], "week_ahead"),
    ],
)
def test_which_week_is_not(words: list[str], reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_week(words, TODAY)
    assert mistake.value.reason == reason


@pytest.mark.parametrize(("today", "monday"), [(date(2026, 11, 23), 16), (date(2026, 11, 22), 9)])
def test_the_last_full_week(today: date, monday: int) -> None:
    assert last_full_week(today).start == date(2026, 11, monday)


# ------------------------------------------------------------------------------------------------ comparing


def best(week: Period, calendar: Calendar) -> tuple[Against, date]:
    first = next(one for one in candidates(week, calendar) if one.is_fair)
    return first.against, first.period.start


@pytest.mark.parametrize(
    ("monday", "against", "other"),
    [
        (date(2026, 11, 23), Against.BEFORE, date(2026, 11, 16)),
        (date(2026, 11, 16), Against.ORDINARY, date(2026, 10, 12)),  # past 双11 and its presale
        (date(2026, 11, 9), Against.CAMPAIGN, date(2025, 11, 9)),  # 双11 falls on the same days
        (date(2026, 9, 14), Against.ORDINARY, date(2026, 8, 31)),  # the 99 sale was in between
        (date(2026, 9, 28), Against.BEFORE, date(2026, 9, 21)),  # a holiday or two make no other week
        (date(2026, 10, 12), Against.ORDINARY, date(2026, 9, 21)),  # National Day's weeks do
    ],
)
def test_what_a_week_is_compared_with(monday: date, against: Against, other: date) -> None:
    assert best(week_of(monday), Calendar()) == (against, other)


def test_a_campaign_every_monday_is_compared_with_the_monday_before() -> None:
    mondays = [
        Campaign(
            "周一团购",
            CampaignKind.GROUP_BUY,
            WEEK.start - timedelta(days=7 * i),
            WEEK.start - timedelta(days=7 * i),
        )
        for i in range(4)
    ]
    assert best(WEEK, Calendar(tuple(mondays))) == (Against.BEFORE, date(2026, 11, 16))


def test_a_campaigns_week_is_told_beside_ordinary_ones_but_not_judged_by_them() -> None:
    assert [(one.against, one.is_fair) for one in candidates(D11, Calendar())] == [
        (Against.CAMPAIGN, True),
        (Against.BEFORE, False),
        (Against.ORDINARY, False),
    ]


def judged(days: Mapping[date, StoreDay], week: Period = WEEK, **more: object) -> SpanFacts:
    return span_facts(week, dict(days), **{"pages": Pages(), **more})  # type: ignore[arg-type]


LAST = before(WEEK.start, 60)


def test_like_days_are_compared_where_one_is_missing() -> None:
    days = days_of(LAST) | days_of(WEEK, amount=22000)
    del days[WEEK.start + 2 * DAY], days[WEEK.start - 7 * DAY]
    main = summarise(judged(days)).main
    assert main is not None
    assert len(main.days_before) == len(main.days_after) == 5
    assert (main.before.paid_amount, main.after.paid_amount) == (Decimal(100000), Decimal(110000))
    assert main.change == Decimal("0.1")
    assert {old + 7 * DAY for old in main.days_before} == set(main.days_after)


def test_three_days_say_nothing_about_a_week_of_seven() -> None:
    known = days_of(Period(WEEK.start - 7 * DAY, WEEK.start - 4 * DAY)) | days_of(WEEK)
    assert summarise(judged(known)).main is None
    begun = {day: one for day, one in known.items() if day < WEEK.start + 3 * DAY}
    main = summarise(judged(begun, today=WEEK.start + 3 * DAY)).main
    assert main is not None  # of a week that has only begun they are all there is
    assert len(main.days_after) == 3


def test_the_change_is_split_to_the_cent() -> None:
    facts = judged(days_of(LAST) | days_of(WEEK, amount="21000.07", buyers=213, visitors=4900))
    parts = summarise(facts).main.split  # type: ignore[union-attr]
    assert parts.undefined is None
    assert parts.change == Decimal("7000.49")
    assert (parts.visitors or 0) + (parts.conversion or 0) + (parts.aov or 0) == parts.change


def test_days_that_count_visitors_differently_are_not_split() -> None:
    days = days_of(LAST) | days_of(WEEK)
    days[WEEK.start] = day(WEEK.start, origin=Origin.PRODUCTS)
    assert summarise(judged(days)).main.split.undefined is NoSplit.UNKNOWN  # type: ignore[union-attr]
    assert summarise(judged(days_of(LAST) | days_of(WEEK, origin=Origin.PRODUCTS))).main.split.undefined is (  # type: ignore[union-attr]
        NoSplit.MIXED
    )


def test_what_one_day_lacks_is_not_known_of_all() -> None:
    found = summed([day(WEEK.start, buyers=None), day(WEEK.last)])
    assert (found.paid_amount, found.paid_buyers, found.visitors) == (Decimal(40000), None, 10000)


# ------------------------------------------------------------------------------------------------- judging

TARGETS = dict.fromkeys(WEEK.days(), Decimal(20000))


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (judged(days_of(LAST)), Verdict.UNKNOWN),
        (judged(days_of(LAST) | days_of(WEEK, amount=0)), Verdict.NO_SALES),
        (judged(days_of(LAST) | days_of(WEEK), targets=TARGETS), Verdict.TARGET_REACHED),
        (judged(days_of(LAST) | days_of(WEEK, amount=19999), targets=TARGETS), Verdict.TARGET_MISSED),
        (judged(days_of(LAST) | days_of(WEEK, amount=20600)), Verdict.UP),
        (judged(days_of(LAST) | days_of(WEEK, amount=20599)), Verdict.LEVEL),
        (judged(days_of(LAST) | days_of(WEEK, amount=19400)), Verdict.DOWN),
        (judged(days_of(WEEK)), Verdict.FIRST),
        (
            judged(days_of(Period(WEEK.start - 80 * DAY, WEEK.start - 70 * DAY)) | days_of(WEEK)),
            Verdict.ALONE,
        ),
        (judged(days_of(LAST) | days_of(D11), D11), Verdict.CAMPAIGN),
    ],
)
def test_verdicts(facts: SpanFacts, verdict: Verdict) -> None:
    assert summarise(facts).verdict is verdict


def test_the_plan_holds_days_with_both_a_target_and_revenue() -> None:
    days = days_of(LAST) | days_of(WEEK, amount=25000)
    del days[WEEK.last]
    days[WEEK.start] = day(WEEK.start, 10000)
    targets = {one: amount for one, amount in TARGETS.items() if one != WEEK.start + DAY}
    found = summarise(judged(days, targets=targets))
    assert found.plan is not None
    assert (found.plan.target, found.plan.revenue) == (Decimal(100000), Decimal(110000))
    assert (found.plan.days, found.plan.hits, found.plan.whole) == (5, 4, Decimal(120000))
    assert found.reached == Decimal("1.1")
    assert found.unknown_days == 1


@pytest.mark.parametrize(
    ("figures", "todo"),
    [
        ({"visitors": 2500, "amount": 10000, "buyers": 100}, Todo.GET_VISITORS),
        ({"amount": 10000, "buyers": 100}, Todo.LIFT_CONVERSION),
        ({"amount": 10000}, Todo.LIFT_ORDER_VALUE),
        ({"amount": 16000, "buyers": None}, Todo.FIND_CAUSE),
        ({"amount": 0, "buyers": 0}, Todo.CHECK_SHOP),
        ({"views": 5000}, Todo.LIFT_DEPTH),
        ({"ads": (2100, 10000)}, Todo.LOWER_SPEND),
        ({"ads": (1000, 2000)}, Todo.CHECK_ADS),
        ({}, Todo.KEEP_GOING),
    ],
)
def test_the_one_thing_to_do(figures: dict[str, object], todo: Todo) -> None:
    found = summarise(judged(days_of(LAST) | days_of(WEEK, **figures)))
    assert found.todo is todo


def test_missing_days_are_asked_for_but_none_before_the_first() -> None:
    days = days_of(LAST) | days_of(WEEK)
    del days[WEEK.last]
    assert summarise(judged(days)).todo is Todo.SEND_FILES
    begun = days_of(Period(WEEK.start + 3 * DAY, WEEK.end))
    assert summarise(judged(begun)).unknown_days == 0


@pytest.mark.parametrize(
    ("facts", "rings"),
    [
        (judged(days_of(LAST) | days_of(WEEK)), False),
        (judged(days_of(LAST) | days_of(WEEK, amount=15000)), False),  # less, and nothing was promised
        (judged(days_of(LAST) | days_of(WEEK, amount=15000), targets=TARGETS), True),
        (judged(days_of(LAST) | days_of(WEEK, views=5000)), True),
        (judged(days_of(LAST) | days_of(WEEK, amount=0, ads=None)), True),
    ],
)
def test_a_sound_is_made_only_where_somebody_has_to_act(facts: SpanFacts, rings: bool) -> None:
    assert summarise(facts).must_act is rings


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"ads": (2100, 9000)}, SpendReason.SPEND_ROSE),
        ({"amount": 14000}, SpendReason.REVENUE_FELL),
        ({"amount": 16000, "ads": (2000, 9000)}, SpendReason.BOTH),
        ({}, None),
    ],
)
def test_why_ads_cost_too_much(figures: dict[str, object], reason: SpendReason | None) -> None:
    found = summarise(judged(days_of(LAST) | days_of(WEEK, **figures))).ads
    assert found is not None
    assert found.over_because is reason


def test_spend_roi_and_share_are_of_the_days_that_both_files_tell() -> None:
    only_ads = replace(day(WEEK.start, ads=(900, 90)), paid_amount=None)
    only_shop = day(WEEK.start + DAY, 90000, ads=None)
    known = days_of(LAST) | days_of(WEEK) | {one.day: one for one in (only_ads, only_shop)}
    summary = summarise(judged(known))
    assert summary.ads is not None
    assert (summary.ads.days, summary.ads.spend) == (5, Decimal(7500))
    assert (summary.ads.roi, summary.ads.share) == (Decimal("4.6"), Decimal("0.075"))
    told = {one.check: one.value for one in summary.checks}
    assert (told[Check.ROI], told[Check.SPEND_SHARE]) == (summary.ads.roi, summary.ads.share)


def test_spend_of_fewer_days_is_not_said_to_have_fallen_or_risen() -> None:
    some = [day(one, ads=None) for one in LAST.days() if one.weekday() < 4]
    days = days_of(LAST, ads=(1600, 6900)) | {one.day: one for one in some} | days_of(WEEK, ads=(2100, 9000))
    found = summarise(judged(days)).ads
    assert found is not None
    assert found.over_because is SpendReason.USUAL


def test_ads_alone_are_told_where_no_revenue_is_known() -> None:
    days = {one: replace(found, paid_amount=None) for one, found in days_of(WEEK).items()}
    found = summarise(judged(days)).ads
    assert found is not None
    assert (found.days, found.spend, found.share) == (7, Decimal(10500), None)


# ------------------------------------------------------------------------------------- what gained and lost


def test_the_best_and_worst_by_change_and_none_in_both() -> None:
    now = [product(f"{i}", 1000 + 100 * i) for i in range(12)]
    old = [product(f"{i}", 1600) for i in range(12)]
    found = moved(product_movers(now, old))
    assert [one.name for one in found.best] == ["11", "10", "9", "8", "7"]
    assert [one.name for one in found.worst] == ["0", "1", "2", "3", "4"]
    assert [one.change for one in found.best[:2]] == [Decimal(500), Decimal(400)]
    assert len(found.all) == 12


def test_products_of_one_side_only_sold_nothing_on_the_other() -> None:
    found = moved(product_movers([product("new", 500)], [product("gone", 300)]))
    assert [(one.name, one.now, one.change) for one in (*found.best, *found.worst)] == [
        ("new", Decimal(500), Decimal(500)),
        ("gone", Decimal(0), Decimal(-300)),
    ]


def test_without_a_comparison_the_largest_are_the_best_and_nothing_is_worst() -> None:
    found = moved(product_movers([product("a", 1), product("b", 3), product("c", 0)], []))
    assert [one.name for one in found.best] == ["b", "a"]
    assert found.worst == ()
    assert moved([]).best == ()


def test_sources_at_their_second_level_added_up_over_days() -> None:
    days = [WEEK.start, WEEK.start + DAY]
    lines = [
        source(one, path, count)
        for one in days
        for path, count in (
            ("平台", 100),
            ("平台 > 搜索", 60),
            ("平台 > 搜索 > 图搜", 9),
            ("平台 > 推荐", 50),
            ("广告", 7),
        )
    ]
    found = {one.name: one.now for one in source_movers(lines, [])}
    assert found == {"平台 > 搜索": 120, "平台 > 推荐": 100, "广告": 14}


def test_the_best_and_the_worst_day() -> None:
    days = days_of(WEEK)
    assert best_and_worst_day(summarise(judged(days))) is None
    days[WEEK.start] = replace(days[WEEK.start], paid_amount=Decimal(1))
    found = best_and_worst_day(summarise(judged(days)))
    assert found is not None
    assert (found[0].day, found[1].day) == (WEEK.last, WEEK.start)
