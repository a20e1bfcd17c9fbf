"""Advertising: totals and ratios, ROI grades, lines by scene, plan, item or word, and advice on each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import ratio
from metrics.rules import Rules

ENOUGH_CLICKS = 30  # fewer say nothing about what a line sells
SMALL_SHARE = Decimal("0.25")  # of all ad spend: there is room to raise it


class Cut(StrEnum):
    """By what an ad report is cut."""

    SCENE = "scene"
    PLAN = "plan"
    ITEM = "item"
    WORD = "word"
    CROWD = "crowd"


class Report(StrEnum):
    """Which report a row comes from. Those of one purse count the same money; never add two of them up."""

    SCENE = "scene"
    PLAN = "plan"
    ITEM = "item"  # items only
    ITEM_FULL = "item_full"  # scene × plan × item
    WORD = "word"  # search words only: does not cover the other scenes
    CROWD = "crowd"  # crowds only; stored with the crowd where others have the word
    PROMOTED = "promoted"  # 生意参谋's list of promoted items: whatever they were promoted with
    ZTC = "ztc"  # 直通车, to 2023
    ZUANZHAN = "zuanzhan"  # 钻展, to 2021
    OZON = "ozon"  # campaign × item
    AMAZON = "amazon"  # sponsored products: campaign × ad group × search term


class Purse(StrEnum):
    """Whose money a report counts: that of different purses adds up."""

    WXT = "wxt"  # 万相台无界
    ZTC = "ztc"
    ZUANZHAN = "zuanzhan"
    OZON = "ozon"
    AMAZON = "amazon"


PURSES = {
    Report.ZTC: Purse.ZTC,
    Report.ZUANZHAN: Purse.ZUANZHAN,
    Report.OZON: Purse.OZON,
    Report.AMAZON: Purse.AMAZON,
}
TAOBAO = frozenset({Purse.WXT, Purse.ZTC, Purse.ZUANZHAN})
PARTS = frozenset({Report.WORD, Report.CROWD})  # leave out what they do not cut
WHOLE = frozenset({Report.SCENE, Report.PLAN, Report.ITEM, Report.ITEM_FULL})  # all of 万相台's money
# Spend only grows during a day: of a purse's reports the one that counts most is the latest or the most
# complete. Where two count the same, in this order.
ORDER = (
    *(Report.SCENE, Report.PLAN, Report.ITEM_FULL, Report.ITEM, Report.ZTC, Report.ZUANZHAN),
    *(Report.OZON, Report.AMAZON, Report.PROMOTED, Report.WORD, Report.CROWD),
)


def purse_of(report: Report) -> Purse:
    return PURSES.get(report, Purse.WXT)


def believed(spends: Mapping[Report, Decimal]) -> tuple[Report, ...]:
    """The reports that a day's spend is added up from, given what each says: one of each purse.

    The list of promoted items tells of all Taobao's purses at once, so it counts only where no other report
    of theirs has come; parts of the money (words, crowds) only where nothing else of their purse has.
    """
    reports = sorted(spends, key=lambda report: (report in PARTS, -spends[report], ORDER.index(report)))
    known: list[Report] = [report for report in reports if report != Report.PROMOTED]
    of_taobao = [report for report in known if purse_of(report) in TAOBAO]
    if Report.PROMOTED in spends and all(report in PARTS for report in of_taobao):
        known = [Report.PROMOTED, *(report for report in known if report not in of_taobao)]
    best: dict[Purse, Report] = {}
    for report in known:
        best.setdefault(purse_of(report), report)
    return tuple(best[purse] for purse in Purse if purse in best)


def tell_alike(one: Collection[Report], other: Collection[Report]) -> bool:
    """Whether days told by these reports may be compared: both count the same money in the same way."""
    kinds = [{None if report in WHOLE else report for report in side} for side in (one, other)]
    return kinds[0] == kinds[1]


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
    PASS = "pass"  # noqa: S105  及格
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


class Advice(StrEnum):
    STOP = "stop"
    LOWER = "lower"
    RAISE = "raise"
    KEEP = "keep"
    WATCH = "watch"


class Why(StrEnum):
    """What a piece of advice rests on."""

    NO_SPEND = "no_spend"
    FEW_CLICKS = "few_clicks"
    SELLS_NOTHING = "sells_nothing"
    TOO_LOW = "too_low"  # the ROI does not pass
    EXCELLENT_AND_SMALL = "excellent_and_small"
    EXCELLENT_AND_LARGE = "excellent_and_large"
    PASSES = "passes"


ADVICE = {
    Why.NO_SPEND: Advice.KEEP,
    Why.FEW_CLICKS: Advice.WATCH,
    Why.SELLS_NOTHING: Advice.STOP,
    Why.TOO_LOW: Advice.LOWER,
    Why.EXCELLENT_AND_SMALL: Advice.RAISE,
    Why.EXCELLENT_AND_LARGE: Advice.KEEP,
    Why.PASSES: Advice.KEEP,
}


@dataclass(frozen=True)
class AdvisedLine:
    line: AdLine
    grade: Grade | None
    why: Why

    @property
    def advice(self) -> Advice:
        return ADVICE[self.why]


def advise(line: AdLine, all_spend: Decimal, rules: Rules) -> AdvisedLine:
    """What to do about one line, judged by what it sold for its share of `all_spend`."""
    reached = grade(line.totals.roi, rules)
    return AdvisedLine(line, reached, _why(line.totals, reached, ratio(line.totals.spend, all_spend)))


def _why(totals: AdTotals, reached: Grade | None, share: Decimal | None) -> Why:
    if reached is None:
        return Why.NO_SPEND
    if totals.clicks < ENOUGH_CLICKS:
        return Why.FEW_CLICKS
    if totals.ad_revenue == 0:
        return Why.SELLS_NOTHING
    if reached is Grade.FAIL:
        return Why.TOO_LOW
    if reached is Grade.EXCELLENT:
        is_small = share is not None and share < SMALL_SHARE
        return Why.EXCELLENT_AND_SMALL if is_small else Why.EXCELLENT_AND_LARGE
    return Why.PASSES
