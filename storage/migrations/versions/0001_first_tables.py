"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def create_chat() -> None:
    op.create_table(
        "chat",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("former_telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("silenced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("silenced_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_chat_telegram_id")),
    )
    op.create_index(op.f("ix_chat_former_telegram_id"), "chat", ["former_telegram_id"], unique=False)


def create_drawn() -> None:
    op.create_table(
        "drawn",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", "bot_id", name=op.f("pk_drawn")),
    )


def create_kept() -> None:
    op.create_table(
        "kept",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept")),
    )


def create_lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )


def create_greeting() -> None:
    op.create_table(
        "greeting",
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_greeting_chat_id")),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_greeting")),
    )


def create_store() -> None:
    op.create_table(
        "store",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("brief_at", sa.Time(), nullable=False),
        sa.Column("brief_patience_minutes", sa.Integer(), nullable=False),
        sa.Column("review_times", sa.Text(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_store_chat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store")),
    )
    op.create_index(op.f("ix_store_chat_id"), "store", ["chat_id"], unique=False)


def create_ad_budget() -> None:
    op.create_table(
        "ad_budget",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_ad_budget_store_id")),
        sa.PrimaryKeyConstraint("store_id", "channel", "span", name=op.f("pk_ad_budget")),
    )


def create_ad_total() -> None:
    op.create_table(
        "ad_total",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("impressions", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("clicks", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("spend", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ad_revenue", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ad_orders", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_ad_total_store_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "report", name=op.f("pk_ad_total")),
        sqlite_with_rowid=False,
    )


def create_alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sent_day", sa.Date(), nullable=True),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_alert_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index("ix_alert_store_rule_subject", "alert", ["store_id", "rule", "subject"], unique=False)


def create_brief() -> None:
    op.create_table(
        "brief",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partial", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_brief_store_id")),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_brief")),
    )
    op.create_index("ix_brief_state_next_at", "brief", ["state", "next_at"], unique=False)


def create_check_due() -> None:
    op.create_table(
        "check_due",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_check_due_store_id")),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_check_due")),
    )


def create_member() -> None:
    op.create_table(
        "member",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_member_store_id")),
        sa.PrimaryKeyConstraint("store_id", "user_id", name=op.f("pk_member")),
    )


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("store_id", Id, nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), server_default="", nullable=False),
        sa.Column("dedupe", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_outbox_chat_id")),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_outbox_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_outbox_dedupe")),
    )
    op.create_index(
        "ix_outbox_chat_id_sent_message_id", "outbox", ["chat_id", "sent_message_id"], unique=False
    )
    op.create_index("ix_outbox_state_not_before", "outbox", ["state", "not_before"], unique=False)
    op.create_index(
        "ix_outbox_under_way",
        "outbox",
        ["chat_id", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )


def create_review_case() -> None:
    op.create_table(
        "review_case",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("review_key", sa.Text(), nullable=False),
        sa.Column("first_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved_by", sa.Text(), nullable=True),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("muted_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_review_case_store_id")),
        sa.PrimaryKeyConstraint("store_id", "review_key", name=op.f("pk_review_case")),
    )


def create_rival() -> None:
    op.create_table(
        "rival",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("followed_by", sa.BigInteger(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_rival_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rival")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_rival_store_id_name")),
    )


def create_rule() -> None:
    op.create_table(
        "rule",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_rule_store_id")),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_rule")),
    )


def create_spend_reading() -> None:
    op.create_table(
        "spend_reading",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("spend", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_spend_reading_store_id")),
        sa.PrimaryKeyConstraint("store_id", "channel", "at", name=op.f("pk_spend_reading")),
    )
    op.create_index("ix_spend_reading_store_day", "spend_reading", ["store_id", "day"], unique=False)


def create_store_day() -> None:
    op.create_table(
        "store_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("page_views", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("ad_spend", sa.BigInteger(), nullable=True),
        sa.Column("ad_revenue", sa.BigInteger(), nullable=True),
        sa.Column("ad_report", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_store_day_store_id")),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_store_day")),
        sqlite_with_rowid=False,
    )


def create_target_day() -> None:
    op.create_table(
        "target_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_target_day_store_id")),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_target_day")),
        sqlite_with_rowid=False,
    )


def create_upload() -> None:
    op.create_table(
        "upload",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("rows_new", sa.Integer(), nullable=True),
        sa.Column("rows_changed", sa.Integer(), nullable=True),
        sa.Column("rows_unchanged", sa.Integer(), nullable=True),
        sa.Column("rows_rejected", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_upload_chat_id")),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_upload_store_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_upload_chat_id_message_id")),
    )
    op.create_index("ix_upload_store_format", "upload", ["store_id", "format", "last_day"], unique=False)
    op.create_index("ix_upload_waiting", "upload", ["state", "claimed_until"], unique=False)


def create_ad_balance() -> None:
    op.create_table(
        "ad_balance",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_ad_balance_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_ad_balance_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "at", "entry", name=op.f("pk_ad_balance")),
        sqlite_with_rowid=False,
    )


