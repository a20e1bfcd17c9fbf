"""Rivals in words: how they stand beside us, what they did, whom we follow."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from charts.chart import RivalBand, RivalsChart
from messages.post import MAX_CAPTION, Button, Post
from messages.texts import Texts, lines, shorten
from metrics.numbers import Number
from metrics.rivals import (
    MOST_ITEMS,
    AnswerKind,
    Band,
    Drift,
    Follow,
    Measure,
    Move,
    OwnFigures,
    OwnRating,
    Range,
    RivalAnswer,
    RivalDay,
    RivalReport,
    RivalsReport,
    ShopLook,
    What,
)

SPANS = (7, 30)
MOST_MOVES = 3  # of each shop in the list of all; one shop alone shows them all
MOST_NOTES = 3
NAME = 18  # cells of a name beside something else
ITEM = 28  # and on a line of its own
LABEL = 14  # cells of a name on a button, or before two figures
NOTE = 60
WORDS = 16  # cells of what people wrote, beside something else
MOST_ANSWERS = 3
PERSON = 8  # cells of a name beside a day and an answer
IDLE_ZEROS = re.compile(r"\.0+(?!\d)|(?<=\.\d)0+(?!\d)")  # 1.00万, 2.50万

Say = Callable[[Number, Texts], str]

MISTAKES = {
    "no_rival_named": "Which shop? Write its name behind the command, like /follow Nova Home.",
    "rival_name_too_long": "A shop's name has at most {longest} characters.",
    "own_shop": "{name} is our own shop: it stands beside every shop that is followed.",
    "too_many_rivals": "At most {most} shops can be followed. /unfollow one of them first.",
    "not_followed": "“{given}” is not among the followed shops: {known}",
    "nobody_followed": "No shop is followed yet. Start with /follow and a shop's name.",
}

MOVE_SENTENCES = {
    What.PRICE_DOWN: "▼ Price {before} → {after} {change}",
    What.PRICE_UP: "▲ Price {before} → {after} {change}",
    What.SALES_UP: "▲ Sales {after}, usually {before}",
    What.SALES_DOWN: "▼ Sales {after}, usually {before}",
    What.RATING_DOWN: "▼ Rating {before} → {after}",
    What.PRICE_BACK: "＝ Price back at {after}",
    What.NEW_ITEM: "＋ new",
    What.PICTURE: "＊ New main picture",
    What.VIDEO: "＊ New video",
    What.DISCOUNT: "＊ Discount: {after}",
}
SEEN_NAMES = {"picture": "Main picture", "video": "Video", "discount": "Discount"}
ANSWER_NAMES = {
    AnswerKind.PRICE: "same price",
    AnswerKind.BUNDLE: "bundle",
    AnswerKind.SERVICE: "service",
    AnswerKind.NOTHING: "nothing",
}
FIGURE_SENTENCES = {
    "price": "Price {theirs} / {ours}",
    "items": "Sales {theirs} / {ours}",
    "amount": "Revenue {theirs} / {ours}",
    "visitors": "Visitors {theirs} / {ours}",
    "rating": "Rating {theirs} / {ours}",
}


def rivals_post(report: RivalsReport, store_id: int, texts: Texts) -> Post:
    """All followed shops, or the chosen one, with the picture and the buttons to look at others."""
    buttons = rivals_buttons(report, store_id, texts)
    if not report.followed:
        return Post(lines(*_nobody(report, texts)), buttons)
    chart = rivals_chart(report, texts)
    text = _text(report, MOST_MOVES, texts)
    fewer = range(MOST_MOVES - 1, -1, -1) if report.chosen is None else ()
    for most in fewer:  # the picture and its words are one message where they fit together
        if len(text.striptags().encode("utf-16-le")) // 2 <= MAX_CAPTION:
            break
        text = _text(report, most, texts)
    return Post(text, buttons, chart=chart)


def follow_post(result: Follow, texts: Texts) -> Post:
    """What /follow did, how many are followed now, and what is advised."""
    name = shorten(result.name, 40)
    if result.changed:
        said = texts.t("Done: <b>{name}</b> is followed.", name=name)
    else:
        said = texts.t("<b>{name}</b> is followed already.", name=name)
    return Post(lines(said, *_advice(result, texts), None if result.has_data else _which_file(texts)))


def unfollow_post(result: Follow, texts: Texts) -> Post:
    said = texts.t("Done: <b>{name}</b> is no longer followed.", name=shorten(result.name, 40))
    return Post(lines(said, *_advice(result, texts)))


def move_lines(moves: Iterable[Move], texts: Texts) -> list[str | None]:
    """What a rival did, one line each; above those of an item, its name."""
    said: list[str | None] = []
    for item, done in groupby(moves, key=lambda move: move.item):
        if item:
            said.append(texts.t("· {item}", item=shorten(item, ITEM)))
        said += [_move(move, texts) for move in done]
    return said


def waiting_lines(moves: Iterable[Move], texts: Texts) -> list[str | None]:
    """Leaps that only one look has seen: told as what they are, and believed with the next one."""
    said: list[str | None] = []
    for move in moves:
        if move.item:
            said.append(texts.t("· {item}", item=shorten(move.item, ITEM)))
        seen = _moved(move.after, move, texts)
        said.append(texts.t("? Price {price}: seen once", price=seen))
    return said


def answered(answer: RivalAnswer, texts: Texts) -> Markup:
    return texts.t(
        "{day} {person}: {answer}",
        day=texts.day(answer.at.astimezone(ZoneInfo(texts.zone)).date()),
        person=shorten(answer.person or "–", PERSON),
        answer=texts.t(ANSWER_NAMES[answer.kind]),
    )


def drift_lines(drift: Drift, texts: Texts) -> list[str | None]:
    """An item's price and usual sales against those of a week and a month ago."""
    said: list[str | None] = []
    if drift.item:
        said.append(texts.t("· {item}", item=shorten(drift.item, ITEM)))
    said.append(price_drift(drift, texts))
    if drift.before is not None and drift.now is not None and drift.before != drift.now:
        before, now = (span_of(one, number, texts) for one in (drift.before, drift.now))
        said.append(texts.t("Sales {before} → {now}", before=before, now=now))
    return said


