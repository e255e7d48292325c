"""Named entities of a text by rules: norms, decisions, persons, places and courts.

The seven coarse classes of the German LER corpus (Leitner, Rehm, Moreno-Schneider 2019): PER, LOC, ORG, NRM (statutes
and treaties), REG (other regulations), RS (decisions cited), LIT (legal literature). What no rule can tell from its
form alone (most organisations and names) is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from enrichment.decision import CitationKind
from enrichment.facts.citations import find_hits
from enrichment.facts.forms import Hit, Setting
from enrichment.facts.normalise import fold
from enrichment.facts.persons import find_persons
from enrichment.facts.reading import read_sentences
from enrichment.registry import load_registry
from enrichment.text import Paragraph
from enrichment.vocabulary import load_countries

CLASSES = ("PER", "LOC", "ORG", "NRM", "REG", "RS", "LIT")

_MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d{1,2}\.) ?"
_TOWN = r"(?!(?:Dr|Prof)\b)[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)?"
_GERMAN_COURT = (
    r"(?:EuGH|EGMR|BVerfG|BGH|BVerwG|BAG|BSG|BFH|BPatG|BayObLG|KG|RG|Senat|"
    rf"(?:OLG|LG|AG|OVG|VGH|VG|LAG|LSG|SG|FG|ArbG)(?: {_TOWN})?)"
)
_RULING = (
    r"(?:(?:Senats)?(?:[Uu]rteile?|[Bb]eschl(?:uss|uß|üsse))|Vorlagebeschluss|Nichtannahmebeschluss|Urt\.|Beschl\.)"
)
_DAY = rf"(?:vom|v\.) \d{{1,2}}\. ?{_MONTH}\d{{4}}"
_BEFORE_DOCKET = re.compile(
    rf"(?:(?:{_GERMAN_COURT},? )?(?:{_RULING} )?{_DAY}|{_GERMAN_COURT}),? ?(?:[-–] ?)?(?:Az\.:? )?$"
)
_COURT_BEFORE = re.compile(rf"{_GERMAN_COURT},? $")
_MARGINAL = r"(?:Rn|Rz|Rdnr|RdNr|Tz)\. ?\d+[a-z]?(?: ?ff?\.)?(?: ?(?:bis|und|,|-) ?\d+(?: ?ff?\.)?)*"
_COLLECTION = r"(?:(?:BGH|BVerf|BVerwG|RG|BF|BA|BS)\w{0,4}|[A-Z][\w-]{1,12}(?:-RR)?)"
_VOLUME = r"(?:\d{1,4}, (?:[SR]\. )?\d{1,5}|§ ?\d+[a-z]?(?: Abs\.? ?\d+)?[^,;.()]{0,40}? \d+)"
_PAGES = r"(?:[, ]+(?:\d{1,5}|\[\d{1,5}\]|<\d{1,5}>|\(\d{1,5}\)))*(?: ?ff?\.)?"
_PLACES_IN_PRINT = re.compile(
    rf"(?:[,;=]? ?(?:[-–] )?(?:in )?{_COLLECTION} {_VOLUME}{_PAGES}|,? ?(?:[-–] )?(?:juris,? ?)?{_MARGINAL}|,? juris)*"
)
_GERMAN_ORGANISATION = re.compile(
    r"(?<!\w)(?:(?:Bundes(?:verfassungs|verwaltungs|arbeits|sozial|finanz|patent)?gericht(?:shof)?|Kammergericht|"
    r"Gerichtshof der Europäischen Union|Europäische[rn]? Gerichtshof(?:s für Menschenrechte)?|Reichsgericht)(?:e?s)?|"
    r"(?:Ober(?:landes|verwaltungs)|Land|Amts|Verwaltungs|Landesarbeits|Arbeits|Landessozial|Sozial|Finanz)"
    rf"gericht(?:e?s)? {_TOWN}|BVerfG|BGH|BVerwG|BAG|BSG|BFH|EuGH|EGMR|IStGH|"
    r"(?:OLG|LG|AG|OVG|VGH|VG|LAG|LSG) [A-ZÄÖÜ][\wäöüß-]+)(?!\w)"
)
_JOINS_NORMS = re.compile(r",? (?:und |sowie |i\. ?V\. ?m\. |iVm |in Verbindung mit )?")
_AUTHOR = r"[A-ZÄÖÜ][\w'-]+"
_EDITION = r"(?:\d{1,2}\. Aufl\.(?: \d{4})?|aaO|a\. ?a\. ?O\.)"
_ANNOTATED = r"(?: (?:Einl\.|[Vv]or )? ?(?:§|Art\.) ?\d+\w*(?: (?!R[nz]\b|Rdnr|Tz)[A-Z]\w{1,9})?)?"
_LITERATURE = re.compile(
    rf"(?<!\w){_AUTHOR}(?:,? in:? {_AUTHOR}|/(?:von )?{_AUTHOR})*(?:,? [A-Za-zÄÖÜ][\w.-]+){{0,3}},? {_EDITION},?"
    rf"{_ANNOTATED},?(?: {_MARGINAL}| S\. \d+(?: ?ff?\.)?)?"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """`start:end` in code points of the text; `label` is one of `CLASSES`."""

    start: int
    end: int
    label: str


def find_entities(text: str, language: str | None) -> tuple[Entity, ...]:
    """The entities of one paragraph in order, without overlaps; `language` is ISO 639-1, None if unknown.

    A decision includes its court, date and the places where it is printed; of two readings the longer one stands."""
    folded = fold(text)
    found = [
        *_cited(folded.text, language),
        *_organisations(folded.text, language),
        *_states(folded.text),
        *_literature(folded.text, language),
    ]
    entities = [Entity(*folded.span(entity.start, entity.end), entity.label) for entity in found]
    entities.extend(_persons(text, language))
    entities.sort(key=lambda entity: (entity.start - entity.end, entity.start))
    kept: list[Entity] = []
    for entity in entities:
        if not any(entity.start < other.end and other.start < entity.end for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))


def _cited(text: str, language: str | None) -> Iterator[Entity]:
    norm: Entity | None = None
    for hit in find_hits(text, Setting(language, None)):
        if hit.kind is CitationKind.PROVISION:
            # §§ 1882, 1773 Abs. 1 BGB: one norm in this scheme
            if norm is not None and _JOINS_NORMS.fullmatch(text, norm.end, hit.start):
                norm = Entity(norm.start, hit.end, "NRM")
                continue
            if norm is not None:
                yield norm
            norm = Entity(hit.start, hit.end, "NRM")
        elif hit.kind is not None:
            start, end = _whole_decision(text, hit) if language == "de" else (hit.start, hit.end)
            yield Entity(start, end, "RS")
    if norm is not None:
        yield norm


def _whole_decision(text: str, hit: Hit) -> tuple[int, int]:
    """The number with its court, kind and date before it, and the places in print after it."""
    start, end = hit.start, hit.end
    before = _BEFORE_DOCKET.search(text, max(0, start - 90), start) or _COURT_BEFORE.search(
        text, max(0, start - 40), start
    )
    if before and (before.start() == 0 or not text[before.start() - 1].isalnum()):
        start = before.start()
    printed = _PLACES_IN_PRINT.match(text, end)
    if printed:
        end = printed.end()
    return start, end


def _literature(text: str, language: str | None) -> Iterator[Entity]:
    """Commentaries and textbooks: author, edition or `aaO`, section and marginal number."""
    if language == "de":
        for match in _LITERATURE.finditer(text):
            yield Entity(*match.span(), "LIT")


def _organisations(text: str, language: str | None) -> Iterator[Entity]:
    if language == "de":
        for match in _GERMAN_ORGANISATION.finditer(text):
            yield Entity(*match.span(), "ORG")
    for match in _courts_of_registry().finditer(text):
        yield Entity(*match.span(), "ORG")


def _states(text: str) -> Iterator[Entity]:
    for match in _names_of_states().finditer(text):
        yield Entity(*match.span(), "LOC")


def _persons(text: str, language: str | None) -> Iterator[Entity]:
    reading = read_sentences([Paragraph(text)], title=None, language=language)
    for named in find_persons(reading):
        evidence = reading.sentences[named.sentence].evidence(named.start, named.end)
        if evidence.start is not None and evidence.end is not None:
            yield Entity(evidence.start, evidence.end, "PER")


@cache
def _names_of_states() -> re.Pattern[str]:
    names = {name for country in load_countries() for forms in country.names.values() for name in forms}
    return _any_of(name for name in names if len(name) > 3)


@cache
def _courts_of_registry() -> re.Pattern[str]:
    names = {name for decision in load_registry() for name in (decision.court, decision.court_en)}
    return _any_of(re.sub(r"\s*\([^)]*\)", "", name) for name in names if name)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({fold(name).text for name in names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
