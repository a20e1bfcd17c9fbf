"""A month of the store's calendar on a phone, what comes next, and the ways to change it."""

from collections.abc import Collection
from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from messages.events import holiday_name, season_day, season_name
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.agenda import Agenda, Declaration, Event, What, is_shown
from metrics.calendar import SEASONS, seasons_of
from metrics.periods import DAY, Period
from metrics.targets import month_of

MISTAKES = {
    "unknown_calendar_month": "I do not know the month “{given}”. Write it like 2026-12, "
    "at most three years from today.",
    "unknown_planned_days": "I do not know the days “{given}”. Write them like 12-25, 2026-12-25 "
    "or 12-25..12-27.",
    "too_many_days_off": "At most {most} days at once, please.",
}
MOST_EVENTS = 14
EVE = "Chinese New Year's Eve"
EVENT_SENTENCES = {
    What.ENROL: "{days} ⏰ enrol: {name}",
    What.CAMPAIGN: "{days} 📣 {name}",
    What.SEASON: "{days} 🛒 {name}",
    What.HOLIDAY: "{days} 🏮 {name}",
    What.OFF: "{days} 💤 {name}",
    What.WORKED: "{days} 💼 {name}",
    What.MADE_UP: "{days} 💼 {name}",
}
SINGLE = (What.HOLIDAY, What.OFF, What.WORKED, What.MADE_UP)


def calendar_post(agenda: Agenda, store_id: int, texts: Texts) -> Post:
    """What comes next; then what is special in the month; ‹ and › turn it."""
    shown, left = agenda.events[:MOST_EVENTS], len(agenda.events) - MOST_EVENTS
    text = lines(
        *verdict_lines(agenda, texts),
        "",
        head_line(agenda, texts),
        *(event_line(one, agenda, texts) for one in shown),
        texts.t("Nothing special in this month.") if not shown else None,
        texts.n("… and {count} more", "… and {count} more", left) if left > 0 else None,
        texts.t("Moved workdays: not known yet") if not agenda.moved_known else None,
    )
    return Post(text, month_buttons(agenda, store_id, texts))


# -------------------------------------------------------------------------------------------- what comes next


def verdict_lines(agenda: Agenda, texts: Texts) -> tuple[Markup, ...]:
    event = agenda.upcoming
    if event is None:
        return (texts.t("<b>Nothing special in 60 days</b>"),)
    if event.what is What.ENROL:
        title = texts.t("Enrolment: {name}", name="")
        name = texts.t("Enrolment: {name}", name=event_name(event, NARROW - cells(title), texts))
    else:
        name = Markup("{}").format(event_name(event, NARROW, texts))
    return Markup("<b>{}</b>").format(name), Markup("<b>{}</b>").format(when_line(event, agenda.today, texts))


def when_line(event: Event, today: date, texts: Texts) -> Markup:
    days, day = (event.first - today).days, texts.day(event.first, weekday=True)
    if event.what is What.ENROL:
        if days == 0:
            return texts.t("ends today")
        return texts.n("ends in {count} day, {day}", "ends in {count} days, {day}", days, day=day)
    if event.what in SINGLE:
        return (
            texts.t("today")
            if days == 0
            else texts.n("in {count} day, {day}", "in {count} days, {day}", days, day=day)
        )
    if days == 0:
        return texts.t("begins today")
    return texts.n("begins in {count} day, {day}", "begins in {count} days, {day}", days, day=day)


# -------------------------------------------------------------------------------------------------- the month


def head_line(agenda: Agenda, texts: Texts) -> Markup:
    one, many = "{month}: {count} working day", "{month}: {count} working days"
    return texts.n(one, many, agenda.working_days, month=month_name(agenda.month, texts))


def month_name(month: Period, texts: Texts) -> str:
    zh = texts.language == "zh"
    return format_date(month.start, "y年M月" if zh else "MMM y", locale="zh" if zh else "en")


def event_line(event: Event, agenda: Agenda, texts: Texts) -> Markup:
    """Its days within the month and its name; what runs today in bold, a campaign with its plan."""
    days, plan = days_of(event, agenda.month, texts), plan_of(event, texts)
    sentence = EVENT_SENTENCES[event.what]
    room = NARROW - cells(texts.t(sentence, days=days, name="").unescape() + plan)
    line = texts.t(sentence, days=days, name=event_name(event, room, texts) + plan)
    return Markup("<b>{}</b>").format(line) if agenda.today in event else line


def days_of(event: Event, month: Period, texts: Texts) -> str:
    """`5–11`, `…–11`, `20–…`; a single day with its weekday: `Thu 26`."""
    if event.first == event.last:
        zh = texts.language == "zh"
        return format_date(event.first, "d EEE" if zh else "EEE d", locale="zh" if zh else "en")
    first = f"{event.first.day}" if event.first in month else "…"
    return f"{first}–{event.last.day if event.last in month else '…'}"


