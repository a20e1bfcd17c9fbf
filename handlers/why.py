"""/why: what changed a figure, level by level, in place."""

from chat.context import Button, Command, Context, Member
from handlers.explain import explain
from messages.brief import strange_button
from messages.why import note, why_post
from metrics.explain import asked_alert
from metrics.stores import Role
from metrics.why import Level, Question, parse_why, period_of
from services.why import why as answer


async def why(context: Context, member: Member) -> None:
    """`/why [figure] [days]`: yesterday's revenue where nothing is said; `/why #12`, `/why nothing`."""
    if (asked := asked_alert(context.args)) is not None:
        return await explain(context, member, asked)
    question = parse_why(context.args, member.today)
    found = await context.read(answer, member.store, question, member.now)
    return await context.reply(why_post(found, member.store, member.texts))


async def press(context: Context, member: Member) -> None:
    """`why:<store>:<period>:<level>[:<mark>]`: another level of the same days, in place.

    Where there is nothing to compare, what is shown stays, with its picture; a note says why.
    """
    question = read_data(context.args, member.store.id)
    if question is None:
        await context.answer(strange_button(member.texts))
        return
    found = await context.read(answer, member.store, question, member.now)
    if found.sides is None:
        await context.answer(note(found, member.texts), alert=True)
    else:
        await context.edit(why_post(found, member.store, member.texts))


def read_data(args: list[str], store_id: int) -> Question | None:
    """None where the data is not ours or another store's; the mark is looked up among the files' lines."""
    match args:
        case [store, code, level, *more] if store == str(store_id) and level in set(Level):
            period = period_of(code)
            return Question(period, Level(level), "".join(more)) if period else None
    return None


COMMANDS = (Command("why", why, Role.VIEWER, "Why a figure changed"),)
BUTTONS = (Button("why", press, Role.VIEWER),)
