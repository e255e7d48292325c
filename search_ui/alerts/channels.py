"""What every way of delivery has in common: what may become of a message that is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a message.

    `accepted`: the other side took responsibility for it. `temporary`: it did not, and may do so later. `permanent`: it
    will never take it for this recipient. `uncertain`: the line dropped after all had been handed over and before the
    answer, so nobody on this side can know; the same message is handed over again under the same identifier. `ours`:
    nothing was handed over because something on our side is wrong (relay down, login refused); no recipient is to
    blame, and it does not count as an attempt."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNCERTAIN = "uncertain"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one message and a note for the ledger: one line, without the recipient's address."""

    fate: Fate
    note: str
