"""/why's buttons: whose they are, and what they may hold."""

from typing import cast

import pytest

from chat.context import Context, Member
from handlers import why
from messages.texts import Texts
from metrics.periods import DAY, Period
from metrics.stores import Chat, Role
from metrics.why import Level, Question, mark, period_of
from tests.briefs import NOW, STORE
from tests.whys import A_DAY


@pytest.mark.parametrize(
    ("data", "question"),
    [
        ("7:20261118:revenue", Question(A_DAY)),
        ("7:20261118:plans", Question(A_DAY, Level.PLANS)),
        (f"7:20261118:visitors:{mark('平台')}", Question(A_DAY, Level.VISITORS, mark("平台"))),
        ("7:w20261116:aov", Question(period_of("w20261116") or A_DAY, Level.AOV)),
        ("7:20261118-20261119:roi", Question(Period(A_DAY.start, A_DAY.end + DAY), Level.ROI)),
        ("8:20261118:revenue", None),
        ("7:20261318:revenue", None),
        ("7:20261118:profit", None),
        ("7:20261118", None),
        ("7", None),
    ],
)
def test_what_a_button_means(data: str, question: Question | None) -> None:
    assert why.read_data(data.split(":"), 7) == question


class Pressed:
    """A pressed button of another store: all that may happen is a note."""

    def __init__(self) -> None:
        self.args, self.notes = ["8", "20261118", "revenue"], list[str]()

    async def answer(self, text: str) -> None:
        self.notes.append(text)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "This button belongs to another store. Send /brief for yours."),
        ("zh", "这个按钮属于另一家店铺。请发送 /brief 查看本店。"),
    ],
)
async def test_another_stores_button_is_answered_politely(language: str, note: str) -> None:
    pressed = Pressed()
    member = Member(1, "Li", Role.VIEWER, STORE, Chat(3, -1, "group", "T"), None, Texts(language), NOW)
    await why.press(cast(Context, pressed), member)
    assert pressed.notes == [note]
