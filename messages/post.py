"""What is to be said: words, buttons and, where it helps, a picture or a file."""

import html
import re
from dataclasses import dataclass

from charts.chart import Chart

MAX_TEXT, MAX_CAPTION = 4096, 1024  # Telegram's limits, in UTF-16 units after the markup is taken out
MAX_CALLBACK = 64  # bytes
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(text: str) -> str:
    """The words without their markup."""
    return html.unescape(MARKUP.sub("", text))


def length(text: str) -> int:
    """How Telegram counts: UTF-16 units, after the markup is taken out."""
    return len(plain(text).encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Button:
    """`data` comes back when it is pressed: `topic:action:arguments`, at most 64 bytes."""

    label: str
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= MAX_CALLBACK:
            raise ValueError(f"callback data of {len(self.data.encode())} bytes: {self.data}")


@dataclass(frozen=True)
class Attachment:
    name: str
    data: bytes


@dataclass(frozen=True)
class Post:
    """One message. `text` is Telegram HTML, its values escaped. The chart is drawn only when it is sent."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    chart: Chart | None = None
    attachment: Attachment | None = None
    silent: bool = False
    topic: str = ""  # what an answer to this message is about, e.g. "ask:brief_at"
