"""A store's days: revenue, visitors, buyers; their sums and ratios, and why revenue changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.ads import Report
from metrics.numbers import ratio, total
from metrics.parts import split_product


class Origin(StrEnum):
    """Where a store day's figures come from: the shop's own file, summed from the products' file, or from
    the orders paid on it, where neither of these tells the revenue."""

    SHOP = "shop"
    PRODUCTS = "products"
    ORDERS = "orders"


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
    ad_report: Report | None = None  # which report the two ad figures come from

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


def sum_spend(days: Iterable[StoreDay]) -> Decimal | None:
    return total(day.ad_spend for day in days)


def days_of_ads(days: Iterable[StoreDay]) -> list[StoreDay]:
    """The days whose ads may be held against revenue: both are known. Without any, those with ads."""
    spent = [one for one in days if one.ad_spend is not None]
    return [one for one in spent if one.paid_amount is not None] or spent


def sum_roi(days: Iterable[StoreDay]) -> Decimal | None:
    """The ROI of all days together, from the days whose ads are known."""
    known = [day for day in days if day.ad_spend is not None and day.ad_revenue is not None]
    return ratio(total(day.ad_revenue for day in known), total(day.ad_spend for day in known))


class NoSplit(StrEnum):
    """Why a change of revenue cannot be split over its factors."""

    UNKNOWN = "unknown"  # revenue, buyers or visitors of one of the days are not known
    ZERO = "zero"  # one of them is zero: its logarithm has no value
    MIXED = "mixed"  # one day counts the shop's visitors, the other adds them up over products


@dataclass(frozen=True)
class Split:
    """A change of revenue, and the parts that visitors, conversion and order value have in it.

    The parts add up to `change` to the cent; where `undefined` names a reason they are None.
    """

    change: Decimal | None
    visitors: Decimal | None = None
    conversion: Decimal | None = None
    aov: Decimal | None = None
    undefined: NoSplit | None = None
    visitors_summed: bool = False  # over products: one person may count several times

    @property
    def parts(self) -> dict[str, Decimal]:
        """By the factor's name; empty where the change is not split."""
        named = {"visitors": self.visitors, "conversion": self.conversion, "aov": self.aov}
        return {name: part for name, part in named.items() if part is not None}


def split(before: StoreDay, after: StoreDay) -> Split:
    """The change of `paid_amount = visitors × conversion × aov`, split exactly (logarithmic mean, LMDI)."""
    summed = Origin.PRODUCTS in (before.origin, after.origin)
    if before.paid_amount is None or after.paid_amount is None:
        return Split(None, undefined=NoSplit.UNKNOWN, visitors_summed=summed)
    change = after.paid_amount - before.paid_amount
    if reason := _no_split(before, after):
        return Split(change, undefined=reason, visitors_summed=summed)
    visitors, conversion, aov = split_product(
        before.paid_amount, after.paid_amount, _factors(before), _factors(after)
    )
    return Split(change, visitors, conversion, aov, visitors_summed=summed)


def _no_split(before: StoreDay, after: StoreDay) -> NoSplit | None:
    factors = [
        factor for day in (before, after) for factor in (day.visitors, day.paid_buyers, day.paid_amount)
    ]
    if any(factor is None for factor in factors):
        return NoSplit.UNKNOWN
    if before.origin != after.origin:
        return NoSplit.MIXED
    if any(factor is not None and factor <= 0 for factor in factors):
        return NoSplit.ZERO
    return None


def _factors(day: StoreDay) -> list[Decimal]:
    factors = (day.visitors, day.conversion, day.aov)
    return [Decimal(factor) for factor in factors if factor is not None]
