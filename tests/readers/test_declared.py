"""What a format may say of itself, each on a small export of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.cells import Cell
from readers.declared import Column, DayOrder, DaySource, Format
from readers.headers import joined, plain
from readers.read import read, read_all
from readers.rows import Table
from tests.samples.containers import as_csv, as_xlsx, as_zip

TODAY = date(2026, 11, 22)
Rows = list[list[object]]
Known = Callable[..., None]


def all_columns(table: Table) -> tuple[Batch, ...]:
    """Rows as they were cleaned. The kind is of no matter here."""
    names = tuple(table.columns)
    return (Batch(Kind.REVIEW, names, list(zip(*table.columns.values(), strict=True))),)


DAY = Column("day", Cell.DAY, ("日期",), required=True)
ITEM = Column("item", Cell.ID, ("货号",), required=True)
BASE = Format(
    name="base",
    title="",
    example="",
    columns=(DAY, ITEM, Column("clicks", Cell.COUNT, ("点击数",)), Column("ctr", Cell.FIGURE, ("点击占比",))),
    batches=all_columns,
)
HEADER: list[object] = ["日期", "货号", "点击数", "点击占比"]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    """Makes these formats the only known ones."""

    def know(*formats: Format) -> None:
        names = frozenset(plain(h) for one in formats for column in one.columns for h in column.headers)
        monkeypatch.setattr("readers.formats.FORMATS", formats)
        monkeypatch.setattr("readers.formats.KNOWN", names)
        monkeypatch.setattr("readers.read.KNOWN", names)

    return know


def rows_of(rows: Rows, name: str = "file.xlsx") -> list[tuple[object, ...]]:
    return read(as_xlsx(rows), name, TODAY).batches[0].rows


def refused(rows: Rows, name: str = "file.xlsx") -> Mistake:
    with pytest.raises(Mistake) as caught:
        read(as_xlsx(rows), name, TODAY)
    return caught.value


def test_comma_decimals(known: Known) -> None:
    known(replace(BASE, decimal_comma=True))
    rows: Rows = [HEADER, ["2026-11-20", "a1", "1 234", "24,86"], ["2026-11-20", "a2", "1.234", "0,17%"]]
    assert [row[2:] for row in rows_of(rows)] == [(1234, 24.86), (1234, pytest.approx(0.0017))]


def test_percent_points_under_one_of_two_names(known: Known) -> None:
    ctr = Column("ctr", Cell.FIGURE, ("点击率", "点击率(%)"), points=("点击率(%)",))
    known(replace(BASE, columns=(DAY, ITEM, ctr)))
    for header, raw, value in (
        ("点击率（%）", 4.2, 0.042),
        ("点击率(%)", "4.2", 0.042),
        ("点击率(%)", "4.2%", 0.042),
        ("点击率", 0.042, 0.042),
    ):
        rows: Rows = [["日期", "货号", header], ["2026-11-20", "a1", raw]]
        (row,) = rows_of(rows)
        assert row[2] == pytest.approx(value), (header, raw)


@pytest.mark.parametrize(
    ("order", "raw", "expected"),
    [
        *((None, "03/04/2026", date(2026, 4, 3)), (None, "03-04-26", date(2026, 3, 4))),
        *(
            (DayOrder.DMY, "03/04/2026 10:30:00", date(2026, 4, 3)),
            (DayOrder.DMY, "3-4-26", date(2026, 4, 3)),
        ),
        *(
            (DayOrder.MDY, "3/4/2026 3:05:10 PM", date(2026, 3, 4)),
            (DayOrder.MDY, "3/4/26", date(2026, 3, 4)),
        ),
        *((DayOrder.DMY, "2026-03-04", date(2026, 3, 4)), (DayOrder.MDY, "2026/3/4", date(2026, 3, 4))),
    ],
)
def test_the_order_of_day_and_month(known: Known, order: DayOrder | None, raw: str, expected: date) -> None:
    known(replace(BASE, day_order=order))
    assert rows_of([HEADER, [raw, "a1", 1, 0.1]])[0][0] == expected


OUTSIDE = replace(BASE, day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME))
NO_DAY: Rows = [HEADER[1:], ["a1", 1, 0.5], ["a2", 2, 0.5]]


@pytest.mark.parametrize(
    "above",
    [
        ["统计日期：2026-11-20"],
        ["统计日期", "2026/11/20"],
        ["下载时间：2026-11-22 09:00:00", "", "日期：2026-11-20 至 2026-11-20"],
        ["下载时间", "2026-11-22 09:00", "日期", "2026-11-20"],
        ["Nov 20, 2026 - Nov 20, 2026"],
    ],
)
def test_a_day_from_above_the_table_comes_before_the_name(known: Known, above: list[object]) -> None:
    known(OUTSIDE)
    reading = read(as_xlsx([above, *NO_DAY]), "x_2026-11-19.xlsx", TODAY)
    assert reading.batches[0].columns[-1] == "day"
    assert [row[-1] for row in reading.batches[0].rows] == [date(2026, 11, 20)] * 2
    assert (reading.first_day, reading.notes) == (date(2026, 11, 20), ("day_from_outside",))


@pytest.mark.parametrize(
    "name",
    [
        *("店铺DSR数据_2026-11-20.xlsx", "客服绩效_20261120_20261120_全部 (1).xlsx", "2026年11月20日.csv"),
        *("BusinessReport-11-20-26.csv", "2026_11_20_x.csv", "2026-11-20_09_30.xlsx"),
    ],
)
def test_a_day_from_the_file_s_name_or_its_name_in_the_archive(known: Known, name: str) -> None:
    known(OUTSIDE)
    assert rows_of(NO_DAY, name)[0][-1] == date(2026, 11, 20)
    archive = as_zip({name: as_csv(NO_DAY, "utf-8")})
    assert read(archive, "2026-01-01.zip", TODAY).first_day == date(2026, 11, 20)


def test_a_day_in_the_table_needs_no_other(known: Known) -> None:
    known(OUTSIDE)
    reading = read(as_xlsx([HEADER, ["2026-11-18", "a1", 1, 0.5]]), "x_2026-11-19.xlsx", TODAY)
    assert (reading.first_day, reading.notes) == (date(2026, 11, 18), ())


@pytest.mark.parametrize("name", ["report.xlsx", "report (1).xlsx", "20261122090000.xlsx", "2027-11-20.xlsx"])
def test_a_table_without_any_day_is_refused(known: Known, name: str) -> None:
    known(OUTSIDE)
    assert refused(NO_DAY, name).reason == "no_day_in_file"


def test_a_table_of_several_days_is_no_day_but_may_be_a_period(known: Known) -> None:
    known(OUTSIDE)
    first, last = date(2026, 11, 14), date(2026, 11, 20)
    mistake = refused(NO_DAY, "x_2026-11-14_2026-11-20.xlsx")
    assert (mistake.reason, mistake.facts) == ("period_file", {"first": first, "last": last})

    period = Column("period", Cell.PERIOD, ("日期",), required=True)
    known(replace(OUTSIDE, columns=(period, *BASE.columns[1:])))
    assert rows_of(NO_DAY, "x_2026-11-14_2026-11-20.xlsx")[0][-1] == (first, last)


def test_two_header_rows(known: Known) -> None:
    replied = Column("clicks", Cell.COUNT, ("接待 人数",))
    good = Column("good", Cell.COUNT, ("评价 人数",))
    known(BASE, replace(BASE, name="merged", columns=(DAY, ITEM, replied, good), header_rows=2))
    rows: Rows = [
        ["客服数据"],
        ["日期", "货号", "接待", "", "评价", ""],
        ["", "", "人数", "时长", "差评", "人数"],
        ["2026-11-20", "a1", 5, 60, 0, 3],
    ]
    reading = read(as_xlsx(rows), "x", TODAY)
    assert (reading.format, reading.batches[0].rows) == ("merged", [(date(2026, 11, 20), "a1", 5, 3)])
    bad = read(as_xlsx([*rows, ["2026-11-20", "a2", "many", 60, 0, 3]]), "x", TODAY)
    assert [(p.row, p.column) for p in bad.problems] == [(5, "接待 人数")]


def test_two_header_rows_are_known_by_the_lower_one_too(known: Known) -> None:
    replied, late = Column("clicks", Cell.COUNT, ("回复人数",)), Column("late", Cell.COUNT, ("慢响应",))
    known(replace(BASE, name="merged", columns=(DAY, ITEM, replied, late), header_rows=2))
    rows: Rows = [
        ["日期", "货号", "谁知道", "", "其他", ""],
        ["", "", "回复人数", "慢响应", "差评", "慢响应"],
        ["2026-11-20", "a1", 5, 60, 0, 3],
    ]
    (batch,) = read(as_xlsx(rows), "x", TODAY).batches
    assert (batch.columns, batch.rows) == (("day", "item", "clicks"), [(date(2026, 11, 20), "a1", 5)])


def test_what_stands_outside_the_table_is_told(known: Known) -> None:
    seen: list[str] = []

    def batches(table: Table) -> tuple[Batch, ...]:
        seen.append(table.outside)
        return all_columns(table)

    known(replace(BASE, batches=batches))
    read(as_xlsx([["店外", "", 7], HEADER, ["2026-11-20", "a1", 1, 0]]), "无线.xlsx", TODAY)
    assert seen[0].split() == ["店外", "7.0", "无线.xlsx"]


def test_the_team_s_own_people_are_no_personal_data(known: Known) -> None:
    rows: Rows = [[*HEADER, "旺旺昵称"], ["2026-11-20", "a1", 1, 0.5, "小二"]]
    known(BASE)
    assert read(as_xlsx(rows), "x", TODAY).notes == ("personal_dropped",)
    known(replace(BASE, staff=("旺旺昵称",)))
    assert read(as_xlsx(rows), "x", TODAY).notes == ()


def test_a_file_of_the_day_it_came(known: Known) -> None:
    known(replace(BASE, day_from=(DaySource.FILE_NAME, DaySource.RECEIVED)))
    assert rows_of(NO_DAY, "stock.xlsx")[0][-1] == TODAY
    assert rows_of(NO_DAY, "stock 2026-11-20.xlsx")[0][-1] == date(2026, 11, 20)


def test_names_that_stand_alone_stay_themselves() -> None:
    upper = ["日期", "接待", None, "评价", "店铺", "", "和"]
    lower = ["", "人数", "时长", "评价", "", "链接"]
    assert joined(upper, lower) == ["日期", "接待 人数", "接待 时长", "评价", "店铺", "链接", "和"]


def test_a_row_that_describes_the_columns_is_no_row(known: Known) -> None:
    known(replace(BASE, described=1))
    row: list[object] = ["2026-11-20", "a1", 1, 0.5]
    about: list[object] = ["The day.", "Unique", "How many clicked.", "As a fraction."]
    for rows in ([HEADER, about, row], [HEADER, row]):
        reading = read(as_xlsx(rows), "x", TODAY)
        assert (len(reading.batches[0].rows), reading.problems) == (1, ())
    assert read(as_xlsx([HEADER, row, about]), "x", TODAY).rejected == 1


def test_several_tables_in_one_sheet(known: Known) -> None:
    scores = Column("score", Cell.LEADING, ("得分",))
    daily = Format(
        name="daily",
        title="",
        example="",
        columns=(DAY, Column("a", Cell.LEADING, ("描述得分",)), Column("b", Cell.LEADING, ("物流得分",))),
        batches=all_columns,
        several=True,
    )
    half_year = Format(
        name="half_year",
        title="",
        example="",
        columns=(
            Column("what", Cell.TEXT, ("指标",), required=True),
            scores,
            Column("peers", Cell.FIGURE, ("行业均值",)),
        ),
        batches=all_columns,
        several=True,
    )
    rows: Rows = [
        ["近180天"],
        ["指标", "得分", "行业均值"],
        ["描述", "4.85（高）", 4.7],
        ["物流", "4.80", 4.6],
        ["", "", ""],
        ["每日"],
        ["日期", "描述得分", "物流得分", "服务得分"],
        ["2026-11-20", "4.85（较上日+0.01）", "4.8", "x"],
        ["never", "4.85", "4.8", ""],
    ]
    known(daily, half_year)
    above, below = sorted(read_all(as_xlsx(rows), "x", TODAY), key=lambda one: one.format, reverse=True)
    assert above.batches[0].rows == [("描述", 4.85, 4.7), ("物流", 4.8, 4.6)]
    assert below.batches[0].rows == [(date(2026, 11, 20), 4.85, 4.8)]
    assert [(problem.row, problem.reason) for problem in below.problems] == [(9, "not_a_day")]
    assert below.notes == ()

    known(daily)  # who knows one of them only reads that
    assert read(as_xlsx(rows), "x", TODAY).batches == below.batches


def test_lines_that_carry_on_the_one_above(known: Known) -> None:
    paid = Column("day", Cell.DAY, ("日期",), required=True)
    known(replace(BASE, columns=(paid, ITEM, BASE.columns[2]), filled_down=("day",), filled_by="item"))
    rows: Rows = [
        HEADER,
        ["2026-11-20", "a1", 1, ""],
        ["", "a1", 2, ""],
        ["", "", 3, ""],
        ["2026-11-19", "a2", 4, ""],
        ["", "a3", 5, ""],
        ["", "", "", ""],
    ]
    reading = read(as_xlsx(rows), "x", TODAY)
    one, two = date(2026, 11, 20), date(2026, 11, 19)
    assert reading.batches[0].rows == [(one, "a1", 1), (one, "a1", 2), (one, "a1", 3), (two, "a2", 4)]
    assert [(problem.row, problem.reason) for problem in reading.problems] == [(6, "no_day")]


def test_files_of_several_exports_are_several_readings(known: Known) -> None:
    other = replace(
        BASE, name="other", columns=(DAY, Column("word", Cell.TEXT, ("词", "词语"), required=True))
    )
    known(BASE, replace(other, columns=(*other.columns, Column("cost", Cell.MONEY, ("费用",)))))
    one: Rows = [HEADER, ["2026-11-20", "a1", 1, 0.5]]
    two: Rows = [["日期", "词", "费用"], ["2026-11-19", "伞", 2.5]]
    archive = as_zip({"a.csv": as_csv(one, "utf-8"), "b.csv": as_csv(two, "utf-8"), "c.csv": b"what"})

    readings: tuple[Reading, ...] = read_all(archive, "x.zip", TODAY)
    assert [(reading.format, reading.first_day) for reading in readings] == [
        ("base", date(2026, 11, 20)),
        ("other", date(2026, 11, 19)),
    ]
    assert all(reading.notes == ("sheets_ignored",) for reading in readings)
    with pytest.raises(Mistake) as caught:
        read(archive, "x.zip", TODAY)
    assert (caught.value.reason, caught.value.facts) == ("ambiguous_table", {"formats": ("base", "other")})
