"""The morning brief in words: the verdict and the one thing to do, then the figures."""

from datetime import datetime
from decimal import ROUND_FLOOR, Decimal

from markupsafe import Markup

from charts.chart import BriefChart, RoiChart
from messages.ads import grade_name
from messages.post import Button, Post
from messages.targets import unknown_days
from messages.texts import MISSING, NARROW, Texts, lines, shorten
from metrics.ads import Grade, grade
from metrics.brief import (
    Brief,
    BriefDue,
    DayAds,
    MissingFile,
    SpendReason,
    Todo,
    Verdict,
    stretch,
)
from metrics.rivals import Move, Range, What
from metrics.sales import NoSplit

MISTAKES = {
    "day_ahead": "{day} is still to come. The brief tells about days that have been.",
}
CHOICES = ("7", "30", "ads")
MOST_MOVES = 3
NAME = 24  # cells of a plan's, shop's or person's name within a sentence

# ---------------------------------------------------------------------------------------------- the posts


def brief_post(brief: Brief, texts: Texts, *, now: datetime, chosen: str = "30") -> Post:
    """The brief with its chart; `chosen` is what the picture shows: 7 or 30 days of revenue, or ads."""
    if chosen == "ads":
        text = lines(*_ads_view(brief, texts), "", _as_of(texts, now))
        return Post(text, _buttons(brief, texts, chosen), _ads_chart(brief, texts))
    length = int(chosen)
    sections = (
        _revenue(brief, texts, length),
        _why(brief, texts),
        _ads(brief, texts),
        _reviews(brief, texts),
        _rivals(brief, texts),
        _missing(brief, texts),
    )
    body = [part for section in sections if section for part in ("", *section)]
    text = lines(_verdict_line(brief, texts), _partial(brief, texts), *body, "", _as_of(texts, now))
    return Post(text, _buttons(brief, texts, chosen), _revenue_chart(brief, texts, length))


def ask_post(waiting: BriefDue, missing: tuple[MissingFile, ...], texts: Texts) -> Post:
    """Asks for the file that the brief waits for."""
    file = next(iter(missing))
    asked = (
        texts.t("{person} usually sends it: please drop it here.", person=_person(file))
        if file.person
        else texts.t("Please drop it here.")
    )
    text = lines(
        texts.t(
            "<b>The brief for {day} waits for {file}.</b>",
            day=texts.day(waiting.day, weekday=True),
            file=file_name(file.format, texts),
        ),
        asked,
        texts.t(
            "It comes as soon as the file is here; at {time} at the latest, then marked as partial.",
            time=texts.clock(waiting.deadline),
        ),
    )
    return Post(text)


def strange_button(texts: Texts) -> str:
    """The note on a button that is not this store's; plain text."""
    return str(texts.t("This button belongs to another store. Send /brief for yours."))


def _buttons(brief: Brief, texts: Texts, chosen: str) -> tuple[tuple[Button, ...], ...]:
    labels = {"7": texts.t("7 days"), "30": texts.t("30 days"), "ads": texts.t("Ads")}
    where = f"brief:{brief.facts.store.id}:{brief.day:%Y%m%d}"

    def button(choice: str, label: str) -> Button:
        return Button(label, f"{where}:{choice}")

    first = [button(name, f"✓ {label}" if name == chosen else f"{label}") for name, label in labels.items()]
    return tuple(first), (button(chosen, str(texts.t("Refresh"))),)


def _as_of(texts: Texts, now: datetime) -> Markup:
    return texts.t("As of {time}", time=texts.when(now))


# -------------------------------------------------------------------------------------------- the verdict

VERDICT_SENTENCES = {
    Verdict.UNKNOWN: "{day}: no revenue figures yet.",
    Verdict.NO_SALES: "{day}: nothing was sold.",
    Verdict.TARGET_REACHED: "{day}: target reached, {reached}.",
    Verdict.TARGET_MISSED: "{day}: target missed, {reached} of it.",
    Verdict.UP: "{day}: revenue up {change} on a week ago.",
    Verdict.DOWN: "{day}: revenue down {change} on a week ago.",
    Verdict.LEVEL: "{day}: revenue level with a week ago.",
    Verdict.FIRST: "{day}: the first day on record.",
    Verdict.ALONE: "{day}: no day a week ago to compare with.",
}
TODO_SENTENCES = {
    Todo.CHECK_SHOP: "Check at once that the shop and its items are online.",
    Todo.CUT_PLAN: "Cut or re-test “{plan}”: ROI {plan_roi}.",
    Todo.CHECK_ADS: "Go through the ads: ROI {roi} fails.",
    Todo.GET_VISITORS: "Fewer visitors cost {lost}: check the traffic sources.",
    Todo.LIFT_CONVERSION: "Lower conversion cost {lost}: check prices, pages and service.",
    Todo.LIFT_ORDER_VALUE: "Smaller orders cost {lost}: check bundles and discounts.",
    Todo.CATCH_UP: "From now on {needed} a day is needed to make the month.",
    Todo.FIND_CAUSE: "Find out what changed since last week.",
    Todo.ANSWER_RIVAL: "{shop} lowered a price: decide whether to answer.",
    Todo.KEEP_GOING: "All in order: keep going.",
}


