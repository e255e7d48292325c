"""Court identifiers in every written form, brought to comparison keys.

A key is made of the letters and numbers of an identifier alone: upper case, marks and separators dropped, leading
zeros dropped, two numbers that follow each other kept apart by `-`. So `3StR564/19`, `3 StR 564/19` and
`BGH, Urt. v. 28.1.2021 - 3 StR 564/19` all give `3STR564-19`. ECLIs keep their own form (`ECLI:NL:HR:2009:BG4822`).
Pure string work; nothing here knows which identifiers exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """An identifier inside a longer text: code-point span in that text and its keys, the most specific first."""

    start: int
    end: int
    keys: tuple[str, ...]


# -- normal form of characters and numbers ---------------------------------------------------------------------------

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_FOLD = str.maketrans(
    dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_INVISIBLE, " ")
    | {"\u2044": "/", "\u2215": "/", "\uff0f": "/", "\uff1a": ":", "\u2236": ":", "\u2019": "'"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0xFF10) for digit in range(10)}
)
_PIECES = re.compile(r"[0-9]+|[^\W\d_]+")
_SPECIAL_LETTERS = str.maketrans({"ß": "SS", "ẞ": "SS", "Æ": "AE", "Ø": "O", "Œ": "OE", "Ð": "D", "Þ": "TH", "Ł": "L"})

# Words that stand before or inside a number without being part of it: `No. 191`, `Application no. 51357/07`,
# `HRRS 2021 Nr. 315`, `Rt. 2010 s. 1445`, `I.C.J. Reports 2002, p. 3`.
_NUMBER_SIGN = re.compile(
    r"\b(?:nos?|nrs?|num|núm|número|numéro|n)[°º]|(?<![^\W\d_])(?:nos?|nrs?|núms?|número|numéro)(?![^\W\d_])\.?|№|n\s?[°º]|#",
    re.IGNORECASE,
)
_PAGE_SIGN = re.compile(
    r"(?<=\d)(?:[\s,]+(?:pp?|ss?|side|sid|page|seite)\.?|(?:pp?|ss?|side|page|seite)\.)\s*(?=\d)", re.IGNORECASE
)
_PUBLISHER = re.compile(r"\(\s*(?:Can|BAI|Aust|NZ|Saf|Wor|Pac|HK)LII\s*\)", re.IGNORECASE)  # 2009 QCCS 4865 (CanLII)
_VOLUME_SIGN = re.compile(r"(?<![^\W\d_])(?:bd|band|vol|volume|tome)\.?\s*(?=\d)", re.IGNORECASE)  # BGHSt Bd. 64, S. 10
KIND_WORDS = (
    r"(?:az|aktenzeichen|gz|geschäftszahl|geschäftszeichen|docket|dossier|case|cases|criminal|civil|appeal|aktz|"
    r"application|app|appl|requête|rolnummers?|rolnr|ro|parketnummers?|parketnr|zaaknummers?|zaaknr|mål|målnr|målnummer|"
    r"sag|sagsnr|sak|saksnr|sumario|procedimiento|abreviado|diligencias|previas|rollo|recurso|casación|amparo|pourvoi|"
    r"arrêt|causa|expediente|exp|proceso|asia|dnro|diaarinumero|ügyszám|file|matter|ref|aktenz)"
)
"""Words that say what kind of number follows; a pattern without case."""
_KIND_WORDS = re.compile(rf"^(?:\W*\b{KIND_WORDS}\b\.?:?)+\W*", re.IGNORECASE)


def fold_characters(text: str) -> str:
    """`text` with every kind of hyphen, blank, slash, colon and digit in its plain form, code point for code point."""
    return text.translate(_FOLD)


def _key(text: str) -> str:
    text = _PAGE_SIGN.sub(" ", _NUMBER_SIGN.sub(" ", _PUBLISHER.sub("", _VOLUME_SIGN.sub(" ", fold_characters(text)))))
    text = unicodedata.normalize("NFKD", text.upper().translate(_SPECIAL_LETTERS))
    text = "".join(character for character in text if not unicodedata.combining(character))
    key = ""
    for piece in _PIECES.findall(text):
        if piece.isdigit():
            key += ("-" if key[-1:].isdigit() else "") + (piece.lstrip("0") or "0")
        else:
            key += piece
    return key.replace("ICJREPORTS", "ICJREP")


# -- the written forms -----------------------------------------------------------------------------------------------


def _ecli_keys(match: re.Match[str]) -> Iterator[str]:
    country, court, year, ordinal = (part.upper() for part in match.group("country", "court", "year", "ordinal"))
    country = country or "NL"
    ordinal = ordinal.rstrip(".")
    yield f"ECLI:{country}:{court}:{year}:{ordinal}"
    # Some courts write their docket into the ordinal; the rule is each court's own, published with its ECLI scheme.
    if country == "NL" and re.fullmatch(r"[A-Z]{2}\d{4}", ordinal):
        yield "LJN" + ordinal  # the old Landelijk Jurisprudentienummer
    elif country == "DE" and (found := re.fullmatch(r"\d{6}[A-Z](\d+[A-Z]+\d+|[A-Z]+\d+)\.(\d\d)\.\d+", ordinal)):
        yield _key(f"{found[1]}/{found[2]}")  # BGH, BVerwG, BAG ...: date, type letter, docket
    elif court == "BVERFG" and (found := re.fullmatch(r"[A-Z]{2}\d{8}\.(\d)(BV[A-Z])(\d{4})(\d\d)", ordinal)):
        yield _key(f"{found[1]} {found[2]} {found[3]}/{found[4]}")
    elif country == "CE" and (found := re.fullmatch(r"\d{4}[A-Z]{3}(\d{7})(\d\d)", ordinal)):
        yield _key(f"{found[1]}/{found[2]}")  # European Court of Human Rights: date, type, application


def _spaced_ecli_keys(match: re.Match[str]) -> Iterator[str]:
    court, year, ordinal = (part.upper() for part in match.group("court", "year", "ordinal"))
    yield f"ECLI:DE:{court}:{year}:{'.'.join(ordinal.split())}"


def _belgian_keys(match: re.Match[str]) -> Iterator[str]:
    """`P.01.1035.F` of the Cour de cassation is also written `P011035F`."""
    yield _key("{section}.{year}.{number}.{language}".format(**match.groupdict()))


def _joint_keys(match: re.Match[str]) -> Iterator[str]:
    """`AK 59 und 60/19` is AK 59/19 and AK 60/19."""
    for number in re.findall(r"\d+", match["numbers"]):
        yield _key(f"{match['register']} {number}/{match['year']}")


def _dutch_keys(match: re.Match[str]) -> Iterator[str]:
    """Dutch courts of appeal write one number as `22-001197-22` and `2200119722`."""
    digits = match[0]
    yield _key(f"{digits[:2]}-{digits[2:8]}-{digits[8:10]}" + digits[10:])


def _french_keys(match: re.Match[str]) -> Iterator[str]:
    """The Cour de cassation's `22-82.468` is also written `22-82468`, which may be a number of another court."""
    yield _key(match[0])
    yield _key("{year}-{series}.{number}".format(**match.groupdict()))


