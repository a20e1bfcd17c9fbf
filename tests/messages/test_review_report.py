"""How a product's reviews and those of other shops read, in both languages."""

from datetime import date

from charts.draw import draw
from messages.post import plain
from messages.review_report import choice_post, more_rows, product_post, shops_post
from messages.texts import Texts, cells
from metrics.review_report import (
    Complaint,
    Grades,
    Item,
    Overview,
    ProductReport,
    Written,
    product_report,
    shop_report,
)
from metrics.reviews import Grade

ZH, EN = Texts("zh"), Texts("en")
LONG = "北欧ins风<四层>置物架🌙&厨房落地多层收纳架免打孔储物架子宿舍神器"
ITEM = Item("7", LONG, Grades(80, 3, 9))
DAY = date(2026, 11, 20)
WORDS = ["少了两个螺丝", "漏发了脚垫", "颜色不对", "垃圾", "快递太慢了", "尺寸不对", "客服不理人"]
REPORT = product_report(
    ITEM, Grades(80, 3, 9), Grades(75, 1, 2), [Complaint(DAY, words) for words in WORDS], date(2026, 11, 22)
)


def widest(text: str) -> int:
    return max(cells(line) for line in plain(text).split("\n"))


def test_the_verdict_comes_first_and_what_to_do_last() -> None:
    post = product_post(REPORT, "Tea & <House>", EN)
    assert post.text == (
        "<b>More complaints than before</b>\n"
        "北欧ins风&lt;四层&gt;置物架🌙&amp;厨房…\n"
        "Complaints 13.0%, before 3.85%\n"
        "30 days (and the 30 before):\n"
        "good 80 (75)\n"
        "neutral 3 (1)\n"
        "bad 9 (2)\n"
        "Most: missing parts 2, size 1\n"
        "Check the packing list."
    )
    zh = product_post(REPORT, "茶馆", ZH).text
    assert "\n中差评率 13.0%，之前 3.85%\n近30天（再之前30天）：\n好评 80（75）\n" in zh
    assert "\n主要：缺件 2、尺寸 1、颜色 1\n核对装箱清单。" in zh
    assert max(widest(post.text), widest(zh)) <= 30


def test_the_picture_shows_topics_by_week() -> None:
    chart = product_post(REPORT, "Tea & <House>", EN).chart
    assert chart is not None
    assert chart.kind == "heat"
    assert chart.rows == ("missing parts", "size", "colour", "delivery", "service", "undecided")
    assert (chart.columns[0], chart.columns[-1]) == ("28 Sep", "16 Nov")
    assert (chart.cells[0][-2:], chart.words[0][-2:]) == ((None, 2.0), ("", "2"))
    assert chart.title.startswith("Tea & <House> · 北欧ins风<四层>置物架🌙…: ")
    assert draw(chart).startswith(b"\x89PNG")


def test_a_product_nobody_complains_of_has_no_picture() -> None:
    quiet = ProductReport(ITEM, Grades(3, 0, 0), Grades(), REPORT.weeks, {})
    post = product_post(quiet, "Tea", EN)
    assert post.chart is None
    assert post.text.startswith("<b>Too few reviews to compare</b>\n")
    assert "Complaints 0.00%" in post.text


def test_products_and_other_shops_are_buttons() -> None:
    rows = more_rows(Overview((ITEM,), True), 7, EN)
    assert [[button.label for button in row] for row in rows] == [
        ["📊 北欧ins风<四层>置物架🌙… · 12"],
        ["Other shops' reviews"],
    ]
    assert [[button.data for button in row] for row in rows] == [[f"rproduct:7:{ITEM.mark}"], ["rshops:7"]]
    assert more_rows(Overview(), 7, EN) == ()
    assert len(choice_post([ITEM] * 3, 7, ZH).buttons) == 3


def test_what_others_buyers_write() -> None:
    bad = [
        Written(Grade.BAD, "发货太慢，掉漆"),
        Written(Grade.BAD, "快递太慢，生锈"),
        Written(Grade.GOOD, ""),
    ]
    good = [Written(Grade.GOOD, "包装很严实，服务很好，质量很好")] * 2
    shop = shop_report("云杉<生活馆>&" * 4, [*bad, *good])
    post = shops_post([shop] * 7, 7, EN)
    assert post.text.startswith(
        "<b>What others' buyers write</b>\n\n"
        "<b>云杉&lt;生活馆&gt;&amp;云杉&lt;生活馆&gt;&amp;云…</b>\n"
        "5 reviews, 40.0% bad\n"
        "＋ quality, service, packaging\n"
        "－ quality, delivery\n\n"
    )
    assert post.text.endswith("\n\n90 days. Gaps are chances.")
    assert len(post.buttons) == 5
    assert post.buttons[0][0].data == f"rown:7:{shop.mark}"
    zh = shops_post([shop], 7, ZH).text
    assert "\n5 条评价，中差评 40.0%\n＋ 质量、服务、包装\n－ 质量、物流\n" in zh
    assert max(widest(post.text), widest(zh)) <= 30
    assert shops_post([], 7, EN).buttons == ()
