"""Good reviews to be refreshed: how many came, and which of the most visited products have few."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from metrics.reviews import Traffic

LATELY = timedelta(days=30)
FEW = 3  # fewer good ones than this in the last days are few
KNOWN_WITHIN = timedelta(days=7)  # who has sent no reviews for longer does not look after them here


@dataclass(frozen=True)
class Thin:
    """A product that many look at and few have praised of late."""

    title: str
    good: int
    visitors: int


@dataclass(frozen=True)
class GoodReviews:
    """Of a day (None: nothing is known of it), and the thin ones, the most visited first."""

    count: int | None
    thin: tuple[Thin, ...]


def thin_ones(traffic: Traffic, good: Mapping[str, int]) -> tuple[Thin, ...]:
    """`good` are counts by what stands for a product (metrics.reviews.Review.item)."""
    found = (
        Thin(product.title, sum(good.get(name, 0) for name in product.names), product.visitors)
        for product in traffic.products
    )
    return tuple(one for one in found if one.good < FEW)


def total(counts: Iterable[int]) -> int | None:
    """None where nothing was written at all: more likely nobody has sent the file."""
    known = tuple(counts)
    return sum(known) if known else None
