"""Where visitors came from: paths of sources with subtotals among them, and the channels they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.numbers import total

SEPARATOR = " > "


@dataclass(frozen=True)
class SourceLine:
    """One source of one day, as the file tells it: a subtotal where other lines go on from its path.

    `carrier` is the app or site it came through; empty is all of them. An empty path is their total.
    """

    day: date
    path: tuple[str, ...]
    carrier: str = ""
    item_id: str = ""
    visitors: int | None = None
    paid_buyers: int | None = None
    paid_amount: Decimal | None = None


@dataclass(frozen=True)
class Channel:
    """A first-level source. `is_summed`: its visitors are a sum, one person may count several times."""

    name: str
    visitors: int | None
    paid_buyers: int | None
    paid_amount: Decimal | None
    is_summed: bool = False


def path_text(path: Iterable[str]) -> str:
    return SEPARATOR.join(path)


def path_of(text: str) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


def leaves(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines without detail under them: added up, they count everything once.

    A subtotal is among them only where nobody has told its parts.
    """
    above = {(*whose(line), line.path[:depth]) for line in lines for depth in range(len(line.path))}
    return [line for line in lines if (*whose(line), line.path) not in above]


def whose(line: SourceLine) -> tuple[date, str, str]:
    return line.day, line.item_id, line.carrier


def of_all_carriers(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines about all carriers together; where a day has none, those of each carrier."""
    whole = {(line.day, line.item_id) for line in lines if not line.carrier}
    return [line for line in lines if not line.carrier or (line.day, line.item_id) not in whole]


def channels(lines: Sequence[SourceLine], depth: int = 1) -> tuple[Channel, ...]:
    """First-level sources, the one with most visitors first; each day, item and carrier counts once.

    A channel's own line is believed; where it is missing its leaves are added up. With more `depth` those
    of a lower level, named by their path; a source without so many levels stands for itself.
    """
    lines = of_all_carriers(lines)
    told = {(*whose(line), line.path) for line in lines}
    parts: dict[str, list[SourceLine]] = {}
    for line in (*(line for line in lines if len(line.path) == depth), *leaves(lines)):
        own_line = (*whose(line), line.path[:depth]) in told
        if line.path and (len(line.path) <= depth or not own_line):
            parts.setdefault(path_text(line.path[:depth]), []).append(line)
    found = [channel(name, list(dict.fromkeys(own))) for name, own in parts.items()]
    return tuple(sorted(found, key=lambda one: (-(one.visitors or 0), one.name)))


def channel(name: str, lines: Sequence[SourceLine]) -> Channel:
    return Channel(
        name=name,
        visitors=people(line.visitors for line in lines),
        paid_buyers=people(line.paid_buyers for line in lines),
        paid_amount=total(line.paid_amount for line in lines),
        is_summed=len(lines) > 1,
    )


def people(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


# ------------------------------------------------------------------------------------------------- headlines


@dataclass(frozen=True)
class SourcesHeadline:
    """The channels that brought most visitors on the file's latest day."""

    day: date
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class WordsHeadline:
    """The words that brought most visitors on the file's latest day."""

    day: date
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class VariantsHeadline:
    """SKUs that sold on the file's latest day, and how many items."""

    day: date
    variants: int
    paid_items: int


@dataclass(frozen=True)
class AffiliatesHeadline:
    """What affiliates sold on the file's latest day, and what they are paid for it."""

    day: date
    paid_amount: Decimal | None
    cost: Decimal | None
