"""All exports that are understood, one line each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    name: str  # as in Reading.format
    title: str  # English, translated where it is said
    example: str  # a file name as the platform gives it


FORMATS: tuple[Format, ...] = (
    Format("sycm_products", "Sycm: all products", "【生意参谋平台】商品_全部_2026-11-21_2026-11-21.xls"),
    Format("sycm_shop", "Sycm: shop by day", "店铺-整体-分日.xlsx"),
    Format("wxt_items", "Wanxiangtai: products", "商品报表_20261122_090000.csv"),
    Format("wxt_plans", "Wanxiangtai: plans", "计划报表_20261122_090000.csv"),
    Format("wxt_scenes", "Wanxiangtai: scenes", "场景报表_20261122_090000.csv"),
    Format("wxt_words", "Wanxiangtai: keywords", "关键词报表_20261122_090000.csv"),
    Format("wxt_cash", "Wanxiangtai: account cash flow", "现金收支明细.csv"),
    Format("sycm_rivals", "Sycm: competitors", "竞店对比.xlsx"),
    Format("rivals_simple", "Competitor sheet (our template)", "competitors.xlsx"),
    Format("reviews_rpa", "Reviews: collected sheet", "2026-11-21评论数据.xlsx"),
    Format("reviews_plugin", "Reviews: browser plugin", "评论.csv"),
)