def _plenary_keys(match: re.Match[str]) -> Iterator[str]:
    """`Ass. plén., arrêt n° 668` and `arrêt n° 668 de l'assemblée plénière`."""
    yield f"ASSPLEN{int(match['number'])}"


def _series_keys(match: re.Match[str]) -> Iterator[str]:
    """`UKSC 2019/51` is `[2019] UKSC 51`; with the zeros of a case number (`UKSC 2018/0028`) it is none."""
    if match["number"].startswith("0"):
        yield _key(match[0])
    else:
        yield _key("{year} {series} {number}".format(**match.groupdict()))


def _own_key(match: re.Match[str]) -> Iterator[str]:
    yield _key(_KIND_WORDS.sub("", match[0]))


def _register_keys(match: re.Match[str]) -> Iterator[str]:
    """`3-3 StE 5/2018` is also `3-3 StE 5/18`."""
    key = _key(_KIND_WORDS.sub("", match[0]))
    yield key
    if found := re.fullmatch(r"S(\d+-\d+)", key):
        yield found[1]  # S 17/02109: the sign of the criminal chamber is mostly left out
    if found := re.fullmatch(r"(.*[A-Z]\d+)-(?:19|20)(\d\d)", key):
        yield f"{found[1]}-{found[2].lstrip('0') or '0'}"


