"""What is wrong with ad money as a whole: ROI, its share of sales, and every rule once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from metrics.ad_facts import Verdict
from metrics.ad_money import RULES, judge_spend
from metrics.alerts import Level, Rule
from metrics.sales import StoreDay
from metrics.spending import ALL
from tests.metrics.ad_money import DAILY, MONTHLY, YESTERDAY, facts, found, levels, reading, verdicts


@pytest.mark.parametrize(
    ("spend", "revenue", "paid", "roi", "share"),
    [
        (None, None, 1000, Verdict.NO_DAY, Verdict.NO_DAY),
        (100, 315, None, Verdict.FINE, Verdict.NO_SALES),
        (100, 314, 2000, Verdict.BETWEEN, Verdict.FINE),  # it passes, but not yet by 5%
        (100, 299, 2000, Verdict.FOUND, Verdict.FINE),
        (101, 400, 1000, Verdict.FINE, Verdict.FOUND),
        (96, 400, 1000, Verdict.FINE, Verdict.BETWEEN),
        (95, 400, 1000, Verdict.FINE, Verdict.FINE),
        (100, 400, 0, Verdict.FINE, Verdict.NO_SALES),
        (0, 0, 1000, Verdict.FINE, Verdict.FINE),
    ],
)
def test_the_last_full_day(
    spend: int | None, revenue: int | None, paid: int | None, roi: Verdict, share: Verdict
) -> None:
    spend_, revenue_, paid_ = (None if one is None else Decimal(one) for one in (spend, revenue, paid))
    day = StoreDay(YESTERDAY, paid_amount=paid_, ad_spend=spend_, ad_revenue=revenue_)
    judged = verdicts(facts(yesterday=day))
    assert (judged[Rule.ROI_LOW, ALL], judged[Rule.SPEND_SHARE, ALL]) == (roi, share)


def test_what_is_open_stays_open_until_yesterday_s_file_has_come() -> None:
    assert levels(facts())[Rule.ROI_LOW, ALL] is levels(facts())[Rule.SPEND_SHARE, ALL] is Level.UNKNOWN


def test_a_new_day_without_a_reading_ends_yesterday_s_pace() -> None:
    known = levels(facts(budgets=(DAILY,)))
    assert (Rule.BUDGET_OVER, "直通车") not in known
    assert (Rule.BUDGET_UNDER, "直通车") not in known
    assert (Rule.BALANCE_SHORT, ALL) not in known


def test_figures_of_the_last_full_day() -> None:
    day = StoreDay(YESTERDAY, paid_amount=Decimal(1000), ad_spend=Decimal(150), ad_revenue=Decimal(300))
    known = facts(yesterday=day)
    about = {one.rule: one.finding.of for one in judge_spend(known) if one.finding}
    assert (about[Rule.ROI_LOW], about[Rule.SPEND_SHARE]) == (YESTERDAY, YESTERDAY)
    assert found(known, Rule.ROI_LOW) == {
        "day": "2026-11-21",
        "roi": "2.00",
        "level": "3",
        "spend": "150",
        "revenue": "300",
    }
    assert found(known, Rule.SPEND_SHARE) == {
        "day": "2026-11-21",
        "share": "0.150000",
        "limit": "0.10",
        "spend": "150",
        "revenue": "1000",
        "lower": "50.00",
        "cost": "50.00",
    }


def test_every_cause_is_among_the_rules_judged() -> None:
    later = reading(12, 400).at + timedelta(minutes=1)
    known = facts(reading(12, 400, balance=0), budgets=(DAILY, MONTHLY), statement=(later, Decimal(5)))
    assert {one.rule for one in judge_spend(known)} == RULES
