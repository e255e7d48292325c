"""What a document says it is: court, chamber, numbers, date, kind, language and title of the decision itself.

Declared metadata of the portal come first, each with its path; what the portal does not declare is read from the
caption and the end of the text by rules; what neither says with certainty stays empty with the reason in `unread`.
Where metadata and text contradict each other, the text wins in the fields where portals are known to err (the day),
and `problems` says so. Numbers of earlier instances are never taken for the decision's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from enrichment.decision import Certainty, CitationKind, Court, Evidence, Fact
from enrichment.facts.caption import caption
from enrichment.facts.citations import find_citations
from enrichment.facts.court import ReadCourt, court_of_ecli, court_of_neutral_citation, declared_court, read_court
from enrichment.facts.dates import find_dates, read_decision_date, states_date
from enrichment.facts.decision_type import canonical_type, is_word_of, read_decision_type
from enrichment.facts.dockets import docket_key, normalise_docket
from enrichment.facts.ecli import normalise_ecli, parse_ecli
from enrichment.facts.language import read_language
from enrichment.facts.normalise import fold, plain
from enrichment.facts.plausible_day import doubt_of_late_day
from enrichment.text import Declared, DeclaredField, Paragraph, Role, Text

VERSION = "1"
_CLASS_OF_DOCUMENT = "judgment/@name"  # Akoma Ntoso: true of all judgments; the court's own word says more
_DECLARED_BY = f"identity.declared/{VERSION}"
_TEXT_BY = f"identity.caption/{VERSION}"


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


@dataclass(slots=True)
class _Notes:
    """What is collected while the fields are read."""

    facts: list[Fact] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def declared(self, name: str, value: str, item: Declared) -> str:
        evidence = Evidence(quote=item.value, declared=item.path)
        self.facts.append(Fact(name, value, _DECLARED_BY, evidence=(evidence,)))
        return value

    def read(self, name: str, value: str, evidence: Evidence | None, certainty: Certainty = Certainty.CERTAIN) -> str:
        self.facts.append(Fact(name, value, _TEXT_BY, certainty, (evidence,) if evidence else ()))
        return value


def read_identity(text: Text) -> Identity:
    """The identity of the document `text`; never raises on any text."""
    notes = _Notes()
    language = _language(text, notes)
    ecli = _ecli(text, notes)
    country = _country(text, ecli)
    court, chamber = _court(text, ecli, country, language, notes)
    country = court.country if court else country
    found = _caption_citations(text, language, country)
    if ecli is None:
        ecli = _own_ecli(text, found, court, notes)
        if ecli is not None and court is None:
            court = _court_from_ecli(ecli, notes)
    neutral = _neutral(text, found, court, notes)
    if (
        neutral
        and not _declared_name(notes)
        and (named := court_of_neutral_citation(neutral)) is not None
        and (court is None or named.country == court.country)
    ):
        court = _court_from_number(named, "neutral_citation", notes)
    dockets = _dockets(text, found, court, ecli, notes)
    day = _date(text, country, ecli, court, dockets, notes)
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


def _language(text: Text, notes: _Notes) -> str | None:
    read = read_language(text)
    if read.problem:
        notes.problems.append(f"language: {read.problem}")
    if read.language is None:
        notes.unread["language"] = read.reason or "undecided"
        return None
    if read.declared:
        item = _first(text, DeclaredField.LANGUAGE)
        evidence = (
            Evidence(quote=item.value, declared=item.path)
            if item
            else Evidence(quote=text.language or "", declared="language")
        )
        notes.facts.append(Fact("language", read.language, _DECLARED_BY, evidence=(evidence,)))
    else:
        notes.read("language", read.language, None)
    return read.language


def _title(text: Text, notes: _Notes) -> str | None:
    item = _first(text, DeclaredField.TITLE)
    if item is not None:
        return notes.declared("title", " ".join(item.value.split()), item)
    if text.title and text.title.strip():
        notes.facts.append(
            Fact("title", text.title.strip(), _DECLARED_BY, evidence=(Evidence(quote=text.title, declared="title"),))
        )
        return text.title.strip()
    notes.unread["title"] = "neither the portal nor the document gives a title"
    return None


# -- ECLI, court -----------------------------------------------------------------------------------------------------


def _ecli(text: Text, notes: _Notes) -> str | None:
    wrong: list[str] = []
    for item in _all(text, DeclaredField.ECLI):
        normal = normalise_ecli(item.value)
        if normal is not None:
            return notes.declared("ecli", normal, item)
        wrong.append(item.value)
    if wrong:
        notes.problems.append(f"ecli: the declared value is no ECLI ({wrong[0][:60]})")
    return None


def _own_ecli(text: Text, found: _Found, court: Court | None, notes: _Notes) -> str | None:
    """An ECLI on a line of its own (or of identifiers only) at the very top is the document's; others are cited."""
    for index, start, end, norm, kind in found:
        if kind is not CitationKind.ECLI or index > 12 or norm is None:
            continue
        line = text.paragraphs[index].text
        rest = len(line.strip()) - (end - start)
        if (
            rest <= 16
            or (index <= 6 and _only_identifiers(line, index, found))
            or (
                index < 3
                and start < 12
                and text.paragraphs[index].role in {Role.RUBRUM, Role.HEADING, Role.BODY}
                and rest < 90
            )
        ):
            parsed = parse_ecli(norm)
            if court is not None and parsed is not None and parsed.country_alpha3 not in {court.country, None}:
                continue
            return notes.read("ecli", norm, Evidence(line[start:end], index, start, end))
    notes.unread["ecli"] = "neither the portal nor the caption gives an ECLI"
    return None


