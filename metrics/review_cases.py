"""A bad review's case from new to closed: what may be done with it, and what it becomes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from metrics.absences import Who
from metrics.reviews import EARLIER, MUTE, Action, Case, Check, Listing, Review, ReviewCase, Stage

OPEN = frozenset({Action.DRAFT, Action.ANSWER, Action.CLOSE, Action.MUTE})
ALLOWED: Mapping[Stage, frozenset[Action]] = {
    Stage.NEW: OPEN | {Action.TAKE},
    Stage.TAKEN: OPEN,
    Stage.DRAFTED: OPEN,
    Stage.ANSWERED: frozenset({Action.CLOSE, Action.REOPEN}),
    Stage.CLOSED: frozenset({Action.REOPEN}),
}


def may(one: ReviewCase, action: Action, now: datetime) -> bool:
    return action in ALLOWED[one.stage(now)]


def acted(one: ReviewCase, action: Action, who: Who, now: datetime) -> Case:
    """The case after somebody did what they may."""
    name = who[1]
    case = replace(one.case, version=one.case.version + 1)
    match action:
        case Action.TAKE:
            return _taken(case, who, now)
        case Action.DRAFT:
            drafted = replace(case, drafted_by=name, drafted_at=now, draft=case.draft + 1)
            return drafted if case.taken_by else _taken(drafted, who, now)
        case Action.ANSWER:
            return replace(_seen(case, one.review), answered_by=name, answered_at=now)
        case Action.CLOSE:
            return replace(_seen(case, one.review), solved_by=name, solved_at=now)
        case Action.MUTE:
            return replace(case, muted_by=name, muted_until=now + MUTE)
        case Action.REOPEN:
            nobodys = replace(case, taken_by=None, taken_by_id=None, taken_at=None)
            return _open_again(nobodys, one.review, now)
    raise AssertionError(action)


def answered_in_file(one: ReviewCase, now: datetime) -> Case:
    """Its reply came with a file; of what is over anyway, it is only remembered."""
    case = _seen(one.case, one.review)
    if one.is_over:
        return case
    return replace(case, answered_by=None, answered_at=now, version=case.version + 1)


def reopened_by_buyer(one: ReviewCase, now: datetime) -> Case:
    """The buyer added to it: it is told again, and still belongs to whoever had it."""
    case = replace(one.case, version=one.case.version + 1, last_told_at=now)
    first = case.first_told_at or now
    return replace(_open_again(case, one.review, now), first_told_at=first)


def card_of(check: Check, told_at: datetime) -> Listing:
    """The card that tells a check, its cases as they are then."""
    reopened = (replace(one, case=reopened_by_buyer(one, told_at)) for one in check.reopened)
    return Listing(
        told_at,
        (*check.new, *reopened),
        new=len(check.new),
        reopened=len(check.reopened),
        history=check.history,
        busy=check.busy,
    )


def escalated(one: ReviewCase, now: datetime) -> Case:
    return replace(one.case, escalated_at=now, version=one.case.version + 1)


def _taken(case: Case, who: Who, now: datetime) -> Case:
    return replace(case, taken_by_id=who[0], taken_by=who[1], taken_at=now)


def _open_again(case: Case, review: Review, now: datetime) -> Case:
    return replace(
        _seen(case, review),
        drafted_by=None,
        drafted_at=None,
        draft=0,
        answered_by=None,
        answered_at=None,
        solved_by=None,
        solved_at=None,
        muted_by=None,
        muted_until=None,
        escalated_at=None,
        reopened_at=now,
    )


def _seen(case: Case, review: Review) -> Case:
    """With the words as they are now: only others mean something new."""
    return replace(case, seen_reply=review.reply, seen_follow_up=review.follow_up)


def with_earlier(cases: Iterable[ReviewCase], complaints: Iterable[Review]) -> tuple[ReviewCase, ...]:
    """Each with how many complaints about its product came in the days before it."""
    known: dict[str, list[datetime]] = {}
    for review in complaints:
        known.setdefault(review.item, []).append(review.posted_at)

    def earlier(review: Review) -> int:
        since = review.posted_at - EARLIER
        return sum(since <= at < review.posted_at for at in known.get(review.item, ())) if review.item else 0

    return tuple(replace(one, earlier=earlier(one.review)) for one in cases)
