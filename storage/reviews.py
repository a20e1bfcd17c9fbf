"""Questions about reviews: which are open, who has them, how many stars we have."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, update
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.reviews import (
    COMPLAINTS,
    HISTORY,
    MOST_VISITED,
    MUTE,
    Action,
    Case,
    Grade,
    OpenReviews,
    ProductVisitors,
    Review,
    ReviewCase,
    Traffic,
)
from metrics.rivals import OwnRating
from storage.rules import rules
from storage.tables import product, product_day, review, review_case, store
from storage.upsert import insert

# ----------------------------------------------------------------------------------------------- what is open


def open_cases(session: Session, store_id: int, now: datetime) -> tuple[ReviewCase, ...]:
    """Bad and neutral reviews without an answer, newest first; history (see metrics.reviews) left out."""
    query = _cases().where(_unanswered(store_id), _in_play(now)).order_by(review.c.posted_at.desc())
    return tuple(_review_case(row) for row in session.execute(query))


def told_cases(session: Session, store_id: int, told_at: datetime) -> tuple[ReviewCase, ...]:
    """The reviews on the card of `told_at`, newest first: those told then for the first or the last time."""
    query = _cases().where(
        review.c.store_id == store_id,
        review_case.c.first_told_at.is_not(None),
        or_(review_case.c.first_told_at == told_at, review_case.c.last_told_at == told_at),
    )
    return tuple(_review_case(row) for row in session.execute(query.order_by(review.c.posted_at.desc())))


def open_count(session: Session, store_id: int, now: datetime) -> OpenReviews:
    """How many bad and neutral reviews wait for an answer, and how many of them for too long."""
    late = func.coalesce(review_case.c.first_told_at, review.c.posted_at) <= (
        now - rules(session, store_id).review_overdue
    )
    query = (
        select(func.count(), func.count().filter(late))
        .select_from(_joined())
        .where(_unanswered(store_id), _in_play(now))
    )
    count, overdue = session.execute(query).one()
    return OpenReviews(count, overdue)


def history_count(session: Session, store_id: int, now: datetime) -> int:
    """Unanswered reviews that are history, whether they were counted already or not."""
    query = select(func.count()).select_from(_joined()).where(_unanswered(store_id), ~_in_play(now))
    return session.scalar(query) or 0


def counted_at(session: Session, store_id: int, told_at: datetime) -> int:
    """How many reviews the card of `told_at` counted as history."""
    query = select(func.count()).where(
        review_case.c.store_id == store_id,
        review_case.c.first_told_at.is_(None),
        review_case.c.last_told_at == told_at,
    )
    return session.scalar(query) or 0


def uncounted_history(session: Session, store_id: int, now: datetime) -> int:
    """Unanswered reviews that were older than HISTORY when first seen and that no card has counted yet."""
    query = select(func.count()).select_from(_joined()).where(_unanswered(store_id), _is_new_history(now))
    return session.scalar(query) or 0


# --------------------------------------------------------------------------------------------- what was done


def lock(session: Session, store_id: int) -> None:
    """Who tells a store's reviews waits here for whoever does so already (SQLite: all writers do).

    Rows that point at the store (the outbox's) hold it shared: NO KEY UPDATE goes together with that.
    """
    query = select(store.c.id).where(store.c.id == store_id)
    session.execute(query.with_for_update(key_share=True))


def mark_told(session: Session, store_id: int, keys: Collection[str], told_at: datetime) -> None:
    """These were listed on the card of `told_at`."""
    if not keys:
        return
    row = insert(session, review_case)
    told = row.on_conflict_do_update(
        index_elements=["store_id", "review_key"],
        set_={
            "last_told_at": told_at,
            "first_told_at": func.coalesce(review_case.c.first_told_at, row.excluded.first_told_at),
        },
    )
    session.execute(
        told,
        [
            {"store_id": store_id, "review_key": key, "first_told_at": told_at, "last_told_at": told_at}
            for key in keys
        ],
    )


def mark_counted(session: Session, store_id: int, now: datetime, told_at: datetime) -> None:
    """All history that is new on the card of `told_at` was counted there."""
    keys = select(review.c.store_id, review.c.review_key, literal(told_at, review_case.c.last_told_at.type))
    found = keys.select_from(_joined()).where(_unanswered(store_id), _is_new_history(now))
    row = insert(session, review_case).from_select(["store_id", "review_key", "last_told_at"], found)
    session.execute(
        row.on_conflict_do_update(
            index_elements=["store_id", "review_key"], set_={"last_told_at": row.excluded.last_told_at}
        )
    )


def act(
    session: Session, store_id: int, keys: Collection[str], action: Action, person: str, now: datetime
) -> None:
    """Writes down who did what. What somebody has taken, or has solved, stays theirs."""
    nobody: dict[str, object] = dict.fromkeys(
        ("taken_by", "taken_at", "solved_by", "solved_at", "muted_by", "muted_until")
    )
    done: dict[Action, dict[str, object]] = {
        Action.TAKE: {"taken_by": person, "taken_at": now},
        Action.SOLVE: {"solved_by": person, "solved_at": now},
        Action.MUTE: {"muted_by": person, "muted_until": now + MUTE},
        Action.REOPEN: nobody,
    }
    free = {Action.TAKE: review_case.c.taken_by.is_(None), Action.SOLVE: review_case.c.solved_at.is_(None)}
    for key in sorted(keys):  # always in this order, so that two people never wait for each other
        known = insert(session, review_case).values(store_id=store_id, review_key=key)
        session.execute(known.on_conflict_do_nothing())
        this = (review_case.c.store_id == store_id, review_case.c.review_key == key)
        session.execute(
            update(review_case).where(*this, free.get(action, literal(True))).values(done[action])
        )


# ----------------------------------------------------------------------------------------------- what counts


def traffic(session: Session, store_id: int, period: Period) -> Traffic:
    """The most visited products of a period, its end excluded. Visitors are added up over days."""
    visitors = func.sum(product_day.c.visitors)
    query = (
        select(product_day.c.item_id, func.max(product.c.title).label("title"), visitors.label("visitors"))
        .select_from(
            product_day.outerjoin(
                product,
                and_(
                    product.c.store_id == product_day.c.store_id, product.c.item_id == product_day.c.item_id
                ),
            )
        )
        .where(
            product_day.c.store_id == store_id,
            product_day.c.day >= period.start,
            product_day.c.day < period.end,
            product_day.c.visitors > 0,
        )
        .group_by(product_day.c.item_id)
        .order_by(visitors.desc(), product_day.c.item_id)
        .limit(MOST_VISITED)
    )
    return Traffic(
        tuple(
            ProductVisitors(row.item_id, row.title or "", int(row.visitors)) for row in session.execute(query)
        )
    )


def own_rating(session: Session, store_id: int, since: datetime) -> OwnRating | None:
    """The mean stars of the reviews written since then; None where no stars are known."""
    query = select(func.count(review.c.stars), func.sum(review.c.stars)).where(
        review.c.store_id == store_id, review.c.posted_at >= since, review.c.stars.is_not(None)
    )
    count, stars = session.execute(query).one()
    return OwnRating(Decimal(int(stars)) / count, count) if count else None


# ------------------------------------------------------------------------------------------------- the pieces


def _joined() -> Any:
    return review.outerjoin(
        review_case,
        and_(review_case.c.store_id == review.c.store_id, review_case.c.review_key == review.c.review_key),
    )


def _cases() -> Select[Any]:
    return select(
        review,
        product.c.title,
        *(column for column in review_case.c if column.name not in ("store_id", "review_key")),
    ).select_from(
        _joined().outerjoin(
            product, and_(product.c.store_id == review.c.store_id, product.c.item_id == review.c.item_id)
        )
    )


def _unanswered(store_id: int) -> ColumnElement[bool]:
    return and_(
        review.c.store_id == store_id,
        review.c.grade.in_(COMPLAINTS),
        func.coalesce(review.c.reply, "") == "",
        review_case.c.solved_at.is_(None),
    )


def _in_play(now: datetime) -> ColumnElement[bool]:
    """Listed once, or still to be listed; what was only counted is history."""
    return or_(
        review_case.c.first_told_at.is_not(None),
        and_(review_case.c.last_told_at.is_(None), review.c.posted_at >= now - HISTORY),
    )


def _is_new_history(now: datetime) -> ColumnElement[bool]:
    return and_(review_case.c.last_told_at.is_(None), review.c.posted_at < now - HISTORY)


def _review_case(row: Row[Any]) -> ReviewCase:
    return ReviewCase(
        Review(
            key=row.review_key,
            posted_at=row.posted_at,
            grade=Grade(row.grade),
            stars=row.stars,
            item_id=row.item_id,
            product=row.product or row.title or "",
            body=row.body,
            follow_up=row.follow_up or None,
            reply=row.reply or None,
        ),
        Case(
            first_told_at=row.first_told_at,
            last_told_at=row.last_told_at,
            taken_by=row.taken_by,
            taken_at=row.taken_at,
            solved_at=row.solved_at,
            solved_by=row.solved_by,
            muted_until=row.muted_until,
            muted_by=row.muted_by,
        ),
    )


def told_at(session: Session, store_id: int, keys: Sequence[str]) -> tuple[datetime, ...]:
    """The moments at which any of these reviews was told, first or last."""
    found: set[datetime] = set()
    for start in range(0, len(keys), 500):
        query = select(review_case.c.first_told_at, review_case.c.last_told_at).where(
            review_case.c.store_id == store_id, review_case.c.review_key.in_(keys[start : start + 500])
        )
        found.update(moment for row in session.execute(query) for moment in row if moment is not None)
    return tuple(sorted(found))
