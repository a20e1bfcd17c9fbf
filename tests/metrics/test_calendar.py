"""The calendar: workdays moved around holidays, seasons, campaigns, and what may be compared with what."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest

from metrics.calendar import Against, Calendar, Comparison, Phase, same_name, seasons_of
from metrics.campaigns import Campaign, CampaignKind
from metrics.periods import Period


def day(text: str) -> date:
    return date.fromisoformat(text)


def campaign(name: str, first: str, last: str) -> Campaign:
    return Campaign(name, CampaignKind.OTHER, day(first), day(last))


@pytest.mark.parametrize(
    ("text", "works", "off", "why"),
    [
        ("2026-11-24", True, False, "a Tuesday"),
        ("2026-11-21", False, False, "a Saturday: no meeting, but the shop sells"),
        ("2026-10-01", False, True, "National Day"),
        ("2026-10-10", True, False, "a Saturday worked in exchange"),
        ("2026-10-07", False, True, "a Wednesday off in exchange"),
        ("2026-02-17", False, True, "Spring Festival"),
        ("2026-10-04", False, True, "the Sunday in the National Day's week"),
        ("2026-02-14", True, False, "a Saturday worked in exchange, two days before the holiday"),
        ("2026-02-15", False, True, "the Sunday before the Spring Festival"),
    ],
)
def test_working_days(text: str, works: bool, off: bool, why: str) -> None:
    calendar = Calendar()
    assert (calendar.is_working(day(text)), calendar.is_off(day(text))) == (works, off), why


def test_a_store_declares_its_own_days() -> None:
    calendar = Calendar(changed={day("2026-11-24"): False, day("2026-10-01"): True})
    assert calendar.is_off(day("2026-11-24"))
    assert not calendar.is_working(day("2026-11-24"))
    assert not calendar.is_off(day("2026-10-01"))
    assert calendar.is_working(day("2026-10-01"))


def test_elsewhere_chinese_holidays_are_none() -> None:
    assert Calendar(zone="Europe/Moscow").holiday(day("2026-10-01")) is None
    assert Calendar(zone="Europe/Moscow").is_off(day("2027-05-09"))
    assert Calendar(zone="America/Lima").is_working(day("2026-10-01"))


@pytest.mark.parametrize(
    ("text", "name", "phase"),
    [
        ("2026-10-19", None, None),
        ("2026-10-20", "double11", Phase.PRESALE),
        ("2026-10-31", "double11", Phase.MAIN),
        ("2026-11-11", "double11", Phase.MAIN),
        ("2026-11-15", "double11", Phase.AFTER),
        ("2026-11-16", None, None),
        ("2026-06-18", "618", Phase.MAIN),
        ("2026-01-20", "goods_festival", Phase.MAIN),
        ("2026-02-03", "goods_festival", Phase.MAIN),
        ("2026-02-04", None, None),
    ],
)
def test_seasons(text: str, name: str | None, phase: Phase | None) -> None:
    found = Calendar().season_on(day(text))
    assert (found.season.name if found else None, found.phase if found else None) == (name, phase)


def test_a_season_the_store_does_not_take_part_in_is_none() -> None:
    calendar = Calendar(seasons_off=frozenset({"double11"}))
    assert calendar.season_on(day("2026-11-11")) is None
    assert calendar.is_ordinary(day("2026-11-11"))
    assert [season.name for season in calendar.seasons_in(Period(day("2026-11-01"), day("2027-01-01")))] == [
        "double12"
    ]


def test_seasons_of_every_year_do_not_overlap_on_main_days() -> None:
    for year in range(2024, 2030):
        seasons = sorted(seasons_of(year), key=lambda season: season.first)
        assert len(seasons) == 6
        for one, other in pairwise(seasons):
            assert one.presale <= one.first <= one.last <= one.after
            assert one.last < other.first


@pytest.mark.parametrize(
    ("text", "special", "ordinary"),
    [
        ("2026-09-15", False, True),
        ("2026-09-16", True, False),  # the campaign
        ("2026-09-17", False, False),  # the day after it
        ("2026-09-18", False, True),
        ("2026-10-02", False, False),  # a holiday
        ("2026-10-25", False, False),  # presale
        ("2026-11-05", True, False),
        ("2026-11-13", False, False),  # the hangover
        ("2026-08-01", False, True),  # a campaign of two months is how the shop always is
    ],
)
def test_special_and_ordinary_days(text: str, special: bool, ordinary: bool) -> None:
    calendar = Calendar(
        (campaign("周三会员日", "2026-09-16", "2026-09-16"), campaign("夏季", "2026-07-01", "2026-08-31"))
    )
    assert (calendar.is_special(day(text)), calendar.is_ordinary(day(text))) == (special, ordinary)


def first(calendar: Calendar, text: str, count: int = 1) -> list[tuple[str, Against]]:
    return [(f"{one.day}", one.against) for one in islice(calendar.comparisons(day(text)), count)]


def test_an_ordinary_day_is_compared_with_the_last_ordinary_day_of_its_weekday() -> None:
    assert first(Calendar(), "2026-09-29", 2) == [
        ("2026-09-22", Against.WEEK_AGO),
        ("2026-09-15", Against.ORDINARY),
    ]
    # a week before lies the hangover of 双11, before it 双11 itself and its presale
    assert first(Calendar(), "2026-11-21") == [("2026-10-17", Against.ORDINARY)]


def test_where_no_ordinary_day_is_left_a_presale_or_a_hangover_serves_and_is_named() -> None:
    found = list(Calendar().comparisons(day("2026-11-21")))
    assert Comparison(day("2026-11-14"), Against.UNUSUAL) in found
    assert Comparison(day("2026-11-07"), Against.UNUSUAL) not in found  # a main day never


def test_a_day_of_a_season_is_compared_with_last_years_only() -> None:
    assert list(Calendar().comparisons(day("2026-11-11"))) == [
        Comparison(day("2025-11-11"), Against.CAMPAIGN)
    ]
    # the goods festival goes by the moon
    assert first(Calendar(), "2026-01-20") == [("2025-01-01", Against.CAMPAIGN)]


def test_a_campaign_day_is_compared_with_the_same_campaign() -> None:
    calendar = Calendar(
        (
            campaign("2025店庆", "2025-09-20", "2025-09-22"),
            campaign("店庆 2026", "2026-09-18", "2026-09-21"),
            campaign("周二特价", "2026-09-08", "2026-09-08"),
            campaign("周二特价", "2026-09-15", "2026-09-15"),
        )
    )
    assert list(calendar.comparisons(day("2026-09-19"))) == [Comparison(day("2025-09-21"), Against.CAMPAIGN)]
    assert list(calendar.comparisons(day("2026-09-21"))) == []  # last year's had no fourth day
    assert list(calendar.comparisons(day("2026-09-15"))) == [Comparison(day("2026-09-08"), Against.CAMPAIGN)]


def test_last_years_day() -> None:
    calendar = Calendar(
        (campaign("周二特价", "2026-09-08", "2026-09-08"), campaign("周二特价", "2026-09-15", "2026-09-15"))
    )
    assert calendar.last_year(day("2026-11-11")) == day("2025-11-11")
    assert calendar.last_year(day("2026-09-01")) == day("2025-09-02")  # a Tuesday, too
    assert calendar.last_year(day("2026-09-15")) == day(
        "2025-09-16"
    )  # last week's campaign is not last year's


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025双11", "双11 2026", True),
        ("2025年双11", "双11", True),
        ("双11", "双12", False),
        ("Sale 618", "sale618", True),
    ],
)
def test_names_are_the_same_but_for_the_year(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_ordinary_days_are_looked_for_past_a_long_season() -> None:
    found = Calendar().ordinary_before(day("2026-11-18"), 10)
    assert found[:3] == (day("2026-11-17"), day("2026-11-16"), day("2026-10-19"))
    assert len(found) == 10


def test_the_search_for_ordinary_days_ends() -> None:
    always = tuple(
        campaign(
            f"{i}",
            f"{day('2026-01-01') + timedelta(days=7 * i)}",
            f"{day('2026-01-07') + timedelta(days=7 * i)}",
        )
        for i in range(53)
    )
    assert Calendar(always).ordinary_before(day("2026-11-18"), 10) == ()
