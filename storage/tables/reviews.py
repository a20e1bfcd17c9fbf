"""What buyers wrote, what the team did about it, and the store's own answers to choose from."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from storage.columns import Moment
from storage.tables.parts import metadata, store_column, upload_column

review = Table(
    "review",
    metadata,
    store_column(),
    Column("review_key", Text, primary_key=True),  # the platform's id, else a hash of what was written
    Column("posted_at", Moment, nullable=False),
    Column("platform", Text),
    Column("shop", Text),  # as the file names it: ours, or a rival's whose reviews were collected
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
    Column("version", Integer, nullable=False, server_default="0"),  # grows with every change people can see
    Column("taken_by_id", BigInteger),
    Column("drafted_at", Moment),
    Column("drafted_by", Text),
    Column("draft", Integer, nullable=False, server_default="0"),  # how many drafts have been looked at
    Column("answered_at", Moment),
    Column("answered_by", Text),  # empty: the answer was found in a file
    Column("escalated_at", Moment),
    Column("reopened_at", Moment),  # when the buyer added to it, or somebody opened it again
    Column("seen_reply", Text),  # ours, as it was when it was last answered, closed or opened again
    Column("seen_follow_up", Text),  # the buyer's
    Index(
        "ix_review_case_waiting",
        "store_id",
        sqlite_where=text("first_told_at IS NOT NULL AND answered_at IS NULL AND solved_at IS NULL"),
        postgresql_where=text("first_told_at IS NOT NULL AND answered_at IS NULL AND solved_at IS NULL"),
    ),
)

answer_template = Table(  # a store's own answers; a topic without any has the usual ones
    "answer_template",
    metadata,
    store_column(),
    Column("language", Text, primary_key=True),  # of the buyer: zh, en
    Column("topic", Text, primary_key=True),  # metrics.reviews.ReviewTopic
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
