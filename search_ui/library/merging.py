"""What is known of a decision from the registry and its documents together.

The registry's reviewed values stand. What it leaves open is filled from the documents, the best one first, with values
a rule was certain of. Where registry and text disagree the registry stands and the conflict is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from enrichment.decision import Finding, Instance, Issue, Relevance, Sentence
from enrichment.facts.court_level import instance_of
from search_ui.library.anonymity import NameMask, initials, is_shortened
from search_ui.library.contents import (
    certain,
    court_from,
    findings_from,
    instances_from,
    issues_from,
    relevance_from,
    sentences_from,
)
from search_ui.library.keys import INTERNATIONAL, ecli_key, reference_keys
from search_ui.library.views import Conflict, TextAvailable

_OfAccused = TypeVar("_OfAccused", Finding, Sentence)
_REGISTERED = Relevance("uj", 1.0, ("in the registry of known universal-jurisdiction decisions",))

Header = Mapping[str, Any]
"""What was read from one document: the fields of `Decision` as stored (see `contents`)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged facts of a decision; see `DecisionView` for their meaning. Names are masked already."""

    title: str
    court: str | None
    court_en: str | None
    court_id: str | None
    forum: str | None
    respondent_state: str | None
    chamber: str | None
    instance: str | None
    date: str | None
    decision_type: str | None
    language: str | None
    ecli: str | None
    docket_numbers: tuple[str, ...]
    neutral_citation: str | None
    accused: tuple[str, ...]
    nationality: tuple[str, ...]
    territorial_states: tuple[str, ...]
    situation: str | None
    crimes: tuple[str, ...]
    legal_provisions: tuple[str, ...]
    modes_of_liability: tuple[str, ...]
    jurisdiction_basis: tuple[str, ...]
    issues: tuple[Issue, ...]
    outcome: str | None
    sentence: str | None
    findings: tuple[Finding, ...]
    sentences: tuple[Sentence, ...]
    finality: str | None
    presence: str | None
    participation: tuple[str, ...]
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    places: tuple[str, ...]
    instances: tuple[Instance, ...]
    relevance: Relevance
    case_key: str
    case_name: str
    text_available: TextAvailable
    from_registry: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    mask: NameMask


def merge(decision_id: str, registry: Mapping[str, Any] | None, headers: Sequence[Header]) -> Merged:
    """The facts of a decision from its registry entry (the fields of `RegistryDecision`) and the headers of its
    documents, best first."""
    return _Merger(decision_id, registry, headers).merged()


def name_mask(registry: Mapping[str, Any] | None, headers: Sequence[Header]) -> NameMask:
    """Which names of accused persons must not be shown."""
    forms = [form for header in headers for form in header["named_accused"]]
    if registry is None:
        if "acquitted" not in {value for header in headers for value in certain(header, "outcome")}:
            return NameMask.for_accused(_cleared(forms, headers), (), _ACQUITTED)
        return NameMask.for_accused(forms, (), _ACQUITTED)
    known = registry["accused"]
    if registry["outcome"] == "acquitted":
        return NameMask.for_accused(forms, [form for form in known if is_shortened(form)], _ACQUITTED)
    if any(is_shortened(form) for form in known):
        return NameMask.for_accused(forms, known, "shown in the shortened form that the registry uses")
    return NameMask()


_ACQUITTED = "acquitted; names of acquitted persons are shown shortened"


def _cleared(forms: Sequence[str], headers: Sequence[Header]) -> list[str]:
    """The full names of those who were acquitted beside others who were not: the documents list them by initials."""
    listed = {value for header in headers for value in certain(header, "accused") if _INITIALS.fullmatch(value)}
    return [form for form in forms if not is_shortened(form) and initials(form) in listed]


_INITIALS = re.compile(r"(?:\w\. ?)+")


class _Merger:
    def __init__(self, decision_id: str, registry: Mapping[str, Any] | None, headers: Sequence[Header]) -> None:
        self._id = decision_id
        self._registry: Mapping[str, Any] = registry or {}
        self._headers = headers
        self._from_registry: list[str] = []
        self._conflicts: list[Conflict] = []

    def merged(self) -> Merged:
        mask = name_mask(self._registry or None, self._headers)
        court = self._court()
        date = self._date()
        dockets = self._several("docket_numbers", _folded_dockets, together=True)
        case_key = self._registry.get("case_key") or self._first("case_key") or self._id
        accused = self._accused(mask)
        title = mask.text(self._title(court.name, date, dockets))
        return Merged(
            title=title,
            court=court.name,
            court_en=court.name_en,
            court_id=court.id,
            forum=court.forum,
            respondent_state=self._registry.get("respondent_state"),
            chamber=self._first("chamber"),
            instance=court.instance if self._registry else instance_of(court.forum, court.instance, dockets),
            date=date,
            decision_type=self._one("decision_type"),
            language=self._one("language"),
            ecli=self._one("ecli", ecli_key),
            docket_numbers=dockets,
            neutral_citation=self._one("neutral_citation"),
            accused=accused,
            nationality=self._several("nationality", set),
            territorial_states=self._several("territorial_states", set),
            situation=self._first("situation"),
            crimes=self._several("crimes", set),
            legal_provisions=tuple(self._registry.get("legal_provisions", ())),
            modes_of_liability=self._several("modes_of_liability", set),
            jurisdiction_basis=self._several("jurisdiction_basis", set),
            issues=self._issues(),
            outcome=self._one("outcome", str),
            sentence=self._one("sentence"),
            findings=self._of_accused(findings_from, mask),
            sentences=self._of_accused(sentences_from, mask),
            finality=self._first("finality"),
            presence=self._first("presence"),
            participation=self._several("participation", set),
            organisations=self._several("organisations", set),
            roles=self._several("roles", set),
            places=self._several("places", set),
            instances=self._instances(mask),
            relevance=self._relevance(),
            case_key=case_key,
            case_name=self._registry.get("case_name") or title,
            text_available=self._text_available(),
            from_registry=tuple(self._from_registry),
            conflicts=tuple(self._conflicts),
            mask=mask,
        )

    # -- one field ---------------------------------------------------------------------------------------------------

    def _first(self, field: str) -> str | None:
        values = (value for header in self._headers for value in certain(header, field))
        return next(values, None)

    def _one(self, field: str, comparable: Callable[[str], object] | None = None) -> str | None:
        """A field of one value; with `comparable` a disagreement between registry and text is recorded."""
        known = self._registry.get(field)
        read = self._first(field)
        if not known:
            return read
        self._from_registry.append(field)
        if comparable and read and comparable(read) != comparable(known):
            self._conflicts.append(Conflict(field, (known,), (read,)))
        return str(known)

    def _several(
        self, field: str, comparable: Callable[[Sequence[str]], set[str]], *, together: bool = False
    ) -> tuple[str, ...]:
        """A field of several values: the registry's, else those of the best document that has any (`together`: of all
        documents). Registry and text disagree when they have nothing in common."""
        known = tuple(self._registry.get(field) or ())
        by_document = [values for header in self._headers if (values := certain(header, field))]
        if together:
            # One docket number may be written in two ways: the best document's way stands.
            read: tuple[str, ...] = ()
            for values in by_document:
                read += tuple(value for value in values if comparable([value]).isdisjoint(comparable(read)))
        else:
            read = by_document[0] if by_document else ()
        if not known:
            return read
        self._from_registry.append(field)
        if read and comparable(known).isdisjoint(comparable(read)):
            self._conflicts.append(Conflict(field, known, read))
        return known

    # -- fields with rules of their own ------------------------------------------------------------------------------

    def _date(self) -> str | None:
        known = self._registry.get("decision_date")
        read = self._first("decision_date")
        if not known:
            return read
        if read and len(known) < len(read) and read.startswith(known):
            return read  # the registry has only the year, the text the day of that year
        self._from_registry.append("date")
        if read and not known.startswith(read) and read != known:
            self._conflicts.append(Conflict("date", (known,), (read,)))
        return str(known)

    def _court(self) -> _MergedCourt:
        read = next((court for header in self._headers if (court := court_from(header)) is not None), None)
        if not self._registry:
            if read is None:
                return _MergedCourt(None, None, None, None, None)
            international = INTERNATIONAL if read.level == "international" else None
            return _MergedCourt(read.name, read.name_en, read.id or None, read.country or international, read.level)
        self._from_registry.append("court")
        forum = self._registry["forum_country"] or INTERNATIONAL
        court_id = self._registry["court_id"]
        if read is not None and read.id and court_id and read.id != court_id:
            self._conflicts.append(Conflict("court", (self._registry["court"],), (read.name,)))
        elif read is not None and not court_id and read.country == self._registry["forum_country"]:
            court_id = read.id or None
        return _MergedCourt(
            self._registry["court"], self._registry["court_en"], court_id, forum, self._registry["instance"]
        )

    def _accused(self, mask: NameMask) -> tuple[str, ...]:
        known = tuple(self._registry.get("accused") or ())
        if known:
            self._from_registry.append("accused")
            return known
        return mask.accused(next((values for header in self._headers if (values := certain(header, "accused"))), ()))

    def _issues(self) -> tuple[Issue, ...]:
        for header in self._headers:
            doubtful = header["doubtful"].get("issues", ())
            issues = tuple(item for item in issues_from(header) if f"{item.kind}:{item.polarity}" not in doubtful)
            if issues:
                return issues
        return ()

    def _of_accused(self, read: Callable[[Header], tuple[_OfAccused, ...]], mask: NameMask) -> tuple[_OfAccused, ...]:
        """What the best document that has any says per accused. Evidence is kept of the document shown only."""
        for position, header in enumerate(self._headers):
            if items := read(header):
                return tuple(
                    replace(
                        item,
                        accused=mask.form(item.accused) if item.accused else None,
                        evidence=tuple(map(mask.evidence, item.evidence)) if position == 0 else (),
                    )
                    for item in items
                )
        return ()

    def _instances(self, mask: NameMask) -> tuple[Instance, ...]:
        """The instances all documents name, each once."""
        found: dict[tuple[str | None, ...], Instance] = {}
        for position, header in enumerate(self._headers):
            for item in instances_from(header):
                evidence = tuple(map(mask.evidence, item.evidence)) if position == 0 else ()
                key = (item.relation, item.ecli or item.docket or item.court, item.date)
                found.setdefault(key, replace(item, evidence=evidence))
        return tuple(found.values())

    def _relevance(self) -> Relevance:
        if self._registry:
            return _REGISTERED
        return relevance_from(self._headers[0])

    def _title(self, court: str | None, date: str | None, dockets: Sequence[str]) -> str:
        if self._registry:
            return str(self._registry["case_name"])
        if title := self._first("title"):
            return title
        return ", ".join(part for part in (court, date, *dockets[:1]) if part) or self._id

    def _text_available(self) -> TextAvailable:
        if not self._headers:
            return "none"
        return "editorial_note" if self._headers[0]["editorial_note"] else "court"


@dataclass(frozen=True, slots=True)
class _MergedCourt:
    name: str | None
    name_en: str | None
    id: str | None
    forum: str | None
    instance: str | None


def _folded_dockets(numbers: Sequence[str]) -> set[str]:
    return {key for number in numbers for key in reference_keys(number) or (number,)}
