"""How a command fails: one line with the mend, and a documented exit code."""

from __future__ import annotations

FAILED = 1
USAGE = 2
NOT_FOUND = 3
UNREADABLE = 4


class CommandFailure(Exception):
    """Ends the command with `code`; the message is one line."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(" ".join(message.split()))
        self.code = code
