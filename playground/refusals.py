"""How the Bot API says no."""


class ApiError(Exception):
    """A refusal in the shape of the Bot API."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(message: str) -> ApiError:
    """A 400; Telegram lowers the first letter unless the text starts with a CONSTANT."""
    constant = len(message) > 1 and (message[1] == "_" or message[1].isupper())
    return ApiError(400, "Bad Request: " + (message if constant else message[:1].lower() + message[1:]))
