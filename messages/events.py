"""What a day is, in words: sale seasons, campaigns and holidays; and how pictures shade them."""

import re
from collections.abc import Sequence
from datetime import date

from charts.chart import Shade
from messages.texts import Texts, shorten
from metrics.calendar import Calendar, Phase, Season, SeasonDay

NAME = 16  # cells of a campaign's name
SEASON_NAMES = {
    "goods_festival": "New Year sale",
    "women": "Women's Day",
    "618": "618",
    "99": "9.9 sale",
    "double11": "Double 11",
    "double12": "Double 12",
}
PHASE_SENTENCES = {
    Phase.PRESALE: "{season}, presale",
    Phase.MAIN: "{season}",
    Phase.AFTER: "after {season}",
}
HOLIDAY_NAMES = {  # as the public calendar calls them
    "New Year's Day": "New Year's Day",
    "Chinese New Year's Eve": "New Year's Eve",
    "Chinese New Year (Spring Festival)": "Spring Festival",
    "Tomb-Sweeping Day": "Qingming",
    "Labor Day": "Labour Day",
    "Dragon Boat Festival": "Dragon Boat Festival",
    "Mid-Autumn Festival": "Mid-Autumn Festival",
    "National Day": "National Day",
    "Day off": "day off in exchange",
}


def season_name(season: Season | str, texts: Texts) -> str:
    """`season` may be its key in `metrics.calendar.SEASONS`."""
    name = season if isinstance(season, str) else season.name
    return str(texts.t(SEASON_NAMES[name]))


def season_day(found: SeasonDay, texts: Texts) -> str:
    return str(texts.t(PHASE_SENTENCES[found.phase], season=season_name(found.season, texts)))


def holiday_name(name: str, texts: Texts) -> str:
    """A holiday of `Calendar.holiday`; one of another country keeps the name it came with."""
    plain = re.sub(r"\s*\((?:observed|substituted from [^)]*|estimated)\)", "", name.split(";")[0])
    return str(texts.t(HOLIDAY_NAMES[plain])) if plain in HOLIDAY_NAMES else plain


def day_names(calendar: Calendar, day: date, texts: Texts) -> tuple[str, ...]:
    """What makes a day special, not escaped: campaigns first, then the season, then the holiday."""
    found = [shorten(campaign.name, NAME) for campaign in calendar.events_on(day)]
    if season := calendar.season_on(day):
        found.append(season_day(season, texts))
    if holiday := calendar.holiday(day):
        found.append(holiday_name(holiday, texts))
    return tuple(dict.fromkeys(found))


def shades(calendar: Calendar, days: Sequence[date], texts: Texts) -> tuple[Shade, ...]:
    """The special days among those shown: one shade a campaign; a season where no campaign stands in it."""
    found: list[Shade] = []
    for day in days:
        names = [campaign.name for campaign in calendar.events_on(day)]
        season = calendar.season_on(day)
        if not names and season is not None and season.phase is Phase.MAIN:
            names = [season_name(season.season, texts)]
        if not names:
            continue
        label = shorten(names[0], NAME)
        if found and found[-1].label == label and (day - found[-1].last).days == 1:
            found[-1] = Shade(found[-1].first, day, label)
        else:
            found.append(Shade(day, day, label))
    return tuple(found)
