"""Questions about reviews: which are open, who has them, how many stars we have."""

from collections.abc import Collection, Sequence
from dataclasses import fields
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
from storage.settings import settings
from storage.tables import product, product_day, review, review_case, rival, shop_order, store
from storage.upsert import insert

# ----------------------------------------------------------------------------------------------- whose it is


def ours(session: Session, store_id: int) -> ColumnElement[bool]:
    """Whether a review is about us: collected sheets may hold rivals' reviews, too.

    Ours is what names no shop, or one of our names, or has an order's number (nobody sees another shop's),
    or is about an item of ours; never what is about a shop that the store follows.
    """
    known = select(store.c.name).where(store.c.id == store_id)
    names = [*session.scalars(known), *settings(session, store_id).own_shops]
    followed = session.scalars(select(rival.c.name).where(rival.c.store_id == store_id)).all()
    shop = func.coalesce(review.c.shop, "")
    own = product.alias("own")  # the question itself may ask for the product's title
    sold = func.coalesce(review.c.item_id, "").in_(select(own.c.item_id).where(own.c.store_id == store_id))
    return and_(
        shop.not_in(followed),
        or_(shop.in_(["", *names]), func.coalesce(review.c.order_id, "") != "", sold),
    )


# ----------------------------------------------------------------------------------------------- what is open


def open_cases(session: Session, store_id: int, now: datetime) -> tuple[ReviewCase, ...]:
    """Bad and neutral reviews without an answer, newest first; history (see metrics.reviews) left out."""
    query = _cases().where(_unanswered(session, store_id), _in_play(now)).order_by(review.c.posted_at.desc())
    return tuple(_review_case(row) for row in session.execute(query))


def over_cases(session: Session, store_id: int, since: datetime) -> tuple[ReviewCase, ...]:
    """Those written since then that are answered or closed, and whose words have changed since."""
    case = review_case.c
    over = or_(case.answered_at.is_not(None), case.solved_at.is_not(None))
    added = func.coalesce(review.c.follow_up, "")
    is_new = and_(over, added != "", added != func.coalesce(case.seen_follow_up, ""))
    return _some_cases(session, store_id, since, is_new)


def replied_cases(session: Session, store_id: int, since: datetime) -> tuple[ReviewCase, ...]:
    """Those written since then with a reply that nobody has seen so far."""
    reply = func.coalesce(review.c.reply, "")
    is_new = and_(reply != "", reply != func.coalesce(review_case.c.seen_reply, ""))
    return _some_cases(session, store_id, since, is_new)


def _some_cases(
    session: Session, store_id: int, since: datetime, *which: ColumnElement[bool]
) -> tuple[ReviewCase, ...]:
    query = _cases().where(_complaints(session, store_id), review.c.posted_at >= since, *which)
    return tuple(_review_case(row) for row in session.execute(query.order_by(review.c.posted_at.desc())))


def complaints(session: Session, store_id: int, since: datetime, until: datetime) -> tuple[Review, ...]:
    """Our bad and neutral reviews written since `since` and before `until`, newest first."""
    within = review.c.posted_at >= since, review.c.posted_at < until
    query = _cases().where(_complaints(session, store_id), *within).order_by(review.c.posted_at.desc())
    return tuple(_review(row) for row in session.execute(query))


def waiting_stores(session: Session) -> frozenset[int]:
    """The stores with a review that was told, waits for its answer, and is not yet told to be late."""
    case = review_case.c
    query = select(case.store_id).where(
        case.first_told_at.is_not(None),
        case.answered_at.is_(None),
        case.solved_at.is_(None),
        case.escalated_at.is_(None),
    )
    return frozenset(session.scalars(query.distinct()))


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
    since = func.coalesce(review_case.c.reopened_at, review_case.c.first_told_at, review.c.posted_at)
    late = since <= now - rules(session, store_id).review_overdue
    query = (
        select(func.count(), func.count().filter(late))
        .select_from(_joined())
        .where(_unanswered(session, store_id), _in_play(now))
    )
    count, overdue = session.execute(query).one()
    return OpenReviews(count, overdue)


def history_count(session: Session, store_id: int, now: datetime) -> int:
    """Unanswered reviews that are history, whether they were counted already or not."""
    query = select(func.count()).select_from(_joined()).where(_unanswered(session, store_id), ~_in_play(now))
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
    query = (
        select(func.count())
        .select_from(_joined())
        .where(_unanswered(session, store_id), _is_new_history(now))
    )
    return session.scalar(query) or 0


