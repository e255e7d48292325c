"""Facts of a decision: every expected key of the published output compared as a value or as a set of values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from enrichment.enrich import enrich
from enrichment.evaluation.gold import GoldRecord, read_records
from enrichment.evaluation.placed_text import place_text
from enrichment.evaluation.scores import Report, Tally, compare, ratio, rounded, worst_first
from enrichment.output import to_gold_json

_LISTS = (
    "docket_numbers",
    "accused",
    "territorial_states",
    "nationality",
    "crimes",
    "modes_of_liability",
    "jurisdiction_basis",
    "issues",
    "participation",
    "organisations",
    "roles",
    "places",
    "findings",
    "sentences",
    "instances",
)
# Lists of objects: an object matches when it agrees in all keys that the gold uses in that list.
_STRUCTURED: Mapping[str, frozenset[str]] = {
    "issues": frozenset(("kind", "polarity")),
    "findings": frozenset(("result", "accused", "count", "crimes", "modes", "provisions")),
    "sentences": frozenset(("kind", "accused", "duration", "suspended", "special_gravity", "minimum_term")),
    "instances": frozenset(("relation", "court", "docket", "ecli", "date", "outcome")),
}
_VALUES = (
    "language",
    "title",
    "chamber",
    "ecli",
    "neutral_citation",
    "decision_date",
    "decision_type",
    "situation",
    "outcome",
    "sentence",
    "finality",
    "presence",
    "case_key",
    "registry_id",
)
_COURT_KEYS = ("id", "name", "country")


def evaluate_facts(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score what `enrich` reads, field by field.

    `expect` names the fields that are scored: a list as a set, anything else as one value, null and the empty list as
    "the text does not say". `accuracy` is the share of records in which a field is wholly right. Letter case and blanks
    do not count. Raises `MalformedGold`."""
    fields: dict[str, Tally] = defaultdict(Tally)
    exact: dict[str, list[bool]] = defaultdict(list)
    languages: dict[str, Tally] = defaultdict(Tally)
    records: list[dict[str, Any]] = []
    for record in read_records(gold):
        expect = _expect(record)
        placed = place_text(record.text(folders), language=record.language, title=record.string("title"))
        output = to_gold_json(enrich(placed.text))
        wrong = []
        for field, value in expect.items():
            expected, found = _values(field, value), _values(field, _narrowed(field, value, output[field]))
            tally = compare(expected, found)
            fields[field].add(tally)
            languages[record.language or "?"].add(tally)
            exact[field].append(expected == found)
            if expected != found:
                wrong.append({"field": field, "expected": value, "found": output[field]})
        records.append({"id": record.id, "errors": len(wrong), "wrong": wrong})
    total = Tally()
    for tally in fields.values():
        total.add(tally)
    judged = [right for rights in exact.values() for right in rights]
    return Report(
        kind="facts",
        n=len(records),
        overall={**total.to_dict(), "accuracy": rounded(ratio(sum(judged), len(judged)))},
        by={
            field: {
                **fields[field].to_dict(),
                "accuracy": rounded(ratio(sum(exact[field]), len(exact[field]))),
                "n": len(exact[field]),
            }
            for field in sorted(fields)
        },
        more={"by_language": {language: languages[language].to_dict() for language in sorted(languages)}},
        worst=worst_first(records, lambda item: item["errors"]),
    )


def _expect(record: GoldRecord) -> Mapping[str, Any]:
    expect = record.values.get("expect")
    if not isinstance(expect, dict) or not expect:
        raise record.malformed("'expect' has to be an object with the fields to score")
    for field, value in expect.items():
        if field in _LISTS:
            keys = _STRUCTURED.get(field)
            fits = isinstance(value, list) and all(
                isinstance(item, str) if keys is None else isinstance(item, dict) and set(item) <= keys
                for item in value
            )
        elif field == "court":
            fits = value is None or (isinstance(value, dict) and bool(value) and set(value) <= set(_COURT_KEYS))
        elif field in _VALUES:
            fits = value is None or isinstance(value, str)
        else:
            known = ", ".join((*_VALUES, "court", *_LISTS))
            raise record.malformed(f"'expect' has the field {field!r}; fields are {known}")
        if not fits:
            raise record.malformed(f"'expect' has {value!r} for {field}")
    return expect


def _narrowed(field: str, expected: object, found: object) -> object:
    """Of a court, a finding, a sentence or an instance only what the gold says about it is compared."""
    if field == "court" and isinstance(expected, dict) and isinstance(found, dict):
        return {key: found.get(key) for key in expected}
    if field in _STRUCTURED and isinstance(expected, list) and isinstance(found, list):
        used = {key for item in expected for key in item}
        return [{key: item.get(key) for key in used or item} for item in found]
    return found


def _values(field: str, value: object) -> set[Hashable]:
    """The comparable values in what gold or output says about a field; empty for nothing."""
    if value is None:
        return set()
    if isinstance(value, dict):
        return {tuple(_folded(value.get(key)) for key in _COURT_KEYS)}
    items: list[Any] = value if isinstance(value, list) else [value]
    if field in _STRUCTURED:
        used = sorted(_STRUCTURED[field])
        return {tuple(_comparable(item.get(key)) for key in used) for item in items}
    return {_folded(item) for item in items}


def _comparable(value: object) -> Hashable:
    """A value of a structured fact: lists as sets, absent and false alike."""
    if isinstance(value, list):
        return frozenset(_folded(item) for item in value)
    return _folded(value) if value else None


def _folded(value: object) -> str | None:
    return None if value is None else " ".join(str(value).split()).casefold()
