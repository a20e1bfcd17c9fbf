"""The half-day check: the verdict by the clock and the figures, and what to do with its reason."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from metrics.ads import AdLine, AdTotals
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.half_day import HalfDay, HalfDayFacts, Todo, Verdict, begins, best_line, half_day
from metrics.rivals import Move, What
from metrics.sold import SalesReading, SoFar

DAY = date(2026, 11, 24)


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(f"{DAY} {clock}+08:00")


def so_far(amount: int | str | None, at: str = "13:40", target: int | None = 30000) -> SoFar:
    reading = None if amount is None else SalesReading(moment(at), DAY, Decimal(amount), "Li")
    return SoFar(DAY, None if target is None else Decimal(target), reading)


def facts(sold: SoFar, now: str = "14:00", **more: object) -> HalfDayFacts:
    midnight = datetime.fromisoformat("2026-11-25 00:00+08:00")
    known = HalfDayFacts(sold, moment("14:00"), midnight, moment(now))
    return replace(known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sold", "now", "verdict", "lacking"),
    [
        (so_far(None), "14:00", Verdict.UNKNOWN, None),
        (so_far(None, target=None), "14:00", Verdict.NO_TARGET, None),
        (so_far(5000, target=None), "14:00", Verdict.NO_TARGET, None),
        (so_far(0), "14:00", Verdict.NOTHING_SOLD, "15000"),
        (so_far("14999.99"), "14:00", Verdict.BEHIND, "0.01"),
        (so_far(15000), "14:00", Verdict.ON_COURSE, None),
        (so_far(29999), "14:00", Verdict.ON_COURSE, None),
        (so_far(30000), "14:00", Verdict.REACHED, None),
        (so_far(12000, "12:30"), "14:00", Verdict.BEHIND, "3000"),
        (so_far(12000, "12:29"), "14:00", Verdict.UNKNOWN, "3000"),  # too old to say anything
        (so_far(16000, "09:00"), "14:00", Verdict.ON_COURSE, None),  # it can only have become more
        (so_far(12000, "11:00"), "11:00", Verdict.EARLY, "3000"),
        (so_far(0, "09:00"), "09:00", Verdict.EARLY, "15000"),
        (so_far(16000, "11:00"), "11:00", Verdict.ON_COURSE, None),
        (so_far(15000, "16:00"), "16:00", Verdict.ON_COURSE, None),  # still mid-day
        (
            so_far(22499, "19:00"),
            "19:00",
            Verdict.BEHIND,
            "1",
        ),  # half of the afternoon is over: three quarters
        (so_far(22500, "19:00"), "19:00", Verdict.ON_COURSE, None),
    ],
)
def test_the_verdict(sold: SoFar, now: str, verdict: Verdict, lacking: str | None) -> None:
    check = half_day(facts(sold, now))
    assert check.verdict is verdict
    assert check.lacking == (Decimal(lacking) if lacking else None)


def test_later_than_mid_day_it_is_not_called_so() -> None:
    assert half_day(facts(so_far(100, "16:00"), "16:00")).is_mid_day
    assert not half_day(facts(so_far(100, "16:01"), "16:01")).is_mid_day


def line(name: str, spend: int, revenue: int) -> AdLine:
    return AdLine(name, name, AdTotals(spend=Decimal(spend), ad_revenue=Decimal(revenue)))


GOOD = {"roi": Decimal(4), "best": line("autumn", 100, 520)}
BEHIND, FINE = so_far(100), so_far(20000)
CUT = Move("Rival", "", What.PRICE_DOWN, Decimal(20), Decimal(18))
SALE = Campaign("sale", CampaignKind.OTHER, DAY, DAY)


@pytest.mark.parametrize(
    ("sold", "known", "todos"),
    [
        (so_far(0), {}, [Todo.CHECK_SHOP, Todo.REMIND_BUYERS]),
        (so_far(0), GOOD, [Todo.CHECK_SHOP, Todo.RAISE_PLAN]),
        (BEHIND, {}, [Todo.REMIND_BUYERS]),
        (BEHIND, GOOD, [Todo.RAISE_PLAN, Todo.REMIND_BUYERS]),
        (BEHIND, {**GOOD, "budget_left": Decimal(1)}, [Todo.RAISE_PLAN, Todo.REMIND_BUYERS]),
        (BEHIND, {**GOOD, "budget_left": Decimal(0)}, [Todo.RAISE_BUDGET, Todo.REMIND_BUYERS]),
        (BEHIND, {**GOOD, "roi": Decimal("3.99")}, [Todo.REMIND_BUYERS]),  # it passes, but is not good
        (BEHIND, {**GOOD, "tomorrow": SALE}, [Todo.FILL_CARTS, Todo.RAISE_PLAN]),
        (BEHIND, {"cheaper": CUT, "overdue": 2}, [Todo.ANSWER_RIVAL, Todo.ANSWER_REVIEWS]),
        (BEHIND, {"overdue": 2}, [Todo.ANSWER_REVIEWS, Todo.REMIND_BUYERS]),
        (FINE, {}, [Todo.KEEP_GOING]),
        (FINE, {**GOOD, "tomorrow": SALE}, [Todo.KEEP_GOING]),
        (FINE, {"overdue": 1}, [Todo.ANSWER_REVIEWS]),
        (so_far(30000), {"cheaper": CUT}, [Todo.ANSWER_RIVAL]),
        (so_far(None), GOOD, []),
        (so_far(5, target=None), GOOD, []),
    ],
)
def test_what_to_do(sold: SoFar, known: dict[str, object], todos: list[Todo]) -> None:
    assert list(half_day(facts(sold, **known)).todos) == todos


def test_nothing_is_to_be_done_before_mid_day() -> None:
    check: HalfDay = half_day(facts(so_far(100, "11:00"), "11:00", overdue=3))
    assert check.todos == ()


def test_the_best_plan_is_none_that_hardly_runs() -> None:
    lines = (line("large", 900, 3600), line("tiny", 50, 5000), line("medium", 120, 600))
    best = best_line(lines)
    assert best is not None
    assert best.name == "medium"
    assert best_line(()) is None
    assert best_line((line("free", 0, 100),)) is None


@pytest.mark.parametrize(
    ("day", "campaigns", "name"),
    [
        ("2026-11-24", (SALE,), "sale"),
        ("2026-11-25", (SALE,), None),
        ("2026-10-31", (), "double11"),
        ("2026-10-20", (), None),  # a presale: people look, and wait
        ("2026-11-11", (), None),
    ],
)
def test_what_begins_on_a_day(day: str, campaigns: tuple[Campaign, ...], name: str | None) -> None:
    found = begins(Calendar(campaigns=campaigns), date.fromisoformat(day))
    assert (found.name if found else None) == name
