"""The answer to a file that looks wrong: store it anyway, or discard it."""

from chat.context import Button, Command, Context, Member
from chat.undecided import discard
from messages.preview import cleared_post, discarded_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from services import uploads as service


async def press(context: Context, member: Member) -> None:
    """`held:<store|discard>:<upload>`."""
    match context.args:
        case ["store", number] if number.isdecimal():
            line = await context.run(service.clear, member.store.id, int(number), member.name)
            context.house.parsing.wake()
            await context.edit(cleared_post(line, member.name, member.texts))
        case ["discard", number] if number.isdecimal():
            line = await discard(context.house, member.store, int(number), member.name, service.discard)
            await context.edit(discarded_post(line.file_name, member.name, member.texts))
        case _:
            raise Mistake("old_button")


COMMANDS: tuple[Command, ...] = ()
BUTTONS = (Button("held", press, Role.STAFF),)
