"""The doctor: what it says about a healthy bot, and about each thing that can be wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.doctor import Health, examine
from bot.settings import load
from playground.server import Playground
from tests.conversation import TOKEN, furnish


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    async with Playground() as telegram:
        furnish(telegram.world)
        yield telegram


@pytest.fixture
def healthy(monkeypatch: pytest.MonkeyPatch, telegram: Playground) -> None:
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHANGGUI_TELEGRAM_URL", telegram.url)
    monkeypatch.setenv("ZHANGGUI_OWNERS", "1")


async def states() -> dict[str, Health]:
    return {finding.name: finding.health for finding in await examine(load())}


@pytest.mark.usefixtures("healthy")
async def test_a_healthy_bot_has_no_problem() -> None:
    found = await states()
    assert set(found) == {
        "data folder",
        "database",
        "fonts",
        "time zones",
        "ingest",
        "Telegram",
        "token",
        "privacy mode",
        "owners",
    }
    assert set(found.values()) == {Health.OK}


@pytest.mark.usefixtures("healthy")
async def test_privacy_mode_is_a_note(telegram: Playground) -> None:
    telegram.world.bot().privacy = True
    assert (await states())["privacy mode"] is Health.NOTE


@pytest.mark.usefixtures("healthy")
async def test_a_token_that_telegram_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", "999:WRONG")
    assert (await states())["token"] is Health.PROBLEM


@pytest.mark.usefixtures("healthy")
async def test_a_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_TELEGRAM_URL", "http://127.0.0.1:1")
    found = {finding.name: finding for finding in await examine(load())}
    assert found["Telegram"].health is Health.PROBLEM
    assert TOKEN not in found["Telegram"].said


@pytest.mark.usefixtures("healthy")
async def test_a_database_that_does_not_answer_hides_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+psycopg://me:hunter2@127.0.0.1:1/db?connect_timeout=2"
    monkeypatch.setenv("ZHANGGUI_DATABASE_URL", address)
    found = {finding.name: finding for finding in await examine(load())}
    assert found["database"].health is Health.PROBLEM
    assert "hunter2" not in found["database"].said


@pytest.mark.usefixtures("healthy")
async def test_a_data_folder_that_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", str(tmp_path / "file"))
    assert (await states())["data folder"] is Health.PROBLEM


def test_with_nothing_set_it_says_all_that_is_missing_and_ends_with_one() -> None:
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 1
    assert "ZHANGGUI_BOT_TOKEN" in done.output
    assert "problem  token" in done.output
    assert "problem  owners" in done.output