def _verdict_line(brief: Brief, texts: Texts) -> Markup:
    happened = texts.t(
        VERDICT_SENTENCES[brief.verdict],
        day=texts.day(brief.day, weekday=True),
        reached=_reached(brief.reached, texts),
        change=texts.percent(abs(brief.change)) if brief.change is not None else MISSING,
    )
    return Markup("<b>{}</b> {}").format(happened, _todo(brief, texts))


def _reached(fraction: Decimal | None, texts: Texts) -> str:
    """Rounded down: a target that was missed by a hair is not shown as 100%."""
    return texts.percent(None if fraction is None else fraction.quantize(Decimal("0.001"), ROUND_FLOOR))


def _todo(brief: Brief, texts: Texts) -> Markup:
    todo, ads, parts = brief.todo, brief.ads, brief.split
    if todo in (Todo.SEND_FILE, Todo.SEND_ADS):
        return _send_line(brief, texts)
    if todo is Todo.ANSWER_REVIEWS:
        one = "Answer the {count} review that is overdue."
        return texts.n(one, "Answer the {count} reviews that are overdue.", brief.facts.reviews.overdue)
    if todo is Todo.LOWER_SPEND:
        return _spend_line(ads, texts)
    worst = ads.worst if ads else None
    lost = (
        {
            Todo.GET_VISITORS: parts.visitors,
            Todo.LIFT_CONVERSION: parts.conversion,
            Todo.LIFT_ORDER_VALUE: parts.aov,
        }
        if parts
        else {}
    )
    cheaper = next((move.shop for move in brief.facts.moves if move.what is What.PRICE_DOWN), "")
    return texts.t(
        TODO_SENTENCES[todo],
        plan=shorten(worst.name, NAME) if worst else "",
        plan_roi=texts.multiple(worst.totals.roi) if worst else MISSING,
        roi=texts.multiple(ads.roi) if ads else MISSING,
        lost=texts.money(abs(lost.get(todo) or Decimal(0))),
        needed=texts.money(brief.month.needed_per_day) if brief.month else MISSING,
        shop=shorten(cheaper, NAME),
    )


def _send_line(brief: Brief, texts: Texts) -> Markup:
    file = next(iter(brief.facts.missing), MissingFile("sycm_shop"))
    name = file_name(file.format, texts)
    if file.person:
        return texts.t("Ask {person} for {file}.", person=_person(file), file=name)
    return texts.t("Please send {file}.", file=name)


def _spend_line(ads: DayAds | None, texts: Texts) -> Markup:
    share = texts.percent(ads.share if ads else None)
    if ads is None or ads.worst is None:
        return texts.t("Spend less on ads: they take {share} of revenue.", share=share)
    plan = shorten(ads.worst.name, NAME)
    return texts.t("Ads take {share} of revenue: cut or re-test “{plan}”.", share=share, plan=plan)


def _partial(brief: Brief, texts: Texts) -> Markup | None:
    if not brief.partial:
        return None
    file = next(file for file in brief.facts.missing)
    return texts.t("⚠️ Partial: without {file}.", file=file_name(file.format, texts))


# --------------------------------------------------------------------------------------------- the figures


def _revenue(brief: Brief, texts: Texts, length: int) -> list[Markup]:
    """Against the target where there is one, else against the same weekday last week."""
    said = [texts.figures("Revenue {amount}", amount=brief.revenue)]
    if brief.target is not None:
        reached = _reached(brief.reached, texts)
        said.append(texts.figures("Target {amount} · {reached}", amount=brief.target, reached=reached))
    elif brief.before is not None:
        changed = texts.arrow(brief.change)
        amount = brief.before.paid_amount
        said.append(texts.figures("A week ago {amount} {change}", amount=amount, change=changed))
    if brief.month is not None:
        reached, needed = _reached(brief.month.reached, texts), brief.month.needed_per_day
        if brief.month.reached is not None:
            sold = brief.month.revenue
            said.append(texts.figures("Month {amount} · {reached}", amount=sold, reached=reached))
        if needed is not None:
            said.append(texts.figures("Still needed {amount} a day", amount=needed))
        said.extend(unknown_days(brief.month, texts))
    return [*said, *_stretch_lines(brief, texts, length)]


