"""Stock: how long it lasts, and what runs short first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import ratio

LOOKED_BACK = 14  # days whose sales say how fast an item goes
LEAST_COVER = 7  # days: below, it runs short


@dataclass(frozen=True)
class StockItem:
    """One SKU in all warehouses together. `available` may be negative: sold before it was booked in."""

    sku: str
    title: str
    available: int | None
    on_the_way: int | None = None
    warning_low: int | None = None


@dataclass(frozen=True)
class Pace:
    """What a SKU sold in the days looked back on, of which `days` are known."""

    paid_items: int
    days: int

    @property
    def mean(self) -> Decimal | None:
        return ratio(self.paid_items, self.days)


class Reason(StrEnum):
    """Why an item runs short, or does not."""

    COVER = "cover"  # it lasts for fewer days than wanted
    LEVEL = "level"  # nothing is known of its sales, and it is below its own warning level
    ENOUGH = "enough"
    UNKNOWN = "unknown"  # neither its sales nor a warning level is known, or not what is there


@dataclass(frozen=True)
class Judged:
    """An item, how long it lasts, and what that means."""

    item: StockItem
    reason: Reason
    days: Decimal | None = None  # of cover; None where it does not sell or its sales are not known

    @property
    def is_short(self) -> bool:
        return self.reason in (Reason.COVER, Reason.LEVEL)


@dataclass(frozen=True)
class StockHeadline:
    """A stock file's day: how many items, how many of them short, the shortest first."""

    day: date
    items: int
    short: tuple[Judged, ...]
    unknown: int  # items that nothing tells how long they last


def judge(item: StockItem, pace: Pace | None, least: int = LEAST_COVER) -> Judged:
    """By its sales where they are known, else by the warning level of its own."""
    if item.available is None:
        return Judged(item, Reason.UNKNOWN)
    if pace is not None and pace.mean is not None:
        days = ratio(max(item.available, 0), pace.mean)
        if days is None:  # it does not sell
            return Judged(item, Reason.ENOUGH)
        return Judged(item, Reason.COVER if days < least else Reason.ENOUGH, days)
    if item.warning_low is None:
        return Judged(item, Reason.UNKNOWN)
    return Judged(item, Reason.LEVEL if item.available < item.warning_low else Reason.ENOUGH)


def judged(items: Iterable[StockItem], paces: Mapping[str, Pace]) -> tuple[Judged, ...]:
    """All items, the short ones first, of these those that last least."""
    found = [judge(item, paces.get(item.sku)) for item in items]
    return tuple(sorted(found, key=_order))


def headline(day: date, items: Iterable[StockItem], paces: Mapping[str, Pace]) -> StockHeadline:
    found = judged(items, paces)
    unknown = sum(one.reason is Reason.UNKNOWN for one in found)
    return StockHeadline(day, len(found), tuple(one for one in found if one.is_short), unknown)


def _order(one: Judged) -> tuple[bool, bool, Decimal, str]:
    left = one.days if one.days is not None else Decimal(one.item.available or 0)
    return not one.is_short, one.days is None, left, one.item.sku
