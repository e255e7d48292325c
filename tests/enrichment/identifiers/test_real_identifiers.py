"""On real material: every identifier of the registry, the German corpus, and texts whose portals declare who they are.

Figures are printed (`pytest -s`); the floors keep them from falling."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enrichment.facts.citations import find_hits
from enrichment.facts.dockets import docket_key, normalise_docket
from enrichment.facts.ecli import normalise_ecli
from enrichment.facts.forms import Setting
from enrichment.facts.normalise import fold
from enrichment.identity import read_identity
from enrichment.read import read
from enrichment.text import DeclaredField
from enrichment.vocabulary.courts import find_court_by_ecli, find_court_by_name

SENTENCES = {
    "de": "Das Gericht hat am 3. Mai im Verfahren Az. {} entschieden, wie folgt.",
    "en": "The court decided in Case No. {} that the appeal be dismissed.",
    "fr": "La cour a statué sur l'affaire n° {} comme il suit.",
    "nl": "De rechtbank heeft in de zaak met parketnummer {} vonnis gewezen.",
    "sv": "Domstolen har i mål nr {} meddelat dom.",
    "es": "El tribunal resolvió en el procedimiento núm. {} lo siguiente.",
    "da": "Retten har i sag {} afsagt kendelse.",
    "no": "Retten har i sak nr. {} avsagt dom.",
    "fi": "Oikeus on antanut asiassa {} tuomion.",
}


def registry(folder: Path) -> list[dict[str, object]]:
    rows = json.loads((folder / "registry" / "decisions.json").read_text(encoding="utf-8"))
    return rows if isinstance(rows, list) else rows["decisions"]


def test_every_registry_number_is_found_in_a_sentence(shared_data):
    missing = []
    for row in registry(shared_data):
        language, country = str(row["language"]), row["forum_country"]
        sentence = SENTENCES.get(language, SENTENCES["en"])
        for number in row["docket_numbers"]:
            bare = re.sub(r"^(?:No\. |sumario |Procedimiento Abreviado )", "", number)
            text = (
                sentence.format(bare)
                if country
                else f"X v. Y (application no. {bare})".replace("no. General", "General")
            )
            plain = fold(text).text
            hits = find_hits(plain, Setting(language, country))
            keys = {docket_key(hit.norm) for hit in hits if hit.norm} | {
                docket_key(plain[h.start : h.end]) for h in hits if h.kind
            }
            if docket_key(number) not in keys:
                missing.append((country, number))
    total = sum(len(row["docket_numbers"]) for row in registry(shared_data))
    print(f"registry dockets found: {total - len(missing)} of {total}; missing {missing}")
    assert len(missing) <= 2


def test_every_registry_ecli_and_neutral_citation_is_found(shared_data):
    missing = []
    for row in registry(shared_data):
        setting = Setting(str(row["language"]), row["forum_country"])
        for number in [row["ecli"], *str(row["neutral_citation"] or "").split("; ")]:
            if not number or re.match(
                r"HRRS|NJW|NJ |\[\d{4}\] \d? ?AC|\[1999\] 38 ILM|Ass\. plén|2015 \(1\) SA", number
            ):
                continue  # journals, data bases and law reports are no identifiers here
            plain = fold(f"See {number}, at 5.").text
            if not any(
                plain[h.start : h.end] in number or number in plain[h.start : h.end]
                for h in find_hits(plain, setting)
                if h.kind
            ):
                missing.append(number)
    print("registry citations missing:", missing)
    assert missing == []


def test_registry_courts_and_eclis_are_in_the_register(shared_data):
    for row in registry(shared_data):
        assert find_court_by_name(str(row["court"]), row["forum_country"]) is not None, row["court"]
        if row["ecli"]:
            assert find_court_by_ecli(str(row["ecli"])) is not None


def test_registry_docket_normal_forms_are_stable(shared_data):
    for row in registry(shared_data):
        for number in row["docket_numbers"]:
            normal = normalise_docket(number)
            assert normalise_docket(normal) == normal
            assert docket_key(normal) == docket_key(number)


# -- the German corpus (Leitner, Rehm, Moreno-Schneider) -------------------------------------------------------------

_CLOSING = set(",.;:)]}?!%…“”")
_OPENING = set("([{„‚")


def corpus(folder: Path, part: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences as running text with the annotated spans; spacing of the tokenizer undone."""
    tokens: list[tuple[str, str]] = []
    for line in (folder / "ner" / "german-ler" / f"train.{part}.conll").read_text(encoding="utf-8").split("\n"):
        if line:
            token, _, tag = line.partition(" ")
            tokens.append((token, tag))
        elif tokens:
            yield _joined(tokens)
            tokens = []


