"""A store's settings card, the choices behind its buttons, and the questions that are answered by reply."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from messages.post import Button, Post
from messages.settings import files_line, regular_lines
from messages.texts import Texts, lines
from metrics.settings import Settings
from metrics.setup import BRIEF_TIMES, LONGEST_NAME, MOST_TIMES, PATIENCES, ZONES
from metrics.stores import Store

OWN_NAME = {"zh": "中文", "en": "English"}

MISTAKES = {
    "bad_name": "A store's name has 1 to {longest} characters. Please reply once more.",
    "bad_time": "I cannot read “{given}” as a time of day. Please write it like 09:00 or 8:30.",
    "too_many_times": "At most {most} times a day, please, for example: 09:00 13:00 20:00",
    "bad_zone": "I know no time zone “{given}”. Please write its full name, like Asia/Shanghai.",
    "bad_patience": "The brief may wait for files up to {most} minutes.",
    "unknown_setting": "This setting is no longer there. Send /setup to see the settings of today.",
}


def settings_post(
    store: Store,
    settings: Settings,
    now: datetime,
    texts: Texts,
    *,
    is_new: bool = False,
    sees_files: bool = True,
) -> Post:
    """The settings card. `sees_files` is false where privacy mode hides documents from the bot."""
    local = store.local(now)
    text = lines(
        texts.t("<b>{name}</b> is set up.", name=store.name)
        if is_new
        else texts.t("Settings of <b>{name}</b>", name=store.name),
        "",
        texts.t("Language: {language}", language=OWN_NAME[store.language]),
        texts.t("Time zone: {zone}", zone=store.zone),
        texts.t("Its clock now: {time}", time=f"{local:%H:%M}"),
        texts.t("Brief: {time}, latest {deadline}", time=_clock(store.brief_at), deadline=_deadline(store)),
        None if is_new else files_line(settings, texts),
        texts.t("Reviews: {times}", times=_clocks(store.review_times)),
        *(() if is_new else regular_lines(settings, texts)),
        "",
        texts.t("Next: send a shop or ad export as a file, then /brief. /help lists what I can do.")
        if is_new
        else None,
        texts.t("Press a button to change a setting.") if not is_new else None,
        None if sees_files else blind_line(texts),
    )
    return Post(text, buttons=_card_buttons(store, texts))


def brief_time_post(store: Store, texts: Texts) -> Post:
    text = lines(
        texts.t("At what time shall the morning brief come?"),
        texts.t(
            "Now it comes at {time}, by the clock of {zone}.", time=_clock(store.brief_at), zone=store.zone
        ),
    )
    choices = [Button(_clock(at), f"setup:set:brief:{at:%H%M}") for at in BRIEF_TIMES]
    return Post(text, buttons=(*_rows(choices, 3), _other("brief", texts)))


def patience_post(store: Store, texts: Texts) -> Post:
    text = lines(
        texts.t("How long may the brief wait for files?"),
        texts.t("It comes as soon as they are here; at the latest at {time}.", time=_deadline(store)),
    )
    choices = [
        Button(
            str(texts.t("not at all")) if not minutes else texts.span(timedelta(minutes=minutes)),
            f"setup:set:patience:{minutes}",
        )
        for minutes in PATIENCES
    ]
    back = Button(str(texts.t("Back")), "setup:show:card")
    return Post(text, buttons=(*_rows(choices, 3), (back,)))


def zone_post(store: Store, texts: Texts) -> Post:
    text = lines(
        texts.t("By which clock does the store live?"),
        texts.t("Now it is {zone}. Days, briefs and checks follow it.", zone=store.zone),
    )
    choices = [Button(zone, f"setup:set:zone:{zone}") for zone in ZONES]
    return Post(text, buttons=(*_rows(choices, 2), _other("zone", texts)))


def question_post(setting: str, card_id: int, texts: Texts) -> Post:
    """Asks for a setting; the topic carries which, and which card to bring up to date."""
    match setting:
        case "name":
            said = texts.t(
                "Reply to this message with the store's name, up to {longest} characters.",
                longest=LONGEST_NAME,
            )
        case "brief":
            said = texts.t("Reply to this message with the time of the morning brief, for example 08:30.")
        case "reviews":
            said = texts.t(
                "Reply to this message with up to {most} times for checking reviews, like 09:00 13:00 20:00.",
                most=MOST_TIMES,
            )
        case _:
            said = texts.t("Reply to this message with the name of the time zone, for example Asia/Shanghai.")
    return Post(said, topic=f"setup:{setting}:{card_id}")


def changed_post(store: Store, setting: str, texts: Texts) -> Post:
    """Confirms what was set by reply."""
    match setting:
        case "name":
            return Post(texts.t("Done: the store is called <b>{name}</b>.", name=store.name))
        case "brief":
            return Post(texts.t("Done: the brief comes at {time}.", time=_clock(store.brief_at)))
        case "reviews":
            return Post(texts.t("Done: reviews are checked at {times}.", times=_clocks(store.review_times)))
        case _:
            return Post(texts.t("Done: the store's clock is {zone}.", zone=store.zone))


def blind_line(texts: Texts) -> Markup:
    return texts.t(
        "⚠️ I cannot see files in this group yet: privacy mode is on. Make me an admin of the group, or "
        "switch privacy off with @BotFather (/setprivacy) and add me again."
    )


def _card_buttons(store: Store, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    other = "en" if store.language == "zh" else "zh"
    return (
        (
            Button(str(texts.t("Name")), "setup:ask:name"),
            Button(OWN_NAME[other], f"setup:set:language:{other}"),
        ),
        (
            Button(str(texts.t("Brief time")), "setup:show:brief"),
            Button(str(texts.t("Brief's wait")), "setup:show:patience"),
        ),
        (
            Button(str(texts.t("Review times")), "setup:ask:reviews"),
            Button(str(texts.t("Time zone")), "setup:show:zone"),
        ),
        (
            Button(str(texts.t("Day's posts")), "settings:show:posts"),
            Button(str(texts.t("Files")), "settings:show:files"),
        ),
    )


def _other(setting: str, texts: Texts) -> tuple[Button, ...]:
    return (
        Button(str(texts.t("Another…")), f"setup:ask:{setting}"),
        Button(str(texts.t("Back")), "setup:show:card"),
    )


def _rows(buttons: list[Button], width: int) -> Iterable[tuple[Button, ...]]:
    return (tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _deadline(store: Store) -> str:
    return _clock((datetime.combine(date.min, store.brief_at) + store.brief_patience).time())


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _clocks(times: Iterable[time]) -> str:
    return " ".join(_clock(at) for at in times)
