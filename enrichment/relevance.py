"""Is this universal-jurisdiction case law? A transparent sum of weighed reasons, no model.

`uj`: a national court on core crimes, torture or enforced disappearance committed abroad (or the bounds of its power
to try them); `core_crime`: such a crime without that foreign element (an international tribunal, the courts of the
State where it happened); `neither`: everything else, asylum, terrorism, incitement and extradition included, however
often they speak of war crimes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enrichment.decision import Certainty, Citation, CitationKind, Court, Fact, Relevance
from enrichment.facts.concepts import CONCEPT, PEOPLE, PLACE, SITUATION, STATE
from enrichment.facts.crimes import CORE_CRIMES, CRIME_OF_CONCEPT, UJ_CRIMES, names_power_to_try
from enrichment.facts.matter import Matter, Proceedings
from enrichment.facts.reading import Reading
from enrichment.text import Role
from enrichment.vocabulary import load_situations, offence_of

# Tribunals that try individuals for core crimes; human-rights and inter-State courts are not among them.
_TRIBUNAL = re.compile(
    r"international criminal (?:court|tribunal)|cour pénale internationale|tribunal pénal international|"
    r"IStGH|ICTY|ICTR|IRMCT|"
    r"international residual mechanism|special court for sierra leone|extraordinary chambers in the courts of cambodia|"
    r"ECCC|"
    r"kosovo specialist chambers|special tribunal for lebanon|special panels for serious crimes|"
    r"internationaler strafgerichtshof|"
    r"mechanism for international criminal tribunals",
    re.IGNORECASE,
)
_TRIBUNAL_NUMBER = re.compile(r"^(?:ICC-\d|IT-\d|ICTR-\d|MICT-\d|SCSL-\d|KSC-|STL-\d|\d{3}/\d\d-\d\d-\d{4})")
_HUMAN_RIGHTS = re.compile(
    r"european court of human rights|cour européenne des droits|inter-american court|corte interamericana|"
    r"african court on human|ecowas|community court|human rights committee|committee against torture|"
    r"committee on|international court of justice|"
    r"cour internationale de justice|permanent court|court of justice of the european union|cour de justice",
    re.IGNORECASE,
)
_CHAMBER = re.compile(
    r"\b(?:trial chamber|appeals chamber|pre-trial chamber|chambre (?:préliminaire|d'appel|de première instance))\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:article|rule)s? \d+[\w() ]* of the (?:Rome )?(?:Statute|Rules of Procedure and Evidence|"
    r"Rules)\b|Rome Statute|\bStatut de Rome\b",
    re.IGNORECASE,
)
_HEAD = 40  # sentences in which a tribunal's document bears its number
_PUBLISH, _CORE = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class _Reason:
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the decision's facts contribute."""

    court: Court | None
    crimes: Sequence[Fact]
    territorial_states: Sequence[str]
    jurisdiction_basis: Sequence[str]
    nationality: Sequence[str]
    citations: Sequence[Citation]


def judge_relevance(reading: Reading, proceedings: Proceedings, facts: Findings) -> Relevance:
    """Label, score 0..1 that the text is UJ case law, and the reasons in plain words, weightiest first."""
    core, core_reasons = _core_crime(reading, proceedings, facts)
    foreign, foreign_reasons = _abroad(reading, facts)
    traps = _traps(reading, proceedings, facts, core)
    against = sum(reason.weight for reason in traps)
    tribunal = _tribunal(reading, facts)
    p_core = _logistic(core + against - 3.0)
    p_foreign = 0.02 if tribunal else _logistic(foreign - 2.0)
    score = p_core * p_foreign
    if tribunal:
        reasons = [_Reason(9.0, tribunal), *core_reasons]
        label = "core_crime"
    else:
        reasons = [*core_reasons, *foreign_reasons, *traps]
        label = "uj" if score >= _PUBLISH else "core_crime" if p_core >= _CORE else "neither"
        if label == "neither" and not reasons:
            reasons = [_Reason(0.0, "no core crime is named")]
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return Relevance(label, min(max(score, 0.0), 1.0), tuple(reason.text for reason in ordered[:8]))


