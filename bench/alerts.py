"""How many troubles are found, and how many alerts are false: `python -m bench.alerts`.

Ours beside the rules that people use otherwise, on made-up years with planted troubles.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from statistics import fmean, median, stdev

import click

from bench.made_up import JUDGED_FROM, LAST, METRICS, MadeUp, Trouble, shop
from metrics.periods import DAY, Period
from metrics.rules import Rules
from metrics.unusual import TELLS, WELCOME, Figure, Known, Series, Verdict, Way, judge, series_of

YEAR = tuple(Period(JUDGED_FROM, LAST + DAY).days())
MONTH = 30.4  # days
CLEAN, FELT = 0.05, 0.2  # effects on a metric: below, an alert is false; from here on, it is a trouble
RULES = Rules()
LATER = 30  # days after the end of a slow decline within which it may still be noticed

# ---------------------------------------------------------------------------------------------- who watches

Said = Mapping[date, Way | None]  # of the days that were judged: which way an alert stands, if any
Rule = Callable[[Series, date], Way | None]


def ours(one: MadeUp) -> dict[str, Said]:
    revenue = {day: known.paid_amount for day, known in one.days.items() if known.paid_amount is not None}
    known = Known(one.calendar, RULES, one.days, one.clicks, one.targets, revenue)
    return {series.figure: stands(known, series) for series in series_of(known)}


def stands(known: Known, series: Series) -> Said:
    """It begins where a day is unusual, and goes on as long as the days after are not really better."""
    found: dict[date, Way | None] = {}
    way: Way | None = None
    for day in YEAR:
        judged = judge(known, series, day)
        if judged.verdict not in TELLS:
            continue
        if judged.verdict is Verdict.UNUSUAL:
            way = judged.way
        elif judged.verdict is not Verdict.BETWEEN or judged.way is not way:
            way = None
        found[day] = way
    return found


def by_rule(rule: Rule, one: MadeUp) -> dict[str, Said]:
    """A rule that looks at figures alone, day for day; good news it keeps to itself as we do."""
    known = Known(one.calendar, RULES, one.days, one.clicks)
    found: dict[str, Said] = {}
    for series in series_of(known):
        ways = {day: rule(series, day) for day in YEAR if day in series.values}
        found[series.figure] = {
            day: None if way is None or (Figure(series.figure), way) in WELCOME else way
            for day, way in ways.items()
        }
    return found


def beside(value: float, usual: float | None, low: float, high: float) -> Way | None:
    if not usual:
        return None
    return Way.FELL if value < usual * low else Way.ROSE if value > usual * high else None


def day_over_day(series: Series, day: date) -> Way | None:
    return beside(series.values[day], series.values.get(day - DAY), 0.8, 1.2)


def same_weekday(series: Series, day: date) -> Way | None:
    return beside(series.values[day], series.values.get(day - 7 * DAY), 0.7, 1.3)


def sigmas(series: Series, day: date) -> Way | None:
    before = [series.values[one] for back in range(1, 29) if (one := day - back * DAY) in series.values]
    if len(before) < 14:
        return None
    off = series.values[day] - fmean(before)
    return None if abs(off) <= 2.5 * stdev(before) else Way.FELL if off < 0 else Way.ROSE


def ratio_of_medians(low: float, high: float, series: Series, day: date) -> Way | None:
    """As Google's own script for ad accounts: beside the same weekday of up to 26 weeks."""
    weeks = (day - back * 7 * DAY for back in range(1, 27))
    before = [series.values[one] for one in weeks if one in series.values]
    return beside(series.values[day], median(before), low, high) if len(before) >= 3 else None


WATCHERS: Mapping[str, Callable[[MadeUp], dict[str, Said]]] = {
    "ours": ours,
    "day/day 20%": partial(by_rule, day_over_day),
    "weekday 30%": partial(by_rule, same_weekday),
    "2.5 sigma": partial(by_rule, sigmas),
    "medians 0.5/2": partial(by_rule, partial(ratio_of_medians, 0.5, 2.0)),
    "medians 0.7/1.4": partial(by_rule, partial(ratio_of_medians, 0.7, 1.4)),
}

