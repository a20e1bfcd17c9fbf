"""What a store has chosen: which posts come, when and how loud, and which files the brief waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from hashlib import sha256

from metrics.quiet import Hours


class Loudness(StrEnum):
    """How a regular post comes. On: with a sound where somebody has to act."""

    ON = "on"
    SILENT = "silent"
    OFF = "off"


TURNS: Mapping[Loudness, Loudness] = {
    Loudness.ON: Loudness.SILENT,
    Loudness.SILENT: Loudness.OFF,
    Loudness.OFF: Loudness.ON,
}


class Regular(StrEnum):
    """The day's posts beside the morning brief."""

    HALF_DAY = "half_day"
    EVENING = "evening"
    GOOD_REVIEWS = "good_reviews"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


USUAL_TIMES: Mapping[Regular, time] = {
    Regular.HALF_DAY: time(14),
    Regular.EVENING: time(17, 30),
    Regular.GOOD_REVIEWS: time(13),
    Regular.WEEKLY: time(9, 30),
    Regular.MONTHLY: time(9, 45),
}
USUALLY_SILENT = frozenset({Regular.GOOD_REVIEWS})


def usual_loudness(post: Regular) -> Loudness:
    return Loudness.SILENT if post in USUALLY_SILENT else Loudness.ON


@dataclass(frozen=True)
class Settings:
    """`changed` is what differs from the usual, by name, as stored."""

    changed: Mapping[str, str]

    def loudness(self, post: Regular) -> Loudness:
        return Loudness(self.changed.get(f"post.{post}", usual_loudness(post)))

    def at(self, post: Regular) -> time:
        written = self.changed.get(f"post.{post}.at")
        return time.fromisoformat(written) if written else USUAL_TIMES[post]

    @property
    def hours(self) -> Hours:
        """When alerts wait (22:00–08:00), and when people are expected to answer them (09:00–18:00)."""
        names = ("quiet_from", "quiet_until", "work_from", "work_until")
        own = {
            name: time.fromisoformat(self.changed[f"hours.{name}"])
            for name in names
            if f"hours.{name}" in self.changed
        }
        return Hours(**own)

    def owner(self, topic: str) -> int | None:
        """Telegram's id of who looks after a topic's alerts (metrics.owners.CARES)."""
        written = self.changed.get(f"owner.{topic}")
        return int(written) if written else None

    def owner_name(self, topic: str) -> str | None:
        return self.changed.get(f"owner.{topic}.name")

    @property
    def founder_name(self) -> str | None:
        """How whoever set up the store was called then."""
        return self.changed.get("founder.name")

    @property
    def expected(self) -> tuple[str, ...] | None:
        """The formats that the brief waits for; None: those the team usually sends, as learned."""
        written = self.changed.get("expected")
        return None if written is None else tuple(one for one in written.split(",") if one)

    @property
    def own_shops(self) -> tuple[str, ...]:
        """Names beside the store's own under which files may tell of our shops."""
        return tuple(one for one in self.changed.get("own_shops", "").split("\n") if one)

    @property
    def seasons_off(self) -> frozenset[str]:
        """The sale seasons that the store does not take part in."""
        return frozenset(one for one in self.changed.get("seasons_off", "").split(",") if one)


@dataclass(frozen=True)
class FilesChoice:
    """The formats a brief may wait for, and those it does; `learned`: from what the team usually sends."""

    formats: tuple[str, ...]
    waited_for: frozenset[str]
    learned: bool


def mark_of(format: str) -> str:
    """Stands for a format in a button, where its whole name has no room."""
    return sha256(format.encode()).hexdigest()[:10]
