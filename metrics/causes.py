"""What changed a figure: every level of the question why, taken apart so that the parts add up exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.ads import AdLine, AdTotals
from metrics.numbers import in_steps
from metrics.parts import Effect, Member, in_step, split_product, split_ratio
from metrics.products import ProductSum, Ways
from metrics.sales import Origin, StoreDay, split
from metrics.sources import Channel, SourceLine, channels, path_text
from metrics.why import (
    STEPS,
    Answer,
    Figure,
    Kind,
    Level,
    Life,
    Measure,
    Part,
    Reason,
    Undefined,
    mark,
)

LISTED = 5  # so many parts are named; of products so many that rose and so many that fell
Pair = tuple[Decimal | None, Decimal | None]
Value = Decimal | int | None

# ------------------------------------------------------------------- visitors × conversion × order value


def whole(level: Level, before: StoreDay, after: StoreDay) -> Answer:
    """A store's figure before and after, not taken apart yet."""
    match level:
        case Level.VISITORS:
            return Answer(Measure.PEOPLE, *_pair(before.visitors, after.visitors))
        case Level.CONVERSION:
            return _shown(Measure.PERCENT, before.conversion, after.conversion)
        case Level.AOV:
            return _shown(Measure.MONEY, before.aov, after.aov)
    return Answer(Measure.MONEY, before.paid_amount, after.paid_amount)


def are_mixed(before: StoreDay, after: StoreDay) -> bool:
    """Whether the sides (or the days of one side) were told by different kinds of files."""
    return before.origin is None or before.origin is not after.origin


def revenue(before: StoreDay, after: StoreDay) -> Answer:
    """The change of revenue over its three factors (`metrics.parts.split_product`)."""
    answer = whole(Level.REVENUE, before, after)
    found = split(before, after)
    if found.undefined is not None:
        return replace(answer, undefined=_revenue_gap(before, after))
    parts = (
        _factor(Kind.VISITORS, found.visitors, before.visitors, after.visitors),
        _factor(Kind.CONVERSION, found.conversion, before.conversion, after.conversion),
        _factor(Kind.AOV, found.aov, before.aov, after.aov),
    )
    return replace(answer, parts=parts)


def _factor(kind: Kind, part: Decimal | None, before: Value, after: Value) -> Part:
    return Part(kind, part or Decimal(0), pairs=(_pair(before, after),))


def _pair(before: Value, after: Value) -> Pair:
    return (
        None if before is None else Decimal(before),
        None if after is None else Decimal(after),
    )


def _revenue_gap(before: StoreDay, after: StoreDay) -> Undefined | None:
    """Which figure stands in the way. The one whose lack explains the others comes first."""
    figures: tuple[tuple[Figure, Callable[[StoreDay], Value]], ...] = (
        (Figure.REVENUE, lambda one: one.paid_amount),
        (Figure.VISITORS, lambda one: one.visitors),
        (Figure.BUYERS, lambda one: one.paid_buyers),
    )
    return _gap((name, of(one), one is before) for name, of in figures for one in (before, after))


def _gap(figures: Iterable[tuple[Figure, Value, bool]]) -> Undefined | None:
    """The first figure that is not known, else the first that is not above zero."""
    told = list(figures)
    for name, value, then in told:
        if value is None:
            return Undefined(Reason.UNKNOWN, name, then)
    return next((Undefined(Reason.ZERO, name, then) for name, value, then in told if (value or 0) <= 0), None)


# ----------------------------------------------------------------------------------------- visitors by source


def visitors(
    before: StoreDay, after: StoreDay, old: Sequence[SourceLine], new: Sequence[SourceLine]
) -> Answer:
    """By first-level source; who came by several ways, or by none that the file tells, is the rest."""
    answer = whole(Level.VISITORS, before, after)
    if answer.change is None:
        return replace(answer, undefined=Undefined(Reason.UNKNOWN, Figure.VISITORS, answer.before is None))
    return _by_source(answer, old, new, ())


