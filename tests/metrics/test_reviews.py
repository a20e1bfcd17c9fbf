"""Which reviews a check tells, which again, and in what order."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from metrics.reviews import (
    Case,
    Grade,
    Listing,
    ProductVisitors,
    Review,
    ReviewCase,
    Traffic,
    card_of,
    grade_of,
    next_check,
    review_check,
)
from metrics.rules import Rules
from metrics.stores import Store

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # 13:00 in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")
STORE = Store(1, 1, "Nova", "en", "Asia/Shanghai", time(9), timedelta(hours=2), (time(9), time(13), time(20)))


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def review(
    key: str = "a", posted_at: datetime | None = None, grade: Grade = Grade.BAD, **known: str
) -> Review:
    return Review(key, posted_at or ago(hours=1), grade, **known)  # type: ignore[arg-type]


def told(first: datetime, last: datetime | None = None, **done: object) -> Case:
    return Case(first_told_at=first, last_told_at=last or first, **done)  # type: ignore[arg-type]


def outcome(one: Review, case: Case) -> str:
    check = review_check([one], Traffic(), {one.key: case}, NOW, Rules(), SHANGHAI)
    if check.history:
        return "history"
    return "new" if check.new else "overdue" if check.overdue else "nothing"


@pytest.mark.parametrize(
    ("stars", "grade"), [(1, "bad"), (2, "bad"), (3, "neutral"), (4, "good"), (5, "good")]
)
def test_grades_by_stars(stars: int, grade: str) -> None:
    assert grade_of(stars) == grade


@pytest.mark.parametrize(
    ("one", "case", "expected"),
    [
        (review(), Case(), "new"),
        (review(grade=Grade.NEUTRAL), Case(), "new"),
        (review(grade=Grade.GOOD), Case(), "nothing"),
        (review(reply="Sorry!"), Case(), "nothing"),
        (review(posted_at=ago(days=7)), Case(), "new"),
        (review(posted_at=ago(days=7, seconds=1)), Case(), "history"),
        (review(posted_at=ago(days=30), reply="Sorry!"), Case(), "nothing"),
        (review(), Case(solved_at=ago(hours=1)), "nothing"),
        (review(), told(ago(hours=2)), "nothing"),
        (review(), told(ago(hours=24)), "overdue"),
        (review(), told(ago(hours=23, minutes=59)), "nothing"),
        (review(), told(ago(days=3), ago(hours=14)), "overdue"),  # told yesterday at 23:00 there
        (review(), told(ago(days=3), ago(hours=12)), "nothing"),  # told today at 01:00 there
        (review(), told(ago(days=3), ago(days=1), muted_until=ago(hours=-1)), "nothing"),
        (review(), told(ago(days=3), ago(days=1), muted_until=NOW), "overdue"),
        (review(), told(ago(days=3), ago(days=1), taken_by="Li"), "overdue"),
        (review(), told(ago(days=3), ago(days=1), solved_at=ago(days=1)), "nothing"),
        (review(reply="Sorry!"), told(ago(days=3)), "nothing"),
        (review(posted_at=ago(days=40)), Case(last_told_at=ago(days=3)), "nothing"),  # counted as history
        (review(), Case(taken_by="Li"), "new"),  # taken in /reviews before any check told it
    ],
)
def test_what_is_told(one: Review, case: Case, expected: str) -> None:
    assert outcome(one, case) == expected


def test_how_long_is_too_long_is_the_stores_own_rule() -> None:
    one, case = review(), told(ago(hours=30))
    assert review_check([one], Traffic(), {"a": case}, NOW, Rules(), SHANGHAI).overdue
    assert not review_check(
        [one], Traffic(), {"a": case}, NOW, Rules(review_overdue_hours=48), SHANGHAI
    ).overdue


def test_the_five_most_visited_products_come_first_then_the_newest() -> None:
    products = [ProductVisitors(str(i), f"Lamp {i}", 1000 - i) for i in range(6)]
    reviews = [
        review("old", ago(hours=9)),
        review("sixth", ago(hours=8), item_id="5"),
        review("fifth", ago(hours=7), item_id="4"),
        review("by title", ago(hours=6), product="ＬＡＭＰ 0 "),
        review("second", ago(hours=5), item_id="1"),
        review("second, newer", ago(hours=4), item_id="1"),
        review("other id, same title", ago(hours=3), item_id="99", product="Lamp 0"),
    ]
    check = review_check(reviews, Traffic(tuple(products)), {}, NOW, Rules(), SHANGHAI)
    assert [one.review.key for one in check.new] == [
        "by title",
        "second, newer",
        "second",
        "fifth",
        "other id, same title",
        "sixth",
        "old",
    ]
    assert check.busy == {"by title", "second", "second, newer", "fifth"}


def test_history_alone_is_something_to_tell_and_nothing_is_not() -> None:
    assert not review_check([review("h", ago(days=9))], Traffic(), {}, NOW, Rules(), SHANGHAI).is_empty
    assert review_check([], Traffic(), {}, NOW, Rules(), SHANGHAI).is_empty


def test_a_card_has_pages_of_five() -> None:
    cases = tuple(ReviewCase(review(str(i))) for i in range(11))
    card = Listing(NOW, cases, page=2)
    assert card.pages == 3
    assert [one.review.key for one in card.shown] == ["10"]
    assert Listing(NOW, ()).pages == 1
    assert card.marked(cases[7].mark) is cases[7]
    assert card.marked("nothing") is None


def test_the_card_of_a_check_tells_the_new_ones_first() -> None:
    check = review_check(
        [review("n"), review("o")], Traffic(), {"o": told(ago(days=2))}, NOW, Rules(), SHANGHAI
    )
    card = card_of(check, NOW)
    assert [one.review.key for one in card.reviews] == ["n", "o"]
    assert (card.new, card.overdue, card.history) == (1, 1, 0)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 22, 4, 59, tzinfo=UTC), datetime(2026, 11, 22, 5, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 5, 0, tzinfo=UTC), datetime(2026, 11, 22, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_next_check_by_the_stores_clock(now: datetime, expected: datetime) -> None:
    assert next_check(STORE, now) == expected


def test_a_store_may_have_no_checks() -> None:
    assert next_check(Store(1, 1, "Nova", "en", "UTC", time(9), timedelta(0), ()), NOW) is None
