"""Campaigns as they are planned: the nouns, and one as people write it."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from metrics.mistakes import Mistake
from metrics.periods import Period, planned_days

LONGEST_NAME = 60
HIGHEST_UPLIFT = 10.0  # eleven times an ordinary day
ENROL = ("enrol", "enroll", "enrolment", "报名", "报名截止")
OFF = ("off", "取消", "删除")
DAYS = re.compile(r"\d{1,4}[-/.月年]\d")
UPLIFT = re.compile(r"[+＋]?(\d{1,4}(?:\.\d+)?)[%％]")


class CampaignKind(StrEnum):
    """What a campaign is about."""

    GROUP_BUY = "group_buy"
    SPECIAL_PRICE = "special_price"
    NEW_ITEMS = "new_items"
    FREE_SHIPPING = "free_shipping"
    MEMBERS = "members"
    PLATFORM = "platform"  # the platform's own festival
    OTHER = "other"


@dataclass(frozen=True)
class Campaign:
    """A planned campaign; its last day is included. `planned_uplift` is a fraction above an ordinary day."""

    name: str
    kind: CampaignKind
    first_day: date
    last_day: date
    enrol_by: date | None = None
    planned_revenue: Decimal | None = None
    planned_uplift: float | None = None
    budget: Decimal | None = None

    @property
    def mark(self) -> str:
        """Stands for the campaign in a button, where its name has no room."""
        return sha256(f"{self.first_day}:{self.name}".encode()).hexdigest()[:10]


@dataclass(frozen=True)
class RivalPrice:
    """The same item in another shop, on a day."""

    day: date
    item_id: str
    shop: str
    link: str
    price: Decimal
    own_price: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """How far above our own price it lies; below zero where they are cheaper."""
        return None if self.own_price is None else self.price - self.own_price

    @property
    def is_cheaper(self) -> bool:
        return self.gap is not None and self.gap < 0


@dataclass(frozen=True)
class TargetsHeadline:
    """Targets in a file; both days are included."""

    first: date
    last: date
    days: int
    amount: Decimal


@dataclass(frozen=True)
class CampaignsHeadline:
    """Campaigns in a file, and the one that comes next (or runs)."""

    campaigns: int
    next_name: str | None
    next_day: date | None


@dataclass(frozen=True)
class PricesHeadline:
    """Prices of a file's latest day; `cheaper` lie below our own, the first of them by most."""

    day: date
    prices: int
    cheaper: tuple[RivalPrice, ...]


# ---------------------------------------------------------------------------------------- what people write


@dataclass(frozen=True)
class CampaignWish:
    """A campaign to be planned; what is None was not said. Without `days` it is to be taken away."""

    name: str
    days: Period | None
    uplift: float | None = None
    enrol_by: date | None = None


def parse_campaign(words: Sequence[str], today: date) -> CampaignWish:
    """`双12 12-09..12-12 +40% enrol 11-26`, or `双12 off`. The last days named are the campaign's.

    Raises Mistake: unknown_campaign_words, unknown_planned_days, campaign_name_too_long.
    """
    left, given = list(words), " ".join(words)
    if len(left) > 1 and left[-1].lower() in OFF:
        return CampaignWish(_named(left[:-1], given), None)
    enrol_by = _enrol(left, today)
    uplift = _uplift(left, given)
    place = max((i for i, word in enumerate(left) if DAYS.match(word)), default=None)
    if place is None:
        raise Mistake("unknown_campaign_words", given=given)
    days = planned_days(left.pop(place), today)
    if enrol_by is not None and enrol_by > days.last:  # of a campaign that runs already
        with suppress(ValueError):  # 29 February
            enrol_by = enrol_by.replace(year=enrol_by.year - 1)
    return CampaignWish(_named(left, given), days, uplift, enrol_by)


def _enrol(left: list[str], today: date) -> date | None:
    """Takes the word and the day behind it away."""
    for i, word in enumerate(left[:-1]):
        if word.lower().strip(":：") in ENROL:
            found = planned_days(left[i + 1], today).start
            del left[i : i + 2]
            return found
    return None


def _uplift(left: list[str], given: str) -> float | None:
    place = next((i for i, word in enumerate(left) if i and UPLIFT.fullmatch(word)), None)
    if place is None:
        return None
    match = UPLIFT.fullmatch(left.pop(place))
    uplift = float(match[1]) / 100 if match else 0.0
    if uplift > HIGHEST_UPLIFT:
        raise Mistake("unknown_campaign_words", given=given)
    return uplift


def _named(left: Sequence[str], given: str) -> str:
    name = " ".join(left).strip("“”\"' ")
    if not name:
        raise Mistake("unknown_campaign_words", given=given)
    if len(name) > LONGEST_NAME:
        raise Mistake("campaign_name_too_long", longest=LONGEST_NAME)
    return name
