"""Bad and neutral reviews in words: the card of a check, the list of open ones, one review by itself."""

from datetime import datetime, timedelta

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.reviews import PAGE, Action, Grade, Listing, ReviewCase

PRODUCT = 28  # cells: a line on a narrow phone
BODY = 90  # in a list
WHOLE_BODY = 1200  # where one review is shown by itself
PERSON = 16
STARS = 5

MISTAKES = {
    "old_review_card": "This card is too old: its reviews were told again since. See /reviews.",
}

DONE_SENTENCES = {
    "taken": "✋ Taken by {person}, {when}",
    "muted": "🔕 Muted by {person} until {when}",
    "solved": "✅ Solved by {person}, {when}",
}


def listing_post(card: Listing, store_id: int, now: datetime, texts: Texts) -> Post:
    """A check's card or the list of open reviews: verdict, one page of reviews, what to do."""
    if card.told_at is not None and len(card.reviews) == 1:
        return review_post(card, card.reviews[0], store_id, now, texts)
    parts: list[str | None] = [*_verdict(card, texts)]
    for number, one in enumerate(card.shown, card.page * PAGE + 1):
        parts += ["", *_short(number, one, card, now, texts)]
    if any(one.review.key in card.busy for one in card.shown):
        parts += ["", texts.t("🔥 one of the five most visited products")]
    if card.reviews:
        if len(card.reviews) > PAGE:
            left = len(card.reviews) - len(card.shown)
            parts += ["", texts.n("{count} more on other pages.", "{count} more on other pages.", left)]
        parts += ["", texts.t("Press a number to read one, take it, or mark it solved.")]
    if card.told_at is None:
        parts.append(texts.t("As of {time}", time=texts.when(now)))
    only_history = card.told_at is not None and not card.reviews
    return Post(lines(*parts), _listing_buttons(card, store_id, texts), silent=only_history)


def review_post(card: Listing, one: ReviewCase, store_id: int, now: datetime, texts: Texts) -> Post:
    """One review, whole, and what can be done about it."""
    review = one.review
    text = lines(
        *(_verdict(card, texts) if len(card.reviews) == 1 and card.told_at else ()),
        "" if len(card.reviews) == 1 and card.told_at else None,
        _stars_line(one, card, now, texts),
        texts.t("<b>{product}</b>", product=shorten(review.product, 2 * PRODUCT)) if review.product else None,
        _quote(review.body, WHOLE_BODY, texts),
        _follow_up(review.follow_up, WHOLE_BODY, texts),
        texts.t("Our reply: {reply}", reply=shorten(review.reply, 2 * BODY)) if review.reply else None,
        *_done(one, now, texts),
        *(("", texts.t("Answer on the platform, then press solved.")) if one.is_open else ()),
    )
    return Post(text, _review_buttons(card, one, store_id, texts))


# ------------------------------------------------------------------------------------------------- paragraphs


def _verdict(card: Listing, texts: Texts) -> list[Markup]:
    """How many, first of all."""
    if card.told_at is None:
        return _open_verdict(card, texts)
    said = []
    if card.new:
        said.append(
            texts.n(
                "<b>{count} new bad or neutral review</b>",
                "<b>{count} new bad or neutral reviews</b>",
                card.new,
            )
        )
    if card.overdue:
        said.append(
            texts.n(
                "<b>{count} review is overdue: no answer yet</b>",
                "<b>{count} reviews are overdue: no answer yet</b>",
                card.overdue,
            )
        )
    if card.history:
        said.append(
            texts.n(
                "{count} older review without an answer was found; it is only counted, not listed.",
                "{count} older reviews without an answer were found; they are only counted, not listed.",
                card.history,
            )
        )
    return said


def _open_verdict(card: Listing, texts: Texts) -> list[Markup]:
    if not card.reviews:
        said = [texts.t("<b>No bad or neutral review is waiting for an answer.</b>")]
    else:
        said = [
            texts.n(
                "<b>{count} bad or neutral review is waiting</b>",
                "<b>{count} bad or neutral reviews are waiting</b>",
                len(card.reviews),
            )
        ]
    if card.overdue:
        said.append(texts.n("{count} of them is overdue.", "{count} of them are overdue.", card.overdue))
    if card.history:
        said.append(
            texts.n(
                "{count} older review without an answer is not listed.",
                "{count} older reviews without an answer are not listed.",
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


def _done(one: ReviewCase, now: datetime, texts: Texts) -> list[Markup]:
    """Who did what, and when."""
    case, said = one.case, []
    if case.taken_by:
        said.append(_by("taken", case.taken_by, case.taken_at, texts))
    if case.muted_until and now < case.muted_until and one.is_open:
        said.append(_by("muted", case.muted_by, case.muted_until, texts))
    if case.solved_at:
        said.append(_by("solved", case.solved_by, case.solved_at, texts))
    if one.review.reply and not case.solved_at:
        said.append(texts.t("💬 Answered on the platform"))
    return said


def _by(what: str, person: str | None, at: datetime | None, texts: Texts) -> Markup:
    return texts.t(
        DONE_SENTENCES[what], person=shorten(person or "–", PERSON), when=texts.when(at) if at else "–"
    )


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
        count = len(card.reviews)
        rows.append(
            (
                _act(texts.t("✋ Take all {count}", count=count), Action.TAKE, f"{place}:all"),
                _act(texts.t("🔕 All for 1 day"), Action.MUTE, f"{place}:all"),
            )
        )
        rows.append((_act(texts.t("✅ All {count} solved", count=count), Action.SOLVE, f"{place}:all"),))
    if card.told_at is None:
        rows.append((Button(str(texts.t("Refresh")), f"reviews:{place}"),))
    return tuple(row for row in rows if row)


def _review_buttons(
    card: Listing, one: ReviewCase, store_id: int, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    place = _place(card, store_id, card.page)
    target = f"{place}:{one.mark}"
    rows: list[tuple[Button, ...]] = []
    if one.is_open:
        take = () if one.case.taken_by else (_act(texts.t("✋ Taken"), Action.TAKE, target),)
        rows.append((*take, _act(texts.t("✅ Solved"), Action.SOLVE, target)))
        rows.append((_act(texts.t("🔕 Mute 1 day"), Action.MUTE, target),))
    elif one.case.solved_at:
        rows.append((_act(texts.t("Open again"), Action.REOPEN, target),))
    if card.told_at is None or len(card.reviews) > 1:
        rows.append((Button(str(texts.t("‹ All reviews")), f"reviews:{place}"),))
    return tuple(rows)


def _act(label: Markup, action: Action, target: str) -> Button:
    return Button(str(label), f"review:{action}:{target}")
