"""What kind of proceedings a document is about: a criminal trial, an asylum claim, an extradition, hate speech ...

The same words (genocide, war crimes) stand in all of them; whether a crime is *at issue* depends on the matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from enrichment.decision import Court
from enrichment.facts.concepts import CONCEPT
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary import load_concepts

# Courts and boards that hear only asylum, immigration or administrative matters, by their names.
_ADMINISTRATIVE = re.compile(
    r"verwaltungsgericht|BVerwG|oberverwaltungsgericht|verwaltungsgerichtshof|asylgerichtshof|"
    r"conseil d'[ée]tat|cour nationale du droit d'asile|tribunal administratif|cour administrative|"
    r"raad van state|raad voor vreemdelingenbetwistingen|vreemdelingenkamer|migrations(?:över)?domstol|"
    r"immigration|asylum|förvaltningsrätt|kammarrätt|administrative court|tribunal contencioso",
    re.IGNORECASE,
)
_SOCIAL_TAX_LABOUR = re.compile(
    r"sozialgericht|finanzgericht|finanzhof|arbeitsgericht|patentgericht|landessozial|bundessozial|"
    r"handelsgericht|tribunal de commerce|tax|arbetsdomstol|college van beroep voor het bedrijfsleven|"
    r"centrale raad van beroep",
    re.IGNORECASE,
)


class Matter(StrEnum):
    """Kinds of proceedings."""

    CRIMINAL = "criminal"
    ASYLUM = "asylum"
    EXTRADITION = "extradition"
    INCITEMENT = "incitement"
    CITIZENSHIP = "citizenship"
    CIVIL_CLAIM = "civil_claim"  # damages for core crimes
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Proceedings:
    """The matter and, by kind of cue, how many sentences speak of it (title and order of the court count three)."""

    matter: Matter
    weight: dict[str, float]


_CUES = ("asylum", "extradition", "incitement", "revocation", "civil_action", "criminal_trial")
_CRIMES = frozenset(concept.id for concept in load_concepts() if concept.type == "crime")
_CENTRAL = (Role.OPERATIVE_PART, Role.HEADNOTE, Role.RUBRUM)


def read_matter(reading: Reading, court: Court | None) -> Proceedings:
    """The kind of proceedings, by the cues of all sentences and the court's name."""
    weight = dict.fromkeys(_CUES, 0.0)
    for sentence in reading.sentences:
        factor = 3.0 if sentence.paragraph is None or sentence.role in _CENTRAL else 1.0
        for cue in _CUES:
            if cue in sentence.kinds:
                weight[cue] += factor
        if "criminal_trial" not in sentence.kinds and (
            sentence.has("conviction", "acquittal") or (sentence.has("charge", "penalty") and _names_crime(sentence))
        ):
            weight["criminal_trial"] += 0.5 * factor
    name = court.name if court else ""
    if _ADMINISTRATIVE.search(name):
        weight["asylum"] *= 2.0
        weight["criminal_trial"] *= 0.3
    if _SOCIAL_TAX_LABOUR.search(name):
        weight["criminal_trial"] *= 0.1
    return Proceedings(_matter(weight, name), weight)


def _names_crime(sentence: Sentence) -> bool:
    return any(mention.id in _CRIMES for mention in sentence.of(CONCEPT))


def _matter(weight: dict[str, float], court_name: str) -> Matter:
    trial = weight["criminal_trial"]
    if weight["incitement"] >= 1 and weight["incitement"] >= 0.3 * trial:
        return Matter.INCITEMENT
    if weight["extradition"] >= 2 and weight["extradition"] > 0.7 * trial and weight["extradition"] > weight["asylum"]:
        return Matter.EXTRADITION
    if weight["asylum"] >= 2 and weight["asylum"] > 0.8 * trial:
        return Matter.ASYLUM
    if weight["revocation"] >= 1 and weight["revocation"] > 0.6 * trial:
        return Matter.CITIZENSHIP
    if trial >= 0.5 and trial >= weight["civil_action"]:
        return Matter.CRIMINAL
    if weight["civil_action"] >= 1 and not _ADMINISTRATIVE.search(court_name):
        return Matter.CIVIL_CLAIM
    return Matter.OTHER
