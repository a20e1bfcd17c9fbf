"""Campaigns as people write them in the chat."""

from datetime import date

import pytest

from metrics.campaigns import Campaign, CampaignKind, CampaignWish, parse_campaign
from metrics.mistakes import Mistake
from metrics.periods import Period

TODAY = date(2026, 11, 24)


def days(first: str, last: str) -> Period:
    end = date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    return Period(date.fromisoformat(first), end, f"{first}..{last}")


DECEMBER = days("2026-12-09", "2026-12-12")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("双12 12-09..12-12", CampaignWish("双12", DECEMBER)),
        ("双12 12-9至12-12 +40%", CampaignWish("双12", DECEMBER, 0.4)),
        ("双12 12月9日..12日 40％", CampaignWish("双12", DECEMBER, 0.4)),
        (
            "Winter sale 2026-12-09..2026-12-12 +250% enrol 11-26",
            CampaignWish("Winter sale", DECEMBER, 2.5, date(2026, 11, 26)),
        ),
        ("双12 报名： 11-26 12-09..12-12", CampaignWish("双12", DECEMBER, None, date(2026, 11, 26))),
        ("11.11 again 12-09..12-12", CampaignWish("11.11 again", DECEMBER)),
        ("618 12-09", CampaignWish("618", days("2026-12-09", "2026-12-09"))),
        ("50% 12-09..12-12", CampaignWish("50%", DECEMBER)),  # a name
        ("“New Year” 12-31..1-2", CampaignWish("New Year", days("2026-12-31", "2027-01-02"))),
        ("双12 off", CampaignWish("双12", None)),
        ("Winter sale 取消", CampaignWish("Winter sale", None)),
    ],
)
def test_what_is_understood(words: str, expected: CampaignWish) -> None:
    assert parse_campaign(words.split(), TODAY) == expected


@pytest.mark.parametrize(
    ("words", "first", "last", "enrol_by"),
    [
        ("店庆 11-20..11-25 enrol 11-10", "2026-11-20", "2026-11-25", date(2026, 11, 10)),
        ("店庆 11-20..23", "2026-11-20", "2026-11-23", None),  # today is its last day
        ("店庆 11-20..11-22", "2027-11-20", "2027-11-22", None),  # over: the next one
        ("店庆 12-30..1-2", "2026-12-30", "2027-01-02", None),
        ("店庆 2026-11-01..2026-11-02", "2026-11-01", "2026-11-02", None),
    ],
)
def test_a_campaign_that_runs_already_is_this_years(
    words: str, first: str, last: str, enrol_by: date | None
) -> None:
    wish = parse_campaign(words.split(), date(2026, 11, 23))
    assert (wish.days, wish.enrol_by) == (days(first, last), enrol_by)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("双12", "unknown_campaign_words"),
        ("12-09..12-12", "unknown_campaign_words"),
        ("双12 +40%", "unknown_campaign_words"),
        ("双12 12-09..12-12 +1001%", "unknown_campaign_words"),
        ("双12 13-40", "unknown_planned_days"),
        ("双12 12-12 enrol never", "unknown_planned_days"),
        (f"{'x' * 61} 12-12", "campaign_name_too_long"),
        ("off", "unknown_campaign_words"),
    ],
)
def test_what_is_not(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_campaign(words.split(), TODAY)
    assert caught.value.reason == reason


def test_a_mark_tells_campaigns_of_one_name_apart() -> None:
    one = Campaign("sale", CampaignKind.OTHER, TODAY, TODAY)
    other = Campaign("sale", CampaignKind.OTHER, date(2026, 12, 1), TODAY)
    assert one.mark != other.mark
    assert len(one.mark) == 10
