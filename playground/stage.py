"""What a demo adds to the page: files to try, and a clock that can be moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class StageFile:
    """A file at hand for whoever tries the chat out; title and about in the demo's language."""

    name: str
    title: str
    about: str
    data: bytes


class Stage(Protocol):
    """The page asks, the demo answers. `travel` goes to the next "hour" or "morning" and comes back there."""

    language: str  # zh, en
    zone: str

    @property
    def busy(self) -> bool: ...

    def roles(self) -> Mapping[int, str]: ...  # user id → owner, manager, staff, stranger

    def files(self) -> Sequence[StageFile]: ...

    async def travel(self, to: str) -> None: ...


JOURNEYS = ("hour", "morning")
