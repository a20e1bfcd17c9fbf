"""What receipts say of orders, refunds, stock and costs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from messages.orders import GoodsHeadline, goods_lines
from messages.texts import Texts, cells, lines
from metrics.orders import (
    CostsHeadline,
    LinesHeadline,
    OpenOrders,
    OpenRefunds,
    OrdersHeadline,
    RefundsHeadline,
)
from metrics.stock import Judged, Reason, StockHeadline, StockItem

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
WAITING = OpenOrders(5, 2, 34, 3, AT, AT)
CALM = OpenOrders(0, 0, 2, 0, AT, AT)
BOX = StockItem("SG-301", "松果 抽屉式收纳箱 大号 3个装", 18, 300)
SHORT = StockHeadline(
    date(2026, 11, 21),
    120,
    (
        Judged(BOX, Reason.COVER, Decimal("0.31")),
        *(Judged(StockItem(f"A{n}", "", n, None, 40), Reason.LEVEL) for n in range(4)),
    ),
    6,
)


def said(headline: GoodsHeadline, language: str) -> str:
    return str(lines(*goods_lines(headline, Texts(language))))


@pytest.mark.parametrize(
    ("headline", "zh", "en"),
    [
        (
            OrdersHeadline(312, 286, Decimal("25401.00"), WAITING),
            "订单 312 笔，已付款 286 笔\n付款 <b>¥25,401.00</b>\n"
            "待发货 34，<b>超24小时 3</b>\n待付款 5，超24小时 2",
            "312 orders, 286 of them paid\nPaid: <b>¥25,401.00</b>\n"
            "To be sent: 34, <b>3 over 24 h</b>\nTo be paid: 5, 2 over 24 h",
        ),
        (
            OrdersHeadline(3, 2, None, CALM),
            "订单 3 笔，已付款 2 笔\n待发货 2",
            "3 orders, 2 of them paid\nTo be sent: 2",
        ),
        (LinesHeadline(12, 40, 0), "12 笔订单，共 40 件", "40 items in 12 orders"),
        (
            RefundsHeadline(9, Decimal("830.50"), OpenRefunds(4, Decimal(120), 1, AT, AT)),
            "退款 9 笔，<b>¥830.50</b>\n待处理 4 笔，¥120.00\n<b>24小时内超时 1 笔</b>\n最早：11月22日 10:00",
            "9 refunds: <b>¥830.50</b>\nOpen: 4, ¥120.00\n"
            "<b>1 fall due within 24 h</b>\nThe first: 22 Nov 10:00",
        ),
        (CostsHeadline(7), "7 个商品的成本", "The cost of 7 items"),
        (
            SHORT,
            "120 个货品，<b>5 个不足</b>\n• 松果 抽屉式… 剩18 · 0.3天\n"
            "• A0 剩0 · 预警40\n• A1 剩1 · 预警40\n…… 还有 2 个\n"
            "6 个货品既无销量也无预警值，未判断。\n不足：按近14天销量可售不到 7 天",
            "120 items, <b>5 short</b>\n• 松果 抽屉式…: 18 · 0.3 days\n"
            "• A0: 0 · level 40\n• A1: 1 · level 40\n… and 2 more\n"
            "6 items have neither sales nor a warning level: not judged.\n"
            "Short: less than 7 days at the pace of the last 14 days",
        ),
    ],
)
def test_a_headline(headline: GoodsHeadline, zh: str, en: str) -> None:
    assert said(headline, "zh") == zh
    assert said(headline, "en") == en


def test_lines_whose_orders_are_unknown_ask_for_them() -> None:
    assert "ExportOrderList" in said(LinesHeadline(12, 40, 12), "zh")
    assert "When 12 of the orders were paid is not known yet" in said(LinesHeadline(12, 40, 12), "en")


def test_lines_of_figures_fit_a_phone() -> None:
    for headline in (OrdersHeadline(9312, 9286, Decimal("125401.00"), WAITING), SHORT):
        for line in list(goods_lines(headline, Texts("zh")))[:3]:
            assert line is not None
            assert cells(line.striptags()) <= 30
