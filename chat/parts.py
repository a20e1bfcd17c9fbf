"""Words cut to Telegram's lengths: between lines where possible, the HTML of each part kept whole."""

import re
from collections.abc import Iterator

from messages.post import length, plain

TOKEN = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);|.", re.DOTALL)


def split(text: str, limit: int) -> tuple[str, ...]:
    """`text` in parts of at most `limit`, none blank. Tags that are open at a cut go on in the next part."""
    tokens = TOKEN.findall(text)
    found: list[str] = []
    start, opened = 0, tuple[str, ...]()
    while start < len(tokens):
        end = _end_of_part(tokens, start, limit)
        still_open = _open_after(tokens[start:end], opened)
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(still_open))
        part = "".join(opened) + "".join(tokens[start:end]).strip("\n") + closing
        if plain(part).strip():
            found.append(part)
        start, opened = end, still_open
    return tuple(found)


def cut(text: str, limit: int) -> str:
    """`text`, or as much of its beginning as fits, with an ellipsis."""
    if length(text) <= limit:
        return text
    return split(text, limit - 2)[0] + "\n…"


def _end_of_part(tokens: list[str], start: int, limit: int) -> int:
    """Where the part ends: behind the last line that fits, else the last word, else anywhere."""
    used, line_end, word_end = 0, 0, 0
    for i in range(start, len(tokens)):
        used += _units(tokens[i])
        if used > limit and tokens[i] != "\n":  # a line end at the cut is left out and costs nothing
            return line_end or word_end or max(i, start + 1)
        if tokens[i] == "\n" and used > 1:
            line_end = i + 1
        elif tokens[i] == " ":
            word_end = i + 1
    return len(tokens)


def _units(token: str) -> int:
    if len(token) > 1:
        return length(token)
    return 2 if ord(token) > 0xFFFF else 1


def _name(tag: str) -> str:
    return re.split(r"[\s>]", tag.lstrip("</"), maxsplit=1)[0].lower()


def _tags(tokens: list[str]) -> Iterator[str]:
    return (token for token in tokens if len(token) > 1 and token.startswith("<"))


def _open_after(tokens: list[str], opened: tuple[str, ...]) -> tuple[str, ...]:
    """The tags still open behind `tokens`, outermost first."""
    now_open = list(opened)
    for tag in _tags(tokens):
        if not tag.startswith("</"):
            now_open.append(tag)
        elif now_open and _name(now_open[-1]) == _name(tag):
            now_open.pop()
    return tuple(now_open)
