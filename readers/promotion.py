"""Advertising told elsewhere: 生意参谋's promoted products, and the older 直通车 and 钻展."""

import re

from metrics.ads import Cut, Report
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, DaySource, Format, Ratio
from readers.rows import Table
from readers.sycm import DAY, ITEM_ID
from readers.wxt import day_batch, name_batch, product_batch

# ------------------------------------------------------------------------------------------------- 推广商品


def promoted_batches(table: Table) -> tuple[Batch, ...]:
    day = day_batch(table, Report.PROMOTED, ("item_id",))
    return day, product_batch(table, "item", lambda kind: True)


PROMOTED = Format(
    name="sycm_promoted",
    title="Sycm: promoted products",
    example="【生意参谋平台】商品_推广商品_2026-11-21_2026-11-21.xls",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ITEM_ID, required=True),
        Column("item", Cell.TEXT, ("商品名称",)),
        Column("spend", Cell.MONEY, ("推广消耗",), required=True),
        Column("impressions", Cell.COUNT, ("展现量",), required=True),
        Column("clicks", Cell.COUNT, ("点击量",), required=True),
        Column("ad_revenue", Cell.MONEY, ("总引导成交金额",), required=True),
        Column("ad_orders", Cell.COUNT, ("总引导成交笔数",), required=True),
        # not kept, only to check the others by
        Column("direct_revenue", Cell.MONEY, ("直接引导成交金额",)),
        Column("direct_roi", Cell.FIGURE, ("推广直接ROI",)),
        Column("roi", Cell.FIGURE, ("总ROI",)),
        Column("ctr", Cell.FIGURE, ("点击率",)),
        Column("cpc", Cell.FIGURE, ("单次点击成本",)),
    ),
    identities=(
        Ratio("ctr", "clicks", "impressions", step=0.0001),
        Ratio("cpc", "spend", "clicks", step=0.01, scale=0.01),
        Ratio("roi", "ad_revenue", "spend", step=0.01),
        Ratio("direct_roi", "direct_revenue", "spend", step=0.01),
    ),
    batches=promoted_batches,
)

# ---------------------------------------------------------------------------------------------- older names

PLAN_ID = re.compile(r"[(\s,，]*(?:计划)?ID\s*[:：]\s*(\d{4,20})\)?", re.IGNORECASE).search
OLD_FIGURES = (
    Column("ctr", Cell.FIGURE, ("点击率", "点击率(%)"), points=("点击率(%)",)),
    Column("cpc", Cell.FIGURE, ("平均点击花费", "点击单价(元)")),
    Column("cpm", Cell.FIGURE, ("千次展现成本(元)", "千次展现花费")),
    Column("click_conversion", Cell.FIGURE, ("点击转化率", "点击转化率(%)"), points=("点击转化率(%)",)),
    Column("roi", Cell.FIGURE, ("投入产出比", "投资回报率")),
)
OLD_IDENTITIES = (
    Ratio("ctr", "clicks", "impressions", step=0.0001),
    Ratio("cpc", "spend", "clicks", step=0.01, scale=0.01),
    Ratio("cpm", "spend", "impressions", step=0.01, scale=10),
    Ratio("roi", "ad_revenue", "spend", step=0.01),
)


def old_batches(table: Table, report: Report, called: str) -> tuple[Batch, ...]:
    """The platform is the scene of all its plans. Where nothing came of a plan, its cells are empty."""
    table.columns["scene_id"] = [report.value] * len(table)
    table.columns["scene"] = [called] * len(table)
    for name in ("impressions", "clicks", "spend", "ad_revenue", "ad_orders"):
        table.columns[name] = table.column(name, missing=0)
    keys = ("scene_id", "plan_id", "unit_id")
    names = name_batch(table, (Cut.SCENE, "scene_id", "scene"), (Cut.PLAN, "plan_id", "plan"))
    return day_batch(table, report, keys), names


