"""Words and figures in the reader's language."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

CATALOGUE = Path(__file__).parent / "catalogue"
LANGUAGES = ("zh", "en")
MISSING = "–"
UNITS = {  # from where on, how much, its name; what would be rounded up to the next unit takes that one
    "zh": ((99_950_000, 10**8, "亿"), (10**4, 10**4, "万")),
    "en": ((999_500, 10**6, "M"), (10**4, 10**3, "k")),
}
NARROW = 30  # cells of a figure line on a narrow phone
Sentence = str | tuple[str, ...]


def language_of(code: str | None) -> str:
    """The language we speak to somebody whose Telegram is set to `code` (zh-hans, en-GB …)."""
    return "zh" if (code or "").lower().startswith("zh") else "en"


@cache
def catalogue(language: str) -> dict[str, Sentence]:
    """All translated sentences: one .po file a topic, English itself the key. English needs none."""
    found: dict[str, Sentence] = {}
    for path in sorted((CATALOGUE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    known = message.id if isinstance(message.id, str) else message.id[0]
                    said = message.string
                    found[known] = said if isinstance(said, str) else tuple(said)
    return found


class Texts:
    """Speaks one language. Sentences are whole, in English, with named values, which are escaped for HTML."""

    def __init__(self, language: str, zone: str = "Asia/Shanghai") -> None:
        self.language = language if language in LANGUAGES else "en"
        self.zone = zone
        self._sentences = catalogue(self.language) if self.language != "en" else {}

    def t(self, sentence: str, **values: object) -> Markup:
        """The sentence in the reader's language. `Markup` values stay as they are, others are escaped."""
        said = self._sentences.get(sentence, sentence)
        return Markup(said if isinstance(said, str) else said[0]).format(**values)  # noqa: S704  our own words

    def n(self, one: str, many: str, count: int, **values: object) -> Markup:
        """The sentence for `count` things; `{count}` is filled in."""
        said = self._sentences.get(one)
        if isinstance(said, tuple):
            chosen = said[0] if len(said) == 1 or count == 1 else said[-1]
        else:
            chosen = said if said is not None else (one if count == 1 else many)
        return Markup(chosen).format(count=self.count(count), **values)  # noqa: S704  our own words

    # --------------------------------------------------------------------------------------------- figures

    def count(self, number: int | Decimal | None) -> str:
        return MISSING if number is None else f"{number:,.0f}"

    def money(self, amount: Decimal | None, *, compact: bool = False, signed: bool = False) -> str:
        """`¥12,345.60`; compact: three significant digits, in 万/亿 or k/M; signed: with a plus, too."""
        if amount is None:
            return MISSING
        sign = "-" if amount < 0 else "+" if signed and amount > 0 else ""
        return f"{sign}¥{self.short(abs(amount))}" if compact else f"{sign}¥{abs(amount):,.2f}"

    def short(self, number: Decimal | int | float | None) -> str:
        """Three significant digits: 12.3万, 1.23亿 (zh); 123k, 1.23M (en)."""
        if number is None:
            return MISSING
        value = Decimal(str(number))
        for start, size, name in UNITS[self.language]:
            if abs(value) >= start:
                return f"{three_digits(value / size)}{name}"
        return three_digits(value)

    def percent(self, fraction: Decimal | float | None, *, signed: bool = False) -> str:
        if fraction is None:
            return MISSING
        value = Decimal(str(fraction)) * 100
        places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        return f"{value:+.{places}f}%" if signed else f"{value:.{places}f}%"

    def multiple(self, value: Decimal | float | None) -> str:
        """A ROI: 4.12."""
        return MISSING if value is None else f"{value:.2f}"

    def arrow(self, fraction: Decimal | float | None) -> str:
        """A change that needs no colour: ▲12.3%, ▼4.00%, ＝."""
        if fraction is None:
            return MISSING
        if fraction == 0:
            return "＝"
        return f"{'▲' if fraction > 0 else '▼'}{self.percent(abs(Decimal(str(fraction))))}"

    def figures(
        self, sentence: str, *, signed: bool = False, short: bool = False, **values: object
    ) -> Markup:
        """A line of figures: Decimals are money, to the cent; short if so asked, or too wide for a phone."""

        def said(compact: bool) -> Markup:
            money = {
                name: self.money(value, compact=compact, signed=signed)
                for name, value in values.items()
                if isinstance(value, Decimal)
            }
            missing = {name: MISSING for name, value in values.items() if value is None}
            return self.t(sentence, **{**values, **money, **missing})

        exact = said(compact=short)
        return exact if cells(exact.striptags()) <= NARROW else said(compact=True)

    # ----------------------------------------------------------------------------------------------- times

    def day(self, day: date, *, weekday: bool = False) -> str:
        if self.language == "zh":
            return format_date(day, "M月d日 EEE" if weekday else "M月d日", locale="zh")
        return format_date(day, "EEE d MMM" if weekday else "d MMM", locale="en")

    def clock(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self.zone)).strftime("%H:%M")

    def when(self, moment: datetime) -> str:
        return f"{self.day(moment.astimezone(ZoneInfo(self.zone)).date())} {self.clock(moment)}"

    def span(self, length: timedelta) -> str:
        """How long: 45 minutes, 7 hours, 3 days."""
        minutes = int(length.total_seconds() // 60)
        if minutes < 60:
            return str(self.n("{count} minute", "{count} minutes", minutes))
        if minutes < 48 * 60:
            return str(self.n("{count} hour", "{count} hours", minutes // 60))
        return str(self.n("{count} day", "{count} days", minutes // (24 * 60)))


def three_digits(value: Decimal) -> str:
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{places}f}"


def cells(text: str) -> int:
    """How wide a line is on a phone: a Chinese character takes two cells."""
    return sum(2 if is_wide(character) else 1 for character in text)


def is_wide(character: str) -> bool:
    return "\u1100" <= character <= "\u115f" or "\u2e80" <= character <= "\ufe6f" or character >= "\uff01"


def shorten(text: str, width: int) -> str:
    """`text` on one line, cut to `width` cells with an ellipsis; not escaped."""
    text = " ".join(text.split())
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(words: Iterable[str], between: str = " · ") -> Iterator[Markup]:
    """As many words to a line as fit a phone."""
    line = ""
    for word in words:
        longer = f"{line}{between}{word}" if line else word
        if line and cells(longer) > NARROW:
            yield Markup("{}").format(line)
            longer = word
        line = longer
    if line:
        yield Markup("{}").format(line)


def beside(whole: Markup, *parts: Markup) -> Markup:
    """`whole` where it fits a phone's line, else its parts, each on a line of its own."""
    return whole if cells(whole.striptags()) <= NARROW else lines(*parts)


def lines(*parts: str | None) -> Markup:
    """Paragraphs and lines below one another; None is left out, "" is an empty line."""
    return Markup("\n").join(escape(part) for part in parts if part is not None)
