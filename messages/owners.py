"""Who looks after what: the list, and the choice of a person for each topic."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.alerts import TOPIC_NAMES
from messages.post import Button, Post
from messages.texts import MISSING, NARROW, Texts, lines, shorten
from metrics.absences import Who, away
from metrics.alerts import Topic
from metrics.owners import CARES, MANAGERS, Owners
from metrics.quiet import Hours, Stretch
from metrics.stores import Store

MISTAKES = {"bad_hours": "I cannot read “{given}” as hours. Write them like 22:00-08:00."}
NAME, SHORT = 24, 7  # cells of a name


def care_name(topic: str, texts: Texts) -> Markup:
    return texts.t("After 2 h") if topic == MANAGERS else texts.t(TOPIC_NAMES[Topic(topic)])


def owners_post(owners: Owners, store: Store, texts: Texts, *, may_change: bool) -> Post:
    """A line each; managers change them by buttons."""
    unreached = [name for name in owners.unreached if name]
    text = lines(
        texts.t("<b>Who looks after what</b>"),
        *(owner_line(topic, owners, texts) for topic in CARES),
        "",
        texts.t("30 min untaken: in private."),
        texts.t("No name: the store's founder."),
        "",
        *hours_lines(owners.hours, texts),
        *(
            ("", texts.t("Please write to me in private:"), shorten(", ".join(unreached), NARROW))
            if unreached
            else ()
        ),
    )
    buttons = [
        Button(str(care_name(topic, texts).unescape()), f"owners:{store.id}:show:{topic}") for topic in CARES
    ]
    buttons += [
        Button(str(texts.t(label)), f"owners:{store.id}:hours:{stretch}")
        for stretch, label in ((Stretch.QUIET, "Quiet hours …"), (Stretch.WORK, "Working hours …"))
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Post(text, rows if may_change else ())


def hours_lines(hours: Hours, texts: Texts) -> tuple[Markup, Markup]:
    quiet = texts.t(
        "Quiet {first} to {last}", first=f"{hours.quiet_from:%H:%M}", last=f"{hours.quiet_until:%H:%M}"
    )
    first, last = f"{hours.work_from:%H:%M}", f"{hours.work_until:%H:%M}"
    return (
        texts.t("No quiet hours") if hours.is_never_quiet else quiet,
        texts.t("Working {first} to {last}", first=first, last=last),
    )


def hours_question(stretch: Stretch, card_id: int, texts: Texts) -> Post:
    """Asks when it is quiet, or worked; the topic carries which, and the card to bring up to date."""
    if stretch is Stretch.QUIET:
        text = lines(
            texts.t("<b>When shall alerts wait?</b>"),
            texts.t("All but the critical wait then."),
            texts.t("Reply like 22:00-08:00, or off."),
        )
    else:
        text = lines(texts.t("<b>When does your team work?</b>"), texts.t("Reply like 09:00-18:00."))
    return Post(text, topic=f"hours:{stretch}:{card_id}")


def hours_post(owners: Owners, texts: Texts) -> Post:
    """Confirms both."""
    return Post(lines(texts.t("✅ Noted"), *hours_lines(owners.hours, texts)))


def owner_line(topic: str, owners: Owners, texts: Texts) -> Markup:
    """With whoever stands in today."""
    who, name = owners.chosen[topic], care_name(topic, texts)
    if who is None:
        return texts.t("{topic}: {person}", topic=name, person=MISSING)
    absence = away(owners.away, who[0], owners.today)
    if absence is None:
        return texts.t("{topic}: {person}", topic=name, person=shorten(who[1], NARROW - 16))
    stands_in = absence.stand_in[1] if absence.stand_in else MISSING
    short, other = shorten(who[1], SHORT), shorten(stands_in, SHORT)
    return texts.t("{topic}: ✈ {person} → {stand_in}", topic=name, person=short, stand_in=other)


def choice_post(topic: str, owners: Owners, people: Sequence[Who], store: Store, texts: Texts) -> Post:
    """Whom it may be: people of the store, or nobody in particular."""
    chosen = owners.chosen[topic]
    data = f"owners:{store.id}:set:{topic}"
    rows = [
        (
            Button(
                f"{'✓ ' if chosen and chosen[0] == user_id else ''}{shorten(name, NAME)}", f"{data}:{user_id}"
            ),
        )
        for user_id, name in people
    ]
    rows.append((Button(str(texts.t("Nobody in particular")), f"{data}:0"),))
    rows.append((Button(str(texts.t("‹ Back")), f"owners:{store.id}:list"),))
    if topic == MANAGERS:
        return Post(texts.t("<b>Told after 2 hours: who?</b>"), tuple(rows))
    name = care_name(topic, texts)
    return Post(texts.t("<b>{topic}: who sees to it?</b>", topic=name), tuple(rows))
