"""/owners: who looks after what; all may look, managers choose."""

import services.owners
from chat.context import Answer, Button, Command, Context, Member
from messages.owners import choice_post, hours_post, hours_question, owners_post
from messages.post import Post
from metrics.mistakes import Mistake
from metrics.owners import CARES
from metrics.quiet import Stretch, parse_stretch
from metrics.stores import Role


async def owners(context: Context, member: Member) -> None:
    await context.reply(await post(context, member))


async def pressed(context: Context, member: Member) -> None:
    """`owners:<store>:list|show:<topic>|set:<topic>:<person>|hours:<stretch>`."""
    store, *what = context.args
    if store != str(member.store.id):
        raise Mistake("not_your_store")
    match what:
        case ["list"]:
            await context.edit(await post(context, member))
        case ["show", topic] if topic in CARES:
            asking = member.user_id, member.name
            people = await context.read(services.owners.people, member.store, asking, member.now)
            known = await context.read(services.owners.owners, member.store, member.now)
            await context.edit(choice_post(topic, known, people, member.store, member.texts))
        case ["set", topic, user_id]:
            await choose(context, member, topic, user_id)
        case ["hours", stretch] if stretch in set(Stretch) and context.message is not None:
            card = context.message.message_id
            await context.reply(hours_question(Stretch(stretch), card, member.texts))
        case _:
            raise Mistake("old_button")


async def choose(context: Context, member: Member, topic: str, user_id: str) -> None:
    asking = member.user_id, member.name
    who = None
    if user_id != "0":
        who = await context.read(services.owners.person, member.store, asking, user_id, member.now)
    await context.run(services.owners.choose, member.store, topic, who)
    await context.edit(await post(context, member))


async def answered(context: Context, member: Member) -> None:
    """Hours, as a reply to our question; the card follows."""
    which, card = context.args
    stretch = Stretch(which)
    hours = parse_stretch(context.text, stretch)
    await context.run(services.owners.set_hours, member.store, stretch, hours)
    await context.edit(await post(context, member), message_id=int(card))
    known = await context.read(services.owners.owners, member.store, member.now)
    await context.reply(hours_post(known, member.texts))


async def post(context: Context, member: Member) -> Post:
    known = await context.read(services.owners.owners, member.store, member.now)
    may_change = member.role.may(Role.MANAGER)
    return owners_post(known, member.store, member.texts, may_change=may_change)


COMMANDS = (Command("owners", owners, Role.VIEWER, "Who looks after what"),)
BUTTONS = (Button("owners", pressed, Role.MANAGER),)
ANSWERS = (Answer("hours", answered, Role.MANAGER),)
