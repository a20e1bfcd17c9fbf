"""Which figure tells whether acting on an alert helped."""

from collections.abc import Mapping
from datetime import date

from metrics.aftermath import Measure, Watched, Wish
from metrics.alerts import Finding, Rule
from metrics.spending import ALL

WATCHED: Mapping[Rule, Watched] = {
    Rule.BUDGET_OVER: Watched(Measure.AD_SPEND, Wish.DOWN),
    Rule.MONTH_OVER: Watched(Measure.AD_SPEND, Wish.DOWN),
    Rule.BUDGET_UNDER: Watched(Measure.AD_SPEND, Wish.UP),
    Rule.MONTH_UNDER: Watched(Measure.AD_SPEND, Wish.UP),
    Rule.ROI_LOW: Watched(Measure.ROI, Wish.UP),
    Rule.SPEND_SHARE: Watched(Measure.SPEND_SHARE, Wish.DOWN),
    Rule.PLAN_WASTE: Watched(Measure.ROI, Wish.UP),
    Rule.WORD_WASTE: Watched(Measure.ROI, Wish.UP),
    Rule.PRODUCT_FELL: Watched(Measure.PRODUCT_SALES, Wish.UP),
    Rule.SOLD_OUT: Watched(Measure.PRODUCT_SALES, Wish.UP),
    Rule.SAME_ITEM_CHEAPER: Watched(Measure.PRODUCT_SALES, Wish.UP),
    Rule.REVIEW_TOPIC: Watched(Measure.COMPLAINTS, Wish.DOWN),
    Rule.SCORE_LOW: Watched(Measure.SCORE, Wish.UP),
}
UNUSUAL: Mapping[str, Watched] = {  # by what is unusual: more of it is better, or less
    "revenue": Watched(Measure.REVENUE, Wish.UP),
    "visitors": Watched(Measure.VISITORS, Wish.UP),
    "conversion": Watched(Measure.CONVERSION, Wish.UP),
    "aov": Watched(Measure.AOV, Wish.UP),
    "refunds": Watched(Measure.REFUNDS, Wish.DOWN),
    "ad_spend": Watched(Measure.AD_SPEND, None),
    "roi": Watched(Measure.ROI, Wish.UP),
}


def watched(finding: Finding) -> Watched | None:
    """None where no figure tells whether it helped: a balance is topped up, and that is all."""
    if finding.rule in (Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH):
        return UNUSUAL.get(finding.subject)
    return WATCHED.get(finding.rule)


def channel_of(finding: Finding) -> str:
    """Whose ad spend is read: a channel's where the alert is about one."""
    return ALL if finding.rule in (Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH) else finding.subject


def item_of(finding: Finding) -> str:
    """Whose sales are read: those of our item where the alert is about another shop's."""
    return finding.facts.get("our_item", finding.subject)


def day_of(finding: Finding, acted_on: date) -> date:
    """The last day that the alert's figures tell of."""
    said = finding.facts.get("day")
    return date.fromisoformat(said) if said else finding.of or acted_on
