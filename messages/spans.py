"""What weekly and monthly posts have in common: verdict, figures, page health, what gained and lost."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from messages.ads import grade_name, period_title
from messages.morning import reached_share
from messages.post import MAX_CAPTION, length
from messages.targets import month_name
from messages.texts import MISSING, NARROW, Texts, cells, lines, shorten
from metrics.ads import Grade
from metrics.brief import SpendReason
from metrics.numbers import change
from metrics.pages import Check, Checked, DepthValue, NoValue, Unjudged
from metrics.sales import NoSplit
from metrics.sources import path_of
from metrics.spans import (
    FACTORS,
    LISTED,
    Against,
    Compared,
    Moved,
    Mover,
    Summary,
    Todo,
    Verdict,
    main_factor,
)

Blocks = Iterable[Iterable[Markup]]

# --------------------------------------------------------------------------------------------- the whole post


def fitted(visible: Iterable[Markup], details: Callable[[int], Blocks], end: Markup) -> Markup:
    """Words with details to unfold; `details(n)` lists at most n of each, as many as fit under a picture."""
    for most in range(LISTED, 0, -1):
        text = _with_details(visible, details(most), end)
        if length(text) <= MAX_CAPTION:
            return text
    return _with_details(visible, details(0), end)


def over(line: Markup | None) -> tuple[Markup, ...]:
    """A line above all others, where there is one."""
    return () if line is None else (line, Markup())


def _with_details(visible: Iterable[Markup], details: Blocks, end: Markup) -> Markup:
    told = lines(*_spaced(details))
    return lines(
        *visible, Markup("<blockquote expandable>{}</blockquote>").format(told) if told else None, end
    )


def _spaced(blocks: Blocks) -> list[Markup]:
    """An empty line between those that say anything."""
    told = [list(block) for block in blocks]
    return [
        line
        for i, block in enumerate(one for one in told if one)
        for line in ([Markup()] if i else []) + block
    ]


def as_of(texts: Texts, now: datetime) -> Markup:
    return texts.t("As of {time}", time=texts.when(now))


# ------------------------------------------------------------------------------------------------ the verdict

VERDICT_SENTENCES = {
    Verdict.UNKNOWN: "{name}: no revenue figures.",
    Verdict.NO_SALES: "{name}: nothing was sold.",
    Verdict.TARGET_REACHED: "{name}: target reached, {reached}.",
    Verdict.TARGET_MISSED: "{name}: target missed, {reached} of it.",
    Verdict.UP: "{name}: revenue up {change} on {before}.",
    Verdict.DOWN: "{name}: revenue down {change} on {before}.",
    Verdict.LEVEL: "{name}: revenue level with {before}.",
    Verdict.FIRST: "{name}: the first on record.",
    Verdict.CAMPAIGN: "{name}: a campaign, none before it to compare with.",
    Verdict.ALONE: "{name}: nothing to compare with.",
}
TODO_SENTENCES = {
    Todo.SEND_FILES: "Send the files of the days that are missing: /files",
    Todo.CHECK_SHOP: "Check at once that the shop and its items are online.",
    Todo.GET_VISITORS: "Fewer visitors cost {lost}: check the traffic sources.",
    Todo.LIFT_CONVERSION: "Lower conversion cost {lost}: check prices, pages and service.",
    Todo.LIFT_ORDER_VALUE: "Smaller orders cost {lost}: check bundles and discounts.",
    Todo.FIND_CAUSE: "Find out what changed: the buttons below say why.",
    Todo.LOWER_BOUNCE: "Too many leave at once: work on first screens and loading.",
    Todo.LIFT_DEPTH: "Visitors look at too few pages: link items to one another.",
    Todo.SELL_BUNDLES: "Orders hold little beside the main item: sell bundles.",
    Todo.RAISE_SCORES: "Shop scores are too low: answer reviews, ship sooner.",
    Todo.CHECK_ADS: "Ads do not pay: see /roi for what to cut.",
    Todo.KEEP_GOING: "All in order: keep going.",
}
SPEND_TODO_SENTENCES = {
    SpendReason.SPEND_ROSE: "Ads cost over {limit} of revenue as spend rose: see /roi for what to cut.",
    SpendReason.REVENUE_FELL: "Ads cost over {limit} of revenue as it fell: see /roi for what to cut.",
    SpendReason.BOTH: "Ads cost over {limit}: spend rose, revenue fell. See /roi for what to cut.",
    SpendReason.USUAL: "Ads cost over {limit} of revenue: see /roi for what to cut or re-test.",
}


def is_week(summary: Summary) -> bool:
    return len(summary.span) == 7


def span_name(summary: Summary, texts: Texts) -> str:
    """`16 Nov – 22 Nov`, `November 2026`; while it lasts, up to yesterday."""
    if not summary.is_over and len(summary.so_far):
        return str(texts.t("{days} so far", days=period_title(summary.so_far, texts)))
    return period_title(summary.span, texts) if is_week(summary) else month_name(summary.span.start, texts)


def verdict_line(summary: Summary, texts: Texts) -> Markup:
    main = summary.main
    changed = main.change if main else None
    happened = texts.t(
        VERDICT_SENTENCES[summary.verdict],
        name=span_name(summary, texts),
        reached=reached_share(summary.reached, texts),
        change=MISSING if changed is None else texts.percent(abs(changed)),
        before=before_name(main, is_week(summary), texts) if main else MISSING,
    )
    return texts.t("<b>{happened}</b> {todo}", happened=happened, todo=todo_sentence(summary, texts))


def before_name(compared: Compared, of_week: bool, texts: Texts) -> Markup:
    """As it stands behind "on" and "with"."""
    match compared.against:
        case Against.ORDINARY:
            return texts.t("the week of {day}", day=texts.day(compared.candidate.period.start))
        case Against.CAMPAIGN:
            is_last_year = compared.candidate.period.start.year < compared.days_after[0].year
            return texts.t("last year's campaign" if is_last_year else "the last campaign")
        case Against.YEAR:
            return texts.t("the same month last year")
    return texts.t("the week before") if of_week else texts.t("the month before")


def todo_sentence(summary: Summary, texts: Texts) -> Markup:
    if summary.todo is Todo.LOWER_SPEND:
        reason = (summary.ads and summary.ads.over_because) or SpendReason.USUAL
        limit = texts.percent(summary.facts.rules.spend_share_limit)
        return texts.t(SPEND_TODO_SENTENCES[reason], limit=limit)
    parts = summary.main.split if summary.main else None
    lost = {
        Todo.GET_VISITORS: parts.visitors if parts else None,
        Todo.LIFT_CONVERSION: parts.conversion if parts else None,
        Todo.LIFT_ORDER_VALUE: parts.aov if parts else None,
    }.get(summary.todo)
    return texts.t(TODO_SENTENCES[summary.todo], lost=texts.money(abs(lost or Decimal(0)), compact=True))


# ------------------------------------------------------------------------------------------------ the figures

BEFORE_SENTENCES = {"week": "Week before {amount} {change}", "month": "Month before {amount} {change}"}
LINE_SENTENCES = {
    Against.ORDINARY: "Week of {day} {amount} {change}",
    Against.CAMPAIGN: "Last campaign {amount} {change}",
    Against.YEAR: "Year before {amount} {change}",
}


def revenue_lines(summary: Summary, texts: Texts) -> list[Markup]:
    """Revenue, what was planned, and what it is compared with."""
    said = [texts.figures("Revenue {amount}", short=True, amount=summary.revenue)]
    if plan := summary.plan:
        reached = reached_share(plan.reached, texts)
        said.append(
            texts.figures("Target {amount} · {reached}", short=True, amount=plan.target, reached=reached)
        )
        hits, days = texts.count(plan.hits), texts.count(plan.days)
        said.append(texts.t("On target: {hits} of {days} days", hits=hits, days=days))
    for compared in summary.facts.compared:
        said.extend(compared_lines(compared, summary, texts))
    if summary.unknown_days:
        one, many = "{count} day is not known", "{count} days are not known"
        said.append(texts.n(one, many, summary.unknown_days))
    return said


def compared_lines(compared: Compared, summary: Summary, texts: Texts) -> list[Markup]:
    """What was sold before on like days, and on how many where that is not all that is known here."""
    said = [compared_line(compared, is_week(summary), texts)]
    if len(compared.days_after) < len(summary.known):
        one, many = "Compared on {count} like day", "Compared on {count} like days"
        said.append(texts.n(one, many, len(compared.days_after)))
    return said


def compared_line(compared: Compared, of_week: bool, texts: Texts) -> Markup:
    """No change where that would not be fair."""
    changed = texts.arrow(compared.change) if compared.is_fair else texts.t("(unlike)")
    sentence = LINE_SENTENCES.get(compared.against, BEFORE_SENTENCES["week" if of_week else "month"])
    day = texts.day(compared.candidate.period.start)
    return texts.figures(sentence, short=True, day=day, amount=compared.before.paid_amount, change=changed)


MAINLY_SENTENCES = {
    "visitors": "Mainly visitors: {part}",
    "conversion": "Mainly conversion: {part}",
    "aov": "Mainly AOV: {part}",
}


def mainly_lines(summary: Summary, texts: Texts) -> list[Markup]:
    """What the change comes from, in a line; nothing where the verdict has said it."""
    found = main_factor(summary)
    if found is None or summary.todo in FACTORS.values():
        return []
    return [texts.t(MAINLY_SENTENCES[found[0]], part=signed(found[1], texts))]


WHY_SENTENCES = {
    "visitors": "Visitors: {part}",
    "conversion": "Conversion: {part}",
    "aov": "AOV: {part}",
}
NO_SPLIT_SENTENCES = {
    NoSplit.UNKNOWN: "No split: visitors or buyers are not known for all days.",
    NoSplit.ZERO: "No split: one of the figures is zero.",
    NoSplit.MIXED: "No split: visitors were counted in different ways.",
}


def why_lines(summary: Summary, texts: Texts) -> list[Markup]:
    """What visitors, conversion and order value have in the change, the largest part first."""
    if summary.main is None:
        return []
    parts = summary.main.split
    said = [texts.t("<b>Why {change}</b>", change=signed(parts.change, texts))]
    if parts.undefined is not None:
        return [*said, texts.t(NO_SPLIT_SENTENCES[parts.undefined])]
    known = sorted(parts.parts.items(), key=lambda pair: -abs(pair[1]))
    return [*said, *(texts.t(WHY_SENTENCES[name], part=signed(part, texts)) for name, part in known)]


def signed(amount: Decimal | None, texts: Texts) -> str:
    return texts.money(amount, compact=True, signed=True)


def refund_lines(summary: Summary, texts: Texts) -> list[Markup]:
    if summary.refunds is None:
        return []
    if summary.refund_share is None:
        return [texts.figures("Refunds {amount}", short=True, amount=summary.refunds)]
    share = texts.percent(summary.refund_share)
    return [texts.figures("Refunds {amount} ({share})", short=True, amount=summary.refunds, share=share)]


def spend_lines(summary: Summary, texts: Texts) -> list[Markup]:
    """Beside the days that it is told of, where those are fewer than the others' figures are of."""
    ads = summary.ads
    if ads is None:
        return []
    if ads.share is None:
        return [texts.figures("Ad spend {amount}", short=True, amount=ads.spend)]
    share = texts.percent(ads.share)
    said = [texts.figures("Ad spend {amount} ({share})", short=True, amount=ads.spend, share=share)]
    return [*said, *part_of_days(ads.days, summary, texts)]


