"""Customer service: by person (客服绩效), by day (业绩询单, 咨询接待), and by product (商品咨询)."""

from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format, Ratio
from readers.headers import plain
from readers.rows import Table, is_total, last_rows
from readers.sycm import present

DAY = ("日期", "统计日期")
STAFF = ("旺旺昵称", "客服昵称", "客服", "客服旺旺")  # the team's own people, not buyers
OUTSIDE = (DaySource.PREAMBLE, DaySource.FILE_NAME)
TEAM = ("全店汇总值", "汇总值", "合计", "总计", "汇总")  # the rows about the whole team, the best first
OTHERS = frozenset(("平均值", "全店平均值", "同行同层优秀", "同行同层均值"))  # averages and the trade's

FIGURES = (
    *("consultations", "received", "answered", "unanswered", "inquiries", "inquiries_today"),
    *("buyers_today", "amount_today", "paid_buyers", "paid_amount", "refund_amount"),
    *("first_response_seconds", "response_seconds", "handling_seconds"),
    *("reply_rate", "quick_reply_rate", "satisfaction"),
    *("slow_replies", "long_talks", "messages", "buyer_messages", "staff_messages"),
)


def service_batches(table: Table) -> tuple[Batch, ...]:
    """One row a day and person. Of the rows about the whole team the best is kept, under no name."""
    kept = present(table, FIGURES)
    cells = zip(*(table.column(name) for name in kept), strict=True)
    rows: list[tuple[Any, ...]] = []
    team: dict[object, tuple[int, tuple[Any, ...]]] = {}
    for day, person, figures in zip(table.column("day"), people(table), cells, strict=True):
        rank = rank_of(person)
        if rank is None:
            rows.append((day, person, *figures))
        elif rank < len(TEAM) and (day not in team or rank < team[day][0]):
            team[day] = (rank, (day, "", *figures))
    rows += [row for _, row in team.values()]
    columns = ("day", "person", *kept)
    return (Batch(Kind.SERVICE_DAY, columns, last_rows(table, rows, 2, "person")),)


def people(table: Table) -> list[str]:
    """Who each row is about; where nobody is named it is the whole team."""
    return table.column("person", missing=TEAM[0])


def rank_of(person: str) -> int | None:
    """How well the row tells of the whole team, 0 is best; None where it is one of the team."""
    name = plain(person)
    if name in OTHERS:
        return len(TEAM)
    if name in TEAM:
        return TEAM.index(name)
    return len(TEAM) if is_total(person) else None


STAFF_RESULTS = Format(
    name="service_staff",
    title="Service: results by person",
    example="自制报表-报表查看-客服绩效_20261121_20261121_全部.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("person", Cell.TEXT, STAFF, required=True),
        Column("inquiries", Cell.COUNT, ("询单人数",), required=True, empty=True),
        Column("paid_buyers", Cell.COUNT, ("询单最终付款人数", "最终付款人数"), required=True, empty=True),
        Column("paid_amount", Cell.MONEY, ("询单最终付款金额", "最终付款金额")),
        Column("refund_amount", Cell.MONEY, ("成功退款金额",)),
        Column("first_response_seconds", Cell.SECONDS, ("首次响应时长(秒)", "首次响应时长")),
        Column("response_seconds", Cell.SECONDS, ("平均响应时长(秒)", "平均响应时长")),
        Column("satisfaction", Cell.RATE, ("客户满意率",)),
        Column("reply_rate", Cell.RATE, ("旺旺回复率",)),
        # not kept, only to check the others by
        Column("conversion", Cell.FIGURE, ("询单最终付款转化率",)),
    ),
    staff=STAFF,
    day_from=OUTSIDE,
    identities=(Ratio("conversion", "paid_buyers", "inquiries", step=0.0001),),
    batches=service_batches,
)
INQUIRIES = Format(
    name="service_inquiries",
    title="Service: inquiries and sales",
    example="业绩询单_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("inquiries", Cell.COUNT, ("询单人数",), required=True, empty=True),
        Column("inquiries_today", Cell.COUNT, ("当日询单人数",)),
        Column("buyers_today", Cell.COUNT, ("当日付款人数",)),
        Column("amount_today", Cell.MONEY, ("当日付款金额",)),
        Column("paid_buyers", Cell.COUNT, ("最终付款人数",), required=True, empty=True),
        Column("paid_amount", Cell.MONEY, ("最终付款金额",), required=True, empty=True),
        # not kept, only to check the others by
        Column("conversion_today", Cell.FIGURE, ("询单当日付款转化率",)),
        Column("conversion", Cell.FIGURE, ("询单最终付款转化率",)),
    ),
    absent=STAFF,
    identities=(
        Ratio("conversion", "paid_buyers", "inquiries", step=0.0001),
        Ratio("conversion_today", "buyers_today", "inquiries_today", step=0.0001),
    ),
    batches=service_batches,
)


