"""The weekly post: how the week went, what its pages did, what gained and lost; its picture and buttons."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup

from charts.chart import BriefChart
from messages.events import shades
from messages.post import Button, Post, plain
from messages.spans import (
    Blocks,
    as_of,
    before_name,
    check_lines,
    depth_lines,
    fitted,
    mainly_lines,
    over,
    product_blocks,
    refund_lines,
    revenue_lines,
    source_blocks,
    span_name,
    spend_lines,
    verdict_line,
    why_lines,
)
from messages.texts import Texts, shorten
from metrics.spans import Compared, Summary, best_and_worst_day

MISTAKES = {
    "unknown_week": "I do not know the week “{given}”. Write /week, /week 1 for the one before, "
    "or /week 2026-11-11 for a day's.",
    "week_ahead": "The week of {day} is still to come.",
    "week_too_long_ago": "That is too long ago: at most {weeks} weeks.",
}
NAME = 24  # cells of the store's name in the picture


def week_post(summary: Summary, texts: Texts, *, now: datetime, above: Markup | None = None) -> Post:
    """The verdict, the figures and what fails for everybody to see; the rest to unfold.

    `above`: why it was rewritten.
    """
    visible = [
        *over(above),
        verdict_line(summary, texts),
        *revenue_lines(summary, texts),
        *mainly_lines(summary, texts),
        *check_lines(summary.failing, texts),
        *depth_lines(summary.depth_value, texts),
    ]
    text = fitted(visible, lambda most: details(summary, texts, most), as_of(texts, now))
    return Post(text, week_buttons(summary, texts), week_chart(summary, texts))


def details(summary: Summary, texts: Texts, most: int) -> Blocks:
    yield why_lines(summary, texts)
    yield [*check_lines((one for one in summary.checks if not one.fails), texts)]
    yield [*spend_lines(summary, texts), *refund_lines(summary, texts)]
    yield from product_blocks(summary, texts, most)
    yield from source_blocks(summary, texts, most)


def week_buttons(summary: Summary, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    store, start = summary.facts.store.id, summary.span.start
    here = f"week:{store}:{start:%Y%m%d}"
    around = [Button(str(texts.t("‹ Earlier")), f"week:{store}:{start - timedelta(days=7):%Y%m%d}")]
    if summary.span.end < summary.facts.today:
        around.append(Button(str(texts.t("Later ›")), f"week:{store}:{summary.span.end:%Y%m%d}"))
    return (
        tuple(around),
        (
            Button(str(texts.t("Why")), f"why:{store}:w{start:%Y%m%d}:revenue"),
            Button(str(texts.t("Source")), f"traces:{store}:w{start:%Y%m%d}"),
        ),
        (Button("PDF", f"{here}:pdf"), Button("Excel", f"{here}:xlsx")),
    )


def week_chart(summary: Summary, texts: Texts) -> BriefChart:
    """The days as bars, the best one marked; the days they are compared with behind them."""
    days = tuple(summary.span.days())
    known = summary.facts.days
    main = summary.main
    before = dict(zip(days, main.candidate.period.days(), strict=True)) if main else {}
    best = best_and_worst_day(summary)

    def sold(day: date | None) -> float | None:
        return _float(known[day].paid_amount) if day is not None and day in known else None

    return BriefChart(
        language=texts.language,
        title=f"{shorten(summary.facts.store.name, NAME)} · {span_name(summary, texts)}",
        days=days,
        revenue=tuple(sold(day) for day in days),
        target=tuple(_float(summary.facts.targets.get(day)) for day in days),
        roi=tuple(_float(known[day].roi) if day in known else None for day in days),
        marked=best[0].day if best else days[-1],
        revenue_label=str(texts.t("Revenue")),
        target_label=str(texts.t("Target")),
        roi_label="ROI",
        shades=shades(summary.facts.calendar, days, texts),
        ghost=tuple(sold(before.get(day)) for day in days) if main else (),
        ghost_label=before_label(main, texts) if main else "",
    )


def before_label(compared: Compared, texts: Texts) -> str:
    """In a legend, not HTML."""
    name = plain(before_name(compared, True, texts))
    return name[:1].upper() + name[1:]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
