"""To alert or not: what was found, what is known of it, and the decision with its named reason."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.aftermath import Reading

SETTLED = timedelta(hours=1)  # back sooner than this it never really went: a figure wavers around its limit
TAKEN_FOR = timedelta(hours=4)  # how long "I take it" holds where nobody says otherwise
OWNER_AFTER, MANAGER_AFTER = timedelta(minutes=30), timedelta(hours=2)  # of working time, nobody having it


class Topic(StrEnum):
    """What an alert is about: the alerts of a topic that are found together share a card."""

    ADS = "ads"
    SALES = "sales"
    REVIEWS = "reviews"
    RIVALS = "rivals"
    STOCK = "stock"
    FILES = "files"


class Rule(StrEnum):
    """What can be wrong. With a subject (a channel, an item …; "" is the whole store) it is a cause."""

    BUDGET_OVER = "budget_over"
    BUDGET_UNDER = "budget_under"
    MONTH_OVER = "month_over"
    MONTH_UNDER = "month_under"
    BALANCE_SHORT = "balance_short"  # today's pace uses it up
    BALANCE_LOW = "balance_low"  # it ends tomorrow, or before anybody is back at work
    BALANCE_EMPTY = "balance_empty"
    ROI_LOW = "roi_low"
    SPEND_SHARE = "spend_share"
    PLAN_WASTE = "plan_waste"  # the subject is the platform's id
    WORD_WASTE = "word_waste"
    UNUSUAL_LOW = "unusual_low"  # the subject is the figure: metrics.unusual.Figure
    UNUSUAL_HIGH = "unusual_high"
    PRODUCT_FELL = "product_fell"  # the subject is the item
    SOLD_OUT = "sold_out"
    SCORE_LOW = "score_low"  # the subject is which of the three
    REVIEW_TOPIC = "review_topic"  # the subject is the product and what is complained of: item|topic
    SAME_ITEM_CHEAPER = "same_item_cheaper"  # the subject is our item and the other shop
    RIVAL_PRICE = "rival_price"  # the subject of these is the shop, or the shop and its item
    RIVAL_SALES = "rival_sales"
    RIVAL_NEW_ITEM = "rival_new_item"
    RIVAL_LOOK = "rival_look"  # picture, video, discount
    RIVAL_RATING = "rival_rating"


@dataclass(frozen=True)
class Nature:
    """How alerts of a rule behave. `settle`: how long a cause has to be gone until the alert is over;
    `works_within`: how long what people do takes to show, for figures that move slowly.
    """

    topic: Topic
    settle: timedelta = SETTLED
    works_within: timedelta = timedelta(0)
    critical: bool = False  # breaks into quiet hours
    can_wait: bool = False  # worth knowing, not worth a private message when nobody takes it


FEW_DAYS, WEEK = timedelta(days=3), timedelta(days=7)
AT_ONCE = timedelta(0)  # a rule about whole days: the next day tells for sure
NATURES: Mapping[Rule, Nature] = {
    Rule.BUDGET_OVER: Nature(Topic.ADS),
    Rule.BUDGET_UNDER: Nature(Topic.ADS),
    Rule.MONTH_OVER: Nature(Topic.ADS, works_within=FEW_DAYS),
    Rule.MONTH_UNDER: Nature(Topic.ADS, works_within=FEW_DAYS),
    Rule.BALANCE_SHORT: Nature(Topic.ADS),
    Rule.BALANCE_LOW: Nature(Topic.ADS, AT_ONCE),
    Rule.BALANCE_EMPTY: Nature(Topic.ADS, critical=True),
    Rule.ROI_LOW: Nature(Topic.ADS, AT_ONCE),
    Rule.SPEND_SHARE: Nature(Topic.ADS, AT_ONCE),
    Rule.PLAN_WASTE: Nature(Topic.ADS, AT_ONCE),
    Rule.WORD_WASTE: Nature(Topic.ADS, AT_ONCE),
    Rule.UNUSUAL_LOW: Nature(Topic.SALES, AT_ONCE),
    Rule.UNUSUAL_HIGH: Nature(Topic.SALES, AT_ONCE),
    Rule.PRODUCT_FELL: Nature(Topic.SALES, AT_ONCE),
    Rule.SOLD_OUT: Nature(Topic.STOCK, AT_ONCE),
    Rule.SCORE_LOW: Nature(Topic.REVIEWS, AT_ONCE, works_within=WEEK),  # of half a year
    Rule.REVIEW_TOPIC: Nature(Topic.REVIEWS, AT_ONCE, works_within=WEEK),
    Rule.SAME_ITEM_CHEAPER: Nature(Topic.RIVALS, AT_ONCE),
    Rule.RIVAL_PRICE: Nature(Topic.RIVALS, AT_ONCE),
    Rule.RIVAL_SALES: Nature(Topic.RIVALS, AT_ONCE, can_wait=True),
    Rule.RIVAL_NEW_ITEM: Nature(Topic.RIVALS, AT_ONCE, can_wait=True),
    Rule.RIVAL_LOOK: Nature(Topic.RIVALS, AT_ONCE, can_wait=True),
    Rule.RIVAL_RATING: Nature(Topic.RIVALS, AT_ONCE, can_wait=True),
}


class Level(StrEnum):
    """How a figure stands to its rule: it fires and recovers at different levels."""

    FIRING = "firing"
    BETWEEN = "between"  # no longer bad enough to begin, not yet good enough to be over
    UNKNOWN = "unknown"  # no figures: nothing can be said


@dataclass(frozen=True)
class Finding:
    """What is there now; where it is fine, there is none. `facts`: figures as text (ISO days, Decimals).

    `of` is the day that the figures are about; None is today.
    """

    rule: Rule
    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)
    level: Level = Level.FIRING
    of: date | None = None
    is_critical: bool = False

    @property
    def cause(self) -> tuple[Rule, str]:
        return self.rule, self.subject

    @property
    def nature(self) -> Nature:
        return NATURES[self.rule]

    @property
    def is_of_days(self) -> bool:
        """About whole days, not about how it stands at a moment."""
        return "day" in self.facts

    @property
    def breaks_quiet(self) -> bool:
        return self.is_critical or self.nature.critical


# -------------------------------------------------------------------------------------------- what is known


class Status(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    MUTED = "muted"
    RECOVERING = "recovering"  # gone, not yet long enough
    SUPPRESSED = "suppressed"  # something larger explains it
    SOLVED = "solved"  # by somebody
    DISMISSED = "dismissed"  # somebody said that it is no problem
    ENDED = "ended"  # over by itself
    WITHDRAWN = "withdrawn"  # the file it came from was taken back or corrected


RUNNING = frozenset({Status.OPEN, Status.TAKEN, Status.MUTED, Status.RECOVERING})
BY_PEOPLE = frozenset({Status.SOLVED, Status.DISMISSED})


class Reason(StrEnum):
    """Why an alert is said, changed or kept quiet."""

    NOTHING = "nothing"  # not found, and nothing to end
    NEW = "new"
    RECURRED = "recurred"  # found again after it had ended
    UNSENT = "unsent"  # known, but not told so far
    AFTER_QUIET = "after_quiet"  # found in quiet hours, and still there
    QUIET = "quiet"  # quiet hours or a day off: kept for later
    MUTED = "muted"
    MUTE_OVER = "mute_over"
    SUPPRESSED = "suppressed"
    NO_LONGER_SUPPRESSED = "no_longer_suppressed"
    SAME = "same"  # nothing new to say
    UPDATED = "updated"  # other figures
    WORSE = "worse"  # critical now
    UNTAKEN = "untaken"  # nobody has it: its owner is told
    UNTAKEN_LONG = "untaken_long"  # … and the manager
    PROMISE_PAST = "promise_past"  # who took it said until when
    BETWEEN = "between"
    NO_DATA = "no_data"
    RECOVERING = "recovering"
    SETTLING = "settling"
    BACK = "back"  # it had begun to recover
    WAVERING = "wavering"  # ended a moment ago: the same card goes on
    OVER = "over"
    OVERTAKEN = "overtaken"  # it has become something worse, which has a card of its own
    CORRECTED = "corrected"  # its own day reads otherwise by now
    SOLVED = "solved"
    DISMISSED = "dismissed"
    GONE = "gone"  # what people had closed is really gone


class Say(StrEnum):
    """What becomes of the chat's messages."""

    NOTHING = "nothing"
    CARD = "card"  # a new card
    EDIT = "edit"  # the card it has, in place
    HOLD = "hold"  # later, when it may be heard