def _only_identifiers(line: str, index: int, found: _Found) -> bool:
    """Whether a line holds one ECLI and, but for a few letters, nothing else than other numbers of the decision."""
    on_line = [item for item in found if item[0] == index]
    if sum(kind is CitationKind.ECLI for *_, kind in on_line) != 1:
        return False
    rest = list(line)
    for _, start, end, _, _ in on_line:
        rest[start:end] = " " * (end - start)
    return sum(character.isalnum() for character in rest) <= 16


def _country(text: Text, ecli: str | None) -> str | None:
    declared = text.first_declared(DeclaredField.COUNTRY)
    if declared:
        return declared
    parsed = parse_ecli(ecli) if ecli else None
    return parsed.country_alpha3 if parsed else None


def _court(
    text: Text, ecli: str | None, country: str | None, language: str | None, notes: _Notes
) -> tuple[Court | None, str | None]:
    chamber = _first(text, DeclaredField.CHAMBER)
    for item in _all(text, DeclaredField.COURT):
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
    declared = _first(text, DeclaredField.COURT)
    if declared is not None:
        notes.unread["court"] = declared_court(declared.value, country).reason or ""
    else:
        notes.unread["court"] = read.reason or ""
    return None, _chamber(None, chamber, None, notes)


def _declared_name(notes: _Notes) -> bool:
    """Whether the court is one that the portal names."""
    return any(fact.field == "court" and fact.by == _DECLARED_BY for fact in notes.facts)


def _court_from_number(court: Court, field_name: str, notes: _Notes) -> Court:
    evidence = next((fact.evidence for fact in notes.facts if fact.field == field_name), ())
    notes.facts[:] = [fact for fact in notes.facts if fact.field != "court"]
    notes.facts.append(Fact("court", court.id, f"identity.{field_name}/{VERSION}", evidence=evidence))
    notes.unread.pop("court", None)
    return court


def _court_from_ecli(ecli: str, notes: _Notes) -> Court | None:
    read: ReadCourt = court_of_ecli(ecli)
    if read.court is None:
        return None
    evidence = next((fact.evidence for fact in notes.facts if fact.field == "ecli"), ())
    notes.facts.append(Fact("court", read.court.id, f"identity.ecli/{VERSION}", evidence=evidence))
    notes.unread.pop("court", None)
    return read.court


