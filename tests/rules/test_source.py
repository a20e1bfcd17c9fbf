"""The rules of the house that can be read off the source."""

import ast
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

from tests.rules.house import ALL, ROOMS, ROOT, calls, modules, place, tree

LONGEST_FUNCTION = 50
HOSTS = re.compile(r"pypi\.org|pythonhosted|files\.python|index-url|npmjs|registry\.|artifactory|devpi")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_no_function_is_longer_than_fifty_lines() -> None:
    found = [
        f"{place(path, node)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in modules(*ALL)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert found == []


def test_every_module_says_in_one_line_what_a_visitor_finds() -> None:
    found = []
    for path in modules(*ROOMS, "playground", "tests"):
        said = (ast.get_docstring(tree(path)) or "").splitlines()
        if not said or not said[0].strip() or (len(said) > 1 and said[1]):
            found.append(place(path))
    assert found == []


def test_no_two_rooms_import_each_other() -> None:
    sees = {room: {name for path in modules(room) for name in imported(path)} for room in ROOMS}
    assert [(a, b) for a, b in combinations(ROOMS, 2) if b in sees[a] and a in sees[b]] == []


def test_no_two_modules_import_each_other() -> None:
    names = {path: module_name(path) for path in modules(*ROOMS)}
    sees = {name: imported_modules(path) for path, name in names.items()}
    assert [(a, b) for a, b in combinations(sees, 2) if b in sees[a] and a in sees[b]] == []


def test_rooms_import_only_what_lies_below_them() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_house_and_the_engine_end_transactions() -> None:
    rooms = ("services", "storage", "handlers", "jobs", "messages")
    found = [place(path, call) for path in modules(*rooms) for call in calls(path, "commit", "rollback")]
    assert found == []


def test_services_never_wait() -> None:
    found = [
        place(path, node)
        for path in modules("services", "storage", "metrics", "messages", "charts", "readers")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
    ]
    assert found == []


def test_nothing_is_left_undone_in_the_source() -> None:
    here = Path(__file__)
    found = [place(path) for path in modules(*ALL) if path != here and UNDONE.search(path.read_text("utf-8"))]
    assert found == []


def test_no_file_names_where_packages_come_from() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path == Path(__file__) or not path.is_file() or name == "pin":
            continue
        data = path.read_bytes()
        if b"\0" not in data and HOSTS.search(data.decode("utf-8", "replace")):
            found.append(name)
    assert found == []


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    odd = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "base.py", "manager.py"}
    assert [place(path) for path in modules(*ROOMS) if path.name in odd] == []


def imported(path: Path) -> set[str]:
    """The top names that a module imports, anywhere in it."""
    return {name.split(".")[0] for name in imported_modules(path)}


def imported_modules(path: Path) -> set[str]:
    """What a module needs when it runs; what only its types name is left out."""
    found: set[str] = set()
    for_types = {
        id(node) for block in ast.walk(tree(path)) if only_for_types(block) for node in ast.walk(block)
    }
    for node in ast.walk(tree(path)):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
