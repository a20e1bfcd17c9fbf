"""Shows a token once: straight to Telegram, not through the outbox, which would keep its words."""

from chat.context import Context, Member
from messages.tokens import secret_text


async def show(context: Context, token: str, member: Member) -> None:
    """Raises TelegramError where it could not be sent: then nobody knows it, and it has to be renewed."""
    text = secret_text(token, member.store.name, member.texts)
    bot = context.house.bot
    await bot.send_message(context.chat.telegram_id, text, parse_mode="HTML")
