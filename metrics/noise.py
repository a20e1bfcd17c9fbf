"""Noise: which rule nobody acts on, and the mildest threshold that would have said less and lost nothing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics import rehearsal
from metrics.alerts import Alert, Event, Finding, Level, Rule, Status
from metrics.mistakes import Mistake
from metrics.numbers import ratio
from metrics.periods import DAY
from metrics.regular import LATEST
from metrics.rules import Rules, Threshold, changed, threshold_of
from metrics.settings import Loudness, Regular, Settings
from metrics.stores import Store
from metrics.tasks import APPROVED, DONE
from metrics.watched import day_of

LOOKED_BACK = timedelta(days=rehearsal.LOOKED_BACK)
FEWEST = 5  # alerts: fewer say nothing about a rule
LEAST = Decimal("0.5")  # precision: a rule below it is noisy
SOON = timedelta(hours=2)  # over by itself within: nobody needed to know
MOST_STEPS = 10  # of the threshold: further away it is another rule
ENOUGH = Decimal(
    "0.5"
)  # of the alerts that nobody needed: with so many gone, a milder value is the better one
WORTH = Decimal("0.75")  # with more left, nobody has to be asked
AGAIN = timedelta(days=28)  # before the same rule is spoken of again
AFTER_WEEKLY = timedelta(minutes=10)
MONDAY = 0
ACTED = frozenset({Status.TAKEN, Status.SOLVED, APPROVED, DONE})  # in an alert's story

# ---------------------------------------------------------------------------------------------- what it was


class Outcome(StrEnum):
    """What an alert was to people."""

    REAL = "real"  # somebody took or solved it
    NOISE = "noise"  # no problem, muted, or over before anybody looked
    NEITHER = "neither"  # it went on, and nobody said


@dataclass(frozen=True)
class Record:
    """An alert that people were told of, the day it was opened, and what it was to them."""

    alert: Alert
    opened_on: date
    outcome: Outcome

    @property
    def rule(self) -> Rule:
        return self.alert.finding.rule


def outcome(alert: Alert, story: Collection[Event]) -> Outcome:
    """The last word counts: what was taken and then called no problem is none."""
    said, status = {event.reason for event in story if event.person is not None}, alert.state.status
    if status is Status.WITHDRAWN:
        return Outcome.NEITHER
    if status is Status.DISMISSED:
        return Outcome.NOISE
    if status is Status.SOLVED or said & ACTED:
        return Outcome.REAL
    if Status.MUTED in said or status is Status.MUTED:
        return Outcome.NOISE
    ended = alert.state.ended_at
    is_short = ended is not None and ended - alert.opened_at < SOON
    return Outcome.NOISE if is_short else Outcome.NEITHER


@dataclass(frozen=True)
class Precision:
    """How much of what a rule says people act on."""

    rule: Rule
    real: int
    noise: int
    neither: int = 0

    @property
    def alerts(self) -> int:
        return self.real + self.noise + self.neither

    @property
    def precision(self) -> Decimal | None:
        return ratio(self.real, self.real + self.noise)

    @property
    def is_noisy(self) -> bool:
        return self.alerts >= FEWEST and self.precision is not None and self.precision < LEAST


def precisions(records: Iterable[Record]) -> tuple[Precision, ...]:
    """The noisiest rule first: the least precise, then the one that says most."""
    by_rule: dict[Rule, list[Outcome]] = defaultdict(list)
    for record in records:
        by_rule[record.rule].append(record.outcome)
    found = [
        Precision(rule, *(own.count(one) for one in (Outcome.REAL, Outcome.NOISE, Outcome.NEITHER)))
        for rule, own in by_rule.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.precision or Decimal(0), -one.alerts, one.rule)))


# ------------------------------------------------------------------------------------------------- the knobs


@dataclass(frozen=True)
class Knob:
    """The threshold that makes a rule quieter, which way, and all the rules it decides."""

    name: str
    up: bool
    decides: frozenset[Rule]
    lag: timedelta = DAY  # from the day that figures are about to the day they are known

    @property
    def threshold(self) -> Threshold:
        return threshold_of(self.name)


OF_FIGURES = frozenset({Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH, Rule.PRODUCT_FELL})
OVER, UNDER = (
    frozenset({Rule.BUDGET_OVER, Rule.MONTH_OVER}),
    frozenset({Rule.BUDGET_UNDER, Rule.MONTH_UNDER}),
)
NO_LAG = timedelta(0)
KNOBS: Mapping[Rule, Knob] = {
    Rule.ROI_LOW: Knob("roi_pass", False, frozenset({Rule.ROI_LOW})),
    Rule.SPEND_SHARE: Knob("spend_share_limit", True, frozenset({Rule.SPEND_SHARE})),
    Rule.UNUSUAL_LOW: Knob("unusual_score", True, OF_FIGURES),
    Rule.UNUSUAL_HIGH: Knob("unusual_score", True, OF_FIGURES),
    Rule.PRODUCT_FELL: Knob("product_orders", True, frozenset({Rule.PRODUCT_FELL})),
    Rule.SCORE_LOW: Knob("score_low", False, frozenset({Rule.SCORE_LOW})),
    **{rule: Knob("pace_high", True, OVER, NO_LAG) for rule in sorted(OVER)},
    **{rule: Knob("pace_low", False, UNDER, NO_LAG) for rule in sorted(UNDER)},
}


def candidates(knob: Knob, rules: Rules) -> Iterator[tuple[Decimal, Rules]]:
    """Other values, the mildest first, as far as the threshold's own bounds allow."""
    one = knob.threshold
    step = one.step if knob.up else -one.step
    for number in range(1, MOST_STEPS + 1):
        value = one.value(rules) + number * step
        try:
            yield value, changed(rules, one, value)
        except Mistake:
            return


