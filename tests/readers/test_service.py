"""Customer service: the team's people and rows that are nobody, days from outside, merged names."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv, as_xlsx
from tests.samples.service import PEOPLE

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 21)
Read = Callable[[str], Reading]
Pick = Callable[[Reading, Kind], Batch]
STAFF = [
    "旺旺昵称",
    "询单最终付款人数",
    "询单人数",
    "询单最终付款转化率",
    "首次响应时长（秒)",
    "客户满意率",
    "询单最终付款金额",
]
ROW = ["松果:小雨", "10", "40", "25.00%", "8.50", "97.50%", "1,234.50"]
NAME = "自制报表-报表查看-客服绩效_20261121_20261121_全部.xlsx"


def staff(*rows: list[str], name: str = NAME) -> Reading:
    return read(as_xlsx([STAFF, *rows]), name, TODAY)


def people(reading: Reading) -> list[object]:
    return [row[1] for row in reading.batches[0].rows]


def test_a_person_s_day_to_the_fen() -> None:
    reading = staff(ROW)
    assert reading.batches == (
        Batch(
            Kind.SERVICE_DAY,
            (
                "day",
                "person",
                "inquiries",
                "paid_buyers",
                "paid_amount",
                "first_response_seconds",
                "satisfaction",
            ),
            [(DAY, "松果:小雨", 40, 10, 123450, 8.5, 0.975)],
        ),
    )
    assert (reading.format, reading.problems, reading.rejected) == ("service_staff", (), 0)


def test_the_team_s_own_names_are_no_personal_data_here_and_elsewhere_they_are() -> None:
    assert "personal_dropped" not in staff(ROW).notes
    reviews: list[list[object]] = [
        ["评论内容", "评分", "日期", "旺旺昵称"],
        ["好", 5, "2026-11-20", "某人甲"],
    ]
    reading = read(as_csv(reviews, "utf-8"), "评论.csv", TODAY)
    assert reading.notes == ("personal_dropped",)
    assert "某人甲" not in repr(reading)


def test_six_rows_at_the_end_are_nobody(reading: Read) -> None:
    one = reading("service_staff")
    assert (one.problems, people(one)) == ((), [*PEOPLE, ""])


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        (["汇总值", "平均值", "全店汇总值"], "3"),  # 全店汇总值 before 汇总值
        (["汇总值", "平均值"], "1"),
        (["全店平均值", "同行同层优秀", "同行同层均值"], None),
    ],
)
def test_the_best_row_about_the_team_is_kept(labels: list[str], kept: str | None) -> None:
    rows = [[label, str(number), *ROW[2:3], "-", *ROW[4:]] for number, label in enumerate(labels, 1)]
    found = staff(ROW, *rows)
    team = [str(row[3]) for row in found.batches[0].rows if row[1] == ""]
    assert team == ([] if kept is None else [kept])


def test_a_month_of_a_person_is_no_day() -> None:
    with pytest.raises(Mistake) as caught:
        staff(ROW, name="自制报表-报表查看-客服绩效_20261101_20261121_全部.xlsx")
    assert caught.value.reason == "period_file"


def test_inquiries_are_of_the_days_in_the_sheet(reading: Read) -> None:
    one = reading("service_inquiries")
    assert (one.problems, one.notes) == ((), ("totals_dropped",))
    assert (one.first_day, one.last_day) == (date(2026, 11, 16), date(2026, 11, 19))
    assert set(people(one)) == {""}


def test_consultations_with_and_without_groups_above_the_names(reading: Read) -> None:
    plain, grouped = reading("service_consults"), reading("service_consults-grouped")
    assert plain.problems == grouped.problems == ()
    assert plain.batches == grouped.batches
    row = dict(zip(plain.batches[0].columns, plain.batches[0].rows[0], strict=True))
    assert (row["first_response_seconds"], row["handling_seconds"], row["response_seconds"]) == (
        65,
        320,
        24.6,
    )
    assert (row["quick_reply_rate"], row["unanswered"]) == (0.982, 4)
    assert len(plain.batches[0].rows) == 6


def test_prose_above_the_names_is_no_group() -> None:
    rows: list[list[object]] = [["客服数据"], ["日期", "咨询人数", "接待人数"], ["2026-11-20", 9, 8]]
    reading = read(as_xlsx(rows), "咨询接待.xlsx", TODAY)
    assert reading.batches[0].rows == [(date(2026, 11, 20), "", 9, 8)]


def test_who_wrote_is_not_who_asked_before_buying() -> None:
    rows: list[list[object]] = [["日期", "咨询人数", "接待人数", "询单人数"], ["2026-11-20", 9, 8, 7]]
    assert read(as_xlsx(rows), "x.xlsx", TODAY).batches[0].columns == (
        *("day", "person", "consultations", "received"),
    )


def test_products_asked_about_are_of_the_file_s_day(reading: Read, batch: Pick) -> None:
    one = reading("service_items")
    assert (one.format, one.problems, one.first_day) == ("service_items", (), DAY)
    asked = batch(one, Kind.CONSULT_DAY)
    assert asked.columns == ("day", "item_id", "consultations", "mobile_consultations", "pc_consultations")
    assert asked.rows[0][1] == "700100200301"  # written as ID：700100200301
    assert batch(one, Kind.PRODUCT).rows[0] == ("700100200301", "松果 抽屉式收纳箱 大号 3个装")


def test_products_without_a_day_are_refused() -> None:
    rows: list[list[object]] = [["商品id", "商品名称", "总咨询人数"], ["ID：700100200301", "箱", 5]]
    with pytest.raises(Mistake) as caught:
        read(as_csv(rows, "utf-8"), "商品咨询.csv", TODAY)
    assert caught.value.reason == "no_day_in_file"
