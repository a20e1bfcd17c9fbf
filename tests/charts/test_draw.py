"""Every chart is drawn whole: right size, all labels inside, none touching another, no missing characters."""

import io
import itertools
import logging
import math
from datetime import date, timedelta

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from charts import panel, style
from charts.chart import CHART, BriefChart, Chart, RivalBand, RivalsChart, RoiChart, Unit
from charts.draw import draw, figure_of
from tests.charts.ugly import UGLY

LAST = date(2026, 11, 21)


def days(count: int) -> tuple[date, ...]:
    return tuple(LAST - timedelta(days=i) for i in reversed(range(count)))


def wave(count: int, size: float, *, missing: tuple[int, ...] = ()) -> tuple[float | None, ...]:
    return tuple(None if i in missing else size * (1.2 + math.sin(i)) for i in range(count))


def brief(
    count: int = 30, size: float = 30_000, target: float | None = 28_000, roi: float | None = 4
) -> Chart:
    return BriefChart(
        "zh", "木南家居旗舰店 · 支付金额", days(count), wave(count, size, missing=(2, 4)),
        (target,) * count, (None,) * count if roi is None else wave(count, roi, missing=(2,)), LAST,
        "支付金额", "目标", "投产比 ROI",
    )  # fmt: skip


def roi(count: int = 30, level: float = 4.0, language: str = "zh") -> Chart:
    title = "推广 · 花费与投产比"
    names = ("及格", "良好", "优秀") if language == "zh" else ("pass", "good", "excellent")
    return RoiChart(language, title, days(count), wave(count, 900), wave(count, level, missing=(3, 5)),
                    tuple(zip((3.0, 4.0, 5.0), names, strict=True)), "花费", "投产比 ROI")  # fmt: skip


def rivals(names: tuple[str, ...] = ("林氏家居", "原木生活馆")) -> Chart:
    bands = tuple(
        RivalBand(name, wave(30, 200 + 50 * i), wave(30, 300 + 60 * i)) for i, name in enumerate(names)
    )
    return RivalsChart("zh", "竞店 · 近30天", days(30), wave(30, 350), bands, "本店", "支付件数")


CHARTS = {
    "brief": brief(),
    "brief of 7 days": brief(7),
    "brief of one day": brief(1),
    "no target, no ads": brief(target=None, roi=None),
    "zero sales": brief(size=0, target=None),
    "nothing known": BriefChart(
        "en", "New shop", days(3), (None,) * 3, (None,) * 3, (None,) * 3, LAST, "a", "b", "c"
    ),
    "hundreds of millions": brief(size=987_654_321.0, target=999_999_999.0),
    "roi": roi(),
    "roi of one day": roi(1),
    "roi of 268.71": roi(7, 268.71),
    "roi in English": roi(language="en"),
    "roi of three years": roi(1095),
    "rivals": rivals(),
    "five rivals with long names": rivals(tuple(f"{i}号非常长的店铺名字官方旗舰店 <&> 😀" for i in range(5))),
    "no rivals": rivals(()),
    **UGLY,
}


def labels(figure: Figure) -> list[Text]:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    found = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_visible()]
    return [text for text in found if text.get_text()]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_labels_are_inside_and_do_not_touch(chart: Chart) -> None:
    figure = figure_of(chart)
    boxes = [(text.get_text(), text.get_window_extent()) for text in labels(figure)]
    for said, box in boxes:
        assert min(box.x0, box.y0) >= 0, said
        assert style.WIDTH - box.x1 >= 0 <= figure.bbox.height - box.y1, said
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
        assert apart, f"{one!r} touches {other!r}"


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_a_chart_is_a_png_of_the_house_size(chart: Chart, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        picture = Image.open(io.BytesIO(draw(chart)))
        picture.load()
    high = style.HEIGHT if chart.kind != "heat" or len(chart.rows) < 16 else 1246
    assert picture.size == (style.WIDTH, high)
    assert not caplog.records  # matplotlib warns about characters the font does not have


def test_the_png_holds_the_pixels_that_were_drawn() -> None:
    figure = figure_of(brief())
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    drawn = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba())).convert("RGB")
    assert Image.open(io.BytesIO(draw(brief()))).tobytes() == drawn.tobytes()


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_equal_data_draw_equal_pixels(chart: Chart) -> None:
    assert draw(CHART.validate_json(CHART.dump_json(chart))) == draw(chart)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_a_chart_survives_being_written_down(chart: Chart) -> None:
    assert CHART.validate_json(CHART.dump_json(chart)) == chart


def test_a_missing_day_is_not_drawn_as_zero() -> None:
    gap, zero = brief(7), brief(7)
    assert isinstance(zero, BriefChart)
    filled = BriefChart(**{**zero.__dict__, "revenue": tuple(value or 0.0 for value in zero.revenue)})
    assert draw(gap) != draw(filled)


@pytest.mark.parametrize(("text", "kept"), [("木南 😀<&>", "木南 <&>"), ("a\nb", "ab"), ("¥5 $3", "¥5 $3")])
def test_what_the_font_cannot_draw_is_left_out(text: str, kept: str) -> None:
    assert style.drawable(text) == kept


@pytest.mark.parametrize(
    ("rough", "step"), [(1, 1), (1.1, 2), (2.2, 2.5), (3, 5), (7, 10), (0.03, 0.05), (5e7, 5e7)]
)
def test_steps_are_round(rough: float, step: float) -> None:
    assert panel.round_step(rough) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(0, "0", "0"), (2500, "2500", "2.5k"), (25_000, "2.5万", "25k"), (1e8, "1亿", "100M")],
)
def test_axis_figures(value: float, zh: str, en: str) -> None:
    assert (style.short("zh")(value), style.short("en")(value)) == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (12_345.6, "money", "¥1.23万", "¥12.3k"),
        (-9_999, "money", "−¥1.00万", "−¥10.0k"),
        (0, "money", "¥0", "¥0"),
        (987.4, "people", "987", "987"),
        (0.0312, "percent", "3.12%", "3.12%"),
        (0.00004, "percent", "0.004%", "0.004%"),
        (4.126, "multiple", "4.13", "4.13"),
        (123_456_789, "number", "1.23亿", "123M"),
    ],
)
def test_a_figure_is_written_to_three_digits(value: float, unit: Unit, zh: str, en: str) -> None:
    assert style.compact(value, unit, "zh") == zh
    assert style.compact(value, unit, "en") == en


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (0, 100, (25, 0, 100)),
        (190, 212, (10, 190, 220)),
        (30, 100, (25, 0, 100)),
        (-50, 100, (50, -50, 100)),
        (0, 0, (1, 0, 1)),
        (7, 7, (2, 0, 8)),
    ],
)
def test_an_axis_begins_at_zero_unless_all_is_far_above(
    lowest: float, highest: float, expected: tuple[float, float, float]
) -> None:
    assert panel.scale_between(lowest, highest) == pytest.approx(expected)
