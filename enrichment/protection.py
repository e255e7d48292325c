"""Protection of victims, witnesses and their relatives: their names leave the text before anything is derived from it.

Masked for good: names of victims, witnesses and relatives wherever they stand, codes of protected witnesses, and
anybody's private address and date of birth. Accused, judges, prosecutors, counsel, experts and public figures stay.
A mask says what was removed and thereby why; `Decision.problems` counts the masks by kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from enrichment.decision import Citation, Decision, Evidence, Fact, Person
from enrichment.facts.matter import read_matter
from enrichment.facts.names import NOT_A_NAME, is_given, is_initials, ordinary_words
from enrichment.facts.other_persons import does_the_deed, find_other_persons, has_office, tells_of_crimes
from enrichment.facts.parties import find_cited_parties, find_parties, is_prosecution
from enrichment.facts.persons import (
    PROTECTED_ROLES,
    CourtPerson,
    Named,
    find_bystanders,
    find_persons,
    initials,
    is_known_accused,
    is_public_figure,
)
from enrichment.facts.private_data import codes_again, find_private_data
from enrichment.facts.reading import Reading, read_again, read_sentences
from enrichment.ner.names import could_name_a_person
from enrichment.text import Paragraph

PROTECTOR = "protection/1"

MASKS: Mapping[str, str] = {
    "victim": "[name of a victim removed]",
    "witness": "[name of a witness removed]",
    "relative": "[name of a relative removed]",
    "code": "[protected witness]",
    "address": "[address removed]",
    "birth_date": "[date of birth removed]",
}
_CLAIM = {"victim": 3, "witness": 2, "relative": 1}
_KEEP = ("accused", "judge", "prosecutor", "counsel", "expert", "public_figure")
_TITLES = ("Mr", "Ms", "Mrs", "Mr.", "Ms.", "Mrs.", "Mme", "M.", "Frau", "Herr", "Herrn", "Sra.", "Sr.")
_CASE_NAME = re.compile(r"\b(?:v|vs|c|gegen|contre|tegen|contra|mot)\.?(?:/)?\s|/\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A span of a paragraph that a mask replaces."""

    start: int
    end: int
    mask: str


@dataclass(frozen=True, slots=True)
class Protected:
    """What protection found out about a document: the decision without protected names, and who stays named."""

    decision: Decision
    reading: Reading  # of the masked text
    persons: tuple[CourtPerson, ...]  # of the roles that stay named
    names: frozenset[str]  # the masked names, for the check that nothing derived holds one; never to be stored


def protect(decision: Decision) -> Decision:
    """The decision with every protected name masked in text, title, facts and citations; see `protect_fully`."""
    return protect_fully(decision).decision


