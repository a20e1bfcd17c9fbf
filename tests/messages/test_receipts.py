"""The common receipt of files sent together, as people read it."""

from dataclasses import replace
from datetime import date

import pytest

from messages.receipts import asked_line, group_post, refused_line, stored_line
from messages.texts import Texts, cells
from metrics.mistakes import Mistake
from metrics.sources import WordsHeadline
from metrics.uploads import Counts, GroupLine, Receipt, UploadState

ZH, EN = Texts("zh"), Texts("en")
DAY = date(2026, 11, 21)
RECEIPT = Receipt(1, "词.xls", "costs", None, None, Counts(3, 2, 1), 0, (), ())
NAME = "<图>&" + "长" * 200 + ".csv"


def group(texts: Texts, *states: UploadState) -> str:
    said = {
        UploadState.STORED: stored_line(RECEIPT, texts),
        UploadState.ASKED: asked_line(NAME, texts),
        UploadState.REFUSED: refused_line(NAME, Mistake("empty_file"), texts),
    }
    files = [GroupLine(i, state, said.get(state), i) for i, state in enumerate(states, 1)]
    return str(group_post(files, texts).text)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            "⚠️ <b>2 份文件，入库 1 份</b>\n\n✅ <b>成本表（模板）</b>\n新增 3 行 · 更新 2 行\n未变 1 行\n\n"
            "⚠️ <b>&lt;图&gt;&amp;长长长长长长长长长…</b>\n请回答我关于它的问题",
        ),
        (
            EN,
            "⚠️ <b>1 of 2 files stored</b>\n\n✅ <b>Cost sheet (our template)</b>\n"
            "3 rows new · 2 rows changed\n1 row unchanged\n\n"
            "⚠️ <b>&lt;图&gt;&amp;长长长长长长长长长…</b>\nplease answer my question about it",
        ),
    ],
)
def test_one_stored_and_one_asked_about(texts: Texts, expected: str) -> None:
    assert group(texts, UploadState.STORED, UploadState.ASKED) == expected


def test_what_was_stored_stands_together_and_before_what_was_not() -> None:
    shown = group(EN, UploadState.ASKED, UploadState.STORED, UploadState.REFUSED, UploadState.STORED)
    stored, asked, refused = str(stored_line(RECEIPT, EN)), "please answer my question", "The file is empty."
    assert f"\n\n{stored}\n{stored}\n\n⚠️" in shown
    assert 0 < shown.index(stored) < shown.index(asked) < shown.index(refused)


@pytest.mark.parametrize(
    ("states", "zh", "en"),
    [
        ((UploadState.STORED,) * 2, "✅ <b>2 份文件全部入库</b>", "✅ <b>All 2 files stored</b>"),
        (
            (UploadState.STORED, UploadState.WAITING),
            "⏳ <b>2 份文件，已读 1 份</b>",
            "⏳ <b>1 of 2 files read</b>",
        ),
        ((UploadState.ASKED,) * 2, "⚠️ <b>2 份文件，入库 0 份</b>", "⚠️ <b>0 of 2 files stored</b>"),
    ],
)
def test_the_verdict_comes_first(states: tuple[UploadState, ...], zh: str, en: str) -> None:
    assert [group(texts, *states).split("\n")[0] for texts in (ZH, EN)] == [zh, en]


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (
            (("收纳盒", 120), ("抽屉", 9)),
            "11月21日搜索最多\n• 收纳盒 120",
            "21 Nov: searched most\n• 收纳盒: 120",
        ),
        ((), "新增 3 行", "3 rows new"),
    ],
)
def test_a_list_is_told_by_its_first_line_not_by_its_heading_alone(
    words: tuple[tuple[str, int], ...], zh: str, en: str
) -> None:
    receipt = replace(RECEIPT, counts=Counts(3), headline=WordsHeadline(DAY, words))
    told = [str(stored_line(receipt, texts)).partition("\n")[2] for texts in (ZH, EN)]
    assert told == [zh, en]


@pytest.mark.parametrize("texts", [ZH, EN])
def test_a_file_with_a_long_name_keeps_to_the_screen(texts: Texts) -> None:
    name = asked_line(NAME, texts).striptags().split(" 请")[0].split(" please")[0]
    assert cells(name) <= 30
