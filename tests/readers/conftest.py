"""Sample files of every export, made once a session, and a reading of each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.read import read
from tests.samples.make import make

LAST = date(2026, 11, 21)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("samples"), LAST, days=6)


@pytest.fixture(scope="session")
def reading(samples: dict[str, Path]) -> Callable[[str], Reading]:
    return lambda key: read(samples[key].read_bytes(), samples[key].name, TODAY)


@pytest.fixture(scope="session")
def batch() -> Callable[[Reading, Kind], Batch]:
    def of(reading: Reading, kind: Kind) -> Batch:
        (found,) = [batch for batch in reading.batches if batch.kind is kind]
        return found

    return of


@pytest.fixture(scope="session")
def refusal() -> Callable[..., Mistake]:
    def of(data: bytes, name: str = "file") -> Mistake:
        with pytest.raises(Mistake) as caught:
            read(data, name, TODAY)
        return caught.value

    return of
