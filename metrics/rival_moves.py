"""What rivals did, day by day: prices as announced, sales outside their usual range, ratings, new items."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from metrics.announced import PriceLook, PriceReason, Step, price_steps
from metrics.calendar import Calendar
from metrics.forecast import deviation
from metrics.names import folded
from metrics.numbers import change
from metrics.rivals import Drift, Move, Range, RivalDay, What
from metrics.rules import Rules

USUAL_OF = 28  # looks on ordinary days that usual sales are made of
LEAST_SCATTER = 0.10  # ranges are coarse: no shop's sales keep nearer to what is usual than this
RETURNS_AT = 0.6  # of what it takes to be unusual: below it, sales are usual again
RUN = 14  # looks back that an unusual stretch is followed
SEEN = {"picture": What.PICTURE, "video": What.VIDEO, "discount": What.DISCOUNT}
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
SLACK = timedelta(days=7)  # a price "a week ago" is the last known one before that, not older than this


@dataclass(frozen=True)
class History:
    """What is known of one shop: its looks in order of days, and its prices by item as they were judged."""

    shop: str
    rows: tuple[RivalDay, ...]
    prices: Mapping[str, tuple[Step, ...]]

    @property
    def items(self) -> tuple[str, ...]:
        """ "" is the shop as a whole."""
        return tuple(sorted({row.item for row in self.rows}))

    def of_item(self, item: str) -> tuple[RivalDay, ...]:
        return tuple(row for row in self.rows if row.item == item)


def history(
    shop: str,
    rows: Iterable[RivalDay],
    rules: Rules,
    remembered: Mapping[str, Sequence[Step]] | None = None,
    known_from: date = date.min,
    files: Mapping[tuple[date, str], int] | None = None,
) -> History:
    """`remembered`: prices announced before, by item. `files`: how many files said a day's price of an
    item, where it was more than one."""
    ordered = tuple(sorted(rows, key=lambda row: (row.day, row.item)))
    by_item: dict[str, list[PriceLook]] = {row.item: [] for row in ordered}
    for row in ordered:
        by_item[row.item].append(PriceLook(row.day, row.price, (files or {}).get((row.day, row.item), 1)))
    prices = {
        item: price_steps(looks, rules, (remembered or {}).get(item, ()), known_from)
        for item, looks in by_item.items()
    }
    return History(shop, ordered, prices)


def moves(known: History, day: date, rules: Rules, calendar: Calendar) -> tuple[Move, ...]:
    """What the shop did on `day`, item by item; nothing where nobody looked."""
    return tuple(move for move in moves_since(known, day, rules, calendar) if move.day == day)


def moves_since(known: History, day: date, rules: Rules, calendar: Calendar) -> tuple[Move, ...]:
    """What the shop did on `day` and after it, item by item."""
    found: list[Move] = []
    for item in known.items:
        rows = known.of_item(item)
        if item and rows[0].day >= day and _knew_items(known, rows[0].day):
            found.append(Move(known.shop, item, What.NEW_ITEM, day=rows[0].day))
        found += price_moves(known, item)
        found += sales_moves(rows, rules, calendar)
        found += rating_moves(rows, rules)
        found += seen_moves(rows)
    return tuple(move for move in found if move.day is not None and move.day >= day)


def _knew_items(known: History, day: date) -> bool:
    """Whether items of the shop were known before: all of a first list are new to us, not to the shop."""
    return any(row.item and row.day < day for row in known.rows)


# ----------------------------------------------------------------------------------------------------- prices


def price_moves(known: History, item: str) -> Iterator[Move]:
    for step in known.prices.get(item, ()):
        if step.previous is None or step.price is None:
            continue
        if step.reason is PriceReason.BACK:
            yield Move(known.shop, item, What.PRICE_BACK, step.previous, step.price, day=step.day)
        elif step.reason is PriceReason.MOVED:
            what = What.PRICE_DOWN if step.price < step.previous else What.PRICE_UP
            yield Move(known.shop, item, what, step.previous, step.price, day=step.day)


def waiting(known: History, day: date) -> tuple[Move, ...]:
    """Leaps of that day that only one look has seen: they are believed with the next one."""
    found = []
    for item, steps in sorted(known.prices.items()):
        last = steps[-1] if steps else None
        if last is None or last.day != day or last.reason is not PriceReason.WAITING_FOR_SECOND_LOOK:
            continue
        if last.previous is not None and last.price is not None:
            what = What.PRICE_DOWN if last.price < last.previous else What.PRICE_UP
            found.append(Move(known.shop, item, what, last.previous, last.price, day=day))
    return tuple(found)


def price_now(steps: Sequence[Step]) -> Step | None:
    """The last look whose price is believed."""
    doubtful = (PriceReason.UNREADABLE, PriceReason.WAITING_FOR_SECOND_LOOK)
    return next((step for step in reversed(steps) if step.reason not in doubtful), None)


# ------------------------------------------------------------------------------------------------------ sales


class SalesReason(StrEnum):
    """How a day's sales stand to their usual range."""

    UP = "up"
    DOWN = "down"
    BETWEEN = "between"  # not far enough off to begin, too far to be over
    USUAL = "usual"
    FEW_DAYS = "few_days"  # too few ordinary days are known
    CAMPAIGN = "campaign"  # everybody sells otherwise on such a day
    UNKNOWN = "unknown"


