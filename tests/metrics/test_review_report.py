"""What reviews of a product add up to by topic and week, and what buyers of other shops write."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.review_report import (
    Complaint,
    Grades,
    Item,
    Trend,
    Written,
    meant,
    merged,
    product_report,
    shop_report,
)
from metrics.reviews import Grade, ReviewTopic

TODAY = date(2026, 11, 22)
LAMP = Item("7", "Lamp", Grades(8, 1, 1))


def test_a_product_named_in_several_ways_is_one_and_those_complained_of_come_first() -> None:
    vase, bowl = Item("vase", "Vase", Grades(9, 0, 0)), Item("bowl", "Bowl", Grades(0, 0, 3))
    again = Item("7", "Lamp, red", Grades(1, 0, 0))
    found = merged([vase, LAMP, again, bowl, Item("", "", Grades(0, 0, 9))])
    assert [one.name for one in found] == ["bowl", "7", "vase"]
    assert (found[1].title, found[1].grades) == ("Lamp", Grades(9, 1, 1))


def test_a_product_is_meant_by_its_id_or_a_part_of_its_name() -> None:
    items = (LAMP, Item("77", "Floor ＬＡＭＰ", Grades()), Item("8", "Vase 7", Grades()))
    assert meant(items, "7") == (LAMP,)
    assert [one.name for one in meant(items, " lamp")] == ["7", "77"]
    assert meant(items, "bowl") == ()
    assert meant(items, "") == ()


def test_weeks_end_today() -> None:
    complaints = [
        Complaint(date(2026, 11, 22), "少了两个螺丝，颜色也不对"),
        Complaint(date(2026, 11, 16), "漏发了脚垫"),
        Complaint(date(2026, 11, 15), "漏发"),
        Complaint(date(2026, 9, 28), "垃圾"),
        Complaint(date(2026, 9, 27), "漏发"),  # before the first week
    ]
    report = product_report(LAMP, Grades(8, 1, 1), Grades(9, 0, 1), complaints, TODAY)
    assert (len(report.weeks), report.weeks[0], report.weeks[-1]) == (
        8,
        date(2026, 9, 28),
        date(2026, 11, 16),
    )
    assert report.topics == {
        ReviewTopic.COLOUR: (0, 0, 0, 0, 0, 0, 0, 1),
        ReviewTopic.MISSING: (0, 0, 0, 0, 0, 0, 1, 2),
        ReviewTopic.UNDECIDED: (1, 0, 0, 0, 0, 0, 0, 0),
    }
    assert report.most == (ReviewTopic.MISSING, ReviewTopic.COLOUR, ReviewTopic.UNDECIDED)


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        (Grades(80, 10, 10), Grades(90, 5, 5), Trend.MORE),
        (Grades(90, 5, 5), Grades(80, 10, 10), Trend.FEWER),
        (Grades(90, 5, 5), Grades(89, 5, 6), Trend.ALIKE),
        (Grades(90, 5, 5), Grades(), Trend.UNKNOWN),
        (Grades(), Grades(90, 5, 5), Trend.UNKNOWN),
    ],
)
def test_the_share_of_complaints_beside_the_time_before(now: Grades, before: Grades, trend: Trend) -> None:
    assert product_report(LAMP, now, before, (), TODAY).trend is trend


def test_a_shop_s_strengths_and_weaknesses_are_what_several_buyers_say() -> None:
    reviews = [
        Written(Grade.GOOD, "质量很好，就是发货太慢"),
        Written(Grade.GOOD, "质量不错"),
        Written(Grade.BAD, "快递太慢"),
        Written(Grade.NEUTRAL, "颜色不对"),  # one alone says little
        Written(Grade.BAD, ""),
    ]
    report = shop_report("Pine", reviews)
    assert report.grades == Grades(2, 1, 2)
    assert report.grades.share == Decimal("0.6")
    assert report.strengths == ((ReviewTopic.QUALITY, 2),)
    assert report.weaknesses == ((ReviewTopic.LOGISTICS, 2),)
