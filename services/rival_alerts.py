"""The watch over rivals: what people have to hear of, what they answer, and what drifts slowly."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

import services.alerts
import storage.alerts
import storage.checks
import storage.plans
import storage.products
import storage.rivals
import storage.rules
import storage.stock
import storage.stores
import storage.weeks
from metrics.alerts import Alert, Status
from metrics.announced import TOLD, PriceReason
from metrics.campaigns import RivalPrice
from metrics.names import folded
from metrics.numbers import cents, ratio
from metrics.periods import DAY, Period, before
from metrics.rival_alerts import (
    RULES,
    Judgement,
    OurItem,
    RivalFacts,
    SameItem,
    judge_rivals,
    same_items,
    same_key,
)
from metrics.rival_moves import History, new_drifts
from metrics.rivals import ANSWER, AnswerKind, Drift, Rival
from metrics.stores import Store
from metrics.tables import Kind
from services.alerts import Found, Press
from services.rival_looks import LOOK_BACK, SEEN_ANEW, around, histories, memory_of
from storage.columns import to_fen

CHECK = "rivals"  # its name among the checks that fall due
AT_WORK = timedelta(minutes=5)  # after a crash the look is made again so much later
LATELY = 30  # days whose revenue says which of our items are the main ones
MAIN = 5
MONDAY = 0


# ------------------------------------------------------------------------------------------------- watching


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores that have not been looked at this morning."""
    return storage.checks.due_stores(session, CHECK, now)


def claim(session: Session, store: Store, now: datetime) -> bool:
    """Whether the morning's look is ours to make."""
    return storage.checks.claim_check(session, store.id, CHECK, now, now + AT_WORK)


def settle(session: Session, store: Store, now: datetime) -> None:
    """All is said: the next look is due at the next time of the brief."""
    today = store.today(now)
    this_morning = store.moment(today, store.brief_at)
    following = this_morning if now < this_morning else store.moment(today + DAY, store.brief_at)
    storage.checks.settle_check(session, store.id, CHECK, following)


def look(session: Session, store: Store, now: datetime) -> Found:
    """Prices announced now are remembered: the next ones are held against them."""
    storage.stores.lock_store(session, store.id)
    known = histories(session, store, store.today(now))
    facts = load(session, store, tuple(known.values()), now)
    remember(session, store, known, facts.same, now)
    findings = [one.finding for one in judge_rivals(facts) if one.finding is not None]
    return Found(RULES, findings)


def judgements(session: Session, store: Store, now: datetime) -> tuple[Judgement, ...]:
    """All that is judged of rivals now, each with its reason, also where there is nothing to tell."""
    known = histories(session, store, store.today(now))
    return judge_rivals(load(session, store, tuple(known.values()), now))


def load(session: Session, store: Store, shops: tuple[History, ...], now: datetime) -> RivalFacts:
    today = store.today(now)
    period = before(today, LOOK_BACK)
    prices = storage.plans.rival_price_days(session, store.id, period)
    ours = our_items(session, store, prices, now) if prices else {}
    return RivalFacts(
        today=today,
        rules=storage.rules.rules(session, store.id),
        calendar=around(session, store, today),
        shops=shops,
        same=_same(session, store, prices, shops, ours, period) if prices else (),
        ours=ours,
    )


def remember(
    session: Session,
    store: Store,
    known: Mapping[Rival, History],
    same: Sequence[SameItem],
    now: datetime,
) -> None:
    """Writes down what is announced by now, where that is not what was remembered."""
    before_now = storage.rivals.announced(session, store.id, store.today(now))
    steps = {memory_of(shop.shop, item): of for shop in known.values() for item, of in shop.prices.items()}
    steps |= {same_key(one.item_id, one.shop, one.link): one.steps for one in same}
    for subject, judged in steps.items():
        told = tuple(step for step in judged if step.reason in TOLD)
        if [step.announced for step in told] != [one.announced for one in before_now.get(subject, ())]:
            storage.rivals.announce(session, store.id, subject, told)


