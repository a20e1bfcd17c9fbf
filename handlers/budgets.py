"""`/budget` and `/spend`: what may be spent, and what is gone."""

import services.budgets
from chat.alerts import watch
from chat.context import Command, Context, Member
from messages.budgets import budgets_post, changed_post, noted_post
from metrics.budgets import parse_budget, parse_spend
from metrics.mistakes import Mistake
from metrics.stores import Role


async def budget(context: Context, member: Member) -> None:
    """Everybody may look, managers may change."""
    if not context.text:
        shown = await context.read(services.budgets.shown, member.store, member.now)
        await context.reply(budgets_post(shown, member.texts))
        return
    wish = parse_budget(context.text)
    if not member.role.may(Role.MANAGER):
        raise Mistake("budget_needs_manager")
    meant, shown = await context.run(services.budgets.change, member.store, wish, member.user_id, member.now)
    await context.reply(changed_post(meant, shown, member.texts))


async def spend(context: Context, member: Member) -> None:
    wish = parse_spend(context.text)
    said, shown = await context.run(services.budgets.note, member.store, wish, member.user_id, member.now)
    await context.reply(noted_post(said, shown, member.texts))
    await watch(context.house, member.store, services.budgets.check)


COMMANDS = (
    Command("budget", budget, Role.VIEWER, "Ad budgets and their pace"),
    Command("spend", spend, Role.STAFF, "Ad spend of today so far"),
)
