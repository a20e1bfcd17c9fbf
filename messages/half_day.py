"""The half-day check in words: on course or behind, the figures, and what to do."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from markupsafe import Markup

from messages.events import season_name
from messages.morning import reached_share
from messages.post import Post
from messages.texts import Texts, lines, shorten
from metrics.ads import AdLine
from metrics.calendar import Season
from metrics.half_day import HalfDay, Todo, Verdict, half_of
from metrics.sold import SalesReading, SoFar

MISTAKES = {
    "unknown_sold": "I cannot read “{given}” as an amount. Write what is sold today, like 18200 or 1.8万.",
}
TOPIC = "sold"  # a reply to the question is the figure
PERSON = 16  # cells
NAME = 14


def half_day_post(check: HalfDay, texts: Texts) -> Post:
    """The result; where nobody has said how much it is, the question. Only who is behind is disturbed."""
    if check.verdict is Verdict.UNKNOWN or check.facts.so_far.reading is None:
        return ask_post(check, texts)
    todos = [line for todo in check.todos for line in todo_lines(todo, check, texts)]
    text = lines(
        verdict_line(check, texts),
        *so_far_lines(check.facts.so_far, texts),
        due_line(check, texts),
        *(["", *todos] if todos else []),
    )
    return Post(text, silent=not check.is_behind)


def ask_post(check: HalfDay, texts: Texts) -> Post:
    """Asks for the figure; a reply is it."""
    so_far, time = check.facts.so_far, texts.clock(check.facts.half_at)
    due = texts.money(half_of(so_far.target), compact=True)
    text = lines(
        texts.t("<b>How much is sold so far?</b>"),
        texts.t("By {time} it should be {amount}:", time=time, amount=due) if so_far.target else None,
        texts.figures("half of {target}", target=so_far.target) if so_far.target else None,
        *(heard_lines(so_far.reading, texts) if so_far.reading else ()),
        "",
        texts.t("Reply with the figure."),
    )
    return Post(text, topic=TOPIC)


def heard_lines(reading: SalesReading, texts: Texts) -> tuple[Markup, ...]:
    return texts.figures("Last heard: {amount}", amount=reading.amount), said_line(reading, texts)


def said_line(reading: SalesReading, texts: Texts) -> Markup:
    """When it was so, and by whom we know."""
    person = shorten(reading.person, PERSON)
    return texts.t("{time} · {person}", time=texts.clock(reading.at), person=person)


def sold_post(check: HalfDay, texts: Texts) -> Post:
    """The answer to whoever said or asks what is sold: it is only they who are told."""
    post = half_day_post(check, texts)
    return Post(post.text, silent=True, topic=post.topic)


# --------------------------------------------------------------------------------------------- the verdict


def verdict_line(check: HalfDay, texts: Texts) -> Markup:
    so_far = check.facts.so_far
    match check.verdict:
        case Verdict.BEHIND if check.is_mid_day:
            return texts.figures("<b>Half-day: {amount} behind</b>", amount=check.lacking)
        case Verdict.BEHIND:
            return texts.figures("<b>Today: {amount} behind</b>", amount=check.lacking)
        case Verdict.NOTHING_SOLD:
            return texts.t("<b>Nothing is sold today</b>")
        case Verdict.ON_COURSE if check.is_mid_day:
            return texts.t("<b>Half-day: on course</b>")
        case Verdict.ON_COURSE:
            return texts.t("<b>Today: on course</b>")
        case Verdict.REACHED:
            return texts.t("<b>Today's target is reached</b>")
        case Verdict.NO_TARGET:
            return texts.figures("<b>{amount} sold so far</b>", amount=so_far.amount)
        case _:
            return texts.t(
                "<b>{percent} of the target so far</b>", percent=reached_share(so_far.reached, texts)
            )


def so_far_lines(so_far: SoFar, texts: Texts) -> tuple[Markup, ...]:
    """What is sold, since when that is known, and where the day is heading."""
    reading = so_far.reading
    if reading is None:
        return ()
    when = said_line(reading, texts)
    if so_far.target is None:
        return (when,)
    percent = reached_share(so_far.reached, texts)
    sold = texts.figures("Sold {amount}, {percent}", amount=reading.amount, percent=percent)
    return sold, texts.figures("Target {amount}", amount=so_far.target), when, *heading_lines(so_far, texts)


def heading_lines(so_far: SoFar, texts: Texts) -> tuple[Markup, ...]:
    if so_far.usual is None or so_far.heading_for is None:
        return ()
    about, percent = texts.money(so_far.heading_for, compact=True), reached_share(so_far.will_reach, texts)
    return (
        texts.t("Heading for {amount}, {percent}", amount=about, percent=percent),
        texts.n("as on {count} earlier day", "as on {count} earlier days", so_far.usual.known),
    )


def due_line(check: HalfDay, texts: Texts) -> Markup | None:
    """What should have been sold, or is still to be by mid-day. Without a target: how to set one."""
    facts = check.facts
    if check.verdict is Verdict.NO_TARGET:
        return texts.t("Today has no target: /target")
    if check.verdict is Verdict.BEHIND and facts.so_far.reading is not None:
        at = facts.half_at if check.is_mid_day else facts.so_far.reading.at
        return texts.figures("Due by {time}: {amount}", time=texts.clock(at), amount=check.due)
    if check.verdict is not Verdict.EARLY or facts.so_far.amount is None:
        return None
    left = (half_of(facts.so_far.target) or Decimal(0)) - facts.so_far.amount
    return texts.figures("By {time} sell {amount} more", time=texts.clock(facts.half_at), amount=left)


# ---------------------------------------------------------------------------------------------- what to do

Lines = tuple[Markup, ...]


def todo_lines(todo: Todo, check: HalfDay, texts: Texts) -> Lines:
    return TODO_LINES[todo](check, texts)


def check_shop(_check: HalfDay, texts: Texts) -> Lines:
    return texts.t("→ Are shop and items online?"), texts.t("Try to buy something yourself.")


def fill_carts(check: HalfDay, texts: Texts) -> Lines:
    event = check.facts.tomorrow
    assert event is not None
    name = season_name(event, texts) if isinstance(event, Season) else shorten(event.name, NAME)
    return texts.t("→ Tomorrow: {name}", name=name), texts.t("Buyers wait: fill their carts.")


def raise_plan(check: HalfDay, texts: Texts) -> Lines:
    best, left = check.facts.best, check.facts.budget_left
    assert best is not None
    head = texts.t("→ Raise “{plan}”", plan=plan_name(best))
    roi = texts.multiple(best.totals.roi)
    if left is None:
        return head, texts.t("ROI {roi} in the last 7 days", roi=roi)
    return head, texts.t("ROI {roi}, {left} left today", roi=roi, left=texts.money(left, compact=True))


def raise_budget(check: HalfDay, texts: Texts) -> Lines:
    roi = texts.multiple(check.facts.roi)
    return texts.t("→ Today's ad budget is gone"), texts.t("ROI {roi} pays: /budget", roi=roi)


def answer_rival(check: HalfDay, texts: Texts) -> Lines:
    move = check.facts.cheaper
    assert move is not None
    return texts.t("→ {shop} cut a price", shop=shorten(move.shop, NAME)), texts.t(
        "Answer it or not: /competitors"
    )


def answer_reviews(check: HalfDay, texts: Texts) -> Lines:
    one, many = "→ {count} review late: /reviews", "→ {count} reviews late: /reviews"
    return (texts.n(one, many, check.facts.overdue),)


def remind_buyers(_check: HalfDay, texts: Texts) -> Lines:
    return (texts.t("→ Remind those with full carts"),)


def keep_going(_check: HalfDay, texts: Texts) -> Lines:
    return (texts.t("→ Keep going."),)


TODO_LINES: Mapping[Todo, Callable[[HalfDay, Texts], Lines]] = {
    Todo.CHECK_SHOP: check_shop,
    Todo.FILL_CARTS: fill_carts,
    Todo.RAISE_PLAN: raise_plan,
    Todo.RAISE_BUDGET: raise_budget,
    Todo.ANSWER_RIVAL: answer_rival,
    Todo.ANSWER_REVIEWS: answer_reviews,
    Todo.REMIND_BUYERS: remind_buyers,
    Todo.KEEP_GOING: keep_going,
}


def plan_name(line: AdLine) -> str:
    return shorten(line.name, NAME)