def _chamber(in_name: str | None, declared: Declared | None, court: Declared | None, notes: _Notes) -> str | None:
    if declared is not None and declared.value.strip():
        return notes.declared("chamber", " ".join(declared.value.split()), declared)
    if in_name and court is not None:
        return notes.declared("chamber", in_name, court)
    return None


# -- numbers ---------------------------------------------------------------------------------------------------------

_Found = list[tuple[int, int, int, str | None, CitationKind]]
_EARLIER = re.compile(
    r"(?:vorgehend|nachgehend|[Vv]orinstanz|zu:|gegen (?:das|den|die)|[Oo]n appeal from|ON APPEAL FROM|"
    r"[Aa]ppeals? from|D\.C\. No|[Ll]ower [Cc]ourt|ÖVERKLAGAT|[Öö]verklagat|contre (?:l'arrêt|le jugement|"
    r"l'ordonnance)|tegen (?:het|de)|rechtbank|zaaknummer(?:s)? (?:rechtbank|eerste aanleg|gerechtshof)|"
    r"[Rr]ettens nr|[Bb]yretten|tingrett|tingsrätt|[Pp]olitiets|[Aa]nklagemyndighedens|[Cc]f\.|vgl\.|"
    r"[Ss]ee|[Ss]iehe|citing|in der Fassung|Staatsanwaltschaft|StA)[^.;]{0,80}$"
)


def _caption_citations(text: Text, language: str | None, country: str | None) -> _Found:
    lines = caption(text)
    paragraphs = [Paragraph(text.paragraphs[line.paragraph].text[: line.length]) for line in lines]
    return [
        (lines[citation.paragraph].paragraph, citation.start, citation.end, citation.norm, citation.kind)
        for citation in find_citations(paragraphs, language=language, country=country)
        if citation.kind is not CitationKind.PROVISION
    ]


def _neutral(text: Text, found: _Found, court: Court | None, notes: _Notes) -> str | None:
    for item in _all(text, DeclaredField.NEUTRAL_CITATION):
        value = " ".join(item.value.split())
        if value:
            return notes.declared("neutral_citation", value, item)
    for index, start, end, norm, kind in found:
        if (
            kind is not CitationKind.NEUTRAL
            or norm is None
            or index > 14
            or not re.match(r"\[?\d{4}\]? [A-Z]|KKO|HR-", norm)
        ):
            continue
        line = text.paragraphs[index].text
        if _EARLIER.search(plain(line[max(0, start - 90) : start])):
            continue
        if _own_place(line, start, end) or re.search(
            r"(?:[Nn]eutral [Cc]itation|NEUTRAL CITATION|Citation|\bNo)(?: Number| No)?\.?:? ?$",
            plain(line[max(0, start - 30) : start]),
        ):
            return notes.read("neutral_citation", norm, Evidence(line[start:end], index, start, end))
    if court is not None and court.country in {"GBR", "CAN", "IRL", "AUS", "NZL", "ZAF", "FIN"}:
        notes.unread["neutral_citation"] = "neither the portal nor the caption gives a neutral citation"
    return None


def _dockets(text: Text, found: _Found, court: Court | None, ecli: str | None, notes: _Notes) -> tuple[str, ...]:
    earlier = {
        docket_key(number) for item in _all(text, DeclaredField.EARLIER_INSTANCE) for number in _split(item.value)
    }
    numbers: dict[str, str] = {}
    for item in _all(text, DeclaredField.DOCKET):
        for number in _split(item.value):
            normal = normalise_docket(number)
            key = docket_key(normal)
            if (
                key
                and any(character.isdigit() for character in key)
                and key not in numbers
                and (key not in earlier or len(earlier) == 1)
            ):
                numbers[key] = normal
                notes.declared("docket_numbers", normal, item)
    if numbers:
        return tuple(numbers.values())
    own_kinds = {CitationKind.DOCKET, CitationKind.INTERNATIONAL, CitationKind.ECHR_APPLICATION}
    taken_from: int | None = None
    line_before = ""
    last_index = -1
    for index, start, end, norm, kind in found:
        if kind not in own_kinds or norm is None:
            continue
        line = text.paragraphs[index].text
        before = line[max(0, start - 100) : start]
        if index != last_index:
            line_before = text.paragraphs[index - 1].text if index else ""
            last_index = index
        context = before if len(before) > 20 else f"{line_before[-80:]} {before}"
        if _EARLIER.search(fold(context).text):
            continue
        if taken_from is None:
            if not (_own_place(line, start, end) or _OWN_CUE.search(fold(context).text)):
                continue
            taken_from = index
        elif index > taken_from + 2 or not (index == taken_from or _own_place(line, start, end)):
            break
        key = docket_key(norm)
        if key not in numbers:
            numbers[key] = norm
            notes.read("docket_numbers", norm, Evidence(line[start:end], index, start, end))
    if not numbers:
        notes.unread["docket_numbers"] = "neither the portal nor the caption gives a case number"
    return tuple(numbers.values())


