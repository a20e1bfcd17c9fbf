"""The list of reasons is whole, and nothing on it is unused."""

import re
from pathlib import Path

from readers.declared import Format
from readers.formats import FORMATS
from readers.headers import plain
from readers.personal import PERSONAL
from readers.reasons import REASONS

READERS = Path(__file__).parents[2] / "readers"
SOURCE = "".join(path.read_text() for path in READERS.glob("*.py") if path.name != "reasons.py")


def test_every_reason_is_named_once_per_use_and_given_somewhere() -> None:
    assert len({(reason.name, reason.about) for reason in REASONS}) == len(REASONS)
    unused = [reason.name for reason in REASONS if f'"{reason.name}"' not in SOURCE]
    assert unused == []


def test_every_reason_given_is_on_the_list() -> None:
    given = set(re.findall(r'(?:Mistake|Doubt|notes\.add)\(\s*"(\w+)"', SOURCE))
    assert given <= {reason.name for reason in REASONS}


def test_sentences_use_the_facts_they_have() -> None:
    for reason in REASONS:
        assert set(re.findall(r"{(\w+)}", reason.sentence)) <= set(reason.facts)


def test_no_format_declares_personal_data() -> None:
    for export in FORMATS:
        staff = {plain(header) for header in export.staff}
        for column in export.columns:
            personal = {plain(header) for header in column.headers} & PERSONAL - staff
            assert not personal, (export.name, column.name)


def test_only_service_reports_name_people_and_only_the_team_s_own() -> None:
    naming = {export.name for export in FORMATS if export.staff}
    assert naming == {"service_staff", "service_consults"}


def test_identities_speak_of_declared_columns() -> None:
    for export in FORMATS:
        assert identity_names(export) <= {column.name for column in export.columns}


def identity_names(export: Format) -> set[str]:
    names: set[str] = set()
    for identity in export.identities:
        names |= {identity.shown, *getattr(identity, "parts", ())}
        names |= {getattr(identity, "top", identity.shown), getattr(identity, "bottom", identity.shown)}
    return names
