"""What a reader makes of a file: batches of trusted rows, and the problems it met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from metrics.packed import Columns, Packed


class Kind(StrEnum):
    """The families of facts. Each is one table; its columns are the table's own, without store and upload."""

    SHOP_DAY = "shop_day"
    PRODUCT_DAY = "product_day"
    PRODUCT = "product"
    AD_DAY = "ad_day"
    AD_NAME = "ad_name"
    AD_BALANCE = "ad_balance"
    RIVAL_DAY = "rival_day"
    REVIEW = "review"
    SOURCE_DAY = "source_day"
    WORD_DAY = "word_day"
    VARIANT_DAY = "variant_day"
    AFFILIATE_DAY = "affiliate_day"
    SERVICE_DAY = "service_day"
    CONSULT_DAY = "consult_day"
    SCORE_DAY = "score_day"
    ORDER = "shop_order"
    ORDER_LINE = "order_line"
    REFUND = "refund"
    STOCK_DAY = "stock_day"
    COST = "item_cost"
    TARGET = "target_day"
    CAMPAIGN = "campaign"
    RIVAL_PRICE = "rival_price"


@dataclass(frozen=True)
class Batch:
    """Rows of one kind, as tuples in the order of `columns`. Money is integer fen, days are `date`,
    moments are aware UTC datetimes, missing is None. No two rows have the same key."""

    kind: Kind
    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]  # a list, held by column, or packed

    def column(self, name: str) -> Iterator[object]:
        """A column's values, row by row."""
        place = self.columns.index(name)
        return (row[place] for row in self.rows)

    def distinct(self, column: str) -> set[object]:
        """The different values of a column."""
        place = self.columns.index(column)
        if isinstance(self.rows, Packed | Columns):
            return self.rows.distinct(place)
        return {row[place] for row in self.rows}


@dataclass(frozen=True)
class Problem:
    """A row (or a file's part) that could not be trusted. `reason` names a sentence in `messages.uploads`."""

    sheet: str
    row: int  # as the spreadsheet counts, from 1; 0 where it is about the whole sheet
    column: str
    value: str  # shortened; never from a personal-data column
    reason: str
    rejected: bool = True  # False: the row was kept, only a figure was doubtful


@dataclass(frozen=True)
class Reading:
    """An export that exactly one reader understood; `more` are other exports in the same file."""

    format: str  # the reader's name, e.g. "sycm_products"
    batches: tuple[Batch, ...]
    problems: tuple[Problem, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    rejected: int = 0
    notes: tuple[str, ...] = field(default=())  # named remarks, e.g. "period_not_day"
    source: str = ""  # the archive's member, or the workbook's sheet
    ignored: tuple[str, ...] = ()  # members and sheets of the file that no reader knows
    more: "tuple[Reading, ...]" = ()