def zuanzhan_batches(table: Table) -> tuple[Batch, ...]:
    plans = [plan_of(str(cell)) for cell in table.column("plan")]
    table.columns["plan_id"] = [key for key, _ in plans]
    table.columns["plan"] = [name for _, name in plans]
    return old_batches(table, Report.ZUANZHAN, "钻展")


def plan_of(cell: str) -> tuple[str, str]:
    """A plan's id and name; both are the text where it holds no id."""
    found = PLAN_ID(cell)
    if found is None:
        return cell, cell
    name = (cell[: found.start()] + cell[found.end() :]).strip(" -_/,，:：()（）")
    return found[1], name.removeprefix("计划名称").lstrip(":： ") or found[1]


ZUANZHAN = Format(
    name="zuanzhan_plans",
    title="Zuanzhan: plans by day",
    example="计划日报表_20210305.xlsx",
    columns=(
        Column("day", Cell.DAY, ("时间", "日期"), required=True),
        Column("plan", Cell.TEXT, ("计划基本信息", "计划名称"), required=True),
        Column("impressions", Cell.COUNT, ("展现", "展现量"), required=True, empty=True),
        Column("clicks", Cell.COUNT, ("点击", "点击量"), required=True, empty=True),
        Column("spend", Cell.MONEY, ("消耗", "消耗(元)"), required=True, empty=True),
        Column("ad_revenue", Cell.MONEY, ("成交订单金额",), required=True, empty=True),
        Column("ad_orders", Cell.COUNT, ("成交订单量",), required=True, empty=True),
        *OLD_FIGURES,
    ),
    skipped=tuple(("plan", word, "totals_dropped") for word in ("合计", "总计", "汇总")),
    identities=OLD_IDENTITIES,
    batches=zuanzhan_batches,
)


def ztc_batches(table: Table) -> tuple[Batch, ...]:
    """By plan and promoted item. The item is only named, so it stands where others have the unit.

    The last row is the total; it is not always called so, but it names neither.
    """
    named = [
        bool(item or plan) for item, plan in zip(table.column("item"), table.column("plan"), strict=True)
    ]
    if not all(named):
        table.notes.add("totals_dropped")
        table.keep(index for index, is_row in enumerate(named) if is_row)
    table.columns["plan_id"] = table.column("plan")
    table.columns["unit_id"] = table.column("item")
    return old_batches(table, Report.ZTC, "直通车")


def ztc_format(header_rows: int) -> Format:
    """The page's table, as it is and with the names under the groups they stand in."""
    return Format(
        name="ztc_items",
        title="Zhitongche: promoted products",
        example="直通车_宝贝列表_2018-03-05.csv",
        columns=(
            Column("day", Cell.DAY, ("日期", "统计日期"), required=True),
            Column("state", Cell.TEXT, ("状态",)),
            Column("item", Cell.TEXT, ("商品名称", "推广单元", "宝贝名称"), required=True, empty=True),
            Column("plan", Cell.TEXT, ("计划名称", "推广计划"), required=True, empty=True),
            Column("bid", Cell.MONEY, ("默认出价",), required=True, empty=True),
            Column("impressions", Cell.COUNT, ("展现量",), required=True, empty=True),
            Column("clicks", Cell.COUNT, ("点击量",), required=True, empty=True),
            Column("spend", Cell.MONEY, ("花费", "消耗"), required=True, empty=True),
            Column("ad_revenue", Cell.MONEY, ("总成交金额",), required=True, empty=True),
            Column("ad_orders", Cell.COUNT, ("总成交笔数",)),
            *OLD_FIGURES,
        ),
        absent=("场景ID", "计划ID", "主体ID"),
        header_rows=header_rows,
        day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
        skipped=tuple((name, "合计", "totals_dropped") for name in ("state", "item", "plan")),
        identities=OLD_IDENTITIES,
        batches=ztc_batches,
    )


ZTC = ztc_format(1)
ZTC_GROUPED = ztc_format(2)