def event_name(event: Event, room: int, texts: Texts) -> str:
    """Not escaped, within so many cells."""
    if event.campaign is not None:
        return shorten(event.campaign.name, room)
    if event.season is not None:
        return shorten(season_day(event.season, texts), room)
    match event.what:
        case What.HOLIDAY:
            return shorten(holidays_name(event.holidays, texts), room)
        case What.OFF:
            return str(texts.t("day off"))
        case What.WORKED:
            return str(texts.t("worked"))
        case _:
            return str(texts.t("worked in exchange"))


def holidays_name(names: Collection[str], texts: Texts) -> str:
    """Of several together: not the eve, nor the days off in exchange around them."""
    found = dict.fromkeys(holiday_name(name, texts) for name in names)
    minor = (holiday_name("Day off", texts), holiday_name(EVE, texts))
    major = [name for name in found if name not in minor] or list(found)
    return "/".join(major)


def plan_of(event: Event, texts: Texts) -> str:
    """What a campaign is to bring."""
    if event.what is not What.CAMPAIGN or event.campaign is None:
        return ""
    if event.campaign.planned_uplift is not None:
        return f" {event.campaign.planned_uplift:+.0%}"
    if event.campaign.planned_revenue is not None:
        return f" {texts.money(event.campaign.planned_revenue, compact=True)}"
    return ""


def month_buttons(agenda: Agenda, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    before, after = month_of(agenda.month.start - DAY), month_of(agenda.month.end)
    turning = tuple(
        Button(sign.format(short_month(month, texts)), f"calendar:{store_id}:{month.start:%Y%m}")
        for sign, month in (("‹ {}", before), ("{} ›", after))
        if is_shown(month, agenda.today)
    )
    place = f"{store_id}:{agenda.month.start:%Y%m}"
    changing = (
        Button(str(texts.t("Day off")), f"calendar_set:{place}:off"),
        Button(str(texts.t("Seasons")), f"calendar_set:{place}:seasons"),
        Button(str(texts.t("Our campaigns")), f"campaign:{place}:list"),
    )
    return tuple(row for row in (turning, changing) if row)


def short_month(month: Period, texts: Texts) -> str:
    zh = texts.language == "zh"
    return format_date(month.start, "M月" if zh else "MMM", locale="zh" if zh else "en")


# ----------------------------------------------------------------------------------------------- changing it


def off_question(month: Period, card_id: int, texts: Texts) -> Post:
    """Asks for days off; the topic carries the month shown, and which card to bring up to date."""
    text = lines(
        texts.t("<b>Which days does nobody work?</b>"),
        texts.t("Reply with a day or days:"),
        texts.t("12-25 or 12-25..12-27"),
        texts.t("To work on them: 12-25 work"),
        texts.t("As usual again: 12-25 usual"),
    )
    return Post(text, topic=f"day_off:{month.start:%Y%m}:{card_id}")


def declared_post(said: Declaration, texts: Texts) -> Post:
    """Confirms what was said about days."""
    first, last = said.period.start, said.period.last
    day, until = texts.day(first, weekday=True), texts.day(last)
    if first == last:
        match said.works:
            case False:
                return Post(texts.t("<b>{day}: day off</b>", day=day))
            case True:
                return Post(texts.t("<b>{day}: worked</b>", day=day))
            case None:
                return Post(texts.t("<b>{day}: as usual</b>", day=day))
    match said.works:
        case False:
            return Post(texts.t("<b>{first} to {last}: off</b>", first=texts.day(first), last=until))
        case True:
            return Post(texts.t("<b>{first} to {last}: worked</b>", first=texts.day(first), last=until))
        case None:
            return Post(texts.t("<b>{first} to {last}: as usual</b>", first=texts.day(first), last=until))


def seasons_post(off: Collection[str], month: Period, store_id: int, texts: Texts) -> Post:
    """The platform's sale seasons, each a button that says whether the store takes part."""
    dates = {season.name: season for season in seasons_of(month.start.year)}
    listed = [
        texts.t(
            "{name}: {first}–{last}",
            name=season_name(season, texts),
            first=texts.day(season.first),
            last=texts.day(season.last),
        )
        for season in sorted(dates.values(), key=lambda one: one.first)
    ]
    place = f"{store_id}:{month.start:%Y%m}"
    toggles = [
        Button(
            f"{'✓' if name not in off else '✗'} {season_name(name, texts)}",
            f"calendar_set:{place}:season:{name}",
        )
        for name in SEASONS
    ]
    text = lines(
        texts.t("<b>Sale seasons of {year}</b>", year=month.start.year),
        *listed,
        "",
        texts.t("✓ you take part, ✗ you do not."),
    )
    rows = [tuple(toggles[i : i + 2]) for i in range(0, len(toggles), 2)]
    return Post(text, (*rows, (back_button(month, store_id, texts),)))


def back_button(month: Period, store_id: int, texts: Texts) -> Button:
    return Button(str(texts.t("‹ Calendar")), f"calendar:{store_id}:{month.start:%Y%m}")
