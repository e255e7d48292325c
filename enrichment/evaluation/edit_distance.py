"""Levenshtein distance over characters or words, fast enough for whole judgments."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def edit_distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """The least number of insertions, deletions and replacements that make `one` into `other`.

    Myers' bit-parallel algorithm (J. ACM 46, 1999) in Hyyrö's form, one bit of a Python integer for each item of `one`.
    """
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < min(len(one), len(other)) - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[begin : len(one) - end], other[begin : len(other) - end]
    if not one or not other:
        return len(one) + len(other)
    where: dict[Hashable, int] = {}
    for index, item in enumerate(one):
        where[item] = where.get(item, 0) | (1 << index)
    every = (1 << len(one)) - 1
    last = 1 << (len(one) - 1)
    up, down, distance = every, 0, len(one)
    for item in other:
        same = where.get(item, 0)
        diagonal = ((((same & up) + up) ^ up) | same | down) & every
        rising = down | (~(diagonal | up) & every)
        falling = up & diagonal
        if rising & last:
            distance += 1
        elif falling & last:
            distance -= 1
        rising = ((rising << 1) | 1) & every
        falling = (falling << 1) & every
        up = falling | (~(diagonal | rising) & every)
        down = rising & diagonal
    return distance
