"""达摩盘's products by day: what they sold, and views of their pages."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx

Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]
TODAY = date(2026, 11, 22)
NAMES = ["宝贝ID", "宝贝名称", "货品成长阶段", "支付金额", "IPV", "营销推广消耗", "营销推广ROI"]
ROW = ["700100200301", "松果 抽屉式收纳箱", "成长期", "12,186.70", "9,116", "100.50", "2.86"]


def test_a_row_per_product_and_day(reading: Read, batch: Pick) -> None:
    one = reading("dmp_items")
    assert (one.format, one.problems, one.notes) == ("dmp_items", (), ("totals_dropped",))
    days = batch(one, Kind.PRODUCT_DAY)
    assert days.columns == ("day", "item_id", "page_views", "paid_amount")
    known = batch(reading("sycm_products"), Kind.PRODUCT_DAY)
    places = [known.columns.index(name) for name in days.columns]
    assert sorted(days.rows) == sorted(tuple(row[at] for at in places) for row in known.rows)
    assert batch(one, Kind.PRODUCT).columns == ("item_id", "title")


def test_the_file_s_name_tells_the_day_where_no_column_does(batch: Pick) -> None:
    one = read(as_csv([NAMES, ROW], "gb18030"), "智能选款_2026-11-20~2026-11-20.csv", TODAY)
    assert batch(one, Kind.PRODUCT_DAY).rows == [(date(2026, 11, 20), "700100200301", 9116, 1218670)]


@pytest.mark.parametrize(
    ("name", "reason"), [("DMP2026-11-09至2026-11-15.xlsx", "period_file"), ("DMP.xlsx", "no_day_in_file")]
)
def test_a_week_is_no_day(name: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(as_xlsx([NAMES, ROW]), name, TODAY)
    assert caught.value.reason == reason
