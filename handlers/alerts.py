"""The buttons of alert cards: take, give, mute, solve, no problem, why."""

from collections.abc import Awaitable, Callable, Mapping

import services.alerts
import services.owners
from chat.alerts import redraw, stands_at
from chat.context import Button, Command, Context, Member
from handlers.explain import why_alert
from messages.alerts import card_post, mutes_post, whom_post
from metrics.alerts import Alert, Status, mute_of
from metrics.mistakes import Mistake
from metrics.stores import Role
from services.alerts import Press


async def press(context: Context, member: Member) -> None:
    """`alert:<what>:<alert>:<version>[:more]`, or `alert:show:<alert>`, `alert:card:<card>`."""
    match context.args:
        case ["card", number] if number.isdecimal():
            await show_card(context, member, int(number), None)
        case ["show", number] if number.isdecimal():
            alert = await known(context, member, int(number))
            await show_card(context, member, alert.card_id or 0, alert.id)
        case [what, number, version, *more] if number.isdecimal() and version.isdecimal():
            said = Press(int(number), int(version), member.name, member.user_id)
            await do(context, member, what, said, "".join(more))
        case _:
            raise Mistake("unknown_alert")


async def do(context: Context, member: Member, what: str, said: Press, more: str) -> None:
    """What changes an alert shows the card as it is then; what only asks or tells, does that."""
    if what in QUESTIONS:
        return await QUESTIONS[what](context, member, said)
    if what not in ACTIONS:
        raise Mistake("unknown_alert")
    try:
        alert = await ACTIONS[what](context, member, said, more)
    except Mistake:
        await show_again(context, member, await known(context, member, said.alert_id))
        raise
    return await show_again(context, member, alert)


async def show_again(context: Context, member: Member, alert: Alert) -> None:
    """Where it was pressed and, if that is not the card itself, on the card, too."""
    place = context.chat.id, context.message.message_id if context.message else 0
    is_card = await context.read(stands_at, alert.card_id or 0, *place)
    await show_card(context, member, alert.card_id or 0, None if is_card else alert.id)
    if not is_card:
        await context.run(redraw, member.store, [alert.card_id or 0], member.now)
        context.house.outbox.wake()


# ------------------------------------------------------------------------------------- what changes an alert


async def take(context: Context, member: Member, said: Press, _more: str) -> Alert:
    return await context.run(services.alerts.take, member.store, said, None, member.now)


async def give(context: Context, member: Member, said: Press, more: str) -> Alert:
    asking = member.user_id, member.name
    to = await context.read(services.owners.person, member.store, asking, more, member.now)
    return await context.run(services.alerts.give, member.store, said, to, member.now)


async def mute(context: Context, member: Member, said: Press, more: str) -> Alert:
    ends = await context.read(services.alerts.mute_ends, member.store, member.now)
    alert = await known(context, member, said.alert_id)
    wanted = mute_of(more, alert.finding, member.name, ends)
    return await context.run(services.alerts.mute, member.store, said, wanted, member.now)


async def solve(context: Context, member: Member, said: Press, _more: str) -> Alert:
    return await context.run(services.alerts.close, member.store, said, Status.SOLVED, member.now)


async def dismiss(context: Context, member: Member, said: Press, _more: str) -> Alert:
    return await context.run(services.alerts.close, member.store, said, Status.DISMISSED, member.now)


async def reopen(context: Context, member: Member, said: Press, _more: str) -> Alert:
    return await context.run(services.alerts.reopen, member.store, said, member.now)


Action = Callable[[Context, Member, Press, str], Awaitable[Alert]]
ACTIONS: Mapping[str, Action] = {
    "take": take,
    "give": give,
    "mute": mute,
    "solve": solve,
    "dismiss": dismiss,
    "reopen": reopen,
}

# ------------------------------------------------------------------------------------ what asks, or tells why


async def why(context: Context, member: Member, said: Press) -> None:
    await context.edit(await why_alert(context, member, said.alert_id))


async def mutes(context: Context, member: Member, said: Press) -> None:
    alert = await context.read(services.alerts.seen, member.store.id, said)
    story = await context.read(services.alerts.story, alert.id)
    ends = await context.read(services.alerts.mute_ends, member.store, member.now)
    await context.edit(mutes_post(alert, story, ends.get("campaign"), member.texts))


async def whom(context: Context, member: Member, said: Press) -> None:
    alert = await context.read(services.alerts.seen, member.store.id, said)
    story = await context.read(services.alerts.story, alert.id)
    asking = member.user_id, member.name
    people = await context.read(services.owners.people, member.store, asking, member.now)
    await context.edit(whom_post(alert, story, people, member.texts))


QUESTIONS: Mapping[str, Callable[[Context, Member, Press], Awaitable[None]]] = {
    "why": why,
    "mutes": mutes,
    "whom": whom,
}


async def known(context: Context, member: Member, alert_id: int) -> Alert:
    return await context.read(services.alerts.known, member.store.id, alert_id)


async def show_card(context: Context, member: Member, card_id: int, shown: int | None) -> None:
    card = await context.read(services.alerts.card, member.store, card_id)
    await context.edit(card_post(card, member.texts, shown=shown))


COMMANDS: tuple[Command, ...] = ()
BUTTONS = (Button("alert", press, Role.STAFF),)
