"""The files people send."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Moment
from storage.tables.parts import Id, id_column, metadata, store_column

upload = Table(
    "upload",
    metadata,
    id_column(),
    store_column(key=False),
    Column("chat_id", Id, ForeignKey("chat.id")),  # empty for the command line
    Column("message_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text),
    Column("state", Text, nullable=False),  # metrics.uploads.UploadState
    Column("claimed_by", Text),
    Column("claimed_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("received_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("format", Text),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("rows_new", Integer),
    Column("rows_changed", Integer),
    Column("rows_unchanged", Integer),
    Column("rows_rejected", Integer),
    Column("refusal", Text),  # the Mistake's reason
    Column("cleared_by", Text),  # who said that it is right though it looks wrong
    Column("album", Text),  # Telegram's name for files sent as one
    Column("group_id", Id),  # the first of the files sent together; a single file is its own
    Column("said", Text),  # its lines in a receipt that several files share, HTML
    Column("ended_by", Text),  # who took it back or discarded it
    Column("ended_at", Moment),
    UniqueConstraint("chat_id", "message_id"),
)
Index("ix_upload_waiting", upload.c.state, upload.c.claimed_until)
Index("ix_upload_group_id", upload.c.group_id)
Index("ix_upload_store_received", upload.c.store_id, upload.c.received_at)
Index("ix_upload_store_format", upload.c.store_id, upload.c.format, upload.c.last_day)

layer = Table(  # what an upload said, so that another one can be taken from above it, or it from below
    "layer",
    metadata,
    Column("upload_id", Id, ForeignKey("upload.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    store_column(key=False),
    Column("kind", Text, nullable=False),  # metrics.tables.Kind
    Column("columns", Text, nullable=False),  # with commas between them
    Column("rows", LargeBinary, nullable=False),  # metrics.packed
    Column("first_day", Date),
    Column("last_day", Date),
    Index("ix_layer_store_kind_first_day", "store_id", "kind", "first_day"),
)
