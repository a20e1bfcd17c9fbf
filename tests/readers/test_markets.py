"""What the marketplaces' order exports share: the same orders told by each, and nobody named."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from metrics.orders import OrderStatus
from metrics.tables import Batch, Kind, Reading
from readers.markets import WORDS, chinese_status, status_of
from readers.read import read
from tests.samples.make import make
from tests.samples.market_orders import NOBODY
from tests.samples.orders import orders
from tests.samples.shop import days_up_to

LAST = date(2026, 11, 21)
MADE = orders(days_up_to(LAST, 6), 1)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]
BY_ORDER = ("shopify", "tiktok", "shopee", "jd", "douyin")
BY_PAYMENT = (*BY_ORDER, "pdd")  # of the platforms whose files say when an order was paid


def told(batch: Batch, *names: str) -> list[tuple[object, ...]]:
    places = [batch.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in batch.rows]


def per_day(batch: Batch) -> Counter[object]:
    sums: Counter[object] = Counter()
    for day, amount in told(batch, "paid_day", "paid_amount"):
        if day is not None:
            sums[day] += cast("int", amount)
    return sums


@pytest.mark.parametrize("platform", BY_PAYMENT)
def test_what_was_paid_and_not_cancelled_is_earned_on_the_day_it_was_paid(
    platform: str, reading: Read, batch: Pick
) -> None:
    expected: Counter[object] = Counter()
    for order in MADE:
        if order.paid and not order.closed:
            expected[order.paid.date()] += order.fen
    one = reading(f"{platform}_orders")
    assert one.problems == ()
    assert per_day(batch(one, Kind.ORDER)) == expected


def test_online_lazada_is_paid_when_it_is_ordered(reading: Read, batch: Pick) -> None:
    expected: Counter[object] = Counter()
    for order in MADE:
        if order.paid and not order.closed:
            expected[order.made.date()] += order.fen
    assert per_day(batch(reading("lazada_orders"), Kind.ORDER)) == expected


@pytest.mark.parametrize("platform", BY_ORDER)
def test_lines_of_orders_add_up_to_their_items(platform: str, reading: Read, batch: Pick) -> None:
    one = reading(f"{platform}_orders")
    earned = {order for order, day in told(batch(one, Kind.ORDER), "order_id", "paid_day") if day}
    sold = sum(line.quantity for order in MADE if order.paid and not order.closed for line in order.lines)
    lines = told(batch(one, Kind.ORDER_LINE), "order_id", "quantity")
    assert sum(cast("int", count) for order, count in lines if order in earned) == sold
    assert len(lines) == sum(len(order.lines) for order in MADE)
    counted = told(batch(one, Kind.ORDER), "order_id", "items")
    assert sum(cast("int", count) for order, count in counted if order in earned) == sold


@pytest.mark.parametrize("platform", [*BY_ORDER, "lazada"])
def test_every_platform_s_words_tell_the_same_statuses(platform: str, reading: Read, batch: Pick) -> None:
    expected = Counter(
        OrderStatus.CLOSED
        if order.closed
        else OrderStatus.AWAITING_PAYMENT
        if not order.paid
        else OrderStatus.AWAITING_DISPATCH
        if not order.sent
        else OrderStatus.DONE
        if order.done and platform != "shopify"  # which does not know when a parcel arrives
        else OrderStatus.SHIPPED
        for order in MADE
    )
    found = Counter(status for (status,) in told(batch(reading(f"{platform}_orders"), Kind.ORDER), "status"))
    assert found == expected


def test_nobody_is_read(samples: dict[str, Path], reading: Read) -> None:
    for platform in (*BY_PAYMENT, "lazada"):
        key = f"{platform}_orders"
        one = reading(key)
        assert "personal_dropped" in one.notes
        said = repr(one)
        assert not [value for value in NOBODY if value in said], key


def test_foreign_money_is_remarked_and_yuan_are_not(reading: Read) -> None:
    for key in ("shopify_orders", "tiktok_orders", "shopee_orders", "lazada_orders", "wb_sales", "wb_funnel"):
        assert "other_currency" in reading(key).notes, key
    for key in ("pdd_orders", "jd_orders", "douyin_orders", "taobao_orders", "wxt_items"):
        assert "other_currency" not in reading(key).notes, key


def test_the_same_orders_a_day_later_are_the_same_lines(tmp_path: Path) -> None:
    """A line has one name in every export, so that a later file's figures replace the earlier ones'."""
    for key in ("shopify_orders", "tiktok_orders", "shopee_orders", "jd_orders", "douyin_orders"):
        found = []
        for days in (6, 4):
            path = make(tmp_path / str(days), LAST, days)[key]
            one = read(path.read_bytes(), path.name, date(2026, 11, 22))
            lines = next(batch for batch in one.batches if batch.kind is Kind.ORDER_LINE)
            found.append({row[1] for row in lines.rows})
        if key != "shopify_orders":  # whose orders the sample numbers from its first
            assert found[1] <= found[0], key


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Unpaid", OrderStatus.AWAITING_PAYMENT),
        ("Ready_To_Ship", OrderStatus.AWAITING_DISPATCH),
        ("Perlu dikirim", OrderStatus.AWAITING_DISPATCH),
        ("Dikirim", OrderStatus.SHIPPED),
        ("shipped", OrderStatus.SHIPPED),
        ("shipped_back_success", OrderStatus.CLOSED),
        ("In Transit: Returning to seller", OrderStatus.SHIPPED),
        ("delivered", OrderStatus.DONE),
        ("Cancelled", OrderStatus.CLOSED),
        ("Dibatalkan", OrderStatus.CLOSED),
        ("returned", OrderStatus.REFUNDED),
        ("Quantum", OrderStatus.UNKNOWN),
    ],
)
def test_foreign_words(said: str, status: OrderStatus) -> None:
    assert status_of(WORDS, said) is status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("待支付", OrderStatus.AWAITING_PAYMENT),
        ("等待付款", OrderStatus.AWAITING_PAYMENT),
        ("待发货", OrderStatus.AWAITING_DISPATCH),
        ("(锁定)等待出库", OrderStatus.AWAITING_DISPATCH),
        ("(删除)等待出库", OrderStatus.CLOSED),
        ("备货中", OrderStatus.AWAITING_DISPATCH),
        ("已发货，待收货", OrderStatus.SHIPPED),
        ("等待确认收货", OrderStatus.SHIPPED),
        ("已收货", OrderStatus.DONE),
        ("完成", OrderStatus.DONE),
        ("未发货，退款成功", OrderStatus.REFUNDED),
        ("已取消", OrderStatus.CLOSED),
    ],
)
def test_chinese_words(said: str, status: OrderStatus) -> None:
    assert chinese_status(said) is status
