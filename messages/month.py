"""The monthly post: the month summed up, its heat map, and the plan of the one that begins."""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from markupsafe import Markup

from charts.chart import HeatChart
from charts.report import ReportColumn, ReportTable
from messages.ads import period_title
from messages.events import season_name
from messages.morning import reached_share
from messages.post import Button, Post
from messages.span_report import cell
from messages.spans import (
    Blocks,
    as_of,
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
from messages.targets import month_name
from messages.texts import MISSING, NARROW, Texts, cells, shorten
from metrics.calendar import Calendar, Season, is_event, plain_name
from metrics.campaigns import Campaign, CampaignKind
from metrics.month import (
    Heat,
    NextPlan,
    WeekPart,
    best_and_worst_week,
    heat,
    month_after,
    month_before,
    ordinary_day,
    weeks,
)
from metrics.periods import DAY, Period
from metrics.spans import Summary, best_and_worst_day
from metrics.week import week_of

MISTAKES = {
    "unknown_month": "I do not know the month “{given}”. Write /month, or for example /month 2026-10.",
    "month_ahead": "{month} is still to come.",
    "month_too_long_ago": "That is too long ago: at most {years} years.",
}
NAME = 24  # cells of the store's name in the picture
MOST_EVENTS = 3


def month_post(
    summary: Summary, plan: NextPlan | None, texts: Texts, *, now: datetime, above: Markup | None = None
) -> Post:
    """The verdict, the figures, what fails and what comes, for everybody to see; the rest to unfold.

    `above`: why it was rewritten.
    """
    visible = [
        *over(above),
        verdict_line(summary, texts),
        *revenue_lines(summary, texts),
        *mainly_lines(summary, texts),
        *spend_lines(summary, texts),
        *refund_lines(summary, texts),
        *check_lines(summary.failing, texts),
        *plan_lines(plan, summary.facts.calendar, texts),
    ]
    text = fitted(visible, lambda most: details(summary, texts, most), as_of(texts, now))
    return Post(text, month_buttons(summary, plan, texts), month_chart(summary, texts))


def details(summary: Summary, texts: Texts, most: int) -> Blocks:
    yield why_lines(summary, texts)
    yield extremes(summary, texts)
    yield [
        *check_lines((one for one in summary.checks if not one.fails), texts),
        *depth_lines(summary.depth_value, texts),
    ]
    yield from product_blocks(summary, texts, most)
    yield from source_blocks(summary, texts, most)


def extremes(summary: Summary, texts: Texts) -> list[Markup]:
    """The best and the worst weeks and days, and what an ordinary day sold."""
    said: list[Markup] = []
    if both := best_and_worst_week(weeks(summary)):
        said += [_week_line(*pair, texts) for pair in zip(WEEK_SENTENCES, both, strict=True)]
    if days := best_and_worst_day(summary):
        for sentence, one in zip(DAY_SENTENCES.values(), days, strict=True):
            named = texts.day(one.day, weekday=True)
            said.append(texts.figures(sentence, short=True, day=named, amount=one.paid_amount))
    if ordinary := ordinary_day(summary):
        changed = "" if ordinary.change is None else texts.arrow(ordinary.change)
        usual = ordinary.revenue
        said.append(texts.figures("Ordinary day {amount} {change}", short=True, amount=usual, change=changed))
    return [line.strip() for line in said]


WEEK_SENTENCES = {
    "best": "Best week {day} {amount} {reached}",
    "worst": "Worst week {day} {amount} {reached}",
}
WEEK_PACE_SENTENCES = {
    "best": "Best week {day} {amount} a day",
    "worst": "Worst week {day} {amount} a day",
}
DAY_SENTENCES = {"best": "Best day {day} {amount}", "worst": "Worst day {day} {amount}"}


def _week_line(which: str, part: WeekPart, texts: Texts) -> Markup:
    """Named by its first day in the month; told by what it is ranked by: target reached, or sales a day."""
    day = texts.day(part.days.start)
    if part.reached is None:
        return texts.figures(WEEK_PACE_SENTENCES[which], short=True, day=day, amount=part.per_day)
    reached = reached_share(part.reached, texts)
    return texts.figures(WEEK_SENTENCES[which], short=True, day=day, amount=part.revenue, reached=reached)


# ------------------------------------------------------------------------------------------- what comes


def plan_lines(plan: NextPlan | None, calendar: Calendar, texts: Texts) -> list[Markup]:
    """The target of the month that begins, to confirm where nobody has, and its campaigns."""
    if plan is None:
        return []
    sentence = "{month}: {amount} proposed" if plan.is_proposed else "{month}: target {amount}"
    month = month_name(plan.month.start, texts)
    said = [texts.t(sentence, month=month, amount=texts.money(plan.target, compact=True))]
    events = event_lines(calendar, plan.month, texts)
    said += events[:MOST_EVENTS]
    if more := len(events[MOST_EVENTS:]):
        said.append(texts.n("{count} more campaign", "{count} more campaigns", more))
    return said


def event_lines(calendar: Calendar, month: Period, texts: Texts) -> list[Markup]:
    """Seasons whose main days touch the month, and campaigns; the earliest first. What the store plans for
    a season is told instead of it.
    """
    campaigns = [one for one in calendar.campaigns if is_event(one)]
    seasons = calendar.seasons_in(month)
    found = [(one.first_day, one.last_day, one.name) for one in campaigns]
    found += [
        (one.first, one.last, season_name(one, texts))
        for one in seasons
        if not any(is_for(campaign, one, texts) for campaign in campaigns)
    ]
    touching = sorted(one for one in found if one[0] < month.end and one[1] >= month.start)
    said = []
    for first, last, name in touching:
        days = _short_days(first, last, texts)
        said.append(Markup("• {} {}").format(shorten(name, NARROW - 3 - cells(days)), days))
    return said


def is_for(campaign: Campaign, season: Season, texts: Texts) -> bool:
    """Whether it is our part of the platform's festival: in its days, and called so or said to be so."""
    touches = campaign.first_day <= season.last and campaign.last_day >= season.presale
    is_called = plain_name(season_name(season, texts)) in plain_name(campaign.name)
    return touches and (is_called or campaign.kind is CampaignKind.PLATFORM)


def _short_days(first: date, last: date, texts: Texts) -> str:
    """The last included; in Chinese as 11/20–11/22, which leaves room for a name."""
    if texts.language != "zh":
        return period_title(Period(first, last + DAY), texts)
    days = [f"{day.month}/{day.day}" for day in dict.fromkeys((first, last))]
    return "–".join(days)


def month_buttons(summary: Summary, plan: NextPlan | None, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    store, month = summary.facts.store.id, summary.span
    here = f"month:{store}:{month.start:%Y%m}"
    around = [Button(str(texts.t("‹ Earlier")), f"month:{store}:{month_before(month).start:%Y%m}")]
    if month_after(month).start < summary.facts.today:
        around.append(Button(str(texts.t("Later ›")), f"month:{store}:{month_after(month).start:%Y%m}"))
    rows = [
        tuple(around),
        (
            Button(str(texts.t("Why")), f"why:{store}:m{month.start:%Y%m}:revenue"),
            Button(str(texts.t("Source")), f"traces:{store}:m{month.start:%Y%m}"),
        ),
        (Button("PDF", f"{here}:pdf"), Button("Excel", f"{here}:xlsx")),
    ]
    if plan is not None and plan.draft is not None:
        named = month_name(plan.month.start, texts)
        confirm = Button(str(texts.t("✓ Confirm {month}", month=named)), f"{here}:plan:{plan.draft}")
        rows.insert(0, (confirm, Button(str(texts.t("Day by day")), f"{here}:days:{plan.draft}")))
    return tuple(rows)


# ------------------------------------------------------------------------------------------- the picture


def month_chart(summary: Summary, texts: Texts) -> HeatChart:
    """A row a week; each day by what it reached of its target, or by its revenue where there is none."""
    found = heat(summary)
    title = texts.t("% of target by day") if found.is_of_target else texts.t("Revenue by day")
    monday = week_of(summary.span.start)
    return HeatChart(
        language=texts.language,
        title=f"{shorten(summary.facts.store.name, NAME)} · {span_name(summary, texts)} · {title}",
        columns=tuple(format_date(day, "EEE", locale=texts.language) for day in monday.days()),
        rows=tuple(f"{row.start.day}–{row.last.day}" for row in found.weeks),
        cells=tuple(tuple(None if value is None else float(value) for value in row) for row in found.cells),
        words=_words(summary, found, texts),
        middle=1.0 if found.is_of_target else None,
    )


def _words(summary: Summary, found: Heat, texts: Texts) -> tuple[tuple[str, ...], ...]:
    """What stands in the cells."""
    return tuple(
        tuple(
            _word(summary, day, value, found.is_of_target, texts)
            for day, value in zip(week_of(row.start).days(), values, strict=True)
        )
        for row, values in zip(found.weeks, found.cells, strict=True)
    )


def _word(summary: Summary, day: date, value: Decimal | None, of_target: bool, texts: Texts) -> str:
    """Nothing on days of another month, or to come; a dash where a day that is over is not known."""
    if day not in summary.so_far:
        return ""
    if value is None:
        return MISSING
    return reached_share(value, texts) if of_target else texts.short(value)


def week_table(summary: Summary, texts: Texts) -> ReportTable:
    """For the month's document: its weeks."""
    columns = (
        ReportColumn(str(texts.t("Week")), "text"),
        ReportColumn(str(texts.t("Days")), "count"),
        ReportColumn(str(texts.t("Revenue")), "money"),
        ReportColumn(str(texts.t("Revenue a day")), "money"),
        ReportColumn(str(texts.t("Reached")), "percent"),
    )
    rows = tuple(
        (
            period_title(one.days, texts),
            cell(one.known),
            cell(one.revenue),
            cell(one.per_day),
            cell(one.reached),
        )
        for one in weeks(summary)
    )
    return ReportTable(
        str(texts.t("Weeks")), columns, rows, (None, "sum", "sum", "ratio:2/1", None), str(texts.t("Total"))
    )
