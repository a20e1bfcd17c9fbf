"""The target's full texts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from messages.targets import target_post
from messages.texts import Texts
from metrics.sales import StoreDay
from metrics.targets import MonthPace, month_of, month_pace, parse_target

TODAY = date(2026, 11, 21)
NOVEMBER = month_of(TODAY)


def pace(upto: date, known: int) -> MonthPace | None:
    days = [
        StoreDay(NOVEMBER.start + timedelta(days=i), paid_amount=Decimal("28000.50")) for i in range(known)
    ]
    return month_pace(days, dict.fromkeys(NOVEMBER.days(), Decimal(30000)), NOVEMBER, upto)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "<b>2026年11月：完成进度目标的 88.9%</b>\n"
            "已销售 ¥560,010.00\n"
            "进度目标 ¥630,000.00\n"
            "本月目标 ¥900,000.00\n"
            "剩 9 天，每天还需 ¥37,776.67\n"
            "本月有 1 天没有数据",
        ),
        (
            "en",
            "<b>November 2026: 88.9% of the target so far</b>\n"
            "Sold ¥560,010.00\n"
            "Target so far ¥630,000.00\n"
            "Month's target ¥900,000.00\n"
            "Needed ¥37,776.67 a day, 9 days left\n"
            "1 day of the month is not known",
        ),
    ],
)
def test_the_month_so_far(language: str, text: str) -> None:
    assert target_post(pace(TODAY, 20), Texts(language)).text == text


def test_a_month_that_is_over_and_one_that_begins() -> None:
    over = target_post(pace(NOVEMBER.last, 30), Texts("en")).text
    assert "a day" not in over
    begins = target_post(pace(NOVEMBER.start - timedelta(days=1), 0), Texts("en")).text
    assert begins == (
        "<b>November 2026: nothing to compare with the target yet</b>\n"
        "Month's target ¥900,000.00\n"
        "Needed ¥30,000.00 a day, 30 days left"
    )


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        ("2026-11-11 300000", "zh", "<b>11月11日 周三目标：¥300,000.00</b>"),
        ("900000/month", "zh", "<b>11月1日至11月30日目标：共 ¥900,000.00，每天 ¥30,000.00</b>"),
        ("0/day 2026-12", "zh", "已取消目标：12月1日至12月31日。"),
        ("2026-11-11 300000", "en", "<b>Target for Wed 11 Nov: ¥300,000.00</b>"),
    ],
)
def test_what_was_changed_comes_first(words: str, language: str, text: str) -> None:
    change = parse_target(words.split(), TODAY)
    said = target_post(pace(TODAY, 20), Texts(language), changed=change).text
    assert said.startswith(f"{text}\n\n<b>")
    assert target_post(None, Texts(language), changed=change).text == text


def test_no_target_says_how_to_set_one() -> None:
    assert target_post(None, Texts("zh")).text == "本月还没有目标。可这样设置：/target 30000/day"
