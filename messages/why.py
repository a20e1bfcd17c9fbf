"""Why a figure changed, in words: the verdict, every part to the cent, and the buttons down and up again."""

from markupsafe import Markup

from messages.ads import period_title
from messages.causes import detail_lines, figure_name, pair_line, part_lines, part_name, signed
from messages.events import season_name
from messages.post import Button, Post
from messages.texts import NARROW, Texts, lines, shorten
from messages.waterfall import earlier_days, waterfall
from metrics import calendar, spans
from metrics.brief import VIEWS
from metrics.periods import Period
from metrics.stores import Store
from metrics.why import (
    Figure,
    Kind,
    Level,
    Question,
    Reason,
    Sides,
    Why,
    code_of,
)

MISTAKES = {
    "unknown_why": "I do not understand “{given}”. Write the figure and the days, for example: /why roi, "
    "/why visitors 2026-11-18, /why revenue week or /why 2026-11-01..2026-11-21.",
    "why_gone": "That is in no file of these days any more. Ask anew with /why.",
}
IN_A_ROW = 5  # numbers on buttons
EVENT = 12  # cells of a campaign's name


def why_post(why: Why, store: Store, texts: Texts) -> Post:
    """One level, with its picture where there is anything to draw."""
    blocks = (
        [verdict(why, texts), *about(why, texts)],
        part_lines(why, texts),
        detail_lines(why, texts),
        notes(why, texts),
    )
    said = [line for block in blocks if block for line in (Markup(), *block)]
    return Post(lines(*said[1:]), buttons(why, store, texts), waterfall(why, store.name, texts))


# ------------------------------------------------------------------------------------------------ the verdict

MAIN_SENTENCES = {
    (Kind.VISITORS, False): "{figure} {change}: fewer visitors took most ({part})",
    (Kind.VISITORS, True): "{figure} {change}: more visitors brought most ({part})",
    (Kind.CONVERSION, False): "{figure} {change}: lower conversion took most ({part})",
    (Kind.CONVERSION, True): "{figure} {change}: higher conversion brought most ({part})",
    (Kind.AOV, False): "{figure} {change}: smaller orders took most ({part})",
    (Kind.AOV, True): "{figure} {change}: larger orders brought most ({part})",
    (Kind.CLICK_CONVERSION, False): "{figure} {change}: fewer clicks became orders ({part})",
    (Kind.CLICK_CONVERSION, True): "{figure} {change}: more clicks became orders ({part})",
    (Kind.ORDER_VALUE, False): "{figure} {change}: orders were worth less ({part})",
    (Kind.ORDER_VALUE, True): "{figure} {change}: orders were worth more ({part})",
    (Kind.CPC, False): "{figure} {change}: dearer clicks took most ({part})",
    (Kind.CPC, True): "{figure} {change}: cheaper clicks brought most ({part})",
}


def verdict(why: Why, texts: Texts) -> Markup:
    return Markup("<b>{}</b>").format(_happened(why, texts))


def _happened(why: Why, texts: Texts) -> Markup:
    answer, figure = why.answer, figure_name(why.question, texts)
    if answer.change is None:
        return texts.t("{figure}: nothing to compare", figure=figure)
    change = signed(answer.change, answer.measure, texts, compact=True)
    if answer.undefined is not None:
        return texts.t("{figure} {change}: no exact split", figure=figure, change=change)
    if answer.main is None:
        return texts.t("{figure}: no change", figure=figure)
    part = signed(answer.main.part, answer.measure, texts, compact=True)
    rose = answer.change > 0
    if sentence := MAIN_SENTENCES.get((answer.main.kind, rose)):
        return texts.t(sentence, figure=figure, change=change, part=part)
    name = shorten(part_name(answer.main, texts), NARROW - 6)
    sentence = "{figure} {change}: {name} brought most ({part})"
    if not rose:
        sentence = "{figure} {change}: {name} took most ({part})"
    return texts.t(sentence, figure=figure, change=change, name=name, part=part)


