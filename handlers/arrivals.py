"""/files: which files are expected today, and which are here."""

from chat.context import Command, Context, Member
from messages.arrivals import board_post
from metrics.stores import Role
from services import arrivals as service


async def files(context: Context, member: Member) -> None:
    """`/files`: today's files, the late ones first."""
    board = await context.read(service.board, member.store, member.now)
    await context.reply(board_post(board, member.texts))


COMMANDS = (Command("files", files, Role.STAFF, "Today's files: here or late"),)
