"""A week or a month as a document: its words, pictures and tables, for a PDF and for a workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from charts.chart import Chart, Step, WaterfallChart
from charts.report import Cell, DocumentKind, Report, ReportColumn, ReportPlot, ReportTable, ReportUnit
from messages.post import plain
from messages.spans import (
    CHECK_NAMES,
    as_of,
    check_grade,
    check_line,
    check_value,
    depth_lines,
    limit_text,
    mainly_lines,
    part_of_days,
    refund_lines,
    revenue_lines,
    span_name,
    spend_lines,
    verdict_line,
)
from messages.texts import Texts
from metrics.numbers import ratio
from metrics.pages import depth
from metrics.products import ProductSum
from metrics.sales import StoreDay
from metrics.spans import Mover, Summary

PRINTED = 30  # products and sources on paper; a workbook has them all
FILE_NAME = 40  # characters of the store's name


def span_report(
    summary: Summary,
    texts: Texts,
    kind: DocumentKind,
    charts: Sequence[Chart],
    now: datetime,
    more: Sequence[ReportTable] = (),
) -> Report:
    """`charts` first, then the change as a waterfall; `more` tables stand behind the days.

    The workbook's tables are complete.
    """
    most = PRINTED if kind == "pdf" else None
    waterfall = why_chart(summary, texts)
    tables = (
        day_table(summary, texts, whole=kind == "xlsx"),
        *more,
        health_table(summary, texts),
        product_table(summary, texts, most),
        source_table(summary, texts, most),
        depth_table(summary, texts),
    )
    return Report(
        language=texts.language,
        title=summary.facts.store.name,
        subtitle=span_name(summary, texts),
        summary=summary_lines(summary, texts),
        tables=tuple(table for table in tables if table.rows),
        charts=(*charts, *((waterfall,) if waterfall else ())),
        footer=str(as_of(texts, now)),
    )


def document_name(summary: Summary, kind: DocumentKind) -> str:
    """`小棉袄旗舰店 2026-11-23.pdf`: with nothing that a file system minds."""
    name = "".join(
        " " if letter in '\\/:*?"<>|' or not letter.isprintable() else letter
        for letter in summary.facts.store.name
    )
    return f"{' '.join(name.split())[:FILE_NAME].strip()} {summary.span.start:%Y-%m-%d}.{kind}".strip()


def summary_lines(summary: Summary, texts: Texts) -> tuple[str, ...]:
    said = (
        verdict_line(summary, texts),
        *revenue_lines(summary, texts),
        *mainly_lines(summary, texts),
        *spend_lines(summary, texts),
        *refund_lines(summary, texts),
        *depth_lines(summary.depth_value, texts),
    )
    return tuple(plain(line) for line in said)


def why_chart(summary: Summary, texts: Texts) -> WaterfallChart | None:
    """From the days compared with to these, factor by factor; None where the change is not split."""
    main = summary.main
    if main is None or main.split.undefined is not None or main.before.paid_amount is None:
        return None
    parts = main.split
    steps = (
        (texts.t("Visitors"), parts.visitors),
        (texts.t("Conversion"), parts.conversion),
        (texts.t("AOV"), parts.aov),
    )
    return WaterfallChart(
        language=texts.language,
        title=str(texts.t("What changed the revenue")),
        start_label=str(texts.t("Before")),
        start=float(main.before.paid_amount),
        steps=tuple(Step(str(name), float(part or 0)) for name, part in steps),
        end_label=str(texts.t("Now")),
        end=float(main.after.paid_amount or 0),
        unit="money",
    )


# -------------------------------------------------------------------------------------------------- the days

DAY_NAMES = {
    "day": "Day",
    "revenue": "Revenue",
    "target": "Target",
    "reached": "Reached",
    "visitors": "Visitors",
    "page_views": "Page views",
    "depth": "Depth",
    "buyers": "Buyers",
    "conversion": "Conversion",
    "aov": "AOV",
    "refunds": "Refunds",
    "spend": "Ad spend",
    "ad_revenue": "Ad revenue",
    "roi": "ROI",
}
DAY_UNITS: dict[str, ReportUnit] = {
    "day": "day",
    "reached": "percent",
    "visitors": "count",
    "page_views": "count",
    "depth": "number",
    "buyers": "count",
    "conversion": "percent",
    "roi": "multiple",
}
DAY_RATIOS = {  # of which two columns
    "reached": ("revenue", "target"),
    "depth": ("page_views", "visitors"),
    "conversion": ("buyers", "visitors"),
    "aov": ("revenue", "buyers"),
    "roi": ("ad_revenue", "spend"),
}
ON_PAPER = (
    "day",
    "revenue",
    "target",
    "reached",
    "visitors",
    "buyers",
    "conversion",
    "aov",
    "spend",
    "ad_revenue",
    "roi",
)


def day_table(summary: Summary, texts: Texts, *, whole: bool) -> ReportTable:
    """A row a day that is over; ratios below are made of the sums above. Visitors are a sum over days."""
    names = tuple(DAY_NAMES) if whole else ON_PAPER
    rows = [_day_cells(summary, one) for one in summary.so_far.days()]
    totals = {name: _total(name, names, rows) for name in names}
    return ReportTable(
        title=str(texts.t("Days (visitors are a sum over days)")),
        columns=tuple(
            ReportColumn(str(texts.t(DAY_NAMES[name])), DAY_UNITS.get(name, "money")) for name in names
        ),
        rows=tuple(tuple(row[name] for name in names) for row in rows),
        totals=tuple(totals[name] for name in names) if rows else (),
        total_label=str(texts.t("Total")),
        plot=ReportPlot("bar", (names.index("revenue"), names.index("target"))),
    )


def _total(name: str, names: Sequence[str], rows: Sequence[dict[str, Cell]]) -> str | None:
    """A ratio of sums only where both are known of the same days."""
    if name not in DAY_RATIOS:
        return None if name == "day" else "sum"
    part, below = DAY_RATIOS[name]
    alike = all((row[part] is None) == (row[below] is None) for row in rows)
    return f"ratio:{names.index(part)}/{names.index(below)}" if alike else None


def _day_cells(summary: Summary, day: date) -> dict[str, Cell]:
    one = summary.facts.days.get(day, StoreDay(day))
    target = summary.facts.targets.get(day)
    return {
        "day": day,
        "revenue": cell(one.paid_amount),
        "target": cell(target),
        "reached": cell(ratio(one.paid_amount, target)),
        "visitors": cell(one.visitors),
        "page_views": cell(one.page_views),
        "depth": cell(depth((one,))),
        "buyers": cell(one.paid_buyers),
        "conversion": cell(one.conversion),
        "aov": cell(one.aov),
        "refunds": cell(one.refund_amount),
        "spend": cell(one.ad_spend),
        "ad_revenue": cell(one.ad_revenue),
        "roi": cell(one.roi),
    }


def cell(value: Decimal | int | None) -> Cell:
    return None if value is None else float(value)


# ------------------------------------------------------------------------- pages, products, sources, depth


def health_table(summary: Summary, texts: Texts) -> ReportTable:
    rows: list[tuple[Cell, ...]] = []
    for one in summary.checks:
        name, rule = str(texts.t(CHECK_NAMES[one.check])), limit_text(one, one.level.sign)
        if one.grade is None:
            rows.append((name, None, rule, plain(check_line(one, texts)).removeprefix("– ")))
        else:
            rows.append((name, check_value(one, texts), rule, plain(check_grade(one, texts))))
    titles = (texts.t("Page"), texts.t("Value"), texts.t("Level"), texts.t("Grade"))
    columns = tuple(ReportColumn(str(title), "text") for title in titles)
    return ReportTable(str(texts.t("Page health")), columns, tuple(rows))


def product_table(summary: Summary, texts: Texts, most: int | None) -> ReportTable:
    """The largest first; the sums below are of all that are listed. On paper without their numbers.

    People who look at several products count several times, so that they do not add up.
    """
    sums = {one.item_id: one for one in summary.facts.products}
    has_before = any(one.before is not None for one in summary.products.all)
    columns: list[tuple[str, ReportUnit, str | None]] = [(texts.t("Product"), "text", None)]
    if most is None:
        columns.append((texts.t("Item number"), "text", None))
    columns.append((texts.t("Revenue"), "money", "sum"))
    if has_before:
        columns += [(texts.t("Before"), "money", "sum"), (texts.t("Change"), "money", "sum")]
    columns += [
        (texts.t("Visitors"), "count", None),
        (texts.t("Buyers"), "count", None),
        (texts.t("Conversion"), "percent", None),
        (texts.t("AOV"), "money", None),
    ]
    rows = tuple(
        _product_cells(one, sums.get(one.key), with_number=most is None, with_before=has_before)
        for one in summary.products.all[:most]
    )
    return ReportTable(
        title=_listed(
            _of_days(texts.t("Products"), summary.facts.product_days, summary, texts),
            len(rows),
            len(summary.products.all),
            texts,
        ),
        columns=tuple(ReportColumn(str(title), unit) for title, unit, _ in columns),
        rows=rows,
        totals=tuple(total for _, _, total in columns),
        total_label=str(texts.t("Total")),
    )


def _product_cells(
    one: Mover, found: ProductSum | None, *, with_number: bool, with_before: bool
) -> tuple[Cell, ...]:
    found = found or ProductSum(one.key, one.name)
    return (
        one.name,
        *((one.key,) if with_number else ()),
        cell(one.now),
        *((cell(one.before), cell(one.change)) if with_before else ()),
        cell(found.visitors),
        cell(found.paid_buyers),
        cell(found.conversion),
        cell(found.aov),
    )


def source_table(summary: Summary, texts: Texts, most: int | None) -> ReportTable:
    """Sources overlap, as people come twice: nothing is added up."""
    found = summary.sources
    has_before = any(one.before is not None for one in found.all)
    columns = [
        ReportColumn(str(texts.t("Source of visitors")), "text"),
        ReportColumn(str(texts.t("Visitors")), "count"),
    ]
    if has_before:
        columns += [
            ReportColumn(str(texts.t("Before")), "count"),
            ReportColumn(str(texts.t("Change")), "count"),
        ]
    rows = tuple(
        (one.name, cell(one.now), *((cell(one.before), cell(one.change)) if has_before else ()))
        for one in found.all[:most]
    )
    title = _of_days(texts.t("Sources"), summary.facts.source_days, summary, texts)
    title = _listed(title, len(rows), len(found.all), texts)
    return ReportTable(title, tuple(columns), rows)


def _of_days(title: str, count: int, summary: Summary, texts: Texts) -> str:
    """Where products or sources are told of fewer days than the days' own table shows."""
    between = "" if texts.language == "zh" else " "
    return between.join((str(title), *(plain(one) for one in part_of_days(count, summary, texts))))


def _listed(title: str, listed: int, all_: int, texts: Texts) -> str:
    if listed == all_:
        return str(title)
    return str(texts.t("{title} (the first {listed} of {all})", title=title, listed=listed, all=all_))


def depth_table(summary: Summary, texts: Texts) -> ReportTable:
    """Days of about the same depth, and what their visitors were worth."""
    columns = (
        ReportColumn(str(texts.t("Depth")), "number"),
        ReportColumn(str(texts.t("Visitor value")), "money"),
        ReportColumn(str(texts.t("Days")), "count"),
    )
    rows = tuple(
        (cell(one.depth), cell(one.visitor_value), cell(one.days)) for one in summary.depth_value.buckets
    )
    return ReportTable(str(texts.t("What depth is worth")), columns, rows)
