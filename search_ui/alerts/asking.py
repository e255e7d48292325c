"""What a subscription asks for: the clauses it needs, each with the keys of which a decision must hold one.

The query is read by the reader of search (`parse_query`, with its expansion by concepts), but strictly: no near
spellings, no word given up, nothing cut off. Clauses that several subscriptions share exist once, so that a decision
answers each of them once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Protocol

from enrichment.vocabulary import load_countries
from search_ui.alerts.analysis import Analysed, period_keys
from search_ui.alerts.model import Kind
from search_ui.index.engine import FACETS, AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.expand import clause_for
from search_ui.index.folding import folded_words
from search_ui.index.hits import keys_of
from search_ui.index.order import days
from search_ui.index.query import parse_query
from search_ui.index.stemming import STEMMERS, stems

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_MOST_YEARS = 30  # longer periods are asked for by decades


_NUMBERS = count()


class CannotAsk(ValueError):
    """A subscription that cannot be matched as it is; the message says why, for its owner."""


class Wish(Protocol):
    """What of a subscription, or of the draft of one, says what matches."""

    @property
    def kind(self) -> Kind: ...  # noqa: D102
    @property
    def query(self) -> str: ...  # noqa: D102
    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    @property
    def concepts_on(self) -> bool: ...  # noqa: D102
    @property
    def target(self) -> str | None: ...  # noqa: D102


# -- parts of a clause ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keys:
    """A decision that holds any of these keys has it."""

    any_of: frozenset[str]

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision has it."""
        return not decision.keys.isdisjoint(self.any_of)

    def leads(self) -> frozenset[str]:
        """Keys of which every decision that has it holds one."""
        return self.any_of


@dataclass(frozen=True, slots=True)
class Together:
    """Folded words that stand together in this order."""

    words: tuple[str, ...]

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision has it."""
        return decision.holds_phrase(self.words)

    @property
    def rarest(self) -> str:
        """The word that is likely to be the rarest: the longest."""
        return max(self.words, key=len)

    def leads(self) -> frozenset[str]:
        """Keys of which every decision that has it holds one."""
        return frozenset({f"w:{self.rarest}"})


@dataclass(frozen=True, slots=True)
class Beginning:
    """A word that begins so."""

    prefix: str

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision has it."""
        return decision.beginning_with(self.prefix) is not None

    def leads(self) -> frozenset[str]:
        """The beginning itself, which the reverse index looks up for every word."""
        return frozenset({f"b:{self.prefix}"})


@dataclass(frozen=True, slots=True)
class Accused:
    """One of the accused bears these folded words as names (`in_order`: together and in this order)."""

    words: tuple[str, ...]
    in_order: bool = False

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision has it."""
        return decision.names_accused(self.words, in_order=self.in_order)

    def leads(self) -> frozenset[str]:
        """Keys of which every decision that has it holds one."""
        return frozenset({f"n:{max(self.words, key=len)}"})


@dataclass(frozen=True, slots=True)
class Period:
    """Dated, and not wholly outside of a range of days (numbers YYYYMMDD, inclusive)."""

    first: int | None
    last: int | None

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision has it."""
        span = decision.days
        if span is None:
            return False
        return (self.first is None or span[1] >= self.first) and (self.last is None or span[0] <= self.last)

    def leads(self) -> frozenset[str]:
        """The years or decades of the range."""
        first = _FIRST_YEAR * 10_000 if self.first is None else self.first
        last = _LAST_YEAR * 10_000 if self.last is None else self.last
        if last < first or not _FIRST_YEAR <= first // 10_000 <= last // 10_000 <= _LAST_YEAR:
            return frozenset({"always"})
        kind = "y:" if last // 10_000 - first // 10_000 < _MOST_YEARS else "e:"
        return frozenset(key for key in period_keys((first, last)) if key.startswith(kind))


Part = Keys | Together | Beginning | Accused | Period


