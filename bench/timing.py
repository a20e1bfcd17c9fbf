"""Times two ways of doing something in turn, so that a drifting machine touches both."""

import statistics
import time
from collections.abc import Callable


def pairs(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Median seconds of each, and the median of their ratios pair by pair, after one round to warm up."""
    one(), other()
    first, second = [], []
    for _ in range(runs):
        first.append(seconds(one))
        second.append(seconds(other))
    ratios = [a / b for a, b in zip(first, second, strict=True)]
    return statistics.median(first), statistics.median(second), statistics.median(ratios)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
