"""Numbers as courts write them out: "twenty-five", "vierundzwanzig", "mil ochenta y cuatro"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from enrichment.vocabulary.patterns import load_patterns

_WORDS = load_patterns("sentence_words.json")
_UNITS = 9
# How a ten and a unit are put together. Danish and French beyond sixty-nine stay out: no sentence is that long.
_COMPOUND: Mapping[str, str] = {
    "en": "{ten}-{unit}",
    "de": "{unit}und{ten}",
    "nl": "{unit}en{ten}",
    "es": "{ten} y {unit}",
    "sv": "{ten}{unit}",
    "fr": "{ten}-{unit}",
}
_MULTIPLIERS = (100.0, 1000.0)
_HALVES = {"de": ("einhalb", "anderthalb", "eineinhalb"), "nl": ("ënhalf", "anderhalf")}
_MOST_WITH_HALF = 15  # nobody writes "dreiundzwanzigeinhalb"


@cache
def number_words(language: str) -> Mapping[str, float]:
    """The numbers written as one word, or as ten and unit, with their values. `language`: one of the working six."""
    numbers: dict[str, float] = {}
    for value, names in enumerate(_WORDS["numbers"][language].split(), start=1):
        for name in names.split("|"):
            numbers[name] = float(value)
    units = [(name, value) for name, value in numbers.items() if value <= _UNITS]
    for ten, count in _WORDS["tens"][language].items():
        numbers[ten] = float(count)
        for unit, small in units:
            word = _COMPOUND[language].format(ten=ten, unit=unit)
            numbers.setdefault(word.replace("eeen", "eeën").replace("ieen", "ieën"), count + small)
    for name, count in _WORDS["hundreds"].get(language, {}).items():
        numbers[name] = float(count)
    half = _HALVES.get(language)
    if half is not None:
        with_half = [(name, value) for name, value in numbers.items() if value <= _MOST_WITH_HALF]
        numbers |= {name + half[0]: value + 0.5 for name, value in with_half} | dict.fromkeys(half[1:], 1.5)
    return numbers


@cache
def number_pattern(language: str, most: int | None = None) -> str:
    """A regular expression for a number in words, hundreds and thousands included; up to `most` where that is given
    (a short expression: it stands several times in that for a duration)."""
    numbers = number_words(language)
    names = sorted((name for name, value in numbers.items() if most is None or value <= most), key=len, reverse=True)
    word = "|".join(map(re.escape, names))
    large = "|".join(map(re.escape, sorted(_WORDS["hundreds"].get(language, {}), key=len, reverse=True)))
    if not large or most is not None:
        return rf"\b(?:{word})"
    times = "|".join(re.escape(name) for name, value in numbers.items() if value <= _UNITS)
    return rf"\b(?:(?:(?:{times})\s+)?(?:{large})(?:\s+(?:and\s+)?(?:{large}|{word}))*|(?:{word}))"


def read_number(text: str, language: str) -> float | None:
    """The value of a number in words or figures ("1,084"), None where it is none."""
    text = text.strip().lower()
    numbers = number_words(language)
    if text in numbers:
        return numbers[text]
    if text[:1].isalpha():
        return _sum(text, numbers)
    try:
        return float(re.sub(r"[.,\s](?=\d{3}\b)", "", text).replace(",", "."))
    except ValueError:
        return None


def _sum(text: str, numbers: Mapping[str, float]) -> float | None:
    """ "seiscientos cuarenta", "two hundred and forty": what follows a hundred is added, what precedes multiplies."""
    pattern = re.compile("|".join(map(re.escape, sorted(numbers, key=len, reverse=True))))
    total = 0.0
    for word in pattern.findall(text):
        value = numbers[word]
        total = total * value if value in _MULTIPLIERS and 0 < total < value else total + value
    return total or None
