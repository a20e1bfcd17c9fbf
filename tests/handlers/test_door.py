"""What the door does when something goes wrong behind it, and when the same update comes twice."""

import re

from chat.door import Command, Context, Member
from metrics.stores import Role
from playground import places
from tests.conversation import GROUP, MANAGER, OWNER, STAFF
from tests.handlers.conftest import Talk


async def fail(_context: Context, _member: Member) -> None:
    raise ZeroDivisionError("the figures of token 123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi")


async def test_an_error_of_ours_is_one_calm_line_with_a_number(talk: Talk) -> None:
    await talk.set_up()
    talk.door.wishes.commands["help"] = Command("help", fail, Role.VIEWER, "What I can do")
    talk.group.says(MANAGER, "/help")
    await talk.settle()
    said = (await talk.group.reads()).text
    assert re.fullmatch(
        r"Something went wrong on my side and has been noted as [0-9a-f]{8}\. Please try again in a minute\.",
        said,
    )
    assert talk.group.unread() == []


async def test_an_update_that_is_handled_twice_is_answered_once(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/help")
    talk.group.says(MANAGER, "/help")
    for update in await talk.hear():
        await talk.door.handle(update)
        await talk.door.handle(update)
    await talk.deliver()
    await talk.group.reads()
    await talk.group.reads()
    assert talk.group.unread() == []


async def test_a_button_nobody_knows_any_more_is_answered(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup")
    await talk.settle()
    card = await talk.group.reads()
    del talk.door.wishes.buttons["setup"]
    talk.group.presses(MANAGER, card, "Name")
    await talk.settle()
    assert await talk.group.sees_note() == "This button is out of date. Please send the command again."


async def test_who_is_an_admin_is_asked_once_in_five_minutes_and_forgotten_on_a_change(talk: Talk) -> None:
    places.add_bot(talk.world, GROUP, OWNER.id, "administrator")  # only admins are told of such changes
    await talk.set_up()

    def asked() -> int:
        return sum(call["method"].lower() == "getchatmember" for call in talk.world.calls)

    for _ in range(3):
        talk.group.says(MANAGER, "/help")
        await talk.settle()
    assert asked() == 1
    talk.clock.forward(minutes=6)
    talk.group.says(MANAGER, "/help")
    await talk.settle()
    assert asked() == 2

    places.member(talk.world, GROUP, MANAGER.id, "member", by=OWNER.id)
    talk.group.says(MANAGER, "/people")
    await talk.settle()
    assert asked() == 3
