"""Charts drawn in a process of their own, so that nobody waits in the event loop."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from charts.chart import CHART, Chart


class Drawing:
    """One drawing process, started with the first chart and again whenever it has died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG. A chart that kills the process twice raises BrokenProcessPool."""
        data = CHART.dump_json(chart)
        try:
            return await self._draw(data)
        except BrokenProcessPool:
            return await self._draw(data)

    async def _draw(self, data: bytes) -> bytes:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver"))
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, draw_here, data)
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


def draw_here(data: bytes) -> bytes:
    """Runs in the drawing process. matplotlib is loaded there only."""
    from charts.draw import draw

    return draw(CHART.validate_json(data))
