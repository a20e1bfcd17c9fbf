"""How the demo ends: soon after the first signal, with nothing left behind, whatever is under way."""

import asyncio
import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Callable
from multiprocessing import util
from pathlib import Path
from types import FrameType

from chat.parsing import Parsing

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
PATIENCE = 2.3  # seconds for what is under way; a demo need not finish it


class Ending:
    """Hears the signals from the very start. `folder` goes with the demo, where there is one."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.told = False
        for number in SIGNALS:
            signal.signal(number, self._at_once)

    def listen(self, tell: Callable[[], object]) -> None:
        """From now on there is something to put away: `tell` has it begin."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self._begin, tell)

    def close(self) -> None:
        """All is put away: from here on a signal can only disturb."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def _begin(self, tell: Callable[[], object]) -> None:
        if self.told:  # twice: somebody has no patience
            self._at_once()
        self.told = True
        patience = threading.Timer(PATIENCE, self._at_once)
        patience.daemon = True
        patience.start()
        tell()

    def _at_once(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        for child in multiprocessing.active_children():
            child.kill()
        for folder in (self.folder, Path(util.get_temp_dir())):  # the other is where the children were called
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


def start_children() -> None:
    """The server that forks the children that read and draw, begun while we still load.

    It does not hear Ctrl-C, which a terminal sends to all processes: we end it.
    """
    parsing = Parsing(preload=["bot.cli"])
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One that is left behind in a hurry would complain in the terminal.
    os.environ["PYTHONWARNINGS"], said = "ignore", os.environ.get("PYTHONWARNINGS", "")
    try:
        parsing.start()
    finally:
        signal.signal(signal.SIGINT, heard)
        os.environ["PYTHONWARNINGS"] = said
    parsing.close()
