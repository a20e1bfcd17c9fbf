"""What the tests of the brief start from: a store and its days."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from metrics.ads import AdLine, AdTotals, Report
from metrics.brief import BriefFacts
from metrics.calendar import SEASONS, Calendar
from metrics.rules import Rules
from metrics.sales import Origin, StoreDay
from metrics.stores import Store

DAY = date(2026, 11, 21)  # a Saturday
STORE = Store(
    id=7,
    chat_id=3,
    name="小棉袄旗舰店",
    language="zh",
    zone="Asia/Shanghai",
    brief_at=time(9),
    brief_patience=timedelta(hours=2),
    review_times=(time(9), time(13), time(20)),
)
ORDINARY = Calendar(seasons_off=frozenset(SEASONS))  # no sale season in it
NOW = STORE.moment(date(2026, 11, 22), time(9, 3))


def sold(day: date, amount: str, *, buyers: int = 200, visitors: int = 5000, **more: object) -> StoreDay:
    origin = more.pop("origin", Origin.SHOP)
    return StoreDay(day, origin, Decimal(amount), buyers, None, visitors, **more)  # type: ignore[arg-type]


def with_ads(spend: str, revenue: str) -> dict[str, object]:
    return {"ad_spend": Decimal(spend), "ad_revenue": Decimal(revenue), "ad_report": Report.PLAN}


def plan(name: str, spend: str, revenue: str) -> AdLine:
    return AdLine(name, name, AdTotals(1000, 50, Decimal(spend), Decimal(revenue), 5))


def facts(*days: StoreDay, **more: object) -> BriefFacts:
    values: dict[str, object] = {
        "store": STORE,
        "day": DAY,
        "days": days,
        "targets": {},
        "rules": Rules(),
        "first_day": min((day.day for day in days), default=None),
        "calendar": ORDINARY,
    }
    return BriefFacts(**(values | more))  # type: ignore[arg-type]


def month_of_days(**today: object) -> tuple[StoreDay, ...]:
    """Sixty quiet days before `DAY`, then `DAY` itself."""
    before = [
        sold(DAY - timedelta(days=back), "20000.00", **with_ads("1500.00", "6900.00"))  # type: ignore[arg-type]
        for back in range(59, 0, -1)
    ]
    return (*before, sold(DAY, **today))  # type: ignore[arg-type]


def moment(day: date, at: time) -> datetime:
    return STORE.moment(day, at)
