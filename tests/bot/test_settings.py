"""Settings: where they come from, and how mistakes in them are named."""

from pathlib import Path

import pytest

from bot.settings import WrongSettings, load
from chat.client import TELEGRAM

TOKEN = "123456:secret-part"


def test_everything_but_the_token_has_a_default(tmp_path: Path) -> None:
    settings = load()
    assert settings.telegram_url == TELEGRAM
    assert settings.owners == frozenset()
    assert settings.database == f"sqlite:///{tmp_path}/share/zhanggui/zhanggui.db"
    assert settings.token == ""


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "zhanggui.toml").write_text(
        f'BOT_TOKEN = "{TOKEN}"\nZHANGGUI_OWNERS = [1, 2]\ndata_dir = "here"\n'
    )
    monkeypatch.setenv("ZHANGGUI_OWNERS", "7, 8")
    settings = load(needs_token=True)
    assert settings.token == TOKEN
    assert settings.owners == {7, 8}
    assert settings.data_dir == Path("here")


def test_a_named_file_is_read_instead_of_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "zhanggui.toml").write_text("OWNERS = 1\n")
    (tmp_path / "other.toml").write_text("OWNERS = 2\n")
    assert load().owners == {1}
    assert load(tmp_path / "other.toml").owners == {2}


def test_the_file_in_the_data_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "zhanggui"
    folder.mkdir(parents=True)
    (folder / "zhanggui.toml").write_text('LOG_FORMAT = "json"\n')
    assert load().log_format == "json"


def test_all_that_is_missing_or_wrong_is_named_at_once_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "zhanggui.toml").write_text('COLOUR = "red"\n')
    monkeypatch.setenv("ZHANGGUI_OWNERS", "zhang")
    monkeypatch.setenv("ZHANGGUI_DATABASE_URL", "mysql://me:hunter2@host/db")
    monkeypatch.setenv("ZHANGGUI_LOG_FORMAT", "xml")
    monkeypatch.setenv("ZHANGGUI_TELEGRAM_URL", "ftp://x")
    with pytest.raises(WrongSettings) as raised:
        load(needs_token=True)
    said = str(raised.value)
    for name in ("BOT_TOKEN is missing", "OWNERS is wrong", "DATABASE_URL is wrong", "LOG_FORMAT is wrong"):
        assert f"ZHANGGUI_{name}" in said
    assert "ZHANGGUI_TELEGRAM_URL is wrong" in said
    assert "ZHANGGUI_COLOUR is not a setting." in said
    assert "hunter2" not in said
    assert len(raised.value.problems) == 6


@pytest.mark.parametrize("token", ["secret-part", "abc:def", "123:", "123:a b"])
def test_a_wrong_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", token)
    with pytest.raises(WrongSettings) as raised:
        load()
    (problem,) = raised.value.problems
    assert problem.startswith("ZHANGGUI_BOT_TOKEN is wrong")
    assert token not in problem


def test_secrets_do_not_show_in_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHANGGUI_DATABASE_URL", "postgresql+psycopg://me:hunter2@host/db")
    settings = load()
    assert "secret-part" not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert settings.database == "postgresql+psycopg://me:hunter2@host/db"


def test_a_file_that_is_no_toml_or_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("OWNERS = [1,\n")
    for name in ("broken.toml", "missing.toml"):
        with pytest.raises(WrongSettings, match=name):
            load(tmp_path / name)
