"""What the model is told about each word: its letters, its class, its neighbours, and what rules and lists say.

A feature is a short string `place name=value`. The features of a word by itself are worked out once and kept: a
judgment repeats its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_LETTER = re.compile(r"[^\W\d_]")
_SMALL = re.compile(r"[a-zß-öø-ÿ]")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{3,}")
_SAME = re.compile(r"(.)\1+")
_CLASS_BITS = (0xF, 0x3F, 0x3FF)  # the first 4, 6 and 10 turns in the tree of classes
_KEPT_WORDS = 200_000
_TITLES = frozenset(("Dr.", "Prof.", "von", "van", "de", "h.c.", "Freiherr", "Graf", "der", ",", "-", "zu"))
_LONGEST_SIGNATURE = 14

Word = tuple[
    tuple[str, ...],  # as the word itself
    tuple[str, ...],  # as the word before
    tuple[str, ...],  # as the word after
    tuple[str, ...],  # as the second word before
    tuple[str, ...],  # as the second word after
    str,  # the word in small letters
    str,  # its class
    str,  # its shape, short
    bool,  # whether a list names it
]


class _Kinds(dict[int, str]):
    """Code point -> what stands for it in a shape, worked out once for each character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _LETTER.match(character):
            character = "x" if _SMALL.match(character) else "X"
        elif _DIGIT.match(character):
            character = "d"
        self[code] = character
        return character


_KINDS = _Kinds()


def shape(word: str) -> str:
    """Which kinds of letters a word has: `IStGH` -> `XXxXX`; runs end after four."""
    return _RUN.sub(r"\1\1\1\1", word.translate(_KINDS))


class WordFeatures:
    """Features of words and sentences in one language. `classes`: word -> number of its class."""

    def __init__(self, classes: Mapping[str, int], lists: Mapping[str, frozenset[str]]) -> None:
        self._classes = classes
        self._lists = lists
        self._word = lru_cache(maxsize=_KEPT_WORDS)(self._of_word)

    def of_sentence(self, words: Sequence[str], marks: Sequence[Sequence[str]]) -> list[list[str]]:
        """The features of each word; `marks` are what rules say about it (`B-provision`), by word."""
        known = [self._word(word) for word in words]
        last = len(words) - 1
        frame = _frame(words)
        sentence = []
        for index, word in enumerate(known):
            features = [*word[0], *frame]
            for mark in marks[index]:
                features.append("m=" + mark)
            if index:
                before = known[index - 1]
                features += before[1]
                features.append(f"bw={before[5]}|{word[5]}")
                features.append(f"bc={before[6]}|{word[6]}")
                if before[8]:
                    features.append("called=" + word[7])
                elif index > 1 and known[index - 2][8]:
                    features.append(f"called2={before[7]}|{word[7]}")
                for mark in marks[index - 1]:
                    features.append("-m=" + mark)
                if index > 1:
                    features += known[index - 2][3]
                    features.append(f"tc-={known[index - 2][6]}|{before[6]}|{word[6]}")
                    if index > 2:
                        features.append("l=" + known[index - 3][5])
                        if index > 3:
                            features.append("l=" + known[index - 4][5])
                else:
                    features.append("first2")
            else:
                features.append("first")
            if index < last:
                after = known[index + 1]
                features += after[2]
                features.append(f"aw={word[5]}|{after[5]}")
                features.append(f"ac={word[6]}|{after[6]}")
                for mark in marks[index + 1]:
                    features.append("+m=" + mark)
                if index:
                    features.append(f"ss={known[index - 1][7]}|{word[7]}|{after[7]}")
                    features.append(f"cc={known[index - 1][6]}|{after[6]}")
                if index < last - 1:
                    features += known[index + 2][4]
                    features.append(f"tc+={word[6]}|{after[6]}|{known[index + 2][6]}")
                    if index < last - 2:
                        features.append("r=" + known[index + 3][5])
                        if index < last - 3:
                            features.append("r=" + known[index + 4][5])
            else:
                features.append("last")
            sentence.append(features)
        return sentence

    def _of_word(self, word: str) -> Word:
        small = word.lower()
        form = shape(word)
        short = _SAME.sub(r"\1", form)
        number = self._classes.get(word)
        name = "?" if number is None else str(number)
        if number is None and word[:1].isalpha():
            name = "?" + short
        own = [
            "w=" + small,
            "s=" + form,
            "ss=" + short,
            "c=" + name,
            *(f"p{length}={word[:length]}" for length in (1, 2, 3, 4, 5)),
            *(f"e{length}={small[-length:]}" for length in (1, 2, 3, 4, 5, 6)),
        ]
        bits: list[str] = []
        if number is not None:
            bits = [f"{mask:x}={number & mask}" for mask in _CLASS_BITS]
            own += ["c" + bit for bit in bits]
        if small != word:
            alike = self._classes.get(small)
            own.append("small=" + ("?" if alike is None else str(alike)))
        elif word.isalpha():
            own.append("cap=" + str(self._classes.get(word.capitalize(), "?")))
        if "-" in word:
            part = word.rsplit("-", 1)[-1]
            own.append(f"part={self._classes.get(part, '?')}")
            own.append(f"head={self._classes.get(word.split('-', 1)[0], '?')}")
        listed = [title for title, members in self._lists.items() if small in members]
        own += ["g=" + title for title in listed]
        near = ["w=" + small, "s=" + form, "c=" + name, "e3=" + small[-3:], "p3=" + small[:3], *bits]
        near += ["g=" + title for title in listed]
        far = ["w=" + small, "s=" + short, "c=" + name]
        far += ["g=" + title for title in listed]
        return (
            tuple(own),
            tuple("-1" + feature for feature in near),
            tuple("+1" + feature for feature in near),
            tuple("-2" + feature for feature in far),
            tuple("+2" + feature for feature in far),
            small,
            name,
            short,
            bool(listed),
        )


def _frame(words: Sequence[str]) -> tuple[str, ...]:
    """What the sentence looks like as a whole: a signature block holds nothing but names."""
    if len(words) > _LONGEST_SIGNATURE:
        return ()
    names = all(word[:1].isupper() or word in _TITLES for word in words)
    stop = words[-1] in (".", ":", ";", "!", "?")
    return (f"f={'names' if names else 'text'}{'.' if stop else ''}", f"f={min(len(words), 6)}{names}")
