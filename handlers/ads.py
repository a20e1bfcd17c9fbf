"""`/roi`: how advertising pays, and its buttons."""

import services.ads
from chat.door import Button, Command, Context, Member
from messages.ads import roi_post
from metrics.roi import parse_roi
from metrics.stores import Role


async def roi(context: Context, member: Member) -> None:
    period, cut = parse_roi(context.args, member.today)
    report = await context.read(services.ads.roi, member.store.id, period, cut)
    await context.reply(roi_post(report, member.store.id, member.texts))


async def change(context: Context, member: Member) -> None:
    """A button of `/roi`: the store, the period, the cut."""
    period, cut = parse_roi(context.args[1:], member.today)
    report = await context.read(services.ads.roi, member.store.id, period, cut)
    await context.edit(roi_post(report, member.store.id, member.texts))


COMMANDS = (Command("roi", roi, Role.VIEWER, "How advertising pays"),)
BUTTONS = (Button("roi", change, Role.VIEWER),)
