"""How decisions and passages are laid out in the embedded index.

One tantivy index holds two kinds of documents, so that one commit changes both: a *decision* document with all words
of its text (for matching, counts, facets and order) and one *passage* document per passage (for what is shown).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import tantivy

from search_ui.index.court_words import court_words
from search_ui.index.engine import FACETS, IndexedDecision, Passage
from search_ui.index.hits import Shown, recorded_facts
from search_ui.index.identifiers import partial_keys
from search_ui.index.meanings import TextForms, text_forms
from search_ui.index.order import HEAD_KINDS, UNDATED, days, relevance_tier, standing_bonus
from search_ui.index.stemming import STEMMERS
from search_ui.index.suggestions import suggestions

VERSION = 4
"""To be raised whenever the layout, the folding or the stemming changes: older generations are then rebuilt."""

STEMMER_NAMES = tuple(sorted(set(STEMMERS.values())))


def text_field(stemmer: str) -> str:
    """The field of a decision's stemmed text."""
    return f"text_{stemmer}"


def head_field(stemmer: str) -> str:
    """The field of the stems of title, headnotes, operative part and summaries."""
    return f"head_{stemmer}"


def passage_field(stemmer: str | None) -> str:
    """The field of a passage's stems, or of its folded words where its language has no stemmer."""
    return f"passage_{stemmer}" if stemmer else "passage"


def facet_field(facet: str) -> str:
    """The field of a facet's values."""
    return f"facet_{facet}"


