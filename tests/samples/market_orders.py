"""The invented store's orders as other marketplaces export them, with invented personal data."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone

from tests.samples import market_headers as headers
from tests.samples.containers import as_csv, as_xlsx, as_zip
from tests.samples.orders import Line, Order, orders

Files = dict[str, tuple[str, bytes]]
CHINA, NEW_YORK = timezone(timedelta(hours=8)), timezone(timedelta(hours=-5))
NOBODY = (  # what stands in the columns with personal data, none of which may be found anywhere later
    *("Pinecone Buyer", "buyer@pinecone.example", "9 Needle Lane", "+1 000 555 0100", "Leave it at the door"),
    *("PARCEL-77001122", "Pinecone Customs Ltd", "PC-1A2B"),
)
NAME, MAIL, STREET, PHONE, WISH, PARCEL, COMPANY, POST = NOBODY
PRIVATE = {
    **dict.fromkeys(("Billing Name", "Shipping Name", "Recipient", "Receiver Name", "Buyer Username"), NAME),
    **dict.fromkeys(("Username (Buyer)", "customerName", "shippingName", "billingName"), NAME),
    **dict.fromkeys(("客户姓名", "下单帐号", "收货人", "收件人", "身份证姓名"), NAME),
    **dict.fromkeys(("Email", "customerEmail"), MAIL),
    **dict.fromkeys(("Billing Street", "Billing Address1", "Shipping Street", "Shipping Address1"), STREET),
    **dict.fromkeys(("Billing Address2", "Shipping Address2", "Delivery Address", "Address Line 1"), STREET),
    **dict.fromkeys(("shippingAddress", "shippingAddress2", "billingAddr", "客户地址", "街道"), STREET),
    **dict.fromkeys(("详细地址",), STREET),
    **dict.fromkeys(("Billing Phone", "Shipping Phone", "Phone", "Phone #", "Phone Number"), PHONE),
    **dict.fromkeys(("shippingPhone", "shippingPhone2", "billingPhone", "联系电话", "手机"), PHONE),
    **dict.fromkeys(("用户购买手机号", "收件人手机号", "身份证号码"), PHONE),
    **dict.fromkeys(("Notes", "Note Attributes", "Remark from buyer", "Seller Note", "sellerNote"), WISH),
    **dict.fromkeys(("订单备注", "商家备注", "买家留言"), WISH),
    **dict.fromkeys(("Tracking ID", "trackingCode", "cdTrackingCode", "快递单号"), PARCEL),
    **dict.fromkeys(("Billing Company", "Shipping Company", "发票抬头", "taxCode"), COMPANY),
    **dict.fromkeys(("Billing Zip", "Shipping Zip", "Zipcode", "shippingPostCode"), POST),
}


def order_exports(span: Sequence[date], seed: int) -> Files:
    found = orders(span, seed)
    last = span[-1]
    return {
        "shopify_orders": ("orders_export_1.csv", as_csv(shopify_rows(found), "utf-8")),
        "tiktok_orders": (f"All order-{last}-09_15.csv", as_csv(tiktok_rows(found), "utf-8-sig")),
        "shopee_orders": (
            f"Order.all.{span[0]:%Y%m%d}_{last:%Y%m%d}.xlsx",
            as_xlsx(shopee_rows(found), "orders"),
        ),
        "lazada_orders": (f"lazada_{last}.xlsx", as_xlsx(lazada_rows(found), "sheet1")),
        "pdd_orders": (f"orders_export{last}-09-15-00.csv", as_csv(pdd_rows(found), "utf-8-sig")),
        "jd_orders": (f"订单导出_{last:%Y%m%d}.csv", as_csv(jd_rows(found), "gb18030")),
        "douyin_orders": (f"订单导出_{last}.csv", as_csv(douyin_rows(found), "utf-8-sig")),
        "wb_sales": (
            "Еженедельный детализированный отчет №600000001.zip",
            as_zip({"0.xlsx": as_xlsx(wb_rows(found))}),
        ),
    }


def cells(names: Sequence[str], known: dict[str, object]) -> list[object]:
    return [known.get(name, PRIVATE.get(name, "")) for name in names]


def money(fen: int) -> str:
    return f"{fen / 100:.2f}"


def at(moment: datetime | None, shape: str = "%Y-%m-%d %H:%M:%S") -> str:
    return f"{moment:{shape}}" if moment else ""


def is_cancelled(order: Order) -> bool:
    return order.closed


def sku_of(line: Line) -> str:
    return f"{line.item.article}-{line.colour[:1]}"


def word(order: Order, unpaid: str, packing: str, sent: str, done: str, cancelled: str) -> str:
    """The platform's own word for where an order stands."""
    if is_cancelled(order):
        return cancelled
    if order.paid is None:
        return unpaid
    if order.sent is None:
        return packing
    return done if order.done else sent


