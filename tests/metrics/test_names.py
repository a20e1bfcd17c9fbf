"""Names are the same whatever the width of their letters, their case or their spaces."""

import pytest

from metrics.names import folded, tidy


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ＡＢＣ旗舰店", " abc旗舰店 ", True),
        ("山 茶　小铺", "山 茶 小铺", True),
        ("山茶小铺", "山茶小店", False),
        ("Straße", "STRASSE", True),
    ],
)
def test_folded_names_are_equal_where_people_mean_the_same(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


def test_a_tidy_name_keeps_its_case() -> None:
    assert tidy("  Ｎｏｖａ　 Home ") == "Nova Home"
