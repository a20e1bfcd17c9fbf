"""What people plan and watch by hand: campaigns, and the same item at rivals'."""

from sqlalchemy import Column, Date, Float, Table, Text

from storage.columns import Fen
from storage.tables.parts import Id, key, metadata, store_column, upload_column

campaign = Table(
    "campaign",
    metadata,
    store_column(),
    Column("first_day", Date, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("kind", Text, nullable=False, server_default="other"),  # metrics.campaigns.CampaignKind
    Column("enrol_by", Date),
    Column("planned_revenue", Fen),
    Column("planned_uplift", Float),  # fraction above an ordinary day
    Column("budget", Fen),
    Column("note", Text),
    Column("upload_id", Id, nullable=False, server_default="0"),  # 0: planned by hand
    sqlite_with_rowid=False,
)

rival_price = Table(  # the same item in another shop
    "rival_price",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),
    Column("item_id", Text, primary_key=True),  # ours
    Column("shop", Text, primary_key=True),
    key("link"),
    Column("price", Fen, nullable=False),
    Column("own_price", Fen),
    Column("note", Text),
    upload_column(),
    sqlite_with_rowid=False,
)
