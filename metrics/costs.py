"""What one item costs the shop."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.numbers import total


@dataclass(frozen=True)
class Cost:
    """Of one item or SKU, from a day on. None is "not known", never free."""

    item_id: str
    sku: str
    from_day: date
    goods: Decimal | None
    shipping: Decimal | None = None
    packaging: Decimal | None = None

    @property
    def each(self) -> Decimal | None:
        """All of it together; not known without what the goods cost."""
        return None if self.goods is None else total((self.goods, self.shipping, self.packaging))
