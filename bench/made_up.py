"""A made-up year of shops with troubles planted in it; it knows nothing of how anybody looks for them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from metrics.calendar import Calendar, Phase
from metrics.campaigns import Campaign, CampaignKind
from metrics.numbers import cents
from metrics.periods import DAY, Period
from metrics.sales import Origin, StoreDay

FIRST, JUDGED_FROM, LAST = date(2025, 8, 1), date(2026, 1, 1), date(2026, 12, 31)
DAYS = tuple(Period(FIRST, LAST + DAY).days())
METRICS = ("revenue", "visitors", "conversion", "aov", "refunds", "ad_spend", "roi")
ONLY = {"refunds": 1, "roi": -1}  # the way in which a trouble goes, where there is only one
SLOT, REST = 26, 8  # days: a trouble each, and so long none after it
WEEKS = (
    (1.15, 1.2, 1.12, 1.1, 1.0, 0.7, 0.73),
    (0.94, 0.92, 0.95, 1.0, 1.08, 1.16, 1.12),
    (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    (1.0, 1.25, 0.95, 0.95, 1.1, 0.9, 0.85),
)
STRONG = {"double11": 2.2, "618": 1.7, "double12": 1.0, "99": 0.6, "women": 0.8, "goods_festival": 0.5}


@dataclass(frozen=True)
class Trouble:
    """`size` is what the metric is multiplied with, less one: -0.4 is a fall of 40%."""

    metric: str
    first: date
    days: int
    size: float

    @property
    def effects(self) -> Mapping[str, float]:
        """What it does to every metric: a factor each."""
        m = 1 + self.size
        return {
            "revenue": {"revenue": m, "visitors": m**0.5, "conversion": m**0.5, "roi": m**0.5},
            "visitors": {"visitors": m, "revenue": m},
            "conversion": {"conversion": m, "revenue": m, "roi": m},
            "aov": {"aov": m, "revenue": m, "roi": m},
            "refunds": {"refunds": m},
            "ad_spend": {"ad_spend": m, "visitors": 1 + self.size / 4, "revenue": 1 + self.size / 4},
            "roi": {"roi": m},
        }[self.metric]


@dataclass(frozen=True)
class MadeUp:
    """A shop's days as its files would tell them, and the truth about them.

    `expected` is what each metric would have been on average without any trouble; `effects` the factor that
    troubles put on it, where it is not 1; `declines` are slow ones, by their first and last day.
    """

    name: str
    days: Mapping[date, StoreDay]
    clicks: Mapping[date, int]
    calendar: Calendar
    troubles: tuple[Trouble, ...]
    expected: Mapping[str, Mapping[date, float]]
    effects: Mapping[str, Mapping[date, float]]
    declines: tuple[tuple[date, date], ...] = ()
    targets: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Temper:
    """How a shop is: sizes, noises, habits."""

    visitors: float
    conversion: float
    aov: float
    spread: float  # of what buyers pay, as a share of it
    week: Sequence[float]
    noise: Mapping[str, float]
    memory: float  # how much of yesterday's luck is left
    wander: float
    growth: float  # a year
    returns: float
    share: float  # of revenue that goes into ads; 0: no ads
    roi: float
    cpc: float
    in_seasons: bool
    plans: bool
    events: bool
    holidays: Mapping[str, float] = field(default_factory=dict)


def temper(chance: Random) -> Temper:
    has_ads = chance.random() < 0.9
    return Temper(
        visitors=min(max(math.exp(chance.gauss(math.log(4000), 0.9)), 400), 40_000),
        conversion=chance.uniform(0.012, 0.06),
        aov=math.exp(chance.uniform(math.log(40), math.log(400))),
        spread=chance.uniform(0.4, 1.0),
        week=[one * chance.uniform(0.96, 1.04) for one in chance.choice(WEEKS)],
        noise={
            "visitors": chance.uniform(0.04, 0.12),
            "conversion": chance.uniform(0.03, 0.08),
            "aov": chance.uniform(0.02, 0.07),
            "refunds": chance.uniform(0.05, 0.12),
            "ad_spend": chance.uniform(0.03, 0.1),
            "roi": chance.uniform(0.05, 0.12),
        },
        memory=chance.uniform(0, 0.5),
        wander=chance.uniform(0, 0.012),
        growth=chance.uniform(-0.3, 0.6),
        returns=chance.uniform(0.04, 0.2),
        share=chance.uniform(0.04, 0.12) if has_ads else 0.0,
        roi=chance.uniform(2, 6),
        cpc=chance.uniform(0.5, 2.5),
        in_seasons=chance.random() < 0.65,
        plans=chance.random() < 0.6,
        events=chance.random() < 0.7,
    )


def shop(number: int, seed: int) -> MadeUp:
    chance = Random(f"{seed} {number}")
    own = temper(chance)
    events = tuple(campaigns(chance)) if own.events else ()
    calendar = calendar_of(own, events, chance)
    troubles = tuple(planted(chance, has_ads=own.share > 0))
    declines = tuple(slow_declines(chance)) if number % 3 == 0 else ()
    levels = {name: level(name, own, declines, chance) for name in own.noise}
    lifted = {day: lift(day, own, events) for day in DAYS}
    effects = effects_of(troubles)
    return told(f"{number}", own, levels, lifted, effects, calendar, troubles, declines, chance)


# ----------------------------------------------------------------------------------------- what happens when


def planted(chance: Random, *, has_ads: bool) -> Iterator[Trouble]:
    """Two of each metric a year, on any day, one after the other."""
    metrics = [one for one in METRICS * 2 if has_ads or one not in ("ad_spend", "roi")]
    chance.shuffle(metrics)
    for place, metric in enumerate(metrics):
        days = chance.randint(1, 5)
        first = JUDGED_FROM + timedelta(days=place * SLOT + chance.randint(0, SLOT - REST - days))
        way = ONLY.get(metric) or chance.choice((-1, -1, 1))
        yield Trouble(metric, first, days, way * chance.uniform(0.25, 0.7))


def effects_of(troubles: Sequence[Trouble]) -> dict[str, dict[date, float]]:
    found: dict[str, dict[date, float]] = {metric: {} for metric in METRICS}
    for one in troubles:
        for day in Period(one.first, one.first + one.days * DAY).days():
            for metric, factor in one.effects.items():
                found[metric][day] = factor
    return found


def slow_declines(chance: Random) -> Iterator[tuple[date, date]]:
    """30–50% fewer visitors after a month or two, and so it stays."""
    first = JUDGED_FROM + timedelta(days=chance.randint(20, 250))
    yield first, first + timedelta(days=chance.randint(30, 60))


def campaigns(chance: Random) -> Iterator[tuple[Campaign, float, bool]]:
    """A few days of more every few weeks: the plan, what it brings, and whether anybody wrote it down."""
    day = FIRST
    while (day := day + timedelta(days=chance.randint(12, 30))) < LAST:
        true = chance.uniform(0.3, 1.2)
        said = round(true * chance.lognormvariate(0, 0.25), 2)
        last = day + timedelta(days=chance.randint(0, 2))
        plan = Campaign("店庆", CampaignKind.OTHER, day, last, planned_uplift=said)
        yield plan, true, chance.random() < 0.95


def calendar_of(own: Temper, events: Sequence[tuple[Campaign, float, bool]], chance: Random) -> Calendar:
    """What the shop knows beforehand: most campaigns, its seasons' great days if it plans them."""
    plans = [plan for plan, _, known in events if known]
    seasons = Calendar()
    if own.in_seasons and own.plans:
        for day in DAYS:
            up = season_factor(seasons, day) - 1
            if up > 0.05:
                said = round(up * chance.lognormvariate(0, 0.25), 2)
                plans.append(Campaign("大促", CampaignKind.PLATFORM, day, day, planned_uplift=said))
    leaves = not own.in_seasons and own.plans
    return Calendar(tuple(plans), seasons_off=frozenset(STRONG) if leaves else frozenset())


