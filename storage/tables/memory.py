"""What was learned afterwards: figures before and after somebody acted, and thresholds proposed."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import Moment
from storage.tables.parts import Id, id_column, metadata, store_column

follow_up = Table(  # one reading, days after an alert was solved or a task done
    "follow_up",
    metadata,
    id_column(),
    store_column(key=False),
    Column("alert_id", Id, ForeignKey("alert.id")),
    Column("task_id", Id, ForeignKey("task.id")),
    Column("step", Integer, nullable=False),  # metrics.aftermath.STEPS
    Column("due_day", Date, nullable=False),
    Column("done_at", Moment, nullable=False),
    Column("facts", Text, nullable=False),  # JSON of metrics.aftermath.Reading; {} where nothing is known
    UniqueConstraint("alert_id", "step", "due_day"),
    UniqueConstraint("task_id", "step", "due_day"),
    Index("ix_follow_up_store_id", "store_id"),
)

proposal = Table(  # another threshold for a rule that was too noisy
    "proposal",
    metadata,
    id_column(),
    store_column(key=False),
    Column("day", Date, nullable=False),
    Column("rule", Text, nullable=False),  # metrics.alerts.Rule
    Column("name", Text, nullable=False),  # a field of metrics.rules.Rules
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("facts", Text, nullable=False),  # JSON of metrics.noise.Proposal
    Column("made_at", Moment, nullable=False),
    Column("answer", Text),  # metrics.noise.Answer
    Column("person", Text),
    Column("answered_at", Moment),
    UniqueConstraint("store_id", "day"),
)