def protect_fully(decision: Decision) -> Protected:
    """Mask, move all evidence and citations to the new offsets, and list the persons.

    Facts whose evidence lay within a masked span lose that evidence; a fact with none left is dropped. Protecting a
    protected decision changes nothing."""
    reading = read_sentences(decision.paragraphs, title=decision.title, language=decision.language)
    found = find_persons(reading)
    bystanders = tuple(
        named
        for named in _names_of_persons(find_bystanders(reading, found), reading.language)
        if not is_known_accused(named.name)
    )
    found = tuple(_settle_role(named, reading, ("relative",)) for named in found)
    found += tuple(_settle_role(named, reading, PROTECTED_ROLES) for named in bystanders)
    told = len(found)
    found += tuple(_names_of_persons(find_other_persons(reading, found), reading.language))
    found = _with_aliases(found, reading)
    named_by_court = tuple(named for named in found if named.role in _KEEP)
    about_crimes = tells_of_crimes(reading)
    kept = named_by_court
    if not about_crimes and len(kept) < len(found):
        kept += _parties(reading, decision)
    roles = _protected_names(found[:told], kept, decision, reading, spare_companies=not about_crimes)
    # Where no words tell the role it is a guess, and never outdoes what words told elsewhere.
    roles = _protected_names(found[told:], kept, decision, reading, spare_companies=not about_crimes) | roles
    cuts: dict[int | None, list[_Cut]] = {}
    for named in found:
        if named.role in PROTECTED_ROLES and (named.name in roles or is_initials(named.name)):
            if _stays(named.name, kept):
                continue
            role = roles.get(named.name, named.role)
            evidence = reading.sentences[named.sentence].evidence(named.start, named.end)
            if evidence.start is not None and evidence.end is not None:
                cuts.setdefault(evidence.paragraph, []).append(_Cut(evidence.start, evidence.end, MASKS[role]))
    for place, cut in _shared_surnames(roles, kept, decision.paragraphs):
        cuts.setdefault(place, []).append(cut)
    title = decision.title
    spread = _spread(roles, kept, decision.paragraphs, reading.language)
    codes: dict[str, int] = {}
    coded: list[tuple[int, int, int]] = []  # paragraph, start, end
    letters = _letters(found, kept)
    for number, paragraph in enumerate(decision.paragraphs):
        inside = cuts.setdefault(number, [])
        inside.extend(_Cut(start, end, MASKS[role]) for start, end, role in spread.find(paragraph.text))
        inside.extend(_initials_again(letters, paragraph.text))
        before = decision.paragraphs[number - 1].text if number else ""
        for start, end, kind in find_private_data(
            paragraph.text, decision.language, before=before, about_crimes=about_crimes
        ):
            if kind == "code":
                coded.append((number, start, end))
            else:
                inside.append(_Cut(start, end, MASKS[kind]))
    for number, cut in _protected_codes(coded, decision.paragraphs, codes):
        cuts[number].append(cut)
    cuts = {
        number: _joined(inside, decision.paragraphs[number].text)
        for number, inside in cuts.items()
        if number is not None
    }
    if title:
        title = spread.mask(title)
    decision = _mask_declared(decision, spread)
    places = [
        (person, reading.sentences[person.sentence].evidence(person.start, person.end)) for person in named_by_court
    ]
    masked, moved = _mask_decision(decision, title, cuts, spread.mask_all)
    if masked is not decision:
        reading = read_again(reading, decision.paragraphs, masked.paragraphs, title=title)
    return Protected(
        replace(masked, persons=(*decision.persons, *_masked_persons(roles, codes, decision.persons))),
        reading,
        tuple(
            CourtPerson(person.role, person.name, proof)
            for person, old in places
            if (proof := _move_evidence(old, moved, masked.paragraphs)) is not None
        ),
        frozenset(name for name in roles if not is_initials(name)),
    )


_HEAD_OF_COMPOUND = re.compile(r"(?<!\w)(?:\w{2,}-)+(?=[A-ZÄÖÜ])")


def _names_of_persons(found: Iterable[Named], language: str | None) -> Iterator[Named]:
    """Without what only looks like a name: where all words are ordinary ones or places ("Süden von Damaskus"), a guess
    from the sentence alone is wrong. Names that a word for their bearer introduces are never asked."""
    for named in found:
        name = named.name
        asked = _HEAD_OF_COMPOUND.sub("", name) if language == "de" else name  # of "Yoga-Produkte" the last part tells
        known = is_initials(name) or any(map(str.isdigit, name)) or any(map(is_given, asked.split()))
        if known or could_name_a_person(asked, language) is not False:
            yield named


def _initials_again(letters: Mapping[str, str], text: str) -> Iterator[_Cut]:
    """Further places where a protected person stands by the initials the court gave: `Z.`, `A.B.`"""
    for written, role in letters.items():
        start = text.find(written)
        while start >= 0:
            end = start + len(written)
            if _STANDS_ALONE_BEFORE.search(text[max(0, start - 16) : start]) and not _NUMBER_OR_NAME.match(text, end):
                yield _Cut(start, end, MASKS[role])
            start = text.find(written, end)


_STANDS_ALONE_BEFORE = re.compile(r"(?:^|\n|[a-zß-öø-ÿ\d][,;:.)]?\s)$")
_NUMBER_OR_NAME = re.compile(r"\s?(?:[A-ZÀ-Þ]\.|\d)|\w")


def _protected_codes(
    coded: Iterable[tuple[int, int, int]], paragraphs: tuple[Paragraph, ...], numbers: dict[str, int]
) -> Iterator[tuple[int, _Cut]]:
    """Cuts for the codes of protected witnesses, where found and wherever else they stand; `numbers` is filled with
    the number by which each is shown."""
    places = dict.fromkeys(coded)
    written = {paragraphs[number].text[start:end] for number, start, end in places}
    again = codes_again(written)
    if again is not None:
        for number, paragraph in enumerate(paragraphs):
            places.update(dict.fromkeys((number, *match.span()) for match in again.finditer(paragraph.text)))
    for number, start, end in sorted(places):
        code = re.sub(r"\W", "", paragraphs[number].text[start:end]).upper()
        yield number, _Cut(start, end, f"[protected witness {numbers.setdefault(code, len(numbers) + 1)}]")


