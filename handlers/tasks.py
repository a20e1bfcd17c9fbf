"""`/tasks`, and the buttons that approve what an alert proposes and say that it is done."""

import services.tasks
from chat.alerts import redraw
from chat.context import Button, Command, Context, Member
from messages.tasks import approved_post, tasks_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from metrics.tasks import Task
from services.alerts import Press


async def tasks(context: Context, member: Member) -> None:
    found = await context.read(services.tasks.open_tasks, member.store)
    await context.reply(tasks_post(found, member.today, member.texts))


async def press(context: Context, member: Member) -> None:
    """`task:approve:<alert>:<version>`, `task:done:<task>`, or `task:done:<task>:list`."""
    match context.args:
        case ["approve", alert, version] if alert.isdecimal() and version.isdecimal():
            await approve(context, member, Press(int(alert), int(version), member.name, member.user_id))
        case ["done", number, *_] if number.isdecimal():
            await done(context, member, int(number), in_list=len(context.args) > 2)
        case _:
            raise Mistake("unknown_task")


async def approve(context: Context, member: Member, said: Press) -> None:
    if not member.role.may(Role.MANAGER):
        raise Mistake("approve_needs_manager")
    task = await context.run(services.tasks.approve, member.store, said, member.now)
    await show_on_card(context, member, task)
    await context.reply(approved_post(task, member.texts))


async def done(context: Context, member: Member, number: int, *, in_list: bool) -> None:
    task = await context.run(services.tasks.done, member.store, number, member.name, member.now)
    await show_on_card(context, member, task)
    if in_list:
        left = await context.read(services.tasks.open_tasks, member.store)
        await context.edit(tasks_post(left, member.today, member.texts))
    else:
        await context.edit(approved_post(task, member.texts))


async def show_on_card(context: Context, member: Member, task: Task) -> None:
    cards = await context.read(services.tasks.card_of, member.store, task)
    await context.run(redraw, member.store, cards, member.now)
    context.house.outbox.wake()


COMMANDS = (Command("tasks", tasks, Role.VIEWER, "Open tasks of the ad platform"),)
BUTTONS = (Button("task", press, Role.STAFF),)
