"""All tables. Facts are clustered by (store, day, …), so that years of history cost a day's query nothing."""

from storage.tables.ads import ad_balance, ad_budget, ad_day, ad_name, ad_total, spend_reading
from storage.tables.parts import metadata
from storage.tables.people import chat, greeting, member, rule, store
from storage.tables.reviews import review, review_case
from storage.tables.rivals import rival, rival_day
from storage.tables.sales import product, product_day, shop_day, store_day, target_day
from storage.tables.uploads import layer, upload
from storage.tables.work import alert, brief, check, drawn, kept, lease, outbox

__all__ = (
    "ad_balance",
    "ad_budget",
    "ad_day",
    "ad_name",
    "ad_total",
    "alert",
    "brief",
    "chat",
    "check",
    "drawn",
    "greeting",
    "kept",
    "layer",
    "lease",
    "member",
    "metadata",
    "outbox",
    "product",
    "product_day",
    "review",
    "review_case",
    "rival",
    "rival_day",
    "rule",
    "shop_day",
    "spend_reading",
    "store",
    "store_day",
    "target_day",
    "upload",
)
