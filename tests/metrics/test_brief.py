"""The brief's decisions: what happened, the one thing to do, what is missing, what is due."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.ads import Report
from metrics.brief import (
    BriefDue,
    BriefFacts,
    MissingFile,
    Schedule,
    SpendReason,
    State,
    Todo,
    Verdict,
    compose,
    missing_formats,
    new_brief,
    stretch,
    worst_line,
)
from metrics.reviews import OpenReviews
from metrics.rivals import Move, What
from metrics.sales import NoSplit, Origin, StoreDay
from tests.briefs import DAY, STORE, facts, moment, month_of_days, plan, sold, with_ads

WEEK_AGO = DAY - timedelta(days=7)
TARGET = {DAY: Decimal(30000)}
TWO_TARGETS = {day: amount for first, amount in TARGET.items() for day in (first, first + timedelta(days=1))}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (facts(), Verdict.UNKNOWN),
        (facts(StoreDay(DAY, ad_spend=Decimal(5))), Verdict.UNKNOWN),
        (facts(sold(DAY, "0.00", buyers=0)), Verdict.NO_SALES),
        (facts(sold(DAY, "30000.00"), targets=TARGET), Verdict.TARGET_REACHED),
        (facts(sold(DAY, "29999.99"), targets=TARGET), Verdict.TARGET_MISSED),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "103.00")), Verdict.UP),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "102.99")), Verdict.LEVEL),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "97.01")), Verdict.LEVEL),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "97.00")), Verdict.DOWN),
        (facts(sold(DAY, "97.00")), Verdict.FIRST),
        (facts(sold(DAY - timedelta(days=1), "5.00"), sold(DAY, "97.00")), Verdict.ALONE),
        (facts(sold(WEEK_AGO, "0.00"), sold(DAY, "97.00")), Verdict.ALONE),
    ],
)
def test_what_happened(given: BriefFacts, verdict: Verdict) -> None:
    assert compose(given).verdict is verdict


BAD_ADS = with_ads("1000.00", "2000.00")
GOOD_ADS = with_ads("1000.00", "5000.00")
SHOP_MISSING = (MissingFile("sycm_shop"),)


def fell(visitors: int, buyers: int, amount: str) -> BriefFacts:
    return facts(
        sold(WEEK_AGO, "100.00", visitors=100, buyers=10), sold(DAY, amount, visitors=visitors, buyers=buyers)
    )


@pytest.mark.parametrize(
    ("given", "todo"),
    [
        (facts(), Todo.SEND_FILE),
        (facts(sold(DAY, "0.00"), missing=SHOP_MISSING, reviews=OpenReviews(3, 3)), Todo.SEND_FILE),
        (facts(sold(DAY, "0.00", buyers=0), reviews=OpenReviews(3, 3)), Todo.CHECK_SHOP),
        (facts(sold(DAY, "9000.00", **BAD_ADS), reviews=OpenReviews(3, 1)), Todo.ANSWER_REVIEWS),
        (facts(sold(DAY, "9000.00", **BAD_ADS), ad_lines=(plan("a", "9", "1"),)), Todo.CUT_PLAN),
        (facts(sold(DAY, "9000.00", **BAD_ADS)), Todo.CHECK_ADS),
        (facts(sold(DAY, "9000.00", **GOOD_ADS), reviews=OpenReviews(3, 0)), Todo.LOWER_SPEND),
        (facts(sold(DAY, "10000.00", **GOOD_ADS)), Todo.KEEP_GOING),  # exactly the limit is within it
        (fell(50, 5, "50.00"), Todo.GET_VISITORS),
        (fell(100, 5, "50.00"), Todo.LIFT_CONVERSION),
        (fell(100, 10, "50.00"), Todo.LIFT_ORDER_VALUE),
        (facts(sold(WEEK_AGO, "5.00"), sold(DAY, "20000.00"), targets=TWO_TARGETS), Todo.CATCH_UP),
        # a target for that one day leaves no day to catch up on
        (facts(sold(WEEK_AGO, "5.00"), sold(DAY, "20000.00"), targets=TARGET), Todo.FIND_CAUSE),
        (facts(sold(WEEK_AGO, "5.00", visitors=0), sold(DAY, "1.00")), Todo.FIND_CAUSE),
        (facts(sold(DAY, "9.00"), moves=(Move("A", "", What.PRICE_DOWN),)), Todo.ANSWER_RIVAL),
        (facts(sold(DAY, "9.00"), moves=(Move("A", "", What.PRICE_UP),)), Todo.KEEP_GOING),
        (facts(sold(DAY, "9.00"), missing=(MissingFile("wxt_plans"),)), Todo.SEND_ADS),
        (facts(sold(DAY, "9.00")), Todo.KEEP_GOING),
    ],
)
def test_the_one_thing_to_do(given: BriefFacts, todo: Todo) -> None:
    assert compose(given).todo is todo


def test_only_a_missing_sales_file_makes_a_brief_partial() -> None:
    assert compose(facts(missing=SHOP_MISSING)).partial
    assert compose(facts(missing=(MissingFile("sycm_products"),))).partial
    assert not compose(facts(missing=(MissingFile("wxt_plans"),))).partial


def test_the_change_is_split_against_the_same_weekday_last_week() -> None:
    brief = compose(facts(sold(WEEK_AGO, "100.00"), sold(DAY, "80.00"), targets=TARGET))
    assert brief.split is not None
    assert brief.split.change == Decimal("-20.00")
    zero = compose(facts(sold(WEEK_AGO, "100.00"), sold(DAY, "0.00", buyers=0)))
    assert zero.split is not None
    assert zero.split.undefined is NoSplit.ZERO
    assert compose(facts(sold(DAY, "80.00"))).split is None


@pytest.mark.parametrize(
    ("spend", "revenue", "reason"),
    [
        ("1500.00", "10000.00", SpendReason.SPEND_ROSE),
        ("1200.00", "8000.00", SpendReason.REVENUE_FELL),
        ("1500.00", "8000.00", SpendReason.BOTH),
        ("1200.00", "10000.00", SpendReason.USUAL),
        ("500.00", "8000.00", None),
    ],
)
def test_why_ads_take_too_much(spend: str, revenue: str, reason: SpendReason | None) -> None:
    past = sold(WEEK_AGO, "10000.00", **with_ads("1200.00", "9000.00"))
    brief = compose(facts(past, sold(DAY, revenue, **with_ads(spend, "9000.00"))))
    assert brief.ads is not None
    assert brief.ads.over_because is reason


@pytest.mark.parametrize(
    ("lines", "worst"),
    [
        ((), None),
        ((plan("tiny", "1", "0"), plan("large", "1000", "2900")), "large"),  # 3 yuan short against 100
        ((plan("fails", "10", "20"), plan("fine", "1000", "5000")), "fails"),
        ((plan("a", "500", "2000"), plan("b", "500", "1600"), plan("tiny", "1", "3")), "b"),
        ((plan("unspent", "0", "0"),), None),
    ],
)
def test_the_plan_to_look_at(lines: tuple[object, ...], worst: str | None) -> None:
    found = worst_line(lines, Decimal(3))  # type: ignore[arg-type]
    assert (found.name if found else None) == worst


PRODUCTS = sold(DAY, "5.00", origin=Origin.PRODUCTS)
ORDERS = sold(DAY, "5.00", origin=Origin.ORDERS)
ADS_LATELY = StoreDay(DAY - timedelta(days=14), ad_spend=Decimal(1), ad_report=Report.SCENE)
ADS_LONG_AGO = replace(ADS_LATELY, day=DAY - timedelta(days=15))


@pytest.mark.parametrize(
    ("days", "ever_shop", "ever_products", "missing"),
    [
        ((), False, False, ("sycm_shop",)),
        ((), True, True, ("sycm_shop",)),
        ((), False, True, ("sycm_products",)),
        ((PRODUCTS,), False, True, ()),
        ((PRODUCTS,), True, True, ("sycm_shop",)),
        ((ORDERS,), False, False, ()),  # a shop of which only orders come
        ((ORDERS,), True, False, ("sycm_shop",)),
        ((sold(DAY, "5.00"),), True, True, ()),
        ((StoreDay(DAY, ad_spend=Decimal(1)),), False, True, ("sycm_products",)),
        ((ADS_LATELY, sold(DAY, "5.00")), True, True, ("wxt_scenes",)),
        ((ADS_LONG_AGO, sold(DAY, "5.00")), True, True, ()),
        ((ADS_LATELY, sold(DAY, "5.00", ad_spend=Decimal(0))), True, True, ()),
    ],
)
def test_which_files_are_missing(
    days: tuple[StoreDay, ...], ever_shop: bool, ever_products: bool, missing: tuple[str, ...]
) -> None:
    assert missing_formats(DAY, days, ever_shop, ever_products) == missing


def test_several_days_together() -> None:
    seven = stretch(facts(*month_of_days(amount="27000.00", **with_ads("3000.00", "9000.00"))), 7)
    assert (seven.known, seven.revenue) == (7, Decimal(147000))
    assert seven.change == Decimal("0.05")
    assert seven.roi == Decimal(50400) / Decimal(12000)
    assert seven.share == Decimal(12000) / Decimal(147000)
    assert seven.days[0] == date(2026, 11, 15)
    assert seven.days[-1] == DAY


def test_days_with_gaps_are_not_compared() -> None:
    days = [day for day in month_of_days(amount="27000.00") if day.day != date(2026, 11, 18)]
    seven = stretch(facts(*days), 7)
    assert (seven.known, seven.change) == (6, None)


SUNDAY = date(2026, 11, 22)
NINE = moment(SUNDAY, time(9))


@pytest.mark.parametrize(
    ("now", "since", "last_day", "day"),
    [
        (NINE - timedelta(seconds=1), date(2026, 1, 1), None, None),
        (NINE, date(2026, 1, 1), None, DAY),
        (NINE, date(2026, 1, 1), DAY - timedelta(days=1), DAY),
        (NINE, date(2026, 1, 1), DAY, None),  # begun already
        (NINE + timedelta(hours=5, minutes=59), date(2026, 1, 1), None, DAY),  # a late start
        (NINE + timedelta(hours=6), date(2026, 1, 1), None, None),  # no longer news
        (NINE, SUNDAY, None, DAY),  # made this morning before nine
        (NINE, date(2026, 11, 23), None, None),
    ],
)
def test_whose_time_has_come(now: datetime, since: date, last_day: date | None, day: date | None) -> None:
    found = new_brief(Schedule(STORE, moment(since, time(8)), last_day), now)
    expected = BriefDue(STORE, DAY, State.NEW, NINE, NINE + timedelta(hours=2))
    assert found == (expected if day else None)


def test_no_brief_for_a_time_before_the_store_was_made() -> None:
    assert new_brief(Schedule(STORE, NINE + timedelta(minutes=1), None), NINE + timedelta(hours=1)) is None


def test_a_brief_before_midnight_may_be_late_on_the_next_day() -> None:
    late = replace(STORE, brief_at=time(23, 30))
    due = new_brief(Schedule(late, moment(date(2026, 1, 1), time(8)), None), moment(SUNDAY, time(2)))
    assert due is not None
    assert due.day == date(2026, 11, 20)
    assert due.next_at == moment(DAY, time(23, 30))


def test_a_store_has_its_own_clock() -> None:
    away = replace(STORE, zone="America/New_York")
    schedule = Schedule(away, moment(date(2026, 1, 1), time(8)), None)
    assert new_brief(schedule, NINE) is None  # 20:00 on Saturday there
    due = new_brief(schedule, NINE + timedelta(hours=13))
    assert due is not None
    assert due.day == DAY
