"""The command line, as it is typed."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import __version__
from bot.cli import main
from tests.samples.make import make

LAST = date(2026, 11, 21)


def zhanggui(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("files"), LAST, days=10)


def test_help_and_version_are_quick_and_load_nothing_heavy() -> None:
    code = (
        "import sys; from bot.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'matplotlib', 'telegram', 'sqlalchemy', 'numpy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("run", "demo", "import", "brief", "doctor"):
        assert f"  {name} " in done.stdout
    assert zhanggui("--version").output == f"zhanggui {__version__}\n"


@pytest.mark.parametrize("command", ["run", "demo", "import", "brief", "doctor"])
def test_every_command_explains_itself(command: str) -> None:
    said = zhanggui(command, "--help")
    assert said.exit_code == 0
    assert "Usage:" in said.output


def test_run_names_everything_that_is_wrong_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_OWNERS", "me")
    done = zhanggui("run")
    assert done.exit_code == 1
    assert "ZHANGGUI_BOT_TOKEN is missing" in done.output
    assert "ZHANGGUI_OWNERS is wrong" in done.output
    assert "Traceback" not in done.output


def test_a_file_goes_in_and_a_brief_comes_out(files: dict[str, Path], tmp_path: Path) -> None:
    first = zhanggui("import", str(files["sycm_shop"]), "--store", "茶馆", "--create")
    assert first.exit_code == 0, first.output
    assert "新增 10" in first.output
    again = zhanggui("import", str(files["sycm_shop"]), "--store", "茶馆", "--create")
    assert "同一个文件" in again.output
    brief = zhanggui("brief", "--store", "茶馆", "--day", "2026-11-21", "--out", str(tmp_path / "out"))
    assert brief.exit_code == 0, brief.output
    assert "11月21日" in brief.output
    assert "<b>" not in brief.output
    assert (tmp_path / "out" / "brief-2026-11-21.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_store_is_answered_with_those_there_are(files: dict[str, Path]) -> None:
    none = zhanggui("import", str(files["sycm_shop"]), "--store", "Nope")
    assert none.exit_code == 1
    assert "There is no store yet." in none.output
    zhanggui("import", str(files["sycm_shop"]), "--store", "茶馆", "--create")
    other = zhanggui("brief", "--store", "Nope")
    assert other.exit_code == 1
    assert other.output.strip() == "Error: There is no store “Nope”. The stores are: 茶馆"
    assert zhanggui("brief", "--store", "1", "--day", "2026-11-21").exit_code == 0


def test_a_file_nobody_knows_ends_with_one_and_does_not_stop_the_others(
    files: dict[str, Path], tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n")
    done = zhanggui("import", str(odd), str(files["sycm_shop"]), "--store", "茶馆", "--create")
    assert done.exit_code == 1
    assert "odd.csv" in done.output
    assert "新增 10" in done.output


def test_a_wrong_day_is_explained(files: dict[str, Path]) -> None:
    zhanggui("import", str(files["sycm_shop"]), "--store", "茶馆", "--create")
    done = zhanggui("brief", "--store", "茶馆", "--day", "someday")
    assert done.exit_code == 1
    assert "I do not know the day “someday”." in done.output
