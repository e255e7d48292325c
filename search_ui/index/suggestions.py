"""What to offer while somebody types: decisions (by any word of their title, or by number), persons (by any of their
names), courts, words of titles and headnotes; and concepts of the thesaurus.

A suggestion is kept as its folded form, its kind, the form to show and the id it leads to, so that engines find it by
its beginning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from search_ui.index.engine import IndexedDecision, Suggestion
from search_ui.index.expand import vocabulary
from search_ui.index.folding import WORD, fold, folded_words
from search_ui.index.identifiers import identifier_keys
from search_ui.index.order import HEAD_KINDS

_SEPARATOR = "\x1f"
_LONGEST = 200  # characters of a name that is offered
_TITLE_WORDS = 12  # of a title from which a decision is found
_KINDS = {"d": "decision", "a": "accused", "p": "person", "c": "court", "w": "word"}
_ORDER = ("decision", "accused", "court", "concept", "person", "word")


@dataclass(frozen=True, slots=True)
class _Kept:
    folded: str
    kind: str
    shown: str
    id: str


def suggestions(decision: IndexedDecision) -> Iterable[str]:
    """The suggestions of one decision, each once."""
    found: dict[str, None] = {}

    def keep(folded: str, kind: str, shown: str, leads_to: str = "") -> None:
        found[_SEPARATOR.join((folded, kind, shown, leads_to))] = None

    for name in decision.names:
        for folded, shown in _from_each_word(name):
            keep(folded, "a" if name in decision.accused else "p", shown)
    court = next(iter(decision.facets.get("court", ())), "")
    for folded, shown in _from_each_word(decision.court_name):
        keep(folded, "c", shown, court)
    for folded, shown in islice(_from_each_word(decision.title), _TITLE_WORDS):
        keep(folded, "d", shown, decision.id)
    for identifier in decision.identifiers:
        keep(_number(identifier), "d", " ".join(decision.title.split())[:_LONGEST], decision.id)
    texts = [decision.title, *(passage.text for passage in decision.passages if passage.kind in HEAD_KINDS)]
    for text in texts:
        words = [
            word for word in dict.fromkeys(WORD.findall(text)) if 3 < len(word) <= _LONGEST and not word[0].isdigit()
        ]
        if words:
            # folded together: there may be thousands of them
            folded_together = fold("\n".join(words)).split("\n")
            found |= dict.fromkeys(
                [
                    f"{folded}{_SEPARATOR}w{_SEPARATOR}{word}{_SEPARATOR}"
                    for word, folded in zip(words, folded_together, strict=True)
                ]
            )
    return found


def _from_each_word(text: str) -> Iterator[tuple[str, str]]:
    shown = " ".join(text.split())[:_LONGEST]
    for match in WORD.finditer(shown):
        yield " ".join(folded_words(shown[match.start() :])), shown


def _number(identifier: str) -> str:
    return "#" + identifier.casefold()


def beginnings(prefix: str) -> list[str]:
    """The beginnings of kept suggestions that fit what was typed: its folded words, and the number it is the beginning
    of (`3 StR 56`)."""
    folded = " ".join(folded_words(prefix))
    numbers = [_number(key) for key in identifier_keys(prefix)[:2]] if any(map(str.isdigit, prefix)) else []
    return ([folded] if folded else []) + numbers


def words_of(counted: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str, int]]:
    """Names, courts and words among counted suggestions: folded form to count spellings under, form to show, count."""
    for value, count in counted:
        kept = _read(value)
        if kept.kind != "d":
            yield " ".join(folded_words(kept.shown)), kept.shown, count


def typed_suggestions(counted: Iterable[tuple[str, int]], prefix: str, limit: int) -> tuple[Suggestion, ...]:
    """At most `limit` suggestions of each kind, the most frequent first; `counted` are those an index has."""
    by_kind: dict[str, dict[tuple[str, str], tuple[int, str]]] = {}
    for value, count in counted:
        kept = _read(value)
        same = " ".join(folded_words(kept.shown)), kept.id
        of_kind = by_kind.setdefault(_KINDS[kept.kind], {})
        before = of_kind.get(same, (0, kept.shown))
        # decisions are counted by id: each of its words may have brought it in
        of_kind[same] = (max(before[0], count) if kept.kind == "d" else before[0] + count, before[1])
    named = {name for kind, of_kind in by_kind.items() if kind != "word" for name, _ in of_kind}
    found = [
        Suggestion(kind, shown, leads_to, count)
        for kind, of_kind in by_kind.items()
        for (folded, leads_to), (count, shown) in of_kind.items()
        if kind != "word" or folded not in named
    ]
    found += [Suggestion("concept", name, concept, 0) for name, concept in _concepts(prefix)]
    found.sort(key=lambda item: (_ORDER.index(item.kind), -item.count, item.text))
    shown: list[Suggestion] = []
    for kind in _ORDER:
        shown += [item for item in found if item.kind == kind][:limit]
    return tuple(shown)


def _read(value: str) -> _Kept:
    folded, kind, shown, leads_to = value.split(_SEPARATOR)
    return _Kept(folded, kind, shown, leads_to)


def _concepts(prefix: str) -> Iterator[tuple[str, str]]:
    """Names of concepts that begin so, one name for each concept."""
    folded = " ".join(folded_words(prefix))
    names = _names_of_concepts()
    seen: set[str] = set()
    for form, shown, concept in islice(names, bisect_left(names, (folded,)) if folded else len(names), None):
        if not form.startswith(folded):
            return
        if concept not in seen:
            seen.add(concept)
            yield shown, concept


@cache
def _names_of_concepts() -> list[tuple[str, ...]]:
    return sorted(
        (" ".join(folded_words(name)), name, named.id)
        for named in vocabulary()
        if named.kind == "concept"
        for names in named.names.values()
        for name in names
    )
