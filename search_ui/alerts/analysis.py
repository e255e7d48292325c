"""A decision as matching sees it: everything a clause can ask for, as one set of keys, and its words in order.

The keys are those the embedded index would hold for the decision (see `search_ui.index.embedded_schema.documents`),
from the same forms of its texts, so that a clause matches here exactly when it matches there:

    w:<word>            a word of the text, title, names or court, folded
    s:<stemmer>:<stem>  a stem, by the stemmer of the passage's language
    m:<meaning>         a concept, state or everyday word by one of its names
    n:<word>            a word of the name of one of the accused
    i:<identifier>      a normal form of its own number;  p:<part> what people type of it
    f:<facet>=<value>   a recorded fact, as `Fact` asks for it
    t:<facet>=<value>   a facet value, as a filter asks for it
    y:<year>, e:<decade> the years and decades its date can fall into

Beyond search there is what is followed: `c:<case key>`, `z:<decision cited>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from search_ui.index.court_words import court_words
from search_ui.index.engine import FACETS, IndexedDecision
from search_ui.index.folding import folded_words
from search_ui.index.hits import recorded_facts
from search_ui.index.identifiers import partial_keys
from search_ui.index.meanings import TextForms, text_forms
from search_ui.index.order import days
from search_ui.index.stemming import STEMMERS

_LONGEST_WORD = 200  # bytes: the index leaves longer ones out (but counts them as a position)


@dataclass(frozen=True, slots=True)
class Following:
    """What can be followed of a decision beside what search knows: its case, its accused (in the form that may be
    shown), and the ids of the decisions it cites."""

    case_key: str = ""
    accused: tuple[str, ...] = ()
    cites: frozenset[str] = frozenset()


class Analysed:
    """One decision, taken apart once and asked by any number of subscriptions."""

    def __init__(self, decision: IndexedDecision, following: Following | None = None) -> None:
        self.decision = decision
        self.following = following or Following(accused=decision.accused)
        self.days = days(decision.date)
        self._stems: dict[str, set[str]] = {}
        self._meanings: set[str] = set()
        forms = list(self._forms())
        self._values = [f" {' '.join(one.folded.split())} " for one in forms]
        self._passage_stems = [one.stems for one in forms[len(forms) - len(decision.passages) :]]
        self.words = frozenset(word for word in set(" ".join(self._values).split()) if _is_kept(word))
        """Every folded word of the decision."""
        self.keys = frozenset(self._keys())
        """Everything the decision can be found by."""
        self.answers: dict[int, bool] = {}
        """What was asked before, by the number of the clause (see `asking`)."""
        self._phrases: dict[tuple[str, ...], bool] = {}
        self.evidence: dict[int, object] = {}
        """How clauses were met, by their number (see `evidence`)."""
        self.reasons: dict[tuple[int, int], object] = {}
        """Reasons given before, by the number of the clause and the passage."""

    def _forms(self) -> Iterator[TextForms]:
        """The values of the index's field `text`, of which `title`, `names` and `head` are parts; the passages last."""
        decision = self.decision
        yield self._read(decision.title, decision.language)
        for value in (decision.court_name, *court_words(decision), *decision.keywords, *decision.names):
            yield self._read(value, None)
        for passage in decision.passages:
            yield self._read(passage.text, passage.language or decision.language)

    def _read(self, text: str, language: str | None) -> TextForms:
        stemmer = STEMMERS.get(language or "")
        forms = text_forms(text, stemmer)
        if stemmer:
            self._stems.setdefault(stemmer, set()).update(forms.stems.split())
        self._meanings |= forms.meanings
        return forms

    def _keys(self) -> Iterable[str]:
        decision = self.decision
        yield from (f"w:{word}" for word in self.words)
        for stemmer, stems in self._stems.items():
            yield from (f"s:{stemmer}:{stem}" for stem in stems if _is_kept(stem))
        yield from (f"m:{meaning}" for meaning in self._meanings)
        for identifier in decision.identifiers:
            yield f"i:{identifier}"
            yield from (f"p:{part}" for part in partial_keys(identifier))
        yield from (f"f:{fact}" for fact in recorded_facts(decision))
        for facet in FACETS:
            yield from (f"t:{facet}={value}" for value in decision.facets.get(facet, ()))
        yield from period_keys(self.days)
        yield f"c:{self.following.case_key}"
        for name in self.following.accused:
            yield from (f"n:{word}" for word in folded_words(name))
        yield from (f"z:{cited}" for cited in self.following.cites)

    def holds_phrase(self, words: tuple[str, ...]) -> bool:
        """Whether folded words stand together in this order, in one value of the text."""
        known = self._phrases.get(words)
        if known is None:
            known = self._phrases[words] = next(self._values_with(words), None) is not None
        return known

    def passages_with_words(self, words: Sequence[str]) -> list[int]:
        """The passages in which folded words stand together in this order, by their place in the decision."""
        first = len(self._values) - len(self.decision.passages)
        return list(dict.fromkeys(value - first for value in self._values_with(words) if value >= first))

    def passages_with_stem(self, stemmer: str, stem: str) -> list[int]:
        """The passages in which a word with this stem stands."""
        return self._stem_places.get((stemmer, stem), [])

    def _values_with(self, words: Sequence[str]) -> Iterator[int]:
        if words and all(word in self.words for word in words):
            wanted = f" {' '.join(words)} "
            yield from (index for index, value in enumerate(self._values) if wanted in value)

    def beginning_with(self, prefix: str) -> str | None:
        """A word of the decision that begins so, the first by the alphabet."""
        return next((word for word in self._sorted_words if word.startswith(prefix)), None)

    def names_accused(self, words: Sequence[str], *, in_order: bool) -> bool:
        """Whether one of the accused bears all these folded words as names (together and in this order)."""
        for name in self.following.accused:
            names = folded_words(name)
            if not in_order and set(words) <= set(names):
                return True
            if in_order and any(names[at : at + len(words)] == list(words) for at in range(len(names))):
                return True
        return False

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _stem_places(self) -> dict[tuple[str, str], list[int]]:
        places: dict[tuple[str, str], list[int]] = {}
        for index, passage in enumerate(self.decision.passages):
            if stemmer := STEMMERS.get(passage.language or self.decision.language or ""):
                for stem in set(self._passage_stems[index].split()):
                    places.setdefault((stemmer, stem), []).append(index)
        return places


def period_keys(span: tuple[int, int] | None) -> list[str]:
    """The keys of the years and decades between two days (numbers YYYYMMDD)."""
    if span is None:
        return []
    first, last = span[0] // 10_000, span[1] // 10_000
    years = [f"y:{year}" for year in range(first, last + 1)]
    return years + [f"e:{decade}" for decade in range(first // 10, last // 10 + 1)]


def _is_kept(word: str) -> bool:
    return len(word) * 4 < _LONGEST_WORD or len(word.encode()) < _LONGEST_WORD
