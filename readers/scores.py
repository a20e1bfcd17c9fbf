"""店铺DSR数据: the shop's scores of the half year, and by day under them in the same sheet."""

from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format
from readers.headers import plain
from readers.rows import Table, last_rows, rows_of
from readers.sycm import present

SCORES = ("dsr_item", "dsr_service", "dsr_logistics")
ABOUT = (("物流", "logistics"), ("描述", "item"), ("服务", "service"))  # 物流服务 is about parcels
HIGHEST = 5.0


def day_batches(table: Table) -> tuple[Batch, ...]:
    for name in present(table, SCORES):
        doubt_scores(table, name)
    columns = ("day", *present(table, SCORES))
    return (Batch(Kind.SCORE_DAY, columns, last_rows(table, rows_of(table, columns), 1, "day")),)


def doubt_scores(table: Table, name: str) -> None:
    """A score is 0 to 5: what is not is left out and told."""
    values = table.columns[name]
    for index, value in enumerate(values):
        if value is not None and not 0 <= value <= HIGHEST:
            table.doubt(index, name, value, "not_a_score")
            values[index] = None


def half_year_batches(table: Table) -> tuple[Batch, ...]:
    """Three rows, one a score, become one row of the day that the file is of."""
    for name in ("score", "peers"):
        if name in table:
            doubt_scores(table, name)
    found: dict[str, float | None] = {}
    for about, score, peers in zip(
        table.column("about"), table.column("score"), table.column("peers"), strict=True
    ):
        key = next((key for word, key in ABOUT if word in plain(about)), None)
        if key is not None:
            found |= {f"half_{key}": score, f"peers_{key}": peers}
    days = table.column("day")
    if not days or not found:
        return ()
    row: tuple[Any, ...] = (days[0], *found.values())
    return (Batch(Kind.SCORE_DAY, ("day", *found), [row]),)


HALF_YEAR = Format(
    name="shop_scores",
    title="Shop scores (DSR)",
    example="店铺DSR数据_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, ("日期",), required=True),
        Column("about", Cell.TEXT, ("指标",), required=True),
        Column("score", Cell.LEADING, ("得分",), required=True, empty=True),
        Column("trend", Cell.TEXT, ("趋势",)),  # with the next, only to tell the table by
        Column("against", Cell.TEXT, ("与行业对比",)),
        Column("peers", Cell.LEADING, ("行业均值",)),
    ),
    any_of=(("peers", "against", "trend"),),
    several=True,
    day_from=(DaySource.FILE_NAME,),
    batches=half_year_batches,
)
BY_DAY = Format(
    name="shop_scores",
    title="Shop scores (DSR)",
    example="店铺DSR数据_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, ("日期",), required=True),
        Column("dsr_item", Cell.LEADING, ("描述得分(较上日)", "描述得分"), required=True, empty=True),
        Column("dsr_logistics", Cell.LEADING, ("物流得分(较上日)", "物流得分"), required=True, empty=True),
        Column("dsr_service", Cell.LEADING, ("服务得分(较上日)", "服务得分"), required=True, empty=True),
    ),
    several=True,
    batches=day_batches,
)
