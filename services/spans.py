"""What a week's or a month's post is made of: ranges by their keys, whatever the history."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

import storage.pages
import storage.rules
import storage.sales
import storage.sources
import storage.targets
import storage.weeks
from metrics.calendar import ORDINARY_BACK, Calendar
from metrics.pages import Pages
from metrics.periods import DAY, Period
from metrics.products import ProductSum
from metrics.sales import StoreDay
from metrics.sources import SourceLine
from metrics.spans import Candidate, SpanFacts, compare_with, known_days
from metrics.stores import Store


def load(
    session: Session,
    store: Store,
    span: Period,
    calendar: Calendar,
    candidates: Sequence[Candidate],
    now: datetime,
) -> SpanFacts:
    """Today, which is not over, has no part in it. Of the fair candidates the first that is known counts."""
    today = store.today(now)
    days = _days(session, store.id, span, candidates, today)
    compared = compare_with(days, span, candidates)
    main = next((one for one in compared if one.is_fair), None)
    after = main.days_after if main else tuple(known_days(days, span))
    before = main.days_before if main else ()
    return SpanFacts(
        store=store,
        span=span,
        today=today,
        days=days,
        targets=storage.targets.target_days(session, store.id, span),
        rules=storage.rules.rules(session, store.id),
        calendar=calendar,
        first_day=storage.sales.first_day(session, store.id),
        compared=compared,
        products=_products(session, store.id, after),
        products_before=_products(session, store.id, before),
        sources=_sources(session, store.id, after),
        sources_before=_sources(session, store.id, before),
        pages=Pages(
            storage.pages.page_days(session, store.id, span),
            storage.pages.latest_scores(session, store.id, span.last),
        ),
    )


def _days(
    session: Session, store_id: int, span: Period, candidates: Iterable[Candidate], today: date
) -> dict[date, StoreDay]:
    """The span, what led up to it, and the candidates that lie before that."""
    recent = Period(span.start - ORDINARY_BACK, min(span.end, max(today, span.start)))
    older = (one.period for one in candidates if one.period.start < recent.start)
    found = (storage.sales.store_days(session, store_id, period) for period in (*older, recent))
    return {one.day: one for days in found for one in days}


def _products(session: Session, store_id: int, days: Collection[date]) -> tuple[ProductSum, ...]:
    return storage.weeks.product_sums(session, store_id, days) if days else ()


def _sources(session: Session, store_id: int, days: Sequence[date]) -> tuple[SourceLine, ...]:
    if not days:
        return ()
    wanted = set(days)
    lines = storage.sources.source_lines(session, store_id, Period(days[0], days[-1] + DAY))
    return tuple(line for line in lines if line.day in wanted)
