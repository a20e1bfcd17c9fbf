"""Where visitors came from, what they searched, what was promoted: 生意参谋, 直通车, 钻展, 淘宝联盟."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from playground.shop.sheets import percent
from playground.shop.sources import (
    CARRIERS,
    PATHS,
    PROSE,
    figures,
    levels,
    money,
    shared,
    source_rows,
)
from tests.samples.containers import Rows, as_csv, as_xls, as_xls_book, as_xlsx
from tests.samples.shop import ITEMS, NAME, PLANS, AdDay, ItemDay, ad_days, item_days

SEARCHED = (("收纳箱", 30), ("收纳箱 抽屉式", 18), ("压缩袋", 12), ("置物架", 9), ("ins风 桌面收纳", 3))


# ------------------------------------------------------------------------------------------ 店铺来源 商品来源


def old_source_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """Before 2025: three levels, and a column without a name beside each metric."""
    yield from PROSE
    metrics = (
        "访客数",
        "下单金额",
        "下单买家数",
        "下单转化率",
        "支付金额",
        "支付买家数",
        "支付转化率",
        "客单价",
    )
    yield ["一级来源", "二级来源", "三级来源", *(name for metric in metrics for name in (metric, ""))]
    for path, share in PATHS:
        cells = shared(facts, share)
        yield [*levels(path, 3), *(cell for metric in metrics for cell in (cells[metric], "-"))]


def item_source_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """2026's columns; neither the day nor the item is among them."""
    yield from PROSE
    metrics = (
        "访客数",
        "浏览量",
        "加购人数",
        "商品收藏人数",
        "支付买家数",
        "支付转化率",
        "支付金额",
        "客单价",
        "支付件数",
    )
    yield ["一级来源", "二级来源", "三级来源", "四级来源", *metrics]
    for path, share in PATHS:
        cells = shared(facts[:1], share)
        yield [*levels(path, 4), *(cells[metric] for metric in metrics)]


def chosen_source_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """取数: every item and day in one sheet, and the level of each row said in a column."""
    yield [
        *(
            "统计日期",
            "店铺名称",
            "商品ID",
            "商品名称",
            "来源层级",
            "归属原则",
            "一级流量来源",
            "二级流量来源",
        ),
        *("三级流量来源", "访客数", "支付金额", "支付买家数"),
    ]
    for fact in facts:
        for path, share in PATHS:
            cells = shared([fact], share)
            shown = [*path, *[path[-1]] * (3 - len(path))]
            row = [
                fact.day.isoformat(),
                NAME,
                fact.item.id,
                fact.item.title,
                len(path),
                "最后一次访问来源",
                *shown,
            ]
            yield [*row, cells["访客数"], cells["支付金额"], cells["支付买家数"]]


# ----------------------------------------------------------------------------------------- words, items, SKUs


def word_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    yield from PROSE
    yield [
        *(
            "统计日期",
            "搜索词",
            "访客数",
            "加购人数",
            "商品收藏人数",
            "支付买家数",
            "支付转化率",
            "支付金额",
            "客单价",
        ),
        *("UV价值", "支付件数"),
    ]
    for day in span:
        chance = Random(f"{seed} {day} searched")
        for word, weight in SEARCHED:
            visitors = weight * chance.randint(8, 12)
            buyers = visitors // 20
            cells = figures(visitors, buyers * 8900, buyers)
            names = (
                "访客数",
                "加购人数",
                "商品收藏人数",
                "支付买家数",
                "支付转化率",
                "支付金额",
                "客单价",
                "UV价值",
                "支付件数",
            )
            yield [day.isoformat(), word, *(cells[name] for name in names)]


