"""The pace: tables of when the next call may go."""

import pytest

from chat.limits import Limiter


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def moments(count: int, *, chats: int = 1, private: bool = False, counts: bool = True) -> list[float]:
    """When each of so many calls, taken in turn by so many chats, goes out."""
    clock = Clock()
    limiter, found = Limiter(clock), []
    for i in range(count):
        chat = i % chats
        while (pause := limiter.wait(chat, private=private, counts=counts)) > 0:
            clock.now += pause
        limiter.note(chat, counts=counts)
        found.append(round(clock.now, 6))
    return found


def test_a_group_hears_one_a_second_and_eighteen_a_minute() -> None:
    assert moments(20) == [*range(18), 60, 61]


def test_a_person_may_get_a_short_burst() -> None:
    assert moments(9, private=True) == [0, 0, 0, 0, 4, 4, 4, 4, 8]


@pytest.mark.parametrize("counts", [True, False])  # reactions count altogether only
def test_less_than_thirty_a_second_altogether_and_never_in_a_bunch(counts: bool) -> None:
    found = moments(120, chats=100 if counts else 1, counts=counts)
    assert found[:7] == [0] * 6 + [0.2]
    assert max(sum(start <= at < start + 1 for at in found) for start in found) == 29
    assert found[-1] == pytest.approx(4, abs=0.2)


@pytest.mark.parametrize(("chat", "pause"), [(1, 7.0), (2, 0.0)])
def test_a_pause_is_for_one_chat(chat: int, pause: float) -> None:
    limiter = Limiter(Clock())
    limiter.pause(1, 7)
    limiter.pause(1, 3)  # a shorter one does not end the longer
    assert limiter.wait(chat, private=False, counts=False) == pause


def test_quiet_chats_are_forgotten() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    for chat in range(5000):
        clock.now += 1
        limiter.note(chat)
    assert len(limiter._chats) <= 1001
