"""The posts of Monday and of the 1st: the week and the month that are over."""

from dataclasses import replace
from datetime import date

from chat.house import House
from chat.spans import correct_all
from messages.month import month_post
from messages.post import Post
from messages.week import week_post
from metrics.month import last_full_month
from metrics.settings import Regular
from metrics.spans import Summary, Verdict, summarise
from metrics.stores import Store
from metrics.tables import Kind
from metrics.week import last_full_week
from services import month, spans, week


async def make_week(house: House, store: Store, day: date) -> Post | None:
    """With a sound only where somebody has to act; nothing where nothing is known of the week."""
    now = house.clock()
    found = summarise(await house.read(week.load, store, last_full_week(day), now))
    if await is_early(house, store, Regular.WEEKLY, day, found):
        return None
    return replace(week_post(found, house.texts(store), now=now), silent=not found.must_act)


async def make_month(house: House, store: Store, day: date) -> Post | None:
    """With a sound also where the plan of the month that begins is to be confirmed."""
    now, shown = house.clock(), last_full_month(day)
    found = summarise(await house.read(month.load, store, shown, now))
    if await is_early(house, store, Regular.MONTHLY, day, found):
        return None
    plan = await house.run(month.next_plan, store, shown, now)
    must_act = found.must_act or (plan is not None and plan.is_proposed)
    return replace(month_post(found, plan, house.texts(store), now=now), silent=not must_act)


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    """Those that went out are told anew where a file of their days came later."""
    if await house.run(correct_all, store, house.clock()):
        house.outbox.wake()


async def is_early(house: House, store: Store, post: Regular, day: date, found: Summary) -> bool:
    """Whether nothing is known, or files of the last days may still come in time."""
    if found.verdict is Verdict.UNKNOWN:
        return True
    return found.unknown_days > 0 and await house.read(spans.may_wait, store, post, day, house.clock())
