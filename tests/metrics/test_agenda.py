"""What is special in a month, what comes next, and days as people write them."""

from datetime import date

import pytest

from metrics.agenda import (
    Agenda,
    Event,
    What,
    agenda,
    events,
    parse_calendar_month,
    parse_declaration,
    upcoming,
)
from metrics.calendar import Calendar, Phase
from metrics.campaigns import Campaign, CampaignKind
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.targets import month_of


def day(text: str) -> date:
    return date.fromisoformat(text)


def month(text: str) -> Period:
    return month_of(day(f"{text}-01"))


def campaign(name: str, first: str, last: str, enrol_by: str | None = None) -> Campaign:
    enrol = day(enrol_by) if enrol_by else None
    return Campaign(name, CampaignKind.OTHER, day(first), day(last), enrol)


def told(found: tuple[Event, ...]) -> list[str]:
    return [f"{one.what} {one.first:%m-%d} {one.last:%m-%d}" for one in found]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("2026-08", []),
        (
            "2026-10",
            ["holiday 10-01 10-07", "made_up 10-10 10-10", "season 10-20 10-30", "season 10-31 11-11"],
        ),
        ("2026-11", ["season 10-31 11-11", "season 11-12 11-15"]),
        (  # the Sunday before and the weekend between are part of the holiday
            "2026-02",
            ["season 01-20 02-03", "made_up 02-14 02-14", "holiday 02-15 02-23", "made_up 02-28 02-28"],
        ),
        (
            "2026-09",
            [
                *("season 09-05 09-06", "season 09-07 09-09", "season 09-10 09-11"),
                *("made_up 09-20 09-20", "holiday 09-25 09-27"),
            ],
        ),
        ("2026-01", ["holiday 01-01 01-03", "made_up 01-04 01-04", "season 01-20 02-03"]),
    ],
)
def test_a_month_of_the_public_calendar(shown: str, expected: list[str]) -> None:
    assert told(events(Calendar(), month(shown))) == expected


def test_what_the_store_declares_counts_more() -> None:
    changed = {day(f"2026-10-0{n}"): True for n in (5, 6)} | {day("2026-10-10"): False}
    found = told(events(Calendar(changed=changed, seasons_off=frozenset({"double11"})), month("2026-10")))
    assert found == ["holiday 10-01 10-04", "worked 10-05 10-06", "holiday 10-07 10-07", "off 10-10 10-10"]


def test_campaigns_and_the_ends_of_their_enrolment() -> None:
    calendar = Calendar(
        campaigns=(
            campaign("late", "2026-12-20", "2026-12-22", "2026-11-26"),
            campaign("runs over", "2026-11-28", "2026-12-02", "2026-10-31"),
        )
    )
    found = told(events(calendar, month("2026-11")))
    assert found[2:] == ["enrol 11-26 11-26", "campaign 11-28 12-02"]


SOON = (
    campaign("sale", "2026-12-01", "2026-12-05", "2026-11-20"),
    campaign("same day", "2026-11-20", "2026-11-22"),
)


@pytest.mark.parametrize(
    ("today", "campaigns", "what", "first"),
    [
        ("2026-10-15", (), What.SEASON, "2026-10-20"),
        ("2026-10-20", (), What.SEASON, "2026-10-20"),  # today
        ("2026-10-21", (), What.SEASON, "2026-10-31"),  # the presale runs: the sale itself comes next
        ("2026-11-01", (), What.SEASON, "2026-12-06"),  # no hangover begins
        ("2026-11-18", SOON, What.ENROL, "2026-11-20"),  # what can be missed is said first
        ("2026-11-21", SOON, What.CAMPAIGN, "2026-12-01"),
        ("2026-09-19", (), What.MADE_UP, "2026-09-20"),
        ("2026-03-11", (), What.HOLIDAY, "2026-04-04"),
        ("2026-07-01", (), None, None),
    ],
)
def test_what_comes_next(
    today: str, campaigns: tuple[Campaign, ...], what: What | None, first: str | None
) -> None:
    found = upcoming(Calendar(campaigns=campaigns), day(today))
    assert (found and found.what, found and found.first) == (what, day(first) if first else None)


def test_a_month_counts_its_working_days() -> None:
    shown: Agenda = agenda(Calendar(), month("2026-10"), day("2026-10-15"))
    assert shown.working_days == 18
    assert shown.moved_known
    assert shown.upcoming is not None
    assert shown.upcoming.season is not None
    assert shown.upcoming.season.phase is Phase.PRESALE


def test_moved_workdays_are_announced_a_year_ahead_at_most() -> None:
    assert not agenda(Calendar(), month("2028-10"), day("2026-10-15")).moved_known
    assert agenda(Calendar(zone="Europe/Moscow"), month("2028-10"), day("2026-10-15")).moved_known


@pytest.mark.parametrize(
    ("word", "first"),
    [("", "2026-11-01"), ("2026-12", "2026-12-01"), ("202702", "2027-02-01"), ("3月", "2026-03-01")],
)
def test_months_as_people_write_them(word: str, first: str) -> None:
    assert parse_calendar_month(word, day("2026-11-24")) == month_of(day(first))


@pytest.mark.parametrize("word", ["2026-13", "x", "2030-01", "2020-01", "0", "99999"])
def test_what_is_no_month(word: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_calendar_month(word, day("2026-11-24"))
    assert caught.value.reason == "unknown_calendar_month"


@pytest.mark.parametrize(
    ("words", "first", "last", "works"),
    [
        ("12-25", "2026-12-25", "2026-12-25", False),
        ("12-25..12-27 work", "2026-12-25", "2026-12-27", True),
        ("12月25日 休息", "2026-12-25", "2026-12-25", False),
        ("2026年12月25日至27日 上班", "2026-12-25", "2026-12-27", True),
        ("12-30..1-2", "2026-12-30", "2027-01-02", False),
        ("1-2", "2027-01-02", "2027-01-02", False),
        ("tomorrow", "2026-11-25", "2026-11-25", False),
        ("今天 恢复", "2026-11-24", "2026-11-24", None),
        ("2026-11-20 usual", "2026-11-20", "2026-11-20", None),
    ],
)
def test_days_off_as_people_write_them(words: str, first: str, last: str, works: bool | None) -> None:
    found = parse_declaration(words, day("2026-11-24"))
    assert (found.period.start, found.period.last, found.works) == (day(first), day(last), works)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("never", "unknown_planned_days"),
        ("", "unknown_planned_days"),
        ("off", "unknown_planned_days"),
        ("2-30", "unknown_planned_days"),
        ("25", "unknown_planned_days"),
        ("2026-12-27..2026-12-25", "unknown_planned_days"),
        ("2031-01-01", "unknown_planned_days"),
        ("1-1..4-1", "too_many_days_off"),
    ],
)
def test_days_that_cannot_be_declared(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_declaration(words, day("2026-11-24"))
    assert caught.value.reason == reason
