"""The evening sheet's parts: who did what, what is open, what tomorrow brings."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from metrics.agenda import What
from metrics.alerts import Alert, AlertState, Finding, Rule, Status
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.evening import Deed, Done, Person, open_alerts, open_reviews, people, tomorrow
from metrics.reviews import Case, Grade, Review, ReviewCase
from metrics.rules import Rules

NOW = datetime.fromisoformat("2026-11-24T17:30:00+08:00")


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_who_did_most_comes_first_and_each_thing_in_its_order() -> None:
    found = people(
        [
            Done("Wang", Deed.ALERTS_TAKEN, 1),
            Done("Li", Deed.BUDGETS, 1),
            Done("Li", Deed.FILES, 3),
            Done("Li", Deed.FILES, 2),
            Done("An", Deed.TARGETS, 1),
            Done("Chen", Deed.FILES, 0),
        ]
    )
    assert found == (
        Person("Li", ((Deed.FILES, 5), (Deed.BUDGETS, 1))),
        Person("An", ((Deed.TARGETS, 1),)),
        Person("Wang", ((Deed.ALERTS_TAKEN, 1),)),
    )
    assert people([]) == ()


def case(key: str, hours: int, taken_by: str | None = None) -> ReviewCase:
    posted = NOW - timedelta(hours=hours)
    return ReviewCase(Review(key, posted, Grade.BAD), Case(first_told_at=posted, taken_by=taken_by))


def test_open_reviews_by_owner_nobody_last() -> None:
    cases = [case("a", 30), case("b", 2), case("c", 24, "Li"), case("d", 1, "Wang"), case("e", 1, "Wang")]
    found = open_reviews(cases, Rules(), NOW)
    assert (found.count, found.overdue) == (5, 2)
    assert list(found.owners.items()) == [("Wang", 2), ("Li", 1), ("", 2)]
    assert open_reviews([], Rules(), NOW).owners == {}


def test_alerts_that_are_solved_or_over_are_not_open() -> None:
    alerts = [
        Alert(n, Finding(Rule.ROI_LOW, ""), NOW - timedelta(hours=n), AlertState(status))
        for n, status in enumerate(Status)
    ]
    running = [Status.RECOVERING, Status.MUTED, Status.TAKEN, Status.OPEN]
    assert [one.state.status for one in open_alerts(alerts)] == running


SALE = Campaign("sale", CampaignKind.OTHER, day("2026-11-25"), day("2026-11-26"), day("2026-11-20"))
SPRING = Campaign("spring", CampaignKind.OTHER, day("2027-01-05"), day("2027-01-06"), day("2026-11-30"))


@pytest.mark.parametrize(
    ("today", "working", "events", "deadlines"),
    [
        ("2026-11-24", True, [What.CAMPAIGN], []),
        ("2026-11-27", False, [], ["spring"]),  # Friday: what ends by Monday is said before the weekend
        ("2026-11-29", True, [], ["spring"]),
        ("2026-11-26", True, [], []),
        ("2026-11-19", True, [], ["sale"]),
        ("2026-09-30", False, [What.HOLIDAY], []),
        ("2026-10-09", True, [What.MADE_UP], []),
        ("2026-10-19", True, [What.SEASON], []),
    ],
)
def test_what_tomorrow_brings(today: str, working: bool, events: list[What], deadlines: list[str]) -> None:
    calendar = Calendar(campaigns=(SALE, SPRING))
    found = tomorrow(calendar, day(today), {day("2026-11-25"): Decimal(5)})
    assert found.day == day(today) + timedelta(days=1)
    assert found.is_working is working
    assert [one.what for one in found.events] == events
    assert [one.campaign.name for one in found.deadlines if one.campaign] == deadlines
    assert found.target == (Decimal(5) if today == "2026-11-24" else None)
