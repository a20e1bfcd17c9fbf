"""What alerts about ad money say: the verdict, its figures, what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from messages.budgets import channel_name
from messages.texts import Texts
from metrics.alerts import Finding, Rule

Lines = tuple[str | None, ...]


def budget_over(finding: Finding, texts: Texts) -> Lines:
    name, facts = channel_name(finding.subject, texts), finding.facts
    is_gone = Decimal(facts["spent"]) > Decimal(facts["budget"])
    head = (
        texts.t("<b>{channel}: over today's budget</b>", channel=name)
        if is_gone
        else texts.t("<b>{channel}: spending too fast</b>", channel=name)
    )
    todo = texts.t("Lower bids or pause plans, or raise the budget with /budget.")
    return (head, *day_figures(facts, texts), todo)


def budget_under(finding: Finding, texts: Texts) -> Lines:
    head = texts.t("<b>{channel}: spending too slowly</b>", channel=channel_name(finding.subject, texts))
    todo = texts.t("Raise bids or the platform's daily cap, or move the money to a better plan.")
    return (head, *day_figures(finding.facts, texts), todo)


def day_figures(facts: Mapping[str, str], texts: Texts) -> Lines:
    return (
        texts.t("Spent {amount} by {clock}", amount=money(facts["spent"], texts), clock=facts["at"]),
        texts.t("Today about {amount}", amount=money(facts["projected"], texts)),
        texts.t("Budget {amount}", amount=money(facts["budget"], texts)),
        texts.t("(at an even pace)") if facts["learned_days"] == "0" else None,
    )


def month_over(finding: Finding, texts: Texts) -> Lines:
    name = channel_name(finding.subject, texts)
    if Decimal(finding.facts["spent"]) >= Decimal(finding.facts["budget"]):
        head = texts.t("<b>{channel}: the month's budget is used up</b>", channel=name)
        todo = texts.t("Pause plans until the month ends, or raise the budget with /budget.")
        return (head, *month_figures(finding.facts, texts), todo)
    head = texts.t("<b>{channel}: the month runs over</b>", channel=name)
    per_day = money(finding.facts["per_day"], texts)
    todo = texts.t("To keep to the budget, spend at most {amount} a day from today.", amount=per_day)
    return (head, *month_figures(finding.facts, texts), todo)


def month_under(finding: Finding, texts: Texts) -> Lines:
    head = texts.t("<b>{channel}: the month runs short</b>", channel=channel_name(finding.subject, texts))
    per_day = money(finding.facts["per_day"], texts)
    todo = texts.t("To use the budget, spend about {amount} a day from today.", amount=per_day)
    return (head, *month_figures(finding.facts, texts), todo)


def month_figures(facts: Mapping[str, str], texts: Texts) -> Lines:
    return (
        texts.t("Spent {amount} this month", amount=money(facts["spent"], texts)),
        texts.t("Month about {amount}", amount=money(facts["projected"], texts)),
        texts.t("Budget {amount}", amount=money(facts["budget"], texts)),
    )


def balance_short(finding: Finding, texts: Texts) -> Lines:
    name, facts = channel_name(finding.subject, texts), finding.facts
    return (
        texts.t("<b>{channel}: balance ends about {clock}</b>", channel=name, clock=facts["ends"]),
        texts.t("Balance {amount}", amount=money(facts["balance"], texts)),
        texts.t("Lacking today {amount}", amount=money(facts["lacking"], texts)),
        texts.t("(at an even pace)") if facts["learned_days"] == "0" else None,
        texts.t("Top up before {clock}, or lower bids.", clock=facts["ends"]),
    )


def balance_empty(finding: Finding, texts: Texts) -> Lines:
    return (
        texts.t("<b>{channel}: balance used up</b>", channel=channel_name(finding.subject, texts)),
        texts.t("Balance {amount}", amount=money(finding.facts["balance"], texts)),
        texts.t("Top up now: the ads stand still without money."),
    )


def roi_low(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    level = f"{Decimal(facts['level']).normalize():f}"
    roi = texts.multiple(Decimal(facts["roi"]))
    return (
        texts.t("<b>ROI {roi} on {day}: under {level}</b>", roi=roi, day=day(facts, texts), level=level),
        texts.t("Spend {amount}", amount=money(facts["spend"], texts)),
        texts.t("Ad revenue {amount}", amount=money(facts["revenue"], texts)),
        texts.t("Stop what sells nothing first: /roi {day}", day=facts["day"]),
    )


def spend_share(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    share, limit = texts.percent(Decimal(facts["share"])), texts.percent(Decimal(facts["limit"]))
    return (
        texts.t("<b>Ads took {share} of sales on {day}</b>", share=share, day=day(facts, texts)),
        texts.t("Limit {limit}", limit=limit),
        texts.t("Spend {amount}", amount=money(facts["spend"], texts)),
        texts.t("Sales {amount}", amount=money(facts["revenue"], texts)),
        texts.t(
            "{amount} less spend would have kept to it. What to cut: /roi {day}",
            amount=money(facts["lower"], texts),
            day=facts["day"],
        ),
    )


CARDS: Mapping[Rule, Callable[[Finding, Texts], Lines]] = {
    Rule.BUDGET_OVER: budget_over,
    Rule.BUDGET_UNDER: budget_under,
    Rule.MONTH_OVER: month_over,
    Rule.MONTH_UNDER: month_under,
    Rule.BALANCE_SHORT: balance_short,
    Rule.BALANCE_EMPTY: balance_empty,
    Rule.ROI_LOW: roi_low,
    Rule.SPEND_SHARE: spend_share,
}


def money(amount: str, texts: Texts) -> str:
    return texts.money(Decimal(amount))


def day(facts: Mapping[str, str], texts: Texts) -> str:
    return texts.day(date.fromisoformat(facts["day"]))
