"""The inbox folder: each file once, whatever is killed at which line, and nothing outside is touched."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from chat import inbox
from chat.fetching import fetched
from chat.house import House
from chat.inbox import Inbox, content, files_in
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.uploads import Upload
from services.uploads import claim
from storage import tables
from storage.engine import reading, writing
from tests.houses import make_house
from tests.uploading import NOW, make_store


class KilledError(Exception):
    """What a process that dies at this very line does not survive."""


@pytest.fixture
def store(engine: Engine) -> Store:
    with writing(engine) as session:
        return make_store(session)


@pytest.fixture
def house(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(inbox, "SETTLED", 0.0)
    return make_house(engine, lambda: NOW, tmp_path, parsing=SimpleNamespace(wake=lambda: None))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The store's, with a file in it."""
    folder = tmp_path / "inbox" / "Shop"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("a,b\n1,2\n")
    return folder


def uploads(engine: Engine) -> list[Any]:
    with reading(engine) as session:
        return list(session.execute(select(tables.upload).order_by(tables.upload.c.id)).all())


def becomes(engine: Engine, state: str, said: str | None = None) -> None:
    with writing(engine) as session:
        session.execute(update(tables.upload).values(state=state, said=said))


async def test_it_is_written_down_once_with_its_original_kept(
    house: House, store: Store, folder: Path
) -> None:
    for _ in range(3):
        assert await Inbox(house).look()  # as if started anew each time
    (upload,) = uploads(house.engine)
    assert (upload.store_id, upload.chat_id, upload.message_id) == (store.id, store.chat_id, None)
    assert (upload.file_name, upload.size, upload.state) == ("a.csv", 8, "waiting")
    assert upload.group_id == upload.id
    assert (house.data_dir / "uploads" / upload.sha256[:2] / upload.sha256).read_text() == "a,b\n1,2\n"
    assert os.listdir(folder) == ["a.csv"]  # until it is known what becomes of it


@pytest.mark.parametrize(
    ("state", "where"),
    [("stored", "done"), ("held", "done"), ("asked", "done"), ("refused", "refused")],
)
async def test_it_is_moved_when_it_is_read(
    house: House, store: Store, folder: Path, state: str, where: str
) -> None:
    await Inbox(house).look()
    becomes(house.engine, state, "⚠️ <b>a.csv</b>\nIt is &lt;empty&gt;.")
    assert not await Inbox(house).look()
    assert os.listdir(folder) == [where]
    assert (folder / where / "a.csv").exists()
    if state == "refused":
        assert (folder / where / "a.csv.txt").read_text("utf-8") == "⚠️ a.csv\nIt is <empty>.\n"


@pytest.mark.parametrize("line", ["keep", "write_down_once", "put_away", "write_new", "os.rename"])
async def test_a_kill_at_any_line_reads_it_once(
    house: House, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    def die(*_arguments: object, **_more: object) -> None:
        raise KilledError

    async def day() -> None:
        await Inbox(house).look()
        becomes(house.engine, "refused", "why")
        await Inbox(house).look()

    with monkeypatch.context() as patch:
        patch.setattr(f"chat.inbox.{line}", die)
        with pytest.raises(KilledError):
            await day()
    assert "a.csv" in os.listdir(folder)
    await day()
    assert len(uploads(house.engine)) == 1
    assert sorted(os.listdir(folder / "refused")) == ["a.csv", "a.csv.txt"]
    assert os.listdir(folder) == ["refused"]


async def test_a_file_that_is_replaced_while_it_is_read_is_another_one(
    house: House, store: Store, folder: Path
) -> None:
    await Inbox(house).look()
    (folder / "new").write_text("a,b\n3,4\n")
    os.replace(folder / "new", folder / "a.csv")
    await Inbox(house).look()
    first, second = uploads(house.engine)
    assert first.sha256 != second.sha256


async def test_nothing_in_done_is_overwritten_and_no_link_followed(
    house: House, store: Store, folder: Path, tmp_path: Path
) -> None:
    (folder / "done").mkdir()
    (folder / "done" / "a.csv").write_text("yesterday's")
    await Inbox(house).look()
    becomes(house.engine, "stored")
    await Inbox(house).look()
    assert sorted(os.listdir(folder / "done")) == [f"a {uploads(house.engine)[0].id}.csv", "a.csv"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, folder / "refused")
    (folder / "b.csv").write_text("b")
    await Inbox(house).look()
    becomes(house.engine, "refused")
    await Inbox(house).look()
    assert os.listdir(elsewhere) == []


def test_only_the_file_that_was_written_down_is_read(folder: Path, tmp_path: Path) -> None:
    (one,) = files_in(tmp_path / "inbox")
    assert content(tmp_path, one.name) == b"a,b\n1,2\n"
    (tmp_path / "secret").write_text("secret")
    (folder / "a.csv").unlink()
    (folder / "a.csv").symlink_to(tmp_path / "secret")
    assert content(tmp_path, one.name) is None
    assert content(tmp_path, "inbox:1.2.3:../secret") is None


async def claimed(house: House) -> Upload:
    found = await house.run(claim, "me", NOW)
    assert found is not None
    return found[0]


async def test_an_original_that_is_gone_is_read_from_the_folder_again(
    house: House, store: Store, folder: Path
) -> None:
    await Inbox(house).look()
    upload = await claimed(house)
    kept = house.data_dir / "uploads" / (upload.sha256 or "")[:2] / (upload.sha256 or "")
    kept.unlink()  # as after a refused file of the same bytes
    assert (await fetched(house, upload, "me")).sha256 == upload.sha256
    assert kept.exists()
    kept.unlink()
    (folder / "a.csv").unlink()
    with pytest.raises(Mistake, match="inbox_gone"):
        await fetched(house, upload, "me")


async def test_a_file_that_is_too_big_is_refused_unread(
    house: House, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "a.csv").open("r+b") as file:
        file.truncate(201 << 20)  # a hole: it takes no room
    await Inbox(house).look()
    upload = await claimed(house)
    assert upload.sha256 is None
    with pytest.raises(Mistake, match="file_over_limit"):
        await fetched(house, upload, "me")


async def test_an_empty_file_is_waited_for_longer(house: House, store: Store, folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"")
    assert await Inbox(house).look()
    assert uploads(house.engine) == []
