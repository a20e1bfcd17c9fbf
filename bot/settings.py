"""Settings, from the environment and a TOML file: all named ZHANGGUI_…, all mistakes named at once."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from chat.client import TELEGRAM

PREFIX = "ZHANGGUI_"
FILE = "zhanggui.toml"
EXPLAINED = {
    "bot_token": "the token that @BotFather gave you, like 123456:ABC-DEF…",
    "telegram_url": "the address of a Bot API server, like https://bot-api.example.org",
    "database_url": "sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME",
    "data_dir": "a folder",
    "owners": "Telegram user ids with commas between them, like 11111111,22222222",
    "log_format": "text or json",
    "ingest_port": "a port for POST /ingest, like 8090",
    "ingest_bind": "the address POST /ingest listens at, like 127.0.0.1",
}


class WrongSettings(Exception):  # noqa: N818 - it says what is there, not what happened
    """Settings that are missing or wrong; each line names one, without its value."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """What the program is told from outside. Secrets are never printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, hide_input_in_errors=True, extra="forbid")

    bot_token: SecretStr | None = Field(default=None)
    telegram_url: str = TELEGRAM
    database_url: SecretStr | None = None
    data_dir: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("zhanggui", False)))
    owners: Annotated[frozenset[int], NoDecode] = frozenset()
    log_format: Literal["text", "json"] = "text"
    ingest_port: Annotated[int, Field(ge=0, le=65535)] | None = None  # none: nothing listens
    ingest_bind: Annotated[str, Field(min_length=1)] = "127.0.0.1"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file, which is passed in as arguments."""
        return env_settings, init_settings

    @field_validator("bot_token", mode="after")
    @classmethod
    def _token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None or not token.get_secret_value().strip():
            return None
        number, _, secret = token.get_secret_value().strip().partition(":")
        if not number.isdecimal() or not secret or any(character.isspace() for character in secret):
            raise ValueError("not a token")
        return SecretStr(token.get_secret_value().strip())

    @field_validator("telegram_url", mode="after")
    @classmethod
    def _address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("not an address")
        return url.rstrip("/")

    @field_validator("database_url", mode="after")
    @classmethod
    def _database(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None or not url.get_secret_value().strip():
            return None
        try:
            driver = make_url(url.get_secret_value().strip()).drivername
        except ArgumentError:
            raise ValueError("not a database address") from None
        if driver not in ("sqlite", "postgresql+psycopg"):
            raise ValueError("not a database we know")
        return SecretStr(url.get_secret_value().strip())

    @field_validator("ingest_port", mode="before")
    @classmethod
    def _port(cls, given: Any) -> Any:
        return None if isinstance(given, str) and not given.strip() else given

    @field_validator("owners", mode="before")
    @classmethod
    def _owners(cls, given: Any) -> Any:
        if isinstance(given, str):
            return [part for part in given.replace(",", " ").split() if part]
        return [given] if isinstance(given, int) else given

    @property
    def database(self) -> str:
        """The address to open; by default a file under the data folder. Holds a password perhaps."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'zhanggui.db'}"

    @property
    def token(self) -> str:
        """Empty where there is none: only `run` and `doctor` need one."""
        return self.bot_token.get_secret_value() if self.bot_token else ""


def load(config: Path | None = None, *, needs_token: bool = False) -> Settings:
    """The environment over `config`, which is by default zhanggui.toml here or in the data folder.

    Raises WrongSettings with one line for every setting that is wrong or missing.
    """
    values = _from_file(config)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        missing = needs_token and not (values.get("bot_token") or os.environ.get(f"{PREFIX}BOT_TOKEN"))
        raise WrongSettings([_line("bot_token", "is missing")] * missing + _lines(error)) from None
    if needs_token and settings.bot_token is None:
        raise WrongSettings([_line("bot_token", "is missing")])
    return settings


def _from_file(config: Path | None) -> dict[str, Any]:
    path = config or _usual_file()
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise WrongSettings([f"{path} cannot be read: {error.strerror}."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings([f"{path} is not TOML: {error}."]) from None
    return {name.lower().removeprefix(PREFIX.lower()): value for name, value in found.items()}


def _usual_file() -> Path | None:
    folders = (Path(), Path(platformdirs.user_data_dir("zhanggui", False)))
    return next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)


def _lines(error: ValidationError) -> list[str]:
    """Each wrong setting once."""
    names = dict.fromkeys(str(problem["loc"][0]) for problem in error.errors(include_input=False))
    return [_line(name, "is wrong" if name in EXPLAINED else "is not a setting") for name in names]


def _line(name: str, what: str) -> str:
    expected = f": it must be {EXPLAINED[name]}" if name in EXPLAINED else ""
    return f"{PREFIX}{name.upper()} {what}{expected}."
