"""Where figures come from, in words: each figure's file, who sent it and when."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.post import MAX_CAPTION, Button, Post, length
from messages.texts import NARROW, Texts, cells, lines, shorten
from messages.uploads import title_of
from metrics.brief import VIEWS
from metrics.traces import Figure, FileUsed, Said, Trace, Traced

MOST = 12
NAME_CELLS = 30
PERSON_CELLS = 12
ROOM = MAX_CAPTION  # it takes the place of a picture's words
FIGURE_NAMES = {
    Figure.REVENUE: "Revenue and visitors",
    Figure.PRODUCTS: "Products",
    Figure.SOURCES: "Traffic sources",
    Figure.ADS: "Ads",
    Figure.REVIEWS: "Reviews to answer",
    Figure.RIVALS: "Competitors",
    Figure.SCORES: "Shop scores",
    Figure.TARGETS: "Sales targets",
    Figure.CAMPAIGNS: "Campaign plans",
    Figure.SOLD_SO_FAR: "Sold so far",
    Figure.SPENT_SO_FAR: "Spent so far",
}


def traces_post(traces: Sequence[Trace], traced: Traced, store_id: int, texts: Texts) -> Post:
    """As many as a picture's words may have, the others counted."""
    back = Button(str(texts.t("‹ Back")), back_data(traced, store_id))
    shown = list(traces[:MOST])
    while length(text := traces_text(shown, len(traces) - len(shown), traced, texts)) > ROOM:
        shown.pop()
    return Post(text, ((back,),))


def traces_text(shown: Sequence[Trace], more: int, traced: Traced, texts: Texts) -> Markup:
    parts = [head_line(traced, texts)]
    for trace in shown:
        parts += [Markup(), *trace_lines(trace, texts)]
    if not shown and not more:
        parts += [Markup(), texts.t("No file tells of it so far.")]
    if more:
        parts += [Markup(), texts.n("… and {count} more: /uploads", "… and {count} more: /uploads", more)]
    return lines(*parts)


def back_data(traced: Traced, store_id: int) -> str:
    """The button of the post that the sources belong to."""
    match traced.kind:
        case "d":
            return f"brief:{store_id}:{traced.named[:8]}:{VIEWS[traced.named[8:]]}"
        case "w":
            return f"week:{store_id}:{traced.named}"
    return f"month:{store_id}:{traced.named}"


def head_line(traced: Traced, texts: Texts) -> Markup:
    first, last = traced.period.start, traced.period.last
    if first == last:
        return texts.t("<b>Sources: {day}</b>", day=texts.day(first, weekday=True))
    return texts.t("<b>Sources: {first} to {last}</b>", first=texts.day(first), last=texts.day(last))


def trace_lines(trace: Trace, texts: Texts) -> list[Markup]:
    """Which figures; which file; who sent it, and when."""
    said = [texts.t("<b>{figures}</b>", figures=figures_of(trace, texts)), *source_lines(trace.source, texts)]
    if trace.more and isinstance(trace.source, FileUsed):
        said.append(texts.n("and {count} earlier file", "and {count} earlier files", trace.more))
    return said


def figures_of(trace: Trace, texts: Texts) -> str:
    separator = "、" if texts.language == "zh" else ", "
    names = separator.join(str(texts.t(FIGURE_NAMES[figure])) for figure in trace.figures)
    return shorten(names, NARROW)


def source_lines(source: FileUsed | Said, texts: Texts) -> list[Markup]:
    if isinstance(source, Said):
        return [said_line(source, texts)]
    when, person = texts.when(source.received_at), shorten(source.user_name, PERSON_CELLS)
    title = shorten(texts.t(title_of(source.format)).unescape(), NARROW) if source.format else None
    return [
        Markup("{}").format(shorten(source.file_name, NAME_CELLS)),
        *([Markup("{}").format(title)] if title else []),
        texts.t("{when} · {person}", when=when, person=person),
    ]


def said_line(said: Said, texts: Texts) -> Markup:
    when = texts.when(said.at) if said.at else None
    room = min(PERSON_CELLS, NARROW - cells(f"✍️ {when} · ")) if when else PERSON_CELLS
    person = shorten(said.person, room) if said.person else None
    if when and person:
        return texts.t("✍️ {when} · {person}", when=when, person=person)
    if when or person:
        return texts.t("✍️ by hand · {who}", who=when or person)
    return texts.t("✍️ by hand")
