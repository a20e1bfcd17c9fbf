"""The sheets we hand out, as tables of facts: their headers, their example row and their notes."""

from dataclasses import dataclass
from enum import StrEnum

from metrics.campaigns import CampaignKind

Two = tuple[str, str]  # the same in Chinese and in English
LANGUAGES = ("zh", "en")
MARK: Two = ("（示例）", "(example) ")  # a row whose marked cell begins so is not read


class Fill(StrEnum):
    """What is filled into a column."""

    TEXT = "text"  # kept as it is typed: ids of nineteen digits, +86, 2026-12
    MONEY = "money"
    DAY = "day"
    SHARE = "share"  # 30%
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """A column. `example` of a day is a text, too: 2026-12-01."""

    name: str
    header: Two
    example: Two
    fill: Fill = Fill.TEXT
    width: int = 14
    also: tuple[str, ...] = ()  # headers it is found by besides its own
    choices: tuple[tuple[str, Two], ...] = ()  # our word, and how it is shown

    @property
    def headers(self) -> tuple[str, ...]:
        return (*self.header, *self.also)

    def chosen(self, said: str | None) -> str | None:
        """Our word for what was picked in either language."""
        plain = (said or "").strip().casefold()
        return next((word for word, shown in self.choices if plain in (s.casefold() for s in shown)), None)


@dataclass(frozen=True)
class Form:
    """A sheet to fill in. `marked` is the column whose example tells that its row is one."""

    name: str  # as in /template NAME
    words: tuple[str, ...]  # other words for it
    title: str  # English, translated where it is said
    sheet: Two
    file_name: str
    note: Two
    marked: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


CHOSEN_KINDS: tuple[tuple[str, Two], ...] = (
    (CampaignKind.GROUP_BUY, ("聚划算/团购", "Group buy")),
    (CampaignKind.SPECIAL_PRICE, ("特价", "Special price")),
    (CampaignKind.NEW_ITEMS, ("上新", "New items")),
    (CampaignKind.FREE_SHIPPING, ("包邮", "Free shipping")),
    (CampaignKind.MEMBERS, ("会员", "Members")),
    (CampaignKind.PLATFORM, ("平台大促", "Platform festival")),
    (CampaignKind.OTHER, ("其他", "Other")),
)
NOTE = Field("note", ("备注", "Note"), ("此行仅为示例，不会导入", "An example, not read"), width=30)

