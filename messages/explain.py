"""Why an alert was sent, and why none was, in words."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from messages.aftermath import aftermath
from messages.alerts import CARDS, MARKS, PERSON, REASON_SENTENCES, headline, status_line, timeline
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten, wrapped
from messages.watches import rule_sentences, watch_name
from metrics.alerts import Mute, Status
from metrics.explain import FINE, AlertWhy, Held, Look, Seen, Silence, Why

MOST_HELD, MOST_UNSEEN = 8, 12
SHORTEST = 6  # cells of a name

# ------------------------------------------------------------------------------------------------ one alert


def why_alert_post(why: AlertWhy, store_id: int, texts: Texts, back: str = "") -> Post:
    """Its rule, its figures, what happened, the last decision, and what ends it.

    `back` is the button's data; empty: to the card.
    """
    alert = why.alert
    fires, over = rule_sentences(alert.finding.rule, why.rules, texts)
    text = lines(
        texts.t("<b>Why alert #{number}</b>", number=alert.id),
        *CARDS[alert.finding.rule](alert.finding, texts),
        "",
        fires,
        over,
        "",
        status_line(alert, texts),
        *held_back(why, texts),
        None if why.mute else texts.t(REASON_SENTENCES[alert.reason]),
        aftermath(why.readings, texts),
        timeline(why.story, texts),
    )
    earlier = f"history:{store_id}:1:0:{alert.finding.rule}"
    to = back or (f"alert:show:{alert.id}" if alert.card_id else "")
    row = [Button(str(texts.t("Earlier ones")), earlier)]
    if to:
        row.append(Button(str(texts.t("‹ Back")), to))
    return Post(text, (tuple(row),))


def held_back(why: AlertWhy, texts: Texts) -> Iterator[Markup]:
    """By whom it is muted, or by what it is explained."""
    if why.mute is not None:
        yield muted_by(why.mute.person, texts)
        if why.mute.rule is None:
            yield texts.t("(with everything else)")
        elif why.mute.subject is None:
            yield texts.t("(with all of its kind)")
    if why.cause is not None:
        yield texts.t("Explained by:")
        yield Markup("{}").format(headline(why.cause, texts))


def muted_by(person: str, texts: Texts) -> Markup:
    return texts.t("Muted by {person}", person=shorten(person, PERSON))


# -------------------------------------------------------------------------------------------------- nothing


def why_nothing_post(silence: Silence, texts: Texts) -> Post:
    """What was sent today; what is there and kept quiet; what could not be judged; what is fine."""
    quiet = [one for one in silence.held if one.why is not Why.SENT]
    blocks = (
        [nothing_head(silence, texts), *wide_lines(silence, texts)],
        [*held_lines([one for one in silence.held if one.why is Why.SENT], texts)],
        [texts.t("<b>There, but not sent</b>"), *held_lines(quiet, texts)] if quiet else [],
        unseen_lines(silence.looks, texts),
        fine_lines(silence.looks, texts),
    )
    said = [line for block in blocks if block for line in (Markup(), *block)]
    return Post(lines(*said[1:]))


def nothing_head(silence: Silence, texts: Texts) -> Markup:
    if silence.sent:
        one, many = "<b>{count} alert was sent today</b>", "<b>{count} alerts were sent today</b>"
        return texts.n(one, many, silence.sent)
    if any(one.why is not Why.WENT for one in silence.held):
        return texts.t("<b>No alert was sent today</b>")
    return texts.t("<b>No alert: nothing is wrong</b>")


def wide_lines(silence: Silence, texts: Texts) -> Iterator[Markup]:
    """What holds back everything, or all of a kind."""
    if silence.quiet_until is not None:
        yield texts.t("🌙 Quiet until {when}", when=texts.when(silence.quiet_until))
    for mute in silence.mutes:
        yield mute_line(mute, texts)


def mute_line(mute: Mute, texts: Texts) -> Markup:
    until = "–" if mute.until is None else texts.when(mute.until)
    person = shorten(mute.person, PERSON)
    if mute.rule is None:
        return lines(texts.t("🔕 All until {when}", when=until), texts.t("by {person}", person=person))
    name = watch_name(mute.rule, "", texts)
    return lines(
        texts.t("🔕 {name}", name=shorten(name, NARROW - 3)),
        texts.t("until {when} by {person}", when=until, person=shorten(mute.person, 6)),
    )


def held_lines(held: Iterable[Held], texts: Texts) -> Iterator[Markup]:
    """Two lines for each: what it is, and why it was not sent."""
    shown = list(held)
    for one in shown[:MOST_HELD]:
        words = headline(one.finding, texts, NARROW - 4)
        yield Markup("{} {}").format(HELD_MARKS[one.why], words)
        if (line := held_line(one, texts)) is not None:
            yield line
    more = len(shown) - MOST_HELD
    if more > 0:
        yield texts.n("… and {count} more", "… and {count} more", more)


HELD_MARKS = {
    Why.SENT: "📤",
    Why.ON_CARD: "🔴",
    Why.MUTED: MARKS[Status.MUTED],
    Why.QUIET: "🌙",
    Why.SUPPRESSED: MARKS[Status.SUPPRESSED],
    Why.SOLVED: MARKS[Status.SOLVED],
    Why.DISMISSED: MARKS[Status.DISMISSED],
    Why.WENT: "💨",
    Why.SOON: "⏳",
}


def held_line(one: Held, texts: Texts) -> Markup | None:
    person = shorten(one.person or "–", PERSON)
    match one.why:
        case Why.ON_CARD:
            return texts.t("told before, on its card")
        case Why.MUTED if one.until is not None:
            when = texts.when(one.until)
            return texts.t("until {when} by {person}", when=when, person=shorten(one.person or "–", 6))
        case Why.MUTED:
            return texts.t("until over, by {person}", person=person)
        case Why.QUIET:
            return texts.t("held in quiet hours")
        case Why.SUPPRESSED if one.cause is not None:
            cause = headline(one.cause, texts, NARROW - 4)
            return texts.t("by: {cause}", cause=cause)
        case Why.SUPPRESSED:
            return texts.t("something larger explains it")
        case Why.SOLVED:
            return texts.t("solved by {person}", person=person)
        case Why.DISMISSED:
            return texts.t("no problem, says {person}", person=person)
        case Why.WENT:
            return texts.t("came and went unheard")
        case Why.SOON:
            return texts.t("found now, told at once")
    return None


SEEN_SENTENCES = {
    Seen.NO_FIGURE: "{name}: no file",
    Seen.NO_SALES: "{name}: no sales",
    Seen.NOT_TOLD: "{name}: not told",
    Seen.NOT_LOOKED: "{name}: not looked at",
    Seen.TOO_EARLY: "{name}: too early",
    Seen.FEW_DAYS: "{name}: too few days",
    Seen.FEW_PEOPLE: "{name}: too few people",
    Seen.NO_PLAN: "{name}: campaign",
    Seen.HOLIDAY: "{name}: holiday",
    Seen.SECOND_LOOK: "{name}: look again",
}
FINE_SENTENCES = {
    Seen.BETWEEN: "{name}: near its limit",
    Seen.SMALL: "{name}: too small",
    Seen.WELCOME: "{name}: for the better",
}


def unseen_lines(looks: Iterable[Look], texts: Texts) -> list[Markup]:
    """What could not be judged, and what it lacks."""
    said = list(dict.fromkeys(seen_line(one, texts) for one in looks if one.seen in SEEN_SENTENCES))
    if not said:
        return []
    more = len(said) - MOST_UNSEEN
    rest = [texts.n("… and {count} more", "… and {count} more", more)] if more > 0 else []
    return [texts.t("<b>Not judged</b>"), *said[:MOST_UNSEEN], *rest]


def seen_line(look: Look, texts: Texts) -> Markup:
    sentence = (SEEN_SENTENCES | FINE_SENTENCES)[look.seen]
    room = NARROW - cells(texts.t(sentence, name="").striptags())
    name = watch_name(look.rule, look.subject, texts)
    return texts.t(sentence, name=shorten(name, max(room, SHORTEST)))


def fine_lines(looks: Iterable[Look], texts: Texts) -> list[Markup]:
    """What was judged and is no reason to speak, folded away; what is nearly one, by name."""
    fine = [one for one in looks if one.seen in FINE]
    if not fine:
        return []
    plain = [one for one in fine if one.seen not in FINE_SENTENCES]
    names = dict.fromkeys(watch_name(one.rule, one.subject, texts) for one in plain)
    near = dict.fromkeys(seen_line(one, texts) for one in fine if one.seen in FINE_SENTENCES)
    head = texts.t("<b>Judged, and fine</b>")
    folded = Markup("<blockquote expandable>{}</blockquote>")
    return [folded.format(lines(head, *near, *wrapped(names)))]
