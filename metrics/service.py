"""Customer service and shop scores: what a file of them says in a line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.numbers import ratio


@dataclass(frozen=True)
class ServiceHeadline:
    """The team on the file's latest day: who wrote, who asked before buying, who then bought."""

    day: date
    consultations: int | None = None
    inquiries: int | None = None
    paid_buyers: int | None = None
    first_response_seconds: float | None = None

    @property
    def consult_conversion(self) -> Decimal | None:
        return ratio(self.paid_buyers, self.inquiries)


@dataclass(frozen=True)
class ConsultedHeadline:
    """The products most asked about, by name, and how many people asked."""

    day: date
    products: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ScoresHeadline:
    """The newest scores, 0 to 5."""

    day: date
    item: float | None
    service: float | None
    logistics: float | None
