"""The buttons of alert cards: taken, solved, mute 1 day."""

import telegram

import services.alerts
from chat.context import Button, Command, Context, Member
from messages.alerts import pressed_post, status_line
from metrics.alerts import Status
from metrics.mistakes import Mistake
from metrics.stores import Role

STATUS = {"take": Status.TAKEN, "solve": Status.SOLVED, "mute": Status.MUTED}


async def press(context: Context, member: Member) -> None:
    """Writes who did what below the card, and leaves the buttons that still mean something."""
    action, number = context.args
    if not number.isdecimal() or action not in STATUS:
        raise Mistake("unknown_alert")
    store_id, now = member.store.id, member.now
    alert = await context.run(services.alerts.press, store_id, int(number), STATUS[action], member.name, now)
    await context.answer(status_line(alert, member.texts, now).striptags())
    if isinstance(context.message, telegram.Message):
        await context.edit(pressed_post(context.message.text_html, alert, member.texts, now))


COMMANDS: tuple[Command, ...] = ()
BUTTONS = (Button("alert", press, Role.STAFF),)