_ALIAS = re.compile(
    r"[,;(]?\s*\(?(?:(?:also |better |otherwise |commonly )?known (?:also )?as|alias|a\.?k\.?a\.?|(?:auch )?genannt|"
    r"auch bekannt als|"
    r"(?:aussi )?(?:dite?|surnommée?)|(?:ook )?bekend als|bijgenaamd|conocid[oa] (?:también )?como|apodad[oa]|"
    r"även (?:kallad|känd som))\s*[\"'„“«]?\s*",
    re.IGNORECASE,
)


def _with_aliases(found: tuple[Named, ...], reading: Reading) -> tuple[Named, ...]:
    """An accused's other name ("Jungle Jabbah, also known as ...") is the accused's, whatever stands after it."""
    ends = {(named.sentence, named.end) for named in found if named.role == "accused"}
    if not ends:
        return found
    settled = []
    for named in found:
        if named.role in PROTECTED_ROLES:
            text = reading.sentences[named.sentence].text
            for end in range(named.start - 1, max(0, named.start - 40), -1):
                if (named.sentence, end) in ends and _ALIAS.fullmatch(text, end, named.start):
                    named = replace(named, role="accused")
                    break
        settled.append(named)
    return tuple(settled)


def _letters(found: Iterable[Named], kept: tuple[Named, ...]) -> dict[str, str]:
    """Initials that stand for protected persons and for nobody who stays named, with the role."""
    staying = {named.name for named in kept}
    return {
        written: named.role
        for named in found
        if named.role in PROTECTED_ROLES
        and is_initials(named.name)
        and (written := named.name if named.name.endswith(".") else f"{named.name}.") not in staying
        and named.name not in staying
    }


def _settle_role(named: Named, reading: Reading, roles: tuple[str, ...]) -> Named:
    """Of a name read as one of `roles`: whoever does the deed, or holds an office, is not protected after all."""
    if named.role not in roles or reading.language is None:
        return named
    sentence = reading.sentences[named.sentence]
    if does_the_deed(sentence, named.start, named.end, reading.language):
        return replace(named, role="accused")
    if named.role == "relative" and roles == ("relative",):
        return named
    holds_office = has_office(sentence, named.start, named.end)
    return replace(named, role="counsel") if holds_office else named


def _parties(reading: Reading, decision: Decision) -> tuple[Named, ...]:
    """The parties of an ordinary civil or administrative case, who stay named even where they testify or are kin.

    In criminal matters, and in every text about core crimes, who joins the case as a party is a victim."""
    tried = is_prosecution(reading, read_matter(reading, decision.court))
    names = find_cited_parties(reading) if tried else find_parties(reading)
    return tuple(Named("party", name, 0, 0, 0) for name in dict.fromkeys(names))


_MARRIED = re.compile(r"\s+(?:épouse|veuve|née?|geb\.|geborene?|dite?|alias|a\.k\.a\.)\s+")


def _joined(cuts: Iterable[_Cut], text: str) -> list[_Cut]:
    """The cuts without overlap; a name and the maiden name after it are one."""
    joined: list[_Cut] = []
    for cut in _without_overlap(cuts):
        if joined and _MARRIED.fullmatch(text, joined[-1].end, cut.start):
            joined[-1] = replace(joined[-1], end=cut.end)
        else:
            joined.append(cut)
    return joined


def _shared_surnames(
    roles: Mapping[str, str], kept: tuple[Named, ...], paragraphs: tuple[Paragraph, ...]
) -> Iterator[tuple[int, _Cut]]:
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
                        yield number, _Cut(begin, done, MASKS[owner])
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


