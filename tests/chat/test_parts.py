"""Words cut to length: nothing lost, no tag torn."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import parts
from messages.post import length, plain


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("ab", 2, ("ab",)),
        ("ab\ncd", 2, ("ab", "cd")),
        ("ab\ncd", 5, ("ab\ncd",)),
        ("a\nb\nc", 3, ("a\nb", "c")),
        ("ab cd", 3, ("ab ", "cd")),
        ("abcd", 3, ("abc", "d")),
        ("😀😀", 2, ("😀", "😀")),  # two UTF-16 units each
        ("&lt;&lt;", 1, ("&lt;", "&lt;")),
        ("<b>ab\ncd</b>", 2, ("<b>ab</b>", "<b>cd</b>")),
        (
            '<a href="http://x.y">ab\n<i>cd</i></a>',
            2,
            ('<a href="http://x.y">ab</a>', '<a href="http://x.y"><i>cd</i></a>'),
        ),
        ("<b>ab</b> cd", 9, ("<b>ab</b> cd",)),
        ("\n\n", 1, ()),
        ("a < b", 9, ("a < b",)),
    ],
)
def test_split(text: str, limit: int, expected: tuple[str, ...]) -> None:
    assert parts.split(text, limit) == expected


@given(st.text(alphabet="ab 字😀\n<>&", max_size=60), st.integers(2, 20))
def test_nothing_but_blanks_is_lost(words: str, limit: int) -> None:
    text = "".join("<b>a</b>" if character == "a" else html.escape(character) for character in words)
    found = parts.split(text, limit)
    assert all(length(part) <= limit for part in found)
    assert all(part.count("<b>") == part.count("</b>") for part in found)
    assert "".join("".join(map(plain, found)).split()) == "".join(words.split())


def test_cut() -> None:
    assert parts.cut("ab", 2) == "ab"
    assert parts.cut("<b>ab\ncdef</b>", 5) == "<b>ab</b>\n…"
