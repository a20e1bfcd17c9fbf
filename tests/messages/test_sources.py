"""Headlines of files about sources, words, affiliates, service and scores, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from messages.texts import Texts
from messages.uploads import receipt_post
from metrics.service import ConsultedHeadline, ScoresHeadline, ServiceHeadline
from metrics.sources import AffiliatesHeadline, Channel, SourcesHeadline, VariantsHeadline, WordsHeadline
from metrics.uploads import Counts, Headline, Receipt

ZH, EN = Texts("zh"), Texts("en")
DAY = date(2026, 11, 21)
RECEIPT = Receipt(1, "来源.xls", "sycm_sources", DAY, DAY, Counts(10, 0, 0), 0, (), ())


@pytest.mark.parametrize(
    ("headline", "zh", "en"),
    [
        (
            SourcesHeadline(
                DAY,
                (Channel("平台<流量>", 3210, 90, Decimal(900)), Channel("付费推广", None, None, None)),
            ),
            ["11月21日访客来源", "• 平台&lt;流量&gt; 3,210", "• 付费推广 –"],
            ["21 Nov: visitors came from", "• 平台&lt;流量&gt;: 3,210", "• 付费推广: –"],
        ),
        (
            WordsHeadline(DAY, (("收纳箱", 300),)),
            ["11月21日搜索最多", "• 收纳箱 300"],
            ["21 Nov: searched most", "• 收纳箱: 300"],
        ),
        (
            ConsultedHeadline(DAY, (("松果 抽屉式收纳箱 大号 3个装", 31),)),
            ["11月21日咨询最多", "• 松果 抽屉式收纳箱… 31"],
            ["21 Nov: asked about most", "• 松果 抽屉式收纳箱…: 31"],
        ),
        (
            VariantsHeadline(DAY, 12, 345),
            ["11月21日支付 <b>345 件</b>", "12 个SKU"],
            ["21 Nov: <b>345 items</b> sold", "12 SKUs"],
        ),
        (
            AffiliatesHeadline(DAY, Decimal("4500.50"), Decimal(396)),
            ["11月21日淘客付款 <b>¥4,500.50</b>", "支出 ¥396.00"],
            ["21 Nov: sold <b>¥4,500.50</b>", "It cost ¥396.00"],
        ),
        (
            ServiceHeadline(DAY, None, 120, 40, 8.5),
            ["11月21日询单 <b>120 人</b>", "转化率 33.3%", "首次响应 8.5 秒"],
            ["21 Nov: <b>120 asked</b>", "33.3% of them bought", "First reply after 8.5 s"],
        ),
        (
            ServiceHeadline(DAY, 215, None, None, 65.0),
            ["11月21日咨询 <b>215 人</b>", "首次响应 65 秒"],
            ["21 Nov: <b>215 wrote</b>", "First reply after 65 s"],
        ),
        (
            ScoresHeadline(DAY, 4.83, 4.86, None),
            ["11月21日描述 <b>4.83</b>", "服务 4.86，物流 –"],
            ["21 Nov: product <b>4.83</b>", "Service 4.86, delivery –"],
        ),
    ],
)
def test_headlines(headline: Headline, zh: list[str], en: list[str]) -> None:
    receipt = replace(RECEIPT, headline=headline)
    assert receipt_post(receipt, ZH).text.split("\n")[-len(zh) :] == zh
    assert receipt_post(receipt, EN).text.split("\n")[-len(en) :] == en