def consults(header_rows: int) -> Format:
    """咨询接待, with one row of names or with the groups they belong to above them."""
    return Format(
        name="service_consults",
        title="Service: consultations",
        example="咨询接待_2026-11-21.xlsx",
        columns=(
            Column("day", Cell.DAY, DAY, required=True),
            Column("person", Cell.TEXT, STAFF),
            Column("consultations", Cell.COUNT, ("咨询人数",), required=True, empty=True),
            Column("received", Cell.COUNT, ("接待人数",), required=True, empty=True),
            Column("answered", Cell.COUNT, ("有效接待人数",)),
            Column("unanswered", Cell.COUNT, ("未回复人数",)),
            Column("first_response_seconds", Cell.SECONDS, ("首次响应时长", "首次响应时长(秒)")),
            Column("response_seconds", Cell.SECONDS, ("平均响应时长", "平均响应时长(秒)")),
            Column("handling_seconds", Cell.SECONDS, ("平均接待时长", "平均接待时长(秒)")),
            Column("reply_rate", Cell.RATE, ("旺旺回复率",)),
            Column("quick_reply_rate", Cell.RATE, ("3分钟人工响应率",)),
            Column("slow_replies", Cell.COUNT, ("慢响应人数",)),
            Column("long_talks", Cell.COUNT, ("长接待人数",)),
            Column("messages", Cell.COUNT, ("总消息数",)),
            Column("buyer_messages", Cell.COUNT, ("买家消息条数",)),
            Column("staff_messages", Cell.COUNT, ("客服消息条数",)),
        ),
        staff=STAFF,
        header_rows=header_rows,
        batches=service_batches,
    )


CONSULTS = consults(1)
CONSULTS_GROUPED = consults(2)

# ------------------------------------------------------------------------------------------------- products


def consulted_batches(table: Table) -> tuple[Batch, ...]:
    columns = (
        "day",
        "item_id",
        *present(table, ("consultations", "mobile_consultations", "pc_consultations")),
    )
    rows = last_rows(table, list(zip(*(table.column(name) for name in columns), strict=True)), 2, "item_id")
    named = zip(table.column("item_id"), table.column("title"), strict=True)
    titles = {item: title for item, title in named if title}
    return (
        Batch(Kind.CONSULT_DAY, columns, rows),
        Batch(Kind.PRODUCT, ("item_id", "title"), list(titles.items())),
    )


CONSULTED = Format(
    name="service_items",
    title="Service: products asked about",
    example="2026-11-21.csv",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ("商品ID",), required=True),
        Column("title", Cell.TEXT, ("商品名称",)),
        Column("consultations", Cell.COUNT, ("总咨询人数",), required=True, empty=True),
        Column("mobile_consultations", Cell.COUNT, ("移动端咨询人数",)),
        Column("pc_consultations", Cell.COUNT, ("PC端咨询人数",)),
    ),
    day_from=OUTSIDE,
    batches=consulted_batches,
)
