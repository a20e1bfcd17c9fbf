"""What is asked about a table that nobody knows."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.questions import AskedTable, Learned, RowKind
from readers.read import read

TODAY = date(2026, 11, 22)


def asked(text: str) -> AskedTable:
    with pytest.raises(Mistake, match="unknown_table") as caught:
        read(text.encode(), "a.csv", TODAY)
    table = caught.value.facts["table"]
    assert isinstance(table, AskedTable)
    return table


def test_nobodys_name_or_number_is_shown() -> None:
    table = asked(
        "姓名,联系电话,收货地址,备注,部门\n某人甲,1,某路1号,找13800000000,运营\n某人乙,2,某路2号,无,客服\n"
    )
    shown = {column.header: column.samples for column in table.columns}
    assert shown == {"姓名": (), "联系电话": (), "收货地址": (), "备注": (), "部门": ("运营", "客服")}


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("日期,营业额,UV,买家数", "2026-11-21,1234.5,300,12", RowKind.SHOP_DAY),
        ("日期,款号,成交额,销量", "2026-11-21,SG-301,99.00,3", RowKind.PRODUCT_DAY),
        ("日期,推广计划,消耗,点击", "2026-11-21,全站,50.00,30", RowKind.AD_DAY),
        ("日期,对手,到手价,月销", "2026-11-21,橡木家居,89.00,300", RowKind.RIVAL_DAY),
        ("货号,现货,仓库", "SG-301,120,嘉兴仓", RowKind.STOCK),
        ("货号,进价", "SG-301,35.60", RowKind.COST),
    ],
)
def test_what_it_most_likely_is(header: str, row: str, kind: RowKind) -> None:
    assert asked(f"{header}\n{row}\n{row}\n").likeliest() is kind


def test_what_is_plainly_a_day_is_the_day_whatever_it_is_called() -> None:
    table = asked("日子,成交额,来访人数\n2026-11-20,46174,300\n2026-11-21,46180,310\n")
    assert table.likeliest() is RowKind.SHOP_DAY
    assert table.guesses[RowKind.SHOP_DAY] == {"day": 0, "paid_amount": 1, "visitors": 2}


def test_names_over_names_are_read_as_one() -> None:
    names = "日期,流量,,成交,\n,来访人数,浏览量,成交额,买家数\n"
    text = names + "2026-11-20,300,900,1234.5,12\n2026-11-21,310,930,99,1\n"
    table = asked(text)
    assert [column.header for column in table.columns] == [
        "日期",
        "流量 来访人数",
        "流量 浏览量",
        "成交 成交额",
        "成交 买家数",
    ]
    guessed = table.guesses[RowKind.SHOP_DAY]
    assert guessed == {"day": 0, "visitors": 1, "page_views": 2, "paid_amount": 3, "paid_buyers": 4}
    (days,) = read(text.encode(), "a.csv", TODAY, learned=[taught(table, RowKind.SHOP_DAY)]).batches
    rows = [dict(zip(days.columns, row, strict=True)) for row in days.rows]
    assert [row["day"] for row in rows] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert [row["paid_amount"] for row in rows] == [123450, 9900]
    assert [row["page_views"] for row in rows] == [900, 930]


def test_a_sheet_with_its_days_side_by_side_is_turned() -> None:
    text = "11月,2026-11-19,2026-11-20,2026-11-21\n成交额,100,200.5,\n来访人数,30,40,50\n"
    table = asked(text)
    assert [column.header for column in table.columns] == ["日期", "成交额", "来访人数"]
    reading = read(text.encode(), "a.csv", TODAY, learned=[taught(table, RowKind.SHOP_DAY)])
    assert (reading.first_day, reading.last_day) == (date(2026, 11, 19), date(2026, 11, 21))
    (days,) = reading.batches
    place = days.columns.index("visitors")
    assert [row[place] for row in days.rows] == [30, 40, 50]


def test_an_export_that_somebody_turned_is_known() -> None:
    days = ",".join(f"2026-11-{day}" for day in range(18, 22))
    figures = [
        "支付金额,1,2,3,4",
        "访客数,10,20,30,40",
        "支付买家数,1,1,1,1",
        "支付件数,1,1,1,1",
        "浏览量,9,9,9,9",
    ]
    reading = read("\n".join([f"指标,{days}", *figures]).encode(), "a.csv", TODAY)
    assert (reading.format, reading.last_day) == ("sycm_shop", date(2026, 11, 21))


def test_a_long_header_is_learned_whole() -> None:
    long = "成交额（含税、含运费、不含退款和平台补贴的部分，单位元）"
    text = f"日期,{long}\n2026-11-20,100\n2026-11-21,200\n"
    table = asked(text)
    lesson = Learned("", RowKind.SHOP_DAY, {"day": "日期", "paid_amount": table.columns[1].header})
    lesson = replace(lesson, fingerprint=table.fingerprint)
    assert read(text.encode(), "a.csv", TODAY, learned=[lesson]).last_day == date(2026, 11, 21)


def taught(table: AskedTable, kind: RowKind) -> Learned:
    """What the team says when it agrees with what we guess."""
    columns = {field: table.columns[place].header for field, place in table.guesses[kind].items()}
    return Learned(table.fingerprint, kind, columns)
