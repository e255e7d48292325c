"""The decision's own numbers in its caption: ECLI, neutral citation, dockets; never those of earlier instances."""

from __future__ import annotations

import re

from enrichment.decision import CitationKind, Court, Evidence
from enrichment.facts.caption import caption
from enrichment.facts.citations import find_citations
from enrichment.facts.dockets import docket_key, normalise_docket
from enrichment.facts.ecli import parse_ecli
from enrichment.facts.normalise import fold, plain
from enrichment.identity_notes import Notes, all_declared
from enrichment.text import Declared, DeclaredField, Paragraph, Role, Text

Found = list[tuple[int, int, int, str | None, CitationKind]]
"""Numbers in a caption: paragraph, start, end (code points), norm and kind of each."""


def own_ecli(text: Text, found: Found, court: Court | None, notes: Notes) -> str | None:
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


def _only_identifiers(line: str, index: int, found: Found) -> bool:
    """Whether a line holds one ECLI and, but for a few letters, nothing else than other numbers of the decision."""
    on_line = [item for item in found if item[0] == index]
    if sum(kind is CitationKind.ECLI for *_, kind in on_line) != 1:
        return False
    rest = list(line)
    for _, start, end, _, _ in on_line:
        rest[start:end] = " " * (end - start)
    return sum(character.isalnum() for character in rest) <= 16


_EARLIER = re.compile(
    r"(?:vorgehend|nachgehend|[Vv]orinstanz|zu:|gegen (?:das|den|die)|[Oo]n appeal from|ON APPEAL FROM|"
    r"[Aa]ppeals? from|D\.C\. No|[Ll]ower [Cc]ourt|ÖVERKLAGAT|[Öö]verklagat|contre (?:l'arrêt|le jugement|"
    r"l'ordonnance)|tegen (?:het|de)|rechtbank|zaaknummer(?:s)? (?:rechtbank|eerste aanleg|gerechtshof)|"
    r"[Rr]ettens nr|[Bb]yretten|tingrett|tingsrätt|[Pp]olitiets|[Aa]nklagemyndighedens|[Cc]f\.|vgl\.|"
    r"[Ss]ee|[Ss]iehe|citing|in der Fassung|Staatsanwaltschaft|StA)[^.;]{0,80}$"
)


def caption_citations(text: Text, language: str | None, country: str | None) -> Found:
    """The numbers in the caption, without provisions."""
    lines = caption(text)
    paragraphs = [Paragraph(text.paragraphs[line.paragraph].text[: line.length]) for line in lines]
    return [
        (lines[citation.paragraph].paragraph, citation.start, citation.end, citation.norm, citation.kind)
        for citation in find_citations(paragraphs, language=language, country=country)
        if citation.kind is not CitationKind.PROVISION
    ]


def neutral_citation(text: Text, found: Found, court: Court | None, notes: Notes) -> str | None:
    """The neutral citation that the portal declares or that stands in a place of its own in the caption."""
    for item in all_declared(text, DeclaredField.NEUTRAL_CITATION):
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


def docket_numbers(
    text: Text, found: Found, language: str | None, country: str | None, notes: Notes
) -> tuple[str, ...]:
    """The docket numbers that the portal declares, or those of the caption, or the one of the portal's title."""
    earlier = {
        docket_key(number)
        for item in all_declared(text, DeclaredField.EARLIER_INSTANCE)
        for number in _split(item.value)
    }
    numbers: dict[str, str] = {}
    for item in all_declared(text, DeclaredField.DOCKET):
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
    if not numbers and (in_title := _docket_of_title(text, language, country)):
        number, item = in_title
        notes.declared("docket_numbers", number, item)
        return (number,)
    if not numbers:
        notes.unread["docket_numbers"] = "neither the portal nor the caption gives a case number"
    return tuple(numbers.values())


_AGAINST = re.compile(r"\b(?:gegen|against|contre|tegen|contra|mot|appeal from)\b", re.IGNORECASE)


def _docket_of_title(text: Text, language: str | None, country: str | None) -> tuple[str, Declared] | None:
    """The one docket in the title of the portal ("HR-2026-398-A - Jordskifterett"), if it is its own."""
    for item in all_declared(text, DeclaredField.TITLE):
        dockets = [
            citation
            for citation in find_citations([Paragraph(item.value)], language=language, country=country)
            if citation.kind is CitationKind.DOCKET and citation.norm
        ]
        if len(dockets) != 1:
            continue
        before = fold(item.value[: dockets[0].start]).text
        if not _EARLIER.search(before) and not _AGAINST.search(before):
            return str(dockets[0].norm), item
    return None


_OWN_CUE = re.compile(
    r"(?:Az\.|AZ|Aktenzeichen|Geschäftszahl|Geschäfts-?[Nn]r\.|[Cc]ase (?:[Nn]o|[Nn]umber)s?\.?|"
    r"CASE NOS?\.?|[Dd]ocket(?: [Nn]os?\.?)?|Appeal [Nn]o|Claim [Nn]o|Application nos?\.?|"
    r"APPLICATION NOS?\.?|[Rr]equête n°s?|REQUÊTE N°|[Nn]°|N°|No\.?|Nos\.|Nr\.|nummers?|[Mm]ål nr|Mål|Sag|"
    r"Sak|Sygn\. akt|Broj|Expediente|EXPEDIENTE|[Nn]úm\.|pourvoi n°|rôle(?: n°)?|RG|"
    r"(?:ricorso|iscritto al) (?:n\.?|nn\.)|R\.G\. n\.?|URUKIKO RW['’][A-Z]+ ?[–-])[ :.]{0,3}(?:[A-Z] )?$"
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
