"""Orders, their items and refunds: every width, what was paid at first, and nobody's name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from metrics.mistakes import Mistake
from metrics.orders import OrderStatus, RefundStatus
from metrics.tables import Batch, Kind, Reading
from readers.orders import order_status, paid_in_full, refund_status
from readers.read import read
from tests.samples import order_headers as headers
from tests.samples.containers import as_csv, as_xlsx
from tests.samples.orders import PERSONAL, orders, quoted
from tests.samples.shop import days_up_to

LAST, TODAY = date(2026, 11, 21), date(2026, 11, 22)
Read = Callable[[str], Reading]
Find = Callable[[Reading, Kind], Batch]


def by_key(batch: Batch) -> dict[object, dict[str, object]]:
    return {row[0]: dict(zip(batch.columns, row, strict=True)) for row in batch.rows}


def of(names: tuple[str, ...], **cells: object) -> list[object]:
    return [cells.get(name.strip(), "") for name in names]


def test_every_width_of_the_order_list_says_the_same(reading: Read, batch: Find) -> None:
    made = orders(days_up_to(LAST, 6), 1)
    for key in ("taobao_orders", "taobao_orders-71"):
        found = by_key(batch(reading(key), Kind.ORDER))
        assert found.keys() == {order.id for order in made}
        for order in made:
            row = found[order.id]
            assert row["order_amount"] == order.fen
            assert row["paid_amount"] == (order.fen if order.paid else None)
            assert row["shipping"] == order.shipping
            assert row["discount"] == order.coupon
            assert row["refund_amount"] == order.refund
            assert row["items"] == sum(line.quantity for line in order.lines)
            assert row["paid_day"] == (order.paid.date() if order.paid else None)
            assert row["platform"] == "taobao"
    narrow = batch(reading("taobao_orders-37"), Kind.ORDER)
    assert not {"refund_amount", "discount", "closed_at"} & set(narrow.columns)
    wide = by_key(batch(reading("taobao_orders"), Kind.ORDER))
    # refunds are not in the old width; what was paid at first is the same all the same
    assert {key: row["paid_amount"] for key, row in by_key(narrow).items()} == {
        key: row["paid_amount"] for key, row in wide.items()
    }


def test_a_row_of_the_order_list_exactly() -> None:
    row = of(
        headers.ORDERS_55,
        订单编号='="3300000000000000001"',
        总金额="189.00",
        买家实际支付金额="89.00",
        退款金额="100.00",
        订单状态="交易成功",
        订单创建时间="2026-11-20 23:50:00",
        订单付款时间="2026-11-21 00:10:00",
        确认收货时间="2026-11-21 20:00:00",
        宝贝标题="松果 收纳箱，大号，松果 压缩袋",
        宝贝总数量="3",
    )
    found = read(quoted([list(headers.ORDERS_55), row]), "ExportOrderList202611220915.csv", TODAY)
    assert (found.format, found.rejected) == ("taobao_orders", 0)
    assert (found.first_day, found.last_day) == (date(2026, 11, 20), date(2026, 11, 20))
    (orders_read,) = found.batches
    (order,) = by_key(orders_read).values()
    assert order["created_at"] == datetime(2026, 11, 20, 15, 50, tzinfo=UTC)
    assert order["paid_day"] == date(2026, 11, 21)  # the store's own day, not UTC's
    assert (order["paid_amount"], order["refund_amount"], order["status"]) == (18900, 10000, "done")


@pytest.mark.parametrize(
    ("said", "is_paid", "status"),
    [
        ("等待买家付款", False, OrderStatus.AWAITING_PAYMENT),
        ("买家已付款，等待卖家发货", True, OrderStatus.AWAITING_DISPATCH),
        ("买家已付款,等待卖家发货", True, OrderStatus.AWAITING_DISPATCH),
        ("卖家部分发货", True, OrderStatus.AWAITING_DISPATCH),
        ("卖家已发货，等待买家确认", True, OrderStatus.SHIPPED),
        ("交易成功", True, OrderStatus.DONE),
        ("交易关闭", False, OrderStatus.CLOSED),
        ("交易关闭", True, OrderStatus.REFUNDED),
        ("付款以后用户退款成功，交易自动关闭", True, OrderStatus.REFUNDED),
        ("付款以前，卖家或买家主动关闭交易", False, OrderStatus.CLOSED),
        ("星际运输中", True, OrderStatus.UNKNOWN),
        (None, True, OrderStatus.UNKNOWN),
    ],
)
def test_what_taobao_calls_it(said: str | None, is_paid: bool, status: OrderStatus) -> None:
    assert order_status(said, is_paid) is status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("没有申请退款", None),
        ("", None),
        ("退款成功", RefundStatus.DONE),
        ("买家已经申请退款，等待卖家同意", RefundStatus.OPEN),
        ("卖家拒绝退款", RefundStatus.OPEN),
        ("退款关闭", RefundStatus.CLOSED),
    ],
)
def test_what_taobao_calls_a_refund(said: str, status: RefundStatus | None) -> None:
    assert refund_status(said) is status


@pytest.mark.parametrize(
    ("total", "kept", "refunded", "paid"),
    [
        (10000, 10000, 0, 10000),
        (10000, 10000, 3000, 10000),  # an export that shows what was paid, refunds aside
        (10000, 7000, 3000, 10000),  # one that shows what is left of it
        (10000, 0, 10000, 10000),
        (10000, 0, None, 10000),  # not settled yet
        (10000, 9500, 0, 9500),  # the platform paid the rest
        (0, 0, 0, 0),
        (None, 500, None, 500),
    ],
)
def test_what_was_paid_at_first(total: int, kept: int, refunded: int, paid: int) -> None:
    assert paid_in_full(total, kept, refunded) == paid


def test_the_items_add_up_to_the_orders(reading: Read, batch: Find) -> None:
    made = orders(days_up_to(LAST, 6), 1)
    found = reading("taobao_order_lines")
    lines = batch(found, Kind.ORDER_LINE)
    rows = [dict(zip(lines.columns, row, strict=True)) for row in lines.rows]
    assert len(rows) == sum(len(order.lines) for order in made)
    paid = {order.id: order.fen - order.shipping for order in made if order.paid}
    for order in made:
        own = [row for row in rows if row["order_id"] == order.id]
        amounts = [row["paid_amount"] for row in own]
        assert amounts == [None] * len(own) or sum(amounts) == paid[order.id]  # type: ignore[arg-type]
    told = by_key(batch(found, Kind.ORDER))
    assert {key: row["status"] for key, row in told.items()} == {
        key: row["status"] for key, row in by_key(batch(reading("taobao_orders"), Kind.ORDER)).items()
    }
    assert "paid_amount" not in batch(found, Kind.ORDER).columns  # the order list knows it better


def test_lines_without_ids_have_the_same_ones_in_every_export(reading: Read, batch: Find) -> None:
    lines = batch(reading("taobao_order_lines-10"), Kind.ORDER_LINE)
    ids = {(row[0], row[1]) for row in lines.rows}
    row = of(headers.LINES_10, 订单编号="33001", 标题="收纳箱", 价格="10.00", 购买数量="1")
    other = of(headers.LINES_10, 订单编号="33002", 标题="收纳箱", 价格="10.00", 购买数量="1")
    first = read(quoted([list(headers.LINES_10), row, row]), "ExportOrderDetailList.csv", TODAY)
    again = read(quoted([list(headers.LINES_10), other, row, row]), "ExportOrderDetailList.csv", TODAY)
    assert len(ids) == len(lines.rows)
    assert len(first.batches[0].rows) == 2  # the same thing twice in one order
    assert first.batches[0].rows == again.batches[0].rows[1:]


def test_a_missing_code_of_the_seller_is_taken_from_the_other_column(reading: Read, batch: Find) -> None:
    lines = batch(reading("taobao_order_lines-10"), Kind.ORDER_LINE)
    skus = {row[lines.columns.index("sku")] for row in lines.rows}
    assert skus <= {"SG-301", "SG-302", "SG-303", "SG-304", "SG-305", "SG-306"}


def test_refunds_of_both_years(reading: Read, batch: Find) -> None:
    new, old = (batch(reading(key), Kind.REFUND) for key in ("taobao_refunds", "taobao_refunds-42"))
    rows, old_rows = by_key(new), by_key(old)
    assert rows.keys() == old_rows.keys() != set()
    done = [row for row in rows.values() if row["status"] == RefundStatus.DONE]
    waiting = [row for row in rows.values() if row["status"] == RefundStatus.OPEN]
    assert len(done) + len(waiting) == len(rows)
    assert all(row["done_day"] and row["is_whole"] and row["amount"] == row["paid_amount"] for row in done)
    assert all(row["done_day"] is None and row["is_whole"] is False for row in waiting)
    assert {row["is_return"] for row in (*rows.values(), *old_rows.values())} == {False}
    assert {row["is_shipped"] for row in done} == {False}
    assert all(row["due_at"] > datetime(2026, 11, 22, tzinfo=UTC) for row in waiting)  # type: ignore[operator]
    assert reading("taobao_refunds").problems == ()  # a deadline may lie ahead


def test_when_the_warehouse_sent_it(reading: Read, batch: Find) -> None:
    made = {order.id: order for order in orders(days_up_to(LAST, 6), 1) if order.paid}
    found = by_key(batch(reading("cainiao_orders"), Kind.ORDER))
    assert found.keys() == made.keys()
    for key, row in found.items():
        order = made[str(key)]
        assert (row["shipped_at"] is None) == (order.sent is None)
        assert row["order_amount"] == order.fen
        assert row["status"] in (
            (OrderStatus.REFUNDED,) if order.closed else (OrderStatus.SHIPPED, OrderStatus.AWAITING_DISPATCH)
        )


def test_two_shops_in_one_file_are_refused() -> None:
    rows = [
        of(
            headers.ORDERS_55,
            订单编号=f"330{place}",
            总金额="1",
            订单状态="交易成功",
            订单创建时间="2026-11-20",
            店铺名称=shop,
        )
        for place, shop in enumerate(("甲店", "乙店"))
    ]
    with pytest.raises(Mistake) as caught:
        read(quoted([list(headers.ORDERS_55), *rows]), "x.csv", TODAY)
    assert (caught.value.reason, caught.value.facts) == ("several_shops", {"shops": ("乙店", "甲店")})


def test_a_destroyed_order_number_is_refused_and_not_guessed() -> None:
    row = of(
        headers.ORDERS_55, 订单编号="3.3E+18", 总金额="1", 订单状态="交易成功", 订单创建时间="2026-11-20"
    )
    found = read(as_csv([list(headers.ORDERS_55), row], "gb18030"), "x.csv", TODAY)
    assert (found.batches, found.rejected) == ((), 1)
    assert found.problems[0].reason == "destroyed_id"


def test_nobody_is_read(samples: dict[str, Path], reading: Read) -> None:
    for key in (
        *("taobao_orders", "taobao_orders-37", "taobao_orders-71", "taobao_order_lines"),
        *("taobao_order_lines-10", "taobao_refunds", "taobao_refunds-42", "cainiao_orders"),
    ):
        found = reading(key)
        assert "personal_dropped" in found.notes
        said = repr(found)
        assert not [value for value in PERSONAL if value in said], key


def test_orders_re_saved_as_a_workbook_keep_their_times() -> None:
    row = of(
        headers.ORDERS_37,
        订单编号="'330001",
        总金额=12.5,
        订单状态="交易成功",
        订单创建时间=46347.5,
        订单付款时间="2026/11/21 8:05",
    )
    found = read(as_xlsx([list(headers.ORDERS_37), row]), "x.xlsx", TODAY)
    (order,) = by_key(found.batches[0]).values()
    assert order["paid_at"] == datetime(2026, 11, 21, 0, 5, tzinfo=UTC)
    assert order["created_at"] == datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
