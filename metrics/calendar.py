"""One calendar for all: working days, sale seasons, campaigns, and which day may be compared with which."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from holidays import HolidayBase, country_holidays

from metrics.campaigns import Campaign
from metrics.periods import DAY, Period

WEEK = timedelta(days=7)
WEEKS_BACK = 8  # how far an ordinary day of the same weekday is looked for
ORDINARY_BACK = timedelta(days=150)  # how far ordinary days are looked for: past a long season
LONGEST_CAMPAIGN = 28  # days: what runs longer is how the shop always is, not an event
YEAR = timedelta(days=365)
ABOUT_A_YEAR = timedelta(days=50)  # how far the same campaign may have moved since last year
COUNTRIES = {
    "Asia/Shanghai": "CN",
    "Asia/Urumqi": "CN",
    "Asia/Hong_Kong": "HK",
    "Asia/Taipei": "TW",
    "Asia/Singapore": "SG",
    "Asia/Kuala_Lumpur": "MY",
    "Asia/Bangkok": "TH",
    "Asia/Ho_Chi_Minh": "VN",
    "Asia/Jakarta": "ID",
    "Asia/Manila": "PH",
    "Europe/Moscow": "RU",
}

# ------------------------------------------------------------------------------------------------- seasons


class Phase(StrEnum):
    """Where in a season a day is."""

    PRESALE = "presale"  # people look and wait
    MAIN = "main"
    AFTER = "after"  # the hangover


@dataclass(frozen=True)
class Season:
    """A platform's festival in one year. `name` is a key of `SEASONS`; both ends are included."""

    name: str
    presale: date
    first: date
    last: date
    after: date  # the last day of the hangover

    def phase(self, day: date) -> Phase | None:
        if self.first <= day <= self.last:
            return Phase.MAIN
        if self.presale <= day < self.first:
            return Phase.PRESALE
        return Phase.AFTER if self.last < day <= self.after else None


@dataclass(frozen=True)
class SeasonDay:
    season: Season
    phase: Phase


# month and day of presale, first, last and the end of the hangover, as Taobao has usually run them;
# 年货节 is counted from the Spring Festival
SEASONS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "goods_festival": (),
    "women": ((3, 1), (3, 5), (3, 8), (3, 10)),
    "618": ((5, 24), (5, 31), (6, 18), (6, 22)),
    "99": ((9, 5), (9, 7), (9, 9), (9, 11)),
    "double11": ((10, 20), (10, 31), (11, 11), (11, 15)),
    "double12": ((12, 6), (12, 9), (12, 12), (12, 14)),
}
GOODS_FESTIVAL = (
    timedelta(days=28),
    timedelta(days=14),
)  # before the Spring Festival: its first and last day


def seasons_of(year: int) -> tuple[Season, ...]:
    """The seasons whose main days are in `year`."""
    found = [Season(name, *(date(year, *end) for end in ends)) for name, ends in SEASONS.items() if ends]
    if festival := spring_festival(year):
        first, last = (festival - ahead for ahead in GOODS_FESTIVAL)
        found.append(Season("goods_festival", first, first, last, last))
    return tuple(found)


@cache
def spring_festival(year: int) -> date | None:
    known = _holidays("CN", year)
    days = sorted(day for day in known if known[day] == "Chinese New Year (Spring Festival)")
    return days[0] if days else None


@cache
def _holidays(country: str, year: int) -> HolidayBase:
    return country_holidays(country, years=year, expand=False, language="en_US")


@cache
def _seasons_by_year(year: int) -> tuple[Season, ...]:
    return seasons_of(year)


@cache
def _season_days(year: int) -> Mapping[date, tuple[SeasonDay, ...]]:
    """Every day of the year's seasons; main days come before another's presale or hangover."""
    found: dict[date, list[SeasonDay]] = {}
    for season in _seasons_by_year(year):
        for day in Period(season.presale, season.after + DAY).days():
            phase = season.phase(day)
            if phase is not None:
                found.setdefault(day, []).append(SeasonDay(season, phase))
    return {
        day: tuple(sorted(own, key=lambda one: one.phase is not Phase.MAIN)) for day, own in found.items()
    }


# ------------------------------------------------------------------------------------------------ comparing


class Against(StrEnum):
    """What a day is compared with."""

    WEEK_AGO = "week_ago"  # the same weekday last week, both ordinary
    ORDINARY = "ordinary"  # the last ordinary day of the same weekday, longer ago
    UNUSUAL = "unusual"  # the same weekday, though it was not ordinary (a presale, a hangover)
    CAMPAIGN = "campaign"  # the same day of the same campaign before: last year's, or the last time


@dataclass(frozen=True)
class Comparison:
    day: date
    against: Against


# -------------------------------------------------------------------------------------------- the calendar