# --------------------------------------------------------------------------------- what is compared with what


def about(why: Why, texts: Texts) -> list[Markup]:
    """Of what, against which days, the figure before and after, and why there is no exact split."""
    said = [Markup("{}").format(shorten(why.name, NARROW))] if why.name else []
    if why.sides is None:
        said.append(texts.t("Of {when}", when=period_title(why.question.period, texts)))
    else:
        said.extend(against(why.sides, texts))
    if why.answer.change is not None:
        before, after = why.answer.before, why.answer.after
        said.append(pair_line(before, after, why.answer.measure, texts))
    if why.answer.undefined is not None:
        said.append(undefined(why, texts))
    return said


AGAINST_SENTENCES = {
    calendar.Against.ORDINARY: "(the last ordinary one)",
    calendar.Against.UNUSUAL: "(not an ordinary day either)",
}
SPAN_SENTENCES = {
    spans.Against.BEFORE: "(right before)",
    spans.Against.ORDINARY: "(the last ordinary ones)",
    spans.Against.CAMPAIGN: "(the campaign before)",
    spans.Against.YEAR: "(the same month last year)",
}


def against(sides: Sides, texts: Texts) -> list[Markup]:
    shown = period_title(sides.shown, texts)
    before, basis = earlier_days(sides, texts), sides.basis
    if basis.against is calendar.Against.WEEK_AGO:
        return [Markup("{}").format(shown), texts.t("Against a week ago, {day}", day=before)]
    said = [Markup("{}").format(shown), texts.t("Against {days}", days=before)]
    if basis.against is calendar.Against.CAMPAIGN:
        event = shorten(basis.event, EVENT) or season_name(basis.season, texts)
        return [*said, texts.t("(the same day of {event})", event=event)]
    if isinstance(basis.against, spans.Against):
        return [*said, texts.t(SPAN_SENTENCES[basis.against])]
    return [*said, texts.t(AGAINST_SENTENCES[basis.against])]


# ------------------------------------------------------------------------------------------ why there is none

UNKNOWN_SENTENCES = {
    Figure.REVENUE: "No revenue of {when} is known: send the shop file.",
    Figure.VISITORS: "No visitors of {when} are known: send the shop file.",
    Figure.BUYERS: "No buyers of {when} are known: send the shop file.",
    Figure.SPEND: "No ad report of {when} has come: send it to see more.",
    Figure.SOURCES: "No file of traffic sources of {when} has come: send it to see more.",
    Figure.PRODUCTS: "No product file of {when} has come: send it to see more.",
    Figure.PLANS: "No ad report by plan of {when} has come: send it to see more.",
}
ZERO_SENTENCES = {
    Figure.REVENUE: "Nothing was sold on {when}: zero cannot be split.",
    Figure.VISITORS: "Nobody came on {when}: zero cannot be split.",
    Figure.BUYERS: "Nobody bought on {when}: zero cannot be split.",
    Figure.SPEND: "Ads cost nothing on {when}: without spend there is no ROI.",
    Figure.CLICKS: "No ad was clicked on {when}: zero cannot be split.",
    Figure.ORDERS: "Ads brought no order on {when}: zero cannot be split.",
    Figure.AD_REVENUE: "Ads sold nothing on {when}: zero cannot be split.",
    Figure.PRODUCT_BUYERS: "The product file tells of no buyers on one side: zero cannot be split.",
    Figure.PLAN_REVENUE: "No plan sold anything on one side: zero cannot be split.",
}
FEW_SENTENCES = {
    Figure.SOURCES: "Files of traffic sources tell of too few days on both sides: send more of them.",
    Figure.PRODUCTS: "Product files tell of too few days on both sides: send more of them.",
}
REASON_SENTENCES = {
    Reason.MIXED: "The shop file tells one side, other files the other: they count people differently. "
    "Send the shop file of both.",
    Reason.REPORTS: "Other ad reports came on {when} than before: they count different money.",
    Reason.NOTHING: "No earlier day that {when} may be compared with is known.",
    Reason.NEW: "It is new: on the earlier days it was in no file.",
    Reason.GONE: "It is gone: on {when} it was in no file.",
}