# --------------------------------------------------------------------------------------------------- Shopify


def shopify_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    """Moments in the zone the shop is set to; what is said of the order, on its first line only."""
    yield [*headers.SHOPIFY_ORDERS]
    for number, order in enumerate(found, 1001):
        name = f"#{number}"
        for place, line in enumerate(order.lines):
            known = {
                "Name": name,
                "Lineitem quantity": line.quantity,
                "Lineitem name": line.item.title,
                "Lineitem price": money(line.item.fen),
                "Lineitem sku": sku_of(line),
                "Lineitem discount": "0.00",
                "Vendor": "Pinecone",
            }
            if place == 0:
                yield cells(headers.SHOPIFY_ORDERS, known | shopify_order(order, number))
            else:
                yield [known.get(column, "") for column in headers.SHOPIFY_ORDERS]


def shopify_order(order: Order, number: int) -> dict[str, object]:
    def local(moment: datetime | None) -> str:
        there = moment and moment.replace(tzinfo=CHINA).astimezone(NEW_YORK)
        return f"{there:%Y-%m-%d %H:%M:%S %z}" if there else ""

    paid = "refunded" if order.refund else "paid"
    return {
        "Financial Status": paid if order.paid else "voided" if order.closed else "pending",
        "Paid at": local(order.paid),
        "Fulfillment Status": "fulfilled" if order.sent else "unfulfilled",
        "Fulfilled at": local(order.sent),
        "Currency": "USD",
        "Subtotal": money(order.fen - order.shipping),
        "Shipping": money(order.shipping),
        "Taxes": "0.00",
        "Total": money(order.fen),
        "Discount Amount": money(order.coupon),
        "Created at": local(order.made),
        "Cancelled at": local(order.made + timedelta(days=1)) if order.closed else "",
        "Refunded Amount": money(order.refund),
        "Outstanding Balance": "0.00" if order.paid else money(order.fen),
        "Id": 5_500_000_000_000 + number,
    }


# -------------------------------------------------------------------------------------------- south-east Asia

TIKTOK_WORDS = {"Order ID": "Platform unique order ID.", "Order Status": "Current order status."}


def tiktok_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    yield [*headers.TIKTOK_ORDERS]
    yield [TIKTOK_WORDS.get(name, f"What {name} means.") for name in headers.TIKTOK_ORDERS]
    shape = "%d/%m/%Y %H:%M:%S\t"
    for order in found:
        for place, line in enumerate(order.lines):
            off = order.coupon if place == 0 else 0
            known = {
                "Order ID": f"{order.id}\t",
                "Order Status": word(order, "Unpaid", "To ship", "Shipped", "Completed", "Canceled"),
                "SKU ID": f"17{line.item.id}",
                "Seller SKU": sku_of(line),
                "Product Name": line.item.title,
                "Variation": line.colour,
                "Quantity": line.quantity,
                "SKU Unit Original Price": money(line.item.fen),
                "SKU Subtotal Before Discount": money(line.fen),
                "SKU Seller Discount": money(off),
                "SKU Subtotal After Discount": money(line.fen - off),
                "Shipping Fee After Discount": money(order.shipping),
                "Order Amount": money(order.fen),
                "Order Refund Amount": money(order.refund),
                "Created Time": at(order.made, shape),
                "Paid Time": at(order.paid, shape),
                "Shipped Time": at(order.sent, shape),
                "Delivered Time": at(order.done, shape),
            }
            yield cells(headers.TIKTOK_ORDERS, known)


