"""A file that looks wrong: what about it, against what, and the two things to do."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, beside, lines, shorten
from messages.undo import LINE_CELLS, NAME_CELLS, PERSON_CELLS, upload_lines
from messages.uploads import days_of, title_of
from metrics.preview import Oddity, What
from metrics.tables import Reading
from metrics.uploads import Upload, UploadLine

MISTAKES = {
    "already_decided": "This has been decided already: /uploads shows what became of the file.",
}
FIGURE_NAMES = {
    "paid_amount": "Revenue",
    "visitors": "Visitors",
    "spend": "Ad spend",
}
MONEY = ("paid_amount", "spend")


def held_post(upload: Upload, reading: Reading, odd: Sequence[Oddity], texts: Texts) -> Post:
    """The question: nothing is stored until somebody answers it."""
    title = texts.t(title_of(reading.format))
    when = (
        None
        if reading.first_day is None or reading.last_day is None
        else days_of(reading.first_day, reading.last_day, texts)
    )
    text = lines(
        texts.t("⚠️ <b>This file looks wrong</b>"),
        texts.t("Nothing is stored yet."),
        beside(texts.t("{title} · {days}", title=title, days=when), title, when) if when else title,
        "",
        *(line for one in odd for line in odd_lines(one, texts)),
        "",
        texts.t("Another shop, another unit, or half a day?"),
    )
    store = Button(str(texts.t("Store anyway")), f"held:store:{upload.id}")
    discard = Button(str(texts.t("Discard")), f"held:discard:{upload.id}")
    return Post(text, ((store, discard),))


def odd_lines(odd: Oddity, texts: Texts) -> Iterable[Markup]:
    if odd.what is What.REWRITES:
        share = texts.percent(odd.value / odd.usual)
        yield texts.t("• {changed} figures would change", changed=texts.count(odd.value))
        yield texts.t("  {share} of {known} known", share=share, known=texts.count(odd.usual))
        return
    name, day = texts.t(FIGURE_NAMES[odd.figure]), texts.day(odd.day) if odd.day else "–"
    value, usual = (figure(odd.figure, one, texts) for one in (odd.value, odd.usual))
    yield texts.t("• {day}: {name} {value}", day=day, name=name, value=value)
    yield texts.t("  usually about {usual}", usual=usual)
    if odd.days > 1:
        yield texts.n("  and so on {count} other day", "  and so on {count} other days", odd.days - 1)


def figure(name: str, value: Decimal, texts: Texts) -> str:
    return texts.money(value) if name in MONEY else texts.count(value)


def cleared_post(line: UploadLine, person: str, texts: Texts) -> Post:
    who = shorten(person, PERSON_CELLS)
    said = texts.t("✅ <b>{person} says it is right</b>: it is being stored.", person=who)
    return Post(lines(said, *upload_lines(line, texts)[:2]))


def discarded_post(file_name: str, person: str | None, texts: Texts) -> Post:
    """Decided by somebody, or (None) by nobody within the time there was."""
    said = (
        texts.t("🗑 <b>Discarded: nobody has decided in two days.</b> Send it again if it is right.")
        if person is None
        else texts.t(
            "🗑 <b>Discarded by {person}</b>, nothing was stored.", person=shorten(person, PERSON_CELLS)
        )
    )
    return Post(lines(said, Markup("{}").format(shorten(file_name, NAME_CELLS))))


def discarded_line(file_name: str, person: str | None, texts: Texts) -> Markup:
    """The same of a file in a receipt that it shares with others."""
    why = (
        texts.t("discarded: nobody has decided")
        if person is None
        else texts.t("discarded by {person}", person=shorten(person, PERSON_CELLS))
    )
    return lines(texts.t("🗑 <b>{file}</b>", file=shorten(file_name, LINE_CELLS)), why)
