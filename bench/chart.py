"""A chart beside the smallest possible picture of its size: `python -m bench.chart`.

Smallest: an empty figure, drawn by the same Agg and written by the same PNG writer.
"""

import math
from datetime import date, timedelta

import click

from bench.timing import pairs
from charts import style
from charts.chart import BriefChart, Chart, RivalBand, RivalsChart, RoiChart
from charts.draw import draw

DAYS = tuple(date(2026, 11, 21) - timedelta(days=i) for i in reversed(range(30)))


def wave(size: float) -> tuple[float, ...]:
    return tuple(size * (1.3 + math.sin(i)) for i in range(len(DAYS)))


GRADES = ((3.0, "及格"), (4.0, "良好"), (5.0, "优秀"))
OAK = RivalBand("橡木家居", wave(200), wave(400))
TARGET = wave(2e4)
CHARTS: tuple[Chart, ...] = (
    BriefChart("zh", "木南家居 · 30天", DAYS, wave(2e4), TARGET, wave(3), DAYS[-1], "销售额", "目标", "ROI"),
    RoiChart("zh", "推广花费与投产比", DAYS, wave(900), wave(3), GRADES, "花费", "ROI"),
    RivalsChart("zh", "本店与竞店 30天", DAYS, wave(300), (OAK,), "本店", "支付件数"),
)


def empty() -> bytes:
    return style.finish(style.canvas())


@click.command()
@click.option("--runs", default=30, show_default=True)
def main(runs: int) -> None:
    click.echo(f"{'chart':>10} {'drawn':>9} {'smallest':>9} {'ratio':>6}  a second in one process")
    for chart in CHARTS:
        ours, least, ratio = pairs(lambda chart=chart: draw(chart), empty, runs)  # type: ignore[misc]
        click.echo(
            f"{chart.kind:>10} {ours * 1000:>7.1f}ms {least * 1000:>7.1f}ms {ratio:>6.2f}  {1 / ours:.0f}"
        )


if __name__ == "__main__":
    main()
