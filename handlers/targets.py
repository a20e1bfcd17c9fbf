"""/target: what the store means to sell."""

from datetime import timedelta

from chat.context import Command, Context, Member
from messages.targets import target_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from metrics.targets import TargetChange, month_of, parse_target
from services.targets import month, set_target


async def target(context: Context, member: Member) -> None:
    """Everybody may look, managers may change. After a change its own month is shown."""
    change = await set_new(context, member) if context.args else None
    shown = month_of(change.period.start if change else member.today)
    pace = await context.read(month, member.store.id, shown, member.today - timedelta(days=1))
    await context.reply(target_post(pace, member.texts, changed=change))


async def set_new(context: Context, member: Member) -> TargetChange:
    change = parse_target(context.args, member.today)
    if not member.role.may(Role.MANAGER):
        raise Mistake("target_needs_manager")
    await context.run(set_target, member.store.id, change, member.user_id)
    return change


COMMANDS = (Command("target", target, Role.VIEWER, "The month's target"),)
