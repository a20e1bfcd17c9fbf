"""HTML as the Bot API reads it, with its errors and their UTF-8 byte offsets."""

import re
from dataclasses import dataclass
from typing import Any

from playground.refusals import ApiError, bad
from playground.spec import Json
from playground.units import utf16_len, valid_url

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
REFERENCE = re.compile(rb"&(?:#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))|(lt|gt|amp|quot)\b);?")
NAMED = {b"lt": b"<", b"gt": b">", b"amp": b"&", b"quot": b'"'}
TAG_NAME = re.compile(rb"([^\s>]*)\s*")
ATTRIBUTE = re.compile(  # groups: name, value in quotes (2), unclosed, bare value, bad value
    rb"""([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|(["'].*)|([A-Za-z0-9.\-]*)(?=[\s>]|$)|(.)))?\s*""",
    re.S,
)


@dataclass
class OpenTag:
    name: str
    attributes: dict[str, str]
    position: int  # UTF-16
    first_part: int


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text and its entities; raises ApiError."""
    reader = Reader(source.encode())
    while (tag_at := reader.read_text()) >= 0:
        if reader.data[tag_at + 1 : tag_at + 2] == b"/":
            reader.end_tag(tag_at)
        else:
            reader.start_tag(tag_at)
    if reader.open:
        raise fail(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].name}"')
    return "".join(reader.parts), reader.entities


class Reader:
    """Walks through the bytes once, text and tags in turn."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.position = data, 0, 0
        self.parts: list[str] = []
        self.open: list[OpenTag] = []
        self.entities: list[Json] = []

    def read_text(self) -> int:
        """Takes the text before the next tag; where that tag begins, or -1 at the end."""
        if self.at >= len(self.data):
            return -1
        tag_at = self.data.find(b"<", self.at)
        chunk = unescape(self.data[self.at :] if tag_at < 0 else self.data[self.at : tag_at]).decode()
        self.parts.append(chunk)
        self.position += utf16_len(chunk)
        return tag_at

    def tag_name(self, start: int) -> tuple[str, int]:
        """The lower-case name and where it ends; `at` is then past the spaces after it."""
        match = TAG_NAME.match(self.data, start)
        assert match is not None  # the pattern matches anything
        self.at = match.end()
        return match[1].decode().lower(), match.end(1)

    def start_tag(self, tag_at: int) -> None:
        name, name_end = self.tag_name(tag_at + 1)
        if self.at >= len(self.data) and name_end == self.at:
            raise fail(f"Unclosed start tag at byte offset {tag_at}")
        if name not in TAGS:
            raise fail(f'Unsupported start tag "{name}" at byte offset {tag_at}')
        attributes: dict[str, str] = {}
        while self.data[self.at : self.at + 1] != b">":
            key, value = self.attribute(name, tag_at)
            attributes[key] = value
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise fail(f'Tag "span" must have class "tg-spoiler" at byte offset {tag_at}')
        self.open.append(OpenTag(name, attributes, self.position, len(self.parts)))

    def attribute(self, tag: str, tag_at: int) -> tuple[str, str]:
        match = ATTRIBUTE.match(self.data, self.at)
        if self.at >= len(self.data) or (match and (match[4] or match.end() >= len(self.data))):
            raise fail(f'Unclosed start tag "{tag}" at byte offset {tag_at}')
        if not match:
            raise fail(f'Empty attribute name in the tag "{tag}" at byte offset {tag_at}')
        if match[6]:
            raise fail(f"Unexpected end of name token at byte offset {match.start(6)}")
        self.at = match.end()
        return match[1].decode().lower(), unescape(match[2] or match[3] or match[5] or b"").decode()

    def end_tag(self, tag_at: int) -> None:
        name, _ = self.tag_name(tag_at + 2)
        if not self.open:
            raise fail(f"Unexpected end tag at byte offset {tag_at}")
        if self.data[self.at : self.at + 1] != b">":
            raise fail(f"Unclosed end tag at byte offset {tag_at}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise fail(
                f'Unmatched end tag at byte offset {tag_at}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.position > tag.position:
            inner = "".join(self.parts[tag.first_part :])
            add_entity(self.entities, tag, self.position - tag.position, inner)


def add_entity(entities: list[Json], tag: OpenTag, length: int, inner: str) -> None:
    entity: dict[str, Any] = {"type": TAGS[tag.name], "offset": tag.position, "length": length}
    last = entities[-1] if entities else {}
    same_place = last.get("offset") == tag.position and last.get("length") == length
    attributes = tag.attributes
    if tag.name == "a":
        link = link_entity(attributes.get("href") or inner)
        if link is None:
            return  # Telegram silently drops a link it does not accept
        entity |= link
    elif tag.name == "pre" and same_place and last["type"] == "code" and "_language" in last:
        last |= {"type": "pre", "language": last.pop("_language")}
        return
    elif tag.name == "code" and attributes.get("class", "").startswith("language-"):
        entity["_language"] = attributes["class"].removeprefix("language-")
    elif tag.name == "tg-emoji":
        if not attributes.get("emoji-id", "").isdigit():
            raise fail("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = attributes["emoji-id"]
    elif tag.name == "tg-time":
        entity["unix_time"] = int(attributes.get("unix", 0))
    elif tag.name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    entities.append(entity)


def link_entity(url: str) -> Json | None:
    if user := re.fullmatch(r"tg://user\?id=(\d+)", url):
        return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": "User"}}
    return {"url": url} if valid_url(url) else None


def unescape(raw: bytes) -> bytes:
    def character(match: re.Match[bytes]) -> bytes:
        if match[3]:
            return NAMED[match[3]]
        code = int(match[1], 16) if match[1] else int(match[2])
        return chr(code).encode("utf-8", "replace") if 0 < code < 0x10FFFF else match[0]

    return REFERENCE.sub(character, raw)


def fail(message: str) -> ApiError:
    return bad("can't parse entities: " + message)