def _core_crime(reading: Reading, proceedings: Proceedings, facts: Findings) -> tuple[float, list[_Reason]]:
    """How much speaks for a core crime, torture or disappearance being at issue."""
    reasons: list[_Reason] = []
    for fact in facts.crimes:
        if fact.value in UJ_CRIMES:
            # Torture alone is at issue in many complaints about the forum's own police.
            full = 4.0 if fact.value in CORE_CRIMES else 2.2
            weight = full if fact.certainty is Certainty.CERTAIN else full * 0.6
            reasons.append(_Reason(weight, f"{fact.value.replace('_', ' ')} at issue ({fact.certainty})"))
    central = mentions = 0
    for sentence in reading.having(CONCEPT):
        here = sum(1 for m in sentence.of(CONCEPT) if CRIME_OF_CONCEPT.get(m.id) in UJ_CRIMES)
        mentions += here
        if here and (sentence.paragraph is None or sentence.role in (Role.OPERATIVE_PART, Role.HEADNOTE)):
            central += here
    if central:
        reasons.append(_Reason(min(1.5, 0.8 * central), "a core crime in title, headnote or order"))
    density = 1000.0 * mentions / max(reading.words, 150)
    if density:
        reasons.append(_Reason(min(2.0, 0.7 * density), f"core crimes named {mentions} times"))
    provisions = {
        offence.provision
        for citation in facts.citations
        if citation.kind is CitationKind.PROVISION
        and citation.norm
        and (offence := offence_of(citation.norm)) is not None
        and offence.crime in CORE_CRIMES
        and not citation.norm.startswith("RomeStatute")
    }
    if provisions:
        reasons.append(_Reason(2.0, f"core-crime provisions cited: {', '.join(sorted(provisions)[:4])}"))
    if proceedings.matter is Matter.CRIMINAL and mentions:
        reasons.append(_Reason(0.5, "criminal proceedings"))
    if mentions and names_power_to_try(reading):
        reasons.append(_Reason(1.5, "the power to try crimes committed abroad is discussed"))
    found = sorted(reasons, key=lambda reason: -reason.weight)
    # The crimes themselves count in full once; further ones add little.
    total = sum(reason.weight * (1.0 if n < 2 else 0.4) for n, reason in enumerate(found))
    return total, found


def _abroad(reading: Reading, facts: Findings) -> tuple[float, list[_Reason]]:
    """How much speaks for acts outside the forum State, or for a power to try them there."""
    reasons: list[_Reason] = []
    forum = facts.court.country if facts.court else None
    foreign = [state for state in facts.territorial_states if state != forum]
    if foreign and forum:
        reasons.append(_Reason(4.0, f"acts in {', '.join(foreign)}, court in {forum}"))
    elif foreign and facts.court is None:
        reasons.append(_Reason(2.4, f"acts in {', '.join(foreign)}, court unknown"))
    elif forum and forum in facts.territorial_states:
        reasons.append(_Reason(-3.0, f"acts in the forum State {forum}"))
    bases = set(facts.jurisdiction_basis)
    if "universal" in bases:
        reasons.append(_Reason(4.0, "universal jurisdiction"))
    if bases & {"active_personality", "passive_personality", "protective"}:
        reasons.append(_Reason(3.0, "jurisdiction over acts abroad by personality or protection"))
    if "other" in bases:
        reasons.append(_Reason(3.0, "civil claim over acts abroad"))
    markers = sum(1 for _ in reading.having("universal_offence"))
    if markers:
        reasons.append(_Reason(min(2.0, 0.7 * markers), "acts abroad named as such"))
    if any(n.startswith(("VStGB/", "WIM/", "SFS-2014:406", "StGB-CH/264", "CPP-FR/689")) for n in _norms(facts)):
        reasons.append(_Reason(1.5, "a code of crimes under international law is applied"))
    elsewhere = 0.0 if foreign else _names_other_states(reading, forum)
    if elsewhere:
        reasons.append(_Reason(elsewhere, "another State, its people or a foreign conflict stands beside the crimes"))
    if not bases and names_power_to_try(reading):
        reasons.append(_Reason(1.5, "the power to try crimes committed abroad is discussed"))
    foreigners = [state for state in facts.nationality if state != forum]
    if foreigners and forum:
        reasons.append(_Reason(0.8, f"accused of {', '.join(foreigners)} nationality"))
    total = sum(reason.weight for reason in reasons)
    return total, reasons


