"""Persons in texts outside the six languages with rules of their own, and in texts whose language is not known.

Here protection is the default: whatever is written like a person's name is a victim's, a witness's or a relative's,
unless the words beside it, or beside the same name elsewhere, make its bearer an accused, a judge, a prosecutor,
counsel or a public figure. Names are told by capitals in a row, by given names and by words for persons; words for
roles are listed with their endings (`vocabulary/persons_elsewhere.json`); inflected names are one with other forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from enrichment.facts.concepts import CONCEPT
from enrichment.facts.inflected_names import is_form_of, is_given_name, is_same_word
from enrichment.facts.names import INSIDE, NOT_A_NAME, is_given
from enrichment.facts.persons import Named, is_known_accused, is_public_figure
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.role_words_elsewhere import (
    KEPT,
    PREPOSITIONS,
    PROTECTED,
    TITLE_ELSEWHERE,
    RoleWords,
    role_words,
)
from enrichment.vocabulary import load_countries
from enrichment.vocabulary.organisations import load_organisations

_SMALL_PART = re.compile(
    r"al|el|ul|ibn|bin|ben|bint|abu|abou|abdel|van|von|der|den|ter|de|do|da|dos|das|del|la|le|ould|ag|af|av|zu"
)
# Names of cases and authors are citations.
_CITED_BEFORE = re.compile(
    r"(?:(?<!\w)(?:v|vs|Vs|VS|c)\.?|[Cc]aso|[Cc]ase(?: of)?|[Aa]ffaire|[Ss]lučaj\w*)\s*[\"„«“]?$"
)
_CITED_AFTER = re.compile(
    r"\s*(?:(?:e outros|et al\.?|i dr\w*\.?|and others|e altri|m\.fl\.)\s)?(?:v|vs|Vs|VS|c)\.?\s[A-ZÀ-Þ]"
)
_LITERATURE = re.compile(
    r"op\.? ?cit|\bpágs?\. ?\d|\bp\. ?\d+|\bstr\. ?\d|\b[Ee]d\. |Almedina|Editora|Comentário|[Cc]ommentario|Kommentar|"
    r"[Kk]omentar|Giuffr|Revista|Rivista|Karnov|\bLaw Review|University Press|Universitetsforlag|\bin: "
)
_BOUND = re.compile(r"[.;!?]\s|[\n•]")
_TOKEN = re.compile(r"(?:[aAeE]l-|[dDlL]')?[^\W\d_](?:[\w'-]*\w)?")
_AND = r"(?:and|und|et|en|y|e|i|og|och|ja|és|és a|oraz|a|te|in|și|ir|и|та|й|kao i|ili|o)"
_JOINT = re.compile(
    rf"\s*(?:,|/|;)\s*(?:{_AND}\s+)?(?:\d{{1,2}}[.)]\s*)?{TITLE_ELSEWHERE}*|\s+{_AND}\s+{TITLE_ELSEWHERE}*",
    re.IGNORECASE,
)
# "Ana Ilić, kao predsjednica vijeća, te Marko Jurić"
_APPOSED = re.compile(rf"\s*[,(]\s*[^,.;()]{{3,40}}[,)]\s*(?:,?\s*{_AND}\s+)?{TITLE_ELSEWHERE}*", re.IGNORECASE)
_MANY = 250  # words; a longer text is not all about its persons
_REACH = 80  # characters before a name in which the word for its role stands


@dataclass(slots=True)
class _Run:
    """Words in a row written like a name, with what stands beside them. `role` is what the words beside it tell."""

    sentence: Sentence
    start: int
    end: int
    words: tuple[str, ...]
    role: str | None
    given: bool
    place: bool
    listed: bool  # joined to another name
    certain: bool  # whether the shape alone makes it a person's


def find_persons_elsewhere(reading: Reading, language: str | None) -> list[Named]:
    """All persons of the text with their roles; see above for what is taken for a name. `language` is ISO 639-1."""
    words = role_words(language)
    everywhere, somewhere = _density(reading, words)
    small = _written_small(reading)
    runs = [run for sentence in reading.sentences for run in _runs(sentence, reading, words, small)]
    runs = [run for run in runs if _is_person(run, everywhere=everywhere, somewhere=somewhere)]
    return list(_settled(runs, [*_single_words(reading, runs, words, small)], words))


def _written_small(reading: Reading) -> frozenset[str]:
    """The words that the text also writes small: ordinary ones, whatever the language."""
    return frozenset(
        word for sentence in reading.sentences for word in _LONG_WORD.findall(sentence.text) if word[0].islower()
    )


_LONG_WORD = re.compile(r"(?<![\w'-])[^\W\d_]{4,}(?![\w'-])")


def _density(reading: Reading, words: RoleWords) -> tuple[bool, bool]:
    """Whether every name of the text may be a victim's, and whether those with a known given name may."""
    crimes = sum(1 for _ in reading.having(CONCEPT))
    if reading.words < _MANY or crimes >= max(2, 0.004 * len(reading.sentences)):
        return True, True
    roles = sum(len(words.any_role.findall(sentence.text)) for sentence in reading.sentences)
    return False, roles >= max(5, 0.01 * reading.words)