def _protected_names(
    found: Iterable[Named],
    kept: tuple[Named, ...],
    decision: Decision,
    reading: Reading,
    *,
    spare_companies: bool,
) -> dict[str, str]:
    """Name -> role, for the names that are to be masked everywhere."""
    roles: dict[str, str] = {}
    for named in found:
        if named.role not in PROTECTED_ROLES or _stays(named.name, kept) or is_initials(named.name):
            continue
        known = roles.get(named.name)
        if known is None or _CLAIM[named.role] > _CLAIM[known]:
            roles[named.name] = named.role
    for word in _common_words({name for name in roles if " " not in name}, decision.paragraphs, decision.language):
        del roles[word]
    for place in _places_among(roles, reading):
        del roles[place]
    if spare_companies:
        for name in _companies(roles, decision.paragraphs):
            del roles[name]
    return roles


def _places_among(names: Iterable[str], reading: Reading) -> set[str]:
    """Of single words taken for names those that are towns or States of this text."""
    single = {name for name in names if " " not in name}
    if not single:
        return single
    known = {
        sentence.text[mention.start : mention.end]
        for sentence in reading.having("place", "state")
        for mention in sentence.of("place", "state")
    }
    return single & known


_COMPANY_FORM = re.compile(
    r"(?: [A-Z][\w&-]+){0,2},? (?:Ltd|Limited|plc|PLC|LLP|LLC|Inc|Corp|GmbH|AG|KG|"
    r"B\.?V|N\.?V|S\.?A|SARL|SAS|AB|Oy|Solicitors)\b"
)


def _companies(names: Iterable[str], paragraphs: tuple[Paragraph, ...]) -> set[str]:
    """Those of the names that are a company's: somewhere its legal form stands behind them."""
    found = set()
    for name in names:
        for paragraph in paragraphs:
            at = paragraph.text.find(name)
            if at >= 0 and _COMPANY_FORM.match(paragraph.text, at + len(name)):
                found.add(name)
                break
    return found


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
    words = _ARTICLES.get(language or "") or "|".join(_ARTICLES.values())
    return re.compile(rf"(?:^|(?<!\w))(?i:{words})(?:\s|(?<='))$")


def _common_words(
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
            ):
                common.add(found)
    return common


@lru_cache(maxsize=4096)  # each name is compared with every other of its document
def _words_of(name: str) -> frozenset[str]:
    return frozenset(word.strip(".,").casefold() for word in name.split())


def _stays(name: str, kept: tuple[Named, ...]) -> bool:
    """Whether the name, or the person it belongs to, is one that stays named."""
    if is_public_figure(name):
        return True
    words = _words_of(name)
    for other in kept:
        if name == other.name:
            return True
        theirs = _words_of(other.name)
        # "Raslan" is "Anwar Raslan"; two brothers share a surname only, and each has a name of his own.
        if words <= theirs or (theirs <= words and len(theirs) > 1):
            return True
    return False


def _runs_on(text: str, end: int) -> bool:
    """Whether a longer word stands here; the ending of a genitive ("Kassabs bror") does not count."""
    if end < len(text) and text[end] == "s":
        end += 1
    return end < len(text) and text[end].isalnum()


class _Spread:
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
                    if end < len(text) and text[end] == "s":  # the genitive goes with the name
                        end += 1
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
        return _apply(text, [_Cut(start, end, MASKS[role]) for start, end, role in self.find(text)])[0]


WITHHELD = "{initials}, not convicted"


def withheld_names(names: Iterable[str], paragraphs: Iterable[Paragraph], language: str | None) -> frozenset[str]:
    """Those of the names that `withhold` takes out of the paragraphs."""
    return frozenset(_names_only(names, paragraphs, language))


def _names_only(names: Iterable[str], paragraphs: Iterable[Paragraph], language: str | None) -> list[str]:
    """The names, longest first, without initials and without single words that the text also uses as ordinary ones."""
    full = sorted({name for name in names if not is_initials(name)}, key=len, reverse=True)
    common = _common_words({name for name in full if " " not in name}, paragraphs, language, full)
    return [name for name in full if name not in common]