# ------------------------------------------------------------------------------------------------ same items


def _same(
    session: Session,
    store: Store,
    prices: Sequence[RivalPrice],
    shops: Sequence[History],
    ours: Mapping[str, OurItem],
    period: Period,
) -> tuple[SameItem, ...]:
    rules = storage.rules.rules(session, store.id)
    announced = storage.rivals.announced(session, store.id, period.last)
    rows = [row for shop in shops for row in shop.rows]
    found = same_items(prices, rows, rules, ours, announced, period.start)
    seen = {key: count for one in found for key, count in _seen_twice(session, store, one, period).items()}
    return same_items(prices, rows, rules, ours, announced, period.start, seen) if seen else found


def _seen_twice(session: Session, store: Store, one: SameItem, period: Period) -> dict[tuple[date, str], int]:
    """How many files said the price that waits for a second look."""
    last = one.steps[-1] if one.steps else None
    waits = last is not None and last.reason is PriceReason.WAITING_FOR_SECOND_LOOK
    if last is None or last.price is None or not waits or period.last - last.day > SEEN_ANEW:
        return {}
    fen, key = to_fen(last.price), (one.item_id, folded(one.shop), one.link)
    rows = storage.rivals.told_by_files(session, store.id, Kind.RIVAL_PRICE, last.day)
    files = {
        digest
        for digest, row in rows
        if row.get("price") == fen
        and (row.get("item_id"), folded(str(row.get("shop"))), row.get("link", "")) == key
    }
    return {(last.day, same_key(one.item_id, one.shop, one.link)): len(files)} if len(files) > 1 else {}


def our_items(
    session: Session, store: Store, prices: Sequence[RivalPrice], now: datetime
) -> dict[str, OurItem]:
    """The items whose prices are compared: what we ask, what they cost, which of them are the main ones."""
    today = store.today(now)
    items = sorted({one.item_id for one in prices})
    sums = storage.weeks.product_sums(session, store.id, list(before(today - DAY, LATELY).days()))
    sold = {one.item_id: one for one in sums}
    best = sorted(sums, key=lambda one: one.paid_amount or Decimal(0), reverse=True)[:MAIN]
    main = {one.item_id for one in best if one.paid_amount}
    codes = storage.products.articles(session, store.id, items)
    costs = storage.stock.costs_on(session, store.id, today, [*items, *codes.values()])
    written = {one.item_id: one.own_price for one in prices if one.own_price is not None}
    found = {}
    for item in items:
        of, cost = sold.get(item), costs.get(item) or costs.get(codes.get(item, ""))
        paid = ratio(of.paid_amount, of.paid_items) if of else None
        mean = None if paid is None else cents(paid)
        found[item] = OurItem(
            item_id=item,
            title=of.title if of else item,
            price=written.get(item, mean),
            is_mean=item not in written,
            cost=cost.each if cost else None,
            is_main=item in main,
        )
    return found


# -------------------------------------------------------------------------------------------------- answers


def answer(session: Session, store: Store, press: Press, kind: AnswerKind, now: datetime) -> Alert:
    """What we do about a move; with that it is seen to, until the rival moves again.

    Raises Mistake("unknown_alert"), Mistake("old_alert_card").
    """
    alert = services.alerts.seen(session, store.id, press)
    storage.alerts.note(session, alert.id, now, ANSWER, press.person, kind)
    return services.alerts.close(session, store, press, Status.SOLVED, now)


# ---------------------------------------------------------------------------------------------------- drift


def drifts(session: Session, store: Store, now: datetime) -> tuple[Drift, ...]:
    """On Mondays, what has gone far in a week or a month, and goes on; nothing on other days."""
    today = store.today(now)
    if today.weekday() != MONDAY:
        return ()
    rules = storage.rules.rules(session, store.id)
    known = histories(session, store, today)
    return tuple(drift for shop in known.values() for drift in new_drifts(shop, today, rules))
