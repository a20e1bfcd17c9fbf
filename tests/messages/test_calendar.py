"""A month on a phone, and the ways to change it, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from messages.calendar import calendar_post, declared_post, off_question, seasons_post
from messages.campaigns import campaign_post, campaigns_post, planned_post, removed_post
from messages.post import Post, plain
from messages.texts import Texts, cells
from metrics.agenda import agenda, parse_declaration
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.targets import month_of

LONG = "🍵秋冬新品<b>加厚&保暖</b>主推款计划A很长很长的名字测试一二三四五六七八九十"
EN, ZH = Texts("en"), Texts("zh")


def day(text: str) -> date:
    return date.fromisoformat(text)


NOVEMBER = month_of(day("2026-11-01"))
SALE = Campaign(
    "Anniversary", CampaignKind.OTHER, day("2026-11-25"), day("2026-12-02"), day("2026-11-20"), None, 0.4
)
BIG = Campaign(
    LONG,
    CampaignKind.PLATFORM,
    day("2026-12-09"),
    day("2026-12-12"),
    day("2026-11-26"),
    Decimal(200000),
    None,
    Decimal(5000),
)
OWN = Calendar(
    campaigns=(SALE, BIG),
    changed={day("2026-11-27"): False, day("2026-11-28"): False, day("2026-10-05"): True},
)


def read(post: Post) -> str:
    return plain(post.text)


def shown(calendar: Calendar, month: str, today: str, texts: Texts = EN) -> Post:
    return calendar_post(agenda(calendar, month_of(day(f"{month}-01")), day(today)), 7, texts)


def test_a_month_with_all_that_may_be_in_it() -> None:
    post = shown(OWN, "2026-11", "2026-11-18")
    assert read(post) == (
        "Enrolment: Anniversary\nends in 2 days, Fri 20 Nov\n\nNov 2026: 20 working days\n"
        "…–11 🛒 Double 11\n12–15 🛒 after Double 11\nFri 20 ⏰ enrol: Anniversary\n"
        "25–… 📣 Anniversary +40%\nThu 26 ⏰ enrol: 🍵秋冬新品<b>…\n27–28 💤 day off"
    )
    assert [[button.label for button in row] for row in post.buttons] == [
        ["‹ Oct", "Dec ›"],
        ["Day off", "Seasons", "Our campaigns"],
    ]
    assert [button.data for row in post.buttons for button in row] == [
        "calendar:7:202610",
        "calendar:7:202612",
        "calendar_set:7:202611:off",
        "calendar_set:7:202611:seasons",
        "campaign:7:202611:list",
    ]


def test_the_same_in_chinese() -> None:
    assert read(shown(OWN, "2026-11", "2026-11-18", ZH)) == (
        "报名：Anniversary\n2天后截止，11月20日 周五\n\n2026年11月：20个工作日\n"
        "…–11 🛒 双11\n12–15 🛒 双11后\n20 周五 ⏰ 报名：Anniversary\n25–… 📣 Anniversary +40%\n"
        "26 周四 ⏰ 报名：🍵秋冬新品<b>…\n27–28 💤 休息日"
    )


def test_holidays_are_one_line_and_exchanged_days_named() -> None:
    assert read(shown(OWN, "2026-10", "2026-10-15")) == (
        "Double 11, presale\nbegins in 5 days, Tue 20 Oct\n\nOct 2026: 19 working days\n"
        "1–4 🏮 National Day\nMon 5 💼 worked\n6–7 🏮 day off in exchange\n"
        "Sat 10 💼 worked in exchange\n20–30 🛒 Double 11, presale\n31–… 🛒 Double 11"
    )
    assert "\n1–8 🏮 国庆节/中秋节\n" in read(shown(Calendar(), "2025-10", "2025-10-01", ZH))


def test_what_runs_today_stands_out() -> None:
    assert "\n<b>12–15 🛒 after Double 11</b>\n" in shown(OWN, "2026-11", "2026-11-12").text


@pytest.mark.parametrize(
    ("today", "texts", "verdict"),
    [
        ("2026-10-20", EN, "Double 11, presale\nbegins today"),
        ("2026-10-30", EN, "Double 11\nbegins in 1 day, Sat 31 Oct"),
        ("2026-09-25", EN, "Mid-Autumn Festival\ntoday"),
        ("2026-02-13", EN, "worked in exchange\nin 1 day, Sat 14 Feb"),
        ("2026-02-13", ZH, "调休上班\n1天后，2月14日 周六"),
        ("2026-07-01", EN, "Nothing special in 60 days"),
        ("2026-11-20", EN, "Enrolment: Anniversary\nends today"),
    ],
)
def test_what_comes_next(today: str, texts: Texts, verdict: str) -> None:
    assert read(shown(OWN, today[:7], today, texts)).split("\n\n")[0] == verdict


def test_an_empty_month_and_one_that_is_not_announced() -> None:
    assert read(shown(Calendar(), "2026-08", "2026-08-01")).endswith(
        "Aug 2026: 21 working days\nNothing special in this month."
    )
    assert read(shown(Calendar(), "2027-08", "2026-11-24")).endswith("\nMoved workdays: not known yet")


def test_a_month_of_many_campaigns_is_cut() -> None:
    many = tuple(
        Campaign(f"c{n}", CampaignKind.OTHER, day("2026-08-01"), day("2026-08-02")) for n in range(20)
    )
    assert read(shown(Calendar(campaigns=many), "2026-08", "2026-08-01")).endswith("\n… and 6 more")


def test_months_are_turned_as_far_as_anything_is_known() -> None:
    labels = [button.label for button in shown(Calendar(), "2029-11", "2026-11-24").buttons[0]]
    assert labels == ["‹ Oct"]


def test_seasons() -> None:
    post = seasons_post({"618"}, NOVEMBER, 7, EN)
    assert read(post) == (
        "Sale seasons of 2026\nNew Year sale: 20 Jan–3 Feb\nWomen's Day: 5 Mar–8 Mar\n618: 31 May–18 Jun\n"
        "9.9 sale: 7 Sep–9 Sep\nDouble 11: 31 Oct–11 Nov\nDouble 12: 9 Dec–12 Dec\n\n"
        "✓ you take part, ✗ you do not."
    )
    assert [button.label for row in post.buttons for button in row] == [
        *("✓ New Year sale", "✓ Women's Day", "✗ 618", "✓ 9.9 sale", "✓ Double 11", "✓ Double 12"),
        "‹ Calendar",
    ]


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        ("12-25", "Fri 25 Dec: day off", "12月25日 周五：休息"),
        ("12-25..12-27", "25 Dec to 27 Dec: off", "12月25日至12月27日：休息"),
        ("12-26 work", "Sat 26 Dec: worked", "12月26日 周六：上班"),
        ("12-26..12-27 work", "26 Dec to 27 Dec: worked", "12月26日至12月27日：上班"),
        ("12-25 usual", "Fri 25 Dec: as usual", "12月25日 周五：恢复正常"),
        ("12-25..12-27 usual", "25 Dec to 27 Dec: as usual", "12月25日至12月27日：恢复正常"),
    ],
)
def test_what_was_declared(words: str, en: str, zh: str) -> None:
    said = parse_declaration(words, day("2026-11-24"))
    assert (read(declared_post(said, EN)), read(declared_post(said, ZH))) == (en, zh)


def test_campaigns_and_how_to_plan_one() -> None:
    post = campaigns_post((SALE, BIG), NOVEMBER, 7, EN)
    assert read(post) == (
        "2 campaigns planned\n\n1. Anniversary\n25 Nov to 2 Dec +40%\n\n"
        "2. 🍵秋冬新品<b>加厚&保暖</b>…\n9 Dec to 12 Dec\n\n"
        "Plan one by hand:\n/campaign Sale 12-1..12-5 +40%\nor many at once by the sheet."
    )
    assert [button.label for row in post.buttons for button in row] == ["1", "2", "As a sheet", "‹ Calendar"]
    assert read(campaigns_post((), NOVEMBER, 7, EN)).startswith("No campaign is planned\n\nPlan one by hand:")


def test_one_campaign() -> None:
    assert read(campaign_post(BIG, NOVEMBER, 7, EN)).splitlines()[1:] == [
        *("9 Dec to 12 Dec", "Enrol by Thu 26 Nov", "Planned ¥200,000.00"),
        *("Budget ¥5,000.00", "Kind: the platform's"),
    ]
    assert read(planned_post(SALE, ZH)) == (
        "✅ 已安排\nAnniversary\n11月25日至12月2日 +40%\n报名截止 11月20日 周五\n类型：自定"
    )


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_everything_fits_a_phone(texts: Texts) -> None:
    long = Campaign(
        LONG,
        CampaignKind.FREE_SHIPPING,
        day("2026-11-24"),
        day("2026-11-24"),
        day("2026-11-24"),
        Decimal("9999999999.99"),
        10.0,
        Decimal("9999999999.99"),
    )
    busy = Calendar(campaigns=(long, SALE, BIG), changed=OWN.changed)
    posts = [
        shown(busy, f"{year}-{month:02}", "2026-11-24", texts)
        for year in (2025, 2026)
        for month in range(1, 13)
    ]
    posts += [shown(busy, "2026-11", f"2026-{month:02}-13", texts) for month in range(1, 13)]
    posts += [seasons_post((), NOVEMBER, 7, texts), off_question(NOVEMBER, 1, texts)]
    posts += [campaigns_post((long,) * 12, NOVEMBER, 123456, texts), removed_post(long, texts)]
    posts += [campaign_post(long, NOVEMBER, 123456, texts), planned_post(long, texts)]
    for post in posts:
        assert "<b>加厚" not in post.text
        assert len(read(post)) <= 900
        assert [line for line in read(post).splitlines() if cells(line) > 30] == []
