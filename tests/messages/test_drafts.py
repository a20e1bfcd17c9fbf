"""Drafts in full: week by week, month by month, and what their buttons and questions say."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from messages.drafts import (
    ask_post,
    discarded_post,
    draft_post,
    edit_post,
    edited_post,
    saved_post,
)
from messages.post import MAX_TEXT, length, plain
from messages.texts import NARROW, Texts, cells
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.drafts import Draft, MonthPlan, Plan, Way, month_plan, year_plan
from metrics.periods import Period
from metrics.targets import month_of

TODAY = date(2026, 11, 22)
DECEMBER = month_of(date(2026, 12, 1))
WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)
KNOWN = {day: Decimal(WEEKDAYS[day.weekday()]) for day in Period(date(2026, 8, 1), TODAY).days()}
SALE = Campaign(
    "年终盛典 <清仓>🎉 & more of a name that never ends",
    CampaignKind.MEMBERS,
    date(2026, 12, 26),
    date(2026, 12, 26),
    planned_uplift=1.5,
)


def december() -> MonthPlan:
    targets = {date(2026, 12, 1): Decimal("900000")}
    plan = month_plan(Decimal(1_000_000), DECEMBER, KNOWN, Calendar((SALE,)), TODAY, targets)
    return plan.with_days({date(2026, 12, 12): Decimal(100_000)})


def draft(plan: Plan) -> Draft:
    return Draft(5, 1, datetime(2026, 11, 22, 1, tzinfo=UTC), plan)


def year() -> Plan:
    plan = year_plan(Decimal(12_000_000), 2027, KNOWN, Calendar(), TODAY, {})
    return plan.with_months({11: Decimal(2_000_000)})


MONTH = {
    "zh": """\
<b>2026年12月目标，待保存</b>
合计 ¥1,000,000.00
按星期规律和活动分配
替换现有目标 ¥900,000.00

<b>12月1日–12月6日 · ¥18.1万</b>
二 1日 2.26万  三 2日 2.47万
四 3日 2.67万  五 4日 2.88万
六 5日 4.11万  日 6日 3.70万

<b>12月7日–12月13日 · ¥26.0万</b>
一 7日 2.05万  二 8日 2.26万
三 9日 2.47万 双12
四 10日 2.67万 双12
五 11日 2.88万 双12
六 12日 10.0万 ✎ 双12
日 13日 3.70万

<b>12月14日–12月20日 · ¥20.1万</b>
一 14日 2.05万  二 15日 2.26万
三 16日 2.47万  四 17日 2.67万
五 18日 2.88万  六 19日 4.11万
日 20日 3.70万

<b>12月21日–12月27日 · ¥26.3万</b>
一 21日 2.05万  二 22日 2.26万
三 23日 2.47万  四 24日 2.67万
五 25日 2.88万
六 26日 10.3万 年终盛典 &lt;清仓…
日 27日 3.70万

<b>12月28日–12月31日 · ¥9.45万</b>
一 28日 2.05万  二 29日 2.26万
三 30日 2.47万  四 31日 2.67万""",
    "en": """\
<b>December 2026: target to save</b>
Total ¥1,000,000.00
Split by weekday and campaigns
In place of ¥900,000.00

<b>1 Dec – 6 Dec · ¥181k</b>
Tue 1: 22.6k  Wed 2: 24.7k
Thu 3: 26.7k  Fri 4: 28.8k
Sat 5: 41.1k  Sun 6: 37.0k

<b>7 Dec – 13 Dec · ¥260k</b>
Mon 7: 20.5k  Tue 8: 22.6k
Wed 9: 24.7k Double 12
Thu 10: 26.7k Double 12
Fri 11: 28.8k Double 12
Sat 12: 100k ✎ Double 12
Sun 13: 37.0k

<b>14 Dec – 20 Dec · ¥201k</b>
Mon 14: 20.5k  Tue 15: 22.6k
Wed 16: 24.7k  Thu 17: 26.7k
Fri 18: 28.8k  Sat 19: 41.1k
Sun 20: 37.0k

<b>21 Dec – 27 Dec · ¥263k</b>
Mon 21: 20.5k  Tue 22: 22.6k
Wed 23: 24.7k  Thu 24: 26.7k
Fri 25: 28.8k
Sat 26: 103k 年终盛典 &lt;清仓&gt;…
Sun 27: 37.0k

<b>28 Dec – 31 Dec · ¥94.5k</b>
Mon 28: 20.5k  Tue 29: 22.6k
Wed 30: 24.7k  Thu 31: 26.7k""",
}
YEAR = {
    "zh": """\
<b>2027年目标，待保存</b>
合计 ¥12,000,000.00
按各月天数分配

1月 ¥925,373.14
2月 ¥835,820.90
3月 ¥925,373.14
4月 ¥895,522.39
5月 ¥925,373.13
6月 ¥895,522.39
7月 ¥925,373.13
8月 ¥925,373.13
9月 ¥895,522.39
10月 ¥925,373.13
11月 ¥2,000,000.00 ✎
12月 ¥925,373.13

各日按星期规律和活动分配""",
    "en": """\
<b>2027: target to save</b>
Total ¥12,000,000.00
Split by the months' days

