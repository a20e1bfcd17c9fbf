"""Order and refund files of the invented store, with invented personal data that must never be kept."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from playground.shop.sheets import stock_rows
from tests.samples import order_headers as headers
from tests.samples.containers import as_csv, as_xlsx
from tests.samples.shop import ITEMS, NAME, Item

PAYING, PACKING, SENT = "等待买家付款", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认"
DONE, CLOSED = "交易成功", "交易关闭"
COLOURS = ("白色", "浅灰,加厚", "原木")
PERSONAL = (  # what stands in the columns with personal data, none of which may be found anywhere later
    *("松果买家甲", "songguo_buyer@example.com", "松果街一巷九号", "10000012345", "请放门口谢谢松果"),
    *("松果发票抬头", "SF7700112233", "010-00009999", "松果客服乙", "卖家松果丙"),
)
BUYER, MAIL, STREET, PHONE, WISH, TITLE, PARCEL, TELEPHONE, STAFF, SELLER = PERSONAL
PRIVATE = {
    "买家会员名": BUYER,
    "买家昵称": BUYER,
    "买家支付宝账号": MAIL,
    "收货人姓名": BUYER,
    "收件人": BUYER,
    "收货地址 ": STREET,
    "修改后的收货地址": STREET,
    "街道": STREET,
    "联系电话 ": TELEPHONE,
    "联系手机": f"'{PHONE}",
    "手机": PHONE,
    "买家留言": WISH,
    "订单备注": WISH,
    "备注": WISH,
    "发票抬头": TITLE,
    "物流单号 ": f"No:{PARCEL}",
    "物流单号": f"No:{PARCEL}",
    "配送运单号": PARCEL,
    "卖家真实姓名": SELLER,
    "卖家真实姓名新": SELLER,
    "卖家真实姓名(新)": SELLER,
    "卖家退货地址": STREET,
    "卖家电话": TELEPHONE,
    "卖家手机": PHONE,
    "退货物流单号": PARCEL,
    "退货物流信息": PARCEL,
    "发货物流信息": PARCEL,
    "买家退款说明": WISH,
    "商家备注": WISH,
    "审核操作人": STAFF,
    "退款操作人": STAFF,
    "帮他退款操作账号": STAFF,
}


@dataclass(frozen=True)
class Line:
    item: Item
    colour: str
    quantity: int

    @property
    def fen(self) -> int:
        return self.item.fen * self.quantity


@dataclass(frozen=True)
class Order:
    id: str
    made: datetime
    paid: datetime | None
    sent: datetime | None
    done: datetime | None
    lines: tuple[Line, ...]
    shipping: int
    coupon: int
    refund: int  # fen given back
    closed: bool

    @property
    def fen(self) -> int:
        return sum(line.fen for line in self.lines) - self.coupon + self.shipping

    @property
    def status(self) -> str:
        if self.closed:
            return CLOSED
        if self.paid is None:
            return PAYING
        if self.sent is None:
            return PACKING
        return DONE if self.done else SENT


def orders(span: Sequence[date], seed: int, asked_at: datetime | None = None) -> list[Order]:
    """A dozen orders a day, as they stand at `asked_at` (by default the morning after the last day)."""
    now = asked_at or datetime.combine(span[-1] + timedelta(days=1), time(9))
    made = [order_of(day, number, seed, now) for day in span for number in range(12)]
    return [order for order in made if order.made <= now]


def order_of(day: date, number: int, seed: int, now: datetime) -> Order:
    chance = Random(f"{seed} {day} order {number}")
    made = datetime.combine(day, time(8)) + timedelta(minutes=chance.randrange(960))
    lines = tuple(
        Line(item, chance.choice(COLOURS), chance.randint(1, 3))
        for item in chance.sample(ITEMS[:6], chance.choice((1, 1, 2)))
    )
    never_paid = number % 11 == 10
    paid = None if never_paid else made + timedelta(minutes=chance.randrange(1, 180))
    sent = paid and paid + timedelta(hours=chance.randrange(4, 40))
    done = sent and sent + timedelta(days=chance.randrange(2, 5))
    goes_back = number == 5
    order = Order(
        id=f"33{day:%Y%m%d}{number:04}55123",
        made=made,
        paid=paid if paid and paid <= now else None,
        sent=sent if sent and sent <= now and not goes_back else None,
        done=done if done and done <= now and not goes_back else None,
        lines=lines,
        shipping=0 if chance.random() < 0.8 else 600,
        coupon=500 if chance.random() < 0.2 else 0,
        refund=0,
        closed=never_paid and now - made > timedelta(days=1),
    )
    if goes_back and order.paid and now - order.paid > timedelta(days=1):
        return Order(**{**vars(order), "refund": order.fen, "closed": True})
    return order


def yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


def when(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def quoted(rows: Iterable[Sequence[object]]) -> bytes:
    """GB18030, everything in quotes, lines that end in LF only: as ExportOrderList comes."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("gb18030")


