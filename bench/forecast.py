"""Where months ended, beside where they were thought to end: `python -m bench.forecast`.

Ours beside the straight line (what is sold, by the days) and the last seven days carried on.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from statistics import fmean, median

import click

from metrics.calendar import SEASONS, Calendar, Phase, Season, seasons_of
from metrics.campaigns import Campaign, CampaignKind
from metrics.forecast import HISTORY, Forecast, month_end
from metrics.numbers import cents
from metrics.periods import DAY, Period
from metrics.targets import month_of
from playground.shop.facts import WEEKDAY, Story, item_days
from playground.shop.story import demo
from services.calendar import calendar
from storage.engine import open_database, reading
from storage.sales import first_day, store_days
from storage.stores import all_stores
from tests.samples.shop import plain

FIRST, LAST = date(2024, 7, 1), date(2026, 12, 31)
JUDGED_FROM = date(2025, 7, 1)
AT = (5, 10, 15, 20, 25)
LEAST_HISTORY = 60  # days of a store before a month of it is judged
WORKDAYS = (1.15, 1.2, 1.12, 1.1, 1.0, 0.7, 0.73)
HOW_STRONG = {
    "double11": 1.0,
    "618": 0.8,
    "double12": 0.5,
    "99": 0.3,
    "women": 0.4,
    "goods_festival": 0.35,
}
BEFORE_AND_AFTER = 0.8  # of an ordinary day, on presale and hangover days
FROM_YEAR_TO_YEAR = 0.12  # deviation of how strong a season is

# ------------------------------------------------------------------------------------------------ histories


@dataclass(frozen=True)
class Shape:
    """How a made-up store sells. `error` is how far planned uplifts lie from what came."""

    name: str
    weekly: Sequence[float] = WEEKDAY
    noise: float = 0.12
    growth: float = 0.0  # a month
    wander: float = 0.0  # deviation of the level's daily step
    has_seasons: bool = False
    leaves_seasons: bool = False  # and says so in its settings
    plans_seasons: bool = False
    has_campaigns: bool = False
    hides_campaigns: bool = False  # nobody writes them down
    error: float = 0.15


SHAPES = (
    Shape("steady, weekends"),
    Shape("steady, workdays", weekly=WORKDAYS),
    Shape("noisy", noise=0.35),
    Shape("growing 8% a month", growth=0.08),
    Shape("falling 8% a month", growth=-0.08),
    Shape("level wanders", wander=0.02),
    Shape("noisy, level wanders", wander=0.03, noise=0.25),
    Shape("the same, no seasons", wander=0.03, noise=0.25, leaves_seasons=True),
    Shape("seasons, not planned", has_seasons=True),
    Shape("seasons, planned", has_seasons=True, plans_seasons=True),
    Shape("campaigns, planned", has_campaigns=True),
    Shape("campaigns, not planned", has_campaigns=True, hides_campaigns=True),
    Shape(
        "all of it",
        wander=0.015,
        growth=0.02,
        noise=0.18,
        has_seasons=True,
        plans_seasons=True,
        has_campaigns=True,
    ),
)


@dataclass(frozen=True)
class History:
    days: Mapping[date, Decimal]
    calendar: Calendar


def history(shape: Shape, seed: int) -> History:
    chance = Random(f"{shape.name} {seed}")
    strong = {year: chance.lognormvariate(0, FROM_YEAR_TO_YEAR) for year in range(FIRST.year, LAST.year + 2)}
    events = list(campaigns(chance)) if shape.has_campaigns else []
    lifted = {day: up for first, last, up in events for day in Period(first, last + DAY).days()}
    base, level, days = 20_000 * chance.uniform(0.5, 3), 0.0, {}
    for number, day in enumerate(Period(FIRST, LAST + DAY).days()):
        level += chance.gauss(0, shape.wander)
        factor = season_factor(day, strong) if shape.has_seasons else 1.0
        factor *= shape.weekly[day.weekday()] * (1 + shape.growth) ** (number / 30) * (1 + lifted.get(day, 0))
        days[day] = cents(base * factor * math.exp(level + chance.gauss(0, shape.noise)))
    known = [] if shape.hides_campaigns else events
    plans = [planned("店庆", first, last, up, shape, chance) for first, last, up in known]
    if shape.plans_seasons:
        plans += season_plans(strong, shape, chance)
    left_out = frozenset(SEASONS) if shape.leaves_seasons else frozenset[str]()
    return History(days, Calendar(tuple(plans), seasons_off=left_out))


def campaigns(chance: Random) -> Iterator[tuple[date, date, float]]:
    """A few days of more every two or three weeks."""
    day = FIRST
    while (day := day + timedelta(days=chance.randint(12, 25))) < LAST:
        yield day, day + timedelta(days=chance.randint(0, 2)), chance.uniform(0.4, 1.5)


def season_factor(day: date, strong: Mapping[int, float]) -> float:
    """Slow before, a first peak, a dip, the great last day, and the hangover."""
    found = Calendar().season_on(day)
    if found is None:
        return 1.0
    if found.phase is not Phase.MAIN:
        return 1 - (1 - BEFORE_AND_AFTER) * HOW_STRONG[found.season.name]
    left = (found.season.last - day).days
    peak = {0: 3.6, 1: 1.6}.get(left, -0.15 if left < 9 else 0.4)
    return 1 + peak * HOW_STRONG[found.season.name] * (strong[day.year] if peak > 0 else 1)


def season_plans(strong: Mapping[int, float], shape: Shape, chance: Random) -> Iterator[Campaign]:
    """Every main day that sells more than usual is planned, a day each."""
    for year in range(FIRST.year, LAST.year + 2):
        for season in seasons_of(year):
            for day in main_days(season):
                if (factor := season_factor(day, strong)) > 1:
                    yield planned(season.name, day, day, factor - 1, shape, chance)


def main_days(season: Season) -> Iterator[date]:
    return Period(season.first, season.last + DAY).days()


def planned(name: str, first: date, last: date, uplift: float, shape: Shape, chance: Random) -> Campaign:
    said = uplift * chance.lognormvariate(0, shape.error)
    return Campaign(name, CampaignKind.OTHER, first, last, planned_uplift=round(said, 2))


def of_story(story: Story) -> History:
    """An invented shop of the playground: its items added up."""
    days: dict[date, Decimal] = {}
    for one in item_days(list(Period(FIRST, date(2026, 12, 1)).days()), story):
        days[one.day] = days.get(one.day, Decimal(0)) + Decimal(one.fen).scaleb(-2)
    return History(days, Calendar())


# ---------------------------------------------------------------------------------------------------- judging


@dataclass(frozen=True)
class Judged:
    """Month's ends: the true one, ours, and the two simple ones."""

    at: int
    actual: float
    ours: Forecast
    line: float
    week: float

    def errors(self) -> tuple[float, float, float]:
        thought = (float(self.ours.middle), self.line, self.week)
        return tuple(abs(one / self.actual - 1) for one in thought)  # type: ignore[return-value]

    @property
    def is_covered(self) -> bool:
        return float(self.ours.low) <= self.actual <= float(self.ours.high)

    @property
    def width(self) -> float:
        return float(self.ours.high - self.ours.low) / 2 / self.actual


