"""The parts of a change in words: their names, their share to the smallest step, their own figures."""

from decimal import Decimal

from markupsafe import Markup

from messages.texts import MISSING, NARROW, Texts, cells, lines, shorten
from metrics.why import Kind, Level, Life, Measure, Part, Question, Why

PAIRS = {  # what a part's own figures are counted in
    Kind.VISITORS: Measure.PEOPLE,
    Kind.CONVERSION: Measure.PERCENT,
    Kind.AOV: Measure.MONEY,
    Kind.CLICK_CONVERSION: Measure.PERCENT,
    Kind.ORDER_VALUE: Measure.MONEY,
    Kind.CPC: Measure.MONEY,
    Kind.SOURCE: Measure.PEOPLE,
    Kind.SEARCH: Measure.PEOPLE,
    Kind.RECOMMENDED: Measure.PEOPLE,
    Kind.OTHER_WAYS: Measure.PEOPLE,
}
RATIOS = {Level.CONVERSION: Measure.PERCENT, Level.AOV: Measure.MONEY}

# --------------------------------------------------------------------------------------------- names, figures

FIGURE_NAMES = {
    Level.REVENUE: "Revenue",
    Level.VISITORS: "Visitors",
    Level.CONVERSION: "Conversion",
    Level.AOV: "AOV",
    Level.PRODUCTS: "Revenue",
    Level.ROI: "ROI",
    Level.PLANS: "ROI",
}
KIND_NAMES = {
    Kind.VISITORS: "Visitors",
    Kind.CONVERSION: "Conversion",
    Kind.AOV: "AOV",
    Kind.CLICK_CONVERSION: "Orders per click",
    Kind.ORDER_VALUE: "Value per order",
    Kind.CPC: "Cost per click",
    Kind.SEARCH: "By search",
    Kind.RECOMMENDED: "By recommendation",
    Kind.OTHER_WAYS: "Other ways",
    Kind.RATE: "Products themselves",
    Kind.MIX: "Mix of products",
    Kind.OVERLAP: "Overlap, or in no file",
    Kind.UNLISTED: "Not in the file",
}
PLAN_NAMES = {Kind.RATE: "Plans themselves", Kind.MIX: "Mix of plans"}
NAMED = (Kind.SOURCE, Kind.PLAN)


def figure_name(question: Question, texts: Texts) -> str:
    """A product is taken apart by its revenue, wherever it was opened."""
    of_product = question.more and question.level in RATIOS
    return str(texts.t(FIGURE_NAMES[Level.PRODUCTS if of_product else question.level]))


def part_name(one: Part, texts: Texts) -> str:
    """Not escaped: names of sources, products and plans are as the files have them."""
    if one.kind is Kind.OTHERS:
        return str(texts.n("{count} other", "{count} others", one.count))
    if one.kind in KIND_NAMES:
        return str(texts.t(KIND_NAMES[one.kind]))
    return one.name or str(texts.t("(unnamed)"))


def plain(value: Decimal | None, measure: Measure, texts: Texts, *, compact: bool = False) -> str:
    """A figure as it is: in the steps in which its changes are counted."""
    if value is None:
        return MISSING
    match measure:
        case Measure.MONEY:
            return texts.money(value, compact=compact)
        case Measure.PEOPLE:
            return texts.short(value) if compact and value >= 10_000 else texts.count(value)
        case Measure.PERCENT:
            return f"{value * 100:.2f}%"
        case Measure.MULTIPLE:
            return texts.multiple(value)


def signed(value: Decimal, measure: Measure, texts: Texts, *, compact: bool = False) -> str:
    """A change: with its sign, percentages in points."""
    sign = "+" if value > 0 else "-" if value < 0 else ""
    if measure is Measure.PERCENT:
        return str(texts.t("{points} pp", points=f"{sign}{abs(value) * 100:.2f}"))
    return f"{sign}{plain(abs(value), measure, texts, compact=compact)}"


