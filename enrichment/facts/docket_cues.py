"""Case numbers of any form that a word announces: `Case No. X`, `Aktenzeichen X`, `zaaknummer: X`, `sygn. akt X`.

The cue must be a word that courts use for their files alone; a number sign by itself is no cue. The number has at
least one digit and either a separator, a letter or four digits; each number of a list is a hit of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit, Setting, one_blank

_DOCKET = CitationKind.DOCKET

_CUES = {
    "en": r"(?:[Cc]ase|CASE|[Dd]ocket|DOCKET|[Aa]ppeal|APPEAL|[Cc]laim|CLAIM|[Pp]etition|PETITION|[Ss]uit|SUIT|"
    r"[Cc]ause|CAUSE|[Ii]ndictment|[Cc]ourt [Ff]ile|[Ff]ile|[Rr]eference|[Rr]ecord|[Rr]egistry|[Mm]atter|"
    r"[Aa]ction|ACTION|[Ff]iling|[Pp]roceeding)"
    r"s? (?:[Nn][Oo]s?\.?|[Nn][Uu][Mm][Bb][Ee][Rr][Ss]?)[:;]? ?:? ?|(?:Case|Docket|Appeal Ref(?:erence)?|"
    r"Court File|Claim)s?: ?",
    "de": r"(?:Aktenzeichen|A[Zz]\.|AZ|Az|Geschäftszeichen|Geschäftszahl|Geschäftsnummer|Geschäfts-Nr\.|"
    r"Gesch\.-?Nr\.|Verfahrensnummer|Verfahrens-Nr\.|G[Zz]\.|GZ|Rs\.|Rechtssachen?|Prozess-?Nr\.)"
    r"(?: ?(?:Nr\.|lautet|beim \w+))? ?:? ?",
    "fr": r"(?:[Pp]ourvois?|[Dd]ossiers?|[Aa]ffaires?|[Rr]ôle|[Rr]épertoire|[Rr]ecours|[Pp]rocédures?|"
    r"[Cc]auses?)(?: général)? [Nn](?:°s?|os?|uméros?) ?:? ?(?:RG ?)?",
    "nl": r"(?:[Zz]aak(?:-? ?/ ?rol)?nummers?|[Zz]aak-?nr\.?|[Zz]aaknrs?\.?|[Rr]olnummers?|[Rr]olnrs?\.?|"
    r"[Pp]arketnummers?|[Pp]arketnr\.?|[Rr]ekestnummers?|[Rr]eg(?:istratie)?\.?nummers?|"
    r"[Pp]rocedurenummers?|[Zz]aak/rol(?:nummer|nr\.?))"
    r"(?: (?:gerechtshof|rechtbank|hof|rb\.?|in (?:eerste aanleg|hoger beroep)|"
    r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?)){0,3} ?:? ?",
    "sv": r"(?:[Mm]ål(?:et|en)? (?:nr|nummer)|[Mm]ålnr|[Mm]ålnummer|Dnr)\.? ?:? ?",
    "da": r"(?:[Ss]ag(?:en|er)?s?l?\.?(?:nr\.?|nummer| nr\.?)|[Ss]ak(?:en)?s?(?:nr\.?|nummer| nr\.?))\.? ?:? ?",
    "fi": r"(?:[Dd]iaarinumero|[Dd]naro|[Dd]nro|asianumero)\.? ?:? ?",
    "pl": r"(?:[Ss]ygn\.(?: akt)?|[Ss]ygnatur\w* akt) ?:? ?",
    "cs": r"(?:[Ss]p\. ?zn\.) ?:? ?",
    "hr": r"(?:[Pp]oslovni broj|[Pp]oslovnim brojem|posl\. ?br\.|[Pp]redmetu?(?: broj)?) ?:? ?",
    "lt": r"(?:[Bb]yl(?:a|os|oje|ose|ą) Nr\.|proceso Nr\.) ?:? ?",
    "hu": r"[Üü]gyszám ?:? ?",
    "ro": r"[Dd]osar(?:ul)?(?: nr\.?)? ?:? ?",
    "es": r"(?:[Ee]xpedientes?|EXPEDIENTES?|[Ee]xpte\.|[Ee]xp\.|[Rr]adica(?:ción|do)|[Ss]umario|[Rr]ollo|"
    "[Cc]ausa|[Pp]rocedimiento|"
    r"[Rr]ecurso(?: de \w+)?|[Ff]icha|[Aa]utos?)(?: (?:[Nn][.º°oO]{1,3}s?\.?|[Nn]úms?\.|[Nn]úmeros?|"
    r"[Nn]ros?\.?)) ?:? ?",
    "pt": r"(?:[Pp]rocessos?|[Pp]roc\.)(?: (?:[Nn][.º°oO]{1,3}s?\.?|[Nn]úms?\.|[Nn]úmeros?)) ?:? ?",
    "rw": r"[Uu]rubanza (?:[Nn][°o]?\.? )?",
}
_SAME = {"no": "da", "nb": "da", "nn": "da", "bs": "hr", "sr": "hr", "sl": "hr", "sk": "cs", "gl": "es", "ca": "es"}


@lru_cache(maxsize=64)
def _cue(language: str | None) -> re.Pattern[str]:
    """The cues of one language and of English, in which records of every State are written; all if unknown."""
    own = _SAME.get(language or "", language)
    names = list(_CUES) if language is None else [name for name in ("en", own) if name in _CUES]
    return re.compile("|".join(_CUES[name] for name in dict.fromkeys(names)))


_WRITTEN = (
    r"(?:(?:[A-ZÄÖÜ]{1,5}|[IVX]{1,4}|\d{1,4}) ){0,2}[A-ZÄÖÜ0-9][A-Za-zÄÖÜäöü0-9]*(?:(?:[-._]| ?/ ?)"
    r"[A-Za-z0-9]+|\([A-Z]{1,4}\)[A-Z]?)*(?: of (?:19|20)\d\d)?"
)
_NUMBER = re.compile(r"(?P<no>" + _WRITTEN + r")")
_JOIN = re.compile(
    r"(?: ?[,;] ?(?:and |und |et |en |y |e |i )?| (?:and|und|et|en|y|e|i|och|og|&|to|t/m) )"
    r"(?=[A-Z]{0,4} ?\d)"
)
_DATE = re.compile(r"\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{2}|\d{4})|(?:19|20)\d\d(?:-\d\d-\d\d)?")
_SEPARATED = re.compile(r"\d ?[-/._] ?[A-Za-z0-9]|[A-Za-z] ?[-/._ ] ?\d|[A-Za-z]\d|\d[A-Za-z]| of ")


def find_cued_dockets(text: str, setting: Setting) -> Iterator[Hit]:
    """Every announced number in `text` (plain form)."""
    if not _may_announce(text, setting.language):
        return
    for cue in _cue(setting.language).finditer(text):
        if cue.start() and text[cue.start() - 1].isalnum():
            continue
        position = cue.end()
        while match := _NUMBER.match(text, position):
            number = _trim(match["no"])
            if not _is_number(number):
                break
            end = position + len(number)
            yield Hit(position, end, _DOCKET, one_blank(number), "docket.cue")
            joined = _JOIN.match(text, end)
            if joined is None:
                break
            position = joined.end()


@lru_cache(maxsize=64)
def _own_cue(language: str | None) -> re.Pattern[str] | None:
    """The cues of the language itself; None where they are the English ones or unknown."""
    own = _SAME.get(language or "", language or "")
    return re.compile(_CUES[own]) if own != "en" and own in _CUES else None


def _may_announce(text: str, language: str | None) -> bool:
    """Whether a quick look leaves it possible that a cue stands in `text`; False is certain."""
    if language is None or _ENGLISH_NUMBER.search(text) is not None or (":" in text and _ENGLISH_COLON.search(text)):
        return True
    own = _own_cue(language)
    return own is not None and own.search(text) is not None


# How every English cue ends, before what a number can begin with.
_ENGLISH_NUMBER = re.compile(r" [Nn](?:[Oo]s?\.?|[Uu][Mm][Bb][Ee][Rr][Ss]?)[:;]? ?:? ?[A-ZÄÖÜ0-9]")
_ENGLISH_COLON = re.compile(r"(?:Case|Docket|Appeal Ref(?:erence)?|Court File|Claim)s?: ?[A-ZÄÖÜ0-9]")


def _trim(number: str) -> str:
    """`number` without a following word (`22/123 Urteil`) or stop."""
    while number and not (number[-1].isdigit() or number[-1].isalpha() or number[-1] == ")"):
        number = number[:-1]
    pieces = number.split(" ")
    while len(pieces) > 1 and not any(c.isdigit() for c in pieces[-1]):
        pieces.pop()
    return " ".join(pieces)


def _is_number(number: str) -> bool:
    if not any(character.isdigit() for character in number) or _DATE.fullmatch(number):
        return False
    if _SEPARATED.search(number):
        return len(number) >= 4 and not re.fullmatch(r"\d+[A-Za-z]{3,}", number)
    return number.isdigit() and 4 <= len(number) <= 12 and not re.fullmatch(r"(?:19|20)\d\d", number)
