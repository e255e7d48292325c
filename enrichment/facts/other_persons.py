"""Names of persons beside which no word tells a role: whoever is named among the facts of a core crime is protected.

A judgment names most victims and witnesses without saying each time that they are ("Later Nuri was moved to the
hospital, where he died"). In texts about crimes every name of a person therefore counts as a victim's, a witness's or a
relative's unless the text makes its bearer an accused, a judge, counsel or an official. What a name is, is told by
given names, initials and particles, by what stands before it ("according to", "the teacher"), and, outside German, by
capitals alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache

from enrichment.facts.concepts import CONCEPT
from enrichment.facts.crimes import CRIME_OF_CONCEPT
from enrichment.facts.deeds_and_offices import (
    BEHIND,
    DUTCH_LAWYER,
    OFFICE_AFTER,
    PLEADS,
    RANK,
    REPRESENTED,
    TITLED,
    commands,
    is_agent,
    is_official,
    suffers_himself,
)
from enrichment.facts.name_runs import runs_of_capitals
from enrichment.facts.names import (
    INITIAL,
    NOT_A_NAME,
    PARTICLE,
    given_in_full_names,
    is_given,
    is_initials,
    ordinary_words,
)
from enrichment.facts.persons import Named, is_known_accused, is_plausible, is_public_figure
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.unknown_names import acts_like_a_person, is_unknown
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

_WORDS = load_patterns("name_contexts.json")
_AUTHOR = re.compile(_WORDS["author"])
_COMPANY = re.compile(rf"^[\s-]*(?:{_WORDS['companies']})")
_COMPANY_WORD = re.compile(rf"(?:{_WORDS['companies']})$")
# "a driver, one Gashumba"; "Fatos, tio år"
_A_CERTAIN = re.compile(
    r"(?:^|, |\b(?:by|to|of|with|that|und|et|en|y|och) )(?:one|a certain|eine?[nrm]? gewisse[nrs]?|(?:le |"
    r"la )?(?:dé)?nommée?|une? certaine?|"
    r"een zekere|un tal|una tal|en viss)\s$|"
    r"\b(?:man|woman|boy|girl|child|baby|neighbour|friend|person|Mann\w*|Frau|Jungen?|Mädchens?|Person|Nachbarn?|"
    r"Freund\w*|homme|"
    r"femme|enfant|garçon|fille|voisine?|vrouw|jongen|meisje|buurman|hombre|mujer|niñ[oa]|joven|vecin[oa]|kvinna|"
    r"pojke|flicka|granne)"
    r" (?:\w+ )?(?:called|named|by the name of|namens|mit Namen|(?:sur|pré)?nommée?|appelée?|genaamd|llamad[oa]|"
    r"vid namn|kallad)\s$|"
    r"\b(?:väns?|väninna|granne|kollega|kamrat|bekant|amie?|voisine?|collègue|amig[oa]|vecin[oa]|friend|"
    r"neighbour|colleague)"
    r"(?: (?:till|de|d'|of|du|av)(?: [a-zà-ÿ]+){1,2})?, $|"
    r"\b(?:kallade sig|kallas|kallades|går under namnet|heter(?: egentligen)?|hette|med namnet|se fai(?:t|"
    r"sait|sant) appeler|"
    r"s'appel(?:le|ait)|prénommée?|a quien (?:llamaban|apodaban)|de nombre|apodad[oa])\s$"
)
_AGED = re.compile(
    r"^(?:, (?:(?:then |aged |was )?\w+(?:-\w+)?|(?:now |då )?\d{1,2}) (?:years?|ans|år|jaar|años|Jahre|Monate|"
    r"months|mois)\b|"
    r" \(\d{1,2}\)|, aged \d{1,2}\b|, \d{1,2},|, quien\b|"
    r", (?:den tilltalades|målsägandens|hans|hennes|deras|min) (?:\w+ )?(?:bror|syster|svåger|svägerska|"
    r"mor|far|son|dotter|"
    r"make|maka|hustru|fru|kusin|moster|faster|farbror|morbror|granne|vän)\b|"
    r", (?:sa|son|leur|ma|mon) (?:\w+ )?(?:sœur|soeur|frère|mère|père|fils|fille|épouse|époux|mari|femme|"
    r"cousine?|oncle|"
    r"tante|nièce|neveu|fiancée?|voisine?)\b|"
    r", (?:su|mi) (?:herman|hij|espos|prim|tí|novi|cuñad|vecin)[oa]\b|, (?:su|mi) (?:madre|padre|marido|"
    r"mujer)\b|, som (?:var|är) (?:hans|hennes|deras|min|en|gift)\b|"
    r", qui (?:était|est|fut) (?:son|sa|leur|mon|ma|une?|âgée?|enceinte)\b|,? âgée?s? (?:de|seulement)|"
    r",? de \w+ años|, \d{1,2} år\b)"
)
_ARTICLE = {
    "de": re.compile(r"\b(?:ein|eine[mnrs]?|das)\s$", re.IGNORECASE),
    "en": re.compile(r"\b(?:the|an?|this|these|each|every)\s$", re.IGNORECASE),
    "fr": re.compile(r"(?:\b(?:la|les?|une?|cette)\s|l')$", re.IGNORECASE),
    "nl": re.compile(r"\b(?:het|een|de|dit|deze)\s$", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|la|los|las|una?)\s$", re.IGNORECASE),
    "sv": re.compile(r"\b(?:den|det|ett|en|de)\s$", re.IGNORECASE),
}
_VERSUS = re.compile(r"(?:\bv\.?|\bvs\.?|c/|\bc\.|/\.)\s*$")
_CASE_NAME = re.compile(_WORDS["case_name"])
# "Regina v Bow Street Magistrate, ex parte Pinochet": who applies gives the case its name.
_EX_PARTE = re.compile(r"\b(?:[Ee]x [Pp](?:arte|\.)?|EX PARTE|[Ee]x rel\.?|on the application of)\s+$")
_VERSUS_AFTER = re.compile(r"^\s*(?:v\.?|vs\.?|c/|c\.|/\.)\s")
_ARABIC = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]d|[Aa]bu|[Aa]bou|[Uu]mm?|[Oo]um|[Ii]bn|[Bb]in|[Oo]uld)[ -]")
_AGAINST_AT_END = re.compile(
    r"(?:\bv\.?|\bvs\.?|c/|\bc\.|[Gg]egen|[Aa]gainst|[Cc]ontre|[Tt]egen|[Cc]ontra|\b[Mm]ot)\s*:?\s*$"
)
_CODE = re.compile(r"^\W*(?:\w{1,2}[.)]\s*)?(?P<code>[A-Z]{1,3}[ -]?\d{1,4})(?!\w)")
_INITIALS = re.compile(rf"(?<![\w.])(?:{INITIAL})(?=\s?'s|s?[\s,;:)]|$)")
_TITLED_INITIAL = re.compile(r"\b(?:Mr|Mrs|Ms|Mme|Mlle|Frau|Herrn?|[Mm]evrouw|[Dd]e heer|don|doña)\.? [A-Z]\.")
_TITLE_AT_END = re.compile(r"(?:\b(?:Excm[oa]|Ilm[oa]|Sra?|D|Dña|Dr|Prof|mr|Mmes?|Mes?)\.|:)\s*$")
_SHORT = 250  # words
_EXCERPT = 3_000  # words; of a longer text the crimes are named in it
_ROLES = ("victim", "witness", "relative")
_LIST_ITEM = re.compile(_WORDS["list_item"])
_OFFICIALS = "officials"
_OFFICE_HEADING = re.compile(rf"^[^.]{{0,40}}(?:{_WORDS['office']})[^.]{{0,60}}:?\s*$")
_HEADING_WORDS = 14
_LIST_LINES = 60


def find_other_persons(reading: Reading, found: Sequence[Named]) -> list[Named]:
    """Names not in `found`, with the role of the nearest cue (`victim` where there is none), and as `accused` those
    whom the text makes do the deeds. Nothing where the text is not about crimes."""
    trust = _trust(reading)
    if reading.language is None or trust is _Trust.NONE:
        return []
    taken: dict[int, set[int]] = {}  # by sentence, the offsets that names in `found` cover
    for named in found:
        taken.setdefault(named.sentence, set()).update(range(named.start, named.end))
    others: list[Named] = []
    heading: str | None = None
    lines = 0
    before = ""
    for sentence in reading.sentences:
        if sentence.paragraph is None:
            continue
        listed = None
        against = _AGAINST_AT_END.search(before[-24:]) is not None
        previous, before = before, sentence.text
        if len(sentence.text.split()) <= _HEADING_WORDS and _OFFICE_HEADING.match(sentence.text):
            heading, lines = _OFFICIALS, 0
            continue
        opened = _list_heading(sentence)
        if opened is not None:
            heading, lines = opened, 0
        elif heading is not None:
            lines += 1
            if lines > _LIST_LINES or not _LIST_ITEM.match(sentence.text) or len(sentence.text) > 240:
                heading = None
            listed = heading
            if listed == _OFFICIALS:
                continue
        if len(sentence.text) <= _SIGNATURE and _signs_for(reading.sentences[sentence.index + 1 : sentence.index + 2]):
            continue
        if listed == "witness" and (code := _CODE.match(sentence.text)):
            others.append(Named("witness", code["code"], sentence.index, *code.span("code")))
        mine = taken.get(sentence.index, set())
        for role, start, end in _in_sentence(sentence, reading.language, listed, opened, mine, previous, trust):
            if against and start < 4:
                role = "accused"
            others.append(Named(role, sentence.text[start:end], sentence.index, start, end))
    return others


_SIGNATURE = 60  # characters
_OFFICE_LINE = re.compile(rf"^(?:\w+ ){{0,2}}(?:{_WORDS['office']}) (?:for|of|des|der|de|du|van|für|för)\b")


def _signs_for(following: Sequence[Sentence]) -> bool:
    """Whether the next line gives an office: above "Counsel for Mr Doe" stands counsel's name."""
    return any(len(line.text) <= _SIGNATURE and _OFFICE_LINE.match(line.text) is not None for line in following)


