"""`/trend` in words: whether the last day is unusual, what the days come to, what to do."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from charts.chart import TrendChart
from messages.ads import chosen, period_title
from messages.causes import plain
from messages.events import day_names, shades
from messages.post import Button, Post
from messages.texts import MISSING, Texts, lines, shorten
from metrics.numbers import change
from metrics.periods import Period
from metrics.stores import Store
from metrics.trend import LESS_IS_BETTER, Band, Known, Metric, Trend, Verdict
from metrics.why import Level

MISTAKES = {
    "unknown_trend": "I do not understand “{given}”. Write the figure and the days, for example: "
    "/trend revenue, /trend conversion 90, /trend roi 2026-11-01..2026-11-21.",
}
LENGTHS = (7, 30, 90)
IN_A_ROW = 3
NAME, EVENT = 24, 12  # cells of the store's name, of a campaign's
METRIC_NAMES = {
    Metric.REVENUE: "Revenue",
    Metric.VISITORS: "Visitors",
    Metric.CONVERSION: "Conversion",
    Metric.AOV: "AOV",
    Metric.BUYERS: "Buyers",
    Metric.ITEMS: "Items sold",
    Metric.VISITOR_VALUE: "Visitor value",
    Metric.DEPTH: "Depth",
    Metric.REFUNDS: "Refunds",
    Metric.SPEND: "Ad spend",
    Metric.ROI: "ROI",
    Metric.SPEND_SHARE: "Spend share",
}


def trend_post(trend: Trend, store: Store, texts: Texts) -> Post:
    """Chart and words; the buttons change the figure or the days, and keep the other."""
    text = lines(verdict_line(trend, texts), *figure_lines(trend, texts), *note_lines(trend, texts))
    return Post(text, buttons(trend, store, texts), trend_chart(trend, store, texts))


def note(trend: Trend, texts: Texts) -> str:
    """On a button whose figure is not known; plain text."""
    return verdict_line(trend, texts).striptags()


def metric_name(metric: Metric, texts: Texts) -> str:
    return str(texts.t(METRIC_NAMES[metric]))


def span_name(period: Period, texts: Texts) -> str:
    """With the years where it has days of more than one."""
    if period.start.year == period.last.year:
        return period_title(period, texts)
    return f"{period.start} – {period.last}"


def day_name(day: date, period: Period, texts: Texts) -> str:
    return texts.day(day) if period.start.year == period.last.year else str(day)


# ------------------------------------------------------------------------------------------------ the words

VERDICT_SENTENCES = {
    Verdict.UNKNOWN: "{metric}: no figures for these days",
    Verdict.ABOVE: "{metric} {value} on {day}: above the usual",
    Verdict.BELOW: "{metric} {value} on {day}: below the usual",
    Verdict.WITHIN: "{metric} {value} on {day}: as usual",
    Verdict.SPECIAL: "{metric} {value} on {day}: {event}",
    Verdict.ALONE: "{metric} {value} on {day}: too few days to say what is usual",
}


def verdict_line(trend: Trend, texts: Texts) -> Markup:
    last = trend.last
    events = day_names(trend.calendar, last.day, texts) if last else ()
    happened = texts.t(
        VERDICT_SENTENCES[trend.verdict],
        metric=metric_name(trend.metric, texts),
        value=plain(last.value if last else None, trend.formula.measure, texts, compact=True),
        day=texts.day(last.day, weekday=True) if last else MISSING,
        event=shorten(events[0], EVENT) if events else MISSING,
    )
    return Markup("<b>{}</b>").format(happened)


def figure_lines(trend: Trend, texts: Texts) -> Iterator[Markup]:
    """Nothing but the period where nothing is known."""
    yield Markup("{}").format(span_name(trend.period, texts))
    if trend.last is None:
        return
    if trend.usual is not None and trend.verdict is not Verdict.SPECIAL:
        yield band_line(trend, trend.usual, texts)
    yield from year_lines(trend, trend.last, texts)
    if trend.formula.whole is not None:
        yield line(trend, texts, "All days together {value}", value=trend.average)
    else:
        yield line(trend, texts, "A day on average {value}", value=trend.average)
    if trend.total is not None:
        yield line(trend, texts, "In total {value}", value=trend.total)
    high, low = trend.highest, trend.lowest
    if high is not None and low is not None and high.value != low.value:
        yield line(
            trend,
            texts,
            "Highest {value} on {day}",
            value=high.value,
            day=day_name(high.day, trend.period, texts),
        )
        yield line(
            trend,
            texts,
            "Lowest {value} on {day}",
            value=low.value,
            day=day_name(low.day, trend.period, texts),
        )
    yield from change_lines(trend, texts)


def band_line(trend: Trend, usual: Band, texts: Texts) -> Markup:
    return line(trend, texts, "Usually {low} – {high}", low=usual.low, high=usual.high)


def year_lines(trend: Trend, last: Known, texts: Texts) -> Iterator[Markup]:
    if trend.year_ago is not None:
        value = plain(trend.year_ago, trend.formula.measure, texts, compact=True)
        arrow = texts.arrow(change(trend.year_ago, last.value))
        yield texts.t("A year ago {value} {change}", value=value, change=arrow)


def change_lines(trend: Trend, texts: Texts) -> Iterator[Markup]:
    found, count = trend.change, len(trend.period)
    if found is None:
        return
    if found.is_fair:
        yield texts.n(
            "On the day before {change}", "On the {count} days before {change}", count,
            change=texts.arrow(found.share),
        )  # fmt: skip
    else:
        yield texts.t("Not compared with the days before: campaigns fall into one of the two only.")


def line(trend: Trend, texts: Texts, sentence: str, /, day: str = "", **values: Decimal | None) -> Markup:
    """Figures to three digits."""
    measure = trend.formula.measure
    shown = {name: plain(value, measure, texts, compact=True) for name, value in values.items()}
    return texts.t(sentence, **shown, day=day)


BAD_SENTENCES = {
    Metric.REVENUE: "What to do: the button below takes it apart.",
    Metric.VISITORS: "What to do: see below which source lost them.",
    Metric.CONVERSION: "What to do: see below which products lost it; check prices, pages and service.",
    Metric.AOV: "What to do: see below which products lost it; check bundles and discounts.",
    Metric.BUYERS: "What to do: look at visitors and conversion next.",
    Metric.ITEMS: "What to do: look at visitors and conversion next.",
    Metric.VISITOR_VALUE: "What to do: look at conversion and order value next.",
    Metric.DEPTH: "What to do: link items to one another.",
    Metric.REFUNDS: "What to do: read the latest reviews: /reviews",
    Metric.SPEND: "What to do: hold it against the budgets: /budget",
    Metric.ROI: "What to do: see below whether clicks, orders or prices changed.",
    Metric.SPEND_SHARE: "What to do: see /roi for what to cut.",
}


def note_lines(trend: Trend, texts: Texts) -> Iterator[Markup]:
    """What to do, and what is to be known about the figures."""
    if trend.is_bad:
        yield texts.t(BAD_SENTENCES[trend.metric])
    elif trend.verdict is (Verdict.BELOW if trend.metric in LESS_IS_BETTER else Verdict.ABOVE):
        yield texts.t("What to do: find out what helped, and do it again.")
    elif trend.verdict is Verdict.UNKNOWN:
        yield texts.t("Send the files of the days that are missing: /files")
    if trend.counted_otherwise:
        yield texts.n(
            "Left out: {count} day that counts visitors in another way.",
            "Left out: {count} days that count visitors in another way.",
            trend.counted_otherwise,
        )
    missing = len(trend.period) - len(trend.known) - trend.counted_otherwise
    if missing and trend.last is not None:
        yield texts.n("Not known: {count} day", "Not known: {count} days", missing)
    if trend.sums_visitors and trend.last is not None:
        yield texts.t("Visitors are a sum over products: one person may count several times.")


# --------------------------------------------------------------------------------------- chart and buttons


def trend_chart(trend: Trend, store: Store, texts: Texts) -> TrendChart | None:
    """None where there is nothing to draw."""
    if trend.last is None:
        return None
    name, days = metric_name(trend.metric, texts), tuple(trend.period.days())
    label = str(texts.t("{metric}, 7 days to each point", metric=name)) if trend.is_smooth else name
    return TrendChart(
        language=texts.language,
        title=f"{shorten(store.name, NAME)} · {name} · {span_name(trend.period, texts)}",
        days=days,
        values=tuple(None if value is None else float(value) for value in trend.values),
        low=tuple(None if band is None else float(band.low) for band in trend.bands),
        high=tuple(None if band is None else float(band.high) for band in trend.bands),
        ghost=tuple(None if value is None else float(value) for value in trend.ghost),
        shades=shades(trend.calendar, days, texts),
        unit=trend.formula.measure.value,
        value_label=label,
        band_label=str(texts.t("Usual range")),
        ghost_label=str(texts.t("Last year")),
    )


def buttons(trend: Trend, store: Store, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    asked, last = len(trend.period), trend.period.last

    def data(metric: Metric, length: int) -> str:
        return f"trend:{store.id}:{metric}:{length}:{last:%Y%m%d}"

    lengths = tuple(
        chosen(texts.n("{count} day", "{count} days", length), length == asked, data(trend.metric, length))
        for length in LENGTHS
    )
    metrics = [
        chosen(metric_name(metric, texts), metric is trend.metric, data(metric, asked)) for metric in Metric
    ]
    rows = [tuple(metrics[i : i + IN_A_ROW]) for i in range(0, len(metrics), IN_A_ROW)]
    return lengths, *rows, *why_row(trend, store, texts)


def why_row(trend: Trend, store: Store, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Of what can be taken apart: why the last day is as it is."""
    if trend.last is None or str(trend.metric) not in set(map(str, Level)):
        return ()
    return ((Button(str(texts.t("Why")), f"why:{store.id}:{trend.last.day:%Y%m%d}:{trend.metric}"),),)
