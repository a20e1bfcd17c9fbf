"""Products over some days: their sums and ratios."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.numbers import ratio


@dataclass(frozen=True)
class ProductSum:
    """One product, added up; None is not known. Who came on several days counts several times."""

    item_id: str
    title: str
    visitors: int | None = None
    page_views: int | None = None
    paid_amount: Decimal | None = None
    paid_buyers: int | None = None
    paid_items: int | None = None
    refund_amount: Decimal | None = None

    @property
    def conversion(self) -> Decimal | None:
        return ratio(self.paid_buyers, self.visitors)

    @property
    def aov(self) -> Decimal | None:
        return ratio(self.paid_amount, self.paid_buyers)


@dataclass(frozen=True)
class ItemDay:
    """One product on one day, as its file tells."""

    day: date
    item_id: str
    visitors: int | None = None
    paid_amount: Decimal | None = None
    paid_buyers: int | None = None


@dataclass(frozen=True)
class Ways:
    """How a product's visitors came, as far as its file tells: by searching, by recommendation."""

    search: int | None = None
    recommended: int | None = None
