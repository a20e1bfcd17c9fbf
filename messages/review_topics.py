"""What reviews speak about, by name, and what to do about it."""

from collections.abc import Iterable

from messages.texts import NARROW, Texts, cells
from metrics.reviews import ReviewTopic

TOPIC_NAMES = {
    ReviewTopic.QUALITY: "quality",
    ReviewTopic.SIZE: "size",
    ReviewTopic.COLOUR: "colour",
    ReviewTopic.LOGISTICS: "delivery",
    ReviewTopic.SERVICE: "service",
    ReviewTopic.PACKAGE: "packaging",
    ReviewTopic.PRICE: "price",
    ReviewTopic.AUTHENTICITY: "authenticity",
    ReviewTopic.MISSING: "missing parts",
    ReviewTopic.UNDECIDED: "undecided",
}
TODO_SENTENCES = {
    ReviewTopic.QUALITY: "Check the batch in stock.",
    ReviewTopic.SIZE: "Correct the size table.",
    ReviewTopic.COLOUR: "Retake the main pictures.",
    ReviewTopic.LOGISTICS: "Check dispatch and courier.",
    ReviewTopic.SERVICE: "Read these buyers' chats.",
    ReviewTopic.PACKAGE: "Pack it better today.",
    ReviewTopic.PRICE: "Look at recent price cuts.",
    ReviewTopic.AUTHENTICITY: "Check page and certificates.",
    ReviewTopic.MISSING: "Check the packing list.",
    ReviewTopic.UNDECIDED: "Read them: /reviews",
}


def topic_name(topic: ReviewTopic, texts: Texts) -> str:
    return str(texts.t(TOPIC_NAMES[topic]))


def names(topics: Iterable[ReviewTopic], texts: Texts, width: int = NARROW) -> str:
    """As many as fit into a line."""
    separator = "、" if texts.language == "zh" else ", "
    said = ""
    for topic in topics:
        longer = separator.join(part for part in (said, topic_name(topic, texts)) if part)
        if cells(longer) > width:
            break
        said = longer
    return said
