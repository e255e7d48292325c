"""The sentences of a text that relevance looks at, each with the groups of words found in it.

Looked at are the title, the first sentences, the order of the court and the sentences that name a crime, never more
than a few hundred, so that the time does not grow with the length of a judgment."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from enrichment.decision import Citation, CitationKind
from enrichment.facts.concepts import CONCEPT
from enrichment.facts.crimes import CRIME_OF_CONCEPT, UJ_CRIMES
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary import load_concepts, offence_of
from enrichment.vocabulary.beginnings import beginnings, beginnings_of_words
from enrichment.vocabulary.patterns import load_patterns

# What the text may be about instead of a core crime.
TRAPS = (
    "asylum",
    "extradition",
    "denial",
    "defamation",
    "citizenship",
    "export",
    "state_complaint",
    "forum_liability",
    "other_matter",
)
# These tell of a crime without its being tried here, whatever else the sentence says.
NOT_TRIED_HERE = ("extradition", "denial", "defamation", "purpose", "state_complaint")
# ... unless the verdict or charge stands beside it, as in the story of an accused who once sought asylum.
TRIED_AFTER_ALL = ("asylum", "citizenship", "export")
_WORDS = (
    "core_crime",
    "tried",
    "terrorism",
    "purpose",
    "tribunal",
    "abroad",
    "came_here",
    "verdict",
    "civil",
    "civil_abroad",
    "nazi",
    *TRAPS,
)
HEAD = 12  # sentences
LOOKED_AT = 250  # sentences at most
_CAPTION, _SHORT = 4, 30  # sentences that are read whatever they are; characters
UNDERLYING_ACTS = frozenset(concept.id for concept in load_concepts() if concept.type == "underlying_act")
# Acting in an official capacity is left out: every officer does.
ELEMENTS = frozenset(("nexus_armed_conflict", "contextual_attack", "genocidal_intent", "protected_person"))


@dataclass(slots=True)
class Seen:
    """A sentence that is looked at, with the groups of words in it."""

    sentence: Sentence
    groups: frozenset[str]
    crime: bool
    weight: float  # title 3, order and headnote 2, others 1

    def has(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in the sentence."""
        return any(group in self.groups for group in groups)

    def concepts(self, among: Collection[str]) -> set[str]:
        """The concepts of the thesaurus among these that the sentence names."""
        return {mention.id for mention in self.sentence.of(CONCEPT) if mention.id in among}


def look(reading: Reading, citations: Iterable[Citation]) -> list[Seen]:
    """The sentences that matter, in order; the title is the first where there is one."""
    cited = _sentences_citing_crimes(reading, citations)
    groups_of = _with_beginnings(reading.language)
    found: list[Seen] = []
    head = 0
    for sentence in reading.sentences:
        in_title = sentence.paragraph is None
        weighty = in_title or sentence.role in (Role.OPERATIVE_PART, Role.HEADNOTE)
        names_crime = sentence.index in cited or any(
            CRIME_OF_CONCEPT.get(mention.id) in UJ_CRIMES for mention in sentence.of(CONCEPT)
        )
        if not (in_title or head < HEAD or weighty or names_crime):
            continue
        if not in_title and head >= _CAPTION and len(sentence.text) < _SHORT and not names_crime:
            continue  # "Lord Reed, President": the text has not begun
        if not in_title:
            head += 1
        words = beginnings_of_words(sentence.text)
        groups = frozenset(
            [
                group
                for group, first, pattern in groups_of
                if (first is None or not first.isdisjoint(words)) and pattern.search(sentence.text)
            ]
        )
        item = Seen(sentence, groups, names_crime, 3.0 if in_title else 2.0 if weighty else 1.0)
        item.crime |= item.has("core_crime")
        item.crime |= item.has("nazi") and (item.has("tried") or bool(item.concepts(UNDERLYING_ACTS)))
        found.append(item)
        if len(found) >= LOOKED_AT:
            break
    return found


def _sentences_citing_crimes(reading: Reading, citations: Iterable[Citation]) -> set[int]:
    """The sentences (by index) that cite a national provision on core crimes or torture: a crime named by number."""
    found: set[int] = set()
    for citation in citations:
        if citation.kind is CitationKind.PROVISION and citation.norm and is_crime_of_a_statute(citation.norm):
            sentence = reading.at(citation.paragraph, citation.start)
            if sentence is not None:
                found.add(sentence.index)
    return found


@lru_cache(maxsize=4096)
def is_crime_of_a_statute(norm: str) -> bool:
    """Whether a provision in normal form is one of a national statute on core crimes, torture or disappearance."""
    if norm.startswith(("RomeStatute", "CAT/", "GenocideConvention/", "GC-", "ICPPED/")):
        return False  # asylum law refers to them
    offence = offence_of(norm)
    return offence is not None and offence.crime in UJ_CRIMES


@cache
def _with_beginnings(language: str | None) -> tuple[tuple[str, frozenset[str] | None, re.Pattern[str]], ...]:
    """The groups with the letters that the words of each begin with."""
    return tuple(
        (group, beginnings(pattern.pattern.removeprefix(r"(?<!\w)")), pattern)
        for group, pattern in words_of(language, _WORDS).items()
    )


@cache
def words_of(language: str | None, groups: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """The groups of words in a language; those of all languages where it is unknown."""
    table = load_patterns("relevance_words.json")
    compiled = {}
    for group in groups:
        by_language = table[group]
        patterns = by_language.get(language, [])
        if language is None:
            patterns = [pattern for words in by_language.values() for pattern in words]
        if patterns:
            compiled[group] = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return compiled