def build_schema() -> tantivy.Schema:
    """The schema of both kinds of documents."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("decision", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("data", stored=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    for field in ("text", "title", "names", "accused", "head"):
        builder.add_text_field(field, tokenizer_name="words", index_option="position")
    for field in ("meaning", "head_meaning", "passage_meaning"):
        builder.add_text_field(field, tokenizer_name="words", index_option="freq")
    for stemmer in STEMMER_NAMES:
        builder.add_text_field(text_field(stemmer), tokenizer_name="words", index_option="freq")
        builder.add_text_field(head_field(stemmer), tokenizer_name="words", index_option="freq")
    for field in (passage_field(None), *map(passage_field, STEMMER_NAMES)):
        builder.add_text_field(field, tokenizer_name="words", index_option="position")
    for field in ("identifier", "identifier_part", "fact", "suggestion"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in (*map(facet_field, FACETS), "stemmer"):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    for field in ("first_day", "last_day"):
        builder.add_unsigned_field(field, indexed=True, fast=True)
    for field in ("oldest_first", "newest_first", "standing", "key", "position"):
        builder.add_unsigned_field(field, fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Give an opened index its analyzer; tantivy does not keep it with the index. Texts come to it as words with blanks
    between them, folded or stemmed before (see `search_ui.index.meanings`)."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.remove_long(200)).build()
    index.register_tokenizer("words", words)


def read_decision(document: tantivy.Document) -> Shown:
    """The stored part of a decision document."""
    data = _data(document)
    return Shown(
        document["decision"][0],
        data["t"],
        data["c"],
        tuple(data["n"]),
        tuple(data["i"]),
        data["l"],
        tuple(data["f"]),
        frozenset(data["m"].split()),
    )


def read_passage(document: tantivy.Document) -> tuple[Passage, frozenset[str]]:
    """The passage of a passage document, and the meanings it holds."""
    data = _data(document)
    return Passage(data["p"], data["t"], data["n"], data["k"], data["l"]), frozenset(data["m"].split())


def _data(document: tantivy.Document) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(bytes(document["data"][0]))
    return loaded


def key(decision_id: str) -> int:
    """A number for a decision: tells whose a passage is without reading the stored part."""
    return int.from_bytes(hashlib.blake2b(decision_id.encode(), digest_size=8).digest(), "big")


# -- documents -------------------------------------------------------------------------------------------------------


def documents(decision: IndexedDecision) -> Iterator[tantivy.Document]:
    """The documents of one decision: its own and those of its passages."""
    own = tantivy.Document()
    own.add_text("decision", decision.id)
    own.add_text("kind", "decision")
    number = key(decision.id)
    own.add_unsigned("key", number)
    facts = recorded_facts(decision)
    stemmer = STEMMERS.get(decision.language or "")
    stored = {
        "t": decision.title,
        "c": decision.court_name,
        "n": decision.names,
        "i": decision.identifiers,
        "l": decision.language,
        "f": facts,
        "m": _named_in(text_forms("\n".join((decision.title, decision.court_name, *decision.names)), stemmer)),
    }
    own.add_bytes("data", json.dumps(stored, ensure_ascii=False).encode())
    # log2(2 + weight) multiplies the score
    own.add_float("weight", standing_bonus(decision))
    for identifier in decision.identifiers:
        own.add_text("identifier", identifier)
        for part in partial_keys(identifier):
            own.add_text("identifier_part", part)
    for fact in facts:
        own.add_text("fact", fact)
    for facet in FACETS:
        for value in dict.fromkeys(decision.facets.get(facet, ())):
            own.add_text(facet_field(facet), value)
    span = days(decision.date)
    if span:
        own.add_unsigned("first_day", span[0])
        own.add_unsigned("last_day", span[1])
    tie = number >> 32  # decisions of one date stand in the same order in every index
    oldest_first = (span[0] if span else UNDATED) << 32 | tie
    newest_first = (UNDATED - span[0] if span else UNDATED) << 32 | tie
    own.add_unsigned("oldest_first", oldest_first)
    own.add_unsigned("newest_first", newest_first)
    own.add_unsigned("standing", relevance_tier(decision) << 60 | newest_first)

    used = {stemmer} if stemmer else set()
    title = text_forms(decision.title, stemmer)
    court = text_forms(decision.court_name)
    own.add_text("title", title.folded)
    own.add_text("title", court.folded)  # who types a court's place means its decisions first
    _add(own, title, stemmer, head=False)
    if stemmer:
        own.add_text(head_field(stemmer), title.stems)
    for value in (decision.court_name, *court_words(decision), *decision.keywords, *decision.names):
        _add(own, text_forms(value))
    for name in decision.names:
        own.add_text("names", text_forms(name).folded)
    for name in decision.accused:
        own.add_text("accused", text_forms(name).folded)
    passages: list[tantivy.Document] = []
    for position, passage in enumerate(decision.passages):
        stemmer = STEMMERS.get(passage.language or decision.language or "")
        if stemmer:
            used.add(stemmer)
        forms = text_forms(passage.text, stemmer)
        _add(own, forms, stemmer, head=passage.kind in HEAD_KINDS)
        passages.append(_passage_document(decision, number, position, forms, stemmer))
    for name in sorted(used):
        own.add_text("stemmer", name)
    for suggestion in suggestions(decision):
        own.add_text("suggestion", suggestion)
    yield own
    yield from passages


def _add(own: tantivy.Document, forms: TextForms, stemmer: str | None = None, *, head: bool = False) -> None:
    """One value of a decision's text."""
    meanings = " ".join(forms.meanings)
    own.add_text("text", forms.folded)
    own.add_text("meaning", meanings)
    if stemmer:
        own.add_text(text_field(stemmer), forms.stems)
    if head:
        own.add_text("head", forms.folded)
        own.add_text("head_meaning", meanings)
        if stemmer:
            own.add_text(head_field(stemmer), forms.stems)


def _named_in(forms: TextForms) -> str:
    """The meanings of a text in the language of their names, to be stored with it."""
    return " ".join([meaning for meaning in forms.meanings if "@" in meaning])


def _passage_document(
    decision: IndexedDecision, number: int, position: int, forms: TextForms, stemmer: str | None
) -> tantivy.Document:
    passage = decision.passages[position]
    document = tantivy.Document()
    document.add_text("decision", decision.id)
    document.add_unsigned("key", number)
    document.add_unsigned("position", position)
    language = passage.language or decision.language
    stored = {
        "p": passage.paragraph,
        "t": passage.text,
        "n": passage.number,
        "k": passage.kind,
        "l": language,
        "m": _named_in(forms),
    }
    document.add_bytes("data", json.dumps(stored, ensure_ascii=False).encode())
    document.add_float("weight", 0.5 if passage.kind in HEAD_KINDS else 0.0)
    document.add_text(passage_field(stemmer), forms.stems if stemmer else forms.folded)
    document.add_text("passage_meaning", " ".join(forms.meanings))
    return document
