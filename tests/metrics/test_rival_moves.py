"""What a shop did on a day: prices, sales outside their usual range, ratings, new items, other pictures."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.rival_moves import (
    History,
    SalesReason,
    drifts,
    history,
    moves,
    moves_since,
    new_drifts,
    sales_states,
    since_when,
    waiting,
)
from metrics.rivals import Drift, Move, Range, RivalDay, What
from metrics.rules import Rules

DAY = date(2026, 8, 21)  # far from all seasons
BEFORE = DAY - timedelta(days=1)
RULES, CALENDAR = Rules(), Calendar()


def look(day: date = DAY, item: str = "", **known: object) -> RivalDay:
    return RivalDay(day, "Nova", item, **known)  # type: ignore[arg-type]


def shop(*rows: RivalDay) -> History:
    return history("Nova", rows, RULES)


def found(*rows: RivalDay, day: date = DAY) -> tuple[Move, ...]:
    return moves(shop(*rows), day, RULES, CALENDAR)


def yuan(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def sold(figures: Iterable[int], item: str = "") -> list[RivalDay]:
    """One look a day, the last on DAY."""
    known = list(figures)
    return [
        look(DAY - timedelta(days=len(known) - 1 - place), item, items=Range(int(n * 0.85), int(n * 1.2)))
        for place, n in enumerate(known)
    ]


USUAL = [100, 110, 95, 105, 90, 100, 120, 100, 98, 104, 96, 101, 99, 103]  # fourteen days


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("99", "89.10", What.PRICE_DOWN),
        ("80", "100", What.PRICE_UP),
        ("99", "99.00", None),
        ("99", "97", None),
        (None, "99", None),
        ("99", None, None),
        ("0", "5", None),
        ("99", "0", None),
    ],
)
def test_price_moves(before: str | None, after: str | None, what: What | None) -> None:
    told = found(look(BEFORE, price=yuan(before)), look(price=yuan(after)))
    assert [move.what for move in told] == ([what] if what else [])


def test_a_price_that_comes_back_is_told_as_that() -> None:
    rows = [look(BEFORE - timedelta(days=1), price=Decimal(100)), look(BEFORE, price=Decimal(90))]
    back = look(price=Decimal(100))
    assert found(*rows, back) == (Move("Nova", "", What.PRICE_BACK, Decimal(90), Decimal(100), day=DAY),)


def test_no_move_is_told_twice_on_different_days() -> None:
    prices = ["100", "98.5", "97.02", "95.57", "94.13", "94.13", "94"]
    rows = [look(DAY + timedelta(days=i), price=Decimal(one)) for i, one in enumerate(prices)]
    rows += sold([*USUAL, 300, 310, 305, 100, 100])
    known = history("Nova", [row for row in rows if row.price or row.day <= DAY], RULES)
    every = [move for i in range(-20, 7) for move in moves(known, DAY + timedelta(days=i), RULES, CALENDAR)]
    assert [(move.what, move.day) for move in every] == [
        (What.SALES_UP, DAY - timedelta(days=4)),
        (What.PRICE_DOWN, DAY + timedelta(days=4)),
    ]


def test_a_leap_is_not_told_until_it_is_seen_again() -> None:
    known = shop(look(BEFORE, price=Decimal(100)), look(price=Decimal(60)))
    assert moves(known, DAY, RULES, CALENDAR) == ()
    assert waiting(known, DAY) == (Move("Nova", "", What.PRICE_DOWN, Decimal(100), Decimal(60), day=DAY),)
    again = shop(*known.rows, look(DAY + timedelta(days=1), price=Decimal(60)))
    assert waiting(again, DAY + timedelta(days=1)) == ()
    (move,) = moves(again, DAY + timedelta(days=1), RULES, CALENDAR)
    assert (move.before, move.after) == (100, 60)


# ------------------------------------------------------------------------------------------------------ sales


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (220, SalesReason.UP),
        (100, SalesReason.USUAL),
        (115, SalesReason.USUAL),  # within its own scatter
        (135, SalesReason.BETWEEN),
        (30, SalesReason.DOWN),
        (0, SalesReason.DOWN),
    ],
)
def test_sales_are_held_against_their_own_scatter(now: int, reason: SalesReason) -> None:
    states = sales_states(sold([*USUAL, now]), RULES, CALENDAR)
    assert states[-1].reason is reason


def test_ranges_that_touch_have_not_moved() -> None:
    """A shop at the edge of two of the platform's ranges jumps from one to the other and back."""
    rows = [look(DAY - timedelta(days=20 - i), items=Range(100, 250)) for i in range(20)]
    assert (
        sales_states([*rows, look(items=Range(250, 500))], RULES, CALENDAR)[-1].reason is SalesReason.BETWEEN
    )
    assert sales_states([*rows, look(items=Range(500, 1000))], RULES, CALENDAR)[-1].reason is SalesReason.UP


