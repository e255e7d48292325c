"""The persons of the proceedings and their roles, by the words courts put beside a name.

Roles that stay named (accused, judge, prosecutor, counsel, public figure) and roles that are protected (victim,
witness, relative) are read with the same care: a name read in both is an accused's, a judge's ... and stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from enrichment.decision import Certainty, Evidence, Fact, Person
from enrichment.facts.accused_told import accused_told, has_accused_told
from enrichment.facts.concepts import CONCEPT
from enrichment.facts.names import (
    NAME,
    NAME_LIST,
    NOT_A_NAME,
    TITLE,
    given_in_full_names,
    is_given,
    is_initials,
    is_office,
    names_in,
    ordinary_words,
)
from enrichment.facts.parties import find_accused
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.transcripts import find_speakers
from enrichment.facts.unknown_names import is_unknown
from enrichment.ner.names import could_name_a_person
from enrichment.registry import load_registry
from enrichment.text import Role
from enrichment.vocabulary import load_concepts
from enrichment.vocabulary.patterns import load_patterns

RULE = "persons/1"

PROTECTED_ROLES = ("victim", "witness", "relative")

_NO_GAP = (
    r"(?!(?:v|vs|c|gegen|contre|tegen|contra|mot|against|en|in|im|à|au|aux|te|i|på|aus|from|at|near|bei|beim|"
    r"nach|dans|of|by|par|door|av|por|de|"
    r"du|des|del|von|vom|van|über|under|before|with|mit|avec|met|med|con|to|and|und|et|och|y|über|om|zu|zum|zur|"
    r"für|for|pour|för|as|als|like|"
    r"war|was|is|ist|est|were|sind|in|than|über|that|dass|que|att|dat|who|qui|die|der|durch|la|le|les|het|den|"
    r"das|heeft|hebben|had|hat|hatte|hatten|has|have|a|avait|har|hade|tiene|wordt|werd|wird|wurde)\b)"
)
# "the accused, a former soldier named"; a bare verb ("the accused shot Karim") is no bridge
_GAP = (
    rf"(?:\s+|\s*:\s*|\s*,\s*(?:{_NO_GAP}[a-zß-öø-ÿ]\w*\s+){{0,4}}|"
    rf"\s+(?:an?|the|eine?[nmrs]?|une?|een|en|ett|den|des|genannte?[nr]?|named|called|namens|nommée?|genaamd|"
    rf"llamad[oa]|vid namn|former|"
    rf"ehemalige[nrs]?|frühere[nrs]?|syrische[nrs]?|mutmaßliche[nrs]?|alleged|principal|"
    rf"presunt[oa])\s+(?:{_NO_GAP}[a-zß-öø-ÿ]\w*\s+){{0,3}})"
)
_APPOSITION = r"(?:\s*[,:]\s*|\s+(?:named |called |namens |nommée? |genaamd |llamad[oa] |vid namn )?)"
_TIGHT = r"(?:\s*:\s*|\s+)"

# By place of the name (after the words, before them, after "of"), role and language: the words that tell a role.
_WORDS = load_patterns("person_words.json")
_PUBLIC_FIGURES = re.compile(_WORDS["public_figures"])


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the role the words beside it give: span in the sentence, sentence by index."""

    role: str
    name: str
    sentence: int
    start: int
    end: int


def find_persons(reading: Reading) -> tuple[Named, ...]:
    """All names whose role the text tells, in order. Empty in languages without rules."""
    if reading.language is None:
        return ()
    found = list(_find(reading))
    known = {(named.sentence, named.start) for named in found}
    found += [
        named
        for named in (*_accused_told(reading), *_parties(reading), *_speakers(reading))
        if (named.sentence, named.start) not in known
    ]
    found.sort(key=lambda named: (named.sentence, named.start, named.end))
    return tuple(found)


def _parties(reading: Reading) -> Iterator[Named]:
    """The accused as captions and verdicts name them."""
    for sentence, first, last in find_accused(reading):
        for start, end in names_in(sentence.text, first, last, german=reading.language == "de"):
            if is_plausible(sentence, "accused", start, end, reading.language or ""):
                yield Named("accused", sentence.text[start:end], sentence.index, start, end)


def _speakers(reading: Reading) -> Iterator[Named]:
    """Judges and counsel as transcripts name them."""
    for role, sentence, start, end in find_speakers(reading):
        yield Named(role, sentence.text[start:end], sentence.index, start, end)


