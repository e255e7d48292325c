"""The wording of a text as a whole: its words and pairs of words, each with what it says about the two questions.

The signals know what a lawyer would look for; the wording knows what such texts sound like, also where no listed word
stands in them ("the flying carpet", "thiodiglycol"). Words are cut to their first letters, so that inflected forms
fall together; what each weighs (`relevance_wording.json`) is learnt by `enrichment/evaluation/fit_wording.py`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from enrichment.relevance_sentences import Seen
from enrichment.vocabulary.patterns import load_patterns

_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 7  # letters
_WORDS_READ = 400  # of the sentences looked at; a long judgment says at its head what it is about
IN_TITLE = "T:"
# Added to the squared length of a text (a word counts 10 to 40): a text of few words says little by its wording.
OF_FEW_WORDS = 1200.0
_WORDS_NAMED = 3
_LEAST_TELLING = 0.02  # of a word's own pull


@dataclass(frozen=True, slots=True)
class WordingTable:
    """`words`: by word or pair of words, how many texts of the gold hold it and its weight in each question."""

    texts: int
    bias: tuple[float, float]
    words: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the wording pulls in the questions "a core crime?" and "abroad?" (logits), and its weightiest words."""

    core: float
    abroad: float
    telling: tuple[str, ...] = ()


def words_and_pairs(seen: Sequence[Seen]) -> dict[str, str]:
    """The words, pairs of words and words of the title, cut to their first letters, each with a form it stands in."""
    found: dict[str, str] = {}
    left = _WORDS_READ
    for item in seen:
        forms = _WORD.findall(item.sentence.text)[:left]
        left -= len(forms)
        stems = [form.lower()[:_STEM] for form in forms]
        for stem, form in zip(stems, forms, strict=True):
            found.setdefault(stem, form)
        found.update((f"{first}_{second}", "") for first, second in pairwise(stems))
        if item.sentence.paragraph is None:
            found.update((IN_TITLE + stem, "") for stem in stems)
        if not left:
            break
    return found


def weigh_wording(words: Mapping[str, str], table: WordingTable) -> Wording:
    """What the words say together. The more of them are known, the less each counts."""
    known = [(rarity, *table.words[word][1:], form) for word, form in words.items() if (rarity := _rarity(word, table))]
    length = math.sqrt(OF_FEW_WORDS + sum(rarity * rarity for rarity, *_ in known))
    core = table.bias[0] + sum(rarity * weight for rarity, weight, _, _ in known) / length
    abroad = table.bias[1] + sum(rarity * weight for rarity, _, weight, _ in known) / length
    return Wording(core, abroad, tuple(_telling(known, length, core)))


def _rarity(word: str, table: WordingTable) -> float:
    entry = table.words.get(word)
    return math.log(table.texts / entry[0]) if entry is not None else 0.0


def _telling(known: Sequence[tuple[float, float, float, str]], length: float, pull: float) -> Iterator[str]:
    """The words that pull most the way the wording pulls as a whole."""
    way = 1.0 if pull > 0 else -1.0
    single = sorted(((-way * rarity * weight / length, form) for rarity, weight, _, form in known if form))
    yield from (form for against, form in single[:_WORDS_NAMED] if against < -_LEAST_TELLING)


@cache
def load_wording() -> WordingTable:
    """The table that is shipped."""
    table = load_patterns("relevance_wording.json")
    core, abroad = table["bias"]
    return WordingTable(table["texts"], (core, abroad), table["words"])
