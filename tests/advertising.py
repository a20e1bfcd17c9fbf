"""Advertising, names and shop days for the tests of ads, budgets and alerts."""

from datetime import date

from sqlalchemy.orm import Session

from metrics.ads import Cut, Report
from metrics.stores import Store
from metrics.tables import Batch, Kind
from storage import facts, rollups
from tests.uploading import make_upload


class Files:
    """Files of one store, stored as uploads do it. Money is whole yuan."""

    def __init__(self, session: Session, store: Store) -> None:
        self.session, self.store = session, store
        self.upload_id = make_upload(session, store, message_id=99).id

    def ads(self, day: date, report: Report, *rows: dict[str, object]) -> None:
        """One report's rows of one day: ids, `clicks`, `spend`, `ad_revenue`."""
        columns = (
            "day",
            "report",
            "scene_id",
            "plan_id",
            "item_id",
            "word_id",
            "clicks",
            "spend",
            "ad_revenue",
        )
        keys = ("scene_id", "plan_id", "item_id", "word_id")
        lines: list[tuple[object, ...]] = []
        for row in rows:
            ids = [row.get(key, "") for key in keys]
            money = [int(str(row.get(name, 0))) * 100 for name in ("spend", "ad_revenue")]
            lines.append((day, str(report), *ids, row.get("clicks", 100), *money))
        self._merge(Kind.AD_DAY, columns, lines)
        rollups.rebuild(self.session, self.store.id, [day], ads=True)

    def sold(self, day: date, paid_amount: int) -> None:
        self._merge(Kind.SHOP_DAY, ("day", "paid_amount"), [(day, paid_amount * 100)])
        rollups.rebuild(self.session, self.store.id, [day], ads=False)

    def names(self, cut: Cut, **names: str) -> None:
        """By the platform's id."""
        self._merge(
            Kind.AD_NAME, ("cut", "key", "name"), [(str(cut), key, name) for key, name in names.items()]
        )

    def products(self, **titles: str) -> None:
        self._merge(Kind.PRODUCT, ("item_id", "title"), list(titles.items()))

    def balance(self, at: object, balance: int) -> None:
        self._merge(Kind.AD_BALANCE, ("at", "entry", "amount", "balance"), [(at, "1", -100, balance * 100)])

    def _merge(self, kind: Kind, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
        facts.merge(self.session, self.store.id, self.upload_id, Batch(kind, columns, rows))
