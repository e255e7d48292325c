"""What a document says it is: court, chamber, numbers, date, kind, language and title of the decision itself.

Declared metadata of the portal come first, each with its path; what the portal does not declare is read from the
caption and the end of the text by rules; what neither says with certainty stays empty with the reason in `unread`.
Where metadata and text contradict each other, the text wins in the fields where portals are known to err (the day),
and `problems` says so. Numbers of earlier instances are never taken for the decision's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.court import ReadCourt, court_of_ecli, court_of_neutral_citation, declared_court, read_court
from enrichment.facts.decision_type import canonical_type, is_word_of, read_decision_type
from enrichment.facts.ecli import normalise_ecli, parse_ecli
from enrichment.facts.language import read_language
from enrichment.identity_day import day_of_decision
from enrichment.identity_notes import DECLARED_BY, VERSION, Notes, all_declared, first_declared
from enrichment.identity_numbers import caption_citations, docket_numbers, neutral_citation, own_ecli
from enrichment.text import Declared, DeclaredField, Text

_CLASS_OF_DOCUMENT = "judgment/@name"  # Akoma Ntoso: true of all judgments; the court's own word says more


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of one document. Every value has a fact with its evidence; `unread` gives by field why a value is
    empty, `problems` what was contradictory. Country and language codes as in `Decision`, the date in ISO 8601."""

    language: str | None = None
    title: str | None = None
    court: Court | None = None
    chamber: str | None = None
    ecli: str | None = None
    docket_numbers: tuple[str, ...] = ()
    neutral_citation: str | None = None
    decision_date: str | None = None
    decision_type: str | None = None
    facts: tuple[Fact, ...] = ()
    unread: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_identity(text: Text) -> Identity:
    """The identity of the document `text`; never raises on any text."""
    notes = Notes()
    language = _language(text, notes)
    ecli = _ecli(text, notes)
    country = _country(text, ecli)
    court, chamber = _court(text, ecli, country, language, notes)
    country = court.country if court else country
    found = caption_citations(text, language, country)
    if ecli is None:
        ecli = own_ecli(text, found, court, notes)
        if ecli is not None and court is None:
            court = _court_from_ecli(ecli, notes)
    neutral = neutral_citation(text, found, court, notes)
    if (
        neutral
        and not _declared_name(notes)
        and (named := court_of_neutral_citation(neutral)) is not None
        and (court is None or named.country == court.country)
    ):
        court = _court_from_number(named, "neutral_citation", notes)
    dockets = docket_numbers(text, found, language, country, notes)
    day = day_of_decision(text, country, ecli, court, dockets, notes)
    kind = _type(text, language, notes)
    title = _title(text, notes)
    return Identity(
        language=language,
        title=title,
        court=court,
        chamber=chamber,
        ecli=ecli,
        docket_numbers=dockets,
        neutral_citation=neutral,
        decision_date=day,
        decision_type=kind,
        facts=tuple(notes.facts),
        unread=notes.unread,
        problems=tuple(notes.problems),
    )


# -- language, title -------------------------------------------------------------------------------------------------


def _language(text: Text, notes: Notes) -> str | None:
    read = read_language(text)
    if read.problem:
        notes.problems.append(f"language: {read.problem}")
    if read.language is None:
        notes.unread["language"] = read.reason or "undecided"
        return None
    if read.declared:
        item = first_declared(text, DeclaredField.LANGUAGE)
        evidence = (
            Evidence(quote=item.value, declared=item.path)
            if item
            else Evidence(quote=text.language or "", declared="language")
        )
        notes.facts.append(Fact("language", read.language, DECLARED_BY, evidence=(evidence,)))
    else:
        notes.read("language", read.language, None)
    return read.language


def _title(text: Text, notes: Notes) -> str | None:
    item = first_declared(text, DeclaredField.TITLE)
    if item is not None:
        return notes.declared("title", " ".join(item.value.split()), item)
    if text.title and text.title.strip():
        notes.facts.append(
            Fact("title", text.title.strip(), DECLARED_BY, evidence=(Evidence(quote=text.title, declared="title"),))
        )
        return text.title.strip()
    notes.unread["title"] = "neither the portal nor the document gives a title"
    return None


# -- ECLI, court -----------------------------------------------------------------------------------------------------


def _ecli(text: Text, notes: Notes) -> str | None:
    wrong: list[str] = []
    for item in all_declared(text, DeclaredField.ECLI):
        normal = normalise_ecli(item.value)
        if normal is not None:
            return notes.declared("ecli", normal, item)
        wrong.append(item.value)
    if wrong:
        notes.problems.append(f"ecli: the declared value is no ECLI ({wrong[0][:60]})")
    return None


