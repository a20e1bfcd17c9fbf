"""A table that nobody knows: what it looks like, what people said it is, and what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RowKind(StrEnum):
    """What one row of a table tells of."""

    SHOP_DAY = "shop_day"
    PRODUCT_DAY = "product_day"
    AD_DAY = "ad_day"
    RIVAL_DAY = "rival_day"
    REVIEW = "review"
    STOCK = "stock"
    COST = "cost"


# The figures that people may name, the most wanted first. Of each group in NEEDED one must be there.
FIELDS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.SHOP_DAY: (
        *("day", "paid_amount", "visitors", "paid_buyers", "paid_items", "page_views", "order_amount"),
        *("cart_items", "refund_amount"),
    ),
    RowKind.PRODUCT_DAY: (
        *("day", "item_id", "title", "paid_amount", "visitors", "paid_buyers", "paid_items", "page_views"),
        *("cart_items", "refund_amount"),
    ),
    RowKind.AD_DAY: ("day", "plan", "spend", "ad_revenue", "impressions", "clicks", "ad_orders"),
    RowKind.RIVAL_DAY: ("day", "shop", "item", "price", "items", "visitors", "rating"),
    RowKind.REVIEW: ("posted_at", "score", "body", "product", "order_id", "follow_up", "reply"),
    RowKind.STOCK: ("sku", "on_hand", "day", "title", "warehouse", "sellable", "on_the_way"),
    RowKind.COST: ("item_id", "sku", "goods_cost", "title", "shipping_cost", "packaging_cost", "from_day"),
}
NEEDED: Mapping[RowKind, tuple[tuple[str, ...], ...]] = {
    RowKind.SHOP_DAY: (("day",), ("paid_amount", "visitors")),
    RowKind.PRODUCT_DAY: (("day",), ("item_id",), ("paid_amount", "visitors")),
    RowKind.AD_DAY: (("day",), ("plan",), ("spend",)),
    RowKind.RIVAL_DAY: (("day",), ("shop",), ("price", "items", "visitors", "rating")),
    RowKind.REVIEW: (("posted_at",), ("score",), ("body",)),
    RowKind.STOCK: (("sku",), ("on_hand",)),
    RowKind.COST: (("item_id", "sku"), ("goods_cost",)),
}


@dataclass(frozen=True)
class AskedColumn:
    """`samples` are some of its values, shortened; none where it looks like somebody's data."""

    header: str
    samples: tuple[str, ...]
    personal: bool = False


@dataclass(frozen=True)
class AskedTable:
    """What is asked about. `guesses`: per kind of row, which column (its place) may be which field."""

    fingerprint: str
    columns: tuple[AskedColumn, ...]
    guesses: Mapping[RowKind, Mapping[str, int]]

    def likeliest(self) -> RowKind | None:
        """The kind for which everything needed was found, and of several the one that explains most."""
        whole = [kind for kind in RowKind if not missing(kind, self.guesses.get(kind, {}))]
        return max(whole, key=lambda kind: len(self.guesses[kind]), default=None)


@dataclass(frozen=True)
class Learned:
    """What a team said of a table: a kind of row, and under which header each field stands."""

    fingerprint: str
    kind: RowKind
    columns: Mapping[str, str]  # field → header, as written

    @property
    def format(self) -> str:
        """Its name among the formats."""
        return f"own_{self.kind}:{self.fingerprint}"


@dataclass(frozen=True)
class Question:
    """`columns`: field → place of its column, as far as it has been said."""

    upload_id: int
    asked: AskedTable
    kind: RowKind | None
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Lesson:
    """A learned table as it is listed."""

    learned: Learned
    file_name: str
    taught_name: str
    at: datetime


def missing(kind: RowKind, columns: Mapping[str, object]) -> tuple[str, ...]:
    """The first field of each group of which none has a column."""
    return tuple(group[0] for group in NEEDED[kind] if not any(name in columns for name in group))
