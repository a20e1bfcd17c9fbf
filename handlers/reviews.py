"""/reviews: the open bad reviews, and the buttons on every card of reviews."""

from datetime import UTC, datetime

import services.answers
import services.review_report
import services.reviews as service
from chat import reviews as cards
from chat.context import Button, Command, Context, Member
from messages.answers import draft_of
from messages.post import Post
from messages.review_report import choice_post, product_post, shops_post
from messages.reviews import listing_post, review_post
from metrics.answers import Draft, language_for
from metrics.mistakes import Mistake
from metrics.review_report import Overview
from metrics.reviews import Action, ReviewCase
from metrics.stores import Role

Place = tuple[datetime | None, int, str]  # the card (None: the list of open ones), its page, which review


async def reviews(context: Context, member: Member) -> None:
    """`/reviews`: those that wait for an answer. `/reviews NAME`: what is written about a product."""
    if not context.args:
        await context.reply(await post(context, member, (None, 0, "")))
        return
    wanted = " ".join(context.args)
    found = await context.read(services.review_report.find, member.store, wanted, member.now)
    if len(found) == 1:
        await context.reply(await product(context, member, found[0].mark))
    else:
        await context.reply(choice_post(found, member.store.id, member.texts))


async def press(context: Context, member: Member) -> None:
    """`reviews:<store>:<card>:<page>[:<review>]`: turns the page, or shows one review."""
    await context.edit(await post(context, member, read_place(context.args, member.store.id)))


async def press_action(context: Context, member: Member) -> None:
    """`review:<action>:<store>:<card>:<page>:<review, or all>:<version>`: what somebody does about it.

    A button of an earlier state does nothing, and shows how it stands.
    """
    if context.args[0] not in set(Action):
        raise Mistake("old_button")
    action, version = Action(context.args[0]), context.args[-1]
    told_at, page, mark = read_place(context.args[1:-1], member.store.id)
    who, place = (member.user_id, member.name), (told_at, int(version) if version.isdecimal() else -1)
    try:
        others = await context.run(service.act, member.store, place, mark, action, who, member.now)
    except Mistake:
        await context.edit(await post(context, member, (told_at, page, mark)))
        raise
    shown = await post(context, member, (told_at, page, mark), is_draft=action is Action.DRAFT)
    await context.edit(shown)
    await context.run(cards.redraw, member.store, others, member.now)
    context.house.outbox.wake()


async def post(context: Context, member: Member, place: Place, *, is_draft: bool = False) -> Post:
    """One review where one is meant and still on the card, else the card's page."""
    told_at, page, mark = place
    card = await context.read(service.listing, member.store, told_at, page, member.now)
    one = card.marked(mark)
    if one is None:
        more = await overview(context, member, told_at)
        return listing_post(card, member.store.id, member.now, member.texts, more)
    draft = await drafted(context, member, one) if is_draft else None
    return review_post(card, one, member.store.id, member.now, member.texts, draft)


async def drafted(context: Context, member: Member, one: ReviewCase) -> Draft:
    """The answer that the case is at, from the store's own templates where it has some."""
    language, ordered = language_for(one.review, member.store.language), one.review.ordered_at
    own = await context.read(services.answers.own, member.store.id, language)
    days = None if ordered is None else (member.today - member.store.today(ordered)).days
    return draft_of(one, own, member.store, member.texts, days)


# ------------------------------------------------------------------------------- products and other shops


async def overview(context: Context, member: Member, told_at: datetime | None) -> Overview:
    """What can be looked at from the list of open ones."""
    if told_at is not None:
        return Overview()
    return await context.read(services.review_report.overview, member.store, member.now)


async def product(context: Context, member: Member, mark: str) -> Post:
    report = await context.read(services.review_report.product, member.store, mark, member.now)
    return product_post(report, member.store.name, member.texts)


async def press_product(context: Context, member: Member) -> None:
    """`rproduct:<store>:<product>`: a picture, below the list."""
    match context.args:
        case [store, mark] if store == str(member.store.id):
            await context.reply(await product(context, member, mark))
        case _:
            raise Mistake("not_your_store")


async def press_shops(context: Context, member: Member) -> None:
    """`rshops:<store>`: what others' buyers write, below the list."""
    if context.args != [str(member.store.id)]:
        raise Mistake("not_your_store")
    found = await context.read(services.review_report.shops, member.store, member.now)
    await context.reply(shops_post(found, member.store.id, member.texts))


async def press_own(context: Context, member: Member) -> None:
    """`rown:<store>:<shop>`: its reviews are about us."""
    match context.args:
        case [store, mark] if store == str(member.store.id):
            found = await context.run(services.review_report.is_ours, member.store, mark, member.now)
            await context.edit(shops_post(found, member.store.id, member.texts))
        case _:
            raise Mistake("not_your_store")


def read_place(args: list[str], store_id: int) -> Place:
    """Raises Mistake where the button is another store's."""
    match args:
        case [store, card, page, *mark] if store == str(store_id) and card.isdigit() and page.isdigit():
            told_at = datetime.fromtimestamp(int(card), UTC) if int(card) else None
            return told_at, int(page), "".join(mark)
    raise Mistake("not_your_store")


COMMANDS = (Command("reviews", reviews, Role.VIEWER, "Bad reviews that wait"),)
BUTTONS = (
    Button("reviews", press, Role.VIEWER),
    Button("review", press_action, Role.STAFF),
    Button("rproduct", press_product, Role.VIEWER),
    Button("rshops", press_shops, Role.VIEWER),
    Button("rown", press_own, Role.MANAGER),
)
