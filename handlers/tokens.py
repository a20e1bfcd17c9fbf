"""/token: the secret with which programs send a store's files. In private only, shown once."""

from chat.context import Button, Command, Context, Member
from chat.tokens import show
from messages.tokens import token_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from services import tokens as service


async def token(context: Context, member: Member) -> None:
    check_private(context)
    known = await context.read(service.known, member.store.id)
    await context.reply(token_post(known, member.store.id, member.store.name, member.texts))


async def press(context: Context, member: Member) -> None:
    """`token:<make|remove>:<store>`."""
    check_private(context)
    store = member.store
    match context.args:
        case [_, number] if number != str(store.id):
            raise Mistake("old_button")  # somebody chose another store to work for in the meantime
        case ["make", _]:
            made = await context.run(service.make, store.id, member.user_id, member.name, member.now)
            await show(context, made, member)
        case ["remove", _]:
            await context.run(service.remove, store.id)
        case _:
            raise Mistake("old_button")
    known = await context.read(service.known, store.id)
    await context.edit(token_post(known, store.id, store.name, member.texts))


def check_private(context: Context) -> None:
    if context.chat.kind != "private":
        raise Mistake("only_in_private")


COMMANDS = (Command("token", token, Role.MANAGER, "Let programs send files"),)
BUTTONS = (Button("token", press, Role.MANAGER),)