def _accused_told(reading: Reading) -> Iterator[Named]:
    """The accused as what is said of them makes them known."""
    language = reading.language or ""
    for sentence in reading.sentences if has_accused_told(language) else ():
        for start, end in accused_told(sentence, language):
            if is_plausible(sentence, "accused", start, end, language):
                yield Named("accused", sentence.text[start:end], sentence.index, start, end)


_CRIMES = frozenset(concept.id for concept in load_concepts() if concept.type in ("crime", "underlying_act"))
_FULL_NAME = re.compile(rf"(?<![\w'-]){NAME}")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mme|Mlle|M|Frau|Herrn?|mevrouw|de heer|don|doña)\.?\s+(?={NAME})")
_ARTICLE = re.compile(r"\b(?:the|an?|this|each|le|la|les|du|el|los|las|del|het|een|\d+)\s$|\bl'$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:van|von|av|af|de|du|des) (?=[^\W\d_a-zß-öø-ÿ])"
)  # "misshandlades av Ahmet M.", "brief van Jan P."
_SHORT = 400  # words; in a longer text other cases than criminal ones have witnesses too, and firms, and patents
_NEAR, _NEAR_WHERE_ACCUSED_IS_KNOWN = 60, 160


def find_bystanders(reading: Reading, found: Sequence[Named]) -> Iterator[Named]:
    """Full names in sentences about victims, witnesses or relatives that no pattern gave a role: the nearest cue's.

    Where the accused are known the whole sentence counts; otherwise only what stands close to the cue, lest the
    accused be taken for a victim. Roles already read are never overruled."""
    if reading.words > _SHORT and not _speaks_of_crimes(reading):
        return
    reach = _NEAR_WHERE_ACCUSED_IS_KNOWN if any(n.role == "accused" for n in found) else _NEAR
    known = {(named.sentence, offset) for named in found for offset in range(named.start, named.end)}
    for sentence in reading.having(*PROTECTED_ROLES):
        if sentence.role is Role.RUBRUM or sentence.paragraph is None or _VERSUS.search(sentence.text):
            continue
        cues = sentence.of(*PROTECTED_ROLES)
        titled = {match.end() for match in _TITLED.finditer(sentence.text)}
        for match in _FULL_NAME.finditer(sentence.text):
            for first, end in names_in(sentence.text, *match.span(), german=reading.language == "de"):
                lead = _PREPOSITION.match(sentence.text, first, end)
                start = lead.end() if lead else first
                alone = " " not in sentence.text[start:end] and start not in titled
                if not titled & {start} and _ARTICLE.search(sentence.text[max(0, start - 8) : start]):
                    continue  # "the Factual Basis", "la Croix Rouge"
                if (
                    alone
                    or not known.isdisjoint((sentence.index, offset) for offset in range(start, end))
                    or not is_plausible(sentence, "bystander", start, end, reading.language or "")
                ):
                    continue
                cue = min(cues, key=lambda cue: max(cue.start - end, start - cue.end, 0))
                if max(cue.start - end, start - cue.end, 0) <= reach:
                    yield Named(cue.kind, sentence.text[start:end], sentence.index, start, end)


def _speaks_of_crimes(reading: Reading) -> bool:
    crimes = sum(any(m.id in _CRIMES for m in sentence.of(CONCEPT)) for sentence in reading.having(CONCEPT))
    return crimes >= max(3, 0.005 * len(reading.sentences))


def is_known_accused(name: str) -> bool:
    """Whether courts have named a person of this full name as the accused of a universal-jurisdiction case: other
    judgments tell of them, and of their deeds, without the word."""
    return " " in name and _plain(name) in _known_accused()


@cache
def _known_accused() -> frozenset[str]:
    names = {name for decision in load_registry() for name in decision.accused}
    return frozenset(_plain(name) for name in names if " " in name and not re.search(r"[.()\d]", name))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("-", " ")


def is_public_figure(name: str) -> bool:
    """Whether the name is that of a head of state, or another person who is part of history, not of the case."""
    bare = _DIGNITY.sub("", name.strip())
    return any(_PUBLIC_FIGURES.fullmatch(form) for form in (bare, bare.removesuffix("s")))  # "Saddam Husseins"


_DIGNITY = re.compile(r"^(?:[Aa]yatolla[hn]?|[Pp]r[eéä]sid\w+|[Gg][eé]n[eé]ral|[Cc]olonel|[Mm]arschall|[Ff]ührer)\s+")