class Need:
    """A clause: one of the parts has to be met. `number` is its own in this process; `clause` is what of the query it
    came from; where that is None, `words` say what it is."""

    __slots__ = ("_keys", "_others", "_phrases", "_rarest", "clause", "number", "parts", "words")

    def __init__(self, number: int, parts: tuple[Part, ...], clause: Clause | None = None, words: str = "") -> None:
        self.number, self.parts, self.clause, self.words = number, parts, clause, words
        self._keys = frozenset(key for part in parts if isinstance(part, Keys) for key in part.any_of)
        self._phrases: dict[str, list[tuple[str, ...]]] = {}  # rarest word -> phrases
        for part in parts:
            if isinstance(part, Together):
                self._phrases.setdefault(part.rarest, []).append(part.words)
        self._rarest = frozenset(self._phrases)
        self._others = tuple(part for part in parts if not isinstance(part, Keys | Together))

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision meets one of the parts; remembered with the decision."""
        known = decision.answers.get(self.number)
        if known is None:
            known = decision.answers[self.number] = self._is_met_by(decision)
        return known

    def _is_met_by(self, decision: Analysed) -> bool:
        if not decision.keys.isdisjoint(self._keys):
            return True
        # of the thirty names of a concept a decision holds the rarest word of one or two
        for word in self._rarest & decision.words:
            if any(decision.holds_phrase(words) for words in self._phrases[word]):
                return True
        return any(part.met_by(decision) for part in self._others)

    def leads(self) -> frozenset[str]:
        """Keys of which every decision that meets it holds one."""
        return frozenset(key for part in self.parts for key in part.leads())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a subscription asks for: every `need` and none of `never`. `query` is what the reader of search made of
    it."""

    needs: tuple[Need, ...]
    never: tuple[Need, ...]
    query: Query

    def met_by(self, decision: Analysed) -> bool:
        """Whether the decision matches."""
        return all(need.met_by(decision) for need in self.needs) and not any(
            need.met_by(decision) for need in self.never
        )


# -- reading a subscription -------------------------------------------------------------------------------------------


def read_query(wish: Wish) -> Query:
    """The strict query of a wish: as search reads it, without near spellings and without giving up words. Raises
    `CannotAsk` where the wish names something that does not exist (any more)."""
    filters = {facet: tuple(values) for facet, values in wish.filters.items() if values}
    for facet in filters:
        if facet not in FACETS:
            raise CannotAsk(f"the filter “{facet}” no longer exists; choose another")
    _check_filter_values(filters)
    if wish.kind != "search" and not (wish.target or "").strip():
        raise CannotAsk("it does not say what is to be followed")
    target = (wish.target or "").strip()
    followed: tuple[Clause, ...] = ()
    if wish.kind == "court":
        filters["court"] = (_known_court(target),)
    elif wish.kind == "concept":
        followed = (_concept_clause(target),)
    elif wish.kind == "state":
        followed = (_state_clause(target),)
    query = parse_query(wish.query, filters=filters, expand=wish.concepts_on, relax_below=0)
    return replace(
        query,
        must=tuple(map(strict, (*followed, *query.must))),
        must_not=tuple(map(strict, query.must_not)),
        facets=(),
    )


def strict(clause: Clause) -> Clause:
    """A clause without near spellings."""
    match clause:
        case Word():
            return replace(clause, fuzzy=False)
        case AnyOf():
            return replace(clause, parts=tuple(map(strict, clause.parts)))
        case _:
            return clause


def _known_court(target: str) -> str:
    from enrichment.vocabulary.courts import load_courts  # 0.3 MB of data, for those who ask for it

    courts = load_courts()
    if target not in courts:
        raise CannotAsk(f"the court {target} is no longer in the register of courts; choose it anew")
    return target


def _check_filter_values(filters: Mapping[str, tuple[str, ...]]) -> None:
    for court in filters.get("court", ()):
        _known_court(court)


def _concept_clause(target: str) -> Clause:
    clause = clause_for(target)
    if clause is None:
        raise CannotAsk(f"the concept “{target}” is no longer in the vocabulary; choose another")
    return clause


def _state_clause(target: str) -> Clause:
    """A state as the scene of the acts, as a nationality, or as the forum."""
    code = target.upper()
    if code not in {country.id for country in load_countries()}:
        raise CannotAsk(f"there is no state {target} in the vocabulary; choose another")
    facets = ("territorial_state", "nationality", "forum")
    return AnyOf(tuple(Fact(facet, (code,)) for facet in facets), required=True)