def _traps(reading: Reading, proceedings: Proceedings, facts: Findings, core: float) -> list[_Reason]:
    """What makes a text that speaks of core crimes something else."""
    reasons: list[_Reason] = []
    explained = {
        Matter.ASYLUM: (-7.0, "asylum or immigration proceedings"),
        Matter.EXTRADITION: (-6.0, "extradition or surrender proceedings"),
        Matter.INCITEMENT: (-7.0, "hate speech or denial, not the crime itself"),
        Matter.CITIZENSHIP: (-6.0, "citizenship proceedings"),
    }
    if proceedings.matter in explained:
        reasons.append(_Reason(*explained[proceedings.matter]))
    crimes = {fact.value for fact in facts.crimes if fact.certainty is Certainty.CERTAIN}
    if "terrorism_related" in crimes and not crimes & UJ_CRIMES:
        reasons.append(_Reason(-3.0, "terrorism offences only"))
    name = facts.court.name if facts.court else ""
    universal = set(facts.jurisdiction_basis) & {"universal", "active_personality", "passive_personality", "other"}
    if _HUMAN_RIGHTS.search(name) and not universal:
        reasons.append(_Reason(-4.0, "complaint against a State before a human-rights or inter-State court"))
    if proceedings.matter is Matter.OTHER and not names_power_to_try(reading):
        reasons.append(_Reason(-2.0, "neither criminal proceedings nor a claim over core crimes"))
    if any(True for _ in reading.having("forum_state_liability")) and not universal:
        reasons.append(_Reason(-2.5, "claim against the forum State"))
    return reasons


def _tribunal(reading: Reading, facts: Findings) -> str | None:
    """Why the text is an international criminal tribunal's: its court, or its own number at the head of the text."""
    if facts.court is not None and facts.court.country is not None:
        return None
    if facts.court is not None and _TRIBUNAL.search(facts.court.name):
        return f"international criminal tribunal: {facts.court.name}"
    chambers = sum(1 for sentence in reading.sentences[:200] if _CHAMBER.search(sentence.text))
    if facts.court is None and chambers >= 2 and any(_STATUTE.search(s.text) for s in reading.sentences[:200]):
        return "chambers and statute of an international criminal tribunal"
    head = reading.sentences[:_HEAD]
    last = max((s.paragraph for s in head if s.paragraph is not None), default=0)
    if not any(_TRIBUNAL.search(sentence.text) or _CHAMBER.search(sentence.text) for sentence in head):
        return None
    for citation in facts.citations:
        if citation.paragraph > last:
            break
        if citation.kind is CitationKind.INTERNATIONAL and citation.norm and _TRIBUNAL_NUMBER.match(citation.norm):
            return f"number of an international criminal tribunal: {citation.norm}"
    return None


def _names_other_states(reading: Reading, forum: str | None) -> float:
    """How closely another State (2.0), a foreign conflict (2.0) or foreign people (1.2) stand beside the crimes."""
    best = 0.0
    for sentence in reading.having(STATE, PLACE, PEOPLE, SITUATION):
        near_crime = any(CRIME_OF_CONCEPT.get(m.id) in UJ_CRIMES for m in sentence.of(CONCEPT))
        if not near_crime and reading.words > 200:
            continue
        if any(m.id != forum for m in sentence.of(STATE, PLACE)):
            return 2.0 if near_crime else 1.5
        if any(forum not in load_situations()[int(m.id)].states for m in sentence.of(SITUATION)):
            return 2.0
        if any(m.id != forum for m in sentence.of(PEOPLE)):
            best = 1.2
    return best


def _norms(facts: Findings) -> Iterable[str]:
    return (c.norm for c in facts.citations if c.kind is CitationKind.PROVISION and c.norm)


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
