"""Bad and neutral reviews: which are new, which have waited too long, and in what order they are told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from hashlib import sha256

from metrics.names import folded
from metrics.periods import DAY
from metrics.rules import Rules
from metrics.stores import Store

HISTORY = timedelta(
    days=7
)  # a review older than this when first seen is history: counted, not told one by one
MOST_VISITED = 5  # products that come first
TRAFFIC_DAYS = 7  # over which their visitors are counted
MUTE = timedelta(days=1)
PAGE = 5  # reviews on one card


class Grade(StrEnum):
    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


COMPLAINTS = (Grade.BAD, Grade.NEUTRAL)  # the grades that somebody has to answer


class ReviewTopic(StrEnum):
    """What a review speaks about.

    Damage on the way counts as package; what is not as described, or used, as authenticity; what was
    delivered short or wrongly as missing.
    """

    QUALITY = "quality"
    SIZE = "size"
    COLOUR = "colour"
    LOGISTICS = "logistics"
    SERVICE = "service"
    PACKAGE = "package"
    PRICE = "price"
    AUTHENTICITY = "authenticity"
    MISSING = "missing"
    UNDECIDED = "undecided"


def grade_of(stars: int) -> Grade:
    """1–2 bad, 3 neutral, 4–5 good."""
    if stars <= 2:
        return Grade.BAD
    return Grade.NEUTRAL if stars == 3 else Grade.GOOD


@dataclass(frozen=True)
class Review:
    """A bad or neutral review as its buyer wrote it, without the buyer."""

    key: str
    posted_at: datetime
    grade: Grade
    stars: int | None = None
    item_id: str | None = None
    product: str = ""  # its title
    body: str = ""
    follow_up: str | None = None
    reply: str | None = None


@dataclass(frozen=True)
class Case:
    """What the team did about a review. Told first never but last once: it was counted as history."""

    first_told_at: datetime | None = None
    last_told_at: datetime | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None
    solved_at: datetime | None = None
    solved_by: str | None = None
    muted_until: datetime | None = None
    muted_by: str | None = None


@dataclass(frozen=True)
class ReviewCase:
    """A review and what was done about it."""

    review: Review
    case: Case = field(default_factory=Case)

    @property
    def mark(self) -> str:
        """Stands for the review in a button, where its whole key has no room."""
        return sha256(self.review.key.encode()).hexdigest()[:10]

    @property
    def is_open(self) -> bool:
        """A review that the merchant replied to counts as answered."""
        return not self.review.reply and self.case.solved_at is None

    def is_overdue(self, now: datetime, rules: Rules) -> bool:
        """The clock starts when the team was told: before that nobody could answer."""
        since = self.case.first_told_at or self.review.posted_at
        return self.is_open and now - since >= rules.review_overdue


@dataclass(frozen=True)
class OpenReviews:
    """Bad and neutral reviews without an answer, and how many of them have waited too long."""

    count: int
    overdue: int


@dataclass(frozen=True)
class ProductVisitors:
    """A product and its visitors of the last days."""

    item_id: str
    title: str
    visitors: int


@dataclass(frozen=True)
class Traffic:
    """The most visited products, most visited first; a review names its product by id, or by title only."""

    products: tuple[ProductVisitors, ...] = ()

    def rank(self, review: Review) -> int:
        """0 for the most visited product …; MOST_VISITED for all that are not among the first."""
        for rank, product in enumerate(self.products[:MOST_VISITED]):
            if review.item_id:
                if review.item_id == product.item_id:
                    return rank
            elif review.product and folded(review.product) == folded(product.title):
                return rank
        return MOST_VISITED


@dataclass(frozen=True)
class Check:
    """What a review check has to tell, in order; `history` are old ones that are only counted."""

    new: tuple[ReviewCase, ...] = ()
    overdue: tuple[ReviewCase, ...] = ()
    history: int = 0
    busy: frozenset[str] = frozenset()  # keys of those about the most visited products

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.overdue or self.history)


class Action(StrEnum):
    """What somebody did about a review."""

    TAKE = "take"
    SOLVE = "solve"
    MUTE = "mute"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Listing:
    """A card of reviews: those told at `told_at`, or (None) all open ones; `history` are counted only."""

    told_at: datetime | None
    reviews: tuple[ReviewCase, ...]
    new: int = 0
    overdue: int = 0
    history: int = 0
    busy: frozenset[str] = frozenset()
    page: int = 0  # from 0, always one that exists

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.reviews) // PAGE))

    @property
    def shown(self) -> tuple[ReviewCase, ...]:
        return self.reviews[self.page * PAGE : (self.page + 1) * PAGE]

    def marked(self, mark: str) -> ReviewCase | None:
        return next((one for one in self.reviews if one.mark == mark), None)


class AlreadyToldError(Exception):
    """Somebody else told these reviews in the meantime."""


def review_check(
    reviews: Iterable[Review],
    traffic: Traffic,
    cases: Mapping[str, Case],
    now: datetime,
    rules: Rules,
    zone: tzinfo,
) -> Check:
    """New: never told. Overdue: told, unanswered for too long, and not yet told again on this store day.

    Never-told reviews older than HISTORY are only counted.
    """
    new, overdue, history = [], [], 0
    for review in reviews:
        one = ReviewCase(review, cases.get(review.key, Case()))
        case = one.case
        if review.grade not in COMPLAINTS or not one.is_open:
            continue
        if case.last_told_at is None:
            if is_history(review, now):
                history += 1
            else:
                new.append(one)
        elif case.first_told_at is not None and is_due_again(one, now, rules, zone):
            overdue.append(one)
    busy = frozenset(one.review.key for one in (*new, *overdue) if traffic.rank(one.review) < MOST_VISITED)
    return Check(in_order(new, traffic), in_order(overdue, traffic), history, busy)


def is_history(review: Review, now: datetime) -> bool:
    return review.posted_at < now - HISTORY


def is_due_again(one: ReviewCase, now: datetime, rules: Rules, zone: tzinfo) -> bool:
    case = one.case
    if case.last_told_at is None or not one.is_overdue(now, rules):
        return False
    if case.muted_until is not None and now < case.muted_until:
        return False
    return case.last_told_at.astimezone(zone).date() < now.astimezone(zone).date()


def in_order(reviews: Iterable[ReviewCase], traffic: Traffic) -> tuple[ReviewCase, ...]:
    """The most visited products first, then the newest."""
    return tuple(
        sorted(
            reviews,
            key=lambda one: (traffic.rank(one.review), -one.review.posted_at.timestamp(), one.review.key),
        )
    )


def card_of(check: Check, told_at: datetime) -> Listing:
    """The card that tells a check."""
    new, overdue = len(check.new), len(check.overdue)
    return Listing(told_at, check.new + check.overdue, new, overdue, check.history, check.busy)


def next_check(store: Store, now: datetime) -> datetime | None:
    """The next of the store's review times after `now`; None where it has none."""
    today = store.today(now)
    times = (store.moment(day, at) for day in (today, today + DAY) for at in store.review_times)
    return min((moment for moment in times if moment > now), default=None)
