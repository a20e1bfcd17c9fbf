"""Why a figure changed, from the database: what is compared, what each level is made of, what is missing."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics import calendar, spans
from metrics.ads import Cut, Report
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period
from metrics.stores import Store
from metrics.tables import Kind
from metrics.why import Figure, Level, Question, Reason, Undefined, Why, mark, parse_why, period_of
from services.why import why
from storage import rollups, tables
from tests.advertising import Files
from tests.uploading import make_store

SHOWN = date(2026, 9, 23)  # a Wednesday among ordinary days
BEFORE = SHOWN - timedelta(days=7)
NOW = datetime.fromisoformat("2026-09-25T09:00:00+08:00")
D = Decimal


class Told(Files):
    """Files of a store, with what only the why asks for. Money is whole yuan."""

    def shop(self, day: date, amount: int, buyers: int, visitors: int) -> None:
        columns = ("day", "paid_amount", "paid_buyers", "visitors")
        self._merge(Kind.SHOP_DAY, columns, [(day, amount * 100, buyers, visitors)])
        rollups.rebuild(self.session, self.store.id, [day], ads=False)

    def items(self, day: date, **items: tuple[int, int, int]) -> None:
        """Revenue, buyers and visitors by item."""
        columns = ("day", "item_id", "paid_amount", "paid_buyers", "visitors", "search_visitors")
        rows = [
            (day, key, amount * 100, buyers, visitors, visitors // 2)
            for key, (amount, buyers, visitors) in items.items()
        ]
        self._merge(Kind.PRODUCT_DAY, columns, list(rows))
        rollups.rebuild(self.session, self.store.id, [day], ads=False)

    def sources(self, day: date, **visitors: int) -> None:
        columns = ("day", "item_id", "carrier", "source", "visitors")
        rows = [(day, "", "", name.replace("__", " > "), count) for name, count in visitors.items()]
        self._merge(Kind.SOURCE_DAY, columns, list(rows))

    def advertised(self, day: date, report: Report, **plans: tuple[int, int, int]) -> None:
        """Spend, revenue and orders by plan, a hundred clicks each."""
        columns = ("day", "report", "scene_id", "plan_id", "unit_id", "item_id", "word_id")
        figures = ("clicks", "spend", "ad_revenue", "ad_orders")
        rows = [
            (day, str(report), "", plan, "", "", "", 100, spend * 100, revenue * 100, orders)
            for plan, (spend, revenue, orders) in plans.items()
        ]
        self._merge(Kind.AD_DAY, (*columns, *figures), list(rows))
        rollups.rebuild(self.session, self.store.id, [day], ads=True)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


@pytest.fixture
def told(session: Session, store: Store) -> Told:
    """The day and the one a week before, told by all files."""
    told = Told(session, store)
    told.shop(BEFORE, 23_100, 197, 4200)
    told.shop(SHOWN, 19_200, 171, 3700)
    told.items(BEFORE, a=(12_000, 60, 1800), b=(9_000, 130, 2200), gone=(1_000, 10, 300))
    told.items(SHOWN, a=(8_300, 41, 1500), b=(9_900, 125, 2100), new=(640, 16, 220))
    told.products(a="羊毛大衣", b="打底裤")
    told.sources(BEFORE, 平台=2900, 平台__搜索=1900, 平台__推荐=1200, 付费=1400)
    told.sources(SHOWN, 平台=2350, 平台__搜索=1310, 平台__推荐=1250, 付费=1480)
    return told


def ask(session: Session, store: Store, level: Level, more: str = "", period: Period | None = None) -> Why:
    shown = period or Period(SHOWN, SHOWN + DAY)
    return why(session, store, Question(shown, level, more), NOW)


def adds_up(found: Why) -> bool:
    answer = found.answer
    return answer.undefined is None and sum(one.part for one in answer.parts) == answer.change


def named(found: Why) -> dict[str, Decimal]:
    return {one.name or str(one.kind): one.part for one in found.answer.parts}


def test_revenue_against_a_week_ago(session: Session, store: Store, told: Told) -> None:
    found = ask(session, store, Level.REVENUE)
    assert found.sides is not None
    assert found.sides.basis.against is calendar.Against.WEEK_AGO
    assert (found.sides.before, found.sides.after) == ((BEFORE,), (SHOWN,))
    assert named(found) == {
        "visitors": D("-2673.18"), "conversion": D("-311.89"), "aov": D("-914.93"),
    }  # fmt: skip
    assert adds_up(found)
    assert (found.above, found.is_summed) == (None, False)


def test_visitors_by_source_level_by_level(session: Session, store: Store, told: Told) -> None:
    found = ask(session, store, Level.VISITORS)
    assert named(found) == {"平台": D(-550), "付费": D(80), "overlap": D(-30)}
    assert adds_up(found)
    opened = ask(session, store, Level.VISITORS, found.answer.parts[0].mark)
    assert (opened.name, opened.answer.before, opened.answer.after) == ("平台", D(2900), D(2350))
    assert named(opened) == {"搜索": D(-590), "推荐": D(50), "overlap": D(-10)}
    assert opened.above == Question(Period(SHOWN, SHOWN + DAY), Level.VISITORS)
    deepest = ask(session, store, Level.VISITORS, mark("平台 > 搜索"))
    assert deepest.above == Question(Period(SHOWN, SHOWN + DAY), Level.VISITORS, mark("平台"))


def test_products_level_by_level(session: Session, store: Store, told: Told) -> None:
    found = ask(session, store, Level.PRODUCTS)
    assert named(found) == {
        "羊毛大衣": D("-3700.00"),
        "gone": D("-1000.00"),
        "打底裤": D("900.00"),
        "new": D("640.00"),
        "unlisted": D("-740.00"),
    }
    assert adds_up(found)
    opened = ask(session, store, Level.PRODUCTS, mark("a"))
    assert opened.name == "羊毛大衣"
    assert adds_up(opened)
    assert [one.part for one in opened.answer.details] == [D(-150), D(-150)]  # by search, otherwise
    assert ask(session, store, Level.AOV, mark("a")).above == Question(Period(SHOWN, SHOWN + DAY), Level.AOV)
    assert ask(session, store, Level.PRODUCTS, mark("new")).answer.undefined == Undefined(Reason.NEW)


@pytest.mark.parametrize("level", [Level.CONVERSION, Level.AOV])
def test_ratios_by_product(session: Session, store: Store, told: Told, level: Level) -> None:
    found = ask(session, store, level)
    assert adds_up(found)
    assert {"羊毛大衣", "打底裤", "new", "gone"} <= set(named(found))


@pytest.mark.parametrize("level", [Level.VISITORS, Level.PRODUCTS, Level.AOV])
def test_a_button_of_something_that_is_gone(session: Session, store: Store, told: Told, level: Level) -> None:
    with pytest.raises(Mistake) as mistake:
        ask(session, store, level, mark("别的"))
    assert mistake.value.reason == "why_gone"


def test_what_is_missing_is_named(session: Session, store: Store) -> None:
    told = Told(session, store)
    assert ask(session, store, Level.REVENUE).answer.undefined == (Undefined(Reason.UNKNOWN, Figure.REVENUE))
    assert ask(session, store, Level.ROI).answer.undefined == Undefined(Reason.UNKNOWN, Figure.SPEND)
    told.shop(SHOWN, 19_200, 171, 3700)
    assert ask(session, store, Level.REVENUE).answer.undefined == Undefined(Reason.NOTHING)
    told.shop(BEFORE, 23_100, 197, 4200)
    told.sources(SHOWN, 平台=2350)
    told.items(BEFORE, a=(1, 1, 1))
    sources, products = (ask(session, store, level) for level in (Level.VISITORS, Level.PRODUCTS))
    assert sources.answer.undefined == Undefined(Reason.UNKNOWN, Figure.SOURCES, then=True)
    assert (sources.answer.change, sources.answer.parts) == (D(-500), ())
    assert products.answer.undefined == Undefined(Reason.UNKNOWN, Figure.PRODUCTS)
    assert products.answer.change == D("-3900.00")


def test_a_day_longer_ago_where_last_week_is_not_known(session: Session, store: Store) -> None:
    told, earlier = Told(session, store), SHOWN - timedelta(days=21)
    told.shop(earlier, 20_000, 180, 4000)
    told.shop(SHOWN, 19_200, 171, 3700)
    found = ask(session, store, Level.REVENUE)
    assert found.sides is not None
    assert found.sides.before == (earlier,)
    assert found.sides.basis.against is calendar.Against.ORDINARY


def test_a_campaigns_day_is_compared_with_last_years(session: Session, store: Store) -> None:
    told, day = Told(session, store), date(2026, 11, 11)
    told.shop(day - timedelta(days=7), 20_000, 180, 4000)
    told.shop(day, 190_200, 1710, 37_000)
    alone = ask(session, store, Level.REVENUE, period=Period(day, day + DAY))
    assert alone.answer.undefined == Undefined(Reason.NOTHING)
    told.shop(date(2025, 11, 11), 150_000, 1500, 30_000)
    found = ask(session, store, Level.REVENUE, period=Period(day, day + DAY))
    assert found.sides is not None
    assert (found.sides.before, found.sides.basis.season) == ((date(2025, 11, 11),), "double11")


# ------------------------------------------------------------------------------------------ like with like


def test_a_day_told_by_products_only_is_compared_with_products(session: Session, store: Store) -> None:
    told = Told(session, store)
    told.shop(BEFORE, 23_100, 197, 4200)
    told.items(BEFORE, a=(12_000, 60, 1800), b=(9_000, 130, 2200))
    told.items(SHOWN, a=(8_300, 41, 1500), b=(9_900, 125, 2100))
    found = ask(session, store, Level.REVENUE)
    assert (found.answer.before, found.answer.after) == (D("21000.00"), D("18200.00"))
    assert adds_up(found)
    assert found.is_summed
    assert adds_up(ask(session, store, Level.PRODUCTS))


def test_days_that_cannot_be_told_alike_are_not_split(session: Session, store: Store) -> None:
    told = Told(session, store)
    told.shop(BEFORE, 23_100, 197, 4200)
    told.items(SHOWN, a=(8_300, 41, 1500))
    for level in (Level.REVENUE, Level.VISITORS, Level.CONVERSION, Level.AOV, Level.PRODUCTS):
        found = ask(session, store, level)
        assert found.answer.undefined == Undefined(Reason.MIXED)
        assert found.answer.change is not None
        assert found.answer.parts == ()


def test_orders_tell_products_where_no_product_file_does(session: Session, store: Store) -> None:
    told = Told(session, store)
    for day, sold in ((BEFORE, 300), (SHOWN, 200)):
        told.shop(day, sold, 10, 100)
        sale = {"store_id": store.id, "day": day, "sku": "", "paid_orders": 1}
        session.execute(insert(tables.product_sale_day).values(**sale, item_id="1", paid_amount=D(sold - 50)))
    found = ask(session, store, Level.PRODUCTS)
    assert named(found) == {"1": D("-100.00")}
    assert adds_up(found)


# ------------------------------------------------------------------------------------------------ periods


def fill(told: Told, first: date, days: int, amount: int = 10_000) -> None:
    for i in range(days):
        told.shop(first + timedelta(days=i), amount + i, 100 + i, 1000 + 10 * i)


def test_a_week_against_the_one_before(session: Session, store: Store) -> None:
    told = Told(session, store)
    fill(told, date(2026, 9, 7), 14)
    found = why(session, store, parse_why(["week"], date(2026, 9, 25)), NOW)
    assert found.sides is not None
    assert (len(found.sides.before), found.sides.is_whole) == (7, True)
    assert found.sides.basis.against is spans.Against.BEFORE
    assert (found.answer.before, found.answer.after) == (D("70021.00"), D("70070.00"))
    assert adds_up(found)


def test_of_a_running_week_only_the_same_days_are_compared(session: Session, store: Store) -> None:
    told = Told(session, store)
    fill(told, date(2026, 9, 14), 12)  # today's figures so far are among them
    found = ask(session, store, Level.REVENUE, period=period_of("w20260921"))
    assert found.sides is not None
    assert [day.day for day in found.sides.after] == [21, 22, 23, 24]
    assert [day.day for day in found.sides.before] == [14, 15, 16, 17]
    assert not found.sides.is_whole


def test_a_month_and_any_other_days(session: Session, store: Store) -> None:
    told = Told(session, store)
    fill(told, date(2026, 8, 1), 55)
    month = ask(session, store, Level.REVENUE, period=period_of("m202608"))
    assert month.answer.undefined == Undefined(Reason.NOTHING)
    so_far = why(session, store, parse_why(["month"], date(2026, 9, 25)), NOW)
    assert so_far.sides is not None
    assert (so_far.sides.before[0], so_far.sides.before[-1]) == (date(2026, 8, 1), date(2026, 8, 24))
    assert adds_up(so_far)
    named_days = Period(date(2026, 9, 10), date(2026, 9, 20))
    two = why(session, store, Question(named_days), NOW, against=Period(date(2026, 8, 1), date(2026, 8, 11)))
    assert two.sides is not None
    assert two.sides.before[0] == date(2026, 8, 1)
    assert adds_up(two)


def test_only_the_days_that_files_tell_of_are_taken_apart(session: Session, store: Store) -> None:
    told = Told(session, store)
    fill(told, date(2026, 9, 7), 14)
    for i in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11):
        day = date(2026, 9, 7) + timedelta(days=i)
        told.sources(day, 平台=900 + i)
        told.items(day, a=(5_000 + i, 50, 900))
    period = period_of("w20260914")
    for level in (Level.VISITORS, Level.PRODUCTS, Level.CONVERSION):
        found = ask(session, store, level, period=period)
        assert found.sides is not None
        assert (len(found.sides.after), found.sides.is_whole) == (5, False)
        assert adds_up(found)


def test_files_of_too_few_days(session: Session, store: Store) -> None:
    told = Told(session, store)
    fill(told, date(2026, 9, 7), 14)
    for day in (date(2026, 9, 7), date(2026, 9, 15)):
        told.sources(day, 平台=900)
    found = ask(session, store, Level.VISITORS, period=period_of("w20260914"))
    assert found.answer.undefined == Undefined(Reason.FEW, Figure.SOURCES)


# ---------------------------------------------------------------------------------------------------- ROI


def test_roi_and_its_plans(session: Session, store: Store) -> None:
    told = Told(session, store)
    told.advertised(BEFORE, Report.PLAN, p=(700, 3100, 30), q=(450, 2000, 20))
    told.advertised(SHOWN, Report.PLAN, p=(900, 2600, 25), q=(440, 1900, 20), r=(100, 90, 1))
    told.names(Cut.PLAN, p="秋冬爆款")
    found = ask(session, store, Level.ROI)
    assert (found.answer.before, found.answer.after) == (D("4.43"), D("3.19"))
    assert adds_up(found)
    by_plan = ask(session, store, Level.PLANS)
    assert set(named(by_plan)) == {"秋冬爆款", "q", "r"}
    assert adds_up(by_plan)
    assert by_plan.above == Question(Period(SHOWN, SHOWN + DAY), Level.ROI)


def test_other_reports_and_no_plans(session: Session, store: Store) -> None:
    told = Told(session, store)
    told.ads(BEFORE, Report.WORD, {"word_id": "1", "spend": 10, "ad_revenue": 40})
    told.ads(SHOWN, Report.PLAN, {"plan_id": "1", "spend": 10, "ad_revenue": 40})
    assert ask(session, store, Level.ROI).answer.undefined == Undefined(Reason.REPORTS)
    told.ads(BEFORE, Report.SCENE, {"scene_id": "1", "spend": 10, "ad_revenue": 40})
    assert ask(session, store, Level.ROI).answer.undefined == Undefined(Reason.ZERO, Figure.ORDERS, True)
    by_scene = ask(session, store, Level.PLANS)
    assert adds_up(by_scene) or by_scene.answer.undefined is not None


def test_ads_of_a_week_are_added_up(session: Session, store: Store) -> None:
    told = Told(session, store)
    for i in range(14):
        day = date(2026, 9, 7) + timedelta(days=i)
        if i != 9:
            told.advertised(day, Report.PLAN, p=(100 + i, 400, 4), q=(50, 100 + i, 2))
    for level in (Level.ROI, Level.PLANS):
        found = ask(session, store, level, period=period_of("w20260914"))
        assert found.sides is not None
        assert len(found.sides.after) == 6
        assert adds_up(found)