# The kinds of cue one of which a sentence must hold before the patterns of a role are tried on it.
_GATES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "before": {
        "accused": ("accused", "extradition"),
        "witness": ("witness",),
        "victim": ("victim",),
        "relative": ("relative",),
        **dict.fromkeys(("judge", "prosecutor", "counsel", "expert", "public_figure"), ("office",)),
    },
    "after": {
        "accused": ("conviction", "acquittal", "charge", "criminal_trial"),
        "witness": ("witness",),
        "victim": ("victim",),
        "judge": ("office",),
        "counsel": ("office",),
    },
    "of": {
        "witness": ("witness",),
        "victim": ("victim", "act", "concept"),
        "accused": ("accused", "charge", "conviction", "criminal_trial"),
    },
}
_PLURAL = re.compile(r"(?:s|en|ar|or|er)$")
_VERSUS = re.compile(r"\bv\.? |\bc/ |\bc\. |gegen|contre|tegen|contra|\bmot\b|against")
_LOOK_BACK = 160


def _find(reading: Reading) -> Iterator[Named]:
    language = reading.language or "en"
    rules = _compiled(language)
    for sentence in reading.sentences:
        kinds = sentence.kinds
        versus = (
            _VERSUS.search(sentence.text) is not None
            if sentence.paragraph is None or len(sentence.text) < 200
            else False
        )
        if not kinds and not versus:
            continue
        seen: set[tuple[str, int, int]] = set()
        for role, gates, pattern, name_first in rules:
            if not any(gate in kinds for gate in gates) and not (versus and role == "accused"):
                continue
            for first, last, cue in _name_spans(pattern, sentence.text, name_first=name_first):
                for start, end in names_in(sentence.text, first, last, german=language == "de"):
                    key = (role, start, end)
                    if key in seen or not is_plausible(sentence, role, start, end, language):
                        continue
                    if language == "de" and not _german_name(sentence.text, role, first, start, end):
                        continue
                    after = sentence.text[end : end + _LOOK_BACK]
                    if role in _OFFICES and not after.startswith(",") and suffers(language, after):
                        continue  # "the lawyer Agathe N. was killed"
                    seen.add(key)
                    if role in _REPRESENTED and not name_first and _is_lawyer_of(sentence.text, cue, first):
                        yield Named("counsel", sentence.text[start:end], sentence.index, start, end)
                        continue
                    if role == "accused" and not name_first and _KIN_OF.search(sentence.text[max(0, cue - 40) : cue]):
                        yield Named("relative", sentence.text[start:end], sentence.index, start, end)
                        continue
                    yield Named(role, sentence.text[start:end], sentence.index, start, end)


_REPRESENTED = ("accused", "victim", "witness")
_OFFICES = ("judge", "prosecutor", "counsel", "expert")
_LAWYER_OF = re.compile(
    r"\b(?:advoca(?:at|te)|raadsman|raadsvrouw|gemachtigde|letrad[oa]|abogad[oa]|procurador[a]?|representante|counsel|"
    r"lawyers?|attorneys?|solicitors?|representatives?|avocate?s?|conseils?|rechtsanw\w+|verteidiger\w*|vertreter\w*|"
    r"\w*beistand\w*|\w*biträdet?|advokat\w*|ombudet?|försvarare\w*)\s+(?:of|for|de|van|des|der|von|för|till|du|d')\s*"
    r"(?:the |la |le |les |l'|de |het |den |der |el )?(?:\w+ )?$",
    re.IGNORECASE,
)


def _is_lawyer_of(text: str, cue: int, name: int) -> bool:
    """Whether the name behind the word for a party is that of the party's lawyer: "counsel for the victim, Ms Doe",
    "Solicitors for the appellant: Doe Law"."""
    return re.search("[,:]", text[cue:name]) is not None and _LAWYER_OF.search(text[max(0, cue - 60) : cue]) is not None


