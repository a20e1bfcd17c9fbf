"""/people: who may do what, the managers' decisions, changes of role."""

from chat.door import Button, Command, Context, Member
from messages.people import decision_post, people_post, person_post
from metrics.mistakes import Mistake
from metrics.stores import Person, Role
from services import members


async def people(context: Context, member: Member) -> None:
    known = await context.read(members.known, member.store.id)
    await context.reply(people_post(member.store, known, 0, member.texts))


async def pressed(context: Context, member: Member) -> None:
    match context.args:
        case ["decide", user_id, role]:
            decided = await give(context, member, user_id, role)
            await context.edit(decision_post(decided, member.name, member.texts))
        case ["list", page]:
            known = await context.read(members.known, member.store.id)
            await context.edit(people_post(member.store, known, int(page), member.texts))
        case ["show", user_id, page]:
            person = await context.read(members.person, member.store.id, int(user_id))
            await context.edit(person_post(person, int(page), member.texts))
        case ["give", page, user_id, role]:
            person = await give(context, member, user_id, role)
            await context.edit(person_post(person, int(page), member.texts))
        case _:
            raise Mistake("old_button")


async def give(context: Context, member: Member, user_id: str, role: str) -> Person:
    return await context.run(
        members.decide, member.store.id, int(user_id), role, member.user_id, context.house.clock()
    )


COMMANDS = (Command("people", people, Role.MANAGER, "People and what they may do"),)
BUTTONS = (Button("people", pressed, Role.MANAGER),)
