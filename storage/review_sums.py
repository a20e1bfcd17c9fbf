"""Questions about many reviews at once: grades by product, complaints of one, what others' buyers write."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from metrics.names import folded
from metrics.review_report import Grades, Item, Written, merged
from metrics.reviews import Grade
from storage.reviews import ours
from storage.tables import product, review

MOST = 3_000  # reviews of other shops that are looked through, the newest


def items(session: Session, store_id: int, since: datetime, until: datetime) -> tuple[Item, ...]:
    """Our products with reviews written since `since` and before `until`, most complaints first."""
    table = review.c
    counts = [
        func.count(case((table.grade == str(grade), 1))).label(str(grade))
        for grade in (Grade.GOOD, Grade.NEUTRAL, Grade.BAD)
    ]
    named = and_(product.c.store_id == table.store_id, product.c.item_id == table.item_id)
    query = (
        select(table.item_id, table.product, func.max(product.c.title).label("title"), *counts)
        .select_from(review.outerjoin(product, named))
        .where(table.store_id == store_id, table.posted_at >= since, table.posted_at < until)
        .where(ours(session, store_id))
        .group_by(table.item_id, table.product)
    )
    return merged(
        Item(
            row.item_id or folded(row.product or ""),
            row.product or row.title or row.item_id or "",
            Grades(row.good, row.neutral, row.bad),
        )
        for row in session.execute(query)
    )


def newest(session: Session, store_id: int) -> datetime | None:
    """When the newest of our reviews was written."""
    query = select(func.max(review.c.posted_at, type_=review.c.posted_at.type)).where(
        review.c.store_id == store_id, ours(session, store_id)
    )
    found: datetime | None = session.scalar(query)
    return found


def has_others(session: Session, store_id: int, since: datetime) -> bool:
    """Whether anything was written about other shops since then."""
    query = select(review.c.review_key).where(
        review.c.store_id == store_id, review.c.posted_at >= since, ~ours(session, store_id)
    )
    return session.execute(query.limit(1)).first() is not None


def other_shops(session: Session, store_id: int, since: datetime) -> Mapping[str, tuple[Written, ...]]:
    """What was written about other shops since then, by shop, those with most reviews first."""
    query = (
        select(review.c.shop, review.c.grade, review.c.body, review.c.follow_up)
        .where(review.c.store_id == store_id, review.c.posted_at >= since, ~ours(session, store_id))
        .order_by(review.c.posted_at.desc())
        .limit(MOST)
    )
    found: dict[str, list[Written]] = defaultdict(list)
    for row in session.execute(query):
        words = "\n".join(part for part in (row.body, row.follow_up) if part)
        found[row.shop].append(Written(Grade(row.grade), words))
    return {shop: tuple(found[shop]) for shop in sorted(found, key=lambda shop: (-len(found[shop]), shop))}
