"""How provisions are read, whatever the language: sign, number, subdivisions, further numbers, statute.

A language gives the pieces (regular expressions that match at one place) and where its statute names stand; the walk
from piece to piece is the same. Every step moves forward, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from enrichment.facts.forms import Setting


@dataclass(slots=True)
class Item:
    """One section or article number with its subdivisions: span, number and the subdivisions' values in order."""

    start: int
    end: int
    number: str
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """The numbers under one sign, and the statute they are of (its id) where the text says it."""

    items: list[Item]
    plural: bool
    statute: str | None = None  # "" is a contract or the like, whose clauses are no provisions
    named_behind: bool = False  # the name stands after the last number, not before the sign


class Reader:
    """The provisions of one language. Subclasses give the pieces; see the module."""

    name = "provision"
    sign: re.Pattern[str]
    number: re.Pattern[str]
    subdivision: re.Pattern[str]  # one subdivision with its sign; `v` is its value, `more` marks a list of values
    joiner: re.Pattern[str]  # between two numbers of a list
    onward: re.Pattern[str] | None = None  # between two signs, after which a statute named before still holds
    chain: re.Pattern[str] = re.compile(
        r"[ ,;]*(?:und|and|et|en|y|e|i|och|og|i\.? ?V\.? ?m\.?|iVm|jo\.?|juncto)?[ ,;]*"
    )

    def read(self, text: str, setting: Setting) -> Iterator[Group]:
        """The groups in `text` (plain form), in order, clauses of contracts among them."""
        position = 0
        for sign in self.sign.finditer(text):
            if sign.start() < position or not self.opens(text, sign, setting):
                continue
            group = self.group(text, sign)
            if not group.items:
                continue
            end = group.items[-1].end
            named = self.statute_behind(text, end, group, sign, setting)
            if named is not None:
                end, group.statute = named
                group.named_behind = True
                group.items[-1].end = end
            elif (before := self.statute_before(text, sign.start(), setting)) is not None:
                group.statute = before
            if group.statute == "":
                yield group
                position = end
                continue
            if not self.holds(text, sign, group, setting):
                position = end  # what was read once is not read again: the scan stays linear
                continue
            while True:
                yield group
                further = self.of_next_statute(text, end, group, sign, setting)
                if further is None:
                    break
                end, group = further
            position = end

    def of_next_statute(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, Group] | None:
        """The end and the numbers of another statute under the same sign: `articles 6 de la Convention, 591 et 593 du
        code de procédure pénale`. None unless the sign is a plural and both statutes are named."""
        if not (group.plural and group.named_behind):
            return None
        joined = self.joiner.match(text, end)
        if joined is None or self.sign.search(text, joined.start(), joined.end() + 1):
            return None  # a sign of its own is read for itself
        further = self._numbers(text, joined.end(), joined.end(), plural=True)
        if not further.items:
            return None
        named = self.statute_behind(text, further.items[-1].end, further, sign, setting)
        if named is None or named[1] == "":
            return None
        further.items[-1].end, further.statute, further.named_behind = named[0], named[1], True
        return named[0], further

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """The numbers after `sign`, with their subdivisions."""
        return self._numbers(text, sign.start(), sign.end(), plural=self.is_plural(sign))

    def _numbers(self, text: str, start: int, position: int, *, plural: bool) -> Group:
        group = Group([], plural)
        while match := self.number.match(text, position):
            item = Item(start, match.end(), self.clean_number(match[0]))
            self.subdivisions(text, item)
            if group.items and not self.continues(text, group, item):
                break
            group.items.append(item)
            joined = self.joiner.match(text, item.end)
            if joined is None:
                break
            position = start = joined.end()
        return group

    def subdivisions(self, text: str, item: Item) -> None:
        """Moves `item` over its subdivisions."""
        listed = False
        while match := self.subdivision.match(text, item.end):
            item.end = match.end()
            if not listed:
                values = self.values(match)
                if len(values) == 1:
                    item.parts.append(values[0])
                else:
                    listed = True

    def values(self, match: re.Match[str]) -> list[str]:
        """The values of one subdivision: one, or several of a list or range."""
        return re.findall(r"[0-9]+[a-z]?|(?<![A-Za-z])[a-zA-Z]{1,4}(?![A-Za-z.])", match["v"])

    def clean_number(self, number: str) -> str:
        """The number as norms have it: no blanks."""
        return number.replace(" ", "")

    def is_plural(self, sign: re.Match[str]) -> bool:
        """Whether the sign announces several numbers."""
        return sign[0].strip().startswith("§§")

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Whether a provision may begin at `sign`."""
        return not (sign.start() and text[sign.start() - 1].isalnum())

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Whether `item`, without a sign of its own, is a further number of `group`."""
        return group.plural

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """End and id of the statute named right after `end`, or None; the id is None for a name without one."""
        return None

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """The id of the statute named right before `start`, or None."""
        return None

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """A last look at what was read."""
        return True
