"""Tasks in words: what is to be done and whose it is, and the buttons that approve it or end it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from messages.budgets import channel_name
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.alerts import Alert, Event, Status
from metrics.tasks import APPROVED, Task, TaskKind, by_owner, proposal

MISTAKES = {
    "unknown_task": "This task is not kept here any more.",
    "task_done_before": "{person} has done this already.",
    "nothing_to_approve": "There is nothing to approve here any more.",
    "approve_needs_manager": "Only a manager can approve this.",
}
APPROVABLE = (Status.OPEN, Status.TAKEN)
MOST = 12
PERSON = 16  # cells of a name
OWNER = 8  # where it stands behind another
WHAT_SENTENCES = {
    TaskKind.CAP: "Cap it at {amount} today",
    TaskKind.HALT: "Pause it until midnight",
    TaskKind.DAILY: "{amount} a day from {day}",
    TaskKind.TOP_UP: "Top up {amount}",
    TaskKind.PAUSE_PLAN: "Pause the plan",
    TaskKind.PAUSE_WORD: "Pause the word",
}


def what(kind: TaskKind, facts: Mapping[str, str], texts: Texts, room: int = NARROW) -> Markup:
    """What is to be done, without on what; amounts are shortened where there is no room."""
    amount = Decimal(facts["amount"]) if "amount" in facts else None
    day = texts.day(date.fromisoformat(facts["from"])) if "from" in facts else None
    exact = texts.figures(WHAT_SENTENCES[kind], amount=amount, day=day)
    if cells(exact.striptags()) <= room:
        return exact
    return texts.figures(WHAT_SENTENCES[kind], short=True, amount=amount, day=day)


def where(facts: Mapping[str, str], texts: Texts, width: int = NARROW) -> str:
    """On which channel, plan or word; not escaped."""
    return (
        channel_name(facts["channel"], texts, width) if "channel" in facts else shorten(facts["name"], width)
    )


# ---------------------------------------------------------------------------------------------- approving


def approve_rows(alert: Alert, story: Sequence[Event], texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """What an alert proposes, to approve with one press; nothing once that is done."""
    wanted = proposal(alert.finding)
    is_approved = any(event.reason == APPROVED for event in story)
    if wanted is None or is_approved or alert.state.status not in APPROVABLE:
        return ()
    label = f"👌 {what(wanted.kind, wanted.facts, texts).unescape()}"
    return ((Button(label, f"task:approve:{alert.id}:{alert.version}"),),)


def approved_post(task: Task, texts: Texts) -> Post:
    """The answer to an approval, for whoever does it."""
    return Post(lines(*task_lines(task, texts), *state_lines(task, texts)), done_rows(task, texts))


def task_lines(task: Task, texts: Texts) -> tuple[str, ...]:
    return (
        Markup("<b>{}</b>").format(what(task.kind, task.facts, texts)),
        where(task.facts, texts),
    )


def state_lines(task: Task, texts: Texts) -> tuple[str, ...]:
    if task.done_at is not None:
        done = shorten(task.done_by or "–", PERSON)
        return (texts.t("✅ done by {person}", person=done),)
    by = texts.t("Approved by {person}", person=shorten(task.made_by, PERSON))
    hand = (texts.t("I cannot set it myself: please"), texts.t("set it on the ad platform."))
    if task.owner is None:
        return by, *hand
    return texts.t("✋ {person}", person=shorten(task.owner_name or "–", PERSON)), by, *hand


def done_rows(task: Task, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    if task.done_at is not None:
        return ()
    return ((Button(str(texts.t("✅ Done")), f"task:done:{task.id}"),),)


# ---------------------------------------------------------------------------------------------- the list


def tasks_post(tasks: Sequence[Task], today: date, texts: Texts) -> Post:
    """Open tasks by whose they are; the numbers are buttons that say it is done."""
    if not tasks:
        return Post(texts.t("<b>No open tasks</b>"))
    ordered = [task for own in by_owner(tasks).values() for task in own][:MOST]
    said: list[str] = [head(len(tasks), texts)]
    numbers: list[Button] = []
    for number, task in enumerate(ordered, 1):
        if number == 1 or ordered[number - 2].owner_name != task.owner_name:
            said += ["", owner_line(task.owner_name, texts)]
        said += listed_lines(number, task, today, texts)
        numbers.append(Button(f"✅ {number}", f"task:done:{task.id}:list"))
    if (more := len(tasks) - len(ordered)) > 0:
        said.append(texts.n("… and {count} more", "… and {count} more", more))
    return Post(lines(*said), tuple(tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)))


def head(count: int, texts: Texts) -> Markup:
    return texts.n("<b>{count} open task</b>", "<b>{count} open tasks</b>", count)


def owner_line(name: str, texts: Texts) -> Markup:
    if not name:
        return texts.t("nobody's yet")
    return texts.t("✋ {person}", person=shorten(name, PERSON))


def listed_lines(number: int, task: Task, today: date, texts: Texts) -> list[str]:
    lead = f"{number} "
    told = [
        lead + where(task.facts, texts, NARROW - cells(lead)),
        Markup("   {}").format(what(task.kind, task.facts, texts, NARROW - 3)),
    ]
    if task.due is not None and task.due < today:
        told.append(texts.t("   ⏰ since {day}", day=texts.day(task.due)))
    return told


def open_lines(tasks: Sequence[Task], most: int, texts: Texts) -> tuple[str, ...]:
    """For other posts: what is open, and whose."""
    if not tasks:
        return ()
    told: list[str] = []
    for task in tasks[:most]:
        owner = f" ✋ {shorten(task.owner_name, OWNER)}" if task.owner_name else ""
        told += [
            Markup("• {}").format(what(task.kind, task.facts, texts, NARROW - 2)),
            where(task.facts, texts, NARROW - cells(owner)) + owner,
        ]
    more = len(tasks) - most
    rest = (texts.n("… and {count} more", "… and {count} more", more),) if more > 0 else ()
    return head(len(tasks), texts), *told, *rest, texts.t("/tasks to see to them")
