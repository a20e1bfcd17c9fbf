"""All tables. Facts are clustered by (store, day, …), so that years of history cost a day's query nothing."""

from storage.tables.ads import ad_balance, ad_budget, ad_day, ad_name, ad_total, spend_reading
from storage.tables.alerts import absence, alert, alert_card, alert_event, mute, task
from storage.tables.doors import store_token
from storage.tables.memory import follow_up, proposal
from storage.tables.orders import order_line, product_sale_day, refund, shop_order
from storage.tables.parts import metadata
from storage.tables.people import chat, greeting, member, rule, store
from storage.tables.plans import campaign, rival_price
from storage.tables.questions import learned, question
from storage.tables.reviews import answer_template, review, review_case
from storage.tables.rhythm import calendar_day, sales_reading, setting, target_draft
from storage.tables.rivals import rival, rival_announced, rival_day
from storage.tables.sales import product, product_day, shop_day, store_day, target_day
from storage.tables.sources import (
    affiliate_day,
    consult_day,
    score_day,
    service_day,
    source_day,
    variant_day,
    word_day,
)
from storage.tables.stock import item_cost, stock_day
from storage.tables.uploads import layer, upload
from storage.tables.work import brief, check, drawn, kept, lease, outbox

__all__ = (
    "absence",
    "ad_balance",
    "ad_budget",
    "ad_day",
    "ad_name",
    "ad_total",
    "affiliate_day",
    "alert",
    "alert_card",
    "alert_event",
    "answer_template",
    "brief",
    "calendar_day",
    "campaign",
    "chat",
    "check",
    "consult_day",
    "drawn",
    "follow_up",
    "greeting",
    "item_cost",
    "kept",
    "layer",
    "learned",
    "lease",
    "member",
    "metadata",
    "mute",
    "order_line",
    "outbox",
    "product",
    "product_day",
    "product_sale_day",
    "proposal",
    "question",
    "refund",
    "review",
    "review_case",
    "rival",
    "rival_announced",
    "rival_day",
    "rival_price",
    "rule",
    "sales_reading",
    "score_day",
    "service_day",
    "setting",
    "shop_day",
    "shop_order",
    "source_day",
    "spend_reading",
    "stock_day",
    "store",
    "store_day",
    "store_token",
    "target_day",
    "target_draft",
    "task",
    "upload",
    "variant_day",
    "word_day",
)
