"""Uploads: written down before they are worked on, claimed by one process at a time, finished once."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Update, and_, exists, func, insert, literal, or_, select, true, update
from sqlalchemy.orm import Session

from metrics.uploads import Counts, GroupLine, Incoming, Upload, UploadLine, UploadState, Way
from storage.tables import layer, upload
from storage.upsert import insert as insert_or_update

PEOPLE = (UploadState.HELD, UploadState.ASKED, UploadState.LOCKED)  # they have to decide
PART_OF = ("store_id", "chat_id", "thread_id", "user_id", "user_name", "size", "received_at", "cleared_by")
TOGETHER = timedelta(seconds=10)  # as files come that somebody sends in one go, but not as an album
COUNTED = ("new", "changed", "unchanged")
LINE = tuple(UploadLine.__dataclass_fields__)
FIELDS = tuple(upload.c[name] for name in Upload.__dataclass_fields__)


def write_down(session: Session, incoming: Incoming) -> Upload | None:
    """The upload, waiting; None where this chat's message is known already."""
    values = {**vars(incoming), "state": UploadState.WAITING}
    written = insert_or_update(session, upload).values(values).on_conflict_do_nothing()
    return _one(session.execute(written.returning(*FIELDS)))


def is_waiting(session: Session, chat_id: int, message_id: int) -> bool:
    """Whether the file of this message (Telegram's id) is still to be read."""
    here = [upload.c.chat_id == chat_id, upload.c.message_id == message_id]
    return bool(session.scalar(select(exists().where(*here, upload.c.state == UploadState.WAITING))))


def let_come_again(session: Session, chat_id: int, message_id: int) -> None:
    """A message's file that does not count may be written down once more."""
    ended = (UploadState.REFUSED, UploadState.DISCARDED, UploadState.TAKEN_BACK)
    change = update(upload).where(upload.c.chat_id == chat_id, upload.c.message_id == message_id)
    session.execute(change.where(upload.c.state.in_(ended)).values(message_id=None))


def join_group(session: Session, new: Upload, album: str | None) -> int:
    """A file shares its receipt with others: of one album, still being read when it came, or stored just
    before it. After a refusal it has a receipt of its own: whoever tries again is waiting for an answer.
    """
    recent = new.received_at - TOGETHER
    together = [upload.c.state == UploadState.WAITING]
    if new.way is Way.CHAT:
        together.append(and_(upload.c.state == UploadState.STORED, upload.c.received_at > recent))
    if album:
        together.append(upload.c.album == album)
    query = (
        select(upload.c.group_id)
        .where(upload.c.chat_id == new.chat_id, upload.c.user_id == new.user_id, upload.c.id < new.id)
        .where(upload.c.thread_id.is_not_distinct_from(new.thread_id), or_(*together))
    )
    group_id: int = session.scalar(query.order_by(upload.c.id.desc()).limit(1)) or new.id
    session.execute(update(upload).where(upload.c.id == new.id).values(group_id=group_id))
    return group_id


def write_down_part(session: Session, whole: Upload, source: str, owner: str, until: datetime) -> Upload:
    """One more export in a file, at once claimed by who stores the file; it shares the file's receipt."""
    values = {name: getattr(whole, name) for name in PART_OF} | {
        "group_id": whole.group_id or whole.id,
        "file_name": f"{whole.file_name} › {source}",
        "file_id": "",
        "state": UploadState.WAITING,
        "claimed_by": owner,
        "claimed_until": until,
    }
    found = _one(session.execute(insert(upload).values(values).returning(*FIELDS)))
    assert found is not None
    return found


def group(session: Session, group_id: int) -> tuple[GroupLine, ...]:
    """The files sent together, in their order."""
    columns = [upload.c[name] for name in GroupLine.__dataclass_fields__]
    together = or_(upload.c.group_id == group_id, upload.c.id == group_id)
    query = select(*columns).where(together).order_by(upload.c.id)
    return tuple(GroupLine(**row) for row in session.execute(query).mappings())


