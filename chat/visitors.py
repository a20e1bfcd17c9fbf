"""Who is at the door: people told apart from bots and channels, group admins looked up and remembered."""

from collections.abc import Callable
from datetime import datetime, timedelta

import telegram
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from chat.context import Visitor
from messages.texts import Texts, language_of

ANONYMOUS_ADMIN = 1087968824  # the same account for all groups: what tells them apart is the group itself
REMEMBERED = timedelta(minutes=5)
MOST_REMEMBERED = 10_000
IN_CHARGE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


def visitor_of(update: telegram.Update, owners: frozenset[int]) -> Visitor | None:
    """The person behind an update; None for other bots and for channels that speak."""
    user, message = update.effective_user, update.message
    if user is None:
        return None
    if message is not None and message.sender_chat is not None:
        anonymous = user.id == ANONYMOUS_ADMIN and message.sender_chat.id == message.chat.id
        name = message.author_signature or message.chat.title or ""
        return Visitor(user.id, name, Texts("zh"), is_owner=False, anonymous=True) if anonymous else None
    if user.is_bot:
        return None
    return Visitor(user.id, user.full_name, Texts(language_of(user.language_code)), user.id in owners)


class Admins:
    """Who is in charge of which group, asked of Telegram and remembered for five minutes."""

    def __init__(self, bot: telegram.Bot, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[tuple[int, int], tuple[datetime, bool]] = {}

    async def is_in_charge(self, telegram_id: int, user_id: int) -> bool:
        """Whether somebody is the group's creator or an admin. Raises what a network may raise."""
        known = self._known.get((telegram_id, user_id))
        if known is not None and self._clock() < known[0]:
            return known[1]
        try:
            found = (await self._bot.get_chat_member(telegram_id, user_id)).status in IN_CHARGE
        except (BadRequest, Forbidden):  # not a member, or a group that is gone
            found = False
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[telegram_id, user_id] = (self._clock() + REMEMBERED, found)
        return found

    def forget(self, telegram_id: int, user_id: int) -> None:
        self._known.pop((telegram_id, user_id), None)
