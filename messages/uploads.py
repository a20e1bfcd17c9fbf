"""Receipts for uploads: what came, what it changed, what could not be trusted, and why a file was refused."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from markupsafe import Markup, escape

from messages.orders import GoodsHeadline, goods_lines
from messages.plans import PlanHeadline, plan_lines
from messages.post import Attachment, Button, Post
from messages.sources import source_lines
from messages.texts import NARROW, Texts, beside, lines, shorten, wrapped
from metrics.ads import AdTotals
from metrics.mistakes import Mistake
from metrics.sales import Origin, StoreDay
from metrics.tables import Problem
from metrics.uploads import (
    AdsHeadline,
    BalanceHeadline,
    Counts,
    Headline,
    Receipt,
    ReviewsHeadline,
    RivalsHeadline,
)
from readers.reasons import REASONS, About

SHOWN = 5  # problems in the message itself; the others come as a file
LISTED = 20  # columns of an unknown table
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a cell
KINDS = (  # of files that are no tables, as the readers name them
    "a PDF",
    "a picture",
    "a document",
    "a binary file",
    "a RAR archive",
    "a 7z archive",
    "a gzip archive",
)
OWN_TITLES = {  # of tables that a team has explained
    "own_shop_day": "Own table: shop by day",
    "own_product_day": "Own table: products by day",
    "own_ad_day": "Own table: ads by day",
    "own_rival_day": "Own table: competitors",
    "own_review": "Own table: reviews",
    "own_stock": "Own table: stock",
    "own_cost": "Own table: costs",
}
SENTENCES = {(reason.about, reason.name): reason.sentence for reason in REASONS}
MISTAKES: Mapping[str, str] = {
    **{name: sentence for (about, name), sentence in SENTENCES.items() if about is About.FILE},
    "file_too_big": "The file has {megabytes} MB, and Telegram hands bots at most {limit} MB. "
    "Export a shorter period, or run a Bot API server of your own and set ZHANGGUI_TELEGRAM_URL to it.",
    "file_over_limit": "The file has {megabytes} MB; I read at most {limit} MB. Export a shorter period.",
    "file_gone": "Telegram no longer has this file. Please send it again.",
    "inbox_gone": "I no longer have this file. Please send it again.",
    "file_too_heavy": "Reading this file takes more than {megabytes} MB of memory. Export a shorter period.",
    "file_too_slow": "Reading this file takes longer than {seconds} seconds. Export a shorter period.",
    "reader_died": "This file breaks my reader. Export it again; if that does not help, save it as .xlsx.",
    "import_what": "Reply to a file with /import, and I read it.",
    "already_read": "I know this file already: /uploads shows what became of it.",
    "not_a_file": "A picture of a table cannot be read. Please send the export itself, as a file.",
}


def titles() -> Mapping[str, str]:
    """Every known format's title in English. The readers are loaded only where it is asked for."""
    from readers.formats import FORMATS

    return {known.name: known.title for known in FORMATS} | OWN_TITLES


def title_of(format: str) -> str:
    """A format's title in English; own tables have their header's fingerprint behind their kind."""
    return titles().get(format.partition(":")[0], format)


# ------------------------------------------------------------------------------------------------ receipts


def receipt_post(receipt: Receipt, texts: Texts) -> Post:
    """One message: the verdict, the rows, the headline figure, then what could not be trusted."""
    text = lines(
        verdict_line(receipt, texts),
        same_line(receipt, texts),
        counts_line(receipt.counts, texts)
        if receipt.same_as is None or not receipt.changed_nothing
        else None,
        *headline_lines(receipt.headline, texts),
        *(texts.t(SENTENCES[About.NOTE, note]) for note in receipt.notes),
        *problem_lines(receipt, texts),
    )
    undo = () if receipt.changed_nothing else ((take_back_button(receipt.upload_id, texts),),)
    return Post(text, undo, attachment=problems_file(receipt, texts), silent=receipt.rejected == 0)


def take_back_button(upload_id: int, texts: Texts) -> Button:
    return Button(str(texts.t("Take back")), f"upload:ask:{upload_id}")


def verdict_line(receipt: Receipt, texts: Texts) -> Markup:
    mark = "⚠️" if receipt.rejected else "✅"
    title = texts.t(title_of(receipt.format))
    head = texts.t("{mark} <b>{title}</b>", mark=mark, title=title)
    if receipt.first_day is None or receipt.last_day is None:
        return head
    days = days_of(receipt.first_day, receipt.last_day, texts)
    whole = texts.t("{mark} <b>{title}</b> · {days}", mark=mark, title=title, days=days)
    return beside(whole, head, days)


