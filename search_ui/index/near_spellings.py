"""Near spellings: how many letters of a word may be wrong, and how near two words are."""

from __future__ import annotations

RARE = 5
"""Decisions: a word that fewer hold may be a misspelling, so that near spellings are looked for as well."""


_LONGEST = 64  # letters: longer than any word of a language, compounds included


def typos_allowed(word: str) -> int:
    """How many letters of a (folded) word may be wrong: one from five letters, two from nine, none in numbers and in
    what is too long to be a word."""
    if len(word) > _LONGEST or any(character.isdigit() for character in word):
        return 0
    return 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0


def within(one: str, other: str, distance: int) -> bool:
    """Whether `other` is at most `distance` (1 or 2) letters from `one`: added, left out, exchanged, or two
    neighbours swapped."""
    if abs(len(one) - len(other)) > distance:
        return False
    if one[:1] != other[:1] and one[-1:] != other[-1:]:  # wrong at both ends: no near spelling to a reader
        return False
    return _reached(one, other, distance)


def _reached(one: str, other: str, distance: int) -> bool:
    """Whether the optimal string alignment distance is at most `distance`."""
    if abs(len(one) - len(other)) > distance:
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return True  # the rest is added or left out, and not longer than the distance
    if distance == 0:
        return False
    if max(len(one), len(other)) == 1 or (len(one) == len(other) == 2 and one == other[::-1]):
        return True
    return distance > 1 and (
        _reached(one[1:], other[1:], distance - 1)
        or _reached(one[1:], other, distance - 1)
        or _reached(one, other[1:], distance - 1)
        or (one[:2] == other[1::-1] and _reached(one[2:], other[2:], distance - 1))
    )
