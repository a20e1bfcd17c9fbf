"""Advertising: totals and their ratios, ROI grades, lines by scene, plan, item or word."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import ratio
from metrics.rules import Rules


class Cut(StrEnum):
    """By what an ad report is cut."""

    SCENE = "scene"
    PLAN = "plan"
    ITEM = "item"
    WORD = "word"


class Report(StrEnum):
    """Which of 万相台's reports a row comes from. Each counts the same money; never add two of them up."""

    SCENE = "scene"
    PLAN = "plan"
    ITEM = "item"  # items only
    ITEM_FULL = "item_full"  # scene × plan × item
    WORD = "word"  # search words only: does not cover the other scenes


@dataclass(frozen=True)
class AdTotals:
    """Counts and money of some days; ratios are always recomputed from these."""

    impressions: int = 0
    clicks: int = 0
    spend: Decimal = Decimal(0)
    ad_revenue: Decimal = Decimal(0)
    ad_orders: int = 0

    def __add__(self, other: "AdTotals") -> "AdTotals":
        return AdTotals(
            self.impressions + other.impressions,
            self.clicks + other.clicks,
            self.spend + other.spend,
            self.ad_revenue + other.ad_revenue,
            self.ad_orders + other.ad_orders,
        )

    @property
    def roi(self) -> Decimal | None:
        return ratio(self.ad_revenue, self.spend)

    @property
    def ctr(self) -> Decimal | None:
        return ratio(self.clicks, self.impressions)

    @property
    def cpc(self) -> Decimal | None:
        return ratio(self.spend, self.clicks)

    @property
    def cpm(self) -> Decimal | None:
        return ratio(1000 * self.spend, self.impressions)


@dataclass(frozen=True)
class AdDay:
    day: date
    totals: AdTotals


@dataclass(frozen=True)
class AdLine:
    """One scene, plan, item or word over a period. `key` is the platform's id, `name` what people call it."""

    key: str
    name: str
    totals: AdTotals


class Grade(StrEnum):
    """How good a ROI is."""

    FAIL = "fail"  # 不及格
    PASS = "pass"  # 及格
    GOOD = "good"  # 良好
    EXCELLENT = "excellent"  # 优秀


def grade(roi: Decimal | None, rules: Rules) -> Grade | None:
    """By the store's own levels, each included; no grade where there is no ROI."""
    if roi is None:
        return None
    if roi >= rules.roi_excellent:
        return Grade.EXCELLENT
    if roi >= rules.roi_good:
        return Grade.GOOD
    return Grade.PASS if roi >= rules.roi_pass else Grade.FAIL
