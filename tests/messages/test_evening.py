"""The evening sheet as people read it, in both languages, on a narrow phone."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from messages.evening import evening_post
from messages.post import plain
from messages.texts import Texts, cells
from metrics.alerts import Alert, AlertState, Finding, Rule, Status
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.evening import Deed, Done, Evening, OpenReviews, people, tomorrow
from metrics.half_day import HalfDay, HalfDayFacts, half_day
from metrics.sold import SalesReading, SoFar, UsualShare
from metrics.tasks import Task, TaskKind

TODAY = date(2026, 11, 24)
LONG = "🍵秋冬新品<b>加厚&保暖</b>主推款计划A很长很长的名字测试一二三四五六七八九十"


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY} {clock}+08:00")


def check(amount: str | None, target: int | None = 30000, person: str = "Li") -> HalfDay:
    reading = None if amount is None else SalesReading(moment("17:10"), TODAY, Decimal(amount), person)
    usual = UsualShare(Decimal("0.7"), 9)
    so_far = SoFar(TODAY, None if target is None else Decimal(target), reading, usual)
    return half_day(HalfDayFacts(so_far, moment("14:00"), moment("23:59"), moment("17:30")))


def alert(rule: Rule, status: Status, person: str | None = None, **facts: str) -> Alert:
    return Alert(1, Finding(rule, "关键词推广", facts), moment("09:00"), AlertState(status), person)


OVER = {"spent": "480", "budget": "500", "projected": "900", "at": "11:00", "learned_days": "0"}
LOW = {"day": "2026-11-23", "roi": "2.1", "level": "3", "spend": "5", "revenue": "9"}
ALERTS = (
    alert(Rule.BUDGET_OVER, Status.OPEN, **OVER),
    alert(Rule.ROI_LOW, Status.TAKEN, "Li", **LOW),
    alert(Rule.ROI_LOW, Status.MUTED, "Wang", **LOW),
)
DONE = (
    Done("Li", Deed.FILES, 8),
    Done("Li", Deed.REVIEWS_SOLVED, 2),
    Done("Li", Deed.ALERTS_TAKEN, 1),
    Done("Li", Deed.TARGETS, 1),
    Done("", Deed.BUDGETS, 1),
    Done("Wang", Deed.REVIEWS_TAKEN, 12),
)
CALENDAR = Calendar(
    campaigns=(
        Campaign("Winter", CampaignKind.OTHER, date(2026, 12, 20), date(2026, 12, 22), date(2026, 11, 25)),
        Campaign("Sale", CampaignKind.OTHER, date(2026, 11, 25), date(2026, 11, 26)),
    )
)
BUSY = Evening(
    check("18600"),
    people(DONE),
    ALERTS,
    OpenReviews(5, 2, {"Li": 3, "": 2}),
    tomorrow(CALENDAR, TODAY, {date(2026, 11, 25): Decimal(31000)}),
)
QUIET = Evening(check(None), (), (), OpenReviews(), tomorrow(Calendar(), date(2026, 9, 30), {}))


def read(evening: Evening, language: str = "en") -> str:
    return plain(evening_post(evening, Texts(language)).text)


def test_a_busy_day() -> None:
    assert read(BUSY) == (
        "Evening: 62.0% of the target\nTue 24 Nov\nSold ¥18,600.00, 62.0%\nTarget ¥30,000.00\n17:10 · Li\n"
        "Heading for ¥26.6k, 88.5%\nas on 9 earlier days\n\n"
        "Done today\nLi: 8 files, 2 reviews solved,\n1 alert taken, 1 target set\nWang: 12 reviews taken\n"
        "somebody: 1 budget set\n\n"
        "3 open alerts\n• 关键词推…: spending too fast\nnobody has it yet\n"
        "• ROI 2.10 on 23 Nov: under 3\n✋ Li\n• ROI 2.10 on 23 Nov: under 3\n🔕 muted\n"
        "5 open reviews\n2 of them overdue\n✋ Li 3, nobody 2\n\n"
        "Tomorrow, Wed 25 Nov\nTarget ¥31,000.00\n📣 Sale\n⏰ Enrolment: Winter\nends on Wed 25 Nov"
    )


def test_the_same_in_chinese() -> None:
    assert read(BUSY, "zh") == (
        "夕会：已完成目标 62.0%\n11月24日 周二\n已卖 ¥18,600.00，62.0%\n目标 ¥30,000.00\n17:10 · Li\n"
        "全天预计 ¥2.66万，88.5%\n按之前9天的进度\n\n"
        "今天完成\nLi：8个文件，解决2条评价，\n接手1个提醒，设1次目标\nWang：接手12条评价\n某人：设1个预算\n\n"
        "3个提醒未处理\n• 关键词推广：花得太快\n还没有人接手\n"
        "• 11月23日 ROI 2.10：低于 3\n✋ Li\n• 11月23日 ROI 2.10：低于 3\n🔕 已静音\n"
        "5条评价未处理\n其中2条超时\n✋ Li 3，未接手 2\n\n"
        "明天，11月25日 周三\n目标 ¥31,000.00\n📣 Sale\n⏰ 报名：Winter\n11月25日 周三截止"
    )


def test_a_day_of_which_nothing_is_known() -> None:
    assert read(QUIET) == (
        "Evening: no sales known yet\nTue 24 Nov: tell it with /sold\n\nNothing noted today\n\n"
        "No open alerts\nNo open reviews\n\nTomorrow, Thu 1 Oct\nno working day\n🏮 National Day"
    )


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (check("30000"), "Evening: target reached"),
        (check("29999.99"), "Evening: 99.9% of the target"),
        (check("0"), "Evening: 0.00% of the target"),
        (check("1200", target=None), "Evening: ¥1,200.00 sold"),
    ],
)
def test_the_verdict(known: HalfDay, verdict: str) -> None:
    evening = Evening(known, (), (), OpenReviews(), QUIET.tomorrow)
    assert read(evening).splitlines()[0] == verdict


def test_open_tasks_stand_below_what_is_open() -> None:
    facts = {"channel": "关键词推广", "amount": "500"}
    cap = Task(1, TaskKind.CAP, None, facts, "Li", moment("11:00"), (5, "Wang"), TODAY)
    task = "1 open task\n• Cap it at ¥500.00 today\n关键词推广 ✋ Wang\n/tasks to see to them\n\n"
    assert f"No open reviews\n{task}" in read(replace(QUIET, tasks=(cap,)))


def test_it_disturbs_nobody() -> None:
    assert evening_post(BUSY, Texts("en")).silent


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_phone_whatever_happened(language: str) -> None:
    everything = [Done(f"{n}{LONG}", deed, 100) for n in range(12) for deed in Deed]
    campaigns = tuple(
        Campaign(f"{LONG}{n}", CampaignKind.OTHER, TODAY, date(2026, 11, 28), date(2026, 11, 25))
        for n in range(9)
    )
    alerts = tuple(alert(Rule.BUDGET_OVER, Status.TAKEN, LONG, **OVER) for _ in range(9))
    owners = {f"{n}{LONG}": 100 for n in range(9)} | {"": 1000}
    full = Evening(
        check("9999999999.99", 10**10, LONG),
        people(everything),
        alerts,
        OpenReviews(1900, 900, owners),
        tomorrow(Calendar(campaigns=campaigns), TODAY, {TODAY + timedelta(days=1): Decimal(10**10)}),
        tuple(
            Task(
                n,
                TaskKind.DAILY,
                None,
                {"channel": LONG, "amount": "123456", "from": "2026-11-25"},
                LONG,
                moment("11:00"),
                (5, LONG),
                TODAY,
            )
            for n in range(9)
        ),
    )
    text = evening_post(full, Texts(language)).text
    assert "<b>加厚" not in text
    visible = re.sub(r"<blockquote.*?</blockquote>", "", text, flags=re.DOTALL)
    assert len(plain(visible)) <= 910
    assert [line for line in read(full, language).splitlines() if cells(line) > 30] == []
