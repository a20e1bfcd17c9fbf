"""Advertising of a period: what it cost, what it sold, what to do about it."""

from sqlalchemy.orm import Session

import storage.ads
import storage.rules
import storage.sales
from metrics.ads import Cut
from metrics.periods import Period
from metrics.roi import RoiReport, roi_report


def roi(session: Session, store_id: int, period: Period, cut: Cut) -> RoiReport:
    return roi_report(
        period,
        cut,
        storage.ads.ad_days(session, store_id, period),
        storage.sales.store_days(session, store_id, period),
        storage.ads.ad_lines(session, store_id, period, cut),
        storage.rules.rules(session, store_id),
    )
