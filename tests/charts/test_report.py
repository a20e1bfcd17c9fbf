"""What a table's totals add up to."""

import pytest
from pydantic import ValidationError

from charts.report import ReportColumn, ReportTable
from tests.charts.reports import BY_DAY, PRODUCTS


def test_a_ratio_is_reckoned_from_the_totals_of_its_parts() -> None:
    assert BY_DAY.total(2) == sum(500 + i for i in range(61))
    assert BY_DAY.total(4) == pytest.approx(sum(20 + i for i in range(61)) / sum(500 + i for i in range(61)))


def test_what_is_not_known_adds_up_to_nothing_not_to_zero() -> None:
    assert PRODUCTS.total(2) is None
    assert PRODUCTS.total(0) is None
    columns = (ReportColumn("a", "money"), ReportColumn("b", "money"), ReportColumn("c", "percent"))
    table = ReportTable("t", columns, ((1.0, 0.0, None),), ("sum", "sum", "ratio:0/1"))
    assert table.total(2) is None


def test_a_cell_is_a_float_a_day_a_word_or_nothing() -> None:
    table = ReportTable("t", (ReportColumn("a", "money"),), ((1,),))  # type: ignore[arg-type]
    assert isinstance(table.rows[0][0], float)
    with pytest.raises(ValidationError):
        ReportTable("t", (ReportColumn("a", "money"),), (([],),))  # type: ignore[arg-type]