# ------------------------------------------------------------------------------------------------- the parts


def part_lines(why: Why, texts: Texts) -> list[Markup]:
    """Each part with its share of the change, at the end their sum."""
    answer, said, number = why.answer, [], 0
    for one in answer.parts:
        number += bool(one.mark)
        said.extend(_part(one, number, why, texts))
    if not said or answer.change is None:
        return said
    total = signed(answer.change, answer.measure, texts)
    said.append(texts.t("Together: {value}", value=total))
    if why.question.level is Level.PLANS:
        said.extend(_money(_sums(answer.parts), texts))
    return said


def _part(one: Part, number: int, why: Why, texts: Texts) -> list[Markup]:
    value = signed(one.part, why.answer.measure, texts)
    if one.kind is Kind.PRODUCT and one.life is Life.NEW:
        value = str(texts.t("{value} (new)", value=value))
    elif one.kind is Kind.PRODUCT and one.life is Life.GONE:
        value = str(texts.t("{value} (gone)", value=value))
    name = part_name(one, texts)
    sign = f"{number}. " if one.mark else "• " if one.kind in NAMED else ""
    said = _named(f"{sign}{name}", value, texts)
    if len(one.pairs) > 1:
        return [*said, *_money(one.pairs, texts)]
    measure = RATIOS.get(why.question.level) if one.kind is Kind.PRODUCT else PAIRS.get(one.kind)
    if measure is None or not one.pairs:
        return said
    before, after = one.pairs[0]
    return [*said, pair_line(before, after, measure, texts)]


def _named(name: str, value: str, texts: Texts) -> list[Markup]:
    """On one line where both fit, else the name above its figure."""
    line = texts.t("{name}: {value}", name=name, value=value)
    if cells(line.striptags()) <= NARROW:
        return [line]
    return [Markup("{}").format(shorten(name, NARROW)), Markup("{}").format(value)]


def pair_line(before: Decimal | None, after: Decimal | None, measure: Measure, texts: Texts) -> Markup:
    """Before and after, exact: below one another where a phone is too narrow."""
    was, now = (plain(value, measure, texts) for value in (before, after))
    said = f"{was} → {now}"
    return lines(said) if cells(said) <= NARROW else lines(was, f"→ {now}")


Pairs = tuple[tuple[Decimal | None, Decimal | None], ...]


def _money(pairs: Pairs, texts: Texts) -> list[Markup]:
    """What a plan cost and what it sold."""
    (spend, cost), (sold, brought) = pairs
    return [
        texts.figures("Spend {before} → {after}", before=spend, after=cost),
        texts.figures("Sold {before} → {after}", before=sold, after=brought),
    ]


def _sums(parts: tuple[Part, ...]) -> Pairs:
    none = Decimal(0)
    told = [one.pairs for one in parts if len(one.pairs) > 1]
    return tuple(
        (
            sum((pairs[i][0] or none for pairs in told), none),
            sum((pairs[i][1] or none for pairs in told), none),
        )
        for i in (0, 1)
    )


def detail_lines(why: Why, texts: Texts) -> list[Markup]:
    """The same change in another cut: by ratios and shares; or a product's visitors by their way."""
    answer = why.answer
    if answer.detailed is None or not answer.details:
        return []
    of_visitors = answer.details[0].pairs
    title = texts.t("<b>Its visitors</b>") if of_visitors else texts.t("<b>The same, in another cut</b>")
    said = [title]
    for one in answer.details:
        is_of_plans = why.question.level is Level.PLANS and one.kind in PLAN_NAMES
        name = str(texts.t(PLAN_NAMES[one.kind])) if is_of_plans else part_name(one, texts)
        said.extend(_named(name, signed(one.part, answer.detailed, texts), texts))
        if one.pairs:
            said.append(pair_line(*one.pairs[0], answer.detailed, texts))
    return said