class _Trust(IntEnum):
    """How much of what looks like a name is taken for a person's."""

    NONE = 0  # an ordinary case: only whom the patterns of `persons` name
    GIVEN_NAMES = 1  # a short text without crimes in it: full names with a known given name
    CAPITALS = 2  # a text about core crimes
    EVERYWHERE = 3  # a short one, where every sentence may name them


_CRIMES = frozenset(CRIME_OF_CONCEPT) - {"terrorist_organisation", "piracy"}


def tells_of_crimes(reading: Reading) -> bool:
    """Whether so much of the text is about core crimes, or people's fate, that a name in it may be a victim's."""
    return reading.language is not None and _trust(reading) is not _Trust.NONE


def _trust(reading: Reading) -> _Trust:
    crimes = sum(any(m.id in _CRIMES for m in sentence.of(CONCEPT)) for sentence in reading.having(CONCEPT))
    told = sum(sentence.has("act", "relative") for sentence in reading.having(*_ROLES))
    count = len(reading.sentences)
    if reading.words >= _SHORT and crimes >= 3 and crimes >= 0.02 * count:
        return _Trust.CAPITALS
    if _SHORT <= reading.words < _EXCERPT:
        tried = sum(sentence.has("accused", "criminal_trial", "witness") for sentence in reading.sentences)
        suffered = sum(1 for _ in reading.having("act", "victim", "relative"))
        if suffered >= max(3, 0.1 * count) and tried >= max(3, 0.1 * count):
            return _Trust.CAPITALS  # a trial told, whatever the crime is called in it
    if reading.words >= _SHORT:
        return _Trust.CAPITALS if crimes >= max(3, 0.01 * count) and told >= 0.02 * count else _Trust.NONE
    criminal = any(s.has(*_ROLES, "act", "accused", "criminal_trial", "charge") for s in reading.sentences)
    civil = any(s.has("asylum", "forum_state_liability") for s in reading.sentences)
    return _Trust.EVERYWHERE if crimes or criminal or not civil else _Trust.GIVEN_NAMES


