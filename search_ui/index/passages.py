"""Paragraphs into passages, the unit of search: one paragraph, or a few short ones of the same part of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichment.text import Paragraph
from search_ui.index.engine import Passage

MAX_WORDS = 300
MAX_CHARACTERS = 4000  # scripts without blanks have no words to count
_SHORT = 40  # words: up to here a paragraph may share a passage with its neighbours
_TOGETHER = 120  # words a passage of several short paragraphs may reach

_WORD = re.compile(r"\S+")
# A sentence ends at . ! ? (Latin, Arabic, CJK) unless the word before the stop is an abbreviation or an ordinal
# ("Art. 7 Abs. 1 Nr. 5", "am 3. Mai", "v. Smith"): short words and numbers before a stop do not end a sentence.
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{5})\.|(?<=[)\]»”\"])\.|[!?؟。！？])[)\]»”\"']*(?=\s|$)|[。！？]")


def make_passages(paragraphs: Sequence[Paragraph], language: str | None) -> tuple[Passage, ...]:
    """Passages of at most 300 words in reading order, every visible character of `paragraphs` in exactly one of them.

    Consecutive short paragraphs of one role share a passage (joined by a line feed); it carries the number of its
    first numbered paragraph and the index of its first paragraph. Longer paragraphs are split at sentence ends, or
    between words where a sentence alone is too long. Empty paragraphs give nothing.
    """
    passages: list[Passage] = []
    gathered: list[tuple[int, Paragraph, str]] = []
    words_gathered = characters_gathered = 0

    def close() -> None:
        nonlocal words_gathered, characters_gathered
        if gathered:
            first, paragraph, _ = gathered[0]
            number = next((item.number for _, item, _ in gathered if item.number), None)
            text = "\n".join(text for _, _, text in gathered)
            passages.append(Passage(first, text, number, paragraph.role.value, language))
            gathered.clear()
            words_gathered = characters_gathered = 0

    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        words = len(text.split())
        if not words:
            continue
        short = words <= _SHORT and len(text) <= MAX_CHARACTERS // 10
        joins = (
            short
            and words_gathered + words <= _TOGETHER
            and characters_gathered + len(text) < MAX_CHARACTERS
            and bool(gathered)
            and paragraph.role is gathered[0][1].role
        )
        if not joins:
            close()
        if short:
            gathered.append((index, paragraph, text))
            words_gathered += words
            characters_gathered += len(text) + 1
            continue
        for piece in _pieces(text):
            passages.append(Passage(index, piece, paragraph.number, paragraph.role.value, language))
    close()
    return tuple(passages)


def _pieces(text: str) -> Iterator[str]:
    """`text` in pieces of about equal length within the limits, cut at sentence ends where there are any."""
    words = [match.span() for match in _WORD.finditer(text)]
    first = 0  # the word the next piece begins with
    start = 0
    while first < len(words):
        words_left, characters_left = len(words) - first, len(text) - start
        if words_left <= MAX_WORDS and characters_left <= MAX_CHARACTERS:
            yield text[start:].strip()
            return
        furthest = start + MAX_CHARACTERS
        if words_left > MAX_WORDS:
            furthest = min(furthest, words[first + MAX_WORDS - 1][1])
        parts = max(-(-words_left // MAX_WORDS), -(-characters_left // MAX_CHARACTERS))
        wanted = start + characters_left // parts
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, furthest)]
        good = [end for end in ends if end - start >= (wanted - start) // 2]
        if good:
            cut = min(good, key=lambda end: abs(end - wanted))
        else:
            # no sentence to end: cut between words, or inside a word longer than a passage
            cut = next((begin for begin, _ in words[first + MAX_WORDS : first : -1] if begin <= furthest), furthest)
        yield text[start:cut].strip()
        while first < len(words) and words[first][1] <= cut:
            first += 1
        start = max(cut, words[first][0]) if first < len(words) else len(text)
