"""The morning brief: at its time, once, and after a crash once more rather than never."""

import asyncio
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.orm import Session

import chat.brief
from chat.parts import plain
from jobs import arrivals, brief
from metrics.stores import Store
from metrics.tables import Kind
from services import arrivals as arrivals_service
from services import brief as service
from services import readiness
from storage import calendar, settings, tables
from storage.engine import reading, writing
from tests.houses import Shift
from tests.uploading import incoming, make_store

DAY = date(2026, 11, 21)
NINE = datetime.fromisoformat("2026-11-22T09:00:00+08:00")
ELEVEN = NINE + timedelta(hours=2)
SHOP_FILE = frozenset({Kind.SHOP_DAY})


class Morning(Shift):
    def file_comes(self, day: date = DAY) -> None:
        """The shop file of a day."""
        upload_id = self.comes("sycm_shop", day)
        with writing(self.engine) as session:
            key = {"store_id": self.store.id, "day": day}
            money = {"paid_amount": Decimal(100), "paid_buyers": 10, "visitors": 200}
            session.execute(insert(tables.shop_day).values(**key, **money, upload_id=upload_id))
            session.execute(insert(tables.store_day).values(**key, **money, origin="shop"))

    def comes(
        self, format: str, day: date = DAY, *, at: datetime | None = None, state: str = "stored"
    ) -> int:
        """A file that tells of a day; what it tells is not looked at."""
        told = {"state": state, "format": format, "first_day": day, "last_day": day}
        moment = at or self.now
        with writing(self.engine) as session:
            number = session.scalar(select(func.count()).select_from(tables.upload))
            values = {**vars(incoming(self.store, number, at=moment)), "finished_at": moment, **told}
            return session.execute(
                insert(tables.upload).values(values).returning(tables.upload.c.id)
            ).scalar_one()

    def usually_comes(self, format: str, at: time) -> None:
        """For two weeks, each morning, about the day before."""
        for back in range(1, 15):
            told_on = NINE.date() - timedelta(days=back)
            self.comes(format, told_on - timedelta(days=1), at=self.store.moment(told_on, at))

    def day_is_off(self) -> None:
        with writing(self.engine) as session:
            calendar.declare(session, self.store.id, NINE.date(), works=False, set_by=1)

    def said(self, kind: str = "post") -> list[str]:
        """The first line of everything that was put out, without its todo."""
        return [line.split("</b>")[0].removeprefix("<b>") for line in super().said(kind)]

    def row(self) -> Any:
        with reading(self.engine) as session:
            return session.execute(select(tables.brief)).one()


BRIEF = "11月21日 周六：第一天有数据。"
ASKED = "11月21日的早报在等文件。"
PARTIAL = "11月21日 周六：还没有销售数据。"


@pytest.fixture
def morning(engine: Engine) -> Morning:
    with writing(engine) as session:
        store = make_store(session)
        session.execute(update(tables.store).values(created_at=NINE - timedelta(days=1)))
    return Morning(engine, store, NINE)


async def test_the_brief_comes_at_its_time_and_once(morning: Morning) -> None:
    morning.file_comes()
    house = morning.house()
    morning.now = NINE - timedelta(seconds=1)
    await brief.tick(house)
    assert morning.said() == []
    for later in (0, 15, 200, 3600, 5 * 3600):
        morning.now = NINE + timedelta(seconds=later)
        await brief.tick(house)
    assert morning.said() == [BRIEF]
    row = morning.row()
    assert (row.state, row.partial, row.sent_at) == ("sent", False, NINE)


async def test_several_processes_send_one_brief(morning: Morning) -> None:
    morning.file_comes()
    await asyncio.gather(*(brief.tick(morning.house()) for _ in range(4)))
    assert morning.said() == [BRIEF]


