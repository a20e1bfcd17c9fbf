"""Exports of other marketplaces for the invented store, each with the quirks of its platform."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tests.samples import market_headers as headers
from tests.samples.containers import as_csv, as_xlsx, as_zip
from tests.samples.market_orders import order_exports
from tests.samples.shop import AdDay, ItemDay, ad_days, item_days, word_days

Files = dict[str, tuple[str, bytes]]


def market_files(span: Sequence[date], seed: int) -> Files:
    return {
        **ozon_files(span, seed),
        **amazon_files(span, seed),
        **wb_files(span, seed),
        **order_exports(span, seed),
    }


def cells(names: Sequence[str], known: dict[str, object], other: object = "") -> list[object]:
    return [known.get(name, other) for name in names]


def comma(fen: float) -> str:
    """An amount as Russians write it: `1 234,50`."""
    return f"{fen / 100:,.2f}".replace(",", "\u00a0").replace(".", ",")


def parted(rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV cut by semicolons."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


# ------------------------------------------------------------------------------------------------------ Ozon


def ozon_files(span: Sequence[date], seed: int) -> Files:
    facts, ads = item_days(span, seed), ad_days(span, seed)
    of_two = [[ad for ad in ads if ad.plan.id == plan] for plan in ("61200000101", "61200000102")]
    days = f"{span[0]:%d.%m.%Y}-{span[-1]:%d.%m.%Y}"
    members = {
        f"{10_000_001 + number}_{days}.csv": parted(ozon_ad_rows(some, 10_000_001 + number))
        for number, some in enumerate(of_two)
    }
    older = parted(ozon_older_rows(of_two[0], 10_000_001))
    return {
        "ozon_products": (f"analytics_report_{span[-1]}_09_15.xlsx", as_xlsx(ozon_product_rows(facts))),
        "ozon_ads": (f"report_{span[-1]}.zip", as_zip(members)),
        "ozon_ads-older": (f"10000001_{days} (1).csv", older),
    }


def ozon_product_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    yield ["Период:", f"{facts[0].day:%d.%m.%Y} – {facts[-1].day:%d.%m.%Y}"]
    yield ["Продавец:", "Сосновая шишка"]
    yield [""]
    yield [*headers.OZON_PRODUCTS]
    yield ["", "", "", "", "", "Сколько раз товар показали", *["Пояснение к столбцу"] * 12]
    total = sum(fact.items for fact in facts)
    yield cells(headers.OZON_PRODUCTS, {"Товары": "Итого и среднее", "Заказано товаров": total})
    for fact in facts:
        known = {
            "Товары": fact.item.title,
            "Модель": f"М-{fact.item.article}",
            "Ozon ID": int(fact.item.id),
            "Артикул": fact.item.article,
            "День": f"{fact.day:%d.%m.%Y}",
            "Показы, всего": fact.visitors * 12,
            "Показы на карточке товара": fact.page_views,
            "В корзину, всего": fact.cart_items,
            "Заказано товаров": fact.items,
            "Позиция в поиске и каталоге": "24,86",
            "Заказано на сумму": fact.fen / 100,
            "Конверсия в корзину, общая": f"{fact.cart_items / fact.visitors:.2%}".replace(".", ","),
        }
        yield cells(headers.OZON_PRODUCTS, known, 0)


def ozon_ad_rows(ads: Sequence[AdDay], campaign: int) -> Iterator[list[object]]:
    first, last = f"{ads[0].day:%d.%m.%Y}", f"{ads[-1].day:%d.%m.%Y}"
    yield [f"Кампания по продвижению товаров № {campaign}, период {first}-{last}"]
    yield [*headers.OZON_ADS]
    for ad in ads:
        known = {
            **ozon_ad_cells(ad),
            "CTR, %": f"{100 * ad.clicks / ad.impressions:.2f}".replace(".", ","),
            "Продано товаров": ad.orders,
            "Продажи в продвижении, ₽": comma(ad.direct_fen),
            "Продано товаров модели": 0,
            "Продажи в продвижении с заказов модели, ₽": comma(ad.indirect_fen),
            "Дата добавления": first,
        }
        yield cells(headers.OZON_ADS, known, "0,00")
    yield cells(headers.OZON_ADS, {"День": "Всего", "Расход, ₽, с НДС": comma(sum(ad.fen for ad in ads))})


def ozon_older_rows(ads: Sequence[AdDay], campaign: int) -> Iterator[list[object]]:
    yield [f"Кампания № {campaign}"]
    yield [*headers.OZON_ADS_OLDER]
    for ad in ads:
        known = {**ozon_ad_cells(ad), "Заказы": ad.orders, "Выручка, ₽": comma(ad.revenue)}
        known["CTR (%)"] = f"{100 * ad.clicks / ad.impressions:.2f}".replace(".", ",")
        yield cells(headers.OZON_ADS_OLDER, known, "0,00")
    yield cells(headers.OZON_ADS_OLDER, {"День": "Всего"}, "0,00")


def ozon_ad_cells(ad: AdDay) -> dict[str, object]:
    return {
        "День": f"{ad.day:%d.%m.%Y}",
        "sku": ad.item.id,
        "Название товара": ad.item.title,
        "Цена товара, ₽": comma(ad.item.fen),
        "Показы": ad.impressions,
        "Клики": ad.clicks,
        "Средняя стоимость клика, ₽": comma(ad.fen / ad.clicks) if ad.clicks else "0,00",
        "Расход, ₽, с НДС": comma(ad.fen),
    }


# ---------------------------------------------------------------------------------------------------- Amazon


def amazon_files(span: Sequence[date], seed: int) -> Files:
    last = span[-1]
    facts = [fact for fact in item_days(span, seed) if fact.day == last]
    words = list(word_days(span, seed))
    return {
        "amazon_products": (
            f"BusinessReport-{last.month}-{last.day}-{last:%y}.csv",
            as_csv(amazon_product_rows(facts, "-"), "utf-8-sig"),
        ),
        "amazon_products-dash": (
            f"BusinessReport {last}.csv",
            as_csv(amazon_product_rows(facts, "–"), "utf-8"),
        ),
        "amazon_terms": (
            "Sponsored Products Search term report.xlsx",
            as_xlsx(amazon_term_rows(words), "Sponsored Product Search Term"),
        ),
    }


def amazon_product_rows(facts: Sequence[ItemDay], dash: str) -> Iterator[list[object]]:
    names = headers.AMAZON_PRODUCTS
    yield [name.replace("Total - B2B", "Total – B2B").replace(" - ", f" {dash} ") for name in names]
    visitors = sum(fact.visitors for fact in facts)
    for fact in facts:
        known = {
            "(Parent) ASIN": f"B0P{fact.item.id[-7:]}",
            "(Child) ASIN": asin(fact.item.id),
            "Title": fact.item.title,
            "SKU": fact.item.article,
            "Sessions - Total": f"{fact.visitors:,}",
            "Session Percentage - Total": f"{fact.visitors / visitors:.2%}",
            "Page Views - Total": f"{fact.page_views:,}",
            "Featured Offer (Buy Box) Percentage": "98.50%",
            "Units Ordered": fact.items,
            "Unit Session Percentage": f"{fact.items / fact.visitors:.2%}",
            "Ordered Product Sales": f"${fact.fen / 100:,.2f}",
            "Ordered Product Sales - B2B": "$0.00",
            "Total Order Items": fact.buyers,
        }
        yield cells(names, known, 0)


def asin(item_id: str) -> str:
    return f"B0C{item_id[-7:]}"


def amazon_term_rows(words: Sequence[AdDay]) -> Iterator[list[object]]:
    yield [*headers.AMAZON_TERMS]
    for ad in words:
        known = {
            "Start Date": f"{ad.day:%b %d, %Y}",
            "End Date": f"{ad.day:%b %d, %Y}",
            "Portfolio name": "No Portfolio",
            "Currency": "USD",
            "Campaign Name": ad.plan.name,
            "Ad Group Name": f"{ad.plan.name} 1",
            "Country": "United States",
            "Targeting": ad.word[1],
            "Match Type": "BROAD",
            "Customer Search Term": ad.word[1],
            "Impressions": ad.impressions,
            "Clicks": ad.clicks,
            "Click-Thru Rate (CTR)": round(ad.clicks / ad.impressions, 6),
            "Cost Per Click (CPC)": round(ad.fen / 100 / ad.clicks, 4) if ad.clicks else "",
            "Spend": ad.fen / 100,
            "7 Day Total Sales ": ad.revenue / 100,
            "Total Return on Advertising Spend (ROAS)": round(ad.revenue / ad.fen, 6) if ad.fen else "",
            "7 Day Total Orders (#)": ad.orders,
        }
        yield cells(headers.AMAZON_TERMS, known, 0)


# ------------------------------------------------------------------------------------------------ Wildberries


def wb_files(span: Sequence[date], seed: int) -> Files:
    """The archive's name tells the day, that of the workbook in it does not."""
    day = span[-1]
    facts = [fact for fact in item_days(span, seed) if fact.day == day]
    book = as_xlsx(wb_funnel_rows(facts), "Товары")
    name = f"Воронка продаж с {day:%d.%m.%Y} по {day:%d.%m.%Y}.zip"
    return {"wb_funnel": (name, as_zip({"Детализация.xlsx": book}))}


def wb_funnel_rows(facts: Sequence[ItemDay]) -> Iterator[list[object]]:
    yield ["Детальный отчет воронки продаж по карточкам товаров"]
    yield [*headers.WB_FUNNEL]
    for fact in facts:
        known = {
            "Артикул продавца": fact.item.article,
            "Артикул WB": int(fact.item.id[-9:]),
            "Название": fact.item.title,
            "Рейтинг карточки": "Без рейтинга",
            "Переходы в карточку": fact.page_views,
            "Положили в корзину": fact.cart_items,
            "Добавили в отложенные": fact.favourites,
            "Заказали, шт": fact.order_items,
            "Отменили, шт": fact.order_items - fact.items,
            "Заказали на сумму, ₽": fact.order_fen / 100,
            "Отменили на сумму, ₽": (fact.order_fen - fact.fen) / 100,
        }
        yield cells(headers.WB_FUNNEL, known, 0)
