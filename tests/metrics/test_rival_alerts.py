"""What people have to hear of rivals: fires, stands, recovers, is told once, and what it means for us."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Finding, Level, Rule
from metrics.calendar import Calendar
from metrics.campaigns import RivalPrice
from metrics.rival_alerts import (
    Judgement,
    OurItem,
    RivalFacts,
    RivalReason,
    judge_rivals,
    same_items,
    same_key,
)
from metrics.rival_moves import history
from metrics.rivals import Range, RivalDay
from metrics.rules import Rules

TODAY = date(2026, 8, 21)
RULES = Rules()
LINK = "https://a.example/1"
LAMP = OurItem("301", "Our lamp", Decimal(89), cost=Decimal("60"), is_main=True)


def on(back: int) -> date:
    return TODAY - timedelta(days=back)


def look(back: int, item: str = "Lamp", **known: object) -> RivalDay:
    return RivalDay(on(back), "Nova", item, **known)  # type: ignore[arg-type]


def priced(*prices: str | None, item: str = "Lamp", link: str | None = None) -> list[RivalDay]:
    """One look a day, the last today."""
    last = len(prices) - 1
    return [
        look(last - i, item, price=None if one is None else Decimal(one), link=link)
        for i, one in enumerate(prices)
    ]


def facts(
    rows: Sequence[RivalDay],
    same: Sequence[RivalPrice] = (),
    ours: OurItem = LAMP,
    today: date = TODAY,
) -> RivalFacts:
    mine = {ours.item_id: ours}
    shops = (history("Nova", rows, RULES),) if rows else ()
    return RivalFacts(today, RULES, Calendar(), shops, same_items(same, rows, RULES, mine), mine)


def judged(known: RivalFacts, rule: Rule = Rule.RIVAL_PRICE) -> list[Judgement]:
    return [one for one in judge_rivals(known) if one.rule is rule]


def firing(known: RivalFacts) -> list[Finding]:
    found = [one.finding for one in judge_rivals(known)]
    return [one for one in found if one is not None and one.level is Level.FIRING]


# ----------------------------------------------------------------------------------------------------- prices


@pytest.mark.parametrize(
    ("prices", "reason"),
    [
        (("100", "90"), RivalReason.FOUND),
        (("100", "98.5", "97.02", "95.57", "94.13"), RivalReason.FOUND),
        (("100", "60"), RivalReason.WAITING_FOR_SECOND_LOOK),
        (("100", "60", "60"), RivalReason.FOUND),
        (("100", "60", "100"), RivalReason.SMALL),
        (("100", None), RivalReason.UNREADABLE),
        ((None, None), RivalReason.UNREADABLE),
        (("100", "90", None), RivalReason.FOUND),  # it stands until somebody sees another price
        (("100", "90", "100"), RivalReason.BACK),
        (("100", "98"), RivalReason.SMALL),
        (("100", *("90",) * 8), RivalReason.FOUND),
        (("100", *("90",) * 9), RivalReason.LONG_AGO),
    ],
)
def test_prices(prices: tuple[str | None, ...], reason: RivalReason) -> None:
    (judgement,) = judged(facts(priced(*prices)))
    assert (judgement.reason, judgement.subject) == (reason, "Nova|Lamp")
    assert (judgement.finding is not None) is (reason is RivalReason.FOUND)


def test_a_price_says_from_where_and_since_when_and_is_of_the_day_it_moved() -> None:
    (finding,) = firing(facts(priced("100", "90", "85", "85.50")))
    assert finding.of == on(1)
    assert finding.facts == {
        "shop": "Nova", "item": "Lamp", "price": "85.50", "before": "100", "since": on(2).isoformat(),
    }  # fmt: skip


def test_sales_that_a_lower_price_explains_are_told_with_it() -> None:
    usual = [look(i, price=Decimal(100), items=Range(100, 120)) for i in range(20, 0, -1)]
    (finding,) = firing(facts([*usual, look(0, price=Decimal(90), items=Range(400, 500))]))
    assert finding.rule is Rule.RIVAL_PRICE
    assert (finding.facts["sales_low"], finding.facts["usual_high"]) == ("400", "120")
    reason = judged(facts([*usual, look(0, price=Decimal(90), items=Range(400, 500))]), Rule.RIVAL_SALES)
    assert [one.reason for one in reason] == [RivalReason.COVERED]


# ------------------------------------------------------------------------------------------------------ sales


def selling(*last: int, item: str = "") -> list[RivalDay]:
    figures = [*[100, 104, 96, 100] * 5, *last]
    return [look(len(figures) - 1 - i, item, items=Range(n, n)) for i, n in enumerate(figures)]


@pytest.mark.parametrize(
    ("rows", "today", "reason", "level"),
    [
        (selling(300), TODAY, RivalReason.FOUND, Level.FIRING),
        (selling(20), TODAY, RivalReason.FOUND, Level.FIRING),
        (selling(100), TODAY, RivalReason.USUAL, None),
        (selling(127), TODAY, RivalReason.BETWEEN, Level.BETWEEN),
        (selling(300), TODAY + timedelta(days=3), RivalReason.OUT_OF_DATE, Level.UNKNOWN),
        (selling()[-10:], TODAY, RivalReason.FEW_DAYS, Level.UNKNOWN),
    ],
)
def test_sales(rows: list[RivalDay], today: date, reason: RivalReason, level: Level | None) -> None:
    (judgement,) = judged(facts(rows, today=today), Rule.RIVAL_SALES)
    assert judgement.reason is reason
    assert (judgement.finding.level if judgement.finding else None) is level


def test_an_answered_stretch_is_the_same_one_on_its_second_day() -> None:
    (first,) = firing(facts(selling(300)))
    (second,) = firing(facts(selling(300, 310)))
    assert (first.of, second.of) == (TODAY, on(1))


def test_the_whole_shop_s_sales_are_told_once() -> None:
    found = firing(facts([*selling(300), *selling(310, item="Lamp")]))
    assert [one.subject for one in found] == ["Nova|"]


# ------------------------------------------------------------------------------------- items, looks, ratings


def test_new_items_of_a_shop_are_one_finding() -> None:
    rows = [look(3), look(2), look(2, "Vase"), look(0), look(0, "Mug")]
    (finding,) = firing(facts(rows))
    assert (finding.rule, finding.subject, finding.of) == (Rule.RIVAL_NEW_ITEM, "Nova", TODAY)
    assert finding.facts == {"shop": "Nova", "items": "Mug\nVase", "count": "2"}
    assert firing(facts(rows, today=TODAY + timedelta(days=8))) == []


def test_what_looks_otherwise_of_an_item_is_one_finding() -> None:
    rows = [look(2, picture="white", discount="5 off"), look(1, picture="red"), look(0, discount="9 off")]
    (finding,) = firing(facts(rows))
    assert (finding.rule, finding.subject, finding.of) == (Rule.RIVAL_LOOK, "Nova|Lamp", TODAY)
    assert finding.facts == {
        "shop": "Nova", "item": "Lamp", "picture_before": "white", "picture_after": "red",
        "discount_before": "5 off", "discount_after": "9 off",
    }  # fmt: skip


def test_a_picture_that_is_the_old_one_again_is_over() -> None:
    rows = [look(3, picture="white"), look(2, picture="red"), look(1, picture="green")]
    (finding,) = firing(facts(rows))
    assert (finding.facts["picture_before"], finding.facts["picture_after"]) == ("white", "green")
    (judgement,) = judged(facts([*rows, look(0, picture="White")]), Rule.RIVAL_LOOK)
    assert (judgement.reason, judgement.finding) == (RivalReason.BACK, None)


def test_a_rating_that_is_back_is_over() -> None:
    rows = [look(2, rating=Decimal("4.9")), look(1, rating=Decimal("4.7"))]
    (finding,) = firing(facts(rows))
    assert (finding.facts["before"], finding.facts["rating"]) == ("4.9", "4.7")
    assert firing(facts([*rows, look(0, rating=Decimal("4.9"))])) == []


# -------------------------------------------------------------------------------------------- the same item


def price(amount: str, back: int = 0, shop: str = "Nova", link: str = LINK) -> RivalPrice:
    return RivalPrice(on(back), "301", shop, link, Decimal(amount), Decimal(89))


@pytest.mark.parametrize(
    ("prices", "ours", "reason"),
    [
        ([price("79")], LAMP, RivalReason.FOUND),
        ([price("89")], LAMP, RivalReason.DEARER),
        ([price("99")], LAMP, RivalReason.DEARER),
        ([price("88.50")], LAMP, RivalReason.BETWEEN),
        ([price("8.90")], LAMP, RivalReason.WAITING_FOR_SECOND_LOOK),
        ([price("8.90", 1), price("8.90")], LAMP, RivalReason.FOUND),
        ([price("0")], LAMP, RivalReason.UNREADABLE),
        ([price("95", 1), price("40")], LAMP, RivalReason.DEARER),  # what is believed: 95
        ([price("79", 15)], LAMP, RivalReason.OUT_OF_DATE),
        ([price("79")], replace(LAMP, price=None), RivalReason.NO_OWN_PRICE),
        ([price("86")], replace(LAMP, is_mean=True), RivalReason.BETWEEN),  # a mean is not that exact
        ([price("79")], replace(LAMP, is_mean=True), RivalReason.FOUND),
    ],
)
def test_the_same_item_elsewhere(prices: list[RivalPrice], ours: OurItem, reason: RivalReason) -> None:
    (judgement,) = judged(facts((), prices, ours), Rule.SAME_ITEM_CHEAPER)
    assert judgement.reason is reason


@pytest.mark.parametrize(("is_main", "breaks"), [(True, True), (False, False)])
def test_undercut_on_a_main_product_is_critical(is_main: bool, breaks: bool) -> None:
    (finding,) = firing(facts((), [price("95", 2), price("79")], replace(LAMP, is_main=is_main)))
    assert finding.breaks_quiet is breaks
    assert (finding.subject, finding.of) == ("301|Nova", TODAY)
    assert finding.facts == {
        "shop": "Nova", "gap": "-0.1124", "is_main": "1" if is_main else "", "price": "79", "before": "95",
        "since": TODAY.isoformat(), "our_item": "301", "our_title": "Our lamp", "own": "89",
        "own_is_mean": "", "margin": "0.2405", "left": "19",
    }  # fmt: skip


def test_without_a_cost_nothing_is_said_of_the_margin() -> None:
    (finding,) = firing(facts((), [price("79")], replace(LAMP, cost=None)))
    assert not {"margin", "left"} & set(finding.facts)


def test_of_several_links_in_one_shop_the_cheapest_counts() -> None:
    (finding,) = firing(facts((), [price("79"), price("75", link="b"), price("99", link="c")]))
    assert finding.facts["price"] == "75"


def test_a_rival_s_sheet_is_a_newer_look_at_the_same_link_and_is_told_once() -> None:
    """Written down a week ago as dearer; the day's sheet of rivals says that it is cheaper now."""
    rows = priced("95", "95", "79", link=LINK)
    found = firing(facts(rows, [price("95", 7)]))
    assert [one.rule for one in found] == [Rule.SAME_ITEM_CHEAPER]
    assert found[0].of == TODAY
    assert [one.reason for one in judged(facts(rows, [price("95", 7)]))] == [RivalReason.COVERED]


def test_two_lists_that_agree_on_a_leap_are_two_looks() -> None:
    rows = priced("95", "40", link=LINK)
    (judgement,) = judged(facts(rows, [price("95", 1), price("40")]), Rule.SAME_ITEM_CHEAPER)
    assert judgement.reason is RivalReason.FOUND


def test_a_cut_that_leaves_them_dearer_says_what_ours_costs() -> None:
    rows = priced("120", "100", link=LINK)
    (finding,) = firing(facts(rows, [price("120", 3)]))
    assert (finding.rule, finding.facts["own"], finding.facts["our_item"]) == (Rule.RIVAL_PRICE, "89", "301")


def test_another_file_of_the_day_confirms_a_price() -> None:
    files = {(TODAY, same_key("301", "Nova", LINK)): 2}
    found = same_items([price("95", 1), price("40")], (), RULES, {"301": LAMP}, files=files)
    assert found[0].steps[-1].price == 40
    assert found[0].steps[-1].announced is not None
    assert found[0].steps[-1].announced.price == 40
