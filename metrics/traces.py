"""Where figures come from: which file, or whose word, and when it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from metrics.brief import VIEWS
from metrics.mistakes import Mistake
from metrics.periods import Period, before
from metrics.targets import month_of
from metrics.week import week_of


class Figure(StrEnum):
    """Figures that come together, in the order in which they are traced."""

    REVENUE = "revenue"  # with visitors, buyers and what is made of them
    PRODUCTS = "products"
    SOURCES = "sources"
    ADS = "ads"
    REVIEWS = "reviews"
    RIVALS = "rivals"
    SCORES = "scores"
    TARGETS = "targets"
    CAMPAIGNS = "campaigns"
    SOLD_SO_FAR = "sold_so_far"  # of days of which no file tells
    SPENT_SO_FAR = "spent_so_far"


@dataclass(frozen=True)
class FileUsed:
    """An upload as it is named below its figures."""

    id: int
    format: str | None
    file_name: str
    user_name: str
    received_at: datetime


@dataclass(frozen=True)
class Said:
    """What somebody said in the chat. None: it is not known who, or when."""

    person: str | None = None
    at: datetime | None = None


NOBODY = Said()


@dataclass(frozen=True)
class Trace:
    """Figures, and the file (or the word) that they come from; `more`: how many earlier ones tell of them."""

    figures: tuple[Figure, ...]
    source: FileUsed | Said
    more: int = 0


def grouped(
    files: Mapping[Figure, Iterable[FileUsed]], said: Mapping[Figure, Iterable[Said]]
) -> tuple[Trace, ...]:
    """One trace for all figures that come from the same files; of several files of a kind the latest."""
    figures: dict[FileUsed, list[Figure]] = defaultdict(list)
    for figure in Figure:
        for file in files.get(figure, ()):
            figures[file].append(figure)
    alike: dict[tuple[tuple[Figure, ...], str | None], list[FileUsed]] = defaultdict(list)
    for file, told in figures.items():
        alike[tuple(told), file.format].append(file)
    found = [
        Trace(told, max(some, key=lambda file: (file.received_at, file.id)), len(some) - 1)
        for (told, _), some in alike.items()
    ]
    for figure, words in said.items():
        if some_said := sorted(words, key=_moment):
            found.append(Trace((figure,), some_said[-1], len(some_said) - 1))
    order = list(Figure)
    return tuple(sorted(found, key=lambda trace: [order.index(figure) for figure in trace.figures]))


def _moment(said: Said) -> float:
    return said.at.timestamp() if said.at else 0.0


@dataclass(frozen=True)
class Traced:
    """The post whose figures are traced, a brief, a week or a month; `named` is its day or month."""

    kind: str  # d, w, m
    named: str  # 20261121 (with the view of its brief behind it), the week's Monday, 202611
    period: Period


def parse_traced(what: str) -> Traced:
    """`d20261121` or `d20261121s`, `w20261116`, `m202611`. Raises Mistake("old_button")."""
    kind, named = what[:1], what[1:]
    try:
        first = date.fromisoformat(f"{named}01" if kind == "m" else named[:8])
        if (kind == "d" and named[8:] not in VIEWS) or (kind == "w" and named[8:]):
            raise ValueError
        period = {"d": before(first, 1), "w": week_of(first), "m": month_of(first)}[kind]
    except (ValueError, KeyError):
        raise Mistake("old_button") from None
    return Traced(kind, named, period)
