"""A store's latest uploads by when they came."""

from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_upload_store_received", "upload", ["store_id", "received_at"], unique=False)
