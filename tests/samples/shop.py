"""The plain shop of the sample files: an ordinary month, a product in decline, a rival that got cheaper."""

from collections.abc import Iterator, Sequence
from datetime import date

from playground.shop import facts
from playground.shop.facts import (
    AdDay,
    Item,
    ItemDay,
    Opinions,
    Plan,
    Rival,
    Shop,
    Story,
    Written,
    days_up_to,
)

__all__ = (
    "DECLINING",
    "ITEMS",
    "NAME",
    "PLANS",
    "RIVALS",
    "AdDay",
    "ItemDay",
    "ad_days",
    "days_up_to",
    "item_days",
    "plain",
    "reviews",
    "rival_sales",
    "word_days",
)
NAME = "松果收纳旗舰店"
DECLINING = "700100200304"

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
PLANS = (
    Plan("61200000101", "全站-抽屉箱", "436", "货品全站推广", (0,), 32000, 5.2),
    Plan("61200000102", "全站-压缩袋", "436", "货品全站推广", (1,), 21000, 4.4),
    Plan("61200000201", "关键词-核心词", "372", "关键词推广", (0, 1, 2), 26000, 3.6),
    Plan("61200000202", "关键词-大词测试", "372", "关键词推广", (3, 6), 18000, 0.8),  # burns money
    Plan("61200000301", "人群-老客召回", "373", "精准人群推广", (2, 4), 9000, 4.9),
)
WORDS = (
    *(("9001001", "收纳箱", 0.42, 0.42), ("9001002", "收纳箱 抽屉式", 0.28, 0.28)),
    *(("9001003", "衣服收纳神器", 0.18, 0.18), ("9001004", "置物架", 0.12, 0.12)),
)
RIVALS = (
    Rival("橡木家居旗舰店", "橡木 抽屉收纳箱 3个装", "https://example.com/r/1", 9900, 320, 9000, 4.9),
    Rival("云杉生活馆", "云杉 抽屉式收纳箱 三只", "https://example.com/r/2", 8500, 210, 6400, 4.8),
    Rival("白桦日用", "白桦 透明收纳箱", "https://example.com/r/3", 7900, 60, 1900, 4.7),
    Rival("银杏优品", "银杏 加厚收纳箱", "https://example.com/r/4", 8800, 75, 2100, 4.8),
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


def plain(last: date, seed: int) -> Story:
    """In the last two weeks a product fades; on the last three days the second rival is cheaper."""

    def converts(day: date, item: Item) -> float:
        return max(0.35, 1 - 0.045 * max(0, 14 - (last - day).days)) if item.id == DECLINING else 1.0

    def has_moved(day: date, rival: Rival) -> bool:
        return rival is RIVALS[1] and (last - day).days < 3

    return Story(
        shop=Shop(NAME, ITEMS, PLANS, WORDS, RIVALS),
        seed=seed,
        opinions=lambda _item: Opinions(GOOD, NEUTRAL, BAD),
        converts=converts,
        rival_price=lambda day, rival: 0.88 if has_moved(day, rival) else 1,
        rival_sales=lambda day, rival: 2.1 if has_moved(day, rival) else 1,
    )


def item_days(span: Sequence[date], seed: int) -> list[ItemDay]:
    return facts.item_days(span, plain(span[-1], seed))


def ad_days(span: Sequence[date], seed: int) -> list[AdDay]:
    return facts.ad_days(span, plain(span[-1], seed))


def word_days(span: Sequence[date], seed: int) -> Iterator[AdDay]:
    return facts.word_days(span, plain(span[-1], seed))


def rival_sales(rival: Rival, day: date, last: date, seed: int) -> tuple[int, int, int]:
    """A rival's price, items sold and visitors."""
    return facts.rival_day(rival, day, plain(last, seed))


def reviews(span: Sequence[date], seed: int) -> list[Written]:
    return facts.reviews(span, plain(span[-1], seed))
