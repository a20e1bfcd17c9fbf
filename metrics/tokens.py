"""A store's token for programs that send its files, as far as it is remembered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TokenLine:
    """Who made it, and when. The token itself is shown once and kept nowhere."""

    made_by_name: str
    made_at: datetime
