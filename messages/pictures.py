"""The brief's pictures: revenue with its target, and advertising."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from charts.chart import BriefChart, RoiChart
from messages.ads import grade_name
from messages.events import shades
from messages.texts import Texts, shorten
from metrics.ads import Grade
from metrics.brief import Brief, stretch

NAME = 24  # cells of the store's name


def revenue_chart(brief: Brief, texts: Texts, length: int) -> BriefChart:
    days = stretch(brief.facts, length).days
    known = {one.day: one for one in brief.facts.days}
    return BriefChart(
        language=texts.language,
        title=_title(brief, texts, length),
        days=days,
        revenue=tuple(_float(known[day].paid_amount) if day in known else None for day in days),
        target=tuple(_float(brief.facts.targets.get(day)) for day in days),
        roi=tuple(_float(known[day].roi) if day in known else None for day in days),
        marked=brief.day,
        revenue_label=str(texts.t("Revenue")),
        target_label=str(texts.t("Target")),
        roi_label="ROI",
        shades=shades(brief.facts.calendar, days, texts),
        **_ghost(brief, days, texts),
    )


def _ghost(brief: Brief, days: Sequence[date], texts: Texts) -> dict[str, Any]:
    """Last year's revenue behind the bars, where any of it is known."""
    known = brief.facts.revenue
    values = tuple(_float(known.get(brief.facts.calendar.last_year(day))) for day in days)
    if all(value is None for value in values):
        return {}
    return {"ghost": values, "ghost_label": str(texts.t("Last year"))}


def ads_chart(brief: Brief, texts: Texts) -> RoiChart:
    days = stretch(brief.facts, 30).days
    known = {one.day: one for one in brief.facts.days}
    rules = brief.facts.rules
    levels = (
        (rules.roi_pass, Grade.PASS),
        (rules.roi_good, Grade.GOOD),
        (rules.roi_excellent, Grade.EXCELLENT),
    )
    return RoiChart(
        language=texts.language,
        title=_title(brief, texts, 30),
        days=days,
        spend=tuple(_float(known[day].ad_spend) if day in known else None for day in days),
        roi=tuple(_float(known[day].roi) if day in known else None for day in days),
        grades=tuple((float(level), str(grade_name(name, texts))) for level, name in levels),
        spend_label=str(texts.t("Ad spend")),
        roi_label="ROI",
    )


def _title(brief: Brief, texts: Texts, length: int) -> str:
    """Not HTML: the picture shows the name as it is."""
    days = texts.t("{count} days to {day}", count=length, day=texts.day(brief.day))
    return f"{shorten(brief.facts.store.name, NAME)} · {days}"


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
