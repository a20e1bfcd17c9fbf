"""Facts → the rows of each export, as its platform writes them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from playground.shop import headers
from playground.shop.facts import AdDay, Item, ItemDay, Story, Written, rival_day

PROSE = (
    ["生意参谋平台 商品排行"],
    ["日期类型：自定义"],
    ["本表数据仅供店铺内部经营使用"],
    [""],
)


def yuan(fen: float) -> float:
    return round(fen / 100, 2)


def part(top: float, bottom: float, places: int = 5) -> float | str:
    """A ratio as 万相台 writes it: a fraction, empty where the denominator is zero."""
    return round(top / bottom, places) if bottom else ""


def percent(top: float, bottom: float) -> str:
    return f"{100 * top / bottom:.2f}%" if bottom else "-"


def select(names: Sequence[str], known: dict[str, object], rest: object) -> list[object]:
    return [known.get(name, rest) for name in names]


# ----------------------------------------------------------------------------------------------- 生意参谋


def product_rows(facts: Iterable[ItemDay], names: Sequence[str]) -> Iterator[Sequence[object]]:
    yield from PROSE
    yield list(names)
    for fact in facts:
        yield select(names, product_cells(fact), "0")


def product_cells(fact: ItemDay) -> dict[str, object]:
    paid = f"{fact.fen / 100:,.2f}"
    return {
        "统计日期": fact.day.isoformat(),
        "商品ID": fact.item.id,
        "商品名称": fact.item.title,
        "主商品ID": "-",
        "商品类型": "普通商品",
        "货号": fact.item.article,
        "商品状态": "当前在线",
        "商品标签": "-",
        "商品访客数": f"{fact.visitors:,}",
        "商品浏览量": f"{fact.page_views:,}",
        "平均停留时长": f"{fact.stay:.2f}",
        "商品详情页跳出率": f"{fact.bounce:.2%}",
        "商品收藏人数": fact.favourites,
        "商品加购件数": fact.cart_items,
        "商品加购人数": fact.cart_buyers,
        "下单买家数": fact.order_buyers,
        "下单件数": fact.order_items,
        "下单金额": f"{fact.order_fen / 100:,.2f}",
        "下单转化率": percent(fact.order_buyers, fact.visitors),
        "支付买家数": fact.buyers,
        "支付件数": fact.items,
        "总支付商品件数": fact.items,
        "支付金额": paid,
        "总支付金额": paid,
        "商品支付转化率": percent(fact.buyers, fact.visitors),
        "支付新买家数": fact.new_buyers,
        "支付老买家数": fact.buyers - fact.new_buyers,
        "老买家支付金额": f"{fact.returning_fen / 100:,.2f}",
        "访客平均价值": f"{fact.fen / 100 / fact.visitors:.2f}" if fact.visitors else "-",
        "成功退款金额": f"{fact.refund_fen / 100:,.2f}",
        "竞争力评分": "-\t",
        "年累计支付金额": f"{fact.fen * 200 / 100:,.2f}",
        "搜索引导访客数": fact.search_visitors,
        "搜索引导支付买家数": fact.search_buyers,
        "搜索引导支付转化率": percent(fact.search_buyers, fact.search_visitors),
        "结构化详情引导转化率": "-",
        "结构化详情引导成交占比": "-",
    }


def shop_rows(facts: Sequence[ItemDay], ads: Sequence[AdDay], story: Story) -> Iterator[list[object]]:
    """A shuffled choice of columns, as people choose them; re-saved, so ratios and money are numbers."""
    names = [name for name in headers.SHOP if name not in ("统计日期", "会员成交人数", "活跃会员数")]
    Random(story.seed).shuffle(names)
    yield ["统计日期", *names]
    by_day: dict[date, list[ItemDay]] = defaultdict(list)
    for fact in facts:
        by_day[fact.day].append(fact)
    for day, of_day in by_day.items():
        cells = shop_cells(story.shop.name, of_day, [ad for ad in ads if ad.day == day])
        yield [day.isoformat(), *select(names, cells, 0)]


def shop_cells(name: str, facts: list[ItemDay], ads: list[AdDay]) -> dict[str, object]:
    visitors = int(sum(fact.visitors for fact in facts) * 0.86)
    buyers, fen = sum(fact.buyers for fact in facts), sum(fact.fen for fact in facts)
    new = sum(fact.new_buyers for fact in facts)
    order_buyers = sum(fact.order_buyers for fact in facts)
    spend: dict[str, int] = defaultdict(int)
    for ad in ads:
        spend[ad.plan.scene] += ad.fen
    return {
        "店铺名称": name,
        "访客数": visitors,
        "新访客数": visitors - visitors // 5,
        "老访客数": visitors // 5,
        "浏览量": sum(fact.page_views for fact in facts) + visitors // 3,
        "平均停留时长": 31.5,
        "跳失率": 0.6214,
        "加购人数": sum(fact.cart_buyers for fact in facts),
        "加购件数": sum(fact.cart_items for fact in facts),
        "商品收藏买家数": sum(fact.favourites for fact in facts),
        "下单金额": yuan(sum(fact.order_fen for fact in facts)),
        "下单买家数": order_buyers,
        "下单件数": sum(fact.order_items for fact in facts),
        "下单转化率": part(order_buyers, visitors, 4),
        "支付金额": yuan(fen),
        "支付买家数": buyers,
        "支付件数": sum(fact.items for fact in facts),
        "支付子订单数": buyers + buyers // 20,
        "支付转化率": part(buyers, visitors, 4),
        "客单价": part(fen / 100, buyers, 2),
        "UV价值": part(fen / 100, visitors, 2),
        "支付新买家数": new,
        "支付老买家数": buyers - new,
        "老买家支付金额": yuan(sum(fact.returning_fen for fact in facts)),
        "全站推广花费": yuan(spend["货品全站推广"]),
        "关键词推广花费": yuan(spend["关键词推广"]),
        "精准人群推广花费": yuan(spend["精准人群推广"]),
        "成功退款金额": yuan(sum(fact.refund_fen for fact in facts)),
        "评价数": 1200,
        "会员总数": 8600,
    }


# ------------------------------------------------------------------------------------------------ 万相台


def ad_rows(
    facts: Iterable[AdDay], dimensions: Sequence[str], tail: Sequence[str] = (), day_shape: str = "%Y-%m-%d"
) -> Iterator[list[object]]:
    """Facts added up over whatever is not among the dimensions, as the platform's own report cuts them."""
    names = [*dimensions, *headers.METRICS, *tail]
    yield list(names)
    sums: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0] * 6)
    for ad in facts:
        known = dimension_cells(ad, day_shape)
        figures = (ad.impressions, ad.clicks, ad.fen, ad.direct_fen, ad.indirect_fen, ad.orders)
        kept = sums[tuple(known[name] for name in dimensions)]
        kept[:] = [a + b for a, b in zip(kept, figures, strict=True)]
    for key, added in sums.items():
        yield [*key, *select(names[len(dimensions) :], ad_cells(*added), 0)]


