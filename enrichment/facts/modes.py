"""Modes of liability: how the accused is said to have taken part, beside the crime or in the order of the court."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment.decision import Certainty, Citation, CitationKind, Evidence, Fact
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.crimes import CRIME_OF_CONCEPT
from enrichment.facts.matter import Matter
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary import offence_of

RULE = "modes/1"

# Concept of the thesaurus -> word of the registry.
_MODE_OF_CONCEPT = {
    "direct_perpetration": "direct_perpetration",
    "co_perpetration": "co-perpetration",
    "indirect_perpetration": "indirect_perpetration",
    "ordering": "ordering",
    "instigation": "instigation",
    "aiding_abetting": "aiding_abetting",
    "superior_responsibility": "superior_responsibility",
    "jce": "joint_criminal_enterprise",
    "conspiracy": "conspiracy",
    "omission": "omission",
    "incitement_genocide": "incitement",
}
# French, Belgian and Spanish law know one complicity, wider than aiding and abetting.
_COMPLICITY_LANGUAGES = frozenset(("fr", "es"))
# "non coupable du chef de génocide comme auteur"
_NOT_GUILTY_OF = re.compile(
    r"\b(?:non|not|nicht|niet|no|inte)\s+(?:coupables?|guilty|schuldig|culpables?|skyldiga?)\b[^;:]*$", re.IGNORECASE
)
_SURE = frozenset(("superior_responsibility", "jce", "incitement_genocide", "co_perpetration", "indirect_perpetration"))
_NOT_AT_ISSUE = frozenset((Matter.ASYLUM, Matter.INCITEMENT, Matter.CITIZENSHIP))


def read_modes(
    reading: Reading, citations: Sequence[Citation], matter: Matter, crimes_at_issue: bool
) -> tuple[tuple[Fact, ...], str | None]:
    """The modes of liability as facts, or why none is read; only where a crime of the taxonomy is at issue."""
    if matter in _NOT_AT_ISSUE or not crimes_at_issue:
        return (), "no crime at issue to take part in"
    found: dict[str, list[tuple[int, Evidence]]] = {}
    for sentence in reading.of_court(CONCEPT):
        strength = _strength(sentence)
        if not strength:
            continue
        for mention in sentence.of(CONCEPT):
            mode = mode_of(mention, reading.language)
            if mode is None or (strength < 2 and mention.id not in _SURE):
                continue
            if _NOT_GUILTY_OF.search(sentence.text, 0, mention.start):
                continue
            found.setdefault(mode, []).append((strength, sentence.evidence(mention.start, mention.end)))
    for citation in citations:
        offence = offence_of(citation.norm) if citation.kind is CitationKind.PROVISION and citation.norm else None
        if offence is None or offence.mode is None:
            continue
        where = reading.at(citation.paragraph, citation.start)
        if where is not None and (where.role is Role.OPERATIVE_PART or where.has("conviction")):
            proof = Evidence(citation.text, citation.paragraph, citation.start, citation.end)
            found.setdefault(offence.mode, []).append((2, proof))
    facts = tuple(
        Fact(
            "modes_of_liability",
            mode,
            RULE,
            Certainty.CERTAIN if max(strength for strength, _ in seen) >= 2 else Certainty.PROBABLE,
            tuple(proof for _, proof in sorted(seen, key=lambda item: -item[0])[:5]),
        )
        for mode, seen in found.items()
    )
    return facts, None if facts else "no mode of liability is named beside a crime"


def mode_of(mention: Mention, language: str | None) -> str | None:
    """The mode of liability (word of the registry) that a mention of the thesaurus names, None where it names none."""
    mode = _MODE_OF_CONCEPT.get(mention.id)
    return "complicity" if mode == "aiding_abetting" and language in _COMPLICITY_LANGUAGES else mode


def _strength(sentence: Sentence) -> int:
    """2: in the order, or with a charge or conviction; 1: beside a crime or an act; 0: neither."""
    if sentence.role is Role.OPERATIVE_PART or sentence.has("conviction", "acquittal", "charge"):
        return 2
    names_crime = any(mention.id in CRIME_OF_CONCEPT for mention in sentence.of(CONCEPT))
    return 1 if names_crime or sentence.has("accused") else 0
