"""Makes sample files of every export that is read: invented figures, true quirks, sums that agree.

By hand: `python -m tests.samples.make OUT --last-day 2026-11-21 --days 30`.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from playground.shop import headers
from playground.shop.sheets import (
    ad_cells,
    ad_rows,
    cash_rows,
    dimension_cells,
    plugin_rows,
    product_rows,
    rival_rows,
    rpa_rows,
    select,
    shop_rows,
    simple_rows,
)
from tests.samples.containers import as_csv, as_xls, as_xlsx, as_zip, save
from tests.samples.forms import form_files
from tests.samples.markets import market_files
from tests.samples.orders import order_files, stock_files
from tests.samples.service import service_files
from tests.samples.shop import (
    ITEMS,
    NAME,
    PLANS,
    AdDay,
    ad_days,
    days_up_to,
    item_days,
    plain,
    reviews,
    word_days,
)
from tests.samples.sources import source_files


def parcel_rows(span: Sequence[date]) -> Iterator[list[object]]:
    """A list of parcels that nobody reads, full of (invented) personal data."""
    yield ["订单编号", "买家会员名", "收货人姓名", "联系手机", "收货地址", "物流单号", "发货时间"]
    yield [
        *('="3300000000000000001"', "某人甲", "某人乙", "'10000000000", "某省某市某路1号", "No:77", ""),
    ]


# ------------------------------------------------------------------------------------------------- all


def make(folder: Path, last_day: date, days: int = 30, seed: int = 1) -> dict[str, Path]:
    """All files into `folder`, by format name; a variant has its columns or container behind a dash."""
    folder.mkdir(parents=True, exist_ok=True)
    files = contents(last_day, days, seed)
    return {key: save(folder / name, data) for key, (name, data) in files.items()}


@cache
def contents(last_day: date, days: int, seed: int) -> dict[str, tuple[str, bytes]]:
    """Each file's name and bytes: many tests ask for the same ones."""
    span = days_up_to(last_day, days)
    return {
        **store_files(span, seed),
        **ad_files(span, seed),
        **people_files(span, seed),
        **source_files(span, seed),
        **service_files(span, seed),
        **order_files(span, seed),
        **stock_files(span, seed),
        **form_files(span),
        **market_files(span, seed),
    }


def store_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    facts, ads, story = item_days(span, seed), ad_days(span, seed), plain(span[-1], seed)
    period = f"{span[0]}_{span[-1]}"
    return {
        "sycm_products": (
            f"【生意参谋平台】商品_全部_{period}.xls",
            as_xls(product_rows(facts, headers.PRODUCTS_38)),
        ),
        "sycm_products-36": (
            f"【生意参谋平台】商品_全部_{period} (1).xls",
            as_xls(product_rows(facts, headers.PRODUCTS_36)),
        ),
        "sycm_products-40": (
            f"[生意参谋平台]商品_全部_{period}.xls",
            as_xls(product_rows(facts, headers.PRODUCTS_40)),
        ),
        "sycm_shop": (
            f"店铺-整体-全部历史-分日-所有终端-{span[-1]}.xlsx",
            as_xlsx(shop_rows(facts, ads, story)),
        ),
        "sycm_rivals": (
            f"竞店对比_{period}.xlsx",
            as_xlsx(rival_rows(facts, span, story), "竞店"),
        ),
    }


def ad_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    ads, words = ad_days(span, seed), list(word_days(span, seed))
    stamp = f"{span[-1] + timedelta(days=1):%Y%m%d}_091500"
    full = list(ad_rows(ads, headers.ITEM_FULL, headers.TAIL_85))
    total = ["合计", *[""] * (len(headers.ITEM_FULL) - 1), *[sum_of(full, place) for place in range(10, 85)]]
    item_76 = ad_rows(ads, headers.ITEM_ONLY, headers.TAIL_76, "%Y/%m/%d")
    item_83 = as_csv(ad_rows(ads, headers.ITEM_ONLY, headers.TAIL_83), "gb18030")
    words_csv = as_csv(ad_rows(words, headers.WORD), "gb18030")
    return {
        "wxt_items": (f"商品报表_{stamp}.csv", as_csv([*full, total], "gb18030")),
        "wxt_items-72": (
            f"推广商品报表_{stamp}.csv",
            as_csv(ad_rows(ads, headers.ITEM_ONLY, headers.TAIL_72), "utf-8-sig"),
        ),
        "wxt_items-76": (f"商品报表_{stamp}.xlsx", as_xlsx(item_76)),
        "wxt_items-83": (f"商品报表_{stamp}.zip", as_zip({f"商品报表_{stamp}.csv": item_83})),
        "wxt_plans": (f"计划报表_{stamp}.csv", as_csv(ad_rows(ads, headers.PLAN), "gb18030")),
        "wxt_scenes": (f"营销场景报表_{stamp}.xlsx", as_xlsx(ad_rows(ads, headers.SCENE))),
        "wxt_words": (f"关键词报表_{stamp}.zip", as_zip({f"关键词报表_{stamp}.csv": words_csv})),
        "wxt_crowds": (f"人群报表_{stamp}.csv", as_csv(ad_rows(ads, headers.CROWD), "gb18030")),
        "wxt_cash": ("现金收支明细.csv", as_csv(cash_rows(ads, span), "gb18030")),
    }


def people_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    return {
        "rivals_simple": ("竞店跟踪.xlsx", as_xlsx(simple_rows(span, plain(span[-1], seed)), "竞店")),
        "reviews_rpa": (
            f"{span[-1]}评论数据.xlsx",
            as_xlsx(rpa_rows(reviews(span, seed), NAME), "抓取数据汇总"),
        ),
        "reviews_plugin": ("评论导出.csv", as_csv(plugin_rows(reviews(span, seed + 1)), "utf-8-sig")),
        "parcels": (f"发货报表{span[-1]:%Y%m%d}0915.csv", as_csv(parcel_rows(span), "gb18030")),
    }


def sum_of(rows: Sequence[Sequence[object]], place: int) -> float:
    cells = (row[place] for row in rows[1:])
    return round(sum(cell for cell in cells if isinstance(cell, int | float)), 2)


def big(path: Path, rows: int, columns: int, container: str) -> Path:
    """A 万相台 full-dimension item report of `rows` × `columns` (30 to 85) as `xlsx` or `csv`, to measure."""
    chance = Random(1)
    names = [*headers.ITEM_FULL, *headers.METRICS, *headers.TAIL_85][:columns]
    first = date(2026, 1, 1)

    def lines() -> Iterator[list[object]]:
        yield list(names)
        for number in range(rows):
            plan, item = PLANS[number % len(PLANS)], ITEMS[number % len(ITEMS)]
            fen, clicks, revenue = (
                chance.randrange(50_000),
                chance.randrange(1, 400),
                chance.randrange(200_000),
            )
            ad = AdDay(
                first + timedelta(days=number // 400), plan, item, clicks * 30, clicks, fen, revenue, 0, 3
            )
            known = dimension_cells(ad, "%Y-%m-%d") | {"主体ID": str(800_000_000_000 + number % 400)}
            cells = known | ad_cells(ad.impressions, clicks, fen, revenue, 0, ad.orders)
            yield select(names, cells, number % 97)

    data = as_xlsx(lines(), streamed=True) if container == "xlsx" else as_csv(lines(), "gb18030")
    return save(path, data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--last-day", type=date.fromisoformat, required=True)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for key, path in make(asked.folder, asked.last_day, asked.days, asked.seed).items():
        print(f"{key:20} {path}")