async def test_a_missing_file_is_asked_for_once_and_the_brief_follows_it(morning: Morning) -> None:
    house = morning.house()
    for minutes in (0, 1, 30):
        morning.now = NINE + timedelta(minutes=minutes)
        await brief.tick(house)
        await brief.after_upload(house, morning.store, frozenset({Kind.REVIEW}))
    assert morning.said() == [ASKED]
    morning.file_comes()
    await brief.after_upload(house, morning.store, SHOP_FILE)
    await brief.after_upload(house, morning.store, SHOP_FILE)
    morning.now = ELEVEN
    await brief.tick(house)
    assert morning.said() == [ASKED, BRIEF]


async def test_a_file_that_tells_the_day_otherwise_rewrites_its_brief(morning: Morning) -> None:
    morning.file_comes()
    await brief.tick(morning.house())
    await brief.after_upload(morning.house(), morning.store, SHOP_FILE)
    assert morning.said("edit") == []
    with writing(morning.engine) as session:
        session.execute(update(tables.store_day).values(paid_amount=Decimal(250)))
    morning.now = ELEVEN
    await brief.after_upload(morning.house(), morning.store, SHOP_FILE)
    await brief.after_upload(morning.house(), morning.store, SHOP_FILE)
    assert morning.said("edit") == [BRIEF]
    with reading(morning.engine) as session:
        (edit,) = session.scalars(select(tables.outbox.c.body).where(tables.outbox.c.kind == "edit"))
    assert "¥250" in edit


async def test_a_file_whose_arrival_nobody_told_is_noticed(morning: Morning) -> None:
    house = morning.house()
    await brief.tick(house)
    morning.file_comes()  # stored by a process that was killed before it could say so
    morning.now = NINE + timedelta(minutes=1)
    await brief.tick(house)
    assert morning.said() == [ASKED, BRIEF]


async def test_at_the_deadline_a_partial_brief_goes_out(morning: Morning) -> None:
    house = morning.house()
    await brief.tick(house)
    morning.now = ELEVEN - timedelta(seconds=1)
    await brief.tick(house)
    assert morning.said() == [ASKED]
    morning.now = ELEVEN
    await brief.tick(house)
    assert morning.said() == [ASKED, PARTIAL]
    row = morning.row()
    assert (row.partial, row.missing) == (True, "sycm_shop")


# ------------------------------------------------------------------------------------------ several files

LATER = timedelta(minutes=30)
ADS, REVIEWS = "wxt_plans", "reviews_rpa"


@pytest.fixture
def three(morning: Morning) -> Morning:
    """Three files come every morning; one that no brief shows, too."""
    for format, at in (("sycm_shop", time(8, 40)), (ADS, time(8, 50)), (REVIEWS, time(9, 40))):
        morning.usually_comes(format, at)
    morning.usually_comes("jst_stock", time(8, 30))
    return morning


async def test_what_never_comes_is_not_said_to_have_come(three: Morning) -> None:
    three.file_comes()
    three.comes(REVIEWS)
    house = three.house()
    await brief.tick(house)
    three.now = ELEVEN
    await brief.tick(house)
    assert three.row().missing == ADS
    said = three.said()
    three.now = NINE + timedelta(days=1, hours=15, minutes=1)  # of that day nothing is waited for any more
    await brief.tick_partial(house)
    assert three.said() == said
    assert three.row().missing == ADS


@pytest.mark.parametrize(
    "order", [("sycm_shop", ADS, REVIEWS), (REVIEWS, "sycm_shop", ADS), (ADS, REVIEWS, "sycm_shop")]
)
async def test_it_comes_with_the_last_of_its_files(three: Morning, order: tuple[str, ...]) -> None:
    house = three.house()
    for number, format in enumerate(order):
        three.now = NINE + (number - 1) * LATER
        await brief.tick(house)
        assert three.said() == [ASKED][:number]
        three.file_comes() if format == "sycm_shop" else three.comes(format)
        await brief.after_upload(house, three.store, SHOP_FILE)
    assert three.said() == [ASKED, BRIEF]
    assert three.row().missing == ""


