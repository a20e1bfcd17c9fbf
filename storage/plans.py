"""Questions about what people plan and watch by hand: campaigns, rivals' prices, items to fill in."""

from sqlalchemy import and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from metrics.campaigns import Campaign, CampaignKind, RivalPrice
from metrics.periods import Period
from storage.tables import campaign, item_cost, product, product_day, rival_price
from storage.upsert import upsert


def campaigns(session: Session, store_id: int, period: Period) -> tuple[Campaign, ...]:
    """Campaigns that touch a period (its end excluded), the earliest first."""
    table = campaign.c
    query = (
        select(campaign)
        .where(table.store_id == store_id, table.first_day < period.end, table.last_day >= period.start)
        .order_by(table.first_day, table.name)
    )
    return tuple(
        Campaign(
            name=row.name,
            kind=CampaignKind(row.kind),
            first_day=row.first_day,
            last_day=row.last_day,
            enrol_by=row.enrol_by,
            planned_revenue=row.planned_revenue,
            planned_uplift=row.planned_uplift,
            budget=row.budget,
        )
        for row in session.execute(query)
    )


def set_campaign(session: Session, store_id: int, planned: Campaign) -> None:
    """Planned by hand; one of a file that is changed so stays that file's."""
    key = {"store_id": store_id, "first_day": planned.first_day, "name": planned.name}
    figures = ("last_day", "kind", "enrol_by", "planned_revenue", "planned_uplift", "budget")
    upsert(session, campaign, key, {name: getattr(planned, name) for name in figures})


def remove_campaign(session: Session, store_id: int, gone: Campaign) -> None:
    session.execute(
        delete(campaign).where(
            campaign.c.store_id == store_id,
            campaign.c.first_day == gone.first_day,
            campaign.c.name == gone.name,
        )
    )


def rival_price_days(session: Session, store_id: int, period: Period) -> tuple[RivalPrice, ...]:
    """All prices of our items in other shops that were written down for a period, in order, end excluded."""
    table = rival_price.c
    query = select(rival_price).where(
        table.store_id == store_id, table.day >= period.start, table.day < period.end
    )
    return tuple(
        RivalPrice(row.day, row.item_id, row.shop, row.link, row.price, row.own_price)
        for row in session.execute(query.order_by(table.day, table.item_id, table.shop, table.link))
    )


def items_sold(
    session: Session, store_id: int, period: Period, most: int, *, without_cost: bool
) -> list[tuple[str, str]]:
    """Id and title of the items that sold most; `without_cost`: only those that have none."""
    sold = func.coalesce(func.sum(product_day.c.paid_amount), 0)
    days = and_(
        product_day.c.store_id == product.c.store_id,
        product_day.c.item_id == product.c.item_id,
        product_day.c.day >= period.start,
        product_day.c.day < period.end,
    )
    query = (
        select(product.c.item_id, product.c.title)
        .outerjoin_from(product, product_day, days)
        .where(product.c.store_id == store_id)
        .group_by(product.c.item_id, product.c.title, product.c.article)
        .order_by(sold.desc(), product.c.item_id)
        .limit(most)
    )
    if without_cost:
        known = exists().where(
            item_cost.c.store_id == product.c.store_id,
            or_(
                item_cost.c.item_id == product.c.item_id,
                and_(item_cost.c.sku != "", item_cost.c.sku == product.c.article),
            ),
        )
        query = query.where(~known)
    return [(row.item_id, row.title) for row in session.execute(query)]
