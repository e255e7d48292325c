"""The day of the decision: the one the portal declares, unless the text or reason says that it cannot be."""

from __future__ import annotations

import re
from datetime import date

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.dates import find_dates, read_decision_date, states_date
from enrichment.facts.ecli import parse_ecli
from enrichment.facts.plausible_day import doubt_of_late_day
from enrichment.identity_notes import DECLARED_BY, Notes, all_declared, first_declared
from enrichment.text import DeclaredField, Text

_UNTIL_PUBLISHED = 120  # days that decisions wait for their publication, at most
_DAY_BEFORE = frozenset({"BIH"})  # its data base stores midnight of the day in another time zone
# their data bases give the day a record was made, or one guessed from a file name
_DATES_ERR = frozenset({"INTL/ICC", "INTL/ICTY", "INTL/ICTR", "INTL/IRMCT", "INTL/ECCC", "INTL/STL", "INTL/SCSL"})


def day_of_decision(
    text: Text, country: str | None, ecli: str | None, court: Court | None, dockets: tuple[str, ...], notes: Notes
) -> str | None:
    """The day in ISO 8601; None with the reason in `notes.unread` where none is certain."""
    errs = court is not None and court.id in _DATES_ERR
    item = next((item for item in all_declared(text, DeclaredField.DATE) if _iso(item.value, country)), None)
    declared = _iso(item.value, country) if item else None
    if item is not None and declared is not None:
        doubt = _date_doubt(declared, ecli)
        stated = states_date(text, declared, country)
        if stated is None and doubt is None:
            doubt = doubt_of_late_day(text, declared, dockets, country)
        if stated is None and declared.endswith("-01-01") and doubt is None:
            doubt = f"the declared day {declared} looks like the year alone and is not in the text"
        if stated is not None and doubt is None:
            notes.facts.append(
                Fact(
                    "decision_date", declared, DECLARED_BY, evidence=(Evidence(item.value, declared=item.path), stated)
                )
            )
            return declared
        own = read_decision_date(text, country)
        if (
            own.value is not None
            and own.certainty is Certainty.CERTAIN
            and own.value != declared
            and (
                doubt
                or errs
                or (country in _DAY_BEFORE and _day_apart(own.value, declared))
                or _published_later(own.value, declared)
            )
            and doubt_of_late_day(text, own.value, dockets, country) is None
        ):
            notes.problems.append(
                f"decision_date: the portal says {declared}, the text {own.value}; the text's own date is taken"
            )
            return notes.read("decision_date", own.value, own.evidence)
        if doubt:
            notes.problems.append(f"decision_date: {doubt}")
            notes.unread["decision_date"] = doubt
            return None
        return notes.declared("decision_date", declared, item)
    if item is None and (wrong := first_declared(text, DeclaredField.DATE)) is not None and wrong.value.strip():
        notes.problems.append(f"decision_date: the declared value is no day ({wrong.value[:40]})")
    own = read_decision_date(text, country)
    late = doubt_of_late_day(text, own.value, dockets, country) if own.value is not None else own.reason
    if own.value is not None and late is None:
        return notes.read("decision_date", own.value, own.evidence, own.certainty)
    notes.unread["decision_date"] = late or ""
    return None


def _date_doubt(declared: str, ecli: str | None) -> str | None:
    """A day that cannot be: before any court of ours, or of another year than the ECLI."""
    parsed = parse_ecli(ecli) if ecli else None
    if int(declared[:4]) < 1600 or int(declared[:4]) > 2100:
        return f"the declared day {declared} cannot be"
    if parsed is not None and abs(parsed.year - int(declared[:4])) > 1 and parsed.country not in {"AT", "FI"}:
        return f"the declared day {declared} is not of the year of the ECLI ({parsed.year})"
    return None


def _published_later(own: str, declared: str) -> bool:
    """Whether a declared day that the text does not know may be that of the publication."""
    return 0 < (date.fromisoformat(declared) - date.fromisoformat(own)).days <= _UNTIL_PUBLISHED


def _day_apart(first: str, second: str) -> bool:
    """One day apart: portals that store midnight in another time zone."""
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) == 1


def _iso(value: str, country: str | None) -> str | None:
    value = value.strip()
    if match := re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    found = find_dates(value, country)
    return found[0].value if len(found) == 1 else None
