"""What the demo's shop sells, advertises and competes with, in Chinese and in English."""

from dataclasses import dataclass

from playground.shop.facts import KEYWORDS, Item, Plan, Rival, Shop

SHOPS = {"zh": "松果收纳旗舰店", "en": "Pinecone Storage"}
DECLINING, BURNING, CROWD = "700100200304", "61200000202", "精准人群推广"
LINK = "https://example.com/r/"
CHEAPER, RISING = f"{LINK}2", f"{LINK}3"  # the rival that cuts its price, and the one whose rating rises


@dataclass(frozen=True)
class Name:
    zh: str
    en: str

    def in_(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


ITEMS = (  # name, article, price in fen, visitors a day, conversion
    (Name("松果 抽屉式收纳箱 大号 3个装", "Pinecone drawer box, 3 pcs"), "SG-301", 8900, 1450, 0.043),
    (Name("松果 真空压缩袋 电泵款 11件", "Pinecone vacuum bags, 11 pcs"), "SG-302", 5990, 1120, 0.051),
    (Name("松果 桌面收纳盒 亚克力 透明", "Pinecone desk organiser"), "SG-303", 3980, 860, 0.036),
    (Name("松果 免打孔置物架 双层", "Pinecone no-drill shelf"), "SG-304", 4590, 1300, 0.040),
    (Name("松果 衣柜分层隔板 可伸缩", "Pinecone wardrobe divider"), "SG-305", 2990, 540, 0.047),
    (Name("松果 鞋盒 加厚 12个装", "Pinecone shoe boxes, 12 pcs"), "SG-306", 9900, 480, 0.031),
    (Name("松果 厨房调料收纳架 旋转", "Pinecone spice carousel"), "SG-307", 6800, 350, 0.028),
    (Name("松果 行李箱分装袋 6件套", "Pinecone travel pouches"), "SG-308", 3590, 60, 0.022),
)
DRAWER, BAG, DESK, SHELF, DIVIDER, SHOES, SPICE, TRAVEL = range(len(ITEMS))
SCENES = {"436": "货品全站推广", "372": KEYWORDS, "373": CROWD}  # the platform's own names, in any language
PLANS = (  # id, name, scene, items, fen a day, ROI
    ("61200000101", Name("全站-抽屉箱", "All-site: drawer box"), "436", (DRAWER,), 38000, 5.8),
    ("61200000102", Name("全站-压缩袋", "All-site: vacuum bags"), "436", (BAG,), 24000, 5.2),
    ("61200000201", Name("关键词-核心词", "Search: core words"), "372", (DRAWER, BAG, DESK), 31000, 4.6),
    (BURNING, Name("关键词-大词测试", "Search: broad words test"), "372", (SHELF, SPICE), 18000, 0.8),
    ("61200000301", Name("人群-老客召回", "Audience: win back"), "373", (DESK, DIVIDER), 11000, 5.4),
)
WORDS = (  # id, word, its share of a plan's spend and of its sales: the broad ones cost more than they sell
    ("9001001", Name("收纳箱", "storage box"), 0.42, 0.28),
    ("9001002", Name("收纳箱 抽屉式", "drawer storage box"), 0.28, 0.44),
    ("9001003", Name("衣服收纳神器", "clothes organiser"), 0.18, 0.20),
    ("9001004", Name("置物架", "shelf"), 0.12, 0.08),
)
OAK, SPRUCE = Name("橡木家居旗舰店", "Oak Home"), Name("云杉生活馆", "Spruce Living")
BIRCH, GINKGO = Name("白桦日用", "Birch Daily"), Name("银杏优品", "Ginkgo Goods")
RIVALS = (  # shop, item, link, price in fen, items sold and visitors a day, rating
    (OAK, Name("橡木 抽屉收纳箱 3个装", "Oak drawer box, 3 pcs"), "1", 9900, 320, 9000, 4.9),
    (SPRUCE, Name("云杉 抽屉式收纳箱 三只", "Spruce drawer box"), "2", 8500, 210, 6400, 4.8),
    (BIRCH, Name("白桦 透明收纳箱", "Birch clear box"), "3", 7900, 60, 1900, 4.7),
    (GINKGO, Name("银杏 加厚收纳箱", "Ginkgo sturdy box"), "4", 8800, 75, 2100, 4.8),
)


def shop(language: str) -> Shop:
    """`language`: zh or en."""
    items = tuple(
        Item(f"7001002003{place:02d}", name.in_(language), article, fen, visitors, conversion)
        for place, (name, article, fen, visitors, conversion) in enumerate(ITEMS, 1)
    )
    plans = tuple(
        Plan(id, name.in_(language), scene, SCENES[scene], places, fen, roi)
        for id, name, scene, places, fen, roi in PLANS
    )
    rivals = tuple(
        Rival(name.in_(language), item.in_(language), LINK + link, fen, sales, visitors, rating)
        for name, item, link, fen, sales, visitors, rating in RIVALS
    )
    words = tuple((id, word.in_(language), spent, sold) for id, word, spent, sold in WORDS)
    return Shop(SHOPS[language], items, plans, words, rivals)
