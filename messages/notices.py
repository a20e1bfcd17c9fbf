"""Told in private, or named below a card: alerts that nobody has taken, promises that are past."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.alerts import CARDS, MOST_LINES, alert_buttons, alert_line, more_line
from messages.arrivals import mention
from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.absences import Who
from metrics.alerts import Alert, Reason

PERSON, GROUP = 10, 16  # cells of a name
NOTICE_SENTENCES = {
    Reason.UNTAKEN: "Nobody has taken it for 30 minutes.",
    Reason.UNTAKEN_LONG: "Nobody has taken it for 2 hours.",
    Reason.PROMISE_PAST: "Time is up, and it is still there.",
    Reason.WORSE: "It has become critical.",
}


def notice_post(alerts: Sequence[Alert], group: str, texts: Texts) -> Post:
    """To whoever looks after them, in private: they can be taken there."""
    if len(alerts) > 1:
        return several_post(alerts, group, texts)
    (alert,) = alerts
    said = texts.t(NOTICE_SENTENCES[alert.reason])
    where = texts.t("Its card is in {group}.", group=shorten(group, GROUP))
    card = CARDS[alert.finding.rule](alert.finding, texts)
    return Post(lines(*card, "", said, where), alert_buttons(alert, texts))


def several_post(alerts: Sequence[Alert], group: str, texts: Texts) -> Post:
    """A line each; the numbers are buttons."""
    head = texts.n("<b>{count} alert waits for you</b>", "<b>{count} alerts wait for you</b>", len(alerts))
    shown = list(enumerate(alerts[:MOST_LINES], 1))
    said = [alert_line(number, alert, texts) for number, alert in shown]
    where = texts.t("The cards are in {group}.", group=shorten(group, GROUP))
    numbers = [Button(f"{number}", f"alert:show:{alert.id}") for number, alert in shown]
    rows = tuple(tuple(numbers[start : start + 5]) for start in range(0, len(numbers), 5))
    more = more_line(len(alerts) - len(shown), texts)
    return Post(lines(head, "", *said, more, "", where), rows)


def mention_post(alerts: Sequence[Alert], people: Sequence[Who], texts: Texts) -> Post:
    """Below a card, to whom nothing can be said in private."""
    unnamed = str(texts.t("founder of this store"))
    named = (mention(user_id, shorten(name, PERSON) if name else unnamed) for user_id, name in people)
    said = texts.t(NOTICE_SENTENCES[alerts[0].reason])
    if len(alerts) > 1:
        one, many = "{count} alert waits for somebody.", "{count} alerts wait for somebody."
        said = texts.n(one, many, len(alerts))
    return Post(Markup("{} {}").format(Markup(" ").join(named), said), silent=True)
