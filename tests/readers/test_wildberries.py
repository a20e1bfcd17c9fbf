"""Wildberries: pieces sold and returned among rows about fees, and the funnel of one day."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from metrics.mistakes import Mistake
from metrics.orders import OrderStatus, RefundStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx, as_zip
from tests.samples.market_headers import WB_FUNNEL, WB_SALES
from tests.samples.markets import cells

TODAY = date(2026, 11, 22)
DAY, NEXT = date(2026, 11, 18), date(2026, 11, 20)
SOLD: dict[str, object] = {
    "Код номенклатуры": 200304,
    "Артикул поставщика": "SG-304",
    "Название": "Полка",
    "Размер": "0",
    "Обоснование для оплаты": "Продажа",
    "Дата заказа покупателем": "2026-11-15",
    "Дата продажи": "2026-11-18",
    "Кол-во": 1,
    "Цена розничная": 510,
    "Цена розничная с учетом согласованной скидки": 459,
    "Вайлдберриз реализовал Товар (Пр)": 431.5,
    "Srid": "a1.b2.0.0",
}
DELIVERY = {"Обоснование для оплаты": "Логистика", "Кол-во": 0, "Вайлдберриз реализовал Товар (Пр)": 0}
CAME_BACK = {"Обоснование для оплаты": "Возврат", "Дата продажи": "2026-11-20"}
STORAGE: dict[str, object] = {"Обоснование для оплаты": "Хранение", "Хранение": 12.5}


def report(*rows: dict[str, object]) -> Reading:
    book = as_xlsx([WB_SALES, *(cells(WB_SALES, row) for row in rows)])
    return read(as_zip({"0.xlsx": book}), "Еженедельный отчет №1.zip", TODAY)


def of(reading: Reading, kind: Kind) -> list[dict[str, object]]:
    return [
        dict(zip(batch.columns, row, strict=True))
        for batch in reading.batches
        if batch.kind is kind
        for row in batch.rows
    ]


def test_a_piece_is_an_order_paid_when_it_was_taken_and_fees_are_left_out() -> None:
    reading = report(SOLD | DELIVERY, SOLD, STORAGE)
    (order,), (line,) = of(reading, Kind.ORDER), of(reading, Kind.ORDER_LINE)
    assert order["order_id"] == line["order_id"] == "a1.b2.0.0"
    assert (order["status"], order["paid_day"], order["paid_amount"]) == (OrderStatus.DONE, DAY, 43150)
    assert (line["item_id"], line["sku"], line["title"]) == ("200304", "SG-304", "Полка")
    assert (line["quantity"], line["price"], line["paid_amount"]) == (1, 45900, 43150)
    assert isinstance(order["created_at"], datetime)
    assert (reading.problems, reading.notes) == ((), ("fees_left_out", "other_currency"))


def test_a_piece_that_came_back_in_the_same_week() -> None:
    reading = report(SOLD, SOLD | CAME_BACK)
    (order,), (refund,) = of(reading, Kind.ORDER), of(reading, Kind.REFUND)
    assert (order["status"], order["paid_amount"], order["refund_amount"]) == (
        OrderStatus.REFUNDED,
        43150,
        43150,
    )
    assert refund == {
        "refund_id": "a1.b2.0.0:return",
        "order_id": "a1.b2.0.0",
        "item_id": "200304",
        "sku": "SG-304",
        "title": "Полка",
        "status": RefundStatus.DONE,
        "done_day": NEXT,
        "amount": 43150,
        "is_return": True,
    }


def test_a_piece_that_came_back_of_an_earlier_sale_says_nothing_of_the_sale() -> None:
    (order,) = of(report(SOLD | CAME_BACK), Kind.ORDER)
    assert order == {
        "order_id": "a1.b2.0.0",
        "platform": "wildberries",
        "status": OrderStatus.REFUNDED,
        "refund_amount": 43150,
    }


def test_a_sale_that_does_not_say_which_or_when_is_refused() -> None:
    reading = report(SOLD, SOLD | {"Srid": ""}, SOLD | {"Srid": "c3", "Дата продажи": ""})
    assert len(of(reading, Kind.ORDER)) == 1
    assert [(p.row, p.column, p.reason) for p in reading.problems] == [
        (3, "Srid", "missing_id"),
        (4, "Дата продажи", "no_day"),
    ]
    assert reading.rejected == 2


CARD: dict[str, object] = {
    "Артикул продавца": "SG-304",
    "Артикул WB": 200304,
    "Название": "Полка",
    "Рейтинг карточки": "Без рейтинга",
    "Переходы в карточку": 310,
    "Положили в корзину": 22,
    "Добавили в отложенные": 7,
    "Заказали, шт": 9,
    "Отменили, шт": 2,
    "Заказали на сумму, ₽": 4131,
    "Отменили на сумму, ₽": 918,
}


def funnel(member: str, name: str) -> Reading:
    rows = [["Детальный отчет воронки продаж по карточкам товаров"], WB_FUNNEL, cells(WB_FUNNEL, CARD)]
    return read(as_zip({member: as_xlsx(rows, "Товары")}), name, TODAY)


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("Детализация.xlsx", "Воронка продаж с 20.11.2026 по 20.11.2026.zip"),
        ("с 20.11.2026 по 20.11.2026.xlsx", "Воронка.zip"),
        ("2026-11-20.xlsx", "Воронка 2026-11-22.zip"),  # the member's own name counts first
    ],
)
def test_the_funnel_s_day_stands_in_the_name_of_the_archive_or_its_file(member: str, name: str) -> None:
    days, products = funnel(member, name).batches
    assert days.columns == (
        *("day", "item_id", "page_views", "favourites", "cart_items", "order_items", "order_amount"),
        *("paid_items", "paid_amount"),
    )
    assert days.rows == [(NEXT, "200304", 310, 7, 22, 9, 413100, 7, 321300)]
    assert products.rows == [("200304", "Полка", "SG-304")]


def test_a_funnel_of_a_week_is_refused() -> None:
    with pytest.raises(Mistake) as caught:
        funnel("Детализация.xlsx", "Воронка продаж с 15.11.2026 по 21.11.2026.zip")
    assert caught.value.reason == "period_file"


def test_the_sample_s_pieces_add_up(
    reading: Callable[[str], Reading],
) -> None:
    one = reading("wb_sales")
    lines = sum(int(str(line["paid_amount"])) for line in of(one, Kind.ORDER_LINE))
    assert sum(int(str(order["paid_amount"])) for order in of(one, Kind.ORDER)) == lines > 0
