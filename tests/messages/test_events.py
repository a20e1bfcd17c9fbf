"""Days by their names, and the shades behind pictures."""

from datetime import date, timedelta

import pytest

from charts.chart import Shade
from messages.events import day_names, shades
from messages.texts import Texts
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind

ANNIVERSARY = Campaign("店庆", CampaignKind.OTHER, date(2026, 9, 16), date(2026, 9, 18))
CALENDAR = Calendar((ANNIVERSARY,))


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 11), ("双11",), ("Double 11",)),
        (date(2026, 10, 25), ("双11预售",), ("Double 11, presale",)),
        (date(2026, 11, 13), ("双11后",), ("after Double 11",)),
        (date(2026, 10, 1), ("国庆节",), ("National Day",)),
        (date(2026, 10, 5), ("国庆节",), ("National Day",)),
        (date(2026, 10, 7), ("调休",), ("day off in exchange",)),
        (date(2026, 9, 16), ("店庆",), ("店庆",)),
        (date(2026, 9, 15), (), ()),
    ],
)
def test_names_of_days(day: date, zh: tuple[str, ...], en: tuple[str, ...]) -> None:
    assert day_names(CALENDAR, day, Texts("zh")) == zh
    assert day_names(CALENDAR, day, Texts("en")) == en


def test_holidays_elsewhere_keep_their_name() -> None:
    assert day_names(Calendar(zone="Europe/Moscow"), date(2027, 5, 9), Texts("en")) == ("Victory Day",)


def test_shades_are_runs_of_special_days_cut_to_what_is_shown() -> None:
    days = [date(2026, 9, 10) + timedelta(days=i) for i in range(60)]
    assert shades(CALENDAR, days, Texts("zh")) == (
        Shade(date(2026, 9, 16), date(2026, 9, 18), "店庆"),
        Shade(date(2026, 10, 31), date(2026, 11, 8), "双11"),
    )
