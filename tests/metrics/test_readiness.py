"""Which files a brief waits for, which have come, and whether it waits, asks or goes out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from messages.uploads import titles
from metrics.ads import Report
from metrics.arrivals import Coming, Habit
from metrics.brief import BriefDue, MissingFile, State
from metrics.exports import PARTS, part_of
from metrics.periods import DAY as A_DAY
from metrics.readiness import (
    AD_FORMATS,
    Awaited,
    Decision,
    FilesKnown,
    Outlook,
    PartialBrief,
    Reason,
    Step,
    awaited,
    decide,
    late_since,
    missing_files,
    outlook,
    revenue_format,
    unsent,
)
from metrics.sales import Origin, StoreDay
from metrics.stores import Store

STORE = Store(1, 1, "Shop", "en", "Asia/Shanghai", time(9), timedelta(hours=2), ())
DAY = date(2026, 11, 21)
SUNDAY = DAY + A_DAY
SHOP = StoreDay(DAY, Origin.SHOP, paid_amount=Decimal(1))
PRODUCTS = replace(SHOP, origin=Origin.PRODUCTS)
ORDERS = replace(SHOP, origin=Origin.ORDERS)


def moment(at: str, day: date = SUNDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), ZoneInfo("Asia/Shanghai")).astimezone(UTC)


def came(
    format: str | None,
    at: str = "08:40",
    *,
    on: date = SUNDAY,
    about: date | None = DAY,
    state: str = "stored",
    by: int = 42,
) -> Coming:
    received = moment(at, on)
    return Coming(format, received, by, "Wang", "a.xlsx", state, received, about, about)


def usual(format: str, at: str = "08:40", *, weekdays: tuple[int, ...] = tuple(range(7))) -> list[Coming]:
    days = [SUNDAY - timedelta(days=back) for back in range(21, 0, -1)]
    return [came(format, at, on=day, about=day - A_DAY) for day in days if day.weekday() in weekdays]


def known(*comings: Coming, figures: StoreDay | None = SHOP, shop: bool = True, **more: object) -> FilesKnown:
    in_order = tuple(sorted(comings, key=lambda one: one.received_at))
    return FilesKnown(STORE, DAY, figures, in_order, ever_shop=shop, **more)  # type: ignore[arg-type]


def waited_for(files: FilesKnown) -> list[str]:
    return [one.format for one in awaited(files)]


def not_here(files: FilesKnown) -> list[str]:
    return [one.format for one in awaited(files) if not one.here]


# ----------------------------------------------------------------------------------- which files it waits for


def test_every_format_of_the_brief_is_one_that_is_read() -> None:
    assert {format for format in (*PARTS, *AD_FORMATS.values()) if format not in titles()} == set()
    assert {format for format in AD_FORMATS.values() if part_of(format) is None} == set()


@pytest.mark.parametrize(
    ("comings", "formats"),
    [
        ([], ["sycm_shop"]),
        (usual("sycm_shop"), ["sycm_shop"]),
        (usual("wxt_plans"), ["sycm_shop", "wxt_plans"]),
        ([*usual("reviews_rpa"), *usual("wxt_plans")], ["sycm_shop", "wxt_plans", "reviews_rpa"]),
        (usual("own_ad_day:1f"), ["sycm_shop", "own_ad_day:1f"]),
        (usual("wxt_plans", weekdays=(0, 1, 2)), ["sycm_shop"]),  # not on Sundays
        (usual("wxt_plans", weekdays=(6,)), ["sycm_shop", "wxt_plans"]),
        (usual("wxt_plans", "10:14"), ["sycm_shop", "wxt_plans"]),  # late at 11:00, the deadline
        (usual("wxt_plans", "10:16"), ["sycm_shop"]),
        (usual("jst_stock"), ["sycm_shop"]),  # the brief shows nothing of it
        (usual("taobao_orders"), ["sycm_shop"]),  # the shop file tells the revenue
        (usual("wxt_words"), ["sycm_shop", "wxt_words"]),
        ([*usual("wxt_words"), *usual("wxt_plans")], ["sycm_shop", "wxt_plans"]),
        ([came("wxt_plans", on=DAY - n * A_DAY) for n in range(2)], ["sycm_shop"]),  # no habit yet
    ],
)
def test_it_waits_for_what_the_team_usually_sends(comings: list[Coming], formats: list[str]) -> None:
    assert waited_for(known(*comings)) == formats


@pytest.mark.parametrize("expected", [(), ("jst_stock",), ("wxt_plans", "sycm_shop")])
def test_it_waits_for_what_the_store_has_chosen(expected: tuple[str, ...]) -> None:
    files = known(*usual("reviews_rpa"), expected=expected)
    assert set(waited_for(files)) == set(expected)


@pytest.mark.parametrize(
    ("comings", "shop", "products", "format"),
    [
        ([], False, False, "sycm_shop"),
        ([], True, True, "sycm_shop"),
        ([], False, True, "sycm_products"),
        ([came("ozon_products")], False, True, "ozon_products"),
        ([came("sycm_products"), came("own_shop_day:1f")], True, True, "own_shop_day:1f"),
        ([came("shopify_orders"), came("wxt_plans", "09:00")], False, False, "shopify_orders"),
        ([came("shopify_orders", state="held")], False, False, "sycm_shop"),
    ],
)
def test_the_file_that_revenue_comes_from(
    comings: list[Coming], shop: bool, products: bool, format: str
) -> None:
    assert revenue_format(known(*comings, shop=shop, ever_products=products)) == format


@pytest.mark.parametrize(
    ("today", "is_here"),
    [
        ([], False),
        ([came("wxt_plans")], True),
        ([came("wxt_plans", state="held")], False),
        ([came("wxt_plans", state="held"), came("wxt_plans", "09:00")], True),
        ([came("wxt_plans", about=None)], True),  # it names no days
        ([came("wxt_plans", about=DAY - A_DAY)], True),  # what they have today
        ([came("wxt_plans", about=SUNDAY)], False),  # only of this morning
        ([came("wxt_plans", "14:00", on=DAY)], False),  # the day was not over
        ([came("wxt_plans", on=SUNDAY + A_DAY)], True),  # later, about the day
        ([came("wxt_plans", on=SUNDAY + A_DAY, about=SUNDAY)], False),
        ([came(None, state="waiting")], False),
        ([came("wxt_scenes")], False),
    ],
)
def test_what_has_come(today: list[Coming], is_here: bool) -> None:
    files = known(*usual("wxt_plans"), *today)
    assert (not_here(files) == []) is is_here


@pytest.mark.parametrize(
    ("figures", "shop", "comings", "is_here"),
    [
        (None, True, [], False),
        (StoreDay(DAY), True, [], False),  # only ads are known
        (SHOP, True, [], True),
        (PRODUCTS, True, [], False),  # the products' file stands in for the shop's
        (PRODUCTS, False, [], True),
        (ORDERS, True, [], False),
        (ORDERS, False, [], True),
        (None, True, [came("sycm_shop", about=DAY - A_DAY)], False),  # an old one was sent again
        (SHOP, True, [came("sycm_shop", "14:00", on=DAY)], False),  # the day was not over
        (SHOP, True, [came("sycm_shop", "14:00", on=DAY), came("sycm_shop")], True),
    ],
)
def test_revenue_is_here_when_its_file_tells_the_whole_day(
    figures: StoreDay | None, shop: bool, comings: list[Coming], is_here: bool
) -> None:
    assert (not_here(known(*comings, figures=figures, shop=shop)) == []) is is_here


@pytest.mark.parametrize(
    ("files", "days", "missing"),
    [
        (known(), [SHOP], []),
        (known(figures=None), [], [MissingFile("sycm_shop")]),
        (
            known(*usual("wxt_plans"), *usual("reviews_rpa"), figures=None),
            [],
            [MissingFile("sycm_shop"), MissingFile("wxt_plans", "Wang"), MissingFile("reviews_rpa", "Wang")],
        ),
        (
            known(*usual("wxt_plans"), came("wxt_plans", state="held")),
            [],
            [MissingFile("wxt_plans", "Wang", held=True)],
        ),
        (known(expected=(), figures=None), [], [MissingFile("sycm_shop")]),
        (known(expected=("jst_stock",)), [], [MissingFile("jst_stock")]),
    ],
)
def test_what_it_lacks_revenue_first(
    files: FilesKnown, days: list[StoreDay], missing: list[MissingFile]
) -> None:
    assert missing_files(files, awaited(files), days) == missing


@pytest.mark.parametrize(
    ("back", "report", "spend", "missing"),
    [
        (1, Report.PLAN, None, ["wxt_plans"]),
        (14, Report.SCENE, None, ["wxt_scenes"]),
        (15, Report.PLAN, None, []),
        (1, None, None, ["wxt_plans"]),
        (1, Report.PLAN, Decimal(3), []),
    ],
)
def test_ads_that_came_lately_are_missed_though_not_waited_for(
    back: int, report: Report | None, spend: Decimal | None, missing: list[str]
) -> None:
    today = replace(SHOP, ad_spend=spend)
    ads = StoreDay(DAY - back * A_DAY, ad_spend=Decimal(5), ad_report=report)
    files = known(figures=today)
    assert not_here(files) == []
    assert [one.format for one in missing_files(files, awaited(files), [ads, today])] == missing


@pytest.mark.parametrize(
    ("before", "missing"), [(Report.PLAN, ["wxt_plans"]), (Report.WORD, []), (None, ["wxt_plans"])]
)
def test_words_alone_are_not_all_of_the_ads_where_plans_came_lately(
    before: Report | None, missing: list[str]
) -> None:
    today = replace(SHOP, ad_spend=Decimal(3), ad_report=Report.WORD)
    ads = StoreDay(DAY - A_DAY, ad_spend=Decimal(5), ad_report=before)
    files = known(figures=today)
    assert [one.format for one in missing_files(files, awaited(files), [ads, today])] == missing


@pytest.mark.parametrize(
    ("comings", "missing"),
    [
        ([], []),
        ([came("wxt_plans", "20:00", on=DAY)], ["wxt_plans"]),  # the day was not over
        ([came("wxt_plans", "20:00", on=DAY), came("wxt_plans")], []),
        ([came("wxt_scenes", "20:00", on=DAY)], []),  # it tells nothing of what is known
    ],
)
def test_ads_that_were_told_before_the_day_was_over_are_a_part_of_it(
    comings: list[Coming], missing: list[str]
) -> None:
    today = replace(SHOP, ad_spend=Decimal(3), ad_report=Report.PLAN)
    files = known(*comings, figures=today)
    assert [one.format for one in missing_files(files, awaited(files), [today])] == missing


# ----------------------------------------------------------------------------------------- what is to be done

NINE, TEN, ELEVEN = moment("09:00"), moment("10:00"), moment("11:00")
NEW = BriefDue(STORE, DAY, State.NEW, NINE, ELEVEN)
PATIENT, ASKED = replace(NEW, state=State.PATIENT), replace(NEW, state=State.ASKED)


def wanted(format: str = "wxt_plans", at: str = "09:00", *, by: int | None = 42, **more: object) -> Awaited:
    habit = Habit(format, frozenset({6}), time(8), timedelta(), by, "Wang") if by is not None else None
    return Awaited(format, habit, moment(at), **more)  # type: ignore[arg-type]


HERE = wanted("sycm_shop", here=True, came_at=moment("08:40"))
LACKS = wanted()
HELD = wanted(held=True)
NOT_YET = wanted("reviews_rpa", "09:40", by=7)
SEND = Decision(Step.SEND, Reason.ALL_HERE)
PARTIAL = Decision(Step.SEND, Reason.DEADLINE)
ASK = Decision(Step.ASK, Reason.MISSING, files=(LACKS,))


def wait(reason: Reason, until: datetime) -> Decision:
    return Decision(Step.WAIT, reason, until)


@pytest.mark.parametrize(
    ("seen", "files", "now", "decision"),
    [
        (NEW, Outlook(()), NINE, SEND),
        (NEW, Outlook((HERE,)), NINE, SEND),
        (NEW, Outlook((HERE,), is_off=True), NINE, SEND),
        (NEW, Outlook((HERE, LACKS)), NINE, ASK),
        (NEW, Outlook((HERE, LACKS, NOT_YET)), NINE, replace(ASK, files=(LACKS, NOT_YET))),
        (NEW, Outlook((NOT_YET,)), NINE, wait(Reason.NOT_YET, moment("09:40"))),
        (PATIENT, Outlook((NOT_YET,)), moment("09:40"), replace(ASK, files=(NOT_YET,))),
        (ASKED, Outlook((LACKS,)), TEN, wait(Reason.ASKED, ELEVEN)),
        (NEW, Outlook((LACKS,), asked=frozenset({"wxt_plans"})), NINE, wait(Reason.ASKED, ELEVEN)),
        (NEW, Outlook((LACKS, NOT_YET), asked=frozenset({"reviews_rpa"})), NINE, ASK),
        (NEW, Outlook((LACKS,), is_off=True), NINE, wait(Reason.DAY_OFF, ELEVEN)),
        (NEW, Outlook((HELD,)), NINE, wait(Reason.UNDECIDED, ELEVEN)),
        (NEW, Outlook((HELD, LACKS)), NINE, ASK),
        (NEW, Outlook((LACKS,), reading=frozenset({42})), NINE, wait(Reason.BEING_READ, moment("09:01"))),
        (NEW, Outlook((LACKS,), puzzled=frozenset({42})), NINE, wait(Reason.BEING_READ, moment("09:01"))),
        (NEW, Outlook((LACKS,), reading=frozenset({7})), NINE, ASK),
        (
            NEW,
            Outlook((wanted(by=None),), reading=frozenset({7})),
            NINE,
            wait(Reason.BEING_READ, moment("09:01")),
        ),
        (
            NEW,
            Outlook((wanted(by=None),), puzzled=frozenset({7})),
            NINE,
            replace(ASK, files=(wanted(by=None),)),
        ),
        (ASKED, Outlook((LACKS,)), ELEVEN, PARTIAL),
        (PATIENT, Outlook((HELD,)), ELEVEN, PARTIAL),
        (ASKED, Outlook((LACKS,), is_off=True), ELEVEN, PARTIAL),
        (ASKED, Outlook((LACKS,), reading=frozenset({7})), ELEVEN, wait(Reason.BEING_READ, moment("11:01"))),
        (ASKED, Outlook((LACKS,), reading=frozenset({7})), moment("11:05"), PARTIAL),
        (ASKED, Outlook((LACKS,), puzzled=frozenset({42})), ELEVEN, PARTIAL),
        (NEW, Outlook((LACKS,)), moment("14:00"), wait(Reason.CATCHING_UP, moment("14:02"))),
        (PATIENT, Outlook((LACKS,)), moment("14:02"), PARTIAL),
        (NEW, Outlook((HERE,)), moment("14:00"), SEND),
    ],
)
def test_it_waits_asks_or_goes_out(seen: BriefDue, files: Outlook, now: datetime, decision: Decision) -> None:
    assert decide(seen, files, now) == decision


def test_a_brief_without_patience_never_waits() -> None:
    store = replace(STORE, brief_patience=timedelta())
    assert decide(BriefDue(store, DAY, State.NEW, NINE, NINE), Outlook((LACKS,)), moment("09:20")) == PARTIAL


def test_files_that_nobody_has_read_are_todays() -> None:
    comings = (
        came(None, state="waiting", by=1),
        came(None, state="asked", by=2),
        came(None, state="locked", by=3),
        came(None, state="waiting", on=DAY, by=4),
        came("wxt_plans", by=5),
    )
    found = outlook(known(*comings), (), {"sycm_shop"}, False, TEN)
    assert (found.reading, found.puzzled, found.asked) == ({1}, {2, 3}, {"sycm_shop"})


@pytest.mark.parametrize(
    ("files", "now", "is_late"),
    [
        ((HERE,), "09:15", False),
        ((HERE,), "09:16", True),
        ((wanted(here=True, came_at=moment("10:30")),), "10:45", False),  # it went out with its file
        ((wanted(here=True, came_at=moment("10:30")),), "10:46", True),
        ((wanted(here=True, came_at=moment("14:00")),), "14:00", True),  # it should have gone out without
        ((LACKS,), "11:15", False),  # its deadline
        ((LACKS,), "11:16", True),
        ((), "09:16", True),
    ],
)
def test_it_is_late_when_only_the_bot_kept_it(files: tuple[Awaited, ...], now: str, is_late: bool) -> None:
    assert late_since(NEW, Outlook(files), moment(now)) == (NINE if is_late else None)


# --------------------------------------------------------------------------------------- what came afterwards


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        ((), ()),
        (("wxt_plans",), ("wxt_plans",)),
        (("sycm_shop", "wxt_plans"), ("sycm_shop", "wxt_plans")),
        (("reviews_rpa",), ()),  # it went out with it, or without ever waiting for it
    ],
)
def test_what_a_brief_still_lacks(missing: tuple[str, ...], left: tuple[str, ...]) -> None:
    sent = PartialBrief(STORE, DAY, ELEVEN, ELEVEN, ("sycm_shop", "wxt_plans"))
    assert sent.still_missing([MissingFile(format) for format in missing]) == left


@pytest.mark.parametrize(("sent_at", "is_late"), [("11:15", False), ("11:16", True)])
def test_a_late_brief_stays_late_when_it_is_completed(sent_at: str, is_late: bool) -> None:
    sent = PartialBrief(STORE, DAY, ELEVEN, moment(sent_at), ("sycm_shop",))
    assert sent.late_since == (NINE if is_late else None)


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ([1], []),
        ([2], [1]),
        ([3, 5], [2, 1]),
        ([], [7, 6, 5, 4, 3, 2, 1]),
        ([1, 2, 4], []),  # what was missing before was told then
    ],
)
def test_days_whose_brief_never_went_out(sent: list[int], found: list[int]) -> None:
    days = [DAY - back * A_DAY for back in sent]
    assert unsent(STORE, moment("09:00", date(2026, 1, 1)), DAY, days) == tuple(
        DAY - back * A_DAY for back in found
    )


@pytest.mark.parametrize(("made_at", "count"), [("09:00", 3), ("09:01", 2)])
def test_a_brief_before_the_store_was_made_was_never_to_come(made_at: str, count: int) -> None:
    since = moment(made_at, DAY - 2 * A_DAY)
    assert len(unsent(STORE, since, DAY, [])) == count
