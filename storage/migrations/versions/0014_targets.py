"""Who set a target by hand, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("target_day", sa.Column("set_by_name", sa.Text(), nullable=True))
    op.add_column("target_day", sa.Column("set_at", sa.DateTime(timezone=True), nullable=True))