_OWN_CUE = re.compile(
    r"(?:Az\.|AZ|Aktenzeichen|Geschäftszahl|Geschäfts-?[Nn]r\.|[Cc]ase (?:[Nn]o|[Nn]umber)s?\.?|"
    r"CASE NOS?\.?|[Dd]ocket(?: [Nn]os?\.?)?|Appeal [Nn]o|Claim [Nn]o|Application nos?\.?|"
    r"APPLICATION NOS?\.?|[Rr]equête n°s?|REQUÊTE N°|[Nn]°|N°|No\.?|Nos\.|Nr\.|nummers?|[Mm]ål nr|Mål|Sag|"
    r"Sak|Sygn\. akt|Broj|Expediente|EXPEDIENTE|[Nn]úm\.|pourvoi n°|rôle(?: n°)?|RG)[ :.]{0,3}(?:[A-Z] )?$"
)


_KIND_BEFORE = re.compile(
    r"(?:gericht|gerichtshof)(?:e?s)?(?: [A-ZÄÖÜ]\w+)?,? (?:Urteil|Beschluss|Beschluß|Bescheid),? $"
)


def _own_place(line: str, start: int, end: int) -> bool:
    """Whether a number stands in a short line of its own, as captions have it."""
    outside = re.sub(r"[\W\d_]+", "", line[:start] + line[end:])
    if len(line) > 160:
        return False
    # `Oberverwaltungsgericht Musterstadt Urteil 3 C 90/21`: court and kind before it, nothing behind
    return len(outside) <= 40 or (_KIND_BEFORE.search(line[:start]) is not None and not line[end:].strip())


def _split(value: str) -> list[str]:
    """`2 BvQ 53/18, 2 BvR 1/18`, `G 12/2020 | V 3/2020`, `18ONc4/17h; 18ONc4/25w`, JSON lists."""
    pieces = re.split(r"\s*[;|\n]\s*|,\s+(?=[A-Z0-9(\[])|\s+/\s+(?=[A-Z0-9]{1,3} ?[A-Z0-9])", value.strip("[]' \""))
    return [piece.strip("'\" ") for piece in pieces if re.search(r"\d", piece)]


# -- date, kind ------------------------------------------------------------------------------------------------------


# their data bases give the day a record was made, or one guessed from a file name
_UNTIL_PUBLISHED = 120  # days that decisions wait for their publication, at most
_DAY_BEFORE = frozenset({"BIH"})  # its data base stores midnight of the day in another time zone
_DATES_ERR = frozenset({"INTL/ICC", "INTL/ICTY", "INTL/ICTR", "INTL/IRMCT", "INTL/ECCC", "INTL/STL", "INTL/SCSL"})


