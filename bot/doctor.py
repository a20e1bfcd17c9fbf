"""zhanggui doctor: looks at everything the bot needs and says what to do about what is missing."""

import tempfile
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

import telegram
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from chat.client import open_bot
from chat.secrets import redact
from storage.engine import open_database
from storage.migrate import Revision, revision_state

CHINESE = "掌柜"


class Health(StrEnum):
    OK = "ok"
    NOTE = "note"  # works, but not for everybody
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    name: str
    health: Health
    said: str
    advice: str = ""


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """All findings, in the order a person would put them right."""
    return (
        data_folder(settings),
        database(settings),
        fonts(),
        time_zones(),
        door(settings),
        *await telegram_findings(settings),
        owners(settings),
    )


def data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        advice = "Make it writable, or choose another one with ZHANGGUI_DATA_DIR."
        return Finding("data folder", Health.PROBLEM, f"{folder}: {error.strerror}", advice)
    return Finding("data folder", Health.OK, str(folder))


def database(settings: Settings) -> Finding:
    engine = open_database(settings.database)
    name = engine.url.render_as_string(hide_password=True)
    try:
        state = revision_state(engine)
    except SQLAlchemyError as error:
        advice = "Start the database server, or correct ZHANGGUI_DATABASE_URL."
        return Finding("database", Health.PROBLEM, f"{name}: {cause(error)}", advice)
    finally:
        engine.dispose()
    match state:
        case Revision.EMPTY:
            return Finding("database", Health.OK, f"{name}: empty, the first start makes its tables")
        case Revision.OLD:
            return Finding("database", Health.OK, f"{name}: the next start brings its tables up to date")
        case Revision.CURRENT:
            return Finding("database", Health.OK, f"{name}: tables are up to date")
    advice = "Install that version, or name another database with ZHANGGUI_DATABASE_URL."
    return Finding("database", Health.PROBLEM, f"{name}: written by a newer version", advice)


def fonts() -> Finding:
    from charts.style import FONT, known_characters  # loads matplotlib: only where it is needed

    try:
        missing = {ord(character) for character in CHINESE} - known_characters()
    except (OSError, RuntimeError):
        return Finding("fonts", Health.PROBLEM, f"{FONT} cannot be loaded", "Install the program again.")
    if missing:
        return Finding("fonts", Health.PROBLEM, f"{FONT} has no Chinese", "Install the program again.")
    return Finding("fonts", Health.OK, FONT.stem)


def time_zones() -> Finding:
    try:
        ZoneInfo("Asia/Shanghai")
    except (KeyError, OSError):
        return Finding("time zones", Health.PROBLEM, "Asia/Shanghai is not known", "pip install tzdata")
    return Finding("time zones", Health.OK, "Asia/Shanghai is known")


def door(settings: Settings) -> Finding:
    """POST /ingest, with which programs send files."""
    if settings.ingest_port is None:
        return Finding("ingest", Health.OK, "closed: programs cannot send files (ZHANGGUI_INGEST_PORT)")
    said = f"open at {settings.ingest_bind}, port {settings.ingest_port}, for who has a store's /token"
    if settings.ingest_bind in ("127.0.0.1", "::1", "localhost"):
        return Finding("ingest", Health.OK, said)
    advice = "Other machines reach it without encryption: put a proxy with HTTPS before it."
    return Finding("ingest", Health.NOTE, said, advice)


async def telegram_findings(settings: Settings) -> list[Finding]:
    if not settings.token:
        advice = "Ask @BotFather for one (/newbot) and set ZHANGGUI_BOT_TOKEN."
        return [Finding("token", Health.PROBLEM, "there is none", advice)]
    bot = open_bot(settings.token, settings.telegram_url)
    try:
        async with bot:
            return [
                Finding("Telegram", Health.OK, f"{settings.telegram_url} answers"),
                Finding("token", Health.OK, f"@{bot.username}"),
                privacy(bot),
            ]
    except InvalidToken:
        advice = "Copy it again from @BotFather (/mybots, API Token) into ZHANGGUI_BOT_TOKEN."
        return [Finding("token", Health.PROBLEM, "Telegram does not accept it", advice)]
    except TelegramError as error:
        advice = "Check the connection, a proxy (HTTPS_PROXY) and ZHANGGUI_TELEGRAM_URL."
        said = f"{settings.telegram_url} does not answer: {redact(str(error))}"
        return [Finding("Telegram", Health.PROBLEM, said, advice)]


def privacy(bot: telegram.Bot) -> Finding:
    if bot.can_read_all_group_messages:
        return Finding("privacy mode", Health.OK, "off: files in groups reach the bot")
    advice = (
        "Switch it off with @BotFather (/setprivacy, Disable) and add the bot to its groups again; "
        "or make the bot an admin of each group."
    )
    said = "on: files in groups reach the bot only where it is an admin"
    return Finding("privacy mode", Health.NOTE, said, advice)


def owners(settings: Settings) -> Finding:
    if settings.owners:
        return Finding("owners", Health.OK, f"{len(settings.owners)} may set groups up")
    advice = "Set ZHANGGUI_OWNERS to your Telegram user id (a bot like @userinfobot tells it)."
    return Finding("owners", Health.PROBLEM, "nobody may set a group up", advice)


def cause(error: SQLAlchemyError) -> str:
    """The driver's own words on one line; they never hold the password."""
    original = getattr(error, "orig", None) or error
    return " ".join(str(original).split())[:200]
