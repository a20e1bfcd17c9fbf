"""The project's own source, parsed, for the tests that check the rules of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "jobs", "chat", "services", "readers", "storage", "metrics", "messages", "charts")
ALL = (*ROOMS, "playground", "tests", "bench")


def modules(*rooms: str) -> list[Path]:
    """The Python files of some rooms; migrations are written by a tool and left out."""
    found = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if "versions" not in path.parts and "__pycache__" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something is, as a person finds it."""
    name = str(path.relative_to(ROOT))
    return f"{name}:{getattr(node, 'lineno', 1)}" if node else name


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Calls of a function or a method with one of the names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def text_of(node: ast.AST) -> str | None:
    """The value of a string literal; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
