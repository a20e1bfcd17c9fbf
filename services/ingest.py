"""A file that was understood becomes stored facts, and a receipt that says what changed."""

from collections.abc import Sequence, Set
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

import services.orders
import services.plans
import services.sources
import storage.budgets
import storage.facts
import storage.layers
import storage.rollups
import storage.sales_readings
import storage.stores
import storage.targets
import storage.uploads
from metrics.ads import PARTS, Report
from metrics.spending import plan_channel, plan_name
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from metrics.uploads import (
    AdsHeadline,
    BalanceHeadline,
    Counts,
    Headline,
    Receipt,
    ReviewsHeadline,
    RivalsHeadline,
    Upload,
)

NAMES = (Kind.PRODUCT, Kind.AD_NAME)  # what things are called: not counted, people count figures
ROLLED_UP = (Kind.SHOP_DAY, Kind.PRODUCT_DAY, Kind.AD_DAY)


def ingest(session: Session, store: Store, upload: Upload, reading: Reading, now: datetime) -> Receipt:
    """Stores the rows, adds up the days they touch, and tells what changed."""
    storage.stores.lock_store(session, store.id)
    same_as = storage.uploads.same_file(session, upload)
    split = (services.plans.by_pattern(session, store, batch, store.today(now)) for batch in reading.batches)
    counts, batches = Counts(), tuple(signed(batch, upload) for batch in split)
    paid_before = services.orders.days_paid(session, store.id, batches)
    for batch in batches:
        merged = storage.facts.merge(session, store.id, upload.id, batch)
        if batch.kind not in NAMES:
            counts += merged
    storage.layers.keep(session, store.id, upload.id, batches, store.zone)
    days = add_up(session, store, batches, paid_before)
    if counts.new or counts.changed:
        note_sales_of_today(session, store, upload, days, store.today(now))
        for batch in batches:
            note_spend_of_today(session, store, upload, batch, store.today(now))
    return Receipt(
        upload_id=upload.id,
        file_name=upload.file_name,
        format=reading.format,
        first_day=reading.first_day,
        last_day=reading.last_day,
        counts=counts,
        rejected=reading.rejected,
        problems=reading.problems,
        notes=reading.notes,
        headline=headline(session, store, batches, now),
        same_as=same_as,
    )


def signed(batch: Batch, upload: Upload) -> Batch:
    """Targets in a file were set by whoever sent it."""
    if batch.kind is not Kind.TARGET:
        return batch
    return Batch(batch.kind, (*batch.columns, "set_by"), [(*row, upload.user_id) for row in batch.rows])


def add_up(session: Session, store: Store, batches: Sequence[Batch], paid_before: Set[date]) -> set[date]:
    """Adds up anew the days that the batches touch, and those on which their orders were paid before.

    Returns these days.
    """
    rolled_up = [batch for batch in batches if batch.kind in ROLLED_UP]
    days = {day for batch in rolled_up for day in days_in(batch)}
    days |= paid_before | services.orders.days_touched(session, store.id, batches)
    has_ads = any(batch.kind is Kind.AD_DAY for batch in rolled_up)
    if any(batch.kind is Kind.TARGET for batch in batches):
        storage.targets.drop_zeros(session, store.id)
    storage.rollups.rebuild(session, store.id, days, ads=has_ads)
    return days


def days_in(batch: Batch) -> set[date]:
    return {day for day in batch.distinct("day") if isinstance(day, date)}


def note_sales_of_today(session: Session, store: Store, upload: Upload, days: Set[date], today: date) -> None:
    """Sales of a day that is not over tell how far it has come."""
    known = storage.rollups.store_day_of(session, store.id, today) if today in days else None
    if known is not None and known.paid_amount is not None:
        storage.sales_readings.note(
            session, store.id, upload.received_at, today, known.paid_amount, upload.user_id, upload.user_name
        )


def note_spend_of_today(session: Session, store: Store, upload: Upload, batch: Batch, today: date) -> None:
    """Advertising of a day that is not over tells how fast its money goes. Words do not cover all of it."""
    if batch.kind is not Kind.AD_DAY or today not in days_in(batch):
        return
    for report in reports_of(batch, today) - PARTS:
        spent = storage.rollups.spend_by_scene(session, store.id, today, report)
        spent |= spend_of_plans(session, store, today, report)
        known = storage.rollups.store_day_of(session, store.id, today)
        if known is not None and known.ad_spend is not None:
            spent[""] = known.ad_spend  # also what other platforms' reports say of today
        for channel, spend in spent.items():
            storage.budgets.note_spend(
                session, store.id, channel, upload.received_at, today, spend, None, upload.user_id
            )


def spend_of_plans(session: Session, store: Store, today: date, report: Report) -> dict[str, Decimal]:
    """Of the plans that have a budget of their own."""
    wanted = {one.channel for one in storage.budgets.budgets(session, store.id)}
    if not any(plan_name(channel) for channel in wanted):
        return {}
    plans = storage.rollups.spend_by_plan(session, store.id, today, report)
    return {channel: spend for name, spend in plans.items() if (channel := plan_channel(name)) in wanted}


def reports_of(batch: Batch, day: date) -> set[Report]:
    reports = batch.distinct("report")
    if len(reports) == 1:
        return {Report(str(report)) for report in reports if day in days_in(batch)}
    pairs = zip(batch.column("day"), batch.column("report"), strict=True)
    return {Report(str(report)) for found, report in pairs if found == day}


def headline(session: Session, store: Store, batches: tuple[Batch, ...], now: datetime) -> Headline | None:
    """The one figure of the file worth naming: of its latest day, as it is known now."""
    for batch in batches:
        if not batch.rows:
            continue
        match batch.kind:
            case Kind.SHOP_DAY | Kind.PRODUCT_DAY:
                return storage.rollups.store_day_of(session, store.id, max(days_in(batch)))
            case Kind.AD_DAY:
                return ads_headline(session, store, batch)
            case Kind.AD_BALANCE:
                known = storage.budgets.last_balance(session, store.id)
                return None if known is None else BalanceHeadline(*known)
            case Kind.REVIEW:
                grades = list(batch.column("grade"))
                return ReviewsHeadline(*(grades.count(grade) for grade in ("bad", "neutral", "good")))
            case Kind.RIVAL_DAY:
                shops = dict.fromkeys(str(shop) for shop in batch.column("shop"))
                return RivalsHeadline(max(days_in(batch)), tuple(shops))
            case Kind.ORDER | Kind.ORDER_LINE | Kind.REFUND | Kind.STOCK_DAY | Kind.COST:
                return services.orders.headline_of(session, store.id, batch, now)
            case Kind.TARGET | Kind.CAMPAIGN | Kind.RIVAL_PRICE:
                return services.plans.headline_of(batch, store.today(now))
            case kind if kind in services.sources.KINDS:
                return services.sources.source_headline(session, store.id, batch, batches)
            case _:
                pass
    return None


def ads_headline(session: Session, store: Store, batch: Batch) -> AdsHeadline | None:
    day = max(days_in(batch))
    report = min(reports_of(batch, day))
    totals = storage.rollups.ad_totals_of(session, store.id, day, report)
    return None if totals is None else AdsHeadline(day, totals)
