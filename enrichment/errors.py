"""What can be wrong with a document, said in one line."""

from __future__ import annotations

import re

KINDS = (
    "empty",
    "truncated",
    "wrong_type",
    "encrypted",
    "too_large",
    "hostile",
    "needs_ocr",
    "no_text",
    "encoding",
    "unsupported",
    "timeout",
    "memory",
    "crashed",
)

_MAX_REASON = 300


class Unreadable(Exception):
    """A document cannot be read. `kind` is one of `KINDS`; `reason` is one line for the person who has to mend it."""

    def __init__(self, kind: str, reason: str) -> None:
        if kind not in KINDS:
            raise ValueError(f"unknown kind of unreadable document: {kind}")
        self.kind = kind
        self.reason = _one_line(reason)
        super().__init__(f"{kind}: {self.reason}")

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        # the default would hand the joined message back to __init__ when a worker process sends the error home
        return type(self), (self.kind, self.reason)


def _one_line(reason: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in reason)
    line = re.sub(r"\s+", " ", printable).strip()
    return line if len(line) <= _MAX_REASON else line[: _MAX_REASON - 1] + "…"
