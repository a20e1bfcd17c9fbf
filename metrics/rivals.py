"""Rivals: their figures, often known as ranges only, beside ours; what changed between two looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from metrics.names import folded
from metrics.numbers import Number, change
from metrics.sales import StoreDay

MOST_ITEMS = 8  # items of one shop that are listed


# ------------------------------------------------------------------------------------------------- the nouns


@dataclass(frozen=True)
class Range:
    """A figure lies between `low` and `high`, both included; it is exact where they are equal."""

    low: Number
    high: Number

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> float:
        return (float(self.low) + float(self.high)) / 2


@dataclass(frozen=True)
class Rival:
    """A shop that the team follows, by the name it was followed under."""

    id: int
    name: str


@dataclass(frozen=True)
class RivalDay:
    """One look at a rival's shop (item "") or at one of its items."""

    day: date
    shop: str
    item: str = ""
    link: str | None = None
    price: Decimal | None = None
    items: Range | None = None  # paid items
    amount: Range | None = None
    visitors: Range | None = None
    conversion: Range | None = None
    rating: Decimal | None = None
    note: str | None = None
    picture: str | None = None  # these three as people describe them, or where they are found
    video: str | None = None
    discount: str | None = None


@dataclass(frozen=True)
class ShopLook:
    """A rival's shop as a whole on one day; `listed` are its items.

    Where the shop itself was not looked at, its figures come from its items (`from_items` of them): prices
    and ratings from the lowest to the highest, sales added up, visitors between the busiest item and the
    sum, as one person may visit several.
    """

    day: date
    price: Range | None
    items: Range | None
    amount: Range | None
    visitors: Range | None
    rating: Range | None
    notes: tuple[str, ...]
    listed: tuple[RivalDay, ...]
    from_items: int = 0


class What(StrEnum):
    """What a rival did."""

    PRICE_DOWN = "price_down"
    PRICE_UP = "price_up"
    PRICE_BACK = "price_back"  # where it was before it moved
    SALES_UP = "sales_up"
    SALES_DOWN = "sales_down"
    RATING_DOWN = "rating_down"
    NEW_ITEM = "new_item"
    PICTURE = "picture"
    VIDEO = "video"
    DISCOUNT = "discount"


@dataclass(frozen=True)
class Move:
    """`before` and `after` are prices, ratings, ranges of sales (paid items; amounts where `in_money`), or
    words; both None for a new item."""

    shop: str
    item: str  # "" is the whole shop
    what: What
    before: Decimal | Range | str | None = None
    after: Decimal | Range | str | None = None
    in_money: bool = False
    day: date | None = None

    @property
    def change(self) -> Decimal | None:
        """Of a price, as a fraction; no value for anything else."""
        if isinstance(self.before, Decimal) and isinstance(self.after, Decimal):
            return change(self.before, self.after)
        return None


@dataclass(frozen=True)
class OwnFigures:
    """Ours, to hold against theirs. `price` is the mean paid for an item, as theirs is an item's."""

    price: Decimal | None = None
    items: int | None = None
    amount: Decimal | None = None
    visitors: int | None = None


@dataclass(frozen=True)
class OwnRating:
    """The mean stars of our reviews as far as they were uploaded."""

    stars: Decimal
    reviews: int


class Measure(StrEnum):
    """What sales are drawn in: paid items, or amounts where no rival's items are known."""

    ITEMS = "items"
    AMOUNT = "amount"


ANSWER = "answer"  # what an answer is called among the things that happened to an alert


class AnswerKind(StrEnum):
    """What we do about a rival's move."""

    PRICE = "price"
    BUNDLE = "bundle"
    SERVICE = "service"
    NOTHING = "nothing"


@dataclass(frozen=True)
class RivalAnswer:
    """Who answered what a shop did, with what, and when."""

    shop: str
    kind: AnswerKind
    person: str
    at: datetime


@dataclass(frozen=True)
class Drift:
    """How far an item's price is from a week and a month ago, and its sales of a week from those before.

    None where one end is not known. `before` and `now` are usual ranges of sales.
    """

    shop: str
    item: str
    price: Decimal | None = None
    week: Decimal | None = None
    month: Decimal | None = None
    before: Range | None = None
    now: Range | None = None


@dataclass(frozen=True)
class RivalReport:
    """One followed shop: its last look (None where there is no data), ours of that day, what changed, what
    waits for a second look to be believed, how we answered of late, and what drifts slowly."""

    rival: Rival
    look: ShopLook | None
    own: OwnFigures
    moves: tuple[Move, ...]
    waiting: tuple[Move, ...] = ()
    answers: tuple[RivalAnswer, ...] = ()
    drifts: tuple[Drift, ...] = ()


@dataclass(frozen=True)
class Band:
    """A rival's sales day by day; None where nobody looked."""

    name: str
    ranges: tuple[Range | None, ...]


