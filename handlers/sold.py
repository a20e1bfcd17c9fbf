"""/sold: what is sold of today so far, and what that means for its target."""

import services.half_day
from chat.context import Answer, Command, Context, Member
from messages.half_day import TOPIC, half_day_post, sold_post
from metrics.half_day import HalfDay
from metrics.sold import parse_sold
from metrics.stores import Role


async def sold(context: Context, member: Member) -> None:
    """`/sold 18200`; without a figure the last one is shown, or asked for."""
    if context.text:
        check = await noted(context, member)
    else:
        check = await context.read(services.half_day.check, member.store, member.today, member.now)
    await context.reply(sold_post(check, member.texts))


async def answered(context: Context, member: Member) -> None:
    """The figure that was asked for: everybody hears where it is too little."""
    await context.reply(half_day_post(await noted(context, member), member.texts))


async def noted(context: Context, member: Member) -> HalfDay:
    amount, person = parse_sold(context.text), member.name
    return await context.run(services.half_day.note, member.store, amount, member.user_id, person, member.now)


COMMANDS = (Command("sold", sold, Role.STAFF, "Sold today so far"),)
ANSWERS = (Answer(TOPIC, answered, Role.STAFF),)
