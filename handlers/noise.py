"""What managers say to a threshold that is proposed for a noisy rule."""

import services.noise
from chat.context import Button, Context, Member
from messages.brief import strange_button
from messages.noise import answered_post
from metrics.mistakes import Mistake
from metrics.noise import Answer
from metrics.stores import Role


async def press(context: Context, member: Member) -> None:
    """`noise:<store>:<proposal>:accepted|left`."""
    match context.args:
        case [store, *_] if store != str(member.store.id):
            await context.answer(strange_button(member.texts))
        case [_, number, answer] if number.isdecimal() and answer in set(Answer):
            does = services.noise.accept if answer == Answer.ACCEPTED else services.noise.leave
            said = await context.run(does, member.store, int(number), member.name, member.now)
            await context.edit(answered_post(said, member.texts))
        case _:
            raise Mistake("unknown_proposal")


BUTTONS = (Button("noise", press, Role.MANAGER),)