def dimension_cells(ad: AdDay, day_shape: str) -> dict[str, object]:
    return {
        "日期": ad.day.strftime(day_shape),
        "场景ID": ad.plan.scene_id,
        "场景名字": ad.plan.scene,
        "原二级场景ID": "0",
        "原二级场景名字": "-",
        "计划ID": ad.plan.id,
        "计划名字": ad.plan.name,
        "单元ID": f"{ad.plan.id}9",
        "单元名字": f"{ad.plan.name}-单元",
        "主体ID": f"{ad.item.id}\t",
        "主体类型": "商品",
        "主体名称": ad.item.title,
        "宝贝ID": ad.item.id,
        "宝贝名称": ad.item.title,
        "词类型": "关键词",
        "词ID/词包ID": ad.word[0],
        "词名字/词包名字": ad.word[1],
        "人群名字": "收藏加购人群",
    }


def ad_cells(
    impressions: int, clicks: int, fen: int, direct: int, indirect: int, orders: int
) -> dict[str, object]:
    revenue = direct + indirect
    return {
        "展现量": impressions,
        "点击量": clicks,
        "花费": yuan(fen),
        "点击率": part(clicks, impressions),
        "平均点击花费": part(fen / 100, clicks, 2),
        "千次展现花费": part(fen * 10, impressions, 2),
        "直接成交金额": yuan(direct),
        "间接成交金额": yuan(indirect),
        "总成交金额": yuan(revenue),
        "总成交笔数": orders,
        "直接成交笔数": orders,
        "点击转化率": part(orders, clicks),
        "投入产出比": part(revenue, fen, 2),
        "含预售投产比": part(revenue, fen, 2),
        "总成交成本": part(fen / 100, orders, 2),
    }


def cash_rows(ads: Sequence[AdDay], span: Sequence[date]) -> Iterator[Sequence[object]]:
    """Every evening the day's spend is taken; below ¥1,500 somebody pays in ¥5,000. The newest line first.

    The balance is what all of `ads` leave of ¥4,200; lines are those of `span`.
    """
    balance, lines = 420_000, []
    for day in sorted({ad.day for ad in ads}):
        spent = sum(ad.fen for ad in ads if ad.day == day)
        if balance - spent < 150_000:
            balance += 500_000
            lines.append(
                (day, cash_line(f"{day} 10:05:09", day, "收入", "充值", 500_000, balance, "自动充值"))
            )
        balance -= spent
        lines.append((day, cash_line(f"{day} 23:30:00", day, "支出", "推广消耗", spent, balance, "-")))
    yield [*headers.CASH]
    shown = set(span)
    yield from (line for day, line in reversed(lines) if day in shown)


