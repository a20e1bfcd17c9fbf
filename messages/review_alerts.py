"""What alerts about reviews say: what several buyers of one product complain of, and what to do."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from messages.review_topics import TODO_SENTENCES, topic_name
from messages.texts import NARROW, Texts, cells, shorten
from metrics.alerts import Finding, Rule
from metrics.reviews import ReviewTopic

Lines = tuple[str | None, ...]
QUOTE = NARROW - 4
LISTED = 6  # cells that a list of alerts puts in front of a card's first line


def review_topic(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    topic = ReviewTopic(facts["topic"])
    said = (facts.get(f"text{number}") for number in (1, 2, 3))
    values = {"count": facts["count"], "topic": topic_name(topic, texts)}
    room = NARROW - LISTED - cells(texts.t("{count}× {topic}: {product}", **values, product=""))
    short, whole = shorten(facts["product"], room), shorten(facts["product"], NARROW)
    head = texts.t("{count}× {topic}: {product}", **values, product=short)
    return (
        Markup("<b>{}</b>").format(head),
        whole if whole != short else None,
        texts.t("bad reviews of 7 days"),
        *(texts.t("“{text}”", text=shorten(text, QUOTE)) for text in said if text),
        texts.t(TODO_SENTENCES[topic]),
    )


CARDS: Mapping[Rule, Callable[[Finding, Texts], Lines]] = {Rule.REVIEW_TOPIC: review_topic}
