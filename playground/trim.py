"""Makes the specification we ship of the full one: python -m playground.trim FULL.json

The full one is api.json of github.com/PaulSonOfLars/telegram-bot-api-spec (MIT, spec/LICENSE). Kept are the
methods served here, the types that can be reached from them, and of the prose only what names fixed values.
"""

import argparse
import json
from pathlib import Path

from playground.methods import METHODS
from playground.spec import ARRAY, CONSTANT_FIELDS, TRIMMED, Json, constants

ENTRIES = ("Update", "ReactionTypeEmoji")  # needed, though no served method names them outright
MADE: dict[str, str] = {  # the fields that are ever filled in here, where Telegram has many more
    "Update": "update_id message edited_message callback_query my_chat_member chat_member message_reaction",
    "Message": (
        "message_id message_thread_id from sender_chat date chat is_topic_message reply_to_message edit_date"
        " media_group_id text entities photo document caption caption_entities new_chat_members"
        " left_chat_member migrate_to_chat_id migrate_from_chat_id forum_topic_created reply_markup"
    ),
    "ChatFullInfo": (
        "id type title username first_name last_name is_forum accent_color_id max_reaction_count"
        " accepted_gift_types"
    ),
}


def trim(full: Json) -> Json:
    methods = {name: bare(name, full["methods"][name]) for name in METHODS}
    types: dict[str, Json] = {}
    waiting = [*ENTRIES, *(kind for method in methods.values() for kind in named_by(method))]
    while waiting:
        name = waiting.pop().replace(ARRAY, "")
        if name in full["types"] and name not in types:
            types[name] = bare(name, full["types"][name])
            waiting += named_by(types[name])
    return {"version": full["version"], "methods": methods, "types": dict(sorted(types.items()))}


def named_by(described: Json) -> list[str]:
    """The types that a method or type names."""
    fields = [kind for field in described.get("fields", ()) for kind in field["types"]]
    return [*fields, *described.get("returns", ()), *described.get("subtypes", ())]


def bare(name: str, described: Json) -> Json:
    """A method or a type without its prose."""
    kept: Json = {key: described[key] for key in ("name", "returns", "subtypes") if key in described}
    if "fields" in described:
        made = MADE[name].split() if name in MADE else None
        fields = [field for field in described["fields"] if made is None or field["name"] in made]
        kept["fields"] = [bare_field(field) for field in fields]
    return kept


def bare_field(field: Json) -> Json:
    kept = {key: field[key] for key in ("name", "types", "required")}
    names_values = field["name"] == "emoji" or (
        field["name"] in CONSTANT_FIELDS and constants({field["name"]: field})
    )
    return kept | ({"description": field["description"]} if names_values else {})


def one_a_line(spec: Json) -> str:
    """JSON with one method or type a line, so that a change of it can be read."""
    parts = [f'"version": {json.dumps(spec["version"])}']
    for part in ("methods", "types"):
        rows = [
            f"{json.dumps(name)}: {json.dumps(what, ensure_ascii=False)}" for name, what in spec[part].items()
        ]
        parts.append(f'"{part}": {{\n' + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the specification we ship of the full one.")
    parser.add_argument("full", type=Path)
    parser.add_argument("--out", type=Path, default=TRIMMED)
    args = parser.parse_args()
    full = json.loads(args.full.read_text(encoding="utf-8"))
    args.out.write_text(one_a_line(trim(full)), encoding="utf-8")


if __name__ == "__main__":
    main()
