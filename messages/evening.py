"""The evening meeting's sheet in words: verdict, who did what, what is open, tomorrow."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from messages.alerts import headline
from messages.calendar import event_name
from messages.half_day import so_far_lines
from messages.morning import reached_share
from messages.post import Post
from messages.tasks import open_lines
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.agenda import Event, What
from metrics.alerts import Alert, Status
from metrics.evening import Deed, Evening, OpenReviews, Person, Tomorrow
from metrics.half_day import Verdict

PERSON = 12  # cells
MOST_PEOPLE = 8
UNFOLDED = 6  # lines: more of who did what is folded
MOST_ALERTS = 4
MOST_TASKS = 2
MOST_EVENTS = 4
MOST_OWNERS = 4
TOMORROW_SENTENCES = {
    What.CAMPAIGN: "📣 {name}",
    What.SEASON: "🛒 {name}",
    What.HOLIDAY: "🏮 {name}",
    What.OFF: "💤 {name}",
    What.WORKED: "💼 {name}",
    What.MADE_UP: "💼 {name}",
}


def evening_post(evening: Evening, texts: Texts) -> Post:
    """The sheet; it disturbs nobody."""
    sections = (
        (
            verdict_line(evening, texts),
            day_line(evening, texts),
            *so_far_lines(evening.check.facts.so_far, texts),
        ),
        people_lines(evening.people, texts),
        (
            *alert_lines(evening.alerts, texts),
            *review_lines(evening.reviews, texts),
            *open_lines(evening.tasks, MOST_TASKS, texts),
        ),
        tomorrow_lines(evening.tomorrow, texts),
    )
    text = lines(*sections[0], *(line for section in sections[1:] if section for line in ("", *section)))
    return Post(text, silent=True)


# ---------------------------------------------------------------------------------------------------- the day


def verdict_line(evening: Evening, texts: Texts) -> Markup:
    check, so_far = evening.check, evening.check.facts.so_far
    if so_far.amount is None:
        return texts.t("<b>Evening: no sales known yet</b>")
    if so_far.target is None:
        return texts.figures("<b>Evening: {amount} sold</b>", amount=so_far.amount)
    if check.verdict is Verdict.REACHED:
        return texts.t("<b>Evening: target reached</b>")
    return texts.t("<b>Evening: {percent} of the target</b>", percent=reached_share(so_far.reached, texts))


def day_line(evening: Evening, texts: Texts) -> Markup:
    so_far = evening.check.facts.so_far
    day = texts.day(so_far.day, weekday=True)
    if so_far.amount is None:
        return texts.t("{day}: tell it with /sold", day=day)
    return Markup("{}").format(day)


# ----------------------------------------------------------------------------------------------- who did what


def people_lines(people: Sequence[Person], texts: Texts) -> tuple[Markup, ...]:
    if not people:
        return (texts.t("<b>Nothing noted today</b>"),)
    told = [line for person in people[:MOST_PEOPLE] for line in person_lines(person, texts)]
    if (left := len(people) - MOST_PEOPLE) > 0:
        told.append(texts.n("… and {count} more", "… and {count} more", left))
    if len(told) > UNFOLDED:
        told = [Markup("<blockquote expandable>{}</blockquote>").format(lines(*told))]
    return texts.t("<b>Done today</b>"), *told


def person_lines(person: Person, texts: Texts) -> tuple[Markup, ...]:
    """The name, and what they did behind it, on as many lines as it takes."""
    name = shorten(person.name, PERSON) or str(texts.t("somebody"))
    head = f"{name}：" if texts.language == "zh" else f"{name}: "
    return packed(head, (deed_words(deed, count, texts) for deed, count in person.done), texts)


def deed_words(deed: Deed, count: int, texts: Texts) -> str:
    match deed:
        case Deed.FILES:
            said = texts.n("{count} file", "{count} files", count)
        case Deed.REVIEWS_SOLVED:
            said = texts.n("{count} review solved", "{count} reviews solved", count)
        case Deed.REVIEWS_TAKEN:
            said = texts.n("{count} review taken", "{count} reviews taken", count)
        case Deed.ALERTS_CLOSED:
            said = texts.n("{count} alert closed", "{count} alerts closed", count)
        case Deed.ALERTS_TAKEN:
            said = texts.n("{count} alert taken", "{count} alerts taken", count)
        case Deed.TARGETS:
            said = texts.n("{count} target set", "{count} targets set", count)
        case Deed.TASKS:
            said = texts.n("{count} task done", "{count} tasks done", count)
        case _:
            said = texts.n("{count} budget set", "{count} budgets set", count)
    return said.unescape()


def packed(head: str, items: Iterable[str], texts: Texts) -> tuple[Markup, ...]:
    """Items behind a head, with commas, as many on a line as a phone has room for; not escaped so far."""
    comma = "，" if texts.language == "zh" else ", "
    found, line = [], head
    for number, item in enumerate(items):
        longer = f"{line}{comma}{item}" if number and line else f"{line}{item}"
        if number and cells(longer) > NARROW:
            found.append(line + comma.rstrip())
            longer = item
        line = longer
    return tuple(Markup("{}").format(one) for one in (*found, line))


# ----------------------------------------------------------------------------------------------- what is open


def alert_lines(alerts: Sequence[Alert], texts: Texts) -> tuple[Markup, ...]:
    if not alerts:
        return (texts.t("<b>No open alerts</b>"),)
    told = [line for alert in alerts[:MOST_ALERTS] for line in one_alert(alert, texts)]
    left = len(alerts) - MOST_ALERTS
    more = (texts.n("… and {count} more", "… and {count} more", left),) if left > 0 else ()
    head = texts.n("<b>{count} open alert</b>", "<b>{count} open alerts</b>", len(alerts))
    return head, *told, *more


def one_alert(alert: Alert, texts: Texts) -> tuple[Markup, Markup]:
    """Its verdict, and who has it."""
    title = texts.t("• {alert}", alert=headline(alert.finding, texts, NARROW - 2))
    match alert.state.status:
        case Status.TAKEN if alert.person:
            return title, texts.t("✋ {person}", person=shorten(alert.person, PERSON))
        case Status.MUTED:
            return title, texts.t("🔕 muted")
        case Status.RECOVERING:
            return title, texts.t("🟡 Recovering")
        case _:
            return title, texts.t("nobody has it yet")


def review_lines(reviews: OpenReviews, texts: Texts) -> tuple[Markup, ...]:
    if not reviews.count:
        return (texts.t("<b>No open reviews</b>"),)
    head = texts.n("<b>{count} open review</b>", "<b>{count} open reviews</b>", reviews.count)
    late = texts.n("{count} of them overdue", "{count} of them overdue", reviews.overdue)
    shown = list(reviews.owners.items())
    named = [(name, count) for name, count in shown if name][:MOST_OWNERS]
    items = [f"{shorten(name, PERSON)} {count}" for name, count in named]
    if free := reviews.owners.get(""):
        items.append(str(texts.n("nobody {count}", "nobody {count}", free)))
    return head, *([late] if reviews.overdue else []), *packed("✋ ", items, texts)


# --------------------------------------------------------------------------------------------------- tomorrow


def tomorrow_lines(tomorrow: Tomorrow, texts: Texts) -> tuple[Markup, ...]:
    target = tomorrow.target
    return (
        texts.t("<b>Tomorrow, {day}</b>", day=texts.day(tomorrow.day, weekday=True)),
        *([] if target is None else [texts.figures("Target {amount}", amount=target)]),
        *([] if tomorrow.is_working else [texts.t("no working day")]),
        *(event_line(one, texts) for one in tomorrow.events[:MOST_EVENTS]),
        *(line for one in tomorrow.deadlines[:MOST_EVENTS] for line in deadline_lines(one, texts)),
    )


def event_line(event: Event, texts: Texts) -> Markup:
    sentence = TOMORROW_SENTENCES[event.what]
    room = NARROW - cells(texts.t(sentence, name=""))
    return texts.t(sentence, name=event_name(event, room, texts))


def deadline_lines(event: Event, texts: Texts) -> tuple[Markup, Markup]:
    room = NARROW - cells(texts.t("⏰ Enrolment: {name}", name=""))
    return (
        texts.t("⏰ Enrolment: {name}", name=event_name(event, room, texts)),
        texts.t("ends on {day}", day=texts.day(event.first, weekday=True)),
    )
