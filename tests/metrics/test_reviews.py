"""Which reviews a check tells, which again, and in what order."""

from datetime import UTC, datetime, time, timedelta

import pytest

from metrics.review_cases import card_of
from metrics.reviews import (
    Case,
    Check,
    Grade,
    Listing,
    ProductVisitors,
    Review,
    ReviewCase,
    Traffic,
    next_check,
    review_check,
)
from metrics.rules import Rules
from metrics.stores import Store

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # 13:00 in Shanghai
STORE = Store(1, 1, "Nova", "en", "Asia/Shanghai", time(9), timedelta(hours=2), (time(9), time(13), time(20)))


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def review(
    key: str = "a", posted_at: datetime | None = None, grade: Grade = Grade.BAD, **known: str
) -> Review:
    return Review(key, posted_at or ago(hours=1), grade, **known)  # type: ignore[arg-type]


def told(first: datetime, last: datetime | None = None, **done: object) -> Case:
    return Case(first_told_at=first, last_told_at=last or first, **done)  # type: ignore[arg-type]


def check(reviews: list[Review], traffic: Traffic, cases: dict[str, Case]) -> Check:
    return review_check([ReviewCase(one, cases.get(one.key, Case())) for one in reviews], traffic, NOW)


def outcome(one: Review, case: Case) -> str:
    """What a check tells; "late" is what only the clock says."""
    found = check([one], Traffic(), {one.key: case})
    if found.history:
        return "history"
    if found.new or found.reopened:
        return "new" if found.new else "reopened"
    return "late" if ReviewCase(one, case).is_late(NOW, Rules()) else "nothing"


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
        (review(), told(ago(hours=24)), "late"),
        (review(), told(ago(hours=23, minutes=59)), "nothing"),
        (review(), told(ago(days=3), escalated_at=ago(days=2)), "nothing"),  # once is enough
        (review(), told(ago(days=3), muted_until=ago(hours=-1)), "nothing"),
        (review(), told(ago(days=3), muted_until=NOW), "late"),
        (review(), told(ago(days=3), taken_by="Li"), "late"),
        (review(), told(ago(days=3), drafted_by="Li", drafted_at=ago(days=2)), "late"),
        (review(), told(ago(days=3), answered_at=ago(days=2)), "nothing"),
        (review(), told(ago(days=3), solved_at=ago(days=1)), "nothing"),
        (review(reply="Sorry!"), told(ago(days=3)), "nothing"),
        (review(posted_at=ago(days=40)), Case(last_told_at=ago(days=3)), "nothing"),  # counted as history
        (review(), Case(taken_by="Li"), "new"),  # taken in /reviews before any check told it
        (review(follow_up="Broke"), told(ago(days=3), answered_at=ago(days=2)), "reopened"),
        (review(follow_up="Broke"), told(ago(days=3), solved_at=ago(days=2)), "reopened"),
        (review(follow_up="B"), told(ago(days=3), solved_at=ago(days=2), seen_follow_up="A"), "reopened"),
        (review(follow_up="A"), told(ago(days=3), solved_at=ago(days=2), seen_follow_up="A"), "nothing"),
        (review(follow_up="Broke"), told(ago(hours=3)), "nothing"),  # it is open anyway
        (
            review(follow_up="Broke", reply="A"),
            told(ago(days=3), answered_at=ago(days=2), seen_reply="A"),
            "reopened",
        ),
        (
            review(follow_up="Broke", reply="B"),
            told(ago(days=3), answered_at=ago(days=2), seen_reply="A"),
            "nothing",
        ),
        (review(posted_at=ago(days=90), follow_up="B"), Case(answered_at=ago(days=80)), "reopened"),
        (review(reply="A"), told(ago(days=3), reopened_at=ago(days=1), seen_reply="A"), "late"),
        (review(reply="A"), told(ago(days=3), reopened_at=ago(hours=23), seen_reply="A"), "nothing"),
        (review(reply="B"), told(ago(days=3), reopened_at=ago(days=2), seen_reply="A"), "nothing"),
    ],
)
def test_what_is_told(one: Review, case: Case, expected: str) -> None:
    assert outcome(one, case) == expected


def test_how_long_is_too_long_is_the_stores_own_rule() -> None:
    one = ReviewCase(review(), told(ago(hours=30)))
    assert one.is_late(NOW, Rules())
    assert not one.is_late(NOW, Rules(review_overdue_hours=48))


@pytest.mark.parametrize(
    ("one", "case", "stage"),
    [
        (review(), Case(), "new"),
        (review(), Case(taken_by="Li"), "taken"),
        (review(), Case(taken_by="Li", drafted_at=NOW), "drafted"),
        (review(), Case(taken_by="Li", drafted_at=NOW, answered_at=NOW), "answered"),
        (review(reply="Sorry!"), Case(), "answered"),
        (review(reply="Sorry!"), Case(seen_reply="Sorry!"), "new"),
        (review(), Case(answered_at=ago(days=6)), "answered"),
        (review(), Case(answered_at=ago(days=7)), "closed"),
        (review(), Case(answered_at=NOW, solved_at=NOW), "closed"),
    ],
)
def test_how_far_the_team_is(one: Review, case: Case, stage: str) -> None:
    assert ReviewCase(one, case).stage(NOW) == stage


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
    found = check(reviews, Traffic(tuple(products)), {})
    assert [one.review.key for one in found.new] == [
        "by title",
        "second, newer",
        "second",
        "fifth",
        "other id, same title",
        "sixth",
        "old",
    ]
    assert found.busy == {"by title", "second", "second, newer", "fifth"}


def test_history_alone_is_something_to_tell_and_nothing_is_not() -> None:
    assert not check([review("h", ago(days=9))], Traffic(), {}).is_empty
    assert check([], Traffic(), {}).is_empty


def test_a_card_has_pages_of_five() -> None:
    cases = tuple(ReviewCase(review(str(i))) for i in range(11))
    card = Listing(NOW, cases, page=2)
    assert card.pages == 3
    assert [one.review.key for one in card.shown] == ["10"]
    assert Listing(NOW, ()).pages == 1
    assert card.marked(cases[7].mark) is cases[7]
    assert card.marked("nothing") is None


def test_the_card_of_a_check_tells_the_new_ones_first() -> None:
    answered = told(ago(days=2), answered_at=ago(days=1))
    card = card_of(check([review("o", follow_up="Broke"), review("n")], Traffic(), {"o": answered}), NOW)
    assert [one.review.key for one in card.reviews] == ["n", "o"]
    assert (card.new, card.reopened, card.history) == (1, 1, 0)
    assert all(one.is_open for one in card.reviews)


def test_reviews_of_a_product_are_known_by_its_id_or_else_by_its_title() -> None:
    assert review(item_id="7", product="Lamp").item == review(item_id="7").item
    assert review(product="ＬＡＭＰ 0 ").item == review(product="lamp 0").item
    assert review(product="Lamp").item != review(product="Vase").item


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
