"""To alert or not: a cause that was found, what is known of it, and the decision with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

MUTE = timedelta(days=1)
SETTLED = timedelta(
    hours=1
)  # a cause back sooner than this never really went: a figure wavers around its limit


class Rule(StrEnum):
    """What can be wrong. With a subject (a channel, a review …; "" is the whole store) it is a cause."""

    BUDGET_OVER = "budget_over"
    BUDGET_UNDER = "budget_under"
    MONTH_OVER = "month_over"
    MONTH_UNDER = "month_under"
    BALANCE_SHORT = "balance_short"
    BALANCE_EMPTY = "balance_empty"
    ROI_LOW = "roi_low"
    SPEND_SHARE = "spend_share"


class Status(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    MUTED = "muted"
    SOLVED = "solved"
    ENDED = "ended"


class Reason(StrEnum):
    """Why an alert goes out, or does not."""

    NOTHING = "nothing"  # not found, and nothing to end
    NEW = "new"
    RECURRED = "recurred"  # found again after it had ended
    UNSENT = "unsent"  # known, but its card never reached the outbox
    NEXT_DAY = "next_day"  # still there on another day
    SENT_TODAY = "sent_today"
    TAKEN = "taken"
    SOLVED = "solved"
    MUTED = "muted"
    WAVERING = "wavering"  # ended a moment ago: carried on, quietly
    ENDED = "ended"  # no longer found


SENDING = frozenset({Reason.NEW, Reason.RECURRED, Reason.UNSENT, Reason.NEXT_DAY})
OPENING = frozenset({Reason.NEW, Reason.RECURRED})


@dataclass(frozen=True)
class Finding:
    """A cause that is there now. `facts`: its figures as plain text (ISO days, Decimals, clock hours)."""

    rule: Rule
    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def cause(self) -> tuple[Rule, str]:
        return self.rule, self.subject


@dataclass(frozen=True)
class AlertState:
    """What is known of a cause: the last alert about it, also when that has ended."""

    status: Status
    last_sent_day: date | None  # None until its card is in the outbox
    muted_until: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Alert:
    """One alert as kept. `person` is who took, muted or solved it."""

    id: int
    finding: Finding
    opened_at: datetime
    state: AlertState
    person: str | None = None


@dataclass(frozen=True)
class Decision:
    reason: Reason

    @property
    def send(self) -> bool:
        return self.reason in SENDING

    @property
    def opens(self) -> bool:
        """A new alert begins; every other reason goes on with the known one."""
        return self.reason in OPENING


def decide(known: AlertState | None, finding: Finding | None, today: date, now: datetime) -> Decision:
    """Once per cause and period: not again until it has ended, or the next day."""
    if finding is None:
        running = known is not None and known.status is not Status.ENDED
        return Decision(Reason.ENDED if running else Reason.NOTHING)
    if known is None:
        return Decision(Reason.NEW)
    if known.muted_until is not None and now < known.muted_until:
        return Decision(Reason.MUTED)
    if known.status is Status.ENDED:
        return Decision(_after_end(known, today, now))
    if known.last_sent_day is None:
        return Decision(Reason.UNSENT)
    if known.last_sent_day < today:
        return Decision(Reason.NEXT_DAY)
    quiet = {Status.TAKEN: Reason.TAKEN, Status.SOLVED: Reason.SOLVED}
    return Decision(quiet.get(known.status, Reason.SENT_TODAY))


def _after_end(known: AlertState, today: date, now: datetime) -> Reason:
    just_ended = known.ended_at is not None and now - known.ended_at < SETTLED
    return Reason.WAVERING if just_ended and known.last_sent_day == today else Reason.RECURRED
