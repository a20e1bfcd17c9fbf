"""/month: a month summed up, other months in its place, as a document, and the next one's plan confirmed."""

import re
from datetime import date
from typing import cast

from charts.report import DocumentKind
from chat.context import Button, Command, Context, Member
from messages.drafts import draft_post
from messages.month import month_chart, month_post, week_table
from messages.post import Attachment, Post
from messages.span_report import document_name, span_report
from messages.spans import verdict_line
from metrics.mistakes import Mistake
from metrics.month import parse_month
from metrics.periods import Period
from metrics.spans import Summary, summarise
from metrics.stores import Role
from metrics.targets import month_of
from services import month as service
from services import targets

DOCUMENTS = ("pdf", "xlsx")


async def month(context: Context, member: Member) -> None:
    """`/month`: the last full one; `/month 2026-10`: that one."""
    await context.reply(await post(context, member, parse_month(context.args, member.today)))


async def press(context: Context, member: Member) -> None:
    """`month:<store>:<yyyymm>[:…]`: another month in its place; what else is asked of it."""
    shown, asked = read_data(context.args, member.store.id)
    match asked:
        case []:
            await context.edit(await post(context, member, shown))
        case ["plan", number] if number.isdigit():
            await confirm(context, member, shown, int(number))
        case ["days", number] if number.isdigit():
            draft = await context.read(targets.seen, member.store, int(number), member.now)
            await context.reply(draft_post(draft, member.texts))
        case [kind] if kind in DOCUMENTS:
            await context.reply(await document(context, member, shown, cast(DocumentKind, kind)))


async def confirm(context: Context, member: Member, shown: Period, number: int) -> None:
    """The proposed target counts, and the post says so."""
    if not member.role.may(Role.MANAGER):
        raise Mistake("target_needs_manager")
    await context.run(targets.save, member.store, number, member.user_id, member.now)
    await context.edit(await post(context, member, shown))


async def post(context: Context, member: Member, shown: Period) -> Post:
    found = await summary(context, member, shown)
    plan = await context.run(service.next_plan, member.store, shown, member.now)
    return month_post(found, plan, member.texts, now=member.now)


async def summary(context: Context, member: Member, shown: Period) -> Summary:
    return summarise(await context.read(service.load, member.store, shown, member.now))


async def document(context: Context, member: Member, shown: Period, kind: DocumentKind) -> Post:
    found = await summary(context, member, shown)
    charts, tables = (month_chart(found, member.texts),), (week_table(found, member.texts),)
    report = span_report(found, member.texts, kind, charts, member.now, tables)
    data = await context.house.drawing.document(report, kind)
    return Post(verdict_line(found, member.texts), attachment=Attachment(document_name(found, kind), data))


def read_data(args: list[str], store_id: int) -> tuple[Period, list[str]]:
    """The month, and what is asked of it. Raises Mistake where the button is another store's."""
    match args:
        case [store, named, *asked] if store == str(store_id) and re.fullmatch(r"\d{6}", named):
            return month_of(date(int(named[:4]), int(named[4:]), 1)), asked
    raise Mistake("not_your_store")


COMMANDS = (Command("month", month, Role.VIEWER, "A month summed up"),)
BUTTONS = (Button("month", press, Role.VIEWER),)
