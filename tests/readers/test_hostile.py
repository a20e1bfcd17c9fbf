"""Every sample made bad in every way: trusted rows or a refusal with words, never anything else."""

from datetime import date
from math import isfinite
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.mistakes import Mistake
from readers.cells import Cell, clean
from readers.read import read_all
from tests.samples.hostile import EVIL, MUTATIONS, mutated
from tests.samples.make import make
from tests.sound import check, check_days, check_mistake

TODAY = date(2026, 11, 22)


class Samples(dict[str, tuple[str, bytes]]):
    """Names and contents; what fails does not print them all."""

    def __repr__(self) -> str:
        return "samples"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Three days of every export."""
    files = make(tmp_path_factory.mktemp("hostile"), date(2026, 11, 21), days=3)
    return Samples({key: (path.name, path.read_bytes()) for key, path in files.items()})


def answered(name: str, data: bytes) -> None:
    try:
        readings = read_all(data, name, TODAY)
    except Mistake as mistake:
        check_mistake(mistake)
        return
    assert readings
    for reading in readings:
        check(reading)
        check_days(reading, TODAY)


@pytest.mark.parametrize("how", MUTATIONS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_was_done_to_a_file_it_is_read_or_refused(
    data: st.DataObject, how: str, small: Samples
) -> None:
    name, content = small[data.draw(st.sampled_from(sorted(small)))]
    answered(*mutated(content, name, how, Random(data.draw(st.integers(0, 1 << 32)))))


@pytest.mark.parametrize("how", ["forged", "flipped", "columns_moved"])
def test_every_sample_of_every_export(how: str, small: Samples) -> None:
    for number, (key, (name, content)) in enumerate(small.items()):
        answered(*mutated(content, f"{key} {name}", how, Random(number)))


@pytest.mark.parametrize("cell", Cell)
def test_no_cell_becomes_an_endless_figure_or_holds_a_nul(cell: Cell) -> None:
    for evil in EVIL:
        for column in ([evil], [evil, "1"] * 30):
            for value in clean(cell, column, "Asia/Shanghai").values:
                assert not isinstance(value, float) or isfinite(value)
                assert not isinstance(value, str) or "\0" not in value
