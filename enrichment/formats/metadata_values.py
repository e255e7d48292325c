"""Values as portals write them, in the forms `Declared` promises: dates, languages, countries, lists."""

from __future__ import annotations

import re
from datetime import date

_LANGUAGES = {
    "deu": "de", "ger": "de", "german": "de", "deutsch": "de", "eng": "en", "english": "en", "fra": "fr", "fre": "fr",
    "french": "fr", "français": "fr", "nld": "nl", "dut": "nl", "dutch": "nl", "spa": "es", "spanish": "es",
    "swe": "sv",
    "swedish": "sv", "ita": "it", "por": "pt", "pol": "pl", "dan": "da", "fin": "fi", "nor": "no", "nob": "no",
    "nno": "no",
    "lit": "lt", "hrv": "hr", "srp": "sr", "bos": "bs", "ara": "ar", "rus": "ru", "ukr": "uk", "khm": "km", "kin": "rw",
    "hun": "hu", "ces": "cs", "cze": "cs", "slk": "sk", "slv": "sl", "ron": "ro", "rum": "ro", "ell": "el", "gre": "el",
    "bul": "bg", "est": "et", "lav": "lv", "mlt": "mt", "gle": "ga", "isl": "is", "tur": "tr", "heb": "he",
    "nb": "no", "nn": "no",
}  # fmt: skip
_COUNTRIES = {
    "AR": "ARG", "AT": "AUT", "AU": "AUS", "BA": "BIH", "BE": "BEL", "BG": "BGR", "BR": "BRA", "CA": "CAN", "CH": "CHE",
    "CL": "CHL", "CO": "COL", "CZ": "CZE", "DE": "DEU", "DK": "DNK", "EE": "EST", "ES": "ESP", "FI": "FIN", "FR": "FRA",
    "GB": "GBR", "GB-UKM": "GBR", "GT": "GTM", "HR": "HRV", "HU": "HUN", "IE": "IRL", "IL": "ISR", "IN": "IND",
    "IS": "ISL",
    "IT": "ITA", "KH": "KHM", "LI": "LIE", "LR": "LBR", "LT": "LTU", "LU": "LUX", "LV": "LVA", "MX": "MEX", "NL": "NLD",
    "NO": "NOR", "NZ": "NZL", "PE": "PER", "PL": "POL", "PT": "PRT", "RO": "ROU", "RS": "SRB", "RW": "RWA", "SE": "SWE",
    "SI": "SVN", "SK": "SVK", "SN": "SEN", "UA": "UKR", "UK": "GBR", "US": "USA", "UY": "URY", "ZA": "ZAF",
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january janvier januari enero jan",
            "februar february février fevrier februari febrero feb",
            "märz maerz march mars maart marzo mar",
            "april avril abril apr",
            "mai may mei mayo maj",
            "juni june juin junio jun",
            "juli july juillet julio jul",
            "august août aout augustus agosto augusti aug",
            "september septembre septiembre sep",
            "oktober october octobre octubre okt oct",
            "november novembre noviembre nov",
            "dezember december décembre decembre diciembre dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_WORDED = re.compile(r"(\d{1,2})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d]+)\.?\s+(?:de\s+)?(\d{4})")


def iso_date(value: str | None) -> str | None:
    """`20180822`, `22.08.2018`, `22/08/2018`, `22. August 2018` or `August 22, 2018` as ISO 8601; None for the rest.

    `03/04/2018` is read day first, as European portals write; a value with no such day (`2018-00-00`) is None.
    """
    value = (value or "").strip()
    if match := re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", value):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})", value):
        day, month, year = match.groups()
    elif (match := _WORDED.fullmatch(value)) and match[2].lower() in _MONTHS:
        day, month, year = match[1], str(_MONTHS[match[2].lower()]), match[3]
    elif (match := _MONTH_FIRST.fullmatch(value)) and match[1].lower() in _MONTHS:
        day, month, year = match[2], str(_MONTHS[match[1].lower()]), match[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def iso_language(value: str | None) -> str | None:
    """`deu`, `de-DE`, `English (eng)` as ISO 639-1; None for anything unknown."""
    value = (value or "").strip().lower()
    if match := re.fullmatch(r".*\((\w{2,3})\)", value):
        value = match[1]
    value = re.split(r"[-_]", value, maxsplit=1)[0]
    if value in _LANGUAGES:
        return _LANGUAGES[value]
    return value if re.fullmatch(r"[a-z]{2}", value) else None


def alpha3_country(value: str | None) -> str | None:
    """`DE`, `de`, `DEU` as ISO 3166-1 alpha-3; None for anything unknown."""
    value = (value or "").strip().upper()
    if value in _COUNTRIES:
        return _COUNTRIES[value]
    return value if value in _COUNTRIES.values() else None


def comma_list(value: str | None) -> list[str]:
    """A portal's comma list; a piece that goes on in lower case belongs to the one before."""
    return _pieces(value, r"[^\W\d_]")


def norm_list(value: str | None) -> list[str]:
    """A comma list of provisions: `§§ 823 Abs. 2, 826 BGB` is one, `§ 4 InsO, § 13 ZPO` are two."""
    return _pieces(value, r"[^\W_]|Abs|Satz|Nr|S\.")


def _pieces(value: str | None, continuation: str) -> list[str]:
    pieces: list[str] = []
    for piece in re.split(r"\s*[,;]\s+|\s*;\s*", (value or "").strip()):
        if (pieces and re.match(continuation, piece) and not piece[:1].isupper()) or (
            pieces and re.match(r"(Abs|Satz|Nr|S)\b", piece)
        ):
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces
