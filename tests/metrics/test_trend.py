"""A figure's days: what is usual, what is not, and ratios that are never averaged."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.mistakes import Mistake
from metrics.periods import Period, before
from metrics.sales import Origin, StoreDay
from metrics.trend import FORMULAS, METRIC_WORDS, Band, Metric, Trend, Verdict, parse_trend, trend

LAST = date(2026, 9, 2)  # a Wednesday, far from seasons and holidays
TODAY = LAST + timedelta(days=1)
CALENDAR = Calendar()
MEMBERS = CampaignKind.MEMBERS
WEEKDAYS = (1000, 1100, 1200, 1300, 1400, 2000, 1800)


def day(when: date, revenue: float | None, *, visitors: int | None = 500, buyers: int = 20) -> StoreDay:
    amount = None if revenue is None else Decimal(str(revenue))
    money = {"refund_amount": Decimal(50), "ad_spend": Decimal(100), "ad_revenue": Decimal(400)}
    return StoreDay(when, Origin.SHOP, amount, buyers, buyers * 2, visitors, 2000, **money)


def history(
    count: int, last: float | None = None, *, noise: Callable[[int], float] = lambda i: 0
) -> list[StoreDay]:
    """Weeks that are alike but for `noise`, up to LAST; `last` is what the last day sold."""
    found = [LAST - timedelta(days=i) for i in reversed(range(count))]
    days = [day(one, WEEKDAYS[one.weekday()] * (1 + noise(i))) for i, one in enumerate(found)]
    return days if last is None else [*days[:-1], day(LAST, last)]


def of(
    days: list[StoreDay], metric: Metric = Metric.REVENUE, length: int = 30, calendar: Calendar = CALENDAR
) -> Trend:
    return trend(metric, before(LAST, length), days, calendar)


def wavering(i: int) -> float:
    return (-0.1, 0.05, 0.1, -0.05, 0)[i % 5]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (Metric.REVENUE, Decimal(1500)),
        (Metric.VISITORS, Decimal(300)),
        (Metric.CONVERSION, Decimal(40) / 600),
        (Metric.AOV, Decimal(3000) / 40),
        (Metric.BUYERS, Decimal(20)),
        (Metric.ITEMS, Decimal(40)),
        (Metric.VISITOR_VALUE, Decimal(5)),
        (Metric.DEPTH, Decimal(4000) / 600),
        (Metric.REFUNDS, Decimal(50)),
        (Metric.SPEND, Decimal(100)),
        (Metric.ROI, Decimal(4)),
        (Metric.SPEND_SHARE, Decimal(200) / 3000),
    ],
)
def test_days_together_are_reckoned_from_their_parts(metric: Metric, expected: Decimal) -> None:
    two = [
        day(LAST - timedelta(days=1), 2900, visitors=100, buyers=10),
        day(LAST, 100, visitors=500, buyers=30),
    ]
    assert FORMULAS[metric].of(two) == pytest.approx(expected)
    assert FORMULAS[metric].of([StoreDay(LAST)]) is None


def test_a_day_whose_whole_is_not_known_has_no_part_in_a_ratio() -> None:
    days = [day(LAST - timedelta(days=1), 5000, visitors=None), day(LAST, 100)]
    assert FORMULAS[Metric.VISITOR_VALUE].of(days) == Decimal(100) / 500
    assert FORMULAS[Metric.CONVERSION].of([StoreDay(LAST, Origin.SHOP, visitors=0, paid_buyers=0)]) is None


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        (1200, Verdict.WITHIN),
        (1210, Verdict.WITHIN),
        (1240, Verdict.ABOVE),
        (1160, Verdict.BELOW),
        (0, Verdict.BELOW),
    ],
)
def test_even_weeks_leave_three_percent_to_either_side(last: float, verdict: Verdict) -> None:
    found = of(history(90, last))
    assert found.usual == Band(Decimal(1164), Decimal(1200), Decimal(1236))
    assert found.verdict is verdict


def test_the_band_is_as_wide_as_ordinary_days_spread() -> None:
    usual = of(history(90, 1200, noise=wavering)).usual
    assert usual is not None
    assert 0.1 < (usual.high - usual.middle) / usual.middle < 0.2


def test_one_strange_day_moves_nothing() -> None:
    strange = history(90)
    strange[40] = day(strange[40].day, 1_000_000)
    assert of(strange).bands[-1] == of(history(90)).bands[-1]


def test_the_band_of_a_day_rests_on_days_before_it_only() -> None:
    assert of(history(90, 9999)).bands[:-1] == of(history(90)).bands[:-1]
    assert of(history(90, 9999)).usual == of(history(90)).usual


def test_too_few_days_say_nothing() -> None:
    assert of(history(10)).verdict is Verdict.ALONE
    assert of(history(10)).bands == (None,) * 30
    assert of([]).verdict is Verdict.UNKNOWN
    assert of([day(LAST, None)]).last is None


def test_a_campaign_is_not_held_against_ordinary_days() -> None:
    sale = Campaign("会员日", MEMBERS, LAST, LAST)
    calendar = Calendar(campaigns=(sale,))
    found = of(history(90, 9999), calendar=calendar)
    assert found.verdict is Verdict.SPECIAL
    assert found.bands[-1] is None
    assert found.bands[-2] is not None
    assert found.change is not None
    assert not found.change.is_fair
    assert found.change.share is None


def test_last_years_day_of_the_same_campaign_stands_beside_it() -> None:
    was = LAST - timedelta(days=360)
    calendar = Calendar(
        campaigns=(Campaign("2025会员日", MEMBERS, was, was), Campaign("会员日2026", MEMBERS, LAST, LAST))
    )
    found = of([*history(90, 3000), day(was, 2000)], calendar=calendar)
    assert found.year_ago == Decimal(2000)
    assert found.ghost[-1] == Decimal(2000)
    assert of([*history(30), day(LAST - timedelta(weeks=52), 700)]).year_ago == Decimal(700)


def test_the_days_before_are_compared_day_by_day_as_both_are_known() -> None:
    days = [
        *(day(one, 100) for one in before(LAST - timedelta(days=7), 7).days()),
        *(day(one, 120) for one in before(LAST, 7).days()),
    ]
    found = of(days, length=7).change
    assert found is not None
    assert found.share == Decimal("0.2")
    gap = of([one for one in days if one.day != LAST - timedelta(days=3)], length=7).change
    assert gap is not None
    assert (gap.before, gap.after) == (Decimal(100), Decimal(120))
    assert of(days[7:], length=7).change is None


def test_days_that_count_visitors_in_another_way_are_left_out() -> None:
    days = history(30)
    days[3] = StoreDay(days[3].day, Origin.PRODUCTS, Decimal(100), 20, visitors=9000)
    found = of(days, Metric.CONVERSION)
    assert found.values[3] is None
    assert found.counted_otherwise == 1
    assert len(found.known) == 29
    assert of(days, Metric.REVENUE).counted_otherwise == 0
    assert of([StoreDay(LAST, Origin.PRODUCTS, visitors=9)], Metric.VISITORS).sums_visitors


@pytest.mark.parametrize(
    ("metric", "last", "bad"),
    [
        (Metric.REVENUE, 100, True),
        (Metric.REVENUE, 9000, False),
        (Metric.SPEND_SHARE, 100, True),
        (Metric.SPEND_SHARE, 9000, False),
    ],
)
def test_more_is_not_always_better(metric: Metric, last: float, bad: bool) -> None:
    assert of(history(90, last), metric).is_bad is bad


def test_spending_is_to_be_as_planned() -> None:
    days = history(90)
    for spent in (10, 900):
        odd = [*days[:-1], StoreDay(LAST, Origin.SHOP, Decimal(1200), ad_spend=Decimal(spent))]
        assert of(odd, Metric.SPEND).is_bad
    assert not of(days, Metric.SPEND).is_bad


def test_a_long_time_shows_weeks_and_no_band() -> None:
    found = of(history(400), length=200)
    assert found.is_smooth
    assert found.values == (Decimal(sum(WEEKDAYS)) / 7,) * 200
    assert found.bands == (None,) * 200
    assert found.verdict is Verdict.WITHIN
    assert found.highest is not None
    assert found.highest.value == Decimal(2000)
    assert not of(history(400), length=180).is_smooth


def test_only_what_adds_up_has_a_total() -> None:
    assert of(history(7), length=7).total == sum(map(Decimal, WEEKDAYS))
    assert of(history(7), Metric.VISITORS, 7).total is None
    assert of(history(7), Metric.AOV, 7).total is None


@pytest.mark.parametrize(
    ("words", "metric", "period"),
    [
        ("", Metric.REVENUE, before(LAST, 30)),
        ("conversion", Metric.CONVERSION, before(LAST, 30)),
        ("90 转化率", Metric.CONVERSION, before(LAST, 90)),
        ("Spend Share 7d", Metric.SPEND_SHARE, before(LAST, 7)),
        ("近7天 UV价值", Metric.VISITOR_VALUE, before(LAST, 7)),
        ("投产 1100", Metric.ROI, before(LAST, 1100)),
        (
            "退款 2026-08-01..2026-08-10",
            Metric.REFUNDS,
            Period(date(2026, 8, 1), date(2026, 8, 11), "2026-08-01..2026-08-10"),
        ),
    ],
)
def test_what_people_write(words: str, metric: Metric, period: Period) -> None:
    assert parse_trend(words.split(), TODAY) == (metric, period)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("banana", "unknown_trend"), ("roi 1101", "period_too_long"), ("roi 0", "period_too_long")],
)
def test_what_nobody_understands(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_trend(words.split(), TODAY)
    assert caught.value.reason == reason


def test_every_figure_has_words_in_both_languages() -> None:
    for metric in Metric:
        words = [word for word, meant in METRIC_WORDS.items() if meant is metric]
        assert any(word.isascii() for word in words)
        assert metric is Metric.ROI or any(not word.isascii() for word in words)
