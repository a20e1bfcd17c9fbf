"""Why a figure changed: which days are compared, and what each level is made of."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

import services.calendar
import storage.ads
import storage.products
import storage.sales
import storage.sources
import storage.weeks
from metrics import causes, month, spans, week
from metrics.ads import AdLine, AdTotals, Cut, tell_alike
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.sales import Origin, StoreDay
from metrics.sources import SourceLine
from metrics.stores import Store
from metrics.why import (
    ABOVE,
    OF_ADS,
    Answer,
    Basis,
    Figure,
    Level,
    Measure,
    Question,
    Reason,
    Sides,
    Undefined,
    Why,
    alike,
    bases_of_day,
    bases_of_span,
    basis_of_range,
    mark,
    sides_of,
)
from storage.rollups import runs

MEASURES = {
    Level.REVENUE: Measure.MONEY,
    Level.VISITORS: Measure.PEOPLE,
    Level.CONVERSION: Measure.PERCENT,
    Level.AOV: Measure.MONEY,
    Level.PRODUCTS: Measure.MONEY,
    Level.ROI: Measure.MULTIPLE,
    Level.PLANS: Measure.MULTIPLE,
}


@dataclass(frozen=True)
class Case:
    """A question with the days that answer it."""

    session: Session
    store_id: int
    question: Question
    sides: Sides
    days: Mapping[date, StoreDay]

    @property
    def before(self) -> StoreDay:
        return spans.summed([self.days[day] for day in self.sides.before])

    @property
    def after(self) -> StoreDay:
        return spans.summed([self.days[day] for day in self.sides.after])

    @property
    def whole(self) -> Answer:
        """The figure before and after, without its parts."""
        return causes.whole(self.question.level, self.before, self.after)

    def among(self, told: Collection[date]) -> "Case | None":
        """Only the days of which a file tells the parts, too."""
        sides = self.sides.among(frozenset(told))
        return None if sides is None else replace(self, sides=sides)

    def answered(self, answer: Answer, name: str = "", above: Question | None = None) -> Why:
        summed = any(self.days[day].origin is Origin.PRODUCTS for day in self.sides.before + self.sides.after)
        upper = above_of(self.question) if above is None else above
        return Why(self.question, answer, self.sides, name, upper, summed)

    def lacking(self, figure: Figure, told: Collection[date]) -> Why:
        """A file that tells the parts has not come, for one side at least."""
        then, now = (any(day in told for day in side) for side in (self.sides.before, self.sides.after))
        reason = Reason.FEW if then and now else Reason.UNKNOWN
        return self.answered(replace(self.whole, undefined=Undefined(reason, figure, then=not then)))


def why(
    session: Session, store: Store, question: Question, now: datetime, against: Period | None = None
) -> Why:
    """The level asked for; `against` compares with that period, whatever the calendar says.

    Raises Mistake("why_gone") where the button's source or product is in no file any more.
    """
    shown = question.period
    bases = _bases(session, store, shown) if against is None else (Basis(against, spans.Against.BEFORE),)
    days, sides = _compared(session, store, question, bases, store.today(now))
    if sides is None:
        return Why(question, _nothing(question, days), above=above_of(question))
    if question.level not in OF_ADS:
        days = _told_alike(session, store.id, days, sides)
    case = Case(session, store.id, question, sides, days)
    if question.level not in OF_ADS and causes.are_mixed(case.before, case.after):
        return case.answered(replace(case.whole, undefined=Undefined(Reason.MIXED)))
    return LEVELS[question.level](case)


def above_of(question: Question) -> Question | None:
    """One level up; None where that is the post it was opened from."""
    if question.more:
        return replace(question, more="")
    upper = ABOVE.get(question.level)
    return None if upper is None else replace(question, level=upper)


# ---------------------------------------------------------------------------------------- what is compared


def _bases(session: Session, store: Store, shown: Period) -> tuple[Basis, ...]:
    own = services.calendar.calendar(session, store, shown)
    if len(shown) == 1:
        return bases_of_day(shown.start, own)
    if shown.name.startswith("w"):
        return bases_of_span(week.candidates(shown, own))
    if shown.name.startswith("m2"):
        return bases_of_span(month.candidates(shown, own))
    return (basis_of_range(shown, own),)


def _compared(
    session: Session, store: Store, question: Question, bases: Iterable[Basis], today: date
) -> tuple[Mapping[date, StoreDay], Sides | None]:
    """The first basis with known days. Today counts where it is asked for alone: it is not over."""
    shown = question.period

    def known(period: Period) -> dict[date, StoreDay]:
        found = storage.sales.store_days(session, store.id, period)
        of_ads = question.level in OF_ADS
        return {
            one.day: one
            for one in found
            if (one.ad_spend if of_ads else one.paid_amount) is not None
            and (len(shown) == 1 or one.day < today)
        }

    days = known(shown)
    for basis in bases if days else ():
        both = {**days, **known(basis.period)}
        if sides := sides_of(shown, (basis,), both):
            return both, sides
    return days, None


def _nothing(question: Question, days: Mapping[date, StoreDay]) -> Answer:
    """Nothing is known of the days asked about, or of any that they may be compared with."""
    of_ads = question.level in OF_ADS
    measure = MEASURES[question.level]
    if not days:
        figure = Figure.SPEND if of_ads else Figure.REVENUE
        return Answer(measure, undefined=Undefined(Reason.UNKNOWN, figure))
    return Answer(measure, undefined=Undefined(Reason.NOTHING))


def _told_alike(
    session: Session, store_id: int, days: Mapping[date, StoreDay], sides: Sides
) -> Mapping[date, StoreDay]:
    used = (*sides.before, *sides.after)
    if len({days[day].origin for day in used}) == 1:
        return days
    summed = storage.sales.summed_products(session, store_id, used)
    return alike(days, sides, {one.day: one for one in summed})


# ------------------------------------------------------------------------------------------------- levels


def _revenue(case: Case) -> Why:
    return case.answered(causes.revenue(case.before, case.after))


def _visitors(case: Case) -> Why:
    days = (*case.sides.before, *case.sides.after)
    lines = storage.sources.lines_on(case.session, case.store_id, days)
    told = {line.day for line in lines if line.path}
    like = case.among(told)
    if like is None:
        return case.lacking(Figure.SOURCES, told)
    old, new = (_of(lines, side) for side in (like.sides.before, like.sides.after))
    if not case.question.more:
        return like.answered(causes.visitors(like.before, like.after, old, new))
    path = causes.path_marked(case.question.more, old, new)
    if path is None:
        raise Mistake("why_gone")
    above = replace(case.question, more=causes.mark_above(path))
    return like.answered(causes.source(path, old, new), path[-1], above)


def _of(lines: Sequence[SourceLine], days: Collection[date]) -> tuple[SourceLine, ...]:
    return tuple(line for line in lines if line.day in days)


def _by_product(case: Case) -> Why:
    """Revenue, conversion or order value by product, or one product by its own factors."""
    days = (*case.sides.before, *case.sides.after)
    told = storage.products.days_with_products(case.session, case.store_id, days)
    like = case.among(told)
    if like is None:
        return case.lacking(Figure.PRODUCTS, told)
    if case.question.more:
        return _product(like)
    old, new = (
        storage.weeks.product_sums(case.session, case.store_id, side)
        for side in (like.sides.before, like.sides.after)
    )
    if case.question.level is Level.PRODUCTS:
        return like.answered(causes.products(like.before, like.after, old, new))
    return like.answered(causes.by_product(case.question.level, like.before, like.after, old, new))


def _product(case: Case) -> Why:
    sides = [
        {mark(one.item_id): one for one in storage.weeks.product_sums(case.session, case.store_id, days)}.get(
            case.question.more
        )
        for days in (case.sides.before, case.sides.after)
    ]
    was, now = sides
    known = now or was
    if known is None:
        raise Mistake("why_gone")
    ways = [
        storage.products.ways(case.session, case.store_id, known.item_id, days)
        for days in (case.sides.before, case.sides.after)
    ]
    return case.answered(causes.product(was, now, (ways[0], ways[1])), known.title)


def _roi(case: Case) -> Why:
    before, after, counted_alike = _ads(case)
    return case.answered(causes.roi(before, after, alike=counted_alike))


def _plans(case: Case) -> Why:
    """By plan; by scene or item where a side has no report by plan."""
    before, after, counted_alike = _ads(case)
    told: tuple[Sequence[AdLine], ...] = ()
    for cut in (Cut.PLAN, Cut.SCENE, Cut.ITEM):
        told = tuple(_lines(case, days, cut) for days in (case.sides.before, case.sides.after))
        if all(told):
            answer = causes.plans(before, after, *told, alike=counted_alike)
            return case.answered(answer)
    whole = causes.plans(before, after, (), (), alike=counted_alike)
    lacks = Undefined(Reason.UNKNOWN, Figure.PLANS, then=not told[0])
    return case.answered(replace(whole, parts=(), undefined=lacks))


def _ads(case: Case) -> tuple[AdTotals, AdTotals, bool]:
    totals, reports = [], []
    for period, days in (
        (case.sides.basis.period, case.sides.before),
        (case.sides.shown, case.sides.after),
    ):
        known = storage.ads.ad_days(case.session, case.store_id, period)
        totals.append(sum((one.totals for one in known if one.day in days), AdTotals()))
        reports.append(storage.ads.reports_told(case.session, case.store_id, days))
    return totals[0], totals[1], tell_alike(*reports)


def _lines(case: Case, days: Sequence[date], cut: Cut) -> tuple[AdLine, ...]:
    """The lines of all these days together."""
    found: dict[str, AdLine] = {}
    for run in runs(days):
        for line in storage.ads.ad_lines(case.session, case.store_id, run, cut):
            known = found.get(line.key)
            found[line.key] = replace(line, totals=known.totals + line.totals) if known else line
    return tuple(found.values())


LEVELS: Mapping[Level, Callable[[Case], Why]] = {
    Level.REVENUE: _revenue,
    Level.VISITORS: _visitors,
    Level.CONVERSION: _by_product,
    Level.AOV: _by_product,
    Level.PRODUCTS: _by_product,
    Level.ROI: _roi,
    Level.PLANS: _plans,
}
