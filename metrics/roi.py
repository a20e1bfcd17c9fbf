"""What `/roi` tells: advertising of a period, its days, its best and worst lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.ads import AdDay, AdLine, AdTotals, Advice, AdvisedLine, Cut, Grade, Why, advise, grade
from metrics.mistakes import Mistake
from metrics.numbers import ratio, total
from metrics.periods import Period, parse_period, said_period
from metrics.rules import Rules
from metrics.sales import StoreDay

LISTED = 5  # so many best and so many worst


@dataclass(frozen=True)
class RoiReport:
    """Advertising of a period. `days` holds every day, None where no ad file has come.

    `paid_amount` and `spend_with_sales` are of the same days: those where both revenue and spend are known.
    """

    period: Period
    cut: Cut
    rules: Rules
    days: tuple[tuple[date, AdTotals | None], ...]
    paid_amount: Decimal | None
    spend_with_sales: Decimal | None
    days_with_sales: int
    lines_spend: Decimal
    best: tuple[AdvisedLine, ...]
    worst: tuple[AdvisedLine, ...]
    to_cut: int  # of all lines, also those not listed
    to_raise: int

    @property
    def totals(self) -> AdTotals:
        return sum((totals for _, totals in self.days if totals is not None), AdTotals())

    @property
    def grade(self) -> Grade | None:
        return grade(self.totals.roi, self.rules)

    @property
    def known_days(self) -> int:
        return len(self.days) - len(self.missing)

    @property
    def missing(self) -> tuple[date, ...]:
        """The days without an ad file."""
        return tuple(day for day, totals in self.days if totals is None)

    @property
    def store_roi(self) -> Decimal | None:
        """Revenue per ad spend. Free shipping and discounts are costs too, but no file tells of them."""
        return ratio(self.paid_amount, self.spend_with_sales)

    @property
    def spend_share(self) -> Decimal | None:
        return ratio(self.spend_with_sales, self.paid_amount)

    @property
    def is_over_share(self) -> bool:
        return self.spend_share is not None and self.spend_share > self.rules.spend_share_limit

    @property
    def covered(self) -> Decimal | None:
        """The part of all spend that the lines of this cut tell of."""
        return ratio(self.lines_spend, self.totals.spend)


def roi_report(
    period: Period,
    cut: Cut,
    ad_days: Iterable[AdDay],
    store_days: Iterable[StoreDay],
    lines: Sequence[AdLine],
    rules: Rules,
) -> RoiReport:
    known = {one.day: one.totals for one in ad_days}
    both = [one for one in store_days if one.paid_amount is not None and one.ad_spend is not None]
    lines_spend = sum((line.totals.spend for line in lines), Decimal(0))
    advised = [advise(line, lines_spend, rules) for line in lines]
    best, worst = best_and_worst(advised)
    return RoiReport(
        period=period,
        cut=cut,
        rules=rules,
        days=tuple((day, known.get(day)) for day in period.days()),
        paid_amount=total(one.paid_amount for one in both),
        spend_with_sales=total(one.ad_spend for one in both),
        days_with_sales=len(both),
        lines_spend=lines_spend,
        best=best,
        worst=worst,
        to_cut=sum(one.advice in (Advice.STOP, Advice.LOWER) for one in advised),
        to_raise=sum(one.advice is Advice.RAISE for one in advised),
    )


def best_and_worst(
    lines: Iterable[AdvisedLine],
) -> tuple[tuple[AdvisedLine, ...], tuple[AdvisedLine, ...]]:
    """The best by ROI, best first, and the worst, worst first; no line is in both.

    Lines that spent nothing have no ROI; those with few clicks are left out unless there are no others.
    Equal ROI: the larger spend weighs more, on both ends.
    """
    rated = [one for one in lines if one.grade is not None]
    ranked = [one for one in rated if one.why is not Why.FEW_CLICKS] or rated
    ranked.sort(key=lambda one: (-_roi(one), -one.line.totals.spend, one.line.name, one.line.key))
    best = ranked[: min(LISTED, (len(ranked) + 1) // 2)]
    rest = ranked[len(best) :]
    rest.sort(key=lambda one: (_roi(one), -one.line.totals.spend, one.line.name, one.line.key))
    return tuple(best), tuple(rest[:LISTED])


def _roi(one: AdvisedLine) -> Decimal:
    return one.line.totals.roi or Decimal(0)


CUT_WORDS = {
    "场景": Cut.SCENE,
    "渠道": Cut.SCENE,
    "计划": Cut.PLAN,
    "商品": Cut.ITEM,
    "宝贝": Cut.ITEM,
    "单品": Cut.ITEM,
    "关键词": Cut.WORD,
    "词": Cut.WORD,
    "人群": Cut.CROWD,
    "scenes": Cut.SCENE,
    "plans": Cut.PLAN,
    "items": Cut.ITEM,
    "words": Cut.WORD,
    "keyword": Cut.WORD,
    "keywords": Cut.WORD,
    "crowds": Cut.CROWD,
}


def parse_roi(words: Sequence[str], today: date) -> tuple[Period, Cut]:
    """The period and the cut in any order, in English or Chinese; 7 days by plan where not said.

    Raises Mistake("unknown_roi"), and what `parse_period` raises about days.
    """
    period, cut = parse_period("7d", today), Cut.PLAN
    for word in words:
        if (named := as_cut(word)) is not None:
            cut = named
        else:
            period = _as_period(word, today)
    return period, cut


def as_cut(word: str) -> Cut | None:
    word = word.strip().lower()
    return Cut(word) if word in set(Cut) else CUT_WORDS.get(word)


def _as_period(word: str, today: date) -> Period:
    try:
        return said_period(word, today)
    except Mistake as mistake:
        if mistake.reason == "unknown_period":
            raise Mistake("unknown_roi", given=word) from None
        raise
