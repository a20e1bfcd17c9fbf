"""Where visitors came from, what they searched for, who talked to them, and the scores they gave."""

from sqlalchemy import BigInteger, Column, Date, Float, Table, Text

from storage.columns import Fen
from storage.tables.parts import key, metadata, store_column, upload_column


def day_column() -> Column[object]:
    return Column("day", Date, primary_key=True)


def counts(*names: str) -> list[Column[object]]:
    return [Column(name, BigInteger) for name in names]


def money(*names: str) -> list[Column[object]]:
    return [Column(name, Fen) for name in names]


def fractions(*names: str) -> list[Column[object]]:
    return [Column(name, Float) for name in names]


source_day = Table(  # subtotals beside their parts: metrics.sources.leaves tells them apart
    "source_day",
    metadata,
    store_column(),
    day_column(),
    key("item_id"),  # "" is the whole shop
    key("carrier"),  # 流量载体; "" is all of them
    key("source"),  # the levels, joined; "" is all of them
    *counts("visitors", "new_visitors", "page_views", "product_clickers", "followers", "favourites"),
    *counts("cart_buyers", "cart_items", "order_buyers", "paid_buyers", "paid_items"),
    *money("order_amount", "paid_amount"),
    *fractions("stay_seconds"),
    upload_column(),
    sqlite_with_rowid=False,
)

word_day = Table(  # what people searched for
    "word_day",
    metadata,
    store_column(),
    day_column(),
    key("item_id"),  # "" is the whole shop
    key("place"),  # where they searched: 店外, 店内; "" is not said
    Column("word", Text, primary_key=True),
    *counts("visitors", "page_views", "favourites", "cart_buyers", "paid_buyers", "paid_items"),
    *money("paid_amount"),
    upload_column(),
    sqlite_with_rowid=False,
)

variant_day = Table(  # a SKU's sales
    "variant_day",
    metadata,
    store_column(),
    day_column(),
    Column("item_id", Text, primary_key=True),
    Column("sku_id", Text, primary_key=True),
    Column("variant", Text),  # what the SKU is called
    *counts("visitors", "cart_buyers", "cart_items", "order_buyers", "order_items"),
    *counts("paid_buyers", "paid_items"),
    *money("order_amount", "paid_amount", "refund_amount"),
    upload_column(),
    sqlite_with_rowid=False,
)

affiliate_day = Table(  # 淘宝联盟; its cost is no ad spend: it is a share of what was sold
    "affiliate_day",
    metadata,
    store_column(),
    day_column(),
    key("content"),  # 数据内容; "" is all of it
    *counts("clicks", "visitors", "paid_buyers", "paid_orders", "paid_items"),
    *money("paid_amount", "commission", "service_fee", "cost"),
    *counts("settled_buyers", "settled_orders"),
    *money("settled_amount", "settled_commission", "settled_fee", "settled_cost"),
    *counts("confirmed_buyers", "confirmed_orders"),
    *money("confirmed_amount"),
    upload_column(),
    sqlite_with_rowid=False,
)

service_day = Table(
    "service_day",
    metadata,
    store_column(),
    day_column(),
    key("person"),  # the nickname of one of the team; "" is the whole team
    *counts("consultations", "received", "answered", "unanswered"),  # everybody who wrote
    *counts("inquiries", "inquiries_today", "buyers_today", "paid_buyers"),  # who asked before buying
    *money("amount_today", "paid_amount", "refund_amount"),
    *fractions("first_response_seconds", "response_seconds", "handling_seconds"),
    *fractions("reply_rate", "quick_reply_rate", "satisfaction"),
    *counts("slow_replies", "long_talks", "messages", "buyer_messages", "staff_messages"),
    upload_column(),
    sqlite_with_rowid=False,
)

consult_day = Table(  # which products people ask about
    "consult_day",
    metadata,
    store_column(),
    day_column(),
    Column("item_id", Text, primary_key=True),
    *counts("consultations", "mobile_consultations", "pc_consultations"),
    upload_column(),
    sqlite_with_rowid=False,
)

score_day = Table(  # 0 to 5: of the day, of the half year up to it, and of the trade
    "score_day",
    metadata,
    store_column(),
    day_column(),
    *fractions("dsr_item", "dsr_service", "dsr_logistics"),
    *fractions("half_item", "half_service", "half_logistics"),
    *fractions("peers_item", "peers_service", "peers_logistics"),
    upload_column(),
    sqlite_with_rowid=False,
)
