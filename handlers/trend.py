"""/trend: one figure day by day, other figures and days in its place."""

from datetime import date

from chat.context import Button, Command, Context, Member
from messages.brief import strange_button
from messages.trend import note, trend_post
from metrics.periods import LONGEST, Period, before
from metrics.stores import Role
from metrics.trend import Metric, parse_trend
from services.trend import trend as answer


async def trend(context: Context, member: Member) -> None:
    """`/trend [figure] [days]`: revenue of 30 days where nothing is said."""
    metric, period = parse_trend(context.args, member.today)
    found = await context.read(answer, member.store, metric, period)
    await context.reply(trend_post(found, member.store, member.texts))


async def press(context: Context, member: Member) -> None:
    """`trend:<store>:<metric>:<days>:<last day>`: another choice in its place.

    Where nothing is known of it, what is shown stays, with its picture; a note says so.
    """
    asked = read_data(context.args, member.store.id)
    if asked is None:
        await context.answer(strange_button(member.texts))
        return
    found = await context.read(answer, member.store, *asked)
    if found.last is None:
        await context.answer(note(found, member.texts), alert=True)
    else:
        await context.edit(trend_post(found, member.store, member.texts))


def read_data(args: list[str], store_id: int) -> tuple[Metric, Period] | None:
    """None where the data is not ours or another store's."""
    match args:
        case [store, metric, length, last] if store == str(store_id) and metric in set(Metric):
            try:
                days, day = int(length), date.fromisoformat(last)
                return (Metric(metric), before(day, days)) if 1 <= days <= LONGEST else None
            except (ValueError, OverflowError):
                return None
    return None


COMMANDS = (Command("trend", trend, Role.VIEWER, "A figure day by day"),)
BUTTONS = (Button("trend", press, Role.VIEWER),)
