"""Files that people send, and the template they may fill in."""

import asyncio

from chat.door import Command, Context, Member
from chat.uploads import received
from messages.uploads import template_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from readers.template import competitors_template

TEMPLATES = ("competitors", "竞店", "竞品")


async def document(context: Context, member: Member) -> None:
    """A file in the group or in private: what becomes of it is said when it has been read."""
    await received(context, member)


async def template(context: Context, member: Member) -> None:
    if context.args and context.args[0].lower() not in TEMPLATES:
        raise Mistake("unknown_template")
    data = await asyncio.to_thread(competitors_template, member.texts.language)
    await context.reply(template_post(data, member.texts))


COMMANDS: tuple[Command, ...] = (Command("template", template, Role.STAFF, "A sheet to fill in"),)
