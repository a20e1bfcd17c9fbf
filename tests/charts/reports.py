"""A report as ugly as a store can make it."""

from datetime import date, timedelta

from charts.report import Report, ReportColumn, ReportPlot, ReportTable
from tests.charts.ugly import NAME, heat, trend, waterfall

FIRST = date(2026, 10, 1)
STRANGE = (
    "=1+1",
    "-5",
    "+86 138",
    "@cmd",
    "木南",
    NAME,
    "a" * 50_000,
    "\x00bad\ud800",
    "http://x.example",
    "0012",
)
BY_DAY = ReportTable(
    "按天",
    (
        ReportColumn("日期", "day"),
        ReportColumn("支付金额", "money"),
        ReportColumn("访客数", "count"),
        ReportColumn("支付买家数", "count"),
        ReportColumn("转化率", "percent"),
        ReportColumn("客单价", "money"),
    ),
    tuple(
        (
            FIRST + timedelta(days=i),
            None if i % 7 == 3 else 1000.25 * i,
            500.0 + i,
            20.0 + i,
            (20 + i) / (500 + i),
            50.0,
        )
        for i in range(61)
    ),
    (None, "sum", "sum", "sum", "ratio:3/2", "ratio:1/3"),
    "合计",
    ReportPlot("line", (1, 4)),
)
PRODUCTS = ReportTable(
    "=SUM(A1) [最好]/最差*的商品?",
    (ReportColumn("商品", "text"), ReportColumn("支付金额", "money"), ReportColumn("退款", "money")),
    tuple((name, 10.5 * i, None) for i, name in enumerate(STRANGE)),
    (None, "sum", "sum"),
    "合计",
    ReportPlot("bar", (1,)),
)
EMPTY = ReportTable(
    PRODUCTS.title, (ReportColumn("商品", "text"), ReportColumn("金额", "money")), (), (None, "sum")
)
WIDE = ReportTable(
    "宽", tuple(ReportColumn(f"{NAME} {i}", "money") for i in range(14)), ((123456.78,) * 14,) * 3
)
REPORT = Report(
    "zh",
    NAME,
    "2026-10-01 – 2026-11-30",
    ("结论:本周卖了 ¥123.4万,比上周多 12%。", NAME * 4, "=HYPERLINK(1)"),
    (BY_DAY, PRODUCTS, EMPTY, WIDE),
    (trend(30), heat(31, 8, None), waterfall(1000, (20, -30))),
    "木南家居",
)
