"""What people have to do where the bot cannot: proposed by an alert, approved with a press, done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from metrics.alerts import Finding, Rule

APPROVED, DONE = "approve", "task_done"  # in an alert's story


class TaskKind(StrEnum):
    """What is to be done on the advertising platform."""

    CAP = "cap"  # today's spend is not to go over the budget
    HALT = "halt"  # nothing more is to be spent today
    DAILY = "daily"  # a daily budget from a day on
    TOP_UP = "top_up"
    PAUSE_PLAN = "pause_plan"
    PAUSE_WORD = "pause_word"


@dataclass(frozen=True)
class Proposal:
    """What an alert asks to be done, and by when (None: today); `facts` are figures as text."""

    kind: TaskKind
    due: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    id: int
    kind: TaskKind
    alert_id: int | None
    facts: Mapping[str, str]
    made_by: str
    made_at: datetime
    owner: tuple[int, str] | None  # None: whoever comes first
    due: date | None
    done_at: datetime | None = None
    done_by: str | None = None

    @property
    def owner_name(self) -> str:
        return self.owner[1] if self.owner else ""


def proposal(finding: Finding) -> Proposal | None:
    """What would mend it; None where there is nothing to be set in so many words."""
    facts, channel = finding.facts, {"channel": finding.subject}
    match finding.rule:
        case Rule.BUDGET_OVER if Decimal(facts["spent"]) < Decimal(facts["budget"]):
            return Proposal(TaskKind.CAP, facts={**channel, "amount": facts["budget"]})
        case Rule.BUDGET_OVER:
            return Proposal(TaskKind.HALT, facts=channel)
        case Rule.MONTH_OVER | Rule.MONTH_UNDER if "land" in facts:
            first = date.fromisoformat(facts["land_from"])
            return Proposal(TaskKind.DAILY, first, {**channel, "amount": facts["land"], "from": str(first)})
        case Rule.BALANCE_LOW | Rule.BALANCE_SHORT if "top_up" in facts:
            return Proposal(TaskKind.TOP_UP, facts={**channel, "amount": facts["top_up"]})
        case Rule.PLAN_WASTE:
            return Proposal(TaskKind.PAUSE_PLAN, facts={"name": facts["name"], "a_day": facts["a_day"]})
        case Rule.WORD_WASTE:
            return Proposal(TaskKind.PAUSE_WORD, facts={"name": facts["name"], "a_day": facts["a_day"]})
    return None


def by_owner(tasks: Iterable[Task]) -> dict[str, tuple[Task, ...]]:
    """Who has most to do comes first, what is nobody's last; the oldest task first."""
    found: dict[str, list[Task]] = {}
    for one in sorted(tasks, key=lambda task: (task.made_at, task.id)):
        found.setdefault(one.owner_name, []).append(one)
    order = sorted(found, key=lambda name: (not name, -len(found[name]), name))
    return {name: tuple(found[name]) for name in order}
