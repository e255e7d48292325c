"""Entities that rules and lists can tell without a model: norms, decisions cited, courts, States, known organisations.

What no rule can tell from its form alone (most names) is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit
from enrichment.facts.names import NAME, names_in
from enrichment.ner.lists import ranks_in
from enrichment.ner.sentence import Sentence, Span

_LISTED = {
    "state": "LOC",
    "place": "LOC",
    "group": "ORG",
    "organisation": "ORG",
    "court": "ORG",
    "accused": "PER",
}

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
_GERMAN_COURT_NAME = re.compile(
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


_CITY = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}(?:[ -](?:(?:en|sur|la|le|les|de|del|am|aan|den|the)[ -])?[A-ZÀ-ÖØ-Þ][\w'’-]{1,30})?"
_COURT_NAMES = {
    "fr": re.compile(
        r"(?<!\w)(?:[Cc]our (?:d['’]assises|d['’]appel|criminelle)|[Tt]ribunal (?:judiciaire|correctionnel|"
        r"de grande instance|de première instance)|[Pp]arquet)(?: spécialement composée)?"
        rf"(?: (?:de |d['’]|du |des )(?:la )?{_CITY})?(?!\w)"
    ),
    "nl": re.compile(
        rf"(?<!\w)(?:[Rr]echtbank|[Gg]erechtshof|[Aa]rrondissementsrechtbank)(?: (?:te |in )?{_CITY})(?!\w)"
    ),
    "es": re.compile(
        r"(?<!\w)(?:Audiencia Provincial|Juzgado(?: Central)? de (?:Instrucción|lo Penal)|"
        r"Tribunal Superior de Justicia|Corte de Apelaciones)"
        rf"(?: (?:de |del |n[.º°úm]* ?\d+ ?(?:de )?)(?:la )?(?:{_CITY})?)?(?!\w)"
    ),
    "sv": re.compile(rf"(?<![\w'’-]){_CITY} (?:tingsrätt|hovrätt|förvaltningsrätt|kammarrätt)s?(?!\w)"),
    "en": re.compile(
        rf"(?<![\w'’-]){_CITY} (?:District Court|Regional Court|Court of Appeal|Crown Court|High Court|"
        r"Magistrates['’] Court|Supreme Court)(?!\w)"
    ),
}
_NUMBERS = (CitationKind.DOCKET, CitationKind.ECLI)
_RUNNING_TEXT = re.compile(r" (?!juris|mwN|m\.w\.N|nv|aE|ff?\b)[a-zäöüß]+(?: [a-zäöüß]+)*[.,]?")


def cited(sentence: Sentence, language: str | None) -> Iterator[Span]:
    """Norms and decisions by their numbers. In German a decision takes its court, date and places in print along, and
    a chain of provisions of one statute is one norm: the scheme of the German corpora."""
    norm: Span | None = None
    for hit in sentence.hits:
        if hit.kind is CitationKind.PROVISION:
            if norm is not None and _JOINS_NORMS.fullmatch(sentence.text, norm.end, hit.start):
                norm = Span(norm.start, hit.end, "NRM")
                continue
            if norm is not None:
                yield norm
            norm = Span(hit.start, hit.end, "NRM")
        elif hit.kind is not None:
            start, end = _whole_decision(sentence.text, hit) if language == "de" else (hit.start, hit.end)
            yield Span(start, end, "RS")
    if norm is not None:
        yield norm


def trimmed(sentence: Sentence, span: Span) -> Span:
    """A decision without the words of the sentence that a model took along behind its number."""
    if span.label != "RS":
        return span
    ends = [hit.end for hit in sentence.hits if hit.kind in _NUMBERS and span.start <= hit.start and hit.end < span.end]
    if ends and _RUNNING_TEXT.fullmatch(sentence.text, ends[-1], span.end):
        return span._replace(end=ends[-1])
    return span


def as_company(sentence: Sentence, span: Span) -> Span:
    """A name that ends in the form of a company is that of an organisation, whatever a model took it for."""
    if span.label in ("PER", "LOC") and _COMPANY.search(sentence.text, span.start, span.end):
        return span._replace(label="ORG")
    return span


def german_forms(sentence: Sentence) -> Iterator[Span]:
    """Courts by the make of their names, and commentaries by author and edition."""
    for match in _GERMAN_COURT_NAME.finditer(sentence.text):
        yield Span(*match.span(), "ORG")
    for match in _LITERATURE.finditer(sentence.text):
        yield Span(*match.span(), "LIT")


@cache
def _behind_ranks(language: str | None) -> re.Pattern[str] | None:
    ranks = ranks_in(language)
    if not ranks:
        return None
    return re.compile(rf"(?<!\w)(?i:{'|'.join(map(re.escape, ranks))}) (?P<name>{NAME})")


def court_names(sentence: Sentence, language: str | None) -> Iterator[Span]:
    """Courts by the make of their names: kind and town."""
    pattern = _COURT_NAMES.get(language or "")
    if pattern is not None:
        for match in pattern.finditer(sentence.text):
            yield Span(match.start(), match.start() + len(match[0].rstrip()), "ORG")


_REDUCED = re.compile(r"(?<!\w)(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+ (?:[A-Z]|[aA]l-[A-Z])\.)")
_COMPANY = re.compile(
    r"\w (?:S\.?A\.?|AG|GmbH|KG|Ltd\.?|Limited|Inc\.?|plc|PLC|LLC|LLP|N\.?V\.?|B\.?V\.?|AB|Oil|Corp\.?|Corporation|SE|"
    r"e\.V\.|S\.?L\.?|SAS|SARL)$"
)
_NUMBERED = re.compile(
    r"(?:Annexe?|Bijlage|Anexo|Bilaga|Section|Sectie|Sección|Part(?:ie)?|Deel|Parte|Del|Point|Punt|Punto)\b"
)


def persons(sentence: Sentence, language: str | None) -> Iterator[Span]:
    """Names behind a rank or title, and names a court has reduced (`Guus K.`)."""
    titled = _behind_ranks(language)
    if titled is None:
        return
    for match in titled.finditer(sentence.text):
        for start, end in names_in(sentence.text, *match.span("name")):
            yield Span(start, end, "PER")
    for match in _REDUCED.finditer(sentence.text):
        if not _NUMBERED.match(match["name"]):
            yield Span(*match.span("name"), "PER")


def listed(sentence: Sentence, *kinds: str) -> Iterator[Span]:
    """The known names of these kinds (all when none is given)."""
    for known in sentence.listed:
        if not kinds or known.label in kinds:
            start, end = sentence.places[known.first][0], sentence.places[known.last - 1][1]
            yield as_company(sentence, Span(start, end, _LISTED[known.label]))  # companies stand accused too


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