def part_of_days(count: int, summary: Summary, texts: Texts) -> list[Markup]:
    """Said where a file tells of fewer days than the revenue's does."""
    days = len(summary.known)
    if not 0 < count < days:
        return []
    return [texts.t("({known} of {days} days)", known=texts.count(count), days=texts.count(days))]


# ------------------------------------------------------------------------------------------------ page health

CHECK_NAMES = {
    Check.BOUNCE: "Bounce",
    Check.DEPTH: "Depth",
    Check.ORDER_VALUE: "AOV ratio",
    Check.SCORES: "DSR",
    Check.SPEND_SHARE: "Ad share",
    Check.ROI: "ROI",
}
NEEDED_SENTENCES = {  # which file would tell
    Check.BOUNCE: "– Bounce: send the shop file",
    Check.DEPTH: "– Depth: send the shop file",
    Check.ORDER_VALUE: "– AOV: send the product file",
    Check.SCORES: "– DSR: send the score file",
    Check.SPEND_SHARE: "– Ad share: send an ad report",
    Check.ROI: "– ROI: send an ad report",
}
OTHERWISE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<"}
IN_PERCENT = frozenset({Check.BOUNCE, Check.SPEND_SHARE})


def check_lines(checks: Iterable[Checked], texts: Texts) -> list[Markup]:
    return [check_line(one, texts) for one in checks]