def _country(text: Text, ecli: str | None) -> str | None:
    declared = text.first_declared(DeclaredField.COUNTRY)
    if declared:
        return declared
    parsed = parse_ecli(ecli) if ecli else None
    return parsed.country_alpha3 if parsed else None


def _court(
    text: Text, ecli: str | None, country: str | None, language: str | None, notes: Notes
) -> tuple[Court | None, str | None]:
    chamber = first_declared(text, DeclaredField.CHAMBER)
    for item in all_declared(text, DeclaredField.COURT):
        read = declared_court(item.value, country)
        if read.court is None and ecli is not None:
            read = replace(court_of_ecli(ecli), chamber=read.chamber)
        if read.court is not None:
            notes.declared("court", read.court.id, item)
            return read.court, _chamber(read.chamber, chamber, item, notes)
    if ecli is not None and (from_ecli := _court_from_ecli(ecli, notes)) is not None:
        return from_ecli, _chamber(None, chamber, None, notes)
    read = read_court(text, country, language)
    if read.court is not None:
        notes.read("court", read.court.id, read.evidence)
        if chamber is not None:
            return read.court, _chamber(None, chamber, None, notes)
        if read.chamber:
            notes.read("chamber", read.chamber, None, Certainty.PROBABLE)
        return read.court, read.chamber
    declared = first_declared(text, DeclaredField.COURT)
    if declared is not None:
        notes.unread["court"] = declared_court(declared.value, country).reason or ""
    else:
        notes.unread["court"] = read.reason or ""
    return None, _chamber(None, chamber, None, notes)


def _declared_name(notes: Notes) -> bool:
    """Whether the court is one that the portal names."""
    return any(fact.field == "court" and fact.by == DECLARED_BY for fact in notes.facts)


def _court_from_number(court: Court, field_name: str, notes: Notes) -> Court:
    evidence = next((fact.evidence for fact in notes.facts if fact.field == field_name), ())
    notes.facts[:] = [fact for fact in notes.facts if fact.field != "court"]
    notes.facts.append(Fact("court", court.id, f"identity.{field_name}/{VERSION}", evidence=evidence))
    notes.unread.pop("court", None)
    return court


def _court_from_ecli(ecli: str, notes: Notes) -> Court | None:
    read: ReadCourt = court_of_ecli(ecli)
    if read.court is None:
        return None
    evidence = next((fact.evidence for fact in notes.facts if fact.field == "ecli"), ())
    notes.facts.append(Fact("court", read.court.id, f"identity.ecli/{VERSION}", evidence=evidence))
    notes.unread.pop("court", None)
    return read.court


def _chamber(in_name: str | None, declared: Declared | None, court: Declared | None, notes: Notes) -> str | None:
    if declared is not None and declared.value.strip():
        return notes.declared("chamber", " ".join(declared.value.split()), declared)
    if in_name and court is not None:
        return notes.declared("chamber", in_name, court)
    return None


# -- kind ------------------------------------------------------------------------------------------------------------


def _type(text: Text, language: str | None, notes: Notes) -> str | None:
    declared = [
        (item, word)
        for item in all_declared(text, DeclaredField.TYPE)
        if (word := canonical_type(item.value, language))
    ]
    for item, word in declared:
        if is_word_of(word, language) and item.path != _CLASS_OF_DOCUMENT:
            return notes.declared("decision_type", word, item)
    read = read_decision_type(text, language)
    if read.value is not None:
        return notes.read("decision_type", read.value, read.evidence)
    for item, word in declared:  # the portal's word, in another language than the court's
        return notes.declared("decision_type", word, item)
    title = first_declared(text, DeclaredField.TITLE)
    if title is not None and (named := _type_in_title(title.value, language)):
        return notes.declared("decision_type", named, title)
    court = first_declared(text, DeclaredField.COURT)  # "Norges Høyesterett – Dom"
    if court is not None and (named := _type_in_title(court.value, language)):
        return notes.declared("decision_type", named, court)
    notes.unread["decision_type"] = read.reason or ""
    return None


def _type_in_title(title: str, language: str | None) -> str | None:
    """`BGH 1. Strafsenat, Beschluss vom ...`: the word between commas or before the date."""
    for piece in re.split(r"[,|–—:]| - | vom | du | of ", title):
        if (
            len(piece) < 40
            and (word := canonical_type(piece, language)) is not None
            and piece.strip().casefold() == word.casefold()
        ):
            return word
    return None
