"""Statutes and treaties by their names and short forms, and the ids that provisions are written with.

`statutes.json` lists them: id, country (alpha-3, None for treaties), names by language and short forms. Short forms
that several States use (StGB, CP, CC) are told apart by the country of the court.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_GENERIC = re.compile(
    r"(?:constitu|grondwet|cod[ei] |c[óo]digo |criminal code|charter|ley de enj|(?:c\.? ?[cp]|cp|cc|kk|kz)\.?$)",
    re.IGNORECASE,
)
_FILE = Path(__file__).parent / "statutes.json"


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute or treaty. `id` is the first part of every norm of it, e.g. `StGB-DE`, `RomeStatute`."""

    id: str
    country: str | None
    short_forms: tuple[str, ...]
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def load_statutes() -> tuple[Statute, ...]:
    """Every statute of the list, in its order."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Statute(row["id"], row["country"], tuple(row["short_forms"]), tuple(row["names"])) for row in rows)


def find_statute(name: str, country: str | None = None, default_country: str | None = None) -> str | None:
    """The id of the statute called `name` (short form or full name, any case of its article and endings), or None.

    Where several States use the name, that of `country` is meant (of `default_country` if `country` is None). A name
    that every State could use (`Constitution`, `Code pénal`) is never taken for another State's."""
    found = _by_name().get(name_key(name))
    if not found:
        return None
    for statute in found:
        if statute.country == (country or default_country) or statute.country is None:
            return statute.id
    if len(found) > 1 or _GENERIC.match(name):
        return None
    return found[0].id


def name_key(name: str) -> str:
    """The comparison key of a statute name: lower case letters and digits, common inflections dropped."""
    key = re.sub(r"[^\w]+", "", name.casefold()).replace("'", "")
    return re.sub(r"(?:gesetzbuch(?:e?s)?|gesetz(?:e?s)?|statut(?:e?s)?|abkommen(?:s)?|protokoll(?:e?s)?)$", _stem, key)


def _stem(match: re.Match[str]) -> str:
    return re.sub(r"e?s$", "", match[0]) if match[0].endswith("s") else match[0]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Statute, ...]]:
    index: dict[str, list[Statute]] = {}
    for statute in load_statutes():
        for name in (statute.id, *statute.short_forms, *statute.names):
            key = name_key(name)
            if statute not in index.setdefault(key, []):
                index[key].append(statute)
    return {key: tuple(statutes) for key, statutes in index.items()}
