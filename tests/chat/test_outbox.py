"""The messages that a post becomes."""

from datetime import date, timedelta

import pytest

from charts.chart import RoiChart
from chat.outbox import BODY, Body, bodies
from chat.setbacks import pause_after
from messages.post import Attachment, Button, Post

CHART = RoiChart("zh", "店", (date(2026, 11, 21),), (1.0, None), (3.0,), ((3.0, "及格"),), "花费", "投产比")
FILE = Attachment("a.csv", b"a")
CAPTION, LONG, LONGER = "字" * 1024, "字" * 1025, "字" * 4097
KEYS = ((Button("x", "y:z"),),)


def shape(post: Post) -> list[str]:
    """Each message in short: p picture, f file, its number of characters, k keys, s silent."""
    return [
        ("p" if body.chart else "f" if data is not None else "")
        + str(len(body.text))
        + ("k" if body.buttons else "")
        + ("s" if body.silent else "")
        for body, data in bodies(post)
    ]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post("a"), ["1"]),
        (Post("a", KEYS, silent=True), ["1ks"]),
        (Post(LONGER, KEYS), ["4096", "1ks"]),
        (Post(CAPTION, KEYS, CHART), ["p1024k"]),
        (Post(LONG, KEYS, CHART), ["p0", "1025ks"]),
        (Post(LONGER, KEYS, CHART), ["p0", "4096s", "1ks"]),
        (Post("", KEYS, CHART), ["p0k"]),
        (Post(CAPTION, KEYS, None, FILE), ["f1024k"]),
        (Post(LONG, KEYS, None, FILE), ["1025k", "f0s"]),
        (Post("a", KEYS, CHART, FILE), ["p1k", "f0s"]),
        (Post("", (), None, FILE), ["f0"]),
        (Post("<b>" + CAPTION + "</b>", (), CHART), ["p1031"]),
    ],
)
def test_bodies(post: Post, expected: list[str]) -> None:
    assert shape(post) == expected


@pytest.mark.parametrize("text", ["", " \n", "<b> </b>"])
def test_nothing_to_say(text: str) -> None:
    with pytest.raises(ValueError, match="says nothing"):
        bodies(Post(text))


def test_a_body_survives_the_database() -> None:
    body = Body(text="<b>a</b>", buttons=((("x", "y:z"),),), chart=CHART, silent=True)
    assert BODY.validate_json(BODY.dump_json(body)) == body


@pytest.mark.parametrize(
    ("attempts", "chance", "seconds"),
    [
        (1, 0.5, 1),
        (2, 0.5, 2),
        (5, 0.5, 16),
        (9, 0.5, 256),
        (10, 0.5, 300),
        (99, 0.5, 300),
        (3, 0, 3),
        (3, 1, 5),
    ],
)
def test_pauses_grow(attempts: int, chance: float, seconds: float) -> None:
    assert pause_after(attempts, chance) == timedelta(seconds=seconds)
