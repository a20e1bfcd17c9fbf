"""Stock and goods of three warehouses' programs: the day, what is added up, names that come twice."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.tables import Batch, Kind, Reading
from playground.shop import files
from playground.shop.headers import CAINIAO_STOCK
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx

TODAY = date(2026, 11, 22)
Read = Callable[[str], Reading]
Find = Callable[[Reading, Kind], Batch]


def rows(batch: Batch) -> list[dict[str, object]]:
    return [dict(zip(batch.columns, row, strict=True)) for row in batch.rows]


def test_cainiao_says_the_day_and_what_is_good(reading: Read, batch: Find) -> None:
    assert CAINIAO_STOCK.count("调入出库良品") == 2
    found = reading("cainiao_stock")
    stock = rows(batch(found, Kind.STOCK_DAY))
    assert (found.first_day, found.last_day) == (date(2026, 11, 16), date(2026, 11, 21))
    (first,) = [r for r in stock if r["sku"] == "SG-301" and r["day"] == date(2026, 11, 21)]
    assert first == {
        "day": date(2026, 11, 21),
        "sku": "SG-301",
        "warehouse": "菜鸟嘉兴仓",
        "title": "松果 抽屉式收纳箱 大号 3个装",
        "on_hand": 20,
        "sellable": 18,
        "on_the_way": 300,
    }


def test_jushuitan_is_of_the_day_it_came(reading: Read, batch: Find) -> None:
    found = reading("jst_stock")
    first, *_ = rows(batch(found, Kind.STOCK_DAY))
    assert first["day"] == TODAY
    assert "day_of_receipt" in found.notes
    assert (first["on_hand"], first["reserved"], first["sellable"]) == (18, 6, 12)
    assert (first["warning_low"], first["warning_high"], first["on_the_way"]) == (50, 2000, 0)


def test_jushuitan_under_its_other_names() -> None:
    table = [
        ["款式编码", "颜色", "商品编码", "名称", "数量", "订单占有", "采购在途数", "可用数"],
        ["A", "红", "A-红", "盒子", "-3", "1", "", "-4"],
        ["合计", "", "", "", "-3", "1", "", "-4"],
    ]
    found = read(as_xlsx(table), "库存.xlsx", TODAY)
    (stock,) = found.batches
    assert (found.format, found.rejected) == ("jst_stock", 0)
    assert rows(stock) == [
        {
            "day": TODAY,
            "sku": "A-红",
            "warehouse": "",
            "title": "盒子",
            "on_hand": -3,
            "sellable": -4,
            "reserved": 1,
            "on_the_way": None,
        }
    ]


def test_shelves_of_one_warehouse_are_added_up() -> None:
    head = ["商家编码", "货品名称", "仓库", "库存量", "可发库存"]
    found = read(
        as_csv(
            [head, ["A", "盒", "主仓", 3, 2], ["A", "盒", "主仓", 4, ""], ["A", "盒", "二仓", 1, 1]], "utf-8"
        ),
        "x",
        TODAY,
    )
    assert "rows_added_up" in found.notes
    assert sorted(row[1:] for row in found.batches[0].rows) == [
        ("A", "主仓", "盒", 7, 2),
        ("A", "二仓", "盒", 1, 1),
    ]


def test_wangdiantong_without_its_total(reading: Read, batch: Find) -> None:
    found = reading("wdt_stock")
    stock = rows(batch(found, Kind.STOCK_DAY))
    assert {row["warehouse"] for row in stock} == {"主仓", "退货仓"}
    assert "合计" not in {row["sku"] for row in stock}
    assert {row["warning_low"] for row in stock} == {40}


def test_goods_without_a_cost_are_not_free(reading: Read, batch: Find) -> None:
    found = reading("jst_goods")
    costs = rows(batch(found, Kind.COST))
    assert len(costs) == 7
    assert "SG-308" not in {row["sku"] for row in costs}
    assert costs[0] == {
        "item_id": "",
        "sku": "SG-301",
        "from_day": TODAY,
        "title": "松果 抽屉式收纳箱 大号 3个装",
        "goods_cost": 3560,
    }
    assert "without_cost" in found.notes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_demos_stock_is_read(language: str) -> None:
    day = date(2026, 11, 21)
    (made,) = [file for file in files.morning(day, language) if file.key == "cainiao_stock"]
    found = read(made.data, made.name, TODAY)
    assert (found.format, found.problems, found.last_day) == ("cainiao_stock", (), day)
    assert all(row["sellable"] is not None for row in rows(found.batches[0]))