async def test_it_asks_once_for_all_that_is_missing_and_nobody_else_does(three: Morning) -> None:
    three.file_comes()
    house = three.house()
    for minutes in (0, 1, 30, 50):
        three.now = NINE + timedelta(minutes=minutes)
        await brief.tick(house)
        await arrivals.tick(house)
    asked, stock = three.bodies("post")
    assert plain(asked["text"]) == (
        "11月21日的早报在等文件。\n\n"
        "万相台 计划报表\n通常 08:50 · 小王\n\n"
        "评价 采集表\n通常 09:40 · 小王\n\n"
        "请发到这里，到齐就出早报。\n最晚 11:00 发出，缺的会注明。"
    )
    assert "聚水潭" in stock["text"]
    assert "万相台" not in stock["text"]
    three.comes(ADS)
    three.comes(REVIEWS)
    await brief.after_upload(house, three.store, SHOP_FILE)
    assert three.said()[2:] == [BRIEF]


async def test_nobody_is_asked_before_the_usual_time_of_a_file(three: Morning) -> None:
    three.file_comes()
    three.comes(ADS)
    house = three.house()
    for minutes in (0, 10, 39):
        three.now = NINE + timedelta(minutes=minutes)
        await brief.tick(house)
        assert three.said() == []
    three.now = NINE + timedelta(minutes=40)
    await brief.tick(house)
    assert three.said() == [ASKED]


async def test_what_somebody_was_asked_for_already_is_not_asked_for_again(morning: Morning) -> None:
    morning.usually_comes(ADS, time(6))
    morning.now = NINE - timedelta(minutes=61)
    morning.file_comes()
    await arrivals.tick(morning.house())
    assert len(morning.said()) == 0  # nobody is asked before eight
    morning.now = NINE - timedelta(minutes=60)
    with writing(morning.engine) as session:
        arrivals_service.mark_asked(session, morning.store, [ADS], morning.now)
    for minutes in (0, 60):
        morning.now = NINE + timedelta(minutes=minutes)
        await brief.tick(morning.house())
        await arrivals.tick(morning.house())
    assert morning.said() == []
    morning.now = ELEVEN
    await brief.tick(morning.house())
    assert morning.row().missing == ADS


async def test_at_the_deadline_it_names_all_it_goes_out_without(three: Morning) -> None:
    house = three.house()
    three.file_comes()
    for moment in (NINE, ELEVEN):
        three.now = moment
        await brief.tick(house)
    assert three.said() == [ASKED, BRIEF]
    row = three.row()
    assert (row.partial, row.missing) == (True, f"{ADS},{REVIEWS}")


async def test_a_file_that_waits_for_a_decision_is_not_asked_for_but_missing(three: Morning) -> None:
    three.file_comes()
    three.comes(REVIEWS)
    three.comes(ADS, state="held")
    for minutes in (0, 60, 120):
        three.now = NINE + timedelta(minutes=minutes)
        await brief.tick(three.house())
    assert three.said() == [BRIEF]
    assert three.row().missing == ADS


async def test_a_file_that_is_being_read_is_waited_for_also_at_the_deadline(three: Morning) -> None:
    three.file_comes()
    three.comes(REVIEWS)
    three.now = ELEVEN - timedelta(minutes=1)
    three.comes(ADS, state="waiting")
    for moment in (NINE, ELEVEN):
        three.now = moment
        await brief.tick(three.house())
    assert three.said() == []
    three.now = ELEVEN + timedelta(minutes=5)
    await brief.tick(three.house())
    assert three.said() == [BRIEF]


async def test_on_a_day_off_nobody_is_asked_and_the_brief_is_silent(three: Morning) -> None:
    three.day_is_off()
    three.file_comes()
    for moment in (NINE, NINE + LATER, ELEVEN):
        three.now = moment
        await brief.tick(three.house())
        await arrivals.tick(three.house())
    (body,) = three.bodies("post")
    assert body["silent"]
    assert three.row().missing == f"{ADS},{REVIEWS}"


