"""The machine-readable Bot API specification: reads the parameters of a call, checks objects."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.refusals import bad

Json = dict[str, Any]
TRIMMED = Path(__file__).parent / "spec" / "api-10.0.json"
SIMPLE: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}
EMPTY = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
}
CONSTANT = re.compile(r'(?:must be|always) "?(\w+)"?$')
CONSTANT_FIELDS = ("type", "status", "source")
ARRAY = "Array of "


class MismatchError(Exception):
    """An object that is not what the specification says; `depth` tells how far the check came."""

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f'field "{where}" must be {expected}')
        self.depth = where.count(".") + where.count("[")


@dataclass
class Upload:
    """A file part of a multipart request."""

    name: str
    data: bytes
    mime: str

    def __repr__(self) -> str:
        return f"<{self.name}, {len(self.data)} bytes>"


SIMPLE["InputFile"] = (str, Upload)


class Spec:
    def __init__(self, path: str | Path = TRIMMED) -> None:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
        self.version: str = raw["version"]
        self.methods: dict[str, Json] = {name.lower(): method for name, method in raw["methods"].items()}
        self.types: dict[str, Json] = raw["types"]
        self.fields: dict[str, dict[str, Json]] = {
            name: {f["name"]: f for f in kind.get("fields", ())} for name, kind in self.types.items()
        }
        self.constants = {name: constants(fields) for name, fields in self.fields.items()}
        emoji = self.fields["ReactionTypeEmoji"]["emoji"]["description"]
        self.reactions = set(re.findall(r'"([^"]+)"', emoji))

    def read(self, method: Json, raw: Json) -> Json:
        """The parameters of a call, parsed and checked."""
        fields = {f["name"]: f for f in method.get("fields", ())}
        for name in raw.keys() - fields.keys():
            raise bad(f'{method["name"]} has no parameter "{name}"')
        params = {}
        for name, described in fields.items():
            value = raw.get(name)
            if value is None or (value == "" and name != "url"):
                if described["required"]:
                    raise bad(EMPTY.get(name, f'parameter "{name}" is required'))
            else:
                params[name] = self.parse(value, described["types"], name)
        return params

    def parse(self, value: Any, types: list[str], name: str) -> Any:
        if isinstance(value, str):
            value = from_text(value, types, name)
        try:
            self.check(value, types, name)
        except MismatchError as mismatch:
            raise bad(str(mismatch)) from None
        return value

    def check(self, value: Any, types: list[str], where: str = "result") -> None:
        if len(types) > 1 and all(t.startswith(ARRAY) for t in types):  # a mixed array, as in sendMediaGroup
            if not isinstance(value, list):
                raise MismatchError(where, "an Array")
            for i, item in enumerate(value):
                self.check(item, [t.removeprefix(ARRAY) for t in types], f"{where}[{i}]")
            return None
        failures = []
        for kind in types:
            try:
                return self.check_one(value, kind, where)
            except MismatchError as mismatch:
                failures.append(mismatch)
        raise max(failures, key=lambda mismatch: mismatch.depth)

    def check_one(self, value: Any, kind: str, where: str) -> None:
        if kind.startswith(ARRAY):
            if not isinstance(value, list):
                raise MismatchError(where, "an Array")
            for i, item in enumerate(value):
                self.check_one(item, kind.removeprefix(ARRAY), f"{where}[{i}]")
        elif kind in SIMPLE:
            if not isinstance(value, SIMPLE[kind]) or isinstance(value, bool) != (kind == "Boolean"):
                raise MismatchError(where, f"of type {kind}")
        elif subtypes := self.types[kind].get("subtypes"):
            self.check(value, subtypes, where)
        else:
            self.check_object(value, kind, where)

    def check_object(self, value: Any, kind: str, where: str) -> None:
        if not isinstance(value, dict):
            raise MismatchError(where, f"a {kind} Object")
        fields = self.fields[kind]
        for name, constant in self.constants[kind].items():
            if value.get(name) != constant:
                raise MismatchError(where, f'a {kind} with {name} "{constant}"')
        for name in value.keys() - fields.keys():
            raise MismatchError(f"{where}.{name}", f"absent: {kind} has no such field")
        for name, described in fields.items():
            if name in value:
                self.check(value[name], described["types"], f"{where}.{name}")
            elif described["required"]:
                raise MismatchError(f"{where}.{name}", "present")


def constants(fields: dict[str, Json]) -> dict[str, str]:
    """The fields by which the kinds of a union are told apart, with their only value."""
    found = {}
    for name in CONSTANT_FIELDS:
        if name in fields and (match := CONSTANT.search(fields[name].get("description", ""))):
            found[name] = match[1]
    return found


def from_text(value: str, types: list[str], name: str) -> Any:
    """A parameter that came as text (query string, form) in the type it is meant to have."""
    if "Integer" in types and re.fullmatch(r"-?\d+", value):
        return int(value)
    if "Float" in types and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    if "Boolean" in types and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    if not set(types) - SIMPLE.keys() and not {"String", "InputFile"} & set(types):
        raise bad(f'parameter "{name}" must be of type {" or ".join(types)}')
    if "String" not in types and "InputFile" not in types:
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None
    return value
