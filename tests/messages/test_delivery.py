"""What the founder of a store is told when its group can no longer be reached."""

import pytest

from messages.delivery import lost_post, no_rights_post
from messages.texts import Texts


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "I can no longer write to the group of <b>A&amp;B</b>.\n"
            "I was removed from it, or it is gone. Briefs and alerts have stopped.\n"
            "To go on, add me to the group again; nothing has to be set up anew.",
        ),
        (
            "zh",
            "无法再向<b>A&amp;B</b>的群发送消息。\n"
            "机器人已被移出该群，或该群已不存在。早报和提醒已停止。\n"
            "要恢复，请重新把机器人加入该群，无需重新设置。",
        ),
    ],
)
def test_lost(language: str, expected: str) -> None:
    assert lost_post("A&B", Texts(language)).text == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "I may not write in the group of <b>店</b>: a message was not sent.\n"
            "Please give me the right to send messages, pictures and files there.",
        ),
        (
            "zh",
            "没有在<b>店</b>的群里发言的权限：有一条消息没有发出。\n请在该群给机器人发送消息、图片和文件的权限。",
        ),
    ],
)
def test_no_rights(language: str, expected: str) -> None:
    assert no_rights_post("店", Texts(language)).text == expected
