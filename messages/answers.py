"""Answers to reviews: the usual ones, those of the store, and a draft to copy."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from messages.post import Button, Post
from messages.review_topics import topic_name
from messages.texts import Texts, lines, shorten
from metrics.answers import MOST, NEW, Draft, as_written, choices, drafted, language_for, mark_of
from metrics.reviews import ReviewCase, ReviewTopic
from metrics.stores import Store

ASKS = "answers"  # a reply to the question is a template
PRODUCT = 40  # cells of a product's name in an answer
TOPICS_IN_A_ROW = 2
MISTAKES = {
    "no_answer_text": "I found no text. Reply with the answer as buyers should read it.",
    "answer_too_long": "That is too long: platforms take {most} characters at most.",
    "unknown_placeholder": "I do not know {given}, so I have kept nothing. What I can fill in: {known}",
    "broken_placeholder": "A curly bracket has lost its partner: I have kept nothing. Write it like {like}.",
    "too_many_answers": "A topic has {most} answers at most. Change one of them, or remove one first.",
}
USUAL_SENTENCES: Mapping[ReviewTopic, tuple[str, ...]] = {
    ReviewTopic.QUALITY: (
        "We are sorry that {product}[ ({variant})] let you down. It should not. Please write to us in the "
        "chat: we replace it or give your money back, and the shipping is on us.",
        "Thank you for telling us so openly.[ You ordered {days} days ago.] Please send us a photo in the "
        "chat, and we settle it today. We are checking the rest of this batch as well.",
    ),
    ReviewTopic.SIZE: (
        "We are sorry that the size of {product}[ ({variant})] does not fit. Tell us your measurements in "
        "the chat, and we exchange it and pay the shipping both ways.",
        "Thank you for the hint about the size. We are correcting our size table so that nobody else is "
        "misled, and gladly exchange yours free of charge.",
    ),
    ReviewTopic.COLOUR: (
        "We are sorry that the colour of {product}[ ({variant})] differs from the pictures. Screens show "
        "colours differently, but that is no comfort: send it back at our cost, or choose another one.",
        "Thank you for pointing out the colour. We are taking the pictures anew in daylight. If you would "
        "rather not keep it, write to us in the chat and we take it back.",
    ),
    ReviewTopic.LOGISTICS: (
        "We are sorry that you had to wait so long.[ Your order is of {ordered}.] We have taken it up with "
        "the courier. Please write to us in the chat if anything is still missing.",
        "You are right, that took too long. We are checking where your parcel lay, and ship your next order "
        "first. Write to us in the chat, and we make up for it.",
    ),
    ReviewTopic.SERVICE: (
        "We are sorry that we let you wait and did not help. That is not how we want to treat anybody. "
        "Please write to us once more: the head of our team answers you personally.",
        "Thank you for your honest words. We have read the conversation and talked about it in the team. "
        "What you asked for is being settled now; please look into the chat.",
    ),
    ReviewTopic.PACKAGE: (
        "We are sorry that {product} reached you damaged. Please send us a photo of the parcel in the chat: "
        "we send a new one at once, and you need not return anything.",
        "Thank you for the hint. We have changed how {product} is packed, with more padding. For yours we "
        "send a replacement or give the money back, as you like.",
    ),
    ReviewTopic.PRICE: (
        "We understand that this is annoying. Please write to us in the chat with your order number: we "
        "check whether the difference can be refunded.",
        "Thank you for your opinion on the price. Our prices change with the platform's campaigns. Write to "
        "us, and we look for a fair solution together.",
    ),
    ReviewTopic.AUTHENTICITY: (
        "We only sell genuine goods, and show you the papers gladly. Please write to us in the chat. If "
        "{product} is not what was described, you get all your money back.",
        "We take this seriously. Please send us photos of {product}[ ({variant})] in the chat: we check them "
        "with the supplier today and tell you what we find.",
    ),
    ReviewTopic.MISSING: (
        "We are sorry that something was missing in your parcel. Tell us in the chat what it was: we send "
        "it today, at our cost.",
        "That was a mistake in our packing. Please tell us what is missing from {product}[ ({variant})], and "
        "it is on its way today.",
    ),
    ReviewTopic.UNDECIDED: (
        "We are sorry that you are not content with {product}. Please tell us in the chat what went wrong: "
        "we will find a solution for you.",
        "Thank you for your review. We would like to do better: please write to us in the chat, {store} "
        "takes care of it in person.",
    ),
}


def usual(language: str, topic: ReviewTopic) -> tuple[str, ...]:
    """The templates of a topic that everybody starts with."""
    same = {name: f"{{{name}}}" for name in ("product", "variant", "days", "ordered", "store")}
    texts = Texts(language)
    return tuple(texts.t(sentence, **same).unescape() for sentence in USUAL_SENTENCES[topic])


def draft_of(
    one: ReviewCase, own: Mapping[ReviewTopic, Sequence[str]], store: Store, texts: Texts, days: int | None
) -> Draft:
    """The draft that the case is at, in the buyer's language; `days` since the order."""
    review, language = one.review, language_for(one.review, store.language)
    buyers = Texts(language, texts.zone)
    known = {topic: own.get(topic) or usual(language, topic) for topic in ReviewTopic}
    ordered = review.ordered_at
    facts = {
        "product": shorten(review.product, PRODUCT) or str(buyers.t("what you bought")),
        "variant": shorten(review.variant, PRODUCT) or None,
        "days": None if days is None else str(days),
        "ordered": None if ordered is None else buyers.day(store.local(ordered).date()),
        "store": store.name,
    }
    return drafted(choices(review, known), max(one.case.draft, 1), facts)


