"""From typing `zhanggui demo` to its page, and to the brief in it: `python -m bench.demo`."""

import signal
import subprocess
import sys
import time
from statistics import median

import click

COMMAND = "from bot.cli import main; main(['demo', '--no-browser', '--port', '0', '--lang', 'en'])"
STEPS = ("Starting", "The chat:", "Reading", "The night", "Ready.")
NAMES = ("first word", "page's address", "bot set up", "history read", "brief is there", "ended")


def once() -> list[float]:
    """Seconds to each step, and those that ending it took."""
    began, seen = time.perf_counter(), []
    process = subprocess.Popen([sys.executable, "-c", COMMAND], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(STEPS[len(seen)]):
            seen.append(time.perf_counter() - began)
        if len(seen) == len(STEPS):
            break
    if len(seen) < len(STEPS):
        raise click.ClickException(f"the demo ended before “{STEPS[len(seen)]}”")
    told = time.perf_counter()
    process.send_signal(signal.SIGINT)
    process.communicate()
    return [*seen, time.perf_counter() - told]


@click.command()
@click.option("--runs", default=3, show_default=True)
def main(runs: int) -> None:
    taken = []
    for number in range(1, runs + 1):
        taken.append(once())
        click.echo(f"run {number}: " + ", ".join(f"{seconds:.1f}" for seconds in taken[-1]))
    for name, *seconds in zip(NAMES, *taken, strict=True):
        click.echo(f"{name:>15} {median(seconds):5.1f} s")


if __name__ == "__main__":
    main()