class Notice(StrEnum):
    """Who is told in private."""

    OWNER = "owner"
    MANAGER = "manager"


@dataclass(frozen=True)
class AlertState:
    """What is known of a cause: the last alert about it, also when that is over."""

    status: Status
    told_at: datetime | None = None  # when its card went out
    is_critical: bool = False
    taken_until: datetime | None = None  # none where nobody has it
    closed_on: date | None = None  # the day its figures were about when somebody solved or dismissed it
    fine_since: datetime | None = None
    ended_at: datetime | None = None
    noticed: int = 0  # 1: its owner was told, 2: the manager too
    open_since: datetime | None = None  # when it became nobody's again; None: when it was told

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING


@dataclass(frozen=True)
class Alert:
    """One alert as kept. `person` is who took, muted or closed it; `version` grows with every change."""

    id: int
    finding: Finding
    opened_at: datetime
    state: AlertState
    person: str | None = None
    person_id: int | None = None
    card_id: int | None = None
    version: int = 0
    reason: Reason = Reason.NEW
    muted_until: datetime | None = None

    @property
    def is_had(self) -> bool:
        """Whether it is somebody's, also while it recovers."""
        recovering = self.state.status is Status.RECOVERING and self.state.taken_until is not None
        return self.state.status is Status.TAKEN or recovering