def price_drift(drift: Drift, texts: Texts) -> Markup | None:
    """Only of the time in which it has moved."""
    week, month = (texts.percent(one, signed=True) for one in (drift.week, drift.month))
    match moves(drift.week), moves(drift.month):
        case True, True:
            return texts.t("Price 7d {week}, 30d {month}", week=week, month=month)
        case True, False:
            return texts.t("Price 7d {week}", week=week)
        case False, True:
            return texts.t("Price 30d {month}", month=month)
    return None


def moves(change: Decimal | None) -> bool:
    """Whether a change is more than nothing as it is written."""
    return change is not None and round(change, 4) != 0


# --------------------------------------------------------------------------------------------------- figures


def span_of(span: Range | None, say: Say, texts: Texts) -> str | None:
    """1万–2.5万; an exact figure is said once. None where nothing is known."""
    if span is None:
        return None
    return say(span.low, texts) if span.is_exact else f"{say(span.low, texts)}–{say(span.high, texts)}"


def number(value: Number, texts: Texts) -> str:
    """Exact up to four digits, short above, without idle zeros: 312, 1万, 2.5万."""
    return texts.count(value) if value < 10_000 else IDLE_ZEROS.sub("", texts.short(value))


def price(amount: Number, texts: Texts) -> str:
    """¥89, ¥19.90."""
    return texts.money(Decimal(amount)).removesuffix(".00")


def amount(value: Number, texts: Texts) -> str:
    return f"¥{number(value, texts)}"


def stars(value: Number, _texts: Texts) -> str:
    return f"{value:.2f}".removesuffix("0")


def _move(move: Move, texts: Texts) -> Markup:
    return texts.t(
        MOVE_SENTENCES[move.what],
        before=_moved(move.before, move, texts),
        after=_moved(move.after, move, texts),
        change="" if move.change is None else texts.percent(move.change, signed=True),
    )


def _moved(value: Decimal | Range | str | None, move: Move, texts: Texts) -> str | None:
    if isinstance(value, str):
        return shorten(value, WORDS)
    if isinstance(value, Range):
        return span_of(value, amount if move.in_money else number, texts)
    if value is None:
        return None
    return stars(value, texts) if move.what is What.RATING_DOWN else price(value, texts)


# ------------------------------------------------------------------------------------------------ paragraphs


