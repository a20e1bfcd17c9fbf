"""A store's thresholds: shown, tried on its own last days, changed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

import services.unusual
import storage.noise
import storage.pages
import storage.rules
from metrics.alerts import Rule
from metrics.periods import DAY, before
from metrics.rehearsal import JUDGED, LOOKED_BACK, Past, Trial, rehearse
from metrics.rules import Rules, Threshold, changed, plain, threshold_of
from metrics.stores import Store


def rules(session: Session, store_id: int) -> Rules:
    return storage.rules.rules(session, store_id)


def trial(session: Session, store: Store, name: str, value: Decimal | None, now: datetime) -> Trial:
    """What another value would have said in the last days; None is the one that holds.

    Raises Mistake: unknown_threshold, threshold_out_of_range, threshold_out_of_order.
    """
    one, kept = threshold_of(name), rules(session, store.id)
    tried = kept if value is None else changed(kept, one, value)
    wanted, accepted = one.value(tried), accepted_by(session, store, one, kept)
    if name not in JUDGED:
        return Trial(one, kept, wanted, accepted=accepted)
    past = past_of(session, store, kept, Rule.PRODUCT_FELL in JUDGED[name], now)
    then = rehearse(past, tried, JUDGED[name])
    before_it = then if tried == kept else rehearse(past, kept, JUDGED[name])
    return Trial(one, kept, wanted, then, before_it, accepted)


def accepted_by(session: Session, store: Store, one: Threshold, kept: Rules) -> tuple[str, date] | None:
    """Who took the value that holds from a proposal, and when; None where it was set by hand since."""
    last = storage.noise.last_accepted(session, store.id, one.name)
    if last is None or last[0].proposal.new != one.value(kept):
        return None
    return last[0].person or "", store.today(last[1])


def past_of(session: Session, store: Store, kept: Rules, with_products: bool, now: datetime) -> Past:
    shown = before(store.today(now) - DAY, LOOKED_BACK)
    scores = storage.pages.scores_of(session, store.id, shown)
    return Past(
        store=store,
        known=services.unusual.load(session, store, shown, kept),
        days=tuple(shown.days()),
        products=services.unusual.main_products(session, store, shown) if with_products else (),
        scores={one.day: one for one in scores},
    )


def save(session: Session, store: Store, name: str, value: Decimal) -> Rules:
    """From now on the value holds; the usual one takes the store's own back.

    Raises Mistake: unknown_threshold, threshold_out_of_range, threshold_out_of_order.
    """
    one = threshold_of(name)
    changed(rules(session, store.id), one, value)
    is_usual = value == one.value(Rules())
    storage.rules.change(session, store.id, name, None if is_usual else plain(value))
    return rules(session, store.id)
