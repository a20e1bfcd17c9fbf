"""Every sentence is in Chinese too, with the same values, and nothing is translated that nobody says."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from messages.mistakes import MISTAKES
from tests.rules.house import ROOMS, ROOT, calls, modules, place, text_of, tree

CATALOGUE = ROOT / "messages" / "catalogue" / "zh"
TABLES = ("MISTAKES", "SENTENCES", "EVERYWHERE")  # dicts whose values are sentences


def said() -> dict[str, str]:
    """Every English sentence in the code, and where it stands."""
    found: dict[str, str] = {}
    for path in modules(*ROOMS):
        for sentence, node in sentences(path):
            found.setdefault(sentence, place(path, node))
    return found


def sentences(path: Path) -> Iterator[tuple[str, ast.AST]]:
    for call in calls(path, "t", "n", "figures"):
        for argument in call.args[:1]:
            for constant in literals(argument):
                yield constant, call
    for call in calls(path, "Command"):
        description = call.args[3] if len(call.args) > 3 else None
        for keyword in call.keywords:
            description = keyword.value if keyword.arg == "description" else description
        if description is not None and (sentence := text_of(description)):
            yield sentence, call
    for node in ast.walk(tree(path)):
        name = table_name(node)
        if name is not None and (name in TABLES or name.endswith(("_SENTENCES", "_TITLES", "_NAMES"))):
            yield from table_values(node)


def literals(node: ast.AST) -> Iterator[str]:
    """The string, or both strings of `a if condition else b`."""
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif (sentence := text_of(node)) is not None:
        yield sentence


def table_name(node: ast.AST) -> str | None:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return (
        target.id if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) else None
    )


def table_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    value = getattr(node, "value", None)
    for part in value.values if isinstance(value, ast.Dict) else ():
        if sentence := text_of(part):
            yield sentence, part


def translated() -> list[tuple[str, Message]]:
    """Every entry of every catalogue, with the catalogue's name."""
    found = []
    for path in sorted(CATALOGUE.glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, message) for message in read_po(file, locale="zh") if message.id]
    return found


def both(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English and the Chinese forms of an entry."""
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    chinese = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return english, chinese


def values_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_translated() -> None:
    known = {both(message)[0][0] for _, message in translated()}
    assert {where: sentence for sentence, where in said().items() if sentence not in known} == {}


def test_nothing_is_translated_that_nobody_says() -> None:
    spoken = {*said(), *texts_in(*ROOMS)}
    unused = [
        f"{name}: {english[0]}"
        for name, message in translated()
        if (english := both(message)[0]) and english[0] not in spoken
    ]
    assert unused == []


def test_translations_have_the_same_values() -> None:
    wrong = [
        f"{name}: {english[0]}"
        for name, message in translated()
        for english, chinese in [both(message)]
        if any(values_of(form) != values_of(english[-1]) for form in chinese)
    ]
    assert wrong == []


def test_no_translation_is_empty_or_unsure() -> None:
    wrong = [
        f"{name}: {message.id}"
        for name, message in translated()
        if message.fuzzy or not all(both(message)[1])
    ]
    assert wrong == []


def test_one_sentence_has_one_translation() -> None:
    known: dict[str, tuple[str, ...]] = {}
    twice = []
    for name, message in translated():
        english, chinese = both(message)
        if known.setdefault(english[0], chinese) != chinese:
            twice.append(f"{name}: {english[0]}")
    assert twice == []


def test_every_mistake_that_is_raised_has_its_sentence() -> None:
    raised = {
        reason: place(path, call)
        for path in modules(*ROOMS)
        for call in calls(path, "Mistake")
        for reason in (literals(call.args[0]) if call.args else ())
    }
    assert {reason: where for reason, where in raised.items() if reason not in MISTAKES} == {}
    assert {
        reason for reason in MISTAKES if reason not in raised and reason not in named_elsewhere()
    } == set()


def named_elsewhere() -> set[str]:
    """Reasons that are looked up by name and raised from a table, e.g. what a reader refuses."""
    return texts_in("readers", "chat", "services", "storage", "metrics")


def texts_in(*rooms: str) -> set[str]:
    """Every string that stands in the code, put together where it goes over several lines."""
    return {
        node.value
        for path in modules(*rooms)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_descriptions_of_commands_fit_a_phone() -> None:
    from messages.texts import Texts, cells

    long = []
    for path in modules("handlers"):
        for call in calls(path, "Command"):
            description = text_of(call.args[3]) if len(call.args) > 3 else None
            if description and max(cells(description), cells(str(Texts("zh").t(description)))) > 30:
                long.append(description)
    assert long == []
