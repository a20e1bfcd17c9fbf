"""An invented store, day by day: what it sold, what its ads cost, what its rivals did and its buyers wrote.

Every figure of a day follows from the seed and the day alone, so that overlapping files agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

NAME = "松果收纳旗舰店"
WEEKDAY = (0.94, 0.92, 0.95, 1.0, 1.08, 1.22, 1.16)  # Monday first: people shop at the weekend
DECLINING = "700100200304"


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    article: str
    fen: int
    visitors: int
    conversion: float


ITEMS = (
    Item("700100200301", "松果 抽屉式收纳箱 大号 3个装", "SG-301", 8900, 1450, 0.043),
    Item("700100200302", "松果 真空压缩袋 电泵款 11件", "SG-302", 5990, 1120, 0.051),
    Item("700100200303", "松果 桌面收纳盒 亚克力 透明", "SG-303", 3980, 860, 0.036),
    Item(DECLINING, "松果 免打孔置物架 双层", "SG-304", 4590, 1300, 0.040),
    Item("700100200305", "松果 衣柜分层隔板 可伸缩", "SG-305", 2990, 540, 0.047),
    Item("700100200306", "松果 鞋盒 加厚 12个装", "SG-306", 9900, 480, 0.031),
    Item("700100200307", "松果 厨房调料收纳架 旋转", "SG-307", 6800, 350, 0.028),
    Item("700100200308", "松果 行李箱分装袋 6件套", "SG-308", 3590, 60, 0.022),
)


@dataclass(frozen=True)
class Plan:
    id: str
    name: str
    scene_id: str
    scene: str
    items: tuple[int, ...]  # places in ITEMS
    fen: int  # a day's money
    roi: float


PLANS = (
    Plan("61200000101", "全站-抽屉箱", "436", "货品全站推广", (0,), 32000, 5.2),
    Plan("61200000102", "全站-压缩袋", "436", "货品全站推广", (1,), 21000, 4.4),
    Plan("61200000201", "关键词-核心词", "372", "关键词推广", (0, 1, 2), 26000, 3.6),
    Plan("61200000202", "关键词-大词测试", "372", "关键词推广", (3, 6), 18000, 0.8),  # burns money
    Plan("61200000301", "人群-老客召回", "373", "精准人群推广", (2, 4), 9000, 4.9),
)
WORDS = (
    *(("9001001", "收纳箱", 0.42), ("9001002", "收纳箱 抽屉式", 0.28)),
    *(("9001003", "衣服收纳神器", 0.18), ("9001004", "置物架", 0.12)),
)


@dataclass(frozen=True)
class ItemDay:
    day: date
    item: Item
    visitors: int
    page_views: int
    buyers: int
    items: int
    fen: int
    order_buyers: int
    order_items: int
    order_fen: int
    new_buyers: int
    returning_fen: int
    favourites: int
    cart_buyers: int
    cart_items: int
    refund_fen: int
    stay: int
    bounce: float
    search_visitors: int
    search_buyers: int


@dataclass(frozen=True)
class AdDay:
    """One plan and item (and word, where there is one)."""

    day: date
    plan: Plan
    item: Item
    impressions: int
    clicks: int
    fen: int
    direct_fen: int
    indirect_fen: int
    orders: int
    word: tuple[str, str] = ("", "")

    @property
    def revenue(self) -> int:
        return self.direct_fen + self.indirect_fen


def days_up_to(last: date, count: int) -> list[date]:
    return [last - timedelta(days=back) for back in range(count - 1, -1, -1)]


def item_days(span: Sequence[date], seed: int) -> list[ItemDay]:
    return [item_day(day, item, span[-1], seed) for day in span for item in ITEMS]


def item_day(day: date, item: Item, last: date, seed: int) -> ItemDay:
    chance = Random(f"{seed} {day} {item.id}")
    busy = WEEKDAY[day.weekday()] * chance.uniform(0.9, 1.1)
    fading = max(0.35, 1 - 0.045 * max(0, 14 - (last - day).days)) if item.id == DECLINING else 1.0
    visitors = int(item.visitors * busy)
    buyers = int(visitors * item.conversion * fading * chance.uniform(0.9, 1.1))
    items = buyers + int(buyers * chance.uniform(0.02, 0.2))
    fen = items * item.fen
    order_buyers = buyers + chance.randint(0, max(1, buyers // 8))
    order_items = items + order_buyers - buyers
    returning = int(buyers * chance.uniform(0.1, 0.3))
    search = int(visitors * chance.uniform(0.3, 0.5))
    return ItemDay(
        day=day,
        item=item,
        visitors=visitors,
        page_views=int(visitors * chance.uniform(1.6, 2.4)),
        buyers=buyers,
        items=items,
        fen=fen,
        order_buyers=order_buyers,
        order_items=order_items,
        order_fen=order_items * item.fen,
        new_buyers=buyers - returning,
        returning_fen=fen * returning // buyers if buyers else 0,
        favourites=int(visitors * chance.uniform(0.02, 0.05)),
        cart_buyers=int(visitors * chance.uniform(0.05, 0.1)),
        cart_items=int(visitors * chance.uniform(0.1, 0.14)),
        refund_fen=chance.randint(0, 3) * item.fen,
        stay=chance.randint(14, 48),
        bounce=round(chance.uniform(0.55, 0.8), 4),
        search_visitors=search,
        search_buyers=int(search * item.conversion * fading),
    )


def ad_days(span: Sequence[date], seed: int) -> list[AdDay]:
    return [ad_day(day, plan, ITEMS[place], seed) for day in span for plan in PLANS for place in plan.items]


def ad_day(day: date, plan: Plan, item: Item, seed: int) -> AdDay:
    chance = Random(f"{seed} {day} {plan.id} {item.id}")
    fen = int(plan.fen / len(plan.items) * WEEKDAY[day.weekday()] * chance.uniform(0.85, 1.15))
    clicks = max(1, int(fen / chance.uniform(90, 160)))
    revenue = int(fen * plan.roi * chance.uniform(0.8, 1.2))
    direct = int(revenue * chance.uniform(0.6, 0.9))
    orders = max(1, revenue // item.fen)
    impressions = int(clicks / chance.uniform(0.03, 0.07))
    return AdDay(day, plan, item, impressions, clicks, fen, direct, revenue - direct, orders)


def word_days(span: Sequence[date], seed: int) -> Iterator[AdDay]:
    """The keyword plans' figures, shared out over the words to the last fen."""
    for ad in ad_days(span, seed):
        if ad.plan.scene != "关键词推广":
            continue
        figures = (ad.impressions, ad.clicks, ad.fen, ad.direct_fen, ad.indirect_fen, ad.orders)
        left = list(figures)
        for word_id, word, share in WORDS:
            last = word_id == WORDS[-1][0]
            part = list(left) if last else [int(figure * share) for figure in figures]
            left = [a - b for a, b in zip(left, part, strict=True)]
            impressions, clicks, fen, direct, indirect, orders = part
            shared = (impressions, clicks, fen, direct, indirect, orders, (word_id, word))
            yield AdDay(ad.day, ad.plan, ad.item, *shared)


