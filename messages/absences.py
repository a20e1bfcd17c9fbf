"""Who is away and who stands in: noted, listed, chosen."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.absences import Absence, Who

MISTAKES = {
    "absence_is_past": "These days are over. Write days to come, like /away 11-26..11-30.",
    "unknown_stand_in": "I do not know “{given}” here. Send /away and the days, then choose by button.",
    "unknown_absence": "This absence is not noted any more.",
    "not_your_absence": "Only the person who is away can change this.",
    "nobody_away": "You are not noted as away. Send /away 11-26..11-30 to be.",
    "anonymous_away": "I cannot tell who you are: please send it from your own account.",
}
NAME = 24


def away_post(absence: Absence, people: Sequence[Who], texts: Texts) -> Post:
    """How it stands; with `people`, who may stand in is to be chosen."""
    text = lines(head(absence, texts), stand_in_line(absence, texts), what_line(absence, texts))
    where = f"{absence.id}"
    if people:
        rows = [
            (Button(shorten(name, NAME), f"away:by:{where}:{user_id}"),)
            for user_id, name in people
            if user_id != absence.user_id
        ]
        return Post(text, (*rows, (Button(str(texts.t("Nobody")), f"away:by:{where}:0"),)))
    other = Button(str(texts.t("Who stands in …")), f"away:whom:{where}")
    return Post(text, ((other, Button(str(texts.t("I am back")), f"away:off:{where}")),))


def head(absence: Absence, texts: Texts) -> Markup:
    said = texts.t("<b>✈ {person} is away</b>", person=shorten(absence.name, 16))
    first, last = texts.day(absence.first_day), texts.day(absence.last_day)
    days = texts.t("{first} to {last}", first=first, last=last) if first != last else first
    return lines(said, days)


def stand_in_line(absence: Absence, texts: Texts) -> Markup:
    if absence.stand_in is None:
        return texts.t("Nobody stands in.")
    return texts.t("{person} stands in.", person=shorten(absence.stand_in[1], 16))


def what_line(absence: Absence, texts: Texts) -> Markup:
    if absence.stand_in is None:
        return texts.t("Alerts go to the founder.")
    return texts.t("Alerts and files go to them.")


def back_post(name: str, texts: Texts) -> Post:
    return Post(texts.t("✅ {person} is back.", person=shorten(name, 16)))


def away_list_post(absences: Sequence[Absence], texts: Texts) -> Post:
    """Who is away now and soon, and how to say that oneself is."""
    said = [line for one in absences for line in (head(one, texts), stand_in_line(one, texts), "")]
    none = texts.t("<b>Nobody is noted as away.</b>")
    how = texts.t("Away: /away 11-26..11-30 @name")
    return Post(lines(*(said or [none, ""]), how, texts.t("Back again: /away off")))
