"""Targets in words: how the month stands, and what was changed."""

from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from messages.post import Post
from messages.texts import Texts, lines
from metrics.targets import MonthPace, TargetChange

MISTAKES = {
    "unknown_target": "I cannot read the target “{given}”. Write /target 30000/day, "
    "/target 900000/month 2026-12 or /target 2026-11-11 300000.",
    "unknown_amount": "I cannot read “{given}” as an amount. Write it like 30000 or 30,000.50.",
    "target_too_high": "The target “{given}” is too high: at most 10,000,000,000.",
    "target_day_too_far": "{given} is too far away for a target: at most three years from today.",
    "target_needs_manager": "Only a manager can change the target. /target without more shows it.",
}


def target_post(pace: MonthPace | None, texts: Texts, *, changed: TargetChange | None = None) -> Post:
    """The month's target so far; after a change, first what was changed."""
    said = change_line(changed, texts) if changed else None
    if pace is None:
        none = texts.t("This month has no target. Set one, for example: /target 30000/day")
        return Post(lines(said, none if said is None else None))
    return Post(lines(said, "" if said else None, *month_lines(pace, texts)))


def change_line(changed: TargetChange, texts: Texts) -> Markup:
    first, last = changed.period.start, changed.period.last
    if changed.amount == 0:
        return texts.t("Target taken away: {first} to {last}.", first=texts.day(first), last=texts.day(last))
    if first == last:
        return texts.t(
            "<b>Target for {day}: {amount}</b>",
            day=texts.day(first, weekday=True),
            amount=texts.money(changed.amount),
        )
    return texts.t(
        "<b>Target from {first} to {last}: {total} in all, {amount} a day</b>",
        first=texts.day(first),
        last=texts.day(last),
        total=texts.money(changed.amount),
        amount=texts.money(changed.amounts[-1]),
    )


def month_lines(pace: MonthPace, texts: Texts) -> tuple[Markup, ...]:
    """Reached against what should be there by now, then the figures, then what is needed."""
    month = month_name(pace.start, texts)
    if pace.reached is None:
        verdict = texts.t("<b>{month}: nothing to compare with the target yet</b>", month=month)
    else:
        reached = texts.percent(pace.reached)
        verdict = texts.t("<b>{month}: {percent} of the target so far</b>", month=month, percent=reached)
    so_far = (("Sold {amount}", pace.revenue), ("Target so far {amount}", pace.target_so_far))
    whole = ("Month's target {amount}", pace.target)
    figures = (*so_far, whole) if pace.reached is not None else (whole,)
    needed = None
    if pace.needed_per_day is not None:
        needed = texts.n(
            "Needed {amount} a day, {count} day left",
            "Needed {amount} a day, {count} days left",
            pace.days_left,
            amount=texts.money(pace.needed_per_day),
        )
    said = [verdict, *(texts.figures(sentence, amount=amount) for sentence, amount in figures)]
    return (*said, *([needed] if needed else []), *unknown_days(pace, texts))


def month_name(day: date, texts: Texts) -> str:
    zh = texts.language == "zh"
    return format_date(day, "y年M月" if zh else "MMMM y", locale="zh" if zh else "en")


def unknown_days(pace: MonthPace, texts: Texts) -> tuple[Markup, ...]:
    """Said where days of the month are not known: more may have been sold than we count."""
    if not pace.unknown_days:
        return ()
    one, many = "{count} day of the month is not known", "{count} days of the month are not known"
    return (texts.n(one, many, pace.unknown_days),)
