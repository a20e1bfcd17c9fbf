"""Bad and neutral reviews in words: the card of a check, the list of open ones, one review by itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from messages.answers import draft_lines
from messages.post import Button, Post
from messages.review_report import more_rows
from messages.review_topics import names
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.answers import Draft
from metrics.review_cases import may
from metrics.review_report import Overview
from metrics.reviews import PAGE, Action, Grade, Listing, ReviewCase, ReviewTopic
from metrics.topics import opinion

PRODUCT = 30  # cells: a line on a narrow phone
BODY = 90  # in a list
WHOLE_BODY = 1200  # where one review is shown by itself
PERSON = 8
STARS = 5
NOTHING_MORE = Overview()

MISTAKES = {
    "old_review_card": "This card is too old: its reviews were told again since. See /reviews.",
    "old_review_button": "Somebody was faster: this is how it stands now. Please look again.",
}

DONE_SENTENCES = {
    "taken": "✋ Taken: {person}, {when}",
    "drafted": "📝 Draft: {person}, {when}",
    "answered": "✅ Answered: {person}, {when}",
    "found": "✅ Answered in a file, {when}",
    "closed": "☑️ Closed: {person}, {when}",
    "muted": "🔕 Muted until {when}",
    "late": "⏰ Late: told {when}",
    "reopened": "↩️ Open again: {when}",
}


def listing_post(
    card: Listing, store_id: int, now: datetime, texts: Texts, overview: Overview = NOTHING_MORE
) -> Post:
    """A check's card or the list of open reviews: verdict, one page of reviews, what to do."""
    if card.told_at is not None and len(card.reviews) == 1:
        return review_post(card, card.reviews[0], store_id, now, texts)
    parts: list[str | None] = [*_verdict(card, texts)]
    for number, one in enumerate(card.shown, card.page * PAGE + 1):
        parts += ["", *_short(number, one, card, now, texts)]
    if any(one.review.key in card.busy for one in card.shown):
        parts += ["", texts.t("🔥 one of the 5 most visited")]
    if card.reviews:
        if len(card.reviews) > PAGE:
            left = len(card.reviews) - len(card.shown)
            parts += ["", texts.n("{count} more on other pages.", "{count} more on other pages.", left)]
        parts += ["", texts.t("A number opens one.")]
    if card.told_at is None:
        parts.append(texts.t("As of {time}", time=texts.when(now)))
    only_history = card.told_at is not None and not card.reviews
    buttons = (*_listing_buttons(card, store_id, texts), *more_rows(overview, store_id, texts))
    return Post(lines(*parts), buttons, silent=only_history)


def review_post(
    card: Listing, one: ReviewCase, store_id: int, now: datetime, texts: Texts, draft: Draft | None = None
) -> Post:
    """One review, whole, and what can be done about it; or a draft of an answer to it."""
    review = one.review
    is_alone = len(card.reviews) == 1 and card.told_at is not None
    text = lines(
        *((*_verdict(card, texts), "") if is_alone else ()),
        _stars_line(one, card, now, texts),
        texts.t("<b>{product}</b>", product=shorten(review.product, PRODUCT)) if review.product else None,
        _quote(review.body, BODY if draft else WHOLE_BODY, texts),
        _follow_up(review.follow_up, BODY if draft else WHOLE_BODY, texts),
        texts.t("Our reply: {reply}", reply=shorten(review.reply, 2 * BODY)) if review.reply else None,
        *_facts(one, now, texts),
        *_done(one, now, texts),
        *(("", *draft_lines(draft, texts)) if draft else ()),
        *(("", texts.t("Answer it on the platform.")) if one.is_open and not draft else ()),
    )
    return Post(text, _review_buttons(card, one, store_id, now, texts))


# ------------------------------------------------------------------------------------------------- paragraphs


