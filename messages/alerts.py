"""Alert cards: the verdict, its figures, what to do, and who has taken it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from messages.budgets import channel_name
from messages.post import Button, Post
from messages.texts import Texts, lines
from metrics.alerts import Alert, Finding, Rule, Status

MISTAKES = {
    "unknown_alert": "This alert is not kept here any more.",
}


def alert_post(alert: Alert, texts: Texts) -> Post:
    """A new card, open to everybody; where the cause is older than a day, also who had taken it."""
    is_taken = alert.state.status is Status.TAKEN
    had = texts.t("✋ {person} had taken it", person=alert.person) if is_taken and alert.person else None
    opened = replace(alert, state=replace(alert.state, status=Status.OPEN))
    return Post(lines(*CARDS[alert.finding.rule](alert.finding, texts), had), alert_buttons(opened, texts))


def pressed_post(card: str, alert: Alert, texts: Texts, now: datetime) -> Post:
    """The card as it stands (HTML), with who did what and when below it."""
    return Post(f"{card}\n{status_line(alert, texts, now)}", alert_buttons(alert, texts))


def alert_buttons(alert: Alert, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """What can still be done about it."""
    take = Button(str(texts.t("taken")), f"alert:take:{alert.id}")
    solve = Button(str(texts.t("solved")), f"alert:solve:{alert.id}")
    mute = Button(str(texts.t("mute 1 day")), f"alert:mute:{alert.id}")
    match alert.state.status:
        case Status.OPEN:
            return ((take, solve, mute),)
        case Status.TAKEN:
            return ((solve, mute),)
        case Status.MUTED:
            return ((solve,),)
        case Status.SOLVED | Status.ENDED:
            return ()


def status_line(alert: Alert, texts: Texts, now: datetime) -> Markup:
    person, state = alert.person or "–", alert.state
    match state.status:
        case Status.TAKEN:
            return texts.t("✋ Taken by {person} · {when}", person=person, when=texts.when(now))
        case Status.SOLVED:
            return texts.t("✅ Solved by {person} · {when}", person=person, when=texts.when(now))
        case Status.MUTED:
            until = texts.when(state.muted_until or now)
            return texts.t("🔕 Muted by {person} until {when}", person=person, when=until)
        case Status.ENDED:
            return texts.t("✅ Over by itself · {when}", when=texts.when(state.ended_at or now))
        case Status.OPEN:
            return texts.t("Open since {when}", when=texts.when(alert.opened_at))


# ------------------------------------------------------------------------------------------------- the cards

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
