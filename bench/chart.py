"""A chart beside the smallest possible picture of its size: `python -m bench.chart`.

Smallest: an empty figure, drawn by the same Agg and written by the same PNG writer.
"""

import math
from datetime import date, timedelta

import click

from bench.timing import pairs
from charts import style
from charts.chart import (
    BriefChart,
    Chart,
    HeatChart,
    MonthChart,
    RivalBand,
    RivalsChart,
    RoiChart,
    Shade,
    Step,
    TrendChart,
    WaterfallChart,
)
from charts.draw import draw, figure_of

DAYS = tuple(date(2026, 11, 21) - timedelta(days=i) for i in reversed(range(30)))


def wave(size: float) -> tuple[float, ...]:
    return tuple(size * (1.3 + math.sin(i)) for i in range(len(DAYS)))


GRADES = ((3.0, "及格"), (4.0, "良好"), (5.0, "优秀"))
OAK = RivalBand("橡木家居", wave(200), wave(400))
TARGET = wave(2e4)
SHADES = (Shade(DAYS[8], DAYS[19], "双11"), Shade(DAYS[20], DAYS[24], "双11后"))
STEPS = (Step("访客", -4200.0), Step("转化率", 1800.0), Step("客单价", -2600.0))
WEEK = tuple("一二三四五六日")
CELLS = tuple(tuple(0.6 + (i * 7 + j) % 9 / 10 for j in range(7)) for i in range(5))
WORDS = tuple(tuple(f"{value:.0%}" for value in row) for row in CELLS)
SOLD = tuple(28e3 * (i + 1) if i < 21 else None for i in range(30))
AHEAD = tuple(None if i < 21 else 27e3 * (i + 1) for i in range(30))
UPPER = tuple(None if value is None else value * 1.1 for value in AHEAD)
CHARTS: tuple[Chart, ...] = (
    BriefChart(
        "zh", "木南家居 · 30天", DAYS, wave(2e4), TARGET, wave(3), DAYS[-1], "销售额", "目标", "ROI",
        SHADES, wave(1.5e4), "去年同期",
    ),
    RoiChart("zh", "推广花费与投产比", DAYS, wave(900), wave(3), GRADES, "花费", "ROI"),
    RivalsChart("zh", "本店与竞店 30天", DAYS, wave(300), (OAK,), "本店", "支付件数"),
    WaterfallChart("zh", "为什么", "11月14日", 31_200.0, STEPS, "11月21日", 26_200.0, "money"),
    HeatChart("zh", "11月 · 目标完成", WEEK, tuple(f"{i + 1}周" for i in range(5)), CELLS, WORDS, 1.0),
    TrendChart(
        "zh", "销售额 · 30天", DAYS, wave(2e4), wave(1.5e4), wave(2.5e4), wave(1.8e4), SHADES, "money",
        "销售额", "平日范围", "去年同期",
    ),
    MonthChart(
        "zh", "11月 · 累计", DAYS, SOLD, tuple(3e4 * (i + 1) for i in range(30)), AHEAD, UPPER, SHADES,
        "已卖", "计划", "预计",
    ),
)  # fmt: skip


def empty(height: int = style.HEIGHT) -> bytes:
    return style.finish(style.canvas(height))


@click.command()
@click.option("--runs", default=30, show_default=True)
def main(runs: int) -> None:
    click.echo(f"{'chart':>10} {'drawn':>9} {'smallest':>9} {'ratio':>6}  a second in one process")
    for chart in CHARTS:
        height = round(figure_of(chart).bbox.height)
        ours, least, ratio = pairs(lambda chart=chart: draw(chart), lambda high=height: empty(high), runs)  # type: ignore[misc]
        click.echo(
            f"{chart.kind:>10} {ours * 1000:>7.1f}ms {least * 1000:>7.1f}ms {ratio:>6.2f}  {1 / ours:.0f}"
        )


if __name__ == "__main__":
    main()
