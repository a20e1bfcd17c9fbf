"""Campaigns as they are planned."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class CampaignKind(StrEnum):
    """What a campaign is about."""

    GROUP_BUY = "group_buy"
    SPECIAL_PRICE = "special_price"
    NEW_ITEMS = "new_items"
    FREE_SHIPPING = "free_shipping"
    MEMBERS = "members"
    PLATFORM = "platform"  # the platform's own festival
    OTHER = "other"


@dataclass(frozen=True)
class Campaign:
    """A planned campaign; its last day is included. `planned_uplift` is a fraction above an ordinary day."""

    name: str
    kind: CampaignKind
    first_day: date
    last_day: date
    enrol_by: date | None = None
    planned_revenue: Decimal | None = None
    planned_uplift: float | None = None
    budget: Decimal | None = None


@dataclass(frozen=True)
class RivalPrice:
    """The same item in another shop, on a day."""

    day: date
    item_id: str
    shop: str
    link: str
    price: Decimal
    own_price: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """How far above our own price it lies; below zero where they are cheaper."""
        return None if self.own_price is None else self.price - self.own_price

    @property
    def is_cheaper(self) -> bool:
        return self.gap is not None and self.gap < 0


@dataclass(frozen=True)
class TargetsHeadline:
    """Targets in a file; both days are included."""

    first: date
    last: date
    days: int
    amount: Decimal


@dataclass(frozen=True)
class CampaignsHeadline:
    """Campaigns in a file, and the one that comes next (or runs)."""

    campaigns: int
    next_name: str | None
    next_day: date | None


@dataclass(frozen=True)
class PricesHeadline:
    """Prices of a file's latest day; `cheaper` lie below our own, the first of them by most."""

    day: date
    prices: int
    cheaper: tuple[RivalPrice, ...]