def cells(names: Sequence[str], known: dict[str, object]) -> list[object]:
    return [known.get(name, PRIVATE.get(name, "")) for name in names]


def order_rows(found: Iterable[Order], names: Sequence[str], shape: str = '="{}"') -> Iterator[list[object]]:
    yield list(names)
    for order in found:
        known: dict[str, object] = {
            "订单编号": shape.format(order.id),
            "买家应付货款": yuan(order.fen - order.shipping),
            "买家应付邮费": yuan(order.shipping),
            "买家支付积分": "0",
            "总金额": yuan(order.fen),
            "返点积分": "0",
            "买家实际支付金额": yuan(order.fen - order.refund if order.paid else 0),
            "买家实际支付积分": "0",
            "订单状态": order.status,
            "运送方式": "快递",
            "订单创建时间": when(order.made),
            "订单付款时间 ": when(order.paid),
            "宝贝标题 ": "，".join(line.item.title for line in order.lines),
            "宝贝种类 ": len(order.lines),
            "物流公司": "松鼠快递" if order.sent else "",
            "宝贝总数量": sum(line.quantity for line in order.lines),
            "店铺Id": "0",
            "店铺名称": NAME,
            "订单关闭原因": "订单未关闭" if not order.closed else "买家不想买了",
            "是否手机订单": "手机订单",
            "修改后的sku": "null",
            "天猫卡券抵扣": yuan(order.coupon),
            "集分宝抵扣": "0",
            "退款金额": yuan(order.refund),
            "确认收货时间": when(order.done),
            "打款商家金额": f"{yuan(order.fen)}元",
            "发货时间": when(order.sent),
        }
        yield cells(names, known)


def line_rows(found: Iterable[Order], names: Sequence[str]) -> Iterator[list[object]]:
    yield list(names)
    for order in found:
        for place, line in enumerate(order.lines):
            share = order.coupon if place == 0 else 0
            back = line.fen - share if order.refund else 0
            known: dict[str, object] = {
                "订单编号": f'="{order.id}"',
                "主订单编号": f'="{order.id}"',
                "子订单编号": f'="{order.id}{place}"',
                "标题": line.item.title,
                "价格": yuan(line.item.fen),
                "购买数量": line.quantity,
                "外部系统编号": "null" if place else line.item.article,
                "商品属性": f"颜色分类:{line.colour}",
                "订单状态": order.status,
                "商家编码": line.item.article,
                "买家应付货款": yuan(line.fen - share),
                "买家实际支付金额": yuan(line.fen - share - back) if order.paid else "0.00",
                "退款状态": "退款成功" if order.refund else "没有申请退款",
                "退款金额": yuan(back),
                "订单创建时间": when(order.made),
                "订单付款时间": when(order.paid),
            }
            yield cells(names, known)


