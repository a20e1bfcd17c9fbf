"""A change as a picture: from the figure before to the figure after, part by part."""

from collections.abc import Sequence
from decimal import Decimal

from charts.chart import Step, WaterfallChart
from messages.ads import period_title
from messages.causes import figure_name, part_name
from messages.texts import Texts, shorten
from metrics.why import Kind, Measure, Part, Sides, Why

MOST = 8  # steps that a phone can show
NAME = 24  # cells of the store's name, and of a source's or product's
LABEL = 18  # cells of a step's name: it has two lines
SHORT_NAMES = {Kind.OVERLAP: "Overlap", Kind.UNLISTED: "Not in file"}


def waterfall(why: Why, store_name: str, texts: Texts) -> WaterfallChart | None:
    """None where a figure is not known; where there is no split, the whole change is one step."""
    answer = why.answer
    if answer.before is None or answer.after is None or why.sides is None:
        return None
    steps = [Step(_label(one, texts), float(one.part)) for one in _few(answer.parts)]
    if not steps:
        steps = [Step(str(texts.t("Change")), float(answer.after - answer.before))]
    about = [store_name, figure_name(why.question, texts), *([why.name] if why.name else [])]
    return WaterfallChart(
        language=texts.language,
        title=" · ".join(shorten(one, NAME) for one in about),
        start_label=_below_first(why.sides, texts),
        start=float(answer.before),
        steps=tuple(steps),
        end_label=period_title(why.sides.shown, texts),
        end=float(answer.after),
        unit=answer.measure.value,
        behind_step=str(texts.t("pp")) if answer.measure is Measure.PERCENT else "",
    )


def earlier_days(sides: Sides, texts: Texts) -> str:
    """Those compared with, and their year where it is another."""
    period = sides.basis.period
    title = period_title(period, texts)
    if period.start.year == sides.shown.start.year:
        return title
    return str(texts.t("{days} {year}", days=title, year=period.start.year))


def _below_first(sides: Sides, texts: Texts) -> str:
    """The same below a bar, which is narrow."""
    first, last = sides.basis.period.start, sides.basis.period.last
    if first == last or first.year == sides.shown.start.year:
        return earlier_days(sides, texts)
    return f"{first.year}/{first.month}/{first.day}–{last.month}/{last.day}"


def _few(parts: Sequence[Part]) -> list[Part]:
    """The biggest named parts in their order, all others as one, and what is in no file last."""
    ends = (Kind.OTHERS, Kind.OVERLAP, Kind.UNLISTED)
    named = [one for one in parts if one.kind not in ends]
    others = [one for one in parts if one.kind is Kind.OTHERS]
    rest = [one for one in parts if one.kind in ends[1:]]
    room = MOST - len(rest)
    if len(named) + len(others) > room:
        kept = sorted(named, key=lambda one: -abs(one.part))[: room - 1]
        others = [*others, *(one for one in named if one not in kept)]
        named = [one for one in named if one in kept]
    return [*named, *_as_one(others), *rest]


def _as_one(others: Sequence[Part]) -> list[Part]:
    if not others:
        return []
    count = sum(one.count or 1 for one in others)
    return [Part(Kind.OTHERS, sum((one.part for one in others), Decimal(0)), count=count)]


def _label(one: Part, texts: Texts) -> str:
    if one.kind in SHORT_NAMES:
        return str(texts.t(SHORT_NAMES[one.kind]))
    return shorten(part_name(one, texts), LABEL)
