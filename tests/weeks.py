"""What the tests of weeks and months start from: a store's days, its products and its sources."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from messages.post import MAX_CAPTION, length, plain
from messages.texts import NARROW, cells
from metrics.ads import Report
from metrics.calendar import Calendar
from metrics.pages import PageDay, Pages
from metrics.periods import Period
from metrics.products import ProductSum
from metrics.rules import Rules
from metrics.sales import Origin, StoreDay
from metrics.service import ScoresHeadline
from metrics.sources import SourceLine
from metrics.spans import Candidate, SpanFacts, compare_with
from metrics.week import candidates
from tests.briefs import STORE

MOST_SEEN = 900  # characters before anything is unfolded


def day(
    when: date,
    amount: str | int = "20000.00",
    *,
    buyers: int | None = 200,
    visitors: int | None = 5000,
    views: int | None = 13000,
    ads: tuple[int, int] | None = (1500, 6900),
    refunds: int | None = 500,
    origin: Origin = Origin.SHOP,
) -> StoreDay:
    return StoreDay(
        when, origin, Decimal(amount), buyers, buyers, visitors, views,
        None if refunds is None else Decimal(refunds),
        *((Decimal(ads[0]), Decimal(ads[1]), Report.PLAN) if ads else ()),
    )  # fmt: skip


def days_of(period: Period, **figures: object) -> dict[date, StoreDay]:
    return {one: day(one, **figures) for one in period.days()}  # type: ignore[arg-type]


def before(when: date, count: int) -> Period:
    """The `count` days before a day, which is excluded."""
    return Period(when - timedelta(days=count), when)


def product(name: str, amount: str | int, *, buyers: int = 10, visitors: int = 100) -> ProductSum:
    return ProductSum(f"id-{name[:30]}", name, visitors, 3 * visitors, Decimal(amount), buyers, buyers)


def source(when: date, path: str, visitors: int) -> SourceLine:
    return SourceLine(when, tuple(path.split(" > ")), visitors=visitors)


def pages(span: Period, rate: str = "0.55", scores: Sequence[float] = (4.9, 4.85, 4.86)) -> Pages:
    told = tuple(PageDay(one, Decimal(rate), 5000) for one in span.days())
    return Pages(told, ScoresHeadline(span.last, *scores))


def span_facts(
    span: Period,
    days: dict[date, StoreDay],
    *,
    calendar: Calendar | None = None,
    others: Sequence[Candidate] | None = None,
    today: date | None = None,
    **more: object,
) -> SpanFacts:
    """Compared as a week is, unless `others` are given."""
    calendar = calendar or Calendar()
    compared = compare_with(days, span, candidates(span, calendar) if others is None else others)
    values: dict[str, object] = {
        "store": STORE,
        "today": today or span.end,
        "targets": {},
        "rules": Rules(),
        "calendar": calendar,
        "first_day": min(days, default=None),
        "pages": pages(span),
    }
    return SpanFacts(span=span, days=days, compared=compared, **(values | more))  # type: ignore[arg-type]


def varied(period: Period) -> dict[date, StoreDay]:
    """Days whose visitors are worth the more the deeper they look: 0.2 pages are 0.2 yuan more."""
    return {
        one: day(one, 20000 + 1000 * (i % 5), views=13000 + 1000 * (i % 5))
        for i, one in enumerate(period.days())
    }


def too_much(text: str, sentences: tuple[str, ...]) -> list[str]:
    """What does not fit a caption and a narrow phone; `sentences` begin lines of words, which may wrap."""
    _verdict, *rest = plain(text).splitlines()
    wide = [line for line in rest if cells(line) > NARROW and not line.startswith(sentences)]
    seen = text.partition("<blockquote")[0]
    return [
        *wide,
        *([text] if length(text) > MAX_CAPTION else []),
        *([seen] if length(seen) > MOST_SEEN else []),
    ]