def withhold(decision: Decision, names: Iterable[str], others: Iterable[str] = ()) -> Decision:
    """The decision with the initials of those who were acquitted, or whose case was let go, in place of their names.

    `names`: the forms the text uses; `others`: names of accused who stay named, whose words are left alone. Evidence
    moves along; what was read from such a name now quotes the initials."""
    full = _names_only(names, decision.paragraphs, decision.language)
    if not full:
        return decision
    staying = {word.strip(".,") for name in others for word in name.split()}
    short = {name: initials(name) for name in full}
    forms = {form: f"[{WITHHELD.format(initials=short[name])}]" for name in full for form in (name, name.upper())}
    parts: dict[str, str] = {}
    for name in full:
        for word in name.split():
            if " " in name and len(word) > 3 and word[0].isupper() and not word.endswith(".") and word not in staying:
                parts.setdefault(word, forms[name])
    for word in _common_words(set(parts), decision.paragraphs, decision.language, full):
        del parts[word]
    spread = _Spread(parts | forms)
    cuts: dict[int | None, list[_Cut]] = {
        number: [_Cut(start, end, mask) for start, end, mask in spread.find(paragraph.text)]
        for number, paragraph in enumerate(decision.paragraphs)
    }

    def plain(text: str) -> str:
        found = [_Cut(start, end, mask) for start, end, mask in spread.find(text)]
        shown = [replace(cut, mask=cut.mask[1:].partition(",")[0]) for cut in found]
        return _apply(text, shown)[0]

    title = plain(decision.title) if decision.title else decision.title
    masked, moved = _mask_decision(decision, title, cuts, plain, within=True)

    def follow(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        places = (_move_evidence(proof, moved, masked.paragraphs, within=True) for proof in evidence)
        return tuple(proof for proof in places if proof is not None)

    facts = tuple(
        replace(
            fact,
            value=plain(fact.value),
            evidence=tuple(
                replace(proof, quote=plain(proof.quote)) if proof.paragraph is None else proof
                for proof in fact.evidence
            ),
        )
        for fact in masked.facts
    )
    return replace(
        masked,
        facts=facts,
        findings=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.findings),
        sentences=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.sentences),
        instances=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.instances),
    )


def _mask_declared(decision: Decision, spread: _Spread) -> Decision:
    """Facts that came from the portal's metadata, where no offset leads to a name: values and quotes are masked."""
    facts = []
    for fact in decision.facts:
        evidence = tuple(
            replace(proof, quote=spread.mask(proof.quote)) if proof.paragraph is None else proof
            for proof in fact.evidence
        )
        facts.append(replace(fact, value=spread.mask(fact.value), evidence=evidence))
    masked = tuple(facts)
    return decision if masked == decision.facts else replace(decision, facts=masked)


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


def _spread(
    roles: Mapping[str, str], kept: tuple[Named, ...], paragraphs: tuple[Paragraph, ...], language: str | None
) -> _Spread:
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
    for word in _common_words(set(parts), paragraphs, language, [name for name in roles if " " in name]):
        del parts[word]
    return _Spread(parts | forms)


def _mask_decision(
    decision: Decision,
    title: str | None,
    cuts: Mapping[int | None, list[_Cut]],
    heading: Callable[[str], str],
    *,
    within: bool = False,
) -> tuple[Decision, Mapping[int, _Moved]]:
    """The decision with the cuts made, and how offsets moved in each paragraph that changed. `heading` masks the
    headings above a paragraph; those that are paragraphs themselves are masked as these are.

    `within`: evidence that holds a cut is kept and quotes the mask; otherwise it is dropped."""
    paragraphs: list[Paragraph] = []
    moved: dict[int, _Moved] = {}
    counted: Counter[str] = Counter()
    for number, paragraph in enumerate(decision.paragraphs):
        inside = _without_overlap(cuts.get(number, ()))
        if not inside:
            paragraphs.append(paragraph)
            continue
        text, moves = _apply(paragraph.text, inside)
        counted.update(re.sub(r" \d+\]", "]", cut.mask) for cut in inside)
        moved[number] = moves
        paragraphs.append(replace(paragraph, text=text))
    if not moved and title == decision.title:
        return decision, moved
    headings = {
        old.text: masked.text for old, masked in zip(decision.paragraphs, paragraphs, strict=True) if old is not masked
    }
    for above in {text for paragraph in paragraphs for text in paragraph.heading_path}:
        headings.setdefault(above, heading(above))
    new = tuple(
        replace(paragraph, heading_path=tuple(headings[text] for text in paragraph.heading_path))
        if any(headings[text] != text for text in paragraph.heading_path)
        else paragraph
        for paragraph in paragraphs
    )
    notes = tuple(f"protection: {count} x {mask}" for mask, count in sorted(counted.items()))
    changed = replace(
        decision,
        title=title,
        paragraphs=new,
        facts=tuple(fact for old in decision.facts if (fact := _move_fact(old, moved, new, within=within)) is not None),
        citations=tuple(
            c for old in decision.citations if (c := _move_citation(old, moved, new, within=within)) is not None
        ),
        problems=(*decision.problems, *notes),
    )
    return changed, moved