COSTS = Form(
    name="costs",
    words=("cost", "成本", "成本表"),
    title="Cost sheet (our template)",
    sheet=("成本表", "Costs"),
    file_name="costs.xlsx",
    note=(
        "每行一个商品或SKU：商品ID、商家编码填一个即可；成本为单件金额（元）；生效日期留空表示一直有效。",
        "One line per item or SKU: give its item ID or its seller code. Costs are of one item. "
        "No day: it has always been so.",
    ),
    marked="item_id",
    fields=(
        Field("item_id", ("商品ID", "Item ID"), ("700100200301", "700100200301"), width=24, also=("宝贝ID",)),
        Field("sku", ("商家编码", "Seller code"), ("SG-301", "SG-301"), also=("SKU编码", "SKU")),
        Field("title", ("商品名称", "Item"), ("抽屉式收纳箱", "Drawer box"), width=30),
        Field("goods_cost", ("成本价", "Goods cost"), ("35.60", "35.60"), Fill.MONEY, also=("货品成本",)),
        Field("shipping_cost", ("单件运费", "Shipping per item"), ("4.50", "4.50"), Fill.MONEY, 16),
        Field("packaging_cost", ("单件包装费", "Packaging per item"), ("0.80", "0.80"), Fill.MONEY, 18),
        Field("from_day", ("生效日期", "From day"), ("2026-12-01", "2026-12-01"), Fill.DAY),
    ),
)
TARGETS = Form(
    name="targets",
    words=("target", "目标", "目标表"),
    title="Target sheet (our template)",
    sheet=("目标表", "Targets"),
    file_name="targets.xlsx",
    note=(
        "按日填日期，如 2026-12-12；按月填月份，如 2026-12，按星期规律和活动分到未单独填写的各天；"
        "金额填 0 表示取消。",
        "By day: a day such as 2026-12-12. By month: 2026-12, split by weekday and campaigns over its days "
        "that have no line of their own. An amount of 0 takes the target away.",
    ),
    marked="note",
    fields=(
        Field(
            "span",
            ("按日/按月", "By"),
            ("按月", "Month"),
            Fill.CHOICE,
            12,
            choices=(("day", ("按日", "Day")), ("month", ("按月", "Month"))),
        ),
        Field("when", ("日期或月份", "Day or month"), ("2026-12", "2026-12"), width=16),
        Field("amount", ("目标金额", "Target amount"), ("900000", "900000"), Fill.MONEY, 16),
        NOTE,
    ),
)
CAMPAIGNS = Form(
    name="campaigns",
    words=("campaign", "活动", "活动表"),
    title="Campaign sheet (our template)",
    sheet=("活动表", "Campaigns"),
    file_name="campaigns.xlsx",
    note=(
        "每行一个活动；结束日期当天也算；预计提升是比平日多出的比例，如 30%。",
        "One line per campaign; its last day is included. The planned uplift is above an ordinary day, "
        "such as 30%.",
    ),
    marked="name",
    fields=(
        Field("name", ("活动名称", "Campaign"), ("双12", "Double 12"), width=24),
        Field(
            "kind",
            ("活动类型", "Kind"),
            ("平台大促", "Platform festival"),
            Fill.CHOICE,
            16,
            choices=CHOSEN_KINDS,
        ),
        Field("first_day", ("开始日期", "First day"), ("2026-12-10", "2026-12-10"), Fill.DAY),
        Field("last_day", ("结束日期", "Last day"), ("2026-12-12", "2026-12-12"), Fill.DAY),
        Field("enrol_by", ("报名截止", "Enrol by"), ("2026-11-28", "2026-11-28"), Fill.DAY),
        Field("planned_revenue", ("计划销售额", "Planned revenue"), ("300000", "300000"), Fill.MONEY, 16),
        Field("planned_uplift", ("预计提升", "Planned uplift"), ("30%", "30%"), Fill.SHARE),
        Field("budget", ("推广预算", "Ad budget"), ("24000", "24000"), Fill.MONEY),
        NOTE,
    ),
)
PRICES = Form(
    name="prices",
    words=("price", "比价", "同款", "同款比价"),
    title="Same-item prices (our template)",
    sheet=("同款比价", "Prices"),
    file_name="prices.xlsx",
    note=(
        "每行一个同款：我方商品ID、对手店铺和价格必填；链接可区分同店的多个同款。",
        "One line per item of a rival's that is the same as ours. Our item's ID, the shop and its price "
        "are needed.",
    ),
    marked="shop",
    fields=(
        Field("day", ("日期", "Day"), ("2026-12-01", "2026-12-01"), Fill.DAY, also=("Date",)),
        Field("item_id", ("我方商品ID", "Our item ID"), ("700100200301", "700100200301"), width=18),
        Field("title", ("我方商品", "Our item"), ("抽屉式收纳箱", "Drawer box"), width=26),
        Field("own_price", ("我方价格", "Our price"), ("89.00", "89.00"), Fill.MONEY),
        Field("shop", ("同款店铺", "Rival shop"), ("云杉生活馆", "Spruce Store"), width=24),
        Field("link", ("同款链接", "Rival link"), ("https://example.com/item/1",) * 2, width=36),
        Field("price", ("同款价格", "Rival price"), ("79.00", "79.00"), Fill.MONEY),
        NOTE,
    ),
)
FORMS = (COSTS, TARGETS, CAMPAIGNS, PRICES)


def form_called(word: str) -> Form | None:
    plain = word.strip().casefold()
    return next((form for form in FORMS if plain in (form.name, *form.words)), None)
