"""What is said about a workbook with a password, as people read it."""

import pytest

from messages.passwords import locked_post, question_post, told_post, unlocked_post
from messages.post import plain
from messages.texts import Texts

ZH, EN = Texts("zh"), Texts("en")
LINK = "https://t.me/zhanggui_bot?start=password_1_9"


def test_the_card_in_the_group_leads_to_the_private_chat() -> None:
    post = locked_post(9, "店铺<日报>.xlsx", LINK, ZH, is_asked=True)
    assert post.text == (
        "🔒 <b>这份文件有密码</b>\n店铺&lt;日报&gt;.xlsx\n\n已私聊询问密码。\n"
        f'请<a href="{LINK}">私聊告诉我</a>，别发在这里。'
    )
    assert [button.data for row in post.buttons for button in row] == ["password:discard:9"]
    assert plain(locked_post(9, "a.xlsx", LINK, EN, is_asked=False).text) == (
        "🔒 The file has a password\na.xlsx\n\nTell me in private, not here."
    )


@pytest.mark.parametrize(
    ("texts", "was_wrong", "expected"),
    [
        (
            ZH,
            False,
            "🔒 这份文件有密码\na.xlsx\n\n请回复本条消息，写上密码。\n只用这一次，不会保存。\n"
            "读到后立即删除你的回复。",
        ),
        (
            EN,
            True,
            "🔒 That is not its password\na.xlsx\n\nAnswer this message with it.\n"
            "It is used once, never stored.\nI delete your answer at once.",
        ),
    ],
)
def test_the_question_in_private(texts: Texts, was_wrong: bool, expected: str) -> None:
    post = question_post(9, "a.xlsx", texts, was_wrong=was_wrong)
    assert (plain(post.text), post.topic, post.buttons) == (expected, "password:9", ())
    assert question_post(9, "a.xlsx", texts, is_card=True).buttons[0][0].data == "password:discard:9"


def test_what_is_said_when_it_is_known() -> None:
    assert plain(told_post("a.xlsx", ZH).text) == "🔓 谢谢，正在读取。\na.xlsx"
    assert plain(unlocked_post("a.xlsx", "李", ZH).text) == "🔓 李已私聊告诉密码，正在读取。\na.xlsx"
