"""What falls due, what is sent, and who may do it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from storage.columns import Moment
from storage.tables.parts import Id, id_column, metadata, store_column

brief = Table(  # one row a store and day: claimed before it is made, marked when it is handed to the outbox
    "brief",
    metadata,
    store_column(),
    Column("day", Date, primary_key=True),  # the day it tells about
    Column("state", Text, nullable=False),  # metrics.brief.State
    Column("next_at", Moment, nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("partial", Boolean, nullable=False, server_default="0"),
    Column(
        "missing", Text, nullable=False, server_default=""
    ),  # formats it went out without, comma-separated
    Column("sent_at", Moment),
    Index("ix_brief_state_next_at", "state", "next_at"),
)

check = Table(  # the other clockwork of a store: the next moment each check is due
    "check_due",
    metadata,
    store_column(),
    Column("name", Text, primary_key=True),  # ads, reviews
    Column("next_at", Moment, nullable=False),
)

outbox = Table(  # the one way out: what is to be sent, in order per chat
    "outbox",
    metadata,
    id_column(),
    Column("chat_id", Id, ForeignKey("chat.id"), nullable=False),
    Column("store_id", Id, ForeignKey("store.id")),
    Column("thread_id", BigInteger),
    Column("kind", Text, nullable=False),  # post, edit, reaction
    Column("topic", Text, nullable=False, server_default=""),  # what an answer to it is about
    Column("dedupe", Text, unique=True),  # the same thing is never put out twice
    Column("message_id", BigInteger),  # what is edited, reacted or replied to
    Column("body", Text, nullable=False),  # JSON: text, buttons, chart …
    Column("attachment", LargeBinary),  # a document's bytes
    Column("state", Text, nullable=False),  # queued, sending, sent, failed
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("sent_message_id", BigInteger),
    Column("error", Text),
    Index("ix_outbox_state_not_before", "state", "not_before"),
    Index("ix_outbox_chat_id_sent_message_id", "chat_id", "sent_message_id"),
    Index(
        "ix_outbox_under_way",
        "chat_id",
        "id",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
)

drawn = Table(  # pictures Telegram already has: drawn and uploaded once, then sent by file_id
    "drawn",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("bot_id", BigInteger, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

lease = Table(  # which process does what only one may do (sending)
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

kept = Table(  # small things to remember across restarts, e.g. the last confirmed update
    "kept",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
