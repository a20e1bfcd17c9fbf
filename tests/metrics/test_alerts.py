"""To alert or not, as a table of cases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from metrics.alerts import AlertState, Finding, Reason, Rule, Status, decide

TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
FOUND = Finding(Rule.BUDGET_OVER, "关键词推广", {"spent": "320"})
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def ended(ago: timedelta, muted_until: datetime | None = None, sent: date | None = TODAY) -> AlertState:
    return AlertState(Status.ENDED, sent, muted_until, NOW - ago)


@pytest.mark.parametrize(
    ("known", "finding", "reason", "sends"),
    [
        (None, None, Reason.NOTHING, False),
        (None, FOUND, Reason.NEW, True),
        # once per cause and day
        (AlertState(Status.OPEN, TODAY), FOUND, Reason.SENT_TODAY, False),
        (AlertState(Status.OPEN, YESTERDAY), FOUND, Reason.NEXT_DAY, True),
        (AlertState(Status.OPEN, None), FOUND, Reason.UNSENT, True),  # lost in a crash: said after all
        # it ends by itself, whoever had it
        (AlertState(Status.OPEN, TODAY), None, Reason.ENDED, False),
        (AlertState(Status.TAKEN, TODAY), None, Reason.ENDED, False),
        (AlertState(Status.SOLVED, TODAY), None, Reason.ENDED, False),
        (AlertState(Status.MUTED, TODAY, NOW + HOUR), None, Reason.ENDED, False),
        (ended(5 * HOUR), None, Reason.NOTHING, False),
        # back again: news, unless it only wavers around its limit
        (ended(HOUR), FOUND, Reason.RECURRED, True),
        (ended(HOUR - MINUTE), FOUND, Reason.WAVERING, False),
        (ended(MINUTE, sent=YESTERDAY), FOUND, Reason.RECURRED, True),
        (ended(MINUTE, sent=None), FOUND, Reason.RECURRED, True),  # nobody had heard of it
        # taken and solved are quiet for the day
        (AlertState(Status.TAKEN, TODAY), FOUND, Reason.TAKEN, False),
        (AlertState(Status.TAKEN, YESTERDAY), FOUND, Reason.NEXT_DAY, True),
        (AlertState(Status.SOLVED, TODAY), FOUND, Reason.SOLVED, False),
        (AlertState(Status.SOLVED, YESTERDAY), FOUND, Reason.NEXT_DAY, True),
        # muted is quiet to the minute, over midnight and when it came and went in between
        (AlertState(Status.MUTED, TODAY, NOW + MINUTE), FOUND, Reason.MUTED, False),
        (AlertState(Status.MUTED, YESTERDAY, NOW + MINUTE), FOUND, Reason.MUTED, False),
        (AlertState(Status.MUTED, YESTERDAY, NOW), FOUND, Reason.NEXT_DAY, True),
        (ended(5 * HOUR, NOW + MINUTE), FOUND, Reason.MUTED, False),
        (ended(5 * HOUR, NOW), FOUND, Reason.RECURRED, True),
    ],
)
def test_decide(known: AlertState | None, finding: Finding | None, reason: Reason, sends: bool) -> None:
    decision = decide(known, finding, TODAY, NOW)
    assert (decision.reason, decision.send) == (reason, sends)


def test_only_news_open_a_new_alert() -> None:
    assert decide(None, FOUND, TODAY, NOW).opens
    assert decide(ended(HOUR), FOUND, TODAY, NOW).opens
    assert not decide(ended(MINUTE), FOUND, TODAY, NOW).opens
    assert not decide(AlertState(Status.OPEN, YESTERDAY), FOUND, TODAY, NOW).opens
