"""Settings, own days off, drafts of targets, figures said in the chat, and what a brief went out without."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def of_store(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f(f"fk_{table}_store_id"))


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        of_store("setting"),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_setting")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        of_store("calendar_day"),
        sa.PrimaryKeyConstraint("store_id", "day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "target_draft",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        of_store("target_draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_draft")),
    )
    op.create_table(
        "sales_reading",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        of_store("sales_reading"),
        sa.PrimaryKeyConstraint("store_id", "at", name=op.f("pk_sales_reading")),
    )
    op.create_index("ix_sales_reading_store_id_day", "sales_reading", ["store_id", "day"])
    op.add_column("brief", sa.Column("missing", sa.Text(), server_default="", nullable=False))
