"""The clock of the jobs: errors stop nothing, stopping waits for what is under way."""

import asyncio
from datetime import timedelta
from typing import Any, cast

from chat.house import House
from jobs.job import Job
from jobs.schedule import Schedule

NO_HOUSE = cast(House, None)


async def test_a_job_that_fails_comes_again() -> None:
    ticks, twice = [0], asyncio.Event()

    async def fail(_house: Any) -> None:
        ticks[0] += 1
        if ticks[0] == 2:
            twice.set()
        raise ValueError("once more")

    schedule = Schedule(NO_HOUSE, [Job("failing", timedelta(seconds=0.01), fail)])
    schedule.start()
    await asyncio.wait_for(twice.wait(), 5)
    await schedule.stop()


async def test_stopping_waits_for_a_run_under_way_and_begins_no_other() -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def work(_house: Any) -> None:
        begun.set()
        await may_end.wait()
        ended.append(True)

    schedule = Schedule(NO_HOUSE, [Job("long", timedelta(hours=1), work)])
    schedule.start()
    await asyncio.wait_for(begun.wait(), 5)
    stopping = asyncio.create_task(schedule.stop())
    done, _ = await asyncio.wait({stopping}, timeout=0.05)
    assert not done
    may_end.set()
    await asyncio.wait_for(stopping, 5)
    assert ended == [True]


async def test_two_runs_of_a_job_never_overlap() -> None:
    running, most, rounds, enough = [0], [0], [0], asyncio.Event()

    async def work(_house: Any) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        await asyncio.sleep(0.03)
        running[0] -= 1
        rounds[0] += 1
        if rounds[0] == 3:
            enough.set()

    schedule = Schedule(NO_HOUSE, [Job("slow", timedelta(seconds=0.01), work)])
    schedule.start()
    await asyncio.wait_for(enough.wait(), 5)
    await schedule.stop()
    assert most == [1]
