"""Advertising of a period: what it cost, what it sold, what to do about it."""

from datetime import datetime

from sqlalchemy.orm import Session

import metrics.ad_money
import metrics.waste
import services.budgets
import services.waste
import storage.ads
import storage.rules
import storage.sales
from metrics.ads import Cut
from metrics.periods import Period
from metrics.roi import RoiReport, roi_report
from metrics.stores import Store
from services.alerts import Found

RULES = metrics.ad_money.RULES | metrics.waste.RULES


def roi(session: Session, store_id: int, period: Period, cut: Cut) -> RoiReport:
    return roi_report(
        period,
        cut,
        storage.ads.ad_days(session, store_id, period),
        storage.sales.store_days(session, store_id, period),
        storage.ads.ad_lines(session, store_id, period, cut),
        storage.rules.rules(session, store_id),
    )


def check(session: Session, store: Store, now: datetime) -> Found:
    """All that is wrong with advertising: its money, and what it spends without selling."""
    money = services.budgets.check(session, store, now)
    return Found(RULES, (*money.findings, *services.waste.look(session, store, store.today(now))))
