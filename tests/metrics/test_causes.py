"""Every level of the why: its parts add up to the change, or it names what stands in the way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import causes
from metrics.ads import AdLine, AdTotals
from metrics.products import ProductSum, Ways
from metrics.sales import Origin, StoreDay
from metrics.sources import SourceLine
from metrics.why import Answer, Figure, Kind, Level, Life, Measure, Part, Reason, Undefined, mark

D = Decimal
DAY, BEFORE = date(2026, 11, 21), date(2026, 11, 14)


def sold(
    amount: str | None, buyers: int | None, visitors: int | None, origin: Origin | None = Origin.SHOP
) -> StoreDay:
    return StoreDay(DAY, origin, None if amount is None else D(amount), buyers, None, visitors)


def said(answer: Answer) -> list[tuple[str, str]]:
    return [(one.name or str(one.kind), str(one.part)) for one in answer.parts]


def adds_up(answer: Answer) -> bool:
    total = sum((one.part for one in answer.parts), D(0))
    return answer.undefined is not None or total == answer.change


# ------------------------------------------------------------------------------------------------- revenue


def test_revenue_over_its_factors() -> None:
    answer = causes.revenue(sold("100.00", 10, 100), sold("50.00", 7, 80))
    assert said(answer) == [("visitors", "-16.10"), ("conversion", "-9.63"), ("aov", "-24.27")]
    assert (answer.before, answer.after, answer.change) == (D("100.00"), D("50.00"), D("-50.00"))
    assert answer.parts[1].pairs == ((D("0.1"), D("0.0875")),)
    assert answer.main == answer.parts[2]


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        (sold(None, 1, 1), sold("1.00", 1, 1), Undefined(Reason.UNKNOWN, Figure.REVENUE, then=True)),
        (sold("1.00", 1, 1), sold("1.00", None, 1), Undefined(Reason.UNKNOWN, Figure.BUYERS)),
        (sold("1.00", 1, None), sold("1.00", 1, 1), Undefined(Reason.UNKNOWN, Figure.VISITORS, then=True)),
        (sold("1.00", 1, 1), sold("0.00", 0, 9), Undefined(Reason.ZERO, Figure.REVENUE)),
        (sold("1.00", 1, 0), sold("1.00", 1, 9), Undefined(Reason.ZERO, Figure.VISITORS, then=True)),
        (sold("1.00", 0, 9), sold("1.00", 1, 9), Undefined(Reason.ZERO, Figure.BUYERS, then=True)),
    ],
)
def test_what_stands_in_the_way_is_named(before: StoreDay, after: StoreDay, gap: Undefined) -> None:
    answer = causes.revenue(before, after)
    assert (answer.undefined, answer.parts) == (gap, ())


def test_days_told_by_different_files_are_mixed() -> None:
    shop, products = sold("1.00", 1, 1), sold("1.00", 1, 1, Origin.PRODUCTS)
    assert causes.are_mixed(shop, products)
    assert causes.are_mixed(sold("1.00", 1, 1, None), sold("1.00", 1, 1, None))
    assert not causes.are_mixed(products, products)


# ----------------------------------------------------------------------------------------------- by source


def came(day: date, *sources: tuple[str, int]) -> list[SourceLine]:
    return [SourceLine(day, tuple(path.split(">")), visitors=count) for path, count in sources]


OLD = came(BEFORE, ("平台", 60), ("平台>搜索", 40), ("平台>推荐", 30), ("付费", 50), ("旧渠道", 5))
NEW = came(DAY, ("平台", 45), ("平台>搜索", 20), ("平台>推荐", 30), ("付费", 58), ("直播", 9))


def test_visitors_by_source_and_what_is_counted_twice() -> None:
    answer = causes.visitors(sold("1.00", 1, 100), sold("1.00", 1, 90), OLD, NEW)
    assert said(answer) == [
        ("平台", "-15"), ("直播", "9"), ("付费", "8"), ("旧渠道", "-5"), ("overlap", "-7"),
    ]  # fmt: skip
    platform, live, _, gone, _ = answer.parts
    assert (platform.pairs, platform.mark) == (((D(60), D(45)),), mark("平台"))
    assert (live.life, live.mark, gone.life) == (Life.NEW, "", Life.GONE)
    assert adds_up(answer)


def test_a_source_opens_into_those_below_it() -> None:
    assert causes.path_marked(mark("平台"), OLD, NEW) == ("平台",)
    answer = causes.source(("平台",), OLD, NEW)
    assert said(answer) == [("搜索", "-20"), ("overlap", "5")]
    assert (answer.before, answer.after) == (D(60), D(45))
    assert answer.parts[0].mark == ""
    assert causes.path_marked(mark("平台 > 搜索"), OLD, NEW) == ("平台", "搜索")
    assert causes.mark_above(("平台", "搜索")) == mark("平台")
    assert causes.mark_above(("平台",)) == ""
    assert causes.path_marked(mark("别的"), OLD, NEW) is None


def test_more_than_five_sources_are_put_together() -> None:
    many = came(DAY, *((f"渠道{i}", 10 * i) for i in range(1, 9)))
    answer = causes.visitors(sold("1.00", 1, 10), sold("1.00", 1, 400), (), many)
    others = answer.parts[5]
    assert [one.name for one in answer.parts[:5]] == [f"渠道{i}" for i in (8, 7, 6, 5, 4)]
    assert (others.kind, others.count, others.part) == (Kind.OTHERS, 3, D(60))
    assert adds_up(answer)


counts = st.integers(0, 10**7)
source_days = st.lists(
    st.tuples(st.sampled_from("abcdefghi"), counts), max_size=9, unique_by=lambda pair: pair[0]
)


@given(counts, counts, source_days, source_days)
def test_sources_always_add_up(
    before: int, after: int, old: list[tuple[str, int]], new: list[tuple[str, int]]
) -> None:
    answer = causes.visitors(
        sold("1.00", 1, before), sold("1.00", 1, after), came(BEFORE, *old), came(DAY, *new)
    )
    assert sum(one.part for one in answer.parts) == after - before


def test_unknown_visitors_have_no_sources() -> None:
    answer = causes.visitors(sold("1.00", 1, 9), sold("1.00", 1, None), OLD, NEW)
    assert (answer.undefined, answer.parts) == (Undefined(Reason.UNKNOWN, Figure.VISITORS), ())


# ---------------------------------------------------------------------------------------------- by product


def item(key: str, amount: str | None, buyers: int | None = None, visitors: int | None = None) -> ProductSum:
    money = None if amount is None else D(amount)
    return ProductSum(key, f"商品{key}", visitors, None, money, buyers)


def test_revenue_by_product() -> None:
    old = [item("a", "500.00"), item("b", "100.00"), item("c", "40.00"), item("e", "7.00")]
    new = [item("a", "300.00"), item("b", "130.50"), item("d", "60.00"), item("e", "7.00")]
    answer = causes.products(sold("700.00", 1, 1), sold("500.00", 1, 1), old, new)
    assert said(answer) == [
        ("商品a", "-200.00"),
        ("商品c", "-40.00"),
        ("商品d", "60.00"),
        ("商品b", "30.50"),
        ("unlisted", "-50.50"),
    ]
    lives = {one.key: one.life for one in answer.parts}
    assert (lives["a"], lives["c"], lives["d"]) == (Life.STAYS, Life.GONE, Life.NEW)
    assert answer.main == answer.parts[0]
    assert adds_up(answer)


def test_the_five_biggest_each_way_are_named_and_the_way_revenue_went_comes_first() -> None:
    old = [item(f"{i}", "10.00") for i in range(8)]
    new = [*(item(f"{i}", f"{i}.00") for i in range(8)), *(item(f"n{i}", f"{i}.00") for i in range(1, 8))]
    answer = causes.products(sold("80.00", 1, 1), sold("56.00", 1, 1), old, new)
    assert [one.key for one in answer.parts] == [*"01234", "n7", "n6", "n5", "n4", "n3", ""]
    assert answer.parts[-1] == Part(Kind.OTHERS, D("-9.00"), count=5)
    assert adds_up(answer)
    risen = causes.products(sold("56.00", 1, 1), sold("80.00", 1, 1), new, old)
    assert [one.key for one in risen.parts][:5] == [*"01234"]


amounts = st.one_of(st.none(), st.integers(0, 10**9).map(lambda fen: D(fen) / 100))
a_product = st.builds(
    item, st.sampled_from("abcdefghijklmnopqrst"), amounts, st.none() | counts, st.none() | counts
)
some_products = st.lists(a_product, max_size=20, unique_by=lambda one: one.item_id)
revenues = st.integers(0, 10**11).map(lambda fen: str(D(fen) / 100))


@given(revenues, revenues, some_products, some_products)
def test_products_always_add_up_to_the_cent(
    before: str, after: str, old: list[ProductSum], new: list[ProductSum]
) -> None:
    answer = causes.products(sold(before, 1, 1), sold(after, 1, 1), old, new)
    assert sum(one.part for one in answer.parts) == D(after) - D(before)
    assert len(answer.parts) <= 12


@given(
    st.sampled_from([Level.CONVERSION, Level.AOV]),
    st.tuples(revenues, counts, counts),
    st.tuples(revenues, counts, counts),
    some_products,
    some_products,
)
def test_ratios_always_add_up_as_shown(
    level: Level,
    before: tuple[str, int, int],
    after: tuple[str, int, int],
    old: list[ProductSum],
    new: list[ProductSum],
) -> None:
    answer = causes.by_product(level, sold(*before), sold(*after), old, new)
    if answer.undefined is None:
        assert sum(one.part for one in answer.parts) == answer.change
        assert sum(one.part for one in answer.details) == answer.change
    else:
        assert answer.parts == ()
        assert answer.undefined.reason in (Reason.ZERO, Reason.UNKNOWN)
        assert answer.undefined.figure is not None


def test_conversion_by_product() -> None:
    """a converts worse, b draws more of the visitors, c is gone: nothing is counted twice."""
    old = [item("a", "1.00", 30, 300), item("b", "1.00", 20, 400), item("c", "1.00", 10, 100)]
    new = [item("a", "1.00", 15, 300), item("b", "1.00", 30, 600)]
    answer = causes.by_product(Level.CONVERSION, sold("1.00", 60, 800), sold("1.00", 45, 900), old, new)
    assert (answer.measure, answer.before, answer.after) == (Measure.PERCENT, D("0.0750"), D("0.0500"))
    assert said(answer) == [("商品a", "-0.0182"), ("商品c", "-0.0047"), ("商品b", "-0.0021")]
    assert [(str(one.kind), str(one.part)) for one in answer.details] == [
        ("rate", "-0.0177"),
        ("mix", "-0.0073"),
    ]
    assert answer.parts[0].pairs == ((D("0.1"), D("0.05")),)


def test_order_value_by_product() -> None:
    old = [item("a", "1000.00", 10), item("b", "300.00", 10)]
    new = [item("a", "1200.00", 10), item("b", "300.00", 10)]
    answer = causes.by_product(Level.AOV, sold("1300.00", 20, 1), sold("1500.00", 20, 1), old, new)
    assert (answer.before, answer.after) == (D("65.00"), D("75.00"))
    assert said(answer) == [("商品a", "10.00")]


@pytest.mark.parametrize(
    ("level", "before", "after", "gap"),
    [
        (Level.CONVERSION, ("1.00", 0, 9), ("1.00", 1, 9), Undefined(Reason.ZERO, Figure.BUYERS, True)),
        (Level.CONVERSION, ("1.00", 1, 9), ("1.00", 1, 0), Undefined(Reason.ZERO, Figure.VISITORS)),
        (Level.AOV, ("1.00", None, 9), ("1.00", 1, 9), Undefined(Reason.UNKNOWN, Figure.BUYERS, True)),
        (Level.AOV, ("1.00", 1, 9), ("0.00", 1, 9), Undefined(Reason.ZERO, Figure.REVENUE)),
        (Level.AOV, ("1.00", 1, 9), ("1.00", 1, 9), Undefined(Reason.ZERO, Figure.PRODUCT_BUYERS)),
    ],
)
def test_ratios_without_a_split(
    level: Level, before: tuple[str, int, int], after: tuple[str, int, int], gap: Undefined
) -> None:
    assert causes.by_product(level, sold(*before), sold(*after), (), ()).undefined == gap


def test_a_product_opens_into_its_own_factors_and_its_visitors_ways() -> None:
    was, now = item("a", "100.00", 10, 100), item("a", "50.00", 7, 80)
    answer = causes.product(was, now, (Ways(60, 30), Ways(30, 35)))
    assert said(answer) == [("visitors", "-16.10"), ("conversion", "-9.63"), ("aov", "-24.27")]
    assert [(str(one.kind), one.part, one.pairs) for one in answer.details] == [
        ("search", D(-30), ((D(60), D(30)),)),
        ("recommended", D(5), ((D(30), D(35)),)),
        ("other_ways", D(5), ((D(10), D(15)),)),
    ]
    assert sum(one.part for one in answer.details) == 80 - 100
    assert causes.product(was, now, (Ways(), Ways(30, 5))).details == ()
    only = causes.product(was, now, (Ways(60), Ways(50))).details
    assert [str(one.kind) for one in only] == ["search", "other_ways"]


def test_a_new_product_and_one_that_is_gone() -> None:
    ways = (Ways(), Ways())
    new, gone = causes.product(None, item("a", "5.00"), ways), causes.product(item("a", "5.00"), None, ways)
    assert (new.undefined, new.change) == (Undefined(Reason.NEW), D("5.00"))
    assert (gone.undefined, gone.change) == (Undefined(Reason.GONE), D("-5.00"))


# ----------------------------------------------------------------------------------------------------- ROI


def ads(spend: str, revenue: str, clicks: int = 100, orders: int = 10) -> AdTotals:
    return AdTotals(1000, clicks, D(spend), D(revenue), orders)


def test_roi_over_its_factors() -> None:
    """Half as many orders of a click; clicks a quarter dearer; orders worth the same."""
    answer = causes.roi(ads("100.00", "400.00"), ads("125.00", "200.00", orders=5), alike=True)
    assert (answer.before, answer.after) == (D("4.00"), D("1.60"))
    assert said(answer) == [("click_conversion", "-1.82"), ("order_value", "0.00"), ("cpc", "-0.58")]
    assert answer.parts[2].pairs == ((D(1), D("1.25")),)


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        (ads("0.00", "0.00"), ads("1.00", "1.00"), Undefined(Reason.ZERO, Figure.SPEND, True)),
        (ads("1.00", "1.00"), ads("1.00", "1.00", clicks=0), Undefined(Reason.ZERO, Figure.CLICKS)),
        (ads("1.00", "1.00"), ads("1.00", "0.00", orders=0), Undefined(Reason.ZERO, Figure.AD_REVENUE)),
        (ads("1.00", "1.00", orders=0), ads("1.00", "1.00"), Undefined(Reason.ZERO, Figure.ORDERS, True)),
    ],
)
def test_roi_without_a_split(before: AdTotals, after: AdTotals, gap: Undefined) -> None:
    answer = causes.roi(before, after, alike=True)
    assert (answer.undefined, answer.parts) == (gap, ())


def test_other_reports_than_last_time_are_not_compared() -> None:
    answer = causes.roi(ads("1.00", "4.00"), ads("1.00", "3.00"), alike=False)
    assert (answer.undefined, answer.change) == (Undefined(Reason.REPORTS), D("-1.00"))
    assert causes.plans(ads("1.00", "4.00"), ads("1.00", "3.00"), (), (), alike=False).undefined == (
        Undefined(Reason.REPORTS)
    )


def plan(key: str, spend: str, revenue: str) -> AdLine:
    return AdLine(key, f"计划{key}", ads(spend, revenue))


def test_roi_by_plan_with_its_money() -> None:
    old, new = (
        [plan("a", "60.00", "300.00"), plan("b", "40.00", "100.00")],
        [plan("a", "60.00", "180.00"), plan("c", "40.00", "40.00")],
    )
    answer = causes.plans(ads("100.00", "400.00"), ads("110.00", "230.00"), old, new, alike=True)
    assert (answer.before, answer.after) == (D("4.00"), D("2.09"))
    assert adds_up(answer)
    assert [one.name or str(one.kind) for one in answer.parts] == ["计划a", "计划c", "计划b", "unlisted"]
    assert answer.parts[0].pairs == ((D("60.00"), D("60.00")), (D("300.00"), D("180.00")))
    assert answer.parts[3].pairs == ((D("0.00"), D("10.00")), (D("0.00"), D("10.00")))


fen = st.integers(0, 10**9).map(lambda amount: str(D(amount) / 100))
some_plans = st.lists(
    st.builds(plan, st.sampled_from("abcdefghijkl"), fen, fen), max_size=12, unique_by=lambda one: one.key
)


@given(fen, fen, fen, fen, some_plans, some_plans)
def test_plans_always_add_up_with_all_their_money(
    spend: str, revenue: str, cost: str, brought: str, old: list[AdLine], new: list[AdLine]
) -> None:
    before, after = ads(spend, revenue), ads(cost, brought)
    answer = causes.plans(before, after, old, new, alike=True)
    if answer.undefined is not None:
        assert answer.undefined.reason is Reason.ZERO
        return
    assert sum(one.part for one in answer.parts) == answer.change
    sums = [[sum((one.pairs[i][j] or D(0) for one in answer.parts), D(0)) for j in (0, 1)] for i in (0, 1)]
    assert sums == [[before.spend, after.spend], [before.ad_revenue, after.ad_revenue]]
