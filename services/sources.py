"""What a file about sources, words, affiliates, service or scores says in a line."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

import storage.sources
from metrics.periods import DAY, Period
from metrics.service import ConsultedHeadline, ScoresHeadline, ServiceHeadline
from metrics.sources import (
    AffiliatesHeadline,
    SourcesHeadline,
    VariantsHeadline,
    WordsHeadline,
    channels,
    people,
)
from metrics.tables import Batch, Kind
from metrics.uploads import Headline
from storage.columns import from_fen

NAMED = 3  # channels, words or products in a headline
KINDS = (
    *(Kind.SOURCE_DAY, Kind.WORD_DAY, Kind.VARIANT_DAY, Kind.AFFILIATE_DAY),
    *(Kind.SERVICE_DAY, Kind.CONSULT_DAY, Kind.SCORE_DAY),
)


def source_headline(
    session: Session, store_id: int, batch: Batch, batches: Sequence[Batch]
) -> Headline | None:
    """Of the file's latest day. `batches`: all of the file, among them what products are called."""
    day = max(row[0] for row in batch.rows if isinstance(row[0], date))  # all these kinds begin with the day
    latest = [dict(zip(batch.columns, row, strict=True)) for row in batch.rows if row[0] == day]
    match batch.kind:
        case Kind.SOURCE_DAY:
            return sources_headline(session, store_id, day, {str(row["item_id"]) for row in latest})
        case Kind.WORD_DAY:
            return WordsHeadline(day, most((str(row["word"]), row["visitors"]) for row in latest))
        case Kind.VARIANT_DAY:
            sold = [count for row in latest if (count := row.get("paid_items"))]
            return VariantsHeadline(day, len(sold), people(as_counts(sold)) or 0)
        case Kind.AFFILIATE_DAY:
            return affiliates_headline(day, latest)
        case Kind.SERVICE_DAY:
            return service_headline(day, latest)
        case Kind.CONSULT_DAY:
            names = titles(batches)
            asked = ((names.get(row["item_id"], str(row["item_id"])), row["consultations"]) for row in latest)
            return ConsultedHeadline(day, most(asked))
        case Kind.SCORE_DAY:
            return scores_headline(batches)
    return None


def as_counts(values: Iterable[object]) -> list[int | None]:
    return [value if isinstance(value, int) else None for value in values]


def most(counted: Iterable[tuple[str, object]]) -> tuple[tuple[str, int], ...]:
    """The names with the largest counts, those of one name added up."""
    sums: dict[str, int] = {}
    for name, count in counted:
        if isinstance(count, int):
            sums[name] = sums.get(name, 0) + count
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMED])


def titles(batches: Sequence[Batch]) -> dict[object, str]:
    products = (batch for batch in batches if batch.kind is Kind.PRODUCT)
    return {row[0]: str(row[1]) for batch in products for row in batch.rows}


def sources_headline(session: Session, store_id: int, day: date, items: set[str]) -> SourcesHeadline | None:
    """Where the file is about the shop or about one product: over products visitors do not add up."""
    if len(items) > 1:
        return None
    lines = storage.sources.source_lines(session, store_id, Period(day, day + DAY), items.pop())
    return SourcesHeadline(day, channels(lines)[:NAMED])


def of_whole(rows: Sequence[dict[str, object]], key: str) -> Sequence[dict[str, object]]:
    """The row about all together; where there is none, all of them."""
    return [row for row in rows if not row[key]] or rows


def summed(rows: Sequence[dict[str, object]], name: str) -> int | None:
    return people(as_counts(row.get(name) for row in rows))


def affiliates_headline(day: date, rows: Sequence[dict[str, object]]) -> AffiliatesHeadline:
    whole = of_whole(rows, "content")
    paid, cost = summed(whole, "paid_amount"), summed(whole, "cost")
    return AffiliatesHeadline(
        day, None if paid is None else from_fen(paid), None if cost is None else from_fen(cost)
    )


def service_headline(day: date, rows: Sequence[dict[str, object]]) -> ServiceHeadline:
    team = of_whole(rows, "person")
    seconds = team[0].get("first_response_seconds") if len(team) == 1 else None
    return ServiceHeadline(
        day=day,
        consultations=summed(team, "consultations"),
        inquiries=summed(team, "inquiries"),
        paid_buyers=summed(team, "paid_buyers"),
        first_response_seconds=seconds if isinstance(seconds, float) else None,
    )


def scores_headline(batches: Sequence[Batch]) -> ScoresHeadline | None:
    """The half year's scores, as buyers see them; where the file lacks them, the newest day's."""
    scores = [batch for batch in batches if batch.kind is Kind.SCORE_DAY and batch.rows]
    for before in ("half", "dsr"):
        for batch in scores:
            newest = sorted(batch.rows, key=day_text)[-1]
            row = dict(zip(batch.columns, newest, strict=True))
            found = [row.get(f"{before}_{about}") for about in ("item", "service", "logistics")]
            known = [score if isinstance(score, float) else None for score in found]
            if any(score is not None for score in known) and isinstance(row["day"], date):
                return ScoresHeadline(row["day"], *known)
    return None


def day_text(row: tuple[object, ...]) -> str:
    return str(row[0])
