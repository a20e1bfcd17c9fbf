"""Questions about a store's own answers to reviews."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from metrics.reviews import ReviewTopic
from storage.tables import answer_template as table


def templates(session: Session, store_id: int, language: str) -> Mapping[ReviewTopic, tuple[str, ...]]:
    """By topic, in order; only topics with answers of the store's own."""
    query = select(table.c.topic, table.c.body).where(
        table.c.store_id == store_id, table.c.language == language
    )
    found: dict[ReviewTopic, list[str]] = defaultdict(list)
    for row in session.execute(query.order_by(table.c.topic, table.c.number)):
        found[ReviewTopic(row.topic)].append(row.body)
    return {topic: tuple(bodies) for topic, bodies in found.items()}


def replace(
    session: Session,
    store_id: int,
    language: str,
    topic: ReviewTopic,
    bodies: Sequence[str],
    person: str,
    now: datetime,
) -> None:
    """All of a topic's answers; none gives the usual ones back."""
    these = table.c.store_id == store_id, table.c.language == language, table.c.topic == str(topic)
    session.execute(delete(table).where(*these))
    for number, body in enumerate(bodies, 1):
        key = {"store_id": store_id, "language": language, "topic": str(topic), "number": number}
        session.execute(insert(table).values(**key, body=body, made_by=person, made_at=now))
