"""What a step did, in numbers that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[int, int, str], None]
"""Called as (done, total, what) while a step works."""


def silent(_done: int, _total: int, _what: str) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document set aside: where it came from, the kind of trouble and one line saying what."""

    source: str
    record_id: str
    kind: str
    reason: str


@dataclass(slots=True)
class StageReport:
    """`examined` = `unchanged` + `done` + len(`quarantined`): nothing is unaccounted for."""

    stage: str
    source: str | None
    examined: int = 0
    unchanged: int = 0
    done: int = 0
    events: Counter[str] = field(default_factory=Counter)
    quarantined: list[Quarantined] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def adds_up(self) -> bool:
        """Whether every examined record is accounted for."""
        return self.examined == self.unchanged + self.done + len(self.quarantined)
