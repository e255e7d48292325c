"""Which of the names that stand where an accused's could are those of the accused of this very case.

A long judgment names the accused of other cases too; words for offices, things and towns stand beside "the accused";
and what precedes "v." in a caption may be a firm, or an applicant against a State."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from enrichment.decision import Fact
from enrichment.facts.names import is_given, is_initials, is_office
from enrichment.facts.parties import find_accused
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.whose import Accused
from enrichment.ner.names import could_name_a_person
from enrichment.text import Role
from enrichment.vocabulary.organisations import load_organisations

_LONG = 2_500  # words; from there on other cases are cited at length
_HEAD = 40  # sentences of title and caption
_CENTRAL = (Role.OPERATIVE_PART, Role.RUBRUM, Role.HEADNOTE)
_AFTER_NAME = re.compile(r"\s+(?:GUILTY|NOT GUILTY|Guilty)$")
_BEFORE_NAME = re.compile(
    r"^(?:Präsident(?:en)?|President|Präsidentin|Doctora?|Doktor|Docteur|Licenciad[oa]|Minister)\s+(?=\S)"
)
# Words of headings and abbreviations that stand where a name could.
_HEADING = re.compile(
    r"\b(?:Persons?|Responsible|Judge?ments?|Sentenc(?:e|es|ing)|Paragraphs?|Indictment|Chambers?|Trial|Appeals?|Section|"
    r"Articles?|Counts?|Charges?|Guilty|GUILTY|THE|OF|TO|AND|IN|Statute|Rules?|Court|Tribunal|Cour|Gericht\w*|Rechtbank|Hof|"
    r"Appellants?|Accused|Defendants?|Respondents?|Applicants?|Lordships?|LORDSHIPS?|BEFORE|Costs?|Others?|DJ|Masacres?|Massacres?|Prosecut\w+|Defen[cs]e|Urteil\w*|Beschluss\w*|Gegenstand|"
    r"Gründe|Tenor|Arrêt|Jugement|Vonnis|Arrest|Sentencia|Auto|Dom|Beslut|Leeds|London|Convention|Act)\b"
)


def principal(facts: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """Those of the accused that are this case's own.

    A long judgment names the accused of other cases too: its own stand in its caption or verdict, or in caption or
    order and all over the text. Words of headings, and organisations, that look like a name are dropped everywhere."""
    named = [replace(fact, value=_BEFORE_NAME.sub("", _AFTER_NAME.sub("", fact.value))) for fact in facts]
    named = [fact for fact in named if not _HEADING.search(fact.value) and fact.value not in _organisations()]
    if not named:
        return ()
    accused = Accused(named)
    strong = {
        naming.accused
        for sentence, start, end in find_accused(reading)
        for naming in accused.named_in(sentence)
        if start <= naming.start and naming.end <= end
    }
    named = [
        fact
        for fact in named
        if not _is_named_in_passing(fact, reading, elsewhere=bool(strong) and fact.value not in strong)
        and (
            not is_office(fact.value)
            if fact.value in strong
            else _could_be_accused(fact.value, reading.language) and not _is_place(fact.value, reading)
        )
    ]
    if len(named) > 1:
        named = [fact for fact in named if len(fact.value) > 1]  # "R" of a case's title; alone it stands for a name
    if len(named) < 2 or reading.words < _LONG:
        return tuple(named)
    counts: Counter[str] = Counter()
    central: set[str] = set()
    for sentence in reading.sentences:
        for naming in accused.named_in(sentence):
            counts[naming.accused] += 1
            if sentence.index < _HEAD or sentence.role in _CENTRAL:
                central.add(naming.accused)
    most = max(counts.values(), default=0)
    own = [
        fact
        for fact in named
        if (fact.value in strong and counts[fact.value] >= 0.05 * most)
        or (fact.value in central and counts[fact.value] >= (0.5 if strong else 0.1) * most)
    ]
    return tuple(own)


def _could_be_accused(name: str, language: str | None) -> bool:
    """Not the word for an office ("Staatssecretaris van Financiën"), an ordinary noun or a thing with its article."""
    words = [word for word in name.split() if not word.islower()]
    if is_initials(name) or any(is_given(word) for word in words):
        return True
    if is_office(name):
        return False
    if language == "es" and _SPANISH_ARTICLE.match(name):
        return False  # "contra el Crédito Hipotecario"
    return (len(name) < _SHORTEST_NOUN and name.isupper()) or could_name_a_person(name, language) is not False


def _is_place(name: str, reading: Reading) -> bool:
    """Whether a name of one word mostly stands where places stand ("in Ahmići")."""
    if " " in name or is_initials(name) or reading.language not in _PLACE_LEAD:
        return False
    form = re.compile(rf"(?<![\w.'-]){re.escape(name)}(?![\w'-]*\w)")
    lead = _PLACE_LEAD[reading.language]
    found = there = 0
    for sentence in reading.sentences:
        if name not in sentence.text:
            continue
        for match in form.finditer(sentence.text):
            found += 1
            there += lead.search(sentence.text, max(0, match.start() - 12), match.start()) is not None
    return there > 0.3 * found


def _is_named_in_passing(fact: Fact, reading: Reading, *, elsewhere: bool) -> bool:
    """Whether the name stands nowhere but as the title of a case that is cited ("R v Menocal [1980] AC 598"), as that
    of an applicant against a State ("Adam v. the Republic of Moldova") or of a firm or an office ("Example.com, Inc",
    "Bow Street Magistrate"). Where the
    accused of this case are known from `elsewhere`, behind "v." is enough."""
    in_paragraph: dict[int | None, list[Sentence]] = {}
    for sentence in reading.sentences:
        in_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    places = [
        (sentence, *match.span())
        for proof in fact.evidence
        for sentence in in_paragraph.get(proof.paragraph, ())
        for match in re.finditer(re.escape(proof.quote), sentence.text)
    ]
    if any(_FIRM.match(sentence.text, end) or _AGAINST_STATE.match(sentence.text, end) for sentence, _, end in places):
        return True
    return bool(places) and all(
        _is_beyond_caption(sentence) and _is_cited(sentence.text, start, end, elsewhere=elsewhere)
        for sentence, start, end in places
    )


def _is_beyond_caption(sentence: Sentence) -> bool:
    return sentence.index >= _OPENING and sentence.paragraph is not None and sentence.role is not Role.RUBRUM


def _is_cited(text: str, start: int, end: int, *, elsewhere: bool) -> bool:
    versus = _BEHIND_VERSUS.search(text, 0, start)
    return versus is not None and (elsewhere or _REPORTED.match(text, end) is not None)


_OPENING = 3  # sentences
_BEHIND_VERSUS = re.compile(r"\b(?:v|vs|c)\.?\s+$|\bc/\s*$")
_REPORTED = re.compile(
    r"(?: and [Oo]thers| et al\.?)?,?\s*(?:\(?no \d\)?\s*)?"
    r"(?:[\[(](?:19|20)\d\d[\])]|\d{1,4} [A-Z][A-Za-z. ]{1,12}\d|ICC-\d|(?:Case )?[Nn]o[.s]|IT-\d)"
)
_AGAINST_STATE = re.compile(
    r"\s*(?:and [Oo]thers|et autres)?\s*(?:v|vs|c)\.?\s+(?:(?:the|la|le|l')\s?(?:Republic|République|Kingdom|Russian|"
    r"Netherlands|United Kingdom|former|Czech)|[A-Z]\w+ \((?:[Aa]pplication|[Nn]o|req))"
)
_FIRM = re.compile(
    r"\.com\b|,? (?:Inc|Ltd|LLC|LLP|Law|Corp|GmbH|AG|S\.A|B\.V|plc|PLC|Group|Bank)\b|"
    r"(?: [A-Z]\w+){0,3} (?:Magistrates?|Justices|Council|Authority|Crown Court|Tribunal|Borough)\b"
)
_SPANISH_ARTICLE = re.compile(r"(?:el|la|los|las) ")
_SHORTEST_NOUN = 4  # letters; "KD" and "FP" are what courts put in the place of names
_PLACE_LEAD = {
    "de": re.compile(r"\b(?:in|nach|aus|nahe)\s$"),
    "en": re.compile(r"\b(?:in|at|near|around)\s$"),
    "es": re.compile(r"\ben\s$"),
    "fr": re.compile(r"\b(?:dans|en)\s$"),
    "nl": re.compile(r"\b(?:in|te|nabij)\s$"),
    "sv": re.compile(r"\bi\s$"),
}


@cache
def _organisations() -> frozenset[str]:
    return frozenset(form for organisation in load_organisations() for form in organisation.forms)
