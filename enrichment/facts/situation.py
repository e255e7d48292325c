"""The situation (conflict or regime) that the acts belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from enrichment.decision import Certainty, Fact
from enrichment.facts.concepts import SITUATION
from enrichment.facts.reading import Reading
from enrichment.vocabulary import load_situations

RULE = "situation/1"
_YEAR = re.compile(r"\b(?:19[3-9]\d|20[0-3]\d)\b")


def read_situation(reading: Reading, territorial_states: Sequence[str]) -> tuple[tuple[Fact, ...], str | None]:
    """The situation as one fact, or why none is read.

    It must lie in a State where the acts took place; armed groups and prisons named, and the years in the sentences
    about the acts, decide between several of one State. A tie stays unread."""
    if not territorial_states:
        return (), "no State where the acts took place is known"
    situations = load_situations()
    points: Counter[int] = Counter()
    cues: dict[int, list[tuple[int, int, int]]] = {}
    for sentence in reading.having(SITUATION):
        for mention in sentence.of(SITUATION):
            number = int(mention.id)
            if set(situations[number].states) & set(territorial_states):
                points[number] += 3
                cues.setdefault(number, []).append((sentence.index, mention.start, mention.end))
    candidates = [n for n, s in enumerate(situations) if set(s.states) & set(territorial_states)]
    if not candidates:
        return (), "no situation of the list lies in these States"
    years = Counter(int(year.group()) for sentence in reading.having("act") for year in _YEAR.finditer(sentence.text))
    for number in candidates:
        points[number] += sum(min(count, 3) for year, count in years.items() if situations[number].covers(year))
    ranked = points.most_common()
    if not ranked or ranked[0][1] == 0:
        return (), "neither year nor armed group tells which situation it is"
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return (), f"two situations fit equally: {situations[ranked[0][0]].name}; {situations[ranked[1][0]].name}"
    best = ranked[0][0]
    proofs = tuple(reading.sentences[at].evidence(start, end) for at, start, end in cues.get(best, ())[:3])
    certainty = Certainty.CERTAIN if proofs else Certainty.PROBABLE
    return (Fact("situation", situations[best].name, RULE, certainty, proofs),), None
