"""Bad and neutral reviews: which are new, open again or late, and in what order they are told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
CLOSES_AFTER = timedelta(days=7)  # an answer to which the buyer adds nothing for so long closes its case
EARLIER = timedelta(days=30)  # how far the earlier ones of a product are counted
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
    variant: str = ""
    ordered_at: datetime | None = None  # when its order was paid, or else made; None where it is not known

    @property
    def item(self) -> str:
        """Stands for its product: the id, else the title as it is compared; "" where neither is known."""
        return self.item_id or folded(self.product)

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.body, self.follow_up) if part)


class Stage(StrEnum):
    """How far the team is with a review."""

    NEW = "new"
    TAKEN = "taken"
    DRAFTED = "drafted"  # somebody has looked at a draft of an answer
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """What the team did about a review. Told first never but last once: it was counted as history.

    `seen_…` are its words as they were when it was last answered, closed or opened again.
    """

    first_told_at: datetime | None = None
    last_told_at: datetime | None = None
    taken_by: str | None = None
    taken_by_id: int | None = None
    taken_at: datetime | None = None
    drafted_by: str | None = None
    drafted_at: datetime | None = None
    draft: int = 0  # how many drafts have been looked at
    answered_by: str | None = None  # None: the answer was found in a file
    answered_at: datetime | None = None
    solved_by: str | None = None
    solved_at: datetime | None = None
    muted_by: str | None = None
    muted_until: datetime | None = None
    escalated_at: datetime | None = None
    reopened_at: datetime | None = None
    seen_reply: str | None = None
    seen_follow_up: str | None = None
    version: int = 0


@dataclass(frozen=True)
class ReviewCase:
    """A review and what was done about it; `earlier` complaints about its product (see EARLIER)."""

    review: Review
    case: Case = field(default_factory=Case)
    earlier: int = 0

    @property
    def mark(self) -> str:
        """Stands for the review in a button, where its whole key has no room."""
        return sha256(self.review.key.encode()).hexdigest()[:10]

    @property
    def is_answered(self) -> bool:
        """A reply in a file counts, but for one that was there when the case was opened again."""
        replied = bool(self.review.reply) and self.review.reply != self.case.seen_reply
        return self.case.answered_at is not None or replied

    @property
    def is_open(self) -> bool:
        return not self.is_answered and self.case.solved_at is None

    @property
    def has_new_follow_up(self) -> bool:
        """The buyer has added to what was answered or closed, and has had no other reply since."""
        review, case = self.review, self.case
        is_added = bool(review.follow_up) and review.follow_up != case.seen_follow_up
        is_replied = bool(case.seen_reply) and review.reply not in (None, case.seen_reply)
        return self.is_over and is_added and not is_replied

    @property
    def is_over(self) -> bool:
        """Somebody, or a file, has said that it is answered or closed."""
        return self.case.answered_at is not None or self.case.solved_at is not None

    def stage(self, now: datetime) -> Stage:
        case = self.case
        if case.solved_at is not None:
            return Stage.CLOSED
        if self.is_answered:
            is_old = case.answered_at is not None and now - case.answered_at >= CLOSES_AFTER
            return Stage.CLOSED if is_old else Stage.ANSWERED
        if case.drafted_at is not None:
            return Stage.DRAFTED
        return Stage.TAKEN if case.taken_by else Stage.NEW

    def is_overdue(self, now: datetime, rules: Rules) -> bool:
        """The clock starts when the team was told: before that nobody could answer."""
        since = self.case.reopened_at or self.case.first_told_at or self.review.posted_at
        return self.is_open and now - since >= rules.review_overdue

    def is_late(self, now: datetime, rules: Rules) -> bool:
        """Overdue, told, not muted, and nobody was told so."""
        case = self.case
        is_muted = case.muted_until is not None and now < case.muted_until
        told = case.first_told_at is not None and case.escalated_at is None
        return told and not is_muted and self.is_overdue(now, rules)


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

    @property
    def names(self) -> frozenset[str]:
        """What reviews may call it (see Review.item)."""
        return frozenset({self.item_id, folded(self.title)} - {""})


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
    """What a review check has to tell, in order; `history` are old ones that are only counted.

    `reopened` were answered or closed, and their buyers have added something since.
    """

    new: tuple[ReviewCase, ...] = ()
    reopened: tuple[ReviewCase, ...] = ()
    history: int = 0
    busy: frozenset[str] = frozenset()  # keys of those about the most visited products

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.reopened or self.history)


class Action(StrEnum):
    """What somebody did about a review."""

    TAKE = "take"
    DRAFT = "draft"
    ANSWER = "answer"
    CLOSE = "close"
    MUTE = "mute"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Listing:
    """A card of reviews: those told at `told_at`, or (None) all open ones; `history` are counted only."""

    told_at: datetime | None
    reviews: tuple[ReviewCase, ...]
    new: int = 0
    reopened: int = 0
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

    @property
    def version(self) -> int:
        """Grows with every change to any of its reviews."""
        return sum(one.case.version for one in self.reviews)

    def marked(self, mark: str) -> ReviewCase | None:
        return next((one for one in self.reviews if one.mark == mark), None)


class AlreadyToldError(Exception):
    """Somebody else told these reviews in the meantime."""


def review_check(cases: Iterable[ReviewCase], traffic: Traffic, now: datetime) -> Check:
    """New: open and never told. Reopened: the buyer added to what was answered or closed.

    Never-told reviews older than HISTORY are only counted.
    """
    new, reopened, history = [], [], 0
    for one in cases:
        if one.review.grade not in COMPLAINTS:
            continue
        if one.has_new_follow_up:
            reopened.append(one)
        elif one.is_open and one.case.last_told_at is None:
            if is_history(one.review, now):
                history += 1
            else:
                new.append(one)
    busy = frozenset(one.review.key for one in (*new, *reopened) if traffic.rank(one.review) < MOST_VISITED)
    return Check(in_order(new, traffic), in_order(reopened, traffic), history, busy)


def is_history(review: Review, now: datetime) -> bool:
    return review.posted_at < now - HISTORY


def in_order(reviews: Iterable[ReviewCase], traffic: Traffic) -> tuple[ReviewCase, ...]:
    """The most visited products first, then the newest."""
    return tuple(
        sorted(
            reviews,
            key=lambda one: (traffic.rank(one.review), -one.review.posted_at.timestamp(), one.review.key),
        )
    )


def next_check(store: Store, now: datetime) -> datetime | None:
    """The next of the store's review times after `now`; None where it has none."""
    today = store.today(now)
    times = (store.moment(day, at) for day in (today, today + DAY) for at in store.review_times)
    return min((moment for moment in times if moment > now), default=None)
