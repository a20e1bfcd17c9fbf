"""Targets in words: how a month or a year stands, and what was changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from charts.chart import MonthChart
from messages.drafts import draft_post, month_name, short_month, year_name
from messages.events import day_names, shades
from messages.post import MAX_CAPTION, Button, Post, length
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.periods import DAY
from metrics.progress import MonthLine, MonthProgress, YearProgress, added_up, fan
from metrics.targets import MonthPace, TargetChange, month_of, year_of

__all__ = ("MISTAKES", "draft_post", "month_name", "target_post", "unknown_days", "year_post")

MISTAKES = {
    "unknown_target": "I cannot read the target “{given}”. Write /target 30000/day, "
    "/target 900000/month 2026-12, /target 12000000/year or /target 2026-11-11 300000.",
    "unknown_amount": "I cannot read “{given}” as an amount. Write it like 30000 or 30,000.50.",
    "target_too_high": "The target “{given}” is too high: at most 10,000,000,000.",
    "target_day_too_far": "{given} is too far away for a target: at most three years from today.",
    "target_needs_manager": "Only a manager can change the target. /target without more shows it.",
}
IN_A_ROW = 4  # buttons of months
NAME = 13  # cells of what nothing is planned for


# ------------------------------------------------------------------------------------------------- a month


def target_post(
    shown: MonthProgress,
    store_id: int,
    texts: Texts,
    *,
    changed: TargetChange | None = None,
    choosing: bool = False,
) -> Post:
    """The month's target so far; after a change, first what was changed. `choosing`: what shall change."""
    said = [change_line(changed, texts), ""] if changed else []
    words = lines(*said, *month_lines(shown, texts))
    days = list(day_lines(shown, texts))
    unfolded = lines(words, Markup("<blockquote expandable>{}</blockquote>").format(lines(*days)))
    buttons = (
        choices(shown.month.start, shown.today, store_id, texts)
        if choosing
        else around(shown, store_id, texts)
    )
    text = unfolded if days and length(unfolded) <= MAX_CAPTION else words
    return Post(text, buttons, month_chart(shown, texts))


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


def month_lines(shown: MonthProgress, texts: Texts) -> Iterator[Markup]:
    """The verdict, the figures, where it may end, and what is needed."""
    yield verdict(shown, texts)
    pace = shown.pace
    if shown.sold is not None:
        yield texts.figures("Sold {amount}", amount=shown.sold)
    if pace is not None:
        if pace.without_target and pace.revenue is not None:
            yield texts.figures("On target days {amount}", amount=pace.revenue)
        if pace.reached is not None and not shown.is_over:
            yield texts.figures("Target so far {amount}", amount=pace.target_so_far)
        yield texts.figures("Month's target {amount}", amount=pace.target)
        yield from needed_lines(pace, texts)
        yield from unknown_days(pace, texts)
    yield from forecast_lines(shown, texts)
    if pace is None and not shown.is_over:
        yield texts.t("Set one, for example: /target 900000/month")


def verdict(shown: MonthProgress, texts: Texts) -> Markup:
    month, pace = month_name(shown.month.start, texts), shown.pace
    if pace is None:
        return texts.t("<b>{month}: no target</b>", month=month)
    if pace.reached is None:
        return texts.t("<b>{month}: nothing to compare with the target yet</b>", month=month)
    if shown.is_over:
        percent = texts.percent(pace.reached)
        if pace.reached >= 1:
            return texts.t("<b>{month}: target reached, {percent}</b>", month=month, percent=percent)
        return texts.t("<b>{month}: target missed, {percent}</b>", month=month, percent=percent)
    return texts.t(
        "<b>{month}: {percent} of the target so far</b>", month=month, percent=texts.percent(pace.reached)
    )


def needed_lines(pace: MonthPace, texts: Texts) -> Iterator[Markup]:
    if pace.needed_per_day is not None:
        yield texts.figures("Needed {amount} a day", amount=pace.needed_per_day)
        yield texts.n("{count} day left", "{count} days left", pace.days_left)


