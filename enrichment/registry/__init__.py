"""The registry of known universal-jurisdiction decisions: reviewed facts, each file one forum, no texts.

The data are in `decisions/<forum, alpha-3 in lower case, or intl>.json`; `schema.json` says what they may hold. Only
facts with evidence are in; what could not be verified is named in `omitted_fields` and left empty.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DECISIONS = Path(__file__).parent / "decisions"
SCHEMA = Path(__file__).parent / "schema.json"


@dataclass(frozen=True, slots=True)
class RegistryDecision:
    """One known decision.

    `decision_id` is stable and may be relied on by others; it can hold the surname that made the case known.
    Countries are ISO 3166-1 alpha-3 (`nationality` may also hold `stateless`), `decision_date` is ISO 8601 (a day,
    or only the year where only that is evidenced) or None, languages are ISO 639-1. `crimes`, `modes_of_liability`,
    `jurisdiction_basis`, `outcome` and `instance` are taxonomy words. `outcome` is the result of this decision (for an
    appeal: what became of the decision below), `sentence` what stands after it, in English words. `forum_country` is
    None for international courts, which then have `respondent_state`. `related` holds decision ids of the same
    case, in order of time, then `case_key`s of related cases. `summaries` holds by language the two
    sentences of our own; always English, and the language of the forum.

    Persons finally acquitted, or whose charges a court dismissed for good, appear by initials or by the court's own
    cipher in every instance of the case. Where only death or the immunity of an office ended a case, the name in the
    form of the court stays. Victims, witnesses and plaintiffs who are victims are never named.
    """

    decision_id: str
    case_key: str
    case_name: str
    court: str
    court_en: str
    court_id: str | None
    forum_country: str | None
    respondent_state: str | None
    instance: str
    docket_numbers: tuple[str, ...]
    ecli: str | None
    neutral_citation: str | None
    decision_date: str | None
    decision_type: str | None
    accused: tuple[str, ...]
    nationality: tuple[str, ...]
    territorial_states: tuple[str, ...]
    crimes: tuple[str, ...]
    legal_provisions: tuple[str, ...]
    jurisdiction_basis: tuple[str, ...]
    modes_of_liability: tuple[str, ...]
    immunity_issue: bool | None
    outcome: str | None
    sentence: str | None
    ngo_involved: tuple[str, ...]
    language: str
    official_url: str | None
    evidence: tuple[str, ...]
    related: tuple[str, ...]
    summaries: dict[str, tuple[str, str]]
    confidence: str
    omitted_fields: tuple[str, ...]


@lru_cache(maxsize=1)
def load_registry() -> tuple[RegistryDecision, ...]:
    """Every decision of the registry, ordered by `decision_id`. The files are part of the package; a file that does
    not fit raises at once (`json.JSONDecodeError`, `TypeError`)."""
    rows = (row for file in sorted(DECISIONS.glob("*.json")) for row in json.loads(file.read_text(encoding="utf-8")))
    return tuple(sorted((_decision(row) for row in rows), key=lambda decision: decision.decision_id))


def _decision(row: dict[str, Any]) -> RegistryDecision:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    values["summaries"] = {language: tuple(sentences) for language, sentences in row["summaries"].items()}
    return RegistryDecision(**values)
