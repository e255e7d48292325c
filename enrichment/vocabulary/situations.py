"""The situations (conflict or regime, States, years) that UJ cases arise from, and the words that give one away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("situations.json")


@dataclass(frozen=True, slots=True)
class Situation:
    """A conflict or regime. `name` is shown ("Syria since 2011"), `states` are alpha-3 codes, `last_year` is None
    while it lasts, `cues` are names that occur in no other situation (armed groups, prisons, victims' groups)."""

    name: str
    states: tuple[str, ...]
    first_year: int
    last_year: int | None
    cues: tuple[str, ...]

    def covers(self, year: int) -> bool:
        """Whether `year` falls into the situation."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@cache
def load_situations() -> tuple[Situation, ...]:
    """All situations in the order of the data file. Raises KeyError or ValueError when it is malformed."""
    return tuple(
        Situation(
            name=item["name"],
            states=tuple(item["states"]),
            first_year=item["first_year"],
            last_year=item["last_year"],
            cues=tuple(item["cues"]),
        )
        for item in json.loads(_FILE.read_text(encoding="utf-8"))
    )
