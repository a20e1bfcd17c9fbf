"""Questions about how the shop's pages do: bounce rates by day, and the scores that buyers gave."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from metrics.pages import PageDay
from metrics.periods import DAY, Period
from metrics.service import ScoresHeadline
from storage.tables import product_day, score_day, shop_day

SCORES_LAST = timedelta(days=31)  # older ones say nothing about now
ABOUT = ("item", "service", "logistics")


def page_days(session: Session, store_id: int, period: Period) -> tuple[PageDay, ...]:
    """The days whose bounce rate is known, the period's end excluded.

    The products' rates, weighted by their visitors, only where the shop's own file tells of none.
    """
    shop = select(shop_day.c.day, shop_day.c.bounce_rate, shop_day.c.visitors).where(
        _known(shop_day, store_id, period)
    )
    if rows := session.execute(shop.order_by(shop_day.c.day)).all():
        return tuple(PageDay(row.day, Decimal(str(row.bounce_rate)), row.visitors) for row in rows)
    left = func.sum(product_day.c.bounce_rate * product_day.c.visitors)
    products = (
        select(product_day.c.day, left.label("left"), func.sum(product_day.c.visitors).label("visitors"))
        .where(_known(product_day, store_id, period))
        .group_by(product_day.c.day)
        .order_by(product_day.c.day)
    )
    return tuple(
        PageDay(row.day, Decimal(str(row.left)) / int(row.visitors), int(row.visitors), of_products=True)
        for row in session.execute(products)
    )


def _known(table: Table, store_id: int, period: Period) -> ColumnElement[bool]:
    return and_(
        table.c.store_id == store_id,
        table.c.day >= period.start,
        table.c.day < period.end,
        table.c.bounce_rate.is_not(None),
        table.c.visitors > 0,
    )


def latest_scores(session: Session, store_id: int, upto: date) -> ScoresHeadline | None:
    """The newest scores until `upto`, which is included; the half year's, as buyers see them, where told."""
    found = scores_of(session, store_id, Period(upto - SCORES_LAST + DAY, upto + DAY))
    return found[-1] if found else None


def scores_of(session: Session, store_id: int, period: Period) -> tuple[ScoresHeadline, ...]:
    """The scores of a period's days, its end excluded, in order."""
    table = score_day.c
    scores = [func.coalesce(table[f"half_{about}"], table[f"dsr_{about}"]).label(about) for about in ABOUT]
    query = (
        select(table.day, *scores)
        .where(
            table.store_id == store_id,
            table.day >= period.start,
            table.day < period.end,
            or_(*(score.element.is_not(None) for score in scores)),
        )
        .order_by(table.day)
    )
    rows = session.execute(query)
    return tuple(ScoresHeadline(row.day, row.item, row.service, row.logistics) for row in rows)
