"""Files that people send, and those they point at."""

from chat.door import Command, Context, Member
from chat.uploads import received, until_read
from metrics.mistakes import Mistake
from metrics.stores import Role


async def document(context: Context, member: Member) -> None:
    """A file in the group or in private: what becomes of it is said when it has been read.

    A command in its caption is answered after that: it asks for what the file tells.
    """
    await received(context, member)
    message = context.message
    if message is not None and (message.caption or "").lstrip().startswith("/"):
        await until_read(context.house, member.chat.id, message.message_id)


async def import_(context: Context, member: Member) -> None:
    """`/import` in reply to a file: one that came before we were there, or from somebody who may not send."""
    written = context.message
    pointed_at = written.reply_to_message if written is not None else None
    if pointed_at is None or not (pointed_at.document or pointed_at.photo):
        raise Mistake("import_what")
    if not await received(context, member, pointed_at):
        raise Mistake("already_read")


COMMANDS = (Command("import", import_, Role.STAFF, "Read the file you reply to"),)
