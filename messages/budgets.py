"""Budgets in words: what is set, how it is being spent, what was noted."""

from markupsafe import Markup

from messages.post import Post
from messages.texts import Texts, lines, shorten
from metrics.ad_facts import Verdict
from metrics.budgets import Budget, BudgetOff, Span, SpendSaid
from metrics.pacing import BudgetsShown, Pace
from metrics.rules import Rules
from metrics.spending import ALL, clock, plan_name

MISTAKES = {
    "unknown_budget": "I cannot read the budget “{given}”. Write /budget 关键词推广 500/day, "
    "/budget all 12000/month or /budget 关键词推广 off.",
    "unknown_spend": "I cannot read the spend “{given}”. Write what is gone today, for example: "
    "/spend 关键词推广 320 balance 800",
    "amount_too_high": "The amount in “{given}” is too high: one zero too many, perhaps? At most {highest}.",
    "no_such_budget": "There is no such budget. /budget shows those there are.",
    "budget_needs_manager": "Only a manager can change budgets. /budget without more shows them.",
}

NAME_CELLS = 20


def budgets_post(shown: BudgetsShown, texts: Texts) -> Post:
    """All budgets, the verdict first."""
    if not shown.paces:
        return Post(
            lines(
                texts.t("<b>No budget is set.</b>"),
                texts.t("A manager sets one, for example:"),
                texts.t("/budget all 12000/month"),
                texts.t("/budget 关键词推广 500/day"),
            )
        )
    said: list[str] = [verdict(shown, texts)]
    for pace in shown.paces:
        said += ["", *pace_lines(pace, shown.rules, texts)]
    return Post(lines(*said))


def changed_post(wish: Budget | BudgetOff, shown: BudgetsShown, texts: Texts) -> Post:
    """What was changed; a channel that no file names may be a slip of the pen."""
    name = channel_name(wish.channel, texts)
    if isinstance(wish, BudgetOff):
        return Post(texts.t("<b>Budget taken away: {channel}</b>", channel=name))
    pace = next(one for one in shown.paces if one.budget == wish)
    head = texts.t("<b>Budget set</b>")
    return Post(lines(head, *pace_lines(pace, shown.rules, texts), stranger_line(wish.channel, shown, texts)))


def noted_post(said: SpendSaid, shown: BudgetsShown, texts: Texts) -> Post:
    """What was noted, and what it means for the budgets it counts towards."""
    paces = [one for one in shown.paces if one.budget.channel in (said.channel, ALL)]
    head = texts.t(
        "<b>Noted: {channel} {amount}</b>",
        channel=channel_name(said.channel, texts),
        amount=texts.money(said.spend),
    )
    balance = None
    if said.balance is not None:
        balance = texts.t("Balance {amount}", amount=texts.money(said.balance))
    parts: list[str] = []
    for pace in paces:
        parts += ["", *pace_lines(pace, shown.rules, texts)]
    return Post(lines(head, balance, stranger_line(said.channel, shown, texts), *parts))


def verdict(shown: BudgetsShown, texts: Texts) -> Markup:
    rules = shown.rules
    over = sum(pace.is_over(rules) for pace in shown.paces)
    under = sum(pace.is_under(rules) for pace in shown.paces)
    judged = sum(pace.reason is Verdict.FINE for pace in shown.paces)
    if over:
        return texts.n("<b>{count} budget runs over</b>", "<b>{count} budgets run over</b>", over)
    if under:
        return texts.n("<b>{count} budget is not used</b>", "<b>{count} budgets are not used</b>", under)
    if not judged:
        return texts.t("<b>Budgets: nothing to judge yet</b>")
    return texts.t("<b>Budgets: spent as planned</b>")


def pace_lines(pace: Pace, rules: Rules, texts: Texts) -> tuple[str, ...]:
    budget, name = pace.budget, channel_name(pace.budget.channel, texts)
    planned = (
        texts.figures("{amount} a day", amount=budget.amount)
        if budget.span is Span.DAY
        else texts.figures("{amount} a month", amount=budget.amount)
    )
    if pace.gone is None:
        return name, planned, texts.t("Spent: not known yet")
    gone = texts.figures("Spent {amount}", amount=pace.gone)
    if pace.projected is None:
        return name, planned, gone, texts.t("Too early to project")
    return name, planned, gone, projected_line(pace, rules, texts), *ahead_lines(pace, texts)


def ahead_lines(pace: Pace, texts: Texts) -> tuple[str, ...]:
    """What is as planned, when the money ends, and what lands on it."""
    said: list[str] = []
    if pace.band is not None and pace.band.low < pace.band.high:
        low, high = texts.percent(pace.band.low), texts.percent(pace.band.high)
        said.append(texts.t("As planned: {low}–{high}", low=low, high=high))
    if pace.is_used_up:
        said.append(texts.t("Used up"))
    elif pace.ends is not None and pace.ends.hour is not None:
        said.append(texts.t("Gone about {clock}", clock=clock(pace.ends.hour)))
    elif pace.ends is not None:
        said.append(texts.t("Gone on {day}", day=texts.day(pace.ends.day)))
    if pace.landing is not None:
        first = texts.day(pace.landing.first)
        said.append(texts.figures("→ {amount} a day from {day}", amount=pace.landing.amount, day=first))
        if pace.landing.kept:
            said.append(texts.figures("   campaign days: {amount}", amount=pace.landing.kept))
    return tuple(said)


def projected_line(pace: Pace, rules: Rules, texts: Texts) -> Markup:
    about, share = texts.money(pace.projected, compact=True), texts.percent(pace.ratio)
    if pace.is_over(rules):
        return texts.t("▲ about {amount}, {share}", amount=about, share=share)
    if pace.is_under(rules):
        return texts.t("▼ about {amount}, {share}", amount=about, share=share)
    return texts.t("about {amount}, {share}", amount=about, share=share)


def stranger_line(channel: str, shown: BudgetsShown, texts: Texts) -> Markup | None:
    scenes = [one for one in shown.channels if plan_name(one) is None]
    if channel == ALL or not shown.channels or channel in shown.channels:
        return None
    known = ("、" if texts.language == "zh" else ", ").join(scenes)
    return texts.t("No file names this channel. Files name: {known}", known=known)


def channel_name(channel: str, texts: Texts, width: int = NAME_CELLS) -> str:
    """As people call it; not escaped."""
    if channel == ALL:
        return str(texts.t("All ads"))
    return shorten(plan_name(channel) or channel, width)
