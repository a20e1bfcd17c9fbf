"""Noise: what people made of alerts, which rule is noisy, and what says less without losing a real one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Alert, AlertState, Event, Finding, Level, Rule, Status
from metrics.noise import (
    KNOBS,
    Knob,
    Outcome,
    Precision,
    Record,
    candidates,
    due_day,
    is_found,
    outcome,
    precisions,
    propose,
)
from metrics.rehearsal import JUDGED
from metrics.rules import Rules
from metrics.settings import Settings
from metrics.stores import Store

STORE = Store(1, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)  # a Monday, ten in the shop
DAY = timedelta(days=1)
FIRST = date(2026, 10, 1)


def event(reason: str, person: str | None = "李雷") -> Event:
    return Event(NOW, reason, person, "")


def alert(
    status: Status = Status.OPEN, ended_after: float | None = None, rule: Rule = Rule.ROI_LOW, day: int = 0
) -> Alert:
    ended = None if ended_after is None else NOW + timedelta(hours=ended_after)
    of = FIRST + day * DAY
    finding = Finding(rule, "", {"day": str(of)}, of=of)
    return Alert(1, finding, NOW, AlertState(status, NOW, ended_at=ended))


@pytest.mark.parametrize(
    ("one", "story", "expected"),
    [
        (alert(Status.SOLVED), [event("solved")], Outcome.REAL),
        (alert(Status.TAKEN), [event("taken")], Outcome.REAL),
        (alert(Status.ENDED, 1), [event("taken")], Outcome.REAL),
        (alert(Status.OPEN), [event("approve")], Outcome.REAL),
        (alert(Status.ENDED, 9), [event("task_done")], Outcome.REAL),
        (alert(Status.DISMISSED), [event("dismissed")], Outcome.NOISE),
        (alert(Status.DISMISSED), [event("taken"), event("dismissed")], Outcome.NOISE),
        (alert(Status.MUTED), [event("muted")], Outcome.NOISE),
        (alert(Status.ENDED, 30), [event("muted")], Outcome.NOISE),
        (alert(Status.MUTED), [event("muted", None)], Outcome.NOISE),
        (alert(Status.ENDED, 1.9), [], Outcome.NOISE),
        (alert(Status.ENDED, 2), [], Outcome.NEITHER),
        (alert(Status.OPEN), [event("untaken", None)], Outcome.NEITHER),
        (alert(Status.WITHDRAWN, 1), [event("taken")], Outcome.NEITHER),
    ],
)
def test_what_an_alert_was_to_people(one: Alert, story: list[Event], expected: Outcome) -> None:
    assert outcome(one, story) is expected


def records(rule: Rule, real: int, noise: int, neither: int = 0) -> list[Record]:
    outcomes = [Outcome.REAL] * real + [Outcome.NOISE] * noise + [Outcome.NEITHER] * neither
    return [Record(alert(rule=rule), FIRST, one) for one in outcomes]


@pytest.mark.parametrize(
    ("real", "noise", "neither", "precision", "noisy"),
    [
        (0, 5, 0, Decimal(0), True),
        (0, 4, 0, Decimal(0), False),
        (0, 4, 1, Decimal(0), True),
        (3, 3, 0, Decimal("0.5"), False),
        (2, 3, 0, Decimal("0.4"), True),
        (5, 0, 0, Decimal(1), False),
        (0, 0, 9, None, False),
    ],
)
def test_a_rule_is_noisy_where_people_act_on_less_than_half(
    real: int, noise: int, neither: int, precision: Decimal | None, noisy: bool
) -> None:
    (one,) = precisions(records(Rule.ROI_LOW, real, noise, neither))
    assert (one.precision, one.is_noisy) == (precision, noisy)


def test_the_noisiest_comes_first() -> None:
    mixed = [
        *records(Rule.ROI_LOW, 2, 4),
        *records(Rule.SPEND_SHARE, 0, 5),
        *records(Rule.UNUSUAL_LOW, 0, 7),
        *records(Rule.SCORE_LOW, 9, 0),
    ]
    found = [one.rule for one in precisions(mixed)]
    assert found == [Rule.UNUSUAL_LOW, Rule.SPEND_SHARE, Rule.ROI_LOW, Rule.SCORE_LOW]


# ------------------------------------------------------------------------------------------------ proposals

ROI = KNOBS[Rule.ROI_LOW]
NOISY = Precision(Rule.ROI_LOW, 0, 6)


def looks(roi: Sequence[float], rules: Rules) -> list[tuple[date, list[Finding]]]:
    """One day after another; between two of them ROI is fine."""
    found: list[tuple[date, list[Finding]]] = []
    for place, value in enumerate(roi):
        is_low = Decimal(str(value)) < rules.roi_pass
        found.append((FIRST + 2 * place * DAY, [Finding(Rule.ROI_LOW, "")] if is_low else []))
        found.append((FIRST + (2 * place + 1) * DAY, []))
    return found


def real(place: int) -> Record:
    """An alert about the day at that place, opened on the next."""
    one = alert(Status.SOLVED, day=2 * place)
    return Record(one, FIRST + (2 * place + 1) * DAY, Outcome.REAL)


@pytest.mark.parametrize(
    ("roi", "kept", "new", "now", "then"),
    [
        ((2.95, 2.95, 2.95, 2.95, 2.95, 2.95), (), "2.9", 6, 0),  # the mildest that is enough
        ((2.95, 2.95, 2.75, 2.75, 2.75, 1.5), (), "2.7", 6, 1),
        ((2.95, 2.95, 2.75, 2.75, 2.75, 1.5), (5,), "2.7", 6, 1),  # the real one stays
        ((2.95, 2.95, 2.75, 2.75, 2.75, 1.5), (2,), "2.9", 6, 4),  # no further: it would be lost
        ((2.95, 2.95, 1.5, 1.5, 1.5, 1.5), (), "2.9", 6, 4),  # as little as there is
    ],
)
def test_the_mildest_value_that_says_half_and_loses_nothing(
    roi: tuple[float, ...], kept: tuple[int, ...], new: str, now: int, then: int
) -> None:
    found = propose(NOISY, ROI, [real(place) for place in kept], Rules(), lambda rules: looks(roi, rules))
    assert found is not None
    assert (found.name, found.old, found.new) == ("roi_pass", Decimal(3), Decimal(new))
    assert (found.now, found.then, found.kept) == (now, then, len(kept))


@pytest.mark.parametrize(
    ("roi", "kept"),
    [
        ((1.5, 1.5, 1.5, 1.5, 1.5, 1.5), ()),  # no value within reach says less
        ((2.95, 1.5, 1.5, 1.5, 1.5, 1.5), ()),  # one fewer is not worth a question
        ((2.95, 2.95, 2.95, 2.95, 2.95, 2.95), (0,)),  # the first step loses the real one
        ((2.95, 3.5, 2.95, 2.95, 2.95, 2.95), (1,)),  # today's threshold does not find it again: no proof
    ],
)
def test_where_nothing_is_proved_nothing_is_proposed(roi: tuple[float, ...], kept: tuple[int, ...]) -> None:
    said = [real(place) for place in kept]
    assert propose(NOISY, ROI, said, Rules(), lambda rules: looks(roi, rules)) is None


def test_real_alerts_of_other_rules_that_the_threshold_decides_are_kept_too() -> None:
    knob = Knob("roi_pass", False, frozenset({Rule.ROI_LOW, Rule.SPEND_SHARE}))
    share = Record(alert(Status.SOLVED, rule=Rule.SPEND_SHARE), FIRST + DAY, Outcome.REAL)

    def rehearse(rules: Rules) -> list[tuple[date, list[Finding]]]:
        found = looks((2.95,) * 6, rules)
        if rules.roi_pass == 3:
            found[0][1].append(Finding(Rule.SPEND_SHARE, ""))
        return found

    assert propose(NOISY, knob, [share], Rules(), rehearse) is None
    assert propose(NOISY, ROI, [share], Rules(), rehearse) is not None


@pytest.mark.parametrize(
    ("day", "level", "found"),
    [(0, Level.FIRING, True), (0, Level.BETWEEN, False), (1, Level.FIRING, False), (-1, Level.FIRING, False)],
)
def test_an_alert_is_found_on_its_own_day(day: int, level: Level, found: bool) -> None:
    record = Record(alert(Status.SOLVED), FIRST + DAY, Outcome.REAL)
    look = FIRST + day * DAY, [Finding(Rule.ROI_LOW, "", level=level)]
    assert is_found(record, [look], DAY) is found


def test_an_alert_that_lasted_is_found_on_any_of_its_days() -> None:
    record = Record(alert(Status.SOLVED, day=3), FIRST + DAY, Outcome.REAL)
    assert is_found(record, [(FIRST + 2 * DAY, [Finding(Rule.ROI_LOW, "")])], DAY)


def test_candidates_keep_within_bounds_and_order() -> None:
    share = [value for value, _ in candidates(KNOBS[Rule.SPEND_SHARE], Rules())]
    assert share[0] == Decimal("0.11")
    assert share[-1] == Decimal("0.20")
    high = KNOBS[Rule.SPEND_SHARE]
    near = Rules(spend_share_limit=Decimal("0.58"))
    assert [value for value, _ in candidates(high, near)] == [Decimal("0.59"), Decimal("0.60")]
    assert all(rules.roi_pass == value for value, rules in candidates(ROI, Rules()))


@pytest.mark.parametrize("rule", sorted(KNOBS))
def test_each_knob_is_a_threshold_and_decides_its_rule(rule: Rule) -> None:
    knob = KNOBS[rule]
    assert rule in knob.decides
    assert knob.threshold.name == knob.name
    assert knob.decides >= JUDGED.get(knob.name, frozenset())


# ----------------------------------------------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("now", "changed", "day"),
    [
        ("2026-11-23 09:39", {}, None),
        ("2026-11-23 09:40", {}, date(2026, 11, 23)),
        ("2026-11-23 11:39", {}, date(2026, 11, 23)),
        ("2026-11-23 11:40", {}, None),
        ("2026-11-24 09:40", {}, None),
        ("2026-11-23 08:10", {"post.weekly.at": "08:00"}, date(2026, 11, 23)),
        ("2026-11-23 09:40", {"post.weekly": "off"}, None),
        ("2026-11-23 09:40", {"post.weekly": "silent"}, date(2026, 11, 23)),
    ],
)
def test_it_comes_on_mondays_after_the_weekly_post(
    now: str, changed: dict[str, str], day: date | None
) -> None:
    written = datetime.fromisoformat(now)
    moment = STORE.moment(written.date(), written.time())
    since = datetime(2026, 1, 1, tzinfo=UTC)
    assert due_day(STORE, Settings(changed), since, moment) == day
    assert due_day(STORE, Settings(changed), moment + DAY, moment) is None
