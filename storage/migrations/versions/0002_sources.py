"""Traffic sources, searched words, service figures, affiliates and shop scores."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def create_source_day() -> None:
    op.create_table(
        "source_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("carrier", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("new_visitors", sa.BigInteger(), nullable=True),
        sa.Column("page_views", sa.BigInteger(), nullable=True),
        sa.Column("product_clickers", sa.BigInteger(), nullable=True),
        sa.Column("followers", sa.BigInteger(), nullable=True),
        sa.Column("favourites", sa.BigInteger(), nullable=True),
        sa.Column("cart_buyers", sa.BigInteger(), nullable=True),
        sa.Column("cart_items", sa.BigInteger(), nullable=True),
        sa.Column("order_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("order_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("stay_seconds", sa.Float(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_source_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_source_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", "carrier", "source", name=op.f("pk_source_day")),
        sqlite_with_rowid=False,
    )


def create_word_day() -> None:
    op.create_table(
        "word_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("page_views", sa.BigInteger(), nullable=True),
        sa.Column("favourites", sa.BigInteger(), nullable=True),
        sa.Column("cart_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_word_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_word_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", "place", "word", name=op.f("pk_word_day")),
        sqlite_with_rowid=False,
    )


def create_variant_day() -> None:
    op.create_table(
        "variant_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("sku_id", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("cart_buyers", sa.BigInteger(), nullable=True),
        sa.Column("cart_items", sa.BigInteger(), nullable=True),
        sa.Column("order_buyers", sa.BigInteger(), nullable=True),
        sa.Column("order_items", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("order_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_variant_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_variant_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", "sku_id", name=op.f("pk_variant_day")),
        sqlite_with_rowid=False,
    )


def create_affiliate_day() -> None:
    op.create_table(
        "affiliate_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("clicks", sa.BigInteger(), nullable=True),
        sa.Column("visitors", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("paid_orders", sa.BigInteger(), nullable=True),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("commission", sa.BigInteger(), nullable=True),
        sa.Column("service_fee", sa.BigInteger(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("settled_buyers", sa.BigInteger(), nullable=True),
        sa.Column("settled_orders", sa.BigInteger(), nullable=True),
        sa.Column("settled_amount", sa.BigInteger(), nullable=True),
        sa.Column("settled_commission", sa.BigInteger(), nullable=True),
        sa.Column("settled_fee", sa.BigInteger(), nullable=True),
        sa.Column("settled_cost", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_buyers", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_orders", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_amount", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_affiliate_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_affiliate_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "content", name=op.f("pk_affiliate_day")),
        sqlite_with_rowid=False,
    )


def create_service_day() -> None:
    op.create_table(
        "service_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("consultations", sa.BigInteger(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("answered", sa.BigInteger(), nullable=True),
        sa.Column("unanswered", sa.BigInteger(), nullable=True),
        sa.Column("inquiries", sa.BigInteger(), nullable=True),
        sa.Column("inquiries_today", sa.BigInteger(), nullable=True),
        sa.Column("buyers_today", sa.BigInteger(), nullable=True),
        sa.Column("paid_buyers", sa.BigInteger(), nullable=True),
        sa.Column("amount_today", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("first_response_seconds", sa.Float(), nullable=True),
        sa.Column("response_seconds", sa.Float(), nullable=True),
        sa.Column("handling_seconds", sa.Float(), nullable=True),
        sa.Column("reply_rate", sa.Float(), nullable=True),
        sa.Column("quick_reply_rate", sa.Float(), nullable=True),
        sa.Column("satisfaction", sa.Float(), nullable=True),
        sa.Column("slow_replies", sa.BigInteger(), nullable=True),
        sa.Column("long_talks", sa.BigInteger(), nullable=True),
        sa.Column("messages", sa.BigInteger(), nullable=True),
        sa.Column("buyer_messages", sa.BigInteger(), nullable=True),
        sa.Column("staff_messages", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_service_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_service_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "person", name=op.f("pk_service_day")),
        sqlite_with_rowid=False,
    )


def create_consult_day() -> None:
    op.create_table(
        "consult_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("consultations", sa.BigInteger(), nullable=True),
        sa.Column("mobile_consultations", sa.BigInteger(), nullable=True),
        sa.Column("pc_consultations", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_consult_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_consult_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", name=op.f("pk_consult_day")),
        sqlite_with_rowid=False,
    )


def create_score_day() -> None:
    op.create_table(
        "score_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("dsr_item", sa.Float(), nullable=True),
        sa.Column("dsr_service", sa.Float(), nullable=True),
        sa.Column("dsr_logistics", sa.Float(), nullable=True),
        sa.Column("half_item", sa.Float(), nullable=True),
        sa.Column("half_service", sa.Float(), nullable=True),
        sa.Column("half_logistics", sa.Float(), nullable=True),
        sa.Column("peers_item", sa.Float(), nullable=True),
        sa.Column("peers_service", sa.Float(), nullable=True),
        sa.Column("peers_logistics", sa.Float(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_score_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_score_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_score_day")),
        sqlite_with_rowid=False,
    )


def believe_reports() -> None:
    """Which reports a day's ad spend comes from stood with the day; now it stands with the reports."""
    op.add_column("ad_total", sa.Column("believed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        "UPDATE ad_total SET believed = true WHERE EXISTS (SELECT 1 FROM store_day WHERE"
        " store_day.store_id = ad_total.store_id AND store_day.day = ad_total.day"
        " AND store_day.ad_report = ad_total.report)"
    )


def upgrade() -> None:
    create_source_day()
    create_word_day()
    create_variant_day()
    create_affiliate_day()
    create_service_day()
    create_consult_day()
    create_score_day()
    op.add_column("product_day", sa.Column("recommended_visitors", sa.BigInteger(), nullable=True))
    believe_reports()
