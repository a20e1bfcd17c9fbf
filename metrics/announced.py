"""A rival's price beside the one last announced: what is a move, and what waits for a second look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import change
from metrics.rules import Rules

HALF = Decimal("0.5")  # of the change that counts as a move: nearer to the price before, it came back
ONE_MOVE = timedelta(days=30)  # steps in one direction, not further apart than this, are one move


class PriceReason(StrEnum):
    """Why a price is told, or is not."""

    FIRST = "first"  # nothing to hold it against
    UNREADABLE = "unreadable"  # missing, or not above zero: no price and no move
    SMALL = "small"  # too near to the last announced price
    WAITING_FOR_SECOND_LOOK = "waiting_for_second_look"  # a leap that only one look has seen
    MOVED = "moved"
    BACK = "back"  # where it was before it moved


TOLD = frozenset({PriceReason.FIRST, PriceReason.MOVED, PriceReason.BACK})  # a price is announced


@dataclass(frozen=True)
class PriceLook:
    """What one day's files said. `files`: how many of them, independent of each other, said this price."""

    day: date
    price: Decimal | None
    files: int = 1


@dataclass(frozen=True)
class Announced:
    """The price that the next one is held against.

    `before` is where it stood when it began to move this way, `since` that day; None: it has not moved.
    """

    day: date
    price: Decimal
    before: Decimal | None = None
    since: date | None = None

    @property
    def is_lower(self) -> bool:
        return self.before is not None and self.price < self.before


@dataclass(frozen=True)
class Step:
    """One look as it was judged. `announced` holds after it, `previous` is the price announced before it;
    `doubted` waits for a second look."""

    day: date
    reason: PriceReason
    price: Decimal | None = None
    announced: Announced | None = None
    previous: Decimal | None = None
    doubted: Decimal | None = None


def price_steps(
    looks: Iterable[PriceLook],
    rules: Rules,
    remembered: Iterable[Step] = (),
    known_from: date = date.min,
    beside: Decimal | None = None,
) -> tuple[Step, ...]:
    """All looks in order of days, judged one after the other, behind what was announced before.

    `remembered` holds as long as its looks (all since `known_from`) say the same as they did: a file that
    was corrected or taken back rewrites what came of it. `beside` is our own price of the same item.
    """
    ordered = sorted(looks, key=lambda look: look.day)
    steps = list(still_valid(remembered, ordered, known_from))
    last = steps[-1] if steps else Step(date.min, PriceReason.UNREADABLE)
    for look in [look for look in ordered if look.day > last.day]:
        last = judge_price(last, look, rules, beside)
        steps.append(last)
    return tuple(steps)


def still_valid(remembered: Iterable[Step], looks: Iterable[PriceLook], known_from: date) -> Iterator[Step]:
    """What was announced, up to the first that its day's looks do not say any more."""
    prices = {(look.day, look.price) for look in looks}
    for step in sorted(remembered, key=lambda step: step.day):
        if step.day >= known_from and (step.day, step.price) not in prices:
            return
        yield step


def judge_price(before: Step, look: PriceLook, rules: Rules, beside: Decimal | None = None) -> Step:
    """One look, after the step before it."""
    known, price = before.announced, look.price
    if price is None or price <= 0:
        return Step(look.day, PriceReason.UNREADABLE, None, known, _price(known), before.doubted)
    reason = _reason(before, look, price, rules, beside)
    if reason is PriceReason.WAITING_FOR_SECOND_LOOK:
        return Step(look.day, reason, price, known, _price(known), price)
    if reason in TOLD:
        announced = _announce(known, look.day, price, reason)
        return Step(look.day, reason, price, announced, _price(known))
    return Step(look.day, reason, price, known, _price(known))


def _reason(
    before: Step, look: PriceLook, price: Decimal, rules: Rules, beside: Decimal | None
) -> PriceReason:
    known = before.announced
    if known is None:
        if beside is None or _is_seen_twice(before, look, price, rules):
            return PriceReason.FIRST
        leap = change(beside, price)
        is_odd = leap is not None and -leap > rules.rival_second_look
        return PriceReason.WAITING_FOR_SECOND_LOOK if is_odd else PriceReason.FIRST
    if known.before is not None and _is_near(known.before, price, rules.rival_price_change * HALF):
        return PriceReason.BACK
    moved = abs(change(known.price, price) or Decimal(0))
    if moved < rules.rival_price_change:
        return PriceReason.SMALL
    if moved > rules.rival_second_look and not _is_seen_twice(before, look, price, rules):
        return PriceReason.WAITING_FOR_SECOND_LOOK
    return PriceReason.MOVED


def _is_seen_twice(before: Step, look: PriceLook, price: Decimal, rules: Rules) -> bool:
    """By the look before, or by another file of the day."""
    doubted = before.doubted
    return look.files > 1 or (doubted is not None and _is_near(doubted, price, rules.rival_second_look))


def _is_near(one: Decimal, other: Decimal, within: Decimal) -> bool:
    moved = change(one, other)
    return moved is not None and abs(moved) < within


def _announce(known: Announced | None, day: date, price: Decimal, reason: PriceReason) -> Announced:
    if known is None or reason is not PriceReason.MOVED:
        return Announced(day, price)
    goes_on = (
        known.before is not None and known.is_lower == (price < known.price) and day - known.day <= ONE_MOVE
    )
    if goes_on:
        return Announced(day, price, known.before, known.since)
    return Announced(day, price, known.price, day)


def _price(known: Announced | None) -> Decimal | None:
    return None if known is None else known.price
