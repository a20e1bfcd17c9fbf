"""The noise governor's words: which rule nobody acts on, and what another threshold would have said."""

from collections.abc import Iterator

from markupsafe import Markup

from messages.post import Button, Post
from messages.rules import THRESHOLD_NAMES
from messages.texts import NARROW, Texts, cells, lines, shorten
from messages.watches import RULE_NAMES
from metrics.noise import AGAIN, LOOKED_BACK, Answer, Proposal, Proposed
from metrics.rules import threshold_of, told

MISTAKES = {
    "unknown_proposal": "This proposal is not kept here any more.",
    "proposal_answered": "{person} has answered this already.",
    "old_proposal": "The threshold is another one by now: see /rules.",
}
PERSON = 10  # cells


def proposal_post(proposed: Proposed, store_id: int, texts: Texts) -> Post:
    """What nobody needed, what is proposed, what it would have said; silent, for managers to answer."""
    found = proposed.proposal
    text = lines(*found_lines(found, texts), "", *tried_lines(found, texts))
    buttons = tuple(
        Button(str(label), f"noise:{store_id}:{proposed.id}:{answer}")
        for label, answer in (
            (texts.t("Accept"), Answer.ACCEPTED),
            (texts.t("Leave it"), Answer.LEFT),
        )
    )
    return Post(text, (buttons,), silent=True)


def answered_post(proposed: Proposed, texts: Texts) -> Post:
    """The same without its buttons, with who answered what."""
    found = proposed.proposal
    person = shorten(proposed.person or "–", PERSON)
    if proposed.answer is Answer.ACCEPTED:
        said = (texts.t("✅ Accepted by {person}", person=person), texts.t("Change it again: /rules"))
    else:
        again = texts.t("Not asked for {weeks} weeks.", weeks=AGAIN.days // 7)
        said = (texts.t("Left as it is by {person}", person=person), again)
    return Post(lines(*found_lines(found, texts), "", *tried_lines(found, texts), "", *said))


def found_lines(found: Proposal, texts: Texts) -> Iterator[Markup]:
    noisy = found.precision
    name = str(texts.t(RULE_NAMES[found.rule]))
    yield texts.t("<b>{rule}: too many alerts</b>", rule=shorten(name, NARROW - 17))
    count, days = texts.count(noisy.alerts), LOOKED_BACK.days
    yield texts.t("{count} in {days} days", count=count, days=days)
    yield texts.n("{count} taken or solved", "{count} taken or solved", noisy.real)
    yield texts.n("{count} nobody needed", "{count} nobody needed", noisy.noise)


def tried_lines(found: Proposal, texts: Texts) -> Iterator[Markup]:
    """The threshold, how often it would have fired, and that nothing real is lost."""
    one = threshold_of(found.name)
    name = str(texts.t(THRESHOLD_NAMES[found.name]))
    old, new = told(one.unit, found.old), told(one.unit, found.new)
    change = f"{old} → {new}"
    yield texts.t("<b>Proposed, and tried</b>")
    yield from fitted(name, change)
    yield texts.t("{then} instead of {now} alerts", then=texts.count(found.then), now=texts.count(found.now))
    if found.kept:
        yield texts.n("the {count} real one is kept", "all {count} real ones are kept", found.kept)
    else:
        yield texts.t("none of them was real")


def fitted(name: str, change: str) -> Iterator[Markup]:
    """On one line where both fit."""
    if cells(f"{name} {change}") <= NARROW:
        yield Markup("{} {}").format(name, change)
    else:
        yield from (Markup("{}").format(part) for part in (name, change))