def check_line(one: Checked, texts: Texts) -> Markup:
    """`✓ Bounce 45.0% <50% very good`, `✗ DSR 4.75 <4.8 fail`, or the file that would tell."""
    if one.grade is None:
        if one.unjudged is Unjudged.ONE_PRODUCT:
            return texts.t("– AOV: only one product sold")
        if one.unjudged is Unjudged.NOTHING_SOLD:
            return texts.t("– {name}: nothing sold", name=texts.t(CHECK_NAMES[one.check]))
        return texts.t(NEEDED_SENTENCES[one.check])
    mark = "✗" if one.fails else "✓"
    name, value = texts.t(CHECK_NAMES[one.check]), check_value(one, texts)
    return Markup("{} {} {} {} {}").format(mark, name, value, level_text(one), check_grade(one, texts))


def check_value(one: Checked, texts: Texts) -> str:
    return texts.percent(one.value) if one.check in IN_PERCENT else texts.multiple(one.value)


def level_text(one: Checked) -> str:
    """What holds of the value: the level it reached, or that it missed."""
    return limit_text(one, OTHERWISE[one.level.sign] if one.fails else one.level.sign)


def limit_text(one: Checked, sign: str) -> str:
    if one.check in IN_PERCENT:
        return f"{sign}{(one.level.limit * 100).normalize():f}%"
    return f"{sign}{one.level.limit.normalize():f}"


