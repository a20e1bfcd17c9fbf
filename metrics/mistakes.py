"""People's mistakes: what somebody did that cannot be done, as data; the words come later."""

from collections.abc import Mapping


class Mistake(Exception):  # noqa: N818  it is a person's, not an error of ours
    """Something a person can put right. `reason` names it, `facts` are what the sentence needs.

    Every reason has its sentence in `messages.mistakes`; a test compares the two lists.
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, object] = facts
