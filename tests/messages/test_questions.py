"""The question about a table nobody knows, as people read it."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from messages.questions import (
    columns_post,
    fields_post,
    formats_post,
    question_post,
    read_post,
)
from messages.texts import Texts, cells
from metrics.questions import AskedColumn, AskedTable, Learned, Lesson, Question, RowKind
from metrics.uploads import UploadLine, UploadState

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PERSON = "王😀<b>&" + "长名" * 28
COLUMNS = (
    AskedColumn("日期", ("2026-11-21",)),
    AskedColumn("成交<额>", ("1,234.00", "9")),
    AskedColumn("手机", (), personal=True),
)
TABLE = AskedTable("abc", COLUMNS, {})
SAID = Question(7, TABLE, RowKind.SHOP_DAY, {"day": 0, "paid_amount": 1})
LINE = UploadLine(7, "Li", "表.csv", NOW, UploadState.ASKED, None, None, None, 0, None, None, None, False)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "❓ <b>表&lt;1&gt;.csv</b>\n"
                "这个表我还不认识，是这样吗？\n"
                "\n"
                "每一行是<b>店铺的一天</b>。\n"
                "• 日期：日期（2026-11-21）\n"
                "• 支付金额：成交&lt;额&gt;（1,234.00）\n"
                "不读：手机"
            ),
        ),
        (
            EN,
            (
                "❓ <b>表&lt;1&gt;.csv</b>\n"
                "I do not know this table yet. Is it this?\n"
                "\n"
                "One row is <b>a day of the shop</b>.\n"
                "• day: 日期 (2026-11-21)\n"
                "• revenue: 成交&lt;额&gt; (1,234.00)\n"
                "Not read: 手机"
            ),
        ),
    ],
)
def test_what_we_think_it_is(texts: Texts, expected: str) -> None:
    assert question_post("表<1>.csv", SAID, texts).text == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "❓ <b>表.csv</b>\n"
                "这个表我还不认识，它的列：\n"
                "• 日期：2026-11-21\n"
                "• 成交&lt;额&gt;：1,234.00 · 9\n"
                "• 手机：个人信息，不读\n"
                "\n"
                "<b>每一行讲的是什么？</b>"
            ),
        ),
        (
            EN,
            (
                "❓ <b>表.csv</b>\n"
                "I do not know this table yet. Its columns:\n"
                "• 日期: 2026-11-21\n"
                "• 成交&lt;额&gt;: 1,234.00 · 9\n"
                "• 手机: personal, never read\n"
                "\n"
                "<b>What does one row tell of?</b>"
            ),
        ),
    ],
)
def test_where_we_have_no_idea(texts: Texts, expected: str) -> None:
    assert question_post("表.csv", Question(7, TABLE, None, {}), texts).text == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "❓ <b>表.csv</b>\n"
                "这个表我还不认识，是这样吗？\n"
                "\n"
                "每一行是<b>一种货品的库存</b>。\n"
                "⚠️ <b>商家编码</b>：是哪一列？\n"
                "⚠️ <b>库存</b>：是哪一列？\n"
                "不读：日期、成交&lt;额&gt;、手机"
            ),
        ),
        (
            EN,
            (
                "❓ <b>表.csv</b>\n"
                "I do not know this table yet. Is it this?\n"
                "\n"
                "One row is <b>an item in stock</b>.\n"
                "⚠️ <b>seller code</b>: which column?\n"
                "⚠️ <b>in stock</b>: which column?\n"
                "Not read: 日期, 成交&lt;额&gt;, 手机"
            ),
        ),
    ],
)
def test_what_is_needed_and_missing(texts: Texts, expected: str) -> None:
    post = question_post("表.csv", Question(7, TABLE, RowKind.STOCK, {}), texts)
    assert post.text == expected
    assert not any("asked:read" in button.data for row in post.buttons for button in row)


@pytest.mark.parametrize("texts", [ZH, EN])
def test_a_personal_column_is_not_offered(texts: Texts) -> None:
    post = columns_post("表.csv", SAID, "visitors", texts)
    assert [button.label for row in post.buttons[:-1] for button in row] == ["日期", "成交<额>"]
    assert "手机" not in post.text


@pytest.mark.parametrize("texts", [ZH, EN])
def test_data_of_every_button_fits(texts: Texts) -> None:
    for kind in RowKind:
        post = fields_post("表.csv", Question(10**9, TABLE, kind, {}), texts)
        for row in post.buttons:
            assert all(len(button.data.encode()) <= 64 and cells(button.label) <= 30 for button in row)


def test_thanks_to_somebody_with_a_long_name() -> None:
    said = [read_post(LINE, PERSON, texts).text.split("\n")[0] for texts in (ZH, EN)]
    assert said == [
        "✅ <b>明白了</b>，谢谢王😀&lt;b&gt;&amp;长…，正在读取。",
        "✅ <b>Understood</b>, thank you 王😀&lt;b&gt;&amp;长…: it is being read.",
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ZH,
            (
                "<b>你们讲解过的表</b>\n"
                "\n"
                "<b>1</b> · 每行是一种货品的成本\n"
                "长长长长长长长长长长长长…\n"
                "王😀&lt;b&gt;&amp;长…，11月22日 10:00"
            ),
        ),
        (
            EN,
            (
                "<b>Tables you have explained</b>\n"
                "\n"
                "<b>1</b> · one row is an item's cost\n"
                "长长长长长长长长长长长长…\n"
                "王😀&lt;b&gt;&amp;长…, 22 Nov 10:00"
            ),
        ),
    ],
)
def test_the_tables_that_were_explained(texts: Texts, expected: str) -> None:
    lesson = Lesson(Learned("abc", RowKind.COST, {}), "长" * 200 + ".csv", PERSON, NOW)
    text = formats_post([lesson], texts).text
    assert text == expected
    for line in text.split("\n"):
        assert cells(Markup(line.replace("<b>", "", 1).replace("</b>", "", 1)).unescape()) <= 30
