"""What may be done with a bad review, and what its case becomes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from metrics.review_cases import (
    acted,
    answered_in_file,
    escalated,
    may,
    reopened_by_buyer,
    with_earlier,
)
from metrics.reviews import Action, Case, Grade, Review, ReviewCase, Stage

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
REVIEW = Review("a", NOW - timedelta(hours=3), Grade.BAD, product="Lamp", body="broke")
NEW = ReviewCase(REVIEW, Case(first_told_at=NOW, last_told_at=NOW))
LI, WANG = (2, "Li"), (3, "Wang")


def after(one: ReviewCase, *actions: Action, who: tuple[int, str] = LI) -> ReviewCase:
    for action in actions:
        assert may(one, action, NOW), action
        one = replace(one, case=acted(one, action, who, NOW))
    return one


def test_from_new_to_closed() -> None:
    one, stages = NEW, [NEW.stage(NOW)]
    for action in (Action.TAKE, Action.DRAFT, Action.ANSWER, Action.CLOSE):
        one = after(one, action)
        stages.append(one.stage(NOW))
    assert stages == [Stage.NEW, Stage.TAKEN, Stage.DRAFTED, Stage.ANSWERED, Stage.CLOSED]
    assert one.case.version == 4
    assert (one.case.taken_by, one.case.answered_by, one.case.solved_by) == ("Li", "Li", "Li")


@pytest.mark.parametrize(
    ("stage", "able"),
    [
        (NEW, "take draft answer close mute"),
        (after(NEW, Action.TAKE), "draft answer close mute"),
        (after(NEW, Action.DRAFT), "draft answer close mute"),
        (after(NEW, Action.MUTE), "take draft answer close mute"),
        (after(NEW, Action.ANSWER), "close reopen"),
        (after(NEW, Action.CLOSE), "reopen"),
        (ReviewCase(replace(REVIEW, reply="Sorry!")), "close reopen"),
    ],
)
def test_what_may_be_done(stage: ReviewCase, able: str) -> None:
    assert {action for action in Action if may(stage, action, NOW)} == set(able.split())


def test_who_drafts_first_has_it_and_others_may_help() -> None:
    drafted = after(NEW, Action.DRAFT)
    assert (drafted.case.taken_by, drafted.case.taken_by_id) == LI[::-1]
    again = after(drafted, Action.DRAFT, who=WANG)
    assert (again.case.taken_by, again.case.drafted_by, again.case.draft) == ("Li", "Wang", 2)


def test_opened_again_by_somebody_it_is_nobodys_and_its_clock_starts_anew() -> None:
    late = ReviewCase(replace(REVIEW, reply="A"), replace(NEW.case, escalated_at=NOW))
    again = after(late, Action.CLOSE, Action.REOPEN)
    assert again.stage(NOW) is Stage.NEW
    assert (again.case.taken_by, again.case.escalated_at, again.case.reopened_at) == (None, None, NOW)
    assert again.is_open  # the reply was there when it was opened again
    assert not replace(again, review=replace(again.review, reply="B")).is_open


def test_opened_again_by_its_buyer_it_still_has_its_owner() -> None:
    closed = after(NEW, Action.TAKE, Action.ANSWER, Action.CLOSE)
    added = replace(closed, review=replace(REVIEW, follow_up="Broke again"))
    assert added.has_new_follow_up
    later = NOW + timedelta(days=3)
    again = replace(added, case=reopened_by_buyer(added, later))
    assert (again.stage(later), again.case.taken_by) == (Stage.TAKEN, "Li")
    assert (again.case.first_told_at, again.case.last_told_at) == (NOW, later)
    assert not again.has_new_follow_up
    assert again.case.version == closed.case.version + 1


def test_a_reply_in_a_file_is_an_answer_by_nobody_in_particular() -> None:
    one = ReviewCase(replace(REVIEW, reply="Sorry!"), after(NEW, Action.TAKE).case)
    answered = replace(one, case=answered_in_file(one, NOW))
    assert answered.stage(NOW) is Stage.ANSWERED
    assert (answered.case.answered_by, answered.case.answered_at) == (None, NOW)
    assert not answered.has_new_follow_up


def test_a_reply_that_somebody_wrote_is_remembered_when_a_file_shows_it() -> None:
    one = after(NEW, Action.ANSWER)
    replied = replace(one, review=replace(REVIEW, reply="Sorry!"))
    case = answered_in_file(replied, NOW)
    assert case == replace(one.case, seen_reply="Sorry!")


def test_late_is_told_once() -> None:
    assert escalated(NEW, NOW).escalated_at == NOW
    assert escalated(NEW, NOW).version == 1


def test_earlier_ones_are_of_the_same_product_within_a_month() -> None:
    def of(key: str, days: float, **known: str) -> Review:
        return Review(key, NOW - timedelta(days=days), Grade.BAD, **known)  # type: ignore[arg-type]

    known = [
        *(of("1", 1, item_id="7"), of("2", 29, item_id="7"), of("3", 31, item_id="7")),
        *(of("4", 1, item_id="8"), of("5", 1, product="Lamp"), of("6", 1)),
    ]
    one, titled, nameless = (of("a", 0, item_id="7"), of("b", 0, product="lamp "), of("c", 0))
    cases = [ReviewCase(one), ReviewCase(titled), ReviewCase(nameless)]
    assert [case.earlier for case in with_earlier(cases, known)] == [2, 1, 0]
