"""Orders, refunds and stock: what is open, and the figure of each file that is worth naming."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import storage.orders
import storage.stock
from metrics.orders import (
    CostsHeadline,
    LinesHeadline,
    OpenOrders,
    OpenRefunds,
    OrdersHeadline,
    RefundsHeadline,
)
from metrics.periods import Period
from metrics.stock import LOOKED_BACK, StockHeadline, headline
from metrics.tables import Batch, Kind
from metrics.uploads import Headline
from storage.columns import from_fen

PATIENCE = timedelta(hours=24)  # a paid order is on its way by then, an unpaid one is worth a word
SOON = timedelta(hours=24)  # before the platform decides a refund without us
DATED = {Kind.ORDER: "paid_day", Kind.REFUND: "done_day"}


def open_orders(session: Session, store_id: int, now: datetime) -> OpenOrders:
    return storage.orders.open_orders(session, store_id, now - PATIENCE)


def open_refunds(session: Session, store_id: int, now: datetime) -> OpenRefunds:
    return storage.orders.open_refunds(session, store_id, now + SOON)


def days_touched(session: Session, store_id: int, batches: Sequence[Batch]) -> set[date]:
    """The days whose roll-ups change with orders, their lines and refunds."""
    days: set[date] = set()
    for batch in batches:
        if batch.kind in DATED and DATED[batch.kind] in batch.columns:
            days.update(day for day in batch.column(DATED[batch.kind]) if isinstance(day, date))
    return days | days_paid(session, store_id, batches)


def days_paid(session: Session, store_id: int, batches: Sequence[Batch]) -> set[date]:
    """The days on which the orders in these batches were paid, as is known now. Asked before they are stored
    too: an order that is cancelled leaves its day."""
    about = [batch for batch in batches if batch.kind in (Kind.ORDER_LINE, Kind.ORDER)]
    orders = {str(order) for batch in about for order in batch.column("order_id")}
    return storage.orders.paid_days(session, store_id, orders)


def headline_of(session: Session, store_id: int, batch: Batch, now: datetime) -> Headline | None:
    """What is worth naming of a file of orders, refunds, stock or costs."""
    match batch.kind:
        case Kind.ORDER:
            return orders_headline(session, store_id, batch, now)
        case Kind.ORDER_LINE:
            return lines_headline(session, store_id, batch)
        case Kind.REFUND:
            return refunds_headline(session, store_id, batch, now)
        case Kind.STOCK_DAY:
            return stock_headline(session, store_id, batch)
        case Kind.COST:
            return costs_headline(batch)
    return None


def orders_headline(session: Session, store_id: int, batch: Batch, now: datetime) -> OrdersHeadline:
    amounts = batch.column("paid_amount") if "paid_amount" in batch.columns else ()
    known = [amount for amount in amounts if isinstance(amount, int)]
    paid = batch.column("paid_day") if "paid_day" in batch.columns else ()
    return OrdersHeadline(
        orders=len(batch.rows),
        paid=sum(day is not None for day in paid),
        amount=from_fen(sum(known)) if known else None,
        open=replace(open_orders(session, store_id, now), as_of=now),
    )


def lines_headline(session: Session, store_id: int, batch: Batch) -> LinesHeadline:
    orders = {str(order) for order in batch.column("order_id")}
    quantities = [count for count in batch.column("quantity") if isinstance(count, int)]
    known = storage.orders.known(session, store_id, orders)
    return LinesHeadline(len(orders), sum(quantities), len(orders) - known)


def refunds_headline(session: Session, store_id: int, batch: Batch, now: datetime) -> RefundsHeadline:
    pairs = zip(batch.column("done_day"), batch.column("amount"), strict=True)
    known = [amount for day, amount in pairs if day is not None and isinstance(amount, int)]
    return RefundsHeadline(
        refunds=len(batch.rows),
        amount=from_fen(sum(known)) if known else None,
        open=replace(open_refunds(session, store_id, now), as_of=now),
    )


def stock_headline(session: Session, store_id: int, batch: Batch) -> StockHeadline:
    """Of the file's latest day, judged by the sales of the days before it."""
    day = max(day for day in batch.column("day") if isinstance(day, date))
    sold = Period(day - timedelta(days=LOOKED_BACK), day)
    items = storage.stock.stock_of(session, store_id, day)
    return headline(day, items, storage.stock.paces(session, store_id, sold))


def costs_headline(batch: Batch) -> CostsHeadline:
    places = [batch.columns.index(name) for name in ("item_id", "sku")]
    return CostsHeadline(len({tuple(row[place] for place in places) for row in batch.rows}))
