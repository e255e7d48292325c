"""European Case Law Identifiers (Council conclusions 2011/C 127/01): finding, parsing, normal form.

`ECLI:<country>:<court code>:<year>:<ordinal>`; the ordinal has at most 25 letters, digits and full stops. The Court of
Justice and others also write it without the first part (`EU:C:2017:683`). The normal form is upper case without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit
from enrichment.facts.normalise import plain

# ISO 3166-1 alpha-2 of the ECLI countries to alpha-3; EU, CE (Council of Europe), EP (European Patent Organisation)
# and XX (others) name organisations and have no country.
COUNTRIES = {
    "AT": "AUT", "BE": "BEL", "BG": "BGR", "CH": "CHE", "CY": "CYP", "CZ": "CZE", "DE": "DEU", "DK": "DNK",
    "EE": "EST", "EL": "GRC", "ES": "ESP", "FI": "FIN", "FR": "FRA", "GR": "GRC", "HR": "HRV", "HU": "HUN",
    "IE": "IRL", "IT": "ITA", "LI": "LIE", "LT": "LTU", "LU": "LUX", "LV": "LVA", "MT": "MLT", "NL": "NLD",
    "NO": "NOR", "PL": "POL", "PT": "PRT", "RO": "ROU", "RS": "SRB", "SE": "SWE", "SI": "SVN", "SK": "SVK",
    "TR": "TUR", "UK": "GBR", "GB": "GBR",
}  # fmt: skip
ORGANISATIONS = frozenset({"EU", "CE", "EP", "XX"})

_FULL = re.compile(
    r"[Ee](?<!\w[Ee])[Cc][Ll][Ii] ?: ?(?P<country>[A-Za-z]{2}) ?: ?(?P<court>[A-Za-z][A-Za-z0-9]{0,6}) ?: ?"
    r"(?P<year>(?:1[6-9]|20)\d\d) ?: ?(?P<ordinal>[A-Za-z0-9](?:[A-Za-z0-9.]{0,23}[A-Za-z0-9])?)(?![A-Za-z0-9])"
)
_SHORT = re.compile(
    r"(?P<country>EU|CE)(?<![\w:]..)(?<!: ..):(?P<court>[A-Z]{1,5}):(?P<year>(?:19|20)\d\d):"
    r"(?P<ordinal>[A-Za-z0-9]{1,20})(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Ecli:
    """The parts of an ECLI. `country` is the code as written there, `country_alpha3` None for organisations."""

    country: str
    court: str
    year: int
    ordinal: str

    @property
    def country_alpha3(self) -> str | None:
        """ISO 3166-1 alpha-3, None for the EU, the Council of Europe and other organisations."""
        return COUNTRIES.get(self.country)

    def __str__(self) -> str:
        return f"ECLI:{self.country}:{self.court}:{self.year}:{self.ordinal}"


def parse_ecli(written: str) -> Ecli | None:
    """The ECLI that `written` is (blanks and case do not matter), or None."""
    match = _FULL.fullmatch(plain(written).rstrip(".")) or _SHORT.fullmatch(plain(written).rstrip("."))
    return _ecli(match) if match and _known(match) else None


def normalise_ecli(written: str) -> str | None:
    """The normal form of an ECLI however written, or None."""
    parsed = parse_ecli(written)
    return str(parsed) if parsed else None


def find_eclis(text: str) -> Iterator[Hit]:
    """Every ECLI in `text` (plain form)."""
    if ":" not in text:
        return
    if "cli" in text or "CLI" in text:
        for match in _FULL.finditer(text):
            if _known(match):
                yield Hit(*match.span(), CitationKind.ECLI, str(_ecli(match)), "ecli")
    if "EU:" in text or "CE:" in text:
        for match in _SHORT.finditer(text):
            yield Hit(*match.span(), CitationKind.ECLI, str(_ecli(match)), "ecli.short")


def _known(match: re.Match[str]) -> bool:
    country = match["country"].upper()
    return country in COUNTRIES or country in ORGANISATIONS


def _ecli(match: re.Match[str]) -> Ecli:
    return Ecli(match["country"].upper(), match["court"].upper(), int(match["year"]), match["ordinal"].upper())
