"""What alerts about rivals say: what they did, what it means for our margin, and how we answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from messages.post import Button, Post, plain
from messages.rivals import (
    ANSWER_NAMES,
    SEEN_NAMES,
    amount,
    drift_lines,
    number,
    price,
    span_of,
    stars,
)
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.alerts import Alert, Event, Finding, Rule, Status, Topic
from metrics.numbers import change
from metrics.rival_alerts import as_range
from metrics.rivals import ANSWER, AnswerKind, Drift

Lines = tuple[str | None, ...]
HEAD = NARROW - 6  # cells of a first line: in a list a number and a mark stand before it
SHORTEST = 4
NAME = 28
WORDS = 16  # of what people wrote, beside what it is
MOST_NEW, MOST_DRIFTS = 3, 8

# ------------------------------------------------------------------------------------------------ the cards


def same_item_cheaper(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    named = facts["price"], facts["own"]
    theirs, ours = (short_price(one, texts) for one in named)
    return (
        head("<b>{shop}: {price}, ours {own}</b>", facts["shop"], texts, price=theirs, own=ours),
        shorten(facts.get("our_title") or facts["our_item"], NAME),
        texts.t("{share} below ours", share=texts.percent(abs(Decimal(facts["gap"])))),
        moved_line(facts, texts),
        mean_line(facts, texts),
        margin_line(facts, texts),
        texts.t("It is among our best sellers.") if facts["is_main"] else None,
        answer_line(texts),
    )


def rival_price(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    before, now = Decimal(facts["before"]), Decimal(facts["price"])
    is_lower = now < before
    sentence = "<b>{shop} ▼ {before} → {price}</b>" if is_lower else "<b>{shop} ▲ {before} → {price}</b>"
    return (
        price_head(sentence, facts, texts),
        item_line(facts),
        moved_line(facts, texts, only_share=True),
        *sales_lines(facts, texts),
        own_line(facts, texts),
        margin_line(facts, texts) if is_lower else None,
        answer_line(texts) if is_lower else texts.t("Room for us: raise ads."),
    )


def price_head(sentence: str, facts: Mapping[str, str], texts: Texts) -> Markup:
    before, now = (short_price(facts[name], texts) for name in ("before", "price"))
    return head(sentence, facts["shop"], texts, before=before, price=now)


def rival_sales(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    say = amount if facts.get("in_money") else number
    sold, usual = (span_of(as_range(facts, name), say, texts) for name in ("sales", "usual"))
    is_more = facts["way"] == "up"
    sentence = "<b>{shop}: sales ▲ {sales}</b>" if is_more else "<b>{shop}: sales ▼ {sales}</b>"
    todo = texts.t("Look at their ads and coupons.") if is_more else texts.t("Show ours to their buyers.")
    usual_line = texts.t("Usually {usual}", usual=usual)
    return head(sentence, facts["shop"], texts, sales=sold), item_line(facts), usual_line, todo


def rival_new_item(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    one, many = "<b>{shop}: {count} new item</b>", "<b>{shop}: {count} new items</b>"
    count = int(facts["count"])
    width = HEAD - cells(plain(texts.n(one, many, count, shop="")))
    items = facts["items"].split("\n")
    more = count - len(items[:MOST_NEW])
    return (
        texts.n(one, many, count, shop=shorten(facts["shop"], max(width, SHORTEST))),
        *(texts.t("· {item}", item=shorten(item, NAME)) for item in items[:MOST_NEW]),
        texts.n("… and {count} more item", "… and {count} more items", more) if more else None,
        texts.t("Have we something like it?"),
    )


LOOK_SENTENCES = {
    "picture": "<b>{shop}: new main picture</b>",
    "video": "<b>{shop}: new video</b>",
    "discount": "<b>{shop}: new discount</b>",
}


def rival_look(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    changed = [what for what in LOOK_SENTENCES if f"{what}_after" in facts]
    sentence = LOOK_SENTENCES[changed[0]] if len(changed) == 1 else "<b>{shop}: looks different</b>"
    said: list[str | None] = []
    for what in changed:
        before, after = (facts[f"{what}_{end}"] for end in ("before", "after"))
        said.append(texts.t("{what}: {text}", what=texts.t(SEEN_NAMES[what]), text=shorten(after, WORDS)))
        said.append(texts.t("(before: {text})", text=shorten(before, WORDS)))
    todo = texts.t("Better? Try one like it.")
    return head(sentence, facts["shop"], texts), item_line(facts), *said, todo


def rival_rating(finding: Finding, texts: Texts) -> Lines:
    facts = finding.facts
    before, now = (stars(Decimal(facts[name]), texts) for name in ("before", "rating"))
    return (
        head("<b>{shop}: rating ▼ {rating}</b>", facts["shop"], texts, rating=now),
        item_line(facts),
        texts.t("It was {rating}", rating=before),
        texts.t("Say what ours does better."),
    )


CARDS: Mapping[Rule, Callable[[Finding, Texts], Lines]] = {
    Rule.SAME_ITEM_CHEAPER: same_item_cheaper,
    Rule.RIVAL_PRICE: rival_price,
    Rule.RIVAL_SALES: rival_sales,
    Rule.RIVAL_NEW_ITEM: rival_new_item,
    Rule.RIVAL_LOOK: rival_look,
    Rule.RIVAL_RATING: rival_rating,
}


# ------------------------------------------------------------------------------------------- their lines


def head(sentence: str, shop: str, texts: Texts, **values: object) -> Markup:
    """The verdict, with as much of the shop's name as there is room for."""
    bare = cells(plain(texts.t(sentence, shop="", **values)))
    return texts.t(sentence, shop=shorten(shop, max(HEAD - bare, SHORTEST)), **values)


