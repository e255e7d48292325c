"""Why a decision matched: for every clause the word, name or recorded fact that met it, and the paragraph of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enrichment.vocabulary import load_countries
from search_ui.alerts.analysis import Analysed
from search_ui.alerts.asking import Accused, Asked, Beginning, Keys, Need, Part, Period, Together, parts_of
from search_ui.alerts.model import Reason
from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Passage, Phrase, Word
from search_ui.index.folding import WORD, fold
from search_ui.index.hits import RECORDED_FACETS
from search_ui.index.query_words import text_of
from search_ui.index.stemming import STEMMERS, analyzer
from search_ui.index.why import place

LONGEST_SNIPPET = 300
OWN_NUMBER = "it is the decision with this number"
PART_OF_NUMBER = "its number contains it"
"""How a decision is found by a number; the clause is the number in the form in which numbers are compared."""

_BEFORE = 110  # characters shown before what matched
_OURS = ("title", "summary")  # kinds of passages that are not the decision's own text
_STATE_FACETS = ("territorial_state", "nationality", "forum")  # see `asking`: a State is followed in all three
_MOST_PASSAGES = 40  # looked at to find the one in which most clauses stand


@dataclass(frozen=True, slots=True)
class _Met:
    """How a decision meets a need: the part of the clause, and the passages in which it stands (none for facts)."""

    leaf: Clause | None
    part: Part
    passages: tuple[int, ...]


def reasons(asked: Asked, decision: Analysed) -> tuple[Reason, ...]:
    """One reason for each clause, as far as possible from one and the same passage."""
    found = [(need, met) for need in asked.needs if (met := _met(need, decision)) is not None]
    counts: dict[int, int] = {}
    for _, met in found:
        for passage in met.passages:
            counts[passage] = counts.get(passage, 0) + 1
    passages = decision.decision.passages
    best = min(counts, key=lambda index: (passages[index].kind in _OURS, -counts[index], index), default=None)
    given: dict[tuple[str, str], Reason] = {}
    for need, met in found:
        reason = _remembered(need, met, decision, best)
        given.setdefault((reason.clause, reason.how), reason)
    return tuple(given.values()) or (Reason("", "every decision is asked for"),)


def unmet(asked: Asked, decision: Analysed) -> tuple[str, ...]:
    """What is missing, or stands in the way, one line for each clause; empty when the decision matches."""
    missing = [f"{_asked_for(need)}: {_lacking(need)}" for need in asked.needs if not need.met_by(decision)]
    missing += [f"{_asked_for(need)} is excluded and stands in it" for need in asked.never if need.met_by(decision)]
    return tuple(missing)


def _asked_for(need: Need) -> str:
    state = _state_of(need.clause)
    if state is not None:
        return f"{_country_name(state)}, as the State of the acts, a nationality or the forum"
    return f"“{text_of(need.clause)}”" if need.clause is not None else need.words


def _lacking(need: Need) -> str:
    recorded = need.clause is None or _state_of(need.clause) is not None
    return "not so here, as far as it is recorded" if recorded else "nothing of it in the decision"


def _state_of(clause: Clause | None) -> str | None:
    """The code of the State that is followed, where the clause asks for nothing else."""
    leaves = list(_leaves(clause)) if isinstance(clause, AnyOf) else []
    values = {leaf.values for leaf in leaves if isinstance(leaf, Fact) and leaf.facet in _STATE_FACETS}
    (code,) = values.pop() if leaves and len(values) == 1 else ("",)
    return code if code and len(leaves) == len(_STATE_FACETS) else None


@lru_cache(maxsize=1000)
def _country_name(code: str) -> str:
    return next((country.name("en") for country in load_countries() if country.id == code), code)


# -- which part of a clause ------------------------------------------------------------------------------------------


def _met(need: Need, decision: Analysed) -> _Met | None:
    """How a decision meets a need: its own number before everything, then words of its own text before our title and
    summary, both before recorded facts; remembered with the decision."""
    if need.number not in decision.evidence:
        decision.evidence[need.number] = _first_met(need, decision)
    met = decision.evidence[need.number]
    assert met is None or isinstance(met, _Met)
    return met


def _first_met(need: Need, decision: Analysed) -> _Met | None:
    if need.clause is None:
        return next((_Met(None, part, ()) for part in need.parts if part.met_by(decision)), None)
    second = None
    for leaf in _leaves(need.clause):
        for part in parts_of(leaf):
            if part.met_by(decision):
                met = _Met(leaf, part, tuple(_passages_with(part, decision)))
                if isinstance(leaf, Identifier) or any(
                    decision.decision.passages[index].kind not in _OURS for index in met.passages
                ):
                    return met
                if second is None or (met.passages and not second.passages):
                    second = met
    return second


def _leaves(clause: Clause) -> Iterator[Clause]:
    if isinstance(clause, AnyOf):
        for part in clause.parts:
            yield from _leaves(part)
    else:
        yield clause


def _passages_with(part: Part, decision: Analysed) -> Iterable[int]:
    match part:
        case Keys():
            held = decision.keys & part.any_of
            words = [key[2:] for key in held if key.startswith("w:")]
            found = {index for word in words for index in decision.passages_with_words((word,))}
            if not found:
                stems = {tuple(key[2:].split(":", 1)) for key in held if key.startswith("s:")}
                found = {index for stemmer, stem in stems for index in decision.passages_with_stem(stemmer, stem)}
            return sorted(found)[:_MOST_PASSAGES]
        case Together():
            return decision.passages_with_words(part.words)[:_MOST_PASSAGES]
        case Beginning():
            word = decision.beginning_with(part.prefix)
            return decision.passages_with_words((word,))[:_MOST_PASSAGES] if word else ()
        case Accused() | Period():
            return ()


def _remembered(need: Need, met: _Met, decision: Analysed, best: int | None) -> Reason:
    """The reason, made once for a decision and a passage of it: subscriptions share clauses."""
    passage = -1
    if met.passages:
        own = (index for index in met.passages if decision.decision.passages[index].kind not in _OURS)
        passage = best if best is not None and best in met.passages else next(own, met.passages[0])
    known = decision.reasons.get((need.number, passage))
    if known is None:
        known = decision.reasons[need.number, passage] = _reason(need, met, decision, passage)
    assert isinstance(known, Reason)
    return known


# -- in words --------------------------------------------------------------------------------------------------------


def _reason(need: Need, met: _Met, decision: Analysed, passage: int) -> Reason:
    clause = text_of(need.clause) if need.clause is not None else need.words
    if passage >= 0:
        found = _in_passage(clause, met, decision.decision.passages[passage], decision)
        return _number_in_passage(found) if _is_number(need.clause) else found
    match met.leaf:
        case Fact() as fact:
            return _recorded(clause, fact, decision)
        case Identifier(norm):
            own = f"i:{norm}" in decision.keys
            return Reason(clause, OWN_NUMBER if own else PART_OF_NUMBER, norm)
        case Word() | Phrase() as leaf:
            return Reason(
                clause, f"“{text_of(leaf)}” in its title, names or court", text_of(leaf), _other(clause, leaf)
            )
        case _:
            return Reason(clause, clause)


def _is_number(clause: Clause | None) -> bool:
    return clause is not None and any(isinstance(leaf, Identifier) for leaf in _leaves(clause))


def _number_in_passage(found: Reason) -> Reason:
    """A number that stands in the text: as it is written there, and not as another name of a concept."""
    how = found.how.partition(" (for “")[0]
    return replace(found, clause=found.found or found.clause, how=how, expansion=None)


def _recorded(clause: str, fact: Fact, decision: Analysed) -> Reason:
    if fact.facet == "sound":
        return Reason(clause, f"a name sounds like “{clause}”", clause)
    values = [value for value in fact.values if f"f:{fact.facet}={value.partition(':')[0]}" in decision.keys]
    value = (values or list(fact.values))[0]
    recorded_as = RECORDED_FACETS.get(fact.facet, fact.facet)
    if clause == value:  # a State that is followed: named by its code, which nobody typed
        return Reason(f"{fact.facet}: {value}", f"{_country_name(value)} is recorded as {recorded_as}")
    return Reason(clause, f"{value.replace('_', ' ')} is recorded as {recorded_as} (for “{clause}”)", value)


def _other(clause: str, leaf: Clause) -> str | None:
    """The name that was searched for, where it is not what was typed."""
    text = text_of(leaf)
    return None if fold(text) == fold(clause) else text


def _in_passage(clause: str, met: _Met, passage: Passage, decision: Analysed) -> Reason:
    language = passage.language or decision.decision.language
    span = _span(met.part, passage.text, language, decision) or (0, 0)
    found = passage.text[slice(*span)]
    where = place(passage.kind, passage.number)
    expansion = _other(clause, met.leaf) if met.leaf is not None else None
    how = f"“{found}” in {where}" + (f" (for “{clause}”)" if expansion else "")
    words, mark = snippet(passage.text, span)
    paragraph = None if passage.kind in _OURS else passage.paragraph
    return Reason(clause, how, found, expansion, language, paragraph, passage.number, words, (mark,) if found else ())


def _span(part: Part, text: str, language: str | None, decision: Analysed) -> tuple[int, int] | None:
    """Where in a text a part of a clause stands first."""
    match part:
        case Together():
            return _as_written(" ".join(part.words), text) or _phrase_span(part.words, text)
        case Beginning():
            tokens = (token.span() for token in WORD.finditer(text) if _folded(token[0]).startswith(part.prefix))
            return next(tokens, None)
        case Keys():
            held = decision.keys & part.any_of
            words = {key[2:] for key in held if key.startswith("w:")}
            spans = [span for word in words if (span := _as_written(word, text))]
            return min(spans, default=None) or _word_span(words, text) or _stem_span(held, text, language)
        case Accused() | Period():
            return None


def _as_written(words: str, text: str) -> tuple[int, int] | None:
    """Where folded words stand in just these letters (whatever their case), which is the usual case and quick to
    see."""
    lower = text.lower()
    if len(lower) != len(text):
        return None
    at = lower.find(words)
    while at >= 0:
        end = at + len(words)
        if not lower[at - 1 : at].isalnum() and not lower[end : end + 1].isalnum():
            return at, end
        at = lower.find(words, at + 1)
    return None


def _word_span(words: set[str], text: str) -> tuple[int, int] | None:
    if not words:
        return None
    return next((token.span() for token in WORD.finditer(text) if _folded(token[0]) in words), None)


def _stem_span(held: frozenset[str], text: str, language: str | None) -> tuple[int, int] | None:
    stemmer = STEMMERS.get(language or "", "")
    wanted = {key[len(stemmer) + 3 :] for key in held if key.startswith(f"s:{stemmer}:")}
    if not stemmer or not wanted:
        return None
    tokens = (token.span() for token in WORD.finditer(text) if not wanted.isdisjoint(_stems(stemmer, token[0])))
    return next(tokens, None)


def _phrase_span(words: Sequence[str], text: str) -> tuple[int, int] | None:
    tokens = list(WORD.finditer(text))
    folded = [_folded(token[0]) for token in tokens]
    start = -1
    wanted = list(words)
    for _ in range(folded.count(wanted[0])):
        start = folded.index(wanted[0], start + 1)
        if folded[start : start + len(wanted)] == wanted:
            return tokens[start].start(), tokens[start + len(wanted) - 1].end()
    return None


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=100_000)
def _stems(stemmer: str, word: str) -> tuple[str, ...]:
    return tuple(analyzer(stemmer).analyze(word))


def snippet(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """At most 300 characters around a span, cut between words, and where the span stands in them."""
    start, end = span
    if len(text) <= LONGEST_SNIPPET:
        return text, span
    first = max(0, start - _BEFORE)
    if first:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    room = LONGEST_SNIPPET - (2 if first else 1)
    last = min(len(text), first + room)
    if last < len(text):
        blank = text.rfind(" ", max(end, first), last)
        last = blank if blank > first else last
    lead = "…" if first else ""
    cut = lead + text[first:last] + ("…" if last < len(text) else "")
    shift = len(lead) - first
    return cut, (start + shift, min(end + shift, len(cut)))
