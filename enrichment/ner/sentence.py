"""One stretch of text as the models see it: words with their places, and the marks that rules and lists put on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from enrichment.facts.citations import find_hits
from enrichment.facts.forms import Hit, Setting
from enrichment.facts.normalise import fold
from enrichment.ner.lists import Listed, known_names
from enrichment.ner.tokens import find_tokens


class Span(NamedTuple):
    """An entity at `start:end` (code points of the text) and its class."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`marks` holds for each word what rules and lists say: `B-provision` where one begins, `I-provision` within.

    `hits` are in offsets of `text`, `listed` in indices of words."""

    text: str
    places: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    hits: tuple[Hit, ...]
    listed: tuple[Listed, ...]


def read_sentence(text: str, language: str | None) -> Sentence:
    """`text` (a sentence or a paragraph) with its words and marks; `language` is ISO 639-1, None if unknown."""
    places = tuple(find_tokens(text))
    words = tuple(text[start:end] for start, end in places)
    folded = fold(text)
    hits = tuple(
        hit._replace(start=start, end=end)
        for hit in find_hits(folded.text, Setting(language, None))
        for start, end in [folded.span(hit.start, hit.end)]
    )
    listed = tuple(known_names(language).find(words))
    return Sentence(text, places, words, _marks(places, hits, listed), hits, listed)


def tags_of(sentence: Sentence, spans: Iterable[Span]) -> list[str]:
    """IOB2 tags of the words for `spans`; a span that ends within a word takes the whole word."""
    tags = ["O"] * len(sentence.words)
    for span in spans:
        inside = [index for index, (start, end) in enumerate(sentence.places) if start < span.end and span.start < end]
        for index in inside:
            tags[index] = ("B-" if index == inside[0] else "I-") + span.label
    return tags


def spans_of(sentence: Sentence, tags: Sequence[str]) -> list[Span]:
    """The spans that IOB2 `tags` describe."""
    spans: list[Span] = []
    first = None
    for index, tag in enumerate((*tags, "O")):
        if first is not None and (not tag.startswith("I-") or tag[2:] != tags[first][2:]):
            spans.append(Span(sentence.places[first][0], sentence.places[index - 1][1], tags[first][2:]))
            first = None
        if first is None and tag != "O":
            first = index
    return spans


def with_ends(tags: Sequence[str]) -> list[str]:
    """IOB2 tags with the last word of an entity (`E-`) and the only one (`S-`) told apart: models learn ends better."""
    marked = []
    for tag, following in pairwise((*tags, "O")):
        goes_on = following.startswith("I-")
        if tag.startswith("B-") and not goes_on:
            tag = "S-" + tag[2:]
        elif tag.startswith("I-") and not goes_on:
            tag = "E-" + tag[2:]
        marked.append(tag)
    return marked


def without_ends(tags: Iterable[str]) -> list[str]:
    """The IOB2 tags that `with_ends` was given."""
    plain = {"S": "B", "E": "I"}
    return [tag if tag == "O" else plain.get(tag[0], tag[0]) + tag[1:] for tag in tags]


def _marks(
    places: Sequence[tuple[int, int]], hits: Iterable[Hit], listed: Iterable[Listed]
) -> tuple[tuple[str, ...], ...]:
    marks: list[list[str]] = [[] for _ in places]
    index = 0
    for hit in hits:  # in order and without overlaps
        kind = hit.kind or "lookalike"
        while index < len(places) and places[index][1] <= hit.start:
            index += 1
        begins = "B-"
        while index < len(places) and places[index][0] < hit.end:
            marks[index].append(begins + kind)
            begins = "I-"
            index += 1
    for known in listed:
        for place in range(known.first, known.last):
            marks[place].append(("B-" if place == known.first else "I-") + known.label)
    return tuple(tuple(of_word) for of_word in marks)