def refund_rows(found: Iterable[Order], names: Sequence[str]) -> Iterator[list[object]]:
    """Those who sent back, and one a day who asks for a part of the money."""
    yield list(names)
    for order in found:
        if order.paid is None or not (order.refund or order.id[-9:-5] == "0003"):
            continue
        is_whole = order.refund > 0
        ended = order.paid + timedelta(hours=20) if is_whole else None
        known: dict[str, object] = {
            "订单编号": f"{order.id}\t",
            "退款编号": f"9{order.id[2:]}\t",
            "支付宝交易号": "2026112122001",
            "订单付款时间": when(order.paid),
            "商品编码": order.lines[0].item.article,
            "商品id": order.lines[0].item.id,
            "退款完结时间": when(ended),
            "完结时间": when(ended),
            "买家实际支付金额": yuan(order.fen),
            "宝贝标题": order.lines[0].item.title,
            "买家退款金额": yuan(order.refund or order.lines[0].item.fen // 2),
            "手工退款/系统退款": "手工退款",
            "是否需要退货": "不需要退货",
            "售后类型": "仅退款",
            "退款的申请时间": when(order.paid + timedelta(hours=2)),
            "超时时间": when(order.paid + timedelta(days=9)),
            "退款状态": "退款成功" if is_whole else "买家已经申请退款，等待卖家同意",
            "货物状态": "未发货" if is_whole else "买家已收到货",
            "买家退款原因": "不想要了" if is_whole else "少件/漏发",
            "部分退款/全部退款": "全部退款" if is_whole else "部分退款",
        }
        yield cells(names, known)


def parcel_rows(found: Iterable[Order]) -> Iterator[list[object]]:
    yield list(headers.CAINIAO_ORDERS)
    for order in found:
        if order.paid is None:
            continue
        for line in order.lines:
            known: dict[str, object] = {
                "店铺名称": NAME,
                "仓库名称": "菜鸟嘉兴仓",
                "下单时间": when(order.made),
                "支付时间": when(order.paid),
                "发货时间": when(order.sent),
                "订单状态": "已关闭" if order.closed else "已发货" if order.sent else "仓库作业中",
                "物流订单号": f"LP00{order.id[2:]}",
                "交易订单号": f"\t{order.id}",
                "配送公司": "松鼠快递",
                "省": "某省",
                "市": "某市",
                "区": "某区",
                "订单金额": yuan(order.fen),
                "运费": yuan(order.shipping),
                "商品数量": line.quantity,
                "货品id": f"61{line.item.id[-6:]}",
                "货品编码": line.item.article,
                "商品id": line.item.id,
                "商家编码": line.item.article,
                "商品名称": line.item.title,
                "税费": "0.00",
            }
            yield cells(headers.CAINIAO_ORDERS, known)


def order_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    found = orders(span, seed)
    stamp = f"{span[-1] + timedelta(days=1):%Y%m%d}0915"
    return {
        "taobao_orders": (
            f"ExportOrderList{stamp}.csv",
            quoted(order_rows(found, headers.ORDERS_55)),
        ),
        "taobao_orders-37": (f"ExportOrderList{stamp} (1).csv", quoted(order_rows(found, headers.ORDERS_37))),
        "taobao_orders-71": (
            f"ExportOrderList{stamp}.xlsx",
            as_xlsx(order_rows(found, headers.ORDERS_71, "{}")),
        ),
        "taobao_order_lines": (
            f"ExportOrderDetailList{stamp}.csv",
            quoted(line_rows(found, headers.LINES_19)),
        ),
        "taobao_order_lines-10": (
            f"ExportOrderDetailList{stamp} (1).csv",
            quoted(line_rows(found, headers.LINES_10)),
        ),
        "taobao_refunds": (
            f"退款单{stamp}.xlsx",
            as_xlsx(refund_rows(found, headers.REFUNDS_51), "export"),
        ),
        "taobao_refunds-42": (
            f"退款单{stamp} (1).xlsx",
            as_xlsx(refund_rows(found, headers.REFUNDS_42), "export"),
        ),
        "cainiao_orders": (f"订单导出{stamp}.csv", as_csv(parcel_rows(found), "gb18030")),
    }


# --------------------------------------------------------------------------------------------- warehouses


def left(item: Item, day: date, last: date, seed: int) -> int:
    """What lies there in the evening: it runs down until a delivery comes; one item is nearly gone."""
    chance = Random(f"{seed} {day} stock {item.id}")
    if item is ITEMS[0]:
        return 18 + 60 * (last - day).days
    return 900 - 55 * (day.toordinal() % 14) + chance.randrange(20)


def cainiao_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    return stock_rows(ITEMS, span, lambda item, day: left(item, day, span[-1], seed))


def jst_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    yield list(headers.JST_STOCK)
    for item in ITEMS:
        there = left(item, span[-1], span[-1], seed)
        yield [
            *(item.article, item.article, item.title, "白色;标准", there, 6, there - 6, 50, 2000, 0, ""),
        ]


def goods_rows() -> Iterator[list[object]]:
    yield list(headers.JST_SKUS)
    for place, item in enumerate(ITEMS):
        cost = "" if place == 7 else yuan(item.fen * 2 // 5)
        known: dict[str, object] = {
            "款式编码": item.article,
            "商品编码": item.article,
            "商品名称": item.title,
            "颜色及规格": "白色;标准",
            "基本售价": yuan(item.fen),
            "成本价": cost,
            "采购价": cost,
            "品牌": "松果",
        }
        yield [known.get(name, "") for name in headers.JST_SKUS]


def wdt_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    yield list(headers.WDT_STOCK)
    for item in ITEMS:
        there = left(item, span[-1], span[-1], seed)
        for name, part in (("主仓", there), ("退货仓", 3)):
            yield [
                *(item.article, item.article, item.title, "白色", name, part, part - 1, 1, 0, 40),
            ]
    yield ["合计", "", "", "", "", 99999, 99999, 8, 0, 0]


def stock_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    return {
        "cainiao_stock": (
            f"货品库存日报_{span[-1]:%Y%m%d}.csv",
            as_csv(cainiao_rows(span, seed), "gb18030"),
        ),
        "jst_stock": ("聚水潭商品库存.xlsx", as_xlsx(jst_rows(span, seed))),
        "jst_goods": ("聚水潭商品资料.xlsx", as_xlsx(goods_rows())),
        "wdt_stock": ("旺店通库存管理.xlsx", as_xlsx(wdt_rows(span, seed))),
    }
