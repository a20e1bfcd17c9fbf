"""What a job is: something small that the clock says, often."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from chat.house import House


@dataclass(frozen=True)
class Job:
    """A frequent tick. `run` decides against `house.clock()` what is due, and claims it in the database."""

    name: str
    every: timedelta
    run: Callable[[House], Awaitable[None]]


async def each(work: Iterable[Awaitable[None]]) -> None:
    """Every store by itself: what goes wrong with one is raised only after all others had their turn."""
    for result in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result