def _name_spans(pattern: re.Pattern[str], text: str, *, name_first: bool) -> Iterator[tuple[int, int, int]]:
    """Where names stand by a pattern (its group `name`, or right before its match when the name comes first), and
    where the pattern begins."""
    for match in pattern.finditer(text):
        if not name_first:
            yield *match.span("name"), match.start()
            continue
        apposed = _APPOSED_NAME.match(match.group())
        if apposed is not None:  # "the wife of Doe, Ann Roe, was charged": Ann Roe was
            yield match.start() + apposed.start("name"), match.start() + apposed.end("name"), match.start()
            continue
        begin = max(0, match.start() - _LOOK_BACK)
        before = _NAME_AT_END.search(text[begin : match.start()])
        if before:
            yield begin + before.start("name"), begin + before.end("name"), match.start()


_KIN_OF = re.compile(
    r"(?:\w*(?:bruders?|schwester|sohne?s?|tochter|mutter|vaters?|ehefrau|ehemanne?s?|witwe|cousine?|onkels?|"
    r"neffe|nichte|frau|mann|lebensgefährt\w+|freundin|verlobte\w?|eltern|brothers?|sisters?|"
    r"sons?|daughters?|mother|father|wife|partner|girlfriend|boyfriend|fiancée?|husband|cousins?|uncle|aunt|nephew|niece|widow|frère|s(?:œ|oe)ur|fils|"
    r"fille|mère|père|épouse|"
    r"époux|veuve|oncle|tante|neveu|nièce|broer|zus|zoon|dochter|moeder|vader|vrouw|man|vriendin?|partner|echtgenote?|weduwe|hermano|"
    r"hermana|hijo|hija|madre|"
    r"padre|esposa|esposo|viuda|bror|syster|son|dotter|mor|far|hustru|make|kusin))\s+(?:of |von |van |de |del |"
    r"av |till )?"
    r"(?:the |des |der |de |l'|du |la |den )?$",
    re.IGNORECASE,
)
_NAME_AT_END = re.compile(rf"(?<![\w'-])(?P<name>{NAME_LIST})$")
_APPOSED_NAME = re.compile(rf",\s+{TITLE}(?P<name>{NAME}),(?=\s)")
_GERMAN_LEAD = re.compile(
    r"(?:\b(?:Herrn?|Frau|Dr\.|Prof\.)|\bZeug(?:e|in|en|innen)|\bNebenkläger(?:in|innen|s)?|\bGeschädigte[rn]?|"
    r"\bOpfers?|\b(?:Halb|Zwillings)?[Bb]ruders?|"
    r"\bSchwester|\bSohn(?:es)?|\bTochter|\bEhe(?:frau|mann|manns)|\bMutter|\bVaters?|\bOnkels?|\bCousine?|"
    r"\bNeffen?|\bNichte|\bTante|"
    r"\bÜberlebenden?|\bHäftling|\bGefangenen?|namens|\bAngeklagte[rn]?|\bBeschuldigte[rn]?|\bRichter(?:in)?|"
    r"anw(?:alt|ältin)|"
    r"\bRichter(?:in)? am (?:\w+gericht(?:shof)?|BGH|OLG|KG|AG|LG)(?: \w+)?|anw(?:alt|ältin) bei[mn]? \w+(?: \w+)?|"
    r"\bZwillinge|\bKinder[n]?|\bEltern|\bGeschwister[n]?|\bBrüder[n]?|\bSchwestern|\bSöhne[n]?|\bTöchter[n]?|\bEheleute|"
    r"\bSachverständigen?|\bVorsitzender?|\bAngeschuldigten?|\bVerurteilten?)\s+$"
)


def _german_name(text: str, role: str, first: int, start: int, end: int) -> bool:
    """German writes every noun with a capital: one such word is a name only right after the role or a title."""
    words = text[start:end].split()
    if len(words) > 1 or text[start:end].endswith("."):
        return True
    lead = _GERMAN_LEAD.search(text[max(0, first - 40) : first if start > first else start])
    if lead is None:
        return False
    return start == first or role in ("witness", "victim", "accused", "relative") or is_unknown(text[start:end], "de")


