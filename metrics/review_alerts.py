"""Several complaints of one kind about one product within days: something is wrong with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from metrics.alerts import Finding, Level, Rule
from metrics.reviews import Review, ReviewTopic
from metrics.rules import Rules
from metrics.topics import opinion

WITHIN = timedelta(days=7)
RULES = frozenset({Rule.REVIEW_TOPIC})
TOLD = 3  # reviews on the card, the newest
WORDS = 120  # characters of each: the card shortens them to its lines


def judge(
    complaints: Iterable[Review], now: datetime, rules: Rules, listed: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Fires at `review_topic_count` of one topic and product, is over with fewer than one less.

    What cannot be told to be about anything makes no alert; an answer does not undo what was wrong. The
    reviews that the newest card of reviews tells (their keys, `listed`) are not quoted once more.
    """
    found: dict[tuple[str, ReviewTopic], list[Review]] = defaultdict(list)
    for review in complaints:
        if review.item and now - WITHIN <= review.posted_at < now:
            for topic in opinion(review.words).topics:
                found[review.item, topic].append(review)
    return tuple(
        finding(item, topic, reviews, rules, listed)
        for (item, topic), reviews in sorted(found.items())
        if topic is not ReviewTopic.UNDECIDED and len(reviews) >= rules.review_topic_count - 1
    )


def finding(
    item: str, topic: ReviewTopic, reviews: list[Review], rules: Rules, listed: Collection[str]
) -> Finding:
    """The facts are what the card needs."""
    newest = sorted(reviews, key=lambda one: (one.posted_at, one.key), reverse=True)
    facts = {
        "product": next((one.product for one in newest if one.product), item),
        "topic": str(topic),
        "count": str(len(newest)),
    }
    quoted = [one.words[:WORDS] for one in newest[:TOLD] if one.key not in listed]
    texts = {f"text{number}": words for number, words in enumerate(quoted, 1)}
    level = Level.FIRING if len(newest) >= rules.review_topic_count else Level.BETWEEN
    return Finding(Rule.REVIEW_TOPIC, f"{item}|{topic}", facts | texts, level)
