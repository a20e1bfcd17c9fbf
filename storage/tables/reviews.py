"""What buyers wrote, and what the team did about it."""

from sqlalchemy import Column, Index, Integer, Table, Text

from storage.columns import Moment
from storage.tables.parts import metadata, store_column, upload_column

review = Table(
    "review",
    metadata,
    store_column(),
    Column("review_key", Text, primary_key=True),  # the platform's id, else a hash of what was written
    Column("posted_at", Moment, nullable=False),
    Column("platform", Text),
    Column("order_id", Text),
    Column("item_id", Text),
    Column("product", Text),
    Column("variant", Text),
    Column("stars", Integer),
    Column("grade", Text, nullable=False),  # good, neutral, bad
    Column("body", Text, nullable=False, server_default=""),
    Column("follow_up", Text),
    Column("reply", Text),
    upload_column(),
    Index("ix_review_store_grade_posted_at", "store_id", "grade", "posted_at"),
)

review_case = Table(  # what the team did about a review; stays when the review is uploaded again
    "review_case",
    metadata,
    store_column(),
    Column("review_key", Text, primary_key=True),
    Column("first_told_at", Moment),
    Column("last_told_at", Moment),
    Column("taken_by", Text),
    Column("taken_at", Moment),
    Column("solved_at", Moment),
    Column("solved_by", Text),
    Column("muted_until", Moment),
    Column("muted_by", Text),
)
