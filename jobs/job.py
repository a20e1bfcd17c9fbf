"""What a job is: something small that the clock says, often."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chat.house import House


@dataclass(frozen=True)
class Job:
    """A frequent tick. What is due is decided by `run` against `house.clock()` and claimed in the database."""

    name: str
    every: timedelta
    run: "Callable[[House], Awaitable[None]]"
