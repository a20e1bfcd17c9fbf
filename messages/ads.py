"""`/roi` in words: the grade first, then the figures, then the best and worst lines with what to do."""

from markupsafe import Markup

from charts.chart import RoiChart
from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.ads import AdvisedLine, Cut, Grade, Why
from metrics.periods import Period
from metrics.roi import RoiReport

MISTAKES = {
    "unknown_roi": "I do not understand “{given}”. Write the days and the cut, for example: /roi 30d plan, "
    "/roi month word or /roi 2026-11-01..2026-11-21 item.",
}

NAME_CELLS = 27
PERIODS = ("today", "7d", "30d", "month")
NEARLY_ALL = 0.95  # lines that tell of less of the spend say so


def roi_post(report: RoiReport, store_id: int, texts: Texts) -> Post:
    """Chart and words; the buttons change the period or the cut and keep the other."""
    return Post(
        lines(verdict(report, texts), *figures(report, texts), *listed(report, texts)),
        buttons=buttons(report, store_id, texts),
        chart=roi_chart(report, texts),
    )


def verdict(report: RoiReport, texts: Texts) -> Markup:
    """One line: how good, and what to do first."""
    reached = report.grade
    if reached is None:
        return texts.t("<b>No ad figures for these days.</b>")
    value, grade = texts.multiple(report.totals.roi), grade_name(reached, texts)
    if report.to_cut:
        count = texts.count(report.to_cut)
        return texts.t("<b>ROI {roi}, {grade}: {count} to cut</b>", roi=value, grade=grade, count=count)
    if report.to_raise:
        count = texts.count(report.to_raise)
        return texts.t("<b>ROI {roi}, {grade}: {count} to raise</b>", roi=value, grade=grade, count=count)
    return texts.t("<b>ROI {roi}, {grade}: keep going</b>", roi=value, grade=grade)


def figures(report: RoiReport, texts: Texts) -> tuple[str | None, ...]:
    if report.grade is None and not report.totals.spend:
        missing = texts.t("To see them here, send 万相台's report as downloaded: 报表 → 计划 → 下载.")
        return (period_title(report.period, texts), missing)
    limit = texts.percent(report.rules.spend_share_limit)
    share, over = texts.percent(report.spend_share), report.is_over_share
    return (
        period_title(report.period, texts),
        texts.t("Spend {amount}", amount=texts.money(report.totals.spend)),
        texts.t("Ad revenue {amount}", amount=texts.money(report.totals.ad_revenue)),
        texts.t("Spend share {share}, over {limit}", share=share, limit=limit)
        if over
        else texts.t("Spend share {share} (max {limit})", share=share, limit=limit),
        texts.t("Store ROI {roi}", roi=texts.multiple(report.store_roi)),
        texts.t("(before shipping, discounts)") if report.store_roi is not None else None,
        sales_line(report, texts),
        missing_line(report, texts),
    )


def sales_line(report: RoiReport, texts: Texts) -> Markup | None:
    """Store ROI and spend share are of the days with both revenue and spend: said where those are fewer."""
    if report.days_with_sales == report.known_days:
        return None
    known, days = texts.count(report.days_with_sales), texts.count(report.known_days)
    return texts.t("Revenue known: {known} of {days} days", known=known, days=days)


def missing_line(report: RoiReport, texts: Texts) -> Markup | None:
    missing = report.missing
    if not missing:
        return None
    if len(missing) == 1:
        return texts.t("No ad file for {day}", day=texts.day(missing[0]))
    return texts.n("No ad file on {count} day", "No ad file on {count} days", len(missing))


def listed(report: RoiReport, texts: Texts) -> tuple[str | None, ...]:
    """The best and the worst, each with its advice; what the cut does not tell of is said."""
    said: list[str | None] = []
    for title, chosen in (
        (texts.t("<b>Best by {cut}</b>", cut=cut_name(report.cut, texts)), report.best),
        (texts.t("<b>Worst by {cut}</b>", cut=cut_name(report.cut, texts)), report.worst),
    ):
        if chosen:
            said += ["", title]
            for place, one in enumerate(chosen, 1):
                said += line_of(place, one, report, texts)
    if not report.best and report.totals.spend:
        said += ["", texts.t("No report by {cut} has come.", cut=cut_name(report.cut, texts))]
    elif report.covered is not None and report.covered < NEARLY_ALL:
        said.append(texts.t("Tells of {share} of the spend", share=texts.percent(report.covered)))
    return tuple(said)