@pytest.mark.parametrize(
    ("expected", "missing"),
    [("", ""), ("wxt_plans", ADS), ("sycm_shop,wxt_plans,jst_stock", f"{ADS},jst_stock")],
)
async def test_a_store_may_choose_what_its_brief_waits_for(
    three: Morning, expected: str, missing: str
) -> None:
    with writing(three.engine) as session:
        settings.change(session, three.store.id, "expected", expected)
    three.file_comes()
    for moment in (NINE, ELEVEN):
        three.now = moment
        await brief.tick(three.house())
    assert three.row().missing == missing
    assert three.row().sent_at == (ELEVEN if missing else NINE)


# ------------------------------------------------------------------------------------------ the rest comes


async def test_the_rest_completes_the_brief_that_went_out_without(three: Morning) -> None:
    house = three.house()
    for moment in (NINE, ELEVEN):
        three.now = moment
        await brief.tick(house)
    assert three.said() == [ASKED, PARTIAL]
    three.file_comes()
    await brief.after_upload(house, three.store, SHOP_FILE)
    assert (three.said("edit"), len(three.said())) == ([BRIEF], 2)
    assert three.row().missing == f"{ADS},{REVIEWS}"
    three.comes(ADS)
    three.comes(REVIEWS)
    for _ in range(2):
        await brief.after_upload(house, three.store, SHOP_FILE)
        await brief.tick_partial(house)
    assert len(three.said("edit")) == 1  # it still waited to be sent, and says the latest
    assert three.said()[2:] == ["✅ 文件到齐了：上面的早报已补全。"]
    assert three.bodies("post")[-1]["silent"]
    assert three.row().missing == ""


async def test_the_last_file_is_named_when_it_completes_the_brief(morning: Morning) -> None:
    house = morning.house()
    for moment in (NINE, ELEVEN):
        morning.now = moment
        await brief.tick(house)
    morning.file_comes()
    await asyncio.gather(*(brief.after_upload(morning.house(), morning.store, SHOP_FILE) for _ in range(4)))
    assert morning.said()[2:] == ["✅ 生意参谋店铺文件到了：上面的早报已补全。"]
    assert morning.said("edit") == [BRIEF]


async def test_what_is_two_days_old_is_left_as_it_is(morning: Morning) -> None:
    for moment in (NINE, ELEVEN):
        morning.now = moment
        await brief.tick(morning.house())
    morning.now = ELEVEN + timedelta(days=2, minutes=3)
    morning.file_comes()
    await brief.tick_partial(morning.house())
    assert (morning.said("edit"), len(morning.said())) == ([], 2)


class KilledError(Exception):
    """What a process that dies at this very line does not survive."""


