"""The arrival board, and the question for files that are late."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.post import Post
from messages.texts import Texts, lines, shorten
from messages.undo import STATE_SENTENCES
from messages.uploads import title_of
from metrics.arrivals import Arrival, Board, Coming, Habit, Standing
from metrics.uploads import UploadState

NAME_CELLS = 24
PERSON_CELLS = 12


def board_post(board: Board, texts: Texts) -> Post:
    """What came today and what did not, in the usual order, the late ones first."""
    late = [one for one in board.expected if one.standing is Standing.LATE]
    rest = [one for one in board.expected if one.standing is not Standing.LATE]
    parts = [head_line(board, len(late), texts)]
    for arrival in (*late, *rest):
        parts += [Markup(), *arrival_lines(arrival, texts)]
    for coming in (*board.others, *board.unread):
        parts += [Markup(), *coming_lines(coming, texts)]
    if not board.expected and board.has_habits:
        parts += [Markup(), texts.t("None is expected today.")]
    elif not board.expected:
        parts += [Markup(), texts.t("I learn which files to expect from those you send on three days.")]
    return Post(lines(*parts))


def head_line(board: Board, late: int, texts: Texts) -> Markup:
    day = texts.day(board.day, weekday=True)
    if not board.expected:
        return texts.t("<b>Files on {day}</b>", day=day)
    missing = sum(one.came is None for one in board.expected)
    if not missing:
        return texts.t("✅ <b>All files of {day} are here</b>", day=day)
    if late:
        return texts.n(
            "⏰ <b>{day}: {count} file late</b>", "⏰ <b>{day}: {count} files late</b>", late, day=day
        )
    one, many = "⏳ <b>{day}: {count} file to come</b>", "⏳ <b>{day}: {count} files to come</b>"
    return texts.n(one, many, missing, day=day)


def arrival_lines(arrival: Arrival, texts: Texts) -> list[Markup]:
    """Which file; when and by whom it came, or usually comes."""
    if arrival.came is not None:
        return coming_lines(arrival.came, texts)
    habit = arrival.habit
    title, person = short_title(habit.format, texts), shorten(habit.user_name, PERSON_CELLS)
    if arrival.standing is Standing.LATE:
        head = texts.t("⏰ {title}", title=title)
    else:
        head = texts.t("⏳ {title}", title=title)
    return [head, texts.t("usually {time} · {person}", time=f"{habit.usual:%H:%M}", person=person)]


def coming_lines(coming: Coming, texts: Texts) -> list[Markup]:
    time, person = texts.clock(coming.received_at), shorten(coming.user_name, PERSON_CELLS)
    came = texts.t("{time} · {person}", time=time, person=person)
    name = short_title(coming.format, texts) if coming.format else shorten(coming.file_name, NAME_CELLS)
    if coming.state == UploadState.STORED:
        return [texts.t("✅ {title}", title=name), came]
    head = texts.t("🤔 {title}", title=name)
    return [head, came, texts.t(STATE_SENTENCES[UploadState(coming.state)])]


def late_post(late: Sequence[Arrival], texts: Texts) -> Post:
    """Asks for all files that are late together, each from who usually sends it."""
    parts = [texts.n("<b>A file is not here yet.</b>", "<b>{count} files are not here yet.</b>", len(late))]
    for arrival in late:
        habit = arrival.habit
        parts += [Markup(), title_line(habit.format, texts), usual_line(habit, texts)]
    parts += [
        Markup(),
        texts.n(
            "Could you drop it here when you have a minute?",
            "Could you drop them here when you have a minute?",
            len(late),
        ),
    ]
    return Post(lines(*parts))


def usual_line(habit: Habit, texts: Texts) -> Markup:
    return texts.t("usually {time} · {person}", time=f"{habit.usual:%H:%M}", person=who(habit))


def who(habit: Habit) -> Markup:
    """A mention, so that Telegram tells them; the bare name where there is no person to tell.

    Who is away is not told: whoever stands in is.
    """
    if habit.stand_in is not None:
        user_id, name = habit.stand_in
        away = Markup("{}").format(shorten(habit.user_name, PERSON_CELLS // 2))
        return Markup("{} → {}").format(away, mention(user_id, shorten(name, PERSON_CELLS // 2)))
    name = shorten(habit.user_name, PERSON_CELLS)
    if habit.is_away or not habit.has_person:
        return Markup("{}").format(name)
    return mention(habit.user_id, name)


def mention(user_id: int, name: str) -> Markup:
    return Markup('<a href="tg://user?id={}">{}</a>').format(user_id, name)


def title_line(format: str, texts: Texts) -> Markup:
    return texts.t("<b>{title}</b>", title=short_title(format, texts))


def short_title(format: str, texts: Texts) -> str:
    return shorten(texts.t(title_of(format)).unescape(), NAME_CELLS)
