"""A workbook with a password: who is asked for it, and where."""

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from messages.undo import NAME_CELLS, PERSON_CELLS

TOPIC = "password"


def locked_post(upload_id: int, file_name: str, link: str, texts: Texts, *, is_asked: bool) -> Post:
    """In the group, where it must not be said. `link` opens the private chat; it may be asked there."""
    asked = texts.t("I have asked for it in private.") if is_asked else None
    text = lines(
        texts.t("🔒 <b>The file has a password</b>"),
        name_line(file_name),
        "",
        asked,
        texts.t('<a href="{link}">Tell me in private</a>, not here.', link=link),
    )
    return Post(text, (discard_row(upload_id, texts),))


def question_post(
    upload_id: int, file_name: str, texts: Texts, *, was_wrong: bool = False, is_card: bool = False
) -> Post:
    """In private. The answer is the password. `is_card`: the file was sent there, and nothing else asks."""
    head = (
        texts.t("🔒 <b>That is not its password</b>")
        if was_wrong
        else texts.t("🔒 <b>The file has a password</b>")
    )
    text = lines(
        head,
        name_line(file_name),
        "",
        texts.t("Answer this message with it."),
        texts.t("It is used once, never stored."),
        texts.t("I delete your answer at once."),
    )
    buttons = (discard_row(upload_id, texts),) if is_card else ()
    return Post(text, buttons, topic=f"{TOPIC}:{upload_id}")


def told_post(file_name: str, texts: Texts) -> Post:
    return Post(lines(texts.t("🔓 Thank you, I am reading it."), name_line(file_name)))


def unlocked_post(file_name: str, person: str, texts: Texts) -> Post:
    """What becomes of the card in the group."""
    who = shorten(person, PERSON_CELLS)
    said = texts.t("🔓 <b>{person} has told me the password</b>: it is being read.", person=who)
    return Post(lines(said, name_line(file_name)))


def discard_row(upload_id: int, texts: Texts) -> tuple[Button]:
    return (Button(str(texts.t("Discard")), f"{TOPIC}:discard:{upload_id}"),)


def name_line(file_name: str) -> Markup:
    return Markup("{}").format(shorten(file_name, NAME_CELLS))
