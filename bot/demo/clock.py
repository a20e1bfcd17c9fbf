"""The demo's clock: it runs as real time does, from a day of its own, and can be moved forward."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class DemoClock:
    """Gives aware UTC moments. Bot and playground ask the same one."""

    def __init__(self, start: datetime, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._set(start)

    def __call__(self) -> datetime:
        return self._moment + timedelta(seconds=self._seconds() - self._since)

    def timestamp(self) -> float:
        """Seconds since 1970, as the playground counts."""
        return self().timestamp()

    def move_to(self, moment: datetime) -> None:
        """Never back: a moment that has passed changes nothing."""
        if moment > self():
            self._set(moment)

    def _set(self, moment: datetime) -> None:
        self._moment, self._since = moment.astimezone(UTC), self._seconds()
