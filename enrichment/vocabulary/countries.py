"""States: their names, adjectives and people in the six working languages, and the places UJ judgments name in them.

Names after the Unicode CLDR (territory names), completed with the forms courts use; adjectives and places our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("countries.json")


@dataclass(frozen=True, slots=True)
class Country:
    """A State or territory; `id` is ISO 3166-1 alpha-3 (and XKX, the code in common use for Kosovo).

    `names` and `adjectives` (the words for its people included) by ISO 639-1 language, inflected forms included;
    `places` are towns, regions and prisons in it, in whatever spelling, as they stand in judgments."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    places: tuple[str, ...]
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # names that more often mean something else

    def readable_names(self, language: str) -> tuple[str, ...]:
        """The names that can be read from a text in `language` as this State."""
        doubtful = self.ambiguous.get(language, ())
        return tuple(name for name in self.names.get(language, ()) if name not in doubtful)

    def name(self, language: str) -> str:
        """The name to show in `language` (English where we have none)."""
        return (self.names.get(language) or self.names["en"])[0]


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries, ordered by code. Raises KeyError or ValueError when the data file is malformed."""
    return tuple(
        Country(
            id=item["id"],
            names={language: tuple(names) for language, names in item["names"].items()},
            adjectives={language: tuple(words) for language, words in item.get("adjectives", {}).items()},
            places=tuple(item.get("places", ())),
            ambiguous={language: tuple(names) for language, names in item.get("ambiguous", {}).items()},
        )
        for item in json.loads(_FILE.read_text(encoding="utf-8"))
    )
