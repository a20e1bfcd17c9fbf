"""Alerts live on cards that are edited in place, with what happened to them, mutes and tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)


def of_store(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f(f"fk_{table}_store_id"))


def upgrade() -> None:
    op.create_table(
        "alert_card",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        of_store("alert_card"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_card")),
    )
    with op.batch_alter_table("alert") as table:
        table.add_column(sa.Column("reason", sa.Text(), server_default="new", nullable=False))
        table.add_column(sa.Column("version", sa.Integer(), server_default="0", nullable=False))
        table.add_column(sa.Column("told_at", Moment, nullable=True))
        table.add_column(sa.Column("card_id", Id, nullable=True))
        table.add_column(sa.Column("is_critical", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.add_column(sa.Column("of_day", sa.Date(), nullable=True))
        table.add_column(sa.Column("taken_until", Moment, nullable=True))
        table.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("person_id", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("fine_since", Moment, nullable=True))
        table.add_column(sa.Column("noticed", sa.Integer(), server_default="0", nullable=False))
        table.drop_column("last_sent_day")
        table.create_foreign_key(op.f("fk_alert_card_id"), "alert_card", ["card_id"], ["id"])
    # cards of the time before cannot be edited: what is still open is told anew, on a card that can
    op.execute("UPDATE alert SET state = 'ended', ended_at = opened_at WHERE ended_at IS NULL")
    op.create_index("ix_alert_card_id", "alert", ["card_id"])
    running = sa.text("ended_at IS NULL")
    op.create_index("ix_alert_running", "alert", ["store_id"], sqlite_where=running, postgresql_where=running)
    op.create_table(
        "alert_event",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("alert_id", Id, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_event_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_event")),
    )
    op.create_index("ix_alert_event_alert_id", "alert_event", ["alert_id"])
    op.create_table(
        "mute",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("until", Moment, nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        of_store("mute"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mute")),
    )
    op.create_index("ix_mute_store_id", "mute", ["store_id"])
    op.create_table(
        "task",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("store_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("alert_id", Id, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("done_at", Moment, nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        of_store("task"),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_task_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index("ix_task_store_id_done_at", "task", ["store_id", "done_at"])
