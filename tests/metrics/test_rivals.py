"""A shop as the sum of its items, and beside ours."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.rivals import (
    Measure,
    Range,
    RivalDay,
    looks_by_day,
    measure_of,
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
