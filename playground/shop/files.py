"""The export files of the demo's shop: its history, each morning's, and some to try things out with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from playground.shop import headers
from playground.shop.containers import as_csv, as_xlsx, as_zip
from playground.shop.facts import (
    AdDay,
    Item,
    ItemDay,
    Story,
    ad_days,
    days_up_to,
    item_days,
    reviews,
    word_days,
)
from playground.shop.sheets import (
    ad_rows,
    cash_rows,
    product_rows,
    rpa_rows,
    shop_rows,
    simple_rows,
    stock_rows,
)
from playground.shop.sources import CARRIERS, PATHS, Paths, source_rows
from playground.shop.story import FALLS_FROM, TODAY, demo, slope

__all__ = ("TODAY", "ShopFile", "history", "morning", "props")
SOURCES = "【生意参谋平台】无线店铺流量来源"
SEARCH, PLATFORM = "手淘搜索", ("平台流量",)
OPENED = TODAY - timedelta(days=121)  # the ad account, with its first money
DELIVERED_EVERY = 36  # days
SOURCE_DAYS = 14  # each a file of its own: with them a week can be set beside the one before


@dataclass(frozen=True)
class ShopFile:
    """`key` is the format's name, `name` the file's as its platform gives it, `title` what people call it."""

    key: str
    name: str
    title: str
    data: bytes


TITLES = {
    "sycm_shop": ("店铺日报", "Shop by day"),
    "sycm_products": ("全部商品", "All products"),
    "sycm_sources": ("店铺来源", "Traffic sources"),
    "wxt_plans": ("推广计划报表", "Ad plans"),
    "wxt_words": ("推广关键词报表", "Ad keywords"),
    "wxt_cash": ("推广账户收支", "Ad account"),
    "rivals_simple": ("竞店跟踪表", "Competitors"),
    "reviews_rpa": ("评价", "Reviews"),
    "cainiao_stock": ("菜鸟库存", "Stock"),
}
SHORT, SLOW = "SG-306", "SG-308"
PEOPLE = (("姓名", "手机", "部门"), ("某人甲", "10000000000", "运营"), ("某人乙", "10000000001", "客服"))


def history(last: date, days: int, language: str) -> list[ShopFile]:
    """One file of each export, with all days up to `last`; of sources the last weeks, of stock that day."""
    return made(days_up_to(last, days), language)


def morning(day: date, language: str) -> list[ShopFile]:
    """What a team exports on the morning after `day`."""
    return made([day], language)


def made(span: Sequence[date], language: str) -> list[ShopFile]:
    story = demo(language)
    items, ads = item_days(span, story), ad_days(span, story)
    return [
        *sales_files(span, story, language, items, ads),
        *ad_files(span, story, language, ads),
        *other_files(span, story, language),
    ]


def file(key: str, name: str, data: bytes, language: str) -> ShopFile:
    chinese, english = TITLES[key]
    return ShopFile(key, name, chinese if language == "zh" else english, data)


def sales_files(
    span: Sequence[date], story: Story, language: str, items: list[ItemDay], ads: list[AdDay]
) -> list[ShopFile]:
    first, last = span[0], span[-1]
    shop = as_xlsx(shop_rows(items, ads, story))
    products = as_xlsx(product_rows(items, headers.PRODUCTS_38), "【生意参谋平台】1")
    return [
        file("sycm_shop", f"店铺-整体-全部历史-分日-所有终端-{last}.xlsx", shop, language),
        file("sycm_products", f"【生意参谋平台】商品_全部_{first}_{last}.xlsx", products, language),
        file("sycm_sources", *source_file(span[-SOURCE_DAYS:], story, items), language),
    ]


def source_file(days: Sequence[date], story: Story, items: list[ItemDay]) -> tuple[str, bytes]:
    """Name and content. The platform gives one day at a time: several are sent as an archive."""
    books = {f"{SOURCES}-{day}_{day}.xlsx": source_book(day, story, items) for day in days}
    if len(books) > 1:
        return f"{SOURCES}-{days[0]}_{days[-1]}.zip", as_zip(books)
    return books.popitem()


def source_book(day: date, story: Story, items: list[ItemDay]) -> bytes:
    day_before = day - timedelta(days=1)
    before = item_days([day_before], story), paths(day_before)
    of_the_day = [fact for fact in items if fact.day == day]
    return as_xlsx(source_rows(of_the_day, CARRIERS, paths(day), before), "全店流量来源")


def paths(day: date) -> Paths:
    """Search brings fewer and fewer, and so does the platform as a whole."""
    less = slope(day, FALLS_FROM, 0.011, 0.6)
    lost = round(next(share for path, share in PATHS if path[-1] == SEARCH) * (1 - less), 1)
    found = [(path, round(share * less, 1) if SEARCH in path else share) for path, share in PATHS]
    return [(path, share - lost if path == PLATFORM else share) for path, share in found]


def ad_files(span: Sequence[date], story: Story, language: str, ads: list[AdDay]) -> list[ShopFile]:
    stamp = f"{span[-1] + timedelta(days=1):%Y%m%d}_081500"
    plans, words = ad_rows(ads, headers.PLAN), ad_rows(list(word_days(span, story)), headers.WORD)
    cash = as_csv(cash_rows(account(span, story, ads), span), "gb18030")
    return [
        file("wxt_plans", f"计划报表_{stamp}.csv", as_csv(plans, "gb18030"), language),
        file("wxt_words", f"关键词报表_{stamp}.csv", as_csv(words, "gb18030"), language),
        file("wxt_cash", f"现金收支明细_{span[-1]:%Y%m%d}.csv", cash, language),
    ]


def account(span: Sequence[date], story: Story, ads: list[AdDay]) -> list[AdDay]:
    """All that the account has ever paid for: a day's balance needs it."""
    before = [OPENED + timedelta(days=number) for number in range((span[0] - OPENED).days)]
    return [*ad_days(before, story), *ads]


