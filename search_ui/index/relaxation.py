"""What becomes of a query that no or hardly any decision holds in full: which of its clauses may be given up, what each
weighs, and how much of them a decision has to hold. The same for every engine.

Lawyers type sentences (`enslavement of Yazidi women ISIS returnee conviction`); a short summary holds most of these
words, seldom all. A clause weighs more the fewer decisions hold it, and more where it names a concept of the field.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.query_words import one_name, text_of

_HEAVIEST = 3
_SHARE = 0.25  # of the weight of all groups that is enough
_CONCEPT = 1.5  # times the weight of a plain word
_YEAR = 6.0  # the same beside a number: of the decisions that bear it, the one of this year is meant


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that stand or fall together: one word, or the words of one name (`command responsibility`)."""

    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """In the words of the reader."""
        return text_of(self.clauses[0])

    @property
    def concept(self) -> bool:
        """Whether it names something that decisions are recorded by, or has a name of several words."""
        first = self.clauses[0]
        return isinstance(first, AnyOf) and (
            isinstance(first.parts[0], Phrase) or any(isinstance(part, Fact) for part in first.parts)
        )

    @property
    def year(self) -> bool:
        """Whether it names a year."""
        first = self.clauses[0]
        return isinstance(first, AnyOf) and any(isinstance(part, Fact) and part.facet == "year" for part in first.parts)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A query taken apart: `fixed` clauses always have to match; of the `groups` so many that their weights reach what
    `needed` says, which is nothing where the query names its decision by number."""

    fixed: tuple[Clause, ...]
    groups: tuple[Group, ...]
    by_number: bool

    def weights(self, counts: Sequence[int], total: int) -> list[int]:
        """The weight of each group from the number of decisions that hold it, of `total`; 0 where none does."""
        rarity = [
            math.log(1 + total / count) * self._times(group) if count else 0.0
            for group, count in zip(self.groups, counts, strict=True)
        ]
        heaviest = max(rarity, default=0.0)
        return [max(1, round(_HEAVIEST * value / heaviest)) if value else 0 for value in rarity]

    def _times(self, group: Group) -> float:
        if self.by_number and group.year:
            return _YEAR
        return _CONCEPT if group.concept else 1.0

    def needed(self, weights: Sequence[int]) -> int:
        """The weight that a decision has to hold; engines ask for less where even that finds hardly any."""
        return 0 if self.by_number else math.ceil(_SHARE * sum(weights))

    def notes(self, in_full: int, relaxed: int, weights: Sequence[int]) -> tuple[str, ...]:
        """What the reader is told; `in_full` decisions hold everything, `relaxed` enough of it."""
        nowhere = [f"“{group.text}”" for group, weight in zip(self.groups, weights, strict=True) if not weight]
        notes = []
        if relaxed > in_full and self.by_number:
            notes.append("the decision with this number does not hold all of the words")
        elif relaxed > in_full == 0:
            notes.append("no decision holds all words; shown are those that hold most of them")
        elif relaxed > in_full:
            have = "1 decision holds" if in_full == 1 else f"{in_full} decisions hold"
            notes.append(f"only {have} all words; after that come those that hold most of them")
        if nowhere:
            notes.append(f"not found: {', '.join(dict.fromkeys(nowhere))}")
        return tuple(notes)


def relaxation(query: Query, in_full: int) -> Relaxation | None:
    """How `query` may be relaxed when `in_full` decisions hold all of it; None where these are enough or nothing of the
    query can be given up."""
    if in_full >= query.relax_below:
        return None
    named = named_together(query.must)
    fixed = [clause for clauses in named for clause in clauses if not may_be_given_up(clause)]
    groups = [clauses for clauses in named if may_be_given_up(clauses[0])]
    by_number = any(is_number(clause) for clause in fixed)
    if not groups or (len(groups) == 1 and not by_number):
        return None
    if by_number and in_full:
        return None  # the decision with this number, and it holds the words as well
    return Relaxation(tuple(fixed), tuple(Group(group) for group in groups), by_number)


def named_together(clauses: Sequence[Clause]) -> list[tuple[Clause, ...]]:
    """Clauses in order, the words of one name (as `search_ui.index.expand` writes them) in one tuple."""
    found: list[list[Clause]] = []
    for clause in clauses:
        if found and one_name(found[-1][-1], clause):
            found[-1].append(clause)
        else:
            found.append([clause])
    return [tuple(group) for group in found]


def may_be_given_up(clause: Clause) -> bool:
    """Whether a clause is a plain word or concept, which a decision may lack where hardly any holds everything."""
    match clause:
        case Word():
            return not clause.required
        case AnyOf():
            return not clause.required and not is_number(clause)
        case _:
            return False


def is_number(clause: Clause) -> bool:
    """Whether a clause asks for the decision with a number."""
    return isinstance(clause, Identifier) or (
        isinstance(clause, AnyOf) and any(isinstance(part, Identifier) for part in clause.parts)
    )