def _verdict(card: Listing, texts: Texts) -> list[Markup]:
    """How many, first of all."""
    if card.told_at is None:
        return _open_verdict(card, texts)
    said = []
    if card.new:
        one, many = "<b>{count} new bad review</b>", "<b>{count} new bad reviews</b>"
        said.append(texts.n(one, many, card.new))
    if card.reopened:
        one, many = "<b>{count} review open again</b>", "<b>{count} reviews open again</b>"
        said += [texts.n(one, many, card.reopened), texts.t("Its buyer has added to it.")]
    if not said and card.reviews:
        one, many = "<b>{count} bad review</b>", "<b>{count} bad reviews</b>"
        said.append(texts.n(one, many, len(card.reviews)))
    if card.history and said:
        one = many = "+ {count} older, only counted"
        said.append(texts.n(one, many, card.history))
    elif card.history:
        one, many = "<b>{count} older bad review</b>", "<b>{count} older bad reviews</b>"
        said += [texts.n(one, many, card.history), texts.t("Only counted, none to answer")]
    return said


def _open_verdict(card: Listing, texts: Texts) -> list[Markup]:
    if not card.reviews:
        said = [texts.t("<b>No bad review waits</b>")]
    else:
        said = [
            texts.n(
                "<b>{count} bad review waits</b>",
                "<b>{count} bad reviews wait</b>",
                len(card.reviews),
            )
        ]
    if card.overdue:
        said.append(texts.n("{count} of them is overdue.", "{count} of them are overdue.", card.overdue))
    if card.history:
        said.append(
            texts.n(
                "+ {count} older, not listed",
                "+ {count} older, not listed",
                card.history,
            )
        )
    return said


def _short(number: int, one: ReviewCase, card: Listing, now: datetime, texts: Texts) -> list[str | None]:
    review = one.review
    stars = _stars_line(one, card, now, texts)
    return [
        texts.t("{number}. {stars}", number=number, stars=stars),
        texts.t("<b>{product}</b>", product=shorten(review.product, PRODUCT)) if review.product else None,
        _quote(review.body, BODY, texts),
        _follow_up(review.follow_up, BODY, texts),
        _about(one, texts),
        *_done(one, now, texts),
    ]


def _stars_line(one: ReviewCase, card: Listing, now: datetime, texts: Texts) -> Markup:
    """Stars, or the grade where only that is known; age; whether many people visit the product."""
    review = one.review
    if review.stars is not None:
        stars = "★" * review.stars + "☆" * (STARS - review.stars)
    elif review.grade is Grade.BAD:
        stars = texts.t("bad")
    else:
        stars = texts.t("neutral")
    age = texts.span(max(now - review.posted_at, timedelta(0)))
    if review.key in card.busy:
        return texts.t("{stars} · {age} ago · 🔥", stars=stars, age=age)
    return texts.t("{stars} · {age} ago", stars=stars, age=age)


def _quote(body: str, width: int, texts: Texts) -> Markup | None:
    short = shorten(body, width)
    return texts.t("“{text}”", text=short) if short else texts.t("(no words)")


def _follow_up(words: str | None, width: int, texts: Texts) -> Markup | None:
    return texts.t("Later added: “{text}”", text=shorten(words, width)) if words else None


def _about(one: ReviewCase, texts: Texts) -> Markup | None:
    """Its topics; nothing where nobody wrote a word."""
    if not one.review.words.strip():
        return None
    topics = opinion(one.review.words).topics
    if topics == (ReviewTopic.UNDECIDED,):
        return texts.t("About: cannot be told")
    room = NARROW - cells(texts.t("About: {topics}", topics=""))
    return texts.t("About: {topics}", topics=names(topics, texts, room))


def _facts(one: ReviewCase, now: datetime, texts: Texts) -> Iterator[Markup | None]:
    """What is known of it beside its words."""
    review = one.review
    if review.variant:
        variant = shorten(review.variant, NARROW - cells(texts.t("Variant: {variant}", variant="")))
        yield texts.t("Variant: {variant}", variant=variant)
    if review.ordered_at is not None:
        age = texts.span(max(now - review.ordered_at, timedelta(0)))
        yield texts.t("Ordered {age} ago", age=age)
    yield _about(one, texts)
    if one.earlier:
        yield texts.n("{count} before it in 30 days", "{count} before it in 30 days", one.earlier)