@dataclass(frozen=True)
class Rival:
    shop: str
    item: str
    link: str
    fen: int
    sales: int
    visitors: int
    rating: float


RIVALS = (
    Rival("橡木家居旗舰店", "橡木 抽屉收纳箱 3个装", "https://example.com/r/1", 9900, 320, 9000, 4.9),
    Rival("云杉生活馆", "云杉 抽屉式收纳箱 三只", "https://example.com/r/2", 8500, 210, 6400, 4.8),
    Rival("白桦日用", "白桦 透明收纳箱", "https://example.com/r/3", 7900, 60, 1900, 4.7),
    Rival("银杏优品", "银杏 加厚收纳箱", "https://example.com/r/4", 8800, 75, 2100, 4.8),
)


def rival_sales(rival: Rival, day: date, last: date, seed: int) -> tuple[int, int, int]:
    """A rival's price, items sold and visitors. On the last three days the second sells cheaper, and more."""
    chance = Random(f"{seed} {day} {rival.shop}")
    busy = WEEKDAY[day.weekday()] * chance.uniform(0.92, 1.08)
    moved = rival is RIVALS[1] and (last - day).days < 3
    return (
        int(rival.fen * (0.88 if moved else 1)),
        int(rival.sales * busy * (2.1 if moved else 1)),
        int(rival.visitors * busy),
    )


GOOD = (
    *("收到就用上了，很结实，推荐。", "质量比想象的好，颜色也正。", "物流很快，客服耐心。"),
    *("第二次买了，一如既往地好。", "此用户没有填写评价。"),
)
NEUTRAL = ("东西还行，就是有点味道，散两天再看。", "比图片小一些，凑合用。")
BAD = (
    *("架子装上第二天就掉下来了，东西摔了一地！", "少发了一个配件，问客服半天没人理。"),
    *("塑料很薄，边上还裂了，要求退货。", "收到是脏的，像别人退回来的。"),
)


@dataclass(frozen=True)
class Written:
    day: date
    minute: int
    item: Item
    order: str
    grade: str
    stars: int
    text: str


def reviews(span: Sequence[date], seed: int) -> list[Written]:
    found = []
    for day in span:
        chance = Random(f"{seed} {day} reviews")
        for number in range(chance.randint(4, 8)):
            fading = chance.random() < 0.3
            item = ITEMS[3] if fading else chance.choice(ITEMS)
            roll = chance.random() * (0.55 if fading else 1.0)
            grade, stars, texts = (
                ("差评", chance.randint(1, 2), BAD)
                if roll < 0.18
                else ("中评", 3, NEUTRAL)
                if roll < 0.28
                else ("好评", chance.randint(4, 5), GOOD)
            )
            order = f"33{chance.randrange(10**15, 10**16)}"
            minute = number * 150 + chance.randrange(150)
            found.append(Written(day, minute, item, order, grade, stars, chance.choice(texts)))
    return found
