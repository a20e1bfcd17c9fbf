"""The one list of sentences for people's mistakes, put together from the topics."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from messages import (
    absences,
    ads,
    alerts,
    answers,
    brief,
    budgets,
    calendar,
    campaigns,
    delivery,
    drafts,
    half_day,
    month,
    noise,
    owners,
    people,
    plans,
    preview,
    questions,
    review_report,
    reviews,
    rivals,
    rules,
    setup,
    targets,
    tasks,
    tokens,
    trend,
    undo,
    uploads,
    week,
    why,
)
from messages import help as help_words
from messages.texts import Texts
from metrics.mistakes import Mistake

EVERYWHERE = {
    "unknown_period": "I do not know the period “{given}”. Try today, 7d, month or 2026-11-01..2026-11-21.",
    "period_too_long": "That period is too long. I keep at most {days} days.",
    "unknown_day": "I do not know the day “{given}”. Write it like 2026-11-21, 11-21, today or yesterday.",
    "unknown_store": "There is no store “{given}”. The stores are: {known}",
    "no_stores": "There is no store yet. Set one up with /setup in its Telegram group.",
    "several_stores": "Several stores are called “{given}”. Name it by its number: {numbers}",
}
TOPICS: tuple[Mapping[str, str], ...] = (
    EVERYWHERE,
    absences.MISTAKES,
    ads.MISTAKES,
    alerts.MISTAKES,
    answers.MISTAKES,
    brief.MISTAKES,
    budgets.MISTAKES,
    calendar.MISTAKES,
    campaigns.MISTAKES,
    delivery.MISTAKES,
    drafts.MISTAKES,
    half_day.MISTAKES,
    help_words.MISTAKES,
    month.MISTAKES,
    noise.MISTAKES,
    owners.MISTAKES,
    people.MISTAKES,
    plans.MISTAKES,
    preview.MISTAKES,
    questions.MISTAKES,
    review_report.MISTAKES,
    reviews.MISTAKES,
    rivals.MISTAKES,
    rules.MISTAKES,
    setup.MISTAKES,
    targets.MISTAKES,
    tasks.MISTAKES,
    tokens.MISTAKES,
    trend.MISTAKES,
    undo.MISTAKES,
    uploads.MISTAKES,
    week.MISTAKES,
    why.MISTAKES,
)
MISTAKES: Mapping[str, str] = {reason: sentence for topic in TOPICS for reason, sentence in topic.items()}


def sentence(mistake: Mistake, texts: Texts) -> Markup:
    """What to tell the person: what is wrong, and what to do."""
    facts = {name: fact(value, texts) for name, value in mistake.facts.items()}
    return texts.t(MISTAKES[mistake.reason], **facts)


def incident(number: str, texts: Texts) -> Markup:
    """For an error that nobody foresaw; the log has the details under the same number."""
    return texts.t(
        "Something went wrong on my side and has been noted as {number}. Please try again in a minute.",
        number=number,
    )


def fact(value: object, texts: Texts) -> object:
    """A fact as the reader writes it."""
    match value:
        case datetime():
            return texts.when(value)
        case date():
            return texts.day(value)
        case bool():
            return str(value)
        case int():
            return texts.count(value)
        case Decimal():
            return texts.money(value)
        case list() | tuple() | set() | frozenset():
            separator = "、" if texts.language == "zh" else ", "
            return separator.join(str(fact(part, texts)) for part in value)
        case None:
            return "–"
    return value