def chosen_word_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    """取数 关键词."""
    yield ["统计日期", "店铺名称", "关键词类型", "关键词", "访客数", "引导支付件数", "支付金额"]
    for day in span:
        for word, weight in SEARCHED:
            visitors = weight * Random(f"{seed} {day} {word}").randint(8, 12)
            yield [day.isoformat(), NAME, "搜索词", word, visitors, visitors // 20, visitors // 20 * 89.0]


def chosen_item_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """取数 商品: columns as people choose them, figures as numbers."""
    yield [
        *("统计日期", "店铺名称", "商品ID", "商品名称", "支付金额", "商品访客数", "支付件数", "支付买家数"),
        *("商品支付转化率", "搜索引导访客数", "推荐引导访客数"),
    ]
    for fact in facts:
        conversion = round(fact.buyers / fact.visitors, 4) if fact.visitors else ""
        sold = [fact.fen / 100, fact.visitors, fact.items, fact.buyers, conversion]
        guided = [fact.search_visitors, fact.visitors // 4]
        yield [fact.day.isoformat(), NAME, fact.item.id, fact.item.title, *sold, *guided]


def sku_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """Two SKUs an item; the first sells two thirds."""
    yield [
        *(
            "统计日期",
            "店铺名称",
            "商品ID",
            "商品名称",
            "SKU ID",
            "SKU名称",
            "加购件数",
            "支付买家数",
            "支付件数",
        ),
        "支付金额",
    ]
    for fact in facts:
        first = fact.items * 2 // 3
        for number, (colour, sold) in enumerate((("透明", first), ("灰色", fact.items - first)), 1):
            sku = f"5{fact.item.id}{number}"
            about = [fact.day.isoformat(), NAME, fact.item.id, fact.item.title, sku, f"颜色分类:{colour}"]
            yield [*about, sold * 2, sold, sold, sold * fact.item.fen / 100]


def dmp_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """达摩盘 全店单品列表: figures as texts with commas, days as numbers, the total on top."""
    yield [
        *("宝贝ID", "宝贝名称", "货品成长阶段", "日期", "支付金额", "IPV", "营销推广IPV", "营销推广消耗"),
        *(
            "营销推广ROI",
            "收加率",
            "支付转化率",
            "复购率",
            "预售支付金额",
            "预售销量",
            "非推广IPV",
            "搜索IPV",
        ),
        *(
            "推荐IPV",
            "免费搜索点击率",
            "笔单价",
            "连带购买量",
            "连带购买率",
            "连带购买叶子类目宽度",
            "复购用户数",
        ),
    ]
    rest = ["0", "0.00", "-", "9.90%", "3.40%", "4.50%", "0.00", "0", *["1,200"] * 3, "5.76%", "39.70"]
    rest += ["3", "1.25%", "2", "4"]
    amount, seen = sum(fact.fen for fact in facts), sum(fact.page_views for fact in facts)
    yield ["总计", "", "", "", f"{amount / 100:,.2f}", f"{seen:,}", *rest]
    for fact in facts:
        about = [fact.item.id, fact.item.title, "成长期", int(f"{fact.day:%Y%m%d}")]
        yield [*about, f"{fact.fen / 100:,.2f}", f"{fact.page_views:,}", *rest]


# -------------------------------------------------------------------------------------------------- promotion


def promoted_rows(ads: Sequence[AdDay], span: Sequence[date]) -> Iterator[list[object]]:
    """生意参谋's tab 推广商品: each item once a day, whatever it was promoted with."""
    yield from PROSE[:4]
    yield [
        *(
            "统计日期",
            "商品ID",
            "商品名称",
            "推广消耗",
            "直接引导成交金额",
            "推广直接ROI",
            "展现量",
            "点击量",
            "点击率",
        ),
        *("单次点击成本", "直接成交笔数", "总引导成交金额", "总ROI", "总引导成交笔数"),
    ]
    for day in span:
        for item in ITEMS:
            own = [ad for ad in ads if ad.day == day and ad.item == item]
            if own:
                yield promoted_cells(day, own)


def promoted_cells(day: date, own: Sequence[AdDay]) -> list[object]:
    fen, direct = sum(ad.fen for ad in own), sum(ad.direct_fen for ad in own)
    revenue, orders = sum(ad.revenue for ad in own), sum(ad.orders for ad in own)
    shown, clicks = sum(ad.impressions for ad in own), sum(ad.clicks for ad in own)
    item = own[0].item
    head = [day.isoformat(), item.id, item.title, money(fen), money(direct), f"{direct / fen:.2f}"]
    body = [f"{shown:,}", f"{clicks:,}", percent(clicks, shown), f"{fen / 100 / clicks:.2f}"]
    return [*head, *body, orders, money(revenue), f"{revenue / fen:.2f}", orders]


def zuanzhan_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    """Five years before: percent as points without a sign, and `投资回报率` for ROI."""
    yield [
        *(
            "计划基本信息",
            "时间",
            "展现",
            "点击",
            "消耗",
            "点击率(%)",
            "点击单价(元)",
            "千次展现成本(元)",
            "访客",
        ),
        *("深度进店量", "收藏宝贝量", "成交订单量", "成交订单金额", "点击转化率(%)", "投资回报率"),
    ]
    for day in span:
        then = day.replace(year=day.year - 6)
        for plan in PLANS[3:]:
            chance = Random(f"{seed} {then} {plan.id}")
            clicks, cost = chance.randint(40, 90), chance.randint(80, 160)
            shown, fen, orders = clicks * 31, clicks * cost, clicks // 15
            revenue = orders * 6900
            yield [
                *(f"计划名称：{plan.name}  计划ID：{plan.id}", then.isoformat(), shown, clicks, fen / 100),
                *(
                    round(100 * clicks / shown, 2),
                    cost / 100,
                    round(fen * 10 / shown, 2),
                    clicks,
                    clicks // 3,
                ),
                *(3, orders, revenue / 100, round(100 * orders / clicks, 2), round(revenue / fen, 2)),
            ]


ZTC = (
    *(
        "状态",
        "商品名称",
        "推广单元类型",
        "计划名称",
        "默认出价",
        "展现量",
        "点击量",
        "点击率",
        "花费",
        "平均点击花费",
    ),
    *("点击转化率", "投入产出比", "总成交金额"),
)
ZTC_GROUPS = ["", "推广单元", "", "", "", "展现", "", "", "花费", "", "转化", "", ""]


def ztc_rows(seed: int) -> Iterator[list[object]]:
    """A page's table of one day: money with ￥, `-` where nothing was sold, and the total at the end."""
    yield [*ZTC]
    sums = [0, 0, 0, 0]
    for place, item in enumerate(ITEMS[:5]):
        chance = Random(f"{seed} ztc {item.id}")
        clicks, cost = chance.randint(20, 60), chance.randint(60, 150)
        shown, fen = clicks * 27, clicks * cost
        revenue = item.fen * (clicks // 20) if place else 0
        sums = [a + b for a, b in zip(sums, (shown, clicks, fen, revenue), strict=True)]
        yield ztc_cells(
            "推广中", item.title, "核心计划" if place % 2 else "测款计划", shown, clicks, fen, revenue
        )
    yield ztc_cells("", "", "", *sums)


def ztc_cells(
    state: str, title: str, plan: str, shown: int, clicks: int, fen: int, revenue: int
) -> list[object]:
    cost = f"￥{fen / 100 / clicks:.2f}"
    head = [state, title, "宝贝推广" if title else "", plan, "￥1.20" if title else ""]
    counted = [f"{shown:,}", f"{clicks:,}", percent(clicks, shown), f"￥{money(fen)}", cost]
    return [
        *head,
        *counted,
        "1.23%",
        f"{revenue / fen:.2f}" if revenue else "-",
        f"￥{money(revenue)}" if revenue else "-",
    ]


AFFILIATES = (
    *("日期", "数据内容", "点击量(即进店量)", "点击人数(即进店人数)", "点击转化率(即付款转化率)"),
    *("付款人数", "付款金额", "付款笔数", "付款件数", "付款佣金支出", "付款服务费支出"),
    *("付款佣金率", "付款支出费用", "结算人数", "结算笔数", "结算金额", "结算佣金支出"),
    *("结算服务费支出", "结算支出费用", "确认收货人数", "确认收货金额", "确认收货笔数"),
    "单件商品付款支出费用",
)


def affiliate_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    """The day has a tab behind it; a rate of 8% and a fee of a tenth of it."""
    yield [*AFFILIATES]
    for day in span:
        chance = Random(f"{seed} {day} affiliates")
        for content, share in (("全部", 100), ("营销计划", 70), ("自选计划", 30)):
            fen = chance.randint(300, 600) * share * 10 // 10
            buyers, commission = max(1, fen // 8000), fen * 8 // 100
            fee, settled = commission // 10, fen // 2
            paid = [
                buyers,
                money(fen),
                buyers,
                buyers,
                money(commission),
                money(fee),
                percent(commission, fen),
            ]
            done = [money(settled), money(settled * 8 // 100), "0.00", money(settled * 8 // 100)]
            row = [f"{day}\t", content, buyers * 30, buyers * 25, "3.33%", *paid, money(commission + fee)]
            yield [*row, buyers, buyers, *done, buyers, money(settled), buyers, "-"]


# -------------------------------------------------------------------------------------------------------- all


def source_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    """By format; what has no day inside is of the last day only."""
    facts, last = item_days(span, seed), span[-1]
    today = [fact for fact in facts if fact.day == last]
    whole, split = list(source_rows(today, ["全店流量"])), list(source_rows(today, CARRIERS))
    book: dict[str, Rows] = {
        "全店流量来源": whole,
        "经营优势来源渠道": [
            *PROSE,
            ["流量载体", "来源名称", "访客数", "支付金额"],
            ["全店流量", "直播", "9", "1.00"],
        ],
        "分载体流量来源": split,
    }
    sycm, days = "【生意参谋平台】", f"{last}_{last}"
    item = ITEMS[0].id
    return {
        "sycm_sources": (f"{sycm}无线店铺流量来源-{days}.xls", as_xls_book(book)),
        "sycm_sources-old": (f"{sycm}无线店铺流量来源-{days} (1).xls", as_xls(old_source_rows(today))),
        "sycm_item_sources": (f"{sycm}无线商品流量来源-{item}-{days}.xls", as_xls(item_source_rows(today))),
        "sycm_item_sources-chosen": (
            f"商品-流量来源-分日-全部商品-最后一次访问来源-{last}.xlsx",
            as_xlsx(chosen_source_rows(facts)),
        ),
        "sycm_words": (
            f"【生意参谋】选词助手-引流搜索词-店外-无线-{last:%Y%m%d}.xls",
            as_xls(word_rows(span, seed)),
        ),
        "sycm_words-chosen": (
            f"店铺-关键词-分日-全部分词类型-{last}.xlsx",
            as_xlsx(chosen_word_rows(span, seed)),
        ),
        "sycm_items": (
            f"商品-整体-分日-全部商品状态-所有终端汇总-{last}.xlsx",
            as_xlsx(chosen_item_rows(facts)),
        ),
        "sycm_variants": (f"商品-SKU-分日-全部SKU-所有终端汇总-{last}.xlsx", as_xlsx(sku_rows(facts))),
        "dmp_items": (f"全店单品列表_{last}.xlsx", as_xlsx(dmp_rows(facts))),
        **promotion_files(span, seed),
    }


def promotion_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    last = span[-1]
    then = last.replace(year=last.year - 8)
    grouped = [ZTC_GROUPS, *ztc_rows(seed)]
    promoted = as_xls(promoted_rows(ad_days(span, seed), span))
    return {
        "sycm_promoted": (f"【生意参谋平台】商品_推广商品_{span[0]}_{last}.xls", promoted),
        "zuanzhan_plans": (
            f"松果_计划日报表_{last + timedelta(days=1):%Y%m%d}.xlsx",
            as_xlsx(zuanzhan_rows(span, seed)),
        ),
        "ztc_items": (f"直通车宝贝列表_{then}.csv", as_csv(ztc_rows(seed), "gb18030")),
        "ztc_items-grouped": (f"直通车宝贝列表_{then}.xlsx", as_xlsx(grouped)),
        "affiliates": ("推广概览.xlsx", as_xlsx(affiliate_rows(span, seed))),
    }
