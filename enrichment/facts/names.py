"""How names of persons look in judgments: full names, initials ("Anwar R."), particles, capitals, lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from enrichment.vocabulary.patterns import load_patterns

_UPPER = "A-ZÀ-ÖØ-ÞĀČĆĎĐĒĘĚĞĪİĶŁĽŃŇŌŐŒŘŚŞŠȘŤȚŪŮŰŹŻŽ"
_WORD = rf"[{_UPPER}][\w'-]*\w"
INITIAL = rf"[{_UPPER}]h?\.(?:[ ]?-?[{_UPPER}]h?\.)*"  # "A.", "Th.U."
PARTICLE = (
    r"(?:al|el|ul|ad|ash|ar|ibn|bin|ben|bint|binti|abu|abou|abdel|abd|van|von|zu|zum|der|den|de|"
    r"del|della|di|da|do|dos|la|le|"
    r"ould|ag|ter|ten|af|av|'t|[Vv]da\. de)"
)
# One letter class for a word, an initial and a letter alone: each costs the compiler of patterns dear.
PART = rf"(?:(?:al|el|ul|ad|ash|as|ar|at|ait|d|l|o)[-'])?[{_UPPER}](?:[\w'-]*\w|\.(?:[ ]?-?[{_UPPER}]\.)*|(?![\w.']))"
NAME = rf"(?:{PARTICLE}\s)?{PART}(?:\s(?:{PARTICLE}\s){{0,2}}{PART}){{0,5}}"

TITLE = (
    r"(?:(?:Mr|Mrs|mrs|Ms|Miss|Mx|Dr|Prof|Sir|Lady|Mme|Mlle|MM|M|Me|Maître|Madame|Monsieur|Herrn?|Frau|Hr|Fr|Dipl|Ing|"
    r"[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Dd]hr|[Mm]w|[Mm]evr|mr|Sister|Father|Brother|"
    r"Sheikh|Shaikh|Sheik|Imam|Pastor|Rev|Reverend|Hajji?|Sœur|Père|Abbé|don|doña|Don|"
    r"Doña|Dª|D\.ª|D|Dña|Dra|Sr|Sra|Ilm[oa]s?|Excm[oa]s?|Lic|Licda|señora?|Maîtres?|Mes|herr|fru|doktor|General|"
    r"Colonel|Major|Captain|"
    r"Lieutenant|Lt|Col|Gen|Capt|Maj|Sgt|Cpl|Sir|Dame|"
    r"Oberst|Oberleutnant|Leutnant|Hauptmann|le colonel|le général|colonel|général|coronel|"
    r"general)\.?\s+)*"
)

# Words written with a capital that are no names, in the six languages; a name ends before them.
NOT_A_NAME = frozenset(load_patterns("not_names.json"))
# German nouns that name things and never people, by their endings.
_GERMAN_NOUN = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|ismus|geld|ersatz|hilfe|"
    r"recht|rechts|schutz|"
    r"verfahren|aussage|aussagen|angaben|vernehmung|beweis|gericht|gesetz|strafe|klage|antrag|bericht|"
    r"berichte|sicht)$"
)
_OFFICE = re.compile(
    r"(?:Arzt|Ärztin|Offizier\w*|Soldat\w*|General\w*|Oberst\w*|Kommandeur\w*|Kommandant\w*|Staatsangehörige\w*|"
    r"Staatsbürger\w*|"
    r"Milizionär\w*|Minister\w*|Bürgermeister\w*|Geheimdienst\w+|Geschäftsmann\w*|Journalist\w*|"
    r"Aktivist\w*|Demonstrant\w*|Historiker\w*|Wachmann\w*|Pater|Schwägerin|Schwager|Justiz\w+|Kriminal\w+|Polizei\w+|"
    r"Adjudant|Sergeant|Luitenant|Majoor|Generaal|Detective|Inspector|Constable|Pastor|Sister|Seminarist\w*|"
    r"Syrer\w*|Iraker\w*|Ruander\w*|Afghane\w*|Gambier\w*|Jesid\w+|Mädchen|Jungen?|Commander|Colonel|"
    r"General|Captain|Major|"
    r"Lieutenant|Sergeant|Minister|President|Mayor|Père|Abbé|Sœur|Soeur|Docteur|Commandant|Capitaine|"
    r"Brother|Father|Sister|Bishop|"
    r"Coronel|Capitán|Teniente|Comandante|Almirante|Kolonel|Kapitein|Generaal|Överste|Kapten)\s+"
)
_GERMAN_ARTICLES = frozenset(("der", "den", "dem", "das", "la", "le", "i"))
INSIDE = frozenset(
    ("Al", "El", "Abu", "Abou", "Ben", "Bin", "De", "Da", "Di", "Van", "Von", "La", "Le", "Um", "Umm", "Oum")
)
_LEADING = frozenset(("Van", "Von", "Ter", "Ten"))
# Surnames that are little words in one of the languages, never written with a capital behind a name ("Sanna Dem").
SHORT_SURNAMES = frozenset(
    ["Dem", "Den", "Das", "Men", "Sin", "Mei", "Mai", "Sa", "Na", "Su", "Lo", "Tot", "Par", "Es"]
)
_PREPOSITION = re.compile(r"(?:de|der|den|zum|zu|at|as|ad|di|da|la|le)\s(?=\S)")  # "selon les dires de Khaled"
_AND = r"(?:and|und|sowie|et|en|y|e|och|samt|as well as|ainsi que)"
_JOIN = rf"(?:\s*,\s*(?:{_AND}\s+)?|\s+{_AND}\s+)"
NAME_LIST = rf"{TITLE}{NAME}(?:{_JOIN}{TITLE}{NAME}){{0,8}}"
_EACH = re.compile(NAME)
_TITLES_ONLY = re.compile(rf"{TITLE}", re.UNICODE)
_SPLIT = re.compile(_JOIN)
_CITY_PARTICLE = re.compile(rf"\s+{PARTICLE}$")


def names_in(text: str, start: int, end: int, *, german: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of the single names in a list of names at `text[start:end]`, titles left out."""
    position = start
    pieces = []
    for joint in _SPLIT.finditer(text, start, end):
        pieces.append((position, joint.start()))
        position = joint.end()
    pieces.append((position, end))
    for first, last in pieces:
        title = _TITLES_ONLY.match(text, first, last)
        if title:
            first = title.end()
        span = _trim(text, first, last, german=german)
        if span is not None:
            yield span
        if german and (span is None or text[span[1] : last].strip(" .,'s-")):
            return  # "den Angeklagten N. den Müller H. sowie E.": what follows belongs to the other words