def _date(
    text: Text, country: str | None, ecli: str | None, court: Court | None, dockets: tuple[str, ...], notes: _Notes
) -> str | None:
    errs = court is not None and court.id in _DATES_ERR
    item = next((item for item in _all(text, DeclaredField.DATE) if _iso(item.value, country)), None)
    declared = _iso(item.value, country) if item else None
    if item is not None and declared is not None:
        doubt = _date_doubt(declared, ecli)
        stated = states_date(text, declared, country)
        if stated is None and doubt is None:
            doubt = doubt_of_late_day(text, declared, dockets, country)
        if stated is None and declared.endswith("-01-01") and doubt is None:
            doubt = f"the declared day {declared} looks like the year alone and is not in the text"
        if stated is not None and doubt is None:
            notes.facts.append(
                Fact(
                    "decision_date", declared, _DECLARED_BY, evidence=(Evidence(item.value, declared=item.path), stated)
                )
            )
            return declared
        own = read_decision_date(text, country)
        if (
            own.value is not None
            and own.certainty is Certainty.CERTAIN
            and own.value != declared
            and (
                doubt
                or errs
                or (country in _DAY_BEFORE and _day_apart(own.value, declared))
                or _published_later(own.value, declared)
            )
            and doubt_of_late_day(text, own.value, dockets, country) is None
        ):
            notes.problems.append(
                f"decision_date: the portal says {declared}, the text {own.value}; the text's own date is taken"
            )
            return notes.read("decision_date", own.value, own.evidence)
        if doubt:
            notes.problems.append(f"decision_date: {doubt}")
            notes.unread["decision_date"] = doubt
            return None
        return notes.declared("decision_date", declared, item)
    if item is None and (wrong := _first(text, DeclaredField.DATE)) is not None and wrong.value.strip():
        notes.problems.append(f"decision_date: the declared value is no day ({wrong.value[:40]})")
    own = read_decision_date(text, country)
    late = doubt_of_late_day(text, own.value, dockets, country) if own.value is not None else own.reason
    if own.value is not None and late is None:
        return notes.read("decision_date", own.value, own.evidence, own.certainty)
    notes.unread["decision_date"] = late or ""
    return None


def _date_doubt(declared: str, ecli: str | None) -> str | None:
    """A day that cannot be: before any court of ours, or of another year than the ECLI."""
    parsed = parse_ecli(ecli) if ecli else None
    if int(declared[:4]) < 1600 or int(declared[:4]) > 2100:
        return f"the declared day {declared} cannot be"
    if parsed is not None and abs(parsed.year - int(declared[:4])) > 1 and parsed.country not in {"AT", "FI"}:
        return f"the declared day {declared} is not of the year of the ECLI ({parsed.year})"
    return None


def _published_later(own: str, declared: str) -> bool:
    """Whether a declared day that the text does not know may be that of the publication."""
    return 0 < (date.fromisoformat(declared) - date.fromisoformat(own)).days <= _UNTIL_PUBLISHED


def _day_apart(first: str, second: str) -> bool:
    """One day apart: portals that store midnight in another time zone."""
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) == 1


def _iso(value: str, country: str | None) -> str | None:
    value = value.strip()
    if match := re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    found = find_dates(value, country)
    return found[0].value if len(found) == 1 else None


def _type(text: Text, language: str | None, notes: _Notes) -> str | None:
    declared = [
        (item, word) for item in _all(text, DeclaredField.TYPE) if (word := canonical_type(item.value, language))
    ]
    for item, word in declared:
        if is_word_of(word, language) and item.path != _CLASS_OF_DOCUMENT:
            return notes.declared("decision_type", word, item)
    read = read_decision_type(text, language)
    if read.value is not None:
        return notes.read("decision_type", read.value, read.evidence)
    for item, word in declared:  # the portal's word, in another language than the court's
        return notes.declared("decision_type", word, item)
    title = _first(text, DeclaredField.TITLE)
    if title is not None and (named := _type_in_title(title.value, language)):
        return notes.declared("decision_type", named, title)
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


# -- declared values -------------------------------------------------------------------------------------------------


def _all(text: Text, wanted: DeclaredField) -> Iterable[Declared]:
    return (item for item in text.declared if item.field is wanted and item.value.strip())


def _first(text: Text, wanted: DeclaredField) -> Declared | None:
    return next(iter(_all(text, wanted)), None)
