"""Reviews: who wrote them never gets in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256

from metrics.tables import Reading
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx

TODAY = date(2026, 11, 22)
RPA = ["平台", "店铺", "时间", "订单编号", "商品名称", "评价内容", "评分"]
PLUGIN = ["评论内容", "追加评论", "评分", "日期", "SKU", "用户昵称", "商家回复"]
Read = Callable[[str], Reading]


def plugin(*rows: list[object]) -> Reading:
    return read(as_csv([PLUGIN, *rows], "utf-8-sig"), "评论.csv", TODAY)


def test_the_collected_sheet() -> None:
    row = ["天猫", "松果", "2026-11-20 08:30:00", "订单编号：330001", "箱", "掉下来了", "负面评价"]
    reading = read(as_xlsx([RPA, row]), "评论数据.xlsx", TODAY)
    (batch,) = reading.batches
    key = sha256("\x1f".join(("330001", "箱", "2026-11-20T00:30:00+00:00", "掉下来了")).encode()).hexdigest()
    assert batch.columns == (
        *("review_key", "posted_at", "stars", "grade", "body"),
        *("platform", "shop", "order_id", "product"),
    )
    assert batch.rows == [
        (
            key,
            datetime(2026, 11, 20, 0, 30, tzinfo=UTC),
            None,
            "bad",
            "掉下来了",
            "天猫",
            "松果",
            "330001",
            "箱",
        )
    ]
    assert (reading.format, reading.first_day) == ("reviews_rpa", date(2026, 11, 20))


def test_the_plugin_s_csv_without_the_nickname() -> None:
    reading = plugin(["很好", "用了一周", "5星", "2026-11-20", "红色", "松***果", "谢谢"])
    (batch,) = reading.batches
    at = datetime(2026, 11, 19, 16, tzinfo=UTC)
    assert batch.rows[0][1:] == (at, 5, "good", "很好", "红色", "用了一周", "谢谢")
    assert "松***果" not in repr(reading)
    assert reading.notes == ("personal_dropped",)


def test_reviews_without_words_on_the_same_day_are_told_apart_and_read_alike_again() -> None:
    silent: list[object] = ["此用户没有填写评价。", "", 5, "2026-11-20", "红色", "甲", ""]
    reading = plugin(silent, silent, silent)
    keys = {row[0] for row in reading.batches[0].rows}
    assert len(keys) == 3
    assert {row[0] for row in plugin(silent, silent, silent).batches[0].rows} == keys


def test_the_same_order_twice_is_one_review() -> None:
    row = ["天猫", "松果", "2026-11-20 08:30:00", "330001", "箱", "好", "好评"]
    reading = read(as_xlsx([RPA, row, row]), "x.xlsx", TODAY)
    assert (len(reading.batches[0].rows), reading.problems) == (1, ())


def test_the_platform_s_own_id_is_the_key() -> None:
    rows: list[list[object]] = [[*PLUGIN, "评价ID"], ["好", "", 5, "2026-11-20", "", "", "", "998877"]]
    assert read(as_csv(rows, "utf-8"), "x.csv", TODAY).batches[0].rows[0][0] == "998877"


def test_a_score_that_says_nothing_rejects_the_row() -> None:
    reading = plugin(
        ["好", "", "呵呵", "2026-11-20", "", "秘密名字", ""],
        ["好", "", "", "2026-11-20", "", "秘密名字", ""],
        ["好", "", 5, "2026-12-24", "", "秘密名字", ""],
    )
    assert [(p.row, p.column, p.reason) for p in reading.problems] == [
        (2, "评分", "not_a_score"),
        (3, "评分", "missing_score"),
        (4, "日期", "future_day"),
    ]
    assert reading.rejected == 3
    assert "秘密名字" not in repr(reading)


def test_moments_in_another_zone() -> None:
    data = as_csv([PLUGIN, ["好", "", 5, "2026-11-20 08:00", "", "", ""]], "utf-8")
    reading = read(data, "x.csv", TODAY, zone="Europe/Berlin")
    assert reading.batches[0].rows[0][1] == datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_samples(reading: Read) -> None:
    for key in ("reviews_rpa", "reviews_plugin"):
        one = reading(key)
        assert (one.format, one.problems) == (key, ())
        assert {row[3] for row in one.batches[0].rows} == {"good", "neutral", "bad"}
