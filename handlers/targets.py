"""/target: what the store means to sell, by year, month and day; drafts of it, shown before they count."""

import re
from datetime import date

import services.targets as service
from chat.context import Answer, Button, Command, Context, Member
from messages.drafts import TOPIC, ask_post, discarded_post, draft_post, edit_post, edited_post, saved_post
from messages.post import Post
from messages.targets import target_post, year_post
from metrics.drafts import Way
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Role
from metrics.targets import (
    PlanWish,
    TargetChange,
    is_year,
    month_of,
    parse_amount,
    parse_shown,
    parse_target,
    wish_of,
    year_of,
)
from metrics.traces import Said

CODE = re.compile(r"20\d\d(0[1-9]|1[0-2])?", re.ASCII)  # a year, or a month
NUMBER = re.compile(r"\d{1,9}", re.ASCII)


async def target(context: Context, member: Member) -> None:
    """Everybody may look, managers may change. After a change its own month is shown."""
    shown = parse_shown(context.args, member.today) if context.args else month_of(member.today)
    if shown is not None:
        await context.reply(await view(context, member, shown))
        return
    wish = parse_target(context.args, member.today)
    await context.reply(await wished(context, member, wish))


async def view(context: Context, member: Member, shown: Period, *, choosing: bool = False) -> Post:
    store, texts, now = member.store, member.texts, member.now
    if is_year(shown):
        year = await context.read(service.year, store, shown.start.year, now)
        return year_post(year, store.id, texts, choosing=choosing)
    month = await context.read(service.month, store, shown, now)
    return target_post(month, store.id, texts, choosing=choosing)


async def wished(context: Context, member: Member, wish: TargetChange | PlanWish) -> Post:
    """A draft of a month or year; what is for days counts at once."""
    only_managers(member)
    store, texts, now = member.store, member.texts, member.now
    if isinstance(wish, PlanWish):
        return draft_post(await context.run(service.draft, store, wish, member.user_id, now), texts)
    await context.run(service.set_target, store.id, wish, member.user_id, Said(member.name, now))
    month = await context.read(service.month, store, month_of(wish.period.start), now)
    return target_post(month, store.id, texts, changed=wish)


# ------------------------------------------------------------------------------------------------- buttons


async def press(context: Context, member: Member) -> None:
    """`target:<what>:<store>:<month or year>` to look and to ask, `target:<what>:<draft>` for a draft."""
    match context.args:
        case [what, store, code] if what in ("month", "year", "change", "ask"):
            if store != str(member.store.id):
                raise Mistake("not_your_store")
            await press_view(context, member, what, read_code(code))
        case [what, number] if NUMBER.fullmatch(number):
            only_managers(member)
            await press_draft(context, member, what, int(number))
        case _:
            raise Mistake("old_button")


async def press_view(context: Context, member: Member, what: str, shown: Period) -> None:
    if what in ("change", "ask"):
        only_managers(member)
    if what == "ask":
        await context.reply(ask_post(shown.start, is_year(shown), member.texts))
    else:
        await context.edit(await view(context, member, shown, choosing=what == "change"))


async def press_draft(context: Context, member: Member, what: str, number: int) -> None:
    match what:
        case "save":
            await context.edit(await saved(context, member, number))
        case "discard":
            draft = await context.run(service.discard, member.store, number, member.now)
            await context.edit(discarded_post(draft, member.name, member.texts))
        case "evenly" | "pattern":
            draft = await context.run(service.choose_way, member.store, number, Way(what), member.now)
            await context.edit(draft_post(draft, member.texts))
        case "edit":
            await context.reply(await asked(context, member, number))
        case _:
            raise Mistake("old_button")


async def saved(context: Context, member: Member, number: int) -> Post:
    draft = await context.run(service.save, member.store, number, member.user_id, member.now, member.name)
    return saved_post(draft, member.store.id, member.name, member.texts)


async def asked(context: Context, member: Member, number: int) -> Post:
    """The question for days or months knows which message shows the draft."""
    if context.message is None:
        raise Mistake("old_button")
    draft = await context.read(service.seen, member.store, number, member.now)
    return edit_post(draft, context.message.message_id, member.texts)


# ------------------------------------------------------------------------------------------------- answers


async def answered(context: Context, member: Member) -> None:
    """A reply to one of our questions: an amount, or a draft's days; the draft is redrawn where it stands."""
    match context.args:
        case ["ask", code]:
            wish = wish_of(parse_amount(context.text), read_code(code))
            await context.reply(await wished(context, member, wish))
        case ["edit", number, card]:
            draft = await context.run(service.edit, member.store, int(number), context.text, member.now)
            await context.edit(draft_post(draft, member.texts), message_id=int(card))
            await context.reply(edited_post(draft, member.texts))


def only_managers(member: Member) -> None:
    if not member.role.may(Role.MANAGER):
        raise Mistake("target_needs_manager")


def read_code(code: str) -> Period:
    """202612, 2027."""
    if not CODE.fullmatch(code):
        raise Mistake("old_button")
    year, month = int(code[:4]), code[4:]
    return month_of(date(year, int(month), 1)) if month else year_of(year)


COMMANDS = (Command("target", target, Role.VIEWER, "Targets by year, month and day"),)
BUTTONS = (Button(TOPIC, press, Role.VIEWER),)
ANSWERS = (Answer(TOPIC, answered, Role.MANAGER),)
