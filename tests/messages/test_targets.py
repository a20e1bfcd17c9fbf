"""The target's full texts: a month, a year, and what was changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from messages.post import MAX_CAPTION, length, plain
from messages.targets import target_post, year_post
from messages.texts import NARROW, Texts, cells
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.forecast import Forecast, month_end
from metrics.progress import MonthProgress, YearProgress
from metrics.sales import StoreDay
from metrics.targets import TargetChange, month_of, month_pace, parse_target, year_of

TODAY = date(2026, 9, 22)  # far from seasons
SEPTEMBER = month_of(TODAY)
EVERY_DAY = dict.fromkeys(SEPTEMBER.days(), Decimal(30000))
SALE = Campaign("会员日 <大促>🎉 & friends", CampaignKind.MEMBERS, date(2026, 9, 28), date(2026, 9, 28))


def progress(
    *,
    today: date = TODAY,
    known: int = 20,
    targets: dict[date, Decimal] | None = None,
    calendar: Calendar | None = None,
    forecast: Forecast | None = None,
) -> MonthProgress:
    sold = {SEPTEMBER.start + timedelta(days=i): Decimal("28000.50") for i in range(known)}
    wanted = EVERY_DAY if targets is None else targets
    days = [StoreDay(day, paid_amount=amount) for day, amount in sold.items()]
    pace = month_pace(days, wanted, SEPTEMBER, today - timedelta(days=1))
    return MonthProgress(SEPTEMBER, today, sold, wanted, calendar or Calendar(), pace, forecast)


FORECAST = Forecast(
    Decimal(780_000),
    Decimal(812_000),
    Decimal(845_000),
    dict.fromkeys((day for day in SEPTEMBER.days() if day >= date(2026, 9, 21)), Decimal(25_000)),
    56,
    unplanned=(date(2026, 9, 28),),
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "<b>2026年9月：完成进度目标的 93.3%</b>\n"
            "已销售 ¥560,010.00\n"
            "进度目标 ¥600,000.00\n"
            "本月目标 ¥900,000.00\n"
            "每天还需 ¥34,443.34\n"
            "剩 9 天\n"
            "本月有 1 天没有数据\n"
            "月末预计 ¥81.2万，90.2%\n"
            "八成把握 ¥78.0万–¥84.5万\n"
            "会员日 &lt;大促…无计划，按平日算",
        ),
        (
            "en",
            "<b>September 2026: 93.3% of the target so far</b>\n"
            "Sold ¥560,010.00\n"
            "Target so far ¥600,000.00\n"
            "Month's target ¥900,000.00\n"
            "Needed ¥34,443.34 a day\n"
            "9 days left\n"
            "1 day of the month unknown\n"
            "Month's end ≈ ¥812k, 90.2%\n"
            "80% sure: ¥780k – ¥845k\n"
            "Nothing planned: 会员日 &lt;大促…",
        ),
    ],
)
def test_the_month_so_far(language: str, text: str) -> None:
    shown = progress(calendar=Calendar((SALE,)), forecast=FORECAST)
    post = target_post(shown, 7, Texts(language))
    head, days = post.text.split("\n<blockquote expandable>")
    assert head == text
    assert days.splitlines()[0] == "✗ 1 ¥2.80万/¥3.00万" if language == "zh" else "✗ 1 ¥28.0k/¥30.0k"
    assert days.splitlines()[-1] == ("• 30 ¥3.00万" if language == "zh" else "• 30 ¥30.0k") + "</blockquote>"
    assert len(days.splitlines()) == 30
    assert length(post.text) <= MAX_CAPTION


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "已销售 ¥560,010.00\n有目标的日子 ¥308,005.50\n进度目标 ¥330,000.00\n本月目标 ¥600,000.00\n",
        ),
        (
            "en",
            "Sold ¥560,010.00\n"
            "On target days ¥308,005.50\n"
            "Target so far ¥330,000.00\n"
            "Month's target ¥600,000.00\n",
        ),
    ],
)
def test_a_target_of_some_days_is_not_held_against_the_whole_month(language: str, text: str) -> None:
    some = {day: amount for day, amount in EVERY_DAY.items() if 9 < day.day < 30}
    told = target_post(progress(targets=some, forecast=FORECAST), 7, Texts(language)).text
    assert text in told
    assert ("月末预计 ¥81.2万\n" if language == "zh" else "Month's end ≈ ¥812k\n") in told


def test_the_picture_adds_up_and_ends_in_the_band() -> None:
    chart = target_post(progress(forecast=FORECAST), 7, Texts("en")).chart
    assert chart is not None
    assert chart.kind == "month"
    assert chart.sold[19] == pytest.approx(560_010)
    assert chart.planned[-1] == pytest.approx(900_000)
    assert chart.sold[20] is None
    assert (chart.low[20], chart.low[-1], chart.high[-1]) == (None, 780_000, 845_000)


def test_a_month_that_is_over() -> None:
    over = target_post(progress(today=date(2026, 10, 2), known=30), 7, Texts("en")).text
    assert over.split("\n<blockquote")[0] == (
        "<b>September 2026: target missed, 93.3%</b>\nSold ¥840,015.00\nMonth's target ¥900,000.00"
    )
    reached = dict.fromkeys(SEPTEMBER.days(), Decimal(20_000))
    text = target_post(progress(today=date(2026, 10, 2), known=30, targets=reached), 7, Texts("zh")).text
    assert text.startswith("<b>2026年9月：目标达成 140%</b>\n")


def test_a_month_that_begins() -> None:
    begins = target_post(progress(today=SEPTEMBER.start, known=0), 7, Texts("en")).text
    assert begins.split("\n<blockquote")[0] == (
        "<b>September 2026: nothing to compare with the target yet</b>\n"
        "Month's target ¥900,000.00\n"
        "Needed ¥30,000.00 a day\n"
        "30 days left"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "<b>2026年9月：未设目标</b>\n可这样设置：/target 900000/month"),
        ("en", "<b>September 2026: no target</b>\nSet one, for example: /target 900000/month"),
    ],
)
def test_no_target_says_how_to_set_one(language: str, text: str) -> None:
    assert target_post(progress(known=0, targets={}), 7, Texts(language)).text == text


def test_without_a_target_what_is_sold_and_expected_is_told_all_the_same() -> None:
    text = target_post(progress(targets={}, forecast=FORECAST), 7, Texts("en")).text
    assert text == (
        "<b>September 2026: no target</b>\nSold ¥560,010.00\nMonth's end ≈ ¥812k\n"
        "80% sure: ¥780k – ¥845k\nSet one, for example: /target 900000/month"
    )


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        ("2026-09-11 300000", "zh", "<b>9月11日 周五目标：¥300,000.00</b>"),
        ("2026-09 30000/day", "zh", "<b>9月1日至9月30日目标：共 ¥900,000.00，每天 ¥30,000.00</b>"),
        ("0/day 2026-12", "zh", "已取消目标：12月1日至12月31日。"),
        ("2026-09-11 300000", "en", "<b>Target for Fri 11 Sep: ¥300,000.00</b>"),
    ],
)
def test_what_was_changed_comes_first(words: str, language: str, text: str) -> None:
    change = parse_target(words.split(), TODAY)
    assert isinstance(change, TargetChange)
    assert target_post(progress(), 7, Texts(language), changed=change).text.startswith(f"{text}\n\n<b>")


def labels(buttons: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    return [[f"{button.label} {button.data}" for button in row] for row in buttons]  # type: ignore[attr-defined]


def test_buttons_of_a_month_and_what_may_change() -> None:
    assert labels(target_post(progress(), 7, Texts("zh")).buttons) == [
        ["‹ 8月 target:month:7:202608", "10月 › target:month:7:202610"],
        ["全年 target:year:7:2026", "修改目标 target:change:7:202609"],
    ]
    assert labels(target_post(progress(), 7, Texts("en"), choosing=True).buttons) == [
        ["This month target:ask:7:202609", "Next month target:ask:7:202610"],
        ["Year 2026 target:ask:7:2026"],
        ["‹ Back target:month:7:202609"],
    ]
    late = progress(today=date(2026, 12, 5))
    assert labels(target_post(late, 7, Texts("zh"), choosing=True).buttons)[:2] == [
        ["本月 target:ask:7:202612", "下月 target:ask:7:202701"],
        ["2026年 target:ask:7:2026", "2027年 target:ask:7:2027"],
    ]


# -------------------------------------------------------------------------------------------------- a year


def year() -> YearProgress:
    august = month_of(date(2026, 8, 1))
    targets = dict.fromkeys((*august.days(), *SEPTEMBER.days()), Decimal(30_000))
    sold = dict.fromkeys(august.days(), Decimal(31_000)) | {
        day: Decimal(28_000) for day in SEPTEMBER.days() if day < TODAY
    }
    return YearProgress(year_of(2026), TODAY, sold | {date(2026, 7, 1): Decimal("9.50")}, targets, Calendar())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "<b>2026年：完成进度目标的 99.3%</b>\n已销售 ¥155万\n进度目标 ¥156万\n全年目标 ¥183万\n\n"
            "• 7月 ¥9.50\n✓ 8月 ¥96.1万/¥93.0万 103%\n• 9月 ¥58.8万/¥90.0万 65.3%",
        ),
        (
            "en",
            "<b>2026: 99.3% of the target so far</b>\nSold ¥1.55M\nTarget so far ¥1.56M\n"
            "Year's target ¥1.83M\n\n"
            "• Jul ¥9.50\n✓ Aug ¥961k/¥930k 103%\n• Sep ¥588k/¥900k 65.3%",
        ),
    ],
)
def test_the_year_and_its_months(language: str, text: str) -> None:
    post = year_post(year(), 7, Texts(language))
    assert post.text == text
    assert labels(post.buttons)[0] == ["‹ 2025 target:year:7:2025", "2027 › target:year:7:2027"]
    assert [len(row) for row in post.buttons] == [2, 4, 4, 4, 1]
    assert labels(post.buttons)[-1][0].endswith("target:change:7:2026")
    back = labels(year_post(year(), 7, Texts(language), choosing=True).buttons)[-1]
    assert back[0].endswith("target:year:7:2026")
    assert post.chart is not None
    assert len(post.chart.days) == 365


def test_a_year_without_anything() -> None:
    empty = YearProgress(year_of(2027), TODAY, {}, {}, Calendar())
    assert year_post(empty, 7, Texts("en")).text == "<b>2027: no target</b>"
    planned = YearProgress(year_of(2027), TODAY, {}, {date(2027, 1, 1): Decimal(5)}, Calendar())
    assert year_post(planned, 7, Texts("zh")).text == (
        "<b>2027年：目标进度还没有数据</b>\n全年目标 ¥5.00\n\n• 1月 –/¥5.00 –"
    )


# ------------------------------------------------------------------------------------------------- widths


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_keep_within_a_narrow_phone(language: str) -> None:
    november = month_of(date(2026, 11, 1))
    known = [
        StoreDay(date(2026, 11, 5) - timedelta(days=i), paid_amount=Decimal("98765432.10")) for i in range(70)
    ]
    targets = dict.fromkeys(november.days(), Decimal("123456789.01"))
    names = Campaign(
        "超长活动名称 <&> 🎉🎉🎉 with sixty characters and a bit more on top",
        CampaignKind.OTHER,
        date(2026, 11, 20),
        date(2026, 11, 22),
    )
    calendar, upto = Calendar((names,)), date(2026, 11, 5)
    shown = MonthProgress(
        november,
        date(2026, 11, 6),
        {one.day: one.paid_amount for one in known if one.day in november and one.paid_amount},
        targets,
        calendar,
        month_pace(known, targets, november, upto),
        month_end(
            {one.day: one.paid_amount for one in known if one.paid_amount}, targets, calendar, november, upto
        ),
    )
    post = target_post(shown, 7, Texts(language))
    assert length(post.text) <= MAX_CAPTION
    wide = [line for line in plain(post.text).splitlines()[1:] if cells(line) > NARROW]
    assert wide == []
