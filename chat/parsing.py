"""Files read in child processes with limits: whatever a file does to its reader, the bot lives on."""

import asyncio
import gc
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog

from chat.bell import Bell
from metrics.mistakes import Mistake
from metrics.packed import pack
from metrics.questions import Learned
from metrics.tables import Reading

log = structlog.get_logger()
AT_ONCE = 3  # files
KNOWN_FOR = 3600.0  # seconds that a password is known
TOO_HEAVY = (signal.SIGABRT, signal.SIGKILL)  # calamine aborts where memory ends; the kernel kills
Read = Callable[..., Reading]  # of bytes, file name, day, zone; what the team has explained; a password


class Passwords:
    """Of uploads, by their number: in memory only, and for an hour at most."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[int, tuple[str, float]] = {}

    def give(self, upload_id: int, password: str) -> None:
        self._known[upload_id] = password, self._clock() + KNOWN_FOR

    def of(self, upload_id: int) -> str | None:
        now = self._clock()
        self._known = {number: known for number, known in self._known.items() if known[1] > now}
        return self._known[upload_id][0] if upload_id in self._known else None

    def forget(self, upload_id: int) -> None:
        self._known.pop(upload_id, None)


@dataclass(frozen=True)
class Limits:
    memory: int = 1 << 30  # bytes
    seconds: float = 50  # people have their answer within a minute
    at_once: int = AT_ONCE


class Parsing(Bell):
    """Starts a child per file; and the bell that tells the worker of a new file.

    `preload` names the modules that the program's main module imports: every child imports that again,
    which costs nothing where the server that forks the children has them already.
    """

    def __init__(
        self, limits: Limits | None = None, read: Read | None = None, preload: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.passwords = Passwords()
        self._limits = limits or Limits()
        self._read = read or read_export
        self._forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if self._forks else "spawn")
        if self._forks:  # what every child needs is loaded once, and forked
            self._context.set_forkserver_preload(["chat.parsing", "numpy", "readers.read", *preload])
        self._threads = ThreadPoolExecutor(self._limits.at_once, thread_name_prefix="parsing")

    def start(self) -> None:
        """Starts the server that forks the children, so that the first file need not wait for it."""
        if self._forks:
            from multiprocessing import forkserver

            forkserver.ensure_running()

    async def parse(
        self,
        path: Path,
        file_name: str,
        received_day: date,
        zone: str = "Asia/Shanghai",
        learned: Sequence[Learned] = (),
        password: str | None = None,
    ) -> Reading:
        """What the file holds. Raises Mistake, also where the child died, took too long or too much."""
        job = (path, file_name, received_day, zone)
        read = partial(self._read, learned=tuple(learned)) if learned else self._read
        read = partial(read, password=password) if password else read
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._parse, read, job)

    def close(self) -> None:
        """Lets the children under way finish; nothing new is begun."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _parse(self, read: Read, job: tuple[Path, str, date, str]) -> Reading:
        deadline = time.monotonic() + self._limits.seconds
        receiver, sender = self._context.Pipe(duplex=False)
        child = self._context.Process(target=work, args=(sender, self._limits, read, *job), daemon=True)
        child.start()
        sender.close()
        try:
            return received(self._message(receiver, deadline))
        except EOFError:
            child.join(max(0.0, deadline - time.monotonic()))
            raise self._died(child.exitcode) from None
        finally:
            child.kill()
            child.join()
            child.close()
            receiver.close()

    def _message(self, receiver: Connection, deadline: float) -> tuple[Any, ...]:
        if receiver.poll(max(0.0, deadline - time.monotonic())):
            message: tuple[Any, ...] = receiver.recv()
            return message
        raise Mistake("file_too_slow", seconds=round(self._limits.seconds))

    def _died(self, exitcode: int | None) -> Mistake:
        log.error("reader died", exitcode=exitcode)
        if exitcode in {-number for number in TOO_HEAVY}:
            return Mistake("file_too_heavy", megabytes=self._limits.memory >> 20)
        if sys.platform != "win32" and exitcode == -signal.SIGXCPU:
            return Mistake("file_too_slow", seconds=round(self._limits.seconds))
        return Mistake("reader_died")


def received(message: tuple[Any, ...]) -> Reading:
    """The reading that the child sends. Raises the child's Mistake."""
    kind, *content = message
    match kind:
        case "reading":
            reading: Reading = content[0]
            return reading
        case "mistake":
            raise Mistake(content[0], **content[1])
        case _:
            log.error("reader failed", error=content[0], where=content[1])
            raise Mistake("reader_died")


# ------------------------------------------------------------------------------------------ in the child


def work(
    sender: Connection, limits: Limits, read: Read, path: Path, file_name: str, day: date, zone: str
) -> None:
    limit(limits)
    gc.disable()  # it ends soon, and holds little but rows
    try:
        sender.send(("reading", handed_over(read(path.read_bytes(), file_name, day, zone))))
    except Mistake as mistake:
        sender.send(("mistake", mistake.reason, dict(mistake.facts)))
    except MemoryError:
        sender.send(("mistake", "file_too_heavy", {"megabytes": limits.memory >> 20}))
    except Exception as error:  # noqa: BLE001 - a bug of ours; its text may quote the file: only its place is told
        sender.send(("failed", type(error).__name__, places(error)))


def limit(limits: Limits) -> None:
    """No more memory and time than allowed, and no image of the memory on disk."""
    if sys.platform == "win32":
        return
    import resource

    seconds = max(1, round(limits.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def handed_over(reading: Reading) -> Reading:
    """The reading with its rows packed: few bytes, and no rows in the bot before they are stored."""
    return replace(
        reading,
        batches=tuple(replace(batch, rows=pack(batch.rows)) for batch in reading.batches),
        more=tuple(map(handed_over, reading.more)),
    )


def places(error: Exception) -> list[str]:
    """Where it went wrong, innermost last."""
    found, trace = [], error.__traceback__
    while trace is not None:
        found.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found


def read_export(
    data: bytes,
    file_name: str,
    day: date,
    zone: str,
    learned: tuple[Learned, ...] = (),
    password: str | None = None,
) -> Reading:
    from readers.read import read_all

    first, *others = read_all(data, file_name, day, zone, learned, password)
    return replace(first, more=tuple(others))