def source(path: tuple[str, ...], old: Sequence[SourceLine], new: Sequence[SourceLine]) -> Answer:
    """A source's visitors by what lies below it. One that a side does not tell of brought nobody there."""
    before, after = (
        next((one.visitors or 0 for one in _below(lines, path[:-1]) if one.name == path[-1]), 0)
        for lines in (old, new)
    )
    return _by_source(Answer(Measure.PEOPLE, *_pair(before, after)), old, new, path)


def _by_source(
    answer: Answer, old: Sequence[SourceLine], new: Sequence[SourceLine], path: tuple[str, ...]
) -> Answer:
    was, now = ({one.name: one for one in _below(lines, path)} for lines in (old, new))
    deeper = {line.path[: len(path) + 1] for line in (*old, *new) if len(line.path) > len(path) + 1}
    parts = [_source(name, was.get(name), now.get(name), path, deeper) for name in was.keys() | now.keys()]
    rest = (answer.change or Decimal(0)) - sum((one.part for one in parts), Decimal(0))
    return replace(answer, parts=listed(parts, Part(Kind.OVERLAP, rest)))


def _below(lines: Sequence[SourceLine], path: tuple[str, ...]) -> tuple[Channel, ...]:
    """The sources right below a path, by their own names."""
    depth = len(path)
    return channels([replace(line, path=line.path[depth:]) for line in lines if line.path[:depth] == path])


def _source(
    name: str,
    was: Channel | None,
    now: Channel | None,
    above: tuple[str, ...],
    deeper: Iterable[tuple[str, ...]],
) -> Part:
    path = (*above, name)
    before, after = (Decimal(one.visitors or 0) if one else Decimal(0) for one in (was, now))
    opens = mark(path_text(path)) if path in deeper else ""
    return Part(
        Kind.SOURCE, after - before, path_text(path), name, ((before, after),), _life(was, now), opens
    )


def path_marked(marked: str, *sides: Sequence[SourceLine]) -> tuple[str, ...] | None:
    """The path behind a button; None where no line of either side lies on it."""
    paths = {line.path[:depth] for lines in sides for line in lines for depth in range(1, len(line.path) + 1)}
    return next((path for path in paths if mark(path_text(path)) == marked), None)


def mark_above(path: tuple[str, ...]) -> str:
    """The mark of the source that a path lies under; empty for a first-level one."""
    return mark(path_text(path[:-1])) if len(path) > 1 else ""


def _life(was: object | None, now: object | None) -> Life:
    return Life.NEW if was is None else Life.GONE if now is None else Life.STAYS


# ------------------------------------------------------------------------------------------------- by product


def products(
    before: StoreDay, after: StoreDay, old: Sequence[ProductSum], new: Sequence[ProductSum]
) -> Answer:
    """The change of revenue by product; what the shop sold beyond its product file is the rest."""
    answer = whole(Level.PRODUCTS, before, after)
    if answer.change is None:
        return replace(answer, undefined=Undefined(Reason.UNKNOWN, Figure.REVENUE, answer.before is None))
    parts = [_product(was, now) for was, now in _both(old, new).values()]
    rest = answer.change - sum((one.part for one in parts), Decimal(0))
    rose, fell = ([one for one in parts if (one.part > 0) is up and one.part] for up in (True, False))
    kept, others = _biggest(rose)
    lost, more = _biggest(fell)
    ordered = (*kept, *lost) if answer.change > 0 else (*lost, *kept)
    return replace(answer, parts=_with_rest(ordered, (*others, *more), Part(Kind.UNLISTED, rest)))


def _both(
    old: Sequence[ProductSum], new: Sequence[ProductSum]
) -> dict[str, tuple[ProductSum | None, ProductSum | None]]:
    was, now = ({one.item_id: one for one in side} for side in (old, new))
    return {key: (was.get(key), now.get(key)) for key in sorted(was.keys() | now.keys())}


def _product(was: ProductSum | None, now: ProductSum | None) -> Part:
    known = now or was
    assert known is not None
    before, after = ((one.paid_amount if one else None) or Decimal(0) for one in (was, now))
    key, life = known.item_id, _life(was, now)
    return Part(Kind.PRODUCT, after - before, key, known.title, ((before, after),), life, mark(key))