@pytest.mark.parametrize("line", ["load", "mark_sent"])
async def test_a_crash_between_claim_and_send_sends_once_more_not_never(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    def die(*_arguments: object, **_more: object) -> None:
        raise KilledError

    morning.file_comes()
    with monkeypatch.context() as patch:
        patch.setattr(service, line, die)
        with pytest.raises(KilledError):
            await brief.tick(morning.house())
    assert morning.said() == []
    await brief.tick(morning.house())
    assert morning.said() == []  # still claimed by the one that died
    morning.now = NINE + timedelta(minutes=2)
    await brief.tick(morning.house())
    await brief.tick(morning.house())
    assert morning.said() == [BRIEF]


async def test_a_crash_while_asking_asks_again(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_arguments: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(service, "mark_asked", die)
        with pytest.raises(KilledError):
            await brief.tick(morning.house())
    assert morning.said() == []
    morning.now = NINE + timedelta(minutes=2)
    await brief.tick(morning.house())
    assert morning.said() == [ASKED]


@pytest.mark.parametrize("line", ["put_correction", "put_reply"])
async def test_a_crash_while_it_is_completed_completes_it_later(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    def die(*_arguments: object, **_more: object) -> None:
        raise KilledError

    for moment in (NINE, ELEVEN):
        morning.now = moment
        await brief.tick(morning.house())
    morning.file_comes()
    with monkeypatch.context() as patch:
        patch.setattr(chat.brief, line, die)
        with pytest.raises(KilledError):
            await brief.after_upload(morning.house(), morning.store, SHOP_FILE)
    assert (morning.said("edit"), len(morning.said())) == ([], 2)
    for _ in range(2):
        await brief.tick_partial(morning.house())
    assert (morning.said("edit"), len(morning.said())) == ([BRIEF], 3)


async def test_a_file_that_comes_while_it_is_asked_for_is_not_overlooked(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = brief.ask_post

    def slowly(*arguments: Any) -> Any:
        morning.file_comes()  # stored after we looked, before we wrote down that we wait
        return ask(*arguments)

    monkeypatch.setattr(brief, "ask_post", slowly)
    await brief.tick(morning.house())
    assert morning.said() == [ASKED, BRIEF]


async def test_one_stores_trouble_does_not_keep_the_others_waiting(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning.file_comes()
    with writing(morning.engine) as session:
        other = make_store(session, -101)
        session.execute(update(tables.store).values(created_at=NINE - timedelta(days=1)))
    look = readiness.look

    def refuse_other(session: Session, store: Store, *rest: Any) -> Any:
        if store.id == other.id:
            raise KilledError
        return look(session, store, *rest)

    monkeypatch.setattr(readiness, "look", refuse_other)
    with pytest.raises(KilledError):
        await brief.tick(morning.house())
    assert morning.said() == [BRIEF]


async def test_after_three_days_exactly_one_brief_goes_out(morning: Morning) -> None:
    morning.usually_comes(ADS, time(8, 40))
    morning.file_comes()
    await brief.tick(morning.house())  # asks for the ads, and then the bot is away
    morning.now = NINE + timedelta(days=3, hours=5)
    for minutes in (0, 1, 2, 60, 300):
        morning.now = NINE + timedelta(days=3, hours=5, minutes=minutes)
        await brief.tick(morning.house())
        await brief.tick_partial(morning.house())
    assert morning.said() == [ASKED, "11月24日 周二：还没有销售数据。"]


async def test_what_comes_in_after_a_late_start_is_in_the_brief(morning: Morning) -> None:
    """It is sent marked as late."""
    morning.now = NINE + timedelta(hours=5)
    await brief.tick(morning.house())
    assert morning.said() == []
    morning.now += timedelta(seconds=10)
    morning.file_comes()
    await brief.after_upload(morning.house(), morning.store, SHOP_FILE)
    (body,) = morning.bodies("post")
    assert body["text"].startswith(f"<b>{BRIEF}</b>")
    assert "09:00" in body["text"]


@pytest.mark.parametrize(("minutes", "is_late"), [(15, False), (16, True)])
async def test_it_is_late_when_only_the_bot_kept_it(morning: Morning, minutes: int, is_late: bool) -> None:
    morning.file_comes()
    morning.now = NINE + timedelta(minutes=minutes)
    await brief.tick(morning.house())
    (body,) = morning.bodies("post")
    assert ("09:00" in body["text"]) is is_late


async def test_more_than_six_hours_late_it_joins_the_next_one(morning: Morning) -> None:
    morning.file_comes()
    morning.now = NINE + timedelta(hours=6)
    await brief.tick(morning.house())
    assert morning.said() == []
    morning.now = NINE + timedelta(days=1)
    morning.file_comes(DAY + timedelta(days=1))
    await brief.tick(morning.house())
    (body,) = morning.bodies("post")
    assert body["text"].startswith("<b>11月22日 周日")
    assert "11月21日 周六" in body["text"]


async def test_each_store_has_its_own_time(morning: Morning) -> None:
    morning.file_comes()
    with writing(morning.engine) as session:
        session.execute(update(tables.store).values(brief_at=time(9, 30)))
    house = morning.house()
    await brief.tick(house)
    assert morning.said() == []
    morning.now = NINE + timedelta(minutes=30)
    await brief.tick(house)
    assert morning.said() == [BRIEF]
