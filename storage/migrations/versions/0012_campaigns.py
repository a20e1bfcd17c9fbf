"""Campaigns that people plan by hand come from no file."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("campaign", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.drop_constraint("fk_campaign_upload_id", type_="foreignkey")
        table.alter_column("upload_id", existing_type=Id, existing_nullable=False, server_default="0")
