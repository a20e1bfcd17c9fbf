"""The files a brief waits for or goes out without, in words."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.arrivals import PERSON_CELLS, title_line, usual_line
from messages.post import Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from messages.uploads import title_of
from metrics.brief import Brief, BriefDue, MissingFile
from metrics.readiness import Awaited

MOST_MISSING = 5
SHORTEST_NAME = 4  # cells that still tell who it is
NAME = 24  # cells of a person's name within a sentence
FILE_NAMES = {
    "sycm_shop": "the shop file",
    "sycm_products": "the product file",
    "wxt_scenes": "the ad report by scene",
    "wxt_plans": "the ad report by plan",
    "wxt_items": "the ad report by item",
    "wxt_words": "the ad report by word",
}


def ask_post(waiting: BriefDue, files: Sequence[Awaited], texts: Texts) -> Post:
    """Asks for all files that the brief waits for, each from who usually sends it."""
    parts = [texts.t("<b>The brief of {day} waits.</b>", day=texts.day(waiting.day))]
    for file in files:
        parts += [Markup(), title_line(file.format, texts)]
        if file.habit is not None:
            parts.append(usual_line(file.habit, texts))
        elif file.person is not None:
            parts.append(texts.t("usually sent by {person}", person=shorten(file.person, PERSON_CELLS)))
    parts += [
        Markup(),
        texts.n("Please drop it here.", "Please drop them here.", len(files)),
        texts.t("At {time} it goes out without.", time=texts.clock(waiting.deadline)),
    ]
    return Post(lines(*parts))


def complete_post(came: Sequence[str], texts: Texts) -> Post:
    """All files have come that the brief above went out without; `came` are the last of them."""
    if len(came) != 1:
        return Post(texts.t("✅ All files have come: the brief above is complete."), silent=True)
    file = str(file_name(came[0], texts).unescape())
    text = texts.t("✅ {file} has come: the brief above is complete.", file=file[:1].upper() + file[1:])
    return Post(text, silent=True)


def missing_lines(brief: Brief, texts: Texts) -> list[Markup]:
    """What the brief does without, and who may have it."""
    missing = brief.facts.missing
    if not missing:
        return []
    head = "⚠️ Partial, without:" if brief.partial else "⚠️ Still missing:"
    return [texts.t(head), *(line for file in missing[:MOST_MISSING] for line in _missing_lines(file, texts))]


def _missing_lines(file: MissingFile, texts: Texts) -> list[Markup]:
    """The person is left out where a narrow phone has no room for them, or where others have to act."""
    name = shorten(str(file_name(file.format, texts).unescape()), NARROW - 2)
    room = NARROW - 6 - cells(name)
    if file.held:
        return [texts.t("• {file}", file=name), texts.t("waits for your decision")]
    if not file.person or room < SHORTEST_NAME:
        return [texts.t("• {file}", file=name)]
    return [texts.t("• {file} ({person})", file=name, person=shorten(file.person, room))]


def file_name(format: str, texts: Texts) -> Markup:
    return texts.t(FILE_NAMES.get(format) or title_of(format))


def person_name(file: MissingFile) -> str:
    return shorten(file.person or "", NAME)
