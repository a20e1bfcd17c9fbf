"""An invented shop, day by day: what it sold, what its ads cost, what its rivals did and its buyers wrote.

Every figure of a day follows from the seed and the day alone, so that overlapping files agree.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WEEKDAY = (0.94, 0.92, 0.95, 1.0, 1.08, 1.22, 1.16)  # Monday first: people shop at the weekend
KEYWORDS = "关键词推广"  # the scene whose plans are cut by word, as the platform calls it


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    article: str
    fen: int
    visitors: int
    conversion: float


@dataclass(frozen=True)
class Plan:
    id: str
    name: str
    scene_id: str
    scene: str
    items: tuple[int, ...]  # places among the shop's items
    fen: int  # a day's money
    roi: float


@dataclass(frozen=True)
class Rival:
    shop: str
    item: str
    link: str
    fen: int
    sales: int
    visitors: int
    rating: float


@dataclass(frozen=True)
class Opinions:
    """What buyers write, by grade."""

    good: Sequence[str]
    neutral: Sequence[str]
    bad: Sequence[str]


@dataclass(frozen=True)
class Shop:
    name: str
    items: Sequence[Item]
    plans: Sequence[Plan]
    words: Sequence[tuple[str, str, float, float]]  # id, word, its share of a plan's spend, of its sales
    rivals: Sequence[Rival]


def once(_day: date, _of: object = None) -> float:
    """Nothing special on that day."""
    return 1.0


def never(_day: date, _of: object = None) -> float:
    """Nothing is added on that day."""
    return 0.0


@dataclass(frozen=True)
class Story:
    """What happens to the shop: factors on what is usual, by day."""

    shop: Shop
    seed: int
    opinions: Callable[[Item], Opinions]
    busy: Callable[[date], float] = once  # visitors
    converts: Callable[[date, Item], float] = once
    searched: Callable[[date], float] = once  # of the visitors, the share that came by search
    spends: Callable[[date, Plan], float] = once
    returns: Callable[[date, Plan], float] = once  # ROI
    rival_price: Callable[[date, Rival], float] = once
    rival_sales: Callable[[date, Rival], float] = once
    complained_of: int = 3  # the place of the item with most bad reviews
    complains: Callable[[date, Item], float] = once  # how likely a bad or middling review is
    rival_rating: Callable[[date, Rival], float] = never  # added to it


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


def item_days(span: Sequence[date], story: Story) -> list[ItemDay]:
    return [item_day(day, item, story) for day in span for item in story.shop.items]


def item_day(day: date, item: Item, story: Story) -> ItemDay:
    chance = Random(f"{story.seed} {day} {item.id}")
    busy = WEEKDAY[day.weekday()] * chance.uniform(0.9, 1.1) * story.busy(day)
    converts = story.converts(day, item)
    visitors = int(item.visitors * busy)
    buyers = int(visitors * item.conversion * converts * chance.uniform(0.9, 1.1))
    items = buyers + int(buyers * chance.uniform(0.02, 0.2))
    fen = items * item.fen
    order_buyers = buyers + chance.randint(0, max(1, buyers // 8))
    order_items = items + order_buyers - buyers
    returning = int(buyers * chance.uniform(0.1, 0.3))
    search = int(visitors * chance.uniform(0.3, 0.5) * story.searched(day))
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
        search_buyers=int(search * item.conversion * converts),
    )


def ad_days(span: Sequence[date], story: Story) -> list[AdDay]:
    items = story.shop.items
    return [
        ad_day(day, plan, items[place], story)
        for day in span
        for plan in story.shop.plans
        for place in plan.items
    ]


def ad_day(day: date, plan: Plan, item: Item, story: Story) -> AdDay:
    chance = Random(f"{story.seed} {day} {plan.id} {item.id}")
    usual = plan.fen / len(plan.items) * WEEKDAY[day.weekday()] * chance.uniform(0.85, 1.15)
    fen = int(usual * story.spends(day, plan))
    clicks = max(1, int(fen / chance.uniform(90, 160)))
    revenue = int(fen * plan.roi * chance.uniform(0.8, 1.2) * story.returns(day, plan))
    direct = int(revenue * chance.uniform(0.6, 0.9))
    orders = max(1, revenue // item.fen)
    impressions = int(clicks / chance.uniform(0.03, 0.07))
    return AdDay(day, plan, item, impressions, clicks, fen, direct, revenue - direct, orders)


def word_days(span: Sequence[date], story: Story) -> Iterator[AdDay]:
    """The keyword plans' figures, shared out over the words to the last fen."""
    words = story.shop.words
    for ad in ad_days(span, story):
        if ad.plan.scene != KEYWORDS:
            continue
        figures = (ad.impressions, ad.clicks, ad.fen, ad.direct_fen, ad.indirect_fen, ad.orders)
        left = list(figures)
        for word_id, word, spent, sold in words:
            last = word_id == words[-1][0]
            shares = (spent, spent, spent, sold, sold, sold)
            part = list(left) if last else [int(a * b) for a, b in zip(figures, shares, strict=True)]
            left = [a - b for a, b in zip(left, part, strict=True)]
            impressions, clicks, fen, direct, indirect, orders = part
            shared = (impressions, clicks, fen, direct, indirect, orders, (word_id, word))
            yield AdDay(ad.day, ad.plan, ad.item, *shared)


def rival_day(rival: Rival, day: date, story: Story) -> tuple[int, int, int]:
    """A rival's price in fen, items sold and visitors."""
    chance = Random(f"{story.seed} {day} {rival.shop}")
    busy = WEEKDAY[day.weekday()] * chance.uniform(0.92, 1.08)
    return (
        int(rival.fen * story.rival_price(day, rival)),
        int(rival.sales * busy * story.rival_sales(day, rival)),
        int(rival.visitors * busy),
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


def reviews(span: Sequence[date], story: Story) -> list[Written]:
    found: list[Written] = []
    for day in span:
        chance = Random(f"{story.seed} {day} reviews")
        today: set[str] = set()
        for number in range(chance.randint(4, 8)):
            found.append(review(day, number, chance, story, today))
            today.add(found[-1].text)
    return found


def review(day: date, number: int, chance: Random, story: Story, today: Collection[str]) -> Written:
    """The item that people complain of gets a review of its own more often, and a worse one.

    What somebody has said `today` already is said in other words.
    """
    items = story.shop.items
    fading = chance.random() < 0.3
    item = items[story.complained_of] if fading else chance.choice(items)
    roll = chance.random() * (0.55 if fading else 1.0)
    texts, likely = story.opinions(item), story.complains(day, item)
    grade, stars, said = (
        ("差评", chance.randint(1, 2), texts.bad)
        if roll < 0.18 * likely
        else ("中评", 3, texts.neutral)
        if roll < 0.28 * likely
        else ("好评", chance.randint(4, 5), texts.good)
    )
    order = f"33{chance.randrange(10**15, 10**16)}"
    minute = number * 150 + chance.randrange(150)
    drawn = chance.randrange(len(said))
    in_turn = [*said[drawn:], *said[:drawn]]
    text = next((one for one in in_turn if one not in today), said[drawn])
    return Written(day, minute, item, order, grade, stars, text)
