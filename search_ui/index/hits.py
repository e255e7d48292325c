"""One decision of a result, put together the same way by every engine: its passages with marks, and why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search_ui.index.engine import FACETS, Fact, Hit, Identifier, IndexedDecision, Passage, PassageHit, Query
from search_ui.index.folding import folded_words
from search_ui.index.highlight import Highlighter, merge_marks
from search_ui.index.identifiers import partial_keys
from search_ui.index.query_words import identifiers_of
from search_ui.index.semantic import Near
from search_ui.index.sounds import consonants
from search_ui.index.why import best_matches, explain, place


@dataclass(frozen=True, slots=True)
class Shown:
    """What an engine keeps of a decision besides its passages, to say why it was found."""

    id: str
    title: str
    court_name: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    language: str | None
    facts: tuple[str, ...] = ()
    meanings: frozenset[str] | None = None  # that its names, title and court name hold, where the engine knows them


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that an engine found for a decision, with its score, and the meanings that it holds where the engine
    knows them."""

    score: float
    passage: Passage
    meanings: frozenset[str] | None = None


RECORDED_FACETS: Mapping[str, str] = {
    "territorial_state": "the State of the acts",
    "forum": "the forum State",
    "nationality": "the nationality",
    "crime": "the crime",
    "mode": "the mode of liability",
    "basis": "the basis of jurisdiction",
    "issue": "the issue",
    "outcome": "the outcome",
    "instance": "the instance",
    "year": "the year",
}
"""The facets that a `Fact` may ask for, and what they are called in `Hit.why`."""


def recorded_facts(decision: IndexedDecision) -> tuple[str, ...]:
    """What a `Fact` finds a decision by: `facet=value`, of issues without their polarity; the sound of its names; the
    numbers it cites, and its case."""
    facts = [fact_key(facet, value) for facet in RECORDED_FACETS for value in decision.facets.get(facet, ())]
    for name in (*decision.names, decision.title):
        facts += [fact_key("sound", sound) for word in folded_words(name) if (sound := consonants(word))]
    facts += [fact_key("cites", number) for number in decision.cites]
    facts += [fact_key("case", decision.case)] if decision.case else []
    return tuple(dict.fromkeys(facts))


def fact_key(facet: str, value: str) -> str:
    """The key of one recorded fact."""
    return f"{facet}={value.partition(':')[0] if facet == 'issue' else value}"


@lru_cache(maxsize=10_000)
def keys_of(fact: Fact) -> tuple[str, ...]:
    """The keys of which a `Fact` wants one."""
    return tuple(fact_key(fact.facet, value) for value in fact.values)


def cases_of_numbers(query: Query, decisions: Iterable[Shown]) -> Fact | None:
    """The cases of those of some decisions whose number was asked for, or of the one that has it as part of its number:
    their other decisions are listed as well, unless every word has to match (`relax_below` 0)."""
    if query.relax_below <= 0 or query.sort != "relevance":
        return None
    asked = {identifier.norm for identifier in identifiers_of(query)}
    shown = list(decisions)
    bearers = [decision for decision in shown if asked.intersection(decision.identifiers)]
    if not bearers:
        candidates = [decision for decision in shown if asked & _parts(decision)]
        bearers = candidates if len(candidates) == 1 else []  # 1240/2006 of the Tribunal Supremo is STS 1240/2006
    cases = {
        fact.partition("=")[2]: None for decision in bearers for fact in decision.facts if fact.startswith("case=")
    }
    return Fact("case", tuple(cases)) if cases else None


def _parts(decision: Shown) -> set[str]:
    return {part for key in decision.identifiers for part in partial_keys(key)}