def by_product(
    level: Level, before: StoreDay, after: StoreDay, old: Sequence[ProductSum], new: Sequence[ProductSum]
) -> Answer:
    """The change of conversion or order value by product: each one's own ratio, and its share.

    The formula: `metrics.parts.split_ratio`. The details are the same change as rate, mix and rest.
    """
    is_conversion = level is Level.CONVERSION
    answer = whole(level, before, after)
    if gap := _ratio_gap(before, after, is_conversion):
        return replace(answer, undefined=gap)
    exact = (before.conversion, after.conversion) if is_conversion else (before.aov, after.aov)
    members = [_members(side, is_conversion) for side in (old, new)]
    parts = [
        replace(_product(was, now), pairs=_ratios(was, now, is_conversion))
        for was, now in _both(old, new).values()
    ]
    missing = Undefined(Reason.ZERO, Figure.PRODUCT_BUYERS)
    return _by_member(answer, exact, members, parts, Kind.OVERLAP, missing)


def _ratio_gap(before: StoreDay, after: StoreDay, is_conversion: bool) -> Undefined | None:
    """A ratio needs what it is divided by; one of zero is a ratio, but has nothing to be split over."""
    told: list[tuple[Figure, Value, bool]] = []
    for one in (before, after):
        divided = (Figure.VISITORS, one.visitors) if is_conversion else (Figure.REVENUE, one.paid_amount)
        told += [(*divided, one is before), (Figure.BUYERS, one.paid_buyers, one is before)]
    return _gap(told)


def _members(side: Sequence[ProductSum], is_conversion: bool) -> dict[str, Member]:
    pairs = (
        (one.item_id, one.paid_buyers, one.visitors)
        if is_conversion
        else (one.item_id, one.paid_amount, one.paid_buyers)
        for one in side
    )
    return {key: Member(Decimal(part or 0), Decimal(whole or 0)) for key, part, whole in pairs}


def _ratios(was: ProductSum | None, now: ProductSum | None, is_conversion: bool) -> tuple[Pair, ...]:
    values = [None if one is None else one.conversion if is_conversion else one.aov for one in (was, now)]
    return ((values[0], values[1]),)


def _by_member(
    answer: Answer,
    ratios: Pair,
    members: Sequence[Mapping[str, Member]],
    parts: Sequence[Part],
    rest: Kind,
    missing: Undefined,
    rest_pairs: tuple[Pair, ...] = (),
) -> Answer:
    """`parts` with what each has in the change of the ratio, rounded so that they add up as shown."""
    before, after = ratios
    if before is None or after is None or answer.change is None:
        return replace(answer, undefined=missing)
    found = split_ratio(before, after, *members)
    if found is None:
        return replace(answer, undefined=missing)
    step, none = STEPS[answer.measure], Effect(Decimal(0), Decimal(0))
    exact = [replace(one, part=found.effects.get(one.key, none).both) for one in parts]
    shown = listed(exact, Part(rest, found.rest, pairs=rest_pairs), step)
    rounded = in_steps([one.part for one in shown], answer.change, step)
    kept = (replace(one, part=part) for one, part in zip(shown, rounded, strict=True))
    details = in_steps([found.rate, found.mix, found.rest], answer.change, step)
    return replace(
        answer,
        parts=tuple(one for one in kept if _says_something(one)),
        details=tuple(
            Part(kind, part)
            for kind, part in zip((Kind.RATE, Kind.MIX, rest), details, strict=True)
            if part or kind is not rest
        ),
        detailed=answer.measure,
    )


def _shown(measure: Measure, before: Decimal | None, after: Decimal | None) -> Answer:
    """Ratios as they are shown: changes are the differences of what is read."""
    step = STEPS[measure]
    was, now = (None if value is None else in_step(value, step) for value in (before, after))
    return Answer(measure, was, now)