def _verdict(report: RivalsReport, texts: Texts) -> Markup:
    known = [shop for shop in report.shops if shop.look]
    moved = sum(bool(shop.moves) for shop in known)
    if report.chosen is not None:
        name = shorten(report.chosen.name, 40)
        if not known:
            return texts.t("<b>{name}</b>: nothing is known yet.", name=name)
        if not moved:
            return texts.t("<b>{name}</b>: no change since the look before.", name=name)
        return texts.t("<b>{name}</b> made a move.", name=name)
    if not known:
        return texts.t("<b>Nothing is known of the followed shops yet.</b>")
    if not moved:
        return texts.t("<b>No followed shop changed since the look before.</b>")
    return texts.n(
        "<b>{count} followed shop made a move.</b>", "<b>{count} followed shops made a move.</b>", moved
    )


def _legend(report: RivalsReport, texts: Texts) -> Markup | None:
    """How to read a line of figures."""
    if any(shop.look for shop in report.shops):
        return texts.t("Each line: theirs / ours.")
    return None


def _text(report: RivalsReport, most: int, texts: Texts) -> Markup:
    """The whole message, with at most `most` moves of each shop."""
    parts: list[str | None] = [_verdict(report, texts), _legend(report, texts)]
    for shop in report.shops:
        parts += ["", *_shop(shop, report, most, texts)]
    return lines(*parts, *_ending(report, texts))


def _shop(shop: RivalReport, report: RivalsReport, most: int, texts: Texts) -> list[str | None]:
    """One shop's figures beside ours; all its moves and its items only where it is shown alone."""
    name = shorten(shop.rival.name, NAME)
    look = shop.look
    if look is None:
        return [texts.t("<b>{name}</b> · no data", name=name)]
    parts: list[str | None] = [texts.t("<b>{name}</b> · {day}", name=name, day=texts.day(look.day))]
    if look.from_items > 1:
        parts.append(
            texts.n("From {count} item of the shop:", "From {count} items of the shop:", look.from_items)
        )
    parts += _figures(look, shop.own, report.rating, texts)
    shown = shop.moves if report.chosen else shop.moves[:most]
    parts += move_lines(shown, texts)
    if left := len(shop.moves) - len(shown):
        parts.append(texts.n("… and {count} more change", "… and {count} more changes", left))
    parts += waiting_lines(shop.waiting, texts)
    parts += [answered(one, texts) for one in shop.answers[: MOST_ANSWERS if report.chosen else 1]]
    if report.chosen:
        parts += [line for drift in shop.drifts for line in drift_lines(drift, texts)]
        parts += _alone(look, texts)
    return parts


def _figures(look: ShopLook, own: OwnFigures, rating: OwnRating | None, texts: Texts) -> list[str | None]:
    """Price, sales, visitors and rating; what nobody knows of them is left out."""
    cent = Decimal("0.01" if own.price is None or own.price < 1000 else "1")
    mean = None if own.price is None else own.price.quantize(cent)
    known: tuple[tuple[str, Range | None, Number | None, Say], ...] = (
        ("price", look.price, mean, price),
        ("items", look.items, own.items, number),
        ("amount", look.amount, own.amount, amount),
        ("visitors", look.visitors, own.visitors, number),
        ("rating", look.rating, rating.stars if rating else None, stars),
    )
    return [
        texts.t(
            FIGURE_SENTENCES[what],
            theirs=span_of(theirs, say, texts),
            ours="–" if ours is None else say(ours, texts),
        )
        for what, theirs, ours, say in known
        if theirs is not None
    ]


def _alone(look: ShopLook, texts: Texts) -> list[str | None]:
    parts: list[str | None] = [
        texts.t("Note: {note}", note=shorten(note, NOTE)) for note in look.notes[:MOST_NOTES]
    ]
    if look.listed:
        parts += ["", texts.n("<b>{count} item</b>", "<b>{count} items</b>", len(look.listed))]
        parts += [_item(row, texts) for row in look.listed[:MOST_ITEMS]]
    if left := len(look.listed[MOST_ITEMS:]):
        parts.append(texts.n("… and {count} more item", "… and {count} more items", left))
    return parts


def _item(row: RivalDay, texts: Texts) -> Markup:
    """Name, price, sales: what is known of them, on one line."""
    name = Markup("{}").format(shorten(row.item, LABEL))
    if row.link and re.match(r"https?://[^/\s]+\.[^/\s]+", row.link):
        name = Markup('<a href="{}">{}</a>').format(row.link, name)
    known = (
        None if row.price is None else price(row.price, texts),
        span_of(row.items, number, texts) or span_of(row.amount, amount, texts),
    )
    return Markup(" · ").join([name, *(figure for figure in known if figure)])


