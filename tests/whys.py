"""Answers to /why as people may get them, for the tests of their words and pictures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics import calendar, causes, spans
from metrics.ads import AdLine, AdTotals
from metrics.periods import DAY, Period
from metrics.products import ProductSum, Ways
from metrics.sales import Origin, StoreDay
from metrics.sources import SourceLine
from metrics.why import (
    Answer,
    Basis,
    Figure,
    Level,
    Measure,
    Question,
    Reason,
    Sides,
    Undefined,
    Why,
    mark,
    period_of,
)

SHOWN, BEFORE = date(2026, 11, 18), date(2026, 11, 11)
LONG = "😀<b>秋冬&外套</b>全场低价引流计划" * 6
A_DAY = Period(SHOWN, SHOWN + DAY)


def sides(
    against: calendar.Against | spans.Against = calendar.Against.WEEK_AGO,
    base: date = BEFORE,
    **more: object,
) -> Sides:
    basis = Basis(Period(base, base + DAY), against, **more)  # type: ignore[arg-type]
    return Sides(A_DAY, basis, (base,), (SHOWN,))


def sold(amount: str | None, buyers: int | None, visitors: int | None) -> StoreDay:
    return StoreDay(SHOWN, Origin.SHOP, None if amount is None else Decimal(amount), buyers, None, visitors)


def asked(level: Level, answer: Answer, **more: object) -> Why:
    values: dict[str, object] = {
        "question": Question(A_DAY, level),
        "answer": answer,
        "sides": sides(),
        "above": None if level is Level.REVENUE else Question(A_DAY, Level.REVENUE),
    }
    return Why(**(values | more))  # type: ignore[arg-type]


WAS, NOW = sold("23100.00", 197, 4200), sold("19200.00", 171, 3700)
FELL = causes.revenue(WAS, NOW)


def sources(day: date, **visitors: int) -> list[SourceLine]:
    return [SourceLine(day, tuple(name.split("__")), visitors=count) for name, count in visitors.items()]


OLD_SOURCES = sources(
    BEFORE, 平台流量=2900, 平台流量__手淘搜索=1900, 平台流量__手淘推荐=1200, 广告流量=1400, 其他来源=210
)
NEW_SOURCES = sources(
    SHOWN, 平台流量=2350, 平台流量__手淘搜索=1310, 平台流量__手淘推荐=1250, 广告流量=1480, 直播=64
)


def item(key: str, title: str, amount: str, buyers: int, visitors: int) -> ProductSum:
    return ProductSum(key, title, visitors, None, Decimal(amount), buyers)


OLD_ITEMS = [
    item("1", "羊毛大衣女中长款2026秋冬新款双面呢", "12000.00", 60, 1800),
    item("2", "加绒打底裤", "5200.50", 80, 1400),
    item("3", "旧款围巾", "900.00", 20, 300),
    item("4", "帽子", "4000.00", 40, 700),
    *(item(f"x{i}", f"配件{i}", f"{100 + i}.00", 2, 40) for i in range(8)),
]
NEW_ITEMS = [
    item("1", "羊毛大衣女中长款2026秋冬新款双面呢", "8300.00", 41, 1500),
    item("2", "加绒打底裤", "5900.00", 88, 1500),
    item("4", "帽子", "3500.00", 35, 650),
    item("5", "新品手套", "640.00", 16, 220),
    *(item(f"x{i}", f"配件{i}", f"{80 + 3 * i}.00", 2, 35) for i in range(8)),
]


def plan(key: str, name: str, spend: str, revenue: str) -> AdLine:
    return AdLine(key, name, AdTotals(1000, 50, Decimal(spend), Decimal(revenue), 5))


def ads(spend: str, revenue: str, clicks: int, orders: int) -> AdTotals:
    return AdTotals(10_000, clicks, Decimal(spend), Decimal(revenue), orders)


OLD_ADS, NEW_ADS = ads("1200.00", "5160.00", 800, 52), ads("1500.00", "4650.00", 870, 45)
OLD_PLANS = [plan("a", "秋冬爆款引流", "700.00", "3100.00"), plan("b", "关键词低价", "450.00", "2000.00")]
NEW_PLANS = [
    plan("a", "秋冬爆款引流", "900.00", "2600.00"),
    plan("b", "关键词低价", "440.00", "1900.00"),
    plan("c", "新品测款", "100.00", "90.00"),
]
WEEK = period_of("w20261116") or A_DAY
LAST_WEEK = Period(date(2026, 11, 2), date(2026, 11, 9))
OF_WEEK = Sides(
    WEEK,
    Basis(LAST_WEEK, spans.Against.ORDINARY, is_fair=False),
    tuple(LAST_WEEK.days())[:6],
    tuple(WEEK.days())[:6],
)
HUGE = [item(f"{i}", f"{i}{LONG}", f"{99_999_999 - i}.99", 1000, 90_000) for i in range(12)]
LESS = [item(f"{i}", f"{i}{LONG}", f"{99_999_999 - 3000 * i * (-1) ** i}.01", 900, 99_000) for i in range(12)]

CASES: dict[str, Why] = {
    "revenue": asked(Level.REVENUE, FELL),
    "revenue_rose": asked(
        Level.REVENUE,
        causes.revenue(NOW, WAS),
        sides=sides(calendar.Against.ORDINARY, date(2026, 10, 14)),
        is_summed=True,
    ),
    "all_fell": asked(
        Level.REVENUE,
        causes.revenue(WAS, sold("12000.00", 130, 3500)),
        sides=sides(calendar.Against.UNUSUAL),
    ),
    "campaign": asked(
        Level.REVENUE,
        causes.revenue(sold("812345.67", 5900, 98_000), sold("1023456.78", 7000, 120_500)),
        sides=sides(calendar.Against.CAMPAIGN, date(2025, 11, 11), season="double11"),
    ),
    "own_campaign": asked(
        Level.REVENUE,
        causes.revenue(WAS, replace(WAS, paid_amount=Decimal("23100.01"))),
        sides=sides(calendar.Against.CAMPAIGN, date(2026, 5, 11), event=LONG),
    ),
    "unchanged": asked(Level.REVENUE, causes.revenue(WAS, WAS)),
    "zero_sales": asked(Level.REVENUE, causes.revenue(WAS, sold("0.00", 0, 3000))),
    "no_visitors": asked(Level.REVENUE, causes.revenue(sold("23100.00", 197, None), NOW)),
    "mixed": asked(Level.REVENUE, replace(FELL, parts=(), undefined=Undefined(Reason.MIXED))),
    "first_day": asked(
        Level.REVENUE, Answer(Measure.MONEY, undefined=Undefined(Reason.NOTHING)), sides=None
    ),
    "unknown_day": asked(
        Level.REVENUE,
        Answer(Measure.MONEY, undefined=Undefined(Reason.UNKNOWN, Figure.REVENUE)),
        sides=None,
    ),
    "week": asked(
        Level.REVENUE,
        causes.revenue(sold("160000.00", 1400, 30_000), sold("141000.00", 1290, 26_000)),
        question=Question(WEEK),
        sides=OF_WEEK,
    ),
    "visitors": asked(Level.VISITORS, causes.visitors(WAS, NOW, OLD_SOURCES, NEW_SOURCES)),
    "source": asked(
        Level.VISITORS,
        causes.source(("平台流量",), OLD_SOURCES, NEW_SOURCES),
        question=Question(A_DAY, Level.VISITORS, mark("平台流量")),
        name="平台流量",
        above=Question(A_DAY, Level.VISITORS),
    ),
    "no_sources": asked(
        Level.VISITORS,
        replace(
            causes.whole(Level.VISITORS, WAS, NOW),
            undefined=Undefined(Reason.UNKNOWN, Figure.SOURCES, then=True),
        ),
    ),
    "few_sources": asked(
        Level.VISITORS,
        replace(
            causes.whole(Level.VISITORS, sold("160000.00", 1400, 30_000), sold("141000.00", 1290, 26_000)),
            undefined=Undefined(Reason.FEW, Figure.SOURCES),
        ),
        question=Question(WEEK, Level.VISITORS),
        sides=OF_WEEK,
    ),
    "products": asked(Level.PRODUCTS, causes.products(WAS, NOW, OLD_ITEMS, NEW_ITEMS)),
    "one_product": asked(Level.PRODUCTS, causes.products(WAS, NOW, OLD_ITEMS[:1], NEW_ITEMS[:1])),
    "product": asked(
        Level.PRODUCTS,
        causes.product(OLD_ITEMS[0], NEW_ITEMS[0], (Ways(900, 500), Ways(610, 520))),
        question=Question(A_DAY, Level.PRODUCTS, mark("1")),
        name=OLD_ITEMS[0].title,
        above=Question(A_DAY, Level.PRODUCTS),
    ),
    "product_of_conversion": asked(
        Level.CONVERSION,
        causes.product(OLD_ITEMS[0], NEW_ITEMS[0], (Ways(900, 500), Ways(610, 520))),
        question=Question(A_DAY, Level.CONVERSION, mark("1")),
        name=OLD_ITEMS[0].title,
        above=Question(A_DAY, Level.CONVERSION),
    ),
    "new_product": asked(
        Level.PRODUCTS,
        causes.product(None, NEW_ITEMS[3], (Ways(), Ways())),
        question=Question(A_DAY, Level.PRODUCTS, mark("5")),
        name=NEW_ITEMS[3].title,
        above=Question(A_DAY, Level.PRODUCTS),
    ),
    "conversion": asked(
        Level.CONVERSION, causes.by_product(Level.CONVERSION, WAS, NOW, OLD_ITEMS, NEW_ITEMS)
    ),
    "aov": asked(Level.AOV, causes.by_product(Level.AOV, WAS, NOW, OLD_ITEMS, NEW_ITEMS)),
    "roi": asked(Level.ROI, causes.roi(OLD_ADS, NEW_ADS, alike=True)),
    "plans": asked(
        Level.PLANS,
        causes.plans(OLD_ADS, NEW_ADS, OLD_PLANS, NEW_PLANS, alike=True),
        above=Question(A_DAY, Level.ROI),
    ),
    "no_clicks": asked(Level.ROI, causes.roi(OLD_ADS, ads("1500.00", "4650.00", 0, 45), alike=True)),
    "no_ads": asked(
        Level.ROI,
        Answer(Measure.MULTIPLE, undefined=Undefined(Reason.UNKNOWN, Figure.SPEND)),
        sides=None,
    ),
    "other_reports": asked(Level.ROI, causes.roi(OLD_ADS, NEW_ADS, alike=False)),
    "long_names": asked(
        Level.PRODUCTS,
        causes.products(
            sold("1199999999.99", 9_999_999, 99_999_999),
            sold("1199900000.00", 9_000_000, 98_999_999),
            HUGE,
            LESS,
        ),
    ),
    "long_plans": asked(
        Level.PLANS,
        causes.plans(
            ads("99999999.99", "300000000.00", 99_999_999, 9_999_999),
            ads("99999998.99", "200000000.00", 99_999_999, 9_999_999),
            [plan(f"{i}", f"{i}{LONG}", "9999999.99", f"{20_000_000 + i}.00") for i in range(9)],
            [plan(f"{i}", f"{i}{LONG}", "9999998.99", f"{10_000_000 + 3 * i}.00") for i in range(9)],
            alike=True,
        ),
        above=Question(A_DAY, Level.ROI),
    ),
}  # fmt: skip
