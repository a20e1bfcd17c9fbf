"""Drafts of targets in words: what comes of them for each day or month, put right before they are saved."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date
from markupsafe import Markup

from messages.events import PHASE_SENTENCES, season_name
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.drafts import Draft, Mark, MonthPlan, Way, YearPlan

MISTAKES = {
    "no_draft": "This draft is gone: somebody has discarded it. /target makes a new one.",
    "draft_saved": "This draft was saved already, {when}.",
    "draft_old": "This draft is of {when}, too old to be saved. /target makes a new one.",
    "draft_outdated": "Targets of these days were set after this draft was made. /target makes a new one.",
    "draft_changed": "Somebody else has just changed or saved this draft. Look at it again.",
    "pinned_above_target": "What is fixed comes to {pinned}, more than the target of {target}. "
    "Lower it, or raise the target.",
    "pinned_below_target": "All is fixed and comes to {pinned}, less than the target of {target}. "
    "Raise some of it, or lower the target.",
    "month_does_not_fit": "Month {month} has {target}, but its campaigns and fixed days come to {pinned}. "
    "Give it more.",
    "day_of_another_month": "{day} is not in the month of this draft.",
    "unknown_day_line": "I cannot read “{given}”. Write a day and its amount, like 11-11 300000.",
    "unknown_month_line": "I cannot read “{given}”. Write a month and its amount, like 11 1000000.",
}
TOPIC = "target"
LEAST_NAME = 4  # cells: a name cut shorter says nothing
ASK, EDIT = f"{TOPIC}:ask", f"{TOPIC}:edit"  # our questions, answered by reply


def month_name(day: date, texts: Texts) -> str:
    zh = texts.language == "zh"
    return format_date(day, "y年M月" if zh else "MMMM y", locale="zh" if zh else "en")


def short_month(day: date, texts: Texts) -> str:
    zh = texts.language == "zh"
    return format_date(day, "M月" if zh else "MMM", locale="zh" if zh else "en")


def year_name(day: date, texts: Texts) -> str:
    return f"{day.year}年" if texts.language == "zh" else str(day.year)


def draft_post(draft: Draft, texts: Texts) -> Post:
    """The draft with its buttons."""
    return Post(lines(*draft_lines(draft, texts)), draft_buttons(draft, texts))


def draft_lines(draft: Draft, texts: Texts) -> Iterator[Markup]:
    plan = draft.plan
    yield texts.t("<b>{name}: target to save</b>", name=plan_name(plan, texts))
    yield from figure_lines(plan, texts)
    yield from year_lines(plan, texts) if isinstance(plan, YearPlan) else month_lines(plan, texts)


def figure_lines(plan: MonthPlan | YearPlan, texts: Texts) -> Iterator[Markup]:
    """The total, how it is split, and what it replaces."""
    yield texts.figures("Total {amount}", amount=plan.amount)
    if plan.way is Way.EVENLY:
        yield texts.t("Split evenly")
    elif isinstance(plan, YearPlan):
        yield (
            texts.t("Split as last year sold") if plan.by_last_year else texts.t("Split by the months' days")
        )
    elif plan.known:
        yield texts.t("Split by weekday and campaigns")
    else:
        yield texts.t("Split by campaigns alone")
    if plan.replaces is not None:
        yield texts.figures("In place of {amount}", amount=plan.replaces)


# ------------------------------------------------------------------------------------------------- a month


def month_lines(plan: MonthPlan, texts: Texts) -> Iterator[Markup]:
    """Week by week: its sum, then its days; special and fixed days have lines of their own."""
    amounts = plan.by_day
    for week in weeks(amounts):
        together = sum((amounts[day] for day in week), Decimal(0))
        yield Markup()
        yield week_line(week, together, texts)
        yield from packed(week, amounts, plan, texts)


def weeks(days: Iterable[date]) -> list[list[date]]:
    found: dict[date, list[date]] = {}
    for day in days:
        found.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    return list(found.values())


def week_line(week: list[date], together: Decimal, texts: Texts) -> Markup:
    first, last = texts.day(week[0]), texts.day(week[-1])
    if first == last:
        return texts.figures("<b>{day} · {amount}</b>", short=True, day=first, amount=together)
    return texts.figures(
        "<b>{first} – {last} · {amount}</b>", short=True, first=first, last=last, amount=together
    )


def packed(
    week: list[date], amounts: Mapping[date, Decimal], plan: MonthPlan, texts: Texts
) -> Iterator[Markup]:
    """As many plain days in a line as a phone holds."""
    waiting = Markup()
    for day in week:
        said, alone = day_text(day, amounts[day], plan, texts)
        joined = Markup("{}  {}").format(waiting, said) if waiting else said
        if waiting and (alone or cells(joined.striptags()) > NARROW):
            yield waiting
            joined = said
        waiting = joined
        if alone:
            yield waiting
            waiting = Markup()
    if waiting:
        yield waiting


def day_text(day: date, amount: Decimal, plan: MonthPlan, texts: Texts) -> tuple[Markup, bool]:
    """A day and its amount; whether it is special or was fixed by hand, and so stands alone."""
    mark, is_edited = plan.marks.get(day), day in plan.edited
    said = texts.t(
        "{weekday} {day}: {amount}", weekday=weekday(day, texts), day=day.day, amount=texts.short(amount)
    )
    if is_edited:
        said = Markup("{} ✎").format(said)
    room = NARROW - cells(said.striptags()) - 1
    if mark is not None and room >= LEAST_NAME:
        said = Markup("{} {}").format(said, shorten(mark_name(mark, texts), room))
    return said, is_edited or mark is not None


def weekday(day: date, texts: Texts) -> str:
    """一, Mon."""
    zh = texts.language == "zh"
    return format_date(day, "EEEEE" if zh else "EEE", locale="zh" if zh else "en")


def mark_name(mark: Mark, texts: Texts) -> str:
    if mark.phase is None:
        return mark.campaign
    return str(texts.t(PHASE_SENTENCES[mark.phase], season=season_name(mark.season, texts)))


# -------------------------------------------------------------------------------------------------- a year


def year_lines(plan: YearPlan, texts: Texts) -> Iterator[Markup]:
    """Its months; what is below them is split as each month is."""
    yield Markup()
    for number, amount in plan.by_month.items():
        name = short_month(date(plan.year, number, 1), texts)
        sentence = "{month}: {amount} ✎" if number in plan.edited else "{month}: {amount}"
        yield texts.figures(sentence, month=name, amount=amount)
    yield Markup()
    yield texts.t("Days by weekday and campaigns")


def plan_name(plan: MonthPlan | YearPlan, texts: Texts) -> str:
    if isinstance(plan, YearPlan):
        return year_name(plan.period.start, texts)
    return month_name(plan.start, texts)


# --------------------------------------------------------------------------------- buttons and what follows


def draft_buttons(draft: Draft, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    number, is_year = draft.id, isinstance(draft.plan, YearPlan)
    edit = texts.t("Edit a month") if is_year else texts.t("Edit a day")
    other = (
        Button(str(texts.t("By pattern")), f"target:pattern:{number}")
        if draft.plan.way is Way.EVENLY
        else Button(str(texts.t("Evenly")), f"target:evenly:{number}")
    )
    return (
        (Button(str(texts.t("Save")), f"target:save:{number}"),),
        (Button(str(edit), f"target:edit:{number}"), other),
        (Button(str(texts.t("Discard")), f"target:discard:{number}"),),
    )


def saved_post(draft: Draft, store_id: int, person: str, texts: Texts) -> Post:
    """What was saved and by whom, the amounts below; a button to where it stands."""
    plan = draft.plan
    first = texts.t("<b>{name}: target saved</b>", name=plan_name(plan, texts))
    by = texts.t("✓ {person}", person=shorten(person, NARROW - 2))
    below = year_lines(plan, texts) if isinstance(plan, YearPlan) else month_lines(plan, texts)
    text = lines(first, by, *figure_lines(plan, texts), *below)
    if isinstance(plan, YearPlan):
        button = Button(str(texts.t("Show the year")), f"target:year:{store_id}:{plan.year}")
    else:
        button = Button(str(texts.t("Show the month")), f"target:month:{store_id}:{plan.start:%Y%m}")
    return Post(text, ((button,),))


def discarded_post(draft: Draft, person: str, texts: Texts) -> Post:
    said = texts.t("<b>{name}: draft discarded</b>", name=plan_name(draft.plan, texts))
    return Post(
        lines(
            said,
            texts.t("✓ {person}", person=shorten(person, NARROW - 2)),
            texts.t("Targets stay as they were."),
        )
    )


def ask_post(when: date, is_year: bool, texts: Texts) -> Post:
    """The amount is asked for; the answer is a reply to this."""
    if is_year:
        name, example, topic = year_name(when, texts), "12000000", f"{ASK}:{when:%Y}"
    else:
        name, example, topic = month_name(when, texts), "900000", f"{ASK}:{when:%Y%m}"
    said = texts.t("Reply with the target for {name}, for example: {example}", name=name, example=example)
    return Post(said, topic=topic)


def edit_post(draft: Draft, card: int, texts: Texts) -> Post:
    """Days or months are asked for; `card` is the message that shows the draft."""
    plan = draft.plan
    if isinstance(plan, YearPlan):
        said = texts.t(
            "Reply with months and amounts, one a line, for example: {example}", example="11 1000000"
        )
    else:
        example = f"{plan.start:%m}-11 300000"
        said = texts.t("Reply with days and amounts, one a line, for example: {example}", example=example)
    return Post(said, topic=f"{EDIT}:{draft.id}:{card}")


def edited_post(draft: Draft, texts: Texts) -> Post:
    amount = texts.money(draft.plan.amount)
    return Post(texts.t("Changed above. The total stays {amount}; save it there.", amount=amount))
