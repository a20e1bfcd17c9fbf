"""Houses for tests that talk to no Telegram: a store, a clock that the test turns, and what was said."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Engine, select

from chat.house import House
from chat.outbox import Outbox
from metrics.stores import Store
from storage import tables
from storage.engine import reading


def make_house(engine: Engine, clock: Callable[[], datetime], data_dir: Path = Path(), **parts: Any) -> House:
    """Without a bot, drawing and parsing, but for those among `parts`."""
    nothing = cast(Any, SimpleNamespace())
    without = {"bot": nothing, "drawing": nothing, "parsing": nothing}
    return House(
        engine=engine,
        clock=clock,
        owners=frozenset(),
        data_dir=data_dir,
        outbox=Outbox(),
        **{**without, **parts},
    )


@dataclass
class Shift:
    """A store at work. Each house is one more process's."""

    engine: Engine
    store: Store
    now: datetime

    def house(self, data_dir: Path = Path()) -> House:
        return make_house(self.engine, lambda: self.now, data_dir)

    def bodies(self, *kinds: str) -> list[dict[str, Any]]:
        """Everything of these kinds (of all, without any) that was put out, in order."""
        query = select(tables.outbox.c.body).order_by(tables.outbox.c.id)
        if kinds:
            query = query.where(tables.outbox.c.kind.in_(kinds))
        with reading(self.engine) as session:
            return [json.loads(body) for body in session.scalars(query)]

    def said(self, kind: str = "post") -> list[str]:
        """The first line of everything that was put out, or edited."""
        return [body["text"].split("\n")[0] for body in self.bodies(kind)]
