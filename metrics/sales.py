"""A store's days: revenue, visitors, buyers; their sums and ratios."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import ratio, total


class Origin(StrEnum):
    """Where a store day's figures come from: the shop's own file, or summed from the products' file."""

    SHOP = "shop"
    PRODUCTS = "products"


@dataclass(frozen=True)
class StoreDay:
    """One store, one day: the roll-up that every report starts from. None is "not known", never zero.

    With origin PRODUCTS the visitors are a sum over products (one person may count several times).
    """

    day: date
    origin: Origin | None = None
    paid_amount: Decimal | None = None
    paid_buyers: int | None = None
    paid_items: int | None = None
    visitors: int | None = None
    page_views: int | None = None
    refund_amount: Decimal | None = None
    ad_spend: Decimal | None = None
    ad_revenue: Decimal | None = None

    @property
    def conversion(self) -> Decimal | None:
        return ratio(self.paid_buyers, self.visitors)

    @property
    def aov(self) -> Decimal | None:
        return ratio(self.paid_amount, self.paid_buyers)

    @property
    def roi(self) -> Decimal | None:
        return ratio(self.ad_revenue, self.ad_spend)

    @property
    def store_roi(self) -> Decimal | None:
        return ratio(self.paid_amount, self.ad_spend)

    @property
    def spend_share(self) -> Decimal | None:
        return ratio(self.ad_spend, self.paid_amount)


def sum_amount(days: Iterable[StoreDay]) -> Decimal | None:
    return total(day.paid_amount for day in days)
