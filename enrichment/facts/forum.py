"""Which State's courts speak, as far as a text betrays it: for judging relevance only, never a fact of the decision.

The court register tells the court of a decision in the form courts and portals use. Press releases, digests and
headnotes name a court in passing ("the Vilnius Regional Court", "the Military Court of Ituri sitting at Bunia"); the
town, State or people beside the word for a court, the laws applied and the language then point to the State."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from enrichment.decision import Citation, CitationKind, Court
from enrichment.facts.concepts import PEOPLE, PLACE, STATE, Mention
from enrichment.facts.reading import Sentence
from enrichment.vocabulary import load_countries
from enrichment.vocabulary.beginnings import beginnings, beginnings_of_words
from enrichment.vocabulary.patterns import load_patterns
from enrichment.vocabulary.statutes import load_statutes

_EXPRESSIONS = load_patterns("relevance_words.json")["expressions"]
_COURT = re.compile(_EXPRESSIONS["court"])
_CASE = re.compile(_EXPRESSIONS["case"])  # after these words the text speaks of the case, no longer of the court
_REACH_BACK, _REACH_ON, _NEAR = 30, 50, 14
_HEAD = 4  # sentences


def guess_forum(
    sentences: Sequence[Sentence],
    court: Court | None,
    citations: Iterable[Citation],
    language: str | None,
) -> tuple[frozenset[str], bool]:
    """The States (alpha-3) whose courts may be speaking, and whether more than the language says so.

    `sentences` are the title and the first ones of the text."""
    if court is not None and court.country is not None:
        return frozenset((court.country,)), True
    weight: dict[str, float] = defaultdict(float)
    for number, sentence in enumerate(sentences):
        factor = 3.0 if sentence.paragraph is None else 2.0 if number <= _HEAD else 0.5
        for state in _beside_courts(sentence) | _before_the_colon(sentence):
            weight[state] += factor
        words = beginnings_of_words(sentence.text)
        for state, first, pattern in _signs():
            if (first is None or not first.isdisjoint(words)) and pattern.search(sentence.text):
                weight[state] += 0.7 * factor
    countries = _statute_countries()
    cited = {
        country
        for citation in citations
        if citation.kind is CitationKind.PROVISION
        and citation.norm
        and (country := countries.get(citation.norm.split("/")[0])) is not None
    }
    for state in cited:
        weight[state] += 1.0
    spoken = frozenset(load_patterns("relevance_words.json")["forum_of_language"].get(language or "", ()))
    for state in spoken:
        weight[state] += 0.5
    best = max(weight.values(), default=0.0)
    if best >= 0.7:
        return frozenset(state for state, points in weight.items() if points >= 0.6 * best), True
    return spoken, False


# Treaties bear the names of towns: "the Rome Statute", "les Conventions de Genève".
_TREATY = re.compile(r"\s+(?:Statute|Conventions?|Protocols?|Regulations|Rules|Konventionen?|Abkommen)\b")
_TREATY_OF = re.compile(
    r"(?:[Ss]tat(?:ut|uut|uto)s?|[Cc]on[vw]en\w+|[Vv]erdrag\w*|[Tt]raités?|[Pp]rotoco\w+) (?:de|van|of|di) $"
)


def towns_beside_no_court(sentence: Sentence) -> set[str]:
    """The States of the towns with a court that the sentence names otherwise than as the seat of one."""
    towns = list(_SEAT().finditer(sentence.text))
    if not towns:
        return set()
    spans = [(max(0, match.start() - _REACH_BACK), match.end() + _REACH_ON) for match in _COURT.finditer(sentence.text)]
    return {
        _seats()[match.group()]
        for match in towns
        if _TREATY.match(sentence.text, match.end()) is None
        and _TREATY_OF.search(sentence.text[: match.start()][-24:]) is None
        and not any(first <= match.start() <= last for first, last in spans)
    }


_INTERNATIONAL = re.compile(
    r"[Ii]nternational\w* (?:[Cc]riminal )?(?:[Cc]ourt|[Tt]ribunal|[Ss]trafg)|pénale? international|"
    r"[Ii]nternationaal [Ss]trafhof|[Pp]enal [Ii]nternacional"
)


def _beside_courts(sentence: Sentence) -> set[str]:
    """States, peoples and towns named within a court's name or right beside it."""
    found: set[str] = set()
    text = sentence.text
    for match in _COURT.finditer(text):
        if _INTERNATIONAL.search(text[max(0, match.start() - 24) : match.end() + 24]):
            continue  # "charged by the International Criminal Court"
        tail = text[match.end() : match.end() + _REACH_ON]
        stop = _CASE.search(tail)
        last = match.end() + (stop.start() if stop else len(tail))
        first = max(0, match.start() - _REACH_BACK)
        stops = list(_CASE.finditer(text, first, match.start()))
        first = stops[-1].end() if stops else first
        found.update(
            mention.id
            for mention in sentence.of(STATE, PLACE, PEOPLE)
            if first <= mention.start and mention.end <= last and not _is_person_before(text, match, mention)
        )
        found.update(_seats()[name] for name in _SEAT().findall(text[first:last]))
    return found


def _before_the_colon(sentence: Sentence) -> set[str]:
    """The State that a title begins with: "Ethiopia: Federal High Court, judgment of ..."."""
    if sentence.paragraph is not None:
        return set()
    return {
        mention.id
        for mention in sentence.of(STATE)
        if mention.start == 0 and sentence.text[mention.end :].lstrip().startswith(":")
    }


_A_PERSON = re.compile(r"\b(?:an?|the|ein\w*|den|die|une?|le|la|een|de|una?|el|en|\d{1,2}(?:-|\s)\w+)\s", re.IGNORECASE)


def _is_person_before(text: str, court: re.Match[str], mention: Mention) -> bool:
    """Whether the people named behind a court are a person's: "the court convicted a 57-year-old Ethiopian"."""
    return (
        mention.kind == PEOPLE
        and mention.start >= court.end()
        and _A_PERSON.search(text, court.end(), mention.start) is not None
    )


@cache
def _seats() -> dict[str, str]:
    seats = {
        name: state for state, names in load_patterns("relevance_words.json")["court_seats"].items() for name in names
    }
    for country in load_countries():
        for place in country.places:
            seats.setdefault(place, country.id)
    return seats


@cache
def _SEAT() -> re.Pattern[str]:  # noqa: N802
    names = sorted(_seats(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _signs() -> tuple[tuple[str, frozenset[str] | None, re.Pattern[str]], ...]:
    """By State the letters that its signs begin with, and the signs."""
    signs = load_patterns("relevance_words.json")["forum_signs"]
    return tuple(
        (state, beginnings("|".join(patterns)), re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})"))
        for state, patterns in signs.items()
    )


@cache
def _statute_countries() -> dict[str, str]:
    return {statute.id: statute.country for statute in load_statutes() if statute.country}