def _list_heading(sentence: Sentence) -> str | None:
    """The role of the names listed below a heading ("Names of the deceased", "Als Zeugen wurden vernommen:")."""
    text = sentence.text.strip()
    if len(text.split()) > _HEADING_WORDS and not text.endswith(":"):
        return None
    cues = sentence.of(*_ROLES)
    if not cues or (text.endswith(".") and not text.endswith(":")):
        return None
    return cues[-1].kind


_LONGEST_TITLE = 14  # characters, with the space behind it


def _in_sentence(
    sentence: Sentence,
    language: str,
    listed: str | None,
    opened: str | None,
    taken: set[int],
    previous: str,
    trust: _Trust,
) -> Iterator[tuple[str, int, int]]:
    text = sentence.text
    colon = text.find(":") if opened is not None else -1
    previous_end = -10
    for first, last in runs_of_capitals(text, language):
        if taken and not taken.isdisjoint(range(first, last)):
            previous_end = last
            continue
        before, after = text[max(0, first - 60) : first], text[last : last + BEHIND]
        if first < 20 and _TITLE_AT_END.search(previous):
            before = f"{previous[-60:]} {before}"
        if _INSTITUTION.search(before):
            continue  # "l'association Primo Levi"
        words = text[first:last].split()
        titled = (
            TITLED.search(before[-_LONGEST_TITLE:]) is not None
            or _A_CERTAIN.search(before) is not None
            or _AGED.match(after) is not None
            or RANK.search(before) is not None
        )
        joined = first - previous_end <= 6  # in a list with a name before it
        role = listed or (opened if 0 <= colon < first else None)
        if not _is_person(
            sentence, language, words, first, last, before, after, titled or joined, role is not None, trust
        ):
            continue
        if is_public_figure(text[first:last]) or _VERSUS.search(before) or _VERSUS_AFTER.match(after):
            continue
        if _CASE_NAME.search(before) or _EX_PARTE.search(before):
            continue
        if not suffers_himself(language, after) and (
            is_official(before) or REPRESENTED.search(before) or OFFICE_AFTER.match(after)
        ):
            continue
        if (titled and PLEADS.match(after)) or (language == "nl" and DUTCH_LAWYER.search(before)):
            continue
        if _signs_or_sits(text, first) or (first < 4 and len(words) == 1 and _DATELINE.match(after)):
            continue
        if not titled and not sentence.has("witness") and _AUTHOR.search(text) is not None:
            continue
        if is_known_accused(text[first:last]) or is_agent(language, before, after):
            yield "accused", first, last
            continue
        if commands(language, before, after) or (
            role is None
            and _BORN_AFTER.match(after)
            and not sentence.has(*_ROLES)
            and (
                (before.endswith(": ") and _LABEL_OF_ANYONE.search(before) is None)
                or sentence.has("accused", "charge", "conviction", "penalty", "criminal_trial", "acquittal")
            )
        ):
            yield "accused", first, last
            continue
        previous_end = last
        yield role or _nearest_role(sentence, first, last), first, last
    if trust is _Trust.EVERYWHERE:
        for span in _letters(text, language, taken):
            yield _nearest_role(sentence, *span), *span
    if (
        sentence.has(*_ROLES, "act", "accused", "charge")
        or (trust is _Trust.EVERYWHERE and "." in text)
        or _TITLED_INITIAL.search(text)
    ):
        for match in _INITIALS.finditer(text):
            titled = (
                TITLED.search(text[max(0, match.start() - 12) : match.start()]) is not None
                or _BORN_AFTER.match(text, match.end()) is not None
            )
            if (
                (titled or match.group().count(".") > 1 or _is_lone_initial(text, match, language))
                and taken.isdisjoint(range(*match.span()))
                and not _GOES_ON.match(text, match.end())
                and (titled or not _is_cited(text, match))
            ):
                yield _nearest_role(sentence, *match.span()), *match.span()


