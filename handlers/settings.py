"""The settings card's further pages: the day's posts, and the files that the brief waits for."""

import services.settings
from chat.context import Answer, Button, Context, Member
from messages.settings import files_post, posts_post, time_post, time_question
from metrics.mistakes import Mistake
from metrics.setup import parse_time
from metrics.stores import Role
from services.settings import regular


async def pressed(context: Context, member: Member) -> None:
    """`settings:show|turn|ask|file|learn[:…]`."""
    match context.args:
        case ["show", "posts"]:
            settings = await context.read(services.settings.settings, member.store.id)
            await context.edit(posts_post(settings, member.texts))
        case ["turn", name]:
            settings = await context.run(services.settings.turn, member.store, name)
            await context.edit(posts_post(settings, member.texts))
        case ["ask", name] if context.message is not None:
            card = context.message.message_id
            await context.reply(time_question(regular(name), card, member.texts))
        case _:
            await files(context, member)


async def files(context: Context, member: Member) -> None:
    """`settings:show:files`, `settings:file:<mark>`, `settings:learn`."""
    match context.args:
        case ["show", "files"]:
            choice = await context.read(services.settings.files, member.store, member.now)
        case ["file", mark]:
            choice = await context.run(services.settings.choose_file, member.store, mark, member.now)
        case ["learn"]:
            choice = await context.run(services.settings.learn_files, member.store, member.now)
        case _:
            raise Mistake("unknown_setting")
    await context.edit(files_post(choice, member.texts))


async def answered(context: Context, member: Member) -> None:
    """A post's time, as a reply to our question; the card follows."""
    name, card = context.args
    settings = await context.run(services.settings.set_time, member.store, name, parse_time(context.text))
    await context.edit(posts_post(settings, member.texts), message_id=int(card))
    await context.reply(time_post(regular(name), settings, member.texts))


BUTTONS = (Button("settings", pressed, Role.MANAGER),)
ANSWERS = (Answer("settings", answered, Role.MANAGER),)