_DATE = (
    r"(?:(?<![./-])\d{1,2}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?(?:(?:17|18|19|20)\d\d|\d\d(?=\s))|(?:17|18|19|20)\d\d-\d{1,2}(?:-\d{1,2})?|"
    r"(?:19|20)\d\d[-/](?:19|20)\d\d)(?!\d)"
)
# short words that stand before a number in a sentence; a register sign is any other word of up to three letters, or one
# of up to five in capitals
_NOT_REGISTERS = (
    r"(?!(?:hr|bgh|ogh|olg|cass|cedh|echr|egmr|ehrm|tedh|a|abs|all|am|an|and|any|are|art|as|at|au|auf|aus|aux|av|az|bei|but|by|can|cf|con|dans|de|del|dem|den|der|des|"
    r"det|did|die|du|een|ein|el|en|es|est|et|for|from|has|het|how|im|in|is|ist|its|ja|la|las|le|les|los|may|med|met|mit|"
    r"nach|no|nor|not|nr|och|of|og|on|op|or|os|ou|our|p|par|per|por|que|qui|rn|s|see|sur|the|til|to|um|und|une|uit|van|"
    r"vgl|vi|via|vom|von|vs|was|who|why|y|zu|zum|zur)[\s.-])"
)
_REGISTERS = r"StR|StB|StE|StS|St|BJs|OJs|BGs|ARs|BvR|BvQ|BvL|BvE|KLs|Ks|Js|Ws|Ss|Os"
_REGISTER_WORD = r"(?:[A-ZÄÖÜ]{1,3}|(?-i:[A-ZÄÖÜ]{4,5}|[A-Z][A-Za-z]?[A-Z][a-z]{0,2}))"
_COLLECTIONS = (
    r"BGHSt|BGHZ|BVerfGE|BVerfGK|BVerwGE|BAGE|BFHE|BSGE|BGE|ATF|DTF|NJA|HRRS|NStZ(?:-RR)?|StV|NJW(?:-RR)?|JZ|NJ|NJB|Rt|RG|"
    r"UfR|U|TfK|EuGRZ|AC|QB|WLR|ILM|ILR|ICJ Rep(?:orts)?|I\.\s?C\.\s?J\.\s?Rep(?:orts)?|I C J Rep(?:orts)?|Reports"
)
_SERIES = (
    r"UKSC|UKHL|UKPC|UKUT|UKFTT|UKAIT|UKIAT|EWCA(?:\s(?:Crim|Civ))?|EWHC|EWCOP|CSIH|CSOH|HCJAC|NICA|NIQB|NIKB|ZA[A-Z]{2,6}|"
    r"IESC|IEHC|IECA|SCC|CSC|FCA|FC|CF|CAF|TMB|[OQBAMSNPY][NCBSLTEK][A-Z]{2}|CMAC|HCA|FCAFC|NSW[A-Z]+|VSC[A-Z]*|NZ[A-Z]{2}|"
    r"ECHR|SGCA|SGHC|HKCFA|KEHC|KECA|EACJ|UGHC|UGSC|GMHC|SCJ"
)
_US_REPORTERS = (
    r"U\.?\s?S\.?|F\.?\s?(?:2d|3d|4th)|F\.?\s?Supp\.?(?:\s?[23]d)?|F\.?\s?App'?x\.?|S\.?\s?Ct\.?|L\.?\s?Ed\.?(?:\s?2d)?|"
    r"I\.?L\.?M\.?|I\.?L\.?R\.?|EHRR|WLR|W\.L\.R\."
)

_NO_DOCKET = r"(?![^\W_]|\s?[/-]\s?\d)"  # the number of a page ends here

_Keys = Callable[[re.Match[str]], Iterator[str]]


def _form(pattern: str, keys: _Keys = _own_key, *, any_case: bool = True) -> tuple[re.Pattern[str], _Keys]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE if any_case else 0), keys


