"""What reviews say of one product over weeks, and of other shops where their reviews were collected."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from metrics.names import folded
from metrics.numbers import ratio
from metrics.periods import DAY
from metrics.reviews import Grade, ReviewTopic
from metrics.topics import opinion

LATELY = timedelta(days=30)
WEEKS = 8
MOST_PRODUCTS = 5
MOST_TOPICS = 3  # of a shop's strengths and weaknesses
SHOPS_SINCE = timedelta(days=90)
CLEAR = Decimal("0.02")  # a share of complaints that differs by less is about the same
LEAST = 2  # a topic that one buyer of a shop named says little


@dataclass(frozen=True)
class Grades:
    """How many reviews of each grade."""

    good: int = 0
    neutral: int = 0
    bad: int = 0

    @property
    def total(self) -> int:
        return self.good + self.neutral + self.bad

    @property
    def complaints(self) -> int:
        return self.neutral + self.bad

    @property
    def share(self) -> Decimal | None:
        """Of complaints."""
        return ratio(self.complaints, self.total)

    def plus(self, other: "Grades") -> "Grades":
        return Grades(self.good + other.good, self.neutral + other.neutral, self.bad + other.bad)


@dataclass(frozen=True)
class Item:
    """A product as reviews name it (metrics.reviews.Review.item), and its reviews of a time."""

    name: str
    title: str
    grades: Grades

    @property
    def mark(self) -> str:
        """Stands for it in a button."""
        return sha256(self.name.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Complaint:
    """What one buyer complained of, and on which day."""

    day: date
    words: str


class Trend(StrEnum):
    """How the share of complaints stands beside the time before."""

    UNKNOWN = "unknown"
    MORE = "more"
    FEWER = "fewer"
    ALIKE = "alike"


@dataclass(frozen=True)
class ProductReport:
    """`now` and `before` are the last days and as many before them; `topics` are complaints by week, the
    oldest first; `weeks` are their first days."""

    item: Item
    now: Grades
    before: Grades
    weeks: tuple[date, ...]
    topics: Mapping[ReviewTopic, tuple[int, ...]]

    @property
    def trend(self) -> Trend:
        now, before = self.now.share, self.before.share
        if now is None or before is None:
            return Trend.UNKNOWN
        if abs(now - before) < CLEAR:
            return Trend.ALIKE
        return Trend.MORE if now > before else Trend.FEWER

    @property
    def most(self) -> tuple[ReviewTopic, ...]:
        """The topics complained of, the most frequent first; undecided ones last."""
        return tuple(
            sorted(self.topics, key=lambda topic: (topic is ReviewTopic.UNDECIDED, -sum(self.topics[topic])))
        )


@dataclass(frozen=True)
class Written:
    """One review of another shop."""

    grade: Grade
    words: str


@dataclass(frozen=True)
class ShopReport:
    """What buyers of another shop praise and complain of, with how many, the most frequent first."""

    shop: str
    grades: Grades
    strengths: tuple[tuple[ReviewTopic, int], ...]
    weaknesses: tuple[tuple[ReviewTopic, int], ...]

    @property
    def mark(self) -> str:
        return sha256(self.shop.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Overview:
    """What /reviews can show beside the open ones."""

    products: tuple[Item, ...] = ()
    has_shops: bool = False


def merged(items: Iterable[Item]) -> tuple[Item, ...]:
    """One for each product, those with most complaints first."""
    found: dict[str, Item] = {}
    for one in items:
        known = found.get(one.name)
        whole = one.grades if known is None else known.grades.plus(one.grades)
        found[one.name] = replace(known or one, grades=whole)
    found.pop("", None)
    return tuple(
        sorted(found.values(), key=lambda one: (-one.grades.complaints, -one.grades.total, one.name))
    )


def meant(items: Sequence[Item], wanted: str) -> tuple[Item, ...]:
    """Those of this id, else those whose title has these words in it."""
    same = tuple(one for one in items if one.name == wanted.strip())
    part = folded(wanted)
    return same or tuple(one for one in items if part and part in folded(one.title))


def product_report(
    item: Item, now: Grades, before: Grades, complaints: Iterable[Complaint], today: date
) -> ProductReport:
    """Weeks are seven days each, the last one ends today."""
    weeks = tuple(today - (7 * back - 1) * DAY for back in range(WEEKS, 0, -1))
    counts: dict[ReviewTopic, list[int]] = {}
    for one in complaints:
        week = (one.day - weeks[0]).days // 7
        if 0 <= week < WEEKS:
            for topic in opinion(one.words).topics:
                counts.setdefault(topic, [0] * WEEKS)[week] += 1
    topics = {topic: tuple(counts[topic]) for topic in ReviewTopic if topic in counts}
    return ProductReport(item, now, before, weeks, topics)


def shop_report(shop: str, reviews: Sequence[Written]) -> ShopReport:
    """Praise counts wherever it is written, and so do complaints: many are in good reviews."""
    grades = Counter(one.grade for one in reviews)
    praised: Counter[ReviewTopic] = Counter()
    blamed: Counter[ReviewTopic] = Counter()
    for one in reviews:
        said = opinion(one.words)
        praised.update(tuple(said.praises))
        blamed.update(tuple(said.complaints))
    return ShopReport(
        shop,
        Grades(grades[Grade.GOOD], grades[Grade.NEUTRAL], grades[Grade.BAD]),
        _most(praised),
        _most(blamed),
    )


def _most(counts: Counter[ReviewTopic]) -> tuple[tuple[ReviewTopic, int], ...]:
    found = [(topic, counts[topic]) for topic in ReviewTopic if counts[topic] >= LEAST]
    return tuple(sorted(found, key=lambda one: -one[1]))[:MOST_TOPICS]
