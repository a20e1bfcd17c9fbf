"""The sheets to fill in, and what receipts say of them when they come back."""

from datetime import date
from decimal import Decimal

import pytest

from messages.plans import PlanHeadline, form_post, plan_lines, templates_post
from messages.texts import Texts, cells, lines
from metrics.campaigns import CampaignsHeadline, PricesHeadline, RivalPrice, TargetsHeadline
from readers.forms import FORMS

ZH, EN = Texts("zh"), Texts("en")
DAY = date(2026, 12, 12)


def price(shop: str, price: int) -> RivalPrice:
    return RivalPrice(DAY, "7001", shop, "", Decimal(price), Decimal(89))


@pytest.mark.parametrize(
    ("headline", "zh", "en"),
    [
        (
            TargetsHeadline(DAY, DAY, 31, Decimal(900000)),
            "31 天的目标\n合计 <b>¥900,000.00</b>",
            "Targets of 31 days\nTogether: <b>¥900,000.00</b>",
        ),
        (CampaignsHeadline(1, None, None), "1 个活动", "1 campaign"),
        (
            CampaignsHeadline(3, "双12<大促>", DAY),
            "3 个活动\n最近：<b>双12&lt;大促&gt;</b>，12月12日",
            "3 campaigns\nNext: <b>双12&lt;大促&gt;</b>, 12 Dec",
        ),
        (
            PricesHeadline(DAY, 9, tuple(price(f"店{n}", 60 + n) for n in range(4))),
            "9 个价格，<b>4 个低于我方</b>\n• 店0：¥60.00（我方 ¥89.00）\n• 店1：¥61.00（我方 ¥89.00）\n"
            "• 店2：¥62.00（我方 ¥89.00）\n…… 还有 1 个",
            "9 prices, <b>4 below ours</b>\n• 店0: ¥60.00 (ours ¥89.00)\n• 店1: ¥61.00 (ours ¥89.00)\n"
            "• 店2: ¥62.00 (ours ¥89.00)\n… and 1 more",
        ),
    ],
)
def test_a_headline(headline: PlanHeadline, zh: str, en: str) -> None:
    assert str(lines(*plan_lines(headline, ZH))) == zh
    assert str(lines(*plan_lines(headline, EN))) == en


def test_every_form_is_listed_and_has_its_words() -> None:
    post = templates_post(ZH)
    assert [row[0].data for row in post.buttons] == [
        "template:competitors",
        *(f"template:{form.name}" for form in FORMS),
    ]
    assert "• /template costs · 成本表" in post.text
    for form in FORMS:
        sent = form_post(form.name, form.file_name, b"x", 0, ZH)
        assert sent.attachment is not None
        assert (sent.attachment.name, "\n" in sent.text) == (form.file_name, False)
    assert form_post("costs", "costs.xlsx", b"x", 1, EN).text.endswith(
        "1 item of yours stands in it already."
    )


def test_the_list_fits_a_phone() -> None:
    for texts in (ZH, EN):
        assert all(cells(line) <= 40 for line in templates_post(texts).text.splitlines())
