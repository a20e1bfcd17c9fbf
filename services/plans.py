"""Sheets people fill in: what they begin with, and what is worth naming when they come back."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

import services.targets
import storage.plans
from metrics.campaigns import CampaignsHeadline, PricesHeadline, RivalPrice, TargetsHeadline
from metrics.drafts import share_rest
from metrics.periods import before
from metrics.stores import Store
from metrics.tables import Batch, Kind
from metrics.targets import OF_MONTH, month_of
from storage.columns import from_fen, to_fen

PREFILLED = {"costs": 500, "prices": 20}  # items that stand in the sheet already
SOLD_IN = 30  # days: the items that sold most come first

Headline = TargetsHeadline | CampaignsHeadline | PricesHeadline


def known_rows(session: Session, store_id: int, form: str, today: date) -> list[dict[str, str]]:
    """The store's items to begin with: for costs those that have none, for prices those that sell most."""
    if form not in PREFILLED:
        return []
    sold = before(today - timedelta(days=1), SOLD_IN)
    items = storage.plans.items_sold(session, store_id, sold, PREFILLED[form], without_cost=form == "costs")
    return [{"item_id": item, "title": title} for item, title in items]


def by_pattern(session: Session, store: Store, batch: Batch, today: date) -> Batch:
    """Months of a target sheet split over their days as the store sells and plans; others as they are."""
    if batch.kind is not Kind.TARGET or OF_MONTH not in batch.columns:
        return batch
    rows = _dicts(batch)
    amounts = {row["day"]: row["amount"] for row in rows}
    shared = [row["day"] for row in rows if row[OF_MONTH]]
    for start in sorted({day.replace(day=1) for day in shared}):
        free = [day for day in shared if day in month_of(start)]
        rest = from_fen(sum(amounts[day] for day in free))
        plan = services.targets.weighed(session, store, month_of(start), today)
        amounts |= {day: to_fen(amount) for day, amount in share_rest(rest, free, plan).items()}
    return Batch(batch.kind, ("day", "amount"), list(amounts.items()))


def headline_of(batch: Batch, today: date) -> Headline | None:
    match batch.kind:
        case Kind.TARGET:
            return targets_headline(_dicts(batch))
        case Kind.CAMPAIGN:
            return campaigns_headline(_dicts(batch), today)
        case Kind.RIVAL_PRICE:
            return prices_headline(_dicts(batch))
    return None


def targets_headline(rows: list[dict[str, Any]]) -> TargetsHeadline:
    days = sorted(row["day"] for row in rows)
    return TargetsHeadline(days[0], days[-1], len(rows), from_fen(sum(row["amount"] for row in rows)))


def campaigns_headline(rows: list[dict[str, Any]], today: date) -> CampaignsHeadline:
    coming = sorted((row["first_day"], row["name"]) for row in rows if row["last_day"] >= today)
    first = coming[0] if coming else None
    return CampaignsHeadline(len(rows), first[1] if first else None, first[0] if first else None)


def prices_headline(rows: list[dict[str, Any]]) -> PricesHeadline:
    """Of the file's latest day, the rivals that sell for less than we do."""
    last = max(row["day"] for row in rows)
    prices = [
        RivalPrice(
            row["day"],
            row["item_id"],
            row["shop"],
            row["link"],
            from_fen(row["price"]),
            None if row.get("own_price") is None else from_fen(row["own_price"]),
        )
        for row in rows
        if row["day"] == last
    ]
    cheaper = sorted((one for one in prices if one.is_cheaper), key=lambda one: (one.gap, one.shop))
    return PricesHeadline(last, len(prices), tuple(cheaper))


def _dicts(batch: Batch) -> list[dict[str, Any]]:
    rows: Iterable[tuple[Any, ...]] = batch.rows
    return [dict(zip(batch.columns, row, strict=True)) for row in rows]