FAR = frozenset({SalesReason.UP, SalesReason.DOWN})


@dataclass(frozen=True)
class SalesState:
    day: date
    reason: SalesReason
    usual: Range | None = None
    sales: Range | None = None
    in_money: bool = False


def sales_states(rows: Sequence[RivalDay], rules: Rules, calendar: Calendar) -> tuple[SalesState, ...]:
    """The last looks at one item (or the shop), each against the ordinary days before it.

    In paid items; in money where those are not known on both sides.
    """
    ordinary = [row for row in rows if (row.items or row.amount) and calendar.is_ordinary(row.day)]
    in_items = [(row.day, row.items) for row in ordinary if row.items]
    in_money = [(row.day, row.amount) for row in ordinary if row.amount]
    found = []
    for row in rows[-RUN:]:
        measures = ((row.items, in_items, False), (row.amount, in_money, True))
        states = (
            _sales_state(row.day, sales, known, is_money, rules, calendar)
            for sales, known, is_money in measures
            if sales is not None
        )
        first = next((state for state in states if state is not None), None)
        found.append(first or SalesState(row.day, SalesReason.UNKNOWN))
    return tuple(found)


def _sales_state(
    day: date,
    sales: Range,
    known: Sequence[tuple[date, Range]],
    in_money: bool,
    rules: Rules,
    calendar: Calendar,
) -> SalesState | None:
    """None where nothing is known before that day."""
    past = [span for on, span in known if on < day][-USUAL_OF:]
    if not past:
        return None
    if not calendar.is_ordinary(day):
        return SalesState(day, SalesReason.CAMPAIGN, None, sales, in_money)
    if len(past) < rules.rival_sales_days:
        return SalesState(day, SalesReason.FEW_DAYS, None, sales, in_money)
    usual = typical(past)
    reason = judge_sales([one.middle for one in past], usual, sales, rules)
    return SalesState(day, reason, usual, sales, in_money)


def typical(ranges: Sequence[Range]) -> Range:
    """The middle one of all lower and of all upper ends."""
    low, high = (Decimal(median(ends)) for ends in zip(*((one.low, one.high) for one in ranges), strict=True))
    return Range(low, high)


def judge_sales(middles: Sequence[float], usual: Range, now: Range, rules: Rules) -> SalesReason:
    """Far off for this shop's own scatter, by a share that matters, and the two ranges do not even touch."""
    logs = [math.log(max(value, 0.5)) for value in middles]
    center = median(logs)
    off = math.log(max(now.middle, 0.5)) - center
    score = abs(off) / max(deviation(logs), LEAST_SCATTER)
    changed = abs(math.expm1(off))
    is_apart = now.low > usual.high if off > 0 else now.high < usual.low
    least_score, least_change = float(rules.rival_sales_score), float(rules.rival_sales_change)
    if score >= least_score and changed >= least_change and is_apart:
        return SalesReason.UP if off > 0 else SalesReason.DOWN
    if score >= least_score * RETURNS_AT and changed >= least_change * RETURNS_AT:
        return SalesReason.BETWEEN
    return SalesReason.USUAL