Jan: ¥925,373.14
Feb: ¥835,820.90
Mar: ¥925,373.14
Apr: ¥895,522.39
May: ¥925,373.13
Jun: ¥895,522.39
Jul: ¥925,373.13
Aug: ¥925,373.13
Sep: ¥895,522.39
Oct: ¥925,373.13
Nov: ¥2,000,000.00 ✎
Dec: ¥925,373.13

Days by weekday and campaigns""",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_month_week_by_week(language: str) -> None:
    assert draft_post(draft(december()), Texts(language)).text == MONTH[language]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_year_month_by_month(language: str) -> None:
    assert draft_post(draft(year()), Texts(language)).text == YEAR[language]


@pytest.mark.parametrize(
    ("plan", "language", "said"),
    [
        (december().with_way(Way.EVENLY), "zh", "平均分配"),
        (december().with_way(Way.EVENLY), "en", "Split evenly"),
        (month_plan(Decimal(1), DECEMBER, {}, Calendar(), TODAY, {}), "zh", "只按活动分配，星期规律未知"),
        (month_plan(Decimal(1), DECEMBER, {}, Calendar(), TODAY, {}), "en", "Split by campaigns alone"),
    ],
)
def test_how_it_was_split(plan: Plan, language: str, said: str) -> None:
    assert draft_post(draft(plan), Texts(language)).text.splitlines()[2] == said


def test_as_last_year_sold() -> None:
    known = dict.fromkeys(Period(date(2026, 1, 1), TODAY).days(), Decimal(5))
    plan = year_plan(Decimal(12_000_000), 2027, known, Calendar(), TODAY, {})
    assert "\nSplit as last year sold\n" in draft_post(draft(plan), Texts("en")).text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("amount", ["0.31", "1000000", "9999999999.99"])
def test_it_keeps_within_a_narrow_phone(language: str, amount: str) -> None:
    plan = month_plan(Decimal(amount), DECEMBER, KNOWN, Calendar((SALE,)), TODAY, {})
    for words in (
        draft_post(draft(plan), Texts(language)).text,
        saved_post(draft(plan), 7, "Wang" * 20, Texts(language)).text,
    ):
        assert length(words) <= MAX_TEXT
        assert [line for line in plain(words).splitlines() if cells(line) > NARROW] == []


def test_buttons() -> None:
    def labels(plan: Plan, language: str) -> list[list[str]]:
        rows = draft_post(draft(plan), Texts(language)).buttons
        return [[f"{button.label} {button.data}" for button in row] for row in rows]

    assert labels(december(), "zh") == [
        ["保存 target:save:5"],
        ["改某天 target:edit:5", "平均 target:evenly:5"],
        ["丢弃 target:discard:5"],
    ]
    assert labels(year().with_way(Way.EVENLY), "en") == [
        ["Save target:save:5"],
        ["Edit a month target:edit:5", "By pattern target:pattern:5"],
        ["Discard target:discard:5"],
    ]


def test_saved_and_discarded() -> None:
    saved = saved_post(draft(december()), 7, "<Li>", Texts("en"))
    assert saved.text.startswith("<b>December 2026: target saved</b>\n✓ &lt;Li&gt;\nTotal ¥1,000,000.00\n")
    assert saved.text.endswith(MONTH["en"].split("In place of ¥900,000.00")[1])
    assert [button.data for row in saved.buttons for button in row] == ["target:month:7:202612"]
    of_year = saved_post(draft(year()), 7, "李", Texts("zh"))
    assert [button.label for row in of_year.buttons for button in row] == ["查看全年"]
    gone = discarded_post(draft(december()), "李", Texts("zh"))
    assert gone.text == "<b>2026年12月目标草案已放弃</b>\n✓ 李\n目标保持不变。"
    assert gone.buttons == ()


@pytest.mark.parametrize(
    ("language", "month", "of_year", "days", "months"),
    [
        (
            "zh",
            "请回复2026年12月的目标金额，如 900000",
            "请回复2027年的目标金额，如 12000000",
            "请回复日期和金额，每行一个，如 12-11 300000",
            "请回复月份和金额，每行一个，如 11 1000000",
        ),
        (
            "en",
            "Reply with the target for December 2026, for example: 900000",
            "Reply with the target for 2027, for example: 12000000",
            "Reply with days and amounts, one a line, for example: 12-11 300000",
            "Reply with months and amounts, one a line, for example: 11 1000000",
        ),
    ],
)
def test_questions(language: str, month: str, of_year: str, days: str, months: str) -> None:
    texts = Texts(language)
    asked = [
        ask_post(DECEMBER.start, False, texts),
        ask_post(date(2027, 1, 1), True, texts),
        edit_post(draft(december()), 99, texts),
        edit_post(draft(year()), 99, texts),
    ]
    assert [str(post.text) for post in asked] == [month, of_year, days, months]
    topics = ["target:ask:202612", "target:ask:2027", "target:edit:5:99", "target:edit:5:99"]
    assert [post.topic for post in asked] == topics


def test_after_an_edit() -> None:
    said = {language: edited_post(draft(december()), Texts(language)).text for language in ("zh", "en")}
    assert said == {
        "zh": "上面的草案已改，合计仍是 ¥1,000,000.00；请在那里保存。",
        "en": "Changed above. The total stays ¥1,000,000.00; save it there.",
    }
