"""Where names that are to be masked stand again: in full, by surname or first name, by initials, within a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from enrichment.facts.names import NOT_A_NAME, is_given, is_initials, ordinary_words
from enrichment.facts.persons import PROTECTED_ROLES, Named
from enrichment.facts.unknown_names import is_unknown
from enrichment.masking import MASKS, Cut, apply_cuts
from enrichment.text import Paragraph

_TITLES = ("Mr", "Ms", "Mrs", "Mr.", "Ms.", "Mrs.", "Mme", "M.", "Frau", "Herr", "Herrn", "Sra.", "Sr.")
_CASE_NAME = re.compile(r"\b(?:v|vs|c|gegen|contre|tegen|contra|mot)\.?(?:/)?\s|/\.", re.IGNORECASE)


def initials_again(letters: Mapping[str, str], text: str) -> Iterator[Cut]:
    """Further places where a protected person stands by the initials the court gave: `Z.`, `A.B.`"""
    for written, role in letters.items():
        start = text.find(written)
        while start >= 0:
            end = start + len(written)
            if _STANDS_ALONE_BEFORE.search(text[max(0, start - 16) : start]) and not _NUMBER_OR_NAME.match(text, end):
                yield Cut(start, end, MASKS[role])
            start = text.find(written, end)


# Behind another name an initial is part of it.
_STANDS_ALONE_BEFORE = re.compile(r"(?:^|\n|(?<![\w'-])(?![A-ZÀ-Þ])[\w'-]*[a-zß-öø-ÿ\d]\s|[a-zß-öø-ÿ\d][,;:.)]\s)$")
_NUMBER_OR_NAME = re.compile(r"\s?(?:[A-ZÀ-Þ]\.|\d)|\w")


def protected_initials(found: Iterable[Named], kept: tuple[Named, ...]) -> dict[str, str]:
    """Initials that stand for protected persons and for nobody who stays named, with the role."""
    staying = {named.name for named in kept}
    staying |= {f"{word.strip('.,')}." for named in kept for word in named.name.split()}  # the "S." of "Romina S."
    return {
        written: named.role
        for named in found
        if named.role in PROTECTED_ROLES
        and is_initials(named.name)
        and (written := named.name if named.name.endswith(".") else f"{named.name}.") not in staying
        and named.name not in staying
    }


def shared_surnames(
    roles: Mapping[str, str], kept: tuple[Named, ...], paragraphs: tuple[Paragraph, ...]
) -> Iterator[tuple[int, Cut]]:
    """Where a surname that a protected person shares with one who stays named stands alone: it belongs to whichever of
    them was last named in full, and is masked when that one is protected."""
    owners: dict[str, dict[str, str | None]] = {}  # surname -> full name -> role, None for those who stay
    staying = {named.name for named in kept if " " in named.name}
    surnames = {word for name in staying for word in name.split() if len(word) > 3}
    for name, role in roles.items():
        for word in name.split():
            if " " in name and word in surnames:
                owners.setdefault(word, {})[name] = role
    for word, names in owners.items():
        names.update(dict.fromkeys(name for name in staying if word in name.split()))
        longest = sorted(names, key=len, reverse=True)
        owner: str | None = None
        for number, paragraph in enumerate(paragraphs):
            done = 0
            start = paragraph.text.find(word)
            while start >= 0:
                found = _around(paragraph.text, start, word, longest)
                if found is not None and found[0] >= done:
                    begin, done = found
                    written = paragraph.text[begin:done]
                    if written != word:
                        owner = names[written]
                    elif owner is not None:
                        yield number, Cut(begin, done, MASKS[owner])
                start = paragraph.text.find(word, start + len(word))


def _around(text: str, start: int, word: str, names: Iterable[str]) -> tuple[int, int] | None:
    """The span of the first of `names` that holds the word at `start`, else that of the word; None within a word."""
    for name in (*names, word):
        offset = name.find(word)
        while offset >= 0:
            begin, end = start - offset, start - offset + len(name)
            if (
                begin >= 0
                and text.startswith(name, begin)
                and not (begin and _WORD_CHARACTER.match(text, begin - 1))
                and not _WORD_CHARACTER.match(text, end)
            ):
                return begin, end
            offset = name.find(word, offset + 1)
    return None


_WORD_CHARACTER = re.compile(r"\w")
_WORD = re.compile(r"\w[\w'-]*")


# By language: the "a" of English is a preposition before persons in Spanish.
_ARTICLES = {
    "en": "the|an?",
    "de": (
        "der|die|das|dem|den|des|eine?[rsnm]?|seine?[rsnm]?|ihre?[rsnm]?|keine?[rsnm]?|jede[rsnm]?|vom|zum|zur|im|am|beim"
    ),
    "fr": "une?|la|les|l'|cette",
    "nl": "het|een",
    "es": "una?|la|los|las",
    "sv": "ett|en|den|det",
}


@cache
def _article_before(language: str | None) -> re.Pattern[str]:
    words = _ARTICLES.get(language or "", "(?!)")  # elsewhere names have articles too: "a Biszku", "o Carlos"
    return re.compile(rf"(?:^|(?<!\w))(?i:{words})(?:\s|(?<='))$")


def common_words(
    words: set[str], paragraphs: Iterable[Paragraph], language: str | None, names: Iterable[str] = ()
) -> set[str]:
    """Of single words taken for names those the text also writes small or with an article: ordinary nouns.

    `names` are full names; a word within one of them ("des Hassan M.") says nothing."""
    full: dict[str, list[str]] = {}
    for name in names:
        full.setdefault(name.split()[0], []).append(name)
    small = {word.lower(): word for word in words}
    common: set[str] = set()
    if not words:
        return common
    article = _article_before(language)
    for paragraph in paragraphs:
        for match in _WORD.finditer(paragraph.text):
            found = match.group()
            if found in small:
                common.add(small[found])
            elif (
                found in words
                and not any(paragraph.text.startswith(name, match.start()) for name in full.get(found, ()))
                and article.search(paragraph.text[max(0, match.start() - 8) : match.start()])
                and not (language == "de" and is_unknown(found, "de"))  # "Sohn des Mehmedalija"
            ):
                common.add(found)
    return common


def _runs_on(text: str, end: int) -> bool:
    """Whether a longer word stands here; the ending of a genitive ("Kassabs bror") does not count."""
    if end < len(text) and text[end] == "s":
        end += 1
    return end < len(text) and text[end].isalnum()


class Spread:
    """Finds masked names again wherever they stand: in full, by surname, by first name."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._by_first_word: dict[str, list[str]] = {}
        self._roles = forms
        for form in sorted(forms, key=len, reverse=True):
            first = _WORD.match(form)
            if first:
                self._by_first_word.setdefault(first.group(), []).append(form)
        words = sorted(self._by_first_word, key=len, reverse=True)
        # Behind a hyphen a name begins as well ("the Begić-Hadžić family").
        self._beginning = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})") if words else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Spans of masked names with the role; the longest form wins."""
        if self._beginning is None:
            return
        done = 0
        for word in self._beginning.finditer(text):
            start = word.start()
            if start < done:
                continue
            for form in self._forms_from(word.group()):
                end = start + len(form)
                if text.startswith(form, start) and not _runs_on(text, end):
                    if text.startswith(("s", ":s"), end):  # the genitive goes with the name
                        end = text.index("s", end) + 1
                    yield start, end, self._roles[form]
                    done = end
                    break

    def _forms_from(self, word: str) -> Iterator[str]:
        """The forms that begin with the word, then those of the word without the ending of a genitive."""
        yield from self._by_first_word[word]
        if word.endswith("s"):
            yield from self._by_first_word.get(word[:-1], ())

    def mask(self, text: str) -> str:
        """`text` without the names; a case name ("Prosecutor v. N.N.") stays as it is."""
        return text if _CASE_NAME.search(text) else self.mask_all(text)

    def mask_all(self, text: str) -> str:
        """`text` without the names."""
        return apply_cuts(text, [Cut(start, end, MASKS[role]) for start, end, role in self.find(text)])[0]


