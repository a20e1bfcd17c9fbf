"""Ozon: analytics by product and day, and promotion by campaign and product."""

from collections.abc import Callable
from datetime import date

from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx, as_zip
from tests.samples.market_headers import OZON_ADS, OZON_PRODUCTS
from tests.samples.markets import cells, parted

TODAY = date(2026, 11, 22)
DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]

SHELF = {
    "Товары": "Полка",
    "Модель": "М-1",
    "Ozon ID": 700100200304,
    "Артикул": "SG-304",
    "День": "20.11.2026",
    "Показы на карточке товара": "1 204",
    "В корзину, всего": "31",
    "Заказано товаров": "12",
    "Заказано на сумму": "5 508,40",
    "Позиция в поиске и каталоге": "24,86",
    "Конверсия в корзину, общая": "0,17%",
}


def test_a_day_of_a_product_with_prose_above_explanations_below_and_a_total() -> None:
    rows: list[list[object]] = [["Период:", "20.11.2026 – 21.11.2026"], [""], [*OZON_PRODUCTS]]
    rows += [["", "", "", "", "", "Сколько раз", "Сколько раз", "", "Сколько штук"]]
    rows += [cells(OZON_PRODUCTS, {"Товары": "Итого и среднее", "Заказано товаров": "14"})]
    rows += [cells(OZON_PRODUCTS, SHELF)]
    rows += [
        cells(OZON_PRODUCTS, SHELF | {"День": "21.11.2026", "Заказано товаров": 2, "Заказано на сумму": 918})
    ]
    reading = read(as_xlsx(rows), "analytics_report_2026-11-22_09_15.xlsx", TODAY)
    days, products = reading.batches
    assert (reading.format, reading.problems, reading.rejected) == ("ozon_products", (), 0)
    assert days.columns == (
        *("day", "item_id", "page_views", "cart_items", "order_items", "order_amount"),
        *("paid_items", "paid_amount"),
    )
    assert days.rows == [
        (DAY, "700100200304", 1204, 31, 12, 550840, 12, 550840),
        (NEXT, "700100200304", 1204, 31, 2, 91800, 2, 91800),
    ]
    assert products.rows == [("700100200304", "Полка", "SG-304")]
    assert reading.notes == ("other_currency", "totals_dropped")


def test_one_item_under_two_models_is_one_item_and_what_is_not_known_stays_so() -> None:
    rows = [
        [*OZON_PRODUCTS],
        cells(OZON_PRODUCTS, SHELF | {"В корзину, всего": "-", "Показы на карточке товара": "-"}),
        cells(
            OZON_PRODUCTS, SHELF | {"Модель": "М-2", "В корзину, всего": "4", "Показы на карточке товара": ""}
        ),
    ]
    reading = read(as_xlsx(rows), "x.xlsx", TODAY)
    assert reading.batches[0].rows == [(DAY, "700100200304", None, 4, 24, 1101680, 24, 1101680)]
    assert "rows_added_up" in reading.notes


AD = {
    "День": "20.11.2026",
    "sku": "700100200304",
    "Название товара": "Полка",
    "Показы": "12 500",
    "Клики": "250",
    "CTR, %": "2,00",
    "Средняя стоимость клика, ₽": "8,40",
    "Расход, ₽, с НДС": "2 100,00",
    "Продано товаров": "5",
    "Продажи в продвижении, ₽": "2 295,00",
    "Продано товаров модели": "1",
    "Продажи в продвижении с заказов модели, ₽": "459,50",
}


def campaign(number: int, *rows: dict[str, object]) -> bytes:
    total = cells(OZON_ADS, {"День": "Всего", "Показы": "99", "Клики": "9", "Расход, ₽, с НДС": "1,00"})
    head = [[f"Кампания по продвижению товаров № {number}, период 20.11.2026-21.11.2026"], [*OZON_ADS]]
    return parted([*head, *(cells(OZON_ADS, row) for row in rows), total])


def test_campaigns_of_an_archive_are_kept_apart_by_their_number() -> None:
    dearer = AD | {"Расход, ₽, с НДС": "4 200,00", "Средняя стоимость клика, ₽": "16,80"}
    data = as_zip({"1_20.11.2026.csv": campaign(10000001, AD), "2.csv": campaign(10000002, dearer)})
    reading = read(data, "report.zip", TODAY)
    days = reading.batches[0]
    assert (reading.format, reading.problems) == ("ozon_ads", ())
    assert days.rows == [
        (DAY, "ozon", "ozon", "10000001", "", "700100200304", "", 12500, 250, 210000, 275450, 6),
        (DAY, "ozon", "ozon", "10000002", "", "700100200304", "", 12500, 250, 420000, 275450, 6),
    ]
    assert [batch.rows for batch in reading.batches[1:]] == [
        [("scene", "ozon", "Ozon")],
        [("700100200304", "Полка")],
    ]
    assert reading.notes == ("other_currency", "totals_dropped")


def test_the_campaign_s_number_stands_in_the_file_s_name_where_no_line_above_tells_it() -> None:
    data = parted([[*OZON_ADS], cells(OZON_ADS, AD)])
    reading = read(data, "10000003_20.11.2026-21.11.2026.csv", TODAY)
    assert [row[3] for row in reading.batches[0].rows] == ["10000003"]


def test_a_rate_that_does_not_fit_is_told() -> None:
    (problem,) = read(campaign(1, AD | {"CTR, %": "3,00"}), "x.csv", TODAY).problems
    assert (problem.column, problem.value, problem.rejected) == ("CTR, %", "0.03 ≠ 0.02", False)


def test_older_names_tell_the_same_campaign_s_money(reading: Read, batch: Pick) -> None:
    now, older = reading("ozon_ads"), reading("ozon_ads-older")
    rows = [row for row in batch(now, Kind.AD_DAY).rows if row[3] == "10000001"]
    assert older.problems == now.problems == ()
    assert batch(older, Kind.AD_DAY).rows == rows
