"""A world on disk: all there is in one readable file, the bytes of its files beside it under their hash."""

import asyncio
import hashlib
import json
import os
import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from playground.limits import Limits
from playground.spec import Json
from playground.state import Bot, Chat, File, Record
from playground.world import World

SHAPE = 1  # goes up when an older program could not read what is written
NAME, FILES, NEW = "world.json", "files", ".new"
PLAIN = ("last_box_id", "last_file", "privacy_reads_captions", "faults")
LIMITS = ("enabled", "factor", "rules")  # what was counted so far is over
ELSEWHERE = {"records", "private", "poll", "data"}  # what the row of a chat, a bot or a file leaves out
OURS = re.compile(r"[0-9a-f]{64}(\.new)?")


class BrokenWorld(Exception):  # noqa: N818 - it says what is the matter
    """What was saved cannot be read; `path` names the file, `why` says more."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True)
class Snapshot:
    """A world at one moment: its text, and the bytes it names by their hash."""

    text: str
    files: dict[str, bytes]


def save(world: World, folder: Path) -> None:
    """Killed at any line it leaves the world as it was saved before, or as it is now."""
    write(snapshot(world), folder)


def load(world: World, folder: Path) -> bool:
    """Makes `world` what was saved. Where nothing was, it stays as it is: False. Raises BrokenWorld."""
    path = folder / NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise BrokenWorld(path, str(error.strerror)) from None
    try:
        saved = json.loads(text)
        if saved["shape"] > SHAPE:
            raise BrokenWorld(path, "a newer version of this program has written it")
        parts = parts_of(saved, folder / FILES)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BrokenWorld(path, f"damaged, or not a saved world ({error!r})") from None
    for name, value in parts.items():
        setattr(world, name, value)
    world.changed.set()
    world.changed = asyncio.Event()
    return True


async def keep(world: World, folder: Path, every: float) -> None:
    """Saves every so many seconds if anything is new, and once more when it is cancelled."""
    kept = ""
    try:
        while True:
            await asyncio.sleep(every)
            now = snapshot(world)
            if now.text != kept:
                write(now, folder)
                kept = now.text
    finally:
        save(world, folder)  # at one go: nothing can cancel it


# ----------------------------------------------------------------------------------------------- writing down


def snapshot(world: World) -> Snapshot:
    places = [("", chat) for chat in world.chats.values()]
    places += [(bot.token, chat) for bot in world.bots.values() for chat in bot.private.values()]
    records = [
        (number, message_id, record)
        for number, (_, chat) in enumerate(places)
        for message_id, record in chat.records.items()
    ]
    said = {
        id(version): (number, message_id, index)
        for number, message_id, record in records
        for index, version in enumerate(versions(record))
    }
    saved: Json = {
        "shape": SHAPE,
        **{name: getattr(world, name) for name in PLAIN},
        "limits": {name: getattr(world.limits, name) for name in LIMITS},
        "users": list(world.users.values()),
        "bots": [row(bot) for bot in world.bots.values()],
        "chats": [{"bot": token, **row(chat)} for token, chat in places],
        "messages": [
            {"place": (number, message_id), **row(record)} for number, message_id, record in records
        ],
        "files": [row(file) | {"sha256": file.sha256} for file in world.files.values()],
        "events": [event_row(event, said) for event in world.events],
    }
    return Snapshot(one_row_a_line(saved), {file.sha256: file.data for file in world.files.values()})


def versions(record: Record) -> list[Json]:
    return [*record.edits, record.message]


def row(thing: Bot | Chat | File | Record) -> Json:
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in ELSEWHERE}


def event_row(event: Json, said: dict[int, tuple[int, int, int]]) -> Json:
    """An event with the place of its message's version, which is written down once."""
    version = said.get(id(event.get("message")))
    if version is None:
        return event
    return {name: value for name, value in event.items() if name != "message"} | {"version": version}


def one_row_a_line(saved: Json) -> str:
    def text(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, default=in_order)

    def rows(value: Any) -> str:
        return (
            "[\n" + ",\n".join(map(text, value)) + "\n]" if value and isinstance(value, list) else text(value)
        )

    return "{\n" + ",\n".join(f"{text(name)}: {rows(value)}" for name, value in saved.items()) + "\n}\n"


def in_order(value: Iterable[Any]) -> list[Any]:
    return sorted(value) if isinstance(value, set) else list(value)


def write(now: Snapshot, folder: Path) -> None:
    """Bytes first, then what names them, then away with what nothing names any more."""
    files = folder / FILES
    files.mkdir(parents=True, exist_ok=True)
    there = {path.name for path in files.iterdir()}
    for name, data in now.files.items():
        if name not in there:
            replace(files / name, data)
    replace(folder / NAME, now.text.encode())
    for name in there - now.files.keys():
        if OURS.fullmatch(name):
            (files / name).unlink(missing_ok=True)


def replace(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + NEW)
    new.write_bytes(data)
    os.replace(new, path)


# --------------------------------------------------------------------------------------------------- reading


def parts_of(saved: Json, folder: Path) -> Json:
    """The attributes of a World."""
    data = {digest: read(folder / digest, digest) for digest in {row["sha256"] for row in saved["files"]}}
    files = [file_of(row, data) for row in saved["files"]]
    bots = {row["token"]: bot_of(row) for row in saved["bots"]}
    places = [(row.pop("bot"), chat_of(row)) for row in saved["chats"]]
    for token, chat in places:
        if token:
            bots[token].private[chat.id] = chat
    chats = [chat for _, chat in places]
    for row in saved["messages"]:
        number, message_id = row.pop("place")
        chats[number].records[message_id] = Record(**row | {"reactions": by_number(row["reactions"])})
    limits = Limits()
    limits.enabled, limits.factor, rules = (saved["limits"][name] for name in LIMITS)
    limits.rules = {name: (most, seconds) for name, (most, seconds) in rules.items()}
    return {
        **{name: saved[name] for name in PLAIN},
        "limits": limits,
        "users": {user["id"]: user for user in saved["users"]},
        "bots": bots,
        "chats": {chat.id: chat for token, chat in places if not token},
        "files": {file.file_id: file for file in files},
        "paths": {file.path: file for file in files},
        "events": [event_of(row, chats) for row in saved["events"]],
    }


def read(path: Path, digest: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenWorld(path, str(error.strerror)) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise BrokenWorld(path, "these are not the bytes that were saved")
    return data


def file_of(row: Json, data: dict[str, bytes]) -> File:
    return File(data=data[row.pop("sha256")], **row)


def bot_of(row: Json) -> Bot:
    allowed = None if row["allowed"] is None else set(row["allowed"])
    return Bot(**row | {"allowed": allowed, "queue": deque(row["queue"])})


def chat_of(row: Json) -> Chat:
    return Chat(**row | {name: by_number(row[name]) for name in ("members", "topics")})


def by_number(found: Json) -> dict[int, Any]:
    """JSON has texts for keys."""
    return {int(key): value for key, value in found.items()}


def event_of(row: Json, chats: Sequence[Chat]) -> Json:
    if "version" in row:
        number, message_id, index = row.pop("version")
        row["message"] = versions(chats[number].records[message_id])[index]
    return row
