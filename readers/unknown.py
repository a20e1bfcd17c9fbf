"""A table nobody knows: its columns with some values, and which of them may be what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from metrics.questions import FIELDS, AskedColumn, AskedTable, RowKind
from readers.cells import AS_EVER, Cell, single
from readers.containers import Sheet
from readers.declared import Column, Format
from readers.headers import SEARCHED, all_names, has_figure, looks_like_value, plain
from readers.learned import column_of, fingerprint
from readers.personal import PERSONAL
from readers.raw import Doubt, is_missing

LOOKED_AT, SHOWN, WIDTH, MOST_COLUMNS = 20, 3, 14, 40
LIKE = 0.72  # similarity of two names from which on one may mean the other
FITS = 0.8  # share of a column's values that must read as what it is to be
SYNONYMS: Mapping[str, tuple[str, ...]] = {  # what people call things in tables of their own
    "day": ("日期", "时间", "统计日期", "业务日期", "Date", "Day"),
    "posted_at": ("日期", "时间", "评价时间", "Date", "Time"),
    "paid_amount": ("销售额", "成交额", "成交金额", "营业额", "支付金额", "收入", "Revenue", "Sales", "GMV"),
    "visitors": ("访客", "访客数", "UV", "进店人数", "流量", "Visitors", "Sessions"),
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
    found = [(sheet, index) for sheet in sheets if (index := header_index(sheet)) is not None]
    if not found:
        return None
    sheet, index = max(found, key=lambda one: len(one[0].head[one[1]]))
    row = sheet.head[index]
    rows = sheet.head[index + 1 : index + 1 + LOOKED_AT]
    places = [place for place, cell in enumerate(row) if plain(cell)][:MOST_COLUMNS]
    values = [[line[place] if place < len(line) else None for line in rows] for place in places]
    headers = [str(row[place]).strip() for place in places]
    columns = tuple(asked_column(header, column) for header, column in zip(headers, values, strict=True))
    named = named_headers(formats)
    guesses = {kind: guess(kind, columns, values, named) for kind in RowKind}
    return AskedTable(fingerprint(row), columns, guesses)


def header_index(sheet: Sheet) -> int | None:
    """The first row that is all names, over a row with figures."""
    head = sheet.head[:SEARCHED]
    for index, row in enumerate(head):
        below = sheet.head[index + 1 : index + 4]
        if all_names(row) and any(has_figure(cell) for line in below for cell in line):
            return index
    return None


def asked_column(header: str, values: Sequence[object]) -> AskedColumn:
    """Nobody's name or number is shown."""
    shown = [" ".join(str(value).split()) for value in values if not is_missing(value)]
    about_people = plain(header) in PERSONAL or PEOPLE.search(header) or looks_like_value(header)
    if about_people or any(PHONE.search(value) for value in shown):
        return AskedColumn(header[:30], (), personal=True)
    samples = tuple(dict.fromkeys(shortened(value) for value in shown))[:SHOWN]
    return AskedColumn(header[:30], samples)


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
    columns: Sequence[AskedColumn],
    values: Sequence[Sequence[object]],
    named: Mapping[str, set[str]],
) -> dict[str, int]:
    """The likeliest column of each field, each column once, the surest first."""
    worth = sorted(candidates(kind, columns, values, named), reverse=True)
    found: dict[str, int] = {}
    for _, _, field, place in worth:
        if field not in found and place not in found.values():
            found[field] = place
    return {field: found[field] for field in FIELDS[kind] if field in found}


def candidates(
    kind: RowKind,
    columns: Sequence[AskedColumn],
    values: Sequence[Sequence[object]],
    named: Mapping[str, set[str]],
) -> Iterator[tuple[float, int, str, int]]:
    """(likeness, the wanted first, field, place of the column)."""
    for rank, field in enumerate(FIELDS[kind]):
        own = {plain(name) for name in SYNONYMS.get(field, ())}
        column = column_of(kind, field)
        for place, asked in enumerate(columns):
            name = plain(asked.header)
            sure = max(likeness(name, own), 0.95 * likeness(name, named.get(column.name, set())))
            if not asked.personal and sure >= LIKE and reads_as(column, values[place]):
                yield sure, -rank, field, place


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
