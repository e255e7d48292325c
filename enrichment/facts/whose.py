"""Which of the accused a place in the text speaks of, by the names in the sentence and in those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enrichment.decision import Fact
from enrichment.facts.reading import Sentence

_LONGEST_SURNAME = 40
_SHORTEST_WORD = 3  # letters; "A." is a form of its own, "Al" is none
_PRONOUN = re.compile(
    r"^(?:(?:From|Since|Until|In|Between|During|Ab|Seit|Von|Im|En|À|De|Depuis|Van|Sinds|Desde|Från|Under|Ten|Als|Zuletzt)\b"
    r"[^,;.]{0,50},?\s+(?:\w+\s+)?)?"
    r"(?:he|she|er|sie|il|elle|hij|zij|han|hon|éste|aquel)\b",
    re.IGNORECASE,
)
_SUBJECT = 120  # characters at the beginning of a sentence in which its subject stands
_PARTICLES = frozenset(("al", "el", "bin", "ben", "ibn", "abu", "van", "von", "der", "den", "ould", "abd", "abdel"))


@dataclass(frozen=True, slots=True)
class Naming:
    """An accused named in a sentence: the value of `Decision.accused` and the span of the name."""

    accused: str
    start: int
    end: int


class Accused:
    """The accused of a decision and the forms each is named in."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.names = tuple(dict.fromkeys(fact.value for fact in facts))
        owners: dict[str, set[str]] = {}
        for fact in facts:
            written = {fact.value, *(proof.quote for proof in fact.evidence)}
            for form in {form for name in written for form in _forms(name)}:
                owners.setdefault(form, set()).add(fact.value)
        # A surname that two of the accused bear tells neither.
        self._owner = {form: next(iter(names)) for form, names in owners.items() if len(names) == 1}
        alternatives = "|".join(re.escape(form) for form in sorted(self._owner, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w.'-])(?:{alternatives})(?![\w'-]*\w)") if alternatives else None

    @property
    def only(self) -> str | None:
        """The accused where there is but one."""
        return self.names[0] if len(self.names) == 1 else None

    def named_in(self, sentence: Sentence) -> tuple[Naming, ...]:
        """The accused that `sentence` names, in order."""
        if self._pattern is None:
            return ()
        return tuple(self._find(sentence.text))

    def _find(self, text: str) -> Iterator[Naming]:
        assert self._pattern is not None
        for match in self._pattern.finditer(text):
            yield Naming(self._owner[match.group()], match.start(), match.end())


def _forms(name: str) -> Iterator[str]:
    name = " ".join(name.split())
    if not name or len(name) > 2 * _LONGEST_SURNAME:
        return
    yield name
    yield name.upper()
    words = name.split()
    if len(words) > 1:
        last = words[-1]
        if len(last.strip(".")) >= _SHORTEST_WORD and last.lower() not in _PARTICLES:
            yield last
            yield last.upper()
        if last.endswith(".") and len(words[0]) >= _SHORTEST_WORD:  # "Anwar R.": the first name tells too
            yield f"{words[0]} {last}"
            yield last


def is_about_accused(sentence: Sentence, accused: Accused) -> bool:
    """Whether the accused is the subject: named, called so, or the pronoun with which the sentence begins."""
    if sentence.has("witness"):
        return False
    return (
        any(naming.start < _SUBJECT for naming in accused.named_in(sentence))
        or any(mention.start < _SUBJECT for mention in sentence.of("accused"))
        or _PRONOUN.search(sentence.text) is not None
    )
