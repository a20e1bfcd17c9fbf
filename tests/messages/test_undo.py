"""A file taken back, as people read of it."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from messages.texts import Texts, cells
from messages.undo import ask_post, done_line, done_post, kept_post, listing_post, withdrawn_reviews
from metrics.uploads import TakenBack, UploadLine, UploadState

ZH, EN = Texts("zh"), Texts("en")
DAY, NOW = date(2026, 11, 21), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
NAME, PERSON = "<店>&" + "长" * 200 + ".csv", "王😀<b>&" + "长名" * 28
LINE = UploadLine(9, "Li", NAME, NOW, UploadState.STORED, "sycm_shop", DAY, DAY, 30, None, None, None, True)
TAKEN = TakenBack(LINE, PERSON, NOW, 30, 1)


def seen(text: str) -> list[str]:
    return [str(Markup(line.replace("<b>", "").replace("</b>", "")).unescape()) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "<b>撤回这份文件？</b>\n"
                "<b>生意参谋 店铺</b>\n"
                "11月22日 10:00 · Li\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 行 · 11月21日\n"
                "\n"
                "数字会恢复成没有它时的样子，由它得出的早报和提醒会更正。"
            ),
        ),
        (
            EN,
            (
                "<b>Take this file back?</b>\n"
                "<b>Sycm: shop by day</b>\n"
                "22 Nov 10:00 · Li\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 rows · 21 Nov\n"
                "\n"
                "Figures become what they were without it. Briefs and alerts made from it are corrected."
            ),
        ),
    ],
)
def test_the_question(texts: Texts, expected: str) -> None:
    assert ask_post(LINE, texts).text == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "↩️ <b>王😀&lt;b&gt;&amp;长… 已撤回</b>\n11月22日 10:00\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 行不再计入。\n"
                "较早文件的 1 行重新计入。\n"
                "要恢复，请把文件再发一次。"
            ),
        ),
        (
            EN,
            (
                "↩️ <b>Taken back by 王😀&lt;b&gt;&amp;长…</b>\n22 Nov 10:00\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 rows no longer count.\n"
                "1 row of earlier files counts again.\n"
                "To have it back, send the file again."
            ),
        ),
    ],
)
def test_it_is_done(texts: Texts, expected: str) -> None:
    post = done_post(TAKEN, texts)
    assert post.text == expected
    assert post.buttons == ()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (ZH, ("↩️ <b>&lt;店&gt;&amp;长长长长长长长长长…</b>\n王😀&lt;b&gt;&amp;长… 已撤回")),
        (EN, ("↩️ <b>&lt;店&gt;&amp;长长长长长长长长长…</b>\ntaken back by 王😀&lt;b&gt;&amp;长…")),
    ],
)
def test_in_a_common_receipt(texts: Texts, expected: str) -> None:
    assert done_line(TAKEN, texts) == expected
    assert all(cells(line) <= 30 for line in seen(expected))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "已保留，没有任何变化。\n"
                "11月22日 10:00 · Li\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 行 · 11月21日"
            ),
        ),
        (
            EN,
            (
                "Kept, nothing has changed.\n"
                "22 Nov 10:00 · Li\n"
                "&lt;店&gt;&amp;长长长长长长长长长长长…\n"
                "30 rows · 21 Nov"
            ),
        ),
    ],
)
def test_it_is_kept(texts: Texts, expected: str) -> None:
    assert kept_post(LINE, texts).text == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "↩️ <b>已撤销</b>：这些评价所在的文件已被撤回。\n"
                "↩️ 11月22日 10:00 更正：王😀&lt;b&gt;&amp;长… 撤回了 &lt;店&gt;&amp;长长长长长长长长长长长…。"
            ),
        ),
        (
            EN,
            (
                "↩️ <b>Withdrawn</b>: the reviews came from a file that was taken back.\n"
                "↩️ Corrected on 22 Nov 10:00: 王😀&lt;b&gt;&amp;长… took "
                "&lt;店&gt;&amp;长长长长长长长长长长长… back."
            ),
        ),
    ],
)
def test_a_card_of_reviews_withdrawn(texts: Texts, expected: str) -> None:
    assert withdrawn_reviews(TAKEN, texts).text == expected


@pytest.mark.parametrize("texts", [ZH, EN])
@pytest.mark.parametrize("state", list(UploadState))
def test_every_line_of_the_list_fits(state: UploadState, texts: Texts) -> None:
    one = UploadLine(9, PERSON, NAME, NOW, state, "sycm_shop", DAY, DAY, 12345, None, PERSON, NOW, True)
    shown = seen(listing_post([one] * 30, 4, texts).text)
    assert [line for line in shown if cells(line) > 30] == []
