"""What is known of a product and of other shops from reviews; the alert and the reminder made of them."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.alerts import Level
from metrics.good_reviews import GoodReviews, Thin
from metrics.mistakes import Mistake
from metrics.review_report import Grades, Trend
from metrics.reviews import ReviewTopic
from metrics.stores import Store
from services import good_reviews, review_alerts, review_report
from storage import tables
from tests.uploading import NOW, make_store  # 22 November, 10:00 in Shanghai
from tests.watching import add_review, upload_of

DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def fill(session: Session, store: Store) -> None:
    for number in range(8):
        add_review(session, store, f"good {number}", NOW - 2 * DAY, "good", product="Lamp", body="好")
    for number in range(3):
        words = "少了两颗螺丝"
        add_review(session, store, f"bad {number}", NOW - number * DAY - DAY, product="Lamp", body=words)
    for number in range(9):
        add_review(session, store, f"then {number}", NOW - 40 * DAY, "good", product="lamp")
    add_review(session, store, "then bad", NOW - 40 * DAY, product="Lamp", body="颜色不对")
    add_review(session, store, "vase", NOW - DAY, "neutral", product="Vase")


def test_a_product_by_weeks_and_beside_the_month_before(session: Session, store: Store) -> None:
    fill(session, store)
    (item,) = review_report.find(session, store, "lam", NOW)
    report = review_report.product(session, store, item.mark, NOW)
    assert (report.now, report.before) == (Grades(8, 0, 3), Grades(9, 0, 1))
    assert report.trend is Trend.MORE
    assert report.topics == {
        ReviewTopic.COLOUR: (0, 0, 1, 0, 0, 0, 0, 0),
        ReviewTopic.MISSING: (0, 0, 0, 0, 0, 0, 0, 3),
    }


def test_what_nobody_has_reviewed_is_not_found(session: Session, store: Store) -> None:
    fill(session, store)
    with pytest.raises(Mistake) as mistake:
        review_report.find(session, store, "bowl", NOW)
    assert mistake.value.reason == "unknown_reviewed_product"
    with pytest.raises(Mistake) as mistake:
        review_report.product(session, store, "0" * 10, NOW)
    assert mistake.value.reason == "old_button"


def test_the_overview_has_those_most_complained_of(session: Session, store: Store) -> None:
    fill(session, store)
    seen = review_report.overview(session, store, NOW)
    assert [(one.title, one.grades.complaints) for one in seen.products] == [("Lamp", 3), ("Vase", 1)]
    assert not seen.has_shops


def test_another_shop_becomes_ours_when_somebody_says_so(session: Session, store: Store) -> None:
    for key in ("a", "b"):
        add_review(session, store, key, NOW - DAY, product="Shelf", body="快递太慢", shop="Oak")
    (shop,) = review_report.shops(session, store, NOW)
    assert (shop.shop, shop.weaknesses) == ("Oak", ((ReviewTopic.LOGISTICS, 2),))
    assert review_report.overview(session, store, NOW).products == ()
    assert review_report.is_ours(session, store, shop.mark, NOW) == ()
    assert [one.title for one in review_report.overview(session, store, NOW).products] == ["Shelf"]
    with pytest.raises(Mistake):
        review_report.is_ours(session, store, shop.mark, NOW)


def test_three_of_one_kind_are_found_and_no_news_is_no_good_news(session: Session, store: Store) -> None:
    assert review_alerts.look(session, store, NOW) is None
    fill(session, store)
    found = review_alerts.look(session, store, NOW)
    assert found is not None
    assert [(one.subject, one.level) for one in found.findings] == [("lamp|missing", Level.FIRING)]
    later = review_alerts.look(session, store, NOW + 4.5 * DAY)
    assert later is not None
    assert [one.level for one in later.findings] == [Level.BETWEEN]
    assert review_alerts.look(session, store, NOW + 9 * DAY) is None  # no file came since
    add_review(session, store, "later", NOW + 8 * DAY, "good", product="Lamp")
    over = review_alerts.look(session, store, NOW + 9 * DAY)
    assert over is not None
    assert over.findings == ()


def test_the_reminder_counts_yesterday_and_names_thin_products(session: Session, store: Store) -> None:
    today = store.today(NOW)
    assert good_reviews.good_reviews(session, store, today, NOW) is None
    upload_id = upload_of(session, store)
    for item, visitors in (("7", 900), ("8", 90)):
        session.execute(
            insert(tables.product_day).values(
                store_id=store.id, upload_id=upload_id, day=today - DAY, item_id=item, visitors=visitors
            )
        )
        product = {"store_id": store.id, "upload_id": upload_id, "item_id": item, "title": f"Lamp {item}"}
        session.execute(insert(tables.product).values(product))
    for number in range(3):
        add_review(session, store, f"{number}", NOW - DAY, "good", product="lamp 7")
    found = good_reviews.good_reviews(session, store, today, NOW)
    assert found == GoodReviews(3, (Thin("Lamp 8", 0, 90),))
    later = NOW + 5 * DAY
    found = good_reviews.good_reviews(session, store, store.today(later), later)
    assert found == GoodReviews(None, (Thin("Lamp 8", 0, 90),))
    much_later = NOW + 9 * DAY
    assert good_reviews.good_reviews(session, store, store.today(much_later), much_later) is None
