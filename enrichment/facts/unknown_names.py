"""Names that no list knows, told by what only persons do: "Nadifa, then aged 12, was sold", "he knew Letebrhan".

Half the given names of a judgment stand in no gazetteer, and a judgment introduces many persons without any word for
their part. A word the language does not have is then a person's name where its bearer speaks, suffers, has kin or a
body, or is told, met, buried; the same word behind "in" is a place."""

from __future__ import annotations

import re
from functools import cache

from enrichment.facts.names import NOT_A_NAME, is_german_noun, is_given, ordinary_words
from enrichment.ner.names import could_name_a_person, is_compound
from enrichment.vocabulary.patterns import load_patterns

_CONTEXTS = load_patterns("person_contexts.json")
_SHORTEST = 3  # letters
_ABBREVIATED = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bAl)(?<=[a-zß-öø-ÿ])[A-ZÀ-Þ]|[–/]"
)  # "BestV", "Baku–Tbilisi"


def acts_like_a_person(language: str, before: str, after: str) -> bool:
    """Whether what stands before and after a word makes its bearer a person; never in languages without a table."""
    patterns = _patterns(language)
    if patterns is None:
        return False
    return patterns[1].match(after) is not None or patterns[0].search(before) is not None


def is_unknown(word: str, language: str) -> bool:
    """Whether a word with a capital is none of the language's own, and no abbreviation."""
    bare = word.strip(".,;:'")
    if len(bare) < _SHORTEST or not bare[:1].isupper() or bare.isupper() or any(char.isdigit() for char in bare):
        return False
    if _ABBREVIATED.search(bare) or bare in NOT_A_NAME or bare.lower() in ordinary_words(language):
        return False
    if is_given(bare):
        return True
    if could_name_a_person(bare, language) is False:
        return False
    if language != "de" or any(
        is_given(bare[:cut]) for cut in range(_SHORTEST, len(bare))
    ):  # "Mehmed" in "Mehmedalija"
        return True
    return not (is_german_noun(bare) or is_compound(bare, language))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    table = _CONTEXTS.get(language)
    if table is None:
        return None

    def filled(pattern: str) -> str:
        for name, words in table["words"].items():
            pattern = pattern.replace(f"@{name}", "|".join(words.split()))
        return pattern

    return re.compile(filled(table["before"])), re.compile(f"(?:{filled(table['after'])})")
