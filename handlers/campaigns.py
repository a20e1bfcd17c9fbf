"""/campaign: the store's own campaigns, planned, moved and taken away."""

import services.campaigns
from chat.context import Button, Command, Context, Member
from handlers.calendar import read_place
from messages.campaigns import campaign_post, campaigns_post, planned_post, removed_post
from messages.post import Post
from metrics.campaigns import parse_campaign
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Role
from metrics.targets import month_of


async def campaign(context: Context, member: Member) -> None:
    """`/campaign NAME FROM..TO [+40%] [enrol DAY]`, `/campaign NAME off`; without more, which there are."""
    if not context.args:
        await context.reply(await listed(context, member, month_of(member.today)))
        return
    wish = parse_campaign(context.args, member.today)
    if not member.role.may(Role.MANAGER):
        raise Mistake("campaign_needs_manager")
    changed = await context.run(services.campaigns.plan, member.store, wish, member.today)
    said = removed_post if wish.days is None else planned_post
    await context.reply(said(changed, member.texts))


async def pressed(context: Context, member: Member) -> None:
    """`campaign:<store>:<yyyymm>:list|show:<mark>`; the month is the calendar's behind it."""
    month, what = read_place(context.args, member)
    match what:
        case ["show", mark]:
            one = await context.read(services.campaigns.marked, member.store, mark, member.today)
            await context.edit(campaign_post(one, month, member.store.id, member.texts))
        case _:
            await context.edit(await listed(context, member, month))


async def removed(context: Context, member: Member) -> None:
    """`campaign_off:<store>:<yyyymm>:<mark>`."""
    month, (mark, *_) = read_place(context.args, member)
    gone = await context.run(services.campaigns.remove, member.store, mark, member.today)
    await context.edit(await listed(context, member, month))
    await context.reply(removed_post(gone, member.texts))


async def listed(context: Context, member: Member, month: Period) -> Post:
    found = await context.read(services.campaigns.coming, member.store, member.today)
    return campaigns_post(found, month, member.store.id, member.texts)


COMMANDS = (Command("campaign", campaign, Role.VIEWER, "Campaigns: look, plan, remove"),)
BUTTONS = (
    Button("campaign", pressed, Role.VIEWER),
    Button("campaign_off", removed, Role.MANAGER),
)
