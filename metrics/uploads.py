"""An upload and its receipt: what came, what it changed, and the one figure worth naming."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from metrics.ads import AdTotals
from metrics.campaigns import CampaignsHeadline, PricesHeadline, TargetsHeadline
from metrics.orders import CostsHeadline, LinesHeadline, OrdersHeadline, RefundsHeadline
from metrics.sales import StoreDay
from metrics.service import ConsultedHeadline, ScoresHeadline, ServiceHeadline
from metrics.sources import AffiliatesHeadline, SourcesHeadline, VariantsHeadline, WordsHeadline
from metrics.stock import StockHeadline
from metrics.tables import Problem


class UploadState(StrEnum):
    """Where a file stands. What is held, asked or locked waits for people; the others are ends."""

    WAITING = "waiting"  # for us
    STORED = "stored"
    REFUSED = "refused"
    HELD = "held"  # it looks wrong: somebody has to say that it is not
    ASKED = "asked"  # a table nobody knows: somebody has to say what it is
    LOCKED = "locked"  # it has a password
    UNPACKED = "unpacked"  # an archive: its files became uploads of their own
    DISCARDED = "discarded"
    TAKEN_BACK = "taken_back"


class Way(StrEnum):
    CHAT = "chat"
    INBOX = "inbox"  # the folder that programs drop files into
    INGEST = "ingest"  # POST /ingest


@dataclass(frozen=True)
class Upload:
    """A file somebody sent, as written down.

    `chat_id` is ours; it and `message_id` are None for a file from the command line.
    """

    id: int
    store_id: int
    chat_id: int | None
    message_id: int | None
    thread_id: int | None
    user_id: int
    user_name: str
    file_id: str
    file_name: str
    size: int
    received_at: datetime
    sha256: str | None = None
    attempts: int = 0
    state: str = UploadState.WAITING
    cleared_by: str | None = None  # who said that it is right though it looks wrong
    group_id: int | None = None  # the first of the files sent together; a single file is its own

    @property
    def way(self) -> "Way":
        """How it came: `file_id` begins with that where it was not by the chat."""
        name = self.file_id.partition(":")[0]
        return Way(name) if name in set(Way) else Way.CHAT


@dataclass(frozen=True)
class Incoming:
    """A file as it comes in, before it is written down."""

    store_id: int
    chat_id: int | None
    message_id: int | None
    thread_id: int | None
    user_id: int
    user_name: str
    file_id: str
    file_name: str
    size: int
    received_at: datetime
    album: str | None = None


@dataclass(frozen=True)
class GroupLine:
    """One of several files sent together. `said`: its lines in their common receipt, once it is done."""

    id: int
    state: str
    said: str | None
    message_id: int | None


@dataclass(frozen=True)
class Counts:
    """Rows of a file against what was known before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass(frozen=True)
class AdsHeadline:
    day: date
    totals: AdTotals


@dataclass(frozen=True)
class BalanceHeadline:
    at: datetime
    balance: Decimal


@dataclass(frozen=True)
class ReviewsHeadline:
    """Reviews in the file, by grade."""

    bad: int
    neutral: int
    good: int


@dataclass(frozen=True)
class RivalsHeadline:
    """Shops in the file, and the latest day it tells of them."""

    day: date
    shops: tuple[str, ...]


Headline = (
    StoreDay
    | AdsHeadline
    | BalanceHeadline
    | ReviewsHeadline
    | RivalsHeadline
    | OrdersHeadline
    | LinesHeadline
    | RefundsHeadline
    | StockHeadline
    | CostsHeadline
    | TargetsHeadline
    | CampaignsHeadline
    | PricesHeadline
    | SourcesHeadline
    | WordsHeadline
    | VariantsHeadline
    | AffiliatesHeadline
    | ServiceHeadline
    | ConsultedHeadline
    | ScoresHeadline
)


@dataclass(frozen=True)
class Receipt:
    """What became of a file that was understood. `same_as` is an earlier upload of the very same bytes."""

    upload_id: int
    file_name: str
    format: str
    first_day: date | None
    last_day: date | None
    counts: Counts
    rejected: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    headline: Headline | None = None
    same_as: Upload | None = None

    @property
    def changed_nothing(self) -> bool:
        return self.counts.new == 0 and self.counts.changed == 0


@dataclass(frozen=True)
class UploadLine:
    """An upload as it is listed. `rows`: what it stored; `ended_by` and `ended_at` where people ended it."""

    id: int
    user_name: str
    file_name: str
    received_at: datetime
    state: str
    format: str | None
    first_day: date | None
    last_day: date | None
    rows: int
    refusal: str | None
    ended_by: str | None
    ended_at: datetime | None
    can_be_taken_back: bool


@dataclass(frozen=True)
class TakenBack:
    """A file that no longer counts: `removed` rows are gone, `shown` rows of earlier files are back."""

    line: UploadLine
    person: str
    at: datetime
    removed: int
    shown: int
