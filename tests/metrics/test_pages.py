"""Page health by its rules, and what depth is worth."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.ads import Grade
from metrics.calendar import SEASONS, Calendar
from metrics.pages import (
    Check,
    Checked,
    NoValue,
    PageDay,
    Pages,
    Unjudged,
    bounce,
    depth_value,
    health,
    levels_of,
)
from metrics.rules import Rules
from metrics.sales import Origin, StoreDay
from metrics.service import ScoresHeadline
from tests.weeks import before, day, days_of, product, varied

DAY = date(2026, 9, 14)
PLAIN = Calendar(seasons_off=frozenset(SEASONS), zone="UTC")  # every day is ordinary


def judged(check: Check, value: str) -> Grade | None:
    """The grade of a figure, made of one day's parts."""
    found = Decimal(value)
    days: tuple[StoreDay, ...] = (day(DAY, 1000, buyers=10, ads=None),)
    pages, products = Pages(), [product("甲", 900, buyers=9), product("乙", 10)]
    match check:
        case Check.BOUNCE:
            pages = Pages((PageDay(DAY, found, 100),))
        case Check.DEPTH:
            days = (day(DAY, visitors=100, views=int(100 * found)),)
        case Check.ORDER_VALUE:
            days = (day(DAY, 100 * found, buyers=1),)  # type: ignore[arg-type]
        case Check.SCORES:
            pages = Pages(scores=ScoresHeadline(DAY, 5.0, float(found), None))
        case Check.SPEND_SHARE:
            days = (day(DAY, 1000, ads=(int(1000 * found), 0)),)
        case Check.ROI:
            days = (day(DAY, ads=(100, int(100 * found))),)
    return told(days, pages, products)[check].grade


def told(days: tuple[StoreDay, ...], pages: Pages, products: list[object]) -> dict[Check, Checked]:
    return {one.check: one for one in health(days, pages, products, Rules())}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("check", "values"),
    [
        (Check.BOUNCE, {"0.70": "fail", "0.699": "pass", "0.60": "pass", "0.599": "good", "0.50": "good",
                        "0.499": "excellent"}),
        (Check.DEPTH, {"2.49": "fail", "2.5": "pass", "3.5": "pass", "3.51": "good", "3.99": "good",
                       "4": "excellent"}),
        (Check.ORDER_VALUE, {"1.29": "fail", "1.3": "pass", "9": "pass"}),
        (Check.SCORES, {"4.79": "fail", "4.8": "pass", "5": "pass"}),
        (Check.SPEND_SHARE, {"0.101": "fail", "0.10": "pass", "0": "pass"}),
        (Check.ROI, {"2.99": "fail", "3": "pass", "4": "good", "5": "excellent"}),
    ],
)  # fmt: skip
def test_grades(check: Check, values: dict[str, str]) -> None:
    assert {value: judged(check, value) for value in values} == values


def test_the_level_told_is_the_one_reached_or_missed() -> None:
    levels = levels_of(Rules())[Check.BOUNCE]
    pages = Pages((PageDay(DAY, Decimal("0.55"), 100),))
    assert told((), pages, [])[Check.BOUNCE].level == levels[1]
    pages = Pages((PageDay(DAY, Decimal("0.75"), 100),))
    assert told((), pages, [])[Check.BOUNCE].level == levels[0]


def test_nothing_is_judged_without_its_file() -> None:
    found = told((), Pages(), [])
    assert {one.unjudged for one in found.values()} == {Unjudged.NO_FILE}
    assert not any(one.fails for one in found.values())


def test_a_single_product_is_not_measured_by_itself() -> None:
    found = told((day(DAY),), Pages(), [product("甲", 20000), product("乙", 0)])
    assert found[Check.ORDER_VALUE].unjudged is Unjudged.ONE_PRODUCT


def test_without_sales_there_is_neither_an_order_value_nor_a_share() -> None:
    found = told((day(DAY, 0, buyers=0, ads=(300, 0)),), Pages(), [])
    reasons = {check: one.unjudged for check, one in found.items() if one.unjudged}
    assert reasons[Check.ORDER_VALUE] is reasons[Check.SPEND_SHARE] is Unjudged.NOTHING_SOLD
    assert found[Check.ROI].grade is Grade.FAIL


def test_bounce_is_weighted_by_visitors_and_the_shops_own_where_known() -> None:
    shop = [PageDay(DAY, Decimal("0.5"), 300), PageDay(DAY, Decimal("0.7"), 100)]
    products = [PageDay(DAY, Decimal("0.9"), 1000, of_products=True)]
    assert bounce(shop) == Decimal("0.55")
    assert bounce([*products, *shop]) == Decimal("0.55")
    assert bounce(products) == Decimal("0.9")
    assert bounce([]) is None


def test_depth_needs_the_shops_own_visitors() -> None:
    days = (
        day(DAY, origin=Origin.PRODUCTS),
        day(DAY, visitors=100, views=300),
        day(DAY, visitors=300, views=700),
    )
    assert told(days, Pages(), [])[Check.DEPTH].value == Decimal("2.5")


# ---------------------------------------------------------------------------------------- the value of depth


def test_what_a_tenth_of_a_page_is_worth() -> None:
    """20000 of 5000 visitors at depth 2.6; 0.2 deeper, 0.2 yuan more a visitor: 1 yuan a page, 500 a day."""
    found = depth_value(varied(before(DAY, 60)).values(), PLAIN, DAY)
    assert (found.known, found.per_day, found.undefined) == (56, Decimal("500.00"), None)
    assert len(found.buckets) == 5
    assert [one.days for one in found.buckets] == [11, 11, 11, 11, 12]
    assert found.buckets[0].depth == Decimal("2.6")
    assert found.buckets[0].visitor_value == Decimal(4)


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (varied(before(DAY, 19)), NoValue.FEW_DAYS),
        (days_of(before(DAY, 60), origin=Origin.PRODUCTS), NoValue.FEW_DAYS),
        (days_of(before(DAY, 60)), NoValue.SAME_DEPTH),
        (  # deeper and worth less
            {one: day(one, 20000 - 500 * (i % 5), views=13000 + 1000 * (i % 5))
             for i, one in enumerate(before(DAY, 60).days())},
            NoValue.NO_LINK,
        ),
        (  # up and down
            {one: day(one, (20000, 25000, 18000, 24000, 19000)[i % 5], views=13000 + 1000 * (i % 5))
             for i, one in enumerate(before(DAY, 60).days())},
            NoValue.NO_LINK,
        ),
        (  # deeper, and always worth the same
            {one: day(one, views=13000 + 1000 * (i % 5)) for i, one in enumerate(before(DAY, 60).days())},
            NoValue.NO_LINK,
        ),
    ],
)  # fmt: skip
def test_where_depth_has_no_value_to_tell(days: dict[date, StoreDay], reason: NoValue) -> None:
    found = depth_value(days.values(), PLAIN, DAY)
    assert (found.per_day, found.undefined) == (None, reason)


def test_campaign_days_have_no_part_in_it() -> None:
    november = date(2026, 11, 12)
    known = varied(before(november, 20))  # presale and 双11
    assert depth_value(known.values(), Calendar(), november).known == 0
    assert depth_value(known.values(), PLAIN, november + timedelta(days=1)).known == 20
