"""/reviews: the open bad reviews, and the buttons on every card of reviews."""

from datetime import UTC, datetime

from chat.context import Button, Command, Context, Member
from messages.post import Post
from messages.reviews import listing_post, review_post
from metrics.reviews import Action
from metrics.stores import Role
from services import reviews as service

Place = tuple[datetime | None, int, str]  # the card (None: the list of open ones), its page, which review


async def reviews(context: Context, member: Member) -> None:
    """`/reviews`: those that wait for an answer."""
    await context.reply(await post(context, member, (None, 0, "")))


async def press(context: Context, member: Member) -> None:
    """`reviews:<store>:<card>:<page>[:<review>]`: turns the page, or shows one review."""
    if place := read_place(context.args, member.store.id):
        await context.edit(await post(context, member, place))


async def press_action(context: Context, member: Member) -> None:
    """`review:<action>:<store>:<card>:<page>:<review, or all>`: takes, solves, mutes, opens again."""
    action, *rest = context.args or [""]
    place = read_place(rest, member.store.id)
    if place is None or action not in list(Action):
        return
    told_at, _page, mark = place
    await context.run(service.act, member.store, told_at, mark, Action(action), member.name, member.now)
    await context.edit(await post(context, member, place))


async def post(context: Context, member: Member, place: Place) -> Post:
    """One review where one is meant and still on the card, else the card's page."""
    told_at, page, mark = place
    card = await context.read(service.listing, member.store, told_at, page, member.now)
    one = card.marked(mark)
    if one is None:
        return listing_post(card, member.store.id, member.now, member.texts)
    return review_post(card, one, member.store.id, member.now, member.texts)


def read_place(args: list[str], store_id: int) -> Place | None:
    """None where the data is not ours or another store's."""
    match args:
        case [store, card, page, *mark] if store == str(store_id) and card.isdigit() and page.isdigit():
            told_at = datetime.fromtimestamp(int(card), UTC) if int(card) else None
            return told_at, int(page), "".join(mark[:1])
    return None


COMMANDS = (Command("reviews", reviews, Role.VIEWER, "Bad reviews that wait"),)
BUTTONS = (Button("reviews", press, Role.VIEWER), Button("review", press_action, Role.STAFF))