def _stretch_lines(brief: Brief, texts: Texts, length: int) -> list[Markup]:
    days = stretch(brief.facts, length)
    if days.known < 2:
        return []
    if days.known < length:
        return [texts.figures("{count} known days {amount}", count=days.known, amount=days.revenue)]
    if days.change is None:
        return [texts.figures("{count} days {amount}", count=length, amount=days.revenue)]
    change = texts.arrow(days.change)
    return [texts.figures("{count} days {amount} {change}", count=length, amount=days.revenue, change=change)]


NO_SPLIT_SENTENCES = {
    NoSplit.UNKNOWN: "No split: visitors or buyers are not known for both days.",
    NoSplit.ZERO: "No split: a figure of one of the days is zero.",
    NoSplit.MIXED: "No split: visitors were counted differently a week ago.",
}


def _why(brief: Brief, texts: Texts) -> list[Markup]:
    """visitors × conversion × order value, and each one's part in the change."""
    day, parts = brief.figures, brief.split
    if day is None or brief.revenue is None:
        return []
    said = []
    if parts is not None:
        if parts.undefined is not None:
            said.append(texts.t(NO_SPLIT_SENTENCES[parts.undefined]))
        change = texts.figures("Why {change} on a week ago:", signed=True, change=parts.change)
        said.insert(0, change)
    rows = (
        ("Visitors {value}", "Visitors {value}: {part}", texts.count(day.visitors), "visitors"),
        ("Conversion {value}", "Conversion {value}: {part}", texts.percent(day.conversion), "conversion"),
        ("AOV {value}", "AOV {value}: {part}", texts.money(day.aov), "aov"),
    )
    for alone, with_part, value, name in rows:
        part = getattr(parts, name) if parts else None
        sentence = alone if part is None else with_part
        said.append(texts.figures(sentence, signed=True, value=value, part=part))
    if brief.sums_visitors:
        said.append(texts.t("Visitors are a sum over products: one person may count several times."))
    return said


SPEND_SENTENCES = {
    SpendReason.SPEND_ROSE: "Over the limit of {limit}: spend rose.",
    SpendReason.REVENUE_FELL: "Over the limit of {limit}: revenue fell.",
    SpendReason.BOTH: "Over the limit of {limit}: spend rose and revenue fell.",
    SpendReason.USUAL: "Over the limit of {limit}, as a week ago.",
}


def _ads(brief: Brief, texts: Texts) -> list[Markup]:
    ads = brief.ads
    if ads is None:
        return []
    said = [_spend(texts, ads.spend, ads.share), _roi(brief, ads.roi, texts)]
    if ads.over_because is not None:
        limit = texts.percent(brief.facts.rules.spend_share_limit)
        said.append(texts.t(SPEND_SENTENCES[ads.over_because], limit=limit))
    return said


def _spend(texts: Texts, spend: Decimal, share: Decimal | None) -> Markup:
    return texts.figures("Ad spend {amount} ({share})", amount=spend, share=texts.percent(share))


def _roi(brief: Brief, roi: Decimal | None, texts: Texts) -> Markup:
    found = grade(roi, brief.facts.rules)
    if found is None:
        return texts.t("ROI {roi}", roi=texts.multiple(roi))
    return texts.t("ROI {roi}: {grade}", roi=texts.multiple(roi), grade=grade_name(found, texts))


def _reviews(brief: Brief, texts: Texts) -> list[Markup]:
    reviews = brief.facts.reviews
    if not reviews.count:
        return [texts.t("No review to answer.")]
    if not reviews.overdue:
        return [texts.n("{count} review to answer", "{count} reviews to answer", reviews.count)]
    one, many = "{count} review to answer, {overdue} overdue", "{count} reviews to answer, {overdue} overdue"
    return [texts.n(one, many, reviews.count, overdue=texts.count(reviews.overdue))]


def file_name(format: str, texts: Texts) -> Markup:
    return texts.t(FILE_NAMES.get(format, "the file"))


FILE_NAMES = {
    "sycm_shop": "the shop file",
    "sycm_products": "the product file",
    "wxt_scenes": "the ad report by scene",
    "wxt_plans": "the ad report by plan",
    "wxt_items": "the ad report by item",
    "wxt_words": "the ad report by word",
}


def _missing(brief: Brief, texts: Texts) -> list[Markup]:
    return [
        texts.t(
            "Missing: {file}; {person} usually sends it.",
            file=file_name(file.format, texts),
            person=_person(file),
        )
        if file.person
        else texts.t("Missing: {file}.", file=file_name(file.format, texts))
        for file in brief.facts.missing
    ]


