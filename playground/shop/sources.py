"""店铺来源: where the shop's visitors came from, level by level, as 生意参谋 exports it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from playground.shop.facts import ItemDay
from playground.shop.sheets import percent

PROSE = (
    ["【生意参谋】流量来源"],
    ["日期类型：自然日"],
    ["终端：无线端"],
    ["对比方式：环比"],
    ["本表数据仅供店铺内部经营使用"],
)
Paths = Sequence[tuple[tuple[str, ...], float]]
Before = tuple[Sequence[ItemDay], Paths]
CARRIERS = ("淘宝APP", "天猫APP")
PATHS = (  # shares of all visitors, in percent; the parts of a subtotal overlap, because people come twice
    (("付费推广",), 40),
    (("付费推广", "关键词推广"), 18),
    (("付费推广", "货品全站推广"), 25),
    (("平台流量",), 55),
    (("平台流量", "手淘搜索"), 30),
    (("平台流量", "手淘搜索", "搜索直达"), 8),
    (("平台流量", "手淘搜索", "图搜"), 5),
    (("平台流量", "手淘推荐"), 28),
    (("广告流量",), 9),  # told without detail
    (("其他来源", "站外", "微信"), 4),  # no subtotals told above it
)
SOURCE_METRICS = (
    *(
        "访客数",
        "新访客",
        "平均停留时长",
        "3s查看人数",
        "商品点击人数",
        "加购人数",
        "商品收藏人数",
        "加购件数",
    ),
    *("关注店铺人数", "支付买家数", "支付转化率", "支付金额", "客单价", "UV价值", "下单买家数", "下单金额"),
    "下单转化率",
)


def money(fen: float) -> str:
    return f"{fen / 100:,.2f}"


def mean(fen: int, count: int) -> str:
    return f"{fen / 100 / count:.2f}" if count else "0.00"


def figures(visitors: int, fen: int, buyers: int) -> dict[str, object]:
    """One line's cells, every one a text."""
    return {
        "访客数": f"{visitors:,}",
        "新访客": f"{visitors * 9 // 10:,}",
        "浏览量": f"{visitors * 2:,}",
        "平均停留时长": "12.55",
        "3s查看人数": "0",
        "商品点击人数": f"{visitors // 2}",
        "加购人数": f"{visitors // 15}",
        "商品收藏人数": f"{visitors // 40}",
        "加购件数": f"{visitors // 12}",
        "关注店铺人数": "2",
        "支付买家数": f"{buyers}",
        "支付件数": f"{buyers + 1}",
        "支付转化率": percent(buyers, visitors),
        "支付金额": money(fen),
        "客单价": mean(fen, buyers),
        "UV价值": mean(fen, visitors),
        "下单买家数": f"{buyers + 1}",
        "下单金额": money(fen + 1000),
        "下单转化率": percent(buyers + 1, visitors),
    }


def shared(facts: Sequence[ItemDay], share: float) -> dict[str, object]:
    visitors, buyers, fen = (
        sum(part) for part in zip(*((f.visitors, f.buyers, f.fen) for f in facts), strict=True)
    )
    return figures(int(visitors * share // 100), int(fen * share // 100), int(buyers * share // 100))


def levels(path: Sequence[str], depth: int) -> list[str]:
    return [*path, *["汇总"] * (depth - len(path))]


def source_rows(
    facts: Sequence[ItemDay], carriers: Sequence[str], paths: Paths = PATHS, before: Before | None = None
) -> Iterator[list[object]]:
    """One day: the carrier, four levels with 汇总 where a row is a subtotal, metrics each with its 环比.

    `before`: the day before and its shares, which 环比 compares with.
    """
    yield from map(list, PROSE)
    names = [name for metric in SOURCE_METRICS for name in (metric, f"{metric}环比")]
    yield ["流量载体", "一级来源", "二级来源", "三级来源", "四级来源", *names]
    earlier = dict(before[1]) if before else {}
    for place, carrier in enumerate(carriers):
        for path, share in paths:
            cells = shared(facts, share - 2 * place)
            known = shared(before[0], earlier[path] - 2 * place) if before else {}
            pairs = [(cells[name], change(cells[name], known.get(name))) for name in SOURCE_METRICS]
            yield [carrier, *levels(path, 4), *chain.from_iterable(pairs)]


def change(now: object, before: object) -> str:
    """As 生意参谋 writes it; `-` where there was nothing to compare with."""
    if before is None:
        return "5.00%"
    new, old = (float(str(cell).replace(",", "").rstrip("%-") or 0) for cell in (now, before))
    return f"{100 * (new - old) / old:.2f}%" if old else "-"
