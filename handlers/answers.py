"""/answers: the store's own answers to reviews, looked at and changed by reply."""

import services.answers as service
from chat.context import Answer, Button, Command, Context, Member
from messages.answers import ASKS, answers_post, ask_post, kept_post, topic_post, usual
from messages.post import Post
from metrics.answers import NEW, Drawer
from metrics.mistakes import Mistake
from metrics.reviews import ReviewTopic
from metrics.stores import Role

LANGUAGES = ("zh", "en")


async def answers(context: Context, member: Member) -> None:
    """`/answers`: all topics, in the store's language."""
    await context.reply(await all_topics(context, member, member.store.language))


async def press(context: Context, member: Member) -> None:
    """`answers:<what>:<store>:<language>[:<topic>[:<template>]]`."""
    match context.args:
        case ["list", store, language] if store == str(member.store.id) and language in LANGUAGES:
            await context.edit(await all_topics(context, member, language))
        case [what, store, language, topic, *mark] if store == str(member.store.id):
            await press_topic(context, member, what, drawer(language, topic), "".join(mark))
        case _:
            raise Mistake("not_your_store")


async def press_topic(context: Context, member: Member, what: str, of: Drawer, mark: str) -> None:
    store, now = member.store, member.now
    match what:
        case "edit" if context.message is not None:
            old = None if mark == NEW else await context.read(service.text_of, store.id, of, mark)
            card = context.message.message_id
            await context.reply(ask_post(old, of.language, of.topic, mark, card, member.texts))
            return
        case "drop":
            await context.run(service.remove, store, of, mark, member.name, now)
        case "usual":
            await context.run(service.usual_again, store, of, member.name, now)
    await context.edit(await one_topic(context, member, of))


async def answered(context: Context, member: Member) -> None:
    """A template, as a reply to our question; the card follows."""
    language, topic, mark, card = context.args
    of = drawer(language, topic)
    await context.run(service.write, member.store, of, mark, context.text, member.name, member.now)
    await context.edit(await one_topic(context, member, of), message_id=int(card))
    await context.reply(kept_post(of.topic, member.texts))


async def all_topics(context: Context, member: Member, language: str) -> Post:
    own = await context.read(service.own, member.store.id, language)
    return answers_post(own, language, member.store.id, member.texts)


async def one_topic(context: Context, member: Member, of: Drawer) -> Post:
    own = await context.read(service.own, member.store.id, of.language)
    known = own.get(of.topic)
    shown = known or tuple(of.usual)
    return topic_post(shown, of.language, of.topic, known is not None, member.store.id, member.texts)


def drawer(language: str, topic: str) -> Drawer:
    """Raises Mistake("old_button")."""
    if language not in LANGUAGES or topic not in set(ReviewTopic):
        raise Mistake("old_button")
    return Drawer(language, ReviewTopic(topic), usual(language, ReviewTopic(topic)))


COMMANDS = (Command("answers", answers, Role.MANAGER, "Answers to reviews"),)
BUTTONS = (Button("answers", press, Role.MANAGER),)
ANSWERS = (Answer(ASKS, answered, Role.MANAGER),)