def _person(file: MissingFile) -> str:
    return shorten(file.person or "", NAME)


# ------------------------------------------------------------------------------------------------- rivals

MOVE_SENTENCES = {
    What.PRICE_DOWN: "Price ▼ {before} → {after}",
    What.PRICE_UP: "Price ▲ {before} → {after}",
    What.SALES_UP: "Sales ▲ {before} → {after}",
    What.SALES_DOWN: "Sales ▼ {before} → {after}",
    What.RATING_DOWN: "Rating ▼ {before} → {after}",
    What.NEW_ITEM: "New item",
}


def _rivals(brief: Brief, texts: Texts) -> list[Markup]:
    moves = brief.facts.moves
    said: list[Markup] = []
    for move in moves[:MOST_MOVES]:
        who = f"{move.shop} · {move.item}" if move.item else move.shop
        said.append(Markup("{}").format(shorten(who, NARROW)))
        before, after = _moved(move, move.before, texts), _moved(move, move.after, texts)
        said.append(texts.t(MOVE_SENTENCES[move.what], before=before, after=after))
    if more := len(moves[MOST_MOVES:]):
        one, many = "{count} more change: /competitors", "{count} more changes: /competitors"
        said.append(texts.n(one, many, more))
    return said


def _moved(move: Move, value: Decimal | Range | None, texts: Texts) -> str:
    if isinstance(value, Range):
        low, high = (
            texts.money(Decimal(end), compact=True) if move.in_money else _items(end, texts)
            for end in (value.low, value.high)
        )
        return low if value.is_exact else f"{low}–{high}"
    return f"{value}" if move.what is What.RATING_DOWN else texts.money(value)


def _items(count: Decimal | int, texts: Texts) -> str:
    return texts.count(count) if count < 10_000 else texts.short(count)


# ---------------------------------------------------------------------------------------------------- ads


def _ads_view(brief: Brief, texts: Texts) -> list[Markup]:
    day = texts.day(brief.day, weekday=True)
    if brief.ads is None:
        said = [texts.t("<b>{day}: no ad figures.</b>", day=day)]
    else:
        said = [texts.t("<b>Ads on {day}</b>", day=day), *_ads(brief, texts)]
    for length in (7, 30):
        days = stretch(brief.facts, length)
        if days.spend is not None:
            said.append(Markup())
            said.append(texts.t("<b>{count} days</b>", count=length))
            said.extend((_spend(texts, days.spend, days.share), _roi(brief, days.roi, texts)))
    if brief.ads is not None and brief.ads.worst is not None:
        worst = brief.ads.worst
        said.append(Markup())
        said.append(texts.t("Look at first: “{plan}”", plan=shorten(worst.name, NAME)))
        roi = texts.multiple(worst.totals.roi)
        said.append(texts.figures("Spend {amount}, ROI {roi}", amount=worst.totals.spend, roi=roi))
    return said


# ------------------------------------------------------------------------------------------------- charts


def _revenue_chart(brief: Brief, texts: Texts, length: int) -> BriefChart:
    days = stretch(brief.facts, length).days
    known = {one.day: one for one in brief.facts.days}
    return BriefChart(
        language=texts.language,
        title=_title(brief, texts, length),
        days=days,
        revenue=tuple(_float(known[day].paid_amount) if day in known else None for day in days),
        target=tuple(_float(brief.facts.targets.get(day)) for day in days),
        roi=tuple(_float(known[day].roi) if day in known else None for day in days),
        marked=brief.day,
        revenue_label=str(texts.t("Revenue")),
        target_label=str(texts.t("Target")),
        roi_label="ROI",
    )


def _ads_chart(brief: Brief, texts: Texts) -> RoiChart:
    days = stretch(brief.facts, 30).days
    known = {one.day: one for one in brief.facts.days}
    rules = brief.facts.rules
    levels = (
        (rules.roi_pass, Grade.PASS),
        (rules.roi_good, Grade.GOOD),
        (rules.roi_excellent, Grade.EXCELLENT),
    )
    return RoiChart(
        language=texts.language,
        title=_title(brief, texts, 30),
        days=days,
        spend=tuple(_float(known[day].ad_spend) if day in known else None for day in days),
        roi=tuple(_float(known[day].roi) if day in known else None for day in days),
        grades=tuple((float(level), str(grade_name(name, texts))) for level, name in levels),
        spend_label=str(texts.t("Ad spend")),
        roi_label="ROI",
    )


def _title(brief: Brief, texts: Texts, length: int) -> str:
    """Not HTML: the picture shows the name as it is."""
    days = texts.t("{count} days to {day}", count=length, day=texts.day(brief.day))
    return f"{shorten(brief.facts.store.name, NAME)} · {days}"


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
