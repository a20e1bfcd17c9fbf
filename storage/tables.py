"""All tables. Facts are clustered by (store, day, …), so that years of history cost a day's query nothing."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from storage.columns import Fen, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = BigInteger().with_variant(Integer, "sqlite")


def id_column() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def store_column(key: bool = True) -> Column[int]:
    return Column("store_id", Id, ForeignKey("store.id"), primary_key=key, nullable=False)


def upload_column() -> Column[int]:
    return Column("upload_id", Id, ForeignKey("upload.id"), nullable=False)


def key(name: str) -> Column[str]:
    """A part of a business key; empty where the report does not have it."""
    return Column(name, Text, primary_key=True, server_default="", nullable=False)


# ------------------------------------------------------------------------------------- stores, people, chats

chat = Table(
    "chat",
    metadata,
    id_column(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("former_telegram_id", BigInteger, index=True),  # of the group it was before it became a supergroup
    Column("silenced_at", Moment),
    Column("silenced_reason", Text),
)

greeting = Table(  # who has had the one polite line, and where
    "greeting",
    metadata,
    Column("chat_id", Id, ForeignKey("chat.id"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False),
)

store = Table(
    "store",
    metadata,
    id_column(),
    Column("chat_id", Id, ForeignKey("chat.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("brief_at", Time, nullable=False),
    Column("brief_patience_minutes", Integer, nullable=False),
    Column("review_times", Text, nullable=False),  # "09:00,13:00,20:00"
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
)

rule = Table(  # a store's own thresholds, where they differ from metrics.rules.Rules
    "rule",
    metadata,
    store_column(),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

member = Table(
    "member",
    metadata,
    store_column(),
    Column("user_id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # metrics.stores.Role
    Column("decided_by", BigInteger),
    Column("at", Moment, nullable=False),
)

# --------------------------------------------------------------------------------------------------- uploads

upload = Table(
    "upload",
    metadata,
    id_column(),
    store_column(key=False),
    Column("chat_id", Id, ForeignKey("chat.id")),  # empty for the command line
    Column("message_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text),
    Column("state", Text, nullable=False),  # waiting, stored, refused
    Column("claimed_by", Text),
    Column("claimed_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("received_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("format", Text),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("rows_new", Integer),
    Column("rows_changed", Integer),
    Column("rows_unchanged", Integer),
    Column("rows_rejected", Integer),
    Column("refusal", Text),  # the Mistake's reason
    UniqueConstraint("chat_id", "message_id"),
)
Index("ix_upload_waiting", upload.c.state, upload.c.claimed_until)
Index("ix_upload_store_format", upload.c.store_id, upload.c.format, upload.c.last_day)

# ----------------------------------------------------------------------------------------------------- facts


def people_and_money() -> list[Column[object]]:
    """The figures that a shop day, a product day and the roll-up share."""
    return [
        Column("visitors", BigInteger),
        Column("page_views", BigInteger),
        Column("paid_amount", Fen),
        Column("paid_buyers", BigInteger),
        Column("paid_items", BigInteger),
        Column("refund_amount", Fen),
    ]


def funnel() -> list[Column[object]]:
    return [
        Column("stay_seconds", Float),
        Column("bounce_rate", Float),  # fraction
        Column("favourites", BigInteger),
        Column("cart_buyers", BigInteger),
        Column("cart_items", BigInteger),
        Column("order_buyers", BigInteger),
        Column("order_items", BigInteger),
        Column("order_amount", Fen),
        Column("new_buyers", BigInteger),
        Column("returning_buyers", BigInteger),
        Column("returning_amount", Fen),
    ]


shop_day = Table(
    "shop_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    *people_and_money(),
    *funnel(),
    Column("paid_orders", BigInteger),
    Column("new_visitors", BigInteger),
    Column("returning_visitors", BigInteger),
    Column("affiliate_commission", Fen),
    Column("review_count", BigInteger),
    Column("member_count", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)

product_day = Table(
    "product_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("item_id", Text, primary_key=True),
    *people_and_money(),
    *funnel(),
    Column("search_visitors", BigInteger),
    Column("search_buyers", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)

product = Table(
    "product",
    metadata,
    store_column(),
    Column("item_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("article", Text),  # 货号
    Column("status", Text),
    upload_column(),
    sqlite_with_rowid=False,
)

store_day = Table(  # the roll-up: written in the same transaction as the facts it adds up
    "store_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("origin", Text),  # metrics.sales.Origin; empty where only ads are known
    *people_and_money(),
    Column("ad_spend", Fen),
    Column("ad_revenue", Fen),
    Column("ad_report", Text),  # metrics.ads.Report that the two come from
    sqlite_with_rowid=False,
)


def ad_figures() -> list[Column[object]]:
    return [
        Column("impressions", BigInteger, nullable=False, server_default="0"),
        Column("clicks", BigInteger, nullable=False, server_default="0"),
        Column("spend", Fen, nullable=False, server_default="0"),
        Column("ad_revenue", Fen, nullable=False, server_default="0"),
        Column("ad_orders", BigInteger, nullable=False, server_default="0"),
    ]


ad_day = Table(
    "ad_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("report", Text, primary_key=True),  # metrics.ads.Report
    key("scene_id"),
    key("plan_id"),
    key("unit_id"),
    key("item_id"),
    key("word_id"),
    *ad_figures(),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_total = Table(  # roll-up of ad_day, one row a day and report
    "ad_total",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("report", Text, primary_key=True),
    *ad_figures(),
    sqlite_with_rowid=False,
)

ad_name = Table(  # what people call a scene, plan or word
    "ad_name",
    metadata,
    store_column(),
    Column("cut", Text, primary_key=True),  # metrics.ads.Cut
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_balance = Table(  # 万相台 现金收支明细
    "ad_balance",
    metadata,
    store_column(),
    Column("at", Moment, primary_key=True),
    Column("entry", Text, primary_key=True),  # tells entries of the same second apart
    Column("amount", Fen, nullable=False),
    Column("balance", Fen, nullable=False),
    upload_column(),
    sqlite_with_rowid=False,
)

ad_budget = Table(
    "ad_budget",
    metadata,
    store_column(),
    Column("channel", Text, primary_key=True),  # scene name; "" is all together
    Column("span", Text, primary_key=True),  # day, month
    Column("amount", Fen, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Column("set_at", Moment, nullable=False),
)

spend_reading = Table(  # how much of today's money is gone, by /spend or by an upload of today's report
    "spend_reading",
    metadata,
    store_column(),
    Column("channel", Text, primary_key=True),  # "" is all together
    Column("at", Moment, primary_key=True),
    Column("day", Date, nullable=False),
    Column("spend", Fen, nullable=False),
    Column("balance", Fen),
    Column("user_id", BigInteger),
    Index("ix_spend_reading_store_day", "store_id", "day"),
)

rival = Table(
    "rival",
    metadata,
    id_column(),
    store_column(key=False),
    Column("name", Text, nullable=False),
    Column("followed_by", BigInteger, nullable=False),
    Column("followed_at", Moment, nullable=False),
    UniqueConstraint("store_id", "name"),
)

rival_day = Table(  # exact figures have low = high
    "rival_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("shop", Text, primary_key=True),
    key("item"),  # "" is the whole shop
    Column("link", Text),
    Column("price", Fen),
    Column("items_low", BigInteger),  # paid items ("sales")
    Column("items_high", BigInteger),
    Column("amount_low", Fen),
    Column("amount_high", Fen),
    Column("visitors_low", BigInteger),
    Column("visitors_high", BigInteger),
    Column("conversion_low", Float),
    Column("conversion_high", Float),
    Column("rating", Float),
    Column("note", Text),
    upload_column(),
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    store_column(),
    Column("review_key", Text, primary_key=True),  # the platform's id, else a hash of what was written
    Column("posted_at", Moment, nullable=False),
    Column("platform", Text),
    Column("order_id", Text),
    Column("item_id", Text),
    Column("product", Text),
    Column("variant", Text),
    Column("stars", Integer),
    Column("grade", Text, nullable=False),  # good, neutral, bad
    Column("body", Text, nullable=False, server_default=""),
    Column("follow_up", Text),
    Column("reply", Text),
    upload_column(),
    Index("ix_review_store_grade_posted_at", "store_id", "grade", "posted_at"),
)

review_case = Table(  # what the team did about a review; stays when the review is uploaded again
    "review_case",
    metadata,
    store_column(),
    Column("review_key", Text, primary_key=True),
    Column("first_told_at", Moment),
    Column("last_told_at", Moment),
    Column("taken_by", Text),
    Column("taken_at", Moment),
    Column("solved_at", Moment),
    Column("solved_by", Text),
    Column("muted_until", Moment),
    Column("muted_by", Text),
)

target_day = Table(
    "target_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("amount", Fen, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------------------------ what falls due, what is sent

brief = Table(  # one row a store and day: claimed before it is made, marked when it is handed to the outbox
    "brief",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),  # the day it tells about
    Column("state", Text, nullable=False),  # waiting, asked (for a missing file), sent
    Column("next_at", Moment, nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("partial", Boolean, nullable=False, server_default="0"),
    Column("sent_at", Moment),
    Index("ix_brief_state_next_at", "state", "next_at"),
)

check = Table(  # the other clockwork of a store: the next moment each check is due
    "check_due",
    metadata,
    store_column(),
    Column("name", Text, primary_key=True),  # ads, reviews
    Column("next_at", Moment, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    id_column(),
    store_column(key=False),
    Column("rule", Text, nullable=False),  # metrics.alerts.Rule
    Column("subject", Text, nullable=False),  # a channel, a plan …; "" is the store
    Column("state", Text, nullable=False),  # open, taken, muted, solved, ended
    Column("opened_at", Moment, nullable=False),
    Column("last_sent_day", Date),  # empty until its card is in the outbox
    Column("muted_until", Moment),
    Column("person", Text),  # who took, muted or solved it
    Column("ended_at", Moment),
    Column("facts", Text, nullable=False),  # JSON of metrics.alerts.Finding.facts
    Index("ix_alert_store_rule_subject", "store_id", "rule", "subject"),
)

outbox = Table(  # the one way out: what is to be sent, in order per chat
    "outbox",
    metadata,
    id_column(),
    Column("chat_id", Id, ForeignKey("chat.id"), nullable=False),
    Column("store_id", Id, ForeignKey("store.id")),
    Column("thread_id", BigInteger),
    Column("kind", Text, nullable=False),  # post, edit, reaction
    Column("topic", Text, nullable=False, server_default=""),  # what an answer to it is about
    Column("dedupe", Text, unique=True),  # the same thing is never put out twice
    Column("message_id", BigInteger),  # what is edited, reacted or replied to
    Column("body", Text, nullable=False),  # JSON: text, buttons, chart …
    Column("attachment", LargeBinary),  # a document's bytes
    Column("state", Text, nullable=False),  # queued, sending, sent, failed
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("sent_message_id", BigInteger),
    Column("error", Text),
    Index("ix_outbox_state_not_before", "state", "not_before"),
    Index("ix_outbox_chat_id_sent_message_id", "chat_id", "sent_message_id"),
    Index(
        "ix_outbox_under_way",
        "chat_id",
        "id",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
)

drawn = Table(  # pictures Telegram already has: drawn and uploaded once, then sent by file_id
    "drawn",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("bot_id", BigInteger, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

lease = Table(  # which process does what only one may do (sending)
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

kept = Table(  # small things to remember across restarts, e.g. the last confirmed update
    "kept",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
