"""The day's posts and the awaited files as they are chosen."""

import pytest

from messages.post import Post, plain
from messages.settings import files_post, posts_post, time_post, time_question
from messages.texts import Texts, cells
from metrics.settings import FilesChoice, Regular, Settings, mark_of

EN, ZH = Texts("en"), Texts("zh")
CHANGED = Settings({"post.half_day": "silent", "post.evening": "off", "post.weekly.at": "10:00"})


def read(post: Post) -> str:
    return plain(post.text)


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.buttons]


def test_each_post_says_when_and_how_loud() -> None:
    post = posts_post(CHANGED, EN)
    assert read(post) == (
        "The day's other posts\nHalf-day check: 14:00 🔕\nEvening sheet: off\n"
        "Good reviews: 13:00 🔕\nWeek, Mondays: 10:00\n"
        "Month, on the 1st: 09:45\n\n🔔 with a sound if need be\n🔕 silent · ✗ off"
    )
    assert labels(post) == [
        ["🔕 Half-day check", "🕑 14:00"],
        ["✗ Evening sheet", "🕑 17:30"],
        ["🔕 Good reviews", "🕑 13:00"],
        ["🔔 Week, Mondays", "🕑 10:00"],
        ["🔔 Month, on the 1st", "🕑 09:45"],
        ["Back"],
    ]
    assert [button.data for button in post.buttons[0]] == ["settings:turn:half_day", "settings:ask:half_day"]


def test_the_same_in_chinese() -> None:
    assert read(posts_post(CHANGED, ZH)) == (
        "其他定时消息\n半日检查：14:00 🔕\n夕会表：关\n好评提醒：13:00 🔕\n"
        "周报，每周一：10:00\n月报，每月1日：09:45\n\n"
        "🔔 需要处理时有提示音\n🔕 静音 · ✗ 关闭"
    )


def test_a_time_is_asked_for_and_confirmed() -> None:
    assert read(time_question(Regular.WEEKLY, 5, EN)) == "Week, Mondays: when?\nReply with it, like 14:00."
    assert time_question(Regular.WEEKLY, 5, EN).topic == "settings:weekly:5"
    assert read(time_post(Regular.WEEKLY, CHANGED, ZH)) == "✅ 周报，每周一：10:00"


def test_files_by_habit_and_as_chosen() -> None:
    own = "own_shop_day:ab12"
    post = files_post(FilesChoice(("sycm_shop", "wxt_plans", own), frozenset({"sycm_shop", own}), True), EN)
    assert read(post) == "Files the brief waits for\nas learned from what comes"
    assert [row[0] for row in labels(post)] == [
        "✓ Sycm: shop by day",
        "✗ Wanxiangtai: plans",
        "✓ Own table: shop by day",
        "✓ As learned",
    ]
    assert post.buttons[2][0].data == f"settings:file:{mark_of(own)}"
    chosen = files_post(FilesChoice(("sycm_shop",), frozenset(), False), ZH)
    assert read(chosen) == "早报等哪些文件\n按你们的选择\n不等任何文件。"
    assert labels(chosen)[-1] == ["按平时", "返回"]


def test_before_any_file_has_come() -> None:
    assert read(files_post(FilesChoice((), frozenset({"sycm_shop"}), True), EN)).endswith(
        "No file has come so far."
    )


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_everything_fits_a_phone(texts: Texts) -> None:
    choice = FilesChoice(("own_product_day:" + "f" * 64, "sycm_products"), frozenset(), False)
    posts = [
        posts_post(CHANGED, texts),
        files_post(choice, texts),
        files_post(FilesChoice((), frozenset(), True), texts),
    ]
    posts += [
        one for post in Regular for one in (time_question(post, 9, texts), time_post(post, CHANGED, texts))
    ]
    for post in posts:
        assert [line for line in read(post).splitlines() if cells(line) > 30] == []
        assert all(cells(label) <= 30 for row in labels(post) for label in row)
