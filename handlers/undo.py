"""/uploads: the last files, and taking one back."""

from chat.context import Button, Command, Context, Member
from chat.undo import take_back
from messages.undo import ask_post, done_post, kept_post, listing_post, show_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from services import undo as service


async def uploads(context: Context, member: Member) -> None:
    """`/uploads`: the last files, the newest first."""
    listed = await context.read(service.listed, member.store.id)
    await context.reply(listing_post(listed, 0, member.texts))


async def press(context: Context, member: Member) -> None:
    """`upload:all`, or `upload:<list|show|ask|back|keep>:<page or upload>[:<page>]`."""
    match context.args:
        case ["all"]:
            await uploads(context, member)
        case ["list", page] if page.isdecimal():
            listed = await context.read(service.listed, member.store.id)
            await context.edit(listing_post(listed, int(page), member.texts))
        case ["show", number, page] if number.isdecimal() and page.isdecimal():
            line = await context.read(service.line, member.store.id, int(number))
            await context.edit(show_post(line, int(page), member.texts))
        case ["ask", number] if number.isdecimal():
            line = await context.read(service.takeable, member.store.id, int(number))
            await context.reply(ask_post(line, member.texts))
        case ["back", number] if number.isdecimal():
            undone = await take_back(context.house, member.store, int(number), member.name)
            await context.edit(done_post(undone.taken, member.texts))
        case ["keep", number] if number.isdecimal():
            line = await context.read(service.takeable, member.store.id, int(number))
            await context.edit(kept_post(line, member.texts))
        case _:
            raise Mistake("old_button")


COMMANDS = (Command("uploads", uploads, Role.STAFF, "The last files; take one back"),)
BUTTONS = (Button("upload", press, Role.STAFF),)
