"""What alerts propose, and whose tasks come first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from metrics.alerts import Finding, Rule
from metrics.tasks import Proposal, Task, TaskKind, by_owner, proposal

LAND = {"spent": "9000", "budget": "12000", "land": "412", "land_from": "2026-11-23"}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (
            Rule.BUDGET_OVER,
            {"spent": "480", "budget": "500"},
            Proposal(TaskKind.CAP, facts={"channel": "a", "amount": "500"}),
        ),
        (
            Rule.BUDGET_OVER,
            {"spent": "501", "budget": "500"},
            Proposal(TaskKind.HALT, facts={"channel": "a"}),
        ),
        (Rule.BUDGET_UNDER, {"spent": "50", "budget": "500"}, None),
        *(
            (
                rule,
                LAND,
                Proposal(
                    TaskKind.DAILY,
                    date(2026, 11, 23),
                    {"channel": "a", "amount": "412", "from": "2026-11-23"},
                ),
            )
            for rule in (Rule.MONTH_OVER, Rule.MONTH_UNDER)
        ),
        (Rule.MONTH_OVER, {"spent": "12001", "budget": "12000"}, None),  # the last day
        (
            Rule.BALANCE_LOW,
            {"top_up": "700"},
            Proposal(TaskKind.TOP_UP, facts={"channel": "a", "amount": "700"}),
        ),
        (Rule.BALANCE_LOW, {}, None),
        (
            Rule.WORD_WASTE,
            {"name": "杯子", "a_day": "9.00"},
            Proposal(TaskKind.PAUSE_WORD, facts={"name": "杯子", "a_day": "9.00"}),
        ),
        (
            Rule.PLAN_WASTE,
            {"name": "P", "a_day": "9.00"},
            Proposal(TaskKind.PAUSE_PLAN, facts={"name": "P", "a_day": "9.00"}),
        ),
        (Rule.ROI_LOW, {}, None),
    ],
)
def test_what_an_alert_proposes(rule: Rule, facts: dict[str, str], expected: Proposal | None) -> None:
    assert proposal(Finding(rule, "a", facts)) == expected


def task(number: int, owner: str | None) -> Task:
    at = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=number)
    return Task(number, TaskKind.HALT, None, {}, "Li", at, None if owner is None else (7, owner), None)


def test_who_has_most_to_do_comes_first_and_what_is_nobody_s_last() -> None:
    tasks = [task(5, None), task(4, "Li"), task(3, "Wang"), task(2, None), task(1, "Wang")]
    found = {name: [one.id for one in own] for name, own in by_owner(tasks).items()}
    assert list(found.items()) == [("Wang", [1, 3]), ("Li", [4]), ("", [2, 5])]
