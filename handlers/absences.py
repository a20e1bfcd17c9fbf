"""/away: somebody is not there for some days, and another stands in."""

import services.absences
import services.owners
from chat.context import Button, Command, Context, Member
from messages.absences import away_list_post, away_post, back_post
from metrics.absences import Absence, AwayWish, parse_away
from metrics.mistakes import Mistake
from metrics.stores import Role


async def away(context: Context, member: Member) -> None:
    """`/away 11-26..11-30 @Wang`, `/away off`; alone it lists who is away."""
    if not context.text:
        known = await context.read(services.absences.absences, member.store, member.now)
        return await context.reply(away_list_post(known, member.texts))
    wish = parse_away(context.text, member.today)
    who = member.user_id, member.name
    absence = await context.run(services.absences.leave, member.store, who, wish, member.now)
    if absence is None:
        return await context.reply(back_post(member.name, member.texts))
    people = () if absence.stand_in else await others(context, member)
    return await context.reply(away_post(absence, people, member.texts))


async def pressed(context: Context, member: Member) -> None:
    """`away:by:<absence>:<person>`, `away:whom|off:<absence>`."""
    match context.args:
        case ["by", number, user_id] if number.isdecimal():
            who = member.user_id, member.name
            chosen = (member.store, int(number), who, user_id, member.now)
            absence = await context.run(services.absences.set_stand_in, *chosen)
            await context.edit(away_post(absence, (), member.texts))
        case ["whom", number] if number.isdecimal():
            absence = await known(context, member, int(number))
            await context.edit(away_post(absence, await others(context, member), member.texts))
        case ["off", number] if number.isdecimal():
            await back(context, member, int(number))
        case _:
            raise Mistake("old_button")


async def back(context: Context, member: Member, number: int) -> None:
    absence = await known(context, member, number)
    who = member.user_id, member.name
    await context.run(services.absences.leave, member.store, who, AwayWish(None), member.now)
    await context.edit(back_post(absence.name, member.texts))


async def known(context: Context, member: Member, number: int) -> Absence:
    who = member.user_id, member.name
    return await context.read(services.absences.known, member.store, number, who)


async def others(context: Context, member: Member) -> tuple[tuple[int, str], ...]:
    who = member.user_id, member.name
    return await context.read(services.owners.people, member.store, who, member.now)


COMMANDS = (Command("away", away, Role.STAFF, "Away, and who stands in"),)
BUTTONS = (Button("away", pressed, Role.STAFF),)