def sales_moves(rows: Sequence[RivalDay], rules: Rules, calendar: Calendar) -> Iterator[Move]:
    """The day on which sales went out of their usual range; the days on which they stay there are no news."""
    before = SalesReason.USUAL
    for state in sales_states(rows, rules, calendar):
        if state.reason in FAR and state.reason is not before:
            what = What.SALES_UP if state.reason is SalesReason.UP else What.SALES_DOWN
            yield Move(
                rows[0].shop, rows[0].item, what, state.usual, state.sales, state.in_money, day=state.day
            )
        if state.reason is not SalesReason.BETWEEN:
            before = state.reason


def since_when(states: Sequence[SalesState]) -> date | None:
    """Since when sales have been off the way they are at the last look; None where they are not."""
    last = states[-1].reason if states else None
    start = None
    for state in reversed(states):
        if state.reason is last and last in FAR:
            start = state.day
        elif state.reason is not SalesReason.BETWEEN:
            break
    return start


# ---------------------------------------------------------------------------------- ratings, pictures, words


def rating_moves(rows: Sequence[RivalDay], rules: Rules) -> Iterator[Move]:
    """Falls, against the last one told (or the best since): small ones add up."""
    level: Decimal | None = None
    for row in rows:
        if row.rating is None:
            continue
        if level is not None and level - row.rating >= rules.rival_rating_drop:
            yield Move(row.shop, row.item, What.RATING_DOWN, level, row.rating, day=row.day)
            level = row.rating
        level = row.rating if level is None else max(level, row.rating)


def seen_moves(rows: Sequence[RivalDay]) -> Iterator[Move]:
    """Another main picture, video or discount than at the last look that says anything of it."""
    for name, what in SEEN.items():
        before: str | None = None
        for row in rows:
            now = getattr(row, name)
            if now and before and folded(now) != folded(before):
                yield Move(row.shop, row.item, what, before, now, day=row.day)
            before = now or before


# ------------------------------------------------------------------------------------------------------ drift


def drifts(known: History, today: date, rules: Rules) -> tuple[Drift, ...]:
    """The items whose price or usual sales have gone far in a week or a month, in small steps or large."""
    found = (_drift(known, item, today) for item in known.items)
    return tuple(one for one in found if _matters(one, rules))


def new_drifts(known: History, today: date, rules: Rules) -> tuple[Drift, ...]:
    """Those that are news a week after others were told: what stands as it stood then is known."""
    told = {one.item: one for one in drifts(known, today - WEEK, rules)}
    found = drifts(known, today, rules)
    return tuple(one for one in found if one.item not in told or _goes_on(told[one.item], one, rules))


def _goes_on(before: Drift, drift: Drift, rules: Rules) -> bool:
    """Whether the price has moved in this week, too, or sales have gone far again."""
    sold = change(_middle(before.now), _middle(drift.now))
    return bool(drift.week) or (sold is not None and abs(sold) >= rules.rival_sales_change)


def _drift(known: History, item: str, today: date) -> Drift:
    steps, rows = known.prices.get(item, ()), known.of_item(item)
    now = _price_on(steps, (), today, today - SLACK)
    week, month = (_price_on(steps, rows, today - back, today - back - SLACK) for back in (WEEK, MONTH))
    fresh = [row.items for row in rows if row.items and today - WEEK < row.day <= today]
    older = [row.items for row in rows if row.items and today - MONTH < row.day <= today - WEEK]
    return Drift(
        shop=known.shop,
        item=item,
        price=now,
        week=change(week, now),
        month=change(month, now),
        before=typical(older) if older and fresh else None,
        now=typical(fresh) if older and fresh else None,
    )


def _price_on(steps: Iterable[Step], rows: Iterable[RivalDay], day: date, oldest: date) -> Decimal | None:
    """As it was believed; of before the last announced price no steps are kept, but how it looked is."""
    judged = [step for step in steps if oldest <= step.day <= day]
    if judged:
        believed = price_now(judged)
        return None if believed is None else believed.price
    looked = [row.price for row in rows if row.price and oldest <= row.day <= day]
    return looked[-1] if looked else None


def _matters(drift: Drift, rules: Rules) -> bool:
    far = [abs(one) for one in (drift.week, drift.month) if one is not None]
    sold = change(_middle(drift.before), _middle(drift.now))
    return (bool(far) and max(far) >= rules.rival_price_change) or (
        sold is not None and abs(sold) >= rules.rival_sales_change
    )


def _middle(span: Range | None) -> Decimal | None:
    return None if span is None else Decimal(str(span.middle))
