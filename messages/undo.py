"""Uploads in a list, taken back, and what had been said from them said anew."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, beside, lines, shorten
from messages.uploads import days_of, take_back_button, title_of
from metrics.uploads import TakenBack, UploadLine, UploadState

A_PAGE = 6
NAME_CELLS = 28
PERSON_CELLS = 12
LISTED_CELLS = 8  # of a person behind a number and a moment
LINE_CELLS = 24  # of a name behind a mark, in a common receipt
MISTAKES = {
    "unknown_upload": "I do not know this upload. /uploads lists the last ones.",
    "already_taken_back": "{person} has taken it back already, on {when}.",
    "nothing_to_take_back": "Nothing of this file is stored: there is nothing to take back.",
    "too_old_to_take_back": "This file came before I kept what is needed to take one back. "
    "Send a corrected file instead: its rows replace these.",
}
STATE_SENTENCES = {
    UploadState.WAITING: "being read",
    UploadState.REFUSED: "not read, nothing stored",
    UploadState.HELD: "waits for your decision",
    UploadState.ASKED: "waits for your answer",
    UploadState.LOCKED: "waits for its password",
    UploadState.UNPACKED: "archive, files listed singly",
    UploadState.DISCARDED: "discarded by {person}",
    UploadState.TAKEN_BACK: "taken back by {person}",
}


# ---------------------------------------------------------------------------------------------- the list


def listing_post(uploads: Sequence[UploadLine], page: int, texts: Texts) -> Post:
    """The last uploads, a page of them, each with the number of its button."""
    if not uploads:
        return Post(texts.t("No file has come yet. Drop an export here as a file."))
    pages = -(-len(uploads) // A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(uploads))[page * A_PAGE : (page + 1) * A_PAGE]
    parts: list[str] = [texts.t("<b>The last files</b>")]
    for place, upload in shown:
        parts += ["", *upload_lines(upload, texts, number=place + 1)]
    numbers = tuple(Button(str(place + 1), f"upload:show:{one.id}:{page}") for place, one in shown)
    turns = (("‹", page - 1), ("›", page + 1))
    turning = tuple(Button(sign, f"upload:list:{to}") for sign, to in turns if 0 <= to < pages)
    return Post(lines(*parts), tuple(row for row in (numbers, turning) if row))


def upload_lines(upload: UploadLine, texts: Texts, number: int | None = None) -> list[Markup]:
    """Who and when; which file; what became of it."""
    room = PERSON_CELLS if number is None else LISTED_CELLS
    who, when = shorten(upload.user_name, room), texts.when(upload.received_at)
    head = (
        texts.t("{when} · {person}", when=when, person=who)
        if number is None
        else texts.t("<b>{number}</b> · {when} · {person}", number=number, when=when, person=who)
    )
    return [head, Markup("{}").format(shorten(upload.file_name, NAME_CELLS)), state_line(upload, texts)]


def state_line(upload: UploadLine, texts: Texts) -> Markup:
    if upload.state != UploadState.STORED:
        sentence = STATE_SENTENCES[UploadState(upload.state)]
        return texts.t(sentence, person=shorten(upload.ended_by or "–", PERSON_CELLS))
    rows = texts.n("{count} row", "{count} rows", upload.rows)
    if upload.first_day is None or upload.last_day is None:
        return rows
    return texts.t("{rows} · {days}", rows=rows, days=days_of(upload.first_day, upload.last_day, texts))


def show_post(upload: UploadLine, page: int, texts: Texts) -> Post:
    """One upload, with what can be done about it."""
    back = (Button(str(texts.t("‹ All files")), f"upload:list:{page}"),)
    undo = ((take_back_button(upload.id, texts),),) if upload.can_be_taken_back else ()
    return Post(lines(title_line(upload, texts), *upload_lines(upload, texts)), (*undo, back))


def title_line(upload: UploadLine, texts: Texts) -> Markup:
    title = texts.t(title_of(upload.format)) if upload.format else texts.t("File")
    return texts.t("<b>{title}</b>", title=title)


# -------------------------------------------------------------------------------------------- taking back


def ask_post(upload: UploadLine, texts: Texts) -> Post:
    text = lines(
        texts.t("<b>Take this file back?</b>"),
        title_line(upload, texts),
        *upload_lines(upload, texts),
        "",
        texts.t("Figures become what they were without it. Briefs and alerts made from it are corrected."),
    )
    yes = Button(str(texts.t("Yes, take it back")), f"upload:back:{upload.id}")
    no = Button(str(texts.t("Keep it")), f"upload:keep:{upload.id}")
    return Post(text, ((yes, no),))


def kept_post(upload: UploadLine, texts: Texts) -> Post:
    return Post(lines(texts.t("Kept, nothing has changed."), *upload_lines(upload, texts)))


def done_post(taken: TakenBack, texts: Texts) -> Post:
    """What is said in place of the question, and of the file's receipt."""
    who, when = shorten(taken.person, PERSON_CELLS), texts.when(taken.at)
    return Post(
        lines(
            beside(
                texts.t("↩️ <b>Taken back by {person}</b> · {when}", person=who, when=when),
                texts.t("↩️ <b>Taken back by {person}</b>", person=who),
                Markup("{}").format(when),
            ),
            Markup("{}").format(shorten(taken.line.file_name, NAME_CELLS)),
            texts.n("{count} row no longer counts.", "{count} rows no longer count.", taken.removed),
            texts.n(
                "{count} row of earlier files counts again.",
                "{count} rows of earlier files count again.",
                taken.shown,
            )
            if taken.shown
            else None,
            texts.t("To have it back, send the file again."),
        )
    )


def done_line(taken: TakenBack, texts: Texts) -> Markup:
    """Of the file, in a receipt that it shares with others."""
    return lines(
        texts.t("↩️ <b>{file}</b>", file=shorten(taken.line.file_name, LINE_CELLS)),
        texts.t("taken back by {person}", person=shorten(taken.person, PERSON_CELLS)),
    )


def corrected(post: Post, taken: TakenBack, texts: Texts) -> Post:
    """A brief or a card of reviews as it reads without the file, with a line that says so."""
    return replace(post, text=lines(because(taken, texts), "", post.text))


def withdrawn_reviews(taken: TakenBack, texts: Texts) -> Post:
    """A card of which no review is left."""
    withdrawn = texts.t("↩️ <b>Withdrawn</b>: the reviews came from a file that was taken back.")
    return Post(lines(withdrawn, because(taken, texts)))


def because(taken: TakenBack, texts: Texts) -> Markup:
    return texts.t(
        "↩️ Corrected on {when}: {person} took {file} back.",
        when=texts.when(taken.at),
        person=shorten(taken.person, PERSON_CELLS),
        file=shorten(taken.line.file_name, NAME_CELLS),
    )