def product(was: ProductSum | None, now: ProductSum | None, ways: tuple[Ways, Ways]) -> Answer:
    """One product's revenue over its own three factors; its visitors by how they came, where that is told."""
    before, after = (Decimal(0) if one is None else one.paid_amount for one in (was, now))
    if was is None or now is None:
        reason = Reason.NEW if was is None else Reason.GONE
        return Answer(Measure.MONEY, before, after, undefined=Undefined(reason))
    answer = revenue(*(_as_day(one) for one in (was, now)))
    details = _ways(was, now, *ways)
    return replace(answer, details=details, detailed=Measure.PEOPLE if details else None)


def _as_day(one: ProductSum) -> StoreDay:
    """A product's sums as the factors of a day; which day does not matter to them."""
    return StoreDay(
        date.min,
        Origin.PRODUCTS,
        paid_amount=one.paid_amount,
        paid_buyers=one.paid_buyers,
        visitors=one.visitors,
    )


def _ways(was: ProductSum, now: ProductSum, old: Ways, new: Ways) -> tuple[Part, ...]:
    """Visitors by search, by recommendation, and all others, who are what is left."""
    if was.visitors is None or now.visitors is None:
        return ()
    told = [
        (Kind.SEARCH, old.search, new.search),
        (Kind.RECOMMENDED, old.recommended, new.recommended),
    ]
    known = [
        (kind, before, after) for kind, before, after in told if before is not None and after is not None
    ]
    if not known:
        return ()
    parts = [
        Part(kind, Decimal(after - before), pairs=(_pair(before, after),)) for kind, before, after in known
    ]
    before = was.visitors - sum(one[1] for one in known)
    after = now.visitors - sum(one[2] for one in known)
    return (*parts, Part(Kind.OTHER_WAYS, Decimal(after - before), pairs=(_pair(before, after),)))


# ------------------------------------------------------------------------------------------------------- ROI


def roi(before: AdTotals, after: AdTotals, *, alike: bool) -> Answer:
    """`ROI = click conversion × value per order / cost per click`, split like revenue.

    `alike`: whether both sides are told by reports that count the same.
    """
    answer = _shown(Measure.MULTIPLE, before.roi, after.roi)
    if gap := _roi_gap(before, after, alike):
        return replace(answer, undefined=gap)
    old, new = _ad_factors(before), _ad_factors(after)
    assert before.roi is not None
    assert after.roi is not None
    kinds = (Kind.CLICK_CONVERSION, Kind.ORDER_VALUE, Kind.CPC)
    parts = split_product(before.roi, after.roi, old, new, STEPS[Measure.MULTIPLE])
    told = [*zip(old[:2], new[:2], strict=True), (before.cpc, after.cpc)]
    return replace(
        answer,
        parts=tuple(
            Part(kind, part, pairs=(pair,)) for kind, part, pair in zip(kinds, parts, told, strict=True)
        ),
    )


def _roi_gap(before: AdTotals, after: AdTotals, alike: bool) -> Undefined | None:
    if not alike:
        return Undefined(Reason.REPORTS)
    return _gap(
        (name, value, one is before)
        for one in (before, after)
        for name, value in (
            (Figure.SPEND, one.spend),
            (Figure.CLICKS, one.clicks),
            (Figure.AD_REVENUE, one.ad_revenue),
            (Figure.ORDERS, one.ad_orders),
        )
    )


def _ad_factors(totals: AdTotals) -> tuple[Decimal, Decimal, Decimal]:
    """Orders of a click, revenue of an order, clicks of a yuan: ROI is their product."""
    clicks, orders = Decimal(totals.clicks), Decimal(totals.ad_orders)
    return orders / clicks, totals.ad_revenue / orders, clicks / totals.spend


