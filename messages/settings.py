"""The day's posts and the files that the brief waits for: how they stand, and the buttons to change them."""

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from messages.uploads import title_of
from metrics.settings import FilesChoice, Loudness, Regular, Settings, mark_of

POST_NAMES = {
    Regular.HALF_DAY: "Half-day check",
    Regular.EVENING: "Evening sheet",
    Regular.GOOD_REVIEWS: "Good reviews",
    Regular.WEEKLY: "Week, Mondays",
    Regular.MONTHLY: "Month, on the 1st",
}
SIGNS = {Loudness.ON: "🔔", Loudness.SILENT: "🔕", Loudness.OFF: "✗"}
TITLE_CELLS = 26


def regular_lines(settings: Settings, texts: Texts) -> tuple[Markup, ...]:
    """Each post with its time, or that it is off."""
    return tuple(regular_line(post, settings, texts) for post in Regular)


def regular_line(post: Regular, settings: Settings, texts: Texts) -> Markup:
    name, at = texts.t(POST_NAMES[post]), f"{settings.at(post):%H:%M}"
    match settings.loudness(post):
        case Loudness.ON:
            return texts.t("{post}: {time}", post=name, time=at)
        case Loudness.SILENT:
            return texts.t("{post}: {time} 🔕", post=name, time=at)
        case Loudness.OFF:
            return texts.t("{post}: off", post=name)


def files_line(settings: Settings, texts: Texts) -> Markup:
    """Which files the brief waits for."""
    if settings.expected is None:
        return texts.t("Files waited for: as learned")
    return texts.t("Files waited for: {count} chosen", count=len(settings.expected))


def posts_post(settings: Settings, texts: Texts) -> Post:
    """The day's other posts: one button turns a post on, silent, off; the other asks for its time."""
    text = lines(
        texts.t("<b>The day's other posts</b>"),
        *regular_lines(settings, texts),
        "",
        texts.t("🔔 with a sound if need be"),
        texts.t("🔕 silent · ✗ off"),
    )
    rows = tuple(
        (
            Button(f"{SIGNS[settings.loudness(post)]} {texts.t(POST_NAMES[post])}", f"settings:turn:{post}"),
            Button(f"🕑 {settings.at(post):%H:%M}", f"settings:ask:{post}"),
        )
        for post in Regular
    )
    return Post(text, (*rows, (back_button(texts),)))


def time_question(post: Regular, card_id: int, texts: Texts) -> Post:
    """Asks for a post's time; the topic carries which, and which card to bring up to date."""
    text = lines(
        texts.t("<b>{post}: when?</b>", post=texts.t(POST_NAMES[post])),
        texts.t("Reply with it, like 14:00."),
    )
    return Post(text, topic=f"settings:{post}:{card_id}")


def time_post(post: Regular, settings: Settings, texts: Texts) -> Post:
    """Confirms a post's time."""
    at = f"{settings.at(post):%H:%M}"
    return Post(texts.t("✅ {post}: {time}", post=texts.t(POST_NAMES[post]), time=at))


def files_post(choice: FilesChoice, texts: Texts) -> Post:
    """The files that the brief waits for: by habit, or as chosen."""
    head = texts.t("<b>Files the brief waits for</b>")
    how = texts.t("as learned from what comes") if choice.learned else texts.t("as you have chosen")
    none = texts.t("It waits for none.") if not choice.waited_for else None
    unknown = texts.t("No file has come so far.") if not choice.formats else None
    rows = tuple(
        (Button(f"{'✓' if format in choice.waited_for else '✗'} {title(format, texts)}", file_data(format)),)
        for format in choice.formats
    )
    learned = Button(
        f"{'✓ ' if choice.learned else ''}{texts.t('As learned')}",
        "settings:learn",
    )
    return Post(lines(head, how, none, unknown), (*rows, (learned, back_button(texts))))


def file_data(format: str) -> str:
    return f"settings:file:{mark_of(format)}"


def title(format: str, texts: Texts) -> str:
    return shorten(texts.t(title_of(format)).unescape(), TITLE_CELLS)


def back_button(texts: Texts) -> Button:
    return Button(str(texts.t("Back")), "setup:show:card")
