"""What reviews say of a product, as a picture by topic and week, and of other shops."""

from collections.abc import Sequence

from markupsafe import Markup

from charts.chart import HeatChart
from messages.post import Button, Post
from messages.review_topics import TODO_SENTENCES, names, topic_name
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.review_report import Grades, Item, Overview, ProductReport, ShopReport, Trend
from metrics.reviews import ReviewTopic

LABEL = 24  # cells of a product's name on a button
MISTAKES = {
    "unknown_reviewed_product": "I know no reviews of “{given}”. Write a part of the name, or the id.",
}
TREND_SENTENCES = {
    Trend.UNKNOWN: "<b>Too few reviews to compare</b>",
    Trend.MORE: "<b>More complaints than before</b>",
    Trend.FEWER: "<b>Fewer complaints than before</b>",
    Trend.ALIKE: "<b>Complaints about as before</b>",
}


def product_post(report: ProductReport, store_name: str, texts: Texts) -> Post:
    """The verdict, the figures, what is complained of most and what to do about it."""
    most = report.most
    decided = [topic for topic in most if topic is not ReviewTopic.UNDECIDED]
    text = lines(
        texts.t(TREND_SENTENCES[report.trend]),
        Markup("{}").format(shorten(report.item.title, NARROW)),
        share_line(report, texts),
        *grade_lines(report.now, report.before, texts),
        texts.t("Most: {topics}", topics=counted(report, texts)) if most else None,
        texts.t(TODO_SENTENCES[decided[0]]) if decided else None,
    )
    return Post(text, chart=topic_chart(report, store_name, texts))


def share_line(report: ProductReport, texts: Texts) -> Markup | None:
    if report.now.share is None:
        return None
    share = texts.percent(report.now.share)
    if report.before.share is None:
        return texts.t("Complaints {share}", share=share)
    return texts.t(
        "Complaints {share}, before {before}", share=share, before=texts.percent(report.before.share)
    )


def grade_lines(now: Grades, before: Grades, texts: Texts) -> tuple[Markup, ...]:
    """The last 30 days, and the 30 before them."""
    return (
        texts.t("30 days (and the 30 before):"),
        texts.t("good {count} ({before})", count=texts.count(now.good), before=texts.count(before.good)),
        texts.t(
            "neutral {count} ({before})", count=texts.count(now.neutral), before=texts.count(before.neutral)
        ),
        texts.t("bad {count} ({before})", count=texts.count(now.bad), before=texts.count(before.bad)),
    )


def counted(report: ProductReport, texts: Texts) -> str:
    """As many topics with their counts as fit into the line."""
    room = NARROW - cells(texts.t("Most: {topics}", topics=""))
    separator = "、" if texts.language == "zh" else ", "
    said = ""
    for topic in report.most:
        one = f"{topic_name(topic, texts)} {sum(report.topics[topic])}"
        longer = separator.join(part for part in (said, one) if part)
        if cells(longer) > room:
            break
        said = longer
    return said


def topic_chart(report: ProductReport, store_name: str, texts: Texts) -> HeatChart | None:
    """Complaints by topic and week; None where nobody complained."""
    if not report.topics:
        return None
    title = texts.t("{product}: complaints by week", product=shorten(report.item.title, LABEL)).unescape()
    return HeatChart(
        language=texts.language,
        title=f"{shorten(store_name, 20)} · {title}",
        columns=tuple(texts.day(week) for week in report.weeks),
        rows=tuple(topic_name(topic, texts) for topic in report.most),
        cells=tuple(tuple(float(count) or None for count in report.topics[topic]) for topic in report.most),
        words=tuple(tuple(str(count or "") for count in report.topics[topic]) for topic in report.most),
    )


# -------------------------------------------------------------------------------------------- which product


def choice_post(items: Sequence[Item], store_id: int, texts: Texts) -> Post:
    """Several products have these words in their names."""
    return Post(texts.t("<b>Which of them?</b>"), product_rows(items, store_id))


def product_rows(items: Sequence[Item], store_id: int) -> tuple[tuple[Button, ...], ...]:
    """A button for each; the number is how many complaints it has."""
    return tuple(
        (
            Button(
                f"📊 {shorten(one.title, LABEL)} · {one.grades.complaints}",
                f"rproduct:{store_id}:{one.mark}",
            ),
        )
        for one in items
    )


def more_rows(overview: Overview, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Below the list of open ones: products, and other shops where any are known."""
    shops = ((Button(str(texts.t("Other shops' reviews")), f"rshops:{store_id}"),),)
    return (*product_rows(overview.products, store_id), *(shops if overview.has_shops else ()))


# -------------------------------------------------------------------------------------------- other shops


def shops_post(shops: Sequence[ShopReport], store_id: int, texts: Texts) -> Post:
    """What their buyers praise and complain of: to be learned from, and to be done better."""
    if not shops:
        return Post(texts.t("<b>No reviews of other shops</b>"))
    parts: list[str | None] = [texts.t("<b>What others' buyers write</b>")]
    for one in shops[:5]:
        parts += ["", *shop_lines(one, texts)]
    rows = tuple(
        (
            Button(
                str(texts.t("{shop} is ours", shop=shorten(one.shop, LABEL)).unescape()),
                f"rown:{store_id}:{one.mark}",
            ),
        )
        for one in shops[:5]
    )
    return Post(lines(*parts, "", texts.t("90 days. Gaps are chances.")), rows)


def shop_lines(one: ShopReport, texts: Texts) -> tuple[Markup | None, ...]:
    return (
        texts.t("<b>{shop}</b>", shop=shorten(one.shop, NARROW)),
        texts.n(
            "{count} review, {share} bad",
            "{count} reviews, {share} bad",
            one.grades.total,
            share=texts.percent(one.grades.share),
        ),
        _topics("＋", one.strengths, texts),
        _topics("－", one.weaknesses, texts),
    )


def _topics(sign: str, found: Sequence[tuple[ReviewTopic, int]], texts: Texts) -> Markup | None:
    if not found:
        return None
    return Markup("{} {}").format(sign, names([topic for topic, _ in found], texts, NARROW - 3))