# In order of preference: at one place of a text the first form that fits is taken. A date is a form without a key.
_FORMS: tuple[tuple[re.Pattern[str], _Keys], ...] = (
    # the dots of a German ordinal lost: ECLI:DE:BGH:2019:160519BAK23 19 0
    _form(
        r"ECLI[\s:./_-]+DE[\s:./_-]+(?P<court>[A-Z]{2,7})[\s:./_-]+(?P<year>(?:19|20)\d\d)[\s:./_-]+"
        r"(?P<ordinal>(?:\d{6}[BUV]|\d{4}\s)[A-Z0-9]+(?:\s[A-Z0-9]+){0,2}\s\d{1,4}\s\d{1,2})",
        _spaced_ecli_keys,
    ),
    _form(
        r"(?:ECLI\s*:\s*)?(?P<country>[A-Z]{2})\s*:\s*(?P<court>[A-Z0-9]{1,7})\s*:\s*(?P<year>(?:1[6-9]|20)\d\d)\s*:\s*"
        r"(?P<ordinal>[A-Z0-9](?:[A-Z0-9.]{0,24}))",
        _ecli_keys,
    ),
    _form(
        r"ECLI[\s:./_-]+(?P<country>[A-Z]{2})[\s:./_-]+(?P<court>[A-Z0-9]{1,7})[\s:./_-]+(?P<year>(?:1[6-9]|20)\d\d)"
        r"[\s:./_-]+(?P<ordinal>[A-Z0-9](?:[A-Z0-9.]{0,24}))",
        _ecli_keys,
    ),
    # the Netherlands, without the country: GHDHA:2024:934
    _form(
        r"(?P<country>)(?P<court>HR|PHR|RVS|CRVB|CBB|(?:GH|RB)[A-Z]{2,5})\s?:\s?(?P<year>(?:19|20)\d\d)\s?:\s?"
        r"(?P<ordinal>\d{1,5}|[A-Z]{2}\d{4})",
        _ecli_keys,
    ),
    _form(r"LJN[\s:.-]*[A-Z]{2}\s?\d{4}"),
    _form(r"(?!(?:NJ|AC|QB|RG|JZ)\d)[A-Z]{2}\d{4}", lambda match: iter(("LJN" + match[0],)), any_case=False),
    # [2000] 1 AC 147; (2019) 45 EHRR 3; 2000 1 AC 147; 2015 (1) SA 315 (CC); not 27. Juli 2017 (3 StR 57/17)
    _form(
        r"[\[(](?:1[6-9]|20)\d\d[\])]\s*(?:(?:\(\d{1,3}\)|\d{1,3})\s*)?[A-Z][A-Z.]{0,9}(?:\s[A-Z][A-Z.]{1,6})?\s*\d{1,5}"
        rf"{_NO_DOCKET}(?:\s*\([A-Z]+\))?"
    ),
    _form(
        r"(?:1[89]|20)\d\d\s+(?:\(\d{1,3}\)|\d{1,3})\s+[A-Z][A-Z.]{1,9}\s+\d{1,5}"
        rf"{_NO_DOCKET}(?:\s*\([A-Z]+\))?"
    ),
    _form(r"(?:1[89]|20)\d\d\s*\(\d{1,3}\)\s*[A-Z][A-Z.]{1,9}\s*\d{1,5}(?:\s*\([A-Z]+\))?"),
    _form(rf"(?:1[89]|20)\d\d\s*(?:{_SERIES})\s*\d{{1,6}}(?:\s*\([A-Z]+\))?"),
    _form(
        rf"(?P<series>{_SERIES})\s*(?P<year>(?:1[89]|20)\d\d)\s?[/-]\s?(?P<number>\d{{1,5}})(?!\s?[/-]\s?\d)",
        _series_keys,
    ),
    _form(rf"(?P<series>{_SERIES})\s*(?P<number>\d{{1,5}})\s*[\[(](?P<year>(?:1[89]|20)\d\d)[\])]", _series_keys),
    # 611 F.3d 783; 542 U.S. 692
    _form(rf"\d{{1,4}}\s*(?:{_US_REPORTERS})\s*\d{{1,5}}"),
    # BGHSt 65, 286; HRRS 2021 Nr. 315; Rt. 2010 s. 1445; I.C.J. Reports 2002, p. 3; NJ 2011/91
    _form(
        rf"(?:{_COLLECTIONS})[\s.,-]*(?:(?:bd|band|vol|volume|tome)\.?\s*)?\d{{1,4}}(?:\s*\(?[IVX]{{1,3}}\)?)?(?:[\s,/.:-]+|\s*(?:nr|no|s|p)\b\.?\s*)"
        r"(?:(?:nr|no|s|p|pp|side|page)\.?\s*)?\d{1,5}"
    ),
    # international courts: ICC-01/04-01/06-2842, IT-94-1-A, ICTR-96-4-T, KSC-BC-2020-06, 002/19-09-2007/ECCC/SC
    _form(r"(?:ICC|IT|ICTR|MICT|SCSL|STL|SPSC)(?:\s?-\s?|\s)\d{2}(?:\s?[-/]\s?[A-Z0-9]{1,10}|\.\d+)+"),
    _form(r"(?:KSC|SCSL|MICT)-[A-Z]{2}(?:-\d{2,4})+(?:/[A-Z0-9]{1,8})*"),
    _form(r"\d{3}(?:/\d{1,2})?[-/]\d\d-\d\d-\d{4}(?:[-/]ECCC(?:[-/][A-Z]{1,4})*)?"),
    _form(r"(?:HR|LB|LE|LG|LA|LF|LH|TOSLO|TOSL)-(?:19|20)\d\d-\d{1,6}(?:-[A-Z])?"),  # Norway: HR-2010-2057-P
    _form(r"(?:HR|LB|LE|LG|LA|LF|LH|TOSLO|TOSL)\s(?:19|20)\d\d\s\d{1,6}\s[A-Z]"),
    _form(r"C\s?-\s?\d{1,4}\s?/\s?\d\d(?:\s(?:P|PPU|RX)(?![^\W_]))?"),  # Court of Justice of the EU
    _form(_DATE, lambda match: iter(())),
    # AK 59 und 60/19
    _form(
        r"(?P<register>(?:\d{1,3}\s?)?[A-Z]{1,6})\s(?P<numbers>\d{1,5}(?:\s?,\s?\d{1,5})*\s?(?:,|und|and|u\.|&|et|en)\s?\d{1,5})"
        r"/(?P<year>\d\d(?:\d\d)?)",
        _joint_keys,
    ),
    # Germany with another mark before the year, or the court grown on: 3 StR 564.19, 3 StR 564 19, 3StR564/19BGH
    _form(
        rf"(?P<whole>(?:(?:\d{{1,3}}|[IVX]{{1,5}})\s?-\s?)?\d{{1,3}}\s?(?:{_REGISTERS})\s?\d{{1,6}}"
        r"(?:(?:\s?[._]\s?|\s)\d\d|\s?/\s?\d\d(?=BGH|OLG|LG|KG|GBA)))(?:BGH|OLG|LG|KG|GBA)?",
        lambda match: iter((_key(match["whole"]),)),
    ),
    # German and Austrian registers: 3 StR 564/19, III-2 Ws 1/20, (2) 3 StE 7/22-4 (1/22), 8 K 2284/06 GrE, IX ZB 72/08
    _form(
        r"(?:\(\d{1,2}\)\s?)?(?:(?:\d{1,3}|[IVX]{1,5})\s?-\s?)?(?:\d{1,3}|[IVX]{1,5}\s)\s?[A-ZÄÖÜ][A-ZÄÖÜ]{0,7}\.?\s?"
        r"(?:\([A-Z]+\)\s?)?\d{1,6}\s?[/-]\s?\d\d(?:\d\d)?(?:\s?[A-Z](?![^\W_]))?(?:\s?-\s?\d{1,4}(?:/\d\d)?)*(?:\s?\(\d{1,4}/\d\d\))?"
        r"(?:\s(?:GrE|PKH|AK|BGs)(?![^\W_]|\s?\d))?",
        _register_keys,
    ),
    # one register word before the number: StB 14/19, CCT 02/14, R 09/404, STS 1240/2006, IV-26/96
    _form(
        rf"{_NOT_REGISTERS}{_REGISTER_WORD}\.?\s?-?\s?\d{{1,6}}\s?/\s?\d{{1,6}}(?:\s?-\s?\d{{1,4}})*", _register_keys
    ),
    # Sweden: B 4084-04; Switzerland: SK.2019.17, 6B_1234/2019; Belgium: P.01.1035.F
    _form(r"(?:B|T|Ö|Ä|M|UM|PMT)\s?\d{1,6}-\d\d"),
    _form(r"(?:[A-Z]{1,3}\.\s?|(?:SK|CA|CR|CN|BB|BE|BG|BH|BK|BP|BV|RR|RP|SN|TPF)\s)(?:19|20)\d\d\s?[. ]\s?\d{1,4}"),
    _form(r"\d[A-Z][_.]\s?\d{1,5}\s?/\s?(?:19|20)\d\d"),
    _form(r"(?P<section>[CDFGHPS])[. ]?(?P<year>\d\d)[. ]?(?P<number>\d{4})[. ]?(?P<language>[FN])", _belgian_keys),
    _form(r"2\d00\d{6}(?:-\d{1,2})?", _dutch_keys),
    _form(r"\d\d(?P<between>[ ./])\d{6}(?:(?P=between)|[/-])\d\d"),  # the Netherlands: 22 001283 21, 09/748003/18
    _form(r"(?P<year>\d\d)-(?P<series>[1-9]\d)[. ]?(?P<number>\d{3})(?![-/\d])", _french_keys),
    # a bare number: 51357/07, 22-80.057, 500-73-002500-052, 06-20758-CR-CMA
    _form(r"\d{1,6}(?:\s?/\s?|-)\d{1,8}(?:[-/.]\d{1,6}){0,4}(?:-[A-Z]{1,4})*"),
    # the same with blanks for its marks: 500 73 002500 052; not 10 000 000
    _form(r"(?!\d{1,3}(?:\s\d{3})+(?!\s?\d))(?=(?:\s?\d){9})\d{1,6}(?:\s\d{1,8}){2,4}"),
    _form(r"general\s*list\s*(?:no\.?\s*)?\d{1,4}"),
    # the French plenary: Ass. plén., arrêt n° 668
    _form(
        r"Ass(?:embl[ée]e)?\.?\s*pl[ée]n(?:i[èe]re)?\.?\s*,?\s*(?:arr[êe]t\s*)?n\s?[°ºo]\.?\s?(?P<number>\d{1,4})",
        _plenary_keys,
    ),
    _form(
        r"arr[êe]t\s*n\s?[°ºo]\.?\s?(?P<number>\d{1,4})\s*,?\s*(?:de\s+l')?ass(?:embl[ée]e)?\.?\s*pl[ée]n(?:i[èe]re)?",
        _plenary_keys,
    ),
)


