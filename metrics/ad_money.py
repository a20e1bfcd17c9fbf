"""What is wrong with the ad money: budgets, balances, ROI, its share of sales."""

from collections.abc import Iterator
from decimal import Decimal

from metrics.ad_facts import Judgement, SpendFacts, Verdict, found, unknown
from metrics.alerts import Level, Rule
from metrics.balances import judge_balances
from metrics.budgets import Budget, Span
from metrics.numbers import cents
from metrics.pacing import Ends, Pace, pace
from metrics.spending import ALL, clock

RULES = frozenset(
    {
        Rule.BUDGET_OVER,
        Rule.BUDGET_UNDER,
        Rule.MONTH_OVER,
        Rule.MONTH_UNDER,
        Rule.BALANCE_SHORT,
        Rule.BALANCE_LOW,
        Rule.BALANCE_EMPTY,
        Rule.ROI_LOW,
        Rule.SPEND_SHARE,
    }
)


def judge_spend(facts: SpendFacts) -> tuple[Judgement, ...]:
    """Every cause, found or not, with the reason."""
    judged: list[Judgement] = []
    for budget in facts.budgets:
        judged += _budget(facts, budget)
    return (*judged, *judge_balances(facts), _roi(facts), _share(facts))


def _budget(facts: SpendFacts, budget: Budget) -> Iterator[Judgement]:
    known, is_day = pace(facts, budget), budget.span is Span.DAY
    over = Rule.BUDGET_OVER if is_day else Rule.MONTH_OVER
    under = Rule.BUDGET_UNDER if is_day else Rule.MONTH_UNDER
    levels = ((over, known.over(facts.rules)), (under, known.under(facts.rules)))
    for rule, level in levels:
        if level is None:
            yield Judgement(rule, budget.channel, known.reason)
        else:
            yield found(rule, budget.channel, level, **_figures(known), **known.said)


def _figures(known: Pace) -> dict[str, object]:
    """`cost` is what is spent over the budget so far."""
    landing = known.landing
    return {
        "spent": known.gone,
        "budget": known.budget.amount,
        "projected": known.projected,
        "ends": _said(known.ends),
        "land": landing.amount if landing else None,
        "land_from": landing.first if landing else None,
        "kept": landing.kept if landing and landing.kept else None,
        "cost": known.cost,
    }


def _said(ends: Ends | None) -> str | None:
    if ends is None:
        return None
    return str(ends.day) if ends.hour is None else clock(ends.hour)


def _roi(facts: SpendFacts) -> Judgement:
    day, level = facts.yesterday, facts.rules.roi_pass
    if day is None or day.ad_spend is None:
        return unknown(Rule.ROI_LOW, ALL, Verdict.NO_DAY)
    if day.roi is None or day.roi >= level * (1 + facts.rules.recover_margin):
        return Judgement(Rule.ROI_LOW, ALL, Verdict.FINE)
    return found(
        Rule.ROI_LOW,
        ALL,
        Level.FIRING if day.roi < level else Level.BETWEEN,
        day.day,
        day=day.day,
        roi=cents(day.roi),
        level=level,
        spend=day.ad_spend,
        revenue=day.ad_revenue or 0,
    )


def _share(facts: SpendFacts) -> Judgement:
    day, limit = facts.yesterday, facts.rules.spend_share_limit
    if day is None or day.ad_spend is None:
        return unknown(Rule.SPEND_SHARE, ALL, Verdict.NO_DAY)
    if day.spend_share is None:
        return unknown(Rule.SPEND_SHARE, ALL, Verdict.NO_SALES)
    if day.spend_share <= limit * (1 - facts.rules.recover_margin):
        return Judgement(Rule.SPEND_SHARE, ALL, Verdict.FINE)
    lower = cents(day.ad_spend - limit * (day.paid_amount or Decimal(0)))
    return found(
        Rule.SPEND_SHARE,
        ALL,
        Level.FIRING if day.spend_share > limit else Level.BETWEEN,
        day.day,
        day=day.day,
        share=f"{day.spend_share:.6f}",
        limit=limit,
        spend=day.ad_spend,
        revenue=day.paid_amount,
        lower=lower,
        cost=max(lower, Decimal(0)),
    )
