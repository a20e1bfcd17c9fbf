"""What a rule would have said of the last days, judged as alerts are judged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from metrics.ad_facts import SpendFacts
from metrics.ad_money import judge_spend
from metrics.alerts import Finding, Level, Rule, suppressor
from metrics.periods import DAY
from metrics.rules import Rules, Threshold
from metrics.sales_alerts import (
    OF_FIGURES,
    MainProduct,
    figure_findings,
    product_findings,
    score_findings,
)
from metrics.service import ScoresHeadline
from metrics.stores import Store
from metrics.unusual import Known, judge, series_of

LOOKED_BACK = 60  # days
OF_A_DAY = frozenset({Rule.ROI_LOW, Rule.SPEND_SHARE})  # what the ad file of a day tells
JUDGED: Mapping[str, frozenset[Rule]] = {  # which alerts a threshold decides, day by day
    "unusual_score": OF_FIGURES | {Rule.PRODUCT_FELL},
    "unusual_change": OF_FIGURES | {Rule.PRODUCT_FELL},
    "unusual_orders": OF_FIGURES,
    "unusual_visitors": OF_FIGURES | {Rule.PRODUCT_FELL},
    "unusual_spend": OF_FIGURES,
    "unusual_clicks": OF_FIGURES,
    "product_orders": frozenset({Rule.PRODUCT_FELL}),
    "roi_pass": frozenset({Rule.ROI_LOW}),
    "spend_share_limit": frozenset({Rule.SPEND_SHARE}),
    "recover_margin": OF_A_DAY,
    "score_low": frozenset({Rule.SCORE_LOW}),
}


@dataclass(frozen=True)
class Past:
    """A store's last days as they are known now, the earliest first."""

    store: Store
    known: Known
    days: tuple[date, ...]
    products: tuple[MainProduct, ...] = ()
    scores: Mapping[date, ScoresHeadline] = field(default_factory=dict)


@dataclass(frozen=True)
class Rehearsal:
    """The days on which alerts would have begun, each once for each alert; of how many known days."""

    begun: tuple[date, ...]
    known: int


@dataclass(frozen=True)
class Trial:
    """A threshold as it is and as it might be, and what each would have said; None where it sends nothing.

    `accepted`: who took the one that holds from a proposal, and on which day.
    """

    threshold: Threshold
    rules: Rules
    value: Decimal
    then: Rehearsal | None = None  # with the value that is tried
    now: Rehearsal | None = None  # with the one that holds
    accepted: tuple[str, date] | None = None

    @property
    def kept(self) -> Decimal:
        return self.threshold.value(self.rules)

    @property
    def is_changed(self) -> bool:
        return self.value != self.kept

    @property
    def usual(self) -> Decimal:
        return self.threshold.value(Rules())


def rehearse(past: Past, rules: Rules, judged: Collection[Rule]) -> Rehearsal:
    begun = beginnings(looks_at(past, rules, judged), judged)
    days = tuple(one.of or day for day, one in begun)
    return Rehearsal(days, sum(day in past.known.days for day in past.days))


def looks_at(past: Past, rules: Rules, judged: Collection[Rule]) -> list[tuple[date, list[Finding]]]:
    """One look a day, and what it finds."""
    known = replace(past.known, rules=rules)
    looks: list[tuple[date, list[Finding]]] = [(day, []) for day in past.days]
    if OF_FIGURES & {*judged} or Rule.PRODUCT_FELL in judged:
        series = series_of(known)
        for day, found in looks:
            found += figure_findings([judge(known, one, day) for one in series])
    for day, found in looks:
        if Rule.PRODUCT_FELL in judged:
            found += product_findings(known, past.products, day)
        if OF_A_DAY & {*judged}:
            found += ad_findings(past, rules, day)
        if Rule.SCORE_LOW in judged:
            found += score_findings(past.scores.get(day), rules)
    return looks


def ad_findings(past: Past, rules: Rules, day: date) -> Iterable[Finding]:
    now = past.store.moment(day + DAY, time(12))
    facts = SpendFacts(past.store, now, rules, (), (), yesterday=past.known.days.get(day))
    return (one.finding for one in judge_spend(facts) if one.finding is not None and one.rule in OF_A_DAY)


def beginnings(
    looks: Iterable[tuple[date, Sequence[Finding]]], judged: Collection[Rule]
) -> list[tuple[date, Finding]]:
    """The alerts that would have begun, one look a day: not those that went on, nor what was explained."""
    begun = []
    running: set[tuple[Rule, str]] = set()
    for day, found in looks:
        running &= {one.cause for one in found}
        for one in found:
            is_new = one.level is Level.FIRING and one.cause not in running
            if is_new and one.rule in judged and suppressor(one, found) is None:
                begun.append((day, one))
                running.add(one.cause)
    return begun
