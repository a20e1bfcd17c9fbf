"""The watch over rivals from the database: what is found, remembered, answered, and believed when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

import services.alerts
import services.undo
import storage.alerts
import storage.rivals
from metrics.alerts import Alert, Finding, Level, Rule, Status
from metrics.announced import PriceReason
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.rivals import AnswerKind, RivalAnswer, What
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from services import rival_alerts, rivals
from services.alerts import Press
from services.ingest import ingest
from storage import tables, uploads
from tests.uploading import NOW, incoming, make_store
from tests.watching import add_look, upload_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    rivals.follow(session, store, "Nova", 1, NOW)
    return store


def at(day: date) -> datetime:
    """Ten in the morning of a day."""
    return NOW + (day - TODAY)


def priced(session: Session, store: Store, prices: Iterable[int | str | None], shop: str = "Nova") -> None:
    """One look a day at one item, the last today; None is a price nobody could read."""
    known = list(prices)
    for back, price in zip(range(len(known) - 1, -1, -1), known, strict=True):
        figures = {"price": None if price is None else Decimal(price)}
        add_look(session, store, shop, TODAY - back * DAY, item="Lamp", **figures)


def found(session: Session, store: Store, day: date = TODAY) -> list[Finding]:
    findings = rival_alerts.look(session, store, at(day)).findings
    return [one for one in findings if one.level is Level.FIRING]


def judge(session: Session, store: Store, day: date = TODAY) -> tuple[Alert, ...]:
    return services.alerts.judge(session, store, rival_alerts.look(session, store, at(day)), at(day)).told


def sends(
    session: Session, store: Store, number: int, *rows: tuple[object, ...], kind: Kind = Kind.RIVAL_DAY
) -> int:
    """A file of its own with looks at Nova's lamp (day, price in fen), or with prices of our item 301."""
    upload = uploads.write_down(session, incoming(store, number))
    assert upload is not None
    storage.uploads.note_hash(session, upload.id, f"hash{number}")
    if kind is Kind.RIVAL_DAY:
        batch = Batch(
            kind, ("day", "shop", "item", "price"), [(day, "Nova", "Lamp", fen) for day, fen in rows]
        )
    else:
        columns = ("day", "item_id", "shop", "link", "price", "own_price")
        batch = Batch(kind, columns, [(day, "301", "Nova", "l", fen, 8900) for day, fen in rows])
    ingest(session, store, upload, Reading("rivals_simple", (batch,)), NOW)
    session.execute(tables.upload.update().where(tables.upload.c.id == upload.id).values(state="stored"))
    return upload.id


# ------------------------------------------------------------------------------------------------- prices


def test_a_drift_is_found_when_it_adds_up_though_every_step_is_small(session: Session, store: Store) -> None:
    told = []
    for step, price in enumerate(("100", "98.50", "97.02", "95.57", "94.13")):
        day = TODAY + step * DAY
        add_look(session, store, "Nova", day, item="Lamp", price=Decimal(price))
        told.append([one.finding.facts["price"] for one in judge(session, store, day)])
    assert told == [[], [], [], [], ["94.13"]]
    announced = storage.rivals.announced(session, store.id, TODAY + 9 * DAY)["nova|Lamp"]
    assert [(step.day, step.price, step.reason) for step in announced] == [
        (TODAY, Decimal(100), PriceReason.FIRST),
        (TODAY + 4 * DAY, Decimal("94.13"), PriceReason.MOVED),
    ]


def test_what_was_announced_is_remembered_for_longer_than_looks_are_loaded(
    session: Session, store: Store
) -> None:
    add_look(session, store, "Nova", TODAY - 200 * DAY, item="Lamp", price=Decimal(103))
    judge(session, store, TODAY - 200 * DAY)
    priced(session, store, ("99", "98", "97.50"))
    (finding,) = found(session, store)
    assert (finding.facts["before"], finding.of) == ("103.00", TODAY)


def test_a_leap_is_believed_on_the_second_day(session: Session, store: Store) -> None:
    priced(session, store, (100, 60))
    assert judge(session, store) == ()
    assert rivals.moves(session, store, TODAY) == ()
    (report,) = rivals.report(session, store, 0, 7, NOW).shops
    assert [(move.before, move.after) for move in report.waiting] == [(100, 60)]
    tomorrow = TODAY + DAY
    add_look(session, store, "Nova", tomorrow, item="Lamp", price=Decimal(60))
    (alert,) = judge(session, store, tomorrow)
    assert (alert.finding.facts["before"], alert.finding.facts["price"]) == ("100.00", "60.00")
    assert [move.what for move in rivals.moves(session, store, tomorrow)] == [What.PRICE_DOWN]
    assert rivals.moves(session, store, TODAY) == ()


def test_a_leap_is_believed_with_the_second_file_of_the_day(session: Session, store: Store) -> None:
    sends(session, store, 11, (TODAY - DAY, 10000), (TODAY, 6000))
    assert found(session, store) == []
    sends(session, store, 12, (TODAY, 6000))
    (finding,) = found(session, store)
    assert finding.facts["price"] == "60.00"


