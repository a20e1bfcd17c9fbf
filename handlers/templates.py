"""/template: the sheets people may fill in and send back."""

import asyncio

from chat.context import Button, Command, Context, Member
from messages.plans import form_post, templates_post
from messages.uploads import template_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from readers.forms import form_called
from readers.template import competitors_template
from readers.templates import template
from services.plans import known_rows

COMPETITORS = ("competitors", "竞店", "竞品")


async def templates(context: Context, member: Member) -> None:
    """Without a name: which there are."""
    if not context.args:
        await context.reply(templates_post(member.texts))
        return
    word = " ".join(context.args).lower()
    if word in COMPETITORS:
        data = await asyncio.to_thread(competitors_template, member.texts.language)
        await context.reply(template_post(data, member.texts))
        return
    form = form_called(word)
    if form is None:
        raise Mistake("unknown_template", given=word)
    known = await context.read(known_rows, member.store.id, form.name, member.today)
    data = await asyncio.to_thread(template, form, member.texts.language, known)
    await context.reply(form_post(form.name, form.file_name, data, len(known), member.texts))


COMMANDS: tuple[Command, ...] = (Command("template", templates, Role.STAFF, "A sheet to fill in"),)
BUTTONS: tuple[Button, ...] = (Button("template", templates, Role.STAFF),)
