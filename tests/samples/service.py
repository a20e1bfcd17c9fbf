"""What customer service did and which scores the shop has: made by its own tools and by 生意参谋."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from tests.samples.containers import as_csv, as_xlsx
from tests.samples.shop import ITEMS
from tests.samples.sources import money, percent

PEOPLE = ("松果旗舰店:小雨", "松果旗舰店:阿成", "松果旗舰店:木木")


def staff_rows(day: date, seed: int) -> Iterator[list[object]]:
    """One day, a row a person; then six rows that are nobody. One bracket of the names is full-width."""
    yield [
        *(
            "旺旺昵称",
            "询单最终付款人数",
            "询单人数",
            "询单最终付款转化率",
            "首次响应时长（秒)",
            "平均响应时长（秒)",
        ),
        *("客户满意率", "旺旺回复率", "询单最终付款金额", "成功退款金额"),
    ]
    asked, paid = 0, 0
    for person in PEOPLE:
        chance = Random(f"{seed} {day} {person}")
        one = chance.randint(20, 60)
        asked, paid = asked + one, paid + one // 3
        yield [person, *staff_cells(one, one // 3)]
    yield ["汇总值", *staff_cells(asked, paid)]
    yield ["平均值", *staff_cells(asked // 3, paid // 3)]
    yield ["全店汇总值", *staff_cells(asked + 5, paid + 1)]
    yield ["全店平均值", *staff_cells(asked // 3, paid // 3)]
    yield ["同行同层优秀", "-", "-", "48.00%", "6.20", "18.00", "99.20%", "100.00%", "-", "-"]
    yield ["同行同层均值", "-", "-", "36.00%", "12.20", "31.00", "96.20%", "99.10%", "-", "-"]


def staff_cells(asked: int, paid: int) -> list[object]:
    done = [str(paid), str(asked), percent(paid, asked), "8.50", "24.00", "97.50%", "99.80%"]
    return [*done, money(paid * 7900), money(paid * 500)]


def inquiry_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    """By day, up to three days behind the day of the file's name; the total is the last row."""
    yield [
        *("日期", "询单人数", "当日询单人数", "当日付款人数", "当日付款金额", "最终付款人数", "最终付款金额"),
        *("询单当日付款转化率", "询单最终付款转化率"),
    ]
    for day in span[:-2]:
        asked = Random(f"{seed} {day} inquiries").randint(90, 150)
        at_once, paid = asked // 4, asked // 3
        figures = [asked, asked - 6, at_once, money(at_once * 7900), paid, money(paid * 7900)]
        yield [day.isoformat(), *figures, percent(at_once, asked - 6), percent(paid, asked)]
    yield ["汇总", 1, 1, 1, "1.00", 1, "1.00", "-", "-"]


CONSULTS = (
    *(
        "咨询人数",
        "接待人数",
        "未回复人数",
        "有效接待人数",
        "平均响应时长",
        "3分钟人工响应率",
        "咨询客服人次",
        "客服回复人次",
    ),
    *(
        "客服未回复人次",
        "旺旺回复率",
        "首次响应时长",
        "慢响应人数",
        "长接待人数",
        "买家发起人数",
        "客服主动跟进人数",
    ),
    *("总消息数", "买家消息条数", "客服消息条数", "答问比", "客服字数", "平均接待时长"),
)
GROUPS = ["日期", "接待人数", *[""] * 3, "响应", *[""] * 8, "发起", "", "消息", *[""] * 3, "工作量", ""]


def consult_rows(span: Sequence[date], seed: int, *, grouped: bool = False) -> Iterator[list[object]]:
    """With one row of names, or with the groups that they belong to above them (merged cells)."""
    if grouped:
        yield [*GROUPS]
    yield ["" if grouped else "日期", *CONSULTS]
    for day in span:
        wrote = Random(f"{seed} {day} consults").randint(180, 260)
        head = [wrote, wrote - 4, 4, wrote - 9, "24.60", "98.20%", wrote, wrote - 4, 4, "98.11%"]
        yield [
            *(day.isoformat(), *head, "1分5秒", 3, 7, wrote - 20, 20, wrote * 12, wrote * 5, wrote * 7),
            *("140.00%", wrote * 90, "5分20秒"),
        ]
    for word in ("汇总值", "平均值", "全店汇总值", "全店平均值", "同行同层优秀", "同行同层均值"):
        yield [word, *["1"] * len(CONSULTS)]


def consulted_rows(day: date, seed: int) -> Iterator[list[object]]:
    """The day is only in the file's name."""
    yield [
        "商品id",
        "商品名称",
        "商品链接",
        "总咨询人数",
        "移动端咨询人数",
        "PC端咨询人数",
        "咨询占比",
        "排名",
    ]
    for rank, item in enumerate(ITEMS, 1):
        wrote = Random(f"{seed} {day} asks {item.id}").randint(3, 40)
        link = f"https://example.com/item/{item.id}"
        yield [f"ID：{item.id}", item.title, link, wrote, wrote - 2, 2, "-", rank]


def score_rows(span: Sequence[date], seed: int) -> Iterator[list[object]]:
    """Two tables in one sheet: the half year's scores, and the days' from row 8 on."""
    yield ["店铺DSR数据", "近180天"]
    yield ["指标", "得分", "趋势", "行业均值", "与行业对比", "目标值", "距目标值差距"]
    yield ["描述相符", "4.83", "持平", "4.79", "高于同行 12.30%", "4.90", "0.07"]
    yield ["物流服务", "4.88", "上升", "4.80", "高于同行 20.10%", "4.90", "0.02"]
    yield ["服务态度", "4.86", "下降", "4.81", "高于同行 8.00%", "4.90", "0.04"]
    yield [""]
    yield ["日期", "描述得分（较上日）", "物流得分（较上日）", "服务得分（较上日）"]
    for day in reversed(span):
        up = Random(f"{seed} {day} scores").randint(0, 6) / 100
        scores = (4.79 + up, 4.86 + up / 2, 4.84 + up / 2)
        yield [day.isoformat(), *(f"{score:.2f}（↑0.01）" for score in scores)]


def service_files(span: Sequence[date], seed: int) -> dict[str, tuple[str, bytes]]:
    last = span[-1]
    return {
        "service_staff": (
            f"自制报表-报表查看-客服绩效_{last:%Y%m%d}_{last:%Y%m%d}_全部.xlsx",
            as_xlsx(staff_rows(last, seed)),
        ),
        "service_inquiries": (f"业绩询单_{last}.xlsx", as_xlsx(inquiry_rows(span, seed))),
        "service_consults": (f"咨询接待_{last}.xlsx", as_xlsx(consult_rows(span, seed))),
        "service_consults-grouped": (
            f"咨询接待_{last} (1).xlsx",
            as_xlsx(consult_rows(span, seed, grouped=True)),
        ),
        "service_items": (f"{last}.csv", as_csv(consulted_rows(last, seed), "utf-8")),
        "shop_scores": (f"店铺DSR数据_{last}.xlsx", as_xlsx(score_rows(span, seed))),
    }