# --------------------------------------------------------------------------------------------------- scoring


@dataclass
class Score:
    """Of one watcher and metric: what was to be found and was, what was said for nothing, days judged."""

    troubles: int = 0
    found: int = 0
    false: int = 0
    days: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.troubles + other.troubles,
            self.found + other.found,
            self.false + other.false,
            self.days + other.days,
        )

    def __str__(self) -> str:
        recall = f"{self.found / self.troubles:.0%}" if self.troubles else "–"
        false = f"{self.false / (self.days / MONTH):.2f}" if self.days else "–"
        return f"{recall:>5}{false:>6}"


@dataclass(frozen=True)
class Met:
    """A trouble that was there to be found, and whether it was."""

    trouble: Trouble
    is_found: bool


@dataclass
class Result:
    scores: dict[tuple[str, str], Score] = field(default_factory=dict)  # by watcher and metric
    months: dict[int, Score] = field(default_factory=dict)  # ours
    met: list[Met] = field(default_factory=list)  # ours
    left_out: Counter[str] = field(default_factory=Counter)
    declines: list[int | None] = field(default_factory=list)  # days until ours noticed one

    def add(self, other: "Result") -> None:
        for key, score in other.scores.items():
            self.scores[key] = self.scores.get(key, Score()) + score
        for month, score in other.months.items():
            self.months[month] = self.months.get(month, Score()) + score
        self.met += other.met
        self.left_out += other.left_out
        self.declines += other.declines


def watched(number: int, seed: int) -> Result:
    """One shop's year, watched by everybody."""
    one, result = shop(number, seed), Result()
    said = {name: watch(one) for name, watch in WATCHERS.items()}
    there = [trouble for trouble in one.troubles if is_there(one, trouble, said["ours"], result.left_out)]
    for name, figures in said.items():
        for metric in METRICS:
            score = score_of(one, metric, figures.get(metric, {}), there)
            result.scores[name, metric] = score
    for trouble in there:
        result.met.append(Met(trouble, is_found(trouble, said["ours"][trouble.metric])))
    monthly(one, said["ours"], there, result)
    result.declines += [noticed(first, last, said["ours"]) for first, last in one.declines]
    return result


def is_there(one: MadeUp, trouble: Trouble, said: Mapping[str, Said], left_out: Counter[str]) -> bool:
    """Whether it is large enough to matter, and falls on a day that can be measured by anything."""
    if worth(one, trouble) < least_of(trouble.metric):
        left_out["below the floor"] += 1
        return False
    if not any(day in said.get(trouble.metric, {}) for day in days_of(trouble)):
        left_out["no file, or a special day without a plan"] += 1
        return False
    return True


def worth(one: MadeUp, trouble: Trouble) -> float:
    """The size of a trouble on its first day, in orders, visitors or money."""
    usual = {metric: one.expected[metric][trouble.first] for metric in METRICS}
    orders = usual["visitors"] * usual["conversion"]
    whole = {
        "visitors": usual["visitors"],
        "ad_spend": usual["ad_spend"],
        "refunds": usual["refunds"] / usual["aov"],
        "roi": usual["ad_spend"] * usual["roi"] / usual["aov"],
    }
    return abs(trouble.size) * whole.get(trouble.metric, orders)


def least_of(metric: str) -> float:
    least = {"visitors": RULES.unusual_visitors, "ad_spend": float(RULES.unusual_spend)}
    return least.get(metric, RULES.unusual_orders)


def days_of(trouble: Trouble) -> Iterator[date]:
    return Period(trouble.first, trouble.first + trouble.days * DAY).days()


def is_found(trouble: Trouble, said: Said) -> bool:
    way = Way.FELL if trouble.size < 0 else Way.ROSE
    return any(said.get(day) is way for day in days_of(trouble))


