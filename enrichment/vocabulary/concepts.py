"""The thesaurus: concepts of international criminal law, their names in seven languages, meaning and provisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("concepts.json")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept.

    `type`: crime, underlying_act, contextual_element, mode_of_liability, defence, jurisdiction_basis,
    jurisdiction_condition, immunity_bar, procedure, evidence, sentencing, outcome, institution or source_of_law.
    `labels`: by ISO 639-1 language, the preferred term first, then variants and inflected forms.
    `ambiguous`: the labels among them that mean something else more often than not (German "Verfolgung" is
    persecution and prosecution): good for showing and for searching by concept, never read as a fact from a text.
    `provisions`: where the concept stands in statutes and treaties, in the statutes' own citation style.
    """

    id: str
    type: str
    labels: Mapping[str, tuple[str, ...]]
    definition: str
    provisions: tuple[str, ...]
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def preferred(self, language: str) -> str:
        """The term to show in `language`, English where the concept has none, its id as a last resort."""
        terms = self.labels.get(language) or self.labels.get("en")
        return terms[0] if terms else self.id.replace("_", " ")

    def unambiguous(self, language: str) -> tuple[str, ...]:
        """The labels in `language` that can be read from a text as this concept."""
        doubtful = self.ambiguous.get(language, ())
        return tuple(label for label in self.labels.get(language, ()) if label not in doubtful)


@cache
def load_concepts() -> tuple[Concept, ...]:
    """All concepts in the order of the data file. Raises KeyError or ValueError when the file is malformed."""
    return tuple(_concept(item) for item in json.loads(_FILE.read_text(encoding="utf-8")))


def _concept(item: Mapping[str, Any]) -> Concept:
    return Concept(
        id=item["id"],
        type=item["type"],
        labels={language: tuple(terms) for language, terms in item["labels"].items()},
        definition=item["definition"],
        provisions=tuple(item["provisions"]),
        ambiguous={language: tuple(terms) for language, terms in item.get("ambiguous", {}).items()},
    )
