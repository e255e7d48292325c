"""One JSON object that holds a decision: a record of a third-party collection, or a portal's API answer.

Known shapes: normalised records (`text` with `title`, `court`, `date`, `ecli`, ...), Open Legal Data (`content` as
HTML), Judilibre of the Cour de cassation (`text` with `zones`), Django fixtures (`[{"fields": {...}}]`), and the
juris portals' `{head, text}`. What the record says about the decision is declared under the record's own keys.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from enrichment.errors import Unreadable
from enrichment.formats import juris
from enrichment.formats.characters import clean, decode
from enrichment.formats.declared_names import declare_value, field_named
from enrichment.formats.html import parse
from enrichment.formats.html_blocks import add_blocks
from enrichment.formats.line_text import add_lines, add_parts
from enrichment.formats.metadata_values import iso_language
from enrichment.formats.original import MAX_TEXT_CHARACTERS, Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.text import DeclaredField, Role, Text

_TEXT_KEYS = (
    "text",
    "full_text",
    "fulltext",
    "content",
    "body",
    "plain_text",
    "html_with_citations",
    "html",
    "xml_html",
    "innehall",
    "raw",
)
_SUMMARY_KEYS = ("headnote", "leitsatz", "summary", "abstract", "zusammenfassung", "sommaire")
_JUDILIBRE_ZONES = {
    "introduction": Role.RUBRUM,
    "expose": Role.FACTS,
    "moyens": Role.FACTS,
    "motivations": Role.REASONS,
    "dispositif": Role.OPERATIVE_PART,
    "annexes": Role.ANNEX,
}
_JUDILIBRE_COURTS = {"cc": "Cour de cassation", "ca": "Cour d'appel", "tj": "Tribunal judiciaire",
                     "tcom": "Tribunal de commerce"}  # fmt: skip
_SOURCE_COUNTRIES = {
    "AR": "ARG", "AT": "AUT", "BA": "BIH", "BE": "BEL", "CA": "CAN", "CH": "CHE", "CO": "COL", "DE": "DEU", "DK": "DNK",
    "ES": "ESP", "FI": "FIN", "FR": "FRA", "GT": "GTM", "HR": "HRV", "IT": "ITA", "KH": "KHM", "LI": "LIE", "LR": "LBR",
    "LT": "LTU", "NL": "NLD", "NO": "NOR", "PL": "POL", "PT": "PRT", "RS": "SRB", "RW": "RWA", "SE": "SWE", "UK": "GBR",
    "US": "USA", "UY": "URY",
}  # fmt: skip
_MAX_SUMMARY = 20_000


def load(data: bytes) -> dict[str, Any]:
    """The one object in `data`. Raises `Unreadable` (unsupported for many records or none, truncated, wrong_type)."""
    text, _ = decode(data)
    text = text.lstrip("\ufeff").strip()
    try:
        value = json.loads(text)
    except RecursionError:
        raise Unreadable("hostile", "the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _explained(text, error) from None
    except ValueError as error:  # a number with more digits than Python will convert
        raise Unreadable("hostile", f"the JSON holds an absurd value: {error}") from None
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list):
        raise Unreadable("unsupported", f"a JSON list of {len(value)} records; split it into one record each first")
    if not isinstance(value, dict):
        raise Unreadable("unsupported", "JSON without an object in it")
    fields = value.get("fields")
    return fields if isinstance(fields, dict) and "model" in value else value


def _explained(text: str, error: json.JSONDecodeError) -> Unreadable:
    if error.msg == "Extra data" and text[error.pos : error.pos + 1] in ("{", "["):
        return Unreadable("unsupported", "JSON lines with several records; split them into one record each first")
    if error.pos >= len(text.rstrip()) - 1 or "Unterminated string" in error.msg:
        return Unreadable("truncated", f"the JSON breaks off (line {error.lineno}): {error.msg}")
    return Unreadable("wrong_type", f"not valid JSON (line {error.lineno}, column {error.colno}): {error.msg}")


def read(original: Original) -> Text:
    """The decision in one JSON record.

    Raises `Unreadable` (unsupported) for objects without a text: listings, settings.
    """
    record = load(original.data)
    if juris.is_answer(record):
        return juris.read(original, record)
    key = next((name for name in _TEXT_KEYS if isinstance(record.get(name), str) and record[name].strip()), None)
    if key is None:
        if any(name in record for name in _TEXT_KEYS):
            raise Unreadable("no_text", "the record's text is empty")
        raise Unreadable("unsupported", f"a JSON object without a text (keys: {', '.join(list(record)[:6])})")
    text = record[key]
    if len(text) > MAX_TEXT_CHARACTERS:
        raise Unreadable("too_large", f"the text has {len(text):,} characters; the limit is {MAX_TEXT_CHARACTERS:,}")
    builder = TextBuilder()
    _declare(record, builder)
    _add_summary(record, text, builder)
    zones = record.get("zones")
    if re.search(r"</(?:p|div|h\d|li|td|span|pre)>|<(?:p|br|rd)\b[^>]*>", text) and text.count("<") > 3:
        add_blocks(parse(text), builder, roles=True)
    elif isinstance(zones, dict) and any(zones.get(name) for name in _JUDILIBRE_ZONES):
        _add_zones(text, zones, builder)
    else:
        builder.section(Role.BODY)
        add_lines(text, builder)
    title = next(
        (
            str(record[name])
            for name in ("title", "case_name", "titel", "titelzeile")
            if isinstance(record.get(name), str)
        ),
        None,
    )
    language = next(
        (iso_language(record[name]) for name in ("language", "lang") if isinstance(record.get(name), str)), None
    )
    if _is_judilibre(record):
        language = "fr"
    return builder.build(
        original,
        format="json_record",
        method="json",
        title=title,
        language=language,
        nothing="the record's text is empty",
    )


def _declare(record: dict[str, Any], builder: TextBuilder) -> None:
    for key, value in record.items():
        field = None if key.startswith("_") or value in ("other", "Autre") else field_named(key)
        if field is not None:
            for item in _plain_values(value):
                declare_value(builder, field, item, key)
    if _is_judilibre(record):
        _declare_judilibre(record, builder)
    court = record.get("court")
    if isinstance(court, dict):
        for key, field in (("name", DeclaredField.COURT), ("jurisdiction", DeclaredField.SUBJECT)):
            if isinstance(court.get(key), str):
                builder.declare(field, court[key], f"court.{key}")
    if not builder.declares(DeclaredField.COUNTRY) and isinstance(record.get("_source"), str):
        prefix = record["_source"].split("/")[0].upper()
        builder.declare(DeclaredField.COUNTRY, _SOURCE_COUNTRIES.get(prefix), "_source")


def _is_judilibre(record: dict[str, Any]) -> bool:
    return {"jurisdiction", "numbers", "solution"} <= record.keys()


def _declare_judilibre(record: dict[str, Any], builder: TextBuilder) -> None:
    """What Judilibre says in codes or labels (`resolve_references`): court, seat, case numbers. All its courts are
    French. Source: the official OpenAPI description of Judilibre."""
    for number in _plain_values(record.get("numbers")) or _plain_values(record.get("number")):
        declare_value(builder, DeclaredField.DOCKET, number, "numbers")
    court, seat = str(record.get("jurisdiction") or ""), str(record.get("location") or "")
    if court == "cc" or court.startswith("Cour de cassation"):
        builder.declare(DeclaredField.COURT, _JUDILIBRE_COURTS["cc"], "jurisdiction")
    elif " " in seat:
        builder.declare(DeclaredField.COURT, seat, "location")
    elif match := re.fullmatch(r"(ca|tcom|tj)_([a-z_]+)", seat):
        town = re.sub(
            r"-(En|De|Du|Sur|La|Le|Les|Des)(?=-)", lambda word: word[0].lower(), match[2].replace("_", "-").title()
        )
        of = "d'" if town[0] in "AEIOUH" else "de "
        builder.declare(DeclaredField.COURT, f"{_JUDILIBRE_COURTS[match[1]]} {of}{town}", "location")
    elif " " in court:
        builder.declare(DeclaredField.COURT, court, "jurisdiction")
    builder.declare(DeclaredField.COUNTRY, "FRA", "jurisdiction")
    builder.declare(DeclaredField.LANGUAGE, "fr", "jurisdiction")


def _plain_values(value: object) -> list[str]:
    """The strings in a value: itself, the items of a list, the names of a list of objects."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool) or value is None:
        return ["true"] if value is True else []
    if isinstance(value, (int, float)):
        return [str(value)]
    if isinstance(value, list):
        names = [item.get("name") if isinstance(item, dict) else item for item in value[:200]]
        return [name for name in names if isinstance(name, str)]
    return []


