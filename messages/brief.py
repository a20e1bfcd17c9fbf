"""The morning brief in words: the verdict and the one thing to do, the figures, and details to unfold."""

from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from messages.comparing import compared_day
from messages.events import day_names
from messages.morning import (
    ad_lines,
    ads_view,
    alert_lines,
    move_lines,
    reached_share,
    revenue_lines,
    review_lines,
    stretch_lines,
    unsent_lines,
    why_lines,
)
from messages.pictures import ads_chart, revenue_chart
from messages.post import MAX_CAPTION, Button, Post, length
from messages.targets import unknown_days
from messages.texts import MISSING, NARROW, Texts, lines, shorten
from messages.waiting import file_name, missing_lines, person_name
from metrics.brief import VIEWS, Brief, DayAds, MissingFile, Todo, Verdict
from metrics.rivals import What

MISTAKES = {
    "day_ahead": "{day} is still to come. The brief tells about days that have been.",
}
CHOICES = ("7", "30", "ads")
ROOM = MAX_CAPTION - 100  # a correction may have to be said above it
NAME = 24  # cells of a plan's, shop's or person's name within a sentence

# ---------------------------------------------------------------------------------------------- the posts


def brief_post(
    brief: Brief, texts: Texts, *, now: datetime, chosen: str = "30", late: datetime | None = None
) -> Post:
    """The brief with its chart; `chosen` is what the picture shows: 7 or 30 days of revenue, or ads.

    `late` is when it was due, where it goes out late because the bot was away.
    """
    if chosen == "ads":
        text = lines(*ads_view(brief, texts), "", _as_of(texts, now))
        return Post(text, _buttons(brief, texts, chosen), ads_chart(brief, texts))
    span = int(chosen)
    visible = [*_head(brief, texts, late), *_figures(brief, texts)]
    quiet = [*revenue_lines(brief, texts), *ad_lines(brief, texts)] if brief.is_quiet else []
    details = _blocks(quiet, why_lines(brief, texts), _more(brief, texts, span), move_lines(brief, texts))
    text = fitted(visible, details, _as_of(texts, now), texts)
    chart = revenue_chart(brief, texts, span)
    return Post(text, _buttons(brief, texts, chosen), chart, silent=brief.is_quiet)


def tells_the_figures(said: str, brief: Brief, texts: Texts) -> bool:
    """Whether a brief that went out reads so as the day's revenue and ads are known by now."""
    told = set(said.split("\n"))
    return all(line in told for line in (*revenue_lines(brief, texts), *ad_lines(brief, texts)))


def fitted(visible: list[Markup], details: list[Markup], end: Markup, texts: Texts) -> Markup:
    """Details to unfold between what everybody sees; as many lines of them as a picture's words may have."""
    kept = list(details)
    while True:
        told = [*kept, texts.t("…")] if len(kept) < len(details) else kept
        folded = Markup("<blockquote expandable>{}</blockquote>").format(lines(*told)) if told else None
        text = lines(*visible, folded, end if folded is not None else None)
        if folded is None:
            text = lines(*visible, "", end)
        if not kept or length(text) <= ROOM:
            return text
        kept.pop()


def _blocks(*blocks: list[Markup]) -> list[Markup]:
    """Below one another, an empty line between."""
    found: list[Markup] = []
    for block in blocks:
        if block:
            found.extend((Markup(), *block) if found else block)
    return found


def _head(brief: Brief, texts: Texts, late: datetime | None) -> list[Markup]:
    names = day_names(brief.facts.calendar, brief.day, texts)
    said = [_quiet_line(brief, texts) if brief.is_quiet else _verdict_line(brief, texts)]
    if names:
        said.append(Markup("🏷 {}").format(shorten(" · ".join(names), NARROW - 3)))
    if late is not None:
        said.append(texts.t("⏰ Late: due {time}, I was away.", time=texts.clock(late)))
    return [*said, *missing_lines(brief, texts)]


def _figures(brief: Brief, texts: Texts) -> list[Markup]:
    """What everybody sees; of a quiet day nothing more than its one line."""
    if brief.is_quiet:
        return []
    blocks = (
        revenue_lines(brief, texts),
        ad_lines(brief, texts),
        review_lines(brief, texts),
        alert_lines(brief, texts),
        unsent_lines(brief, texts),
    )
    return [line for block in blocks if block for line in (Markup(), *block)]


def _more(brief: Brief, texts: Texts, span: int) -> list[Markup]:
    """Figures for whoever unfolds: the stretch that the picture shows, and what is not known of the month."""
    unknown = unknown_days(brief.month, texts) if brief.month is not None else ()
    return [*stretch_lines(brief, texts, span), *unknown]


def strange_button(texts: Texts) -> str:
    """The note on a button that is not this store's; plain text."""
    return str(texts.t("This button belongs to another store. Send /brief for yours."))


def _buttons(brief: Brief, texts: Texts, chosen: str) -> tuple[tuple[Button, ...], ...]:
    labels = {"7": texts.t("7 days"), "30": texts.t("30 days"), "ads": texts.t("Ads")}
    store, day = brief.facts.store.id, f"{brief.day:%Y%m%d}"
    where = f"brief:{store}:{day}"

    def button(choice: str, label: str) -> Button:
        return Button(label, f"{where}:{choice}")

    first = [button(name, f"✓ {label}" if name == chosen else f"{label}") for name, label in labels.items()]
    here = day + next(letter for letter, view in VIEWS.items() if view == chosen)
    why = Button(str(texts.t("Why")), f"why:{store}:{here}:revenue")
    source = Button(str(texts.t("Source")), f"traces:{store}:d{here}")
    return tuple(first), (why, source, button(chosen, str(texts.t("Refresh"))))


