"""What a job is: something small that the clock says, often."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from chat.house import House


@dataclass(frozen=True)
class Job:
    """A frequent tick. `run` decides against `house.clock()` what is due, and claims it in the database."""

    name: str
    every: timedelta
    run: Callable[[House], Awaitable[None]]
