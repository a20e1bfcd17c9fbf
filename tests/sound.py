"""What every reading promises, whatever the file was: rows that fit their tables, and reasons with words."""

import pickle
from datetime import date, datetime, timedelta
from math import isfinite

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from metrics.targets import OF_MONTH
from readers.formats import FORMATS
from readers.reasons import REASONS, About
from readers.rows import KEYS
from storage.columns import Fen
from storage.tables import metadata

NAMES = {about: {reason.name for reason in REASONS if reason.about is about} for about in About}
NO_FACTS = ("store_id", "upload_id", "set_by")  # who sent a file is not in it
AHEAD = {export.name for export in FORMATS if any(column.ahead for column in export.columns)}
MOST = 1 << 62  # what a database takes


def check(reading: Reading) -> None:
    assert {problem.reason for problem in reading.problems} <= NAMES[About.ROW]
    assert set(reading.notes) <= NAMES[About.NOTE]
    for batch in reading.batches:
        check_batch(batch)


def check_batch(batch: Batch) -> None:
    """A batch fits its table: columns, types, keys. Targets also say which are shares of a month's."""
    table = metadata.tables[batch.kind.value]
    keys = [column.name for column in table.primary_key.columns if column.name not in NO_FACTS]
    width = KEYS[batch.kind]
    assert list(batch.columns[:width]) == keys
    told = set(batch.columns) - ({OF_MONTH} if batch.kind is Kind.TARGET else set())
    assert told <= {column.name for column in table.columns} - set(NO_FACTS)
    needed = {c.name for c in table.columns if not c.nullable and c.server_default is None} - set(NO_FACTS)
    assert needed <= set(batch.columns)
    assert len({row[:width] for row in batch.rows}) == len(batch.rows)
    for place, name in enumerate(batch.columns):
        if name == OF_MONTH:
            assert {row[place] for row in batch.rows} <= {0, 1}
            continue
        column = table.columns[name]
        expected = int if isinstance(column.type, Fen) else column.type.python_type
        for row in batch.rows:
            assert len(row) == len(batch.columns)
            value = row[place]
            assert column.nullable or value is not None, name
            assert value is None or isinstance(value, (expected, int) if expected is float else expected)
            assert not isinstance(value, datetime) or value.tzinfo is not None
            assert not isinstance(value, int | float) or (isfinite(value) and abs(value) < MOST)
            assert not isinstance(value, str) or "\0" not in value


def check_days(reading: Reading, today: date) -> None:
    """No day after tomorrow, but where a plan is told."""
    last = today + timedelta(days=1)
    for batch in reading.batches if reading.format not in AHEAD else ():
        for row in batch.rows:
            for value in row:
                assert not isinstance(value, date) or as_day(value) <= last


def as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def check_mistake(mistake: Mistake) -> None:
    """It has a sentence, and can be handed over by the child."""
    assert mistake.reason in NAMES[About.FILE]
    pickle.dumps(dict(mistake.facts))