def create_ad_day() -> None:
    op.create_table(
        "ad_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("scene_id", sa.Text(), server_default="", nullable=False),
        sa.Column("plan_id", sa.Text(), server_default="", nullable=False),
        sa.Column("unit_id", sa.Text(), server_default="", nullable=False),
        sa.Column("item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("word_id", sa.Text(), server_default="", nullable=False),
        sa.Column("impressions", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("clicks", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("spend", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ad_revenue", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ad_orders", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_ad_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_ad_day_upload_id")),
        sa.PrimaryKeyConstraint(
            "store_id",
            "day",
            "report",
            "scene_id",
            "plan_id",
            "unit_id",
            "item_id",
            "word_id",
            name=op.f("pk_ad_day"),
        ),
        sqlite_with_rowid=False,
    )


def create_ad_name() -> None:
    op.create_table(
        "ad_name",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("cut", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_ad_name_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_ad_name_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "cut", "key", name=op.f("pk_ad_name")),
        sqlite_with_rowid=False,
    )


def create_product() -> None:
    op.create_table(
        "product",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_product_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_product_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "item_id", name=op.f("pk_product")),
        sqlite_with_rowid=False,
    )


def create_product_day() -> None:
    op.create_table(
        "product_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("page_views", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("stay_seconds", sa.Float(), nullable=True),
        sa.Column("bounce_rate", sa.Float(), nullable=True),
        sa.Column("favourites", sa.BigInteger(), nullable=True),
        sa.Column("cart_buyers", sa.BigInteger(), nullable=True),
        sa.Column("cart_items", sa.BigInteger(), nullable=True),
        sa.Column("order_buyers", sa.BigInteger(), nullable=True),
        sa.Column("order_items", sa.BigInteger(), nullable=True),
        sa.Column("order_amount", sa.BigInteger(), nullable=True),
        sa.Column("new_buyers", sa.BigInteger(), nullable=True),
        sa.Column("returning_buyers", sa.BigInteger(), nullable=True),
        sa.Column("returning_amount", sa.BigInteger(), nullable=True),
        sa.Column("search_visitors", sa.BigInteger(), nullable=True),
        sa.Column("search_buyers", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_product_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_product_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", name=op.f("pk_product_day")),
        sqlite_with_rowid=False,
    )


def create_review() -> None:
    op.create_table(
        "review",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("review_key", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("platform", sa.Text(), nullable=True),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_review_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_review_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "review_key", name=op.f("pk_review")),
    )
    op.create_index(
        "ix_review_store_grade_posted_at", "review", ["store_id", "grade", "posted_at"], unique=False
    )


def create_rival_day() -> None:
    op.create_table(
        "rival_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shop", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("items_low", sa.BigInteger(), nullable=True),
        sa.Column("items_high", sa.BigInteger(), nullable=True),
        sa.Column("amount_low", sa.BigInteger(), nullable=True),
        sa.Column("amount_high", sa.BigInteger(), nullable=True),
        sa.Column("visitors_low", sa.BigInteger(), nullable=True),
        sa.Column("visitors_high", sa.BigInteger(), nullable=True),
        sa.Column("conversion_low", sa.Float(), nullable=True),
        sa.Column("conversion_high", sa.Float(), nullable=True),
        sa.Column("rating", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_rival_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_rival_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "shop", "item", name=op.f("pk_rival_day")),
        sqlite_with_rowid=False,
    )


def create_shop_day() -> None:
    op.create_table(
        "shop_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("page_views", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("stay_seconds", sa.Float(), nullable=True),
        sa.Column("bounce_rate", sa.Float(), nullable=True),
        sa.Column("favourites", sa.BigInteger(), nullable=True),
        sa.Column("cart_buyers", sa.BigInteger(), nullable=True),
        sa.Column("cart_items", sa.BigInteger(), nullable=True),
        sa.Column("order_buyers", sa.BigInteger(), nullable=True),
        sa.Column("order_items", sa.BigInteger(), nullable=True),
        sa.Column("order_amount", sa.BigInteger(), nullable=True),
        sa.Column("new_buyers", sa.BigInteger(), nullable=True),
        sa.Column("returning_buyers", sa.BigInteger(), nullable=True),
        sa.Column("returning_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_orders", sa.BigInteger(), nullable=True),
        sa.Column("new_visitors", sa.BigInteger(), nullable=True),
        sa.Column("returning_visitors", sa.BigInteger(), nullable=True),
        sa.Column("affiliate_commission", sa.BigInteger(), nullable=True),
        sa.Column("review_count", sa.BigInteger(), nullable=True),
        sa.Column("member_count", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_shop_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_shop_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_shop_day")),
        sqlite_with_rowid=False,
    )


TABLES = (
    create_chat,
    create_drawn,
    create_kept,
    create_lease,
    create_greeting,
    create_store,
    create_ad_budget,
    create_ad_total,
    create_alert,
    create_brief,
    create_check_due,
    create_member,
    create_outbox,
    create_review_case,
    create_rival,
    create_rule,
    create_spend_reading,
    create_store_day,
    create_target_day,
    create_upload,
    create_ad_balance,
    create_ad_day,
    create_ad_name,
    create_product,
    create_product_day,
    create_review,
    create_rival_day,
    create_shop_day,
)


def upgrade() -> None:
    for create in TABLES:
        create()
