"""Which known decision a document is: by ECLI, by neutral citation, or by docket number, court and day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enrichment.registry import RegistryDecision, load_registry

# rechtspraak.nl gives one judgment several ECLIs (translations, second publications); elsewhere the ECLI is the
# decision's only one, so that another ECLI means another decision.
_SEVERAL_ECLIS_PER_DECISION = {"NLD"}
# The courts of The Hague were renamed on 1 January 2013 (Wet herziening gerechtelijke kaart); later publications of
# older judgments bear either name.
_RENAMED = {"NLD/RBSGR": "NLD/RBDHA", "NLD/GHSGR": "NLD/GHDHA"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Match:
    """The known decision, or None with the reason in one line."""

    decision: RegistryDecision | None
    reason: str


def match_registry(
    ecli: str | None = None,
    docket_numbers: Sequence[str] = (),
    *,
    court_id: str | None = None,
    country: str | None = None,
    decision_date: str | None = None,
    neutral_citation: str | None = None,
) -> RegistryDecision | None:
    """The known decision with these identifiers, or None where there is none or the identifiers fit several.

    `country` is alpha-3, `decision_date` ISO 8601; see `find_match` for the rules and the reason."""
    return find_match(
        ecli,
        docket_numbers,
        court_id=court_id,
        country=country,
        decision_date=decision_date,
        neutral_citation=neutral_citation,
    ).decision


def find_match(
    ecli: str | None = None,
    docket_numbers: Sequence[str] = (),
    *,
    court_id: str | None = None,
    country: str | None = None,
    decision_date: str | None = None,
    neutral_citation: str | None = None,
) -> Match:
    """The known decision with these identifiers and why.

    An ECLI or neutral citation of the registry decides alone. Otherwise a docket number must agree together with
    the day of the decision and the court (or its country where the court is not in the register): one docket number
    covers every order of a case, so that without the day nothing is certain. Several candidates are no match."""
    if ecli:
        found = _by_ecli().get(_ecli_key(ecli), ())
        if found:
            return _only(found, f"ECLI {ecli}")
    if neutral_citation:
        keys = _citation_keys(neutral_citation)
        found = _unique(row for key in keys for row in _by_citation().get(key, ()))
        if found:
            return _only(found, f"citation {neutral_citation}")
    if not docket_numbers:
        return Match(None, "no identifier of the registry, no docket number")
    if not decision_date or not _DAY.fullmatch(decision_date):
        return Match(None, "a docket number without the day of the decision decides nothing")
    if not (court_id or country):
        return Match(None, "a docket number without court or country decides nothing")
    docket_key = _docket_key()
    by_docket = _by_docket()
    found = _unique(row for docket in docket_numbers for row in by_docket.get(docket_key(docket), ()))
    fitting = tuple(
        row
        for row in found
        if row.decision_date == decision_date and _same_court(row, court_id, country) and not _another_ecli(row, ecli)
    )
    if fitting:
        return _only(fitting, f"docket {', '.join(docket_numbers)} of {decision_date}")
    if found:
        return Match(None, "docket number known, but of another court or day")
    return Match(None, "docket number not in the registry")


def _only(found: tuple[RegistryDecision, ...], by: str) -> Match:
    if len(found) == 1:
        return Match(found[0], f"{by} is that of {found[0].decision_id}")
    return Match(None, f"{by} fits several: {', '.join(row.decision_id for row in found)}")


def _same_court(row: RegistryDecision, court_id: str | None, country: str | None) -> bool:
    if court_id and row.court_id:
        return _RENAMED.get(court_id, court_id) == _RENAMED.get(row.court_id, row.court_id)
    return bool(country) and country == row.forum_country


def _another_ecli(row: RegistryDecision, ecli: str | None) -> bool:
    if not (ecli and row.ecli) or row.forum_country in _SEVERAL_ECLIS_PER_DECISION:
        return False
    return _ecli_key(ecli) != _ecli_key(row.ecli)


def _unique(rows: Iterable[RegistryDecision]) -> tuple[RegistryDecision, ...]:
    return tuple({row.decision_id: row for row in rows}.values())


def _ecli_key(ecli: str) -> str:
    return "".join(ecli.split()).upper()


def _citation_keys(citation: str) -> tuple[str, ...]:
    """`BGHSt 64, 10; HRRS 2019 Nr. 419` names two collections; blanks, stops and brackets are written freely."""
    keys = (re.sub(r"[^0-9A-Z]+", " ", part.upper()).strip() for part in citation.split(";"))
    return tuple(re.sub(r"(?<![0-9]) | (?![0-9])", "", key) for key in keys if key)


def _docket_key() -> Callable[[str], str]:
    from enrichment.facts.dockets import docket_key  # only documents without a known ECLI need the docket grammar

    return docket_key


@lru_cache(maxsize=1)
def _by_ecli() -> Mapping[str, tuple[RegistryDecision, ...]]:
    return _index((_ecli_key(row.ecli), row) for row in load_registry() if row.ecli)


@lru_cache(maxsize=1)
def _by_citation() -> Mapping[str, tuple[RegistryDecision, ...]]:
    return _index(
        (key, row) for row in load_registry() if row.neutral_citation for key in _citation_keys(row.neutral_citation)
    )


@lru_cache(maxsize=1)
def _by_docket() -> Mapping[str, tuple[RegistryDecision, ...]]:
    docket_key = _docket_key()
    # Some courts number the decision itself and are cited by that number (STC 237/2005): found as a docket, too.
    return _index(
        (docket_key(number), row)
        for row in load_registry()
        for number in (*row.docket_numbers, *(row.neutral_citation or "").split(";"))
        if number.strip()
    )


def _index(pairs: Iterable[tuple[str, RegistryDecision]]) -> Mapping[str, tuple[RegistryDecision, ...]]:
    index: dict[str, dict[str, RegistryDecision]] = {}
    for key, row in pairs:
        index.setdefault(key, {})[row.decision_id] = row
    return {key: tuple(rows.values()) for key, rows in index.items()}