def score_of(one: MadeUp, metric: str, said: Said, there: Sequence[Trouble]) -> Score:
    own = [trouble for trouble in there if trouble.metric == metric]
    found = sum(is_found(trouble, said) for trouble in own)
    return Score(len(own), found, len(list(false_alerts(one, metric, said))), len(said))


def false_alerts(one: MadeUp, metric: str, said: Said) -> Iterator[date]:
    """Where an alert began, and nothing was wrong with the metric, or the other way."""
    before: Way | None = None
    for day, way in said.items():
        effect = one.effects[metric].get(day, 1.0) - 1
        if way is not None and way is not before:
            is_other = effect < 0 if way is Way.ROSE else effect > 0
            if abs(effect) < CLEAN or is_other:
                yield day
        before = way


def monthly(one: MadeUp, said: Mapping[str, Said], there: Sequence[Trouble], result: Result) -> None:
    for metric, days in said.items():
        for day in days:
            score = result.months.setdefault(day.month, Score())
            score.days += 1
        for day in false_alerts(one, metric, days):
            result.months[day.month].false += 1
    for trouble in there:
        score = result.months[trouble.first.month]
        score.troubles += 1
        score.found += is_found(trouble, said[trouble.metric])


def noticed(first: date, last: date, said: Mapping[str, Said]) -> int | None:
    """After how many days an alert about visitors or revenue began while they declined."""
    days = Period(first, last + timedelta(days=LATER)).days()
    for number, day in enumerate(days):
        if any(said[metric].get(day) is Way.FELL for metric in ("visitors", "revenue")):
            return number
    return None


# --------------------------------------------------------------------------------------------------- telling


def tell(seed: int, shops: int, result: Result) -> None:
    names = list(WATCHERS)
    click.echo(f"\n{shops} made-up shops, a year, seed {seed}: recall, false alerts per metric and month")
    click.echo(f"{'':12}{'troubles':>9}" + "".join(f"{name:>17}" for name in names))
    for metric in METRICS:
        tell_row(metric, [result.scores[name, metric] for name in names])
    whole = [sum((result.scores[name, metric] for metric in METRICS), Score()) for name in names]
    tell_row("all", whole)
    for reason, number in result.left_out.items():
        click.echo(f"  left out: {number} {reason}")
    click.echo("ours by month:")
    for month, score in sorted(result.months.items()):
        click.echo(f"  {month:>2}{score.troubles:>9}{score}")
    click.echo("ours by size and length, found of all:")
    for low, high in ((0.25, 0.4), (0.4, 0.55), (0.55, 0.71)):
        cells = [part(result.met, low, high, days) for days in ((1, 1), (2, 5))]
        click.echo(f"  {low:.0%}–{high:.0%}   one day {cells[0]:>9}   2–5 days {cells[1]:>9}")
    days = [one for one in result.declines if one is not None]
    after = f", after {median(days):.0f} days" if days else ""
    click.echo(f"slow declines noticed: {len(days)} of {len(result.declines)}{after}")


def tell_row(name: str, scores: Sequence[Score]) -> None:
    click.echo(f"{name:12}{scores[0].troubles:>9}" + "".join(f"{score!s:>17}" for score in scores))


def part(met: Sequence[Met], low: float, high: float, days: tuple[int, int]) -> str:
    own = [
        one for one in met if low <= abs(one.trouble.size) < high and days[0] <= one.trouble.days <= days[1]
    ]
    return f"{sum(one.is_found for one in own)}/{len(own)}"


@click.command()
@click.option("--shops", default=60, show_default=True)
@click.option(
    "--seed",
    "seeds",
    multiple=True,
    default=(3, 4),
    show_default=True,
    help="1 and 2 are the ones to tune on.",
)
@click.option("--workers", default=2, show_default=True)
def main(shops: int, seeds: tuple[int, ...], workers: int) -> None:
    with ProcessPoolExecutor(workers) as pool:
        for seed in seeds:
            result = Result()
            for one in pool.map(watched, range(shops), [seed] * shops):
                result.add(one)
            tell(seed, shops, result)


if __name__ == "__main__":
    main()