@dataclass(frozen=True)
class Offer:
    """A shop that data came for, and that nobody follows. `key` stands for its name in a button."""

    name: str
    key: str


@dataclass(frozen=True)
class Follow:
    """What became of /follow and /unfollow. `changed` is false where the shop was followed already."""

    name: str
    changed: bool
    count: int  # shops followed now
    has_data: bool
    advised: tuple[int, int]


@dataclass(frozen=True)
class RivalsReport:
    """The followed shops that are shown (`chosen`, or all) and what their buttons and picture need."""

    followed: tuple[Rival, ...]
    chosen: Rival | None
    shops: tuple[RivalReport, ...]
    rating: OwnRating | None
    offers: tuple[Offer, ...]
    days: tuple[date, ...]
    own: tuple[Number | None, ...]
    bands: tuple[Band, ...]
    measure: Measure
    advised: tuple[int, int]  # how many shops to follow: from, to


# ----------------------------------------------------------------------------------------- a shop as a whole


def shop_look(rows: Iterable[RivalDay]) -> ShopLook:
    """One day's rows of one shop: the shop's own (item ""), else put together from its items.

    Raises ValueError where there are no rows.
    """
    rows = sorted(rows, key=lambda row: row.item)
    if not rows:
        raise ValueError("nobody looked at this shop")
    listed = tuple(row for row in rows if row.item)
    whole = next((row for row in rows if not row.item), None)
    notes = tuple(row.note for row in rows if row.note)
    prices = spread([row.price for row in listed])
    ratings = spread([row.rating for row in listed])
    if whole is None:
        return ShopLook(
            day=rows[0].day,
            price=prices,
            items=added([row.items for row in listed]),
            amount=added([row.amount for row in listed]),
            visitors=at_least_the_busiest([row.visitors for row in listed]),
            rating=ratings,
            notes=notes,
            listed=listed,
            from_items=len(listed),
        )
    return ShopLook(
        day=whole.day,
        price=spread([whole.price]) or prices,
        items=whole.items,
        amount=whole.amount,
        visitors=whole.visitors,
        rating=spread([whole.rating]) or ratings,
        notes=notes,
        listed=listed,
    )


def spread(values: Iterable[Decimal | None]) -> Range | None:
    known = [value for value in values if value is not None]
    return Range(min(known), max(known)) if known else None


def added(ranges: Iterable[Range | None]) -> Range | None:
    known = [one for one in ranges if one is not None]
    return Range(sum(one.low for one in known), sum(one.high for one in known)) if known else None


def at_least_the_busiest(ranges: Iterable[Range | None]) -> Range | None:
    """People are not additive: all may be the same ones, or all different."""
    known = [one for one in ranges if one is not None]
    return Range(max(one.low for one in known), sum(one.high for one in known)) if known else None


def looks_by_day(rows: Iterable[RivalDay]) -> dict[date, ShopLook]:
    """The days one shop was looked at, in order."""
    by_day: dict[date, list[RivalDay]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    return {day: shop_look(by_day[day]) for day in sorted(by_day)}


# ----------------------------------------------------------------------------------------------- beside ours


def own_figures(day: StoreDay | None) -> OwnFigures:
    if day is None:
        return OwnFigures()
    price = None
    if day.paid_amount is not None and day.paid_items:
        price = day.paid_amount / day.paid_items
    return OwnFigures(price, day.paid_items, day.paid_amount, day.visitors)


def measure_of(looks: Iterable[ShopLook]) -> Measure:
    looks = tuple(looks)
    items, amounts = any(one.items for one in looks), any(one.amount for one in looks)
    return Measure.AMOUNT if amounts and not items else Measure.ITEMS


def sales_band(
    looks: Mapping[date, ShopLook], shown: Iterable[date], measure: Measure
) -> tuple[Range | None, ...]:
    """A shop's sales day by day; None where nobody looked."""
    figures = {day: look.items if measure is Measure.ITEMS else look.amount for day, look in looks.items()}
    return tuple(figures.get(day) for day in shown)


def own_sales(days: Iterable[StoreDay], shown: Iterable[date], measure: Measure) -> tuple[Number | None, ...]:
    by_day = {day.day: day for day in days}
    figure: Callable[[StoreDay], Number | None] = (
        (lambda day: day.paid_items) if measure is Measure.ITEMS else (lambda day: day.paid_amount)
    )
    return tuple(figure(by_day[day]) if day in by_day else None for day in shown)


def of_shop(rows: Iterable[RivalDay], name: str) -> tuple[RivalDay, ...]:
    """The rows of one shop, however the files spell its name: all under `name`, one a day and item."""
    key = folded(name)
    found = {(row.day, row.item): replace(row, shop=name) for row in rows if folded(row.shop) == key}
    return tuple(found.values())
