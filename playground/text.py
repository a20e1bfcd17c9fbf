"""Texts as Telegram reads them: the entities it finds by itself, and the limits."""

import re
from collections.abc import Sequence

from playground.html import parse_html
from playground.refusals import ApiError, bad
from playground.spec import Json
from playground.units import utf16_len

MAX_TEXT, MAX_CAPTION, MAX_RAW_TEXT = 4096, 1024, 1 << 15
DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<url>https?://[^\s<>]+[^\s<>.,:;!?)])|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31}\b)|(?P<hashtag>(?<!\w)#\w+)"
)


def detect_entities(text: str, given: Sequence[Json] = ()) -> list[Json]:
    """`given`, and what Telegram finds by itself outside code, pre and links."""
    taken = [
        (e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in ("code", "pre", "text_link")
    ]
    found: list[Json] = []
    for match in DETECTED.finditer(text):
        start = utf16_len(text[: match.start()])
        end = start + utf16_len(match[0])
        if not any(start < b and a < end for a, b in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    return sorted([*given, *found], key=lambda e: (e["offset"], -e["length"]))[:100]


def read_text(params: Json, name: str, limit: int, what: str) -> tuple[str, list[Json]]:
    """A text or caption parameter after entity parsing, trimmed and within its limit."""
    text: str = params.get(name, "")
    entities: list[Json] = params.get("entities" if name == "text" else "caption_entities", [])
    if len(text.encode()) > MAX_RAW_TEXT:
        raise bad("text is too long")
    if text and (mode := params.get("parse_mode", "").lower()) not in ("", "none"):
        if mode not in ("html", "markdown", "markdownv2"):
            raise bad("unsupported parse_mode")
        if mode != "html":
            raise ApiError(501, f"Not Implemented: the playground does not parse {mode}")
        text, entities = parse_html(text)
    stripped = text.lstrip()
    shift, text = utf16_len(text[: len(text) - len(stripped)]), stripped.rstrip()
    if len(text) > limit:
        raise bad(f"{what} is too long")
    return text, detect_entities(text, trimmed(entities, shift, utf16_len(text)))


def trimmed(entities: list[Json], shift: int, size: int) -> list[Json]:
    """The entities of a text that lost `shift` units at its start and has `size` left."""
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] - shift + entity["length"], size)
        if start < end:
            public = {k: v for k, v in entity.items() if not k.startswith("_")}
            kept.append(public | {"offset": start, "length": end - start})
    return kept