def cash_line(
    at: str, day: date, way: str, kind: str, amount: int, balance: int, remark: str
) -> list[object]:
    return [at, str(day), way, kind, f"{amount / 100:,.2f}", f"{balance / 100:,.2f}", remark]


# --------------------------------------------------------------------------------- rivals and reviews


def banded(figure: int) -> str:
    """A range as 生意参谋 shows rivals' figures."""
    low, high = int(figure * 0.85), int(figure * 1.2) + 1
    return f"{low / 10_000:g}万 ~ {high / 10_000:g}万" if low >= 10_000 else f"{low} ~ {high}"


def rival_rows(facts: Sequence[ItemDay], span: Sequence[date], story: Story) -> Iterator[list[object]]:
    yield ["统计日期", "店铺名称", "访客数", "支付金额", "支付件数", "支付转化率"]
    for day in span:
        own = [fact for fact in facts if fact.day == day]
        fen, visitors = sum(fact.fen for fact in own), sum(fact.visitors for fact in own)
        items = sum(fact.items for fact in own)
        yield [day.isoformat(), "本店", visitors, f"{fen / 100:,.2f}", items, percent(items, visitors)]
        for rival in story.shop.rivals:
            price, sales, people = rival_day(rival, day, story)
            rate = f"{sales / people * 80:.2f}% ~ {sales / people * 120:.2f}%"
            yield [
                day.isoformat(),
                rival.shop,
                banded(people),
                banded(price * sales // 100),
                banded(sales),
                rate,
            ]


def simple_rows(span: Sequence[date], story: Story) -> Iterator[list[object]]:
    yield ["日期", "店铺", "商品", "链接", "价格", "销量", "访客数", "评分", "备注"]
    for day in span:
        for rival in story.shop.rivals:
            price, sales, _ = rival_day(rival, day, story)
            note = "限时直降" if price < rival.fen else ""
            yield [
                day.isoformat(),
                rival.shop,
                rival.item,
                rival.link,
                yuan(price),
                sales,
                "",
                round(rival.rating + story.rival_rating(day, rival), 1),
                note,
            ]


RPA_SCORES = {"好评": "正面评价", "中评": "中性评价", "差评": "负面评价"}


def rpa_rows(written: Iterable[Written], shop: str) -> Iterator[list[object]]:
    yield [*headers.REVIEWS_RPA]
    for one in written:
        at = datetime.combine(one.day, datetime.min.time()) + timedelta(minutes=one.minute)
        order = f"订单编号：{one.order}"
        score = RPA_SCORES[one.grade]
        yield ["天猫", shop, f"{at:%Y-%m-%d %H:%M:%S}", order, one.item.title, one.text, score]


def plugin_rows(found: Iterable[Written]) -> Iterator[list[object]]:
    yield [*headers.REVIEWS_PLUGIN]
    for number, written in enumerate(found):
        again = "用了一周，还是不错。" if number % 9 == 0 and written.grade == "好评" else ""
        reply = "亲，客服已联系您处理。" if number % 4 == 0 and written.grade == "差评" else ""
        sku = f"颜色分类:{written.item.title.split()[1]}"
        yield [written.text, again, written.stars, written.day.isoformat(), sku, f"松***{number}", reply]


# ------------------------------------------------------------------------------------------------ stock


def stock_rows(
    items: Iterable[Item], span: Sequence[date], left: Callable[[Item, date], int]
) -> Iterator[list[object]]:
    """菜鸟 货品库存日报: what is `left` of each item in the evening; 300 of the first are on their way."""
    items = list(items)
    yield list(headers.CAINIAO_STOCK)
    for day in span:
        for item in items:
            good, opened = left(item, day), left(item, day - timedelta(days=1))
            came = max(0, good - opened)
            known: dict[str, object] = {
                "日期": f"{day:%Y-%m-%d}",
                "货品ID": f"61{item.id[-6:]}\t",
                "货品编码": item.article,
                "货品名称": item.title,
                "仓库名称": "菜鸟嘉兴仓",
                "期初总量": opened + 2,
                "期初良品": opened,
                "期初次品": 2,
                "入库总量": came,
                "入库良品": came,
                "出库总量": opened + came - good,
                "良品销售发货": opened + came - good,
                "期末总量": good + 2,
                "期末良品": good,
                "期末次品": 2,
                "采购在途": 300 if item is items[0] else 0,
                "调拨在途": 0,
                "退仓调拨在途": 0,
            }
            yield [known.get(name, 0) for name in headers.CAINIAO_STOCK]
