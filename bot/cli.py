"""The command line: zhanggui run, demo, import, brief, doctor."""

import asyncio
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import __version__

if TYPE_CHECKING:  # everything heavy is loaded by the command that needs it: --help is quick
    from bot.settings import Settings
    from messages.texts import Texts

P = ParamSpec("P")
T = TypeVar("T")
COLOURS = {"ok": "green", "note": "yellow", "problem": "red"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="zhanggui %(version)s")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings in a TOML file [default: zhanggui.toml here, else in the data folder].",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Zhanggui 掌柜: a Telegram bot for the teams that run online stores.

    Settings come from the environment (ZHANGGUI_BOT_TOKEN, ZHANGGUI_OWNERS …) or from a TOML file. Start with
    `zhanggui doctor`: it says what is missing.
    """
    context.obj = config


def with_settings(
    *, needs_token: bool = False
) -> Callable[[Callable[Concatenate["Settings", P], T]], Callable[P, T]]:
    """Hands a command the settings; what is wrong with them or with the request becomes a clear error."""

    def decorate(command: Callable[Concatenate["Settings", P], T]) -> Callable[P, T]:
        @wraps(command)
        def called(*args: P.args, **kwargs: P.kwargs) -> T:
            from bot.settings import WrongSettings, load
            from messages.mistakes import sentence
            from metrics.mistakes import Mistake

            try:
                settings = load(click.get_current_context().obj, needs_token=needs_token)
                return command(settings, *args, **kwargs)
            except WrongSettings as wrong:
                raise click.ClickException("\n".join(["The settings need you:", *wrong.problems])) from None
            except Mistake as mistake:
                raise click.ClickException(sentence(mistake, terminal_texts()).striptags()) from None

        return called

    return decorate


@main.command(short_help="Run the bot until it is stopped.")
@with_settings(needs_token=True)
def run(settings: "Settings") -> None:
    """Run the bot until it is stopped (Ctrl-C or SIGTERM finish what is under way)."""
    from bot.application import run as run_bot
    from bot.log import start_logging

    start_logging(settings.log_format)
    asyncio.run(run_bot(settings))


@main.command(short_help="Try everything in a chat on this computer.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="The team's language [default: the terminal's]."
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Keep everything here, and go on with it next time [default: nothing is kept].",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The page's port [default: 8765, or another one that is free].",
)
@click.option(
    "--browser/--no-browser", default=None, help="Open the page in a browser [default: where there is one]."
)
@click.option("--verbose", is_flag=True, help="Say how long everything took.")
def demo(lang: str | None, keep: Path | None, port: int | None, browser: bool | None, verbose: bool) -> None:
    """Try everything in a chat on this computer: a store that does not exist, and the whole bot.

    Needs no Telegram, no token and no settings; nothing leaves this computer.
    """
    from bot.demo.ending import Ending, start_children

    ending, began = Ending(), perf_counter()
    console, texts = Console(highlight=False, soft_wrap=True), terminal_texts(lang)
    console.print(Text(texts.t("Starting …").striptags()))
    start_children()
    from bot.demo.command import REFUSAL_SENTENCES, Teller, Wishes, run
    from bot.demo.kept import Refused

    try:
        run(Wishes(lang, keep, port, browser), Teller(console, texts, verbose, began), ending)
    except Refused as refused:
        said = texts.t(REFUSAL_SENTENCES[refused.reason], **refused.facts).striptags()
        raise click.ClickException(said) from None


@main.command(name="import", short_help="Read files into a store.")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--store", "name", required=True, help="The store's name, or its number.")
@click.option(
    "--create", is_flag=True, help="Make the store where there is none of that name, to try things out."
)
@with_settings()
def import_(settings: "Settings", files: tuple[Path, ...], name: str, create: bool) -> None:
    """Read FILES into a store, as if they had been sent in its group.

    Needs no Telegram. Ends with 1 where a file was not understood.
    """
    from bot.offline import import_files

    console, understood = Console(highlight=False, soft_wrap=True), True
    for file, said, stored in import_files(settings, files, name, create=create):
        understood &= stored
        console.print(Text(str(file), style="bold"))
        console.print(Text(f"{said}\n"))
    sys.exit(0 if understood else 1)


@main.command(short_help="Print a store's brief and draw its chart.")
@click.option("--store", "name", required=True, help="The store's name, or its number.")
@click.option(
    "--day", default="yesterday", show_default=True, help="The day it tells about, like 2026-11-21."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder for the chart [default: here].",
)
@with_settings()
def brief(settings: "Settings", name: str, day: str, out: Path) -> None:
    """Print a store's brief and draw its chart, without Telegram."""
    from bot.offline import write_brief

    said, picture = write_brief(settings, name, day, out)
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{said}\n"))
    if picture is not None:
        console.print(Text(f"Chart: {picture}"))


@main.command(short_help="Say what is missing, and what to do.")
@with_settings()
def doctor(settings: "Settings") -> None:
    """Look at token, Telegram, database, fonts, time zones and folders, and say what to do.

    Ends with 1 where there is a problem.
    """
    from bot.doctor import Health, examine

    findings = asyncio.run(examine(settings))
    table = Table.grid(padding=(0, 2))
    for finding in findings:
        table.add_row(Text(finding.health, style=COLOURS[finding.health]), finding.name, Text(finding.said))
        if finding.advice:
            table.add_row("", "", Text(f"→ {finding.advice}"))
    Console(highlight=False).print(table)
    sys.exit(1 if any(finding.health is Health.PROBLEM for finding in findings) else 0)


def terminal_texts(language: str | None = None) -> "Texts":
    """Speaks the terminal's language, if no other is asked for."""
    from messages.texts import Texts, language_of

    return Texts(language or language_of(os.environ.get("LC_ALL") or os.environ.get("LANG")))
