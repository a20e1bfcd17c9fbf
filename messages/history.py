"""/history: alerts that were, what each cost, how it ended, and how many there were."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from markupsafe import Markup

from messages.aftermath import TREND_NAMES
from messages.alerts import MARKS, PERSON, TOPIC_NAMES, headline
from messages.drafts import short_month
from messages.post import Button, Post
from messages.texts import LANGUAGES, NARROW, Texts, lines, shorten, wrapped
from messages.watches import RULE_NAMES, watch_name
from metrics.alerts import Status
from metrics.history import Entry, History, by_month, page_of, total_cost

MOST_MONTHS = 6
IN_A_ROW = 5  # numbers on buttons


def history_post(history: History, asked: str, page: int, texts: Texts) -> Post:
    """A page of them, the newest first; a number opens why it was sent."""
    entries = [one for one in history.entries if is_about(one, asked)]
    if not entries:
        return Post(none_found(asked, texts))
    page, pages, shown = page_of(entries, page)
    said = [line for number, one in enumerate(shown, 1) for line in entry_lines(number, one, history, texts)]
    text = lines(head(asked, texts), *counts(entries, history, texts), "", *said)
    return Post(text, (*numbers(shown, history, page, asked), *turns(history, page, pages, asked)))


def is_about(entry: Entry, asked: str) -> bool:
    """Whether all that is asked is among its names, in either language."""
    return all(word in said_of(entry) for word in asked.split())


def said_of(entry: Entry) -> str:
    finding = entry.alert.finding
    names = [finding.rule, finding.subject]
    for texts in (Texts(language) for language in LANGUAGES):
        names += [
            str(texts.t(RULE_NAMES[finding.rule]).striptags()),
            watch_name(finding.rule, finding.subject, texts),
            str(texts.t(TOPIC_NAMES[finding.nature.topic])),
            headline(finding, texts),
        ]
    return "\n".join(names).casefold()


def none_found(asked: str, texts: Texts) -> Markup:
    if not asked:
        return texts.t("No alert in the last 12 months.")
    return lines(
        texts.t("No alert about “{given}” in the last 12 months.", given=asked),
        texts.t("Try a rule, a channel, a product or a figure: /history ROI"),
    )


# ---------------------------------------------------------------------------------------------- the figures


def head(asked: str, texts: Texts) -> Markup:
    if not asked:
        return texts.t("<b>Alerts of 12 months</b>")
    return texts.t("<b>Alerts: {given}</b>", given=shorten(asked, NARROW - 8))


def counts(entries: Sequence[Entry], history: History, texts: Texts) -> Iterator[Markup]:
    """How many, how many of them people solved or called no problem, what they cost, and by month."""
    solved, dismissed = (
        sum(one.alert.state.status is status for one in entries)
        for status in (Status.SOLVED, Status.DISMISSED)
    )
    yield texts.n("{count} alert", "{count} alerts", len(entries))
    if solved or dismissed:
        yield texts.t(
            "{solved} solved, {dismissed} no problem",
            solved=texts.count(solved),
            dismissed=texts.count(dismissed),
        )
    cost = total_cost(entries)
    if cost is not None:
        yield texts.figures("Cost {cost} in all", cost=cost)
    months = by_month(entries, history.store)[:MOST_MONTHS]
    yield from wrapped(
        texts.t("{month} {count}", month=short_month(first, texts), count=texts.count(count))
        for first, count in months
    )


def entry_lines(number: int, entry: Entry, history: History, texts: Texts) -> Iterator[Markup]:
    """What it was; when, how long, whose, what it cost, and whether it helped."""
    mark = MARKS[entry.alert.state.status]
    words = headline(entry.alert.finding, texts, NARROW - 6)
    yield Markup("{} {} {}").format(number, mark, words)
    lasted = texts.span(max(entry.lasted(history.now), timedelta(minutes=1)))
    facts = [texts.day(history.store.today(entry.alert.opened_at)), lasted]
    if entry.who is not None:
        facts.append(shorten(entry.who, PERSON))
    if entry.cost is not None:
        facts.append(texts.money(-entry.cost, compact=True))
    if entry.readings:
        facts.append(str(texts.t(TREND_NAMES[entry.readings[-1].trend])))
    yield from wrapped(facts)


# ---------------------------------------------------------------------------------------------- the buttons


def numbers(shown: Sequence[Entry], history: History, page: int, asked: str) -> Iterator[tuple[Button, ...]]:
    buttons = [
        Button(f"{number}", data_of(history, page, asked, one.alert.id))
        for number, one in enumerate(shown, 1)
    ]
    return (tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))


def turns(history: History, page: int, pages: int, asked: str) -> Iterator[tuple[Button, ...]]:
    if pages > 1:
        row = [(page - 1, f"‹ {page - 1}/{pages}"), (page + 1, f"{page + 1}/{pages} ›")]
        yield tuple(
            Button(label, data_of(history, other, asked)) for other, label in row if 1 <= other <= pages
        )


def data_of(history: History, page: int, asked: str, alert_id: int = 0) -> str:
    """`history:<store>:<page>:<alert>:<what is asked>`; no alert is the list itself."""
    return f"history:{history.store.id}:{page}:{alert_id}:{asked}"
