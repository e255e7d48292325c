"""The towns, villages, prisons and camps where the acts took place, in the words of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.decision import Certainty, Evidence, Fact
from enrichment.facts.concepts import PEOPLE, PLACE, STATE
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.territory import place_points
from enrichment.text import Role

RULE = "places/1"

_MOST_PLACES = 12
_MOST_EVIDENCE = 3
_NAME = (
    r"(?P<name>(?:(?:[Aa]l|[Ee]l|[Aa]d|[Dd]eir|[Aa]n|[Aa]sh|[Aa]s|[Aa]z)[ -])?[A-ZÀ-ÖØ-Þ][\w'-]{2,}"
    r"(?:[ -](?:al-|el-|ez-|aš-|as-)?[A-ZÀ-ÖØ-Þ][\w'-]+){0,2})"
)
# The noun for a kind of place right before its name: "in the village of X", "im Dorf X".
_KINDS = {
    "en": r"(?:town|village|city|commune|district|province|camp|sector|municipality|prefecture|region) of|"
    r"(?:town|village|city|camp|prison) (?:called |named )?",
    "de": r"(?:Stadt|Ort|Ortschaft|Dorf|Dorfes|Provinz|Distrikt|Bezirk|Lager|Gefängnis|Militärgefängnis|Gemeinde|"
    r"Flüchtlingslager)(?: namens)?",
    "fr": r"(?:ville|village|commune|secteur|cellule|province|préfecture|camp|localité|district|colline|quartier|"
    r"prison|paroisse) (?:de |d'|du )?",
    "nl": r"(?:stad|dorp|plaats|kamp|provincie|district|gemeente|gevangenis)(?: genaamd| van)?",
    "es": r"(?:ciudad|pueblo|aldea|municipio|provincia|departamento|localidad|caserío|comunidad|campo|cárcel) de",
    "sv": r"(?:staden|byn|orten|provinsen|lägret|distriktet|kommunen|fängelset)",
}
_BEHIND = {
    "en": rf"{_NAME}(?= (?:prison|camp|detention (?:centre|center|facility)|hospital|village|stadium)\b)",
    "sv": rf"{_NAME}(?=-?fängelset\b)",
    "nl": rf"{_NAME}(?=-?gevangenis\b)",
    "de": rf"{_NAME}(?=-(?:Gefängnis|Lager)\b)",
}
_NOT_PLACES = re.compile(
    r"(?:The|This|That|These|There|Here|After|When|Muslims?|Serbs?|Croats?|Tutsis?|Hutus?|"
    r"Der|Die|Das|Im|In|Le|La|Les|De|Het|El|Los|Military|Central|Federal|National|State|"
    r"United|European|High|Court|Supreme|Islamischen?|Islamic|Prison|Detention|Angeklagt\w*|Accused|Verdachte)\b"
)


def read_places(
    reading: Reading, forum: str | None, states: tuple[str, ...], crimes_at_issue: bool
) -> tuple[tuple[Fact, ...], str | None]:
    """The places of the acts, each as one fact, or why none is read.

    Known places count where the sentence puts an act there; unknown names only behind the word for a village, town,
    prison or camp."""
    if reading.language is None or not crimes_at_issue:
        return (), "no crime of the taxonomy is at issue"
    found: dict[str, tuple[str, list[Evidence]]] = {}

    def keep(sentence: Sentence, start: int, end: int) -> None:
        name = sentence.text[start:end].strip()
        places = found.setdefault(name.casefold(), (name, []))[1]
        if len(places) < _MOST_EVIDENCE:
            places.append(sentence.evidence(start, end))

    for sentence in reading.having(PLACE):
        for mention, points in place_points(sentence, forum):
            if mention.kind == PLACE and points >= 2.0 and (not states or mention.id in states):
                keep(sentence, mention.start, mention.end)
    if states:
        before, behind = _compiled(reading.language)
        for sentence in reading.having("act"):
            if sentence.role is Role.RUBRUM or sentence.has("witness") or forum_only(sentence, forum):
                continue
            for pattern in (before, behind):
                for match in pattern.finditer(sentence.text) if pattern else ():
                    start, end = match.span("name")
                    if not _NOT_PLACES.match(match["name"]) and _unclaimed(sentence, start, end):
                        keep(sentence, start, end)
    facts = tuple(
        Fact("places", name, RULE, Certainty.CERTAIN, tuple(proofs))
        for name, proofs in list(found.values())[:_MOST_PLACES]
    )
    return facts, None if facts else "no sentence about the acts names a place"


def forum_only(sentence: Sentence, forum: str | None) -> bool:
    """Whether the sentence names the State of the court and no other."""
    named = {mention.id for mention in sentence.of(STATE)}
    return named == {forum}


def _unclaimed(sentence: Sentence, start: int, end: int) -> bool:
    """Not a State, its people, or a place that is known already (that one has its own rule)."""
    return not any(mention.start < end and start < mention.end for mention in sentence.of(STATE, PEOPLE, PLACE))


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    behind = _BEHIND.get(language)
    return re.compile(rf"\b(?:{_KINDS[language]})\s*\b{_NAME}"), re.compile(behind) if behind else None
