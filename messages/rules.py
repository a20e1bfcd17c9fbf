"""A store's thresholds in words: what each decides, and what another value would have said."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.mistakes import Mistake
from metrics.rehearsal import LOOKED_BACK, Rehearsal, Trial
from metrics.rules import THRESHOLDS, Group, Rules, Threshold, Unit, changed, plain, told

MISTAKES = {
    "unknown_threshold": "There is no such threshold any more. Ask anew with /rules.",
    "threshold_out_of_range": "That is out of range: it may be from {lowest} to {highest}.",
    "threshold_out_of_order": "These levels have to rise in this order: {levels}. Change the next one first.",
    "unknown_value": "I cannot read “{given}” as a value. Write a number, like 12, 0.5 or 12%.",
}
GROUP_NAMES = {
    Group.SALES: "Unusual days",
    Group.ROI: "ROI and ad share",
    Group.BUDGETS: "Ad budgets, balance",
    Group.WASTE: "Ads without sales",
    Group.PAGES: "Page health",
    Group.REVIEWS: "Reviews and DSR",
    Group.RIVALS: "Competitors",
}
THRESHOLD_NAMES = {
    "unusual_score": "Times the usual scatter",
    "unusual_change": "Least change",
    "unusual_orders": "Least orders",
    "unusual_visitors": "Least visitors",
    "unusual_spend": "Least ad spend",
    "unusual_clicks": "Least clicks for ROI",
    "product_orders": "Least orders, product",
    "roi_pass": "ROI passes from",
    "roi_good": "ROI good from",
    "roi_excellent": "ROI excellent from",
    "spend_share_limit": "Ad share at most",
    "recover_margin": "Better by, to be over",
    "pace_low": "Slow below",
    "pace_high": "Fast above",
    "pace_end": "Off at the end",
    "pace_recover": "Part to be well again",
    "pace_known_days": "Days to learn the pace",
    "balance_days": "Balance lasts days",
    "waste_days": "Judged by days",
    "waste_spend": "From spend",
    "waste_clicks": "From clicks",
    "waste_roi": "Part of the passing ROI",
    "waste_age": "Young plans, days",
    "bounce_pass": "Bounce passes below",
    "bounce_good": "Bounce good below",
    "bounce_very_good": "Bounce very good below",
    "depth_pass": "Depth passes from",
    "depth_good": "Depth good above",
    "depth_very_good": "Depth very good from",
    "order_value_factor": "AOV ratio at least",
    "score_low": "DSR at least",
    "review_overdue_hours": "Bad review closed, hours",
    "review_topic_count": "Complaints of one kind",
    "peers_low": "Followed shops at least",
    "peers_high": "Followed shops at most",
    "rival_price_change": "Price moved by",
    "rival_second_look": "Price looked at twice",
    "rival_sales_score": "Sales: times scatter",
    "rival_sales_change": "Sales: least change",
    "rival_sales_days": "Sales: days to know",
    "rival_rating_drop": "Rating fell by",
    "same_item_cheaper": "Cheaper elsewhere by",
}
ABOUT_SENTENCES = {
    "unusual_score": "How many times its usual scatter a figure has to be off. Higher: fewer alerts.",
    "unusual_change": "And at least so far from what is usual.",
    "unusual_orders": "And worth at least so many orders.",
    "unusual_visitors": "Visitors count from so many more or fewer; conversion from so many visitors.",
    "unusual_spend": "Ad spend counts from so much more or less.",
    "unusual_clicks": "ROI of a day with fewer clicks says nothing.",
    "product_orders": "What a main product has to have lost.",
    "roi_pass": "Below it there is an alert.",
    "roi_good": "A grade of the reports.",
    "roi_excellent": "A grade of the reports.",
    "spend_share_limit": "Ad spend of a day, as a share of its sales.",
    "recover_margin": "So much better than its limit an alert has to be, to be over.",
    "pace_low": "Of the budget, as the day looks early on.",
    "pace_high": "Of the budget, as the day looks early on.",
    "pace_end": "How far off it may be when the day or month is over.",
    "pace_recover": "Within this part of the band it is well again.",
    "pace_known_days": "Before, an even pace is assumed.",
    "balance_days": "For so many days beyond today the account has to last.",
    "waste_days": "Plans and words are judged by so many known days.",
    "waste_spend": "What cost less is left alone.",
    "waste_clicks": "What had fewer clicks is left alone.",
    "waste_roi": "Below this part of the ROI that passes, it is waste.",
    "waste_age": "A plan younger than this is left alone.",
    "bounce_pass": "A grade of the weekly report.",
    "bounce_good": "A grade of the weekly report.",
    "bounce_very_good": "A grade of the weekly report.",
    "depth_pass": "A grade of the weekly report.",
    "depth_good": "A grade of the weekly report.",
    "depth_very_good": "A grade of the weekly report.",
    "order_value_factor": "The store's AOV beside its main product's, in the weekly report.",
    "score_low": "Each of the three scores; the half year's where it is known.",
    "review_overdue_hours": "After so long an open bad review is overdue.",
    "review_topic_count": "So many about one product within 7 days are an alert.",
    "peers_low": "So many shops should be followed at least.",
    "peers_high": "More than this nobody keeps an eye on.",
    "rival_price_change": "From the last announced price: from here on it moved.",
    "rival_second_look": "A move further than this is believed when it is seen twice.",
    "rival_sales_score": "How many times their usual scatter a rival's sales have to be off.",
    "rival_sales_change": "And at least so far from what is usual.",
    "rival_sales_days": "So many ordinary days have to be known for that.",
    "rival_rating_drop": "From here on a rival's lower rating is told.",
    "same_item_cheaper": "Below our price: from here on another shop is cheaper.",
}
IN_A_ROW = 5  # numbers on buttons
PERSON = 10  # cells
MOST_DAYS = 8


# ----------------------------------------------------------------------------------------------- the pages


def rules_post(rules: Rules, store_id: int, texts: Texts) -> Post:
    """The groups, each with a button, and how many of the values are the shop's own."""
    rows = tuple(
        (Button(group_label(group, rules, texts), f"rules:{store_id}:group:{group}"),) for group in Group
    )
    own = sum(is_own(one, rules) for one in THRESHOLDS)
    return Post(
        lines(
            texts.t("<b>Rules of this shop</b>"),
            texts.n("{count} differs from the usual", "{count} differ from the usual", own)
            if own
            else texts.t("All as usual in the trade"),
        ),
        rows,
    )


