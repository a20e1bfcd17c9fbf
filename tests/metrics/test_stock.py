"""How long stock lasts, and what runs short first."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.stock import Judged, Pace, Reason, StockItem, headline, judge


def item(available: int | None, level: int | None = None, sku: str = "A") -> StockItem:
    return StockItem(sku, "盒", available, warning_low=level)


@pytest.mark.parametrize(
    ("found", "pace", "reason", "days"),
    [
        (item(69), Pace(140, 14), Reason.COVER, Decimal("6.9")),
        (item(70), Pace(140, 14), Reason.ENOUGH, Decimal(7)),
        (item(30), Pace(30, 3), Reason.COVER, Decimal(3)),  # of the days that are known
        (item(-4), Pace(14, 14), Reason.COVER, Decimal(0)),
        (item(0), Pace(0, 14), Reason.ENOUGH, None),  # it does not sell
        (item(5, 10), Pace(140, 14), Reason.COVER, Decimal("0.5")),
        (item(500, 900), Pace(140, 14), Reason.ENOUGH, Decimal(50)),  # sales say more than a level
        (item(9, 10), None, Reason.LEVEL, None),
        (item(10, 10), None, Reason.ENOUGH, None),
        (item(9, 10), Pace(0, 0), Reason.LEVEL, None),
        (item(9), None, Reason.UNKNOWN, None),
        (item(None, 10), Pace(140, 14), Reason.UNKNOWN, None),
    ],
)
def test_an_item(found: StockItem, pace: Pace | None, reason: Reason, days: Decimal | None) -> None:
    assert judge(found, pace) == Judged(found, reason, days)


def test_what_lasts_least_comes_first() -> None:
    items = [item(9, 10, "level"), item(50, None, "slow"), item(1, None, "gone"), item(9, None, "who knows")]
    paces = {"slow": Pace(140, 14), "gone": Pace(140, 14)}
    found = headline(date(2026, 11, 21), items, paces)
    assert [one.item.sku for one in found.short] == ["gone", "slow", "level"]
    assert (found.items, found.unknown) == (4, 1)
