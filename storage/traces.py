"""Which uploads, and whose words, a period's figures come from."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.reviews import COMPLAINTS
from metrics.sales import Origin
from metrics.traces import Figure, FileUsed, Said
from storage.tables import (
    ad_day,
    ad_total,
    campaign,
    member,
    product_day,
    review,
    rival_day,
    sales_reading,
    score_day,
    shop_day,
    shop_order,
    source_day,
    spend_reading,
    store_day,
    target_day,
    upload,
)

BY_DAY = {
    Figure.PRODUCTS: product_day,
    Figure.SOURCES: source_day,
    Figure.RIVALS: rival_day,
    Figure.SCORES: score_day,
}


def files(
    session: Session, store_id: int, period: Period, months: Period, reviews_since: datetime, until: datetime
) -> dict[Figure, tuple[FileUsed, ...]]:
    """The uploads behind each kind of figure of a period, its end excluded: ranges of keys.

    Targets are those of `months`; reviews those that may wait for an answer, written from `reviews_since`
    up to `until`.
    """
    asked: list[tuple[Figure, Select[Any]]] = [
        *((Figure.REVENUE, query) for query in _revenue(store_id, period)),
        *((figure, _by_day(table, store_id, period)) for figure, table in BY_DAY.items()),
        (Figure.ADS, _ads(store_id, period)),
        (Figure.REVIEWS, _reviews(store_id, reviews_since, until)),
        (Figure.TARGETS, _by_day(target_day, store_id, months)),
        (Figure.CAMPAIGNS, select(campaign.c.upload_id).where(_campaigns_in(store_id, period)).distinct()),
    ]
    ids: dict[Figure, set[int]] = defaultdict(set)
    for figure, query in asked:
        ids[figure].update(session.scalars(query))
    known = _files(session, {one for some in ids.values() for one in some})
    return {figure: tuple(known[one] for one in sorted(some) if one in known) for figure, some in ids.items()}


def said(session: Session, store_id: int, period: Period, months: Period) -> dict[Figure, tuple[Said, ...]]:
    """What people set by hand, or said of days of which no file tells."""
    campaigns = select(func.count()).where(_campaigns_in(store_id, period), campaign.c.upload_id == 0)
    return {
        Figure.TARGETS: _targets_by_hand(session, store_id, months),
        Figure.CAMPAIGNS: (Said(),) * (session.scalar(campaigns) or 0),
        Figure.SOLD_SO_FAR: _sold_so_far(session, store_id, period),
        Figure.SPENT_SO_FAR: _spent_so_far(session, store_id, period),
    }


def _in(table: Any, store_id: int, period: Period) -> ColumnElement[bool]:
    return and_(table.c.store_id == store_id, table.c.day >= period.start, table.c.day < period.end)


def _by_day(table: Any, store_id: int, period: Period) -> Select[Any]:
    return select(table.c.upload_id).where(_in(table, store_id, period)).distinct()


def _revenue(store_id: int, period: Period) -> Iterable[Select[Any]]:
    """Of each day the files of the kind that its revenue was taken from."""
    tables = ((shop_day, "day", Origin.SHOP), (product_day, "day", Origin.PRODUCTS))
    for table, day, origin in (*tables, (shop_order, "paid_day", Origin.ORDERS)):
        told = and_(store_day.c.store_id == table.c.store_id, store_day.c.day == table.c[day])
        query = select(table.c.upload_id).join(store_day, told).where(store_day.c.origin == origin)
        of_days = table.c[day] >= period.start, table.c[day] < period.end
        yield query.where(table.c.store_id == store_id, *of_days).distinct()


def _ads(store_id: int, period: Period) -> Select[Any]:
    """Of each day the reports that its spend was added up from."""
    same = and_(
        ad_total.c.store_id == ad_day.c.store_id,
        ad_total.c.day == ad_day.c.day,
        ad_total.c.report == ad_day.c.report,
    )
    return (
        select(ad_day.c.upload_id)
        .join(ad_total, same)
        .where(_in(ad_day, store_id, period), ad_total.c.believed)
        .distinct()
    )


def _reviews(store_id: int, since: datetime, until: datetime) -> Select[Any]:
    return (
        select(review.c.upload_id)
        .where(
            review.c.store_id == store_id,
            review.c.grade.in_(COMPLAINTS),
            review.c.posted_at >= since,
            review.c.posted_at < until,
        )
        .distinct()
    )


def _campaigns_in(store_id: int, period: Period) -> ColumnElement[bool]:
    table = campaign.c
    return and_(table.store_id == store_id, table.first_day < period.end, table.last_day >= period.start)


def _files(session: Session, ids: Collection[int]) -> dict[int, FileUsed]:
    names = tuple(FileUsed.__dataclass_fields__)
    query = select(*(upload.c[name] for name in names)).where(upload.c.id.in_(ids))
    return {row["id"]: FileUsed(**row) for row in session.execute(query).mappings()}


def _targets_by_hand(session: Session, store_id: int, period: Period) -> tuple[Said, ...]:
    query = (
        select(target_day.c.set_by_name, target_day.c.set_at)
        .where(_in(target_day, store_id, period), target_day.c.upload_id == 0)
        .distinct()
    )
    return tuple(Said(*row) for row in session.execute(query))


def _sold_so_far(session: Session, store_id: int, period: Period) -> tuple[Said, ...]:
    query = select(sales_reading.c.user_name, sales_reading.c.at)
    query = query.outerjoin(store_day, _same_day(sales_reading)).where(
        _in(sales_reading, store_id, period), store_day.c.paid_amount.is_(None)
    )
    return tuple(Said(*row) for row in session.execute(query))


def _spent_so_far(session: Session, store_id: int, period: Period) -> tuple[Said, ...]:
    person = and_(member.c.store_id == spend_reading.c.store_id, member.c.user_id == spend_reading.c.user_id)
    query = select(member.c.name, spend_reading.c.at).select_from(spend_reading)
    query = query.outerjoin(store_day, _same_day(spend_reading)).outerjoin(member, person)
    query = query.where(_in(spend_reading, store_id, period), store_day.c.ad_spend.is_(None))
    return tuple(Said(*row) for row in session.execute(query))


def _same_day(table: Any) -> ColumnElement[bool]:
    return and_(store_day.c.store_id == table.c.store_id, store_day.c.day == table.c.day)