def short_price(text: str, texts: Texts) -> str:
    """To the cent below a thousand, without cents above."""
    value = Decimal(text)
    if value >= 10_000:
        return texts.money(value, compact=True)
    return price(value if value < 1000 else value.quantize(Decimal(1)), texts)


def item_line(facts: Mapping[str, str]) -> str | None:
    return shorten(facts["item"], NAME) if facts.get("item") else None


def moved_line(facts: Mapping[str, str], texts: Texts, *, only_share: bool = False) -> Markup | None:
    """How far the price went, and since when."""
    if "before" not in facts:
        return None
    before, now = Decimal(facts["before"]), Decimal(facts["price"])
    since = texts.day(date.fromisoformat(facts["since"]))
    if only_share:
        share = texts.percent(change(before, now), signed=True)
        return texts.t("{share} since {day}", share=share, day=since)
    return texts.t("It was {price} until {day}", price=short_price(facts["before"], texts), day=since)


def sales_lines(facts: Mapping[str, str], texts: Texts) -> Lines:
    """What they sold, and what they usually do; nothing where that is not known."""
    say = amount if facts.get("in_money") else number
    sold, usual = (span_of(as_range(facts, name), say, texts) for name in ("sales", "usual"))
    if sold is None or usual is None:
        return ()
    return texts.t("▲ Sales {sales}", sales=sold), texts.t("Usually {usual}", usual=usual)


def own_line(facts: Mapping[str, str], texts: Texts) -> Markup | None:
    if "own" not in facts:
        return None
    own = short_price(facts["own"], texts)
    return (
        texts.t("Ours about {price}", price=own)
        if facts["own_is_mean"]
        else texts.t("Ours {price}", price=own)
    )


def mean_line(facts: Mapping[str, str], texts: Texts) -> Markup | None:
    return texts.t("(ours: paid on average)") if facts.get("own_is_mean") else None


def margin_line(facts: Mapping[str, str], texts: Texts) -> Markup:
    """What matching the price leaves us; what is missing to say so."""
    if "our_item" not in facts:
        return texts.t("Ours? /template prices")
    if "own" in facts and Decimal(facts["own"]) <= Decimal(facts["price"]):
        return texts.t("Ours is not dearer.")
    if "margin" not in facts:
        return texts.t("No cost: /template costs")
    left = Decimal(facts["left"])
    if left < 0:
        return texts.t("Match it: {amount} lost each", amount=price(-left, texts))
    return texts.t("Match it: {share} margin", share=texts.percent(Decimal(facts["margin"])))


def answer_line(texts: Texts) -> Markup:
    return texts.t("Decide: press “We answer …”")


def below(finding: Finding, texts: Texts) -> Iterator[str]:
    """Where several stand on a card: what is said of each below its first line."""
    facts = finding.facts
    match finding.rule:
        case Rule.SAME_ITEM_CHEAPER:
            yield shorten(facts.get("our_title") or facts["our_item"], NARROW - 3)
            yield margin_line(facts, texts)
        case Rule.RIVAL_PRICE:
            if facts.get("item"):
                yield shorten(facts["item"], NARROW - 3)
            if Decimal(facts["price"]) < Decimal(facts["before"]):
                yield margin_line(facts, texts)
        case _ if facts.get("item"):
            yield shorten(facts["item"], NARROW - 3)


# ------------------------------------------------------------------------------------------------- answers

ANSWER_TITLES = {
    AnswerKind.PRICE: "Match the price",
    AnswerKind.BUNDLE: "A bundle or a gift",
    AnswerKind.SERVICE: "Better service",
    AnswerKind.NOTHING: "Nothing",
}
ANSWERABLE = (Status.OPEN, Status.RECOVERING, Status.TAKEN)


def answer_row(alert: Alert, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """How we answer, for what a rival did and nobody has seen to."""
    if alert.finding.nature.topic is not Topic.RIVALS or alert.state.status not in ANSWERABLE:
        return ()
    return ((Button(str(texts.t("We answer …")), f"answer:ask:{alert.id}:{alert.version}"),),)


def answers_post(alert: Alert, card: Markup, texts: Texts) -> Post:
    """The card, and what we may answer."""
    end = f"{alert.id}:{alert.version}"
    rows = tuple(
        (Button(str(texts.t(title)), f"answer:{kind}:{end}"),) for kind, title in ANSWER_TITLES.items()
    )
    back = (Button(str(texts.t("‹ Back")), f"alert:show:{alert.id}"),)
    return Post(card, (*rows, back))


def answer_of(story: Sequence[Event], texts: Texts) -> Markup | None:
    """The last answer, as everybody sees it."""
    event = next((one for one in reversed(story) if one.reason == ANSWER), None)
    if event is None:
        return None
    said = texts.t(ANSWER_NAMES[AnswerKind(event.note)])
    return texts.t("💬 {person}: {answer}", person=shorten(event.person or "–", 10), answer=said)


# --------------------------------------------------------------------------------------------------- drift


def drift_post(drifts: Sequence[Drift], store_id: int, texts: Texts) -> Post:
    """Monday's look at what goes slowly."""
    one, many = "<b>Competitors: {count} slow change</b>", "<b>Competitors: {count} slow changes</b>"
    parts: list[str | None] = [texts.n(one, many, len(drifts))]
    shop = ""
    for drift in drifts[:MOST_DRIFTS]:
        if drift.shop != shop:
            shop = drift.shop
            parts += ["", texts.t("<b>{name}</b>", name=shorten(shop, NAME))]
        parts += drift_lines(drift, texts)
    if left := len(drifts[MOST_DRIFTS:]):
        parts.append(texts.n("… and {count} more", "… and {count} more", left))
    button = Button(str(texts.t("Competitors")), f"rivals:{store_id}:0:30")
    return Post(lines(*parts), ((button,),), silent=True)