def _settled(runs: Sequence[_Run], singles: Sequence[_Run], words: RoleWords) -> Iterator[Named]:
    """Each name with its role: the words beside it decide, then those beside the name elsewhere; else protected."""
    kept = [run for run in runs if run.role in KEPT]
    protected = {run.words for run in runs if run.role in PROTECTED}
    for run in runs:
        role = run.role
        name = run.sentence.text[run.start : run.end]
        if is_public_figure(name):
            role = "public_figure"
        elif role not in KEPT and is_known_accused(name):
            role = "accused"
        elif role is None and run.words not in protected:
            role = next(
                (other.role for other in kept if is_form_of(run.words, other.words, inflects=words.inflects)), None
            )
        yield Named(_shown(role), name, run.sentence.index, run.start, run.end)
    for run in singles:
        yield Named("victim", run.words[0], run.sentence.index, run.start, run.end)


def _shown(role: str | None) -> str:
    return "victim" if role is None or role == "person" else role


def _single_words(reading: Reading, runs: Sequence[_Run], words: RoleWords, small: frozenset[str]) -> Iterator[_Run]:
    """Single words that are a form of a part of a protected person's name: "Habinezan" of Gaspard Habineza."""
    if not words.inflects:
        return
    parts = {word for run in runs if run.role not in KEPT for word in run.words if len(word) > 3 and word[0].isupper()}
    if not parts:
        return
    by_beginning: dict[str, list[str]] = {}
    for part in parts:
        by_beginning.setdefault(part[:3].lower(), []).append(part)
    taken = {(run.sentence.index, place) for run in runs for place in range(run.start, run.end)}
    kept = {word for run in runs if run.role in KEPT for word in run.words}
    for sentence in reading.sentences:
        if sentence.paragraph is None:
            continue
        for match in _TOKEN.finditer(sentence.text):
            word = match.group()
            if not word[0].isupper() or (sentence.index, match.start()) in taken or word in kept:
                continue
            if word.lower() in words.not_names or word.lower() in words.small or word.lower() in small:
                continue
            if any(
                is_same_word(word, part, inflects=True) for part in by_beginning.get(word[:3].lower(), ())
            ) and not any(is_same_word(word, other, inflects=True) for other in kept):
                yield _Run(sentence, *match.span(), (word,), None, given=False, place=False, listed=False, certain=True)


def _is_person(run: _Run, *, everywhere: bool, somewhere: bool) -> bool:
    if run.role is not None:
        return True
    if run.place and not run.given:
        return False
    if len(run.words) == 1:
        return run.given and not run.place and somewhere and (run.listed or everywhere)
    if run.given or run.listed:
        return somewhere
    return run.certain and everywhere


