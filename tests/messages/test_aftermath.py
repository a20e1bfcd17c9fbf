"""What came of an alert, in words, on its card and in a list of several, within a phone's width."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from messages.aftermath import MEASURE_NAMES, aftermath, reading_line
from messages.alerts import card_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.aftermath import STEPS, Measure, Reading, Trend
from metrics.alerts import Alert, AlertState, Card, Finding, Rule, Status, Topic

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
ROI = Finding(
    Rule.ROI_LOW,
    "",
    {"roi": "2.10", "day": "2026-11-22", "level": "3", "spend": "1200.00", "revenue": "2520.00"},
)
FIRST = Reading(3, Measure.ROI, Decimal("2.85"), Decimal("3.6"), 2, Trend.BETTER)
SECOND = replace(FIRST, step=7, after=Decimal("2.9"), trend=Trend.SAME)
SOLVED = Alert(7, ROI, NOW, AlertState(Status.SOLVED, NOW), person="李雷", card_id=4)


def text(language: str, *readings: Reading) -> str:
    said = aftermath(readings, Texts(language))
    assert said is not None
    return plain(said)


def test_each_reading_has_its_line() -> None:
    assert text("en", FIRST, SECOND) == (
        "Then and now: ROI\nDay 3: 2.85 → 3.60, better\nDay 7: 2.85 → 2.90, same"
    )
    assert text("zh", FIRST, SECOND) == ("处理前后：ROI\n第3天 2.85 → 3.60 好转\n第7天 2.85 → 2.90 持平")
    assert aftermath((), Texts("en")) is None


@pytest.mark.parametrize(
    ("measure", "before", "after", "words"),
    [
        (Measure.SPEND_SHARE, "0.143", "0.081", "Day 3: 14.3% → 8.10%, better"),
        (Measure.REVENUE, "900", "1200", "Day 3: ¥900 → ¥1,200, better"),
        (Measure.AOV, "90", "95.5", "Day 3: ¥90.00 → ¥95.50, better"),
        (Measure.VISITORS, "1200", "1500", "Day 3: 1,200 → 1,500, better"),
        (Measure.COMPLAINTS, "1", "0.5", "Day 3: 1.00 → 0.50, better"),
        (Measure.SCORE, "4.72", "4.78", "Day 3: 4.72 → 4.78, better"),
    ],
)
def test_figures_are_said_as_what_they_are(measure: Measure, before: str, after: str, words: str) -> None:
    reading = replace(FIRST, measure=measure, before=Decimal(before), after=Decimal(after))
    assert plain(reading_line(reading, Texts("en"))) == words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("measure", Measure)
def test_the_widest_line_fits_a_phone(measure: Measure, language: str) -> None:
    assert measure in MEASURE_NAMES
    for trend in Trend:
        for step in STEPS:
            wide = Decimal("123456.78") if "share" not in measure else Decimal("0.123")
            reading = Reading(step, measure, wide, wide, 7, trend)
            if measure in (Measure.CONVERSION, Measure.REFUNDS):
                reading = replace(reading, before=Decimal("0.123"), after=Decimal("0.099"))
            if measure in (Measure.ROI, Measure.COMPLAINTS, Measure.SCORE):
                reading = replace(reading, before=Decimal("12.34"), after=Decimal("10.5"))
            said = text(language, reading).splitlines()
            assert [line for line in said if cells(line) > NARROW] == []


def test_it_stands_under_the_card_and_the_newest_under_each_line_of_several() -> None:
    readings = {7: (FIRST, SECOND)}
    one = card_post(Card(4, Topic.ADS, ((SOLVED, ()),), readings=readings), Texts("en"))
    assert "✅ Solved by 李雷\nThen and now: ROI\nDay 3: " in plain(one.text)
    other = replace(SOLVED, id=8)
    two = Card(4, Topic.ADS, ((SOLVED, ()), (other, ())), readings=readings)
    said = plain(card_post(two, Texts("en")).text).splitlines()
    assert said[2].startswith("1 ✅ ROI 2.10")
    assert said[3] == "Day 7: 2.85 → 2.90, same"
    assert said[4].startswith("2 ✅ ROI 2.10")
    opened = plain(card_post(two, Texts("en"), shown=7).text)
    assert "Day 3: 2.85 → 3.60, better\nDay 7: 2.85 → 2.90, same" in opened