def judged(known: History, start: date) -> Iterator[Judged]:
    """Every whole month from `start` on, looked at on five of its days with what was known then."""
    days = list(known.days.items())
    place = {day: number for number, (day, _) in enumerate(days)}
    for month in whole_months(known.days, start):
        actual = float(sum(known.days[day] for day in month.days()))
        for at in AT:
            upto = month.start + timedelta(days=at - 1)
            past = {day: amount for day, amount in days[: place[upto] + 1] if day > upto - HISTORY}
            ours = month_end(past, {}, known.calendar, month, upto)
            if ours is None or actual <= 0:
                continue
            amounts = [float(amount) for amount in past.values()]
            sold = sum(amounts[-at:])
            week = sold + fmean(amounts[-7:]) * (len(month) - at)
            yield Judged(at, actual, ours, sold / at * len(month), week)


def whole_months(days: Mapping[date, Decimal], start: date) -> Iterator[Period]:
    month = month_of(start)
    while month.last <= max(days):
        if all(day in days for day in month.days()):
            yield month
        month = month_of(month.end)


# ---------------------------------------------------------------------------------------------------- telling

HEAD = f"{'':24}{'months':>7}{'ours':>14}{'straight line':>16}{'last 7 days':>14}{'in range':>10}{'range':>8}"


def row(name: str, found: Sequence[Judged]) -> str:
    """Median and mean absolute percentage error of each, how often the end was in our range, its width."""
    if not found:
        return f"{name:24} too little is known"
    columns = list(zip(*(one.errors() for one in found), strict=True))
    cells = [f"{median(column):.1%}/{fmean(column):.1%}" for column in columns]
    covered, width = fmean(one.is_covered for one in found), median(one.width for one in found)
    months = len(found) // len(AT)
    return (
        f"{name:24}{months:>7}{cells[0]:>14}{cells[1]:>16}{cells[2]:>14}{covered:>10.0%}{f'±{width:.1%}':>8}"
    )


def tell(found: Sequence[Judged]) -> None:
    for at in AT:
        click.echo(row(f"  after day {at}", [one for one in found if one.at == at]))


def generated(seeds: int) -> None:
    everything: list[Judged] = []
    for shape in SHAPES:
        found = [one for seed in range(seeds) for one in judged(history(shape, seed), JUDGED_FROM)]
        click.echo(row(shape.name, found))
        everything += found
    click.echo(row("all together", everything))
    tell(everything)


def samples() -> None:
    stories: tuple[tuple[str, Callable[[], Story]], ...] = (
        ("samples' shop", lambda: plain(date(2026, 11, 30), 1)),
        ("demo's shop", lambda: demo("zh")),
    )
    for name, story in stories:
        click.echo(row(name, list(judged(of_story(story()), JUDGED_FROM))))


def stored(database: str) -> None:
    """Every store of a database, from its third month on."""
    engine = open_database(database)
    with reading(engine) as session:
        for store in all_stores(session):
            first = first_day(session, store.id)
            if first is None:
                continue
            shown = Period(first, date.today() + DAY)  # noqa: DTZ011  the machine's day will do
            known = {
                one.day: one.paid_amount
                for one in store_days(session, store.id, shown)
                if one.paid_amount is not None
            }
            found = list(
                judged(History(known, calendar(session, store, shown)), first + timedelta(days=LEAST_HISTORY))
            )
            click.echo(row(store.name[:22], found))
            tell(found)
    engine.dispose()


@click.command()
@click.option("--seeds", default=4, show_default=True, help="Made-up stores of each shape.")
@click.option("--database", default="", help="Judge the stores of this database instead.")
def main(seeds: int, database: str) -> None:
    click.echo("absolute error of the month's end, median/mean")
    click.echo(HEAD)
    if database:
        stored(database)
        return
    generated(seeds)
    samples()


if __name__ == "__main__":
    main()
