"""Words in the form in which they are compared: no case, accents, umlauts or Arabic vowel signs.

`ä`, `ae` and `a` fold to the same letter (and so `ö`/`oe`, `ü`/`ue`, `ß`/`ss`, `ø`, `æ`, `å`), because courts, portals
and people who type write all of them for the same name. Alef, ya and ta marbuta have one form each.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "\u0640": None,  # Arabic tatweel
        "\u0671": "\u0627",  # alef wasla -> alef
        "\u0649": "\u064a",  # alef maksura -> ya
        "\u06cc": "\u064a",  # Farsi ya -> ya
        "\u0629": "\u0647",  # ta marbuta -> ha
        "\u06c1": "\u0647",  # heh goal -> ha
        "\u06a9": "\u0643",  # Farsi kaf -> kaf
        "\u00ad": None,  # soft hyphen
    }
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)

# Marks that belong to the letter before them: combining diacritics, Hebrew and Arabic points, South Asian vowel signs.
_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd"
    "\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0dca-\u0ddf\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3\u1dc0-\u1dff\u20d0-\u20ff\u200b-\u200f\u2060\ufeff"
)
WORD = re.compile(rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*")
"""A word as it stands in a text: a run of letters and digits with the marks on them."""

_FOLDED_WORD = re.compile(r"[^\W_]+")


@cache  # one entry per character of Unicode at most
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.casefold().translate(_LETTERS))
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    return bare.translate(_LETTERS).casefold()


def fold(text: str) -> str:
    """`text` with every word in its comparable form; what stands between words is kept."""
    text = text.lower()
    if not text.isascii():
        for character in set("".join(_NOT_ASCII.findall(text))):
            text = text.replace(character, _fold_character(character))
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def folded_words(text: str) -> list[str]:
    """The comparable words of `text` in order."""
    return _FOLDED_WORD.findall(fold(text))
