"""Figures of one file are traced together; of several files of a kind the latest is named."""

from datetime import UTC, date, datetime, timedelta

import pytest

from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.traces import Figure, FileUsed, Said, Trace, grouped, parse_traced

AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def file(number: int, format: str = "sycm_shop", *, days: int = 0) -> FileUsed:
    return FileUsed(number, format, f"{number}.xlsx", "Li", AT + timedelta(days=days))


SHOP, PRODUCTS, ADS = file(1), file(2, "sycm_products"), file(3, "wxt_plans")


def test_one_file_of_several_figures_is_one_trace() -> None:
    told = {Figure.ADS: [ADS], Figure.REVENUE: [PRODUCTS], Figure.PRODUCTS: [PRODUCTS]}
    assert grouped(told, {}) == (
        Trace((Figure.REVENUE, Figure.PRODUCTS), PRODUCTS),
        Trace((Figure.ADS,), ADS),
    )


def test_of_many_files_of_a_kind_the_latest_is_named_and_the_others_counted() -> None:
    latest = file(4, days=3)
    (trace,) = grouped({Figure.REVENUE: [SHOP, latest, file(9, days=-1)]}, {})
    assert trace == Trace((Figure.REVENUE,), latest, more=2)


def test_files_of_another_kind_are_another_trace() -> None:
    found = grouped({Figure.REVENUE: [SHOP, PRODUCTS], Figure.PRODUCTS: [PRODUCTS]}, {})
    assert [(trace.figures, trace.source) for trace in found] == [
        ((Figure.REVENUE,), SHOP),
        ((Figure.REVENUE, Figure.PRODUCTS), PRODUCTS),
    ]


def test_the_last_word_counts() -> None:
    words = [Said("Li", AT), Said("Zhang", AT + timedelta(hours=1)), Said()]
    found = grouped({Figure.TARGETS: [ADS]}, {Figure.TARGETS: words, Figure.CAMPAIGNS: []})
    assert found == (
        Trace((Figure.TARGETS,), ADS),
        Trace((Figure.TARGETS,), Said("Zhang", AT + timedelta(hours=1)), more=2),
    )


@pytest.mark.parametrize(
    ("what", "start", "days"),
    [
        ("d20261121", date(2026, 11, 21), 1),
        ("w20261116", date(2026, 11, 16), 7),
        ("w20261118", date(2026, 11, 16), 7),
        ("m202602", date(2026, 2, 1), 28),
    ],
)
def test_what_a_button_says(what: str, start: date, days: int) -> None:
    period = parse_traced(what).period
    assert Period(period.start, period.end) == Period(start, start + timedelta(days=days))


@pytest.mark.parametrize("what", ["", "d", "d20261301", "x20261121", "m20261", "20261121", "d2026-11-x1"])
def test_what_no_button_says(what: str) -> None:
    with pytest.raises(Mistake, match="old_button"):
        parse_traced(what)
