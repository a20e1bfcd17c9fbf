"""Asking what an unknown table is: one card with what we think, and buttons to put it right."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from metrics.questions import FIELDS, AskedColumn, Lesson, Question, RowKind, missing
from metrics.uploads import UploadLine

FILE_CELLS, HEADER_CELLS, SAMPLE_CELLS, PERSON_CELLS = 26, 12, 14, 12
LISTED = 14  # columns in the card
ROW_NAMES = {
    RowKind.SHOP_DAY: "a day of the shop",
    RowKind.PRODUCT_DAY: "a product on a day",
    RowKind.AD_DAY: "an ad plan on a day",
    RowKind.RIVAL_DAY: "a competitor on a day",
    RowKind.REVIEW: "a review",
    RowKind.STOCK: "an item in stock",
    RowKind.COST: "an item's cost",
}
FIELD_NAMES = {
    "day": "day",
    "posted_at": "day written",
    "paid_amount": "revenue",
    "visitors": "visitors",
    "paid_buyers": "buyers",
    "paid_items": "items sold",
    "page_views": "page views",
    "cart_items": "added to cart",
    "order_amount": "ordered amount",
    "refund_amount": "refunds",
    "item_id": "item ID",
    "sku": "seller code",
    "title": "item name",
    "plan": "ad plan",
    "spend": "ad spend",
    "ad_revenue": "revenue by ads",
    "impressions": "impressions",
    "clicks": "clicks",
    "ad_orders": "orders by ads",
    "shop": "competitor",
    "item": "competitor's item",
    "price": "price",
    "items": "items sold",
    "rating": "shop rating",
    "score": "stars",
    "body": "review text",
    "product": "item name",
    "order_id": "order number",
    "follow_up": "follow-up text",
    "reply": "our reply",
    "on_hand": "in stock",
    "warehouse": "warehouse",
    "sellable": "sellable",
    "on_the_way": "on the way",
    "goods_cost": "goods cost",
    "shipping_cost": "shipping per item",
    "packaging_cost": "packaging per item",
    "from_day": "from day",
}
MISTAKES = {
    "not_all_said": "Something needed has no column yet. The card says what.",
    "unknown_lesson": "I do not know this table any more. /formats lists those I know.",
}


def question_post(file_name: str, one: Question, texts: Texts) -> Post:
    """What we think the table is; where we cannot tell, its columns and the question what a row is."""
    if one.kind is None:
        return kinds_post(file_name, one, texts)
    lacking, number = missing(one.kind, one.columns), one.upload_id
    text = lines(
        head_line(file_name, texts),
        texts.t("I do not know this table yet. Is it this?"),
        "",
        texts.t("One row is <b>{row}</b>.", row=texts.t(ROW_NAMES[one.kind])),
        *(said_line(one, field, texts) for field in FIELDS[one.kind] if field in one.columns),
        *(texts.t("⚠️ <b>{field}</b>: which column?", field=name_of(field, texts)) for field in lacking),
        not_read_line(one, texts),
    )
    read = button(texts.t("✅ Yes, read it so"), f"asked:read:{number}")
    change = button(texts.t("Other columns"), f"asked:fields:{number}")
    rows = button(texts.t("Other rows"), f"asked:kinds:{number}")
    return Post(text, (*(() if lacking else ((read,),)), (change, rows), (drop(number, texts),)))


def kinds_post(file_name: str, one: Question, texts: Texts) -> Post:
    number = one.upload_id
    text = lines(
        head_line(file_name, texts),
        texts.t("I do not know this table yet. Its columns:"),
        *(column_line(column, texts) for column in one.asked.columns[:LISTED]),
        "…" if len(one.asked.columns) > LISTED else None,
        "",
        texts.t("<b>What does one row tell of?</b>"),
    )
    kinds = [button(texts.t(name), f"asked:kind:{number}:{kind}") for kind, name in ROW_NAMES.items()]
    return Post(text, (*in_rows(kinds, 2), (drop(number, texts),)))


def fields_post(file_name: str, one: Question, texts: Texts) -> Post:
    """Which field is to have another column?"""
    if one.kind is None:
        return kinds_post(file_name, one, texts)
    number = one.upload_id
    fields = [
        button(
            texts.t("✓ {field}", field=name_of(field, texts))
            if field in one.columns
            else name_of(field, texts),
            f"asked:field:{number}:{field}",
        )
        for field in FIELDS[one.kind]
    ]
    back = (button(texts.t("‹ Back"), f"asked:card:{number}"),)
    text = lines(head_line(file_name, texts), texts.t("Which of these stands in another column?"))
    return Post(text, (*in_rows(fields, 2), back))


def columns_post(file_name: str, one: Question, field: str, texts: Texts) -> Post:
    """Which column is it?"""
    number, chosen = one.upload_id, one.columns.get(field)
    buttons = [
        button(
            texts.t("✓ {field}", field=shorten(column.header, HEADER_CELLS))
            if place == chosen
            else Markup("{}").format(shorten(column.header, HEADER_CELLS)),
            f"asked:col:{number}:{field}:{place}",
        )
        for place, column in enumerate(one.asked.columns)
        if not column.personal
    ]
    none = button(texts.t("None of them"), f"asked:col:{number}:{field}:-1")
    back = button(texts.t("‹ Back"), f"asked:fields:{number}")
    text = lines(
        head_line(file_name, texts),
        texts.t("Which column is <b>{field}</b>?", field=name_of(field, texts)),
        *(column_line(column, texts) for column in one.asked.columns[:LISTED] if not column.personal),
    )
    return Post(text, (*in_rows(buttons, 2), (none, back)))


def read_post(line: UploadLine, person: str, texts: Texts) -> Post:
    return Post(
        lines(
            texts.t(
                "✅ <b>Understood</b>, thank you {person}: it is being read.",
                person=shorten(person, PERSON_CELLS),
            ),
            Markup("{}").format(shorten(line.file_name, FILE_CELLS)),
            texts.t("The next file with these columns needs no question. /formats lists such tables."),
        )
    )


def formats_post(lessons: Sequence[Lesson], texts: Texts) -> Post:
    """What the team has explained, each with a button that forgets it."""
    if not lessons:
        return Post(
            texts.t("You have explained no table to me yet. Send one I do not know, and I shall ask.")
        )
    parts: list[str] = [texts.t("<b>Tables you have explained</b>")]
    for number, lesson in enumerate(lessons, 1):
        parts += ["", *lesson_lines(number, lesson, texts)]
    forget = [
        button(texts.t("Forget {number}", number=number), f"formats:forget:{lesson.learned.fingerprint}")
        for number, lesson in enumerate(lessons, 1)
    ]
    return Post(lines(*parts), tuple(in_rows(forget, 3)))


def lesson_lines(number: int, lesson: Lesson, texts: Texts) -> Iterator[Markup]:
    row = texts.t(ROW_NAMES[lesson.learned.kind])
    yield texts.t("<b>{number}</b> · one row is {row}", number=number, row=row)
    yield Markup("{}").format(shorten(lesson.file_name, FILE_CELLS))
    yield texts.t(
        "{person}, {when}", person=shorten(lesson.taught_name, PERSON_CELLS), when=texts.when(lesson.at)
    )


# ------------------------------------------------------------------------------------------------- parts


def head_line(file_name: str, texts: Texts) -> Markup:
    return texts.t("❓ <b>{file}</b>", file=shorten(file_name, FILE_CELLS))


def said_line(one: Question, field: str, texts: Texts) -> Markup:
    column = one.asked.columns[one.columns[field]]
    header, sample = shorten(column.header, HEADER_CELLS), next(iter(column.samples), "–")
    return texts.t(
        "• {field}: {header} ({sample})",
        field=name_of(field, texts),
        header=header,
        sample=shorten(sample, 10),
    )


def column_line(column: AskedColumn, texts: Texts) -> Markup:
    header = shorten(column.header, HEADER_CELLS)
    if column.personal:
        return texts.t("• {header}: personal, never read", header=header)
    values = shorten(" · ".join(column.samples) or "–", SAMPLE_CELLS)
    return texts.t("• {header}: {values}", header=header, values=values)


def not_read_line(one: Question, texts: Texts) -> Markup | None:
    used = set(one.columns.values())
    left = [shorten(column.header, 10) for place, column in enumerate(one.asked.columns) if place not in used]
    if not left:
        return None
    more = " …" if len(left) > 6 else ""
    separator = "、" if texts.language == "zh" else ", "
    return texts.t("Not read: {columns}", columns=separator.join(left[:6]) + more)


def name_of(field: str, texts: Texts) -> Markup:
    return texts.t(FIELD_NAMES[field])


def drop(number: int, texts: Texts) -> Button:
    return button(texts.t("Not for you"), f"asked:drop:{number}")


def button(label: Markup, data: str) -> Button:
    return Button(label.unescape(), data)


def in_rows(buttons: Iterable[Button], width: int) -> Iterator[tuple[Button, ...]]:
    left = iter(buttons)
    while row := tuple(islice(left, width)):
        yield row
