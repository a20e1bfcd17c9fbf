"""Names that people and files spell differently, made comparable."""

import unicodedata


def tidy(name: str) -> str:
    """As it is shown: full- and half-width forms unified, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def folded(name: str) -> str:
    """As it is compared: also without regard to upper and lower case."""
    return tidy(name).casefold()
