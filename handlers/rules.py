"""/rules: the thresholds of the shop, tried on its last days before they are changed."""

from decimal import Decimal, InvalidOperation

import services.rules
from chat.context import Answer, Button, Command, Context, Member
from messages.brief import strange_button
from messages.rules import group_post, rules_post, threshold_post, tried_post, value_question
from metrics.mistakes import Mistake
from metrics.rules import Group, parse_value, threshold_of
from metrics.stores import Role


async def rules(context: Context, member: Member) -> None:
    """Everybody may look, managers may change."""
    known = await context.read(services.rules.rules, member.store.id)
    await context.reply(rules_post(known, member.store.id, member.texts))


async def look(context: Context, member: Member) -> None:
    """`rules:<store>:all`, `rules:<store>:group:<group>`, `rules:<store>:show:<threshold>`."""
    match context.args:
        case [store, *_] if store != str(member.store.id):
            await context.answer(strange_button(member.texts))
        case [_, "all"]:
            known = await context.read(services.rules.rules, member.store.id)
            await context.edit(rules_post(known, member.store.id, member.texts))
        case [_, "group", group] if group in set(Group):
            known = await context.read(services.rules.rules, member.store.id)
            await context.edit(group_post(Group(group), known, member.store.id, member.texts))
        case [_, "show", name]:
            await show(context, member, name, None)
        case _:
            raise Mistake("unknown_threshold")


async def change(context: Context, member: Member) -> None:
    """`rule:<store>:try|save:<threshold>:<value>`, `rule:<store>:ask:<threshold>`."""
    match context.args:
        case [store, *_] if store != str(member.store.id):
            await context.answer(strange_button(member.texts))
        case [_, "try", name, value]:
            await show(context, member, name, number(value))
        case [_, "save", name, value]:
            await context.run(services.rules.save, member.store, name, number(value))
            await show(context, member, name, None, saved=True)
        case [_, "ask", name] if context.message is not None:
            question = value_question(threshold_of(name), context.message.message_id, member.texts)
            await context.reply(question)
        case _:
            raise Mistake("unknown_threshold")


async def show(
    context: Context, member: Member, name: str, value: Decimal | None, *, saved: bool = False
) -> None:
    trial = await context.read(services.rules.trial, member.store, name, value, member.now)
    may_change = member.role.may(Role.MANAGER)
    post = threshold_post(trial, member.store.id, member.texts, may_change=may_change, saved=saved)
    await context.edit(post)


async def answered(context: Context, member: Member) -> None:
    """A value as a reply to our question: tried on the card, where it can be saved."""
    name, card = context.args
    value = parse_value(threshold_of(name), context.text)
    trial = await context.read(services.rules.trial, member.store, name, value, member.now)
    post = threshold_post(trial, member.store.id, member.texts, may_change=True)
    await context.edit(post, message_id=int(card))
    await context.reply(tried_post(trial, member.texts))


def number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Mistake("unknown_threshold") from None


COMMANDS = (Command("rules", rules, Role.VIEWER, "Thresholds of alerts"),)
BUTTONS = (Button("rules", look, Role.VIEWER), Button("rule", change, Role.MANAGER))
ANSWERS = (Answer("rule", answered, Role.MANAGER),)
