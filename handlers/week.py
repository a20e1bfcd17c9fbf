"""/week: how a week went, other weeks in its place, and the week as a document."""

from datetime import date
from typing import cast

from charts.report import DocumentKind
from chat.context import Button, Command, Context, Member
from messages.post import Attachment, Post
from messages.span_report import document_name, span_report
from messages.spans import verdict_line
from messages.week import week_chart, week_post
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.spans import Summary, summarise
from metrics.stores import Role
from metrics.week import parse_week, week_of
from services import week as service


async def week(context: Context, member: Member) -> None:
    """`/week`: the last full one; `/week 1`: the one before it; `/week 2026-11-11`: the one with that day."""
    found = await summary(context, member, parse_week(context.args, member.today))
    await context.reply(week_post(found, member.texts, now=member.now))


async def press(context: Context, member: Member) -> None:
    """`week:<store>:<its Monday>`: another week in its place; `…:<pdf|xlsx>`: the week as a document."""
    shown, kind = read_data(context.args, member.store.id)
    found = await summary(context, member, shown)
    if kind is None:
        await context.edit(week_post(found, member.texts, now=member.now))
    else:
        await context.reply(await document(context, member, found, kind))


async def summary(context: Context, member: Member, shown: Period) -> Summary:
    return summarise(await context.read(service.load, member.store, shown, member.now))


async def document(context: Context, member: Member, found: Summary, kind: DocumentKind) -> Post:
    charts = (week_chart(found, member.texts),)
    report = span_report(found, member.texts, kind, charts, member.now)
    data = await context.house.drawing.document(report, kind)
    return Post(verdict_line(found, member.texts), attachment=Attachment(document_name(found, kind), data))


def read_data(args: list[str], store_id: int) -> tuple[Period, DocumentKind | None]:
    """The week, and the document asked for. Raises Mistake where the button is another store's."""
    match args:
        case [store, day, *more] if store == str(store_id) and more in ([], ["pdf"], ["xlsx"]):
            kind = cast(DocumentKind, more[0]) if more else None
            return week_of(date.fromisoformat(day)), kind
    raise Mistake("not_your_store")


COMMANDS = (Command("week", week, Role.VIEWER, "How a week went"),)
BUTTONS = (Button("week", press, Role.VIEWER),)
