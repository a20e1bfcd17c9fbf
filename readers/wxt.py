"""万相台无界: product, plan, scene, keyword and crowd reports, and the account's cash flow."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from metrics.ads import Cut, Report
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format, Ratio, Sum
from readers.rows import Table, added_up

AD_KEY = ("day", "report", "scene_id", "plan_id", "unit_id", "item_id", "word_id")
AD_FIGURES = ("impressions", "clicks", "spend", "ad_revenue", "ad_orders")

DAY = Column("day", Cell.DAY, ("日期", "统计日期"), required=True)
SCENE = (
    Column("scene_id", Cell.ID, ("场景ID",), required=True),
    Column("scene", Cell.TEXT, ("场景名字", "场景名称")),
)
PLAN = (
    Column("plan_id", Cell.ID, ("计划ID",), required=True),
    Column("plan", Cell.TEXT, ("计划名字", "计划名称")),
)
FIGURES = (
    Column("impressions", Cell.COUNT, ("展现量", "曝光量"), required=True),
    Column("clicks", Cell.COUNT, ("点击量",), required=True),
    Column("spend", Cell.MONEY, ("花费", "消耗(元)", "消耗"), required=True),
    Column("ad_revenue", Cell.MONEY, ("总成交金额",), required=True),
    Column("ad_orders", Cell.COUNT, ("总成交笔数",), required=True),
    # not kept, only to check the others by
    Column("ctr", Cell.FIGURE, ("点击率",)),
    Column("cpc", Cell.FIGURE, ("平均点击花费",)),
    Column("cpm", Cell.FIGURE, ("千次展现花费",)),
    Column("direct_revenue", Cell.MONEY, ("直接成交金额",)),
    Column("indirect_revenue", Cell.MONEY, ("间接成交金额",)),
    Column("click_conversion", Cell.FIGURE, ("点击转化率",)),
    Column("roi", Cell.FIGURE, ("投入产出比",)),
    Column("order_cost", Cell.FIGURE, ("总成交成本",)),
)
IDENTITIES = (
    Ratio("ctr", "clicks", "impressions", step=0.0001),
    Ratio("cpc", "spend", "clicks", step=0.01, scale=0.01),
    Ratio("cpm", "spend", "impressions", step=0.01, scale=10),
    Sum("ad_revenue", ("direct_revenue", "indirect_revenue")),
    Ratio("click_conversion", "ad_orders", "clicks", step=0.0001),
    Ratio("roi", "ad_revenue", "spend", step=0.01),
    Ratio("order_cost", "spend", "ad_orders", step=0.01, scale=0.01),
)
CROWD = ("人群名字", "人群名称", "人群ID")
OTHER_CUTS = (*CROWD, "创意ID", "创意名字", "创意名称", "资源位", "省", "城市")
WORD_ID = ("词ID/词包ID", "词 ID/词包ID", "词ID")
WORD = ("词名字/词包名字", "词名字", "关键词")


def day_batch(table: Table, report: Report, keys: Iterable[str]) -> Batch:
    """The figures per key; keys that the report does not have are empty."""
    keys = set(keys)
    cells = [table.column("day"), [report.value] * len(table)]
    cells += [table.column(name if name in keys else "", missing="") for name in AD_KEY[2:]]
    cells += [table.column(name) for name in AD_FIGURES]
    rows = added_up(table, cells, len(AD_KEY))
    return Batch(Kind.AD_DAY, AD_KEY + AD_FIGURES, rows)


def name_batch(table: Table, *cuts: tuple[Cut, str, str]) -> Batch:
    """What scenes, plans and words were called last."""
    names: dict[tuple[str, object], object] = {}
    for cut, key, name in cuts:
        if key in table and name in table:
            pairs = dict(zip(table.column(key), table.column(name), strict=True))
            names.update({(cut.value, key): name for key, name in pairs.items() if key and name})
    return Batch(Kind.AD_NAME, ("cut", "key", "name"), [(*key, name) for key, name in names.items()])


def product_batch(table: Table, title: str, wanted: Callable[[object], bool]) -> Batch:
    columns = (reversed(table.column(name)) for name in ("item_id", title, "item_kind"))
    rows = reversed(dict.fromkeys(zip(*columns, strict=True)))  # each once, as it came last
    titles = {item: name for item, name, kind in rows if item and name and wanted(kind)}
    return Batch(Kind.PRODUCT, ("item_id", "title"), list(titles.items()))


SCENES_AND_PLANS = ((Cut.SCENE, "scene_id", "scene"), (Cut.PLAN, "plan_id", "plan"))

# --------------------------------------------------------------------------------------------------- reports


def item_batches(table: Table) -> tuple[Batch, ...]:
    """By item only, unless both scene and plan are given: a half-cut report is added up to its items."""
    full = "scene_id" in table and "plan_id" in table
    keys = ("scene_id", "plan_id", "item_id") if full else ("item_id",)
    report = Report.ITEM_FULL if full else Report.ITEM
    others = [kind is not None and kind != "商品" for kind in table.column("item_kind")]
    if any(others):  # a shop or a live room: no product, yet its money counts and it has a name
        ids = zip(table.column("item_id"), table.column("item"), others, strict=True)
        named = {(Cut.ITEM.value, item): name for item, name, other in ids if other and name}
    else:
        named = {}
    names = name_batch(table, *SCENES_AND_PLANS)
    names = replace(names, rows=[*names.rows, *((*key, name) for key, name in named.items())])
    products = product_batch(table, "item", lambda kind: kind in (None, "商品"))
    return day_batch(table, report, keys), names, products


def plan_batches(table: Table) -> tuple[Batch, ...]:
    return day_batch(table, Report.PLAN, ("scene_id", "plan_id")), name_batch(table, *SCENES_AND_PLANS)


def scene_batches(table: Table) -> tuple[Batch, ...]:
    return day_batch(table, Report.SCENE, ("scene_id",)), name_batch(table, SCENES_AND_PLANS[0])


def word_batches(table: Table) -> tuple[Batch, ...]:
    keys = ("scene_id", "plan_id", "unit_id", "item_id", "word_id")
    names = name_batch(table, *SCENES_AND_PLANS, (Cut.WORD, "word_id", "word"))
    return day_batch(table, Report.WORD, keys), names, product_batch(table, "item", lambda kind: True)


ITEMS = Format(
    name="wxt_items",
    title="Wanxiangtai: products",
    example="商品报表_20261122_090000.csv",
    columns=(
        DAY,
        Column("item_id", Cell.ID, ("主体ID", "商品ID", "宝贝ID"), required=True),
        Column("item_kind", Cell.TEXT, ("主体类型",)),
        Column("item", Cell.TEXT, ("主体名称", "商品名称", "宝贝名称"), required=True, empty=True),
        Column("scene_id", Cell.ID, ("场景ID",)),
        SCENE[1],
        Column("plan_id", Cell.ID, ("计划ID",)),
        PLAN[1],
        *FIGURES,
    ),
    absent=(*OTHER_CUTS, *WORD_ID, *WORD, "词类型"),
    identities=IDENTITIES,
    batches=item_batches,
)
PLANS = Format(
    name="wxt_plans",
    title="Wanxiangtai: plans",
    example="计划报表_20261122_090000.csv",
    columns=(DAY, *SCENE, *PLAN, *FIGURES),
    absent=(*OTHER_CUTS, *WORD_ID, *WORD, "词类型", "单元ID", "主体ID", "商品ID", "宝贝ID"),
    identities=IDENTITIES,
    batches=plan_batches,
)
SCENES = Format(
    name="wxt_scenes",
    title="Wanxiangtai: scenes",
    example="营销场景报表_20261122_090000.csv",
    columns=(DAY, *SCENE, *FIGURES),
    absent=(*OTHER_CUTS, *WORD_ID, *WORD, "词类型", "计划ID", "单元ID", "主体ID", "商品ID", "宝贝ID"),
    identities=IDENTITIES,
    batches=scene_batches,
)
WORDS = Format(
    name="wxt_words",
    title="Wanxiangtai: keywords",
    example="关键词报表_20261122_090000.csv",
    columns=(
        DAY,
        *SCENE,
        *PLAN,
        Column("unit_id", Cell.ID, ("单元ID",), required=True, empty=True),
        Column("item_id", Cell.ID, ("宝贝ID", "商品ID", "主体ID"), required=True, empty=True),
        Column("item", Cell.TEXT, ("宝贝名称", "商品名称", "主体名称")),
        Column("word_id", Cell.ID, WORD_ID, required=True),
        Column("word", Cell.TEXT, WORD, required=True, empty=True),
        *FIGURES,
    ),
    absent=OTHER_CUTS,
    identities=IDENTITIES,
    batches=word_batches,
)


def crowd_batches(table: Table) -> tuple[Batch, ...]:
    """A crowd has no id but its name; it is stored where other reports have the word."""
    table.columns["word_id"] = table.column("crowd")
    keys = ("scene_id", "plan_id", "unit_id", "item_id", "word_id")
    called = name_batch(table, *SCENES_AND_PLANS, (Cut.CROWD, "word_id", "crowd"))
    return (
        day_batch(table, Report.CROWD, keys),
        called,
        product_batch(table, "item", lambda kind: kind in (None, "商品")),
    )


CROWDS = Format(
    name="wxt_crowds",
    title="Wanxiangtai: crowds",
    example="人群报表_20261122_090000.csv",
    columns=(
        DAY,
        *SCENE,
        *PLAN,
        Column("unit_id", Cell.ID, ("单元ID",)),
        Column("item_id", Cell.ID, ("主体ID", "商品ID", "宝贝ID")),
        Column("item_kind", Cell.TEXT, ("主体类型",)),
        Column("item", Cell.TEXT, ("主体名称", "商品名称", "宝贝名称")),
        Column("crowd", Cell.TEXT, CROWD[:2], required=True, empty=True),
        *FIGURES,
    ),
    absent=(*OTHER_CUTS[len(CROWD) :], *WORD_ID, *WORD, "词类型"),
    identities=IDENTITIES,
    batches=crowd_batches,
)

# ------------------------------------------------------------------------------------------------------ cash


def cash_batches(table: Table) -> tuple[Batch, ...]:
    """Every movement of the account. `entry` tells those of one second apart, sorted as they happened."""
    rows = list(zip(*(table.column(n) for n in ("at", "way", "type", "amount", "balance")), strict=True))
    moments: list[datetime] = [row[0] for row in rows]
    if moments and moments[0] > moments[-1]:  # the newest first
        rows.reverse()
    counted: dict[object, int] = defaultdict(int)
    entries: list[tuple[Any, ...]] = []
    for at, way, type_, amount, balance in rows:
        amount = -abs(amount) if is_expense(way) else amount
        counted[at] += 1
        entry = f"{counted[at]:03d} {type_ or ''} {amount / 100:.2f}"
        entries.append((at, entry, amount, balance))
    return (Batch(Kind.AD_BALANCE, ("at", "entry", "amount", "balance"), entries),)


def is_expense(way: object) -> bool:
    return isinstance(way, str) and ("支出" in way or "扣" in way)


CASH = Format(
    name="wxt_cash",
    title="Wanxiangtai: account cash flow",
    example="现金收支明细.csv",
    columns=(
        Column("at", Cell.MOMENT, ("记账时间",), required=True),
        Column("way", Cell.TEXT, ("收支类型",)),
        Column("type", Cell.TEXT, ("交易类型",)),
        Column("amount", Cell.MONEY, ("操作金额(元)", "操作金额"), required=True),
        Column("balance", Cell.MONEY, ("操作后余额(元)", "操作后余额"), required=True),
    ),
    batches=cash_batches,
)
