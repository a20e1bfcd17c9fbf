"""Plans and words that cost money and sell nothing, or next to nothing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from metrics.ads import AdLine
from metrics.alerts import Finding, Level, Rule
from metrics.numbers import cents
from metrics.rules import Rules

MOST = 5  # are told of at once: the largest
RECOVERS_AT = Decimal("1.25")  # times the ROI that is waste
RULES = frozenset({Rule.PLAN_WASTE, Rule.WORD_WASTE})


def judge_waste(
    rule: Rule,
    lines: Sequence[AdLine],
    days: Sequence[date],
    last: Mapping[str, Decimal],
    known_before: Collection[str],
    rules: Rules,
) -> tuple[Finding, ...]:
    """The largest first. `days` are the known days that the lines add up, `last` is what each line cost on
    the last of them: what is paused by then is waste no more. Not `known_before`: too young to be judged.
    """
    found = []
    for line in lines:
        level = _level(line, rules)
        if level is None or line.key not in known_before or not last.get(line.key):
            continue
        found.append(Finding(rule, line.key, _facts(line, days), level, days[-1]))
    return tuple(sorted(found, key=lambda one: -Decimal(one.facts["spend"])))


def _level(line: AdLine, rules: Rules) -> Level | None:
    totals, limit = line.totals, rules.roi_pass * rules.waste_roi
    if totals.clicks < rules.waste_clicks or totals.spend < rules.waste_spend:
        return None
    if totals.roi is None or totals.roi >= limit * RECOVERS_AT:
        return None
    return Level.FIRING if totals.roi < limit else Level.BETWEEN


def _facts(line: AdLine, days: Sequence[date]) -> dict[str, str]:
    a_day = line.totals.spend / len(days)
    return {
        "name": line.name,
        "spend": str(line.totals.spend),
        "revenue": str(line.totals.ad_revenue),
        "clicks": str(line.totals.clicks),
        "days": str(len(days)),
        "day": str(days[-1]),
        "a_day": str(cents(a_day)),
        "a_week": str(cents(a_day * 7)),
        "cost": str(line.totals.spend),
    }


def largest(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Only the largest may begin an alert; the others stay as they are."""
    ordered = sorted(findings, key=lambda one: -Decimal(one.facts["spend"]))
    firing = [one for one in ordered if one.level is Level.FIRING]
    told = {one.cause for one in firing[:MOST]}
    return tuple(
        one
        if one.cause in told or one.level is not Level.FIRING
        else Finding(one.rule, one.subject, one.facts, Level.BETWEEN, one.of)
        for one in ordered
    )
