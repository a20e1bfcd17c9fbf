"""How a month or a year stands against its targets, as it is looked at on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.calendar import Calendar
from metrics.forecast import Forecast
from metrics.numbers import ratio, total
from metrics.periods import DAY, Period
from metrics.plan import MONTHS
from metrics.targets import MonthPace, month_of


@dataclass(frozen=True)
class MonthProgress:
    """`revenue` and `targets` are the month's own days, as far as they are known or set."""

    month: Period
    today: date
    revenue: Mapping[date, Decimal]
    targets: Mapping[date, Decimal]
    calendar: Calendar
    pace: MonthPace | None  # None where the month has no target
    forecast: Forecast | None  # None where too little is known, and of months that are over

    @property
    def is_over(self) -> bool:
        return self.month.end <= self.today

    @property
    def sold(self) -> Decimal | None:
        return total(self.revenue.values())


@dataclass(frozen=True)
class MonthLine:
    """One month of a year. Only days that have a target count towards what is reached."""

    month: Period
    target: Decimal | None
    sold: Decimal | None
    due: Decimal | None  # the target of its days so far, as far as they are known
    sold_of_due: Decimal | None

    @property
    def reached(self) -> Decimal | None:
        """Of the whole month's target."""
        return ratio(self.sold_of_due, self.target)


@dataclass(frozen=True)
class YearProgress:
    year: Period
    today: date
    revenue: Mapping[date, Decimal]
    targets: Mapping[date, Decimal]
    calendar: Calendar

    @property
    def months(self) -> tuple[MonthLine, ...]:
        starts = (date(self.year.start.year, number, 1) for number in MONTHS)
        return tuple(self._line(month_of(start)) for start in starts)

    @property
    def whole(self) -> MonthLine:
        """All the year's days together."""
        return self._line(self.year)

    @property
    def pace(self) -> Decimal | None:
        """What is sold, of what should be by now."""
        whole = self.whole
        return ratio(whole.sold_of_due, whole.due)

    def _line(self, period: Period) -> MonthLine:
        wanted = [day for day in period.days() if day in self.targets]
        due = [day for day in wanted if day < self.today and day in self.revenue]
        return MonthLine(
            month=period,
            target=total(self.targets[day] for day in wanted),
            sold=total(self.revenue.get(day) for day in period.days()),
            due=total(self.targets[day] for day in due),
            sold_of_due=total(self.revenue.get(day) for day in due),
        )


def added_up(amounts: Mapping[date, Decimal], period: Period) -> Iterator[Decimal | None]:
    """The sum up to each day; None before the first that is known, and behind the last."""
    known = [day for day in period.days() if day in amounts]
    so_far = Decimal(0)
    for day in period.days():
        so_far += amounts.get(day, Decimal(0))
        yield so_far if known and known[0] <= day <= known[-1] else None


def fan(
    forecast: Forecast, sold: Decimal, period: Period, today: date
) -> tuple[tuple[Decimal | None, ...], tuple[Decimal | None, ...]]:
    """How low and how high the sum may be on each day that is not over: it opens towards the month's end."""
    whole = sum(forecast.by_day.values(), Decimal(0))
    low, high, expected = list[Decimal | None](), list[Decimal | None](), Decimal(0)
    for day in period.days():
        expected += forecast.by_day.get(day, Decimal(0))
        is_known = day < today or whole == 0
        part = None if is_known else expected / whole
        low.append(None if part is None else sold + (forecast.low - sold) * part)
        high.append(None if part is None else sold + (forecast.high - sold) * part)
    return tuple(low), tuple(high)


def last_day(period: Period, today: date) -> date:
    """The last day of `period` that is over; the day before it where it has not begun."""
    return min(max(today, period.start), period.end) - DAY