def _runs(sentence: Sentence, reading: Reading, words: RoleWords, small: frozenset[str]) -> Iterator[_Run]:
    """The runs of capitals in a sentence that could be names, with their roles."""
    if sentence.paragraph is None:
        return
    text = sentence.text
    lead = _lead(sentence, reading)
    previous: _Run | None = None
    for first, end, all_tokens in _capitals(text, words):
        start, tokens = _without_lead(text, first, all_tokens, words, small)
        before = (lead + text[max(0, start - _REACH) : start])[-_REACH:]
        after = text[end : end + 60]
        joint = text[previous.end : start] if previous is not None and start - previous.end < 60 else None
        listed = joint is not None and (
            _JOINT.fullmatch(joint) is not None
            or (_APPOSED.fullmatch(joint) is not None and words.any_role.search(joint) is not None)
        )
        role = _role_before(before, words) or _role_after(after, words)
        if role is None and _COMMANDS.match(after):
            role = "accused"
        if role is None and listed and previous is not None and previous.role is not None:
            role = previous.role
        name = text[start:end]
        run = _Run(
            sentence,
            start,
            end,
            tokens,
            role,
            given=any(is_given_name(token, inflects=words.inflects) for token in tokens),
            place=_is_thing(name, tokens, words) or _is_there(before, words),
            listed=listed,
            certain=not (name.isupper() and not _mostly_small(text)) and not any(t.lower() in small for t in tokens),
        )
        if (
            (_is_thing(name, tokens, words) and (role != "relative" or _is_there(before, words)))
            or _CITED_BEFORE.search(before)
            or _CITED_AFTER.match(after)
        ):
            continue
        if role is None and _LITERATURE.search(text):
            continue
        if len(tokens) == 1 and (len(tokens[0]) < 3 and not (tokens[0].endswith(".") and role in PROTECTED)):
            continue
        if len(tokens) == 1 and role in PROTECTED and not _single_allowed(before, words, run):
            run.role = None
        yield run
        previous = run


def _without_lead(
    text: str, start: int, tokens: tuple[str, ...], words: RoleWords, small: frozenset[str]
) -> tuple[int, tuple[str, ...]]:
    """The name without ordinary words before it that begin a sentence or a heading ("Protokolant Anna Nowak")."""
    while len(tokens) > 1 and tokens[0].lower() in small and not is_given_name(tokens[0], inflects=False):
        start = text.index(tokens[1], start + len(tokens[0]))
        tokens = tokens[1:]
    return start, tokens


def _single_allowed(before: str, words: RoleWords, run: _Run) -> bool:
    """Whether a single word behind a word for a person is a name: not "the witness in Sarajevo"."""
    if run.words[0].endswith("."):
        return True
    last = before.split()[-1:] or [""]
    return run.given or last[0].lower() not in words.there


def _lead(sentence: Sentence, reading: Reading) -> str:
    """The end of the sentence before, where its full stop was that of an abbreviation ("JUDr. Novák", "rozená. ")."""
    if sentence.index == 0:
        return ""
    before = reading.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph or not re.search(r"(?<!\w)\w{1,6}\.\s*$|:\s*$", before.text):
        return ""
    return before.text[-_REACH:].rstrip() + " "


def _capitals(text: str, words: RoleWords) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Words with capitals in a row, small particles within; cut where a word is none of a name's."""
    run: list[tuple[int, int, str]] = []
    waiting: list[tuple[int, int, str]] = []

    def finish() -> Iterator[tuple[int, int, tuple[str, ...]]]:
        if (run and any(len(token) > 2 for _, _, token in run)) or (len(run) == 1 and run[0][2].endswith(".")):
            yield run[0][0], run[-1][1], tuple(token for _, _, token in run)

    position = -1
    for match in _TOKEN.finditer(text):
        token, start, end = match.group(), *match.span()
        apart = run and text[position:start] not in (" ", ' "', '" ', " «", "» ")
        if apart:
            yield from finish()
            run, waiting = [], []
        initial = len(token) == 1 and token.isupper() and text[end : end + 1] == "."
        if initial:
            end += 1
            token += "."
        arabic = token[:3].lower() in ("al-", "el-") and token[3:4].isupper()
        if (token[0].isupper() and (initial or not _is_no_name(token, words, first=not run))) or arabic:
            run += [*waiting, (start, end, token)]
            waiting = []
        elif run and _SMALL_PART.fullmatch(token) and len(waiting) < 2:
            waiting.append((start, end, token))
        else:
            yield from finish()
            run, waiting = [], []
        position = end
    yield from finish()