def _add_summary(record: dict[str, Any], text: str, builder: TextBuilder) -> None:
    """The court's headnote where the collection keeps it apart from the text."""
    for key in _SUMMARY_KEYS:
        value = record.get(key)
        if not isinstance(value, str) or not 40 < len(value) < _MAX_SUMMARY:
            continue
        beginning = clean(value)[:80]
        if beginning and beginning not in clean(text[:_MAX_SUMMARY]):
            builder.section(Role.HEADNOTE, key)
            for line in re.split(r"\n\s*\n|\n(?=\d+\.\s)", re.sub(r"<[^>]{1,200}>", " ", value)):
                builder.paragraph(html.unescape(line))
        return


def _add_zones(text: str, zones: dict[str, Any], builder: TextBuilder) -> None:
    """A Judilibre text, whose parts are given as character ranges."""
    ranges: list[tuple[int, int, Role]] = []
    for name, role in _JUDILIBRE_ZONES.items():
        found = zones.get(name)
        for zone in found if isinstance(found, list) else [found]:
            if isinstance(zone, dict) and isinstance(zone.get("start"), int) and isinstance(zone.get("end"), int):
                ranges.append((max(0, zone["start"]), min(len(text), zone["end"]), role))
    position = 0
    parts: list[tuple[str, Role]] = []
    for start, end, role in sorted(ranges, key=lambda item: item[0]):
        if start > position:
            parts.append((text[position:start], Role.BODY))
        if end > max(start, position):
            parts.append((text[max(start, position) : end], role))
            position = end
    add_parts([*parts, (text[position:], Role.BODY)], builder)
