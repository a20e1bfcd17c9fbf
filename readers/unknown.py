"""A table nobody knows: its columns with some values, and which of them may be what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice

from metrics.questions import FIELDS, AskedColumn, AskedTable, RowKind
from readers.cells import AS_EVER, Cell, single
from readers.containers import Sheet, sheet_of
from readers.days import is_plain_day
from readers.declared import Column, Format
from readers.headers import (
    SEARCHED,
    all_names,
    has_figure,
    is_over,
    looks_like_value,
    name_rows,
    plain,
    text_at,
)
from readers.learned import column_of, fingerprint
from readers.personal import PERSONAL
from readers.raw import Doubt, is_missing

LOOKED_AT, SHOWN, WIDTH, MOST_COLUMNS = 20, 3, 14, 40
LIKE = 0.72  # similarity of two names from which on one may mean the other
MANY_DAYS, MOST_DAYS = 3, 1000  # side by side in a row
DAY_NAME = "日期"  # of the column that a row of days becomes
DAYS = ("day", "posted_at")  # fields that hold a row's own day
FITS = 0.8  # share of a column's values that must read as what it is to be
SYNONYMS: Mapping[str, tuple[str, ...]] = {  # what people call things in tables of their own
    "day": ("日期", "时间", "统计日期", "业务日期", "Date", "Day"),
    "posted_at": ("日期", "时间", "评价时间", "Date", "Time"),
    "paid_amount": ("销售额", "成交额", "成交金额", "营业额", "支付金额", "收入", "Revenue", "Sales", "GMV"),
    "visitors": ("访客", "访客数", "UV", "进店人数", "来访人数", "访客人数", "流量", "Visitors", "Sessions"),
    "paid_buyers": ("成交人数", "买家数", "支付买家数", "Buyers", "Customers"),
    "paid_items": ("销量", "件数", "支付件数", "成交件数", "Units", "Units sold", "Quantity"),
    "page_views": ("浏览量", "PV", "Page views"),
    "cart_items": ("加购", "加购件数", "Add to cart"),
    "order_amount": ("下单金额", "Ordered"),
    "refund_amount": ("退款", "退款金额", "Refunds"),
    "item_id": ("商品ID", "宝贝ID", "编码", "商品编号", "款号", "Item", "Item ID", "Product ID"),
    "sku": ("SKU", "编码", "商家编码", "货号", "商品编码", "规格编码", "Article"),
    "title": ("商品名称", "名称", "标题", "品名", "商品", "Title", "Product", "Name"),
    "plan": ("计划", "计划名称", "推广计划", "Campaign", "Plan", "渠道", "Channel"),
    "spend": ("花费", "消耗", "推广费", "广告费", "Spend", "Cost", "Ad spend"),
    "ad_revenue": ("成交金额", "总成交金额", "广告成交", "Ad revenue", "Revenue"),
    "impressions": ("展现", "展现量", "曝光", "Impressions"),
    "clicks": ("点击", "点击量", "Clicks"),
    "ad_orders": ("成交笔数", "订单数", "Orders", "Conversions"),
    "shop": ("店铺", "竞店", "对手", "店名", "Shop", "Competitor"),
    "item": ("商品", "竞品", "Product"),
    "price": ("价格", "售价", "到手价", "Price"),
    "items": ("销量", "月销", "日销", "Sales", "Units"),
    "rating": ("评分", "店铺评分", "Rating"),
    "score": ("评分", "星级", "评价", "打分", "Stars", "Rating", "Score"),
    "body": ("评价内容", "内容", "评论", "评价", "Review", "Text", "Comment"),
    "product": ("商品", "商品名称", "Product"),
    "order_id": ("订单号", "订单编号", "Order"),
    "follow_up": ("追评", "追加评价"),
    "reply": ("回复", "商家回复", "Reply"),
    "on_hand": ("库存", "数量", "实际库存", "现货", "Stock", "On hand", "Quantity"),
    "warehouse": ("仓库", "Warehouse"),
    "sellable": ("可用", "可售", "可用库存", "Available"),
    "on_the_way": ("在途", "采购在途", "Incoming"),
    "goods_cost": ("成本", "成本价", "进价", "采购价", "单价", "Cost", "Goods cost"),
    "shipping_cost": ("运费", "快递费", "Shipping"),
    "packaging_cost": ("包装", "包装费", "Packaging"),
    "from_day": ("生效日期", "起始日期", "From"),
}
PEOPLE = re.compile(  # headers of columns about people, in whatever words
    "姓名|联系人|收货|收件|电话|手机|地址|身份证|邮箱|微信|e-?mail|phone|address|contact", re.IGNORECASE
)
PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)|@|\d{17}[\dXx]")


def asked_table(sheets: Iterable[Sheet], formats: Sequence[Format]) -> AskedTable | None:
    """The widest table among them; None where no row looks like names over values."""
    found = [(sheet, header) for sheet in sheets if (header := header_of(sheet)) is not None]
    if not found:
        return None
    sheet, (index, row) = max(found, key=lambda one: len(one[1][1]))
    rows = sheet.head[index + 1 : index + 1 + LOOKED_AT]
    places = [place for place, cell in enumerate(row) if plain(cell)][:MOST_COLUMNS]
    values = [[line[place] if place < len(line) else None for line in rows] for place in places]
    headers = [str(row[place]).strip() for place in places]
    columns = tuple(asked_column(header, column) for header, column in zip(headers, values, strict=True))
    written = sheet.head[index]  # of two rows of names the lower one, which says what is meant
    names = [plain(text_at(written, place)) or plain(row[place]) for place in places]
    named = named_headers(formats)
    guesses = {kind: guess(kind, names, columns, values, named) for kind in RowKind}
    return AskedTable(fingerprint(row), columns, guesses)


def header_of(sheet: Sheet) -> tuple[int, Sequence[object]] | None:
    """The first names over a row with figures, and the index of the last row they stand in."""
    for index, row in name_rows(sheet.head):
        below = sheet.head[index + 1 : index + 4]
        if not all_names(row) or not any(has_figure(cell) for line in below for cell in line):
            continue
        is_upper = index + 1 < len(sheet.head) and is_over(row, sheet.head[index + 1])
        if not is_upper:
            return index, row
    return None


def turned(sheet: Sheet) -> Sheet | None:
    """A sheet with its days side by side, as one with a row a day; None where it is not so made.

    Its rows are then numbered as the spreadsheet's columns.
    """
    index = next((index for index, row in enumerate(sheet.head[:SEARCHED]) if is_row_of_days(row)), None)
    if index is None or len(sheet.head[index]) > MOST_DAYS:
        return None
    lines = islice(sheet.rows, index + 1, index + 1 + MOST_COLUMNS)
    figures = [line for line in lines if text_at(line, 0)]
    names = [DAY_NAME, *(line[0] for line in figures)]
    days = enumerate(sheet.head[index][1:], 1)
    rows = [[day, *(line[place] if place < len(line) else None for line in figures)] for place, day in days]
    return sheet_of(sheet.name, [names, *rows]) if figures else None


def is_row_of_days(row: Sequence[object]) -> bool:
    """But for its first cell, which says what stands below it, or nothing."""
    days = [cell for cell in row[1:] if not is_missing(cell)]
    return len(days) >= MANY_DAYS and all(map(is_plain_day, days))


def asked_column(header: str, values: Sequence[object]) -> AskedColumn:
    """Nobody's name or number is shown."""
    shown = [" ".join(str(value).split()) for value in values if not is_missing(value)]
    about_people = plain(header) in PERSONAL or PEOPLE.search(header) or looks_like_value(header)
    if about_people or any(PHONE.search(value) for value in shown):
        return AskedColumn(header[:30], (), personal=True)
    samples = tuple(dict.fromkeys(shortened(value) for value in shown))[:SHOWN]
    return AskedColumn(header, samples)


