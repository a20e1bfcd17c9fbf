"""What a week's or a month's post is made of: ranges by their keys, whatever the history."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import storage.pages
import storage.products
import storage.rules
import storage.sales
import storage.settings
import storage.sources
import storage.targets
import storage.weeks
from metrics.calendar import ORDINARY_BACK, Calendar
from metrics.pages import Pages
from metrics.periods import Period
from metrics.products import ProductSum
from metrics.sales import StoreDay
from metrics.settings import Regular
from metrics.sources import SourceLine
from metrics.spans import Candidate, Compared, SpanFacts, compare_with, known_days, like_days
from metrics.stores import Store

PATIENCE = timedelta(minutes=90)  # well before it would be too late for the post at all


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
    compared_days = Sides.of(compared, span, known_days(days, span))
    products, products_before, product_days = _products(session, store.id, compared_days)
    sources, sources_before, source_days = _sources(session, store.id, compared_days)
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
        products=products,
        products_before=products_before,
        sources=sources,
        sources_before=sources_before,
        product_days=product_days,
        source_days=source_days,
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


def may_wait(session: Session, store: Store, post: Regular, day: date, now: datetime) -> bool:
    """Whether a post that is due on `day` can still wait for files that are missing."""
    at = storage.settings.settings(session, store.id).at(post)
    return now < store.moment(day, at) + PATIENCE


@dataclass(frozen=True)
class Sides:
    """The days of a span and those they are compared with, the latter perhaps none."""

    span: Period
    main: Compared | None
    known: tuple[date, ...]

    @classmethod
    def of(cls, compared: Sequence[Compared], span: Period, known: Iterable[date]) -> "Sides":
        return cls(span, next((one for one in compared if one.is_fair), None), tuple(known))

    @property
    def days(self) -> tuple[date, ...]:
        return (*self.main.days_before, *self.main.days_after) if self.main else self.known

    def among(self, told: Collection[date]) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Before and after, only days that a file tells of: products and sources have files of their own."""
        if self.main is not None:
            both = [day for day in self.days if day in told]
            if like := like_days(both, self.span, self.main.candidate.period):
                return like
        return (), tuple(day for day in self.known if day in told)


def _products(
    session: Session, store_id: int, sides: Sides
) -> tuple[tuple[ProductSum, ...], tuple[ProductSum, ...], int]:
    """Of this span, and of the one before; and on how many days of this one."""
    told = storage.products.days_with_products(session, store_id, {*sides.days, *sides.known})
    before, after = sides.among(told)
    return (
        storage.weeks.product_sums(session, store_id, after) if after else (),
        storage.weeks.product_sums(session, store_id, before) if before else (),
        len(after),
    )


def _sources(
    session: Session, store_id: int, sides: Sides
) -> tuple[tuple[SourceLine, ...], tuple[SourceLine, ...], int]:
    """Of this span, and of the one before; and on how many days of this one."""
    lines = storage.sources.lines_on(session, store_id, {*sides.days, *sides.known})
    before, after = sides.among({line.day for line in lines if line.path})
    return (
        tuple(line for line in lines if line.day in after),
        tuple(line for line in lines if line.day in before),
        len(after),
    )
