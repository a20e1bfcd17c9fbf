"""Which figures of the brief the exports tell."""

from collections.abc import Mapping
from enum import StrEnum


class Part(StrEnum):
    """Figures that the brief shows (or [why] below it), in the order in which their files are missed."""

    SHOP = "shop"
    PRODUCTS = "products"
    ORDERS = "orders"
    ADS = "ads"
    AD_DETAILS = "ad_details"  # only a part of the money: shown where no other ad report comes
    SOURCES = "sources"
    REVIEWS = "reviews"
    RIVALS = "rivals"


FORMATS: Mapping[Part, tuple[str, ...]] = {
    Part.SHOP: ("sycm_shop", "own_shop_day"),
    Part.PRODUCTS: (
        *("sycm_products", "sycm_items", "own_product_day"),
        *("ozon_products", "amazon_products", "wb_funnel"),
    ),
    Part.ORDERS: (
        *("taobao_orders", "taobao_order_lines", "cainiao_orders", "pdd_orders", "jd_orders"),
        *("douyin_orders", "shopify_orders", "tiktok_orders", "shopee_orders", "lazada_orders"),
        "wb_sales",
    ),
    Part.ADS: (
        *("wxt_scenes", "wxt_plans", "wxt_items", "sycm_promoted", "ztc_items", "zuanzhan_plans"),
        *("ozon_ads", "amazon_terms", "own_ad_day"),
    ),
    Part.AD_DETAILS: ("wxt_words", "wxt_crowds"),
    Part.SOURCES: ("sycm_sources",),
    Part.REVIEWS: ("reviews_rpa", "reviews_plugin", "own_review"),
    Part.RIVALS: ("sycm_rivals", "rivals_simple", "own_rival_day"),
}
SALES = frozenset({Part.SHOP, Part.PRODUCTS, Part.ORDERS})  # what tells revenue
PARTS = {format: part for part, formats in FORMATS.items() for format in formats}


def part_of(format: str) -> Part | None:
    """None for what the brief does not show. Own tables have their header's fingerprint behind their kind."""
    return PARTS.get(format.partition(":")[0])
