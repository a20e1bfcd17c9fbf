"""Where figures come from, in words that fit a phone and a picture."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from messages.post import MAX_CAPTION, length, plain
from messages.texts import NARROW, Texts, cells
from messages.traces import said_line, traces_post
from metrics.traces import Figure, FileUsed, Said, Trace, parse_traced

AT = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
SHOP = FileUsed(1, "sycm_shop", "店铺-整体-2026-11-21.xlsx", "Li", AT)
ADS = FileUsed(2, "wxt_plans", "计划报表<&>_20261122.csv", "小王 运营部 全店负责人", AT)
TRACES = (
    Trace((Figure.REVENUE,), SHOP),
    Trace((Figure.ADS,), ADS, more=1),
    Trace((Figure.TARGETS,), Said("Zhang", AT)),
    Trace((Figure.CAMPAIGNS,), Said()),
    Trace((Figure.SPENT_SO_FAR,), Said(None, AT)),
)
DAY = parse_traced("d20261121")
LONG = "一份名字特别长的导出文件😀<b>&" * 4


def test_each_figure_has_its_file_who_sent_it_and_when() -> None:
    assert plain(traces_post(TRACES, DAY, 7, Texts("en")).text) == (
        "Sources: Sat 21 Nov\n\n"
        "Revenue and visitors\n店铺-整体-2026-11-21.xlsx\nSycm: shop by day\n22 Nov 08:30 · Li\n\n"
        "Ads\n计划报表<&>_20261122.csv\nWanxiangtai: plans\n22 Nov 08:30 · 小王 运营部…\n"
        "and 1 earlier file\n\n"
        "Sales targets\n✍️ 22 Nov 08:30 · Zhang\n\n"
        "Campaign plans\n✍️ by hand\n\n"
        "Spent so far\n✍️ by hand · 22 Nov 08:30"
    )
    assert plain(traces_post(TRACES[:2], DAY, 7, Texts("zh")).text) == (
        "数据来源：11月21日 周六\n\n"
        "销售额和访客\n店铺-整体-2026-11-21.xlsx\n生意参谋 店铺\n11月22日 08:30 · Li\n\n"
        "推广\n计划报表<&>_20261122.csv\n万相台 计划报表\n11月22日 08:30 · 小王 运营部…\n以及更早的 1 份文件"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_many_with_long_names_fit_a_phone_and_a_pictures_words(language: str) -> None:
    file = replace(SHOP, format="amazon_products", file_name=LONG, user_name=LONG)
    many = [Trace((figure,), replace(file, id=number), 30) for number, figure in enumerate(Figure)]
    many += [Trace(tuple(Figure), file), Trace((Figure.TARGETS,), Said(LONG, AT))]
    text = traces_post(many, parse_traced("m202611"), 7, Texts(language)).text
    assert length(text) <= MAX_CAPTION
    shown = plain(text).splitlines()
    assert [line for line in shown if cells(line) > NARROW] == []
    assert "/uploads" in shown[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_set_it_by_hand_fits_a_phone(language: str) -> None:
    line = said_line(Said("😀<b>秋冬&外套</b>双面呢大衣", AT), Texts(language))
    assert cells(line.unescape()) <= NARROW


def test_a_day_of_which_no_file_tells() -> None:
    assert plain(traces_post((), DAY, 7, Texts("en")).text).endswith("\n\nNo file tells of it so far.")


@pytest.mark.parametrize(
    ("what", "back"),
    [("d20261121", "brief:7:20261121:30"), ("w20261116", "week:7:20261116"), ("m202611", "month:7:202611")],
)
def test_the_way_back(what: str, back: str) -> None:
    ((button,),) = traces_post(TRACES, parse_traced(what), 7, Texts("en")).buttons
    assert (button.label, button.data) == ("‹ Back", back)