@dataclass(frozen=True)
class Event:
    """What happened to an alert. `reason`: a Reason, a Status somebody chose, or `give`."""

    at: datetime
    reason: str
    person: str | None
    note: str


NIGHT = "night"  # the topic of a card that sums up quiet hours


@dataclass(frozen=True)
class Card:
    """One message: the alerts that live on it, each with what happened to it.

    `went` came and went in quiet hours, nobody was told; `known` are still open from before a summary.
    `readings`, by alert, were taken after somebody acted.
    """

    id: int
    topic: str  # a Topic, or NIGHT
    alerts: tuple[tuple[Alert, tuple[Event, ...]], ...]
    went: tuple[Alert, ...] = ()
    known: int = 0
    readings: Mapping[int, tuple[Reading, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Mute:
    """What people do not want to hear. An empty rule is all rules, an empty subject all of the rule's.

    It holds `until` then, or (None) until the cause is gone.
    """

    rule: Rule | None
    subject: str | None
    until: datetime | None
    person: str

    def covers(self, finding: Finding, now: datetime) -> bool:
        return (
            self.rule in (None, finding.rule)
            and self.subject in (None, finding.subject)
            and (self.until is None or now < self.until)
        )


def mute_of(which: str, finding: Finding, person: str, ends: Mapping[str, datetime]) -> Mute:
    """What a choice means: `day`, `campaign`, `gone` are about this cause, `rule` about all of its kind,
    `all` about everything. `ends` says until when each holds; `gone` until the cause is gone.
    """
    match which:
        case "rule":
            return Mute(finding.rule, None, ends[which], person)
        case "all":
            return Mute(None, None, ends[which], person)
    return Mute(finding.rule, finding.subject, ends.get(which), person)


@dataclass(frozen=True)
class Around:
    """The circumstances of a decision. `waited`: working time in which nobody has had it.

    `sums_up`: what was held in quiet hours is being told now, all of it together. `is_overtaken`: a worse
    stage of the same trouble has been found. `is_corrected`: what is fine is the very day it was about.
    """

    now: datetime
    today: date
    is_quiet: bool = False
    sums_up: bool = False
    mute: Mute | None = None
    suppressed_by: Finding | None = None
    is_overtaken: bool = False
    is_corrected: bool = False
    waited: timedelta = timedelta(0)


@dataclass(frozen=True)
class Decision:
    """What an alert becomes, what is said about it, who is told, and why. `opens`: a new alert begins."""

    status: Status
    say: Say
    reason: Reason
    notice: Notice | None = None
    opens: bool = False


COSTS_A_DAY = frozenset({Rule.SPEND_SHARE, Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH, Rule.PRODUCT_FELL})


def with_cost(known: Alert | None, finding: Finding) -> Finding:
    """What an alert has cost on all of its days, where the finding tells what one of them did.

    `cost_before` is what the earlier ones cost; the same day's figures replace each other.
    """
    if known is None or not known.state.is_running:
        return finding
    day = finding.facts.get("day")
    if finding.rule not in COSTS_A_DAY or day is None or "cost" not in finding.facts:
        return finding
    facts = known.finding.facts
    before = Decimal(facts.get("cost_before" if facts.get("day") == day else "cost", "0"))
    if not before:
        return finding
    whole = {"cost": str(before + Decimal(finding.facts["cost"])), "cost_before": str(before)}
    return replace(finding, facts={**finding.facts, **whole})


# ---------------------------------------------------------------------------------------------- the decision


def decide(
    known: AlertState | None, finding: Finding | None, around: Around, nature: Nature, is_changed: bool = True
) -> Decision | None:
    """What becomes of a cause. None where there is nothing and nothing is found.

    `known` is the last alert about it; `is_changed` says whether the figures differ from those on its card.
    """
    if finding is None:
        return _gone(known, around, nature) if known is not None else None
    if known is None or known.status in (Status.ENDED, Status.WITHDRAWN) or _is_closed(known):
        return _begin(known, finding, around)
    if finding.level is Level.UNKNOWN:
        return Decision(known.status, Say.NOTHING, Reason.NO_DATA)
    if finding.level is Level.BETWEEN:
        return Decision(known.status, Say.NOTHING, Reason.BETWEEN)
    if known.status in BY_PEOPLE:
        return _closed(known, finding, around)
    if known.status is Status.SUPPRESSED:
        return _suppressed(finding, around)
    return _goes_on(known, finding, around, is_changed)


def _is_closed(known: AlertState) -> bool:
    """Closed by people, and gone since: what comes now is news."""
    return known.status in BY_PEOPLE and known.ended_at is not None


def _begin(known: AlertState | None, finding: Finding, around: Around) -> Decision | None:
    if finding.level is not Level.FIRING:
        return None
    if known is not None and _wavers(known, around.now):
        return Decision(Status.OPEN, Say.EDIT, Reason.WAVERING)
    reason = Reason.NEW if known is None or known.status is Status.WITHDRAWN else Reason.RECURRED
    return _open(finding, around, reason)


def _wavers(known: AlertState, now: datetime) -> bool:
    """Only what people have seen and nobody has closed goes on; else it is news."""
    if known.status is not Status.ENDED or known.told_at is None or known.ended_at is None:
        return False
    return now - known.ended_at < SETTLED


def _open(finding: Finding, around: Around, reason: Reason) -> Decision:
    if around.suppressed_by is not None:
        return Decision(Status.SUPPRESSED, Say.NOTHING, Reason.SUPPRESSED, opens=True)
    if around.mute is not None:
        return Decision(Status.MUTED, Say.NOTHING, Reason.MUTED, opens=True)
    if around.is_quiet and not finding.breaks_quiet:
        return Decision(Status.OPEN, Say.HOLD, Reason.QUIET, opens=True)
    return Decision(Status.OPEN, Say.CARD, reason, opens=True)


def _gone(known: AlertState, around: Around, nature: Nature) -> Decision | None:
    """The cause is no longer there."""
    edit = Say.NOTHING if known.told_at is None else Say.EDIT
    if known.status in BY_PEOPLE:
        return None if known.ended_at else Decision(known.status, Say.NOTHING, Reason.GONE)
    if known.status is Status.SUPPRESSED:
        return Decision(Status.ENDED, Say.NOTHING, Reason.OVER)
    if not known.is_running:
        return None
    if around.is_corrected:
        return Decision(Status.WITHDRAWN, edit, Reason.CORRECTED)
    if around.is_overtaken:
        return Decision(Status.ENDED, edit, Reason.OVERTAKEN)
    if known.status is not Status.RECOVERING and nature.settle:
        return Decision(Status.RECOVERING, edit, Reason.RECOVERING)
    if known.fine_since is not None and around.now - known.fine_since < nature.settle:
        return Decision(Status.RECOVERING, Say.NOTHING, Reason.SETTLING)
    return Decision(Status.ENDED, edit, Reason.OVER)


def _closed(known: AlertState, finding: Finding, around: Around) -> Decision:
    """Solved: quiet until figures of a later day say otherwise. Dismissed: quiet until it was gone."""
    of = finding.of or around.today
    works = finding.nature.works_within
    if known.status is Status.SOLVED and known.closed_on is not None and of > known.closed_on + works:
        return _open(finding, around, Reason.RECURRED)
    quiet = Reason.SOLVED if known.status is Status.SOLVED else Reason.DISMISSED
    return Decision(known.status, Say.NOTHING, quiet)


def _suppressed(finding: Finding, around: Around) -> Decision:
    if around.suppressed_by is not None:
        return Decision(Status.SUPPRESSED, Say.NOTHING, Reason.SUPPRESSED)
    opened = _open(finding, around, Reason.NO_LONGER_SUPPRESSED)
    return Decision(opened.status, opened.say, opened.reason)


def _goes_on(known: AlertState, finding: Finding, around: Around, is_changed: bool) -> Decision:
    edit = Say.NOTHING if known.told_at is None else Say.EDIT
    if around.mute is not None:
        is_new = known.status is not Status.MUTED
        return Decision(Status.MUTED, edit if is_new else Say.NOTHING, Reason.MUTED)
    if known.told_at is None:
        return _untold(known, finding, around)
    if known.status is Status.MUTED:
        return Decision(Status.OPEN, Say.EDIT, Reason.MUTE_OVER)
    if known.status is Status.RECOVERING:
        had = Status.TAKEN if known.taken_until is not None else Status.OPEN
        return Decision(had, Say.EDIT, Reason.BACK)
    if finding.breaks_quiet and not known.is_critical and not finding.nature.critical:
        return Decision(known.status, Say.EDIT, Reason.WORSE, Notice.OWNER)
    edit = Say.EDIT if is_changed else Say.NOTHING
    waits = _waits(known, around, finding.nature)
    if waits is not None:
        return waits if waits.say is Say.EDIT else replace(waits, say=edit)
    return Decision(known.status, edit, Reason.UPDATED if is_changed else Reason.SAME)


def _untold(known: AlertState, finding: Finding, around: Around) -> Decision:
    """Found in quiet hours or while muted. What was held is told with all the rest, in one summary."""
    is_held = known.status is Status.OPEN and not finding.breaks_quiet
    if (is_held and not around.sums_up) or (around.is_quiet and not finding.breaks_quiet):
        return Decision(Status.OPEN, Say.HOLD, Reason.QUIET)
    if is_held:
        return Decision(Status.OPEN, Say.CARD, Reason.AFTER_QUIET)
    reason = Reason.MUTE_OVER if known.status is Status.MUTED else Reason.UNSENT
    return Decision(Status.OPEN, Say.CARD, reason)


def _waits(known: AlertState, around: Around, nature: Nature) -> Decision | None:
    """Nobody has it for too long, or who had it has not done it in the time they said."""
    if around.is_quiet:
        return None
    if known.status is Status.TAKEN:
        if known.taken_until is None or around.now < known.taken_until:
            return None
        return Decision(Status.OPEN, Say.EDIT, Reason.PROMISE_PAST, Notice.OWNER)
    if nature.can_wait:
        return None
    if around.waited >= MANAGER_AFTER and known.noticed < 2:
        return Decision(Status.OPEN, Say.NOTHING, Reason.UNTAKEN_LONG, Notice.MANAGER)
    if around.waited >= OWNER_AFTER and known.noticed < 1:
        return Decision(Status.OPEN, Say.NOTHING, Reason.UNTAKEN, Notice.OWNER)
    return None


def passes(alert: Alert, around: Around) -> Decision | None:
    """What time alone does to an alert, with the figures it has; None where it does nothing.

    A cause is over only where its last reading said that it is gone, and back only where one finds it.
    """
    state = alert.state
    if state.status is Status.RECOVERING:
        is_gone = alert.reason in (Reason.RECOVERING, Reason.SETTLING)
        decision = decide(state, None, around, alert.finding.nature) if is_gone else None
    elif state.status in RUNNING:
        decision = decide(state, alert.finding, around, alert.finding.nature, is_changed=False)
    else:
        return None
    if decision is None or decision.notice is not None or decision.status is not state.status:
        return decision
    return decision if decision.say in (Say.CARD, Say.EDIT) else None


# ------------------------------------------------------------------------------------------------ suppression

Explains = Callable[[Finding, Finding], bool]  # whether the cause (second) explains the effect (first)
OF_REVENUE = frozenset({"visitors", "conversion", "aov"})


def same_subject(effect: Finding, cause: Finding) -> bool:
    return effect.subject == cause.subject


def parts_of_revenue(effect: Finding, cause: Finding) -> bool:
    """Revenue is said with the parts that moved it."""
    return cause.subject == "revenue" and effect.subject in OF_REVENUE


def whole_store(_effect: Finding, cause: Finding) -> bool:
    return cause.subject in ("revenue", "visitors")


def of_roi(effect: Finding, _cause: Finding) -> bool:
    return effect.subject == "roi"


def ads_cost_more(effect: Finding, cause: Finding) -> bool:
    """Their return fell on the day on which they cost more than usual."""
    return (effect.subject, cause.subject) == ("roi", "ad_spend") and _same_day(effect, cause)


def ads_cost_too_much(effect: Finding, cause: Finding) -> bool:
    """What they cost is said with their share of sales."""
    return effect.subject == "ad_spend" and _same_day(effect, cause)


def sales_fell(effect: Finding, cause: Finding) -> bool:
    """Ads take too large a share only because revenue fell: of what it usually is they would keep to it."""
    if cause.subject != "revenue" or not _same_day(effect, cause) or "usual" not in cause.facts:
        return False
    return Decimal(effect.facts["spend"]) <= Decimal(effect.facts["limit"]) * Decimal(cause.facts["usual"])


def _same_day(effect: Finding, cause: Finding) -> bool:
    return effect.facts.get("day") == cause.facts.get("day")


# what explains what: a rule, by which rule, and where
EXPLAINED_BY: tuple[tuple[Rule, Rule, Explains], ...] = (
    (Rule.UNUSUAL_LOW, Rule.UNUSUAL_LOW, parts_of_revenue),
    (Rule.UNUSUAL_HIGH, Rule.UNUSUAL_HIGH, parts_of_revenue),
    (Rule.UNUSUAL_LOW, Rule.ROI_LOW, of_roi),
    (Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH, ads_cost_more),
    (Rule.UNUSUAL_HIGH, Rule.SPEND_SHARE, ads_cost_too_much),
    (Rule.SPEND_SHARE, Rule.UNUSUAL_LOW, sales_fell),
    (Rule.PRODUCT_FELL, Rule.SOLD_OUT, same_subject),
    (Rule.PRODUCT_FELL, Rule.UNUSUAL_LOW, whole_store),
)


def suppressor(finding: Finding, there: Collection[Finding]) -> Finding | None:
    """The larger cause that explains a finding: nobody has to hear of both."""
    for effect, cause, explains in EXPLAINED_BY:
        if effect is not finding.rule:
            continue
        for one in there:
            is_there = one.rule is cause and one.level is not Level.UNKNOWN
            if is_there and explains(finding, one):
                return one
    return None


# what a trouble may become: whoever hears of that need not see to this any more
WORSE: Mapping[Rule, frozenset[Rule]] = {
    Rule.BALANCE_LOW: frozenset({Rule.BALANCE_SHORT, Rule.BALANCE_EMPTY}),
    Rule.BALANCE_SHORT: frozenset({Rule.BALANCE_EMPTY}),
}


def is_overtaken(finding: Finding, there: Collection[Finding]) -> bool:
    """Whether a worse stage of the same trouble is there."""
    worse = WORSE.get(finding.rule, frozenset())
    return any(one.rule in worse and one.subject == finding.subject for one in there)
