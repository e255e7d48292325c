"""Reading: how near the paragraphs of a read document come to those a person wrote down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrichment.errors import Unreadable
from enrichment.evaluation.edit_distance import edit_distance
from enrichment.evaluation.gold import GoldRecord, read_records
from enrichment.evaluation.scores import Report, Tally, ratio, rounded
from enrichment.formats.characters import clean
from enrichment.read import read
from enrichment.text import Role

_SAME = 0.05  # of the characters: so much may differ in a paragraph that counts as found
_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′ʼ", "'") | dict.fromkeys("–—−‒", "-") | {"…": "..."}
)
_NUMBER_EDGE = re.compile(r"^[\s(\[]+|[\s.)\]:]+$")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it is compared: quotes, dashes and blanks folded."""

    text: str
    number: str | None


@dataclass(slots=True)
class _Counts:
    """Sums over documents."""

    words: int = 0
    word_errors: int = 0
    characters: int = 0
    character_errors: int = 0
    numbered: int = 0
    numbers_right: int = 0

    def add(self, other: _Counts) -> None:
        self.words += other.words
        self.word_errors += other.word_errors
        self.characters += other.characters
        self.character_errors += other.character_errors
        self.numbered += other.numbered
        self.numbers_right += other.numbers_right


def evaluate_text(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score `read` on the files that the gold names.

    `wer` and `cer` are word and character errors over the words and characters of the gold (0 is best); a paragraph is
    found where one stands in the same order with at most 5 % of its characters different; `number_accuracy` is the
    share of the court's paragraph numbers found at their paragraphs. `by` has the scores of every file. A file that
    cannot be read counts as empty. Raises `MalformedGold`."""
    total, paragraphs = _Counts(), Tally()
    by: dict[str, dict[str, Any]] = {}
    worst: list[dict[str, Any]] = []
    n = 0
    for record in read_records(gold):
        n += 1
        expected = _expected(record)
        path = record.path(folders)
        problem: str | None = None
        try:
            text = read(path.read_bytes(), file_name=path.name, language=record.language)
        except Unreadable as error:
            problem, found = str(error), []
        else:
            pages = _pages(record)
            found = [
                _folded(paragraph.text, paragraph.number)
                for paragraph in text.paragraphs
                # the gold has no captions, letterheads or stamps (GOLD.md)
                if paragraph.role is not Role.RUBRUM and (pages is None or paragraph.page in pages)
            ]
        counts, tally, missed = _compare(expected, [paragraph for paragraph in found if paragraph.text])
        total.add(counts)
        paragraphs.add(tally)
        scores = _scores(counts, tally)
        name = str(record.values["file"])
        by[name if name not in by else f"{name} ({record.id})"] = scores
        worst.append({"id": record.id, "file": name, **scores, "problem": problem, "missed": missed[:5]})
    worst.sort(key=lambda item: item["wer"] + 1 - item["paragraph_f1"], reverse=True)
    overall = _scores(total, paragraphs)
    return Report(kind="text", n=n, overall=overall, by=by, more=overall, worst=worst[:20])


def _scores(counts: _Counts, tally: Tally) -> dict[str, Any]:
    return {
        "wer": rounded(_error_rate(counts.word_errors, counts.words)),
        "cer": rounded(_error_rate(counts.character_errors, counts.characters)),
        "paragraph_f1": rounded(tally.f1),
        "number_accuracy": rounded(ratio(counts.numbers_right, counts.numbered)),
    }


def _error_rate(errors: int, of: int) -> float:
    return errors / of if of else float(errors > 0)


def _expected(record: GoldRecord) -> list[_Paragraph]:
    paragraphs = record.values.get("paragraphs")
    if not isinstance(paragraphs, list) or not paragraphs:
        raise record.malformed("'paragraphs' has to be a list of objects with 'text'")
    expected = []
    for item in paragraphs:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise record.malformed(f"'paragraphs' holds {str(item)[:60]!r} without a 'text'")
        number = item.get("number")
        expected.append(_folded(item["text"], None if number is None else str(number)))
    return [paragraph for paragraph in expected if paragraph.text]


def _pages(record: GoldRecord) -> frozenset[int] | None:
    pages = record.values.get("pages")
    if pages is None:
        return None
    if not isinstance(pages, list) or not all(isinstance(page, int) for page in pages):
        raise record.malformed("'pages' has to be a list of page numbers, from 1")
    return frozenset(pages)


def _folded(text: str, number: str | None) -> _Paragraph:
    folded = None if number is None else _NUMBER_EDGE.sub("", number)
    return _Paragraph(" ".join(clean(text).translate(_PLAIN).split()), folded or None)


def _compare(expected: list[_Paragraph], found: list[_Paragraph]) -> tuple[_Counts, Tally, list[dict[str, Any]]]:
    gold_text = " ".join(paragraph.text for paragraph in expected)
    found_text = " ".join(paragraph.text for paragraph in found)
    counts = _Counts(
        words=len(gold_text.split()),
        word_errors=edit_distance(gold_text.split(), found_text.split()),
        characters=len(gold_text),
        character_errors=edit_distance(gold_text, found_text),
        numbered=sum(1 for paragraph in expected if paragraph.number),
    )
    pairs = _pair(expected, found)
    counts.numbers_right = sum(
        1 for index, other in pairs.items() if expected[index].number and expected[index].number == found[other].number
    )
    missed = [
        {"paragraph": index, "number": paragraph.number, "begins": paragraph.text[:60]}
        for index, paragraph in enumerate(expected)
        if index not in pairs
    ]
    return counts, Tally(len(pairs), len(found) - len(pairs), len(missed)), missed


def _pair(expected: list[_Paragraph], found: list[_Paragraph]) -> dict[int, int]:
    """Gold paragraph -> found paragraph, as many as possible in the same order (longest common subsequence)."""
    bags = [Counter(paragraph.text) for paragraph in found]
    same = [
        [_alike(paragraph.text, bag, other.text, other_bag) for other, other_bag in zip(found, bags, strict=True)]
        for paragraph, bag in ((paragraph, Counter(paragraph.text)) for paragraph in expected)
    ]
    best = [[0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    for row in range(len(expected) - 1, -1, -1):
        for column in range(len(found) - 1, -1, -1):
            paired = best[row + 1][column + 1] + 1 if same[row][column] else 0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    pairs: dict[int, int] = {}
    row = column = 0
    while row < len(expected) and column < len(found):
        if same[row][column] and best[row][column] == best[row + 1][column + 1] + 1:
            pairs[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _alike(one: str, bag: Counter[str], other: str, other_bag: Counter[str]) -> bool:
    if one == other:
        return True
    allowed = int(_SAME * len(one))
    # cheap bounds first: lengths, then the letters
    if abs(len(one) - len(other)) > allowed or (bag - other_bag).total() > allowed:
        return False
    return edit_distance(one, other) <= allowed
