"""生意参谋: products by day (商品_全部, 取数 商品), their SKUs, and the shop by day (取数 店铺)."""

from typing import Any

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format, Ratio, Sum
from readers.rows import Table, last_rows, rows_of

DAY = ("统计日期", "日期")
ITEM_ID = ("商品ID", "宝贝ID")

FUNNEL = (
    Column("stay_seconds", Cell.FIGURE, ("平均停留时长", "人均停留时长")),
    Column("favourites", Cell.COUNT, ("商品收藏人数", "收藏人数", "商品收藏买家数")),
    Column("cart_buyers", Cell.COUNT, ("商品加购人数", "加购人数")),
    Column("cart_items", Cell.COUNT, ("商品加购件数", "加购件数")),
    Column("order_buyers", Cell.COUNT, ("下单买家数",)),
    Column("order_items", Cell.COUNT, ("下单件数",)),
    Column("order_amount", Cell.MONEY, ("下单金额",)),
    Column("new_buyers", Cell.COUNT, ("支付新买家数",)),
    Column("returning_buyers", Cell.COUNT, ("支付老买家数", "老客支付买家数")),
    Column("returning_amount", Cell.MONEY, ("老买家支付金额",)),
    Column("paid_buyers", Cell.COUNT, ("支付买家数", "支付人数")),
    Column("paid_items", Cell.COUNT, ("支付件数",)),
    Column("refund_amount", Cell.MONEY, ("成功退款金额",)),
    # not kept, only to check the others by
    Column("order_conversion", Cell.FIGURE, ("下单转化率",)),
)
FIGURES = (
    *(
        "page_views",
        "paid_buyers",
        "paid_items",
        "refund_amount",
        "stay_seconds",
        "bounce_rate",
        "favourites",
    ),
    *("cart_buyers", "cart_items", "order_buyers", "order_items", "order_amount"),
    *("new_buyers", "returning_buyers", "returning_amount"),
)
IDENTITIES = (
    Sum("paid_buyers", ("new_buyers", "returning_buyers")),
    Ratio("order_conversion", "order_buyers", "visitors", step=0.0001),
    Ratio("conversion", "paid_buyers", "visitors", step=0.0001),
    Ratio("visitor_value", "paid_amount", "visitors", step=0.01, scale=0.01),
)


