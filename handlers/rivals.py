"""/competitors, /follow, /unfollow: the shops we watch, and the buttons to look at each."""

import services.alerts
import services.rival_alerts
from chat.context import Button, Command, Context, Member
from handlers.alerts import known, show_again
from messages.alerts import alert_text
from messages.post import Post
from messages.rival_alerts import answers_post
from messages.rivals import follow_post, rivals_post, unfollow_post
from metrics.mistakes import Mistake
from metrics.rivals import AnswerKind
from metrics.stores import Role
from services import rivals as service
from services.alerts import Press

ALL, MONTH = 0, 30


async def competitors(context: Context, member: Member) -> None:
    """`/competitors [name]`: all followed shops, or one."""
    chosen = ALL
    if context.args:
        chosen = (await context.read(service.find, member.store, " ".join(context.args))).id
    await context.reply(await post(context, member, chosen, MONTH))


async def follow(context: Context, member: Member) -> None:
    """`/follow NAME`."""
    name = " ".join(context.args)
    result = await context.run(service.follow, member.store, name, member.user_id, member.now)
    await context.reply(follow_post(result, member.texts))


async def unfollow(context: Context, member: Member) -> None:
    """`/unfollow NAME`."""
    result = await context.run(service.unfollow, member.store, " ".join(context.args), member.now)
    await context.reply(unfollow_post(result, member.texts))


async def press(context: Context, member: Member) -> None:
    """`rivals:<store>:<rival, or 0 for all>:<days>`: another shop or period, in place."""
    await context.edit(await post(context, member, *read_view(context.args, member.store.id)))


async def press_follow(context: Context, member: Member) -> None:
    """`follow:<store>:<rival>:<days>:<key of the offered shop>`: follows it, and shows the same view anew."""
    chosen, days = read_view(context.args[:3], member.store.id)
    key = "".join(context.args[3:])
    await context.run(service.follow_offered, member.store, key, member.user_id, member.now)
    await context.edit(await post(context, member, chosen, days))


async def press_answer(context: Context, member: Member) -> None:
    """`answer:ask:<alert>:<version>`, then `answer:<kind>:<alert>:<version>`: what we do about a move."""
    match context.args:
        case [what, number, version] if number.isdecimal() and version.isdecimal():
            said = Press(int(number), int(version), member.name, member.user_id)
            await (
                ask_answer(context, member, said) if what == "ask" else answer(context, member, said, what)
            )
        case _:
            raise Mistake("unknown_alert")


async def ask_answer(context: Context, member: Member, said: Press) -> None:
    alert = await context.read(services.alerts.seen, member.store.id, said)
    story = await context.read(services.alerts.story, alert.id)
    await context.edit(answers_post(alert, alert_text(alert, story, member.texts), member.texts))


async def answer(context: Context, member: Member, said: Press, kind: str) -> None:
    """An old button never acts on a new state: it shows that state."""
    if kind not in set(AnswerKind):
        raise Mistake("unknown_alert")
    try:
        alert = await context.run(
            services.rival_alerts.answer, member.store, said, AnswerKind(kind), member.now
        )
    except Mistake:
        await show_again(context, member, await known(context, member, said.alert_id))
        raise
    await show_again(context, member, alert)


async def post(context: Context, member: Member, chosen: int, days: int) -> Post:
    report = await context.read(service.report, member.store, chosen, days, member.now)
    return rivals_post(report, member.store.id, member.texts)


def read_view(args: list[str], store_id: int) -> tuple[int, int]:
    """Which shop (0 is all) and how many days. Raises Mistake where the button is another store's."""
    match args:
        case [store, chosen, days] if store == str(store_id) and chosen.isdigit() and days.isdigit():
            return int(chosen), int(days)
    raise Mistake("not_your_store")


COMMANDS = (
    Command("competitors", competitors, Role.VIEWER, "Followed shops beside ours"),
    Command("follow", follow, Role.STAFF, "Follow a competitor's shop"),
    Command("unfollow", unfollow, Role.STAFF, "Stop following a shop"),
)
BUTTONS = (
    Button("rivals", press, Role.VIEWER),
    Button("follow", press_follow, Role.STAFF),
    Button("answer", press_answer, Role.STAFF),
)
