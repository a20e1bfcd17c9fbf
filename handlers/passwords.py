"""The password of a workbook, told in private; and the card in the group that says it is asked for."""

from chat.context import Answer, Button, Command, Context, Member
from chat.passwords import take
from chat.undecided import discard
from messages.passwords import question_post, told_post
from messages.preview import discarded_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from services import passwords as service


async def press(context: Context, member: Member) -> None:
    """`password:discard:<upload>`; and `/start password_<store>_<upload>`, behind the card's link."""
    match context.args:
        case ["discard", number] if number.isdecimal():
            line = await discard(context.house, member.store, int(number), member.name, service.discard)
            context.house.parsing.passwords.forget(line.id)
            await context.edit(discarded_post(line.file_name, member.name, member.texts))
        case [_, number] if number.isdecimal() and context.chat.kind == "private":
            line = await context.read(service.locked, member.store.id, int(number))
            await context.reply(question_post(line.id, line.file_name, member.texts))
        case _:
            raise Mistake("old_button")


async def answer(context: Context, member: Member) -> None:
    """The words that answer our question are the password."""
    line = await take(context, member, int(context.args[0]))
    await context.reply(told_post(line.file_name, member.texts))


COMMANDS: tuple[Command, ...] = ()
BUTTONS = (Button("password", press, Role.STAFF),)
ANSWERS = (Answer("password", answer, Role.STAFF),)
