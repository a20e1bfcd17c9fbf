"""Files that wait for people: given up where nobody answers, their originals dropped."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import storage.stores
import storage.uploads
from chat.house import House
from chat.originals import drop_unneeded
from chat.outbox import put_correction
from chat.receipts import put_group, shares_receipt
from messages.preview import discarded_line, discarded_post
from messages.texts import Texts
from metrics.stores import Store
from metrics.uploads import Upload, UploadLine, UploadState

DECIDED_WITHIN = timedelta(days=2)
Discard = Callable[[Session, int, int, str, datetime], UploadLine]


async def discard(house: House, store: Store, upload_id: int, person: str, end: Discard) -> UploadLine:
    """Somebody says that a file is not to count; raises Mistake where it is decided already."""
    line = await house.run(discard_and_retell, store, upload_id, person, end, house.clock())
    await forget_original(house, store.id, upload_id)
    house.outbox.wake()
    return line


def discard_and_retell(
    session: Session, store: Store, upload_id: int, person: str, end: Discard, now: datetime
) -> UploadLine:
    line = end(session, store.id, upload_id, person, now)
    upload = storage.uploads.by_id(session, store.id, upload_id)
    if upload is not None:
        retell_group(session, upload, person, Texts(store.language, store.zone), now)
    return line


def retell_group(session: Session, upload: Upload, person: str | None, texts: Texts, now: datetime) -> None:
    """The receipt of files sent together no longer says that one of them waits for people."""
    line = discarded_line(upload.file_name, person, texts)
    if upload.chat_id is not None and shares_receipt(session, upload, line):
        put_group(session, upload, texts, now)


async def forget_original(house: House, store_id: int, upload_id: int) -> None:
    upload = await house.read(storage.uploads.by_id, store_id, upload_id)
    if upload is not None:
        await house.run(drop_unneeded, house.data_dir, upload)


async def give_up_undecided(house: House) -> None:
    """Files about which nobody has answered us in two days are discarded, in words."""
    now = house.clock()
    for upload in await house.read(storage.uploads.undecided, now - DECIDED_WITHIN):
        if await house.run(discard_and_tell, upload, now):
            await forget_original(house, upload.store_id, upload.id)
            house.outbox.wake()


def discard_and_tell(session: Session, upload: Upload, now: datetime) -> bool:
    """Whether nobody else was quicker."""
    store = storage.stores.store_by_id(session, upload.store_id)
    seen = UploadState(upload.state)
    if store is None or not storage.uploads.end(session, upload.id, seen, UploadState.DISCARDED, "", now):
        return False
    texts = Texts(store.language, store.zone)
    put_correction(session, f"{seen}:{upload.id}", discarded_post(upload.file_name, None, texts), now=now)
    retell_group(session, upload, None, texts, now)
    return True
