"""All exports that are understood, and how one is told from another."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from metrics.mistakes import Mistake
from readers import (
    affiliates,
    amazon,
    dmp,
    douyin,
    filled,
    jingdong,
    lazada,
    orders,
    ozon,
    pinduoduo,
    promotion,
    refunds,
    reviews,
    rivals,
    scores,
    service,
    shopee,
    shopify,
    sources,
    stock,
    sycm,
    tiktok,
    wildberries,
    words,
    wxt,
)
from readers.containers import Row, Sheet
from readers.declared import Format, Recognised
from readers.headers import SEARCHED, header_row, joined, plain

FORMATS: tuple[Format, ...] = (
    sycm.PRODUCTS,
    sycm.CHOSEN_PRODUCTS,
    sycm.VARIANTS,
    sycm.SHOP,
    sources.SHOP_SOURCES,
    sources.ITEM_SOURCES,
    words.WORDS,
    wxt.ITEMS,
    wxt.PLANS,
    wxt.SCENES,
    wxt.WORDS,
    wxt.CROWDS,
    wxt.CASH,
    promotion.PROMOTED,
    dmp.ITEMS,
    promotion.ZTC,
    promotion.ZTC_GROUPED,
    promotion.ZUANZHAN,
    affiliates.AFFILIATES,
    rivals.RIVALS,
    rivals.SIMPLE,
    reviews.RPA,
    reviews.PLUGIN,
    orders.ORDERS,
    orders.LINES,
    orders.SENT,
    refunds.REFUNDS,
    service.STAFF_RESULTS,
    service.INQUIRIES,
    service.CONSULTS,
    service.CONSULTS_GROUPED,
    service.CONSULTED,
    scores.HALF_YEAR,
    scores.BY_DAY,
    stock.CAINIAO,
    stock.JST,
    stock.JST_GOODS,
    stock.WDT,
    ozon.PRODUCTS,
    ozon.ADS,
    amazon.PRODUCTS,
    amazon.TERMS,
    wildberries.SALES,
    wildberries.FUNNEL,
    shopify.ORDERS,
    tiktok.ORDERS,
    shopee.ORDERS,
    lazada.ORDERS,
    pinduoduo.ORDERS,
    jingdong.ORDERS,
    douyin.ORDERS,
    filled.COSTS,
    filled.TARGETS,
    filled.CAMPAIGNS,
    filled.PRICES,
)
KNOWN = frozenset(plain(h) for export in FORMATS for column in export.columns for h in column.headers)


def recognise(sheet: Sheet) -> Recognised | None:
    """The one export the sheet is. What needs only a part of another's columns gives way to it; whoever
    is then not alone is a Mistake, not a guess."""
    fitting = [*candidates(sheet, 1), *candidates(sheet, 2)]
    best = [a for a in fitting if not any(a[0] < b[0] for b in fitting)]
    names = {one.export.name for _, one in best}
    if len(names) > 1:  # that one row of names fits as well as two is no doubt about what it is
        raise Mistake("ambiguous_table", formats=tuple(one.export.name for _, one in best))
    return best[0][1] if best else None


def candidates(sheet: Sheet, height: int) -> Iterator[tuple[frozenset[int], Recognised]]:
    """The exports with headers of `height` rows that the sheet could be, and the columns they need."""
    exports = [export for export in FORMATS if export.header_rows == height]
    head = sheet.head[: SEARCHED + height - 1] if exports else []
    rows = head if height == 1 else [by_known_name(*pair) for pair in pairwise(head)]
    top = header_row(rows, KNOWN)
    if top is None:
        return
    names = tuple(plain(cell) for cell in rows[top])
    written = tuple(str(cell).strip() for cell in rows[top])
    header = top + height - 1
    for export in exports:
        found = export.found(names)
        needed = export.needed(found, names)
        if needed is None or (export.fits and not export.fits(names, sheet.head[header + 1 :])):
            continue
        yield needed, Recognised(export, header, written, found)


def by_known_name(upper: Row, lower: Row) -> Row:
    """The names of a header of two rows: joined, or the lower one alone where that is known and unique."""
    below = [plain(cell) for cell in lower]
    alone = {name for name, count in Counter(below).items() if count == 1} & KNOWN
    return [
        lower[index] if plain(name) not in KNOWN and index < len(below) and below[index] in alone else name
        for index, name in enumerate(joined(upper, lower))
    ]
