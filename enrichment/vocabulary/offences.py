"""Which provision means which crime, mode of liability or basis of jurisdiction.

Keys are provisions in normal form (`VStGB/7`, `CP-FR/212-1`); a provision cited with its subdivisions belongs to the
longest key it starts with. The German Code of Crimes against International Law and the Rome Statute were checked
against their texts; the other statutes are given after their official citation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("offences.json")


@dataclass(frozen=True, slots=True)
class Offence:
    """What citing `provision` points to: a crime, mode of liability, jurisdiction basis or another concept."""

    provision: str
    crime: str | None = None
    mode: str | None = None
    basis: str | None = None
    concept: str | None = None


@cache
def load_offences() -> Mapping[str, Offence]:
    """All known provisions by their key. Raises TypeError or ValueError when the data file is malformed."""
    offences = (Offence(**item) for item in json.loads(_FILE.read_text(encoding="utf-8")))
    return {offence.provision: offence for offence in offences}


def offence_of(norm: str) -> Offence | None:
    """The offence a provision in normal form belongs to: `VStGB/7/1/5` is crimes against humanity like `VStGB/7`."""
    known = load_offences()
    while norm:
        if norm in known:
            return known[norm]
        first, dash, _ = norm.rpartition("-")  # a range: "18USC/2340-2340A"
        if dash and first in known:
            return known[first]
        norm, _, _ = norm.rpartition("/")
    return None
