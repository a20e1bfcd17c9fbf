"""Setting the scene: bots, users, groups and topics, and who is in them. First argument: the world."""

from collections.abc import Iterable, Sequence
from typing import Any

from playground.spec import Json
from playground.state import Bot, Chat
from playground.world import INSIDE, World

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
TOPIC_COLOUR = 7322096


def bot(
    world: World, token: str, username: str = "fake_bot", *, privacy: bool = True, first_name: str = "Fake"
) -> Json:
    user = {
        "id": int(token.split(":")[0]),
        "is_bot": True,
        "first_name": first_name,
        "username": username,
        "can_join_groups": True,
        "supports_inline_queries": False,
    }
    known = world.bots.setdefault(token, Bot(token, user))
    known.user, known.privacy = user, privacy
    return user


def user(world: World, id: int, first_name: str = "User", **more: Any) -> Json:
    world.users[id] = {"id": id, "is_bot": False, "first_name": first_name, "language_code": "en", **more}
    return world.users[id]


def private(
    world: World, user_id: int, bot_id: int = 0, *, started: bool = True, blocked: bool = False
) -> Json:
    """The private chat of a user with a bot: `started` once Start was pressed, `blocked` after Stop."""
    bot = world.bot(bot_id)
    person = world.users.get(user_id) or user(world, user_id)
    chat = bot.private.setdefault(user_id, Chat(user_id, "private", user=person))
    chat.started, was, chat.blocked = started, chat.blocked, blocked
    chat.members.setdefault(bot.id, world.member(bot.id, "member"))
    if was != blocked:
        world.change_member(chat, bot.id, person, "kicked" if blocked else "member")
    return chat.json()


def chat(
    world: World,
    id: int,
    type: str = "supergroup",
    title: str = "Group",
    *,
    members: Sequence[int] = (),
    admins: Sequence[int] = (),
    creator: int = 0,
    forum: bool = False,
    username: str = "",
    bot: str = "member",
) -> Json:
    """A group with its people; `bot` is the status of every known bot in it ("" or "left": not there yet)."""
    new = world.chats[id] = Chat(id, type, title, username, is_forum=forum)
    creators = [creator] if creator else []
    ranks: Iterable[tuple[str, Sequence[int]]] = (
        ("member", members),
        ("administrator", admins),
        ("creator", creators),
    )
    for status, ids in ranks:
        for user_id in ids:
            if user_id not in world.users:
                user(world, user_id)
            new.members[user_id] = world.member(user_id, status)
    if bot not in ("", "left"):
        for known in world.bots.values():
            new.members[known.id] = world.member(known.id, bot)
    return new.json()


def add_bot(
    world: World, chat_id: int, user_id: int, status: str = "member", bot_id: int = 0, **rights: bool
) -> bool:
    """A user adds the bot to a group, or changes its rights there."""
    chat, bot, actor = world.chat(chat_id), world.bot(bot_id), world.users[user_id]
    joined = chat.status(bot.id) in ("left", "kicked")
    world.change_member(chat, bot.id, actor, status, **rights)
    if joined:
        world.post(chat, actor, new_chat_members=[chat.members[bot.id]["user"]])
    return True


def remove_bot(world: World, chat_id: int, user_id: int, bot_id: int = 0) -> bool:
    world.change_member(world.chat(chat_id), world.bot(bot_id).id, world.users[user_id], "kicked")
    return True


def member(world: World, chat_id: int, user_id: int, status: str, by: int = 0, **rights: bool) -> bool:
    """A user joins, leaves, is promoted or removed. Bots see the service message; admins, chat_member."""
    chat = world.chat(chat_id)
    if user_id not in world.users:
        user(world, user_id)
    before, actor = chat.status(user_id), world.users[by or user_id]
    world.change_member(chat, user_id, actor, status, **rights)
    inside = (*INSIDE, "restricted")
    if before not in inside and status in inside:
        world.post(chat, actor, new_chat_members=[world.users[user_id]])
    elif before in inside and status not in inside:
        world.post(chat, actor, left_chat_member=world.users[user_id])
    return True


def topic(world: World, chat_id: int, user_id: int, name: str) -> int:
    """A user opens a topic in a forum; the answer is its message_thread_id."""
    chat = world.chat(chat_id)
    thread = chat.next_id
    chat.topics[thread] = {"name": name, "closed": False}
    created = {"name": name, "icon_color": TOPIC_COLOUR}
    world.post(
        chat,
        world.users[user_id],
        message_thread_id=thread,
        is_topic_message=True,
        forum_topic_created=created,
    )
    world.note("topic", chat_id=chat_id, thread=thread, name=name, closed=False)
    return thread


def close_topic(world: World, chat_id: int, thread: int, *, closed: bool = True) -> bool:
    topic = world.chat(chat_id).topics[thread]
    topic["closed"] = closed
    world.note("topic", chat_id=chat_id, thread=thread, name=topic["name"], closed=closed)
    return True


def delete_topic(world: World, chat_id: int, thread: int) -> bool:
    """The topic and all that was said in it; no bot is told."""
    chat = world.chat(chat_id)
    del chat.topics[thread]
    for message_id, record in chat.records.items():
        if record.message.get("message_thread_id") == thread:
            record.deleted = world.now()
            world.note("delete", chat_id=chat_id, message_id=message_id, by="user")
    world.note("topic", chat_id=chat_id, thread=thread, name="", closed=True, gone=True)
    return True


def migrate(world: World, chat_id: int, user_id: int) -> int:
    """A basic group becomes a supergroup; the answer is its new chat id."""
    old, actor = world.chat(chat_id), world.users[user_id]
    new = Chat(-1000000000000 + chat_id, "supergroup", old.title, members=dict(old.members))
    world.chats[new.id] = new
    world.post(old, actor, migrate_to_chat_id=new.id)
    old.migrated_to = new.id
    world.post(new, ANONYMOUS_ADMIN, sender_chat=new.json(), migrate_from_chat_id=old.id)
    return new.id
