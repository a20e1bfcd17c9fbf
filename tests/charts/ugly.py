"""Pictures of what real stores send: names that are far too long, gaps, great sales, nothing at all."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from charts.chart import (
    BriefChart,
    Chart,
    HeatChart,
    MonthChart,
    Shade,
    Step,
    TrendChart,
    Unit,
    WaterfallChart,
)

LAST = date(2026, 11, 21)
NAME = "木南家居旗舰店 😀 <b>&amp; 官方授权正品专卖 Very Long Store Name & Sons $1$ x_y^2"
Values = tuple[float | None, ...]


def days(count: int) -> tuple[date, ...]:
    return tuple(LAST - timedelta(days=i) for i in reversed(range(count)))


def wave(count: int, size: float, *, missing: Iterable[int] = (), spike: int | None = None) -> Values:
    """A week's ups and downs; `spike` is a 双11, ten times as large."""
    out = set(missing)
    heights = (size * (1.2 + 0.4 * math.sin(i * 2 * math.pi / 7)) for i in range(count))
    return tuple(None if i in out else h * (10 if i == spike else 1) for i, h in enumerate(heights))


SHADES = (
    Shade(date(2026, 10, 20), date(2026, 10, 30), "双11预售"),
    Shade(date(2026, 10, 31), date(2026, 11, 11), "双11"),
    Shade(date(2026, 11, 11), date(2026, 11, 11), "双11当天"),
    Shade(date(2026, 11, 12), date(2026, 11, 15), "双11余波"),
    Shade(date(2026, 11, 18), date(2026, 11, 18), NAME),
    Shade(date(2026, 11, 19), date(2026, 11, 25), "新品"),
    Shade(date(2027, 1, 1), date(2027, 1, 2), "not shown"),
)
ENGLISH_SHADES = (
    Shade(date(2026, 10, 20), date(2026, 10, 30), "Double 11 presale"),
    Shade(date(2026, 10, 31), date(2026, 11, 11), "Double 11"),
    Shade(date(2026, 11, 12), date(2026, 11, 15), "after Double 11"),
    Shade(date(2026, 11, 18), date(2026, 11, 18), "Members' day: ten years of the shop"),
)
SEASONS = tuple(
    Shade(date(year, *first), date(year, *last), name)
    for year in (2024, 2025, 2026)
    for name, first, last in (
        ("618", (5, 24), (6, 22)),
        ("双11", (10, 20), (11, 15)),
        ("双12", (12, 6), (12, 14)),
    )
)


def brief(count: int, shades: tuple[Shade, ...], title: str = NAME, **changed: object) -> BriefChart:
    known = {
        "revenue": wave(count, 30_000, missing=(2, 3), spike=count - 11),
        "target": (28_000.0,) * count,
        "roi": wave(count, 4, missing=(2,)),
        "ghost": wave(count, 22_000, spike=count - 11),
    }
    labels = (
        ("revenue_label", "支付金额"),
        ("target_label", "目标"),
        ("roi_label", "ROI"),
        ("ghost_label", "去年"),
    )
    return BriefChart(
        language="zh", title=title, days=days(count), marked=LAST, shades=shades,
        **{**dict(labels), **known, **changed},  # type: ignore[arg-type]
    )  # fmt: skip


def waterfall(
    start: float, steps: tuple[float, ...], unit: Unit = "money", label: str = NAME, language: str = "zh"
) -> WaterfallChart:
    parts = tuple(Step(label, value) for value in steps)
    return WaterfallChart(language, NAME, "11月14日", start, parts, "11月21日", start + sum(steps), unit)


def heat(
    rows: int, columns: int, middle: float | None, *, label: str = "周一", unknown: bool = False
) -> HeatChart:
    cells = tuple(
        tuple(None if unknown or (i + j) % 5 == 0 else (i * 7 + j * 3) % 11 / 8 for j in range(columns))
        for i in range(rows)
    )
    words = tuple(tuple("–" if v is None else f"▲¥{v * 10:.2f}万" for v in row) for row in cells)
    return HeatChart("zh", NAME, (label,) * columns, (label,) * rows, cells, words, middle)