def group_label(group: Group, rules: Rules, texts: Texts) -> str:
    own = sum(is_own(one, rules) for one in of_group(group))
    name = str(texts.t(GROUP_NAMES[group]))
    return f"{name} · {own}" if own else name


def of_group(group: Group) -> tuple[Threshold, ...]:
    return tuple(one for one in THRESHOLDS if one.group is group)


def is_own(one: Threshold, rules: Rules) -> bool:
    return one.value(rules) != one.value(Rules())


def group_post(group: Group, rules: Rules, store_id: int, texts: Texts) -> Post:
    """A line for each threshold; its number is a button."""
    own = of_group(group)
    said = [value_line(number, one, rules, texts) for number, one in enumerate(own, 1)]
    buttons = [Button(f"{number}", f"rules:{store_id}:show:{one.name}") for number, one in enumerate(own, 1)]
    rows = [tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]
    back = (Button(str(texts.t("‹ All rules")), f"rules:{store_id}:all"),)
    head = texts.t("<b>{group}</b>", group=texts.t(GROUP_NAMES[group]))
    return Post(lines(head, *said), (*rows, back))


def value_line(number: int, one: Threshold, rules: Rules, texts: Texts) -> Markup:
    mark = " ✎" if is_own(one, rules) else ""
    return texts.t(
        "{number} {name}: {value}{mark}",
        number=number,
        name=texts.t(THRESHOLD_NAMES[one.name]),
        value=told(one.unit, one.value(rules)),
        mark=mark,
    )


def threshold_post(
    trial: Trial, store_id: int, texts: Texts, *, may_change: bool, saved: bool = False
) -> Post:
    """What it is, what it would have said, and the buttons to change it."""
    one = trial.threshold
    parts: list[str | None] = [
        texts.t("<b>{name}</b>", name=texts.t(THRESHOLD_NAMES[one.name])),
        texts.t(ABOUT_SENTENCES[one.name]),
        "",
        texts.t("✅ Saved: {value}", value=told(one.unit, trial.kept))
        if saved
        else texts.t("Now {value}", value=told(one.unit, trial.kept)),
        texts.t("New {value}, not saved yet", value=told(one.unit, trial.value))
        if trial.is_changed
        else None,
        texts.t("Usual {value}", value=told(one.unit, trial.usual)) if trial.usual != trial.kept else None,
        accepted_line(trial, texts),
        *preview_lines(trial, texts),
    ]
    rows = (*(change_rows(trial, store_id, texts) if may_change else ()), back_row(trial, store_id, texts))
    return Post(lines(*parts), rows)


