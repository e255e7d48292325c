"""Names by their consonants, so that a name typed in Arabic script finds its Latin spellings: both `أنور رسلان` and
`Anwar Raslan` are `nr rsln`. Arabic script writes no short vowels, and no two transliterations agree on the long ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search_ui.index.folding import folded_words

_ARABIC = re.compile(r"[\u0620-\u064a]")
_SHORTEST = 2  # consonants

# Letters that transliterations confuse have one sign; those that may stand for a vowel have none.
_SIGNS = str.maketrans(
    dict(zip("بپتطثجحهخدضذرزظسصشغفڤقكگلمن", "bbtttjhhkdddrzzsssgffkkglmn", strict=True))
    | dict(zip("pcqvz", "bkkfz", strict=True))
    | dict.fromkeys("اأإآوؤيئىةءع" + "aeiouwy", "")
)
_DIGRAPHS = (("dj", "j"), ("tsch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"))
_MORE_DIGRAPHS = (("dh", "d"), ("th", "t"), ("ph", "f"), ("x", "ks"))
_NOT_A_SIGN = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")


def in_arabic(word: str) -> bool:
    """Whether a word is written in Arabic letters."""
    return _ARABIC.search(word) is not None


@lru_cache(maxsize=10_000)
def consonants(word: str) -> str:
    """The consonants of one word of a name in Latin or Arabic letters, without the article; empty where fewer than two
    are left, which would be like too many names."""
    (*_, folded) = ["", *folded_words(word)]
    if in_arabic(folded):
        folded = folded.removeprefix("ال")
    for written, sign in (*_DIGRAPHS, *_MORE_DIGRAPHS):
        folded = folded.replace(written, sign)
    signs = _DOUBLED.sub(r"\1", _NOT_A_SIGN.sub("", folded.translate(_SIGNS)))
    return signs if len(signs) >= _SHORTEST else ""
