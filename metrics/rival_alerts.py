"""Rivals' moves that people have to hear of: judged, each with a named reason, with what it means for us."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.alerts import Finding, Level, Rule
from metrics.announced import Announced, PriceLook, PriceReason, Step, price_steps
from metrics.calendar import Calendar
from metrics.campaigns import RivalPrice
from metrics.names import folded
from metrics.numbers import change, ratio
from metrics.rival_moves import (
    SEEN,
    History,
    SalesReason,
    SalesState,
    moves_since,
    price_now,
    sales_states,
    since_when,
)
from metrics.rivals import Move, Range, RivalDay, What
from metrics.rules import Rules

RULES = (
    Rule.SAME_ITEM_CHEAPER,
    Rule.RIVAL_PRICE,
    Rule.RIVAL_SALES,
    Rule.RIVAL_NEW_ITEM,
    Rule.RIVAL_LOOK,
    Rule.RIVAL_RATING,
)
STANDS = timedelta(days=7)  # a move that nobody answered is usual by then
EXPLAINS = timedelta(
    days=28
)  # a lower price explains more sales as long as usual sales are made of such days
FRESH = timedelta(days=2)  # sales looked at longer ago say nothing about now
STALE = timedelta(days=14)  # and so do prices of the same item

# ------------------------------------------------------------------------------------------------ the nouns


class RivalReason(StrEnum):
    """Why something is told of a rival, or is not."""

    FOUND = "found"
    WAITING_FOR_SECOND_LOOK = "waiting_for_second_look"  # a leap that only one look has seen
    UNREADABLE = "unreadable"
    SMALL = "small"
    BACK = "back"
    LONG_AGO = "long_ago"  # by now it is usual
    USUAL = "usual"
    BETWEEN = "between"
    FEW_DAYS = "few_days"
    CAMPAIGN = "campaign"
    OUT_OF_DATE = "out_of_date"  # nobody looked of late
    COVERED = "covered"  # another finding tells it: the same price, the whole shop, the lower price behind it
    NO_OWN_PRICE = "no_own_price"
    DEARER = "dearer"  # the same item costs more there, or as much


@dataclass(frozen=True)
class Judgement:
    """What was judged and why; with a finding where there is something to tell or to keep."""

    rule: Rule
    subject: str
    reason: RivalReason
    finding: Finding | None = None


@dataclass(frozen=True)
class OurItem:
    """One of our items. `price` is as written in the sheet, or (`is_mean`) what was paid for one of late.

    `is_main`: among those that bring the most revenue.
    """

    item_id: str
    title: str = ""
    price: Decimal | None = None
    is_mean: bool = False
    cost: Decimal | None = None
    is_main: bool = False


@dataclass(frozen=True)
class SameItem:
    """One of our items in another shop, under one link, its prices as they were judged."""

    item_id: str
    shop: str
    link: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class RivalFacts:
    """All that the watch over rivals needs. `shops` are the followed ones."""

    today: date
    rules: Rules
    calendar: Calendar
    shops: tuple[History, ...] = ()
    same: tuple[SameItem, ...] = ()
    ours: Mapping[str, OurItem] = field(default_factory=dict)


# ------------------------------------------------------------------------------------------------- judging


def judge_rivals(facts: RivalFacts) -> tuple[Judgement, ...]:
    """Everything that is watched of rivals, in the order in which it matters."""
    return (*judge_same_items(facts), *(one for shop in facts.shops for one in judge_shop(shop, facts)))


def judge_shop(shop: History, facts: RivalFacts) -> Iterator[Judgement]:
    yield from (judge_price_of(shop, item, facts) for item in shop.items if shop.prices.get(item))
    yield from judge_sales_of(shop, facts)
    recent = moves_since(shop, facts.today - STANDS, facts.rules, facts.calendar)
    if new := [move for move in recent if move.what is What.NEW_ITEM]:
        names = [move.item for move in new]
        told = {"shop": shop.shop, "items": "\n".join(names), "count": str(len(names))}
        yield _found(Rule.RIVAL_NEW_ITEM, shop.shop, told, _last_day(new))
    yield from judge_looks(shop, recent)
    yield from judge_ratings(shop, recent)


def subject_of(*parts: str) -> str:
    return "|".join(parts)


def _found(
    rule: Rule, subject: str, facts: Mapping[str, str], of: date | None, *, is_critical: bool = False
) -> Judgement:
    """`of` is the day of the move, so that one that somebody answered is news only when it goes on."""
    finding = Finding(rule, subject, facts, Level.FIRING, of, is_critical)
    return Judgement(rule, subject, RivalReason.FOUND, finding)


def _kept(rule: Rule, subject: str, reason: RivalReason, level: Level) -> Judgement:
    """Nothing begins, and what is known goes on."""
    return Judgement(rule, subject, reason, Finding(rule, subject, level=level))


def _last_day(moves: Iterable[Move]) -> date | None:
    return max((move.day for move in moves if move.day is not None), default=None)


# --------------------------------------------------------------------------------------------------- prices


def judge_price_of(shop: History, item: str, facts: RivalFacts) -> Judgement:
    """A price away from where it was, until it is back there or has become the usual one."""
    subject, steps = subject_of(shop.shop, item), shop.prices[item]
    last, now = steps[-1], price_now(steps)
    known = last.announced
    if known is None or now is None or now.price is None:
        return Judgement(Rule.RIVAL_PRICE, subject, RivalReason.UNREADABLE)
    if known.before is None or known.since is None:
        quiet = {
            PriceReason.BACK: RivalReason.BACK,
            PriceReason.WAITING_FOR_SECOND_LOOK: RivalReason.WAITING_FOR_SECOND_LOOK,
            PriceReason.UNREADABLE: RivalReason.UNREADABLE,
        }
        return Judgement(Rule.RIVAL_PRICE, subject, quiet.get(last.reason, RivalReason.SMALL))
    if facts.today - known.day > STANDS:
        return Judgement(Rule.RIVAL_PRICE, subject, RivalReason.LONG_AGO)
    link = _link_of(shop, item)
    if any(_is_told(one, link, facts) for one in facts.same):
        return Judgement(Rule.RIVAL_PRICE, subject, RivalReason.COVERED)
    told = {"shop": shop.shop, "item": item, **price_facts(known, now.price)}
    told |= _more_sales(shop, item, facts) if known.is_lower else {}
    told |= margin_facts(_ours_under(link, facts), now.price)
    return _found(Rule.RIVAL_PRICE, subject, told, known.day)


def price_facts(known: Announced, now: Decimal) -> dict[str, str]:
    if known.before is None or known.since is None:
        return {"price": str(now)}
    return {"price": str(now), "before": str(known.before), "since": known.since.isoformat()}


def _link_of(shop: History, item: str) -> str:
    return next((row.link for row in reversed(shop.of_item(item)) if row.link), "")


def _ours_under(link: str, facts: RivalFacts) -> OurItem | None:
    """Our item that the same is sold as under that link."""
    found = next((one.item_id for one in facts.same if link and one.link == link), "")
    return facts.ours.get(found)


def _is_told(one: SameItem, link: str, facts: RivalFacts) -> bool:
    finding = judge_same_item(one, facts).finding if link and one.link == link else None
    return finding is not None and finding.level is Level.FIRING


def margin_facts(ours: OurItem | None, price: Decimal) -> dict[str, str]:
    """What is left of the price if we ask as much; without a cost nothing is said of it."""
    if ours is None:
        return {}
    found = {"our_item": ours.item_id, "our_title": ours.title}
    if ours.price is not None:
        found |= {"own": str(ours.price), "own_is_mean": "1" if ours.is_mean else ""}
    left = None if ours.cost is None else ratio(price - ours.cost, price)
    if left is not None and ours.cost is not None:
        found |= {"margin": f"{left:.4f}", "left": str(price - ours.cost)}
    return found


# ---------------------------------------------------------------------------------------------------- sales


def judge_sales_of(shop: History, facts: RivalFacts) -> Iterator[Judgement]:
    """The shop's sales and its items'; what a lower price or the whole shop explains is not told twice."""
    whole = _latest(shop, "", facts)
    for item in shop.items:
        subject, states = subject_of(shop.shop, item), _states(shop, item, facts)
        last = states[-1] if states else SalesState(date.min, SalesReason.UNKNOWN)
        if facts.today - last.day > FRESH or last.reason is SalesReason.UNKNOWN:
            yield _kept(Rule.RIVAL_SALES, subject, RivalReason.OUT_OF_DATE, Level.UNKNOWN)
        elif last.reason in (SalesReason.FEW_DAYS, SalesReason.CAMPAIGN):
            reason = RivalReason(last.reason)
            yield _kept(Rule.RIVAL_SALES, subject, reason, Level.UNKNOWN)
        elif last.reason is SalesReason.BETWEEN:
            yield _kept(Rule.RIVAL_SALES, subject, RivalReason.BETWEEN, Level.BETWEEN)
        elif last.reason is SalesReason.USUAL:
            yield Judgement(Rule.RIVAL_SALES, subject, RivalReason.USUAL)
        elif (item and whole is last.reason) or (last.reason is SalesReason.UP and _is_cheaper(shop, facts)):
            yield Judgement(Rule.RIVAL_SALES, subject, RivalReason.COVERED)
        else:
            told = {"shop": shop.shop, "item": item, "way": last.reason, **sales_facts(last)}
            yield _found(Rule.RIVAL_SALES, subject, told, since_when(states))


def _states(shop: History, item: str, facts: RivalFacts) -> tuple[SalesState, ...]:
    return sales_states(shop.of_item(item), facts.rules, facts.calendar)


def _latest(shop: History, item: str, facts: RivalFacts) -> SalesReason | None:
    states = _states(shop, item, facts)
    return states[-1].reason if states and facts.today - states[-1].day <= FRESH else None


def _is_cheaper(shop: History, facts: RivalFacts) -> bool:
    """Whether a price of the shop was lowered not long ago and still is low."""
    announced = (steps[-1].announced for steps in shop.prices.values() if steps)
    return any(one is not None and one.is_lower and facts.today - one.day <= EXPLAINS for one in announced)


def _more_sales(shop: History, item: str, facts: RivalFacts) -> dict[str, str]:
    """What a lower price has brought so far, of the item or of the shop."""
    for one in (item, ""):
        states = _states(shop, one, facts)
        if states and states[-1].reason is SalesReason.UP and facts.today - states[-1].day <= FRESH:
            return sales_facts(states[-1])
    return {}


def sales_facts(state: SalesState) -> dict[str, str]:
    if state.usual is None or state.sales is None:
        return {}
    ends = {"sales": state.sales, "usual": state.usual}
    written = {
        f"{name}_{end}": str(getattr(span, end)) for name, span in ends.items() for end in ("low", "high")
    }
    return {**written, "in_money": "1" if state.in_money else ""}


# ------------------------------------------------------------------------------- pictures, words and ratings


def judge_looks(shop: History, recent: Sequence[Move]) -> Iterator[Judgement]:
    """One finding for all that looks otherwise of an item; what is as it was before is over."""
    for item in shop.items:
        subject = subject_of(shop.shop, item)
        changed = [move for move in recent if move.item == item and move.what in SEEN.values()]
        ends = {what: [move for move in changed if move.what is what] for what in SEEN.values()}
        told = {"shop": shop.shop, "item": item}
        for what, moves in ends.items():
            before, after = (str(moves[0].before), str(moves[-1].after)) if moves else ("", "")
            if folded(before) != folded(after):
                told |= {f"{what}_before": before, f"{what}_after": after}
        if len(told) > 2:
            yield _found(Rule.RIVAL_LOOK, subject, told, _last_day(changed))
        elif changed:
            yield Judgement(Rule.RIVAL_LOOK, subject, RivalReason.BACK)


def judge_ratings(shop: History, recent: Sequence[Move]) -> Iterator[Judgement]:
    """Over as soon as the rating is where it was."""
    for item in shop.items:
        subject = subject_of(shop.shop, item)
        falls = [move for move in recent if move.item == item and move.what is What.RATING_DOWN]
        now = next((row.rating for row in reversed(shop.of_item(item)) if row.rating is not None), None)
        if not falls or now is None:
            continue
        before = falls[0].before
        if isinstance(before, Decimal) and now >= before:
            yield Judgement(Rule.RIVAL_RATING, subject, RivalReason.BACK)
            continue
        told = {"shop": shop.shop, "item": item, "before": str(before), "rating": str(now)}
        yield _found(Rule.RIVAL_RATING, subject, told, _last_day(falls))


# ------------------------------------------------------------------------------------------- the same item


def same_items(
    prices: Iterable[RivalPrice],
    rows: Iterable[RivalDay],
    rules: Rules,
    ours: Mapping[str, OurItem],
    remembered: Mapping[str, Sequence[Step]] | None = None,
    known_from: date = date.min,
    files: Mapping[tuple[date, str], int] | None = None,
) -> tuple[SameItem, ...]:
    """Our items in other shops: what people wrote down, and what rivals' sheets say of the same link.

    `remembered` and `files` go by `same_key`.
    """
    looks: dict[tuple[str, str, str], dict[date, PriceLook]] = {}
    for one in prices:
        key = (one.item_id, one.shop, one.link)
        count = (files or {}).get((one.day, same_key(*key)), 1)
        looks.setdefault(key, {})[one.day] = PriceLook(one.day, one.price, count)
    for row in rows:
        for key in [key for key in looks if key[2] and key[2] == row.link]:
            seen = looks[key].get(row.day)
            agrees = seen is not None and seen.price == row.price
            looks[key][row.day] = (
                replace(seen, files=seen.files + 1)
                if seen and agrees
                else seen or PriceLook(row.day, row.price)
            )
    found = []
    for (item_id, shop, link), days in sorted(looks.items()):
        mine, kept = ours.get(item_id), (remembered or {}).get(same_key(item_id, shop, link), ())
        beside = mine.price if mine is not None else None
        steps = price_steps(days.values(), rules, kept, known_from, beside)
        found.append(SameItem(item_id, shop, link, steps))
    return tuple(found)


def same_key(item_id: str, shop: str, link: str) -> str:
    """Under which its announced prices are remembered."""
    return subject_of(item_id, folded(shop), link)


def judge_same_items(facts: RivalFacts) -> Iterator[Judgement]:
    """By item and shop: of several links there, the cheapest that is found."""
    judged: dict[str, Judgement] = {}
    for one in facts.same:
        found = judge_same_item(one, facts)
        known = judged.get(found.subject)
        if known is None or _rank(found) < _rank(known):
            judged[found.subject] = found
    yield from judged.values()


def _rank(judgement: Judgement) -> tuple[bool, Decimal]:
    finding = judgement.finding
    is_there = finding is not None and finding.level is Level.FIRING
    return not is_there, Decimal(finding.facts["price"]) if finding and is_there else Decimal(0)


def judge_same_item(one: SameItem, facts: RivalFacts) -> Judgement:
    """Cheaper than ours; over as soon as it is not."""
    subject = subject_of(one.item_id, one.shop)
    ours, now = facts.ours.get(one.item_id), price_now(one.steps)
    if now is None or now.price is None or now.announced is None:
        waits = any(step.reason is PriceReason.WAITING_FOR_SECOND_LOOK for step in one.steps)
        reason = RivalReason.WAITING_FOR_SECOND_LOOK if waits else RivalReason.UNREADABLE
        return Judgement(Rule.SAME_ITEM_CHEAPER, subject, reason)
    if ours is None or ours.price is None:
        return Judgement(Rule.SAME_ITEM_CHEAPER, subject, RivalReason.NO_OWN_PRICE)
    if facts.today - one.steps[-1].day > STALE:
        return _kept(Rule.SAME_ITEM_CHEAPER, subject, RivalReason.OUT_OF_DATE, Level.UNKNOWN)
    gap = change(ours.price, now.price)
    if gap is None or gap >= 0:
        return Judgement(Rule.SAME_ITEM_CHEAPER, subject, RivalReason.DEARER)
    least = facts.rules.rival_price_change if ours.is_mean else facts.rules.same_item_cheaper
    if -gap < least:
        return _kept(Rule.SAME_ITEM_CHEAPER, subject, RivalReason.BETWEEN, Level.BETWEEN)
    told = {"shop": one.shop, "gap": f"{gap:.4f}", "is_main": "1" if ours.is_main else ""}
    told |= {**price_facts(now.announced, now.price), **margin_facts(ours, now.price)}
    return _found(Rule.SAME_ITEM_CHEAPER, subject, told, now.announced.day, is_critical=ours.is_main)


def as_range(facts: Mapping[str, str], name: str) -> Range | None:
    """A range that `sales_facts` wrote."""
    low, high = facts.get(f"{name}_low"), facts.get(f"{name}_high")
    return None if low is None or high is None else Range(Decimal(low), Decimal(high))