def _trim(text: str, start: int, end: int, *, german: bool) -> tuple[int, int] | None:
    """The part of the span up to the first word that is no name; None when nothing is left."""
    match = _EACH.match(text, start, end)
    if match is None:
        return None
    # A rank, trade or office written with a capital stands before the name: "gegen den Arzt Alaa M.".
    while lead := _OFFICE.match(text, start, match.end()):
        start = lead.end()
    match = _EACH.match(text, start, end)
    if match is None:
        return None
    while lead := _PREPOSITION.match(text, start, match.end()):
        start = lead.end()
    match = _EACH.match(text, start, end)
    if match is None:
        return None
    last = start
    for word in re.finditer(r"\S+", match.group()):
        bare = word.group().strip(".,;:'")
        if re.fullmatch(r"[^\W\d_]\.,?", word.group()):  # an initial, "A." included
            last = start + word.start() + 2
            continue
        if (bare in NOT_A_NAME or bare.removesuffix("'s") in NOT_A_NAME) and not (
            (last > start and (bare in INSIDE or bare in SHORT_SURNAMES))
            or (last == start and bare in _LEADING and word.end() < len(match.group()))  # "Van der Horst"
            or (bare in given_in_full_names() and word.end() < len(match.group()))  # "Hans Tiefenbach"
        ):
            break
        if is_abstract(bare):
            break
        if german and (bare in _GERMAN_ARTICLES or (_GERMAN_NOUN.search(bare) and len(bare) > 6)):
            break
        if bare.isupper() and len(bare) > 3 and last == start and end - start == len(bare):
            break  # one word in capitals is an abbreviation or a heading
        last = start + word.end()
    if last == start:
        return None
    found = text[start:last]
    tail = _CITY_PARTICLE.search(found)
    if tail:
        last = start + tail.start()
        found = text[start:last]
    if found.endswith("'s"):
        last -= 2
    if found.endswith(("'", ",", "-")):
        last -= 1
    bare = text[start:last]
    if not bare or not any(char.isupper() for char in bare):
        return None
    return start, last


# Romance and Swedish nouns for what is no person: "Consolidación de la Paz", "Myndigheten".
_ABSTRACT = re.compile(
    r"(?:ci(?:ón|ones)|si(?:ón|ones)|mientos?|idad(?:es)?|ismos?|[st]ions?|ités?|isme|ningen|ningar|heten|skapet)$"
)


def is_abstract(word: str) -> bool:
    """Whether a word is, by its ending, a noun that names no person."""
    return len(word) > 6 and _ABSTRACT.search(word) is not None and word not in _NAMES_AS_NOUNS and not is_given(word)


_NAMES_AS_NOUNS = frozenset(load_patterns("given_names.json")["nouns"].split())


def is_german_noun(word: str) -> bool:
    """Whether a German word with a capital is, by its ending, a thing and never a person."""
    return len(word) > 6 and _GERMAN_NOUN.search(word) is not None


def is_initials(name: str) -> bool:
    """Whether the court already reduced the name to initials ("A.", "X.Y.", "Z")."""
    return bool(re.fullmatch(rf"(?:[{_UPPER}]\.?[ -]?)+", name))


@cache
def given_names() -> frozenset[str]:
    """Given names of many regions, in Latin script."""
    regions = load_patterns("given_names_of_regions.json")["regions"]
    return frozenset(" ".join([load_patterns("given_names.json")["names"], *regions.values()]).split())


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """Words courts write small in a language, and German nouns; in lower case. None of them is a given name."""
    return frozenset(load_patterns("ordinary_words.json")["words"].get(language, "").split())


@cache
def given_in_full_names() -> frozenset[str]:
    """Given names that are ordinary words too: names only within a full name."""
    tables = ("given_names.json", "given_names_of_regions.json")
    return frozenset(" ".join(load_patterns(table)["in_full_names_only"] for table in tables).split())


def is_given(word: str) -> bool:
    """Whether the word, or a part of it joined by a hyphen, is a given name."""
    bare = word.strip(".,;:'").removesuffix("'s")
    names = given_names()
    if bare in names or bare.capitalize() in names:
        return True
    parts = bare.split("-")
    return len(parts) > 1 and parts[0] in names


def is_office(name: str) -> bool:
    """Whether it begins with the word for an office and holds no given name: "Staatssecretaris van Financiën"."""
    words = name.split()
    return bool(words) and words[0].lower() in _OFFICES and not any(map(is_given, words))


_OFFICES = frozenset(load_patterns("office_words.json"))
