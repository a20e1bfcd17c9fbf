"""How fast Telegram lets us speak: to one chat, to one group, and altogether."""

from collections import deque
from collections.abc import Callable

PER_GROUP, GROUP_WINDOW = 18, 60.0  # Telegram takes 20 a minute
# Telegram takes 30 a second, all chats together. Calls do not arrive as evenly as they leave:
# a little less, and never in a bunch, is faster than being told to wait.
PER_SECOND, SECOND = 29, 1.0
BUNCH, BUNCH_WINDOW = 6, 0.2
SPACING = 1.0  # between two messages in one chat …
PRIVATE_BURST = 4  # … of which a person may get so many at once


class Limiter:
    """Says how long to wait. `clock` gives seconds and never goes back; chats are Telegram's ids."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all: deque[float] = deque(maxlen=PER_SECOND)
        self._chats: dict[int, deque[float]] = {}
        self._paused: dict[int, float] = {}

    def wait(self, chat: int, *, private: bool, counts: bool = True) -> float:
        """Seconds until the next call may go to `chat`; 0 is now. Reactions do not `count` for the chat."""
        now = self._clock()
        waits = [self._paused.get(chat, now) - now, self.wait_for_all()]
        if counts:
            waits.append(self._wait_for_chat(chat, private, now))
        return max(0.0, *waits)

    def wait_for_all(self) -> float:
        """Seconds until any call at all may go out."""
        now = self._clock()
        waits = _wait(self._all, PER_SECOND, SECOND, now), _wait(self._all, BUNCH, BUNCH_WINDOW, now)
        return max(0.0, *waits)

    def note(self, chat: int, *, counts: bool = True) -> None:
        """A call goes out now."""
        now = self._clock()
        self._all.append(now)
        if counts:
            self._chats.setdefault(chat, deque(maxlen=PER_GROUP)).append(now)
        if len(self._chats) > 1000:
            self._forget_quiet(now)

    def pause(self, chat: int, seconds: float) -> None:
        """Telegram wants nothing more for this chat for a while."""
        self._paused[chat] = max(self._paused.get(chat, 0.0), self._clock() + seconds)

    def _wait_for_chat(self, chat: int, private: bool, now: float) -> float:
        sent = self._chats.get(chat)
        if not sent:
            return 0.0
        if private:
            return _wait(sent, PRIVATE_BURST, PRIVATE_BURST * SPACING, now)
        return max(_wait(sent, PER_GROUP, GROUP_WINDOW, now), sent[-1] + SPACING - now)

    def _forget_quiet(self, now: float) -> None:
        self._chats = {chat: sent for chat, sent in self._chats.items() if sent[-1] > now - GROUP_WINDOW}
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}


def _wait(sent: deque[float], most: int, window: float, now: float) -> float:
    """Seconds until fewer than `most` lie within the last `window`; 0 or less is now."""
    return sent[-most] + window - now if len(sent) >= most else 0.0
