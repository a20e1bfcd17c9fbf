"""Whether a file looks wrong before it counts: it rewrites what is known, or is of another size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from metrics.numbers import ratio
from metrics.tables import Kind

REWRITTEN = Decimal("0.2")  # of the figures stored for the file's days
FEW = 10  # stored figures: fewer are a correction by hand, not another shop
OTHER_SIZE = 10  # times the usual size, or a tenth of it
KNOWN_DAYS = 7  # of a figure, before its usual size is known
USUAL_DAYS = 28  # looked at
LEAST = {
    "paid_amount": Decimal(100),
    "visitors": Decimal(50),
    "spend": Decimal(50),
}  # a usual size to judge by

# What a day is judged by. Ads' revenue and orders, and refunds, are not among what is compared: platforms
# credit them to a day for weeks after it.
SIZES: Mapping[Kind, tuple[str, ...]] = {
    Kind.SHOP_DAY: ("paid_amount", "visitors"),
    Kind.PRODUCT_DAY: ("paid_amount", "visitors"),
    Kind.AD_DAY: ("spend",),
}
COMPARED: Mapping[Kind, tuple[str, ...]] = {
    Kind.SHOP_DAY: ("visitors", "page_views", "paid_amount", "paid_buyers", "paid_items", "cart_buyers"),
    Kind.PRODUCT_DAY: ("visitors", "page_views", "paid_amount", "paid_buyers", "paid_items", "cart_buyers"),
    Kind.AD_DAY: ("impressions", "clicks", "spend"),
}


class What(StrEnum):
    REWRITES = "rewrites"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True)
class Overlap:
    """Of the figures stored for the file's days, how many there are and how many would change."""

    known: int
    changed: int

    def __add__(self, other: "Overlap") -> "Overlap":
        return Overlap(self.known + other.known, self.changed + other.changed)


@dataclass(frozen=True)
class Size:
    """One figure of one day in the file, and what it was on the days before."""

    figure: str
    day: date
    value: Decimal
    before: Sequence[Decimal]


@dataclass(frozen=True)
class Oddity:
    """What looks wrong, against what. Of a rewriting `value` is the changed figures, `usual` all of them."""

    what: What
    value: Decimal
    usual: Decimal
    figure: str = ""
    day: date | None = None
    days: int = 0  # of the file that look like this; `day` is the latest


def oddities(overlap: Overlap, sizes: Sequence[Size]) -> tuple[Oddity, ...]:
    """All that looks wrong, each kind and figure once. Nothing is wrong with a store's first days."""
    found = [*rewriting(overlap), *(odd for odd in map(other_size, sizes) if odd)]
    merged: dict[tuple[What, str], Oddity] = {}
    for odd in sorted(found, key=lambda odd: (odd.what, odd.figure, odd.day or date.min)):
        days = merged[odd.what, odd.figure].days if (odd.what, odd.figure) in merged else 0
        merged[odd.what, odd.figure] = Oddity(odd.what, odd.value, odd.usual, odd.figure, odd.day, days + 1)
    return tuple(merged.values())


def rewriting(overlap: Overlap) -> Iterator[Oddity]:
    share = ratio(Decimal(overlap.changed), Decimal(overlap.known))
    if overlap.known >= FEW and share is not None and share > REWRITTEN:
        yield Oddity(What.REWRITES, Decimal(overlap.changed), Decimal(overlap.known))


def other_size(size: Size) -> Oddity | None:
    """Ten times the median of the days before, or a tenth; too few days or too small a figure say nothing."""
    if len(size.before) < KNOWN_DAYS:
        return None
    usual = Decimal(median(size.before))
    if usual < LEAST.get(size.figure, Decimal(0)) or usual <= 0:
        return None
    if size.value >= OTHER_SIZE * usual:
        return Oddity(What.LARGE, size.value, usual, size.figure, size.day)
    if size.value * OTHER_SIZE <= usual:
        return Oddity(What.SMALL, size.value, usual, size.figure, size.day)
    return None
