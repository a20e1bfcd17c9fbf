"""Which of the most visited products have few good reviews."""

from metrics.good_reviews import Thin, thin_ones, total
from metrics.reviews import ProductVisitors, Traffic


def test_those_with_fewer_than_three_under_any_of_their_names() -> None:
    products = (
        ProductVisitors("7", "Lamp", 900),
        ProductVisitors("8", "ＶＡＳＥ", 80),
        ProductVisitors("9", "", 7),
        ProductVisitors("10", "Bowl", 5),
    )
    good = {"7": 1, "lamp": 2, "vase": 2, "10": 30, "": 99}
    assert thin_ones(Traffic(products), good) == (Thin("ＶＡＳＥ", 2, 80), Thin("", 0, 7))


def test_nothing_written_at_all_is_not_known() -> None:
    assert total([]) is None
    assert total([0]) == 0
    assert total([3, 4]) == 7