def test_one_odd_day_does_not_widen_what_is_usual() -> None:
    assert sales_states(sold([*USUAL, 5000, 220]), RULES, CALENDAR)[-1].reason is SalesReason.UP


def test_fewer_than_fourteen_days_tell_nothing() -> None:
    assert sales_states(sold([*USUAL[1:], 500]), RULES, CALENDAR)[-1].reason is SalesReason.FEW_DAYS


def test_campaigns_are_no_measure_and_are_not_measured() -> None:
    sale = Campaign("Sale", CampaignKind.OTHER, DAY, DAY)
    assert sales_states(sold([*USUAL, 500]), RULES, Calendar((sale,)))[-1].reason is SalesReason.CAMPAIGN
    earlier = Campaign("Sale", CampaignKind.OTHER, DAY - timedelta(days=9), DAY - timedelta(days=5))
    busy = [*USUAL, 900, 900, 900, 900, 900, 100, 100, 100, 100, 220]
    assert sales_states(sold(busy), RULES, Calendar((earlier,)))[-1].reason is SalesReason.UP


def test_sales_in_money_where_no_items_are_known() -> None:
    rows = [look(DAY - timedelta(days=14 - i), amount=Range(Decimal(1000), Decimal(2000))) for i in range(14)]
    (move,) = found(*rows, look(amount=Range(Decimal(10), Decimal(20))))
    assert (move.what, move.in_money) == (What.SALES_DOWN, True)


def test_an_unusual_stretch_is_known_since_its_first_day() -> None:
    states = sales_states(sold([*USUAL, 300, 135, 310]), RULES, CALENDAR)
    assert since_when(states) == DAY - timedelta(days=2)
    assert since_when(sales_states(sold(USUAL), RULES, CALENDAR)) is None


# ------------------------------------------------------------------------------------- ratings, items, looks


@pytest.mark.parametrize(
    ("ratings", "falls"),
    [
        (("4.9", "4.8"), [("4.9", "4.8")]),
        (("4.8", "4.9"), []),
        (("4.8", "4.8"), []),
        (("4.90", "4.86", "4.82", "4.79"), [("4.90", "4.79")]),  # small ones add up
        (("4.7", "4.9", None, "4.8"), [("4.9", "4.8")]),
    ],
)
def test_ratings_that_fall(ratings: tuple[str | None, ...], falls: list[tuple[str, str]]) -> None:
    rows = [look(DAY - timedelta(days=9 - i), rating=yuan(one)) for i, one in enumerate(ratings)]
    told = moves_since(shop(*rows), DAY - timedelta(days=30), RULES, CALENDAR)
    assert [(move.before, move.after) for move in told] == [(Decimal(a), Decimal(b)) for a, b in falls]


