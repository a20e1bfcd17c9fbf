"""What alerts about ad money say: the verdict, its figures, what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from messages.budgets import channel_name
from messages.texts import NARROW, Texts, cells, shorten
from metrics.alerts import Finding, Rule

Lines = tuple[str | None, ...]
LEAST_NAME = 4  # cells
HEAD_SENTENCES = {
    "too_fast": "<b>{channel}: spending too fast</b>",
    "over": "<b>{channel}: over budget today</b>",
    "too_slow": "<b>{channel}: spending too slowly</b>",
    "month_over": "<b>{channel}: month runs over</b>",
    "month_gone": "<b>{channel}: month used up</b>",
    "month_under": "<b>{channel}: month runs short</b>",
    "short": "<b>{channel}: balance ends {clock}</b>",
    "past": "<b>{channel}: balance gone {clock}?</b>",
    "low": "<b>{channel}: balance is low</b>",
    "empty": "<b>{channel}: balance used up</b>",
    "no_sale": "<b>{channel}: sells nothing</b>",
    "poor": "<b>{channel}: ROI {roi}</b>",
}


def title(finding: Finding, texts: Texts, width: int = NARROW) -> Markup:
    """The verdict. Where it is wider, the name in it is cut, not what is said of it."""
    facts = finding.facts
    match finding.rule:
        case Rule.ROI_LOW:
            level = f"{Decimal(facts['level']).normalize():f}"
            roi = texts.multiple(Decimal(facts["roi"]))
            return texts.t(
                "<b>ROI {roi} on {day}: under {level}</b>", roi=roi, day=day(facts, texts), level=level
            )
        case Rule.SPEND_SHARE:
            share = texts.percent(Decimal(facts["share"]))
            return texts.t("<b>Ads {share} of sales, {day}</b>", share=share, day=day(facts, texts))
        case Rule.PLAN_WASTE | Rule.WORD_WASTE:
            name, revenue = facts["name"], Decimal(facts["revenue"])
            values = {"roi": texts.multiple(revenue / Decimal(facts["spend"]))} if revenue else {}
        case _:
            name = channel_name(finding.subject, texts, NARROW)
            values = {"clock": facts["ends"]} if finding.rule is Rule.BALANCE_SHORT else {}
    sentence = HEAD_SENTENCES[verdict(finding)]
    room = width - cells(texts.t(sentence, channel="", **values).striptags())
    return texts.t(sentence, channel=shorten(name, max(room, LEAST_NAME)), **values)


def verdict(finding: Finding) -> str:
    """Which of HEAD_SENTENCES is true."""
    facts = finding.facts
    match finding.rule:
        case Rule.BUDGET_OVER:
            return "over" if Decimal(facts["spent"]) > Decimal(facts["budget"]) else "too_fast"
        case Rule.MONTH_OVER:
            return "month_gone" if Decimal(facts["spent"]) >= Decimal(facts["budget"]) else "month_over"
        case Rule.PLAN_WASTE | Rule.WORD_WASTE:
            return "poor" if Decimal(facts["revenue"]) else "no_sale"
    return {
        Rule.BUDGET_UNDER: "too_slow",
        Rule.MONTH_UNDER: "month_under",
        Rule.BALANCE_SHORT: "past" if "past" in facts else "short",
        Rule.BALANCE_LOW: "low",
        Rule.BALANCE_EMPTY: "empty",
    }[finding.rule]


# ----------------------------------------------------------------------------------------------- budgets


def budget_over(finding: Finding, texts: Texts) -> Lines:
    return (
        title(finding, texts),
        *day_figures(finding.facts, texts),
        texts.t("Lower bids, or pause plans,"),
        texts.t("or raise it: /budget"),
    )


def budget_under(finding: Finding, texts: Texts) -> Lines:
    return (
        title(finding, texts),
        *day_figures(finding.facts, texts),
        texts.t("Raise bids or the daily cap,"),
        texts.t("or give it to a better plan."),
    )


def day_figures(facts: Mapping[str, str], texts: Texts) -> Lines:
    return (
        texts.figures("Spent {amount} by {clock}", amount=Decimal(facts["spent"]), clock=facts["at"]),
        figures("Today about {amount}", facts, "projected", texts),
        figures("Budget {amount}", facts, "budget", texts),
        figures("Over by {amount}", facts, "cost", texts),
        texts.t("Gone about {clock}", clock=facts["ends"]) if "ends" in facts else None,
        texts.t("(at an even pace)") if facts["learned_days"] == "0" else None,
    )


def month_over(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    todo = landing(facts, texts) or (texts.t("Pause plans until it ends,"), texts.t("or raise it: /budget"))
    return (title(finding, texts), *month_figures(facts, texts), *todo)


def month_under(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    todo = landing(facts, texts) or (texts.t("What is left is for today."),)
    return (title(finding, texts), *month_figures(facts, texts), *todo)


def month_figures(facts: Mapping[str, str], texts: Texts) -> Lines:
    ends = day(facts, texts, "ends") if facts.get("ends") else None
    return (
        figures("Spent {amount} this month", facts, "spent", texts),
        figures("Month about {amount}", facts, "projected", texts),
        figures("Budget {amount}", facts, "budget", texts),
        figures("Over by {amount}", facts, "cost", texts),
        texts.t("Gone on {day}", day=ends) if ends else None,
    )


def landing(facts: Mapping[str, str], texts: Texts) -> Lines:
    """What daily budget lands on plan; nothing where none does."""
    amount = Decimal(facts.get("land", "0"))
    if amount <= 0:
        return ()
    first = day(facts, texts, "land_from")
    return (
        texts.t("To land on the budget:"),
        texts.figures("→ {amount} a day from {day}", amount=amount, day=first),
        figures("   campaign days: {amount}", facts, "kept", texts),
    )


# ---------------------------------------------------------------------------------------------- balances


def balance_short(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    return (
        title(finding, texts),
        figures("Balance {amount}", facts, "balance", texts),
        figures("Lacking today {amount}", facts, "lacking", texts),
        texts.t("(at an even pace)") if facts["learned_days"] == "0" else None,
        texts.t("Look at the account now.")
        if "past" in facts
        else texts.t("Top up or lower bids by {clock}.", clock=facts["ends"]),
        figures("→ {amount} lasts a week", facts, "top_up", texts),
    )


def balance_low(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    told, ends = day(facts, texts, "told"), day(facts, texts, "ends_on")
    return (
        title(finding, texts),
        figures("Balance {amount}", facts, "balance", texts),
        texts.t("(told {day} {clock})", day=told, clock=facts["at"]),
        figures("A day costs about {amount}", facts, "usual", texts),
        texts.t("Lasts until {day} {clock}", day=ends, clock=facts["ends"]),
        figures("→ {amount} lasts a week", facts, "top_up", texts) or texts.t("Top up today."),
    )


def balance_empty(finding: Finding, texts: Texts) -> Lines:
    return (
        title(finding, texts),
        figures("Balance {amount}", finding.facts, "balance", texts),
        texts.t("Top up now: ads stand still."),
    )


# ---------------------------------------------------------------------------------------- what money buys


def roi_low(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    return (
        title(finding, texts),
        figures("Spend {amount}", facts, "spend", texts),
        figures("Ad revenue {amount}", facts, "revenue", texts),
        texts.t("Stop what sells nothing:"),
        Markup("/roi {}").format(facts["day"]),
    )


def spend_share(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    return (
        title(finding, texts),
        texts.t("Limit {limit}", limit=texts.percent(Decimal(facts["limit"]))),
        figures("Spend {amount}", facts, "spend", texts),
        figures("Sales {amount}", facts, "revenue", texts),
        figures("{amount} less keeps to it.", facts, "lower", texts),
        texts.t("What to cut: /roi {day}", day=facts["day"]),
    )


def waste(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    is_plan = finding.rule is Rule.PLAN_WASTE
    days = {"days": facts["days"], "day": day(facts, texts)}
    name = facts["name"]
    head = title(finding, texts)
    return (
        head,
        texts.t("Plan, {days} days to {day}", **days)
        if is_plan
        else texts.t("Word, {days} days to {day}", **days),
        shorten(name, NARROW) if name not in head.striptags() else None,
        figures("Spend {amount}", facts, "spend", texts),
        texts.t("{count} clicks", count=texts.count(int(facts["clicks"]))),
        figures("Ad revenue {amount}", facts, "revenue", texts),
        texts.t("Pausing it saves:"),
        figures("{amount} a day", facts, "a_day", texts),
        figures("{amount} a week", facts, "a_week", texts),
    )


CARDS: Mapping[Rule, Callable[[Finding, Texts], Lines]] = {
    Rule.BUDGET_OVER: budget_over,
    Rule.BUDGET_UNDER: budget_under,
    Rule.MONTH_OVER: month_over,
    Rule.MONTH_UNDER: month_under,
    Rule.BALANCE_SHORT: balance_short,
    Rule.BALANCE_LOW: balance_low,
    Rule.BALANCE_EMPTY: balance_empty,
    Rule.ROI_LOW: roi_low,
    Rule.SPEND_SHARE: spend_share,
    Rule.PLAN_WASTE: waste,
    Rule.WORD_WASTE: waste,
}


def figures(sentence: str, facts: Mapping[str, str], name: str, texts: Texts) -> Markup | None:
    """A line of one amount; nothing where it is not known."""
    return texts.figures(sentence, amount=Decimal(facts[name])) if name in facts else None


def day(facts: Mapping[str, str], texts: Texts, name: str = "day") -> str:
    return texts.day(date.fromisoformat(facts[name]))
