"""Settings of the tests' own: none from the machine they run on."""

from pathlib import Path

import pytest

NAMES = ("BOT_TOKEN", "TELEGRAM_URL", "DATABASE_URL", "DATA_DIR", "OWNERS", "LOG_FORMAT")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(f"ZHANGGUI_{name}", raising=False)
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
