"""Answers to reviews: templates with placeholders, checked when written, filled in when used."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from metrics.mistakes import Mistake
from metrics.reviews import Review, ReviewTopic
from metrics.topics import is_chinese, opinion

LONGEST = 500  # characters: what the platforms take as a reply
MOST = 6  # templates of a topic
NEW = "new"  # in place of a template's mark: one more
BLANK = "___"  # for what is not known: to be filled in by hand
NAMES: Mapping[str, tuple[str, ...]] = {  # of each placeholder; the first is ours, the second Chinese
    "product": ("product", "商品", "宝贝"),
    "variant": ("variant", "规格"),
    "days": ("days", "天数"),
    "ordered": ("ordered", "下单日"),
    "store": ("store", "店铺"),
}
FIELD = re.compile(r"\{([^{}]*)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")  # left out as a whole where a placeholder in it is not known


@dataclass(frozen=True)
class Drawer:
    """The answers of one topic in one language; `usual` hold where the store has none of its own."""

    language: str
    topic: ReviewTopic
    usual: Sequence[str]


@dataclass(frozen=True)
class Draft:
    """An answer to copy; the `number`th (from 1) of `count`."""

    text: str
    number: int
    count: int


def checked(text: str) -> str:
    """A template as it is kept, its placeholders under our names.

    Raises Mistake("no_answer_text"), Mistake("answer_too_long"), Mistake("unknown_placeholder"),
    Mistake("broken_placeholder").
    """
    body = text.strip()
    if not body:
        raise Mistake("no_answer_text")
    if len(body) > LONGEST:
        raise Mistake("answer_too_long", most=LONGEST)
    for given in FIELD.findall(body):
        if _known(given) is None:
            raise Mistake("unknown_placeholder", given=f"{{{given}}}", known=known_placeholders(body))
    if set("{}") & set(FIELD.sub("", body)):
        raise Mistake("broken_placeholder", like=known_placeholders(body)[0])
    return FIELD.sub(lambda found: f"{{{_known(found[1])}}}", body)


def known_placeholders(body: str) -> tuple[str, ...]:
    """All that can be filled in, in the language of the text."""
    place = 1 if is_chinese(body) else 0
    return tuple(f"{{{names[place]}}}" for names in NAMES.values())


def _known(given: str) -> str | None:
    name = given.strip().casefold()
    return next((ours for ours, names in NAMES.items() if name in names), None)


def as_written(template: str, language: str) -> str:
    """With the placeholders in the writer's language."""
    place = 1 if language == "zh" else 0
    return FIELD.sub(lambda found: f"{{{NAMES[found[1]][place]}}}", template)


def filled(template: str, facts: Mapping[str, str | None]) -> str:
    """The answer; what is not known is left out with its bracket, or leaves a blank."""

    def part(found: re.Match[str]) -> str:
        names = FIELD.findall(found[1])
        if not names:
            return found[0]
        return found[1] if all(facts.get(name) for name in names) else ""

    return FIELD.sub(lambda found: facts.get(found[1]) or BLANK, OPTIONAL.sub(part, template))


def mark_of(template: str) -> str:
    """Stands for a template in a button: changed meanwhile, it is another."""
    return sha256(template.encode()).hexdigest()[:8]


def language_for(review: Review, usual: str) -> str:
    """The buyer's language; the store's where nothing was written."""
    if not review.words.strip():
        return usual
    return "zh" if is_chinese(review.words) else "en"


def choices(review: Review, templates: Mapping[ReviewTopic, Sequence[str]]) -> tuple[str, ...]:
    """The templates that suit a review: those of its topics, the surest first, then the general ones."""
    topics = (*opinion(review.words).topics, ReviewTopic.UNDECIDED)
    return tuple(dict.fromkeys(one for topic in topics for one in templates.get(topic, ())))


def drafted(found: Sequence[str], number: int, facts: Mapping[str, str | None]) -> Draft:
    """The `number`th draft (from 1); after the last comes the first again."""
    place = (number - 1) % len(found)
    return Draft(filled(found[place], facts), place + 1, len(found))
