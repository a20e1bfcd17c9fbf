"""What is asked about a table that nobody knows."""

from datetime import date

import pytest

from metrics.mistakes import Mistake
from metrics.questions import AskedTable, RowKind
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