def draft_lines(draft: Draft, texts: Texts) -> tuple[Markup, ...]:
    head = texts.t("📝 Draft {number} of {count}, to copy:", number=draft.number, count=draft.count)
    return head, Markup("<pre>{}</pre>").format(draft.text)


# ------------------------------------------------------------------------------------------------- /answers


def answers_post(
    own: Mapping[ReviewTopic, Sequence[str]], language: str, store_id: int, texts: Texts
) -> Post:
    """All topics of a language, each a button."""
    text = lines(
        texts.t("<b>Answers to reviews</b>"),
        texts.t("To buyers who write Chinese")
        if language == "zh"
        else texts.t("To buyers who write English"),
        "",
        texts.t("[Draft] below a review fills in"),
        texts.t("the order's facts."),
        texts.t("✎ answers of your own") if any(own.values()) else None,
    )
    buttons = [
        Button(
            f"{'✎ ' if own.get(topic) else ''}{topic_name(topic, texts)}",
            f"answers:topic:{store_id}:{language}:{topic}",
        )
        for topic in ReviewTopic
    ]
    rows = [tuple(buttons[i : i + TOPICS_IN_A_ROW]) for i in range(0, len(buttons), TOPICS_IN_A_ROW)]
    return Post(text, (*rows, (_other_language(language, store_id, texts),)))


def _other_language(language: str, store_id: int, texts: Texts) -> Button:
    label = texts.t("To English buyers") if language == "zh" else texts.t("To Chinese buyers")
    return Button(str(label), f"answers:list:{store_id}:{'en' if language == 'zh' else 'zh'}")


def topic_post(
    known: Sequence[str], language: str, topic: ReviewTopic, is_own: bool, store_id: int, texts: Texts
) -> Post:
    """The answers of a topic, to be changed one by one."""
    end = f"{store_id}:{language}:{topic}"
    parts: list[str | None] = [
        texts.t("<b>Answers: {topic}</b>", topic=topic_name(topic, texts)),
        texts.t("your own") if is_own else texts.t("the usual ones"),
    ]
    rows: list[tuple[Button, ...]] = []
    for number, template in enumerate(known, 1):
        mark = mark_of(template)
        written = as_written(template, texts.language)
        parts += ["", texts.t("{number}. {template}", number=number, template=written)]
        change = texts.t("✎ {number}", number=number)
        remove = texts.t("🗑 {number}", number=number)
        row = (Button(str(change), f"answers:edit:{end}:{mark}"),)
        rows.append((*row, Button(str(remove), f"answers:drop:{end}:{mark}")) if is_own else row)
    last = [Button(str(texts.t("‹ Back")), f"answers:list:{store_id}:{language}")]
    if len(known) < MOST:
        last.insert(0, Button(str(texts.t("＋ One more")), f"answers:edit:{end}:{NEW}"))
    if is_own:
        rows.append((Button(str(texts.t("The usual ones again")), f"answers:usual:{end}"),))
    return Post(lines(*parts), (*rows, tuple(last)))


def ask_post(
    template: str | None, language: str, topic: ReviewTopic, mark: str, card_id: int, texts: Texts
) -> Post:
    """Asks for an answer's text; a reply to this is it, and the card follows."""
    head = texts.t("<b>Answers: {topic}</b>", topic=topic_name(topic, texts))
    now = Markup("<pre>{}</pre>").format(as_written(template, texts.language)) if template else None
    text = lines(
        head,
        texts.t("Reply with the new text."),
        texts.t("{{product}} {{variant}} {{days}}"),
        texts.t("{{ordered}} {{store}}: I fill in"),
        texts.t("[ ] is left out if unknown."),
        now,
    )
    return Post(text, topic=f"{ASKS}:{language}:{topic}:{mark}:{card_id}")


def kept_post(topic: ReviewTopic, texts: Texts) -> Post:
    return Post(texts.t("✅ Kept: answers on {topic}", topic=topic_name(topic, texts)))