def _is_no_name(token: str, words: RoleWords, *, first: bool) -> bool:
    """Whether the word, though written with a capital, belongs to no name: a role, an office, a word of the grammar."""
    small = token.lower()
    if token in INSIDE and token not in ("De", "Da", "Di", "La", "Le"):
        return False
    if small in words.not_names:
        return True
    if token in NOT_A_NAME and (first or words.of_all) and not is_given(token):
        return True
    if (token.isupper() and 1 < len(token) < 4) or token in ("Vs", "Nº", "N°", "Nr"):
        return True
    if _ONLYTITLE_ELSEWHERE.fullmatch(token):
        return True
    if first and small in words.small:
        return True
    return words.any_role.fullmatch(token) is not None and (first or not token[0].isupper() or not is_given(token))


_ONLYTITLE_ELSEWHERE = re.compile(TITLE_ELSEWHERE, re.IGNORECASE)


def _role_before(before: str, words: RoleWords) -> str | None:
    """The role told by the nearest word for one before the name: roles that stay named only when right before it."""
    cues = list(words.role_before.finditer(before))
    if not cues:
        return None
    found = cues[-1]
    role = str(found.lastgroup)
    between = before[found.end() :]
    if role in KEPT:
        return role if (_NEXT_NAME if role == "accused" else _NEXT).fullmatch(between) else None
    if _BOUND.search(between) or len(between.split()) > 2 or "," in between.strip(", :"):
        return None
    return role


# Who gives orders, or denies the deed, is no victim; in the verbs of the larger languages.
_COMMANDS = re.compile(
    r"\s(?:har |hadde |havde |je |su |ha |aveva |se |nie )?(?:g[ai]v? ordre|beordre(?:t|de)|kommander(?:te|"
    r"ede)|nek?te[rt]|"
    r"nægte(?:r|de)|zapovijeda\w*|zapoveda\w*|komandova\w*|naredi\w*|naređiva\w*|negira\w*|poriče|poricao|"
    r"ordin(?:ò|ato|ava)|"
    r"comanda(?:va|to)|percuoteva|torturava|nega(?:va|to)?|ordenou|comandava|chefiava|mandou (?:matar|prender|executar|"
    r"torturar)|negou|rozkazał|dowodził|nakazał|przyznał się|zaprzecz\w+|nařídil|velel|popřel|popírá|käski|"
    r"määräsi|johti|"
    r"kiisti|parancsot adott|tagad(?:ta|ja))(?!\w)"
)
_NEXT = re.compile(
    r"(?:\s[A-Z]{2,6}(?=\s))?"
    rf"(?:\s+(?:{PREPOSITIONS})['\s]+[^\s,;:]+(?:\s+[^\s,;:]+){{0,3}}?)?\s*[:,(–-]?\s*(?:\d{{1,2}}[.)]\s*)?{TITLE_ELSEWHERE}*[\"«„]?",
    re.IGNORECASE,
)


# Behind the word for an accused other words tell of the deed: "acusado de ter mandado executar Isaías".
_NEXT_NAME = re.compile(rf"\s*[:,(–-]?\s*(?:\d{{1,2}}[.)]\s*)?{TITLE_ELSEWHERE}*[\"«„]?", re.IGNORECASE)


def _role_after(after: str, words: RoleWords) -> str | None:
    match = words.role_after.match(after)
    return str(match.lastgroup) if match else None


def _is_there(before: str, words: RoleWords) -> bool:
    last = before.split()[-1:]
    return bool(last) and last[0].strip("(\"'«„").lower() in words.there


def _is_thing(name: str, tokens: tuple[str, ...], words: RoleWords) -> bool:
    """A State, town or organisation, or a word of a heading."""
    known = _places()
    if name in known or (
        len(tokens) == 1
        and any(is_same_word(tokens[0], place, inflects=words.inflects) for place in _towns(tokens[0][:4]))
    ):
        return True
    return len(tokens) > 1 and all(token in known for token in tokens)


def _mostly_small(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.islower, letters)) > 0.5 * len(letters)


@cache
def _places() -> frozenset[str]:
    found = {name for country in load_countries() for names in country.names.values() for name in names}
    found |= {place for country in load_countries() for place in country.places}
    found |= {form for organisation in load_organisations() for form in organisation.forms}
    return frozenset(found)


@lru_cache(maxsize=4096)
def _towns(beginning: str) -> tuple[str, ...]:
    return tuple(place for place in _places() if place.startswith(beginning) and " " not in place)
