"""What came of it, under an alert's card: the figure before and after somebody acted."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from messages.texts import Texts, lines
from metrics.aftermath import Measure, Reading, Trend

MEASURE_NAMES = {
    Measure.ROI: "ROI",
    Measure.SPEND_SHARE: "ad share",
    Measure.REVENUE: "sales a day",
    Measure.VISITORS: "visitors a day",
    Measure.CONVERSION: "conversion",
    Measure.AOV: "AOV",
    Measure.REFUNDS: "refund share",
    Measure.AD_SPEND: "ad spend a day",
    Measure.PRODUCT_SALES: "its sales a day",
    Measure.COMPLAINTS: "complaints a day",
    Measure.SCORE: "DSR",
}
MONEY = frozenset({Measure.REVENUE, Measure.AOV, Measure.AD_SPEND, Measure.PRODUCT_SALES})
PERCENT = frozenset({Measure.SPEND_SHARE, Measure.CONVERSION, Measure.REFUNDS})
MANY = 100_000  # visitors: from here on they are said in short
TREND_SENTENCES = {
    Trend.BETTER: "Day {step}: {before} → {after}, better",
    Trend.WORSE: "Day {step}: {before} → {after}, worse",
    Trend.SAME: "Day {step}: {before} → {after}, same",
    Trend.OTHER: "Day {step}: {before} → {after}",
}
TREND_NAMES = {Trend.BETTER: "better", Trend.WORSE: "worse", Trend.SAME: "as before", Trend.OTHER: "changed"}


def aftermath(readings: Sequence[Reading], texts: Texts) -> Markup | None:
    """A line for each reading; None where there is none."""
    if not readings:
        return None
    name = texts.t(MEASURE_NAMES[readings[-1].measure])
    return lines(
        texts.t("Then and now: {figure}", figure=name), *(reading_line(one, texts) for one in readings)
    )


def reading_line(reading: Reading, texts: Texts) -> Markup:
    before, after = said(reading.before, reading, texts), said(reading.after, reading, texts)
    sentence = TREND_SENTENCES[reading.trend]
    return texts.figures(sentence, step=reading.step, before=before, after=after)


def said(value: Decimal, reading: Reading, texts: Texts) -> Decimal | str:
    """Decimals are money, which may be shortened."""
    if reading.measure in MONEY:
        return value
    if reading.measure in PERCENT:
        return texts.percent(value)
    if reading.measure is not Measure.VISITORS:
        return texts.multiple(value)
    return texts.count(value) if value < MANY else texts.short(value)