def test_a_second_file_that_says_otherwise_corrects_the_first(session: Session, store: Store) -> None:
    sends(session, store, 11, (TODAY - DAY, 10000), (TODAY, 9000))
    assert len(judge(session, store)) == 1
    sends(session, store, 12, (TODAY, 10000))
    judge(session, store)
    (alert,) = storage.alerts.last_alerts(session, store.id, [Rule.RIVAL_PRICE]).values()
    assert alert.state.status is Status.ENDED
    kept = storage.rivals.announced(session, store.id, TODAY)["nova|Lamp"]
    assert [step.price for step in kept] == [100]


@pytest.mark.parametrize("prices", [(100, None), (100, None, 100), (100, 60, 100), (100, 98)])
def test_nothing_is_found_where_nothing_happened(
    session: Session, store: Store, prices: tuple[int | None, ...]
) -> None:
    priced(session, store, prices)
    assert judge(session, store) == ()


def test_a_price_that_comes_back_ends_its_alert(session: Session, store: Store) -> None:
    priced(session, store, (100, 90))
    judge(session, store)
    add_look(session, store, "Nova", TODAY + DAY, item="Lamp", price=Decimal(100))
    assert judge(session, store, TODAY + DAY) == ()
    (alert,) = storage.alerts.last_alerts(session, store.id, [Rule.RIVAL_PRICE]).values()
    assert alert.state.status is Status.ENDED
    assert [move.what for move in rivals.moves(session, store, TODAY + DAY)] == [What.PRICE_BACK]


def test_one_move_is_one_alert_however_often_it_is_looked_at(session: Session, store: Store) -> None:
    priced(session, store, (100, 90))
    assert len(judge(session, store)) == 1
    days = [TODAY + i * DAY for i in range(1, 10)]
    for day in days:
        add_look(session, store, "Nova", day, item="Lamp", price=Decimal(90))
    assert [judge(session, store, day) for day in days] == [()] * 9
    assert [rivals.moves(session, store, day) for day in days] == [()] * 9
    (alert,) = storage.alerts.last_alerts(session, store.id, [Rule.RIVAL_PRICE]).values()
    assert alert.state.status is Status.ENDED  # by now it is the usual price


def test_only_followed_shops_are_watched_each_store_its_own(session: Session, store: Store) -> None:
    priced(session, store, (100, 90), shop="Luna")
    other = make_store(session, -200)
    assert (judge(session, store), judge(session, other)) == ((), ())
    rivals.follow(session, store, "luna", 1, NOW)
    assert [one.finding.facts["shop"] for one in judge(session, store)] == ["luna"]


# ---------------------------------------------------------------------------------------------- same items


def same(session: Session, store: Store, price: str, own: str | None = "89", day: date = TODAY) -> None:
    session.execute(
        insert(tables.rival_price).values(
            store_id=store.id, upload_id=upload_of(session, store), day=day, item_id="301", shop="Cedar",
            link="l", price=Decimal(price), own_price=None if own is None else Decimal(own),
        )
    )  # fmt: skip


def sold(session: Session, store: Store, item: str, amount: int, items: int = 10) -> None:
    session.execute(
        insert(tables.product_day).values(
            store_id=store.id, upload_id=upload_of(session, store), day=TODAY - DAY, item_id=item,
            paid_amount=Decimal(amount), paid_items=items,
        )
    )  # fmt: skip


def named(session: Session, store: Store, article: str) -> None:
    session.execute(
        insert(tables.product).values(
            store_id=store.id, upload_id=upload_of(session, store), item_id="301", title="Our lamp",
            article=article,
        )
    )  # fmt: skip


def costs(session: Session, store: Store, **key: str) -> None:
    session.execute(
        insert(tables.item_cost).values(
            store_id=store.id, upload_id=upload_of(session, store), from_day=date(2000, 1, 1),
            goods_cost=Decimal(55), shipping_cost=Decimal(5), **key,
        )
    )  # fmt: skip


@pytest.mark.parametrize(("others", "is_main"), [(4, True), (5, False)])
def test_a_main_product_is_among_the_five_that_brought_most(
    session: Session, store: Store, others: int, is_main: bool
) -> None:
    same(session, store, "79")
    sold(session, store, "301", 800)
    for i in range(others):
        sold(session, store, f"x{i}", 900 + i)
    (finding,) = found(session, store)
    assert (finding.rule, finding.is_critical) == (Rule.SAME_ITEM_CHEAPER, is_main)


@pytest.mark.parametrize("key", [{"item_id": "301"}, {"sku": "SG-1"}])
def test_the_margin_is_known_by_the_item_or_its_article(
    session: Session, store: Store, key: dict[str, str]
) -> None:
    same(session, store, "80")
    named(session, store, "SG-1")
    sold(session, store, "301", 800)
    costs(session, store, **key)
    (finding,) = found(session, store)
    assert (finding.facts["margin"], finding.facts["left"]) == ("0.2500", "20.00")
    assert finding.facts["our_title"] == "Our lamp"