# ---------------------------------------------------------------------------------------------- the proposal

Looks = Sequence[tuple[date, Sequence[Finding]]]  # in order, each with what it finds
Rehearse = Callable[[Rules], Looks]


@dataclass(frozen=True)
class Proposal:
    """Another value for a threshold, tried on the last days. `now`, `then`: how often it fires."""

    precision: Precision
    name: str
    old: Decimal
    new: Decimal
    now: int
    then: int
    kept: int  # real alerts that it would have told as well

    @property
    def rule(self) -> Rule:
        return self.precision.rule


class Answer(StrEnum):
    ACCEPTED = "accepted"
    LEFT = "left"


@dataclass(frozen=True)
class Proposed:
    """A proposal as kept, with its answer where there is one."""

    id: int
    proposal: Proposal
    answer: Answer | None = None
    person: str | None = None


def propose(
    noisy: Precision, knob: Knob, records: Collection[Record], rules: Rules, rehearse: Rehearse
) -> Proposal | None:
    """The mildest value that halves what the rule says, else the one that says least.

    None where no value says clearly less without losing an alert that was real, or where one that was real
    is not found again with today's thresholds: then nothing is proved.
    """
    real = [one for one in records if one.outcome is Outcome.REAL and one.rule in knob.decides]
    looks = rehearse(rules)
    now = len(rehearsal.beginnings(looks, {noisy.rule}))
    if not all(is_found(one, looks, knob.lag) for one in real):
        return None
    best: tuple[Decimal, int] | None = None
    for value, tried in candidates(knob, rules):
        looks = rehearse(tried)
        if not all(is_found(one, looks, knob.lag) for one in real):
            break
        then = len(rehearsal.beginnings(looks, {noisy.rule}))
        if then < (now if best is None else best[1]):
            best = value, then
        if then <= now * ENOUGH:
            break
    if best is None or best[1] > now * WORTH:
        return None
    return Proposal(noisy, knob.name, knob.threshold.value(rules), best[0], now, best[1], len(real))


def is_found(record: Record, looks: Looks, lag: timedelta) -> bool:
    """Whether any look at the days it was about fires for its cause."""
    finding, first = record.alert.finding, record.opened_on - lag
    last = day_of(finding, first)
    return any(
        min(first, last) <= day <= last
        and any(one.cause == finding.cause and one.level is Level.FIRING for one in found)
        for day, found in looks
    )


# --------------------------------------------------------------------------------------------------- when


def due_day(store: Store, settings: Settings, since: datetime, now: datetime) -> date | None:
    """The Monday whose proposal is due now: a little after the weekly post, and not without it."""
    if settings.loudness(Regular.WEEKLY) is Loudness.OFF:
        return None
    today = store.today(now)
    for day in (today, today - DAY):
        moment = store.moment(day, settings.at(Regular.WEEKLY)) + AFTER_WEEKLY
        if day.weekday() == MONDAY and since <= moment <= now < moment + LATEST:
            return day
    return None