def _as_of(texts: Texts, now: datetime) -> Markup:
    return texts.t("As of {time}", time=texts.when(now))


# -------------------------------------------------------------------------------------------- the verdict

VERDICT_SENTENCES = {
    Verdict.UNKNOWN: "{day}: no revenue figures yet.",
    Verdict.NO_SALES: "{day}: nothing was sold.",
    Verdict.TARGET_REACHED: "{day}: target reached, {reached}.",
    Verdict.TARGET_MISSED: "{day}: target missed, {reached} of it.",
    Verdict.UP: "{day}: revenue up {change} on {before}.",
    Verdict.DOWN: "{day}: revenue down {change} on {before}.",
    Verdict.LEVEL: "{day}: revenue level with {before}.",
    Verdict.FIRST: "{day}: the first day on record.",
    Verdict.ALONE: "{day}: no day to compare it with yet.",
}
TODO_SENTENCES = {
    Todo.CHECK_SHOP: "Check at once that the shop and its items are online.",
    Todo.CUT_PLAN: "Cut or re-test “{plan}”: ROI {plan_roi}.",
    Todo.CHECK_ADS: "Go through the ads: ROI {roi} fails.",
    Todo.GET_VISITORS: "Fewer visitors cost {lost}: check the traffic sources.",
    Todo.LIFT_CONVERSION: "Lower conversion cost {lost}: check prices, pages and service.",
    Todo.LIFT_ORDER_VALUE: "Smaller orders cost {lost}: check bundles and discounts.",
    Todo.CATCH_UP: "From now on {needed} a day is needed to make the month.",
    Todo.FIND_CAUSE: "Find out what has changed.",
    Todo.ANSWER_RIVAL: "{shop} lowered a price: decide whether to answer.",
    Todo.KEEP_GOING: "All in order: keep going.",
}


def _verdict_line(brief: Brief, texts: Texts) -> Markup:
    happened = texts.t(
        VERDICT_SENTENCES[brief.verdict],
        day=texts.day(brief.day, weekday=True),
        reached=reached_share(brief.reached, texts),
        change=texts.percent(abs(brief.change)) if brief.change is not None else MISSING,
        before=compared_day(brief.comparison, brief.day, texts),
    )
    return texts.t("<b>{happened}</b> {todo}", happened=happened, todo=_todo(brief, texts))


def _quiet_line(brief: Brief, texts: Texts) -> Markup:
    day, amount = texts.day(brief.day, weekday=True), texts.money(brief.revenue, compact=True)
    if brief.reached is not None:
        reached = reached_share(brief.reached, texts)
        one = "<b>{day}: all in order.</b> Revenue {amount}, {reached} of the target."
        return texts.t(one, day=day, amount=amount, reached=reached)
    changed = texts.arrow(brief.change)
    return texts.t(
        "<b>{day}: all in order.</b> Revenue {amount} {change}.", day=day, amount=amount, change=changed
    )


def _todo(brief: Brief, texts: Texts) -> Markup:
    todo, ads, parts = brief.todo, brief.ads, brief.split
    if todo in (Todo.SEND_FILE, Todo.SEND_ADS):
        return _send_line(brief, texts)
    if todo is Todo.ANSWER_REVIEWS:
        one = "Answer the {count} review that is overdue."
        return texts.n(one, "Answer the {count} reviews that are overdue.", brief.facts.reviews.overdue)
    if todo is Todo.SEE_TO_ALERTS:
        one, many = "{count} alert waits for somebody.", "{count} alerts wait for somebody."
        return texts.n(one, many, brief.untaken)
    if todo is Todo.LOWER_SPEND:
        return _spend_line(ads, texts)
    worst = ads.worst if ads else None
    lost = (
        {
            Todo.GET_VISITORS: parts.visitors,
            Todo.LIFT_CONVERSION: parts.conversion,
            Todo.LIFT_ORDER_VALUE: parts.aov,
        }
        if parts
        else {}
    )
    cheaper = next((move.shop for move in brief.facts.moves if move.what is What.PRICE_DOWN), "")
    return texts.t(
        TODO_SENTENCES[todo],
        plan=shorten(worst.name, NAME) if worst else "",
        plan_roi=texts.multiple(worst.totals.roi) if worst else MISSING,
        roi=texts.multiple(ads.roi) if ads else MISSING,
        lost=texts.money(abs(lost.get(todo) or Decimal(0)), compact=True),
        needed=texts.money(brief.month.needed_per_day, compact=True) if brief.month else MISSING,
        shop=shorten(cheaper, NAME),
    )


def _send_line(brief: Brief, texts: Texts) -> Markup:
    file = next(iter(brief.facts.missing), MissingFile("sycm_shop"))
    name = file_name(file.format, texts)
    if file.person:
        return texts.t("Ask {person} for {file}.", person=person_name(file), file=name)
    return texts.t("Please send {file}.", file=name)


def _spend_line(ads: DayAds | None, texts: Texts) -> Markup:
    share = texts.percent(ads.share if ads else None)
    if ads is None or ads.worst is None:
        return texts.t("Spend less on ads: they take {share} of revenue.", share=share)
    plan = shorten(ads.worst.name, NAME)
    return texts.t("Ads take {share} of revenue: cut or re-test “{plan}”.", share=share, plan=plan)
