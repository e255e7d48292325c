"""Armed groups, services and parties that accused persons of UJ cases belonged to, with the forms of their names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("organisations.json")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: the `name` it is listed under (English or its own) and the `forms` it has in judgments."""

    name: str
    forms: tuple[str, ...]


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """All organisations in the order of the data file. Raises KeyError or ValueError when it is malformed."""
    return tuple(
        Organisation(item["name"], tuple(item["forms"])) for item in json.loads(_FILE.read_text(encoding="utf-8"))
    )
