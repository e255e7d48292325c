"""The court register: courts with their names, short forms, level and ECLI code.

`courts.json` holds one court a line. German courts are those of the published list of ECLI court codes of the Länder
and the federation; codes of other States follow their own ECLI or neutral-citation practice. Ids are stable:
`<alpha-3 country>/<code>` with the ECLI code where there is one, `INTL/<code>` for international courts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from enrichment.decision import Court
from enrichment.facts.ecli import Ecli, parse_ecli

_FILE = Path(__file__).parent / "courts.json"


@dataclass(frozen=True, slots=True)
class RegisteredCourt:
    """A court with the forms its name is written in and its ECLI codes (upper case)."""

    court: Court
    forms: tuple[str, ...]
    ecli_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedCourt:
    """A court found by its name, and what stood behind the name (chamber, panel), None if nothing."""

    court: Court
    chamber: str | None


# Short forms of the kinds of court in German; the register has the long ones.
_KINDS = {
    "ag": "amtsgericht", "lg": "landgericht", "olg": "oberlandesgericht", "vg": "verwaltungsgericht",
    "ovg": "oberverwaltungsgericht", "vgh": "verwaltungsgerichtshof", "sg": "sozialgericht",
    "lsg": "landessozialgericht", "arbg": "arbeitsgericht", "lag": "landesarbeitsgericht", "fg": "finanzgericht",
    "verfgh": "verfassungsgerichtshof", "verfg": "verfassungsgericht", "lverfg": "landesverfassungsgericht",
    "stgh": "staatsgerichtshof", "rb": "rechtbank", "hof": "gerechtshof",
}  # fmt: skip
_FILLERS = frozenset(
    [
        "der",
        "die",
        "das",
        "des",
        "am",
        "an",
        "im",
        "in",
        "von",
        "vom",
        "der",
        "für",
        "zu",
        "te",
        "de",
        "la",
        "du",
        "den",
        "het",
        "a",
        "d",
    ]
)


@lru_cache(maxsize=1)
def load_court_register() -> tuple[RegisteredCourt, ...]:
    """Every court of the register with its name forms."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        RegisteredCourt(
            Court(id=row["id"], name=row["name"], country=row["country"], name_en=row["name_en"], level=row["level"]),
            tuple(row["forms"]),
            tuple(code.upper() for code in row["ecli"]),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def load_courts() -> Mapping[str, Court]:
    """Every court of the register by its id."""
    return {entry.court.id: entry.court for entry in load_court_register()}


def find_court_by_ecli(ecli: str) -> Court | None:
    """The court whose code an ECLI has, or None (not an ECLI, or a court not in the register)."""
    parsed: Ecli | None = parse_ecli(ecli)
    if parsed is None:
        return None
    country = parsed.country_alpha3 or parsed.country
    return _by_ecli().get((country, parsed.court))


def find_court_by_name(name: str, country: str | None = None) -> Court | None:
    """The court called `name` (full name, short form or portal code, with or without a chamber behind), or None.

    `country` (alpha-3) decides between courts of one name; without it a name that several courts have is None."""
    found = find_named_court(name, country)
    return found.court if found else None


def find_named_court(name: str, country: str | None = None) -> NamedCourt | None:
    """As `find_court_by_name`, with the chamber that stands behind the name (`OLG Koblenz 2. Senat`)."""
    words = re.split(r"\s+", name.replace("\u00a0", " ").strip(" .;:,-–"))
    for length in range(len(words), 0, -1):
        key = court_key(" ".join(words[:length]))
        court = _only(_by_key().get(key, ()), country, key)
        if court is not None:
            rest = " ".join(words[length:]).strip(" ,-–:/")
            return NamedCourt(court, rest or None)
    return None


@lru_cache(maxsize=16384)
def court_key(name: str) -> str:
    """The comparison key of a court name: kind of court in full, no case, accents, fillers or punctuation."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("’", "'"))
    text = "".join(character for character in folded if not unicodedata.combining(character))
    words = [_KINDS.get(word, word) for word in re.findall(r"\w+", text)]
    kept = [
        re.sub(r"(?<=gericht)(?:e?s)$|(?<=gerichtshof)(?:e?s)$", "", word) for word in words if word not in _FILLERS
    ]
    return " ".join(kept or words)


# what courts of many States are called; without the State these say nothing
_GENERIC = frozenset(
    court_key(name)
    for name in (
        "Supreme Court",
        "Court of Appeal",
        "High Court",
        "Crown Court",
        "Family Court",
        "County Court",
        "Landgericht",
        "Obergericht",
    )
)


def _only(courts: tuple[Court, ...], country: str | None, key: str) -> Court | None:
    if country is not None:
        own = [court for court in courts if court.country == country]
        if len(own) == 1:
            return own[0]
        courts = tuple(court for court in courts if court.country is None)
    return courts[0] if len(courts) == 1 and (country is not None or key not in _GENERIC) else None


@lru_cache(maxsize=1)
def _by_ecli() -> Mapping[tuple[str, str], Court]:
    index: dict[tuple[str, str], Court] = {}
    for entry in load_court_register():
        for code in entry.ecli_codes:
            country = entry.court.country or {"ECHR": "CE"}.get(code, "EU")
            index[country, code] = entry.court
    return index


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, tuple[Court, ...]]:
    index: dict[str, list[Court]] = {}
    for entry in load_court_register():
        for form in (
            entry.court.name,
            *entry.forms,
            *([entry.court.name_en] if entry.court.name_en else []),
            *entry.ecli_codes,
        ):
            courts = index.setdefault(court_key(form), [])
            if entry.court not in courts:
                courts.append(entry.court)
    return {key: tuple(courts) for key, courts in index.items()}
