"""Earlier and later decisions of the same proceedings: from the portal's metadata, the caption and the order.

A judgment names many courts; only what stands behind "vorgehend", "Revision gegen das Urteil des", "on appeal from" and
the like is an instance of its own case, and only at its head, in its order, or where the portal says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enrichment.decision import Certainty, Citation, CitationKind, Court, Evidence, Fact, Instance
from enrichment.facts.citations import find_citations
from enrichment.facts.court import find_courts
from enrichment.facts.dates import find_dates
from enrichment.facts.dockets import docket_key
from enrichment.facts.normalise import plain
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Declared, DeclaredField, Paragraph, Role
from enrichment.vocabulary.courts import court_key, find_court_by_name
from enrichment.vocabulary.patterns import load_patterns

RULE = "instances/1"

EARLIER, LATER = "earlier", "later"
_WORDS = load_patterns("instance_words.json")
_LATER = re.compile(_WORDS["later"], re.IGNORECASE)
_COURT_WORD = re.compile(rf"\b{_WORDS['court']}")
_COURT_ENDS = re.compile(_WORDS["ends"])
_COURT_TAIL = re.compile(r"\s(?:du \d|van \d|of \d|vom|den|le \d|de \d|dom|slut|beslut)\b.*$")
_GENITIVE = re.compile(r"(?<=rätt)s$|(?<=gericht)e?s$|(?<=gerichtshof)e?s$")
_ARTICLES = re.compile(
    r"^(?:des|der|die|das|de|la|le|l'|du|the|van|het|del|el|från|of|by|d'|rendue? par|par|zu|von)\s*(?=\S)", re.I
)
_HEAD = 60  # sentences in which an instance may be told outside caption and order
_REACH = 230  # characters behind the words that announce an instance
_LONGEST_COURT = 90
_NUMBERS = frozenset((CitationKind.DOCKET, CitationKind.NEUTRAL, CitationKind.INTERNATIONAL))


@dataclass(frozen=True, slots=True)
class Own:
    """What the decision itself is called by: none of it can be another instance."""

    court: Court | None
    docket_numbers: tuple[str, ...]
    ecli: str | None
    date: str | None


def read_instances(
    reading: Reading, citations: Sequence[Citation], declared: Sequence[Declared], own: Own, language: str | None
) -> tuple[tuple[Fact, ...], tuple[Instance, ...], str | None]:
    """The instances, one fact for each, or why none is read. Earlier ones first, each group in order of the text."""
    found = [*_declared(declared, own, language)]
    if reading.language is not None:
        found += _told(reading, citations, own)
    instances = _merge([item for item in found if not _is_own(item, own)])
    instances.sort(key=lambda item: item.relation != EARLIER)
    facts = tuple(Fact("instances", item.in_words(), RULE, Certainty.CERTAIN, item.evidence) for item in instances)
    return facts, tuple(instances), None if instances else "no other instance of the case is named"


def _declared(declared: Sequence[Declared], own: Own, language: str | None) -> Iterator[Instance]:
    country = own.court.country if own.court else None
    relations = {DeclaredField.EARLIER_INSTANCE: EARLIER, DeclaredField.LATER_INSTANCE: LATER}
    for item in declared:
        relation = relations.get(item.field)
        if relation is None or not item.value.strip():
            continue
        value = plain(item.value)
        citations = find_citations([Paragraph(value)], language=language, country=country)
        proof = Evidence(quote=item.value, declared=item.path)
        courts = find_courts(value, country)
        yield Instance(
            relation,
            court=courts[0].court.name if courts else None,
            docket=next((c.norm for c in citations if c.kind in _NUMBERS and c.norm), None),
            ecli=next((c.norm for c in citations if c.kind is CitationKind.ECLI), None),
            date=next((date.value for date in find_dates(value, country)), None),
            evidence=(proof,),
        )


def _told(reading: Reading, citations: Sequence[Citation], own: Own) -> Iterator[Instance]:
    earlier = _earlier(reading.language or "en")
    by_paragraph: dict[int, list[Citation]] = {}
    for citation in citations:
        if citation.kind in _NUMBERS or citation.kind is CitationKind.ECLI:
            by_paragraph.setdefault(citation.paragraph, []).append(citation)
    for sentence in reading.having("instance"):
        if sentence.paragraph is None:
            continue
        if sentence.index > _HEAD and sentence.role not in (Role.OPERATIVE_PART, Role.RUBRUM):
            continue
        for relation, pattern in ((EARLIER, earlier), (LATER, _LATER)):
            for match in pattern.finditer(sentence.text):
                instance = _read(reading, sentence, match.start(), match.end(), relation, by_paragraph, own)
                if instance is not None:
                    yield instance


def _read(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    relation: str,
    by_paragraph: dict[int, list[Citation]],
    own: Own,
) -> Instance | None:
    """What stands right behind the words at `start:end`; the next line too where those end the line."""
    if not sentence.text[end:].strip(" :") and sentence.index + 1 < len(reading.sentences):
        following = reading.sentences[sentence.index + 1]
        if following.paragraph is None or len(following.text) > _REACH:
            return None
        sentence, start, end = following, 0, 0
    country = own.court.country if own.court else None
    behind = sentence.text[end : end + _REACH]
    stop = behind.find(";")
    behind = behind[:stop] if stop >= 0 else behind
    place = sentence.evidence(end, end + len(behind)) if behind.strip() else None
    if place is None or place.paragraph is None:
        return None
    dates = find_dates(behind, country)
    date = dates[0] if dates and dates[0].start < 150 else None
    near = [
        citation
        for citation in by_paragraph.get(place.paragraph, ())
        if (place.start or 0) <= citation.start < (place.end or 0)
    ]
    court, court_end = _court(behind, country)
    docket = next((c for c in near if c.kind in _NUMBERS and c.norm), None)
    ecli = next((c for c in near if c.kind is CitationKind.ECLI), None)
    if court is None and docket is None and ecli is None:
        return None
    last = max(
        court_end,
        date.end if date else 0,
        *((c.end - (place.start or 0)) for c in (docket, ecli) if c is not None),
        1,
    )
    return Instance(
        relation,
        court=court,
        docket=docket.norm if docket else None,
        ecli=ecli.norm if ecli else None,
        date=date.value if date else None,
        evidence=(sentence.evidence(start, min(end + last, len(sentence.text))),),
    )


def _court(text: str, country: str | None) -> tuple[str | None, int]:
    """The court's name and where it ends: the register's name, or words that can only be a court's, as written."""
    known = [court for court in find_courts(text, country) if court.start < 60]
    if known:
        return known[0].court.name, known[0].end
    word = _COURT_WORD.search(text[:80])
    if word is None:
        return None, 0
    begin = len(text[: word.start()]) - len(_leading(text[: word.start()]))
    ends = _COURT_ENDS.search(text, word.end())
    end = min(ends.start() if ends else len(text), begin + _LONGEST_COURT)
    written = text[begin:end]
    while (article := _ARTICLES.match(written)) is not None:
        begin += article.end()
        written = text[begin:end]
    written = _GENITIVE.sub("", _COURT_TAIL.sub("", written).rstrip(" .,"))
    known_by_name = find_court_by_name(written, country)
    if known_by_name is not None:
        return known_by_name.name, end
    # "the court below", "tingsrättens dom": no name.
    return (written if any(char.isupper() for char in written) else None), end