def days_of(first: date, last: date, texts: Texts) -> Markup:
    """Both included."""
    if first == last:
        return Markup("{}").format(texts.day(last))
    return texts.t("{first} to {last}", first=texts.day(first), last=texts.day(last))


def same_line(receipt: Receipt, texts: Texts) -> Markup | None:
    if receipt.same_as is None:
        return None
    name, when = receipt.same_as.user_name, texts.when(receipt.same_as.received_at)
    if receipt.changed_nothing:
        return texts.t("The same file came from {name} on {when}. Nothing has changed.", name=name, when=when)
    return texts.t(
        "The same file came from {name} on {when}; since then other figures had come. Now these count again.",
        name=name,
        when=when,
    )


def counts_line(counts: Counts, texts: Texts) -> Markup:
    """What there is of each."""
    told = [
        (texts.n("{count} row new", "{count} rows new", counts.new), counts.new),
        (texts.n("{count} row changed", "{count} rows changed", counts.changed), counts.changed),
        (texts.n("{count} row unchanged", "{count} rows unchanged", counts.unchanged), counts.unchanged),
    ]
    return lines(*wrapped([words for words, count in told if count] or [told[0][0]]))


def headline_lines(headline: Headline | None, texts: Texts) -> Iterable[Markup | None]:
    if isinstance(headline, GoodsHeadline):
        return goods_lines(headline, texts)
    if isinstance(headline, PlanHeadline):
        return plan_lines(headline, texts)
    match headline:
        case StoreDay():
            return sales_lines(headline, texts)
        case AdsHeadline():
            return ads_lines(headline, texts)
        case BalanceHeadline():
            return (balance_lines(headline, texts),)
        case ReviewsHeadline():
            return (
                texts.t(
                    "<b>{bad} bad</b>, {neutral} neutral, {good} good",
                    bad=texts.count(headline.bad),
                    neutral=texts.count(headline.neutral),
                    good=texts.count(headline.good),
                ),
            )
        case RivalsHeadline():
            return rivals_lines(headline, texts)
        case None:
            return ()
    return source_lines(headline, texts)


def sales_lines(day: StoreDay, texts: Texts) -> Iterable[Markup | None]:
    revenue, when = texts.money(day.paid_amount), texts.day(day.day)
    return (
        texts.t("{day}: revenue <b>{revenue}</b>", day=when, revenue=revenue),
        visitors_lines(day, texts) if day.visitors is not None else None,
        texts.t("Visitors are the sum over products: somebody who saw two counts twice.")
        if day.origin is Origin.PRODUCTS and day.visitors is not None
        else None,
    )


def visitors_lines(day: StoreDay, texts: Texts) -> Markup:
    visitors, conversion = texts.count(day.visitors), texts.percent(day.conversion)
    return beside(
        texts.t("{visitors} visitors, conversion {conversion}", visitors=visitors, conversion=conversion),
        texts.t("{visitors} visitors", visitors=visitors),
        texts.t("Conversion {conversion}", conversion=conversion),
    )


def ads_lines(headline: AdsHeadline, texts: Texts) -> Iterable[Markup]:
    totals: AdTotals = headline.totals
    day, spend, roi = texts.day(headline.day), texts.money(totals.spend), texts.multiple(totals.roi)
    return (
        beside(
            texts.t("{day}: spend <b>{spend}</b>, ROI <b>{roi}</b>", day=day, spend=spend, roi=roi),
            texts.t("{day}: spend <b>{spend}</b>", day=day, spend=spend),
            texts.t("ROI <b>{roi}</b>", roi=roi),
        ),
    )


def balance_lines(headline: BalanceHeadline, texts: Texts) -> Markup:
    when, balance = texts.when(headline.at), texts.money(headline.balance)
    return beside(
        texts.t("Balance <b>{balance}</b> ({when})", balance=balance, when=when),
        texts.t("Balance <b>{balance}</b>", balance=balance),
        texts.t("As of {time}", time=when),
    )


