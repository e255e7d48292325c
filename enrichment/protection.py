"""Protection of victims, witnesses and their relatives: their names leave the text before anything is derived from it.

Masked for good: names of victims, witnesses and relatives wherever they stand, codes of protected witnesses, and
anybody's private address and date of birth. Accused, judges, prosecutors, counsel, experts and public figures stay.
A mask says what was removed and thereby why; `Decision.problems` counts the masks by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from enrichment.decision import Decision, Person
from enrichment.facts.deeds_and_offices import does_the_deed, has_office
from enrichment.facts.matter import read_matter
from enrichment.facts.names import given_in_full_names, is_given, is_initials
from enrichment.facts.other_persons import find_other_persons, tells_of_crimes
from enrichment.facts.parties import find_cited_parties, find_parties, is_prosecution
from enrichment.facts.persons import (
    PROTECTED_ROLES,
    CourtPerson,
    Named,
    find_bystanders,
    find_persons,
    is_known_accused,
    is_public_figure,
)
from enrichment.facts.persons_elsewhere import find_persons_elsewhere
from enrichment.facts.private_data import codes_again, find_private_data
from enrichment.facts.private_data_elsewhere import find_private_data_elsewhere
from enrichment.facts.reading import Reading, read_again, read_sentences
from enrichment.masking import MASKS, Cut, joined, mask_decision, move_evidence
from enrichment.names_again import (
    Spread,
    common_words,
    initials_again,
    protected_initials,
    shared_surnames,
    spread_of,
)
from enrichment.ner.names import could_name_a_person
from enrichment.text import Paragraph

_CLAIM = {"victim": 3, "witness": 2, "relative": 1}
_KEEP = ("accused", "judge", "prosecutor", "counsel", "expert", "public_figure")


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
    found = tuple(named for named in _with_aliases(found, reading) if not _within_case_name(named, reading))
    named_by_court = tuple(named for named in found if named.role in _KEEP)
    if reading.language is None:
        found += tuple(find_persons_elsewhere(reading, decision.language))
        told = len(found)
    about_crimes = tells_of_crimes(reading) or reading.language is None
    kept = tuple(named for named in found if named.role in _KEEP)
    if not about_crimes and len(kept) < len(found):
        kept += _parties(reading, decision)
    roles = _protected_names(found[:told], kept, decision, reading, spare_companies=not about_crimes)
    # Where no words tell the role it is a guess, and never outdoes what words told elsewhere.
    roles = _protected_names(found[told:], kept, decision, reading, spare_companies=not about_crimes) | roles
    cuts: dict[int | None, list[Cut]] = {}
    for named in found:
        if named.role in PROTECTED_ROLES and (named.name in roles or is_initials(named.name)):
            if _stays(named.name, kept):
                continue
            role = roles.get(named.name, named.role)
            evidence = reading.sentences[named.sentence].evidence(named.start, named.end)
            if evidence.start is not None and evidence.end is not None:
                end = evidence.end
                if (
                    evidence.paragraph is not None
                    and decision.paragraphs[evidence.paragraph].text[end : end + 2] == ":s"
                ):
                    end += 2  # the genitive of initials in Swedish
                cuts.setdefault(evidence.paragraph, []).append(Cut(evidence.start, end, MASKS[role]))
    for place, cut in shared_surnames(roles, kept, decision.paragraphs):
        cuts.setdefault(place, []).append(cut)
    title = decision.title
    spread = spread_of(roles, kept, decision.paragraphs, reading.language)
    codes: dict[str, int] = {}
    coded: list[tuple[int, int, int]] = []  # paragraph, start, end
    letters = protected_initials(found, kept)
    for number, paragraph in enumerate(decision.paragraphs):
        inside = cuts.setdefault(number, [])
        inside.extend(Cut(start, end, MASKS[role]) for start, end, role in spread.find(paragraph.text))
        inside.extend(initials_again(letters, paragraph.text))
        before = decision.paragraphs[number - 1].text if number else ""
        private = find_private_data(paragraph.text, decision.language, before=before, about_crimes=about_crimes)
        if reading.language is None:
            private = chain(private, find_private_data_elsewhere(paragraph.text, before=before))
        for start, end, kind in private:
            if kind == "code":
                coded.append((number, start, end))
            else:
                inside.append(Cut(start, end, MASKS[kind]))
    for number, cut in _protected_codes(coded, decision.paragraphs, codes):
        cuts[number].append(cut)
    cuts = {
        number: joined(
            _outside_case_names(inside, decision.paragraphs[number].text, roles), decision.paragraphs[number].text
        )
        for number, inside in cuts.items()
        if number is not None
    }
    if title:
        title = spread.mask(title)
    decision = _mask_declared(decision, spread)
    towns = _places_among((person.name for person in named_by_court if person.role == "accused"), reading)
    places = [
        (person, reading.sentences[person.sentence].evidence(person.start, person.end))
        for person in named_by_court
        if person.name not in towns
    ]
    masked, moved = mask_decision(decision, title, cuts, spread.mask_all)
    if masked is not decision:
        reading = read_again(reading, decision.paragraphs, masked.paragraphs, title=title)
    return Protected(
        replace(masked, persons=(*decision.persons, *_masked_persons(roles, codes, decision.persons))),
        reading,
        tuple(
            CourtPerson(person.role, person.name, proof)
            for person, old in places
            if (proof := move_evidence(old, moved, masked.paragraphs)) is not None
        ),
        frozenset(name for name in roles if not is_initials(name)),
    )


# "Caso Velásquez Rodríguez Vs. Honduras", "Affaire A. c. France": names of cases are citations.
_CASE_NAMED = re.compile(
    r"\b(?:[Cc]aso|CASO|[Aa]sunto|[Aa]ffaire|AFFAIRE|[Cc]ase of|CASE OF|[Mm]ålet)\s(?:[^.;:()\n]|(?<=\b\w)\.){2,90}?\s"
    r"(?:[Vv]s?|VS?|c)\.?\s(?:[A-ZÀ-Þ][\w-]+\s?){0,3}"
)


_CASE_WORDS = ("aso ", "ASO ", "sunto ", "ffaire ", "FFAIRE ", "ase of ", "CASE OF ", "ålet ")  # every match holds one


def _within_case_name(named: Named, reading: Reading) -> bool:
    if named.role not in PROTECTED_ROLES:
        return False
    text = reading.sentences[named.sentence].text
    return any(word in text for word in _CASE_WORDS) and any(
        match.start() <= named.start and named.end <= match.end() for match in _CASE_NAMED.finditer(text)
    )


def _outside_case_names(cuts: list[Cut], text: str, names: Collection[str]) -> list[Cut]:
    """The cuts that take no part of the name of a case. A protected name in full is taken there as well, lest what is
    masked in one place stand in another."""
    if not cuts or not any(word in text for word in _CASE_WORDS):
        return cuts
    cases = [match.span() for match in _CASE_NAMED.finditer(text)]
    return [
        cut
        for cut in cuts
        if text[cut.start : cut.end] in names or not any(start <= cut.start and cut.end <= end for start, end in cases)
    ]


_HEAD_OF_COMPOUND = re.compile(r"(?<!\w)(?:\w{2,}-)+(?=[A-ZÄÖÜ])")


def _names_of_persons(found: Iterable[Named], language: str | None) -> Iterator[Named]:
    """Without what only looks like a name: where all words are ordinary ones or places ("Süden von Damaskus"), a guess
    from the sentence alone is wrong. Names that a word for their bearer introduces are never asked."""
    for named in found:
        name = named.name
        asked = _HEAD_OF_COMPOUND.sub("", name) if language == "de" else name  # of "Yoga-Produkte" the last part tells
        known = is_initials(name) or any(map(str.isdigit, name)) or any(map(is_given, asked.split()))
        known = known or name in given_in_full_names()
        if known or could_name_a_person(asked, language) is not False:
            yield named


def _protected_codes(
    coded: Iterable[tuple[int, int, int]], paragraphs: tuple[Paragraph, ...], numbers: dict[str, int]
) -> Iterator[tuple[int, Cut]]:
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
        yield number, Cut(start, end, f"[protected witness {numbers.setdefault(code, len(numbers) + 1)}]")


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


def _settle_role(named: Named, reading: Reading, roles: tuple[str, ...]) -> Named:
    """Of a name read as one of `roles`: whoever does the deed, or holds an office, is not protected after all."""
    if named.role not in roles or reading.language is None:
        return named
    sentence = reading.sentences[named.sentence]
    if does_the_deed(sentence, named.start, named.end, reading.language):
        return replace(named, role="accused")
    if named.role == "relative" and roles == ("relative",):
        return named
    holds_office = has_office(sentence, named.start, named.end, reading.language)
    return replace(named, role="counsel") if holds_office else named


def _parties(reading: Reading, decision: Decision) -> tuple[Named, ...]:
    """The parties of an ordinary civil or administrative case, who stay named even where they testify or are kin.

    In criminal matters, and in every text about core crimes, who joins the case as a party is a victim."""
    tried = is_prosecution(reading, read_matter(reading, decision.court))
    names = find_cited_parties(reading) if tried else find_parties(reading)
    return tuple(Named("party", name, 0, 0, 0) for name in dict.fromkeys(names))


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
    for word in common_words({name for name in roles if " " not in name}, decision.paragraphs, decision.language):
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


def _mask_declared(decision: Decision, spread: Spread) -> Decision:
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