def plans(
    before: AdTotals, after: AdTotals, old: Sequence[AdLine], new: Sequence[AdLine], *, alike: bool
) -> Answer:
    """The change of ROI by plan: each one's own ROI and its share of the spend (`metrics.parts.split_ratio`).

    Every part's pairs are its spend and what the ads sold; they add up to the totals as well.
    """
    ratios = (before.roi, after.roi)
    answer = _shown(Measure.MULTIPLE, *ratios)
    if gap := _plans_gap(before, after, alike):
        return replace(answer, undefined=gap)
    was, now = ({one.key: one for one in side} for side in (old, new))
    members = [
        {key: Member(one.totals.ad_revenue, one.totals.spend) for key, one in side.items()}
        for side in (was, now)
    ]
    parts = [_plan(was.get(key), now.get(key)) for key in sorted(was.keys() | now.keys())]
    sums = [sum((one.totals for one in side), AdTotals()) for side in (old, new)]
    left = _money_pairs(*(_less(all_, told) for all_, told in zip((before, after), sums, strict=True)))
    missing = Undefined(Reason.ZERO, Figure.PLAN_REVENUE)
    found = _by_member(answer, ratios, members, parts, Kind.UNLISTED, missing, left)
    return replace(found, parts=_with_money_of_others(found.parts, parts))


def _plans_gap(before: AdTotals, after: AdTotals, alike: bool) -> Undefined | None:
    if not alike:
        return Undefined(Reason.REPORTS)
    sides = [(Figure.SPEND, one.spend, one is before) for one in (before, after)]
    return _gap([*sides, *((Figure.AD_REVENUE, one.ad_revenue, one is before) for one in (before, after))])


def _plan(was: AdLine | None, now: AdLine | None) -> Part:
    known = now or was
    assert known is not None
    pairs = _money_pairs(*(one.totals if one else AdTotals() for one in (was, now)))
    return Part(Kind.PLAN, Decimal(0), known.key, known.name, pairs, _life(was, now))


def _money_pairs(before: AdTotals, after: AdTotals) -> tuple[Pair, Pair]:
    return (before.spend, after.spend), (before.ad_revenue, after.ad_revenue)


def _less(all_: AdTotals, told: AdTotals) -> AdTotals:
    return AdTotals(spend=all_.spend - told.spend, ad_revenue=all_.ad_revenue - told.ad_revenue)


def _with_money_of_others(shown: tuple[Part, ...], plans: Sequence[Part]) -> tuple[Part, ...]:
    """The plans that are not listed, with what they cost and sold together."""
    named = {one.key for one in shown if one.kind is Kind.PLAN}
    others = [one for one in plans if one.key not in named]
    sums = tuple(
        _pair(*(sum((one.pairs[i][side] or Decimal(0) for one in others), Decimal(0)) for side in (0, 1)))
        for i in (0, 1)
    )
    return tuple(replace(one, pairs=sums) if one.kind is Kind.OTHERS else one for one in shown)


# -------------------------------------------------------------------------------------------------- listing


def listed(parts: Sequence[Part], rest: Part, step: Decimal = Decimal(0)) -> tuple[Part, ...]:
    """The biggest parts, the others as one, and the rest; what is smaller than half a step is not named."""
    named = [one for one in parts if abs(one.part) > step / 2 or _has_money(one)]
    unnamed = [one for one in parts if one.part and one not in named]
    kept, others = _biggest(named)
    found = _with_rest(kept, (*others, *unnamed), replace(rest, part=Decimal(0)))
    is_needed = abs(rest.part) > step / 2 or _has_money(rest) or (bool(step) and not found)
    return (*found, rest) if is_needed else found


def _biggest(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    ordered = sorted(parts, key=lambda one: (-abs(one.part), one.name, one.key))
    return ordered[:LISTED], ordered[LISTED:]


def _with_rest(kept: Sequence[Part], others: Sequence[Part], rest: Part) -> tuple[Part, ...]:
    found = list(kept)
    if others:
        together = sum((one.part for one in others), Decimal(0))
        found.append(Part(Kind.OTHERS, together, count=len(others)))
    return (*found, rest) if rest.part else tuple(found)


def _says_something(one: Part) -> bool:
    return bool(one.part) or one.kind is Kind.OTHERS or _has_money(one)


def _has_money(one: Part) -> bool:
    """Of plans: what they cost and sold is told, too, also where neither moved ROI."""
    return len(one.pairs) > 1 and any(value for pair in one.pairs for value in pair)