def season_factor(calendar: Calendar, day: date) -> float:
    found = calendar.season_on(day)
    if found is None:
        return 1.0
    strong = STRONG[found.season.name]
    if found.phase is not Phase.MAIN:
        return 1 - 0.12 * strong
    left = (found.season.last - day).days
    return 1 + strong * {0: 1.0, 1: 0.5}.get(left, 0.12 if left >= 9 else -0.03)


def lift(day: date, own: Temper, events: Sequence[tuple[Campaign, float, bool]]) -> float:
    """What campaigns, seasons and holidays do to sales on that day."""
    calendar = Calendar()
    factor = season_factor(calendar, day) if own.in_seasons else 1.0
    for plan, true, _ in events:
        if plan.first_day <= day <= plan.last_day:
            factor *= 1 + true
        elif day == plan.last_day + DAY:
            factor *= 0.93
    holiday = calendar.holiday(day)
    if holiday and "Spring" in holiday:
        factor *= 0.5
    elif holiday:
        factor *= Random(f"{own.visitors} {holiday}").uniform(0.8, 1.25)
    return factor


# ----------------------------------------------------------------------------------------------- what is seen


def heavy(chance: Random, freedom: int = 5) -> float:
    """Student's t, of deviation one: now and then a day is far off for no reason."""
    chi = sum(chance.gauss(0, 1) ** 2 for _ in range(freedom))
    return chance.gauss(0, 1) / math.sqrt(chi / freedom) / math.sqrt(freedom / (freedom - 2))


