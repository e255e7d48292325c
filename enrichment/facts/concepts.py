"""The words of the field in a text: concepts of the thesaurus, States and their people, and the cues rules rely on.

Case does not matter for terms, and does for names of States ("Turkey") and abbreviations ("ICC")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from enrichment.decision import Certainty, Fact
from enrichment.facts.terms import TermList
from enrichment.vocabulary import load_concepts, load_countries, load_situations
from enrichment.vocabulary.cues import load_crimes_elsewhere, load_cues
from enrichment.vocabulary.organisations import load_organisations

if TYPE_CHECKING:
    from enrichment.facts.reading import Reading

RULE = "concepts/1"
# Kinds of mention besides the cues of `cues.json`, which bear their own names.
CONCEPT, STATE, PEOPLE, PLACE, SITUATION = "concept", "state", "people", "place", "situation"
ORGANISATION = "organisation"

_THESAURUS_LANGUAGES = ("de", "en", "fr", "nl", "es", "sv", "ar")
_SAME = {"hr": "bs", "sr": "bs", "cnr": "bs", "nb": "no", "nn": "no"}
_EVIDENCE_PER_CONCEPT = 3


class Mention(NamedTuple):
    """One word or term found. `id` is a concept id, alpha-3 code or number of a situation or organisation; empty
    for cues."""

    kind: str
    id: str
    start: int
    end: int

    def shifted(self, by: int) -> Mention:
        """The same mention in a text that begins `by` characters later (negative: earlier)."""
        return Mention(self.kind, self.id, self.start + by, self.end + by)


def find_mentions(lines: Sequence[str], *, language: str | None) -> list[tuple[Mention, ...]]:
    """For each line its mentions in order. Offsets are code points in the line."""
    code = language or "xx"
    terms = _terms(_SAME.get(code, code))
    return [_settle(hits) if (hits := terms.find(line)) else () for line in lines]


def read_concepts(reading: Reading) -> tuple[Fact, ...]:
    """One fact `concept` per concept in the text, with its first places as evidence."""
    places: dict[str, list[tuple[int, Mention]]] = {}
    for sentence in reading.having(CONCEPT):
        for mention in sentence.of(CONCEPT):
            known = places.setdefault(mention.id, [])
            if len(known) < _EVIDENCE_PER_CONCEPT:
                known.append((sentence.index, mention))
    return tuple(
        Fact(
            "concept",
            concept,
            RULE,
            Certainty.CERTAIN,
            tuple(reading.sentences[at].evidence(mention.start, mention.end) for at, mention in found),
        )
        for concept, found in places.items()
    )


def _settle(hits: Iterable[tuple[int, int, str]]) -> tuple[Mention, ...]:
    """Mentions in order; a term inside a longer one of the same family gives way ("torture" in a treaty's name)."""
    kept: list[Mention] = []
    around: list[Mention] = []  # those kept that may still enclose what comes
    for start, end, key in sorted(
        hits, key=lambda hit: (hit[0], -hit[1], _RANK.get(hit[2].partition(":")[0], 9), hit[2])
    ):
        kind, _, ident = key.partition(":")
        around = [other for other in around if other.end > start]
        if any(end <= other.end and _gives_way(kind, ident, other) for other in around):
            continue
        mention = Mention(kind, ident, start, end)
        kept.append(mention)
        around.append(mention)
    return tuple(kept)


# Of two readings of the same words: a treaty's name before all, a State before its people ("Suisse").
_RANK = {"body": 0, STATE: 1, PEOPLE: 2}


def _gives_way(kind: str, ident: str, longer: Mention) -> bool:
    if longer.kind == "body":
        return kind in (CONCEPT, STATE, PEOPLE, "act")
    if kind in (STATE, PEOPLE, PLACE):
        return longer.kind in (STATE, PEOPLE, PLACE)
    return longer.kind == kind and longer.id == ident


@lru_cache(maxsize=32)
def _terms(language: str) -> TermList:
    """What is looked for in a text of `language`: terms whatever their case, names and abbreviations as written."""
    found = TermList()
    for key, terms in _patterns(language):
        is_name = key.split(":")[0] in (STATE, PEOPLE, PLACE, SITUATION, ORGANISATION)
        exact = {term for term in terms if is_name or (key.startswith(CONCEPT) and term.isupper())}
        found.add(key, exact, as_written=True)
        found.add(key, (term for term in terms if term not in exact), as_written=False)
    return found


def _patterns(language: str) -> Iterator[tuple[str, list[str]]]:
    """What is looked for in a text of `language`: its own words and the English crimes, or all crimes if unknown."""
    known = language in _THESAURUS_LANGUAGES
    elsewhere = load_crimes_elsewhere()
    for concept in load_concepts():
        if known:
            terms = list(concept.unambiguous(language))
        elif language in elsewhere:
            terms = list(elsewhere[language].get(concept.id, ()))
        elif concept.type == "crime":
            terms = [term for code in (*_THESAURUS_LANGUAGES, *elsewhere) for term in _crime(concept.id, code)]
        else:
            terms = []
        if terms:
            yield f"{CONCEPT}:{concept.id}", terms
    for kind, words in load_cues().items():
        # Without a working language only what marks a different kind of case is worth looking for.
        if language in words:
            yield f"{kind}:", list(words[language])
    if not known or language == "ar":
        return
    for country in load_countries():
        names = country.readable_names(language)
        if names:
            yield f"{STATE}:{country.id}", [*names, *(name.upper() for name in names if len(name) > 3)]
        adjectives = country.adjectives.get(language, ())
        if adjectives:
            yield (
                f"{PEOPLE}:{country.id}",
                list(dict.fromkeys(f for a in adjectives for f in (a, a[0].upper() + a[1:]))),
            )
        if country.places:
            yield f"{PLACE}:{country.id}", list(country.places)
    for number, situation in enumerate(load_situations()):
        if situation.cues:
            yield f"{SITUATION}:{number}", list(situation.cues)
    for number, organisation in enumerate(load_organisations()):
        yield f"{ORGANISATION}:{number}", list(organisation.forms)


def _crime(concept: str, language: str) -> tuple[str, ...]:
    """The names of a crime in one language, from the thesaurus or the list for further languages."""
    if language in _THESAURUS_LANGUAGES:
        return next(item.unambiguous(language) for item in load_concepts() if item.id == concept)
    return load_crimes_elsewhere()[language].get(concept, ())
