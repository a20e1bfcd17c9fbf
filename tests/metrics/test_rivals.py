"""What moved between two looks, and a shop as the sum of its items."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.rivals import (
    Measure,
    Move,
    Range,
    RivalDay,
    What,
    looks_by_day,
    measure_of,
    moves,
    of_shop,
    own_figures,
    own_sales,
    sales_band,
    shop_look,
)
from metrics.sales import StoreDay

DAY = date(2026, 11, 21)
BEFORE = DAY - timedelta(days=1)


def look(day: date = DAY, shop: str = "Nova", item: str = "", **known: object) -> RivalDay:
    return RivalDay(day, shop, item, **known)  # type: ignore[arg-type]


def yuan(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("before", "after", "what", "change"),
    [
        ("99", "89.10", What.PRICE_DOWN, "-0.1"),
        ("80", "100", What.PRICE_UP, "0.25"),
        ("99", "99.00", None, None),
        (None, "99", None, None),
        ("99", None, None, None),
        ("0", "5", What.PRICE_UP, None),
    ],
)
def test_price_moves(before: str | None, after: str | None, what: What | None, change: str | None) -> None:
    found = moves([look(BEFORE, price=yuan(before)), look(price=yuan(after))], DAY)
    assert [(move.what, move.change) for move in found] == ([(what, yuan(change))] if what else [])


def test_a_price_is_held_against_the_last_one_that_is_known() -> None:
    rows = [look(DAY - timedelta(days=9), price=Decimal(50)), look(BEFORE), look(price=Decimal(40))]
    assert moves(rows, DAY) == (Move("Nova", "", What.PRICE_DOWN, Decimal(50), Decimal(40)),)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ((100, 250), (250, 500), None),  # they touch
        ((100, 250), (200, 300), None),  # they overlap
        ((100, 250), (276, 500), What.SALES_UP),
        ((100, 250), (260, 500), None),  # apart, but by less than a tenth
        ((100, 250), (10, 89), What.SALES_DOWN),
        ((100, 250), (10, 90), None),
        ((100, 100), (105, 105), None),
        ((100, 100), (111, 111), What.SALES_UP),
        ((0, 0), (1, 1), What.SALES_UP),
    ],
)
def test_sales_move_only_outside_the_known_range(
    before: tuple[int, int], after: tuple[int, int], what: What | None
) -> None:
    found = moves([look(BEFORE, items=Range(*before)), look(items=Range(*after))], DAY)
    assert [move.what for move in found] == ([what] if what else [])


def test_the_usual_range_is_made_of_the_last_seven_looks() -> None:
    sold = [900, 100, 140, 120, 130, 110, 150, 125]  # 900 is too long ago to be usual
    rows = [look(DAY - timedelta(days=8 - i), items=Range(n, n)) for i, n in enumerate(sold)]
    assert moves([*rows, look(items=Range(160, 160))], DAY) == ()
    up = moves([*rows, look(items=Range(200, 200))], DAY)
    assert up == (Move("Nova", "", What.SALES_UP, Range(100, 150), Range(200, 200)),)


def test_sales_known_in_money_only_are_held_against_money() -> None:
    rows = [
        look(BEFORE, amount=Range(Decimal(1000), Decimal(2000))),
        look(amount=Range(Decimal(10), Decimal(20))),
    ]
    (move,) = moves(rows, DAY)
    assert (move.what, move.in_money) == (What.SALES_DOWN, True)


def test_items_that_stood_still_hide_no_amount_and_are_not_told_twice() -> None:
    quiet = look(BEFORE, items=Range(10, 10), amount=Range(Decimal(100), Decimal(100)))
    loud = look(items=Range(10, 10), amount=Range(Decimal(900), Decimal(900)))
    assert moves([quiet, loud], DAY) == ()


@pytest.mark.parametrize(
    ("before", "after", "moved"), [("4.9", "4.8", True), ("4.8", "4.9", False), ("4.8", "4.8", False)]
)
def test_a_rating_moves_when_it_falls(before: str, after: str, moved: bool) -> None:
    found = moves([look(BEFORE, rating=Decimal(before)), look(rating=Decimal(after))], DAY)
    assert [move.what for move in found] == ([What.RATING_DOWN] if moved else [])


def test_an_item_is_new_only_where_items_of_the_shop_were_known() -> None:
    first = [look(item="Lamp", price=Decimal(10))]
    assert moves(first, DAY) == ()
    known = [look(BEFORE, item="Lamp"), look(item="Lamp"), look(item="Vase", price=Decimal(10))]
    assert moves(known, DAY) == (Move("Nova", "Vase", What.NEW_ITEM),)


def test_shops_are_not_mixed_up_and_later_looks_not_foreseen() -> None:
    rows = [
        look(BEFORE, "Nova", price=Decimal(10)),
        look(DAY, "Luna", price=Decimal(20)),
        look(DAY + timedelta(days=1), "Nova", price=Decimal(5)),
    ]
    assert moves(rows, DAY) == ()


def test_a_shop_known_by_its_items_only() -> None:
    whole = shop_look(
        [
            look(
                item="Lamp",
                price=Decimal(50),
                items=Range(10, 20),
                visitors=Range(100, 200),
                rating=Decimal("4.9"),
            ),
            look(
                item="Vase",
                price=Decimal(30),
                items=Range(5, 5),
                visitors=Range(150, 160),
                note="new picture",
            ),
        ]
    )
    assert whole.price == Range(Decimal(30), Decimal(50))
    assert whole.items == Range(15, 25)
    assert whole.visitors == Range(150, 360)  # one person may look at both
    assert whole.rating == Range(Decimal("4.9"), Decimal("4.9"))
    assert (whole.amount, whole.notes, whole.from_items) == (None, ("new picture",), 2)


def test_a_shops_own_figures_beat_the_sum_of_its_items() -> None:
    whole = shop_look([look(item="Lamp", price=Decimal(50), items=Range(1, 1)), look(items=Range(90, 99))])
    assert (whole.items, whole.price, whole.from_items) == (Range(90, 99), Range(Decimal(50), Decimal(50)), 0)
    assert [row.item for row in whole.listed] == ["Lamp"]


def test_no_look_is_no_shop() -> None:
    with pytest.raises(ValueError, match="nobody looked"):
        shop_look([])


def test_sales_are_drawn_in_money_only_where_no_items_are_known() -> None:
    money = shop_look([look(amount=Range(Decimal(1), Decimal(2)))])
    items = shop_look([look(items=Range(1, 2))])
    assert measure_of([money]) is Measure.AMOUNT
    assert measure_of([money, items]) is Measure.ITEMS
    assert measure_of([]) is Measure.ITEMS


def test_a_band_has_a_gap_where_nobody_looked() -> None:
    looks = looks_by_day([look(items=Range(1, 2)), look(DAY - timedelta(days=2), items=Range(3, 3))])
    shown = [DAY - timedelta(days=2), BEFORE, DAY]
    assert sales_band(looks, shown, Measure.ITEMS) == (Range(3, 3), None, Range(1, 2))
    assert sales_band(looks, shown, Measure.AMOUNT) == (None, None, None)


def test_ours_beside_theirs() -> None:
    ours = StoreDay(DAY, paid_amount=Decimal(300), paid_items=4, visitors=90)
    assert own_figures(ours).price == 75
    assert own_figures(StoreDay(DAY, paid_amount=Decimal(300), paid_items=0)).price is None
    assert own_figures(None).items is None
    assert own_sales([ours], [BEFORE, DAY], Measure.ITEMS) == (None, 4)
    assert own_sales([ours], [BEFORE, DAY], Measure.AMOUNT) == (None, 300)


def test_a_shop_spelled_in_two_ways_is_one() -> None:
    rows = [
        look(BEFORE, "ＮＯＶＡ "),
        look(DAY, "nova"),
        look(DAY, "Nova", price=Decimal(1)),
        look(DAY, "Luna"),
    ]
    assert [(row.shop, row.day, row.price) for row in of_shop(rows, "Nova")] == [
        ("Nova", BEFORE, None),
        ("Nova", DAY, Decimal(1)),
    ]
