"""A store, its people and its chat, as the rest of the house knows them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LOCAL = "local"  # the kind of chat of a store that is not in Telegram: nothing is ever sent there


class Role(StrEnum):
    """What somebody may do in one store. A manager decides who is staff (may upload) or viewer (may read)."""

    MANAGER = "manager"
    STAFF = "staff"
    VIEWER = "viewer"
    REFUSED = "refused"
    ASKED = "asked"

    def may(self, needed: "Role") -> bool:
        order = (Role.VIEWER, Role.STAFF, Role.MANAGER)
        return self in order and order.index(self) >= order.index(needed)


@dataclass(frozen=True)
class Chat:
    """A Telegram chat. `id` is ours and stays; `telegram_id` changes when a group becomes a supergroup."""

    id: int
    telegram_id: int
    kind: str  # private, group, supergroup, or LOCAL
    title: str
    silenced: bool = False


@dataclass(frozen=True)
class Store:
    id: int
    chat_id: int  # ours: Chat.id
    name: str
    language: str  # zh, en
    zone: str
    brief_at: time
    brief_patience: timedelta  # from brief_at to the deadline at which a partial brief goes out
    review_times: tuple[time, ...]

    def local(self, now: datetime) -> datetime:
        return now.astimezone(ZoneInfo(self.zone))

    def today(self, now: datetime) -> date:
        return self.local(now).date()

    def moment(self, day: date, at: time) -> datetime:
        """The UTC moment at which the store's clock shows `at` on `day`."""
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class Person:
    """Somebody in a store. `user_id` is Telegram's."""

    user_id: int
    name: str
    role: Role