# "J.C. Reisinger", "R. van den Heuvel", "A. 3"
_ENDS_A_WORD = re.compile(r"(?:^|[a-zß-öø-ÿ][.,;:)]?\s)$")
_WORD_GOES_ON = re.compile(r"s?\s[a-zß-öø-ÿ]|s\s")
_GOES_ON = re.compile(rf"\s?(?:\d|[^\W\d_a-zß-öø-ÿ]|{PARTICLE}\s)")


# "K was enrolled": the letter that stands for a person, and for no annex, count or exhibit.
_LETTER = re.compile(
    r"(?:^|[,;:(] |\b(?:that|and|when|while|because|but|dass|und|weil|dat|en|toen) )(?P<letter>[B-HJ-Z])(?= )"
)


_SUFFERED = re.compile(r" (?:was|is|has been|had been|had|has) [a-z]+ed\b")


def _letters(text: str, language: str, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Spans of single capital letters that stand for persons."""
    for match in _LETTER.finditer(text):
        span = match.span("letter")
        after = text[span[1] : span[1] + 60]
        if span[0] not in taken and (_SUFFERED.match(after) or acts_like_a_person(language, "", after)):
            yield span


def _is_lone_initial(text: str, match: re.Match[str], language: str) -> bool:
    """Whether one letter with a point stands within a sentence for somebody who acts or suffers: "dass K. floh"."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    return (
        _ENDS_A_WORD.search(before) is not None
        and _WORD_GOES_ON.match(after) is not None
        and acts_like_a_person(language, before, after)
    )