class Register:
    """Every clause any subscription asks for, once. One register serves one matcher; it is not shared by threads."""

    def __init__(self) -> None:
        self._needs: dict[tuple[object, ...], Need] = {}
        self._parts: dict[tuple[Clause, bool], tuple[Part, ...]] = {}

    def __len__(self) -> int:
        return len(self._needs)

    def read(self, wish: Wish) -> Asked:
        """What a wish asks for. Raises `CannotAsk`."""
        query = read_query(wish)
        needs = [need for clause in query.must if (need := self._clause(clause, exactly=False))]
        never = [need for clause in query.must_not if (need := self._clause(clause, exactly=True))]
        for facet, values in query.filters.items():
            if values:
                keys = frozenset(f"t:{facet}={value}" for value in values)
                needs.append(self._need((Keys(keys),), words=f"{facet}: {', '.join(values)}"))
        first, last = days(query.date_from), days(query.date_to)
        if first or last:
            period = Period(first[0] if first else None, last[1] if last else None)
            needs.append(self._need((period,), words=_period_words(query)))
        target = (wish.target or "").strip()
        if wish.kind == "case":
            needs.append(self._need((Keys(frozenset({f"c:{target}"})),), words="the case"))
        elif wish.kind == "cites":
            needs.append(self._need((Keys(frozenset({f"z:{target}"})),), words="cites the decision"))
        elif wish.kind == "accused":
            words = tuple(folded_words(target))
            if not words:
                raise CannotAsk("the name that is followed has no letters")
            needs.append(self._need((Accused(words),), words=f"accused: {target}"))
        return Asked(tuple(dict.fromkeys(needs)), tuple(dict.fromkeys(never)), query)

    def _need(self, parts: tuple[Part, ...], clause: Clause | None = None, words: str = "") -> Need:
        known = self._needs.get((parts, clause))
        if known is None:
            known = self._needs[parts, clause] = Need(next(_NUMBERS), parts, clause, words)
        return known

    def _clause(self, clause: Clause, *, exactly: bool) -> Need | None:
        asked = clause, exactly
        parts = self._parts.get(asked)
        if parts is None:
            parts = self._parts[asked] = tuple(_merged(_parts(clause, exactly)))
        return self._need(parts, clause) if parts else None


def _period_words(query: Query) -> str:
    return f"dated {query.date_from or ''}–{query.date_to or ''}"


def _merged(parts: Iterable[Part]) -> Iterable[Part]:
    """`parts` with all plain keys in one."""
    keys: set[str] = set()
    others: dict[Part, None] = {}
    for part in parts:
        if isinstance(part, Keys):
            keys |= part.any_of
        else:
            others[part] = None
    if keys:
        yield Keys(frozenset(keys))
    yield from others


@lru_cache(maxsize=20_000)
def parts_of(clause: Clause) -> tuple[Part, ...]:
    """What meets a part of a clause that must match."""
    return tuple(_parts(clause, exactly=False))


def _parts(clause: Clause, exactly: bool) -> Iterable[Part]:
    """What meets a clause: the fields of `embedded_query.Compiler`, as keys. Nothing where there is nothing to look
    for (`§`): search passes over such a clause, and so do we."""
    match clause:
        case Word():
            yield from _word(clause, exactly)
        case Fact():
            yield Keys(frozenset(f"f:{key}" for key in keys_of(clause)))
        case Phrase():
            words = tuple(word for text in clause.words for word in folded_words(text))
            if len(words) > 1:
                yield Together(words)
            elif words:
                yield Keys(frozenset({f"w:{words[0]}"}))
        case Identifier():
            yield Keys(frozenset({f"i:{clause.norm}"} if exactly else {f"i:{clause.norm}", f"p:{clause.norm}"}))
        case AnyOf():
            for part in _looked_for(clause):
                yield from _parts(part, exactly)
            if clause.meanings:
                yield Keys(frozenset(f"m:{meaning}" for meaning in clause.meanings))


def _looked_for(clause: AnyOf) -> Iterable[Clause]:
    """The parts of an alternative. Its meanings stand for all the words and phrases that follow what was typed, which
    is the first part, or the words of a name together and one of them."""
    if not clause.meanings:
        return clause.parts
    two = isinstance(clause.parts[0], Phrase) and len(clause.parts) > 1 and isinstance(clause.parts[1], Word)
    typed = 2 if two else 1
    return (*clause.parts[:typed], *(part for part in clause.parts[typed:] if isinstance(part, Fact)))


def _word(word: Word, exactly: bool) -> Iterable[Part]:
    words = tuple(folded_words(word.text))
    if not words:
        return
    if word.accused:
        yield Accused(words, in_order=True)
        yield Accused(("".join(words),), in_order=True)
        return
    if len(words) > 1:  # al-Khatib
        yield Together(words)
        yield Keys(frozenset({f"w:{''.join(words)}"}))
        return
    keys = {f"w:{words[0]}"}
    if not exactly:
        for language, forms in stems(word.text, _LANGUAGES).items():
            keys |= {f"s:{STEMMERS[language]}:{form}" for form in forms}
    if word.prefix:
        yield Beginning(words[0])
    if not (exactly and word.prefix):
        yield Keys(frozenset(keys))


# One language for each stemmer: those that share one (Norwegian) have the same stems.
_LANGUAGES = tuple({stemmer: language for language, stemmer in reversed(STEMMERS.items())}.values())
