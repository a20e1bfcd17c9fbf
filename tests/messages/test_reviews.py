"""How cards of reviews read, in both languages, with what buyers really write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from messages.post import Post
from messages.reviews import listing_post, review_post
from messages.texts import Texts
from metrics.reviews import Case, Grade, Listing, Review, ReviewCase

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
LAMP = "北欧台灯<儿童>护眼学习写字专用书桌宿舍床头灯"


def case(key: str, **done: object) -> ReviewCase:
    review = Review(key, NOW - timedelta(hours=3), Grade.BAD, product=LAMP, body="灯一亮就闪 & <b>差</b> 😡")
    return ReviewCase(review, Case(**done))  # type: ignore[arg-type]


FIRST = case("a")
FIRST = replace(FIRST, review=replace(FIRST.review, stars=1, follow_up="三天后\n彻底坏了"))
TAKEN = case("b", taken_by="小王<&>", taken_at=NOW)
SOLVED = case("c", solved_by="Li", solved_at=NOW)
MUTED = case("d", muted_by="Li", muted_until=NOW + timedelta(days=1))
NEUTRAL = ReviewCase(Review("e", NOW - timedelta(days=3), Grade.NEUTRAL, reply="Sorry!"))
CARD = Listing(NOW, (FIRST, TAKEN, SOLVED), 2, 1, 12, frozenset("a"))


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.buttons]


def data(post: Post) -> list[list[str]]:
    return [[button.data for button in row] for row in post.buttons]


def test_the_card_of_a_check() -> None:
    post = listing_post(CARD, 7, NOW, EN)
    assert post.text == (
        "<b>2 new bad or neutral reviews</b>\n"
        "<b>1 review is overdue: no answer yet</b>\n"
        "12 older reviews without an answer were found; they are only counted, not listed.\n"
        "\n"
        "1. ★☆☆☆☆ · 3 hours ago · 🔥\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "Later added: “三天后 彻底坏了”\n"
        "\n"
        "2. bad · 3 hours ago\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "✋ Taken by 小王&lt;&amp;&gt;, 22 Nov 09:00\n"
        "\n"
        "3. bad · 3 hours ago\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "✅ Solved by Li, 22 Nov 09:00\n"
        "\n"
        "🔥 one of the five most visited products\n"
        "\n"
        "Press a number to read one, take it, or mark it solved."
    )
    assert labels(post) == [["1", "2", "3"], ["✋ Take all 3", "🔕 All for 1 day"], ["✅ All 3 solved"]]
    assert data(post) == [
        [f"reviews:7:1795309200:0:{one.mark}" for one in CARD.reviews],
        ["review:take:7:1795309200:0:all", "review:mute:7:1795309200:0:all"],
        ["review:solve:7:1795309200:0:all"],
    ]
    assert not post.silent


def test_the_list_of_open_ones_in_chinese() -> None:
    post = listing_post(Listing(None, (FIRST, NEUTRAL), 1, 1, 12), 7, NOW, ZH)
    assert post.text == (
        "<b>2 条中差评待处理</b>\n"
        "其中 1 条已超时。\n"
        "另有 12 条较早的评价未回复，未列出。\n"
        "\n"
        "1. ★☆☆☆☆ · 3 小时前\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "追评：“三天后 彻底坏了”\n"
        "\n"
        "2. 中评 · 3 天前\n"
        "（无文字）\n"
        "💬 已在平台回复\n"
        "\n"
        "按编号查看单条，可接手或标记解决。\n"
        f"{ZH.t('As of {time}', time='11月22日 09:00')}"
    )
    assert labels(post) == [["1", "2"], ["刷新"]]


def test_a_card_of_one_review_is_that_review() -> None:
    post = listing_post(replace(CARD, reviews=(FIRST,), new=1, overdue=0, history=0), 7, NOW, EN)
    assert post.text == (
        "<b>1 new bad or neutral review</b>\n"
        "\n"
        "★☆☆☆☆ · 3 hours ago · 🔥\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专用书桌宿舍床头灯</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "Later added: “三天后 彻底坏了”\n"
        "\n"
        "Answer on the platform, then press solved."
    )
    assert labels(post) == [["✋ Taken", "✅ Solved"], ["🔕 Mute 1 day"]]
    assert data(post)[1] == [f"review:mute:7:1795309200:0:{FIRST.mark}"]


def test_one_review_shows_who_did_what_and_what_can_still_be_done() -> None:
    taken = review_post(CARD, TAKEN, 7, NOW, ZH)
    assert taken.text.split("\n")[3:] == [
        "✋ 小王&lt;&amp;&gt; 已接手，11月22日 09:00",
        "",
        "请先在平台回复，再按“已解决”。",
    ]
    assert labels(taken) == [["✅ 已解决"], ["🔕 静音 1 天"], ["‹ 全部评价"]]
    solved = review_post(CARD, SOLVED, 7, NOW, EN)
    assert solved.text.split("\n")[3:] == ["✅ Solved by Li, 22 Nov 09:00"]
    assert labels(solved) == [["Open again"], ["‹ All reviews"]]
    muted = review_post(CARD, MUTED, 7, NOW, EN)
    assert "🔕 Muted by Li until 23 Nov 09:00" in muted.text
    assert "Muted" not in review_post(CARD, MUTED, 7, NOW + timedelta(days=1), EN).text
    answered = review_post(Listing(None, (NEUTRAL,)), NEUTRAL, 7, NOW, EN)
    assert answered.text == "neutral · 3 days ago\n(no words)\nOur reply: Sorry!\n💬 Answered on the platform"
    assert labels(answered) == [["‹ All reviews"]]


def test_long_words_are_cut_in_a_list_and_nearly_whole_alone() -> None:
    long = replace(FIRST, review=replace(FIRST.review, body="坏<" * 2000))
    listed = listing_post(replace(CARD, reviews=(long,) * 5), 7, NOW, ZH).text
    assert "坏&lt;坏…”" in listed
    assert len(listed) < 2000
    assert 1000 < len(review_post(CARD, long, 7, NOW, ZH).text) < 3500


def test_more_than_five_are_on_pages() -> None:
    card = replace(CARD, reviews=tuple(case(f"{i}") for i in range(12)))
    first, second, last = (listing_post(replace(card, page=page), 7, NOW, EN) for page in range(3))
    assert labels(first)[:2] == [["1", "2", "3", "4", "5"], ["›"]]
    assert "7 more on other pages." in first.text
    assert labels(second)[:2] == [["6", "7", "8", "9", "10"], ["‹", "›"]]
    assert data(second)[1] == ["reviews:7:1795309200:0", "reviews:7:1795309200:2"]
    assert labels(last)[:3] == [["11", "12"], ["‹"], ["✋ Take all 12", "🔕 All for 1 day"]]


def test_a_card_on_which_all_is_done_has_no_buttons_for_all() -> None:
    done = replace(CARD, reviews=(SOLVED, NEUTRAL))
    assert labels(listing_post(done, 7, NOW, EN)) == [["1", "2"]]


def test_history_alone_comes_silently() -> None:
    post = listing_post(Listing(NOW, (), history=1), 7, NOW, EN)
    assert post.text == "1 older review without an answer was found; it is only counted, not listed."
    assert (post.silent, post.buttons) == (True, ())


def test_nothing_is_waiting() -> None:
    post = listing_post(Listing(None, ()), 7, NOW, EN)
    assert post.text == "<b>No bad or neutral review is waiting for an answer.</b>\nAs of 22 Nov 09:00"
    assert labels(post) == [["Refresh"]]


def test_a_review_from_the_future_is_new() -> None:
    early = replace(FIRST, review=replace(FIRST.review, posted_at=NOW + timedelta(hours=5)))
    assert "0 minutes ago" in review_post(CARD, early, 7, NOW, EN).text


def test_the_longest_button_fits() -> None:
    card = replace(CARD, reviews=tuple(case(f"{i}") for i in range(6000)), page=1000)
    listing_post(card, 10**12, NOW, ZH)
    review_post(card, card.reviews[0], 10**12, NOW, ZH)
