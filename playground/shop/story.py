"""What happens to the demo's shop: a sale in November, and a few things that go wrong around it."""

from datetime import date, timedelta

from playground.shop.facts import Item, Plan, Rival, Story
from playground.shop.names import BURNING, CHEAPER, CROWD, DECLINING, RISING, SHELF, shop
from playground.shop.opinions import opinions

TODAY = date(2026, 11, 24)  # the morning on which a demo opens
SEED = 11
SALE = date(2026, 11, 11)
SALE_DAYS = {  # 双11: people wait for it, then buy twice, then have bought
    **{SALE - timedelta(days=back): 0.78 for back in range(2, 10)},
    **{SALE - timedelta(days=back): 0.88 for back in range(10, 23)},
    SALE - timedelta(days=1): 2.6,
    SALE: 4.6,
    **{SALE + timedelta(days=1 + after): factor for after, factor in enumerate((1.1, 0.75, 0.8, 0.88))},
}
CONVERTS_ON_SALE = {SALE - timedelta(days=1): 1.25, SALE: 1.4}
FADES_FROM, FALLS_FROM = date(2026, 10, 15), date(2026, 10, 26)
BURNS = {TODAY - timedelta(days=back): factor for back, factor in ((4, 1.3), (3, 1.6), (2, 2.0), (1, 3.8))}
CUT_ON, RATED_ON = TODAY - timedelta(days=1), TODAY - timedelta(days=2)  # a rival's price, another's rating
QUIET = (TODAY - timedelta(days=9), TODAY - timedelta(days=1))  # nobody complains: end excluded


def demo(language: str) -> Story:
    """`language`: zh or en."""
    return Story(
        shop=shop(language),
        seed=SEED,
        opinions=lambda item: opinions(item, language, DECLINING),
        busy=lambda day: SALE_DAYS.get(day, 1.0),
        converts=converts,
        searched=lambda day: slope(day, FALLS_FROM, 0.011, 0.6),
        spends=spends,
        returns=returns,
        rival_price=lambda day, rival: 0.86 if has_cut(day, rival) else 1.0,
        rival_sales=lambda day, rival: 2.2 if has_cut(day, rival) else 1.0,
        complained_of=SHELF,
        complains=complains,
        rival_rating=lambda day, rival: 0.1 if rival.link == RISING and day >= RATED_ON else 0.0,
    )


def slope(day: date, start: date, a_day: float, least: float) -> float:
    """1 until `start`, then less every day, down to `least`."""
    return max(least, 1 - a_day * max(0, (day - start).days))


def converts(day: date, item: Item) -> float:
    fading = slope(day, FADES_FROM, 0.014, 0.42) if item.id == DECLINING else 1.0
    return CONVERTS_ON_SALE.get(day, 1.0) * fading


def spends(day: date, plan: Plan) -> float:
    """On sale days the budgets are opened; the test of broad words grows until it costs too much."""
    if plan.id == BURNING:
        return BURNS.get(day, 1.0) if day < TODAY else weekly(day)
    return {SALE - timedelta(days=1): 2.2, SALE: 3.2}.get(day, 1.0)


def weekly(day: date) -> float:
    """After the first warning it is watched, more or less."""
    return (2.2, 3.9, 1.6, 2.4, 1.8, 2.0, 4.2)[day.toordinal() % 7]


def returns(day: date, plan: Plan) -> float:
    return slope(day, FALLS_FROM, 0.02, 0.5) if plan.scene == CROWD else 1.0


def has_cut(day: date, rival: Rival) -> bool:
    return rival.link == CHEAPER and day >= CUT_ON


def complains(day: date, item: Item) -> float:
    """Quiet in the week before, so that the first morning's reviews are news. The shelf gets worse."""
    if QUIET[0] <= day < QUIET[1]:
        return 0.0
    if item.id != DECLINING:
        return 0.25 if day != TODAY - timedelta(days=1) else 1.0
    return min(2.4, 0.5 + 0.05 * max(0, (day - FADES_FROM).days)) if day < TODAY else 1.0
