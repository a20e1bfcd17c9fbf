"""Charts and documents made in a process of their own, so that nobody waits in the event loop."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec

from charts.chart import CHART, Chart
from charts.report import DocumentKind, Report

P = ParamSpec("P")


class Drawing:
    """One drawing process, started with the first chart and again whenever it has died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG. A chart that kills the process twice raises BrokenProcessPool."""
        return await self._twice(draw_here, CHART.dump_json(chart))

    async def document(self, report: Report, kind: DocumentKind) -> bytes:
        """The report as a PDF or a workbook. Takes a second or so: charts wait for it meanwhile."""
        return await self._twice(write_here, report, kind)

    async def _twice(self, work: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        try:
            return await self._work(partial(work, *args, **kwargs))
        except BrokenProcessPool:
            return await self._work(partial(work, *args, **kwargs))

    async def _work(self, work: Callable[[], bytes]) -> bytes:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            pool.shutdown(wait=False)
            raise

    def close(self) -> None:
        """Lets the process end when what it draws is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def end_with_parent() -> None:
    """Runs in the drawing process: where ours is killed, nobody else tells it to end."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def draw_here(data: bytes) -> bytes:
    """Runs in the drawing process. matplotlib is loaded there only."""
    from charts.draw import draw

    return draw(CHART.validate_json(data))


def write_here(report: Report, kind: DocumentKind) -> bytes:
    """Runs in the drawing process."""
    if kind == "pdf":
        from charts.document import pdf

        return pdf(report)
    from charts.workbook import xlsx

    return xlsx(report)