_PLACE_BEFORE = re.compile(
    r"\b(?:in|aus|nach|bei|nahe|um|Raum|Stadt|Ort|Dorf|Provinz|at|near|from|around|à|en|dans|près de|te|nabij|naar|uit|"
    r"i|från|till|vid)\s+$",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(
    r"(?:(?:Raum|Stadt|Ort|Dorf|Region|Provinz|Bezirk|Distrikt|Gefängnis|Lager|at|in|near|from|town|village|city|camp|"
    r"prison|province|commune|secteur|ville|préfecture|canton|stad|dorp|plaats|te|nabij|ciudad|aldea|staden|byn|"
    r"tribunal|superior|"
    r"de|du|van|von|der|of|the|zu|la|el)\s*)*",
    re.IGNORECASE,
)


def _place_and_noun(sentence: Sentence, start: int, end: int) -> bool:
    """ "in Raqqa Gefangene", "im Raum Homs": a known place with a noun beside it, and no person."""
    for mention in sentence.of("place", "state", "organisation"):
        beside = sentence.text[max(0, start - 12) : start]
        if mention.start == start and mention.end < end and _PLACE_BEFORE.search(beside):
            return True
        if mention.end == end and start < mention.start and _PLACE_WORDS.fullmatch(sentence.text, start, mention.start):
            return True
    return False


_SCENE_BEFORE = {
    "de": re.compile(r"\b(?:in|nahe)\s+$"),
    "en": re.compile(r"\b(?:in|near)\s+$"),
    "es": re.compile(r"\b(?:en|cerca de)\s+$"),
    "fr": re.compile(r"\b(?:dans|près de)\s+$"),
    "nl": re.compile(r"\b(?:in|nabij)\s+$"),
    "sv": re.compile(r"\b(?:i|nära)\s+$"),
}
_UNIT = re.compile(
    r"\s+(?:[A-Z][\w-]+\s+)?(?:Platoon|Battalion|Brigade|Regiment|Corps|Squadron|Division|Task Force|Militia)\b"
)


def _is_scene(text: str, start: int, end: int, language: str) -> bool:
    """Two or more words without a given name behind "in", or before a word for a unit: "held in Lashkar Gah", "the
    Silver Fox Independent Platoon"."""
    if _UNIT.match(text, end):
        return True
    words = text[start:end].split()
    before = _SCENE_BEFORE.get(language)
    return (
        len(words) > 1
        and before is not None
        and before.search(text[max(0, start - 12) : start]) is not None
        and not any(is_given(word) for word in words)
    )


def is_plausible(sentence: Sentence, role: str, start: int, end: int, language: str) -> bool:
    """Not a State, town, court or crime; roles that stay named need more than a single initial."""
    name = sentence.text[start:end]
    if _TOWN.fullmatch(name):
        return False
    if language == "es" and (name.startswith("el ") or (name.startswith("al ") and name[3:].isupper())):
        return False  # "el Fondo de Asistencia Legal"
    if any(
        mention.start <= start and end <= mention.end
        for mention in sentence.of("state", "place", "people", "body", "situation", "concept", "organisation")
    ):
        return False
    first_name = is_given(name.split()[0]) if name else False
    if any(
        start <= mention.start and mention.end <= end and not (first_name and mention.start > start)
        for mention in sentence.of("state", "people")
    ):
        return False  # "Bosnian Muslims", "Syrian soldiers", but "Hilda Montenegro"
    if role in (*PROTECTED_ROLES, "bystander") and (
        _place_and_noun(sentence, start, end) or _is_scene(sentence.text, start, end, language)
    ):
        return False
    if start == 0 and role in PROTECTED_ROLES and " " not in name and _PLURAL.search(name):
        return False  # "Travellers were beaten"
    if role in (*PROTECTED_ROLES, "bystander") and (
        (_NO_PERSON.fullmatch(name) and not is_given(name)) or (language == "de" and _is_german_thing(name))
    ):
        return False
    if name.isupper() and " " not in name and len(name) > 3 and role in PROTECTED_ROLES:
        return sentence.role in (Role.RUBRUM, Role.BODY)
    if role in PROTECTED_ROLES and _is_ordinary(name, language) and not (start and _is_name_within(name)):
        return False  # "Participation", "Folgende Personen"
    if role in PROTECTED_ROLES and any(char.isdigit() for char in name):
        return False  # a code, see private_data
    if sentence.text[max(0, start - 6) : start].strip().isdigit() and not _YEAR_OF_DATE.search(
        sentence.text[max(0, start - 20) : start]
    ):
        return False  # "56068 Koblenz"
    return bool(name.strip("."))


_YEAR_OF_DATE = re.compile(
    r"[^\W\d]{3,}\.?,? (?:de |del )?(?:19|20)\d\d,? $"
)  # "On 4 November 1989 Hernán E. was shot"


def _is_name_within(name: str) -> bool:
    """Whether a word is a given name wherever it does not open a sentence: "ihre Kinder Eric und Solange"."""
    return name.strip(".,;:'") in given_in_full_names()


def _is_ordinary(name: str, language: str) -> bool:
    """Whether all words of a name are ordinary words and none is an initial or a given name."""
    words = [word.strip(".,;:'") for word in name.split() if not word.islower()]  # "Opfer von Gewalt"
    return all(len(word) > 2 and word.lower() in ordinary_words(language) and not is_given(word) for word in words)


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], bool], ...]:
    """Role, gates, pattern, and whether the name stands before what the pattern finds."""
    rules = []
    for role, by_language in _WORDS["before"].items():
        gap = _GAP if role in ("accused", "victim", "witness") else _APPOSITION if role == "relative" else _TIGHT
        pattern = rf"(?:{_any_first_case(by_language[language])}){gap}{TITLE}(?P<name>{NAME_LIST})"
        rules.append((role, _GATES["before"][role], re.compile(pattern), False))
    for role, by_language in _WORDS["after"].items():
        rules.append((role, _GATES["after"][role], re.compile(by_language[language]), True))
    for role, by_language in _WORDS["of"].items():
        pattern = rf"(?:{_any_first_case(by_language[language])}){TITLE}(?P<name>{NAME_LIST})"
        rules.append((role, _GATES["of"][role], re.compile(pattern), False))
    return tuple(rules)


