"""Readers that misbehave, for the tests of the child process: it imports them by name."""

import os
import signal
import time
from datetime import date

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Problem, Reading

DAY = date(2026, 11, 21)


def many_rows(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    products = Batch(Kind.PRODUCT_DAY, ("day", "item_id"), [(day, str(i)) for i in range(12_001)])
    names = Batch(Kind.PRODUCT, ("item_id", "title"), [("1", f"{file_name} {zone} {len(data)}")])
    problem = Problem("Sheet1", 1, "a", "b", "not_a_day")
    return Reading("sycm_products", (products, names), (problem,), day, day, 1, ("totals_dropped",))


def mistaken(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    raise Mistake("unknown_table", columns=("甲", "乙"))


def buggy(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    raise ValueError("张三 13800000000")


def greedy(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    return mistaken(bytes(4 << 30), file_name, day, zone)


def aborting(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    os.abort()


def crashing(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    os.kill(os.getpid(), signal.SIGSEGV)
    return mistaken(data, file_name, day, zone)


def endless(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    while True:
        time.sleep(60)


def leaving(data: bytes, file_name: str, day: date, zone: str) -> Reading:
    os._exit(0)
