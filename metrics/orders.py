"""Orders and refunds: where each stands, in words that every platform shares."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class OrderStatus(StrEnum):
    """Where an order stands."""

    AWAITING_PAYMENT = "awaiting_payment"
    AWAITING_DISPATCH = "awaiting_dispatch"  # paid; a part may be on its way
    SHIPPED = "shipped"
    DONE = "done"  # received
    CLOSED = "closed"  # cancelled, or never paid
    REFUNDED = "refunded"  # paid, and all of it given back
    UNKNOWN = "unknown"


class RefundStatus(StrEnum):
    """Where a refund stands."""

    OPEN = "open"  # somebody has to act
    DONE = "done"  # the money went back
    CLOSED = "closed"  # taken back by the buyer, or refused
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ProductSale:
    """What one item, or one SKU of it, sold on one day, as the orders tell; "" where they do not name it."""

    day: date
    item_id: str
    sku: str
    paid_items: int | None
    paid_amount: Decimal | None
    paid_orders: int


@dataclass(frozen=True)
class OpenOrders:
    """Orders that wait, as of the moment the latest file came. The late ones wait for longer than allowed."""

    awaiting_payment: int
    late_payment: int
    awaiting_dispatch: int
    late_dispatch: int
    oldest: datetime | None  # since when the oldest paid one waits for dispatch
    as_of: datetime | None


@dataclass(frozen=True)
class OpenRefunds:
    """Refunds somebody asked for and nobody has ended, as of the moment the latest file came."""

    count: int
    amount: Decimal | None
    due: int  # the platform decides them without us soon
    next_due: datetime | None
    as_of: datetime | None


@dataclass(frozen=True)
class Deductions:
    """What a period's paid orders gave away."""

    orders: int
    discount: Decimal | None
    shipping: Decimal | None  # paid by buyers
    free_shipping: int  # orders whose buyers paid none


@dataclass(frozen=True)
class OrdersHeadline:
    """Orders in a file, and what is open by now. `amount` is None where the file does not tell it."""

    orders: int
    paid: int
    amount: Decimal | None
    open: OpenOrders


@dataclass(frozen=True)
class LinesHeadline:
    """Items of orders in a file; of `strange` orders nobody has told yet when they were paid."""

    orders: int
    items: int
    strange: int


@dataclass(frozen=True)
class RefundsHeadline:
    """Refunds in a file, the money that went back, and what is open by now."""

    refunds: int
    amount: Decimal | None
    open: OpenRefunds


@dataclass(frozen=True)
class CostsHeadline:
    """How many items or SKUs a file tells the cost of."""

    items: int
