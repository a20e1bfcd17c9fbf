"""All exports that are understood, and how one is told from another."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.mistakes import Mistake
from readers import reviews, rivals, sycm, wxt
from readers.containers import Sheet
from readers.declared import Format
from readers.headers import header_row, plain

FORMATS: tuple[Format, ...] = (
    sycm.PRODUCTS,
    sycm.SHOP,
    wxt.ITEMS,
    wxt.PLANS,
    wxt.SCENES,
    wxt.WORDS,
    wxt.CASH,
    rivals.RIVALS,
    rivals.SIMPLE,
    reviews.RPA,
    reviews.PLUGIN,
)
KNOWN = frozenset(plain(h) for export in FORMATS for column in export.columns for h in column.headers)


@dataclass(frozen=True)
class Recognised:
    export: Format
    header: int  # index of the header row
    found: dict[str, int]  # our column → its position


def recognise(sheet: Sheet) -> Recognised | None:
    """The one export the sheet is. What needs only a part of another's columns gives way to it; whoever
    is then not alone is a Mistake, not a guess."""
    header = header_row(sheet.head, KNOWN)
    if header is None:
        return None
    names = [plain(cell) for cell in sheet.head[header]]
    fitting = candidates(names, sheet.head[header + 1 :])
    best = [a for a in fitting if not any(a[1] < b[1] for b in fitting)]
    if len(best) > 1:
        raise Mistake("ambiguous_table", formats=tuple(export.name for export, _, _ in best))
    return Recognised(best[0][0], header, best[0][2]) if best else None


def candidates(
    names: list[str], below: Sequence[Sequence[object]]
) -> list[tuple[Format, frozenset[int], dict[str, int]]]:
    fitting = []
    for export in FORMATS:
        found = export.found(names)
        needed = export.needed(found, names)
        if needed is not None and (export.fits is None or export.fits(names, below)):
            fitting.append((export, needed, found))
    return fitting