def level(
    name: str, own: Temper, declines: Sequence[tuple[date, date]], chance: Random
) -> tuple[dict[date, float], dict[date, float]]:
    """What a figure is around each day beside its usual size, and the day's own luck on top of it."""
    shifts = {chance.choice(DAYS): chance.choice((-1, 1)) * chance.uniform(0.08, 0.18) for _ in range(2)}
    growth = math.log(1 + own.growth) / 365 if name in ("visitors", "ad_spend") else 0.0
    wander = own.wander if name in ("visitors", "conversion", "ad_spend") else own.wander / 3
    middle, luck, at = {}, {}, 0.0
    last = 0.0
    for day in DAYS:
        at += growth + chance.gauss(0, wander) + math.log(1 + shifts.get(day, 0))
        at -= 0.001 * at  # nothing drifts away for ever
        slow = 0.0
        if name == "visitors":
            for first, until in declines:
                gone = min(max((day - first).days / (until - first).days, 0), 1)
                slow = math.log(1 - gone * 0.4)
        fresh = heavy(chance) * own.noise[name]
        last = own.memory * last + math.sqrt(1 - own.memory**2) * fresh
        middle[day], luck[day] = math.exp(at + slow), math.exp(last)
    return middle, luck


def count(mean: float, chance: Random) -> int:
    """How many there are where `mean` are expected."""
    if mean > 60:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    left, found = math.exp(-mean), -1
    product = 1.0
    while product >= left:
        product *= chance.random()
        found += 1
    return found


Levels = Mapping[str, tuple[Mapping[date, float], Mapping[date, float]]]


def told(
    name: str,
    own: Temper,
    levels: Levels,
    lifted: Mapping[date, float],
    effects: Mapping[str, Mapping[date, float]],
    calendar: Calendar,
    troubles: tuple[Trouble, ...],
    declines: tuple[tuple[date, date], ...],
    chance: Random,
) -> MadeUp:
    """Every day drawn; some days' files never came."""
    days, clicks = {}, {}
    expected: dict[str, dict[date, float]] = {metric: {} for metric in METRICS}
    lately = [own.visitors * own.conversion * own.aov] * 12
    lacking = missing(chance)
    for day in DAYS:
        usual = usual_of(day, own, levels, lifted, lately)
        factors = {metric: effects[metric].get(day, 1.0) for metric in METRICS}
        luck = {key: one[1][day] for key, one in levels.items()}
        one, clicked = drawn(day, own, usual, factors, luck, chance)
        lately = [*lately[1:], float(one.paid_amount or 0)]
        for metric in METRICS:
            expected[metric][day] = usual[metric]
        if day not in lacking:
            days[day] = one
            clicks[day] = clicked
    targets = set_targets(expected["revenue"], chance) if own.plans else {}
    return MadeUp(name, days, clicks, calendar, troubles, expected, effects, declines, targets)


