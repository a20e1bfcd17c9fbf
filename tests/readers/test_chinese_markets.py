"""拼多多's, 京东's and 抖音's orders, row by row."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from metrics.orders import OrderStatus, RefundStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv
from tests.samples.market_headers import DOUYIN_ORDERS, JD_ORDERS, PDD_ORDERS

TODAY = date(2026, 11, 22)


def export(names: Sequence[str], *rows: dict[str, str], encoding: str = "utf-8-sig") -> Reading:
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    return read(as_csv(table, encoding), "orders.csv", TODAY)


def order(reading: Reading) -> dict[str, object]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER]
    (row,) = batch.rows
    return dict(zip(batch.columns, row, strict=True))


def lines(reading: Reading, *names: str) -> list[tuple[object, ...]]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER_LINE]
    return [tuple(row[batch.columns.index(name)] for name in names) for row in batch.rows]


PDD = {
    "商品": "收纳箱\t",
    "订单号": "261103-123456789012345\t",
    "订单状态": "已发货，待收货",
    "商品总价(元)": "89.00",
    "邮费(元)": "6.00",
    "店铺优惠折扣(元)": "5.00",
    "用户实付金额(元)": "90.00",
    "商家实收金额(元)": "92.00",
    "商品数量(件)": "2",
    "支付时间": "11-03-26 23:40\t",
    "拼单成功时间": "11-04-26 00:10\t",
    "发货时间": "11-04-26 10:00\t",
    "确认收货时间": "\t",
    "商品id": "700100200301",
    "商品规格": "白色",
    "商家编码-SKU维度": "SG-301",
    "售后状态": "无售后或售后取消",
    "收货人": "***",
}


def test_pinduoduo_writes_the_month_first_and_one_item_an_order() -> None:
    reading = export(PDD_ORDERS, PDD)
    assert order(reading) == {
        "order_id": "261103-123456789012345",
        "platform": "pinduoduo",
        "status": OrderStatus.SHIPPED,
        "paid_at": datetime(2026, 11, 3, 15, 40, tzinfo=UTC),
        "paid_day": date(2026, 11, 3),
        "paid_amount": 9000,
        "items": 2,
        "created_at": datetime(2026, 11, 3, 16, 10, tzinfo=UTC),
        "shipped_at": datetime(2026, 11, 4, 2, 0, tzinfo=UTC),
        "closed_at": None,
        "order_amount": 9000,
        "discount": 500,
        "shipping": 600,
        "refund_amount": 0,
    }
    assert lines(
        reading, "item_id", "sku", "title", "variant", "quantity", "paid_amount", "refund_status"
    ) == [("700100200301", "SG-301", "收纳箱", "白色", 2, 9000, None)]
    assert (reading.problems, reading.notes) == ((), ("personal_dropped",))


def test_pinduoduo_s_refunds() -> None:
    reading = export(PDD_ORDERS, PDD | {"订单状态": "已收货", "售后状态": "退款成功"})
    assert (order(reading)["status"], order(reading)["refund_amount"]) == (OrderStatus.REFUNDED, 9000)
    assert lines(reading, "refund_status") == [(RefundStatus.DONE,)]
    gone = order(export(PDD_ORDERS, PDD | {"订单状态": "已取消", "售后状态": "退款成功"}))
    assert (gone["status"], gone["paid_day"]) == (OrderStatus.CLOSED, None)


def test_what_pinduoduo_s_buyer_paid_is_not_what_the_shop_gets_where_only_that_is_told() -> None:
    names = [name for name in PDD_ORDERS if name != "用户实付金额(元)"]
    assert order(export(names, PDD))["paid_amount"] == 9200


JD = {
    "订单号": '="300000000000001"',
    "商品ID": "700100200301",
    "商品名称": "收纳箱",
    "订购数量": "1",
    "下单时间": "2026-11-03 23:58:00",
    "京东价": "758.00",
    "订单金额": "1097.00",
    "结算金额": "932.45",
    "应付金额": "932.45",
    "订单状态": "等待出库",
    "下单帐号": "某账号",
    "客户姓名": "某人",
    "运费金额": "0.00",
    "付款确认时间": "2026-11-04 00:01:00",
    "货号": "SG-301",
}


def test_jingdong_s_amounts_are_the_order_s_on_each_of_its_lines() -> None:
    other = JD | {"商品ID": "700100200302", "商品名称": "压缩袋", "京东价": "339.00", "货号": "SG-302"}
    reading = export(JD_ORDERS, JD, other, encoding="gb18030")
    found = order(reading)
    assert (found["order_id"], found["status"]) == ("300000000000001", OrderStatus.AWAITING_DISPATCH)
    assert (found["paid_day"], found["paid_amount"], found["items"]) == (date(2026, 11, 4), 93245, 2)
    assert lines(reading, "item_id", "price", "quantity") == [
        ("700100200301", 75800, 1),
        ("700100200302", 33900, 1),
    ]


@pytest.mark.parametrize(
    ("change", "status", "day"),
    [
        ({"订单状态": "(删除)等待出库"}, OrderStatus.CLOSED, None),
        ({"订单状态": "等待付款", "付款确认时间": ""}, OrderStatus.AWAITING_PAYMENT, None),
        ({"订单状态": "等待确认收货", "付款确认时间": ""}, OrderStatus.SHIPPED, None),  # paid at the door
        (
            {"订单状态": "完成", "付款确认时间": "", "订单完成时间": "2026-11-07 12:00:00"},
            OrderStatus.DONE,
            date(2026, 11, 7),
        ),
    ],
)
def test_when_an_order_of_jingdong_earns(
    change: dict[str, str], status: OrderStatus, day: date | None
) -> None:
    found = order(export(JD_ORDERS, JD | change, encoding="gb18030"))
    assert (found["status"], found["paid_day"]) == (status, day)


DOUYIN = {
    "主订单编号": "'6900000000000000001",
    "选购商品": "收纳箱",
    "货号": "SG-301",
    "商品ID": "\t700100200301",
    "商品数量": "2",
    "商品金额": "89.00",
    "订单应付金额": "170.00",
    "订单提交时间": "2026-11-03 23:50:00",
    "支付完成时间": "2026-11-04 00:02:00",
    "订单状态": "备货中",
    "售后状态": "-",
    "收件人": "某*",
}


def test_douyin_s_amounts_are_the_lines_own() -> None:
    other = DOUYIN | {
        "商品ID": "700100200302",
        "选购商品": "压缩袋",
        "订单应付金额": "59.90",
        "商品数量": "1",
    }
    reading = export(DOUYIN_ORDERS, DOUYIN, other)
    found = order(reading)
    assert (found["order_id"], found["status"]) == ("6900000000000000001", OrderStatus.AWAITING_DISPATCH)
    assert (found["paid_day"], found["paid_amount"], found["items"]) == (date(2026, 11, 4), 22990, 3)
    assert lines(reading, "title", "paid_amount") == [("收纳箱", 17000), ("压缩袋", 5990)]


def test_without_what_was_due_douyin_s_price_counts() -> None:
    names = [name for name in DOUYIN_ORDERS if name != "订单应付金额"]
    assert order(export(names, DOUYIN))["paid_amount"] == 17800
