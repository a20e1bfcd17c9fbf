"""The brief's decisions: what happened, the one thing to do, what is missing, what is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Alert, AlertState, Finding, Rule, Status
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
    new_brief,
    still_open,
    stretch,
    worst_line,
)
from metrics.calendar import Against, Calendar, Comparison
from metrics.campaigns import Campaign, CampaignKind
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
        # a far fall goes before reviews that wait, a small one does not
        (replace(fell(50, 5, "50.00"), reviews=OpenReviews(3, 3)), Todo.GET_VISITORS),
        (replace(fell(90, 9, "90.00"), reviews=OpenReviews(3, 3)), Todo.ANSWER_REVIEWS),
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


def test_several_days_together() -> None:
    seven = stretch(facts(*month_of_days(amount="27000.00", **with_ads("3000.00", "9000.00"))), 7)
    assert (seven.known, seven.revenue) == (7, Decimal(147000))
    assert seven.change == Decimal("0.05")
    assert seven.roi == Decimal(50400) / Decimal(12000)
    assert seven.share == Decimal(12000) / Decimal(147000)
    assert seven.days[0] == date(2026, 11, 15)
    assert seven.days[-1] == DAY


def test_ads_of_several_days_are_of_those_that_both_files_tell() -> None:
    *before, last = month_of_days(amount="27000.00", **with_ads("3000.00", "9000.00"))
    only_ads = replace(last, day=date(2026, 11, 18), paid_amount=None)
    days = [only_ads if one.day == only_ads.day else one for one in before]
    seven = stretch(facts(*days, replace(last, ad_spend=None, ad_revenue=None)), 7)
    assert (seven.known_ads, seven.spend) == (5, Decimal(7500))
    assert (seven.roi, seven.share) == (Decimal("4.6"), Decimal("0.075"))


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


# --------------------------------------------------------------------------- the calendar, and like with like

DOUBLE11 = date(2026, 11, 11)
SALE = Campaign(
    "双11", CampaignKind.PLATFORM, date(2026, 11, 10), DOUBLE11, planned_revenue=Decimal("150000.01")
)


def test_a_campaigns_day_is_never_held_against_an_ordinary_one() -> None:
    week_ago = sold(DOUBLE11 - timedelta(days=7), "100.00")
    alone = compose(facts(week_ago, sold(DOUBLE11, "900.00"), day=DOUBLE11, calendar=Calendar()))
    assert (alone.before, alone.split, alone.verdict) == (None, None, Verdict.ALONE)
    last = sold(date(2025, 11, 11), "800.00")
    both = compose(
        facts(week_ago, sold(DOUBLE11, "900.00"), day=DOUBLE11, calendar=Calendar(), earlier=(last,))
    )
    assert (both.before, both.verdict) == (last, Verdict.UP)
    assert both.comparison == Comparison(last.day, Against.CAMPAIGN)


def test_without_a_target_a_campaigns_plan_is_the_days() -> None:
    planned = compose(facts(sold(DOUBLE11, "75000.01"), day=DOUBLE11, calendar=Calendar((SALE,))))
    assert (planned.target, planned.verdict) == (Decimal("75000.01"), Verdict.TARGET_REACHED)  # half, rounded
    own = facts(
        sold(DOUBLE11, "75000.01"),
        day=DOUBLE11,
        calendar=Calendar((SALE,)),
        targets={DOUBLE11: Decimal(90000)},
    )
    assert compose(own).target == Decimal(90000)


def test_an_ordinary_day_skips_the_hangover_of_a_season() -> None:
    days = [sold(DAY - timedelta(days=back), "100.00") for back in (7, 14, 35, 0)]
    brief = compose(facts(*days, calendar=Calendar()))
    assert brief.comparison == Comparison(DAY - timedelta(days=35), Against.ORDINARY)
    only_hangover = compose(facts(days[0], days[3], calendar=Calendar()))
    assert only_hangover.comparison == Comparison(WEEK_AGO, Against.UNUSUAL)


@pytest.mark.parametrize(
    ("summed", "change", "undefined"),
    [
        ((), Decimal("-0.1"), NoSplit.MIXED),
        (
            (sold(WEEK_AGO, "90.00", origin=Origin.PRODUCTS),),
            Decimal("-0.1"),
            NoSplit.MIXED,
        ),  # half is not enough
        (
            (sold(WEEK_AGO, "60.00", origin=Origin.PRODUCTS), sold(DAY, "90.00", origin=Origin.PRODUCTS)),
            Decimal("0.5"),
            None,
        ),
    ],
)
def test_like_is_compared_with_like(
    summed: tuple[StoreDay, ...], change: Decimal, undefined: NoSplit | None
) -> None:
    brief = compose(
        facts(sold(WEEK_AGO, "100.00"), sold(DAY, "90.00", origin=Origin.PRODUCTS), summed=summed)
    )
    assert brief.change == change
    assert brief.split is not None
    assert brief.split.undefined is undefined
    assert brief.revenue == Decimal("90.00")


@pytest.mark.parametrize(
    ("given", "quiet"),
    [
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00")), True),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "114.99")), True),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "115.00")), False),  # good news is news
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "99.00")), True),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "90.00")), False),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), targets={DAY: Decimal(100)}), True),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), targets={DAY: Decimal(102)}), False),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), reviews=OpenReviews(1, 0)), False),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), missing=(MissingFile("wxt_plans"),)), False),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), moves=(Move("A", "", What.NEW_ITEM),)), False),
        (facts(sold(WEEK_AGO, "100.00"), sold(DAY, "101.00"), unsent=(WEEK_AGO,)), False),
        (facts(sold(DAY, "101.00")), False),  # the first day
    ],
)
def test_a_quiet_day(given: BriefFacts, quiet: bool) -> None:
    assert compose(given).is_quiet is quiet


def test_stretches_with_a_campaign_in_one_of_them_are_not_compared() -> None:
    days = month_of_days(amount="20000.00")
    assert stretch(facts(*days), 30).change == 0
    assert stretch(facts(*days, calendar=Calendar()), 30).change is None


@pytest.mark.parametrize(
    ("status", "quiet", "todo"),
    [
        (Status.OPEN, False, Todo.SEE_TO_ALERTS),
        (Status.TAKEN, False, Todo.KEEP_GOING),
        (Status.RECOVERING, True, Todo.KEEP_GOING),
    ],
)
def test_no_day_is_quiet_while_an_alert_is_open(status: Status, quiet: bool, todo: Todo) -> None:
    known = alert(1, status)
    brief = compose(facts(*month_of_days(amount="20300.00"), alerts=(known,)))
    assert (brief.is_quiet, brief.todo) == (quiet, todo)
    assert brief == compose(facts(*month_of_days(amount="20300.00")))  # it reads no otherwise for it


def alert(number: int, status: Status, *, told: bool = True, critical: bool = False) -> Alert:
    state = AlertState(status, told_at=datetime(2026, 11, 21, tzinfo=UTC) if told else None)
    finding = Finding(Rule.ROI_LOW, "", is_critical=critical)
    return Alert(number, finding, datetime(2026, 11, 21, tzinfo=UTC), state)


def test_what_is_still_open_begins_with_what_nobody_has() -> None:
    alerts = [
        alert(1, Status.RECOVERING),
        alert(2, Status.TAKEN),
        alert(3, Status.OPEN),
        alert(4, Status.OPEN, critical=True),
        alert(5, Status.OPEN, told=False),
        alert(6, Status.MUTED),
        alert(7, Status.SOLVED),
    ]
    assert [one.id for one in still_open(alerts)] == [4, 3, 2, 1]