def build_hit(
    highlighter: Highlighter,
    decision: Shown,
    score: float,
    passages: Iterable[FoundPassage],
    near: Near | None = None,
) -> Hit:
    """The hit for `decision` with its best passages and their scores; `near` where it is near in meaning."""
    why = _why_identifier(highlighter.identifiers, decision)
    if (
        highlighter.cases
        and not why
        and {fact for fact in decision.facts if fact.startswith("case=")} & {*keys_of(highlighter.cases)}
    ):
        why.append("another decision of the same case")
    why += _why_recorded(highlighter.facts, decision)
    named = [(name, "a name") for name in decision.names]
    heads = (*named, (decision.title, "the title"), (decision.court_name, "the court’s name"))
    # most often nothing is in any of them
    if highlighter.matches("\n".join(text for text, _ in heads), decision.language, decision.meanings):
        for text, where in heads:
            matches = highlighter.matches(text, decision.language, decision.meanings)
            why.extend(explain(text, match, where) for match in best_matches(matches))
    shown = []
    for found in passages:
        passage = found.passage
        matches = highlighter.matches(passage.text, passage.language, found.meanings)
        if matches:
            where = place(passage.kind, passage.number)
            why.extend(explain(passage.text, match, where) for match in best_matches(matches))
        marks = merge_marks((match.start, match.end) for match in matches)
        shown.append(
            PassageHit(
                passage.paragraph, passage.number, passage.kind, passage.text, marks, found.score, passage.language
            )
        )
    if near is not None:
        why.append(f"a passage is near in meaning (likeness {near.likeness:.2f})")
    return Hit(decision.id, score, tuple(shown), tuple(dict.fromkeys(why)))


def _why_identifier(asked: Iterable[Identifier], decision: Shown) -> list[str]:
    asked = tuple(asked)
    if not asked:
        return []
    own, parts = set(decision.identifiers), _parts(decision)
    why = []
    for identifier in asked:
        if identifier.norm in own:
            why.append("it is the decision with this number")
        elif identifier.norm in parts:
            why.append("its number contains the one asked for")
    return why


def _why_recorded(asked: Iterable[tuple[str, Fact]], decision: Shown) -> list[str]:
    return [
        _recorded_as(fact.facet, key.partition("=")[2], typed)
        for typed, fact in asked
        for key in keys_of(fact)
        if key in decision.facts
    ]


def _recorded_as(facet: str, value: str, typed: str) -> str:
    if facet == "sound":
        return f"a name sounds like “{typed}”"
    if facet == "cites":
        return f"it cites {typed}"
    return f"{value.replace('_', ' ')} is recorded as {RECORDED_FACETS[facet]} (for “{typed}”)"


def checked_filters(query: Query) -> dict[str, tuple[str, ...]]:
    """The filters of `query` that allow something. Raises ValueError for a facet that does not exist."""
    unknown = [facet for facet in (*query.filters, *query.facets) if facet not in FACETS]
    if unknown:
        raise ValueError(f"there is no facet {unknown[0]!r}; facets are {', '.join(FACETS)}")
    return {facet: tuple(values) for facet, values in query.filters.items() if values}


def ranked_suggestions(counted: Iterable[tuple[str, str, int]], limit: int) -> list[str]:
    """Forms to show from (folded form, form, number of decisions): one for all spellings of a word, in its most
    frequent spelling, the most frequent words first."""
    forms: dict[str, list[tuple[int, str]]] = {}
    for folded, form, count in counted:
        forms.setdefault(folded, []).append((count, form))
    ranked = sorted(
        (-sum(count for count, _ in spelt), max(spelt, key=lambda item: (item[0], item[1]))[1])
        for spelt in forms.values()
    )
    return [form for _, form in ranked[:limit]]


def by_frequency(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Facet values with their counts, the most frequent first, equal ones by name."""
    return dict(sorted([item for item in counts if item[1]], key=_most_frequent_first))


def _most_frequent_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def worth_of_part(index: int) -> float:
    """What a match of the part `index` of an `AnyOf` is worth: the first part is what was typed, then other words of
    its language, then those of other languages."""
    return max(0.3, 1 / (1 + 0.25 * index))