def shopee_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    in_brackets = {"Original Price", "Deal Price", "Total Amount", "Product Subtotal", "Seller Discount"}
    yield [f"{name} (PHP)" if name in in_brackets else name for name in headers.SHOPEE_ORDERS]
    for order in found:
        for line in order.lines:
            known = {
                "Order ID": f"26{order.id[-14:]}",
                "Order Status": word(order, "Unpaid", "To ship", "Shipping", "Completed", "Cancelled"),
                "Order Creation Date": at(order.made, "%Y-%m-%d %H:%M"),
                "Order Paid Time": at(order.paid, "%Y-%m-%d %H:%M") or "-",
                "Ship Time": at(order.sent, "%Y-%m-%d %H:%M"),
                "Order Complete Time": at(order.done, "%Y-%m-%d %H:%M"),
                "Product Name": line.item.title,
                "SKU Reference No.": sku_of(line),
                "Variation Name": line.colour,
                "Deal Price": money(line.item.fen),
                "Quantity": line.quantity,
                "Product Subtotal": money(line.fen),
                "Seller Discount": "0.00",
                "Seller Voucher": money(order.coupon),
                "Total Amount": money(order.fen),
                "Buyer Paid Shipping Fee": money(order.shipping),
            }
            yield cells(headers.SHOPEE_ORDERS, known)


def lazada_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    """A row a piece. What is paid for shipping stands on the first one."""
    yield [*headers.LAZADA_ORDERS]
    for order in found:
        pieces = [line for line in order.lines for _ in range(line.quantity)]
        for place, line in enumerate(pieces):
            first = place == 0
            off, shipping = (order.coupon, order.shipping) if first else (0, 0)
            known = {
                "orderItemId": f"{order.id[2:]}{place:02}",
                "orderNumber": order.id[2:],
                "sellerSku": sku_of(line),
                "lazadaSku": f"{line.item.id}_PH-{line.item.id[-5:]}",
                "createTime": at(order.made, "%d %b %Y %H:%M"),
                "deliveredDate": at(order.done, "%d %b %Y %H:%M"),
                "payMethod": "MIXEDCARD",
                "paidPrice": money(line.item.fen - off + shipping),
                "unitPrice": money(line.item.fen),
                "sellerDiscountTotal": money(-off),
                "shippingFee": money(shipping),
                "itemName": line.item.title,
                "variation": line.colour,
                "status": word(order, "unpaid", "pending", "shipped", "delivered", "canceled"),
            }
            yield cells(headers.LAZADA_ORDERS, known)


# ----------------------------------------------------------------------------------------------------- China


def pdd_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    """An order holds one item: every line is an order here."""
    yield [*headers.PDD_ORDERS]
    shape = "%m-%d-%y %H:%M:%S"
    for order in found:
        for place, line in enumerate(order.lines):
            shipping, off = (order.shipping, order.coupon) if place == 0 else (0, 0)
            known = {
                "商品": f"{line.item.title}\t",
                "订单号": f"{order.made:%y%m%d}-{order.id[-12:]}{place}",
                "订单状态": word(order, "待支付", "待发货", "已发货，待收货", "已收货", "已取消"),
                "商品总价(元)": money(line.fen),
                "邮费(元)": money(shipping),
                "店铺优惠折扣(元)": money(off),
                "用户实付金额(元)": money(line.fen + shipping - off),
                "商家实收金额(元)": money(line.fen + shipping - off),
                "商品数量(件)": line.quantity,
                "支付时间": at(order.paid, shape) or "\t",
                "拼单成功时间": at(order.paid, shape) or "\t",
                "发货时间": at(order.sent, shape),
                "确认收货时间": at(order.done, shape),
                "商品id": line.item.id,
                "商品规格": line.colour,
                "样式ID": f"55{line.item.id}",
                "商家编码-SKU维度": sku_of(line),
                "售后状态": "退款成功" if order.refund else "无售后或售后取消",
            }
            yield cells(headers.PDD_ORDERS, known)


