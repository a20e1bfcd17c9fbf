"""What thresholds would have said of the last days."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Finding, Level, Rule
from metrics.calendar import SEASONS, Calendar
from metrics.periods import DAY, before
from metrics.rehearsal import JUDGED, Past, beginnings, rehearse
from metrics.rules import Rules, changed, threshold_of
from metrics.service import ScoresHeadline
from metrics.stores import Store
from metrics.unusual import Known
from tests.weeks import day as store_day

STORE = Store(1, 1, "Shop", "en", "Asia/Shanghai", time(9), timedelta(hours=2), ())
LAST = date(2026, 8, 12)
CALENDAR = Calendar(seasons_off=frozenset(SEASONS))


def past(**odd: dict[str, object]) -> Past:
    """60 days like each other, but for some by their ISO day; 60 more before them."""
    shown = before(LAST, 60)
    days = {one: store_day(one) for one in before(LAST, 120).days()}
    for written, figures in odd.items():
        when = date.fromisoformat(written)
        days[when] = store_day(when, **figures)  # type: ignore[arg-type]
    scores = {
        LAST: ScoresHeadline(LAST, 4.7, 4.9, 4.9),
        LAST - DAY: ScoresHeadline(LAST - DAY, 4.7, 4.9, 4.9),
    }
    return Past(STORE, Known(CALENDAR, Rules(), days), tuple(shown.days()), scores=scores)


def begun(known: Past, name: str, value: str | None = None) -> tuple[date, ...]:
    rules = Rules() if value is None else changed(Rules(), threshold_of(name), Decimal(value))
    return rehearse(known, rules, JUDGED[name]).begun


def test_a_day_that_fell_and_the_next_are_one_alert() -> None:
    fell = {"amount": 9_000, "buyers": 90}
    known = past(**{"2026-07-20": fell, "2026-07-21": fell, "2026-08-03": fell})
    # conversion fell with it, and revenue explains that
    assert begun(known, "unusual_change") == (date(2026, 7, 20), date(2026, 8, 3))
    assert begun(known, "unusual_change", "0.6") == ()


def test_what_a_higher_or_lower_roi_would_have_said() -> None:
    low = {"ads": (1500, 4000)}
    known = past(**{"2026-07-20": low, "2026-07-21": low, "2026-08-03": low})
    assert begun(known, "roi_pass") == (date(2026, 7, 20), date(2026, 8, 3))
    assert begun(known, "roi_pass", "2.5") == ()


def test_what_another_share_would_have_said() -> None:
    known = past(**{"2026-08-03": {"ads": (2500, 12000)}})
    assert begun(known, "spend_share_limit") == (date(2026, 8, 3),)
    assert begun(known, "spend_share_limit", "0.13") == ()


def test_scores_of_days_without_a_file_say_nothing() -> None:
    assert begun(past(), "score_low") == (LAST - DAY,)
    assert begun(past(), "score_low", "4.7") == ()


def test_it_says_how_many_days_are_known() -> None:
    known = past()
    fewer = {day: one for day, one in known.known.days.items() if day.day > 10}
    short = replace(known, known=replace(known.known, days=fewer))
    assert rehearse(known, Rules(), JUDGED["roi_pass"]).known == 60
    assert rehearse(short, Rules(), JUDGED["roi_pass"]).known == 40


LOW = Finding(Rule.ROI_LOW, "")


@pytest.mark.parametrize(
    ("levels", "count"),
    [
        ([Level.FIRING], 1),
        ([Level.BETWEEN, Level.UNKNOWN], 0),
        ([Level.FIRING, Level.BETWEEN, Level.FIRING], 1),  # it never was over
        ([Level.FIRING, Level.UNKNOWN, Level.FIRING], 1),
        ([Level.FIRING, None, Level.FIRING], 2),
    ],
)
def test_an_alert_begins_once_until_it_is_over(levels: list[Level | None], count: int) -> None:
    looks = [
        (LAST + n * DAY, [] if level is None else [replace(LOW, level=level)])
        for n, level in enumerate(levels)
    ]
    assert len(beginnings(looks, {Rule.ROI_LOW})) == count


def test_what_something_larger_explains_does_not_count() -> None:
    found = [Finding(Rule.UNUSUAL_LOW, "revenue"), Finding(Rule.UNUSUAL_LOW, "visitors")]
    (one,) = beginnings([(LAST, found)], {Rule.UNUSUAL_LOW})
    assert one[1].subject == "revenue"


def test_only_the_rules_asked_for_count() -> None:
    assert beginnings([(LAST, [LOW])], {Rule.SPEND_SHARE}) == []
