"""Files that wait for people: given up where nobody answers, their originals dropped."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import storage.stores
import storage.uploads
from chat.house import House
from chat.originals import drop
from chat.outbox import put_correction
from messages.preview import discarded_post
from messages.texts import Texts
from metrics.uploads import Upload, UploadState

DECIDED_WITHIN = timedelta(days=2)


async def forget_original(house: House, store_id: int, upload_id: int) -> None:
    """Drops the file of an upload that will not count, unless one that counts has the same bytes."""
    upload = await house.read(storage.uploads.by_id, store_id, upload_id)
    if upload is None or not upload.sha256 or await house.read(storage.uploads.is_needed, upload):
        return
    await asyncio.to_thread(drop, house.data_dir, upload.sha256)


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
    post = discarded_post(upload.file_name, None, Texts(store.language, store.zone))
    put_correction(session, f"{seen}:{upload.id}", post, now=now)
    return True
