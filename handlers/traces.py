"""[Source] under a post: which files its figures come from, in its place."""

from chat.context import Button, Context, Member
from messages.brief import strange_button
from messages.traces import traces_post
from metrics.mistakes import Mistake
from metrics.stores import Role
from metrics.traces import parse_traced
from services.traces import traces


async def press(context: Context, member: Member) -> None:
    """`traces:<store>:<d20261121|w20261116|m202611>`: in the post's place, with a way back."""
    match context.args:
        case [store, what] if store == str(member.store.id):
            traced = parse_traced(what)
            found = await context.read(traces, member.store, traced.period, member.now)
            await context.edit(traces_post(found, traced, member.store.id, member.texts))
        case [_, _]:
            await context.answer(strange_button(member.texts))
        case _:
            raise Mistake("old_button")


BUTTONS = (Button("traces", press, Role.VIEWER),)
