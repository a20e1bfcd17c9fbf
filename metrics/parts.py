"""A change in parts that add up to it exactly: over the factors of a product, over the members of a ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from metrics.numbers import CENT, Number, in_steps


def in_step(value: Decimal, step: Decimal = CENT) -> Decimal:
    """Rounded to a whole step, as it is shown."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def split_product(
    before: Decimal,
    after: Decimal,
    factors_before: Sequence[Number],
    factors_after: Sequence[Number],
    step: Decimal = CENT,
) -> tuple[Decimal, ...]:
    """Each factor's part in the change of their product; the parts add up to the change as it is shown.

    The additive logarithmic-mean split: `L(after, before) × ln(factor after / factor before)` with
    `L(a, b) = (a − b) / ln(a / b)` (LMDI-I: B. W. Ang, "The LMDI approach to decomposition analysis: a
    practical guide", Energy Policy 33, 2005). All figures have to be above zero.
    """
    weight = logarithmic_mean(after, before)
    pairs = zip(factors_after, factors_before, strict=True)
    exact = [weight * (Decimal(new) / Decimal(old)).ln() for new, old in pairs]
    return in_steps(exact, in_step(after, step) - in_step(before, step), step)


def logarithmic_mean(a: Decimal, b: Decimal) -> Decimal:
    """Between the two, both above zero."""
    times = a / b
    return a if times == 1 else (a - b) / times.ln()


@dataclass(frozen=True)
class Member:
    """What one product or plan adds to the two sides of a ratio: buyers of visitors, revenue of spend."""

    part: Decimal
    whole: Decimal

    @property
    def ratio(self) -> Decimal:
        return self.part / self.whole


@dataclass(frozen=True)
class Effect:
    """What a member has in the change of the ratio: by its own ratio, and by its share of the whole."""

    rate: Decimal
    mix: Decimal

    @property
    def both(self) -> Decimal:
        return self.rate + self.mix


@dataclass(frozen=True)
class RatioSplit:
    """Exact, not rounded: the members' effects and the rest add up to the change of the ratio."""

    effects: Mapping[str, Effect]
    rest: Decimal

    @property
    def rate(self) -> Decimal:
        return sum((one.rate for one in self.effects.values()), Decimal(0))

    @property
    def mix(self) -> Decimal:
        return sum((one.mix for one in self.effects.values()), Decimal(0))


def split_ratio(
    before: Decimal,
    after: Decimal,
    members_before: Mapping[str, Member],
    members_after: Mapping[str, Member],
) -> RatioSplit | None:
    """The change of a store's ratio over its members, whose sums may differ from the store's own.

    Within the members: `Σ Δshare × (mean ratio − mean of all) + mean share × Δratio`, exact and even to both
    sides (E. M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American Statistical
    Association 50, 1955). A new member has no ratio before: all it changes is the mix; so with one that is
    gone. The members' own ratio times `k` is the store's (a person may look at several products), so that
    what they explain is their change times the mean of `k`, and the rest is the mean ratio times `Δk`.
    Members whose whole is zero are part of the rest. None where all members together have a ratio of zero.
    """
    old = {key: one for key, one in members_before.items() if one.whole > 0}
    new = {key: one for key, one in members_after.items() if one.whole > 0}
    all_old, all_new = together(old), together(new)
    if not all_old or not all_new or not all_old.part or not all_new.part:
        return None
    scale_old, scale_new = before / all_old.ratio, after / all_new.ratio
    scale, middle = (scale_old + scale_new) / 2, (all_old.ratio + all_new.ratio) / 2
    effects = {}
    for key in old.keys() | new.keys():
        was, now = old.get(key), new.get(key)
        ratio_old, ratio_new = (was or now or all_old).ratio, (now or was or all_new).ratio
        share_old = was.whole / all_old.whole if was else Decimal(0)
        share_new = now.whole / all_new.whole if now else Decimal(0)
        rate = (share_old + share_new) / 2 * (ratio_new - ratio_old)
        mix = (share_new - share_old) * ((ratio_old + ratio_new) / 2 - middle)
        effects[key] = Effect(scale * rate, scale * mix)
    return RatioSplit(effects, middle * (scale_new - scale_old))


def together(members: Mapping[str, Member]) -> Member | None:
    """None where there is none."""
    if not members:
        return None
    return Member(
        sum((one.part for one in members.values()), Decimal(0)),
        sum((one.whole for one in members.values()), Decimal(0)),
    )
