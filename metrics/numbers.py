"""Arithmetic that every topic needs: ratios without division errors, money split to the cent."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
Number = Decimal | int


def ratio(part: Number | None, whole: Number | None) -> Decimal | None:
    """`part / whole`; no value where either is missing or the whole is zero (never 0, never an error)."""
    if part is None or whole is None or whole == 0:
        return None
    return Decimal(part) / Decimal(whole)


def change(before: Number | None, after: Number | None) -> Decimal | None:
    """The relative change, as a fraction: 0.25 is a quarter more. No value without a base."""
    if before is None or after is None:
        return None
    return ratio(Decimal(after) - Decimal(before), before)


def cents(amount: Decimal | float) -> Decimal:
    """Money rounded to the cent, halves away from zero."""
    return Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)


def total(values: Iterable[Number | None]) -> Decimal | None:
    """The sum of the known values; no value where none is known (missing is not zero)."""
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def share_out(amount: Decimal, weights: Sequence[Number]) -> tuple[Decimal, ...]:
    """`amount` split by weight into whole cents that add up to it exactly (largest remainder first)."""
    whole = sum((Decimal(weight) for weight in weights), Decimal(0))
    return in_steps([amount * Decimal(weight) / whole for weight in weights], amount)


def in_steps(exact: Sequence[Decimal], whole: Decimal, step: Decimal = CENT) -> tuple[Decimal, ...]:
    """`exact` in whole steps that add up to `whole`: rounded down, then the largest remainders up again.

    `whole` is a multiple of the step; what the exact values miss of it is shared evenly.
    """
    missed = (whole - sum(exact, Decimal(0))) / len(exact) if exact else Decimal(0)
    shifted = [value + missed for value in exact]
    parts = [(value / step).to_integral_value(ROUND_FLOOR) * step for value in shifted]
    left = int((whole - sum(parts, Decimal(0))) / step)
    order = sorted(range(len(parts)), key=lambda i: shifted[i] - parts[i], reverse=True)
    for i in order[:left]:
        parts[i] += step
    return tuple(parts)
