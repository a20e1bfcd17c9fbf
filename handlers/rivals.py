"""/competitors, /follow, /unfollow: the shops we watch, and the buttons to look at each."""

from chat.context import Button, Command, Context, Member
from messages.post import Post
from messages.rivals import follow_post, rivals_post, unfollow_post
from metrics.stores import Role
from services import rivals as service

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
    match context.args:
        case [store, chosen, days] if store == str(member.store.id) and chosen.isdigit() and days.isdigit():
            await context.edit(await post(context, member, int(chosen), int(days)))


async def press_follow(context: Context, member: Member) -> None:
    """`follow:<store>:<key of the offered shop>:<rival>:<days>`: follows it, and shows the same view anew."""
    match context.args:
        case [store, key, *view] if store == str(member.store.id):
            await context.run(service.follow_offered, member.store, key, member.user_id, member.now)
            context.args = [store, *view]
            await press(context, member)


async def post(context: Context, member: Member, chosen: int, days: int) -> Post:
    report = await context.read(service.report, member.store, chosen, days, member.now)
    return rivals_post(report, member.store.id, member.texts)


COMMANDS = (
    Command("competitors", competitors, Role.VIEWER, "Followed shops beside ours"),
    Command("follow", follow, Role.STAFF, "Follow a competitor's shop"),
    Command("unfollow", unfollow, Role.STAFF, "Stop following a shop"),
)
BUTTONS = (Button("rivals", press, Role.VIEWER), Button("follow", press_follow, Role.STAFF))
