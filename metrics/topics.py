"""What a review complains of, and what it praises, told by readable lists of words (metrics.topic_words)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from metrics import topic_words as words
from metrics.reviews import ReviewTopic
from metrics.topic_words import Vocabulary, Words

SURE, LIKELY, HINT = 0.9, 0.65, 0.35
DECIDED = 0.6  # less sure than this is not said
BEFORE = 14  # characters in front of a word in which it may be denied
ENDS = re.compile(r"[，。！？；、,!?;~～…\n]+|\.(?=\s|$)|——|–|\s-\s")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Opinion:
    """What a review complains of and praises, each with how sure that is (over DECIDED, up to 1)."""

    complaints: Mapping[ReviewTopic, float]
    praises: Mapping[ReviewTopic, float]

    @property
    def topics(self) -> tuple[ReviewTopic, ...]:
        """What is complained of, the surest first; UNDECIDED where nothing is sure enough."""
        found = sorted(self.complaints, key=lambda topic: (-self.complaints[topic], topic))
        return tuple(found) or (ReviewTopic.UNDECIDED,)


@dataclass(frozen=True)
class Hit:
    """A word that speaks for a topic."""

    topic: ReviewTopic
    weight: float
    is_complaint: bool


def opinion(text: str) -> Opinion:
    """All that is said, with all hints of a topic taken together."""
    complaints: dict[ReviewTopic, float] = {}
    praises: dict[ReviewTopic, float] = {}
    for clause in clauses(text):
        for hit in hits(clause):
            found = complaints if hit.is_complaint else praises
            found[hit.topic] = 1 - (1 - found.get(hit.topic, 0.0)) * (1 - hit.weight)
    return Opinion(sure_ones(complaints), sure_ones(praises))


def sure_ones(found: Mapping[ReviewTopic, float]) -> dict[ReviewTopic, float]:
    return {topic: round(found[topic], 2) for topic in ReviewTopic if found.get(topic, 0.0) >= DECIDED}


def is_chinese(text: str) -> bool:
    return CHINESE.search(text) is not None


def clauses(text: str) -> Iterator[str]:
    """The parts that say one thing each: between marks, and before and after a `but`."""
    language = of(is_chinese(text))
    for part in ENDS.split(text.lower().replace("’", "'")):
        for clause in language.turns.split(part):
            if clause.strip():
                yield clause


def hits(clause: str) -> Iterator[Hit]:
    """What one clause says; what is denied ("没有色差", "not too small") or only feared is no complaint."""
    language = of(is_chinese(clause))
    if language.merely.search(clause):
        return
    for topic, patterns in language.topics.items():
        for weight, is_complaint in heard(clause, patterns, language):
            yield Hit(topic, weight, is_complaint)


def heard(clause: str, patterns: "Patterns", language: "Language") -> Iterator[tuple[float, bool]]:
    """(weight, is a complaint): the strongest word of each sort, or a thing with what is said of it."""
    for pattern, weight in ((patterns.sure, SURE), (patterns.likely, HINT)):
        found = [match.start() for match in pattern.finditer(clause)] if pattern else []
        if any(not denied(clause, start, language) for start in found):
            yield weight, True
        elif found:
            yield weight, False
    praised = patterns.praise.search(clause) if patterns.praise else None
    if praised and not denied(clause, praised.start(), language):
        yield SURE, False
    if patterns.things and patterns.things.search(clause):
        yield from said_of(clause, patterns, language)


def said_of(clause: str, patterns: "Patterns", language: "Language") -> Iterator[tuple[float, bool]]:
    """What is said of a thing in the same clause."""
    for own, general, is_bad in ((patterns.bad, language.bad, True), (patterns.good, language.good, False)):
        for pattern in (own, general):
            match = pattern.search(clause) if pattern else None
            if match:
                yield LIKELY, is_bad is not denied(clause, match.start(), language)
                break


def denied(clause: str, start: int, language: "Language") -> bool:
    return language.no.search(clause[max(0, start - BEFORE) : start]) is not None


# --------------------------------------------------------------------------------------- the lists, compiled


@dataclass(frozen=True)
class Patterns:
    sure: re.Pattern[str] | None
    likely: re.Pattern[str] | None
    things: re.Pattern[str] | None
    bad: re.Pattern[str] | None
    good: re.Pattern[str] | None
    praise: re.Pattern[str] | None


@dataclass(frozen=True)
class Language:
    topics: Mapping[ReviewTopic, Patterns]
    bad: re.Pattern[str]
    good: re.Pattern[str]
    no: re.Pattern[str]  # at the end of what stands in front of a word
    merely: re.Pattern[str]
    turns: re.Pattern[str]


@cache
def of(chinese: bool) -> Language:
    if chinese:
        return language(
            words.ZH, words.ZH_BAD, words.ZH_GOOD, words.ZH_NOT, words.ZH_MERELY, words.ZH_TURNS, ""
        )
    return language(
        words.EN, words.EN_BAD, words.EN_GOOD, words.EN_NOT, words.EN_MERELY, words.EN_TURNS, r"\b"
    )


def language(
    topics: Mapping[ReviewTopic, Vocabulary],
    bad: Words,
    good: Words,
    no: str,
    merely: str,
    turns: str,
    edge: str,
) -> Language:
    """`edge` is what stands around a word: nothing in Chinese."""

    def compiled(patterns: Words) -> re.Pattern[str] | None:
        return re.compile(f"{edge}(?:{'|'.join(patterns)}){edge}") if patterns else None

    def one(patterns: str, end: str = "") -> re.Pattern[str]:
        return re.compile(f"{edge}(?:{patterns}){edge}{end}")

    return Language(
        topics={
            topic: Patterns(**{name: compiled(getattr(found, name)) for name in Patterns.__annotations__})
            for topic, found in topics.items()
        },
        bad=one("|".join(bad)),
        good=one("|".join(good)),
        no=re.compile(f"(?:(?<![a-z])(?:{no})|n't)\\s*$"),
        merely=one(merely),
        turns=one(turns),
    )
