"""/setup makes a group a store; with /settings it shows the settings, changed by button or by reply."""

from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from chat.door import Answer, Button, Command, Context, Member, Visitor
from messages.post import Post
from messages.setup import (
    brief_time_post,
    changed_post,
    patience_post,
    question_post,
    settings_post,
    zone_post,
)
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Role, Store
from services import settings, stores


async def found(context: Context, visitor: Visitor) -> None:
    """The first /setup of an owner in a group makes the store."""
    now = context.house.clock()
    language, who = visitor.texts.language, (visitor.user_id, visitor.name)
    store = await context.run(stores.set_up, context.chat, language, who[0], now, who[1])
    context.store_id = store.id
    sees_files = await sees_all(context)
    await context.reply(await card_of(context, store, is_new=True, sees_files=sees_files))


async def setup(context: Context, member: Member) -> None:
    await context.reply(await card_of(context, member.store, sees_files=await sees_all(context)))


async def card_of(context: Context, store: Store, *, is_new: bool = False, sees_files: bool = True) -> Post:
    chosen = await context.read(settings.settings, store.id)
    texts: Texts = context.house.texts(store)
    now = context.house.clock()
    return settings_post(store, chosen, now, texts, is_new=is_new, sees_files=sees_files)


async def pressed(context: Context, member: Member) -> None:
    match context.args:
        case ["show", "brief"]:
            await context.edit(brief_time_post(member.store, member.texts))
        case ["show", "zone"]:
            await context.edit(zone_post(member.store, member.texts))
        case ["show", "patience"]:
            await context.edit(patience_post(member.store, member.texts))
        case ["show", "card"]:
            await context.edit(await card_of(context, member.store))
        case ["ask", setting] if context.message is not None:
            await context.reply(question_post(setting, context.message.message_id, member.texts))
        case ["set", setting, words]:
            store = await context.run(stores.change, member.store.id, setting, words)
            await context.edit(await card_of(context, store))
        case _:
            raise Mistake("unknown_setting")


async def answered(context: Context, member: Member) -> None:
    """A reply to one of our questions: the setting, and the card to bring up to date."""
    setting, card = context.args
    store = await context.run(stores.change, member.store.id, setting, context.text)
    await context.edit(await card_of(context, store), message_id=int(card))
    await context.reply(changed_post(store, setting, context.house.texts(store)))


async def sees_all(context: Context) -> bool:
    """Whether files sent to this chat reach the bot: privacy mode hides them, unless it is an admin.

    Asked anew each time, as it changes outside; where Telegram does not answer, nothing is warned of.
    """
    bot = context.house.bot
    if context.chat.kind == ChatType.PRIVATE:
        return True
    try:
        me = await bot.get_me()
        if me.can_read_all_group_messages:
            return True
        here = await bot.get_chat_member(context.chat.telegram_id, bot.id)
    except TelegramError:
        return True
    return here.status == ChatMemberStatus.ADMINISTRATOR


COMMANDS = (
    Command("setup", setup, Role.MANAGER, "Settings of the store"),
    Command("settings", setup, Role.MANAGER, "Settings of the store"),
)
BUTTONS = (Button("setup", pressed, Role.MANAGER),)
ANSWERS = (Answer("setup", answered, Role.MANAGER),)
