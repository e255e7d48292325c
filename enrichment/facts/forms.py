"""What a rule for one written form of identifier is, and how rules are run over a text.

Rules see text in the plain form of `enrichment.facts.normalise` (single blanks, ASCII hyphens). Each pattern begins
with a character class or literal and has no nested repetition over the same characters: the scan is linear in the
length of the text. What may not stand left of a number is checked once, after the match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from enrichment.decision import CitationKind


class Hit(NamedTuple):
    """An identifier or reference in plain text. `kind` None is a look-alike: it claims its place and is dropped."""

    start: int
    end: int
    kind: CitationKind | None
    norm: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text comes from: ISO 639-1 language and ISO 3166-1 alpha-3 country of the court, None if unknown."""

    language: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """One written form. `pattern` has the number in group `no` (or is the number). Two cheap tests come before it:
    `needs` are substrings of which at least one occurs in every text with a match, and so are `shapes`, with 0 for
    every digit (`0/00` for `12/05`)."""

    name: str
    kind: CitationKind | None
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()
    norm: Callable[[re.Match[str]], str] | None = None
    holds: Callable[[re.Match[str]], bool] | None = None
    languages: frozenset[str] | None = None
    countries: frozenset[str] | None = None
    edge: bool = True  # the number may not continue a word or another number on its left
    shapes: tuple[str, ...] = ()

    def applies(self, setting: Setting) -> bool:
        """Whether the form is in use where the text comes from; forms of everywhere always apply."""
        if self.languages is None and self.countries is None:
            return True
        return (self.languages is not None and setting.language in self.languages) or (
            self.countries is not None and setting.country in self.countries
        )

    def may_stand_in(self, text: str, shape: str) -> bool:
        """Whether a quick look leaves it possible that `text` holds a match; False is certain. `shape`: see there."""
        for piece in self.shapes:
            if piece in shape:
                break
        else:
            if self.shapes:
                return False
        for piece in self.needs:
            if piece in text:
                return True
        return not self.needs

    def find(self, text: str) -> Iterator[Hit]:
        """All matches in `text`, which is in plain form."""
        group = "no" if "no" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            if self.holds is not None and not self.holds(match):
                continue
            start, end = match.span(group)
            if start and self.edge and not _open_edge(text, start):
                continue
            norm = self.norm(match) if self.norm is not None else one_blank(match[group])
            yield Hit(start, end, self.kind, norm, self.name)


_DIGITS = bytes.maketrans(b"123456789", b"000000000")


@lru_cache(maxsize=2)  # several lists of forms ask for the shape of the same text
def shape_of(text: str) -> str:
    """`text` with 0 in place of every ASCII digit."""
    return text.encode("utf-8", "surrogatepass").translate(_DIGITS).decode("utf-8", "surrogatepass")


class FormList:
    """Forms in order of preference; which of them apply is worked out once for every setting."""

    def __init__(self, *forms: Form) -> None:
        self.forms = forms
        self._by_setting: dict[Setting, tuple[Form, ...]] = {}

    def find(self, text: str, setting: Setting) -> Iterator[Hit]:
        """The matches of all forms that apply, form by form."""
        forms = self._by_setting.get(setting)
        if forms is None:
            forms = self._by_setting[setting] = tuple(form for form in self.forms if form.applies(setting))
        shape = shape_of(text)
        for form in forms:
            if form.may_stand_in(text, shape):
                yield from form.find(text)


def _open_edge(text: str, start: int) -> bool:
    before = text[start - 1]
    if before.isalnum() or before in "/-_":
        return False
    return not (before in ".," and start > 1 and text[start - 2].isdigit() and text[start].isdigit())


def one_blank(number: str) -> str:
    """`number` without blanks around its separators: `3 StR 564 / 19` -> `3 StR 564/19`."""
    if "/" in number:
        number = re.sub(r" ?/ ?", "/", number)
    return number
