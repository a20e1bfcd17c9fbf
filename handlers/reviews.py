"""/reviews: the open bad reviews, and the buttons on every card of reviews."""

from datetime import UTC, datetime

from chat.context import Button, Command, Context, Member
from messages.post import Post
from messages.reviews import listing_post, review_post
from metrics.mistakes import Mistake
from metrics.reviews import Action
from metrics.stores import Role
from services import reviews as service

Place = tuple[datetime | None, int, str]  # the card (None: the list of open ones), its page, which review


async def reviews(context: Context, member: Member) -> None:
    """`/reviews`: those that wait for an answer."""
    await context.reply(await post(context, member, (None, 0, "")))


async def press(context: Context, member: Member) -> None:
    """`reviews:<store>:<card>:<page>[:<review>]`: turns the page, or shows one review."""
    await context.edit(await post(context, member, read_place(context.args, member.store.id)))


async def press_action(context: Context, member: Member) -> None:
    """`review:<action>:<store>:<card>:<page>:<review, or all>`: takes, solves, mutes, opens again."""
    told_at, page, mark = read_place(context.args[1:], member.store.id)
    action = Action(context.args[0])
    await context.run(service.act, member.store, told_at, mark, action, member.name, member.now)
    await context.edit(await post(context, member, (told_at, page, mark)))


async def post(context: Context, member: Member, place: Place) -> Post:
    """One review where one is meant and still on the card, else the card's page."""
    told_at, page, mark = place
    card = await context.read(service.listing, member.store, told_at, page, member.now)
    one = card.marked(mark)
    if one is None:
        return listing_post(card, member.store.id, member.now, member.texts)
    return review_post(card, one, member.store.id, member.now, member.texts)


def read_place(args: list[str], store_id: int) -> Place:
    """Raises Mistake where the button is another store's."""
    match args:
        case [store, card, page, *mark] if store == str(store_id) and card.isdigit() and page.isdigit():
            told_at = datetime.fromtimestamp(int(card), UTC) if int(card) else None
            return told_at, int(page), "".join(mark)
    raise Mistake("not_your_store")


COMMANDS = (Command("reviews", reviews, Role.VIEWER, "Bad reviews that wait"),)
BUTTONS = (Button("reviews", press, Role.VIEWER), Button("review", press_action, Role.STAFF))