def set_targets(expected: Mapping[date, float], chance: Random) -> dict[date, Decimal]:
    """What people mean to sell: hopeful, month by month, and off by a bit on each day."""
    hope = {month: chance.lognormvariate(0.05, 0.1) for month in range(1, 13)}
    return {
        day: cents(amount * hope[day.month] * chance.lognormvariate(0, 0.15))
        for day, amount in expected.items()
    }


def missing(chance: Random) -> set[date]:
    found = {day for day in DAYS if chance.random() < 0.02}
    for _ in range(2):
        first = chance.choice(DAYS)
        found.update(first + i * DAY for i in range(chance.randint(2, 4)))
    return found


def usual_of(
    day: date, own: Temper, levels: Levels, lifted: Mapping[date, float], lately: Sequence[float]
) -> dict[str, float]:
    """What is to be expected without any trouble."""
    up = lifted[day]
    visitors = own.visitors * own.week[day.weekday()] * levels["visitors"][0][day] * up**0.7
    conversion = own.conversion * levels["conversion"][0][day] * up**0.3
    aov = own.aov * levels["aov"][0][day]
    spend = own.share * own.visitors * own.conversion * own.aov * levels["ad_spend"][0][day] * up**0.4
    sold = sum(one * 0.75**ago for ago, one in enumerate(reversed(lately))) * 0.25
    return {
        "visitors": visitors,
        "conversion": conversion,
        "aov": aov,
        "revenue": visitors * conversion * aov,
        "refunds": own.returns * levels["refunds"][0][day] * sold,
        "ad_spend": spend,
        "roi": own.roi * levels["roi"][0][day] * up**0.2,
    }


def drawn(
    day: date,
    own: Temper,
    usual: Mapping[str, float],
    factors: Mapping[str, float],
    luck: Mapping[str, float],
    chance: Random,
) -> tuple[StoreDay, int]:
    visitors = count(usual["visitors"] * factors["visitors"] * luck["visitors"], chance)
    buyers = count(
        visitors * min(usual["conversion"] * factors["conversion"] * luck["conversion"], 0.9), chance
    )
    paid = amount(buyers, usual["aov"] * factors["aov"] * luck["aov"], own.spread, chance)
    returned = usual["refunds"] * factors["refunds"] * luck["refunds"]
    back = amount(count(returned / usual["aov"], chance), usual["aov"], own.spread, chance)
    spend = cents(usual["ad_spend"] * factors["ad_spend"] * luck["ad_spend"])
    clicked = count(float(spend) / own.cpc, chance)
    orders = count(float(spend) * usual["roi"] * factors["roi"] * luck["roi"] / usual["aov"], chance)
    brought = amount(orders, usual["aov"], own.spread, chance)
    has_ads = own.share > 0
    one = StoreDay(
        day=day,
        origin=Origin.SHOP,
        paid_amount=paid,
        paid_buyers=buyers,
        visitors=visitors,
        refund_amount=back,
        ad_spend=spend if has_ads else None,
        ad_revenue=brought if has_ads else None,
    )
    return one, clicked


def amount(number: int, each: float, spread: float, chance: Random) -> Decimal:
    """What so many people pay together."""
    if not number:
        return Decimal(0)
    return cents(max(number * each * (1 + chance.gauss(0, spread / math.sqrt(number))), each / 5))