# --------------------------------------------------------------------------------------------- what was done


def lock(session: Session, store_id: int) -> None:
    """Who tells a store's reviews waits here for whoever does so already (SQLite: all writers do).

    Rows that point at the store (the outbox's) hold it shared: NO KEY UPDATE goes together with that.
    """
    query = select(store.c.id).where(store.c.id == store_id)
    session.execute(query.with_for_update(key_share=True))


def newest_card(session: Session, store_id: int) -> frozenset[str]:
    """The keys of the reviews that the newest card told for the first time."""
    of_store = review_case.c.store_id == store_id
    newest = select(func.max(review_case.c.first_told_at)).where(of_store).scalar_subquery()
    keys = select(review_case.c.review_key).where(of_store, review_case.c.first_told_at == newest)
    return frozenset(session.scalars(keys))


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
    found = keys.select_from(_joined()).where(_unanswered(session, store_id), _is_new_history(now))
    row = insert(session, review_case).from_select(["store_id", "review_key", "last_told_at"], found)
    session.execute(
        row.on_conflict_do_update(
            index_elements=["store_id", "review_key"], set_={"last_told_at": row.excluded.last_told_at}
        )
    )


def save(session: Session, store_id: int, key: str, case: Case, seen: int) -> bool:
    """Whether the case became this: not where somebody changed it since it was seen (its version then)."""
    known = insert(session, review_case).values(store_id=store_id, review_key=key)
    session.execute(known.on_conflict_do_nothing())
    this = (
        review_case.c.store_id == store_id,
        review_case.c.review_key == key,
        review_case.c.version == seen,
    )
    values = {field.name: getattr(case, field.name) for field in fields(case)}
    changed = session.execute(
        update(review_case).where(*this).values(values).returning(review_case.c.version)
    )
    return changed.first() is not None


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
        review.c.store_id == store_id,
        review.c.posted_at >= since,
        review.c.stars.is_not(None),
        ours(session, store_id),
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
        func.coalesce(shop_order.c.paid_at, shop_order.c.created_at, type_=shop_order.c.paid_at.type).label(
            "ordered_at"
        ),
        *(column for column in review_case.c if column.name not in ("store_id", "review_key")),
    ).select_from(
        _joined()
        .outerjoin(
            product, and_(product.c.store_id == review.c.store_id, product.c.item_id == review.c.item_id)
        )
        .outerjoin(
            shop_order,
            and_(shop_order.c.store_id == review.c.store_id, shop_order.c.order_id == review.c.order_id),
        )
    )


def _complaints(session: Session, store_id: int) -> ColumnElement[bool]:
    return and_(review.c.store_id == store_id, review.c.grade.in_(COMPLAINTS), ours(session, store_id))


def _unanswered(session: Session, store_id: int) -> ColumnElement[bool]:
    """A reply that was there when the case was opened again is no answer."""
    reply = func.coalesce(review.c.reply, "")
    return and_(
        _complaints(session, store_id),
        or_(reply == "", reply == review_case.c.seen_reply),
        review_case.c.answered_at.is_(None),
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


def _review(row: Row[Any]) -> Review:
    return Review(
        key=row.review_key,
        posted_at=row.posted_at,
        grade=Grade(row.grade),
        stars=row.stars,
        item_id=row.item_id,
        product=row.product or row.title or "",
        body=row.body,
        follow_up=row.follow_up or None,
        reply=row.reply or None,
        variant=row.variant or "",
        ordered_at=row.ordered_at,
    )


def _review_case(row: Row[Any]) -> ReviewCase:
    done = {field.name: getattr(row, field.name) for field in fields(Case)}
    return ReviewCase(_review(row), Case(**{**done, "version": row.version or 0, "draft": row.draft or 0}))


def told_at(session: Session, store_id: int, keys: Sequence[str]) -> tuple[datetime, ...]:
    """The moments at which any of these reviews was told, first or last."""
    found: set[datetime] = set()
    for start in range(0, len(keys), 500):
        query = select(review_case.c.first_told_at, review_case.c.last_told_at).where(
            review_case.c.store_id == store_id, review_case.c.review_key.in_(keys[start : start + 500])
        )
        found.update(moment for row in session.execute(query) for moment in row if moment is not None)
    return tuple(sorted(found))
