"""How a store's weekdays differ: the medians of its ordinary days, and weights made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from metrics.calendar import Calendar
from metrics.sales import StoreDay

LENGTH = 56  # ordinary days: eight of each weekday
FEWEST = 14  # known ordinary days: with fewer, every day is thought alike
FEWEST_OF_WEEKDAY = 2  # with fewer, that weekday is thought like the others


@dataclass(frozen=True)
class Pattern:
    """Usual revenue by weekday (Monday is 0). `known` is from how many ordinary days it comes."""

    medians: tuple[Decimal, ...]  # seven; empty where nothing is known
    known: int
    overall: Decimal | None  # the median of all of them

    @property
    def is_even(self) -> bool:
        """Whether too little is known to tell weekdays apart."""
        return not self.medians

    def usual(self, day: date) -> Decimal | None:
        return self.medians[day.weekday()] if self.medians else self.overall

    def weight(self, day: date) -> Decimal:
        """How large a day is beside the others: 1 where nothing is known; never below a hundredth."""
        usual = self.usual(day)
        if usual is None or not self.overall:
            return Decimal(1)
        return max(usual / self.overall, Decimal("0.01"))


def pattern(days: Iterable[StoreDay], calendar: Calendar, end: date) -> Pattern:
    """The weekday pattern of revenue from the last `LENGTH` ordinary days before `end` (excluded)."""
    revenue = {one.day: one.paid_amount for one in days if one.paid_amount is not None}
    return pattern_of(revenue, calendar, end)


def pattern_of(values: Mapping[date, Decimal], calendar: Calendar, end: date) -> Pattern:
    """The same for any figure by day."""
    return pattern_from(
        [(day, values[day]) for day in calendar.ordinary_before(end, LENGTH) if day in values]
    )


def pattern_from(known: Sequence[tuple[date, Decimal]]) -> Pattern:
    """The same from ordinary days that are picked already."""
    if not known:
        return Pattern((), 0, None)
    overall = median(value for _, value in known)
    if len(known) < FEWEST:
        return Pattern((), len(known), overall)
    by_weekday: list[list[Decimal]] = [[] for _ in range(7)]
    for day, value in known:
        by_weekday[day.weekday()].append(value)
    medians = (median(own) if len(own) >= FEWEST_OF_WEEKDAY else overall for own in by_weekday)
    return Pattern(tuple(medians), len(known), overall)