def dropped(session: Session, store_id: int, name: str) -> GroupLine | None:
    """What became of a file in a store's folder, by the name it was written down as."""
    columns = [upload.c[name] for name in GroupLine.__dataclass_fields__]
    query = select(*columns).where(upload.c.store_id == store_id, upload.c.file_id == name)
    row = session.execute(query.order_by(upload.c.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else GroupLine(**row)


def note_hash(session: Session, upload_id: int, sha256: str | None) -> None:
    """Of a file that was kept before it was written down."""
    session.execute(update(upload).where(upload.c.id == upload_id).values(sha256=sha256))


def note_said(session: Session, upload_id: int, said: str) -> None:
    session.execute(update(upload).where(upload.c.id == upload_id).values(said=said))


def lock_group(session: Session, group_id: int) -> None:
    """Who speaks of a group sees what the others have said of it."""
    session.execute(select(upload.c.id).where(upload.c.id == group_id).with_for_update(key_share=True))


def write_down_claimed(
    session: Session, incoming: Incoming, sha256: str, owner: str, until: datetime
) -> Upload:
    """An upload whose file is kept already, at once claimed by who writes it down."""
    values = {
        **vars(incoming),
        "state": "waiting",
        "sha256": sha256,
        "claimed_by": owner,
        "claimed_until": until,
        "attempts": 1,
    }
    found = _one(session.execute(insert(upload).values(values).returning(*FIELDS)))
    assert found is not None
    return found


def claim_next(
    session: Session, owner: str, now: datetime, until: datetime, most: int | None = None
) -> Upload | None:
    """The oldest upload that waits and that no living process works on; `owner`'s from now until `until`.

    With `most`, only one of no more bytes.
    """
    free = or_(upload.c.claimed_until.is_(None), upload.c.claimed_until <= now)
    fits = true() if most is None else upload.c.size <= most
    oldest = (
        select(upload.c.id)
        .where(upload.c.state == "waiting", free, fits)
        .order_by(upload.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claimed = {"claimed_by": owner, "claimed_until": until, "attempts": upload.c.attempts + 1}
    change = update(upload).where(upload.c.id == oldest).values(claimed).returning(*FIELDS)
    return _one(session.execute(change))


def renew(session: Session, upload_id: int, owner: str, until: datetime) -> bool:
    """Keep a claim alive; False where it is no longer `owner`'s."""
    return _mine(session, upload_id, owner, claimed_until=until)


def put_back(session: Session, upload_id: int, owner: str, until: datetime) -> bool:
    """Let it wait until `until`: the file could not be fetched, which is not the file's fault."""
    return _mine(session, upload_id, owner, claimed_until=until, attempts=upload.c.attempts - 1)


def note_kept(session: Session, upload_id: int, owner: str, sha256: str) -> bool:
    """The original is on disk under this hash; it need not be fetched again."""
    return _mine(session, upload_id, owner, sha256=sha256)


def finish_stored(
    session: Session,
    upload_id: int,
    owner: str,
    now: datetime,
    *,
    format: str,
    days: tuple[date | None, date | None],
    counts: Counts,
    rejected: int,
) -> bool:
    """Done; False where another process has taken it over (then nothing of this transaction may stay)."""
    return _mine(
        session,
        upload_id,
        owner,
        state="stored",
        finished_at=now,
        format=format,
        first_day=days[0],
        last_day=days[1],
        rows_new=counts.new,
        rows_changed=counts.changed,
        rows_unchanged=counts.unchanged,
        rows_rejected=rejected,
    )


def finish_refused(session: Session, upload_id: int, owner: str, now: datetime, reason: str) -> bool:
    """Done, with nothing stored; False where another process has taken it over."""
    return _mine(session, upload_id, owner, state="refused", finished_at=now, refusal=reason)


def same_file(session: Session, known: Upload) -> Upload | None:
    """The latest stored upload of the same bytes to the same store, other than `known`; a part has none."""
    if known.sha256 is None:
        return None
    query = (
        select(*FIELDS)
        .where(
            upload.c.store_id == known.store_id,
            upload.c.sha256 == known.sha256,
            upload.c.state == "stored",
            upload.c.id != known.id,
        )
        .order_by(upload.c.id.desc())
        .limit(1)
    )
    return _one(session.execute(query))


def lock_file(session: Session, sha256: str) -> None:
    """Whoever keeps or drops a file of these bytes waits for others who do (SQLite's writers do anyway)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(sha256, 0))))


def is_needed(session: Session, known: Upload) -> bool:
    """Whether another upload of the same bytes, to any store, counts or may still be read."""
    wanted = [UploadState.WAITING, UploadState.STORED, *PEOPLE]
    query = select(upload.c.id).where(
        upload.c.sha256 == known.sha256, upload.c.state.in_(wanted), upload.c.id != known.id
    )
    return session.scalar(query.limit(1)) is not None


def formats_sent(session: Session, store_id: int) -> tuple[str, ...]:
    """The formats of all stored files, those that came most often first."""
    query = (
        select(upload.c.format)
        .where(upload.c.store_id == store_id, upload.c.state == "stored", upload.c.format.is_not(None))
        .group_by(upload.c.format)
        .order_by(func.count().desc(), upload.c.format)
    )
    return tuple(session.scalars(query))


def usual_uploader(session: Session, store_id: int, format: str, now: datetime) -> str | None:
    """Who sent most of this format's files within 30 days; of several, who sent the latest."""
    query = (
        select(upload.c.user_name)
        .where(
            upload.c.store_id == store_id,
            upload.c.format == format,
            upload.c.state == "stored",
            upload.c.received_at > now - timedelta(days=30),
        )
        .group_by(upload.c.user_name)
        .order_by(func.count().desc(), func.max(upload.c.id).desc())
        .limit(1)
    )
    name: str | None = session.execute(query).scalar_one_or_none()
    return name


def senders(session: Session, store_id: int, since: datetime) -> tuple[tuple[int, str], ...]:
    """Who has sent files from `since` on (Telegram's id, the latest name), who sent most first."""
    query = (
        select(upload.c.user_id, upload.c.user_name)
        .where(upload.c.store_id == store_id, upload.c.received_at >= since)
        .order_by(upload.c.id)
    )
    names, counts = dict[int, str](), Counter[int]()
    for row in session.execute(query):
        names[row.user_id] = row.user_name
        counts[row.user_id] += 1
    return tuple((user_id, names[user_id]) for user_id, _ in counts.most_common())


def listed(
    session: Session, store_id: int, most: int, upload_id: int | None = None
) -> tuple[UploadLine, ...]:
    """The latest uploads, the newest first; of `upload_id` only that one."""
    rows = sum((func.coalesce(upload.c[f"rows_{name}"], 0) for name in COUNTED), literal(0))
    layers = exists().where(layer.c.upload_id == upload.c.id)
    stored = upload.c.state == UploadState.STORED
    columns = [upload.c[name] for name in LINE if name in upload.c]
    query = (
        select(*columns, rows.label("rows"), and_(stored, layers).label("can_be_taken_back"))
        .where(upload.c.store_id == store_id)
        .order_by(upload.c.id.desc())
        .limit(most)
    )
    if upload_id is not None:
        query = query.where(upload.c.id == upload_id)
    return tuple(UploadLine(**row) for row in session.execute(query).mappings())


def hold(
    session: Session,
    upload_id: int,
    owner: str,
    now: datetime,
    *,
    format: str,
    days: tuple[date | None, date | None],
) -> bool:
    """Understood, but it waits for people; False where another process has taken it over."""
    found = {"format": format, "first_day": days[0], "last_day": days[1]}
    return _mine(session, upload_id, owner, state=UploadState.HELD, finished_at=now, **found)


def wait_for_answer(session: Session, upload_id: int, owner: str, now: datetime) -> bool:
    """Nobody knows its table: it waits for people; False where another process has taken it over."""
    return _mine(session, upload_id, owner, state=UploadState.ASKED, finished_at=now)


def lock(session: Session, upload_id: int, owner: str, now: datetime) -> bool:
    """It has a password: it waits for people; False where another process has taken it over."""
    return _mine(session, upload_id, owner, state=UploadState.LOCKED, finished_at=now)


def unlock(session: Session, upload_id: int) -> bool:
    """Its password is known: it waits to be worked on again."""
    return _wait_again(session, upload_id, UploadState.LOCKED)


def clear(session: Session, upload_id: int, person: str) -> bool:
    """A held upload waits to be worked on again, and will not be held; False where others were quicker."""
    return _wait_again(session, upload_id, UploadState.HELD, cleared_by=person)


def read_again(session: Session, upload_id: int) -> bool:
    """What was asked about an upload has been answered: it waits to be worked on again."""
    return _wait_again(session, upload_id, UploadState.ASKED)


def _wait_again(session: Session, upload_id: int, seen: UploadState, **values: Any) -> bool:
    anew = {"state": UploadState.WAITING, "claimed_by": None, "claimed_until": None, "attempts": 0}
    change = update(upload).where(upload.c.id == upload_id, upload.c.state == seen)
    change = change.values(**anew, **values)
    return session.execute(change.returning(upload.c.id)).one_or_none() is not None


def undecided(session: Session, moment: datetime) -> tuple[Upload, ...]:
    """The uploads that have waited for people since before `moment`."""
    waiting = upload.c.state.in_((UploadState.HELD, UploadState.ASKED, UploadState.LOCKED))
    query = select(*FIELDS).where(waiting, upload.c.finished_at < moment)
    return tuple(Upload(**row) for row in session.execute(query.order_by(upload.c.id)).mappings())


def by_id(session: Session, store_id: int, upload_id: int) -> Upload | None:
    query = select(*FIELDS).where(upload.c.store_id == store_id, upload.c.id == upload_id)
    return _one(session.execute(query))


def end(
    session: Session, upload_id: int, seen: UploadState, state: UploadState, person: str, now: datetime
) -> bool:
    """People end it, where it still is as they saw it."""
    change = (
        update(upload)
        .where(upload.c.id == upload_id, upload.c.state == seen)
        .values(state=state, ended_by=person, ended_at=now)
        .returning(upload.c.id)
    )
    return session.execute(change).one_or_none() is not None


def _mine(session: Session, upload_id: int, owner: str, **values: Any) -> bool:
    still = and_(upload.c.id == upload_id, upload.c.claimed_by == owner, upload.c.state == "waiting")
    change: Update = update(upload).where(still).values(values).returning(upload.c.id)
    return session.execute(change).one_or_none() is not None


def _one(result: Any) -> Upload | None:
    row = result.mappings().one_or_none()
    return None if row is None else Upload(**row)
