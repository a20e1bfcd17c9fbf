"""To alert or not, as a table of cases: what is known, what is found, the circumstances, and the decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from metrics import alerts
from metrics.alerts import (
    NATURES,
    SETTLED,
    Alert,
    AlertState,
    Around,
    Finding,
    Level,
    Mute,
    Nature,
    Notice,
    Reason,
    Rule,
    Say,
    Status,
    Topic,
    decide,
    is_overtaken,
    mute_of,
    passes,
    suppressor,
    with_cost,
)

TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)  # noon in the shop
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FOUND = Finding(Rule.BUDGET_OVER, "关键词推广", {"spent": "320"})
CRITICAL = replace(FOUND, is_critical=True)
BETWEEN = replace(FOUND, level=Level.BETWEEN)
UNKNOWN = replace(FOUND, level=Level.UNKNOWN)
AROUND = Around(NOW, TODAY)
QUIET = replace(AROUND, is_quiet=True)
SUMS_UP = replace(AROUND, sums_up=True)
MUTE = Mute(Rule.BUDGET_OVER, "关键词推广", NOW + HOUR, "Li")
MUTED = replace(AROUND, mute=MUTE)
LARGER = Finding(Rule.BALANCE_EMPTY, "")
EXPLAINED = replace(AROUND, suppressed_by=LARGER)
OVERTAKEN = replace(AROUND, is_overtaken=True)
CORRECTED = replace(AROUND, is_corrected=True)

OPEN = AlertState(Status.OPEN, told_at=NOW - HOUR)
UNTOLD = AlertState(Status.OPEN)
TAKEN = AlertState(Status.TAKEN, told_at=NOW - HOUR, taken_until=NOW + HOUR)
IS_MUTED = AlertState(Status.MUTED, told_at=NOW - HOUR)
SOLVED = AlertState(Status.SOLVED, told_at=NOW - HOUR, closed_on=TODAY)
DISMISSED = AlertState(Status.DISMISSED, told_at=NOW - HOUR, closed_on=TODAY)
RECOVERING = AlertState(Status.RECOVERING, told_at=NOW - HOUR, fine_since=NOW - SETTLED + MINUTE)
ENDED = AlertState(Status.ENDED, told_at=NOW - 5 * HOUR, ended_at=NOW - SETTLED)
SUPPRESSED = AlertState(Status.SUPPRESSED)


def waited(time: timedelta) -> Around:
    return replace(AROUND, waited=time)


CASES = [
    # known, found, around → status, what is said, reason, who is told
    # nothing
    (ENDED, None, AROUND, None),
    (replace(SOLVED, ended_at=NOW), None, AROUND, None),
    # a beginning
    (None, FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.NEW, None)),
    (None, BETWEEN, AROUND, None),
    (None, UNKNOWN, AROUND, None),
    (None, FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (None, CRITICAL, QUIET, (Status.OPEN, Say.CARD, Reason.NEW, None)),
    (None, LARGER, QUIET, (Status.OPEN, Say.CARD, Reason.NEW, None)),  # an empty balance always is
    (None, FOUND, MUTED, (Status.MUTED, Say.NOTHING, Reason.MUTED, None)),
    (None, FOUND, EXPLAINED, (Status.SUPPRESSED, Say.NOTHING, Reason.SUPPRESSED, None)),
    (None, FOUND, replace(EXPLAINED, mute=MUTE), (Status.SUPPRESSED, Say.NOTHING, Reason.SUPPRESSED, None)),
    # it goes on: never a second message
    (OPEN, FOUND, AROUND, (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (OPEN, FOUND, QUIET, (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (OPEN, FOUND, EXPLAINED, (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (OPEN, CRITICAL, AROUND, (Status.OPEN, Say.EDIT, Reason.WORSE, Notice.OWNER)),
    (replace(OPEN, is_critical=True), CRITICAL, AROUND, (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (OPEN, BETWEEN, AROUND, (Status.OPEN, Say.NOTHING, Reason.BETWEEN, None)),
    (OPEN, UNKNOWN, AROUND, (Status.OPEN, Say.NOTHING, Reason.NO_DATA, None)),
    # its card has not gone out yet
    (UNTOLD, FOUND, AROUND, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),  # the summary tells it
    (UNTOLD, FOUND, SUMS_UP, (Status.OPEN, Say.CARD, Reason.AFTER_QUIET, None)),
    (UNTOLD, CRITICAL, AROUND, (Status.OPEN, Say.CARD, Reason.UNSENT, None)),
    (replace(RECOVERING, told_at=None), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.UNSENT, None)),
    (replace(RECOVERING, told_at=None), FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (UNTOLD, FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (UNTOLD, CRITICAL, QUIET, (Status.OPEN, Say.CARD, Reason.UNSENT, None)),
    (UNTOLD, None, AROUND, (Status.RECOVERING, Say.NOTHING, Reason.RECOVERING, None)),
    # nobody takes it
    (OPEN, FOUND, waited(29 * MINUTE), (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (OPEN, FOUND, waited(30 * MINUTE), (Status.OPEN, Say.EDIT, Reason.UNTAKEN, Notice.OWNER)),
    (
        OPEN,
        replace(FOUND, rule=Rule.RIVAL_LOOK),
        waited(9 * HOUR),
        (OPEN.status, Say.EDIT, Reason.UPDATED, None),
    ),
    (
        replace(OPEN, noticed=1),
        FOUND,
        waited(2 * HOUR - MINUTE),
        (Status.OPEN, Say.EDIT, Reason.UPDATED, None),
    ),
    (
        replace(OPEN, noticed=1),
        FOUND,
        waited(2 * HOUR),
        (Status.OPEN, Say.EDIT, Reason.UNTAKEN_LONG, Notice.MANAGER),
    ),
    (OPEN, FOUND, replace(waited(9 * HOUR), is_quiet=True), (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    (replace(OPEN, noticed=2), FOUND, waited(9 * HOUR), (Status.OPEN, Say.EDIT, Reason.UPDATED, None)),
    # somebody has it
    (TAKEN, FOUND, waited(9 * HOUR), (Status.TAKEN, Say.EDIT, Reason.UPDATED, None)),
    (
        replace(TAKEN, taken_until=NOW),
        FOUND,
        AROUND,
        (Status.OPEN, Say.EDIT, Reason.PROMISE_PAST, Notice.OWNER),
    ),
    (replace(TAKEN, taken_until=NOW), FOUND, QUIET, (Status.TAKEN, Say.EDIT, Reason.UPDATED, None)),
    # muted
    (OPEN, FOUND, MUTED, (Status.MUTED, Say.EDIT, Reason.MUTED, None)),
    (TAKEN, FOUND, MUTED, (Status.MUTED, Say.EDIT, Reason.MUTED, None)),
    (IS_MUTED, FOUND, MUTED, (Status.MUTED, Say.NOTHING, Reason.MUTED, None)),
    (IS_MUTED, FOUND, AROUND, (Status.OPEN, Say.EDIT, Reason.MUTE_OVER, None)),
    (
        replace(IS_MUTED, taken_until=NOW + HOUR),  # who muted it did not go on with it
        FOUND,
        AROUND,
        (Status.OPEN, Say.EDIT, Reason.MUTE_OVER, None),
    ),
    (replace(IS_MUTED, told_at=None), FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (replace(IS_MUTED, told_at=None), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.MUTE_OVER, None)),
    (IS_MUTED, None, AROUND, (Status.RECOVERING, Say.EDIT, Reason.RECOVERING, None)),
    # it recovers
    (OPEN, None, AROUND, (Status.RECOVERING, Say.EDIT, Reason.RECOVERING, None)),
    (TAKEN, None, AROUND, (Status.RECOVERING, Say.EDIT, Reason.RECOVERING, None)),
    (RECOVERING, None, AROUND, (Status.RECOVERING, Say.NOTHING, Reason.SETTLING, None)),
    (
        replace(RECOVERING, fine_since=NOW - SETTLED),
        None,
        AROUND,
        (Status.ENDED, Say.EDIT, Reason.OVER, None),
    ),
    (RECOVERING, BETWEEN, AROUND, (Status.RECOVERING, Say.NOTHING, Reason.BETWEEN, None)),
    (RECOVERING, FOUND, AROUND, (Status.OPEN, Say.EDIT, Reason.BACK, None)),
    (replace(RECOVERING, taken_until=NOW + HOUR), FOUND, AROUND, (Status.TAKEN, Say.EDIT, Reason.BACK, None)),
    # it has become something worse
    (OPEN, None, OVERTAKEN, (Status.ENDED, Say.EDIT, Reason.OVERTAKEN, None)),
    (TAKEN, None, OVERTAKEN, (Status.ENDED, Say.EDIT, Reason.OVERTAKEN, None)),
    (UNTOLD, None, OVERTAKEN, (Status.ENDED, Say.NOTHING, Reason.OVERTAKEN, None)),
    (SOLVED, None, OVERTAKEN, (Status.SOLVED, Say.NOTHING, Reason.GONE, None)),
    # its day reads otherwise
    (OPEN, None, CORRECTED, (Status.WITHDRAWN, Say.EDIT, Reason.CORRECTED, None)),
    (SOLVED, None, CORRECTED, (Status.SOLVED, Say.NOTHING, Reason.GONE, None)),
    # it comes again
    (ENDED, FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.RECURRED, None)),
    (
        replace(ENDED, ended_at=NOW - SETTLED + MINUTE),
        FOUND,
        AROUND,
        (Status.OPEN, Say.EDIT, Reason.WAVERING, None),
    ),
    (
        replace(ENDED, ended_at=NOW - MINUTE, told_at=None),
        FOUND,
        AROUND,
        (Status.OPEN, Say.CARD, Reason.RECURRED, None),
    ),
    (replace(ENDED, status=Status.WITHDRAWN), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.NEW, None)),
    # people have closed it
    (SOLVED, FOUND, AROUND, (Status.SOLVED, Say.NOTHING, Reason.SOLVED, None)),
    (SOLVED, replace(FOUND, of=TODAY), AROUND, (Status.SOLVED, Say.NOTHING, Reason.SOLVED, None)),
    (replace(SOLVED, closed_on=YESTERDAY), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.RECURRED, None)),
    (
        replace(SOLVED, closed_on=TODAY - timedelta(days=7)),
        Finding(Rule.SCORE_LOW, "item", of=TODAY),  # of half a year: it moves slowly
        AROUND,
        (Status.SOLVED, Say.NOTHING, Reason.SOLVED, None),
    ),
    (
        replace(SOLVED, closed_on=TODAY - timedelta(days=8)),
        Finding(Rule.SCORE_LOW, "item", of=TODAY),
        AROUND,
        (Status.OPEN, Say.CARD, Reason.RECURRED, None),
    ),
    (replace(SOLVED, closed_on=YESTERDAY), FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (SOLVED, None, AROUND, (Status.SOLVED, Say.NOTHING, Reason.GONE, None)),
    (replace(SOLVED, ended_at=NOW), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.RECURRED, None)),
    (
        DISMISSED,
        replace(FOUND, of=TODAY + timedelta(days=9)),
        AROUND,
        (Status.DISMISSED, Say.NOTHING, Reason.DISMISSED, None),
    ),
    (DISMISSED, None, AROUND, (Status.DISMISSED, Say.NOTHING, Reason.GONE, None)),
    (replace(DISMISSED, ended_at=NOW), FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.RECURRED, None)),
    # something larger explains it
    (SUPPRESSED, FOUND, EXPLAINED, (Status.SUPPRESSED, Say.NOTHING, Reason.SUPPRESSED, None)),
    (SUPPRESSED, FOUND, AROUND, (Status.OPEN, Say.CARD, Reason.NO_LONGER_SUPPRESSED, None)),
    (SUPPRESSED, FOUND, QUIET, (Status.OPEN, Say.HOLD, Reason.QUIET, None)),
    (SUPPRESSED, None, AROUND, (Status.ENDED, Say.NOTHING, Reason.OVER, None)),
]


@pytest.mark.parametrize(("known", "finding", "around", "expected"), CASES)
def test_decide(
    known: AlertState | None,
    finding: Finding | None,
    around: Around,
    expected: tuple[Status, Say, Reason, Notice | None] | None,
) -> None:
    rule = finding.rule if finding else Rule.BUDGET_OVER
    decision = decide(known, finding, around, NATURES[rule])
    said = None if decision is None else (decision.status, decision.say, decision.reason, decision.notice)
    assert said == expected


BY_TIME = [
    # known, reason of its last reading, around → status, what is said, reason, who is told
    (OPEN, Reason.NEW, waited(29 * MINUTE), None),
    (OPEN, Reason.NEW, waited(30 * MINUTE), (Status.OPEN, Say.NOTHING, Reason.UNTAKEN, Notice.OWNER)),
    (OPEN, Reason.BETWEEN, waited(30 * MINUTE), (Status.OPEN, Say.NOTHING, Reason.UNTAKEN, Notice.OWNER)),
    (
        replace(OPEN, noticed=1),
        Reason.UNTAKEN,
        waited(2 * HOUR),
        (Status.OPEN, Say.NOTHING, Reason.UNTAKEN_LONG, Notice.MANAGER),
    ),
    (OPEN, Reason.SAME, AROUND, None),
    (OPEN, Reason.SAME, MUTED, (Status.MUTED, Say.EDIT, Reason.MUTED, None)),
    (OPEN, Reason.SAME, EXPLAINED, None),
    (TAKEN, Reason.SAME, AROUND, None),
    (
        replace(TAKEN, taken_until=NOW),
        Reason.SAME,
        AROUND,
        (Status.OPEN, Say.EDIT, Reason.PROMISE_PAST, Notice.OWNER),
    ),
    (IS_MUTED, Reason.MUTED, MUTED, None),
    (IS_MUTED, Reason.MUTED, AROUND, (Status.OPEN, Say.EDIT, Reason.MUTE_OVER, None)),
    (UNTOLD, Reason.QUIET, QUIET, None),
    (UNTOLD, Reason.QUIET, SUMS_UP, (Status.OPEN, Say.CARD, Reason.AFTER_QUIET, None)),
    (RECOVERING, Reason.RECOVERING, AROUND, None),
    (
        replace(RECOVERING, fine_since=NOW - SETTLED),
        Reason.SETTLING,
        AROUND,
        (Status.ENDED, Say.EDIT, Reason.OVER, None),
    ),
    (replace(RECOVERING, fine_since=NOW - SETTLED), Reason.BETWEEN, AROUND, None),  # not fine any more
    (replace(RECOVERING, fine_since=NOW - SETTLED), Reason.NO_DATA, AROUND, None),
    (SOLVED, Reason.SOLVED, AROUND, None),
    (DISMISSED, Reason.DISMISSED, AROUND, None),
    (SUPPRESSED, Reason.SUPPRESSED, AROUND, None),  # only a new reading says whether it is still there
    (ENDED, Reason.OVER, AROUND, None),
]


@pytest.mark.parametrize(("known", "last", "around", "expected"), BY_TIME)
def test_what_time_alone_does(
    known: AlertState,
    last: Reason,
    around: Around,
    expected: tuple[Status, Say, Reason, Notice | None] | None,
) -> None:
    decision = passes(Alert(1, FOUND, NOW - HOUR, known, reason=last), around)
    said = None if decision is None else (decision.status, decision.say, decision.reason, decision.notice)
    assert said == expected


def test_with_the_same_figures_nothing_is_edited() -> None:
    decision = decide(OPEN, FOUND, AROUND, NATURES[FOUND.rule], is_changed=False)
    assert decision is not None
    assert (decision.say, decision.reason) == (Say.NOTHING, Reason.SAME)


def test_a_rule_about_whole_days_is_over_with_the_next_day() -> None:
    decision = decide(OPEN, None, AROUND, Nature(Topic.ADS, timedelta(0)))
    assert decision is not None
    assert (decision.status, decision.say) == (Status.ENDED, Say.EDIT)


@pytest.mark.parametrize(
    ("known", "around", "opens"),
    [
        (None, AROUND, True),
        (None, MUTED, True),
        (None, EXPLAINED, True),
        (ENDED, AROUND, True),
        (replace(ENDED, ended_at=NOW), AROUND, False),  # the same card goes on
        (replace(SOLVED, closed_on=YESTERDAY), AROUND, True),
        (SUPPRESSED, AROUND, False),
        (UNTOLD, AROUND, False),
    ],
)
def test_only_news_open_a_new_alert(known: AlertState | None, around: Around, opens: bool) -> None:
    decision = decide(known, FOUND, around, NATURES[FOUND.rule])
    assert decision is not None
    assert decision.opens is opens


ENDS = {"day": NOW + 24 * HOUR, "rule": NOW + 168 * HOUR, "all": NOW + 20 * HOUR, "campaign": NOW + 48 * HOUR}


@pytest.mark.parametrize(
    ("which", "covers_same", "covers_subject", "covers_rule", "hours"),
    [
        ("day", True, False, False, 24),
        ("campaign", True, False, False, 48),
        ("rule", True, True, False, 168),
        ("all", True, True, True, 20),
    ],
)
def test_how_far_and_how_long_a_mute_reaches(
    which: str, covers_same: bool, covers_subject: bool, covers_rule: bool, hours: int
) -> None:
    mute = mute_of(which, FOUND, "Li", ENDS)
    before = NOW + hours * HOUR - MINUTE
    others = (FOUND, replace(FOUND, subject="b"), replace(FOUND, rule=Rule.ROI_LOW))
    assert [mute.covers(one, before) for one in others] == [covers_same, covers_subject, covers_rule]
    assert not any(mute.covers(one, before + MINUTE) for one in others)


def test_until_it_recovers_has_no_end() -> None:
    mute = mute_of("gone", FOUND, "Li", ENDS)
    assert mute.until is None
    assert mute.covers(FOUND, NOW + 10_000 * HOUR)


def test_the_larger_cause_explains_the_smaller_one(monkeypatch: pytest.MonkeyPatch) -> None:
    explained = (
        (Rule.BUDGET_UNDER, Rule.BALANCE_EMPTY, lambda _effect, _cause: True),
        (Rule.BUDGET_OVER, Rule.ROI_LOW, alerts.same_subject),
    )
    monkeypatch.setattr(alerts, "EXPLAINED_BY", explained)
    under = Finding(Rule.BUDGET_UNDER, "a")
    assert suppressor(under, (LARGER,)) == LARGER
    assert suppressor(under, (replace(LARGER, level=Level.UNKNOWN),)) is None
    assert suppressor(FOUND, (LARGER, Finding(Rule.ROI_LOW, "another"))) is None
    assert suppressor(FOUND, (Finding(Rule.ROI_LOW, FOUND.subject),)) is not None
    assert suppressor(LARGER, (under,)) is None


def told(status: Status = Status.OPEN, **facts: str) -> Alert:
    return Alert(1, Finding(Rule.SPEND_SHARE, "", facts), NOW, AlertState(status, NOW))


@pytest.mark.parametrize(
    ("known", "facts", "cost"),
    [
        (None, {"day": "2026-11-23", "cost": "30"}, "30"),
        (told(day="2026-11-22", cost="100"), {"day": "2026-11-23", "cost": "30"}, "130"),
        (told(day="2026-11-23", cost="130", cost_before="100"), {"day": "2026-11-23", "cost": "35"}, "135"),
        (told(day="2026-11-23", cost="30"), {"day": "2026-11-23", "cost": "35"}, "35"),
        (told(day="2026-11-22", cost="0"), {"day": "2026-11-23", "cost": "30"}, "30"),
        (told(Status.SOLVED, day="2026-11-22", cost="100"), {"day": "2026-11-23", "cost": "30"}, "30"),
        (told(Status.ENDED, day="2026-11-22", cost="100"), {"day": "2026-11-23", "cost": "30"}, "30"),
        (told(cost="100"), {"cost": "30"}, "30"),  # of a day that goes on: what it cost so far
        (told(day="2026-11-22", cost="100"), {"day": "2026-11-23"}, None),
    ],
)
def test_what_lasts_for_days_costs_what_each_of_them_did(
    known: Alert | None, facts: dict[str, str], cost: str | None
) -> None:
    assert with_cost(known, Finding(Rule.SPEND_SHARE, "", facts)).facts.get("cost") == cost


def test_what_is_told_of_a_week_is_not_added_up() -> None:
    plan = Finding(Rule.PLAN_WASTE, "7", {"day": "2026-11-23", "cost": "300"})
    before = Alert(
        1, replace(plan, facts={"day": "2026-11-22", "cost": "290"}), NOW, AlertState(Status.OPEN, NOW)
    )
    assert with_cost(before, plan) == plan


def test_every_rule_has_its_nature() -> None:
    assert set(NATURES) == set(Rule)


def test_an_account_that_is_empty_is_no_longer_low() -> None:
    low, short, empty = (
        Finding(rule, "all") for rule in (Rule.BALANCE_LOW, Rule.BALANCE_SHORT, Rule.BALANCE_EMPTY)
    )
    assert is_overtaken(low, [empty])
    assert is_overtaken(low, [short])
    assert is_overtaken(short, [empty])
    assert not is_overtaken(empty, [low, short])
    assert not is_overtaken(low, [replace(empty, subject="other")])
