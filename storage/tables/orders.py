"""Orders, their lines and refunds: what was sold, by whose hand never. Nothing here names a buyer."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text

from storage.columns import Fen, Moment
from storage.tables.parts import key, metadata, store_column, upload_column

shop_order = Table(
    "shop_order",
    metadata,
    store_column(),
    Column("order_id", Text, primary_key=True),
    Column("platform", Text),  # taobao, shopify …
    Column("status", Text, nullable=False, server_default="unknown"),  # metrics.orders.OrderStatus
    Column("created_at", Moment),
    Column("paid_at", Moment),
    Column("paid_day", Date),  # the store's own; empty until it is paid
    Column("shipped_at", Moment),
    Column("closed_at", Moment),  # received, cancelled or closed
    Column("order_amount", Fen),  # to be paid, with shipping, after discounts
    Column("paid_amount", Fen),
    Column("discount", Fen),
    Column("shipping", Fen),
    Column("refund_amount", Fen),  # so far, as the order itself says
    Column("items", BigInteger),
    upload_column(),
    sqlite_with_rowid=False,
)
Index("ix_shop_order_store_id_paid_day", shop_order.c.store_id, shop_order.c.paid_day)
Index("ix_shop_order_store_id_status", shop_order.c.store_id, shop_order.c.status)

order_line = Table(
    "order_line",
    metadata,
    store_column(),
    Column("order_id", Text, primary_key=True),
    Column("line_id", Text, primary_key=True),  # the platform's, else made of what the line says
    Column("item_id", Text),
    Column("sku", Text),  # the seller's own code
    Column("title", Text),
    Column("variant", Text),
    Column("quantity", BigInteger),
    Column("price", Fen),  # of one
    Column("paid_amount", Fen),  # of the line
    Column("refund_status", Text),  # metrics.orders.RefundStatus
    upload_column(),
    sqlite_with_rowid=False,
)

refund = Table(
    "refund",
    metadata,
    store_column(),
    Column("refund_id", Text, primary_key=True),
    Column("order_id", Text),
    Column("item_id", Text),
    Column("sku", Text),
    Column("title", Text),
    Column("status", Text, nullable=False, server_default="unknown"),  # metrics.orders.RefundStatus
    Column("created_at", Moment),  # asked for
    Column("due_at", Moment),  # the platform decides without us after it
    Column("done_at", Moment),
    Column("done_day", Date),  # the store's own; empty unless money went back
    Column("amount", Fen),
    Column("paid_amount", Fen),  # what the buyer had paid
    Column("reason", Text),  # as chosen from the platform's list
    Column("is_return", Boolean),  # the goods come back
    Column("is_whole", Boolean),  # all of the money
    Column("is_shipped", Boolean),  # asked for after dispatch
    upload_column(),
    sqlite_with_rowid=False,
)
Index("ix_refund_store_id_done_day", refund.c.store_id, refund.c.done_day)
Index("ix_refund_store_id_status", refund.c.store_id, refund.c.status)

product_sale_day = Table(  # roll-up of the lines of paid orders
    "product_sale_day",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    key("item_id"),
    key("sku"),
    Column("paid_items", BigInteger),
    Column("paid_amount", Fen),
    Column("paid_orders", BigInteger),
    sqlite_with_rowid=False,
)
