"""Questions about orders: what they add up to by day, which are open, what was deducted, what came back."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import CTE, and_, case, delete, func, insert, literal, or_, select
from sqlalchemy.orm import Session

from metrics.orders import Deductions, OpenOrders, OpenRefunds, OrderStatus, ProductSale, RefundStatus
from metrics.periods import Period
from metrics.tables import Kind
from storage.tables import layer, order_line, product_sale_day, refund, shop_order, upload

AT_ONCE = 5_000  # ids in one question
SALES = ("day", "item_id", "sku", "paid_items", "paid_amount", "paid_orders")

# ------------------------------------------------------------------------------------------------- roll-ups


def sold(store_id: int, period: Period) -> CTE:
    """Paid orders by the day of their payment: the order's own amount, else its lines', else what was due."""
    of_lines = (
        select(
            order_line.c.order_id,
            func.sum(order_line.c.paid_amount, type_=order_line.c.paid_amount.type).label("paid_amount"),
            func.sum(order_line.c.quantity).label("items"),
        )
        .join(shop_order, _behind())
        .where(order_line.c.store_id == store_id, _paid_in(store_id, period))
        .group_by(order_line.c.order_id)
        .subquery()
    )
    amount = func.coalesce(shop_order.c.paid_amount, of_lines.c.paid_amount, shop_order.c.order_amount)
    items = func.coalesce(shop_order.c["items"], of_lines.c["items"])
    return (
        select(
            shop_order.c.paid_day.label("day"),
            func.sum(amount, type_=shop_order.c.paid_amount.type).label("paid_amount"),
            func.sum(items).label("paid_items"),
        )
        .outerjoin(of_lines, of_lines.c.order_id == shop_order.c.order_id)
        .where(_paid_in(store_id, period))
        .group_by(shop_order.c.paid_day)
        .cte("orders")
    )


def given_back(store_id: int, period: Period) -> CTE:
    """Refunds by the day the money went back."""
    return (
        select(
            refund.c.done_day.label("day"),
            func.sum(refund.c.amount, type_=refund.c.amount.type).label("refund_amount"),
        )
        .where(
            refund.c.store_id == store_id, refund.c.done_day >= period.start, refund.c.done_day < period.end
        )
        .group_by(refund.c.done_day)
        .cte("refunds")
    )


def rebuild_product_sales(session: Session, store_id: int, period: Period) -> None:
    """Adds up the lines of paid orders by day, item and SKU."""
    session.execute(delete(product_sale_day).where(_sales_of(store_id, period)))
    item, sku = func.coalesce(order_line.c.item_id, ""), func.coalesce(order_line.c.sku, "")
    amount = func.coalesce(order_line.c.paid_amount, order_line.c.price * order_line.c.quantity)
    sums = (
        select(
            literal(store_id),
            shop_order.c.paid_day,
            item,
            sku,
            func.sum(order_line.c.quantity),
            func.sum(amount),
            func.count(order_line.c.order_id.distinct()),
        )
        .join(shop_order, _behind())
        .where(order_line.c.store_id == store_id, _paid_in(store_id, period))
        .group_by(shop_order.c.paid_day, item, sku)
    )
    session.execute(insert(product_sale_day).from_select(["store_id", *SALES], sums))


def paid_days(session: Session, store_id: int, order_ids: Collection[str]) -> set[date]:
    """The days on which these orders were paid, as far as they are known."""
    days: set[date] = set()
    for some in _chunks(order_ids):
        query = select(shop_order.c.paid_day).where(
            shop_order.c.store_id == store_id,
            shop_order.c.order_id.in_(some),
            shop_order.c.paid_day.is_not(None),
        )
        days.update(session.scalars(query.distinct()))
    return days


def known(session: Session, store_id: int, order_ids: Collection[str]) -> int:
    """How many of these orders any file told of."""
    count = 0
    for some in _chunks(order_ids):
        query = select(func.count()).where(shop_order.c.store_id == store_id, shop_order.c.order_id.in_(some))
        count += session.scalar(query) or 0
    return count


# ------------------------------------------------------------------------------------------------ questions


def product_sales(session: Session, store_id: int, period: Period) -> tuple[ProductSale, ...]:
    """What each item and SKU sold on each day of a period, its end excluded, as the orders tell."""
    columns = [product_sale_day.c[name] for name in SALES]
    query = select(*columns).where(_sales_of(store_id, period)).order_by(*columns[:3])
    return tuple(ProductSale(**row) for row in session.execute(query).mappings())


def open_orders(session: Session, store_id: int, before: datetime) -> OpenOrders:
    """Orders that wait, as the latest files tell; `late` are those that wait since before `before`."""
    status, table = shop_order.c.status, shop_order.c
    paying, packing = status == OrderStatus.AWAITING_PAYMENT, status == OrderStatus.AWAITING_DISPATCH
    since = func.coalesce(table.paid_at, table.created_at)
    query = select(
        func.count(case((paying, 1))).label("awaiting_payment"),
        func.count(case((and_(paying, table.created_at < before), 1))).label("late_payment"),
        func.count(case((packing, 1))).label("awaiting_dispatch"),
        func.count(case((and_(packing, since < before), 1))).label("late_dispatch"),
        func.min(case((packing, since)), type_=table.paid_at.type).label("oldest"),
    ).where(table.store_id == store_id, or_(paying, packing))
    row = session.execute(query).mappings().one()
    return OpenOrders(**row, as_of=_last_told(session, store_id, Kind.ORDER))


def open_refunds(session: Session, store_id: int, before: datetime) -> OpenRefunds:
    """Refunds that wait for us; `due` are those that the platform decides without us before `before`."""
    query = select(
        func.count().label("count"),
        func.sum(refund.c.amount, type_=refund.c.amount.type).label("amount"),
        func.count(case((refund.c.due_at < before, 1))).label("due"),
        func.min(refund.c.due_at, type_=refund.c.due_at.type).label("next_due"),
    ).where(refund.c.store_id == store_id, refund.c.status == RefundStatus.OPEN)
    row = session.execute(query).mappings().one()
    return OpenRefunds(**row, as_of=_last_told(session, store_id, Kind.REFUND))


def deductions(session: Session, store_id: int, period: Period) -> Deductions:
    """What orders paid in a period (its end excluded) had deducted, and what was paid for shipping."""
    table = shop_order.c
    query = select(
        func.count().label("orders"),
        func.sum(table.discount, type_=table.discount.type).label("discount"),
        func.sum(table.shipping, type_=table.shipping.type).label("shipping"),
        func.count(case((table.shipping == literal(0, table.shipping.type), 1))).label("free_shipping"),
    ).where(_paid_in(store_id, period))
    return Deductions(**session.execute(query).mappings().one())


def _last_told(session: Session, store_id: int, kind: Kind) -> datetime | None:
    """When the latest file of this kind came: what is open now is open as of then."""
    newest = func.max(upload.c.received_at, type_=upload.c.received_at.type)
    query = (
        select(newest)
        .join(layer, layer.c.upload_id == upload.c.id)
        .where(layer.c.store_id == store_id, layer.c.kind == kind, upload.c.state == "stored")
    )
    found: datetime | None = session.scalar(query)
    return found


def _behind() -> Any:
    """The order behind a line."""
    return and_(
        shop_order.c.store_id == order_line.c.store_id, shop_order.c.order_id == order_line.c.order_id
    )


def _paid_in(store_id: int, period: Period) -> Any:
    table = shop_order.c
    return and_(table.store_id == store_id, table.paid_day >= period.start, table.paid_day < period.end)


def _sales_of(store_id: int, period: Period) -> Any:
    table = product_sale_day.c
    return and_(table.store_id == store_id, table.day >= period.start, table.day < period.end)


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some