def trend(count: int, shades: tuple[Shade, ...] = SHADES, **changed: object) -> TrendChart:
    known = {
        "values": wave(count, 0.03, missing=range(4, 7) if count > 7 else (), spike=count - 11),
        "low": (0.028,) * count,
        "high": (0.041,) * count,
        "ghost": wave(count, 0.025),
    }
    return TrendChart(
        language="en", title=NAME, days=days(count), shades=shades, unit="percent", value_label="Conversion",
        band_label="Usual range", ghost_label="Last year", **{**known, **changed},  # type: ignore[arg-type]
    )  # fmt: skip


def month(upto: int) -> MonthChart:
    """November with its first `upto` days sold."""
    all_days = tuple(date(2026, 11, 1) + timedelta(days=i) for i in range(30))
    ahead = tuple(None if i < upto else 30_000.0 * (i + 1) for i in range(30))
    return MonthChart(
        "zh", NAME, all_days, tuple(28_000.0 * (i + 1) if i < upto else None for i in range(30)),
        tuple(35_000.0 * (i + 1) for i in range(30)), ahead,
        tuple(None if v is None else v * 1.2 for v in ahead), SHADES, NAME, NAME, NAME,
    )  # fmt: skip


UNKNOWN = (None,) * 30
UGLY: dict[str, Chart] = {
    **{f"brief of {count} days, shades": brief(count, SHADES) for count in (1, 2, 7, 30, 90)},
    "brief, English shades": brief(30, ENGLISH_SHADES),
    "brief, nothing known": brief(30, SHADES, revenue=UNKNOWN, target=UNKNOWN, roi=UNKNOWN, ghost=UNKNOWN),
    "brief, three years of seasons": brief(1095, SEASONS),
    "waterfall of three": waterfall(31_234.5, (-4200, 1800.4, -2600), label="访客"),
    "waterfall of nine": waterfall(1_234_567, (123_456, -98_765, 12, -1, 345_678, -800_000, 30_000)),
    "waterfall, English words": waterfall(
        1e6, (1e5, -9e5, 3, -2, 4e5, 1e6, 5e6), label="Recommendations & search", language="en"
    ),
    "waterfall of nine in points": replace(
        waterfall(0.0496, (-0.0068, 0.002, -0.0123, 0.0005, 0.0004, -0.0003, 0.0001), "percent"),
        behind_step="个点",
    ),
    "waterfall, all below zero": waterfall(-12_000, (-5000, -2500, -300)),
    "waterfall, all falling": waterfall(9000, (-3000, -3000, -3000), label="退款"),
    "waterfall, tiny steps": waterfall(98_765_432, (52_300, -31_000, 100)),
    "waterfall, tiny steps below zero": waterfall(-98_765_432, (52_300, -31_000, 100)),
    "waterfall from zero": waterfall(0, (5200, -310), "people"),
    "waterfall to zero": waterfall(5200, (-5000, -200), "people"),
    "waterfall of nothing": waterfall(0, ()),
    "waterfall across zero": waterfall(-3000, (9000, -12_000, 8000)),
    "waterfall of ratios": waterfall(0.0312, (0.0021, -0.0049, 0.00004), "percent"),
    "waterfall of ROI": waterfall(4.12, (-0.8, 1.1, 0.03), "multiple"),
    "heat of a month": heat(6, 7, 1.0),
    "heat of 31 rows": heat(31, 8, None, label=NAME),
    "heat, nothing known": heat(5, 7, 1.0, unknown=True),
    "heat, all alike": HeatChart("zh", NAME, ("a",), ("b",), ((1.0,),), (("100%",),), 1.0),
    "heat of no rows": HeatChart("zh", NAME, (), (), (), ()),
    **{f"trend of {count} days": trend(count) for count in (1, 7, 30, 90)},
    "trend of three years": trend(1100, SEASONS),
    "trend, nothing known": trend(30, values=UNKNOWN, low=UNKNOWN, high=UNKNOWN, ghost=UNKNOWN),
    "trend, far from zero": trend(30, values=wave(30, 0.01, missing=(1,)), low=(9.0,) * 30, high=(9.5,) * 30),
    "trend, below zero": trend(30, values=tuple(float(i - 20) for i in range(30))),
    **{f"month after {upto} days": month(upto) for upto in (0, 1, 21, 30)},
}  # fmt: skip
