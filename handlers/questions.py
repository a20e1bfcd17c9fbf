"""The answers to our question about an unknown table; /formats: the tables a team has explained."""

from chat.context import Button, Command, Context, Member
from chat.undecided import discard
from messages.post import Post
from messages.preview import discarded_post
from messages.questions import columns_post, fields_post, formats_post, question_post, read_post
from metrics.mistakes import Mistake
from metrics.questions import FIELDS, RowKind
from metrics.stores import Role
from services import questions as service


async def press(context: Context, member: Member) -> None:
    """`asked:<what>:<upload>[:<field or kind>[:<column>]]`."""
    match context.args:
        case [what, number, *rest] if number.isdecimal():
            await context.edit(await answer(context, member, what, int(number), rest))
        case _:
            raise Mistake("old_button")


async def answer(context: Context, member: Member, what: str, upload_id: int, rest: list[str]) -> Post:
    """What the card says next."""
    store_id, texts = member.store.id, member.texts
    match what, rest:
        case "card" | "fields" | "field", _:
            line, one = await context.read(service.asked, store_id, upload_id)
            if what == "card":
                return question_post(line.file_name, one, texts)
            if what == "fields" or one.kind is None or rest[:1] not in [[name] for name in FIELDS[one.kind]]:
                return fields_post(line.file_name, one, texts)
            return columns_post(line.file_name, one, rest[0], texts)
        case "kinds", []:
            line, one = await context.run(service.choose_kind, store_id, upload_id, None)
            return question_post(line.file_name, one, texts)
        case "kind", [kind] if kind in set(RowKind):
            line, one = await context.run(service.choose_kind, store_id, upload_id, RowKind(kind))
            return question_post(line.file_name, one, texts)
        case "col", [field, place] if place.removeprefix("-").isdecimal():
            line, one = await context.run(service.choose_column, store_id, upload_id, field, int(place))
            return question_post(line.file_name, one, texts)
        case "read" | "drop", []:
            return await end(context, member, what, upload_id)
    raise Mistake("old_button")


async def end(context: Context, member: Member, what: str, upload_id: int) -> Post:
    """The question is over: the file is read as was said, or left alone."""
    store, now = member.store, member.now
    if what == "drop":
        line = await discard(context.house, store, upload_id, member.name, service.discard)
        return discarded_post(line.file_name, member.name, member.texts)
    line, _ = await context.run(service.read_so, store, upload_id, member.user_id, member.name, now)
    context.house.parsing.wake()
    return read_post(line, member.name, member.texts)


async def formats(context: Context, member: Member) -> None:
    """`/formats`: what the team has explained."""
    known = await context.read(service.lessons, member.store.id)
    await context.reply(formats_post(known, member.texts))


async def press_formats(context: Context, member: Member) -> None:
    """`formats:forget:<fingerprint>`."""
    match context.args:
        case ["forget", fingerprint]:
            known = await context.run(service.forget, member.store.id, fingerprint)
            await context.edit(formats_post(known, member.texts))
        case _:
            raise Mistake("old_button")


COMMANDS = (Command("formats", formats, Role.STAFF, "Tables you have explained"),)
BUTTONS = (Button("asked", press, Role.STAFF), Button("formats", press_formats, Role.STAFF))
