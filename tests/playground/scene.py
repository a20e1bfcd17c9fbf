"""Who and what there is in the playground under test."""

from collections.abc import Callable, Coroutine
from typing import Any

TOKEN = "123456:TEST"
ANN, BOB, CLOSED, BLOCKER = 1, 2, 3, 4
GROUP, FORUM, ELSEWHERE, QUIET, BASIC = -100, -300, -400, -500, -600
OPEN_TOPIC, CLOSED_TOPIC = 2, 3
ANN_WROTE, BOT_WROTE = 2, 3  # message ids in GROUP

Files = dict[str, tuple[str, bytes]]
Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]
