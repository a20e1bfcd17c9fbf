"""The answer to a file that looks wrong: store it anyway, or discard it."""

from chat.context import Button, Command, Context, Member
from chat.undecided import forget_original
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
            upload_id = int(number)
            line = await context.run(service.discard, member.store.id, upload_id, member.name, member.now)
            await forget_original(context.house, member.store.id, upload_id)
            await context.edit(discarded_post(line.file_name, member.name, member.texts))
        case _:
            raise Mistake("old_button")


COMMANDS: tuple[Command, ...] = ()
BUTTONS = (Button("held", press, Role.STAFF),)
