"""/why: what changed a figure, level by level, in place."""

from chat.context import Button, Command, Context, Member
from messages.brief import strange_button
from messages.post import Post
from messages.why import why_post
from metrics.stores import Role
from metrics.why import Level, Question, parse_why, period_of
from services.why import why as answer


async def why(context: Context, member: Member) -> None:
    """`/why [figure] [days]`: yesterday's revenue where nothing is said."""
    await context.reply(await post(context, member, parse_why(context.args, member.today)))


async def press(context: Context, member: Member) -> None:
    """`why:<store>:<period>:<level>[:<mark>]`: another level of the same days, in place."""
    if question := read_data(context.args, member.store.id):
        await context.edit(await post(context, member, question))
    else:
        await context.answer(strange_button(member.texts))


async def post(context: Context, member: Member, question: Question) -> Post:
    found = await context.read(answer, member.store, question, member.now)
    return why_post(found, member.store, member.texts)


def read_data(args: list[str], store_id: int) -> Question | None:
    """None where the data is not ours or another store's; the mark is looked up among the files' lines."""
    match args:
        case [store, code, level, *more] if store == str(store_id) and level in set(Level):
            period = period_of(code)
            return Question(period, Level(level), "".join(more)) if period else None
    return None


COMMANDS = (Command("why", why, Role.VIEWER, "Why a figure changed"),)
BUTTONS = (Button("why", press, Role.VIEWER),)
