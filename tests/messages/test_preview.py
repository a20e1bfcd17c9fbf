"""The card of a file that looks wrong, and what becomes of it, as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from markupsafe import Markup

from messages.preview import cleared_post, discarded_line, discarded_post, held_post
from messages.texts import Texts, cells
from metrics.preview import Oddity, What
from metrics.tables import Reading
from metrics.uploads import Upload, UploadLine, UploadState

ZH, EN = Texts("zh"), Texts("en")
DAY, NOW = date(2026, 11, 21), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
NAME, PERSON = "<店>&" + "长" * 200 + ".csv", "王😀<b>&" + "长名" * 28
UPLOAD = Upload(9, 1, 1, 7, None, 42, PERSON, "f", NAME, 100, NOW)
READING = Reading("sycm_shop", (), first_day=DAY, last_day=DAY)
LINE = UploadLine(9, PERSON, NAME, NOW, UploadState.HELD, "sycm_shop", DAY, DAY, 1, None, None, None, False)
ODD = (
    Oddity(What.REWRITES, Decimal(12), Decimal(40)),
    Oddity(What.SMALL, Decimal(100), Decimal("16183.80"), "paid_amount", DAY, 3),
)


@pytest.mark.parametrize(
    ("texts", "expected", "buttons"),
    [
        (
            ZH,
            (
                "⚠️ <b>这份文件看起来不对</b>\n还没有入库。\n"
                "生意参谋 店铺 · 11月21日\n"
                "\n"
                "• 会改动 12 个数字\n  占已有 40 个的 30.0%\n"
                "• 11月21日：销售额 ¥100.00\n"
                "  平时约 ¥16,183.80\n"
                "  另有 2 天也这样\n"
                "\n"
                "是别的店、别的单位，还是半天的数据？"
            ),
            ["仍然入库", "丢弃"],
        ),
        (
            EN,
            (
                "⚠️ <b>This file looks wrong</b>\nNothing is stored yet.\n"
                "Sycm: shop by day · 21 Nov\n"
                "\n"
                "• 12 figures would change\n  30.0% of 40 known\n"
                "• 21 Nov: Revenue ¥100.00\n"
                "  usually about ¥16,183.80\n"
                "  and so on 2 other days\n"
                "\n"
                "Another shop, another unit, or half a day?"
            ),
            ["Store anyway", "Discard"],
        ),
    ],
)
def test_what_looks_wrong_and_against_what(texts: Texts, expected: str, buttons: list[str]) -> None:
    post = held_post(UPLOAD, READING, ODD, texts)
    assert post.text == expected
    assert [button.label for row in post.buttons for button in row] == buttons


def test_discarded_by_somebody_with_a_long_name() -> None:
    said = [discarded_post(NAME, PERSON, texts).text for texts in (ZH, EN)]
    assert said == [
        ("🗑 <b>王😀&lt;b&gt;&amp;长… 已丢弃</b>，没有入库。\n&lt;店&gt;&amp;长长长长长长长长长长长…"),
        (
            "🗑 <b>Discarded by 王😀&lt;b&gt;&amp;长…</b>, nothing was stored.\n"
            "&lt;店&gt;&amp;长长长长长长长长长长长…"
        ),
    ]


def test_discarded_by_nobody() -> None:
    assert [discarded_post("a.csv", None, texts).text for texts in (ZH, EN)] == [
        "🗑 <b>已丢弃：两天内无人决定。</b>如果没错，请再发一次。\na.csv",
        "🗑 <b>Discarded: nobody has decided in two days.</b> Send it again if it is right.\na.csv",
    ]


@pytest.mark.parametrize("texts", [ZH, EN])
@pytest.mark.parametrize("person", [PERSON, None])
def test_a_common_receipt_says_it_in_lines_that_fit(person: str | None, texts: Texts) -> None:
    shown = discarded_line(NAME, person, texts).unescape().replace("<b>", "", 1).replace("</b>", "", 1)
    assert all(cells(line) <= 30 for line in shown.split("\n")), shown


@pytest.mark.parametrize("texts", [ZH, EN])
def test_cleared_names_the_file_in_lines_that_fit(texts: Texts) -> None:
    _, *rest = cleared_post(LINE, PERSON, texts).text.split("\n")
    assert len(rest) == 2
    assert all(cells(Markup(line).unescape()) <= 30 for line in rest)
