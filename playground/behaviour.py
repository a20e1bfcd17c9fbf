"""How Telegram behaves: flood limits, faults, expiring links. First argument: the world."""

from collections.abc import Sequence
from typing import Any

from playground.faults import new_fault
from playground.world import World


def set_limits(world: World, *, enabled: bool = True, factor: float = 1.0, **rules: Sequence[float]) -> bool:
    """Flood control by chat, group and total, each [messages, seconds]; `factor` divides the seconds."""
    limits = world.limits
    limits.enabled, limits.factor = enabled, factor
    limits.rules |= {name: (int(most), float(window)) for name, (most, window) in rules.items()}
    limits.hits.clear()
    return True


def fault(
    world: World,
    kind: str = "",
    method: str = "*",
    chat_id: int = 0,
    times: int = 1,
    skip: int = 0,
    **more: Any,
) -> bool:
    """The next `times` matching calls, after `skip` of them, fail as FAULTS[kind] says, with `more` on top.
    "*" is every method but getUpdates; "download" is the file server."""
    world.faults.append(new_fault(kind, method, chat_id, times, skip, **more))
    return True


def clear_faults(world: World) -> bool:
    world.faults.clear()
    return True


def options(world: World, *, privacy_reads_captions: bool) -> bool:
    world.privacy_reads_captions = privacy_reads_captions
    return True


def expire_files(world: World) -> int:
    """File links stop working until the bot calls getFile again, as an hour later."""
    for file in world.files.values():
        file.expired = True
    return len(world.files)