# "A-Stadt", a town whose name was taken out; "DHS", an authority.
_TOWN = re.compile(r"[A-ZÄÖÜ]{1,2}\.?-(?:Stadt|Dorf|Land)")
_NO_PERSON = re.compile(r"[A-ZÄÖÜ]{1,2}\.?-(?:Stadt|Dorf|Land|Straße|Bezirk|Kreis)\w*(?:-\w+)*|[A-Z]{3}")


def _is_german_thing(name: str) -> bool:
    """ "von Gewalt", "Yoga-Produkten": one noun behind a preposition, or a compound that ends in one."""
    *before, word = name.split()
    if any(not other.islower() for other in before) or not (before or "-" in word) or (before and is_given(word)):
        return False
    return could_name_a_person(word.rpartition("-")[2], "de") is False


def suffers(language: str, after: str) -> bool:
    """Whether what follows a name tells of its bearer's death or suffering ("was killed", "furent abattus")."""
    return _suffering(language).match(after) is not None


@lru_cache(maxsize=8)
def _suffering(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["after"]["victim"][language])


def _any_first_case(cue: str) -> str:
    """The cue whatever its case; names after it stay case-sensitive."""
    return f"(?i:{cue})"


@dataclass(frozen=True, slots=True)
class CourtPerson:
    """A person who stays named: role, the name as it stands in the text, and where."""

    role: str
    name: str
    evidence: Evidence


NOT_CONVICTED = ("acquitted", "dismissed")  # outcomes after which an accused is listed by initials only


def forms_of(names: Collection[str] | None, persons: Sequence[CourtPerson]) -> tuple[str, ...]:
    """All forms in which the text names these accused; of every accused when `names` is None."""
    forms = {person.name for person in persons if person.role == "accused" and not is_public_figure(person.name)}
    if names is None:
        return tuple(sorted(forms))
    return tuple(sorted(form for form in forms if any(is_same_person(form, name) for name in names)))


_ACQUITTED_AFTER = re.compile(
    r"^[^.;]{0,80}?\b(?:freigesprochen|freizusprechen|acquitted|not guilty|discharged|acquittée?s?|relaxée?s?|"
    r"vrijgesproken|absuelt[oa]s?|frikänn(?:s|des|as|d)|frias)\b"
)
_ACQUITTED_BEFORE = re.compile(
    r"\b(?:acquits?|acquitting|acquittal of|Freispruch (?:des|der)(?: Angeklagten)?|"
    r"spricht(?: den| die)?(?: Angeklagten?)?|acquitte|relaxe|acquittement de|vrijspraak van|absuelve a|absolver a|"
    r"frikänner)\s+(?:the accused |l'accusée? |al acusado )?$"
)
_CONVICTED_AFTER = re.compile(
    r"^[^.;]{0,120}?\b(?:verurteilt|schuldig|convicted|(?<!not )guilty|sentenced|condamnée?|(?<!non )coupable|"
    r"veroordeeld|bewezen|condenad[oa]|culpable|döms|dömdes|fälls)\b"
)


