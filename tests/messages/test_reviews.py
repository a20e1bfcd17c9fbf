"""How cards of reviews read, in both languages, with what buyers really write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from messages.post import Post, plain
from messages.reviews import listing_post, review_post
from messages.texts import Texts, cells
from metrics.answers import Draft
from metrics.reviews import Case, Grade, Listing, Review, ReviewCase

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
LAMP = "北欧台灯<儿童>护眼学习写字专用书桌宿舍床头灯"


def case(key: str, **done: object) -> ReviewCase:
    review = Review(key, NOW - timedelta(hours=3), Grade.BAD, product=LAMP, body="灯一亮就闪 & <b>差</b> 😡")
    return ReviewCase(review, Case(**done))  # type: ignore[arg-type]


FIRST = case("a")
FIRST = replace(FIRST, review=replace(FIRST.review, stars=1, follow_up="三天后\n彻底坏了"))
TAKEN = case("b", taken_by="小王<&>", taken_at=NOW, version=1)
SOLVED = case("c", solved_by="Li", solved_at=NOW, version=2)
MUTED = case("d", muted_by="Li", muted_until=NOW + timedelta(days=1))
NEUTRAL = ReviewCase(Review("e", NOW - timedelta(days=3), Grade.NEUTRAL, reply="Sorry!"))
CARD = Listing(NOW, (FIRST, TAKEN, SOLVED), new=2, reopened=1, history=12, busy=frozenset("a"))


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.buttons]


def data(post: Post) -> list[list[str]]:
    return [[button.data for button in row] for row in post.buttons]


def test_the_card_of_a_check() -> None:
    post = listing_post(CARD, 7, NOW, EN)
    assert post.text == (
        "<b>2 new bad reviews</b>\n"
        "<b>1 review open again</b>\n"
        "Its buyer has added to it.\n"
        "+ 12 older, only counted\n"
        "\n"
        "1. ★☆☆☆☆ · 3 hours ago · 🔥\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "Later added: “三天后 彻底坏了”\n"
        "About: cannot be told\n"
        "\n"
        "2. bad · 3 hours ago\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "About: cannot be told\n"
        "✋ Taken: 小王&lt;&amp;&gt;, 09:00\n"
        "\n"
        "3. bad · 3 hours ago\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "About: cannot be told\n"
        "☑️ Closed: Li, 09:00\n"
        "\n"
        "🔥 one of the 5 most visited\n"
        "\n"
        "A number opens one."
    )
    assert labels(post) == [["1", "2", "3"], ["✋ Take all 3", "🔕 All for 1 day"], ["✅ All 3 answered"]]
    assert data(post) == [
        [f"reviews:7:1795309200:0:{one.mark}" for one in CARD.reviews],
        ["review:take:7:1795309200:0:all:3", "review:mute:7:1795309200:0:all:3"],
        ["review:answer:7:1795309200:0:all:3"],
    ]
    assert not post.silent


def test_the_list_of_open_ones_in_chinese() -> None:
    post = listing_post(Listing(None, (FIRST, NEUTRAL), overdue=1, history=12), 7, NOW, ZH)
    assert post.text == (
        "<b>2 条中差评待回复</b>\n"
        "其中 1 条已超时。\n"
        "另有较早的 12 条未列出\n"
        "\n"
        "1. ★☆☆☆☆ · 3 小时前\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专…</b>\n"
        "“灯一亮就闪 &amp; &lt;b&gt;差&lt;/b&gt; 😡”\n"
        "追评：“三天后 彻底坏了”\n"
        "话题：未判定\n"
        "\n"
        "2. 中评 · 3 天前\n"
        "（无文字）\n"
        "✅ 已在平台回复\n"
        "\n"
        "按编号查看单条。\n"
        f"{ZH.t('As of {time}', time='11月22日 09:00')}"
    )
    assert labels(post) == [["1", "2"], ["刷新"]]


def test_a_card_of_one_review_is_that_review_with_all_that_is_known_of_it() -> None:
    known = replace(
        FIRST.review,
        body="颜色偏黄，还少了一个螺丝",
        follow_up=None,
        variant="暖白" * 20,
        ordered_at=NOW - timedelta(days=12),
    )
    one = replace(FIRST, review=known, earlier=3)
    post = listing_post(replace(CARD, reviews=(one,), new=1, reopened=0, history=0), 7, NOW, EN)
    assert post.text == (
        "<b>1 new bad review</b>\n"
        "\n"
        "★☆☆☆☆ · 3 hours ago · 🔥\n"
        "<b>北欧台灯&lt;儿童&gt;护眼学习写字专…</b>\n"
        "“颜色偏黄，还少了一个螺丝”\n"
        "Variant: 暖白暖白暖白暖白暖白…\n"
        "Ordered 12 days ago\n"
        "About: colour, missing parts\n"
        "3 before it in 30 days\n"
        "\n"
        "Answer it on the platform."
    )
    assert labels(post) == [["✋ Take", "📝 Draft"], ["✅ Answered", "☑️ Close"], ["🔕 Mute 1 day"]]
    assert data(post)[2] == [f"review:mute:7:1795309200:0:{one.mark}:0"]
    zh = listing_post(replace(CARD, reviews=(one,), new=0, reopened=1, history=0), 7, NOW, ZH).text
    assert zh.startswith("<b>1 条评价重新打开</b>\n买家又追评了。\n\n")
    assert "\n规格：暖白暖白暖白暖白暖白暖…\n下单 12 天前\n话题：颜色、缺件\n该商品 30 天内此前 3 条\n" in zh
    assert all(cells(line) <= 30 for line in plain(zh).split("\n"))


def test_one_review_shows_who_did_what_and_what_can_still_be_done() -> None:
    taken = review_post(CARD, TAKEN, 7, NOW, ZH)
    assert taken.text.split("\n")[3:] == [
        "话题：未判定",
        "✋ 小王&lt;&amp;&gt; 已接手，09:00",
        "",
        "请到平台回复买家。",
    ]
    assert labels(taken) == [["📝 拟回复"], ["✅ 已回复", "☑️ 结案"], ["🔕 静音 1 天"], ["‹ 全部评价"]]
    solved = review_post(CARD, SOLVED, 7, NOW, EN)
    assert solved.text.split("\n")[3:] == ["About: cannot be told", "☑️ Closed: Li, 09:00"]
    assert labels(solved) == [["↩️ Open again"], ["‹ All reviews"]]
    muted = review_post(CARD, MUTED, 7, NOW, EN)
    assert "🔕 Muted until 23 Nov" in muted.text
    assert "Muted" not in review_post(CARD, MUTED, 7, NOW + timedelta(days=1), EN).text
    answered = review_post(Listing(None, (NEUTRAL,)), NEUTRAL, 7, NOW, EN)
    assert answered.text == "neutral · 3 days ago\n(no words)\nOur reply: Sorry!\n✅ Answered on the platform"
    assert labels(answered) == [["☑️ Close"], ["↩️ Open again"], ["‹ All reviews"]]


def test_every_stage_fits_a_phone_in_both_languages() -> None:
    earlier, name = NOW - timedelta(days=2), "W<ei>&" * 10
    one = case(
        "a",
        reopened_at=earlier,
        taken_by=name,
        taken_at=earlier,
        drafted_by=name,
        drafted_at=earlier,
        muted_by=name,
        muted_until=NOW + timedelta(days=1),
        escalated_at=earlier,
    )
    over = case("a", answered_by=name, answered_at=earlier, solved_by=name, solved_at=earlier)
    found = case("a", answered_at=earlier)
    for texts in (EN, ZH):
        for shown in (one, over, found):
            said = plain(review_post(Listing(NOW, (shown,), new=1), shown, 7, NOW, texts).text)
            assert max(map(cells, said.split("\n"))) <= 30, said
    assert [plain(line) for line in review_post(CARD, one, 7, NOW, ZH).text.split("\n")[4:9]] == [
        "↩️ 重新打开，11月20日",
        "✋ W<ei>&W… 已接手，11月20日",
        "📝 W<ei>&W… 已拟回复，11月20日",
        "🔕 已静音至 11月23日",
        "⏰ 超时，11月20日 已提醒",
    ]


def test_a_draft_is_there_to_be_copied() -> None:
    draft = Draft("Sorry for the <lamp>!\nWrite to us.", 2, 4)
    drafted = replace(FIRST, case=replace(FIRST.case, draft=2, drafted_by="Li", drafted_at=NOW))
    post = review_post(replace(CARD, reviews=(drafted,)), drafted, 7, NOW, EN, draft)
    assert post.text.endswith(
        "📝 Draft: Li, 09:00\n"
        "\n"
        "📝 Draft 2 of 4, to copy:\n"
        "<pre>Sorry for the &lt;lamp&gt;!\nWrite to us.</pre>"
    )
    assert labels(post)[0] == ["📝 Another draft"]


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
    assert post.text == "<b>1 older bad review</b>\nOnly counted, none to answer"
    assert (post.silent, post.buttons) == (True, ())


def test_nothing_is_waiting() -> None:
    post = listing_post(Listing(None, ()), 7, NOW, EN)
    assert post.text == "<b>No bad review waits</b>\nAs of 22 Nov 09:00"
    assert labels(post) == [["Refresh"]]


def test_a_review_from_the_future_is_new() -> None:
    early = replace(FIRST, review=replace(FIRST.review, posted_at=NOW + timedelta(hours=5)))
    assert "0 minutes ago" in review_post(CARD, early, 7, NOW, EN).text


def test_the_longest_button_fits() -> None:
    card = replace(CARD, reviews=tuple(case(f"{i}") for i in range(6000)), page=1000)
    listing_post(card, 10**12, NOW, ZH)
    review_post(card, card.reviews[0], 10**12, NOW, ZH)
