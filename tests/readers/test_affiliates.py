"""淘宝联盟: days with a tab behind them, kinds of content, and what is paid."""

from collections.abc import Callable
from datetime import date

from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx

TODAY = date(2026, 11, 22)
HEADER = [
    "日期",
    "数据内容",
    "点击量(即进店量)",
    "付款金额",
    "付款佣金支出",
    "付款服务费支出",
    "付款佣金率",
    "付款支出费用",
]
ROW = ["2026-11-20\t", "营销计划", "1,234", "1,000.00", "80.00", "8.00", "8.00%", "88.00"]


def affiliates(*rows: list[str]) -> Reading:
    return read(as_xlsx([HEADER, *rows]), "推广概览.xlsx", TODAY)


def test_a_day_to_the_fen() -> None:
    reading = affiliates(ROW, ["2026-11-20", "全部", *ROW[2:]])
    columns = ("day", "content", "clicks", "paid_amount", "commission", "service_fee", "cost")
    day = date(2026, 11, 20)
    assert reading.batches == (
        Batch(
            Kind.AFFILIATE_DAY,
            columns,
            [(day, "营销计划", 1234, 100000, 8000, 800, 8800), (day, "", 1234, 100000, 8000, 800, 8800)],
        ),
    )
    assert (reading.format, reading.problems) == ("affiliates", ())


def test_costs_that_do_not_add_up_are_told() -> None:
    reading = affiliates([*ROW[:7], "90.00"])
    assert [(p.column, p.value, p.reason) for p in reading.problems] == [
        ("付款支出费用", "90 ≠ 88", "identity_broken")
    ]


def test_brackets_of_any_width() -> None:
    wide = [name.replace("(", "（").replace(")", "）") for name in HEADER]
    reading = read(as_xlsx([wide, ROW]), "x.xlsx", TODAY)
    assert reading.batches[0].columns[2] == "clicks"


def test_a_month_is_no_day() -> None:
    reading = affiliates(["2026-10-01~2026-10-31", *ROW[1:]])
    assert (reading.rejected, reading.notes) == (1, ("period_not_day",))


def test_all_columns(reading: Callable[[str], Reading]) -> None:
    one = reading("affiliates")
    assert one.problems == ()
    assert len(one.batches[0].columns) == 20
    assert len(one.batches[0].rows) == 6 * 3
