"""Rivals' prices as announced; their pictures, videos and discounts."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0019"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in ("picture", "video", "discount"):
        op.add_column("rival_day", sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "rival_announced",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_rival_announced_store_id")),
        sa.PrimaryKeyConstraint("store_id", "subject", "day", name=op.f("pk_rival_announced")),
        sqlite_with_rowid=False,
    )
