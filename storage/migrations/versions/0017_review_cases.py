"""Reviews know their shop; a bad one is a case with its stages; a store has its own answers."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0018"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)
WAITING = "first_told_at IS NOT NULL AND answered_at IS NULL AND solved_at IS NULL"
MOMENTS = ("drafted_at", "answered_at", "escalated_at", "reopened_at")
WORDS = ("drafted_by", "answered_by", "seen_reply", "seen_follow_up")


def upgrade() -> None:
    op.add_column("review", sa.Column("shop", sa.Text(), nullable=True))
    for name in ("version", "draft"):
        op.add_column("review_case", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("review_case", sa.Column("taken_by_id", sa.BigInteger(), nullable=True))
    for name in MOMENTS:
        op.add_column("review_case", sa.Column(name, Moment, nullable=True))
    for name in WORDS:
        op.add_column("review_case", sa.Column(name, sa.Text(), nullable=True))
    # what was told a second time was overdue then, and need not be told so again
    op.execute("UPDATE review_case SET escalated_at = last_told_at WHERE last_told_at > first_told_at")
    # what the buyer had added when somebody solved it does not open it again
    for column, source in (("seen_follow_up", "follow_up"), ("seen_reply", "reply")):
        op.execute(
            f"UPDATE review_case SET {column} = (SELECT review.{source} FROM review"
            " WHERE review.store_id = review_case.store_id"
            " AND review.review_key = review_case.review_key) WHERE solved_at IS NOT NULL"
        )
    op.create_index(
        "ix_review_case_waiting",
        "review_case",
        ["store_id"],
        sqlite_where=sa.text(WAITING),
        postgresql_where=sa.text(WAITING),
    )
    op.create_table(
        "answer_template",
        sa.Column("store_id", Id, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_answer_template_store_id")),
        sa.PrimaryKeyConstraint(
            "store_id", "language", "topic", "number", name=op.f("pk_answer_template")
        ),
    )
