"""Names under the endings of cases, and in Cyrillic letters: "Habinezan" is Habineza, "Фадила" is Fadil."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.names import is_given

_SHORTEST = 3  # letters that two forms of one name have in common
# Endings of cases in the Slavic and Baltic languages, Finnish, Hungarian and Romanian, and what changes before them.
_ENDING = re.compile(
    r"(?:[aeiouyáéíóúýěąęåäöůїіяюєые]{0,2}|ov[iaeu]?|ov[oi][gm]a?|ova|ově|ov[éý]|em|om|ou|ům|ów|owi|ovi|ego|emu|"
    r"iem|im|ym|ých|ich|ej|iej|oj|om|ami|ama|ima|ek|ka|ku|kem|kom|ec|ca|cu|cem|ac|ko|ki|e[mk]|ie|ia|iu|"
    r"n|in|an|en|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|ta|tä|ksi|na|nä|iin|hin|seen|"
    r"t|[oeöa]t|nak|nek|val|vel|t[óő]l|r[óő]l|hoz|hez|ra|re|ban|ben|b[óő]l|ért|ul|ül|[éá]n|é(?:t|nak|nek|val|vel)?|"
    r"[aá](?:t|nak|val|tól|hoz)|[yv]al|as|is|us|o|ui|ą|į|ų|e|yje|ėje|iaus|iui|"
    r"а|у|ом|ем|ой|ою|ей|ов|ова|е|и|ы|ого|ому|им|ым|ої|ій|ю|я|ка|ку|ком)"
)
# Of given names alone; of "ov" and the like there are too many other words.
_NAME_ENDING = re.compile(
    r"[aeiouyęąéáímnts]|om|em|ie|ou|ovi|owi|iem|ze|j[aeu]|jem|lla|lle|lta|ssa|sta|nak|nek|val|vel|[oeö]t|r[ae]|"
    r"r[óő]l|t[óő]l|as|ui|ei|us|i[ou]|iui|ės"
)
_LATIN = dict(zip("абвгґдђеёжзѕиійјкћлмнопрстуфхцчшыъьэќѓ", "abvggdđeežzziijjkćlmnoprstufhcčšy''ekg", strict=True))
_LATIN |= {"љ": "lj", "њ": "nj", "џ": "dž", "щ": "šč", "є": "je", "ї": "ji", "ю": "ju", "я": "ja"}
_SERBIAN = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
_SERBIAN |= {"dž": "џ", "lj": "љ", "nj": "њ"}
_PIECE = re.compile(r"\\.|\{[^}]*\}|\(\?.|dž|lj|nj|.", re.DOTALL)  # of an expression: escapes are no letters


def is_form_of(words: tuple[str, ...], full: tuple[str, ...], *, inflects: bool) -> bool:
    """Whether the words are the name `full`, or a part of it alone, whatever their endings."""
    if len(words) == 1:
        return any(len(other) >= _SHORTEST and is_same_word(words[0], other, inflects=inflects) for other in full)
    return all(any(is_same_word(word, other, inflects=inflects) for other in full) for word in words)


@lru_cache(maxsize=16384)
def is_same_word(one: str, other: str, *, inflects: bool) -> bool:
    """Whether two words are one but for capitals and, where the language `inflects`, their endings."""
    first, second = one.casefold(), other.casefold()
    if first == second or first.removesuffix("s") == second.removesuffix("s"):
        return True
    if not inflects:
        return False
    same = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        same += 1
    return (
        same >= _SHORTEST
        and 2 * same >= len(first)
        and all(_ENDING.fullmatch(rest) for rest in (first[same:], second[same:]))
    )


@lru_cache(maxsize=8192)
def is_given_name(word: str, *, inflects: bool) -> bool:
    """Whether the word, in Latin or Cyrillic, is a given name or, where the language `inflects`, a form of one."""
    name = in_latin(word)
    if word.isupper():
        name = name.capitalize()
    if is_given(name):
        return True
    if inflects:
        for cut in range(1, min(4, len(name) - 2)):
            stem, ending = name[:-cut], name[-cut:]
            if _NAME_ENDING.fullmatch(ending) and any(is_given(stem + end) for end in ("", "a", "o", "e", "ek", "ec")):
                return True
    return False


def in_latin(word: str) -> str:
    """A word in Cyrillic letters as it is written in Latin ones; others as they are."""
    if word.isascii() or not any(char in _LATIN for char in word.lower()):
        return word
    letters = "".join(_LATIN.get(char, char) for char in word.lower())
    return letters.capitalize() if word[0].isupper() else letters


def in_serbian_letters(pattern: str) -> str:
    """An expression for Serbian words, for the same words in Cyrillic letters."""
    return "".join(_SERBIAN.get(piece, piece) for piece in _PIECE.findall(pattern))
