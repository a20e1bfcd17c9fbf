"""Files that people send."""

from chat.door import Context, Member
from chat.uploads import received


async def document(context: Context, member: Member) -> None:
    """A file in the group or in private: what becomes of it is said when it has been read."""
    await received(context, member)