def check_grade(one: Checked, texts: Texts) -> str:
    if one.grade is None:
        return MISSING
    if one.grade is Grade.EXCELLENT and one.check is not Check.ROI:
        return texts.t("very good")
    return grade_name(one.grade, texts)


NO_VALUE_SENTENCES = {
    NoValue.FEW_DAYS: "+0.1 depth: {count} days, too few",
    NoValue.SAME_DEPTH: "+0.1 depth: it hardly varies",
    NoValue.NO_LINK: "+0.1 depth: no clear gain",
}


def depth_lines(found: DepthValue, texts: Texts) -> list[Markup]:
    """What a little more depth would bring; why nothing can be said of it."""
    if found.undefined is not None:
        return [texts.t(NO_VALUE_SENTENCES[found.undefined], count=texts.count(found.known))]
    return [texts.figures("+0.1 depth ≈ {amount} a day", short=True, signed=True, amount=found.per_day)]


# ------------------------------------------------------------------------------------- what gained and lost


def product_blocks(summary: Summary, texts: Texts, most: int) -> Blocks:
    gained, lost = texts.t("<b>Products that gained</b>"), texts.t("<b>Products that lost</b>")
    best = texts.t("<b>Products that sold most</b>")
    days = part_of_days(summary.facts.product_days, summary, texts)
    return _blocks(summary.products, most, (gained, lost, best), days, lambda one: product_lines(one, texts))


def source_blocks(summary: Summary, texts: Texts, most: int) -> Blocks:
    gained, lost = texts.t("<b>Sources that gained</b>"), texts.t("<b>Sources that lost</b>")
    best = texts.t("<b>Sources that brought most</b>")
    days = part_of_days(summary.facts.source_days, summary, texts)
    return _blocks(summary.sources, most, (gained, lost, best), days, lambda one: [source_line(one, texts)])


def _blocks(
    found: Moved,
    most: int,
    titles: tuple[Markup, Markup, Markup],
    days: list[Markup],
    say: Callable[[Mover], list[Markup]],
) -> Blocks:
    """`days`: on how many days it was so, where that has to be said."""
    gained, lost, best = titles
    has_changes = any(one.before is not None for one in found.all)
    for title, movers in ((gained if has_changes else best, found.best[:most]), (lost, found.worst[:most])):
        yield [title, *days, *(line for one in movers for line in say(one))] if movers else []


def product_lines(one: Mover, texts: Texts) -> list[Markup]:
    """The name alone on its line: names of products differ at their end."""
    name, amount = shorten(one.name, NARROW - 2), texts.money(one.now, compact=True)
    if one.change is None:
        return [Markup("• {}").format(name), Markup("{}").format(amount)]
    arrow = f"{'▲' if one.change > 0 else '▼'}{texts.money(abs(one.change), compact=True)}"
    return [Markup("• {}").format(name), Markup("{} {}").format(amount, arrow)]


def source_line(one: Mover, texts: Texts) -> Markup:
    """The last of the source's levels; visitors and their change."""
    figures = texts.short(one.now)
    if one.before == 0:
        figures = f"{figures} {texts.t('new')}"
    elif one.before is not None:
        figures = f"{figures} {texts.arrow(change(one.before, one.now))}"
    name = shorten(path_of(one.name)[-1], NARROW - 3 - cells(figures))
    return Markup("• {} {}").format(name, figures)
