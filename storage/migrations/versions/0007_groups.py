"""Files that were sent together."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("upload", sa.Column("album", sa.Text(), nullable=True))
    op.add_column("upload", sa.Column("group_id", Id, nullable=True))
    op.add_column("upload", sa.Column("said", sa.Text(), nullable=True))
    op.execute("UPDATE upload SET group_id = id")
    op.create_index("ix_upload_group_id", "upload", ["group_id"], unique=False)