def _joined(tokens: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, before = "", [], ""
    for token, tag in tokens:
        if text and token not in _CLOSING and token != "/" and before not in _OPENING and before != "/":
            text += " "
        start = len(text)
        text += token
        if tag.startswith("B-"):
            spans.append([start, len(text), tag[2:]])
        elif tag.startswith("I-") and spans:
            spans[-1][1] = len(text)
        before = token
    return text, [(start, end, label) for start, end, label in spans]


@pytest.mark.parametrize("part", ["bgh", "bverfg"])
def test_german_corpus(shared_data, part):
    counts: Counter[str] = Counter()
    setting = Setting("de", "DEU")
    for text, spans in corpus(shared_data, part):
        folded = fold(text)
        hits = [(*folded.span(hit.start, hit.end), hit.kind) for hit in find_hits(folded.text, setting) if hit.kind]
        identifiers = [hit for hit in hits if hit[2] != "provision"]
        provisions = [hit for hit in hits if hit[2] == "provision"]
        counts["identifiers"] += len(identifiers)
        counts["identifiers in a decision"] += sum(
            any(s <= a and b <= e and label == "RS" for s, e, label in spans) for a, b, _ in identifiers
        )
        for start, end, label in spans:
            written = text[start:end]
            if label == "GS" and re.match(r"§|Art", written) and re.search(r"\d", written):
                inside = [hit for hit in provisions if hit[0] < end and hit[1] > start]
                counts["norms"] += 1
                counts["norms read"] += bool(inside) and inside[0][0] == start and inside[-1][1] == end
            if label == "RS" and re.search(r"\d ?/ ?\d\d|\d\.\d\d\b|(?:BGHSt|BVerfGE) \d", written):
                counts["decisions"] += 1
                counts["decisions read"] += any(start <= a and b <= end for a, b, _ in identifiers)
    figures = {
        "norms exact": counts["norms read"] / counts["norms"],
        "decisions with their number": counts["decisions read"] / counts["decisions"],
        "identifiers in decisions": counts["identifiers in a decision"] / counts["identifiers"],
    }
    print(part, {name: round(value, 4) for name, value in figures.items()}, dict(counts))
    assert figures["norms exact"] >= 0.95
    assert figures["decisions with their number"] >= 0.97
    assert figures["identifiers in decisions"] >= 0.98


# -- texts with declared metadata ------------------------------------------------------------------------------------

_FLOORS = {
    "court": 0.96,
    "docket_numbers": 0.89,
    "decision_date": 0.85,
    "decision_type": 0.93,
    "language": 0.97,
    "ecli": 0.95,
}


def test_captions_agree_with_declared_metadata(shared_data):
    """What rules find without the metadata, against what the metadata say: of the values found, how many are right."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _FLOORS}
    for file in sorted((shared_data / "texts").glob("*/*/*.json"))[::3]:
        text = read(file.read_bytes(), file_name=file.name)
        full = read_identity(text)
        country = tuple(item for item in text.declared if item.field is DeclaredField.COUNTRY)
        own = read_identity(replace(text, declared=country, language=None, title=None))
        for name, count in counts.items():
            said, found = getattr(full, name), getattr(own, name)
            if name == "docket_numbers":
                said, found = {docket_key(n) for n in said}, {docket_key(n) for n in found}
            if not said or not found:
                count["unread"] += bool(said)
                continue
            right = bool(said & found) if name == "docket_numbers" else said == found
            count["right" if right else "wrong"] += 1
    figures = {name: count["right"] / max(1, count["right"] + count["wrong"]) for name, count in counts.items()}
    print({name: (round(value, 3), dict(counts[name])) for name, value in figures.items()})
    for name, floor in _FLOORS.items():
        assert figures[name] >= floor or counts[name]["right"] + counts[name]["wrong"] < 5, (name, figures[name])


def test_declared_eclis_are_normal_forms(shared_data):
    for file in sorted((shared_data / "texts").glob("*/*/*.json"))[::5]:
        ecli = read_identity(read(file.read_bytes(), file_name=file.name)).ecli
        assert ecli is None or normalise_ecli(ecli) == ecli
