"""Flood control: how many messages Telegram takes, and how long it then wants to be left alone."""

import math
import time
from collections import deque

from playground.refusals import ApiError
from playground.state import Bot, Chat


class Limits:
    """Sliding windows of [messages, seconds]; `factor` makes their time run faster."""

    def __init__(self) -> None:
        self.enabled, self.factor = False, 1.0
        self.rules: dict[str, tuple[int, float]] = {"chat": (1, 1.0), "group": (20, 60.0), "total": (30, 1.0)}
        self.hits: dict[tuple[str, int, int], deque[float]] = {}

    def hit(self, bot: Bot, chat: Chat, count: int) -> None:
        """Counts `count` messages into `chat`, or refuses them all."""
        if not self.enabled:
            return
        now = time.monotonic()
        waits: list[float] = []
        books: list[tuple[deque[float], int]] = []
        for rule, (most, seconds) in self.rules.items():
            if rule == "group" and chat.type == "private":
                continue
            window = seconds / self.factor
            book = self.hits.setdefault((rule, bot.id, 0 if rule == "total" else chat.id), deque())
            while book and book[0] <= now - window:
                book.popleft()
            size = 1 if rule == "chat" else count
            books.append((book, size))
            if len(book) + size > most and book:
                waits.append(book[min(len(book), len(book) + size - most) - 1] + window - now)
        if waits:
            pause = max(1, math.ceil(max(waits)))
            raise ApiError(429, f"Too Many Requests: retry after {pause}", retry_after=pause)
        for book, size in books:
            book.extend([now] * size)
