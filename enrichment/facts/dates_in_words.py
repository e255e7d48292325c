"""Dates that courts write out in words, in Spanish and French, and those that take their year from a number."""

from __future__ import annotations

import re

from enrichment.facts.months import MONTHS, NAMES

YEAR = r"(?:1[6-9]|20)\d\d"

_SPANISH_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "uno",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
            "trece",
            "catorce",
            "quince",
            "dieciséis",
            "diecisiete",
            "dieciocho",
            "diecinueve",
            "veinte",
            "veintiuno",
            "veintidós",
            "veintitrés",
            "veinticuatro",
            "veinticinco",
            "veintiséis",
            "veintisiete",
            "veintiocho",
            "veintinueve",
            "treinta",
        ],
        start=1,
    )
} | {"primero": 1, "dieciseis": 16, "veintidos": 22, "veintitres": 23, "veintiseis": 26, "un": 1}
_SPANISH_TENS = {
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
    "treinta": 30,
}
_SPANISH_WORDS = "|".join(sorted((*_SPANISH_UNITS, *_SPANISH_TENS), key=len, reverse=True))
SPANISH = re.compile(
    rf"(?P<d>(?i:treinta y un[oa]?|{_SPANISH_WORDS}))"
    rf"(?: \(\d{{1,2}}\))?(?: días?)?(?: del mes)? de (?P<m>(?i:{NAMES})),? ?(?:de|del año|del)"
    rf" (?P<y>(?i:(?:dos mil|mil novecientos)(?: (?:{_SPANISH_WORDS}))?(?: y (?:{_SPANISH_WORDS}))?))"
)


# `huit décembre deux mille vingt-cinq`; French acts may begin with the year: `L'an deux mille vingt, le douze juillet`
_FRENCH_TO_THIRTY_FIVE = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit "
    "vingt-neuf trente trente-et-un trente-deux trente-trois trente-quatre trente-cinq"
)
_FRENCH_UNITS = {
    word: number
    for number, word in enumerate(
        _FRENCH_TO_THIRTY_FIVE.split(),
        start=1,
    )
} | {"premier": 1, "quatre-vingt-dix": 90, "quatre-vingt": 80, "soixante-dix": 70}
_FRENCH_UNITS |= {f"quatre-vingt-{word}": 80 + number for word, number in list(_FRENCH_UNITS.items())[:19]}
_FRENCH_WORDS = "|".join(sorted(_FRENCH_UNITS, key=len, reverse=True))
_FRENCH_YEAR = rf"(?:deux mille|mil(?:le)? neuf cent)(?:[ -](?:{_FRENCH_WORDS}))?"
FRENCH = re.compile(
    rf"(?P<d>(?i:{_FRENCH_WORDS})) (?P<m>(?i:{NAMES})) (?P<y>(?i:{_FRENCH_YEAR}))(?!\w)|"
    rf"[Ll]'an (?P<y2>(?i:{_FRENCH_YEAR})),? (?:et )?le (?P<d2>\d{{1,2}}|(?i:{_FRENCH_WORDS})) "
    rf"(?P<m2>(?i:{NAMES}))(?!\w)"
)
# Spanish courts give the year with the number: `Sentencia 237/2005, de 26 de septiembre`.
OF_NUMBER = re.compile(
    rf"(?i:sentencia|auto|providencia) (?:(?:núm|n)[.º°]* ?)?\d{{1,5}}/(?P<y>{YEAR}),? de (?P<d>[0-3]?\d) de "
    rf"(?P<m>(?i:{NAMES}))(?! de(?:l año)? \d)(?!\w)"
)


def _spanish_number(words: str) -> int:
    return sum(_SPANISH_UNITS.get(word, _SPANISH_TENS.get(word, 0)) for word in words.casefold().split() if word != "y")


def _spanish_year(words: str) -> int:
    words = words.casefold()
    base = 2000 if words.startswith("dos mil") else 1900
    return base + _spanish_number(words.removeprefix("dos mil").removeprefix("mil novecientos").strip())


def _french_year(words: str) -> int:
    base, rest = (
        (2000, words.removeprefix("deux mille"))
        if words.startswith("deux")
        else (1900, words[words.index("cent") + 4 :])
    )
    return base + _FRENCH_UNITS.get(rest.strip(" -"), 0)


def spelled(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day of a match of `SPANISH` or `FRENCH`."""
    if match.re is SPANISH:
        return _spanish_year(match["y"]), MONTHS[match["m"].casefold()], _spanish_number(match["d"])
    first = "2" if match["y"] is None else ""
    day, month, year = (match[group + first].casefold() for group in ("d", "m", "y"))
    return _french_year(year), MONTHS[month], int(day) if day.isdigit() else _FRENCH_UNITS[day]