def forecast_lines(shown: MonthProgress, texts: Texts) -> Iterator[Markup]:
    """Where the month may end, its range, and what the forecast leaves out."""
    forecast = shown.forecast
    if forecast is None or not forecast.by_day:
        return
    middle, pace = forecast.middle, shown.pace
    target = pace.target if pace is not None and pace.is_whole else None
    if target:
        share = texts.percent(middle / target)
        yield texts.figures("Month's end ≈ {amount}, {share}", short=True, amount=middle, share=share)
    else:
        yield texts.figures("Month's end ≈ {amount}", short=True, amount=middle)
    yield texts.figures("80% sure: {low} – {high}", short=True, low=forecast.low, high=forecast.high)
    yield from unplanned_lines(shown, forecast.unplanned, texts)


def unplanned_lines(shown: MonthProgress, days: Iterable[date], texts: Texts) -> Iterator[Markup]:
    """What is to come without any plan, and so is taken for ordinary days."""
    names = (next(iter(day_names(shown.calendar, day, texts)), "") for day in days)
    for name in filter(None, dict.fromkeys(names)):
        yield texts.t("Nothing planned: {name}", name=shorten(name, NAME))


def day_lines(shown: MonthProgress, texts: Texts) -> Iterator[Markup]:
    """Each day that has a target: what was sold of how much, and what is special about it."""
    for day, target in shown.targets.items():
        sold, planned = shown.revenue.get(day), texts.money(target, compact=True)
        if sold is None:
            said = Markup("• {} {}").format(day.day, planned)
        else:
            mark, amount = "✓" if sold >= target else "✗", texts.money(sold, compact=True)
            said = Markup("{} {} {}/{}").format(mark, day.day, amount, planned)
        names = day_names(shown.calendar, day, texts)
        room = NARROW - cells(said.striptags()) - 1
        yield Markup("{} {}").format(said, shorten(names[0], room)) if names and room > 4 else said


def unknown_days(pace: MonthPace, texts: Texts) -> tuple[Markup, ...]:
    """Said where days of the month are not known: more may have been sold than we count."""
    if not pace.unknown_days:
        return ()
    one, many = "{count} day of the month unknown", "{count} days of the month unknown"
    return (texts.n(one, many, pace.unknown_days),)


# -------------------------------------------------------------------------------------------------- a year


def year_post(shown: YearProgress, store_id: int, texts: Texts, *, choosing: bool = False) -> Post:
    """The year's verdict and figures, then its months: what was sold of how much."""
    whole = shown.whole
    figures = (
        ("Sold {amount}", whole.sold),
        ("Target so far {amount}", whole.due),
        ("Year's target {amount}", whole.target),
    )
    said = [
        texts.figures(sentence, short=True, amount=amount)
        for sentence, amount in figures
        if amount is not None
    ]
    months = [month_line(one, shown.today, texts) for one in shown.months if one.target or one.sold]
    text = lines(year_verdict(shown, texts), *said, "" if months else None, *months)
    start = shown.year.start
    buttons = (
        choices(start, shown.today, store_id, texts, of_year=True)
        if choosing
        else around_year(start, store_id, texts)
    )
    return Post(text, buttons, year_chart(shown, texts))


def year_verdict(shown: YearProgress, texts: Texts) -> Markup:
    whole, name = shown.whole, year_name(shown.year.start, texts)
    if whole.target is None:
        return texts.t("<b>{year}: no target</b>", year=name)
    if shown.pace is None:
        return texts.t("<b>{year}: nothing to compare with the target yet</b>", year=name)
    return texts.t(
        "<b>{year}: {percent} of the target so far</b>", year=name, percent=texts.percent(shown.pace)
    )


def month_line(line: MonthLine, today: date, texts: Texts) -> Markup:
    """`✓ Nov ¥1.02M/¥1.00M 102%`."""
    mark = "•"
    if line.month.end <= today and line.reached is not None:
        mark = "✓" if line.reached >= 1 else "✗"
    name = short_month(line.month.start, texts)
    sold, target = (texts.money(amount, compact=True) for amount in (line.sold, line.target))
    if line.target is None:
        return Markup("{} {} {}").format(mark, name, sold)
    return Markup("{} {} {}/{} {}").format(mark, name, sold, target, texts.percent(line.reached))