def other_files(span: Sequence[date], story: Story, language: str) -> list[ShopFile]:
    last = span[-1]
    written = rpa_rows(reviews(span, story), story.shop.name)
    stock = stock_rows(story.shop.items, span[-1:], stock_left)
    return [
        file("rivals_simple", f"竞店跟踪_{last}.xlsx", as_xlsx(simple_rows(span, story), "竞店"), language),
        file("reviews_rpa", f"{last}评论数据.xlsx", as_xlsx(written, "抓取数据汇总"), language),
        file("cainiao_stock", f"货品库存日报_{last:%Y%m%d}.csv", as_csv(stock, "gb18030"), language),
    ]


def stock_left(item: Item, day: date) -> int:
    """In the evening. The shoe boxes last a few days more when the demo opens; nobody wants the pouches."""
    to_come = (TODAY - timedelta(days=1) - day).days
    if item.article == SLOW:
        return 400 + to_come
    cover = 7 if item.article == SHORT else 12 + int(item.article[-1]) * 3
    return int(item.visitors * item.conversion * 1.1 * ((cover + to_come) % DELIVERED_EVERY))


# ------------------------------------------------------------------------------------------- to try out


def props(language: str) -> list[ShopFile]:
    """What comes in real life, too: a table of the team's own, half a file, a list of something else."""
    place = 0 if language == "zh" else 1
    story, day = demo(language), TODAY - timedelta(days=1)
    whole = made([day], language)[0].data
    own = as_csv(own_rows([fact for fact in item_days([day], story) if fact.items]), "utf-8-sig")
    people = as_csv(PEOPLE, "gb18030")
    half = whole[: len(whole) // 2]
    found = (
        ("own", "我们自己的日报.csv", "自己做的日报", "A table of your own", own),
        ("broken", "店铺-整体-下载中断.xlsx", "没下载完的报表", "Half a download", half),
        ("unknown", "通讯录.csv", "同事的通讯录", "A list of phone numbers", people),
    )
    return [ShopFile(key, name, (zh, en)[place], data) for key, name, zh, en, data in found]


def own_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    """As teams keep it by hand: names of their own, nothing of the platform's."""
    yield ["日期", "款号", "品名", "成交额", "销量", "进店人数", "备注"]
    for fact in facts:
        amount = f"{fact.fen / 100:.2f}"
        yield [f"{fact.day:%Y/%m/%d}", fact.item.id, fact.item.title, amount, fact.items, fact.visitors, ""]
