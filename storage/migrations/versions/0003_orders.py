"""Orders, refunds, stock, costs, campaigns."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def create_shop_order() -> None:
    op.create_table(
        "shop_order",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_day", sa.Date(), nullable=True),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("discount", sa.BigInteger(), nullable=True),
        sa.Column("shipping", sa.BigInteger(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("items", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_shop_order_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_shop_order_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "order_id", name=op.f("pk_shop_order")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shop_order_store_id_paid_day", "shop_order", ["store_id", "paid_day"], unique=False)
    op.create_index("ix_shop_order_store_id_status", "shop_order", ["store_id", "status"], unique=False)


def create_order_line() -> None:
    op.create_table(
        "order_line",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("line_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("sku", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("refund_status", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_order_line_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_order_line_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "order_id", "line_id", name=op.f("pk_order_line")),
        sqlite_with_rowid=False,
    )


def create_refund() -> None:
    op.create_table(
        "refund",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("refund_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("sku", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_day", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("is_return", sa.Boolean(), nullable=True),
        sa.Column("is_whole", sa.Boolean(), nullable=True),
        sa.Column("is_shipped", sa.Boolean(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_refund_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_refund_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "refund_id", name=op.f("pk_refund")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_refund_store_id_done_day", "refund", ["store_id", "done_day"], unique=False)
    op.create_index("ix_refund_store_id_status", "refund", ["store_id", "status"], unique=False)


def create_product_sale_day() -> None:
    op.create_table(
        "product_sale_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("paid_items", sa.BigInteger(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("paid_orders", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_product_sale_day_store_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", "sku", name=op.f("pk_product_sale_day")),
        sqlite_with_rowid=False,
    )


def create_stock_day() -> None:
    op.create_table(
        "stock_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("warehouse", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("on_hand", sa.BigInteger(), nullable=True),
        sa.Column("sellable", sa.BigInteger(), nullable=True),
        sa.Column("reserved", sa.BigInteger(), nullable=True),
        sa.Column("on_the_way", sa.BigInteger(), nullable=True),
        sa.Column("warning_low", sa.BigInteger(), nullable=True),
        sa.Column("warning_high", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_stock_day_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_stock_day_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "sku", "warehouse", name=op.f("pk_stock_day")),
        sqlite_with_rowid=False,
    )


def create_item_cost() -> None:
    op.create_table(
        "item_cost",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("goods_cost", sa.BigInteger(), nullable=True),
        sa.Column("shipping_cost", sa.BigInteger(), nullable=True),
        sa.Column("packaging_cost", sa.BigInteger(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_item_cost_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_item_cost_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "item_id", "sku", "from_day", name=op.f("pk_item_cost")),
        sqlite_with_rowid=False,
    )


def create_campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="other", nullable=False),
        sa.Column("enrol_by", sa.Date(), nullable=True),
        sa.Column("planned_revenue", sa.BigInteger(), nullable=True),
        sa.Column("planned_uplift", sa.Float(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_campaign_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_campaign_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "first_day", "name", name=op.f("pk_campaign")),
        sqlite_with_rowid=False,
    )


def create_rival_price() -> None:
    op.create_table(
        "rival_price",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("shop", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("own_price", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("upload_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_rival_price_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_rival_price_upload_id")),
        sa.PrimaryKeyConstraint("store_id", "day", "item_id", "shop", "link", name=op.f("pk_rival_price")),
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    create_shop_order()
    create_order_line()
    create_refund()
    create_product_sale_day()
    create_stock_day()
    create_item_cost()
    create_campaign()
    create_rival_price()
    op.add_column("target_day", sa.Column("upload_id", sa.BigInteger(), server_default="0", nullable=False))
