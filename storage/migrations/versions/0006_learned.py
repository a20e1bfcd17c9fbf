"""Tables that a team has explained."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("upload_id", Id, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_question_store_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_question_upload_id")),
        sa.PrimaryKeyConstraint("upload_id", name=op.f("pk_question")),
    )
    op.create_table(
        "learned",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("taught_by", sa.BigInteger(), nullable=False),
        sa.Column("taught_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_learned_store_id")),
        sa.PrimaryKeyConstraint("store_id", "fingerprint", name=op.f("pk_learned")),
    )
