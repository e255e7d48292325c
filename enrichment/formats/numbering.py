"""The court's own paragraph numbers where a document has no markup for them, only `12.`, `[12]` or `4.3` in the text.

A list (`1.`, `2.`, `3.`), an outline (`1.`, `a)`, `aa)`) and a date (`8. April`) look alike at the start of a line.
What tells paragraph numbers apart is that they count on through the whole text. So all candidates are collected
first, and the chain that counts furthest decides; a style of number that keeps starting again is an outline and stays
in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Parts = tuple[int, ...]

_MARKER = re.compile(
    r"""\s*(?:¶{1,2}\s*(?=\d+\.?\s))?
    (?: \[ (?P<square>\d{1,4}[a-zA-Z]?) \]
      | \( (?P<round>\d{1,4}[a-zA-Z]?) \)
      | (?P<dotted>\d{1,4}(?:\.\d{1,3}){0,5}[a-zA-Z]?)
        (?P<end>[.):]|\.-|\s-(?=\s)|(?=\s)|$|(?<=\d\.\d)(?=[A-ZÄÖÜÉÈÀ][a-zäöüéèà]))
    ) (?:\s+|$|(?=[A-ZÄÖÜÉÈÀ“„«"']))""",
    re.VERBOSE,
)
_ALONE = re.compile(
    r"\s*(?:Randnummer|Randziffer|Rdnr\.?|Rdn\.?|Rn\.?|Rz\.?|Ziff\.?|¶|Para\.?)?\s*[\[(]?(\d{1,4}(?:\.\d{1,3}){0,5}[a-zA-Z]?)[\])]?[.)]?\s*",
)
_STRUCTURAL = re.compile(r"\s*[\[(“„\"«]?\s*(\d{1,4}(?:\.\d{1,3}){0,5}\s?[a-zA-Z]?)\s*[\])]?\s*[.):]?\s*")
_MINIMUM = {"bare": 4, "half": 6, "round": 6}  # fewer are figures or a list
_MAX_GAP = 3  # numbers a chain may miss in a row: a paragraph the reader could not see


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible paragraph number at the start of a piece of text. `style` is square `[1]`, round `(1)`, half `1)`,
    dotted `1.` or bare `1`; `end` is where the text after it begins."""

    number: str
    style: str
    end: int

    @property
    def parts(self) -> Parts:
        """The number as integers, outermost first; a letter suffix (`12a`) counts as a further level."""
        suffix = self.number[-1]
        if suffix.isalpha():
            return (*_integers(self.number[:-1]), ord(suffix.lower()) - ord("a") + 1)
        return _integers(self.number)


def _integers(number: str) -> Parts:
    return tuple(int(part) for part in number.split("."))


# `[2014] EWHC 1225`, `[2013] 1 WLR 20`: the year of a citation
_YEAR_OF_CITATION = re.compile(r"\[(?:1[89]|20)\d\d\] ?(?:\d{1,2} )?[A-Z]{2}")


def marker_at_start(text: str) -> Marker | None:
    """The number `text` begins with, if it begins with one that could be a paragraph's."""
    match = _MARKER.match(text)
    if match is None or _YEAR_OF_CITATION.match(text):
        return None
    for style in ("square", "round"):
        if match[style]:
            return Marker(match[style], style, match.end())
    number = match["dotted"]
    style = "dotted"
    if not match["end"] and "." not in number:
        style = "bare"
    elif match["end"] == ")":
        style = "half"
    return Marker(number, style, match.end())


def number_standing_alone(text: str) -> str | None:
    """The number, where `text` is nothing but a number (`Randnummer 12`, `[12]`, `12.`)."""
    if len(text) > 24:
        return None
    match = _ALONE.fullmatch(text)
    return match[1] if match else None


def structural_number(text: str | None) -> str | None:
    """The number in an element that markup says holds one (`<num>12.</num>`, `<a name="rd_12">`); None for `(a)`,
    `•`."""
    if not text or len(text) > 24:
        return None
    match = _STRUCTURAL.fullmatch(text)
    return re.sub(r"\s", "", match[1]) if match else None


def follows(before: Parts, after: Parts) -> int | None:
    """How many numbers are missing between two (0 when `after` is the very next), None where they are not in order.

    After 3.7 come 3.8, 3.7.1 and 4, or 4.1 where the 4 is a heading elsewhere.
    """
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    if shared == len(after):
        return None
    if shared == len(before):  # deeper: 3 -> 3.1
        return 0 if all(part == 1 for part in after[shared:]) else None
    step = after[shared] - before[shared]
    if not 1 <= step <= _MAX_GAP + 1 or any(part > 1 for part in after[shared + 1 :]):
        return None
    return step - 1


def paragraph_numbers(
    texts: Sequence[str], *, skip: Iterable[int] = (), bare: bool = True, lists: bool = False
) -> dict[int, Marker]:
    """Which of `texts` begin with a paragraph number of the court, by index.

    `skip` lists indexes never numbered; `bare` False takes no number that has no dot or bracket after it; `lists` True
    takes a short count in a longer text too, as the orders at the end of a filing are counted.
    """
    skipped = set(skip)
    candidates: dict[str, list[tuple[int, Marker]]] = {}
    for index, text in enumerate(texts):
        if index in skipped:
            continue
        marker = marker_at_start(text)
        if marker is not None:
            candidates.setdefault(marker.style, []).append((index, marker))
    if not bare:
        candidates.pop("bare", None)
    elif any(len(marker.parts) > 1 for _, marker in candidates.get("dotted", ())):
        # `1 Introduction`, `1.1 ...`, `2 The facts`: one count, with and without dots
        candidates["bare"] = sorted(candidates.get("bare", []) + candidates["dotted"], key=lambda item: item[0])
    best: dict[int, Marker] = {}
    for style, found in candidates.items():
        chosen = _counting_through(found, minimum=_MINIMUM.get(style, 2), among=0 if lists else len(texts))
        if len(chosen) > len(best):
            best = chosen
    return best


def _counting_through(found: list[tuple[int, Marker]], minimum: int, among: int) -> dict[int, Marker]:
    """The chains among candidates of one style, if they are most of them and no mere list in a longer text."""
    chains = _chains(found, minimum)
    chosen = {index: marker for chain in chains for index, marker in chain}
    longest = max((len(chain) for chain in chains), default=0)
    restarts = sum(1 for _, marker in found if marker.parts[-1] == 1 and len(marker.parts) == 1)
    if longest < 8 and (restarts > len(chains) or len(chosen) < 0.7 * len(found)):
        return {}
    if chosen and among and longest < 8 and max(chosen) - min(chosen) < 0.3 * (among - 1):
        return {}
    if longest < 0.2 * len(found):
        return {}
    return chosen


def _chains(found: list[tuple[int, Marker]], minimum: int) -> list[list[tuple[int, Marker]]]:
    """The best chain, and the best ones before and after it (a separate opinion counts from 1 again)."""
    chain = _best_chain(found)
    if len(chain) < max(2, minimum):
        return []
    first, last = chain[0][0], chain[-1][0]
    before = [item for item in found if item[0] < first]
    after = [item for item in found if item[0] > last]
    rest_minimum = max(minimum, 4)
    return [*_chains(before, rest_minimum), chain, *_chains(after, rest_minimum)]


def _best_chain(found: list[tuple[int, Marker]]) -> list[tuple[int, Marker]]:
    scores: list[float] = []
    previous: list[int] = []
    by_prefix: dict[Parts, int] = {}  # the best chain so far whose last number lies under a prefix
    for position, (_, marker) in enumerate(found):
        parts = marker.parts
        start = 0.0 if parts[0] <= 1 and all(part <= 1 for part in parts) else -3.0
        best, origin = start, -1
        for prefix in _possible_predecessors(parts):
            candidate = by_prefix.get(prefix)
            if candidate is None:
                continue
            gap = follows(found[candidate][1].parts, parts)
            if gap is not None and scores[candidate] - 0.6 * gap >= best:
                best, origin = scores[candidate] - 0.6 * gap, candidate
        scores.append(best + 1)
        previous.append(origin)
        for length in range(1, len(parts) + 1):
            prefix = parts[:length]
            if prefix not in by_prefix or scores[by_prefix[prefix]] <= scores[position]:
                by_prefix[prefix] = position
    if not scores:
        return []
    position = max(range(len(scores)), key=scores.__getitem__)
    chain = []
    while position >= 0:
        chain.append(found[position])
        position = previous[position]
    return chain[::-1]


def _possible_predecessors(parts: Parts) -> Iterable[Parts]:
    for level in range(len(parts), 0, -1):
        if any(part > 1 for part in parts[level:]):
            continue
        for step in range(1, _MAX_GAP + 2):
            yield (*parts[: level - 1], parts[level - 1] - step)
        if level > 1:
            yield parts[: level - 1]
