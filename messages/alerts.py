"""Alert cards: one living message per cause or topic: who has it, what happened, what can be done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from markupsafe import Markup

from messages import ad_alerts, review_alerts, rival_alerts, sales_alerts
from messages.aftermath import aftermath, reading_line
from messages.post import Button, Post
from messages.tasks import approve_rows
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.aftermath import Reading
from metrics.alerts import NIGHT, Alert, Card, Event, Finding, Reason, Rule, Status, Topic
from metrics.tasks import APPROVED, DONE

Story = tuple[Event, ...]
CARDS: Mapping[Rule, Callable[[Finding, Texts], tuple[str | None, ...]]] = {
    **ad_alerts.CARDS,
    **sales_alerts.CARDS,
    **rival_alerts.CARDS,
    **review_alerts.CARDS,
}
MISTAKES = {
    "unknown_alert": "This alert is not kept here any more.",
    "old_alert_card": "This card has changed meanwhile: please look again.",
}
MOST_EVENTS, MOST_LINES = 8, 10
PERSON = 10  # cells of a name

# ------------------------------------------------------------------------------------------------- the card


def card_post(card: Card, texts: Texts, *, shown: int | None = None) -> Post:
    """The card as it stands; `shown` is the alert that somebody looks at on a card of several."""
    if len(card.alerts) == 1 and card.topic != NIGHT:
        alert, story = card.alerts[0]
        text = alert_text(alert, story, texts, card.readings.get(alert.id, ()))
        return Post(text, (*approve_rows(alert, story, texts), *alert_buttons(alert, texts)))
    for alert, story in card.alerts:
        if alert.id == shown:
            back = (Button(str(texts.t("‹ All of them")), f"alert:card:{card.id}"),)
            text = alert_text(alert, story, texts, card.readings.get(alert.id, ()))
            rows = (*approve_rows(alert, story, texts), *alert_buttons(alert, texts))
            return Post(text, (*rows, back))
    return list_post(card, texts)


TOPIC_NAMES = {
    Topic.ADS: "Ads",
    Topic.SALES: "Sales",
    Topic.REVIEWS: "Reviews",
    Topic.RIVALS: "Competitors",
    Topic.STOCK: "Stock",
    Topic.FILES: "Files",
}


def list_post(card: Card, texts: Texts) -> Post:
    """Several alerts on one card: a line each, the numbers are buttons."""
    alerts = [alert for alert, _ in card.alerts]
    shown = list(enumerate(alerts[:MOST_LINES], 1))
    said: list[Markup] = []
    for number, alert in shown:
        newest = card.readings.get(alert.id, ())[-1:]
        said += [alert_line(number, alert, texts), *(reading_line(one, texts) for one in newest)]
    numbers = [Button(f"{number}", f"alert:show:{alert.id}") for number, alert in shown]
    rows = tuple(tuple(numbers[start : start + 5]) for start in range(0, len(numbers), 5))
    more = more_line(len(alerts) - len(shown), texts)
    return Post(lines(list_head(card, texts), "", *said, more, *night_lines(card, texts)), rows)


def list_head(card: Card, texts: Texts) -> Markup:
    open_ones = sum(alert.state.status in (Status.OPEN, Status.RECOVERING) for alert, _ in card.alerts)
    is_over = not any(alert.state.is_running for alert, _ in card.alerts)
    if card.topic == NIGHT:
        if is_over:
            return texts.t("<b>Quiet hours: all are over</b>")
        if not open_ones:
            return texts.t("<b>Quiet hours: all are being seen to</b>")
        one, many = "<b>Quiet hours: {count} new, open</b>", "<b>Quiet hours: {count} new, open</b>"
        return texts.n(one, many, open_ones)
    topic = texts.t(TOPIC_NAMES[card.alerts[0][0].finding.nature.topic])
    if is_over:
        return texts.t("<b>{topic}: all are over</b>", topic=topic)
    if not open_ones:
        return texts.t("<b>{topic}: all are being seen to</b>", topic=topic)
    return texts.n(
        "<b>{topic}: {count} alert is open</b>",
        "<b>{topic}: {count} alerts are open</b>",
        open_ones,
        topic=topic,
    )


def more_line(more: int, texts: Texts) -> Markup | None:
    return texts.n("… and {count} more", "… and {count} more", more) if more > 0 else None


def night_lines(card: Card, texts: Texts) -> tuple[Markup | str, ...]:
    """What was known before, and what came and went, folded away."""
    if card.topic != NIGHT:
        return ()
    known = texts.n("{count} known from before", "{count} known from before", card.known)
    went = [went_line(alert, texts) for alert in card.went[:MOST_LINES]]
    head = texts.n("{count} came and went", "{count} came and went", len(card.went))
    more = more_line(len(card.went) - len(went), texts)
    folded = Markup("<blockquote expandable>{}</blockquote>").format(lines(head, *went, more))
    return (*(("", known) if card.known else ()), *((folded,) if went else ()))


def went_line(alert: Alert, texts: Texts) -> Markup:
    """When it was found, and what it was."""
    return Markup("{} {}").format(texts.clock(alert.opened_at), headline(alert.finding, texts, NARROW - 6))


MARKS = {
    Status.OPEN: "🔴",
    Status.TAKEN: "✋",
    Status.MUTED: "🔕",
    Status.RECOVERING: "🟡",
    Status.SUPPRESSED: "▫️",
    Status.SOLVED: "✅",
    Status.DISMISSED: "☑️",
    Status.ENDED: "✅",
    Status.WITHDRAWN: "↩️",
}


def alert_line(number: int, alert: Alert, texts: Texts) -> Markup:
    before = f"{number} {MARKS[alert.state.status]} "
    first = Markup("{}{}").format(before, headline(alert.finding, texts, NARROW - cells(before)))
    return lines(first, *(Markup("   {}").format(one) for one in rival_alerts.below(alert.finding, texts)))


def headline(finding: Finding, texts: Texts, width: int = NARROW) -> str:
    """An alert in a few words of at most `width` cells, not escaped: the first line of its card."""
    if finding.rule in ad_alerts.CARDS:
        first: str | None = ad_alerts.title(finding, texts, width)
    else:
        first = next(part for part in CARDS[finding.rule](finding, texts) if part is not None)
    return shorten(str(Markup(first).striptags()), width)  # noqa: S704  our own words


def alert_text(alert: Alert, story: Story, texts: Texts, readings: Sequence[Reading] = ()) -> Markup:
    card = lines(*CARDS[alert.finding.rule](alert.finding, texts))
    if alert.state.status is Status.WITHDRAWN:
        card = Markup("<s>{}</s>").format(card)
    stands = status_line(alert, texts), cost_line(alert, texts), rival_alerts.answer_of(story, texts)
    return lines(card, "", *stands, aftermath(readings, texts), timeline(story, texts))


# ------------------------------------------------------------------------------------------- how it stands


def status_line(alert: Alert, texts: Texts) -> Markup:
    person, state = shorten(alert.person or "–", PERSON), alert.state
    ended = state.ended_at or alert.opened_at
    lasted = texts.span(max(ended - alert.opened_at, timedelta(minutes=1)))
    match state.status:
        case Status.TAKEN if state.taken_until is not None:
            until = texts.clock(state.taken_until)
            return texts.t("✋ {person} has it until {when}", person=person, when=until)
        case Status.TAKEN:
            return texts.t("✋ {person} has it", person=person)
        case Status.SOLVED:
            return texts.t("✅ Solved by {person}", person=person)
        case Status.DISMISSED:
            return texts.t("☑️ No problem, says {person}", person=person)
        case Status.MUTED if alert.muted_until is not None:
            until = texts.when(alert.muted_until)
            return texts.t("🔕 Muted until {when}", when=until)
        case Status.MUTED:
            return texts.t("🔕 Muted until it recovers")
        case Status.RECOVERING if alert.is_had:
            return texts.t("🟡 Recovering · ✋ {person}", person=person)
        case Status.RECOVERING:
            return texts.t("🟡 Recovering")
        case Status.ENDED if alert.reason is Reason.OVERTAKEN:
            return texts.t("⬇️ It got worse: see its new card")
        case Status.ENDED:
            return texts.t("✅ Over by itself after {span}", span=lasted)
        case Status.WITHDRAWN if alert.reason is Reason.CORRECTED:
            return texts.t("↩️ Withdrawn: its day reads otherwise now.")
        case Status.WITHDRAWN:
            return texts.t("↩️ Withdrawn: the file it came from was taken back.")
    return texts.t("🔴 Open since {when}", when=texts.when(alert.opened_at))


def cost_line(alert: Alert, texts: Texts) -> Markup | None:
    """What it cost until it was over, where that is known."""
    is_over = alert.state.status in (Status.SOLVED, Status.ENDED)
    if not is_over or "cost" not in alert.finding.facts:
        return None
    return texts.figures("It cost {amount}", amount=Decimal(alert.finding.facts["cost"]))


EVENT_SENTENCES = {
    Reason.NEW: "{when} found",
    Reason.RECURRED: "{when} found again",
    Reason.UNSENT: "{when} found",
    Reason.QUIET: "{when} found in quiet hours",
    Reason.AFTER_QUIET: "{when} told",
    Reason.WAVERING: "{when} back again",
    Reason.MUTE_OVER: "{when} no longer muted",
    Reason.NO_LONGER_SUPPRESSED: "{when} told",
    Reason.WORSE: "{when} critical now",
    Reason.UNTAKEN: "{when} its owner was told",
    Reason.UNTAKEN_LONG: "{when} the manager was told",
    Reason.PROMISE_PAST: "{when} open again: time is up",
    Reason.RECOVERING: "{when} recovering",
    Reason.BACK: "{when} not over after all",
    Reason.OVER: "{when} over",
    Reason.OVERTAKEN: "{when} worse: a new card",
    Reason.CORRECTED: "{when} withdrawn",
    Reason.GONE: "{when} really over",
    Status.OPEN: "{when} reopened by {person}",
    Status.TAKEN: "{when} taken by {person}",
    Status.MUTED: "{when} muted",
    Status.SOLVED: "{when} solved by {person}",
    Status.DISMISSED: "{when} no problem: {person}",
    Status.SUPPRESSED: "{when} explained by another",
    Status.WITHDRAWN: "{when} withdrawn",
    APPROVED: "{when} approved by {person}",
    DONE: "{when} done by {person}",
}


def timeline(story: Story, texts: Texts) -> Markup | None:
    """What happened to it, folded away; nothing where nothing happened since it was found."""
    if len(story) < 2:
        return None
    last = story[-1].at
    said = [event_line(event, last, texts) for event in story[-MOST_EVENTS:]]
    known = [line for line in said if line is not None]
    return Markup("<blockquote expandable>{}</blockquote>").format(lines(*known)) if known else None


def event_line(event: Event, last: datetime, texts: Texts) -> Markup | None:
    """With its clock, or its day where that is not the day of the last."""
    day = texts.when(event.at).removesuffix(texts.clock(event.at)).strip()
    is_same_day = texts.when(last).startswith(day)
    when = texts.clock(event.at) if is_same_day else day
    person = shorten(event.person or "–", PERSON)
    if event.reason == "give":
        to = shorten(event.note, PERSON)
        return texts.t("{when} {person} → {to}", when=when, person=person, to=to)
    sentence = next((said for reason, said in EVENT_SENTENCES.items() if reason == event.reason), None)
    return None if sentence is None else texts.t(sentence, when=when, person=person)


# ----------------------------------------------------------------------------------------- what can be done


def alert_buttons(alert: Alert, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """What still means something; each carries how old the card is, so that no old one acts."""
    end = f"{alert.id}:{alert.version}"

    def button(label: str, action: str) -> Button:
        return Button(str(texts.t(label)), f"alert:{action}:{end}")

    why = button("Why", "why")
    match Status.TAKEN if alert.is_had else alert.state.status:
        case Status.OPEN | Status.RECOVERING:
            first = (button("I take it", "take"), button("Give to …", "whom"))
            return (
                *rival_alerts.answer_row(alert, texts),
                first,
                (button("Solved", "solve"), button("Mute …", "mutes")),
                (button("No problem", "dismiss"), why),
            )
        case Status.TAKEN:
            first = (button("Solved", "solve"), button("Give to …", "whom"))
            rest = (button("Mute …", "mutes"), button("Not mine any more", "reopen"))
            return *rival_alerts.answer_row(alert, texts), first, rest, (why,)
        case Status.MUTED:
            return ((button("Unmute", "reopen"), button("Solved", "solve")), (why,))
        case Status.SOLVED | Status.DISMISSED if alert.state.ended_at is None:
            return ((button("Open again", "reopen"), why),)
    return ((why,),)


def mutes_post(alert: Alert, story: Story, campaign_ends: datetime | None, texts: Texts) -> Post:
    """How long, and how far: this one, its rule, everything."""
    end = f"{alert.id}:{alert.version}"

    def button(label: str, which: str) -> tuple[Button, ...]:
        return (Button(str(texts.t(label)), f"alert:mute:{end}:{which}"),)

    rows = [button("This one: 1 day", "day"), button("This one: until it recovers", "gone")]
    if campaign_ends is not None:
        rows.append(button("This one: until the campaign ends", "campaign"))
    rows += [button("All of this kind: 7 days", "rule"), button("Everything: until tomorrow", "all")]
    back = (Button(str(texts.t("‹ Back")), f"alert:show:{alert.id}"),)
    return Post(alert_text(alert, story, texts), (*rows, back))


def whom_post(alert: Alert, story: Story, people: Sequence[tuple[int, str]], texts: Texts) -> Post:
    """To whom it may be given: people of the store."""
    end = f"{alert.id}:{alert.version}"
    rows = [(Button(shorten(name, 24), f"alert:give:{end}:{user_id}"),) for user_id, name in people]
    back = (Button(str(texts.t("‹ Back")), f"alert:show:{alert.id}"),)
    return Post(alert_text(alert, story, texts), (*rows, back))


REASON_SENTENCES = {
    Reason.NOTHING: "Nothing is wrong.",
    Reason.NEW: "It was found and nobody knew of it yet.",
    Reason.RECURRED: "It was over, and has come back.",
    Reason.UNSENT: "It was known, but had not been told yet.",
    Reason.AFTER_QUIET: "It was found in quiet hours and is still there.",
    Reason.QUIET: "These are quiet hours or a day off: it is kept for later.",
    Reason.MUTED: "Somebody muted it.",
    Reason.MUTE_OVER: "It is no longer muted.",
    Reason.SUPPRESSED: "Something larger explains it.",
    Reason.NO_LONGER_SUPPRESSED: "What explained it is over, and it is still there.",
    Reason.SAME: "It is still there, with the same figures.",
    Reason.UPDATED: "It is still there, with other figures.",
    Reason.WORSE: "It has become critical.",
    Reason.UNTAKEN: "Nobody took it for 30 minutes of working time.",
    Reason.UNTAKEN_LONG: "Nobody took it for 2 hours of working time.",
    Reason.PROMISE_PAST: "Who took it had it until then, and it is still there.",
    Reason.BETWEEN: "Better, but not yet well enough to be over.",
    Reason.NO_DATA: "No new figures: nothing can be said.",
    Reason.RECOVERING: "The figures are fine again; it is over when they stay so.",
    Reason.SETTLING: "The figures are fine again; it is over when they stay so.",
    Reason.BACK: "It had begun to recover, and is back.",
    Reason.WAVERING: "It was over for a moment only: the figure wavers around its limit.",
    Reason.OVER: "The figures are fine again.",
    Reason.OVERTAKEN: "It has become something worse, which has a card of its own.",
    Reason.CORRECTED: "The figures of its day are others by now, and fine.",
    Reason.SOLVED: "Somebody solved it: quiet until figures of a later day.",
    Reason.DISMISSED: "Somebody said it is no problem: quiet until it was gone once.",
    Reason.GONE: "What somebody closed is really over.",
}