def find_identifiers(text: str) -> list[FoundIdentifier]:
    """The identifiers in `text`, left to right, not overlapping. Dates and year ranges are none."""
    plain = fold_characters(text)
    taken = bytearray(len(plain))
    found: list[FoundIdentifier] = []
    for pattern, keys in _FORMS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            if distinct := tuple(dict.fromkeys(key for key in keys(match) if key)):
                found.append(FoundIdentifier(start, end, distinct))
    return sorted(found, key=lambda item: item.start)


_BETWEEN = re.compile(r"[;|]|,(?=\s*[A-Z\[(])", re.IGNORECASE)


def identifier_keys(text: str) -> list[str]:
    """Every key of one identifier as typed or stored, the most specific first; several identifiers in `text` (joint
    dockets, parallel citations) give the keys of each. A text without a digit has none."""
    text = " ".join(fold_characters(text).split())
    keys: list[str] = []
    for found in find_identifiers(text):
        keys.extend(found.keys)
    if not keys:
        for part in _BETWEEN.split(text):
            key = _key(_KIND_WORDS.sub("", part))
            if key.isdigit():
                key = _key(part)  # a number that counts only with its word: `General List No. 121`
            if any(character.isdigit() for character in key) and not key.isdigit():
                keys.append(key)
    return list(dict.fromkeys(keys))


