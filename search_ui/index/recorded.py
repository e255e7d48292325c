"""How decisions about a concept are recorded: the facet it stands in, and what it is called there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enrichment.vocabulary import Concept, load_concepts

POLARITIES = ("accepted", "rejected", "left_open", "argued")
"""What can become of a bar or immunity, the court's own findings first."""

_FACET_OF_TYPE = {
    "crime": "crime",
    "underlying_act": "crime",
    "mode_of_liability": "mode",
    "jurisdiction_basis": "basis",
    "immunity_bar": "issue",
}
_FACET_OF_CONCEPT = dict.fromkeys(
    ("conviction", "acquittal", "upheld_on_appeal", "quashed_on_appeal", "inadmissibility"), "outcome"
)
# What the record calls a concept where that is not its id (see the rules in `enrichment.facts` and the registry).
_CALLED: Mapping[str, tuple[str, ...]] = {
    "acquittal": ("acquitted",),
    "aiding_abetting": ("aiding_abetting", "complicity"),
    "co_perpetration": ("co-perpetration", "co_perpetration"),
    "conviction": ("convicted",),
    "inadmissibility": ("inadmissible",),
    "incitement_genocide": ("incitement", "incitement_genocide"),
    "jce": ("joint_criminal_enterprise", "jce"),
    "legality": ("retroactivity",),
    "protective_principle": ("protective",),
    "quashed_on_appeal": ("quashed",),
    "territoriality": ("territorial",),
    "terrorist_organisation": ("terrorism_related", "terrorist_organisation"),
    "upheld_on_appeal": ("upheld",),
    "universal_jurisdiction": ("universal", "universal_jurisdiction"),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The values of `facet` that stand for a concept; for `issue` each is a kind that has a polarity behind it."""

    facet: str
    values: tuple[str, ...]

    def filters(self, polarity: str | None = None) -> dict[str, tuple[str, ...]]:
        """The filter that finds the decisions; of a bar or immunity those of one polarity, or of any."""
        if self.facet != "issue":
            return {self.facet: self.values}
        polarities = (polarity,) if polarity else POLARITIES
        return {"issue": tuple(f"{kind}:{each}" for kind in self.values for each in polarities)}


def recorded(concept: Concept) -> Recorded | None:
    """How decisions about `concept` are recorded, None where no field of a decision tells."""
    facet = _FACET_OF_CONCEPT.get(concept.id) or _FACET_OF_TYPE.get(concept.type)
    return Recorded(facet, _CALLED.get(concept.id, (concept.id,))) if facet else None


def concept_of(facet: str, value: str) -> str | None:
    """The concept that a value of a facet stands for (`mode`, `complicity`: aiding and abetting), None for none."""
    return _concepts().get((facet, value.partition(":")[0] if facet == "issue" else value))


@cache
def _concepts() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for concept in load_concepts():
        known = recorded(concept)
        if known is not None:
            found |= {(known.facet, value): concept.id for value in known.values}
    return found
