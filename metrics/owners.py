"""Who looks after what: the topics of alerts, and who is told where nobody takes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.absences import Absence, Who
from metrics.alerts import Topic
from metrics.quiet import Hours

MANAGERS = "managers"  # who is told after the owner
CARES = (*(str(topic) for topic in Topic), MANAGERS)


@dataclass(frozen=True)
class Owners:
    """By topic, or MANAGERS, who was chosen; None: whoever founded the store.

    `unreached` are the names of those chosen who never spoke to the bot in private.
    """

    today: date
    chosen: Mapping[str, Who | None]
    away: tuple[Absence, ...] = ()
    unreached: tuple[str, ...] = ()
    hours: Hours = field(default_factory=Hours)
