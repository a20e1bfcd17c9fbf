"""/history: alerts that were, about a rule, a channel, a product or a figure."""

import services.history
from chat.context import Button, Command, Context, Member
from handlers.explain import why_alert
from messages.brief import strange_button
from messages.history import history_post
from messages.post import Post
from metrics.history import asked_subject
from metrics.stores import Role


async def history(context: Context, member: Member) -> None:
    """`/history [subject]`; without words all of them."""
    await context.reply(await page_of(context, member, asked_subject(context.args), 1))


async def press(context: Context, member: Member) -> None:
    """`history:<store>:<page>:<alert>:<what is asked>`: a page or, with an alert, why that was sent."""
    match context.args:
        case [store, page, "0", *asked] if store == str(member.store.id) and page.isdecimal():
            await context.edit(await page_of(context, member, ":".join(asked), int(page)))
        case [store, page, alert, *asked] if store == str(member.store.id) and alert.isdecimal():
            back = ":".join(("history", store, page, "0", *asked))
            await context.edit(await why_alert(context, member, int(alert), back))
        case _:
            await context.answer(strange_button(member.texts))


async def page_of(context: Context, member: Member, asked: str, page: int) -> Post:
    found = await context.read(services.history.history, member.store, member.now)
    return history_post(found, asked, page, member.texts)


COMMANDS = (Command("history", history, Role.VIEWER, "Alerts that were"),)
BUTTONS = (Button("history", press, Role.VIEWER),)
