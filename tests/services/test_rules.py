"""Thresholds from the database: tried on the shop's own last days, kept, taken back."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

import storage.rules
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.rules import Rules
from metrics.stores import Store
from services import rules
from tests.shops import add_day, add_days, add_product
from tests.uploading import make_store

TODAY = date(2026, 8, 13)
NOW = datetime(2026, 8, 13, 2, 0, tzinfo=UTC)
FELL = (date(2026, 7, 22), date(2026, 8, 4))


@pytest.fixture
def store(session: Session) -> Store:
    """Two days on which half of the visitors stayed away, and one with a ROI of two."""
    store = make_store(session)
    add_days(session, store, TODAY, 150)
    for day in FELL:
        add_day(
            session,
            store,
            day,
            visitors=5_000,
            paid_buyers=250,
            paid_amount=25_000,
            ad_spend=2_500,
            ad_revenue=10_000,
        )
    add_day(session, store, date(2026, 7, 15), ad_revenue=10_000)
    return store


def test_a_preview_is_what_would_have_been_told(session: Session, store: Store) -> None:
    trial = rules.trial(session, store, "unusual_change", Decimal("0.45"), NOW)
    assert trial.then is not None
    assert set(trial.then.begun) >= set(FELL)
    assert trial.then.known == 60
    higher = rules.trial(session, store, "unusual_change", Decimal("0.75"), NOW)
    assert (higher.then.begun if higher.then else None) == ()
    assert (trial.is_changed, trial.kept, trial.usual) == (True, Decimal("0.20"), Decimal("0.20"))


def test_roi_is_tried_as_it_is_judged(session: Session, store: Store) -> None:
    now = rules.trial(session, store, "roi_pass", None, NOW)
    assert now.then is not None
    assert now.then.begun == (date(2026, 7, 15),)
    lower = rules.trial(session, store, "roi_pass", Decimal("1.5"), NOW)
    assert (lower.then.begun if lower.then else None, lower.now and lower.now.begun) == ((), now.then.begun)


def test_main_products_are_tried_too(session: Session, store: Store) -> None:
    for ago in range(120, 0, -1):
        add_product(session, store, TODAY - ago * DAY, "9", 3_000 if ago == 20 else 10_000 + 200 * (ago % 3))
    trial = rules.trial(session, store, "product_orders", None, NOW)
    assert trial.then is not None
    assert trial.then.begun == (TODAY - 20 * DAY,)
    assert rules.trial(session, store, "product_orders", Decimal(200), NOW).then == trial.then.__class__(
        (), 60
    )


def test_what_no_daily_figure_tells_has_no_preview(session: Session, store: Store) -> None:
    assert rules.trial(session, store, "bounce_pass", None, NOW).then is None


def test_what_is_saved_holds_and_the_usual_takes_it_back(session: Session, store: Store) -> None:
    assert rules.save(session, store, "roi_pass", Decimal("2.50")).roi_pass == Decimal("2.5")
    assert storage.rules.rules(session, store.id).roi_pass == Decimal("2.5")
    other = make_store(session, telegram_id=-400)
    assert rules.rules(session, other.id) == Rules()
    rules.save(session, store, "roi_pass", Decimal(3))
    assert rules.rules(session, store.id) == Rules()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("moon", "1", "unknown_threshold"),
        ("roi_pass", "99", "threshold_out_of_range"),
        ("roi_pass", "4.5", "threshold_out_of_order"),
    ],
)
def test_what_cannot_be_is_neither_tried_nor_saved(
    session: Session, store: Store, name: str, value: str, reason: str
) -> None:
    for call in (
        lambda: rules.trial(session, store, name, Decimal(value), NOW),
        lambda: rules.save(session, store, name, Decimal(value)),
    ):
        with pytest.raises(Mistake) as caught:
            call()
        assert caught.value.reason == reason
    assert rules.rules(session, store.id) == Rules()