_NUMBERED = re.compile(r"(?:\b(?:[Aa]rt|[Nn]o|[Nn]r|§+|[Aa]bs|lit|let|para?|[Ss]ec|S|p|vol)\.?|\d)\s*$")


_CAPITAL_AT_END = re.compile(r"(?P<word>[A-Z]\w+)\s$")


def _is_cited(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    return bool(
        _NUMBERED.search(before)
        or re.match(r"\s*(?:\d|[A-Z]|n\.?[º°])", after)
        or is_official(before)
        or _VERSUS.search(before)
        or _VERSUS_AFTER.match(after)
        or ((word := _CAPITAL_AT_END.search(before)) and word["word"] not in NOT_A_NAME)
    )


# "Firman: A - B - C"; "Magistrados: D. A, Presidente; Dª B; D. C": a list of judges up to its end.
_BENCH = re.compile(
    r"(?:\b(?:[Ee]xcmos?\. [Ss]r[ae]s\.|[Ii]lmos?\. [Ss]r[ae]s\.|[Ff]irman|[Ff]irmad[oa]s?(?: por)?|"
    r"FIRMADO|Fdo\.?|[Ss]igné|[Mm]agistrad[oa]s|"
    r"[Jj]ueces|[Jj]uges(?: \w+){0,2}|[Rr]ättens ledamöter|[Cc]omposition(?: de la cour)?|[Cc]omposición)\s?:|"
    r"\b(?:composée? de|integrad[oa] por|conformad[oa] por|compuest[oa] por)\b)(?P<list>[^:]*)$"
)
_PARTY_BEGINS = re.compile(
    r"\b(?:contra|contre|mot|parties?|partes|part|acusad|accusé|prévenu|tilltalad|målsägande|víctima|victime|querell|"
    r"partie civile|recurso|recours|causa|affaire|målet|condamn|rend\w* |dict[óa]|meddela|döm|a \w+é\b|"
    r"ha \w+do\b|har \w+t\b)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^,? (?:den |le |the |el |a |am )?(?:\d{1,2}(?:er|\.|:e)? \w|\w+(?: y \w+)? de \w+ de(?:l)? )")


def _signs_or_sits(text: str, start: int) -> bool:
    """Whether the name stands in a list of those who sign or sit in judgment."""
    bench = _BENCH.search(text, max(0, start - _LONGEST_BENCH), start)
    return bench is not None and _PARTY_BEGINS.search(bench["list"]) is None


_LONGEST_BENCH = 400  # characters


_INSTITUTION = re.compile(
    r"\b(?:association|fondation|hôpital|lycée|collège|stade|avenue|rue|boulevard|fundación|asociación|"
    r"hospital|colegio|"
    r"estadio|universidad|(?i:batallón)|brigada|stiftelsen|föreningen|sjukhuset|stichting|foundation|"
    r"stadium)\s[\"«“]?\s?$"
)


def _nearest_role(sentence: Sentence, start: int, end: int) -> str:
    cues = sentence.of(*_ROLES)
    if not cues:
        return "victim"
    return min(cues, key=lambda cue: max(cue.start - end, start - cue.end, 0)).kind


def _is_person(
    sentence: Sentence,
    language: str,
    words: list[str],
    start: int,
    end: int,
    before: str,
    after: str,
    vouched: bool,
    listed: bool,
    trust: _Trust,
) -> bool:
    """Whether the run of words is a person's name. `vouched`: a title or another name stands for it; `listed`: it
    stands in a list of persons."""
    name = sentence.text[start:end]
    if (
        not is_plausible(sentence, "victim", start, end, language)
        or _COMPANY.match(after)
        or _COMPANY_WORD.search(name)
    ):
        return False
    if is_initials(name) or not any(len(word) > 2 for word in words):
        return False  # initials by themselves are told by `_INITIALS`
    given = [
        word
        for word in words
        if is_given(word)
        or (word.endswith("s") and language in _GENITIVE and is_given(word[:-1]))
        or ((len(words) > 1 or vouched) and word in given_in_full_names())
    ]
    if name.isupper() and not given:
        return False  # a heading, an abbreviation

    def acts() -> bool:
        return acts_like_a_person(language, before, after)

    if trust is _Trust.GIVEN_NAMES and not (vouched or (given and len(words) > 1) or acts()):
        return False
    initial = len(words) > 1 and any(re.fullmatch(INITIAL, word) for word in words)
    arabic = any(_ARABIC.match(word) for word in (name, *words))
    person_before = _human(language).search(before) is not None
    somewhere = _locative(language).search(before.rstrip()) is not None and not _human_noun(before, language)
    if _PLACE_NOUN.search(before):
        return False
    if len(words) == 1 and _KIN.search(before) and name.lower() not in ordinary_words(language):
        return language != "de" or _is_unknown_in_german(name)
    if len(words) == 1 and not arabic:
        if vouched:
            return bool(given) or (
                len(name) > 3 and not somewhere and (language != "de" or _is_unknown_in_german(name))
            )
        if somewhere or _ARTICLE[language].search(before):
            return False
        if given and (language != "de" or listed or person_before or trust is _Trust.EVERYWHERE):
            return True
        return (bool(given) or is_unknown(name, language)) and acts()
    if given or (initial and (language != "de" or vouched or _human_noun(before, language))):
        return not (somewhere and len(given) == 0)
    if somewhere:
        return False
    if arabic:
        return language != "de" or vouched or listed or person_before
    if _ARTICLE[language].search(before):
        return False
    if any((word.isupper() and len(word.strip(".")) > 1) or word.lower() in ordinary_words(language) for word in words):
        return vouched
    if language == "de":
        if vouched or (len(words) < 4 and _human_noun(before, language)):
            return True
        return _FOREIGN.search(name) is not None or (
            sentence.role is not Role.RUBRUM
            and all(_is_unknown_in_german(word) for word in words[-2:])
            and (trust is _Trust.EVERYWHERE or sentence.has(*_ROLES, "act", CONCEPT, "membership") or acts())
        )
    if vouched or listed or person_before:
        return True
    # Outside German only names are written with two capitals in a row; what tells of acts and persons tells of them.
    if trust is _Trust.EVERYWHERE:
        return True
    return sentence.role is not Role.RUBRUM and (sentence.has(*_ROLES, "act", CONCEPT) or acts())


# "im Dorf Omar Khel", "the village of Ali Sabieh"
_PLACE_NOUN = re.compile(
    r"\b(?:Dorf|Dorfes|Stadt|Ortschaft|Lager|Provinz|Distrikt|Bezirk|Region|Gemeinde|Stadtteil|Viertel|"
    r"village|town|city|"
    r"camp|district|province|commune|cellule|sector|prefecture|dorp|stad|kamp|provincie|wijk|gemeente|distrikt|secteur|"
    r"colline|aldea|pueblo|caserío|byn|staden|lägret)(?: of| de| van)? $"
)
_GENITIVE = frozenset(("de", "nl", "sv"))  # "Ibrahims Mutter"
_KIN = re.compile(
    r"(?:[Ss]ohne?s?|[Tt]ochter|[Bb]ruders?|[Ss]chwester|[Ee]hefrau|[Ww]itwe|[Mm]utter|[Vv]aters?|son|daughter|"
    r"brother|sister|wife|widow|"
    r"mother|father|fils|fille|frère|s(?:œ|oe)ur|veuve|épouse|mère|père|zoon|dochter|broer|zus|weduwe|hijo|hija|"
    r"hermano|hermana|"
    r"viuda|novia|novio|dotter|bror|syster|änka)(?:(?: (?:of|des|der|von|de|van|del|till|du))(?: (?!v\.)[\w']+){0,2}?,|"
    r" (?:of|des|der|von|de|van|del|till)|,)\s$"
)
_BORN_AFTER = re.compile(r",?\s+\(?(?:born|geb\.|geboren|née? (?:le|à|en)|nacid[oa]|född|personnummer)\b")
_LABEL_OF_ANYONE = re.compile(
    r"\b(?:[Pp]ersonalia|[Pp]ersonalien|Zur Person|Namn?e?|Nom|Nombre|[Ff]örhör\w*|[Hh]örd\w*|[Vv]ernehmung\w*|"
    r"[Vv]ernommen\w*|[Aa]udition|[Ee]ntendue?|[Ii]nterview\w*|[Ss]tatement\w*|[Dd]eclarante|[Cc]ompareciente|[Hh]eard|"
    r"[Gg]ehört\w*|[Gg]ehoord\w*|[Vv]erhoor\w*|[Aa]pplicant|[Rr]equérante?|[Ss]olicitante|[Ss]ökande|"
    r"[Aa]sylsuchende\w*|"
    r"[Cc]laimant|[Aa]ntragsteller\w*|[Pp]erson\w*|[Dd]etenue?|[Ii]nhaftiert\w*): $"
)
_FOREIGN = re.compile("[ćčšžđğışłńżőřěæøåñãõ]", re.IGNORECASE)
_GERMAN_ENDING = re.compile(
    r"(?:ungs?|heits?|keits?|schafts?|ions?|täts?|ismus|gerichts?|gerichtshofs?|hofs|ische[nmrs]?|liche[nmrs]?|"
    r"ige[nmrs]?|"
    r"senats?|amts?|gesetze?s?|ordnung|verfahrens?|rechts?|stra(?:ß|ss)e|burg|dorf|berg|stadt|heim|hausen|"
    r"krieg(?:es|s)?|lager[ns]?)$"
)


def _is_unknown_in_german(word: str) -> bool:
    """Whether the word is no noun or adjective of German as courts write it."""
    bare = word.strip(".,;:'")
    if len(bare) < 3 or bare.isupper() or any(char.isdigit() for char in bare):
        return False
    return bare.lower() not in ordinary_words("de") and _GERMAN_ENDING.search(bare) is None


_FUNCTION_WORD = re.compile(
    r"(?:^|\s)(?:von|des|den|dem|der|durch|par|de|d'|door|van|por|a|av|med|på|från|och)\s+$", re.IGNORECASE
)


def _human_noun(before: str, language: str) -> bool:
    """Whether a word for a person, and no mere article or preposition, stands before the name."""
    return _human(language).search(before) is not None and _FUNCTION_WORD.search(before) is None


@cache
def _human(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_WORDS['human_before'][language]})\s+(?:[a-zß-öø-ÿ]+\s+)?$|\bd'$", re.IGNORECASE)


@cache
def _locative(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["locative"][language], re.IGNORECASE)