def _is_short_surname(word: str, words: list[str], language: str | None) -> bool:
    """Whether three letters are a surname that certainly means its bearer: "Sow" of Mariama Sow, not "Ali"."""
    return (
        len(word) == 3
        and word is words[-1]
        and word.istitle()
        and not is_given(word)
        and word not in NOT_A_NAME
        and word.lower() not in ordinary_words(language or "")
    )


def spread_of(
    roles: Mapping[str, str], kept: tuple[Named, ...], paragraphs: tuple[Paragraph, ...], language: str | None
) -> Spread:
    """All forms under which the masked names can stand, without any word that belongs to a person who stays."""
    staying = {word.strip(".,") for named in kept for word in named.name.split()}
    staying |= {f"{word}s" for word in staying}
    forms: dict[str, str] = {}
    parts: dict[str, str] = {}
    for name, role in roles.items():
        forms.setdefault(name, role)
        forms.setdefault(name.upper(), role)
        words = name.split()
        if len(words) < 2:
            continue
        for word in words:
            if 2 <= len(word) <= 3 and word.isalpha() and word not in staying:
                forms.update({f"{title} {word}": role for title in _TITLES})
            # A short or common word would tear holes into the text.
            if (
                word in staying
                or word.endswith(".")
                or (len(word) < 4 and not _is_short_surname(word, words, language))
            ):
                continue
            if word[0].isupper():
                parts.setdefault(word, role)
            elif "-" in word:  # "al-Khatib" at the head of a sentence, or without its article
                parts.update({word: role, word[0].upper() + word[1:]: role})
    for word in common_words(set(parts), paragraphs, language, [name for name in roles if " " in name]):
        del parts[word]
    return Spread(parts | forms)
