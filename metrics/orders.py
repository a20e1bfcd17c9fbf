"""Orders and refunds: where each stands, in words that every platform shares."""

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