def shortened(value: str) -> str:
    value = value.removesuffix(" 00:00:00").removesuffix(".0")
    return value if len(value) <= WIDTH else value[: WIDTH - 1] + "…"


def named_headers(formats: Sequence[Format]) -> dict[str, set[str]]:
    """Every name that any export has for a field, as compared."""
    found: dict[str, set[str]] = {}
    for export in formats:
        for column in export.columns:
            found.setdefault(column.name, set()).update(plain(header) for header in column.headers)
    return found


# ---------------------------------------------------------------------------------------------- guessing


def guess(
    kind: RowKind,
    names: Sequence[str],
    columns: Sequence[AskedColumn],
    values: Sequence[Sequence[object]],
    named: Mapping[str, set[str]],
) -> dict[str, int]:
    """The likeliest column of each field, each column once, the surest first."""
    worth = sorted(candidates(kind, names, columns, values, named), reverse=True)
    found: dict[str, int] = {}
    for _, _, field, place in worth:
        if field not in found and place not in found.values():
            found[field] = place
    return {field: found[field] for field in FIELDS[kind] if field in found}


def candidates(
    kind: RowKind,
    names: Sequence[str],
    columns: Sequence[AskedColumn],
    values: Sequence[Sequence[object]],
    named: Mapping[str, set[str]],
) -> Iterator[tuple[float, int, str, int]]:
    """(likeness, the wanted first, field, place of the column). What is plainly a day may be the day,
    whatever it is called."""
    for rank, field in enumerate(FIELDS[kind]):
        own = {plain(name) for name in SYNONYMS.get(field, ())}
        column = column_of(kind, field)
        for place, asked in enumerate(columns):
            name = names[place]
            sure = max(likeness(name, own), 0.95 * likeness(name, named.get(column.name, set())))
            if field in DAYS and are_days(values[place]):
                sure = max(sure, LIKE)
            if not asked.personal and sure >= LIKE and reads_as(column, values[place]):
                yield sure, -rank, field, place


def are_days(values: Sequence[object]) -> bool:
    known = [value for value in values if not is_missing(value)]
    return bool(known) and all(map(is_plain_day, known))


def likeness(name: str, known: Iterable[str]) -> float:
    """1 for the same; a little less where one is the beginning or end of the other."""
    best = 0.0
    for other in known:
        if name == other:
            return 1.0
        if min(len(name), len(other)) >= 2 and (name in other or other in name):
            best = max(best, 0.75 + 0.2 * min(len(name), len(other)) / max(len(name), len(other)))
        else:
            best = max(best, SequenceMatcher(None, name, other).ratio())
    return best


def reads_as(column: Column, values: Sequence[object]) -> bool:
    """Whether most of the values are what the column is to hold; an empty column holds anything."""
    read = single(column.cell, "UTC", AS_EVER)
    known = [value for value in values if not is_missing(value)]
    good = sum(not isinstance(read(value), Doubt) for value in known)
    if column.cell is Cell.TEXT and known:
        return not all(has_figure(value) for value in known)
    return good >= FITS * len(known)
