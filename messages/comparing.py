"""What a day is compared with, in words that fit behind "on" and "than"."""

from datetime import date

from messages.texts import Texts
from metrics.calendar import Against, Comparison


def compared_day(comparison: Comparison | None, today: date, texts: Texts) -> str:
    """`a week ago`; an ordinary day longer ago by its date; the same day of a campaign as such."""
    if comparison is None or comparison.against is Against.WEEK_AGO:
        return str(texts.t("a week ago"))
    if comparison.against is not Against.CAMPAIGN:
        return texts.day(comparison.day, weekday=True)
    if comparison.day.year < today.year:
        return str(texts.t("last year's campaign"))
    return str(texts.t("the last campaign"))
