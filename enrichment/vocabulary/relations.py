"""Which concept is wider, narrower or close to another: how a reader walks through the glossary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from enrichment.vocabulary.concepts import load_concepts

_FILE = Path(__file__).with_name("concept_relations.json")


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids of concepts, each list in the order of the thesaurus. `broader`: what this one is a kind or a part of (an
    underlying act of its crime, an element of the crime it belongs to); `narrower` is the same seen from above;
    `related` goes both ways and says no more than "see also"."""

    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@cache
def load_relations() -> Mapping[str, Relations]:
    """The relations of every concept by its id; the file names each pair once. Raises KeyError when it names a concept
    that the thesaurus does not have."""
    order = {concept.id: place for place, concept in enumerate(load_concepts())}
    broader: dict[str, set[str]] = {concept: set() for concept in order}
    narrower: dict[str, set[str]] = {concept: set() for concept in order}
    related: dict[str, set[str]] = {concept: set() for concept in order}
    for row in json.loads(_FILE.read_text(encoding="utf-8")):
        for wider in row["broader"]:
            broader[row["id"]].add(wider)
            narrower[wider].add(row["id"])
        for other in row["related"]:
            related[row["id"]].add(other)
            related[other].add(row["id"])
    return {
        concept: Relations(
            *(tuple(sorted(found[concept], key=order.__getitem__)) for found in (broader, narrower, related))
        )
        for concept in order
    }