# -- less than the whole ---------------------------------------------------------------------------------------------

_PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(ICC\d+-\d+-\d+-\d+)-\d.*"), r"\1"),  # the situation and case of an ICC document number
    # without the chamber's letter (IT-94-1-A), check letter (11 Os 41/19t), kind of case (C-416/04 P)
    (re.compile(r"(.*\d-\d+)[A-Z]{1,4}"), r"\1"),
    (
        re.compile(r".*?(\d+(?:STE|OJS|BJS|STS|ST|STR)\d+-\d+).*"),
        r"\1",
    ),  # Germany: without senate and prosecutor's parts
    (re.compile(r"(.*\d(?:STE|OJS|BJS|STS|ST|STR)\d+-\d{1,2})-\d.*"), r"\1"),  # and with the senate's
    (re.compile(r"(\d+-\d+)CR.*"), r"\1"),  # United States: without the kind and the judge
    (re.compile(r"(.*\d[A-Z]+\d+)(?:CC|SCA|ADMIN|CH|FAM|COMM|QB|KB)"), r"\1"),  # without the court in brackets
    (re.compile(r"((?:19|20)\d\d)-\d+([A-Z]+\d+.*)"), r"\1\2"),  # a report without its volume
    (re.compile(r"[A-Z]+(\d+-\d+(?:-\d+)*)"), r"\1"),  # the number without its register word
    (re.compile(r"\d+([A-Z]+\d+-\d+)"), r"\1"),  # the number without its chamber
    (re.compile(r"\d+[A-Z]+(\d+-\d+)"), r"\1"),  # the number without chamber and register
)


def partial_keys(key: str) -> list[str]:
    """What of `key` people type when they leave something out (`564/19`, the ICC case without the document number);
    candidates only: another decision may have the same."""
    if key.startswith("ECLI:"):
        return []
    parts = [pattern.sub(replacement, key) for pattern, replacement in _PARTS if pattern.fullmatch(key)]
    return [part for part in dict.fromkeys(parts) if part != key]
