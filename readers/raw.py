"""A cell as it comes: what stands around its value, what stands for none, and the doubt about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Doubt:
    """A cell that is not what its column holds. `value` is what can be kept of it."""

    reason: str
    value: object = None


MISSING = frozenset(
    (
        *("", "-", "--", "—", "——", "–", "null", "none", "nan", "n/a", "暂无", "暂无数据", "无数据"),
        *("#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#getting_data", "#spill!"),
    )
)


def stripped(raw: str) -> str:
    """A cell's text without what exports put around it: tabs, NUL, a leading apostrophe, `="…"`."""
    text = raw.replace("\0", "").replace("\ufeff", "").strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    return text.removeprefix("'").strip()


def is_missing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and stripped(raw).casefold() in MISSING)
