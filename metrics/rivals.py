"""Rivals: their figures, often known as ranges only, beside ours; what changed between two looks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.names import folded
from metrics.numbers import Number, change
from metrics.sales import StoreDay

NOTICED = Decimal("0.10")  # sales this far outside the usual range are a move, less is noise
USUAL_LOOKS = 7  # looks that the usual range of sales is made of
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
    SALES_UP = "sales_up"
    SALES_DOWN = "sales_down"
    RATING_DOWN = "rating_down"
    NEW_ITEM = "new_item"


@dataclass(frozen=True)
class Move:
    """`before` and `after` are prices, ratings, or ranges of sales (paid items; amounts where `in_money`);
    both None for a new item."""

    shop: str
    item: str  # "" is the whole shop
    what: What
    before: Decimal | Range | None = None
    after: Decimal | Range | None = None
    in_money: bool = False

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


@dataclass(frozen=True)
class RivalReport:
    """One followed shop: its last look (None where there is no data), ours of that day, and what changed."""

    rival: Rival
    look: ShopLook | None
    own: OwnFigures
    moves: tuple[Move, ...]


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


# ----------------------------------------------------------------------------------------- between two looks


def moves(looks: Iterable[RivalDay], day: date) -> tuple[Move, ...]:
    """What changed on `day` against what was known before it, shop by shop and item by item.

    `looks` may hold several shops; those without a look on `day` did nothing that we know of.
    """
    rows = [row for row in looks if row.day <= day]
    found: list[Move] = []
    for shop in sorted({row.shop for row in rows if row.day == day}):
        history = [row for row in rows if row.shop == shop]
        known_items = {row.item for row in history if row.item and row.day < day}
        for now in sorted((row for row in history if row.day == day), key=lambda row: row.item):
            past = sorted((r for r in history if r.item == now.item and r.day < day), key=lambda r: r.day)
            if now.item and known_items and not past:
                found.append(Move(shop, now.item, What.NEW_ITEM))
            found.extend(moves_between(past, now))
    return tuple(found)


def moves_between(past: Sequence[RivalDay], now: RivalDay) -> tuple[Move, ...]:
    """Against the last known price and rating, and the usual sales; `past` in order of days."""
    found = []
    price = last_known(row.price for row in past)
    if price is not None and now.price is not None and price != now.price:
        what = What.PRICE_DOWN if now.price < price else What.PRICE_UP
        found.append(Move(now.shop, now.item, what, price, now.price))
    if move := sales_move(past, now):
        found.append(move)
    rating = last_known(row.rating for row in past)
    if rating is not None and now.rating is not None and now.rating < rating:
        found.append(Move(now.shop, now.item, What.RATING_DOWN, rating, now.rating))
    return tuple(found)


def sales_move(past: Sequence[RivalDay], now: RivalDay) -> Move | None:
    """In paid items; in money where items are not known on both sides."""
    for in_money in (False, True):
        usual = usual_range([row.amount if in_money else row.items for row in past])
        sales = now.amount if in_money else now.items
        if usual is not None and sales is not None:
            moved = outside(usual, sales)
            return Move(now.shop, now.item, moved, usual, sales, in_money) if moved else None
    return None


def usual_range(ranges: Sequence[Range | None]) -> Range | None:
    """From the lowest to the highest of the last known ones; no value where none is known."""
    known = [one for one in ranges if one is not None][-USUAL_LOOKS:]
    return Range(min(one.low for one in known), max(one.high for one in known)) if known else None


def outside(usual: Range, now: Range) -> What | None:
    """Sales moved only where the two ranges do not even come near each other."""
    if now.low > usual.high * (1 + NOTICED):
        return What.SALES_UP
    if now.high < usual.low * (1 - NOTICED):
        return What.SALES_DOWN
    return None


def last_known(values: Iterable[Decimal | None]) -> Decimal | None:
    return next((value for value in reversed(list(values)) if value is not None), None)


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