def jd_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    """The amounts are the whole order's, on each of its lines."""
    yield [*headers.JD_ORDERS]
    for order in found:
        for line in order.lines:
            known = {
                "订单号": f'="{order.id[-15:]}"',
                "商品ID": line.item.id,
                "商品名称": line.item.title,
                "订购数量": line.quantity,
                "支付方式": "在线支付",
                "下单时间": at(order.made),
                "京东价": money(line.item.fen),
                "订单金额": money(order.fen + order.coupon - order.shipping),
                "结算金额": money(order.fen),
                "余额支付": "0.00",
                "应付金额": money(order.fen),
                "订单状态": word(order, "等待付款", "等待出库", "等待确认收货", "完成", "(删除)等待出库"),
                "订单类型": "销售订单",
                "运费金额": money(order.shipping),
                "付款确认时间": at(order.paid),
                "货号": sku_of(line),
                "订单完成时间": at(order.done),
                "订单来源": "移动端订单",
            }
            yield cells(headers.JD_ORDERS, known)


def douyin_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    yield [*headers.DOUYIN_ORDERS]
    for order in found:
        for place, line in enumerate(order.lines):
            more = order.shipping - order.coupon if place == 0 else 0
            known = {
                "主订单编号": f"'{order.id}",
                "选购商品": line.item.title,
                "货号": sku_of(line),
                "商品ID": f"\t{line.item.id}",
                "商品数量": line.quantity,
                "商品金额": money(line.item.fen),
                "订单应付金额": money(line.fen + more),
                "订单提交时间": at(order.made),
                "支付完成时间": at(order.paid),
                "订单完成时间": at(order.done),
                "订单状态": word(order, "待支付", "备货中", "已发货", "已完成", "已关闭"),
                "售后状态": "退款成功" if order.refund else "-",
                "订单类型": "普通订单",
            }
            yield cells(headers.DOUYIN_ORDERS, known)


# ------------------------------------------------------------------------------------------------ Wildberries


def wb_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    """Every piece sold has a row of its own, and others about what it cost."""
    yield [*headers.WB_SALES]
    number = 0
    for order in found:
        pieces = [line for line in order.lines for _ in range(line.quantity)]
        for place, line in enumerate(pieces):
            for reason in wb_reasons(order):
                number += 1
                yield cells(headers.WB_SALES, {"№": number} | wb_piece(order, line, place, reason))
    yield cells(headers.WB_SALES, {"№": number + 1, "Обоснование для оплаты": "Хранение", "Хранение": 812.4})


def wb_reasons(order: Order) -> tuple[str, ...]:
    if order.paid is None:
        return ()
    return ("Логистика", "Продажа", "Возврат") if order.refund else ("Логистика", "Продажа")


def wb_piece(order: Order, line: Line, place: int, reason: str) -> dict[str, object]:
    is_fee = reason == "Логистика"
    assert order.paid is not None
    day = order.paid + timedelta(days=1 if reason == "Возврат" else 0)
    return {
        "Код номенклатуры": int(line.item.id[-9:]),
        "Артикул поставщика": sku_of(line),
        "Название": line.item.title,
        "Размер": "0",
        "Тип документа": "Возврат" if reason == "Возврат" else "Продажа",
        "Обоснование для оплаты": reason,
        "Дата заказа покупателем": at(order.made, "%Y-%m-%d"),
        "Дата продажи": at(day, "%Y-%m-%d"),
        "Кол-во": 0 if is_fee else 1,
        "Цена розничная": line.item.fen / 100,
        "Вайлдберриз реализовал Товар (Пр)": 0 if is_fee else line.item.fen / 100,
        "Услуги по доставке товара покупателю": 55.5 if is_fee else 0,
        "Srid": f"{order.id}.{place}.0",
    }
