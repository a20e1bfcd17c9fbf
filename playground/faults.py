"""What can go wrong between the bot and Telegram, on demand."""

from typing import Any

from playground.spec import Json

BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
FAULTS: dict[str, Json] = {  # any field can be given or overridden
    "drop": {"drop": True},
    "lost_reply": {"drop": True, "execute": True},
    "http500": {"status": 500, "description": "Internal Server Error"},
    "html502": {"status": 502, "html": BAD_GATEWAY},
    "late_reply": {"late": 0.5, "execute": True},
    "slow": {"delay": 3.0, "execute": True},
    "flood": {"status": 429, "retry_after": 1},
    "migrate": {"status": 400, "description": "Bad Request: group chat was upgraded to a supergroup chat"},
    "kicked": {"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"},
    "blocked": {"status": 403, "description": "Forbidden: bot was blocked by the user"},
    "no_rights": {
        "status": 400,
        "description": "Bad Request: not enough rights to send text messages to the chat",
    },
}


def new_fault(kind: str, method: str, chat_id: int, times: int, skip: int, **more: Any) -> Json:
    known = FAULTS[kind] if kind else {}
    return {"method": method.lower(), "chat_id": chat_id, "times": times, "skip": skip, **known, **more}


def take_fault(faults: list[Json], method: str, raw: Json) -> Json | None:
    """The fault that this call meets, counted off."""
    method, chat_id = method.lower(), str(raw.get("chat_id", ""))
    for fault in faults:
        if fault["method"] != method and (fault["method"] != "*" or method == "getupdates"):
            continue
        if fault["chat_id"] and str(fault["chat_id"]) != chat_id:
            continue
        if fault["skip"] > 0:
            fault["skip"] -= 1
            continue
        fault["times"] -= 1
        if fault["times"] <= 0:
            faults.remove(fault)
        return fault
    return None
