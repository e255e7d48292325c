"""The thesaurus as SKOS (W3C Recommendation of 18 August 2009), in Turtle and in JSON-LD.

One concept scheme; a top concept for each type (crimes, modes of liability, ...) with the concepts of that type under
it, and where one concept is a kind of another, that relation too. The first label of a language is preferred; other
terms are alternative labels; inflected forms and terms that more often mean something else are hidden ones: for search,
not for display. Provisions stand in a scope note. Links to Wikidata only where they are certain.

IRIs are made of `base` and the concept's id. They stay as long as the ids do, and those are part of the data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from enrichment.vocabulary.concepts import Concept, load_concepts
from enrichment.vocabulary.relations import load_relations

DEFAULT_BASE = "urn:uj-caselaw:concept:"
FORMATS = ("turtle", "json-ld")

_TITLE = "Concepts of universal jurisdiction and international criminal law"
_PREFIXES = {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/"}
_FILE = Path(__file__).with_name("skos_terms.json")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class _Value:
    """An IRI, or words with the language they are in (None: a code)."""

    text: str
    language: str | None = None
    is_iri: bool = False


_Statements = list[tuple[str, list[_Value]]]


def write_skos(format: str = "turtle", base: str = DEFAULT_BASE) -> str:
    """The thesaurus in `format` (turtle or json-ld). `base` is an absolute IRI that ends in `/`, `#` or `:`.

    Raises ValueError for another format or base. The same data give the same text."""
    if not _SCHEME.match(base) or _NOT_IN_IRI.search(base) or base[-1] not in "/#:":
        raise ValueError(f"the base has to be an absolute IRI that ends in / # or : ({base!r} is none)")
    if format not in FORMATS:
        raise ValueError(f"the format has to be one of {', '.join(FORMATS)} ({format!r} is none)")
    resources = list(_resources(base))
    return _turtle(resources) if format == "turtle" else _json_ld(resources)


@cache
def _terms() -> Mapping[str, Any]:
    """The labels of the top concepts, and links to other vocabularies."""
    terms: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return terms


def _resources(base: str) -> Iterator[tuple[str, str, _Statements]]:
    """Each resource: IRI, class, statements in a fixed order."""

    def iri(name: str) -> _Value:
        return _Value(base + name, is_iri=True)

    scheme = _Value(f"{base}scheme", is_iri=True)
    concepts = load_concepts()
    types = {name: label for name, label in _terms()["types"].items() if any(c.type == name for c in concepts)}
    relations = load_relations()
    of_type = {name: [c.id for c in concepts if c.type == name] for name in types}

    yield (
        scheme.text,
        "skos:ConceptScheme",
        [
            ("dct:title", [_Value(_TITLE, "en")]),
            ("skos:hasTopConcept", [iri(f"type-{name}") for name in types]),
        ],
    )
    for name, label in types.items():
        yield (
            iri(f"type-{name}").text,
            "skos:Concept",
            [
                ("skos:prefLabel", [_Value(label, "en")]),
                ("skos:topConceptOf", [scheme]),
                ("skos:inScheme", [scheme]),
                ("skos:narrower", [iri(other) for other in of_type[name]]),
            ],
        )
    for concept in concepts:
        preferred, alternative, hidden = _labels(concept)
        note = f"Provisions: {'; '.join(concept.provisions)}." if concept.provisions else ""
        statements = [
            ("skos:notation", [_Value(concept.id)]),
            ("skos:prefLabel", preferred),
            ("skos:altLabel", alternative),
            ("skos:hiddenLabel", hidden),
            ("skos:definition", [_Value(concept.definition, "en")]),
            ("skos:scopeNote", [_Value(note, "en")] if note else []),
            ("skos:broader", [iri(f"type-{concept.type}"), *(iri(other) for other in relations[concept.id].broader)]),
            ("skos:narrower", [iri(other) for other in relations[concept.id].narrower]),
            ("skos:related", [iri(other) for other in relations[concept.id].related]),
            ("skos:exactMatch", [_Value(other, is_iri=True) for other in _terms()["exact"].get(concept.id, ())]),
            ("skos:inScheme", [scheme]),
        ]
        yield iri(concept.id).text, "skos:Concept", [(name, values) for name, values in statements if values]


def _labels(concept: Concept) -> tuple[list[_Value], list[_Value], list[_Value]]:
    """Preferred, alternative and hidden labels, in the order of languages and terms."""
    preferred, alternative, hidden = [], [], []
    for language, terms in concept.labels.items():
        doubtful = concept.ambiguous.get(language, ())
        shown: list[str] = []
        for term in terms:
            value = _Value(term, language)
            if not shown:
                preferred.append(value)
            elif term in doubtful or any(_is_form_of(term, other) for other in shown):
                hidden.append(value)
                continue
            else:
                alternative.append(value)
            shown.append(term)
    return preferred, alternative, hidden


def _is_form_of(term: str, other: str) -> bool:
    """Whether two terms differ in the endings of their words alone: `Völkermordes`, `crimes de guerre`."""
    ours, theirs = term.casefold().split(), other.casefold().split()
    if len(ours) != len(theirs):
        return False
    return all(_same_stem(one, two) for one, two in zip(ours, theirs, strict=True))


def _same_stem(one: str, two: str) -> bool:
    shared = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        shared += 1
    return max(len(one), len(two)) - shared <= 3 and shared >= min(4, len(one), len(two))


def _turtle(resources: list[tuple[str, str, _Statements]]) -> str:
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items()]
    for iri, kind, statements in resources:
        lines += ["", f"<{iri}> a {kind} ;"]
        for position, (name, values) in enumerate(statements):
            end = " ." if position == len(statements) - 1 else " ;"
            lines.append(f"    {name} " + ",\n        ".join(_term(value) for value in values) + end)
    return "\n".join(lines) + "\n"


def _term(value: _Value) -> str:
    if value.is_iri:
        return f"<{value.text}>"
    words = "".join(_ESCAPES.get(character, character) for character in value.text)
    return f'"{words}"@{value.language}' if value.language else f'"{words}"'


def _json_ld(resources: list[tuple[str, str, _Statements]]) -> str:
    graph = []
    for iri, kind, statements in resources:
        node: dict[str, Any] = {"@id": iri, "@type": kind}
        for name, values in statements:
            node[name] = [
                {"@id": value.text}
                if value.is_iri
                else {"@value": value.text} | ({"@language": value.language} if value.language else {})
                for value in values
            ]
        graph.append(node)
    return json.dumps({"@context": _PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
