"""/calendar: a month of the store, and what managers change in it."""

import services.agenda
from chat.context import Answer, Button, Command, Context, Member
from messages.calendar import calendar_post, declared_post, off_question, seasons_post
from messages.post import Post
from metrics.agenda import parse_calendar_month, parse_declaration
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Role


async def calendar(context: Context, member: Member) -> None:
    """`/calendar 2026-12`: without a month it is this one."""
    month = parse_calendar_month(context.text, member.today)
    await context.reply(await post(context, member, month))


async def turned(context: Context, member: Member) -> None:
    """`calendar:<store>:<yyyymm>`."""
    month, _ = read_place(context.args, member)
    await context.edit(await post(context, member, month))


async def pressed(context: Context, member: Member) -> None:
    """`calendar_set:<store>:<yyyymm>:off|seasons|season:<name>`."""
    month, what = read_place(context.args, member)
    match what:
        case ["off"] if context.message is not None:
            await context.reply(off_question(month, context.message.message_id, member.texts))
        case ["seasons"]:
            off = await context.read(services.agenda.seasons_off, member.store)
            await context.edit(seasons_post(off, month, member.store.id, member.texts))
        case ["season", name]:
            off = await context.run(services.agenda.switch_season, member.store, name)
            await context.edit(seasons_post(off, month, member.store.id, member.texts))


async def answered(context: Context, member: Member) -> None:
    """Days off, as a reply to our question; the card follows."""
    month, card = parse_calendar_month(context.args[0], member.today), int(context.args[1])
    said = parse_declaration(context.text, member.today)
    await context.run(services.agenda.declare, member.store, said, member.user_id)
    await context.edit(await post(context, member, month), message_id=card)
    await context.reply(declared_post(said, member.texts))


async def post(context: Context, member: Member, month: Period) -> Post:
    agenda = await context.read(services.agenda.month, member.store, month, member.today)
    return calendar_post(agenda, member.store.id, member.texts)


def read_place(args: list[str], member: Member) -> tuple[Period, list[str]]:
    """The month, and the rest. Raises Mistake where the button is another store's."""
    match args:
        case [store, month, *rest] if store == str(member.store.id):
            return parse_calendar_month(month, member.today), rest
    raise Mistake("not_your_store")


COMMANDS = (Command("calendar", calendar, Role.VIEWER, "Days off, seasons, campaigns"),)
BUTTONS = (
    Button("calendar", turned, Role.VIEWER),
    Button("calendar_set", pressed, Role.MANAGER),
)
ANSWERS = (Answer("day_off", answered, Role.MANAGER),)