def undefined(why: Why, texts: Texts) -> Markup:
    found = why.answer.undefined
    assert found is not None
    period = why.sides.basis.period if why.sides and found.then else why.question.period
    tables = {Reason.UNKNOWN: UNKNOWN_SENTENCES, Reason.ZERO: ZERO_SENTENCES, Reason.FEW: FEW_SENTENCES}
    table = tables.get(found.reason)
    sentence = table[found.figure] if table and found.figure else REASON_SENTENCES[found.reason]
    return texts.t(sentence, when=period_title(period, texts))


def note(why: Why, texts: Texts) -> str:
    """Why there is nothing to show, on the pressed button; plain text."""
    return str(undefined(why, texts).striptags())


# ------------------------------------------------------------------------------------------ notes, buttons


def notes(why: Why, texts: Texts) -> list[Markup]:
    """What the reader has to know about how it was counted."""
    sides, said = why.sides, []
    counts_people = why.question.level in (Level.REVENUE, Level.VISITORS, Level.CONVERSION)
    if sides is None:
        return []
    if not sides.is_whole:
        count, days = texts.count(len(sides.after)), texts.count(len(sides.shown))
        said.append(texts.t("Known on both sides: {count} of {days} days.", count=count, days=days))
    if not sides.basis.is_fair:
        said.append(texts.t("Only one side has a campaign: not like with like."))
    if counts_people and why.is_summed:
        said.append(texts.t("Visitors are a sum over products: one person may count several times."))
    elif counts_people and len(sides.after) > 1:
        said.append(texts.t("Visitors are added up over the days."))
    if any(one.mark for one in why.answer.parts):
        said.append(texts.t("Numbers open what is below."))
    return said


LEVEL_NAMES = {
    Level.VISITORS: "By source",
    Level.PRODUCTS: "By product",
    Level.CONVERSION: "Conversion",
    Level.AOV: "AOV",
    Level.ROI: "ROI",
    Level.PLANS: "By plan",
}
BELOW = {
    Level.REVENUE: ((Level.VISITORS, Level.PRODUCTS), (Level.CONVERSION, Level.AOV, Level.ROI)),
    Level.ROI: ((Level.PLANS,),),
}


def buttons(why: Why, store: Store, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """The levels below by name, parts by their number in the text; the last one leads up."""
    period, level = why.question.period, why.question.level
    rows = [
        tuple(Button(str(texts.t(LEVEL_NAMES[one])), data_of(Question(period, one), store.id)) for one in row)
        for row in BELOW.get(level, ())
        if why.sides is not None
    ]
    marks = [one.mark for one in why.answer.parts if one.mark]
    numbers = [
        Button(f"{i}", data_of(Question(period, level, mark), store.id)) for i, mark in enumerate(marks, 1)
    ]
    rows.extend(tuple(numbers[i : i + IN_A_ROW]) for i in range(0, len(numbers), IN_A_ROW))
    up = data_of(why.above, store.id) if why.above else post_of(period, store.id)
    return (*rows, (Button(str(texts.t("‹ Back")), up),)) if up else tuple(rows)


def data_of(question: Question, store_id: int) -> str:
    """`why:<store>:<period>:<level>[:<mark>]`."""
    where = f"why:{store_id}:{code_of(question.period)}:{question.level}"
    return f"{where}:{question.more}" if question.more else where


def post_of(period: Period, store_id: int) -> str:
    """The button of the post that tells this period's figures; empty where there is none."""
    code = code_of(period)
    if code.startswith("w"):
        return f"week:{store_id}:{code[1:]}"
    if code.startswith("m"):
        return f"month:{store_id}:{code[1:]}"
    return f"brief:{store_id}:{code[:8]}:{VIEWS[code[8:]]}" if len(period) == 1 else ""
