"""/brief: a day's brief on demand, and the buttons below every brief."""

from datetime import date, timedelta

from chat.context import Button, Command, Context, Member
from messages.brief import CHOICES, brief_post, strange_button
from messages.post import Post
from metrics.brief import compose
from metrics.mistakes import Mistake
from metrics.periods import parse_day
from metrics.stores import Role
from services.brief import load


async def brief(context: Context, member: Member) -> None:
    """`/brief [day]`: yesterday's where no day is named."""
    day = parse_day(context.args[0], member.today) if context.args else member.today - timedelta(days=1)
    if day > member.today:
        raise Mistake("day_ahead", day=day)
    await context.reply(await post(context, member, day, "30"))


async def press(context: Context, member: Member) -> None:
    """`brief:<store>:<yyyymmdd>:<7|30|ads>`: the same day anew, in place."""
    if pressed := read_data(context.args, member.store.id):
        day, chosen = pressed
        await context.edit(await post(context, member, day, chosen))
    else:
        await context.answer(strange_button(member.texts))


async def post(context: Context, member: Member, day: date, chosen: str) -> Post:
    facts = await context.read(load, member.store, day, member.now)
    return brief_post(compose(facts), member.texts, now=member.now, chosen=chosen)


def read_data(args: list[str], store_id: int) -> tuple[date, str] | None:
    """The day and the choice; None where the data is not ours or another store's."""
    match args:
        case [store, day, chosen] if store == str(store_id) and chosen in CHOICES:
            try:
                return date.fromisoformat(day), chosen
            except ValueError:
                return None
    return None


COMMANDS = (Command("brief", brief, Role.VIEWER, "A day's figures, and why"),)
BUTTONS = (Button("brief", press, Role.VIEWER),)