def _leading(before: str) -> str:
    """Capitalised words right before the court's noun belong to its name: "Stockholms tingsrätt"."""
    words = re.search(r"(?:[A-ZÀ-Þ][\w'.-]*\s+)+$", before)
    return words.group() if words else ""


def _merge(found: Sequence[Instance]) -> list[Instance]:
    """One instance each: equal numbers, or the same court with no other day."""
    merged: list[Instance] = []
    for item in found:
        for position, known in enumerate(merged):
            if known.relation == item.relation and _same(known, item):
                merged[position] = replace(
                    known,
                    court=known.court or item.court,
                    docket=known.docket or item.docket,
                    ecli=known.ecli or item.ecli,
                    date=known.date or item.date,
                    evidence=tuple(dict.fromkeys((*known.evidence, *item.evidence)))[:3],
                )
                break
        else:
            merged.append(item)
    return merged


def _same(first: Instance, second: Instance) -> bool:
    if first.ecli and second.ecli:
        return first.ecli == second.ecli
    if first.docket and second.docket:
        return docket_key(first.docket) == docket_key(second.docket) and not _other_day(first, second)
    if _other_day(first, second):
        return False
    if first.court and second.court:
        return court_key(first.court) == court_key(second.court)
    return bool(first.date and second.date)


def _other_day(first: Instance, second: Instance) -> bool:
    return bool(first.date and second.date and first.date != second.date)


def _is_own(item: Instance, own: Own) -> bool:
    if item.ecli is not None and own.ecli is not None and item.ecli.upper() == own.ecli.upper():
        return True
    same_court = own.court is not None and item.court is not None and court_key(item.court) == court_key(own.court.name)
    if item.docket is not None and docket_key(item.docket) in {docket_key(number) for number in own.docket_numbers}:
        return item.date in (None, own.date)
    return same_court and item.date is not None and item.date == own.date


@lru_cache(maxsize=8)
def _earlier(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["earlier"][language], re.IGNORECASE)
