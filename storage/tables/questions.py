"""Tables nobody knew: what is being asked about them, and what a team has said."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from storage.columns import Moment
from storage.tables.parts import Id, metadata, store_column

question = Table(  # about an upload that waits for answers
    "question",
    metadata,
    Column("upload_id", Id, ForeignKey("upload.id"), primary_key=True),
    store_column(key=False),
    Column("asked", Text, nullable=False),  # JSON of metrics.questions.AskedTable
    Column("kind", Text),  # metrics.questions.RowKind, once it is said
    Column("columns", Text, nullable=False),  # JSON: field → place of its column, as far as it is said
)

learned = Table(
    "learned",
    metadata,
    store_column(),
    Column("fingerprint", Text, primary_key=True),  # of the header
    Column("kind", Text, nullable=False),
    Column("columns", Text, nullable=False),  # JSON: field → header
    Column("file_name", Text, nullable=False),  # of the file it was learned from
    Column("taught_by", BigInteger, nullable=False),
    Column("taught_name", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
