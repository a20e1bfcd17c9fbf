"""Alerts, their cards, what happened to them, what is muted, who stands in for whom, what came of it."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, false, text

from storage.columns import Moment
from storage.tables.parts import Id, id_column, metadata, store_column

alert_card = Table(  # one message: the alerts of a topic that were found together
    "alert_card",
    metadata,
    id_column(),
    store_column(key=False),
    Column("topic", Text, nullable=False),  # metrics.alerts.Topic
    Column("made_at", Moment, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    id_column(),
    store_column(key=False),
    Column("rule", Text, nullable=False),  # metrics.alerts.Rule
    Column("subject", Text, nullable=False),  # a channel, an item …; "" is the store
    Column("state", Text, nullable=False),  # metrics.alerts.Status
    Column(
        "reason", Text, nullable=False, server_default="new"
    ),  # of the last decision: metrics.alerts.Reason
    Column("version", Integer, nullable=False, server_default="0"),  # grows with every change people can see
    Column("opened_at", Moment, nullable=False),
    Column("told_at", Moment),  # empty until its card is in the outbox
    Column("card_id", Id, ForeignKey("alert_card.id")),
    Column("is_critical", Boolean, nullable=False, server_default=false()),
    Column("of_day", Date),  # the day its figures are about
    Column("taken_until", Moment),
    Column("muted_until", Moment),
    Column("closed_on", Date),  # of_day when somebody solved or dismissed it
    Column("person", Text),  # who took, muted or closed it
    Column("person_id", BigInteger),
    Column("fine_since", Moment),
    Column("ended_at", Moment),
    Column("noticed", Integer, nullable=False, server_default="0"),  # 1: its owner was told, 2: the manager
    Column("open_since", Moment),  # when it became nobody's again; empty: when it was told
    Column("facts", Text, nullable=False),  # JSON of metrics.alerts.Finding.facts
    Index("ix_alert_store_rule_subject", "store_id", "rule", "subject"),
    Index(
        "ix_alert_running",
        "store_id",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index("ix_alert_card_id", "card_id"),
)

alert_event = Table(  # what happened to an alert, in order
    "alert_event",
    metadata,
    id_column(),
    Column("alert_id", Id, ForeignKey("alert.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),  # metrics.alerts.Reason, or what somebody pressed
    Column("person", Text),
    Column("note", Text, nullable=False, server_default=""),
    Index("ix_alert_event_alert_id", "alert_id"),
)

absence = Table(  # who is away, and who stands in
    "absence",
    metadata,
    id_column(),
    store_column(key=False),
    Column("user_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("stand_in_id", BigInteger),  # empty: nobody
    Column("stand_in_name", Text),
    Column("made_at", Moment, nullable=False),
    Index("ix_absence_store_id_last_day", "store_id", "last_day"),
)

mute = Table(  # what people do not want to hear
    "mute",
    metadata,
    id_column(),
    store_column(key=False),
    Column("rule", Text),  # empty: all rules
    Column("subject", Text),  # empty: all of the rule's
    Column("until", Moment),  # empty: until the cause is gone
    Column("person", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_mute_store_id", "store_id"),
)

task = Table(  # what somebody has to do outside: the bot cannot change the platforms
    "task",
    metadata,
    id_column(),
    store_column(key=False),
    Column("kind", Text, nullable=False),  # metrics.tasks.TaskKind
    Column("alert_id", Id, ForeignKey("alert.id")),
    Column("facts", Text, nullable=False),  # JSON
    Column("made_by", BigInteger, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("owner_id", BigInteger),
    Column("owner_name", Text),
    Column("due_day", Date),
    Column("done_at", Moment),
    Column("done_by", Text),
    Index("ix_task_store_id_done_at", "store_id", "done_at"),
)