@dataclass(frozen=True, slots=True)
class _Moved:
    """Offsets of a paragraph before and after masking."""

    ends: tuple[int, ...]  # of the cuts, in the old text
    shifts: tuple[int, ...]  # of everything after each cut
    cuts: tuple[_Cut, ...]

    def span(self, start: int, end: int, *, within: bool = False) -> tuple[int, int] | None:
        """The span in the new text. None when a cut touches it, unless masks may stand `within` it."""
        touching = [cut for cut in self.cuts if cut.start < end and start < cut.end]
        if touching and not within:
            return None
        if touching:
            start, end = min(start, touching[0].start), max(end, touching[-1].end)
        return start + self._shift(start), end + self._shift(end)

    def _shift(self, offset: int) -> int:
        at = bisect_right(self.ends, offset)
        return self.shifts[at - 1] if at else 0


def _apply(text: str, cuts: Iterable[_Cut]) -> tuple[str, _Moved]:
    pieces: list[str] = []
    ends: list[int] = []
    shifts: list[int] = []
    position = shift = 0
    kept = _without_overlap(cuts)
    for cut in kept:
        pieces += (text[position : cut.start], cut.mask)
        shift += len(cut.mask) - (cut.end - cut.start)
        position = cut.end
        ends.append(cut.end)
        shifts.append(shift)
    pieces.append(text[position:])
    return "".join(pieces), _Moved(tuple(ends), tuple(shifts), tuple(kept))


def _without_overlap(cuts: Iterable[_Cut]) -> list[_Cut]:
    """Cuts in order; of two that overlap the longer one, grown to cover both."""
    kept: list[_Cut] = []
    for cut in sorted(cuts, key=lambda item: (item.start, -item.end)):
        if kept and cut.start < kept[-1].end:
            if cut.end > kept[-1].end:
                kept[-1] = replace(kept[-1], end=cut.end)
            continue
        kept.append(cut)
    return kept


def _move_fact(
    fact: Fact, moved: Mapping[int, _Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Fact | None:
    evidence = tuple(
        proof for old in fact.evidence if (proof := _move_evidence(old, moved, paragraphs, within=within)) is not None
    )
    if fact.evidence and not evidence:
        return None
    return replace(fact, evidence=evidence)


def _move_evidence(
    proof: Evidence, moved: Mapping[int, _Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Evidence | None:
    if proof.paragraph is None or proof.paragraph not in moved or proof.start is None or proof.end is None:
        return proof
    span = moved[proof.paragraph].span(proof.start, proof.end, within=within)
    if span is None:
        return None
    return Evidence(paragraphs[proof.paragraph].text[slice(*span)], proof.paragraph, *span)


def _move_citation(
    citation: Citation, moved: Mapping[int, _Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Citation | None:
    if citation.paragraph not in moved:
        return citation
    span = moved[citation.paragraph].span(citation.start, citation.end, within=within)
    if span is None:
        return None
    return replace(citation, text=paragraphs[citation.paragraph].text[slice(*span)], start=span[0], end=span[1])


def _masked_persons(
    roles: Mapping[str, str], codes: Mapping[str, int], known: tuple[Person, ...]
) -> tuple[Person, ...]:
    """One masked person per name, numbered within the role: "witness 1", "victim 2"."""
    if any(person.masked for person in known):
        return ()
    numbers: Counter[str] = Counter()
    persons = []
    seen: list[set[str]] = []
    for name, role in roles.items():
        words = set(name.split())
        # "Amira" and "Amira K." are one person.
        if any(words <= other for other in seen):
            continue
        seen.append(words)
        numbers[role] += 1
        persons.append(Person(role, f"{role} {numbers[role]}", masked=True))
    persons.extend(Person("witness", f"protected witness {number}", masked=True) for number in codes.values())
    return tuple(persons)