def test_an_item_is_new_only_where_items_of_the_shop_were_known() -> None:
    assert found(look(item="Lamp", price=Decimal(10))) == ()
    known = [look(BEFORE, "Lamp"), look(item="Lamp"), look(item="Vase", price=Decimal(10))]
    assert found(*known) == (Move("Nova", "Vase", What.NEW_ITEM, day=DAY),)
    later = DAY + timedelta(days=1)
    assert found(*known, look(later, "Vase"), day=later) == ()


def test_other_pictures_videos_and_discounts() -> None:
    rows = [
        look(BEFORE, "Lamp", picture="white", video="none", discount="5 off 39"),
        look(DAY, "Lamp", picture=" White ", video="unboxing"),
        look(DAY + timedelta(days=1), "Lamp", discount="10 off 99"),
    ]
    told = moves_since(shop(*rows), BEFORE, RULES, CALENDAR)
    assert [(move.what, move.before, move.after, move.day) for move in told] == [
        (What.VIDEO, "none", "unboxing", DAY),
        (What.DISCOUNT, "5 off 39", "10 off 99", DAY + timedelta(days=1)),
    ]


def test_nobody_looked_nothing_happened() -> None:
    assert moves(shop(), DAY, RULES, CALENDAR) == ()
    assert found(look(BEFORE, price=Decimal(100))) == ()


# ------------------------------------------------------------------------------------------------------ drift


def test_what_goes_slowly_is_seen_after_a_week_or_a_month() -> None:
    prices = [Decimal(100) - Decimal("0.2") * i for i in range(31)]
    rows = [look(DAY - timedelta(days=30 - i), "Lamp", price=one) for i, one in enumerate(prices)]
    (drift,) = drifts(shop(*rows), DAY, RULES)
    assert (drift.item, drift.price) == ("Lamp", Decimal("94.0"))
    assert (round(drift.week or 0, 4), round(drift.month or 0, 4)) == (Decimal("-0.0147"), Decimal("-0.06"))
    assert drifts(shop(*rows[-10:]), DAY, RULES) == ()


def test_the_price_before_the_last_one_announced_is_known_from_its_looks() -> None:
    """Of earlier prices only what was announced is kept."""
    rows = [
        look(DAY - timedelta(days=40 - i), "Lamp", price=Decimal(100 if i < 33 else 86)) for i in range(41)
    ]
    steps = shop(*rows).prices["Lamp"]
    known = history("Nova", rows, RULES, {"Lamp": (steps[0], steps[33])})
    (drift,) = drifts(known, DAY, RULES)
    assert (drift.week, drift.month) == (Decimal(0), Decimal("-0.14"))


def test_a_doubtful_price_is_no_drift() -> None:
    rows = [look(DAY - timedelta(days=8 - i), price=Decimal(100)) for i in range(8)]
    assert drifts(shop(*rows, look(price=Decimal(10))), DAY, RULES) == ()


def test_sales_that_drift() -> None:
    (drift,) = drifts(shop(*sold([100] * 21 + [150] * 7)), DAY, RULES)
    assert drift == Drift("Nova", "", before=Range(85, 120), now=Range(127, 180))


def test_what_drifted_before_is_no_news_a_week_later() -> None:
    def looks(prices: list[Decimal]) -> History:
        return shop(
            *(look(DAY - timedelta(days=len(prices) - 1 - i), price=one) for i, one in enumerate(prices))
        )

    falls = [Decimal(100) - Decimal("0.3") * i for i in range(31)]
    (goes_on,) = new_drifts(looks(falls), DAY, RULES)
    assert goes_on.price == Decimal(91)
    stands = looks([*falls, *[falls[-1]] * 7])
    assert len(drifts(stands, DAY, RULES)) == 1
    assert new_drifts(stands, DAY, RULES) == ()
    sells = shop(*sold([100] * 21 + [150] * 7))
    assert len(new_drifts(sells, DAY, RULES)) == 1
    sold_before = shop(*sold([100] * 14 + [150] * 14))
    assert new_drifts(sold_before, DAY, RULES) == ()