def acquitted_by_name(reading: Reading, persons: Sequence[CourtPerson]) -> frozenset[str]:
    """The accused whom a sentence of the text acquits by name and none convicts."""
    cleared: set[str] = set()
    guilty: set[str] = set()
    forms = sorted({person.name for person in persons if person.role == "accused"}, key=len, reverse=True)
    for sentence in reading.having("acquittal", "conviction", "penalty") if forms else ():
        text = sentence.text
        for form in forms:
            start = text.find(form)
            if start < 0:
                continue
            after, before = text[start + len(form) :], text[max(0, start - 60) : start]
            free = _ACQUITTED_AFTER.match(after)
            found = _CONVICTED_AFTER.match(after)
            if found and not (free and free.end() <= found.end()):
                guilty.add(form)
            elif free or _ACQUITTED_BEFORE.search(before):
                cleared.add(form)
    return frozenset(
        form for form in cleared if not any(is_same_person(form, name) or is_same_person(name, form) for name in guilty)
    )


def read_accused(persons: Sequence[CourtPerson], outcome: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """The accused as facts, each by the longest form the court uses; initials for those acquitted or let go.

    Whoever is also named as judge, prosecutor or counsel is not counted."""
    others = {person.name for person in persons if person.role not in ("accused", "public_figure")}
    forms: dict[str, list[CourtPerson]] = {}
    for person in sorted(persons, key=lambda person: -len(person.name)):
        if person.role != "accused" or is_public_figure(person.name) or person.name in others:
            continue
        same = next((name for name in forms if is_same_person(person.name, name)), None)
        forms.setdefault(same or person.name, []).append(person)
    if not forms:
        return (), "no name stands beside a word for the accused"
    anonymise = outcome in NOT_CONVICTED
    order = sorted(forms, key=lambda name: min(_place(person) for person in forms[name]))
    facts = tuple(
        Fact(
            "accused",
            initials(name) if anonymise else name,
            RULE,
            Certainty.CERTAIN,
            tuple(person.evidence for person in sorted(forms[name], key=_place)[:3]),
        )
        for name in order
    )
    return facts, None


def read_court_persons(
    persons: Sequence[CourtPerson], accused: Sequence[str], language: str | None
) -> tuple[Person, ...]:
    """The persons who stay named, one entry each: accused first, then judges, prosecutors, counsel. Words that only
    stand where a name could ("counsel further submitted") are left out."""
    listed = [Person("accused", name, masked=False) for name in accused]
    seen = set(accused)
    for role in ("judge", "prosecutor", "counsel"):
        for person in persons:
            if person.role != role or person.name in seen or not _is_name(person.name, language):
                continue
            if role != "prosecutor" or not any(is_same_person(person.name, name) for name in accused):
                seen.add(person.name)
                listed.append(Person(role, person.name, masked=False))
    return tuple(listed)


def _is_name(name: str, language: str | None) -> bool:
    if is_initials(name) or is_office(name):
        return False
    words = name.split()
    if _IN_PART.search(name) and not any(map(is_given, words)):
        return False
    if all(word.strip(".,;:'") in NOT_A_NAME for word in words):
        return False
    return any(map(is_given, words)) or could_name_a_person(name, language) is not False


_IN_PART = re.compile(r"^(?:al|el|del|la|los) | (?:de|del|de la|du|des|van|von)$")  # "al Cuerpo", "Acta de"


def _place(person: CourtPerson) -> tuple[int, int]:
    where = person.evidence
    return (-1 if where.paragraph is None else where.paragraph, where.start or 0)


def initials(name: str) -> str:
    """`Jacques Mungwarere` -> `J. M.`; what is already reduced stays."""
    if is_initials(name):
        return name
    return " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", name) if part[:1].isupper())


def is_same_person(shorter: str, longer: str) -> bool:
    """`Raslan` and `Anwar Raslan`, `Anwar R.` and `Anwar Raslan` are one person."""
    if shorter.lower() == longer.lower():
        return True
    short, long = shorter.split(), longer.split()
    if len(short) == 1:
        word = short[0]
        return word.rstrip(".").lower() in (part.rstrip(".").lower() for part in long) or (
            len(word) == 2 and word[1] == "." and any(part.startswith(word[0]) for part in long)
        )
    return all(
        any(
            part.lower() == other.lower() or (part.rstrip(".")[:1] == other[:1] and len(part.rstrip(".")) == 1)
            for other in long
        )
        for part in short
    )
