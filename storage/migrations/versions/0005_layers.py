"""What each upload said, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("upload", sa.Column("cleared_by", sa.Text(), nullable=True))
    op.add_column("upload", sa.Column("ended_by", sa.Text(), nullable=True))
    op.add_column("upload", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "layer",
        sa.Column("upload_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_layer_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_layer_upload_id")),
        sa.PrimaryKeyConstraint("upload_id", "place", name=op.f("pk_layer")),
    )
    op.create_index("ix_layer_store_kind_first_day", "layer", ["store_id", "kind", "first_day"], unique=False)
