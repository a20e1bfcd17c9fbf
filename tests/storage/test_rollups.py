"""The roll-ups: which file a day's figures come from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from metrics.ads import AdTotals, Report
from metrics.periods import Period
from metrics.sales import Origin, StoreDay
from metrics.stores import Store
from metrics.tables import Batch, Kind
from storage import facts, rollups, tables
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 21)
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    make_upload(session, store)
    return store


def merge(session: Session, store: Store, kind: Kind, columns: str, *rows: tuple[object, ...]) -> None:
    upload_id = session.execute(select(func.max(tables.upload.c.id))).scalar_one()
    facts.merge(session, store.id, upload_id, Batch(kind, tuple(columns.split()), list(rows)))
    rollups.rebuild(session, store.id, [DAY], ads=kind is Kind.AD_DAY)


def test_products_are_summed_until_the_shop_file_comes(session: Session, store: Store) -> None:
    columns = "day item_id visitors paid_amount paid_buyers"
    merge(session, store, Kind.PRODUCT_DAY, columns, (DAY, "1", 10, 500, 1), (DAY, "2", 20, None, None))
    assert rollups.store_day_of(session, store.id, DAY) == StoreDay(
        DAY, Origin.PRODUCTS, paid_amount=Decimal(5), paid_buyers=1, visitors=30
    )
    merge(session, store, Kind.SHOP_DAY, "day visitors paid_amount", (DAY, 25, 501))
    assert rollups.store_day_of(session, store.id, DAY) == StoreDay(
        DAY, Origin.SHOP, paid_amount=Decimal("5.01"), visitors=25
    )


def test_a_shop_file_without_revenue_does_not_hide_the_products(session: Session, store: Store) -> None:
    merge(session, store, Kind.SHOP_DAY, "day visitors", (DAY, 25))
    assert rollups.store_day_of(session, store.id, DAY) == StoreDay(DAY, Origin.SHOP, visitors=25)
    merge(session, store, Kind.PRODUCT_DAY, "day item_id visitors paid_amount", (DAY, "1", 30, 500))
    assert rollups.store_day_of(session, store.id, DAY) == StoreDay(
        DAY, Origin.PRODUCTS, paid_amount=Decimal(5), visitors=30
    )


@pytest.mark.parametrize(
    ("spent", "chosen"),
    [
        ({Report.SCENE: 500, Report.PLAN: 500, Report.ITEM: 500}, Report.SCENE),
        ({Report.SCENE: 500, Report.PLAN: 700}, Report.PLAN),  # the plan report was downloaded later
        ({Report.ITEM: 500, Report.ITEM_FULL: 500}, Report.ITEM_FULL),
        ({Report.ITEM: 501, Report.ITEM_FULL: 500}, Report.ITEM),
        ({Report.WORD: 900, Report.ITEM: 100}, Report.ITEM),
        ({Report.WORD: 900}, Report.WORD),
        ({Report.CROWD: 900, Report.PLAN: 100}, Report.PLAN),
    ],
)
def test_the_ad_report_that_counts_most_is_believed(
    session: Session, store: Store, spent: dict[Report, int], chosen: Report
) -> None:
    for report, fen in spent.items():
        rows = [(DAY, report, "a", fen - 1, fen), (DAY, report, "b", 1, 0)]
        merge(session, store, Kind.AD_DAY, "day report scene_id spend ad_revenue", *rows)
    row = session.execute(select(tables.store_day)).one()
    amount = Decimal(spent[chosen]) / 100
    assert (row.ad_report, row.ad_spend, row.ad_revenue, row.origin) == (chosen, amount, amount, None)
    found = rollups.ad_totals_of(session, store.id, DAY, chosen)
    assert found == AdTotals(spend=amount, ad_revenue=amount)


def test_money_of_earlier_years_is_added_up_beside_the_newer(session: Session, store: Store) -> None:
    spent = {Report.PLAN: 500, Report.ITEM: 400, Report.ZTC: 70, Report.ZUANZHAN: 30, Report.PROMOTED: 900}
    for report, fen in spent.items():
        merge(session, store, Kind.AD_DAY, "day report spend ad_revenue", (DAY, report, fen, 2 * fen))
    row = session.execute(select(tables.store_day)).one()
    assert (row.ad_report, row.ad_spend, row.ad_revenue) == (Report.PLAN, Decimal(6), Decimal(12))
    merge(session, store, Kind.AD_DAY, "day report spend", (DAY, Report.PLAN, 0), (DAY, Report.ITEM, 0))
    row = session.execute(select(tables.store_day)).one()
    assert (row.ad_report, row.ad_spend) == (Report.PLAN, Decimal(1))


def test_old_money_alone_is_named_by_its_own_report(session: Session, store: Store) -> None:
    merge(session, store, Kind.AD_DAY, "day report spend", (DAY, Report.ZUANZHAN, 30))
    row = session.execute(select(tables.store_day)).one()
    assert (row.ad_report, row.ad_spend) == (Report.ZUANZHAN, Decimal("0.3"))


def test_only_the_given_days_are_added_up_anew(session: Session, store: Store) -> None:
    merge(session, store, Kind.SHOP_DAY, "day visitors", (DAY, 1), (NEXT, 2))
    assert rollups.store_day_of(session, store.id, NEXT) is None
    rollups.rebuild(session, store.id, [NEXT], ads=False)
    assert rollups.store_day_of(session, store.id, NEXT) == StoreDay(NEXT, Origin.SHOP, visitors=2)


def test_three_years_are_added_up_at_once(session: Session, store: Store) -> None:
    days = [DAY - timedelta(days=i) for i in range(1095)]
    upload_id = session.execute(select(func.max(tables.upload.c.id))).scalar_one()
    rows = [(day, str(item), 1, 100) for day in days for item in range(10)]
    columns = ("day", "item_id", "visitors", "paid_amount")
    facts.merge(session, store.id, upload_id, Batch(Kind.PRODUCT_DAY, columns, rows))
    rollups.rebuild(session, store.id, days, ads=True)
    table = tables.store_day.c
    found = session.execute(select(func.count(), func.sum(table.visitors), func.sum(table.paid_amount))).one()
    assert (found[0], int(found[1]), found[2]) == (1095, 10_950, Decimal(10_950))


def test_days_without_gaps_are_one_run() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 9)]
    assert rollups.runs(days) == [
        Period(date(2026, 1, 1), date(2026, 1, 4)),
        Period(date(2026, 1, 9), date(2026, 1, 10)),
    ]
    assert rollups.runs([]) == []
