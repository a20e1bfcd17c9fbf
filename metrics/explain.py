"""Why nothing is said: what was looked at, what was seen, and what kept it quiet."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from metrics.aftermath import Reading
from metrics.alerts import (
    RUNNING,
    Alert,
    Event,
    Finding,
    Level,
    Mute,
    Rule,
    Status,
    suppressor,
)
from metrics.rules import Rules

# ------------------------------------------------------------------------------------------------ the nouns


class Seen(StrEnum):
    """What a detector made of a cause."""

    FOUND = "found"
    FINE = "fine"
    BETWEEN = "between"  # not bad enough to begin, not good enough to be over
    SMALL = "small"  # odd, but too little to matter
    WELCOME = "welcome"  # a change for the better
    NO_FIGURE = "no_figure"  # the day's file has not come, or does not tell it
    NO_SALES = "no_sales"
    NOT_TOLD = "not_told"  # nobody has said how much is spent, or left
    NOT_LOOKED = "not_looked"  # nobody has looked of late
    TOO_EARLY = "too_early"
    FEW_DAYS = "few_days"
    FEW_PEOPLE = "few_people"
    NO_PLAN = "no_plan"  # a campaign, with no plan to measure it by
    HOLIDAY = "holiday"
    SECOND_LOOK = "second_look"  # a leap that is believed when it is seen twice
    COVERED = "covered"  # another finding tells it


@dataclass(frozen=True)
class Look:
    """One cause as it was judged. A subject of "" is the store, or all that the rule is about."""

    rule: Rule
    subject: str
    seen: Seen
    finding: Finding | None = None


class Why(StrEnum):
    """Why something that is there was not sent (again) today."""

    SENT = "sent"  # it was, today
    ON_CARD = "on_card"  # told before, its card is kept up to date
    MUTED = "muted"
    QUIET = "quiet"
    SUPPRESSED = "suppressed"
    SOLVED = "solved"
    DISMISSED = "dismissed"
    WENT = "went"  # it came and went before anybody could be told
    SOON = "soon"  # found just now: the next look tells it


@dataclass(frozen=True)
class Held:
    """Something that is, or was today, and why it was not sent. `person`, `until`: who muted or closed it.

    `cause` is what explains it.
    """

    finding: Finding
    why: Why
    person: str | None = None
    until: datetime | None = None
    cause: Finding | None = None
    alert_id: int | None = None


@dataclass(frozen=True)
class Silence:
    """All there is to say about today's silence. `quiet_until` is None where people may be spoken to."""

    held: tuple[Held, ...]
    looks: tuple[Look, ...]
    quiet_until: datetime | None = None
    mutes: tuple[Mute, ...] = ()  # those that reach further than one cause

    @property
    def sent(self) -> int:
        return sum(one.why is Why.SENT for one in self.held)


@dataclass(frozen=True)
class AlertWhy:
    """An alert with what happened to it, what holds it back, and the rules it is judged by."""

    alert: Alert
    story: tuple[Event, ...]
    readings: tuple[Reading, ...]
    rules: Rules
    mute: Mute | None = None
    cause: Finding | None = None


FINE = frozenset({Seen.FINE, Seen.BETWEEN, Seen.SMALL, Seen.WELCOME, Seen.COVERED})

# ---------------------------------------------------------------------------------------------- the question

NOTHING = 0
NOTHING_WORDS = frozenset(
    {
        *("nothing", "none", "silence", "no alert", "no alerts", "没有", "没有提醒", "没提醒", "无提醒"),
        *("为什么没有提醒", "为什么没提醒", "为何没有提醒", "没有预警", "没预警"),
    }
)
ALERT_WORDS = re.compile(r"(?:alert|提醒|预警)?\s*[#＃]?\s*(\d{1,7})", re.IGNORECASE)


def asked_alert(words: Sequence[str]) -> int | None:
    """`#12`, `alert 12`, `提醒 12`, or `nothing` (NOTHING); None where it is about something else."""
    said = " ".join(words).strip().rstrip("?？").lower()
    if said in NOTHING_WORDS:
        return NOTHING
    match = ALERT_WORDS.fullmatch(said)
    return int(match[1]) if match else None


# --------------------------------------------------------------------------------------------- what is held


def held(
    looks: Iterable[Look],
    alerts: Sequence[Alert],
    mutes: Sequence[Mute],
    today: date,
    now: datetime,
    told_on: Mapping[int, date],
) -> tuple[Held, ...]:
    """Every alert of today or not over yet, and what has just been found. `told_on`: by alert, the day."""
    found = {look.finding.cause: look.finding for look in looks if look.finding and look.seen is Seen.FOUND}
    there = [*found.values(), *(one.finding for one in alerts if one.state.ended_at is None)]
    said = [_held(one, mutes, there, today, now, told_on) for one in alerts]
    running = {one.finding.cause for one in alerts if one.state.ended_at is None}
    soon = [Held(finding, Why.SOON) for cause, finding in found.items() if cause not in running]
    return (*(one for one in said if one is not None), *soon)


def _held(
    alert: Alert,
    mutes: Sequence[Mute],
    there: Collection[Finding],
    today: date,
    now: datetime,
    told_on: Mapping[int, date],
) -> Held | None:
    status, finding = alert.state.status, alert.finding
    plain = Held(finding, Why.ON_CARD, alert.person, alert_id=alert.id)
    match status:
        case Status.MUTED:
            mute = next((one for one in mutes if one.covers(finding, now)), None)
            person, until = (mute.person, mute.until) if mute else (alert.person, alert.muted_until)
            return replace(plain, why=Why.MUTED, person=person, until=until)
        case Status.SUPPRESSED:
            return replace(plain, why=Why.SUPPRESSED, cause=suppressor(finding, there))
        case Status.SOLVED | Status.DISMISSED if alert.state.ended_at is None:
            return replace(plain, why=Why.SOLVED if status is Status.SOLVED else Why.DISMISSED)
    if told_on.get(alert.id) == today:
        return replace(plain, why=Why.SENT)
    if status in RUNNING:
        return replace(plain, why=Why.QUIET) if alert.state.told_at is None else plain
    return replace(plain, why=Why.WENT) if alert.state.told_at is None else None


# ----------------------------------------------------------------------------------------- what was looked at


def looks_of(rules: Iterable[Rule], findings: Iterable[Finding]) -> Iterator[Look]:
    """From a detector's plain answer: a cause of a judged rule that is not among the findings is fine."""
    seen = {Level.FIRING: Seen.FOUND, Level.BETWEEN: Seen.BETWEEN, Level.UNKNOWN: Seen.NO_FIGURE}
    said = set()
    for finding in findings:
        said.add(finding.rule)
        yield Look(finding.rule, finding.subject, seen[finding.level], finding)
    yield from (Look(rule, "", Seen.FINE) for rule in sorted(rules) if rule not in said)