def test_without_our_price_what_was_paid_on_average_is_ours(session: Session, store: Store) -> None:
    same(session, store, "70", own=None)
    assert found(session, store) == []
    sold(session, store, "301", 800)
    (finding,) = found(session, store)
    assert (finding.facts["own"], finding.facts["own_is_mean"]) == ("80.00", "1")


def test_a_first_price_far_below_ours_waits_for_another_file(session: Session, store: Store) -> None:
    sends(session, store, 11, (TODAY, 890), kind=Kind.RIVAL_PRICE)
    assert found(session, store) == []
    sends(session, store, 12, (TODAY, 890), kind=Kind.RIVAL_PRICE)
    assert [one.facts["price"] for one in found(session, store)] == ["8.90"]


# ------------------------------------------------------------------------------------------------ answers


def press(alert: Alert) -> Press:
    return Press(alert.id, alert.version, "Li", 7)


def test_an_answer_is_kept_closes_the_alert_and_is_shown_with_the_shop(
    session: Session, store: Store
) -> None:
    priced(session, store, (100, 90))
    (alert,) = judge(session, store)
    shown = storage.alerts.alert_by_id(session, store.id, alert.id)
    assert shown is not None
    closed = rival_alerts.answer(session, store, press(shown), AnswerKind.BUNDLE, NOW)
    assert (closed.state.status, closed.person) == (Status.SOLVED, "Li")
    (report,) = rivals.report(session, store, 0, 7, NOW).shops
    assert report.answers == (RivalAnswer("Nova", AnswerKind.BUNDLE, "Li", NOW),)
    with pytest.raises(Mistake) as mistake:
        rival_alerts.answer(session, store, press(shown), AnswerKind.PRICE, NOW)
    assert mistake.value.reason == "old_alert_card"
    assert rivals.report(session, store, 0, 7, NOW + timedelta(days=31)).shops[0].answers == ()


def test_answered_is_quiet_until_the_rival_moves_again(session: Session, store: Store) -> None:
    priced(session, store, (100, 90))
    (alert,) = judge(session, store)
    shown = storage.alerts.alert_by_id(session, store.id, alert.id)
    assert shown is not None
    rival_alerts.answer(session, store, press(shown), AnswerKind.NOTHING, NOW)
    for i in (1, 2):
        add_look(session, store, "Nova", TODAY + i * DAY, item="Lamp", price=Decimal(90))
        assert judge(session, store, TODAY + i * DAY) == ()
    add_look(session, store, "Nova", TODAY + 3 * DAY, item="Lamp", price=Decimal(80))
    (again,) = judge(session, store, TODAY + 3 * DAY)
    assert again.finding.facts["price"] == "80.00"


# -------------------------------------------------------------------------------------- drift, time, undo


def test_drifts_are_told_on_mondays(session: Session, store: Store) -> None:
    monday = date(2026, 11, 23)
    for back in range(31):
        price = Decimal(94) + Decimal("0.2") * back
        add_look(session, store, "Nova", monday - back * DAY, item="Lamp", price=price)
    (drift,) = rival_alerts.drifts(session, store, at(monday))
    assert (drift.shop, drift.item) == ("Nova", "Lamp")
    assert rival_alerts.drifts(session, store, at(monday + DAY)) == ()


def test_the_morning_s_look_is_due_once_a_day_and_again_after_a_crash(session: Session, store: Store) -> None:
    assert rival_alerts.due(session, NOW) == (store,)
    assert rival_alerts.claim(session, store, NOW)
    assert not rival_alerts.claim(session, store, NOW)
    assert rival_alerts.due(session, NOW + timedelta(minutes=5)) == (store,)
    rival_alerts.settle(session, store, NOW)
    assert rival_alerts.due(session, NOW + timedelta(hours=22)) == ()
    assert rival_alerts.due(session, NOW + timedelta(hours=23)) == (store,)  # nine in the morning


def test_an_alert_is_withdrawn_with_the_file_it_came_from(session: Session, store: Store) -> None:
    sends(session, store, 11, (TODAY - DAY, 10000))
    second = sends(session, store, 12, (TODAY, 9000))
    judge(session, store)
    undone = services.undo.take_back(session, store, second, "Li", NOW)
    assert [alert.finding.rule for alert in undone.ended] == [Rule.RIVAL_PRICE]
    (alert,) = storage.alerts.last_alerts(session, store.id, [Rule.RIVAL_PRICE]).values()
    assert alert.state.status is Status.WITHDRAWN
    assert [one.price for one in storage.rivals.announced(session, store.id, TODAY)["nova|Lamp"]] == [100]


def test_every_judgement_names_its_reason(session: Session, store: Store) -> None:
    priced(session, store, (100, 60))
    reasons = {(one.rule, str(one.reason)) for one in rival_alerts.judgements(session, store, NOW)}
    assert reasons == {
        (Rule.RIVAL_PRICE, "waiting_for_second_look"), (Rule.RIVAL_SALES, "out_of_date"),
    }  # fmt: skip
