"""How well topics of reviews are told, on invented reviews that say what they are: `python -m bench.topics`.

The lists of words were changed by what they missed in the half `tune` only; `held_out` was only counted.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from metrics.reviews import ReviewTopic
from metrics.topics import Opinion, opinion

SAMPLES = Path(__file__).parents[1] / "tests" / "samples" / "labelled_reviews.csv"
UNCLEAR = "unclear"  # complains, but nobody could say of what


@dataclass(frozen=True)
class Labelled:
    """A review, and what it complains of and praises."""

    half: str
    language: str
    text: str
    complains: frozenset[str]
    praises: frozenset[str]

    @property
    def opinion(self) -> Opinion:
        return opinion(self.text)

    @property
    def is_complaint(self) -> bool:
        return bool(self.complains)


@dataclass(frozen=True)
class Score:
    """Pairs of review and topic: named and right, all that were named, all that there are."""

    right: int
    named: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def labelled(path: Path = SAMPLES) -> tuple[Labelled, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Labelled(
                row["half"],
                row["language"],
                row["text"],
                frozenset(row["complains"].split()),
                frozenset(row["praises"].split()),
            )
            for row in csv.DictReader(file)
        )


def score(reviews: Iterable[Labelled], topic: str | None = None) -> Score:
    """Of complaints about one topic, or about all."""
    return counted(((set(one.opinion.complaints), one.complains) for one in reviews), topic)


def praise_score(reviews: Iterable[Labelled]) -> Score:
    return counted(((set(one.opinion.praises), one.praises) for one in reviews), None)


def counted(pairs: Iterable[tuple[set[ReviewTopic], frozenset[str]]], topic: str | None) -> Score:
    right = named = there = 0
    for found, wanted in pairs:
        said = {str(one) for one in found if topic in (None, str(one))}
        true = {one for one in wanted - {UNCLEAR} if topic in (None, one)}
        right, named, there = right + len(said & true), named + len(said), there + len(true)
    return Score(right, named, there)


def share_decided(reviews: Iterable[Labelled]) -> float:
    """Of the reviews that complain, those of which at least one topic is said."""
    complaints = [one for one in reviews if one.is_complaint]
    return sum(bool(one.opinion.complaints) for one in complaints) / len(complaints)


def lines(reviews: tuple[Labelled, ...]) -> Iterator[str]:
    for topic in ReviewTopic:
        found = score(reviews, topic)
        if topic is not ReviewTopic.UNDECIDED:
            yield f"  {topic:13} precision {found.precision:.2f}  recall {found.recall:.2f}  of {found.there}"
    whole, praise = score(reviews), praise_score(reviews)
    yield f"  {'all':13} precision {whole.precision:.3f}  recall {whole.recall:.3f}  of {whole.there}"
    yield f"  {'praise':13} precision {praise.precision:.3f}  recall {praise.recall:.3f}  of {praise.there}"
    yield f"  decided {share_decided(reviews):.3f} of those that complain"


@click.command()
@click.option("--misses", is_flag=True, help="Show what is told wrongly in the half `tune`.")
def main(misses: bool) -> None:
    reviews = labelled()
    if misses:
        for one in reviews:
            found = one.opinion
            if one.half == "tune" and set(map(str, found.complaints)) != set(one.complains - {UNCLEAR}):
                click.echo(f"{sorted(one.complains)} ≠ {dict(found.complaints)}: {one.text}")
        return
    for half in ("tune", "held_out"):
        part = tuple(one for one in reviews if one.half == half)
        click.echo(f"{half}: {len(part)} reviews")
        for line in lines(part):
            click.echo(line)


if __name__ == "__main__":
    main()