def _ending(report: RivalsReport, texts: Texts) -> list[str | None]:
    """What "ours" is, and what is still to do."""
    looks = [shop.look for shop in report.shops if shop.look]
    said = [
        texts.t("Our price: paid per item, on average.") if any(look.price for look in looks) else None,
        texts.n(
            "Our rating: mean of {count} review uploaded.",
            "Our rating: mean of {count} reviews uploaded.",
            report.rating.reviews,
        )
        if report.rating and any(look.rating for look in looks)
        else None,
        texts.t("Only revenue is known of these shops; the picture shows revenue.")
        if report.measure is Measure.AMOUNT
        else None,
        _which_file(texts) if len(looks) < len(report.shops) else None,
        _too_few(len(report.followed), report.advised, texts),
    ]
    known = [line for line in said if line is not None]
    return ["", *known] if known else []


def _nobody(report: RivalsReport, texts: Texts) -> list[str | None]:
    low, high = report.advised
    return [
        texts.t("<b>No shop is followed yet.</b>"),
        texts.t(
            "Write /follow and a shop's name. {low}–{high} shops are advised: two that sell better than we "
            "do, two that sell about the same.",
            low=low,
            high=high,
        ),
        texts.t("There is data for shops that nobody follows: press one.")
        if report.offers
        else _which_file(texts),
    ]


def _which_file(texts: Texts) -> Markup:
    return texts.t(
        "Send the competitor export of Sycm (竞店 or 竞品) here, or fill in the sheet from "
        "/template competitors."
    )


def _advice(result: Follow, texts: Texts) -> list[str | None]:
    low, high = result.advised
    return [
        texts.n("{count} shop is followed now.", "{count} shops are followed now.", result.count),
        texts.t(
            "{low}–{high} are advised: two that sell better than we do, two that sell about the same.",
            low=low,
            high=high,
        ),
    ]


def _too_few(count: int, advised: tuple[int, int], texts: Texts) -> Markup | None:
    low, high = advised
    if low <= count <= high:
        return None
    return texts.n(
        "{count} shop is followed, {low}–{high} are advised: /follow, /unfollow.",
        "{count} shops are followed, {low}–{high} are advised: /follow, /unfollow.",
        count,
        low=low,
        high=high,
    )


# --------------------------------------------------------------------------------------- picture and buttons


def rivals_chart(report: RivalsReport, texts: Texts) -> RivalsChart | None:
    """None where there is nothing but gaps to draw."""
    if not any(known for band in report.bands for known in band.ranges) and not any(
        value is not None for value in report.own
    ):
        return None
    label = texts.t("paid items") if report.measure is Measure.ITEMS else texts.t("revenue (¥)")
    return RivalsChart(
        language=texts.language,
        title=str(texts.t("Ours and theirs, {count} days", count=len(report.days)).unescape()),
        days=report.days,
        own=tuple(None if value is None else float(value) for value in report.own),
        rivals=tuple(_band(band) for band in report.bands),
        own_label=str(texts.t("Ours").unescape()),
        sales_label=str(label.unescape()),
    )


def _band(band: Band) -> RivalBand:
    return RivalBand(
        name=band.name,
        low=tuple(None if one is None else float(one.low) for one in band.ranges),
        high=tuple(None if one is None else float(one.high) for one in band.ranges),
    )


def rivals_buttons(report: RivalsReport, store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Which shop, which period, and the shops that could be followed; what is shown now is marked."""
    days = len(report.days)
    chosen = report.chosen.id if report.chosen else 0

    def look(label: str, rival_id: int, span: int) -> Button:
        here = "● " if (rival_id, span) == (chosen, days) else ""
        return Button(here + label, f"rivals:{store_id}:{rival_id}:{span}")

    rows: list[tuple[Button, ...]] = []
    if report.followed:
        shops = [look(str(texts.t("All").unescape()), 0, days)]
        shops += [look(shorten(rival.name, LABEL), rival.id, days) for rival in report.followed]
        rows += _rows(shops, 3)
        rows.append(
            tuple(
                look(texts.n("{count} day", "{count} days", span).unescape(), chosen, span) for span in SPANS
            )
        )
    offers = [
        Button(
            texts.t("＋ Follow {name}", name=shorten(offer.name, LABEL)).unescape(),
            f"follow:{store_id}:{chosen}:{days}:{offer.key}",
        )
        for offer in report.offers
    ]
    return (*rows, *_rows(offers, 2))


def _rows(buttons: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]