def rivals_lines(headline: RivalsHeadline, texts: Texts) -> Iterable[Markup]:
    one, many = "{count} competitor up to {day}", "{count} competitors up to {day}"
    yield texts.n(one, many, len(headline.shops), day=texts.day(headline.day))
    more = ["…"] if len(headline.shops) > SHOWN else []
    yield from wrapped([shorten(shop, NARROW) for shop in headline.shops[:SHOWN]] + more)


# ------------------------------------------------------------------------------------------------ problems


def problem_lines(receipt: Receipt, texts: Texts) -> Iterable[Markup | str]:
    if not receipt.problems and not receipt.rejected:
        return
    yield ""
    if receipt.rejected:
        yield texts.n("<b>{count} row rejected</b>:", "<b>{count} rows rejected</b>:", receipt.rejected)
    else:
        doubtful = len(receipt.problems)
        yield texts.n(
            "Kept, but {count} figure is doubtful:", "Kept, but {count} figures are doubtful:", doubtful
        )
    for problem in receipt.problems[:SHOWN]:
        yield problem_line(problem, texts)
    if len(receipt.problems) > SHOWN:
        yield texts.t("All {number} are in the file.", number=texts.count(len(receipt.problems)))


def problem_line(problem: Problem, texts: Texts) -> Markup:
    """Where, what stands there, and what is wrong with it."""
    row = texts.t("row {row}", row=texts.count(problem.row)) if problem.row else None
    value = texts.t("“{value}”", value=shorten(problem.value, 20)) if problem.value else None
    parts = [problem.sheet and shorten(problem.sheet, 16), row, problem.column, value]
    place = Markup(" · ").join(escape(part) for part in parts if part)
    return texts.t("• {place}: {reason}", place=place, reason=reason_of(problem, texts))


def reason_of(problem: Problem, texts: Texts) -> Markup:
    return texts.t(SENTENCES.get((About.ROW, problem.reason), problem.reason))


def problems_file(receipt: Receipt, texts: Texts) -> Attachment | None:
    """All problems as a table, where they are too many for the message; Excel computes nothing in it."""
    if len(receipt.problems) <= SHOWN:
        return None
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(texts.t(name) for name in ("Sheet", "Row", "Column", "Value", "What is wrong"))
    for problem in receipt.problems:
        row = str(problem.row or "")
        cells = (problem.sheet, row, problem.column, problem.value, str(reason_of(problem, texts)))
        writer.writerow([harmless(cell) for cell in cells])
    stem = PurePath(receipt.file_name).stem
    name = texts.t("{file} problems.csv", file=shorten(stem, 40)).unescape()
    return Attachment(name, table.getvalue().encode("utf-8-sig"))


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


# ------------------------------------------------------------------------------------------------ refusals


def refusal_post(file_name: str, mistake: Mistake, texts: Texts) -> Post:
    """Why nothing of the file was stored, and what to do."""
    file = shorten(file_name, NARROW - len("⚠️ "))
    head = beside(
        texts.t("⚠️ <b>{file}</b>: nothing stored", file=file),
        texts.t("⚠️ <b>{file}</b>", file=file),
        texts.t("Nothing stored."),
    )
    known = texts.t("The guide lists what I read; sheets to fill in: /template")
    unknown = mistake.reason == "unknown_table"
    return Post(lines(head, refusal_sentence(mistake, texts), known if unknown else None))


def refusal_sentence(mistake: Mistake, texts: Texts) -> Markup:
    known = titles()
    facts = {name: said(value, known, texts) for name, value in mistake.facts.items()}
    return texts.t(MISTAKES[mistake.reason], **facts)


def said(value: object, known: Mapping[str, str], texts: Texts) -> str:
    """A fact of a mistake as it is shown: formats by their titles, lists with commas."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        separator = "、" if texts.language == "zh" else ", "
        shown = [said(part, known, texts) for part in value[:LISTED]]
        more = ["…"] if len(value) > LISTED else []
        return separator.join(shown + more) or "–"
    if isinstance(value, str):
        return texts.t(known.get(value, value)).unescape() if value in known or value in KINDS else value
    return texts.count(value) if isinstance(value, int) else str(value)


# ------------------------------------------------------------------------------------------------ templates


def template_post(data: bytes, texts: Texts) -> Post:
    """The sheet for competitors, to be filled in and sent back."""
    text = lines(
        texts.t("Fill it in, one line per competitor, item and day, and send it back as a file."),
        texts.t("Sales and visitors may be ranges, like 1000~1500."),
    )
    return Post(text, attachment=Attachment("competitors.xlsx", data))