def accepted_line(trial: Trial, texts: Texts) -> Markup | None:
    """Who took it from a proposal."""
    if trial.accepted is None:
        return None
    person, day = trial.accepted
    return texts.t("Proposed; {person}, {day}", person=shorten(person, PERSON), day=texts.day(day))


# --------------------------------------------------------------------------------------------- the preview


def preview_lines(trial: Trial, texts: Texts) -> Iterator[Markup]:
    """How often it would have fired on the shop's own last days, and when."""
    yield Markup()
    if trial.then is None or trial.now is None:
        yield texts.t("No preview: no daily figure tells it.")
        return
    if not trial.then.known:
        yield texts.t("No preview: no days are known.")
        return
    yield fired_line(trial.then, texts)
    yield from day_lines(trial.then.begun, texts)
    if trial.is_changed:
        yield texts.n("as it is now: {count} time", "as it is now: {count} times", len(trial.now.begun))


def fired_line(found: Rehearsal, texts: Texts) -> Markup:
    days = min(found.known, LOOKED_BACK)
    return texts.n(
        "{days} days: fired {count} time", "{days} days: fired {count} times", len(found.begun), days=days
    )


def day_lines(days: Sequence[date], texts: Texts) -> Iterator[Markup]:
    """The last ones, as many to a line as fit a phone."""
    told_days = sorted(set(days))
    line = ""
    for day in told_days[-MOST_DAYS:]:
        word = texts.day(day)
        longer = f"{line}, {word}" if line else word
        if cells(longer) > NARROW:
            yield Markup("{}").format(line)
            longer = word
        line = longer
    if line:
        yield Markup("{}").format(line)


# --------------------------------------------------------------------------------------------- the buttons


def change_rows(trial: Trial, store_id: int, texts: Texts) -> Iterator[tuple[Button, ...]]:
    """Down and up, a value by reply; saving it only where it is another."""
    one = trial.threshold
    steps = ((-one.step, "▼"), (one.step, "▲"))
    moved = [(sign, trial.value + step) for step, sign in steps if may_be(trial, trial.value + step)]
    if moved:
        yield tuple(
            Button(f"{sign} {told(one.unit, value)}", f"rule:{store_id}:try:{one.name}:{plain(value)}")
            for sign, value in moved
        )
    yield (Button(str(texts.t("Type a value …")), f"rule:{store_id}:ask:{one.name}"),)
    if trial.is_changed:
        yield (
            Button(str(texts.t("Save")), f"rule:{store_id}:save:{one.name}:{plain(trial.value)}"),
            Button(str(texts.t("Cancel")), f"rules:{store_id}:show:{one.name}"),
        )
    elif trial.usual != trial.kept:
        label = texts.t("Back to {value}", value=told(one.unit, trial.usual))
        yield (Button(str(label), f"rule:{store_id}:try:{one.name}:{plain(trial.usual)}"),)


def may_be(trial: Trial, value: Decimal) -> bool:
    try:
        changed(trial.rules, trial.threshold, value)
    except Mistake:
        return False
    return True


def back_row(trial: Trial, store_id: int, texts: Texts) -> tuple[Button, ...]:
    group = trial.threshold.group
    label = texts.t("‹ {group}", group=texts.t(GROUP_NAMES[group]))
    return (Button(str(label), f"rules:{store_id}:group:{group}"),)


def value_question(one: Threshold, card_id: int, texts: Texts) -> Post:
    """Asks for a value; the topic carries which, and which card to try it on."""
    example = told(one.unit, one.value(Rules()))
    if one.unit is Unit.MONEY:
        example = example.lstrip("¥")
    text = lines(
        texts.t("<b>{name}: which value?</b>", name=texts.t(THRESHOLD_NAMES[one.name])),
        texts.t("Reply with it, like {example}.", example=example),
    )
    return Post(text, topic=f"rule:{one.name}:{card_id}")


def tried_post(trial: Trial, texts: Texts) -> Post:
    """Below a typed value: where it can be saved."""
    value = told(trial.threshold.unit, trial.value)
    return Post(texts.t("{value} is on the card above, not saved yet.", value=value))
