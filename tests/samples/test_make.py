"""The invented store is believable: seeded, and its files agree."""

from datetime import date
from pathlib import Path

from readers.read import read
from tests.samples.make import big, make
from tests.samples.shop import DECLINING, ad_days, days_up_to, item_days, reviews

LAST = date(2026, 11, 21)


def test_the_same_seed_makes_the_same_facts_and_another_does_not() -> None:
    span = days_up_to(LAST, 10)
    assert item_days(span, 1) == item_days(span, 1)
    assert item_days(span, 1) != item_days(span, 2)
    assert item_days(span, 1)[-8:] == item_days(span[-1:], 1)  # a day's facts do not depend on the span


def test_a_product_declines_and_a_plan_burns_money() -> None:
    span = days_up_to(LAST, 30)
    facts = [fact for fact in item_days(span, 1) if fact.item.id == DECLINING]
    assert sum(fact.buyers for fact in facts[-7:]) < 0.8 * sum(fact.buyers for fact in facts[:7])
    burning = [ad for ad in ad_days(span, 1) if ad.plan.name == "关键词-大词测试"]
    assert sum(ad.revenue for ad in burning) < sum(ad.fen for ad in burning)
    assert {written.grade for written in reviews(span, 1)} == {"好评", "中评", "差评"}


def test_files_can_be_made_for_a_single_day(tmp_path: Path) -> None:
    files = make(tmp_path / "new", LAST, days=1)
    reading = read(files["sycm_shop"].read_bytes(), files["sycm_shop"].name, LAST)
    assert (reading.first_day, reading.last_day) == (LAST, LAST)


def test_large_files_for_measuring(tmp_path: Path) -> None:
    for container in ("xlsx", "csv"):
        data = big(tmp_path / f"big.{container}", 500, 30, container).read_bytes()
        reading = read(data, "big", date(2026, 12, 31))
        assert (len(reading.batches[0].rows), reading.problems) == (500, ())
