"""Who may do what: the question to the managers, their decision, the list of people."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.stores import Person, Role, Store

A_PAGE = 8
NAME_CELLS = 18

MISTAKES = {
    "needs_manager": "Only managers may do that: the group's admins and the owners of this bot.",
    "needs_staff": "Only staff and managers may do that. A manager can make you staff with /people.",
    "unknown_person": "I do not know this person any more. Send /people to see who is here.",
    "unknown_role": "There is no role “{given}”. Send /people to choose again.",
}


def question_post(user_id: int, name: str, texts: Texts) -> Post:
    """One message for both: the managers are to decide, and the person knows that they were asked."""
    text = lines(
        texts.t("<b>{name}</b> wants to work with me here. I have asked the managers.", name=name),
        texts.t("Managers, please decide: staff may send files and read, viewers may only read."),
    )
    return Post(text, buttons=(_roles("decide", user_id, texts),))


def decision_post(person: Person, decided_by: str, texts: Texts) -> Post:
    match person.role:
        case Role.STAFF:
            said = texts.t(
                "<b>{name}</b> is staff now, decided by {by}. Please send your request once more.",
                name=person.name,
                by=decided_by,
            )
        case Role.VIEWER:
            said = texts.t(
                "<b>{name}</b> may read now, decided by {by}. Please send your request once more.",
                name=person.name,
                by=decided_by,
            )
        case _:
            said = texts.t("<b>{name}</b> stays outside, decided by {by}.", name=person.name, by=decided_by)
    return Post(said)


def people_post(store: Store, people: Sequence[Person], page: int, texts: Texts) -> Post:
    """A page of the store's people, a button each."""
    pages = max(1, -(-len(people) // A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = people[page * A_PAGE : (page + 1) * A_PAGE]
    text = lines(
        texts.t("<b>People of {store}</b>", store=store.name),
        texts.n(
            "{count} person has asked to work with me.",
            "{count} people have asked to work with me.",
            len(people),
        )
        if people
        else texts.t("Nobody has asked to work with me yet."),
        texts.t("The group's admins are always managers, and not listed."),
        texts.t("Press a name to change what somebody may do.") if people else None,
    )
    rows: list[tuple[Button, ...]] = [
        (Button(_label(person, texts), f"people:show:{person.user_id}:{page}"),) for person in shown
    ]
    turns = [
        Button("◀", f"people:list:{page - 1}") if page else None,
        Button("▶", f"people:list:{page + 1}") if page + 1 < pages else None,
    ]
    if turn := tuple(button for button in turns if button):
        rows.append(turn)
    return Post(text, buttons=tuple(rows))


def person_post(person: Person, page: int, texts: Texts) -> Post:
    text = lines(
        Markup("<b>{}</b> · {}").format(person.name, role_name(person.role, texts)),
        texts.t("Staff may send files and read, viewers may only read."),
    )
    back = Button(str(texts.t("Back")), f"people:list:{page}")
    return Post(text, buttons=(_roles(f"give:{page}", person.user_id, texts), (back,)))


def role_name(role: Role, texts: Texts) -> str:
    match role:
        case Role.MANAGER:
            return str(texts.t("manager"))
        case Role.STAFF:
            return str(texts.t("staff"))
        case Role.VIEWER:
            return str(texts.t("viewer"))
        case Role.REFUSED:
            return str(texts.t("not admitted"))
        case Role.ASKED:
            return str(texts.t("waiting for a decision"))


def asked_note(texts: Texts) -> str:
    """On the button of somebody who is not yet decided about."""
    return str(texts.t("The managers have been asked whether you may work with me here."))


def _label(person: Person, texts: Texts) -> str:
    return f"{shorten(person.name, NAME_CELLS)} · {role_name(person.role, texts)}"


def _roles(action: str, user_id: int, texts: Texts) -> tuple[Button, ...]:
    return (
        Button(str(texts.t("Staff")), f"people:{action}:{user_id}:{Role.STAFF}"),
        Button(str(texts.t("Viewer")), f"people:{action}:{user_id}:{Role.VIEWER}"),
        Button(str(texts.t("No")), f"people:{action}:{user_id}:{Role.REFUSED}"),
    )