# ------------------------------------------------------------------------------------------------- buttons


def around(shown: MonthProgress, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    before, after = shown.month.start - DAY, shown.month.end
    return (
        (
            Button(f"‹ {short_month(before, texts)}", f"target:month:{store_id}:{before:%Y%m}"),
            Button(f"{short_month(after, texts)} ›", f"target:month:{store_id}:{after:%Y%m}"),
        ),
        (
            Button(str(texts.t("Year")), f"target:year:{store_id}:{shown.month.start:%Y}"),
            Button(str(texts.t("Change target")), f"target:change:{store_id}:{shown.month.start:%Y%m}"),
        ),
    )


def around_year(start: date, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    before, after = start - DAY, year_of(start.year).end
    months = [date(start.year, number, 1) for number in range(1, 13)]
    buttons = [Button(short_month(day, texts), f"target:month:{store_id}:{day:%Y%m}") for day in months]
    return (
        (
            Button(f"‹ {before.year}", f"target:year:{store_id}:{before:%Y}"),
            Button(f"{after.year} ›", f"target:year:{store_id}:{after:%Y}"),
        ),
        *(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, 12, IN_A_ROW)),
        (Button(str(texts.t("Change target")), f"target:change:{store_id}:{start:%Y}"),),
    )


def choices(
    start: date, today: date, store_id: int, texts: Texts, *, of_year: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """What shall change: this month, the next, the year; from October on the next year, too."""
    this, coming = today.replace(day=1), month_of(today).end
    years = [this.year, this.year + 1] if this.month >= 10 else [this.year]
    back = f"target:year:{store_id}:{start:%Y}" if of_year else f"target:month:{store_id}:{start:%Y%m}"
    return (
        (
            Button(str(texts.t("This month")), f"target:ask:{store_id}:{this:%Y%m}"),
            Button(str(texts.t("Next month")), f"target:ask:{store_id}:{coming:%Y%m}"),
        ),
        tuple(
            Button(str(texts.t("Year {year}", year=year)), f"target:ask:{store_id}:{year}") for year in years
        ),
        (Button(str(texts.t("‹ Back")), back),),
    )


# ------------------------------------------------------------------------------------------------ pictures


def month_chart(shown: MonthProgress, texts: Texts) -> MonthChart:
    """Sold against planned, day by day added up, and how it may go on."""
    days = tuple(shown.month.days())
    band = (
        fan(shown.forecast, shown.sold or Decimal(0), shown.month, shown.today)
        if shown.forecast
        else ((), ())
    )
    return MonthChart(
        language=texts.language,
        title=str(texts.t("{month}: sold and planned", month=month_name(shown.month.start, texts))),
        days=days,
        sold=_floats(added_up(shown.revenue, shown.month)),
        planned=_floats(added_up(shown.targets, shown.month)),
        low=_floats(band[0]),
        high=_floats(band[1]),
        shades=shades(shown.calendar, days, texts),
        sold_label=str(texts.t("Sold")),
        planned_label=str(texts.t("Planned")),
        band_label=str(texts.t("80% sure")),
    )


def year_chart(shown: YearProgress, texts: Texts) -> MonthChart:
    days = tuple(shown.year.days())
    return MonthChart(
        language=texts.language,
        title=str(texts.t("{month}: sold and planned", month=year_name(shown.year.start, texts))),
        days=days,
        sold=_floats(added_up(shown.revenue, shown.year)),
        planned=_floats(added_up(shown.targets, shown.year)),
        low=(),
        high=(),
        shades=(),
        sold_label=str(texts.t("Sold")),
        planned_label=str(texts.t("Planned")),
        band_label="",
    )


def _floats(amounts: Iterable[Decimal | None]) -> tuple[float | None, ...]:
    return tuple(None if amount is None else float(amount) for amount in amounts)