@dataclass(frozen=True)
class Calendar:
    """A store's calendar. `changed` are days that the store itself declared: True works, False is off."""

    campaigns: tuple[Campaign, ...] = ()
    changed: Mapping[date, bool] = field(default_factory=dict)
    seasons_off: frozenset[str] = frozenset()  # seasons the store does not take part in
    zone: str = "Asia/Shanghai"
    _known: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)  # ordinary days found

    # ------------------------------------------------------------------------------------ work and rest

    def holiday(self, day: date) -> str | None:
        """The public holiday's English name (also of a day that was moved, 调休); None on other days."""
        country = COUNTRIES.get(self.zone)
        if country is None:
            return None
        name: str | None = _holidays(country, day.year).get(day)
        return name

    def is_made_up(self, day: date) -> bool:
        """Whether a weekend day is worked in exchange for a holiday (调休上班)."""
        country = COUNTRIES.get(self.zone)
        return country is not None and day.weekday() >= 5 and _holidays(country, day.year).is_working_day(day)

    def is_working(self, day: date) -> bool:
        if day in self.changed:
            return self.changed[day]
        return self.holiday(day) is None and (day.weekday() < 5 or self.is_made_up(day))

    def is_off(self, day: date) -> bool:
        """A day on which nobody is reminded of anything: a public holiday, or one the store declared off.

        A weekend is none, unless it adjoins a holiday: shops sell on weekends, and many teams work on them.
        """
        if day in self.changed:
            return not self.changed[day]
        if day.weekday() < 5:
            return self.holiday(day) is not None
        friday = day - (day.weekday() - 4) * DAY
        around = (self.holiday(friday + ahead * DAY) for ahead in range(4))
        return not self.is_made_up(day) and any(one is not None for one in around)

    # ---------------------------------------------------------------------------------- seasons, campaigns

    def season_on(self, day: date) -> SeasonDay | None:
        """The season that `day` is in; its main days come before another's presale or hangover."""
        found = _season_days(day.year).get(day, ())
        return next((one for one in found if one.season.name not in self.seasons_off), None)

    def _seasons(self, year: int) -> Iterator[Season]:
        return (season for season in _seasons_by_year(year) if season.name not in self.seasons_off)

    def seasons_in(self, period: Period) -> tuple[Season, ...]:
        """The seasons of which any day is in the period, the earliest first."""
        years = range(period.start.year, period.last.year + 1)
        touching = (
            season
            for year in years
            for season in self._seasons(year)
            if season.presale < period.end and season.after >= period.start
        )
        return tuple(sorted(touching, key=lambda season: season.first))

    def campaigns_on(self, day: date) -> tuple[Campaign, ...]:
        return tuple(one for one in self.campaigns if one.first_day <= day <= one.last_day)

    def events_on(self, day: date) -> tuple[Campaign, ...]:
        """The campaigns that make a day a special one."""
        return tuple(one for one in self.campaigns_on(day) if is_event(one))

    def is_special(self, day: date) -> bool:
        """A day of a campaign, or a main day of a season: never compared with an ordinary day."""
        season = self.season_on(day)
        return bool(self.events_on(day)) or (season is not None and season.phase is Phase.MAIN)

    def is_ordinary(self, day: date) -> bool:
        """Whether other days may be measured by it: no campaign, no season, its day after, no holiday."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = not (
                self.is_special(day)
                or self.season_on(day) is not None
                or self.holiday(day) is not None
                or any(one.last_day == day - DAY for one in self.campaigns if is_event(one))
            )
        return known

    # --------------------------------------------------------------------------------------- comparing

    def comparisons(self, day: date) -> Iterator[Comparison]:
        """The days that `day` may be compared with, the best first; the first that is known counts.

        A special day is only ever compared with the same day of the same campaign or season before.
        """
        yield from (Comparison(one, Against.CAMPAIGN) for one in self._same_before(day))
        if self.is_special(day):
            return
        weekdays = [day - weeks * WEEK for weeks in range(1, WEEKS_BACK + 1)]
        for one in weekdays:
            if self.is_ordinary(one):
                yield Comparison(one, Against.WEEK_AGO if day - one == WEEK else Against.ORDINARY)
        for one in weekdays:
            if not self.is_ordinary(one) and not self.is_special(one):
                yield Comparison(one, Against.UNUSUAL)

    def _same_before(self, day: date) -> Iterator[date]:
        """The same day of the same campaign last year, or the last time it was; of the season, last year."""
        for one in self.events_on(day):
            yield from (earlier.first_day + (day - one.first_day) for earlier in self.before(one, day))
        season = self.season_on(day)
        if season is not None and season.phase is not Phase.AFTER:
            last = next(
                s for s in _seasons_by_year(season.season.first.year - 1) if s.name == season.season.name
            )
            same = last.first + (day - season.season.first)
            if last.phase(same) is season.phase:
                yield same

    def before(self, campaign: Campaign, day: date) -> tuple[Campaign, ...]:
        """The same campaign earlier, as far as it had as many days: last year's first, then the latest."""
        number = day - campaign.first_day
        earlier = [
            one
            for one in self.campaigns
            if same_name(one.name, campaign.name)
            and one.first_day < campaign.first_day
            and one.first_day + number <= one.last_day
        ]

        def rank(one: Campaign) -> tuple[bool, timedelta]:
            away = campaign.first_day - one.first_day
            return abs(away - YEAR) > ABOUT_A_YEAR, away

        return tuple(sorted(earlier, key=rank))

    def last_year(self, day: date) -> date:
        """Last year's day to set beside `day`: of the same campaign or season, else the same weekday."""
        same = (one for one in self._same_before(day) if abs(day - one - YEAR) <= ABOUT_A_YEAR)
        return next(same, day - 52 * WEEK)

    def ordinary_before(self, end: date, count: int) -> tuple[date, ...]:
        """The last `count` ordinary days before `end` (excluded), the latest first; fewer where none are."""
        found: list[date] = []
        day = end - DAY
        while len(found) < count and end - day <= ORDINARY_BACK:
            if self.is_ordinary(day):
                found.append(day)
            day -= DAY
        return tuple(found)


def is_event(campaign: Campaign) -> bool:
    return (campaign.last_day - campaign.first_day).days < LONGEST_CAMPAIGN


def same_name(one: str, other: str) -> bool:
    """Whether two campaigns are the same but for the year: 2025双11 and 双11 2026."""
    return plain_name(one) == plain_name(other)


def plain_name(name: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"(?:19|20)\d{2}年?", "", name)).casefold()
