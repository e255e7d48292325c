"""From the text of a document to the decision it holds, with every fact and its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from enrichment.cases import case_key, known_decision
from enrichment.decision import Citation, CitationKind, Decision, Evidence, Fact, Finding, Instance, Sentence
from enrichment.editorial_note import is_editorial_note
from enrichment.facts.accused_person import read_organisations, read_roles
from enrichment.facts.citations import find_citations
from enrichment.facts.concepts import read_concepts
from enrichment.facts.crimes import read_crimes
from enrichment.facts.findings import CONVICTED, cleared, read_findings
from enrichment.facts.forum import guess_forum
from enrichment.facts.home_marks import home_state
from enrichment.facts.instances import Own, read_instances
from enrichment.facts.issues import read_issues
from enrichment.facts.jurisdiction import read_jurisdiction
from enrichment.facts.matter import Matter, read_matter
from enrichment.facts.modes import read_modes
from enrichment.facts.nationality import read_nationality
from enrichment.facts.outcome import ON_STATES, read_outcome
from enrichment.facts.own_accused import principal
from enrichment.facts.parties import is_prosecution
from enrichment.facts.penalties import read_penalties
from enrichment.facts.persons import (
    NOT_CONVICTED,
    acquitted_by_name,
    forms_of,
    initials,
    is_same_person,
    read_accused,
    read_court_persons,
)
from enrichment.facts.places import read_places
from enrichment.facts.proceedings import read_finality, read_participation, read_presence
from enrichment.facts.reading import Reading
from enrichment.facts.sentence import find_sentences, read_sentence
from enrichment.facts.short_forms import with_short_forms
from enrichment.facts.situation import read_situation
from enrichment.facts.territory import read_territory, seat_of
from enrichment.facts.whose import Accused
from enrichment.identity import read_identity
from enrichment.protection import protect_fully
from enrichment.relevance import Findings, judge_relevance, of_known_decision
from enrichment.text import DeclaredField, Paragraph, Text
from enrichment.withholding import withheld_names, withhold

ENRICHER_VERSION = "4"

_CAPTION = 40  # sentences
_NOBODY_SENTENCED = frozenset((Matter.ASYLUM, Matter.CITIZENSHIP))
# With the matter of a criminal case where nobody is tried after all.
_NOBODY_ACCUSED = frozenset((Matter.OTHER, Matter.CIVIL_CLAIM, Matter.ASYLUM, Matter.CITIZENSHIP, Matter.CRIMINAL))
_STATES_ARE_SUED = frozenset(("INTL/IACtHR", "INTL/ECOWASCJ", "INTL/EACJ"))  # those named there suffered, or testified
_Structured = TypeVar("_Structured", Finding, Sentence, Instance)


@dataclass(frozen=True, slots=True)
class Enriched:
    """A decision and the names that were taken out of its text, for checks that nothing derived still holds one.

    The names are those of victims, witnesses and relatives, and of accused who were acquitted or let go. They are never
    to be stored or shown."""

    decision: Decision
    names: frozenset[str]


def enrich(text: Text) -> Decision:
    """The decision in `text`; see `enrich_fully`."""
    return enrich_fully(text).decision


def enrich_fully(text: Text) -> Enriched:
    """The decision in `text`. Pure: no network, no database, no clock; the same text gives the same decision.

    Identity first, then protection, and only then everything else: no fact is ever read from a text that still
    holds the name of a victim or witness. A value that cannot be read with certainty stays empty and
    `Decision.unread` says why."""
    identity = read_identity(text)
    decision = Decision(
        language=identity.language,
        title=identity.title,
        court=identity.court,
        paragraphs=text.paragraphs,
        chamber=identity.chamber,
        ecli=identity.ecli,
        docket_numbers=identity.docket_numbers,
        neutral_citation=identity.neutral_citation,
        decision_date=identity.decision_date,
        decision_type=identity.decision_type,
        facts=identity.facts,
        unread=dict(identity.unread),
        editorial_note=is_editorial_note(text),
        text_sha256=text.sha256,
        format=text.format,
        method=text.method,
        quality=text.quality,
        problems=(*text.problems, *identity.problems),
    )
    protected = protect_fully(decision)
    decision, reading = protected.decision, protected.reading
    country = decision.court.country if decision.court else None
    home = home_state(decision.court, decision.paragraphs, decision.language)
    citations = find_citations(decision.paragraphs, language=decision.language, country=home)
    proceedings = read_matter(reading, decision.court)
    unread = dict(decision.unread)
    facts: list[Fact] = list(decision.facts)

    def keep(field: str, found: Sequence[Fact], reason: str | None) -> tuple[str, ...]:
        facts.extend(found)
        if reason is not None:
            unread[field] = reason
        return tuple(fact.value for fact in found)

    norms = _declared_norms(text, decision.language, country)
    crime_facts, reason = read_crimes(reading, citations, proceedings.matter, norms)
    crimes = keep("crimes", crime_facts, reason)
    modes = keep("modes_of_liability", *read_modes(reading, citations, proceedings.matter, bool(crimes)))
    bases = keep("jurisdiction_basis", *read_jurisdiction(reading, citations, proceedings.matter, bool(crimes)))
    forum = country if decision.court else _likely_forum(reading, citations)
    states = keep("territorial_states", *read_territory(reading, forum or seat_of(decision.court), bool(crimes)))
    nationality = keep("nationality", *read_nationality(reading, forum))
    situation = keep("situation", *read_situation(reading, states))
    issue_facts, issues, reason = read_issues(reading)
    keep("issues", issue_facts, reason)
    outcome = _only(keep("outcome", *read_outcome(reading, decision.court)))
    accused_facts, reason = read_accused(protected.persons, outcome)
    accused_facts = principal(accused_facts, reading)
    tried = is_prosecution(reading, proceedings)
    state_sued = decision.court is not None and decision.court.id in _STATES_ARE_SUED
    if state_sued or (not (tried or crimes) and proceedings.matter in _NOBODY_ACCUSED):
        accused_facts, reason = (), "nobody is accused in a case of this kind"
    accused = keep("accused", accused_facts, reason if accused_facts else reason or "no name is surely the accused's")
    stated = find_sentences(reading)
    sentence_facts, reason = read_sentence(reading, outcome, len(accused), stated)
    if proceedings.matter in _NOBODY_SENTENCED:
        sentence_facts, reason = (), f"no sentence is passed in {proceedings.matter} proceedings"
    elif decision.court is not None and decision.court.id in ON_STATES:
        sentence_facts, reason = (), "the court rules on a State and sentences nobody"
    sentence = _only(keep("sentence", sentence_facts, reason))
    persons = Accused(accused_facts)
    finding_facts, findings, reason = read_findings(reading, citations, persons, crimes, outcome)
    keep("findings", finding_facts, reason)
    penalty_facts, penalties, reason = read_penalties(reading, outcome, sentence, persons, stated)
    keep("sentences", penalty_facts, reason)
    own = Own(decision.court, decision.docket_numbers, decision.ecli, decision.decision_date)
    instance_facts, instances, reason = read_instances(reading, citations, text.declared, own, decision.language)
    keep("instances", instance_facts, reason)
    finality = _only(keep("finality", *read_finality(reading, decision.court, outcome)))
    presence = _only(keep("presence", *read_presence(reading, forum, persons)))
    participation = keep("participation", *read_participation(reading, proceedings.matter))
    organisations = keep("organisations", *read_organisations(reading, persons, bool(crimes)))
    roles = keep("roles", *read_roles(reading, persons, bool(crimes)))
    places = keep("places", *read_places(reading, forum, states, bool(crimes)))
    facts.extend(read_concepts(reading))
    guilty = {finding.accused for finding in findings if finding.result == CONVICTED}
    # Only who was tried can be acquitted: a defendant whose claim is dismissed in a civil court keeps the name.
    hidden = (cleared(findings, persons) | acquitted_by_name(reading, protected.persons)) - guilty
    hidden = _with_fuller_forms(hidden, accused) if tried else frozenset()
    if hidden:
        facts = [_without_names(fact, hidden) for fact in facts]
        accused = tuple(initials(name) if name in hidden else name for name in accused)
        findings = tuple(
            replace(item, accused=initials(item.accused)) if item.accused in hidden else item for item in findings
        )
    relevance = judge_relevance(
        reading,
        proceedings,
        Findings(
            court=decision.court,
            crimes=crime_facts,
            territorial_states=states,
            jurisdiction_basis=bases,
            nationality=nationality,
            citations=citations,
        ),
    )
    decision = replace(
        decision,
        persons=(*read_court_persons(protected.persons, accused, decision.language), *decision.persons),
        accused=accused,
        nationality=nationality,
        territorial_states=states,
        situation=_only(situation),
        crimes=crimes,
        modes_of_liability=modes,
        jurisdiction_basis=bases,
        issues=issues,
        outcome=outcome,
        sentence=sentence,
        findings=findings,
        sentences=penalties,
        finality=finality,
        presence=presence,
        participation=participation,
        organisations=organisations,
        roles=roles,
        places=places,
        instances=instances,
        citations=with_short_forms(decision.paragraphs, citations),
        facts=tuple(facts),
        unread=unread,
        relevance=relevance,
    )
    # "Dismissed" is said of claims and appeals too: only with a core crime at issue does it free an accused.
    freed = tried and (outcome == "acquitted" or (outcome in NOT_CONVICTED and bool(crimes)))
    let_go = forms_of(None if freed else hidden, protected.persons)
    names = protected.names | withheld_names(let_go, decision.paragraphs, decision.language)
    decision = _placed_anew(withhold(decision, let_go, [name for name in accused if name not in hidden]))
    # Who is masked anywhere is named nowhere, whatever office a sentence gives the name.
    named = [item for item in decision.persons if item.masked or item.role == "accused" or item.form not in names]
    decision = replace(decision, persons=tuple(named))
    known = known_decision(decision)
    earlier = text.declared_values(DeclaredField.EARLIER_INSTANCE)
    decision = replace(
        decision,
        case_key=case_key(decision, earlier, instances),
        registry_id=known.decision_id if known else None,
        relevance=of_known_decision(decision.relevance) if known else decision.relevance,
    )
    return Enriched(decision, names)


def _with_fuller_forms(names: frozenset[str], accused: Sequence[str]) -> frozenset[str]:
    """`names` and the fuller form of each where only one of the accused bears it: "Fox" is Sharon Fox."""
    fuller = {name: [other for other in accused if is_same_person(name, other)] for name in names}
    return names | {others[0] for others in fuller.values() if len(others) == 1}


def _likely_forum(reading: Reading, citations: Sequence[Citation]) -> str | None:
    """The State of a court that the register does not know, where the caption leaves no doubt."""
    states, known = guess_forum(reading.sentences[:_CAPTION], None, citations, reading.language)
    return next(iter(states)) if known and len(states) == 1 else None


def _placed_anew(decision: Decision) -> Decision:
    """The decision with the evidence of findings, sentences and instances as that of their facts, which moves when
    names are withheld."""
    proofs: dict[str, list[tuple[Evidence, ...]]] = {}
    for fact in decision.facts:
        proofs.setdefault(fact.field, []).append(fact.evidence)

    def placed(items: tuple[_Structured, ...], field: str) -> tuple[_Structured, ...]:
        found = proofs.get(field, [])
        if len(found) != len(items):
            found = [()] * len(items)
        return tuple(replace(item, evidence=evidence) for item, evidence in zip(items, found, strict=True))

    return replace(
        decision,
        findings=placed(decision.findings, "findings"),
        sentences=placed(decision.sentences, "sentences"),
        instances=placed(decision.instances, "instances"),
    )


def _without_names(fact: Fact, names: frozenset[str]) -> Fact:
    """The fact with the initials in place of the names of those who were acquitted; the evidence stays as it is."""
    if fact.field not in ("accused", "findings", "sentences"):
        return fact
    value = fact.value
    for name in names:
        value = value.replace(name, initials(name))
    return replace(fact, value=value)


def _only(values: tuple[str, ...]) -> str | None:
    return values[0] if values else None


def _declared_norms(text: Text, language: str | None, country: str | None) -> list[tuple[str, str]]:
    """The provisions of the portal's metadata in normal form, with their path."""
    declared = [item for item in text.declared if item.field is DeclaredField.NORM]
    found = find_citations([Paragraph(item.value) for item in declared], language=language, country=country)
    return [
        (citation.norm, declared[citation.paragraph].path)
        for citation in found
        if citation.kind is CitationKind.PROVISION and citation.norm
    ]
