"""/follow, /unfollow and /competitors as people in the group use them."""

from datetime import date
from decimal import Decimal

from storage import stores
from storage.engine import writing
from tests.conversation import OWNER
from tests.handlers.conftest import Talk
from tests.watching import add_look


def look(talk: Talk, shop: str, day: int, price: str) -> None:
    with writing(talk.house.engine) as session:
        (store,) = stores.all_stores(session)
        add_look(session, store, shop, date(2026, 11, day), price=Decimal(price))


async def test_following_looking_and_unfollowing(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(OWNER, "/competitors")
    talk.group.says(OWNER, "/follow  Nova   Home")
    talk.group.says(OWNER, "/unfollow nova")
    talk.group.says(OWNER, "/unfollow nova")
    talk.group.says(OWNER, "/follow")
    await talk.settle()
    assert (await talk.group.reads()).text.startswith("No shop is followed yet.\n")
    assert (await talk.group.reads()).text.startswith(
        "Done: Nova Home is followed.\n1 shop is followed now.\n"
    )
    assert (await talk.group.reads()).text.startswith("Done: Nova Home is no longer followed.\n")
    assert (await talk.group.reads()).text.startswith("No shop is followed yet. Start with /follow")
    assert (await talk.group.reads()).text.startswith("Which shop?")


async def test_a_shop_with_data_is_offered_followed_and_looked_at(talk: Talk) -> None:
    await talk.set_up()
    look(talk, "Luna", 20, "99")
    look(talk, "Luna", 21, "89")
    talk.group.says(OWNER, "/competitors")
    await talk.settle()
    offer = await talk.group.reads()
    assert offer.buttons == ("＋ Follow Luna",)
    talk.group.presses(OWNER, offer, "＋ Follow Luna")
    await talk.settle()
    seen = await talk.group.reads_edited()
    assert seen.text.startswith("1 followed shop made a move.\n")
    assert "▼ Price ¥99 → ¥89 -10.1%" in seen.text
    assert seen.buttons == ("● All", "Luna", "7 days", "● 30 days")
    talk.group.presses(OWNER, seen, "Luna")
    await talk.settle()
    seen = await talk.group.reads_edited()
    assert seen.text.startswith("Luna made a move.\n")
    talk.group.presses(OWNER, seen, "7 days")
    await talk.settle()
    assert (await talk.group.reads_edited()).buttons == ("All", "● Luna", "● 7 days", "30 days")


async def test_one_shop_is_asked_for_by_name(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(OWNER, "/follow Nova Home")
    talk.group.says(OWNER, "/competitors nova")
    talk.group.says(OWNER, "/competitors atlas")
    await talk.settle()
    await talk.group.reads()
    assert (await talk.group.reads()).text.startswith("Nova Home: nothing is known yet.")
    assert (await talk.group.reads()).text == "“atlas” is not among the followed shops: Nova Home"
