"""The basis of jurisdiction (universal, personality ...), as the text names it or a provision cited shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment.decision import Certainty, Citation, CitationKind, Evidence, Fact
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.matter import Matter
from enrichment.facts.reading import Reading, Sentence
from enrichment.vocabulary import offence_of

RULE = "jurisdiction/1"

_BASIS_OF_CONCEPT = {
    "universal_jurisdiction": "universal",
    "active_personality": "active_personality",
    "passive_personality": "passive_personality",
    "protective_principle": "protective",
    "territoriality": "territorial",
    "universal_civil_jurisdiction": "other",
}
# The court says that the principle does not carry the case.
_DENIED = re.compile(
    r"\b(?:not|no|nor|never|neither|without|rather than|instead of|kein\w*|nicht|weder|ohne|statt|"
    r"aucune?|ne\s+\w+\s+pas|ni|"
    r"geen|niet|noch|zonder|ingen|inget|inte|utan|no se|ningún|ninguna|sin|tampoco)\b",
    re.IGNORECASE,
)
_TERRITORIAL_IS_OTHERS = frozenset(("territorial",))
_CLAUSE = re.compile(r"[,;:.]| - |\b(?:but|sondern|mais|maar|men|sino|pero|aber|jedoch)\b")


def read_jurisdiction(
    reading: Reading, citations: Sequence[Citation], matter: Matter, crimes_at_issue: bool
) -> tuple[tuple[Fact, ...], str | None]:
    """The bases of jurisdiction as facts, or why none is read."""
    if not crimes_at_issue and matter not in (Matter.CIVIL_CLAIM, Matter.CRIMINAL, Matter.OTHER):
        return (), "no crime of the taxonomy is at issue"
    affirmed: dict[str, list[Evidence]] = {}
    denied: set[str] = set()
    for sentence in reading.of_court(CONCEPT):
        for mention in sentence.of(CONCEPT):
            basis = _BASIS_OF_CONCEPT.get(mention.id)
            if basis is None or (basis in _TERRITORIAL_IS_OTHERS and not sentence.has("conviction", "charge")):
                continue
            if _is_denied(sentence, mention):
                denied.add(basis)
                continue
            affirmed.setdefault(basis, []).append(sentence.evidence(mention.start, mention.end))
    for citation in citations:
        offence = offence_of(citation.norm) if citation.kind is CitationKind.PROVISION and citation.norm else None
        if offence is not None and offence.basis is not None and offence.basis != "territorial":
            if offence.basis.endswith("personality") and offence.basis not in affirmed:
                continue  # the article lists several bases; only the court's words say which one it took
            proof = Evidence(citation.text, citation.paragraph, citation.start, citation.end)
            affirmed.setdefault(offence.basis, []).append(proof)
    facts = tuple(
        Fact(
            "jurisdiction_basis",
            basis,
            RULE,
            Certainty.PROBABLE if basis in denied else Certainty.CERTAIN,
            tuple(proofs[:5]),
        )
        for basis, proofs in affirmed.items()
    )
    if facts:
        return facts, None
    if denied:
        return (), f"named only to be denied: {', '.join(sorted(denied))}"
    return (), "the text names no basis of jurisdiction"


def _is_denied(sentence: Sentence, mention: Mention) -> bool:
    """A negation in the same clause, before the term and at most six words away."""
    before = sentence.text[: mention.start]
    clause = _CLAUSE.split(before)[-1]
    return bool(_DENIED.search(" ".join(clause.split()[-6:])))
