"""What receipts say of orders, refunds, stock and costs."""

from collections.abc import Iterable

from markupsafe import Markup

from messages.texts import Texts, shorten
from metrics.orders import (
    CostsHeadline,
    LinesHeadline,
    OpenOrders,
    OpenRefunds,
    OrdersHeadline,
    RefundsHeadline,
)
from metrics.stock import LEAST_COVER, Judged, Reason, StockHeadline

SHOWN = 3  # items that run short
NAME = 12  # cells of an item's name

GoodsHeadline = OrdersHeadline | LinesHeadline | RefundsHeadline | StockHeadline | CostsHeadline


def goods_lines(headline: GoodsHeadline, texts: Texts) -> Iterable[Markup | None]:
    match headline:
        case OrdersHeadline():
            return orders_lines(headline, texts)
        case LinesHeadline():
            return lines_lines(headline, texts)
        case RefundsHeadline():
            return refunds_lines(headline, texts)
        case StockHeadline():
            return stock_lines(headline, texts)
        case CostsHeadline():
            return (texts.n("The cost of {count} item", "The cost of {count} items", headline.items),)


def orders_lines(headline: OrdersHeadline, texts: Texts) -> Iterable[Markup | None]:
    count, paid = texts.count(headline.orders), texts.count(headline.paid)
    yield texts.t("{orders} orders, {paid} of them paid", orders=count, paid=paid)
    if headline.amount is not None:
        yield texts.t("Paid: <b>{amount}</b>", amount=texts.money(headline.amount))
    yield from open_lines(headline.open, texts)


def open_lines(found: OpenOrders, texts: Texts) -> Iterable[Markup]:
    """What waits, as the latest files tell; nothing where nothing waits."""
    if found.awaiting_dispatch:
        waiting, late = texts.count(found.awaiting_dispatch), texts.count(found.late_dispatch)
        if found.late_dispatch:
            yield texts.t("To be sent: {waiting}, <b>{late} over 24 h</b>", waiting=waiting, late=late)
        else:
            yield texts.t("To be sent: {waiting}", waiting=waiting)
    if found.awaiting_payment:
        waiting, late = texts.count(found.awaiting_payment), texts.count(found.late_payment)
        if found.late_payment:
            yield texts.t("To be paid: {waiting}, {late} over 24 h", waiting=waiting, late=late)
        else:
            yield texts.t("To be paid: {waiting}", waiting=waiting)


def lines_lines(headline: LinesHeadline, texts: Texts) -> Iterable[Markup | None]:
    items, orders = texts.count(headline.items), texts.count(headline.orders)
    yield texts.t("{items} items in {orders} orders", items=items, orders=orders)
    if headline.strange:
        yield texts.n(
            "When {count} of the orders was paid is not known yet: send ExportOrderList, too.",
            "When {count} of the orders were paid is not known yet: send ExportOrderList, too.",
            headline.strange,
        )


def refunds_lines(headline: RefundsHeadline, texts: Texts) -> Iterable[Markup | None]:
    count = texts.count(headline.refunds)
    if headline.amount is None:
        yield texts.t("{refunds} refunds", refunds=count)
    else:
        amount = texts.money(headline.amount)
        yield texts.t("{refunds} refunds: <b>{amount}</b>", refunds=count, amount=amount)
    yield from open_refund_lines(headline.open, texts)


def open_refund_lines(found: OpenRefunds, texts: Texts) -> Iterable[Markup]:
    if not found.count:
        return
    yield texts.t("Open: {count}, {amount}", count=texts.count(found.count), amount=texts.money(found.amount))
    if found.due and found.next_due is not None:
        yield texts.t("<b>{due} fall due within 24 h</b>", due=texts.count(found.due))
        yield texts.t("The first: {when}", when=texts.when(found.next_due))


def stock_lines(headline: StockHeadline, texts: Texts) -> Iterable[Markup | None]:
    items, short = texts.count(headline.items), texts.count(len(headline.short))
    yield texts.t("{items} items, <b>{short} short</b>", items=items, short=short)
    for one in headline.short[:SHOWN]:
        yield short_line(one, texts)
    if len(headline.short) > SHOWN:
        yield texts.n("… and {count} more", "… and {count} more", len(headline.short) - SHOWN)
    if headline.unknown:
        yield texts.n(
            "{count} item has neither sales nor a warning level: not judged.",
            "{count} items have neither sales nor a warning level: not judged.",
            headline.unknown,
        )
    if any(one.reason is Reason.COVER for one in headline.short):
        days = texts.count(LEAST_COVER)
        yield texts.t("Short: less than {days} days at the pace of the last 14 days", days=days)


def short_line(one: Judged, texts: Texts) -> Markup:
    name = shorten(one.item.title or one.item.sku, NAME)
    left = texts.count(one.item.available)
    if one.reason is Reason.COVER and one.days is not None:
        return texts.t("• {name}: {left} · {days} days", name=name, left=left, days=f"{one.days:.1f}")
    level = texts.count(one.item.warning_low)
    return texts.t("• {name}: {left} · level {level}", name=name, left=left, level=level)
