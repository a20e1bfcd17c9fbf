"""The demo's shop: what happens to it, and that every file of it is read without a doubt."""

from datetime import date, timedelta

import pytest

from metrics.mistakes import Mistake
from metrics.questions import RowKind
from playground.shop.facts import ad_days, days_up_to, item_days, reviews, rival_day, word_days
from playground.shop.files import history, morning, props, stock_left
from playground.shop.names import BURNING, CHEAPER, CROWD, DECLINING, RISING
from playground.shop.opinions import BAD, FALLS_OFF, GOOD, NEUTRAL
from playground.shop.story import SALE, TODAY, demo
from readers.read import read

YESTERDAY = TODAY - timedelta(days=1)
STORY = demo("zh")


def revenue(day: date) -> float:
    return sum(fact.fen for fact in item_days([day], STORY)) / 100


def conversion(day: date, item_id: str) -> float:
    (fact,) = [fact for fact in item_days([day], STORY) if fact.item.id == item_id]
    return fact.buyers / fact.visitors


def roi(day: date, scene: str) -> float:
    ads = [ad for ad in ad_days([day], STORY) if ad.plan.scene == scene]
    return sum(ad.revenue for ad in ads) / sum(ad.fen for ad in ads)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_file_is_read_without_a_doubt(language: str) -> None:
    found = [*history(YESTERDAY - timedelta(days=1), 119, language), *morning(YESTERDAY, language)]
    for file in found:
        reading = read(file.data, file.name, TODAY)
        assert reading.format == file.key
        assert (reading.problems, reading.rejected) == ((), 0)
        assert reading.last_day in (YESTERDAY, YESTERDAY - timedelta(days=1))
    assert len({file.name for file in found}) == len(found)


def test_files_made_again_are_the_same_files_and_overlapping_ones_agree() -> None:
    assert morning(YESTERDAY, "zh") == morning(YESTERDAY, "zh")
    long = {file.key: set(rows(file.data, file.name)) for file in history(YESTERDAY, 30, "zh")}
    for file in morning(YESTERDAY, "zh"):
        assert set(rows(file.data, file.name)) <= long[file.key], file.key


def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
    return [row for batch in read(data, name, TODAY).batches for row in batch.rows]


def test_the_sale_is_the_peak_and_people_wait_for_it() -> None:
    usual = revenue(SALE - timedelta(days=35))
    assert revenue(SALE) > 5 * usual
    assert revenue(SALE - timedelta(days=7)) < usual < revenue(SALE - timedelta(days=1))
    assert revenue(SALE + timedelta(days=3)) < usual


def test_what_goes_wrong() -> None:
    before = date(2026, 10, 1)
    assert conversion(YESTERDAY, DECLINING) < 0.6 * conversion(before, DECLINING)
    assert roi(YESTERDAY, CROWD) < 0.7 * roi(before, CROWD)
    search = [sum(f.search_visitors for f in item_days([day], STORY)) for day in (before, YESTERDAY)]
    assert search[1] < 0.85 * search[0]
    burning = [ad for ad in ad_days([YESTERDAY], STORY) if ad.plan.id == BURNING]
    assert sum(ad.revenue for ad in burning) < sum(ad.fen for ad in burning)


def test_some_words_sell_more_than_they_cost_and_some_less() -> None:
    def pays(word_id: str) -> float:
        ads = [ad for ad in word_days([YESTERDAY], STORY) if ad.word and ad.word[0] == word_id]
        return sum(ad.revenue for ad in ads) / sum(ad.fen for ad in ads)

    found = [pays(word_id) for word_id, *_ in STORY.shop.words]
    assert max(found) > 2 * min(found)


def test_rivals_move() -> None:
    cheaper, rising = (
        next(rival for rival in STORY.shop.rivals if rival.link == link) for link in (CHEAPER, RISING)
    )
    week_ago = YESTERDAY - timedelta(days=7)
    price, sold, _ = rival_day(cheaper, YESTERDAY, STORY)
    old_price, old_sold, _ = rival_day(cheaper, week_ago, STORY)
    assert price < 0.9 * old_price
    assert sold > 1.7 * old_sold
    assert STORY.rival_rating(YESTERDAY, rising) > STORY.rival_rating(week_ago, rising)


def test_the_first_morning_has_news_of_its_own() -> None:
    """Too much for ads on the day before only; bad reviews on the day before only."""

    def share(day: date) -> float:
        return sum(ad.fen for ad in ad_days([day], STORY)) / 100 / revenue(day)

    assert share(YESTERDAY) > 0.10 > share(YESTERDAY - timedelta(days=1))
    quiet = reviews(days_up_to(YESTERDAY - timedelta(days=1), 8), STORY)
    assert {written.grade for written in quiet} == {"好评"}
    fresh = [written.grade for written in reviews([YESTERDAY], STORY)]
    assert 2 <= sum(grade != "好评" for grade in fresh) <= 5


def test_most_reviews_are_good_and_bad_ones_fit_the_product() -> None:
    found = reviews(days_up_to(YESTERDAY, 120), STORY)
    bad = [written for written in found if written.grade == "差评"]
    assert 0.05 < len(bad) / len(found) < 0.15
    assert len({(written.day, written.text) for written in found}) == len(found)
    for written in bad:
        assert (written.text in FALLS_OFF["zh"]) == (written.item.id == DECLINING)
    for language in ("zh", "en"):
        assert len(set(GOOD[language])) >= 40
        assert len(set(NEUTRAL[language])) >= 12
        assert len(set(BAD[language]) | set(FALLS_OFF[language])) >= 20


def test_stock_runs_out_and_is_delivered() -> None:
    shoes = STORY.shop.items[5]
    levels = [stock_left(shoes, YESTERDAY + timedelta(days=after)) for after in range(40)]
    assert levels[0] < 8 * shoes.visitors * shoes.conversion
    assert min(levels) == 0
    assert max(levels) > 10 * levels[0] / 2


def test_what_comes_in_real_life_too() -> None:
    own, broken, unknown = props("zh")
    with pytest.raises(Mistake) as caught:
        read(own.data, own.name, TODAY)
    assert caught.value.facts["table"].likeliest() is RowKind.PRODUCT_DAY
    with pytest.raises(Mistake, match="broken_file"):
        read(broken.data, broken.name, TODAY)
    with pytest.raises(Mistake, match="unknown_table"):
        read(unknown.data, unknown.name, TODAY)
