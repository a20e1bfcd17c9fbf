"""The methods about chats: who is in them, the bot's commands there, topics."""

import json
import re

from playground.call import Call
from playground.refusals import bad
from playground.spec import Json

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(call: Call) -> Json:
    info = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    return call.target().json() | info


def get_chat_member(call: Call) -> Json:
    chat, user_id = call.target(), call.params["user_id"]
    if user_id in chat.members:
        return chat.members[user_id]
    if user_id not in call.world.users:
        raise bad("user not found")
    return call.world.member(user_id, "member" if chat.id == user_id else "left")


def get_chat_administrators(call: Call) -> list[Json]:
    chat = call.target()
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    bots_too = call.params.get("return_bots")
    return [
        member
        for user_id, member in chat.members.items()
        if member["status"] in ("creator", "administrator")
        and (bots_too or user_id == call.bot.id or not member["user"]["is_bot"])
    ]


def get_chat_member_count(call: Call) -> int:
    chat = call.target()
    inside = sum(m["status"] not in ("left", "kicked") for m in chat.members.values())
    return 2 if chat.type == "private" else inside


def leave_chat(call: Call) -> bool:
    call.world.change_member(call.target(), call.bot.id, call.bot.user, "left")
    return True


# -------------------------------------------------------------------------------------------------- commands


def set_my_commands(call: Call) -> bool:
    key = scope(call)
    if len(call.params["commands"]) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in call.params["commands"]:
        check_command(command["command"].strip().removeprefix("/"), command["description"].strip())
    call.bot.commands[key] = call.params["commands"]
    return True


def check_command(name: str, about: str) -> None:
    if not name:
        raise bad("command must be non-empty")
    if len(name) > 32:
        raise bad("command length must not exceed 32")
    if not about:
        raise bad("command description must be non-empty")
    if len(about) > 256:
        raise bad("command description length must not exceed 256")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad("BOT_COMMAND_INVALID")


def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(scope(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(scope(call), None)
    return True


def scope(call: Call) -> str:
    """The key under which commands of this scope and language are kept."""
    where, language = call.params.get("scope", {"type": "default"}), call.params.get("language_code", "")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad("invalid language code specified")
    if "chat_id" in where:
        call.target(where["chat_id"])
    return json.dumps([where, language], sort_keys=True)


# ---------------------------------------------------------------------------------------------------- topics


def create_forum_topic(call: Call) -> Json:
    chat = call.target()
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not chat.is_admin(call.bot.id, "can_manage_topics"):
        raise bad("not enough rights to create a topic")
    topic = {"name": call.params["name"], "icon_color": call.params.get("icon_color", 7322096)}
    service = call.world.post(chat, call.bot.user, bot=call.bot, forum_topic_created=topic)
    thread = service.message["message_id"]
    service.message |= {"message_thread_id": thread, "is_topic_message": True}
    chat.topics[thread] = {"name": call.params["name"], "closed": False}
    call.world.note("topic", chat_id=chat.id, thread=thread, name=call.params["name"], closed=False)
    call.world.push(call.bot, "message", service.message)  # a bot is told of its own topics
    return topic | {"message_thread_id": thread}
