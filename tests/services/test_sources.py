"""Files about sources, words, older advertising, service and scores: stored twice, told in a line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from metrics.periods import DAY, Period
from metrics.service import ConsultedHeadline, ScoresHeadline, ServiceHeadline
from metrics.sources import AffiliatesHeadline, SourcesHeadline, VariantsHeadline, WordsHeadline, channels
from metrics.stores import Store
from metrics.uploads import AdsHeadline, Counts, Headline, Receipt
from readers.read import read
from services.ingest import NAMES, ingest
from storage import facts, sources, tables
from tests.samples.containers import as_xls
from tests.samples.make import make
from tests.uploading import NOW, make_store, make_upload

LAST, TODAY = date(2026, 11, 21), date(2026, 11, 22)
KEYS = (
    *("sycm_sources", "sycm_sources-old", "sycm_item_sources", "sycm_item_sources-chosen"),
    *("sycm_words", "sycm_words-chosen", "sycm_items", "sycm_variants", "sycm_promoted"),
    "dmp_items",
    *("wxt_crowds", "zuanzhan_plans", "ztc_items", "ztc_items-grouped", "affiliates"),
    *("service_staff", "service_inquiries", "service_consults", "service_consults-grouped"),
    *("service_items", "shop_scores"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("samples"), LAST, days=6)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def stored(session: Session, store: Store, path: Path, message_id: int) -> Receipt:
    upload = make_upload(session, store, message_id)
    return ingest(session, store, upload, read(path.read_bytes(), path.name, TODAY), NOW)


@pytest.mark.parametrize("key", KEYS)
def test_a_file_stored_twice_is_stored_once(
    session: Session, store: Store, files: dict[str, Path], key: str
) -> None:
    reading = read(files[key].read_bytes(), files[key].name, TODAY)
    kept = {batch.kind: len(batch.rows) for batch in reading.batches if batch.kind not in NAMES}
    first, again = (stored(session, store, files[key], number) for number in (1, 2))
    total = first.counts.new + first.counts.changed
    assert total > 0
    assert again.counts == Counts(0, 0, total)
    assert again.headline == first.headline
    for kind, rows in kept.items():
        known = session.execute(select(func.count()).select_from(facts.TABLES[kind])).scalar_one()
        assert known >= rows


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sycm_item_sources-chosen", None),  # of all products: their visitors do not add up
        ("shop_scores", ScoresHeadline(LAST, 4.83, 4.86, 4.88)),
    ],
)
def test_headlines(
    session: Session, store: Store, files: dict[str, Path], key: str, expected: Headline | None
) -> None:
    assert stored(session, store, files[key], 1).headline == expected


def test_the_headline_of_sources_counts_nothing_twice(
    session: Session, store: Store, files: dict[str, Path]
) -> None:
    headline = stored(session, store, files["sycm_sources"], 1).headline
    assert isinstance(headline, SourcesHeadline)
    assert [channel.name for channel in headline.channels] == ["平台流量", "付费推广", "广告流量"]
    assert not any(channel.is_summed for channel in headline.channels)
    lines = sources.source_lines(session, store.id, Period(LAST, LAST + DAY))
    assert len(lines) == 30
    assert channels(lines)[:3] == headline.channels
    assert sources.source_lines(session, store.id, Period(LAST, LAST + DAY), "700100200301") == ()


def test_detail_that_comes_later_replaces_nobody_s_figures(
    session: Session, store: Store, tmp_path: Path
) -> None:
    """A coarse file, then a fine one: the subtotal stays what it is, and is not added to its parts."""
    header = ["一级来源", "二级来源", "访客数", "支付金额"]
    coarse, fine = ["搜索", "汇总", "90", "900.00"], ["搜索", "手淘搜索", "60", "600.00"]
    for number, rows in enumerate(([coarse], [coarse, fine], [fine]), 1):
        path = tmp_path / "流量来源_2026-11-21.xls"
        path.write_bytes(as_xls([header, *rows]))
        headline = stored(session, store, path, number).headline
        assert isinstance(headline, SourcesHeadline)
        assert [(one.visitors, one.paid_amount) for one in headline.channels] == [(90, Decimal(900))]


def test_headlines_are_of_the_latest_day(session: Session, store: Store, files: dict[str, Path]) -> None:
    found = {
        key: stored(session, store, files[key], number).headline
        for number, key in enumerate(
            (
                "sycm_words",
                "sycm_variants",
                "affiliates",
                "service_staff",
                "service_inquiries",
                "service_items",
            ),
            1,
        )
    }
    words, variants, affiliates, staff, inquiries, asked = found.values()
    assert isinstance(words, WordsHeadline)
    assert words.day == LAST
    assert [word for word, _ in words.words] == ["收纳箱", "收纳箱 抽屉式", "压缩袋"]
    assert isinstance(variants, VariantsHeadline)
    assert variants.variants >= 12
    assert isinstance(affiliates, AffiliatesHeadline)
    assert affiliates.paid_amount == paid_to_affiliates(session)
    assert isinstance(staff, ServiceHeadline)
    assert staff.first_response_seconds == 8.5
    assert isinstance(inquiries, ServiceHeadline)
    assert inquiries.day == date(2026, 11, 19)
    assert isinstance(asked, ConsultedHeadline)
    assert len(asked.products) == 3
    assert all(name.startswith("松果") for name, _ in asked.products)


def paid_to_affiliates(session: Session) -> Decimal:
    table = tables.affiliate_day.c
    query = select(table.paid_amount).where(table.day == LAST, table.content == "")
    return session.execute(query).scalar_one()


def test_old_advertising_is_told_by_its_own_figures(
    session: Session, store: Store, files: dict[str, Path]
) -> None:
    headline = stored(session, store, files["ztc_items"], 1).headline
    assert isinstance(headline, AdsHeadline)
    assert headline.day == date(2018, 11, 21)
    row = session.execute(select(tables.store_day)).one()
    assert (row.ad_spend, row.ad_report) == (headline.totals.spend, "ztc")


def test_the_team_and_its_people_stand_side_by_side(
    session: Session, store: Store, files: dict[str, Path]
) -> None:
    """Three reports about one day fill one row: none wipes out what another told."""
    for number, key in enumerate(("service_staff", "service_consults", "service_inquiries"), 1):
        stored(session, store, files[key], number)
    table = tables.service_day.c
    rows = session.execute(select(tables.service_day).where(table.day == LAST).order_by(table.person)).all()
    assert [row.person for row in rows] == ["", "松果旗舰店:小雨", "松果旗舰店:木木", "松果旗舰店:阿成"]
    assert rows[0].inquiries == sum(row.inquiries for row in rows[1:]) + 5  # 全店汇总值, not 汇总值
    assert rows[0].consultations is not None
    assert rows[1].consultations is None