def _done(one: ReviewCase, now: datetime, texts: Texts) -> Iterator[Markup]:
    """Who has it, and how far it is."""
    case = one.case
    if case.reopened_at is not None:
        yield _by("reopened", None, case.reopened_at, now, texts)
    if case.taken_by:
        yield _by("taken", case.taken_by, case.taken_at, now, texts)
    if case.drafted_at is not None and one.is_open:
        yield _by("drafted", case.drafted_by, case.drafted_at, now, texts)
    if case.muted_until and now < case.muted_until and one.is_open:
        yield _by("muted", None, case.muted_until, now, texts)
    if case.escalated_at is not None and one.is_open:
        yield _by("late", None, case.escalated_at, now, texts)
    if case.answered_at is not None:
        found = "answered" if case.answered_by else "found"
        yield _by(found, case.answered_by, case.answered_at, now, texts)
    elif one.is_answered:
        yield texts.t("✅ Answered on the platform")
    if case.solved_at is not None:
        yield _by("closed", case.solved_by, case.solved_at, now, texts)


def _by(what: str, person: str | None, at: datetime | None, now: datetime, texts: Texts) -> Markup:
    name = shorten(person or "–", PERSON)
    return texts.t(DONE_SENTENCES[what], person=name, when=_when(at, now, texts) if at else "–")


def _when(at: datetime, now: datetime, texts: Texts) -> str:
    """The time of today, or the day."""
    zone = ZoneInfo(texts.zone)
    day = at.astimezone(zone).date()
    return texts.clock(at) if day == now.astimezone(zone).date() else texts.day(day)


# ---------------------------------------------------------------------------------------------------- buttons


def _place(card: Listing, store_id: int, page: int) -> str:
    """Where a button leads back to: store, card (0 is the list of open ones), page."""
    return f"{store_id}:{int(card.told_at.timestamp()) if card.told_at else 0}:{page}"


def _listing_buttons(card: Listing, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    place = _place(card, store_id, card.page)
    numbers = tuple(
        Button(str(number), f"reviews:{place}:{one.mark}")
        for number, one in enumerate(card.shown, card.page * PAGE + 1)
    )
    turns = []
    if card.page > 0:
        turns.append(Button("‹", f"reviews:{_place(card, store_id, card.page - 1)}"))
    if card.page < card.pages - 1:
        turns.append(Button("›", f"reviews:{_place(card, store_id, card.page + 1)}"))
    rows = [numbers, tuple(turns)]
    if card.told_at is not None and any(one.is_open for one in card.reviews):
        rows += _all_buttons(card, f"{place}:all:{card.version}", texts)
    if card.told_at is None:
        rows.append((Button(str(texts.t("Refresh")), f"reviews:{place}"),))
    return tuple(row for row in rows if row)


def _all_buttons(card: Listing, target: str, texts: Texts) -> list[tuple[Button, ...]]:
    count = len(card.reviews)
    take = _act(texts.t("✋ Take all {count}", count=count), Action.TAKE, target)
    mute = _act(texts.t("🔕 All for 1 day"), Action.MUTE, target)
    answered = _act(texts.t("✅ All {count} answered", count=count), Action.ANSWER, target)
    return [(take, mute), (answered,)]


ACTION_SENTENCES = {
    Action.TAKE: "✋ Take",
    Action.DRAFT: "📝 Draft",
    Action.ANSWER: "✅ Answered",
    Action.CLOSE: "☑️ Close",
    Action.MUTE: "🔕 Mute 1 day",
    Action.REOPEN: "↩️ Open again",
}
ROWS = ((Action.TAKE, Action.DRAFT), (Action.ANSWER, Action.CLOSE), (Action.MUTE, Action.REOPEN))


def _review_buttons(
    card: Listing, one: ReviewCase, store_id: int, now: datetime, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    """What may be done with it as it stands; pressed later, on what it is then, they do nothing."""
    place = _place(card, store_id, card.page)
    target = f"{place}:{one.mark}:{one.case.version}"

    def label(action: Action) -> Markup:
        if action is Action.DRAFT and one.case.draft:
            return texts.t("📝 Another draft")
        return texts.t(ACTION_SENTENCES[action])

    rows = [
        tuple(_act(label(action), action, target) for action in row if may(one, action, now)) for row in ROWS
    ]
    if card.told_at is None or len(card.reviews) > 1:
        rows.append((Button(str(texts.t("‹ All reviews")), f"reviews:{place}"),))
    return tuple(row for row in rows if row)


def _act(label: Markup, action: Action, target: str) -> Button:
    return Button(str(label), f"review:{action}:{target}")