def line_of(place: int, one: AdvisedLine, report: RoiReport, texts: Texts) -> tuple[str, str]:
    """The name alone on its line: names of plans differ at their end."""
    name = shorten(one.line.name, NAME_CELLS) or texts.t("(unnamed)")
    totals, advice = one.line.totals, advice_of(one, report, texts)
    roi, spend = texts.multiple(totals.roi), texts.money(totals.spend, compact=True)
    return (
        texts.t("{place}. {name}", place=place, name=name),
        texts.t("{roi} {spend} → {advice}", roi=roi, spend=spend, advice=advice),
    )


def advice_of(one: AdvisedLine, report: RoiReport, texts: Texts) -> Markup:
    match one.why:
        case Why.NO_SPEND | Why.PASSES:
            return texts.t("keep")
        case Why.FEW_CLICKS:
            return texts.t("too few clicks")
        case Why.SELLS_NOTHING:
            return texts.t("stop: no sale")
        case Why.TOO_LOW if report.cut is Cut.WORD:
            return texts.t("lower the bid")
        case Why.TOO_LOW:
            return texts.t("lower: under {level}", level=f"{report.rules.roi_pass.normalize():f}")
        case Why.EXCELLENT_AND_SMALL:
            return texts.t("raise budget")
        case Why.EXCELLENT_AND_LARGE:
            return texts.t("keep as it is")


def grade_name(grade: Grade, texts: Texts) -> Markup:
    match grade:
        case Grade.FAIL:
            return texts.t("fail")
        case Grade.PASS:
            return texts.t("pass")
        case Grade.GOOD:
            return texts.t("good")
        case Grade.EXCELLENT:
            return texts.t("excellent")


def cut_name(cut: Cut, texts: Texts) -> Markup:
    match cut:
        case Cut.SCENE:
            return texts.t("scene")
        case Cut.PLAN:
            return texts.t("plan")
        case Cut.ITEM:
            return texts.t("item")
        case Cut.WORD:
            return texts.t("word")
        case Cut.CROWD:
            return texts.t("crowd")


def period_name(name: str, texts: Texts) -> Markup:
    if name == "today":
        return texts.t("today")
    if name == "month":
        return texts.t("month")
    return texts.n("{count} day", "{count} days", int(name.removesuffix("d")))


def period_title(period: Period, texts: Texts) -> str:
    """The first and the last day: both belong to it."""
    if len(period) == 1:
        return texts.day(period.start, weekday=True)
    return f"{texts.day(period.start)} – {texts.day(period.last)}"


# --------------------------------------------------------------------------------------- chart and buttons


def roi_chart(report: RoiReport, texts: Texts) -> RoiChart:
    rules = report.rules
    levels = (
        (rules.roi_pass, Grade.PASS),
        (rules.roi_good, Grade.GOOD),
        (rules.roi_excellent, Grade.EXCELLENT),
    )
    known = tuple(totals for _, totals in report.days)
    return RoiChart(
        language=texts.language,
        title=str(texts.t("Ad spend and ROI")) + f" · {period_title(report.period, texts)}",
        days=tuple(day for day, _ in report.days),
        spend=tuple(None if one is None else float(one.spend) for one in known),
        roi=tuple(None if one is None or one.roi is None else float(one.roi) for one in known),
        grades=tuple((float(level), str(grade_name(grade, texts))) for level, grade in levels),
        spend_label=str(texts.t("Spend")),
        roi_label="ROI",
    )


def buttons(report: RoiReport, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    asked = report.period.name
    periods = tuple(
        chosen(period_name(name, texts), name == asked, f"roi:{store_id}:{name}:{report.cut}")
        for name in PERIODS
    )
    cuts = tuple(
        chosen(cut_name(cut, texts), cut is report.cut, f"roi:{store_id}:{asked}:{cut}") for cut in Cut
    )
    return periods, cuts


def chosen(label: str, is_chosen: bool, data: str) -> Button:
    return Button(f"✓ {label}" if is_chosen else str(label), data)