def present(table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns the file has: what it does not tell must not wipe out what another file told."""
    return tuple(name for name in columns if name in table)


# -------------------------------------------------------------------------------------------------- products

GUIDED = ("search_visitors", "search_buyers", "recommended_visitors")
PRODUCT = (
    Column("article", Cell.TEXT, ("货号",)),
    Column("status", Cell.TEXT, ("商品状态",)),
    Column("page_views", Cell.COUNT, ("商品浏览量",)),
    Column("bounce_rate", Cell.RATE, ("商品详情页跳出率", "详情页跳出率")),
    Column("search_visitors", Cell.COUNT, ("搜索引导访客数",)),
    Column("search_buyers", Cell.COUNT, ("搜索引导支付买家数",)),
    Column("recommended_visitors", Cell.COUNT, ("推荐引导访客数",)),
    Column("conversion", Cell.FIGURE, ("商品支付转化率",)),
    Column("visitor_value", Cell.FIGURE, ("访客平均价值",)),
    *FUNNEL,
)
FINER = (
    "SKU ID",
    "SKUID",
    "一级来源",
    "一级流量来源",
    "流量来源",
    "流量载体",
    "搜索词",
    "关联商品ID",
    "展现量",
)


def one_shop(table: Table) -> None:
    """Raises Mistake where the rows are of more than one shop: whose a figure is, is not kept."""
    shops = sorted({str(shop) for shop in table.column("shop") if shop})
    if len(shops) > 1:
        raise Mistake("several_shops", shops=tuple(shops))


def product_batches(table: Table) -> tuple[Batch, ...]:
    one_shop(table)
    figures = ("visitors", "paid_amount", *FIGURES, *GUIDED)
    columns = ("day", "item_id", *present(table, figures))
    days = Batch(Kind.PRODUCT_DAY, columns, last_rows(table, rows_of(table, columns), 2, "item_id"))
    return (days, products(table)) if "title" in table else (days,)


def products(table: Table) -> Batch:
    """What each item was called on its last day."""
    columns = ("item_id", *present(table, ("title", "article", "status")))
    newest: dict[object, tuple[Any, tuple[Any, ...]]] = {}
    for day, row in zip(table.column("day"), rows_of(table, columns), strict=True):
        known = newest.get(row[0])
        if row[1] is not None and (known is None or known[0] <= day):
            newest[row[0]] = (day, row)
    return Batch(Kind.PRODUCT, columns, [row for _, row in newest.values()])


PRODUCTS = Format(
    name="sycm_products",
    title="Sycm: all products",
    example="【生意参谋平台】商品_全部_2026-11-21_2026-11-21.xls",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ITEM_ID, required=True),
        Column("title", Cell.TEXT, ("商品名称",), required=True, empty=True),
        Column("visitors", Cell.COUNT, ("商品访客数",), required=True, empty=True),
        Column("paid_amount", Cell.MONEY, ("支付金额",), required=True, empty=True),
        *PRODUCT,
    ),
    absent=(*FINER, "店铺名称"),
    identities=IDENTITIES,
    batches=product_batches,
)
CHOSEN_PRODUCTS = Format(
    name="sycm_items",
    title="Sycm: products, chosen columns",
    example="商品-整体-分日-全部商品状态-所有终端汇总-2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ITEM_ID, required=True),
        Column("shop", Cell.TEXT, ("店铺名称", "店铺")),
        Column("title", Cell.TEXT, ("商品名称", "商品标题")),
        Column("visitors", Cell.COUNT, ("商品访客数", "访客数")),
        Column("paid_amount", Cell.MONEY, ("支付金额",)),
        *PRODUCT,
    ),
    any_of=(("visitors", "paid_amount"),),
    absent=(*FINER, "竞品ID", "竞争商品ID", "退款原因", "时间类型"),
    identities=IDENTITIES,
    batches=product_batches,
)

# ------------------------------------------------------------------------------------------------------ SKUs

VARIANT = (
    *("variant", "visitors", "cart_buyers", "cart_items", "order_buyers", "order_items", "order_amount"),
    *("paid_buyers", "paid_items", "paid_amount", "refund_amount"),
)


def variant_batches(table: Table) -> tuple[Batch, ...]:
    one_shop(table)
    columns = ("day", "item_id", "sku_id", *present(table, VARIANT))
    days = Batch(Kind.VARIANT_DAY, columns, last_rows(table, rows_of(table, columns), 3, "sku_id"))
    return (days, products(table)) if "title" in table else (days,)


VARIANTS = Format(
    name="sycm_variants",
    title="Sycm: SKUs by day",
    example="商品-SKU-分日-全部SKU-所有终端汇总-2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ITEM_ID, required=True),
        Column("sku_id", Cell.ID, ("SKU ID", "SKUID"), required=True),
        Column("variant", Cell.TEXT, ("SKU名称", "SKU", "规格名称")),
        Column("shop", Cell.TEXT, ("店铺名称", "店铺")),
        Column("title", Cell.TEXT, ("商品名称", "商品标题")),
        Column("visitors", Cell.COUNT, ("访客数", "SKU访客数")),
        Column("paid_amount", Cell.MONEY, ("支付金额",)),
        *FUNNEL,
    ),
    any_of=(("paid_amount", "paid_items", "cart_items", "order_items"),),
    absent=("时间类型", "退款原因", "展现量"),
    batches=variant_batches,
)

# ------------------------------------------------------------------------------------------------------ shop

SHOP_ONLY = (
    *("paid_orders", "new_visitors", "returning_visitors"),
    *("affiliate_commission", "review_count", "member_count"),
)


def shop_batches(table: Table) -> tuple[Batch, ...]:
    one_shop(table)
    columns = ("day", *present(table, ("visitors", "paid_amount", *FIGURES, *SHOP_ONLY)))
    return (Batch(Kind.SHOP_DAY, columns, last_rows(table, rows_of(table, columns), 1, "day")),)


SHOP = Format(
    name="sycm_shop",
    title="Sycm: shop by day",
    example="店铺-整体-全部历史-分日-所有终端-2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("shop", Cell.TEXT, ("店铺名称", "店铺")),
        Column("visitors", Cell.COUNT, ("访客数",)),
        Column("page_views", Cell.COUNT, ("浏览量",)),
        Column("bounce_rate", Cell.RATE, ("跳失率",)),
        Column("paid_amount", Cell.MONEY, ("支付金额",)),
        Column("paid_orders", Cell.COUNT, ("支付子订单数", "支付订单数")),
        Column("new_visitors", Cell.COUNT, ("新访客数",)),
        Column("returning_visitors", Cell.COUNT, ("老访客数",)),
        Column("affiliate_commission", Cell.MONEY, ("淘宝客佣金",)),
        Column("review_count", Cell.COUNT, ("评价数",)),
        Column("member_count", Cell.COUNT, ("会员总数",)),
        Column("conversion", Cell.FIGURE, ("支付转化率",)),
        Column("aov", Cell.FIGURE, ("客单价",)),
        Column("visitor_value", Cell.FIGURE, ("UV价值",)),
        *FUNNEL,
    ),
    any_of=(("paid_amount", "visitors"),),
    absent=(
        *("商品ID", "商品名称", "宝贝ID", "主体ID", "SKU ID", "SKU", "搜索词", "关键词", "词类型", "小时"),
        *("关键词类型", "搜索词类型"),
        *(
            "流量载体",
            "一级来源",
            "计划ID",
            "展现量",
            "旺旺昵称",
            "询单人数",
            "咨询人数",
            "链接",
            "销量",
            "竞品",
        ),
    ),
    identities=(*IDENTITIES, Ratio("aov", "paid_amount", "paid_buyers", step=0.01, scale=0.01)),
    batches=shop_batches,
)
