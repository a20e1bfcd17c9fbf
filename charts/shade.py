"""Days of campaigns and seasons: pale blocks behind a plot, with a small name above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts import style
from charts.chart import Shade
from charts.panel import LEFT, Panel, within

BAND_HEIGHT = 0.008  # the stronger edge on top, which shows where exactly a block begins and ends
ABOVE = 0.026  # from the plot's top to the middle of the names
APART = 0.012  # between two names
LONGEST, MODEST, SHORTEST = 0.24, 0.115, 0.065  # of the picture's width: names as long as their blocks
SEAM = 0.0012  # of the picture's width: half the gap between two blocks


@dataclass(frozen=True)
class Block:
    """Where a shade's days are, as fractions of the picture's width."""

    left: float
    right: float
    label: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Name:
    middle: float
    width: float
    text: str


def draw(panel: Panel, shades: Sequence[Shade], bottom: float, top: float) -> None:
    """The blocks reach from `bottom` to `top`, also over several panels of the same days."""
    blocks = blocks_of(panel, shades)
    for block in blocks:
        pale = style.box(panel.figure, block.left, bottom, block.right, top, style.SHADE)
        edge = style.box(panel.figure, block.left, top - BAND_HEIGHT, block.right, top, style.SHADE_EDGE)
        for artist in (pale, edge):
            artist.set_zorder(0)
            panel.figure.add_artist(artist)
    for name in names(blocks, LEFT, 1 - panel.right):
        style.write(
            panel.figure, name.middle, top + ABOVE, name.text, style.TINY, style.SHADE_WORDS, "center"
        )


def blocks_of(panel: Panel, shades: Sequence[Shade]) -> list[Block]:
    """Only what falls into the days shown."""
    places = {day: i for i, day in enumerate(panel.days)}
    found = []
    for shade in shades:
        days = [i for day, i in places.items() if shade.first <= day <= shade.last]
        if days:
            left, right = panel.across(days[0] - 0.5), panel.across(days[-1] + 0.5)
            found.append(Block(left + SEAM, max(right - SEAM, left + 2 * SEAM), shade.label))
    return found


def names(blocks: Sequence[Block], left: float, right: float) -> list[Name]:
    """Each name above its own block, none touching another; what finds no room, even cut, is left out.

    The shortest blocks choose first: theirs are the fewest places.
    """
    placed: list[Name] = []
    for block in sorted(blocks, key=lambda one: (one.right - one.left, one.left)):
        usual = min(max(block.right - block.left, MODEST), LONGEST)
        for longest in (usual, usual * 0.75, SHORTEST):
            text = style.fit(block.label, style.TINY, longest)
            width = style.text_width(text, style.TINY)
            free = [at for at in candidates(block, width, placed, left, right) if is_free(at, width, placed)]
            if text and free:
                placed.append(Name(min(free, key=lambda at: abs(at - block.middle)), width, text))
                break
    return placed


def candidates(block: Block, width: float, placed: Sequence[Name], left: float, right: float) -> list[float]:
    """The middle of the block, and the places beside names that stand already; all touching the block."""
    apart = [(one.width + width) / 2 + APART for one in placed]
    beside = [one.middle + side * gap for one, gap in zip(placed, apart, strict=True) for side in (-1, 1)]
    found = [within(at, width, left, right) for at in (block.middle, *beside)]
    reach = max(block.right - block.left, width) / 2
    return [at for at in found if abs(at - block.middle) <= reach]


def is_free(at: float, width: float, placed: Sequence[Name]) -> bool:
    return all(abs(one.middle - at) >= (one.width + width) / 2 + APART - 1e-9 for one in placed)
